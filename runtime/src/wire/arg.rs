//! Arguments: what callers give for a value that is sent.

use serde_json::Value;

use crate::wire::{Enum, Extra, Id, OneOrMany, Wire};

/// A value of type `T` that is sent, or what stands for one: an identifier for an integer, or a reference to a result of
/// the same batch ([`Ref`](crate::Ref)). Constructors and setters take whatever converts into it.
///
/// ```no_run
/// # async fn example(b24: bitrix24::Client) -> Result<(), bitrix24::Error> {
/// # fn limit(limit: impl Into<bitrix24::Arg<i64>>) {}
/// use bitrix24::{Dynamic, Id, json};
///
/// limit(50);
/// limit(Id::from("50"));
///
/// let mut batch = b24.batch();
/// let size = batch.add(Dynamic::new("app.option.get", json!({ "option": "size" })));
/// limit(size.result());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Arg<T>(Given<T>);

#[derive(Clone, Debug, PartialEq)]
enum Given<T> {
    Value(T),
    /// A reference, an identifier that is no number, or a list with one of them.
    Other(Value),
}

impl<T> Arg<T> {
    /// JSON in place of a value.
    pub(crate) fn other(value: impl Into<Value>) -> Self {
        Arg(Given::Other(value.into()))
    }

    fn value(value: T) -> Self {
        Arg(Given::Value(value))
    }

    /// Writes it as this codec does.
    pub(crate) fn encode<W: Wire<Out = T>>(&self) -> Value {
        match &self.0 {
            Given::Value(value) => W::encode(value),
            Given::Other(other) => other.clone(),
        }
    }
}

/// What the setters of an object do with their arguments. What stands for a value has no room in a field, and is kept beside
/// the fields. Those with names of types do what `keep` does: without a type to be inferred, each is cheaper to compile.
#[doc(hidden)]
impl Extra {
    /// Returns an argument's value for the field `key` of an object.
    pub fn keep<T>(&mut self, key: &str, argument: impl Into<Arg<T>>) -> Option<T> {
        match argument.into().0 {
            Given::Value(value) => {
                self.remove(key);
                Some(value)
            }
            Given::Other(other) => {
                self.insert(key, other);
                None
            }
        }
    }

    /// Returns an integer.
    pub fn keep_int(&mut self, key: &str, argument: impl Into<Arg<i64>>) -> Option<i64> {
        self.keep(key, argument)
    }

    /// Returns a number.
    pub fn keep_double(&mut self, key: &str, argument: impl Into<Arg<f64>>) -> Option<f64> {
        self.keep(key, argument)
    }

    /// Returns a boolean.
    pub fn keep_bool(&mut self, key: &str, argument: impl Into<Arg<bool>>) -> Option<bool> {
        self.keep(key, argument)
    }

    /// Returns an identifier that is an integer, if it can be one.
    pub fn keep_int_id(&mut self, key: &str, id: impl Into<Id>) -> Option<i64> {
        self.keep(key, id.into())
    }

    /// Returns an identifier that is a text.
    pub fn keep_text_id(&mut self, key: &str, id: impl Into<Id>) -> Option<String> {
        self.keep(key, id.into())
    }
}

/// Returns an argument for a list; what stands for one of its items makes JSON of all of it.
#[doc(hidden)]
pub fn list<W: Wire>(items: impl IntoIterator<Item = impl Into<Arg<W::Out>>>) -> Arg<Vec<W::Out>> {
    many::<W, _>(items.into_iter().map(Into::into).collect(), |items| items)
}

fn many<W: Wire, L>(items: Vec<Arg<W::Out>>, of: impl FnOnce(Vec<W::Out>) -> L) -> Arg<L> {
    if items.iter().any(|item| matches!(item.0, Given::Other(_))) {
        return Arg::other(items.iter().map(Arg::encode::<W>).collect::<Value>());
    }
    let value = |item: Arg<W::Out>| if let Given::Value(value) = item.0 { Some(value) } else { None };
    Arg::value(of(items.into_iter().filter_map(value).collect()))
}

/// Returns the argument that identifiers are where a list of integers or texts is expected.
#[doc(hidden)]
pub fn ids<W: Wire>(ids: impl IntoIterator<Item = impl Into<Id>>) -> Arg<Vec<W::Out>>
where
    Arg<W::Out>: From<Id>,
{
    list::<W>(ids.into_iter().map(|id| Arg::from(id.into())))
}

