//! One of several: named values, one or many, and two types.

use std::marker::PhantomData;

use serde_json::Value;

use crate::dom::{Node, Shape};
use crate::wire::{Address, CrmLink, Cx, Finding, Id, Money, Style, Wire, cx::Fit, scalar::plain_integer};

/// An open enumeration. Emitted for every list of allowed values.
pub trait Enum: Clone + PartialEq + 'static {
    /// True if the values are numbers on the wire.
    const NUMERIC: bool = false;
    /// The values that the documentation lists, each with its text on the wire.
    const VALUES: &'static [(&'static str, Self)];

    /// A value that the documentation does not list.
    fn unknown(text: String) -> Self;

    /// The text of a value that the documentation does not list.
    fn as_unknown(&self) -> Option<&str>;

    /// The value that `text` names; an unknown one keeps its text.
    fn from_wire(text: &str) -> Self {
        let known = Self::VALUES.iter().find(|(wire, _)| *wire == text);
        known.map_or_else(|| Self::unknown(text.to_owned()), |(_, value)| value.clone())
    }

    /// The value's text on the wire.
    fn as_wire(&self) -> &str {
        let wire = || Self::VALUES.iter().find(|(_, value)| value == self).map(|(wire, _)| *wire);
        self.as_unknown().or_else(wire).unwrap_or_default()
    }

    /// Returns true if the documentation lists the value.
    fn is_known(&self) -> bool {
        self.as_unknown().is_none()
    }
}

/// Writes an [`Enum`] as a string, or as a number when its values are numbers.
#[derive(Clone, Copy, Debug)]
pub struct EnumCodec<E>(PhantomData<E>);

impl<E: Enum> Wire for EnumCodec<E> {
    type Out = E;
    const NAME: &'static str = "enum";

    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<E> {
        let (value, exact) = match node.shape() {
            // An empty text is a value only where the list has it.
            Shape::Text(text) if text.is_empty() => (Some(E::from_wire("")).filter(E::is_known)?, true),
            Shape::Text(text) => {
                let text = text.text();
                (E::from_wire(&text), !E::NUMERIC || plain_integer(&text).is_none())
            }
            Shape::Int(int) => (E::from_wire(&int.to_string()), E::NUMERIC),
            _ => return None,
        };
        if !exact {
            cx.inexact();
        }
        if !value.is_known() {
            cx.report(Finding::UnknownValue { path: cx.path() });
        }
        cx.count_typed();
        Some(value)
    }

    fn encode(value: &E) -> Value {
        let text = value.as_wire();
        match plain_integer(text) {
            Some(int) if E::NUMERIC => int.into(),
            _ => text.into(),
        }
    }
}

/// One value or a list of them, as many methods take and some answer.
///
/// ```
/// use bitrix24::{Id, OneOrMany};
///
/// let one: OneOrMany<Id> = 1271.into();
/// let many: OneOrMany<Id> = [1271, 1272].into();
/// assert_eq!((one.len(), many.len()), (1, 2));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum OneOrMany<T> {
    /// One, written without a list around it.
    One(T),
    /// A list.
    Many(Vec<T>),
}

impl<T> OneOrMany<T> {
    /// The values.
    pub fn as_slice(&self) -> &[T] {
        match self {
            OneOrMany::One(one) => std::slice::from_ref(one),
            OneOrMany::Many(many) => many,
        }
    }

    /// Returns the number of values.
    pub fn len(&self) -> usize {
        self.as_slice().len()
    }

    /// Returns true if there are none.
    pub fn is_empty(&self) -> bool {
        self.as_slice().is_empty()
    }

    /// The values.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.as_slice().iter()
    }

    /// The values.
    pub fn into_vec(self) -> Vec<T> {
        match self {
            OneOrMany::One(one) => vec![one],
            OneOrMany::Many(many) => many,
        }
    }
}

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        OneOrMany::Many(Vec::new())
    }
}

impl<T, U: Into<T>> From<Vec<U>> for OneOrMany<T> {
    fn from(many: Vec<U>) -> Self {
        many.into_iter().collect()
    }
}

impl<T, U: Into<T>, const N: usize> From<[U; N]> for OneOrMany<T> {
    fn from(many: [U; N]) -> Self {
        many.into_iter().collect()
    }
}

impl<T, U: Into<T>> FromIterator<U> for OneOrMany<T> {
    fn from_iter<I: IntoIterator<Item = U>>(many: I) -> Self {
        OneOrMany::Many(many.into_iter().map(Into::into).collect())
    }
}

macro_rules! one {
    ($($item:ty: $($from:ty)*;)*) => {$($(
        impl From<$from> for OneOrMany<$item> {
            fn from(one: $from) -> Self {
                OneOrMany::One(one.into())
            }
        }
    )*)*};
}
one! {
    Id: Id &Id i32 i64 u32 u64 &str String;
    i64: i32 i64 u32;
    f64: f64 i32;
    bool: bool;
    String: String &str;
    Money: Money;
    Address: Address;
    CrmLink: CrmLink;
}

impl<W: Wire> Wire for OneOrMany<W> {
    type Out = OneOrMany<W::Out>;
    const NAME: &'static str = "one or many";
    const STYLE: Style = W::STYLE;

    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<OneOrMany<W::Out>> {
        match node.shape() {
            Shape::List(_) => Vec::<W>::decode(node, cx).map(OneOrMany::Many),
            _ => W::decode(node, cx).map(OneOrMany::One),
        }
    }

    fn encode(value: &OneOrMany<W::Out>) -> Value {
        match value {
            OneOrMany::One(one) => W::encode(one),
            OneOrMany::Many(many) => Vec::<W>::encode(many),
        }
    }
}

/// A value of one of two types; more than two nest to the right.
#[derive(Clone, Debug, PartialEq)]
pub enum Either<A, B> {
    /// The first type.
    Left(A),
    /// The second type.
    Right(B),
}

impl<A: Default, B> Default for Either<A, B> {
    fn default() -> Self {
        Either::Left(A::default())
    }
}

impl<A: Wire, B: Wire> Wire for Either<A, B> {
    type Out = Either<A::Out, B::Out>;
    const NAME: &'static str = "one of two types";

    /// The type that reads the value exactly as written, and without a remark, wins; then the first that reads it at all.
    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<Self::Out> {
        if cx.is_closed() {
            // An object that is not opened fits always: it has to be decoded to tell the types apart.
            return match Self::decode(node, &mut Cx::new(""))? {
                Either::Left(_) => A::decode(node, cx).map(Either::Left),
                Either::Right(_) => B::decode(node, cx).map(Either::Right),
            };
        }
        let start = cx.cursor;
        let left = cx.trial(|cx| cx.decode::<A>(node));
        if left.fit() == Fit::Exact {
            return cx.accept(left).map(Either::Left);
        }
        // The same value again; the second reading ends where the first one did.
        let end = std::mem::replace(&mut cx.cursor, start);
        let right = cx.trial(|cx| B::decode(node, cx));
        cx.cursor = end;
        if left.fit() >= right.fit() { cx.accept(left).map(Either::Left) } else { cx.accept(right).map(Either::Right) }
    }

    fn encode(value: &Self::Out) -> Value {
        match value {
            Either::Left(left) => A::encode(left),
            Either::Right(right) => B::encode(right),
        }
    }

    fn is_nothing(node: Node<'_>) -> bool {
        A::is_nothing(node) && B::is_nothing(node)
    }
}
