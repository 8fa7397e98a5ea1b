//! Values that are passed on as they are written.

use serde_json::Value;

use crate::dom::Node;
use crate::wire::{Cx, Wire};

/// Any JSON as its text, in one line: what is only passed on is checked, and not looked into.
#[derive(Clone, Copy, Debug)]
pub enum Verbatim {}

impl Wire for Verbatim {
    type Out = Box<str>;
    const NAME: &'static str = "any";

    /// A text with escapes is written anew, because they may hide what is readable.
    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<Box<str>> {
        let text = cx.text_of(node).filter(|text| is_plain(text));
        cx.count_untyped(node);
        Some(text.map_or_else(|| node.to_value().to_string().into(), Box::from))
    }

    fn encode(text: &Box<str>) -> Value {
        serde_json::from_str(text).unwrap_or_default()
    }
}

/// Returns true if there is no escape and no line end. All bytes are looked at, because many at a time are faster than up to
/// the first.
fn is_plain(text: &str) -> bool {
    !text.bytes().fold(false, |found, byte| found | (byte < b' ') | (byte == b'\\'))
}