/// Returns the argument that one identifier or many are where integers or texts are expected.
#[doc(hidden)]
pub fn one_or_many_ids<W: Wire>(ids: impl Into<OneOrMany<Id>>) -> Arg<OneOrMany<W::Out>>
where
    Arg<W::Out>: From<Id>,
{
    match ids.into() {
        OneOrMany::One(id) => match Arg::<W::Out>::from(id).0 {
            Given::Value(value) => Arg::value(OneOrMany::One(value)),
            Given::Other(other) => Arg::other(other),
        },
        OneOrMany::Many(ids) => many::<W, _>(ids.into_iter().map(Arg::from).collect(), OneOrMany::Many),
    }
}

impl<E: Enum> From<E> for Arg<E> {
    fn from(value: E) -> Self {
        Arg(Given::Value(value))
    }
}

macro_rules! from_number {
    ($($to:ty: $($number:ty)*;)*) => {$($(
        impl From<$number> for Arg<$to> {
            fn from(number: $number) -> Self {
                Arg(Given::Value(number.into()))
            }
        }
    )*)*};
}
from_number! {
    i64: i64 i8 i16 i32 u8 u16 u32 bool;
    f64: f64 i8 i16 i32 u8 u16 u32 f32;
    bool: bool;
}

/// An identifier that is written as a text goes where an integer is expected as one.
impl From<Id> for Arg<i64> {
    fn from(id: Id) -> Self {
        Arg(id.as_i64().map_or_else(|| Given::Other(id.to_string().into()), Given::Value))
    }
}

impl From<Id> for Arg<String> {
    fn from(id: Id) -> Self {
        Arg(Given::Value(id.to_string()))
    }
}

impl From<&i64> for Arg<i64> {
    fn from(number: &i64) -> Self {
        (*number).into()
    }
}

impl From<&Id> for Arg<i64> {
    fn from(id: &Id) -> Self {
        id.clone().into()
    }
}

impl<E: Enum> From<&str> for Arg<E> {
    fn from(text: &str) -> Self {
        Arg(Given::Value(E::from_wire(text)))
    }
}

impl<E: Enum> From<i64> for Arg<E>
where
    E: From<i64>,
{
    fn from(number: i64) -> Self {
        Arg(Given::Value(number.into()))
    }
}

impl<E: Enum> From<Id> for Arg<E> {
    fn from(id: Id) -> Self {
        Arg(Given::Value(E::from_wire(&id.to_string())))
    }
}

impl<E: Enum> From<&Id> for Arg<E> {
    fn from(id: &Id) -> Self {
        id.clone().into()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Arg, ids, one_or_many_ids};
    use crate::wire::{Extra, Id, OneOrMany};

    #[test]
    fn an_identifier_is_written_as_an_integer_where_it_is_one() {
        let written = |id: Id| Arg::<i64>::from(id).encode::<i64>();
        assert_eq!(written(Id::from("8017")), json!(8017));
        assert_eq!(written(Id::from("D_1")), json!("D_1"));
        assert_eq!(written(Id::from("007")), json!("007"));
    }

    #[test]
    fn an_object_keeps_beside_its_fields_what_they_cannot_hold() {
        let mut extra = Extra::default();
        assert_eq!(extra.keep_int_id("id", Id::from("D_1")), None);
        assert_eq!(extra.get("id"), Some(&json!("D_1")));
        assert_eq!(extra.keep_int("id", 5), Some(5));
        assert_eq!(extra.get("id"), None);

        assert_eq!(extra.keep("ids", ids::<i64>([Id::from(1), Id::from("D_1")])), None);
        assert_eq!(extra.get("ids"), Some(&json!([1, "D_1"])));
        assert_eq!(extra.keep("ids", ids::<i64>([1, 2])), Some(vec![1, 2]));
        assert!(extra.is_empty());
    }

    #[test]
    fn one_identifier_or_many_are_written_as_integers() {
        let written = |ids: OneOrMany<Id>| one_or_many_ids::<i64>(ids).encode::<OneOrMany<i64>>();
        assert_eq!(written("5".into()), json!(5));
        assert_eq!(written(["5", "D_1"].into()), json!([5, "D_1"]));
    }
}
