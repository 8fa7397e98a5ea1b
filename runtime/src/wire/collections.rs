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
            Shape::List(list) => {
                let mut items = cx.cursor.items(list);
                let mut read = read_items::<W>(items.known(), |cx| items.next(&mut cx.cursor), cx)?;
                if read.capacity() > 2 * read.len() {
                    read.shrink_to_fit();
                }
                Some(read)
            }
            // One item where a list is documented, and no items by their numbers.
            Shape::Object(entries) if W::NAME == "object" && entries.iter().any(|(_, node)| is_single(node)) => {
                cx.inexact();
                let mut once = Some(node);
                read_items::<W>(1, |_| once.take(), cx)
            }
            Shape::Object(entries) => {
                cx.inexact();
                let mut members = cx.cursor.members(entries);
                read_items::<W>(members.known(), |cx| Some(members.next(&mut cx.cursor)?.1), cx)
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
fn read_items<'a, W: Wire>(
    known: usize,
    mut next: impl FnMut(&mut Cx<'a>) -> Option<Node<'a>>,
    cx: &mut Cx<'a>,
) -> Option<Vec<W::Out>> {
    let mut items = Vec::with_capacity(known);
    let mut index = 0;
    while let Some(node) = next(cx) {
        cx.enter_item(index);
        index += 1;
        match cx.decode::<W>(node) {
            Some(item) => {
                items.push(item);
                if index == 1 {
                    items.reserve(cx.cursor.likely(node, size_of::<W::Out>()));
                }
            }
            None => {
                cx.misfit(node, W::NAME);
                cx.inexact();
            }
        }
        cx.leave();
    }
    if index == 0 {
        cx.count_typed();
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
        let mut is_bare = true;
        match node.shape() {
            Shape::Object(entries) => {
                let mut members = cx.cursor.members(entries);
                while let Some((key, node)) = members.next(&mut cx.cursor) {
                    is_bare = false;
                    cx.enter(key);
                    entry::<W>(&mut map, key.text().into_owned(), node, cx);
                    cx.leave();
                }
            }
            // PHP writes a map with the keys 0, 1, 2 as a list.
            Shape::List(list) => {
                cx.inexact();
                let mut items = cx.cursor.items(list);
                let mut index = 0;
                while let Some(node) = items.next(&mut cx.cursor) {
                    is_bare = false;
                    cx.enter_item(index);
                    entry::<W>(&mut map, index.to_string(), node, cx);
                    cx.leave();
                    index += 1;
                }
            }
            _ => return None,
        }
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
    match cx.decode::<W>(node) {
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
