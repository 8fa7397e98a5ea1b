//! The trait of all codecs.

use serde_json::Value;

use crate::dom::{Node, Shape};
use crate::wire::{Cx, Style};

/// A way of writing values of type [`Out`](Wire::Out) in JSON.
///
/// ```
/// use bitrix24::{Id, from_slice, to_value};
///
/// // An identifier stays what it came as: a number or a text.
/// let (id, _drift) = from_slice::<Id>(b"52").expect("an identifier");
/// assert_eq!(to_value::<Id>(&id), 52);
/// ```
pub trait Wire {
    /// The Rust type.
    type Out: Clone;
    /// The type's name in the description, for messages.
    const NAME: &'static str;

    /// The notation, where the Rust type does not tell.
    #[doc(hidden)]
    const STYLE: Style = Style::Plain;

    /// Reads a value; `None` when it does not fit.
    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<Self::Out>;

    /// Writes a value.
    fn encode(value: &Self::Out) -> Value;

    /// Returns true if `node` is this API's notation of "no value" where this type is expected.
    fn is_nothing(node: Node<'_>) -> bool {
        is_empty(node)
    }

    /// Looks among the value's own fields for the one that a path to it is asked for; only objects have any.
    #[doc(hidden)]
    fn locate(_value: &Self::Out, _cx: &mut Cx<'_>) {}
}

impl<'a> Cx<'a> {
    /// Reads a value that was reached, all of it.
    #[inline]
    pub(crate) fn decode<W: Wire>(&mut self, node: Node<'a>) -> Option<W::Out> {
        let value = W::decode(node, self);
        self.cursor.settle(node);
        value
    }
}

/// The server's notations of nothing: `null`, `""`, `false`, `[]`.
pub(super) fn is_empty(node: Node<'_>) -> bool {
    match node.shape() {
        Shape::Null | Shape::Bool(false) => true,
        Shape::Text(text) => text.is_empty(),
        Shape::List(list) => list.is_empty(),
        _ => false,
    }
}

/// A value that may be nothing: `null`, `""`, `false` and `[]` are `None`.
impl<W: Wire> Wire for Option<W> {
    type Out = Option<W::Out>;
    const NAME: &'static str = W::NAME;
    const STYLE: Style = W::STYLE;

    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<Option<W::Out>> {
        match W::decode(node, cx) {
            Some(value) => Some(Some(value)),
            None if W::is_nothing(node) => {
                if !matches!(node.shape(), Shape::Null) {
                    cx.inexact();
                }
                cx.count_typed();
                Some(None)
            }
            None => None,
        }
    }

    fn encode(value: &Option<W::Out>) -> Value {
        value.as_ref().map_or(Value::Null, W::encode)
    }
}
