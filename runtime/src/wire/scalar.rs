//! Numbers, text, JSON's own booleans, and values of any type.

use serde_json::Value;

use crate::dom::{Node, Shape};
use crate::wire::{Cx, Wire, boolean};

/// An integer: as a number, or as a string that holds one.
impl Wire for i64 {
    type Out = i64;
    const NAME: &'static str = "integer";

    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<i64> {
        match node.shape() {
            Shape::Int(int) => return Some(cx.typed(int)),
            Shape::Float(float) => whole(float),
            Shape::Text(text) => plain_integer(&text.text()),
            _ => None,
        }
        .inspect(|_| {
            cx.count_typed();
            cx.inexact();
        })
    }

    fn encode(value: &i64) -> Value {
        (*value).into()
    }
}

/// A number with a fraction: as a number, or as a string that holds one.
impl Wire for f64 {
    type Out = f64;
    const NAME: &'static str = "double";

    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<f64> {
        match node.shape() {
            Shape::Float(float) => return Some(cx.typed(float)),
            Shape::Int(int) => Some(int as f64),
            Shape::Big(big) => Some(big as f64),
            Shape::Text(text) => text.text().trim().parse().ok().filter(|float: &f64| float.is_finite()),
            _ => None,
        }
        .inspect(|_| {
            cx.count_typed();
            cx.inexact();
        })
    }

    fn encode(value: &f64) -> Value {
        (*value).into()
    }
}

/// A string. A number or `true` stands for its text; an empty string is a string.
impl Wire for String {
    type Out = String;
    const NAME: &'static str = "string";

    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<String> {
        match node.shape() {
            Shape::Text(text) => return Some(cx.typed(text.text().into_owned())),
            Shape::Int(int) => Some(int.to_string()),
            Shape::Big(big) => Some(big.to_string()),
            Shape::Float(float) => Some(Value::from(float).to_string()),
            Shape::Bool(true) => Some("true".to_owned()),
            _ => None,
        }
        .inspect(|_| {
            cx.count_typed();
            cx.inexact();
        })
    }

    fn encode(value: &String) -> Value {
        value.as_str().into()
    }
}

/// A boolean, written as JSON writes it.
impl Wire for bool {
    type Out = bool;
    const NAME: &'static str = "boolean";

    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<bool> {
        boolean::decode(node, cx, |shape, _| matches!(shape, Shape::Bool(_)))
    }

    fn encode(value: &bool) -> Value {
        (*value).into()
    }

    fn is_nothing(node: Node<'_>) -> bool {
        boolean::is_nothing(node)
    }
}

/// Nothing, which is `null` in JSON: the result of a method that answers no value. Another value is read, too, and is in
/// the report of what did not fit.
impl Wire for () {
    type Out = ();
    const NAME: &'static str = "null";

    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<()> {
        if !Self::is_nothing(node) {
            cx.misfit(node, Self::NAME);
        } else if !matches!(node.shape(), Shape::Null) {
            cx.inexact();
        }
        cx.count_typed();
        Some(())
    }

    fn encode((): &()) -> Value {
        Value::Null
    }
}

/// A value of any type, as JSON.
#[derive(Clone, Copy, Debug)]
pub enum Any {}

impl Wire for Any {
    type Out = Value;
    const NAME: &'static str = "any";

    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<Value> {
        cx.count_untyped(node);
        Some(cx.cursor.read_value(node))
    }

    fn encode(value: &Value) -> Value {
        value.clone()
    }
}

/// JSON is its own codec.
impl Wire for Value {
    type Out = Value;
    const NAME: &'static str = "any";

    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<Value> {
        Any::decode(node, cx)
    }

    fn encode(value: &Value) -> Value {
        value.clone()
    }
}

/// A number without a fraction that an `i64` holds exactly.
fn whole(float: f64) -> Option<i64> {
    const LIMIT: f64 = 9_007_199_254_740_992.0;
    (float.fract() == 0.0 && float.abs() <= LIMIT).then_some(float as i64)
}

/// An integer that prints as it was written, so that nothing of `007` is lost.
pub(super) fn plain_integer(text: &str) -> Option<i64> {
    let starts_well = matches!(text.as_bytes(), [b'0'] | [b'1'..=b'9', ..] | [b'-', b'1'..=b'9', ..]);
    if starts_well { text.parse().ok() } else { None }
}
