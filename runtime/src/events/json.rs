//! A body in JSON, read within limits.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::error::EventError;
use super::limits::Left;

/// Reads a body, and counts its values while it is read.
pub(super) fn json(body: &[u8], left: &mut Left) -> Result<Value, EventError> {
    let (depth, mut broken) = (Some(left.depth), None);
    let mut parser = serde_json::Deserializer::from_slice(body);
    let read = Reader { left, depth, broken: &mut broken }.deserialize(&mut parser);
    let read = read.and_then(|value| parser.end().map(|()| value));
    read.map_err(|_| broken.unwrap_or(EventError::NotJson))
}

/// Reads one value.
struct Reader<'a> {
    left: &'a mut Left,
    /// How many values may be inside of each other here; none where even this one is too deep.
    depth: Option<usize>,
    /// The limit that is broken, if one is.
    broken: &'a mut Option<EventError>,
}

impl Reader<'_> {
    /// The reader of what is inside of this value.
    fn inner(&mut self) -> Reader<'_> {
        let depth = self.depth.and_then(|depth| depth.checked_sub(1));
        Reader { left: self.left, depth, broken: self.broken }
    }

    fn fail<E: Error>(&mut self, error: EventError) -> E {
        *self.broken = Some(error);
        E::custom("a limit")
    }
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(mut self, parser: D) -> Result<Value, D::Error> {
        match self.left.take() {
            _ if self.depth.is_none() => Err(self.fail(EventError::TooDeep)),
            Ok(()) => parser.deserialize_any(self),
            Err(error) => Err(self.fail(error)),
        }
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self.inner())? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = members.next_key::<String>()? {
            let value = members.next_value_seed(self.inner())?;
            map.insert(key, value);
        }
        Ok(Value::Object(map))
    }
}
