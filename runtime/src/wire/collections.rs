//! Lists, maps and boxes.

use serde_json::Value;

use crate::dom::{Node, Shape};
use crate::wire::{Cx, Style, Wire, codec::is_empty};

/// A map with text keys that keeps its order.
pub type Map<T> = indexmap::IndexMap<String, T>;

/// A list. PHP writes a list with gaps as an object: its values are the items.
impl<W: Wire> Wire for Vec<W> {
    type Out = Vec<W::Out>;
    const NAME: &'static str = "array";
    const STYLE: Style = W::STYLE;

    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<Vec<W::Out>> {
        match node.shape() {
            Shape::List(list) => items::<W>(list.iter(), list.len(), cx),
            // One item where a list is documented, and no items by their numbers.
            Shape::Object(entries) if W::NAME == "object" && entries.iter().any(|(_, node)| is_single(node)) => {
                cx.inexact();
                items::<W>(std::iter::once(node), 1, cx)
            }
            Shape::Object(entries) => {
                cx.inexact();
                items::<W>(entries.iter().map(|(_, node)| node), entries.len(), cx)
            }
            _ => None,
        }
    }

    fn encode(items: &Vec<W::Out>) -> Value {
        items.iter().map(W::encode).collect()
    }

    fn is_nothing(node: Node<'_>) -> bool {
        !matches!(node.shape(), Shape::List(_)) && is_empty(node)
    }
}

/// Returns true for a value that is no object and no list.
fn is_single(node: Node<'_>) -> bool {
    !matches!(node.shape(), Shape::Object(_) | Shape::List(_))
}

/// Reads every item; one that does not fit is reported and left out, and the list is marked, so that its original is kept.
fn items<'a, W: Wire>(nodes: impl Iterator<Item = Node<'a>>, len: usize, cx: &mut Cx<'a>) -> Option<Vec<W::Out>> {
    if len == 0 {
        cx.count_typed();
    }
    let mut items = Vec::with_capacity(len);
    for (index, node) in nodes.enumerate() {
        cx.enter_item(index);
        match W::decode(node, cx) {
            Some(item) => items.push(item),
            None => {
                cx.misfit(node, W::NAME);
                cx.inexact();
            }
        }
        cx.leave();
    }
    Some(items)
}

/// A map whose keys are data, such as ids. PHP writes an empty one as `[]`.
#[derive(Clone, Copy, Debug)]
pub struct Dict<W>(std::marker::PhantomData<W>);

impl<W: Wire> Wire for Dict<W> {
    type Out = Map<W::Out>;
    const NAME: &'static str = "map";

    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<Map<W::Out>> {
        let mut map = Map::new();
        let is_bare = match node.shape() {
            Shape::Object(entries) => {
                for (key, node) in entries.iter() {
                    cx.enter(key);
                    entry::<W>(&mut map, key.to_owned(), node, cx);
                    cx.leave();
                }
                entries.is_empty()
            }
            // PHP writes a map with the keys 0, 1, 2 as a list.
            Shape::List(list) => {
                cx.inexact();
                for (index, node) in list.iter().enumerate() {
                    cx.enter_item(index);
                    entry::<W>(&mut map, index.to_string(), node, cx);
                    cx.leave();
                }
                list.is_empty()
            }
            _ => return None,
        };
        if is_bare {
            cx.count_typed();
        }
        Some(map)
    }

    fn encode(map: &Map<W::Out>) -> Value {
        Value::Object(map.iter().map(|(key, value)| (key.clone(), W::encode(value))).collect())
    }

    fn is_nothing(node: Node<'_>) -> bool {
        !matches!(node.shape(), Shape::List(_)) && is_empty(node)
    }
}

fn entry<'a, W: Wire>(map: &mut Map<W::Out>, key: String, node: Node<'a>, cx: &mut Cx<'a>) {
    match W::decode(node, cx) {
        Some(value) => {
            map.insert(key, value);
        }
        None => {
            cx.misfit(node, W::NAME);
            cx.inexact();
        }
    }
}

/// A value on the heap, where a type contains itself.
#[derive(Clone, Copy, Debug)]
pub struct Boxed<W>(std::marker::PhantomData<W>);

impl<W: Wire> Wire for Boxed<W> {
    type Out = Box<W::Out>;
    const NAME: &'static str = W::NAME;

    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<Box<W::Out>> {
        W::decode(node, cx).map(Box::new)
    }

    fn encode(value: &Box<W::Out>) -> Value {
        W::encode(value)
    }

    fn is_nothing(node: Node<'_>) -> bool {
        W::is_nothing(node)
    }
}
