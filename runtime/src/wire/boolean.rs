//! The ways this API writes a boolean.

use serde_json::Value;

use crate::dom::{Node, Shape};
use crate::wire::{Cx, Style, Wire, codec::is_empty};

/// Any known writing of a boolean; one that `exact` does not recognise is marked.
pub(super) fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>, exact: impl Fn(Shape<'_>, bool) -> bool) -> Option<bool> {
    let value = match node.shape() {
        Shape::Bool(bool) => bool,
        Shape::Int(1) => true,
        Shape::Int(0) => false,
        Shape::Text(text) => match &*text.text() {
            "Y" | "y" | "1" | "true" | "TRUE" | "yes" | "on" => true,
            "N" | "n" | "0" | "false" | "FALSE" | "no" | "off" => false,
            _ => return None,
        },
        _ => return None,
    };
    if !exact(node.shape(), value) {
        cx.inexact();
    }
    cx.count_typed();
    Some(value)
}

/// For a boolean, `false` is a value.
pub(super) fn is_nothing(node: Node<'_>) -> bool {
    !matches!(node.shape(), Shape::Bool(_)) && is_empty(node)
}

macro_rules! boolean {
    ($(#[$doc:meta])* $name:ident: $true:expr, $false:expr) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub enum $name {}

        impl Wire for $name {
            type Out = bool;
            const NAME: &'static str = "boolean";
            const STYLE: Style = Style::Boolean(Self::encode);

            fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<bool> {
                decode(node, cx, |shape, value| is(shape, if value { $true } else { $false }))
            }

            fn encode(value: &bool) -> Value {
                if *value { $true.into() } else { $false.into() }
            }

            fn is_nothing(node: Node<'_>) -> bool {
                is_nothing(node)
            }
        }
    };
}

/// A notation of booleans.
trait Writing {
    fn matches(self, shape: Shape<'_>) -> bool;
}

impl Writing for &str {
    fn matches(self, shape: Shape<'_>) -> bool {
        matches!(shape, Shape::Text(text) if text.is(self))
    }
}

impl Writing for i64 {
    fn matches(self, shape: Shape<'_>) -> bool {
        matches!(shape, Shape::Int(int) if int == self)
    }
}

fn is(shape: Shape<'_>, writing: impl Writing) -> bool {
    writing.matches(shape)
}

boolean! {
    /// A boolean written `"Y"` or `"N"`.
    YesNo: "Y", "N"
}
boolean! {
    /// A boolean written `1` or `0`.
    OneZero: 1_i64, 0_i64
}
boolean! {
    /// A boolean written `"1"` or `"0"`.
    OneZeroText: "1", "0"
}
boolean! {
    /// A boolean written `"true"` or `"false"`, as words.
    TrueFalseText: "true", "false"
}

/// A boolean of a custom field: answered in any of the writings, sent `"Y"` or `"N"`, and `1` or `0` in filters.
#[derive(Clone, Copy, Debug)]
pub enum CustomBoolean {}

impl Wire for CustomBoolean {
    type Out = bool;
    const NAME: &'static str = "boolean";
    const STYLE: Style = Style::Boolean(OneZero::encode);

    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<bool> {
        YesNo::decode(node, cx)
    }

    fn encode(value: &bool) -> Value {
        YesNo::encode(value)
    }

    fn is_nothing(node: Node<'_>) -> bool {
        is_nothing(node)
    }
}
