//! Addresses in custom fields.

use std::fmt;

use serde_json::Value;

use crate::dom::Node;
use crate::wire::{Cx, Wire};

/// An address, as custom fields of the type "address" have it: a text, and if they are known, the place on the map and the
/// identifier of the address: `12 Main Street|54.71;20.51|830`.
///
/// It is kept as it was written. The server cuts it at each `|`, so what follows one in a text is no part of that. The
/// default is empty, which clears a field.
///
/// ```
/// use bitrix24::Address;
///
/// let office = Address::from("12 Main Street|54.71;20.51|830");
/// assert_eq!((office.text(), office.coordinates(), office.id()), ("12 Main Street", Some((54.71, 20.51)), Some(830)));
///
/// let home = Address::new("3 Station Road").at(54.7, 20.5);
/// assert_eq!(home.to_string(), "3 Station Road|54.7;20.5");
/// assert_eq!(home.id(), None);
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Address(Box<str>);

impl Address {
    /// An address that is a text.
    pub fn new(text: impl Into<String>) -> Self {
        Address(text.into().into())
    }

    /// The same address at a latitude and a longitude, in degrees.
    #[must_use]
    pub fn at(self, latitude: f64, longitude: f64) -> Self {
        let id = self.part(2).unwrap_or_default();
        let end = if id.is_empty() { String::new() } else { format!("|{id}") };
        Address(format!("{}|{latitude};{longitude}{end}", self.text()).into())
    }

    /// The address as people read it.
    pub fn text(&self) -> &str {
        self.part(0).unwrap_or_default()
    }

    /// The latitude and the longitude in degrees, if they are known.
    pub fn coordinates(&self) -> Option<(f64, f64)> {
        let (latitude, longitude) = self.part(1)?.split_once(';')?;
        let degrees = |text: &str| text.trim().parse().ok().filter(|number: &f64| number.is_finite());
        Some((degrees(latitude)?, degrees(longitude)?))
    }

    /// The identifier of the address, if it is known.
    pub fn id(&self) -> Option<i64> {
        self.part(2)?.parse().ok()
    }

    fn part(&self, index: usize) -> Option<&str> {
        self.0.split('|').nth(index)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

/// As the API writes it: a text alone, or one with more behind `|`.
impl From<&str> for Address {
    fn from(text: &str) -> Self {
        Address(text.into())
    }
}

/// As the API writes it: a text alone, or one with more behind `|`.
impl From<String> for Address {
    fn from(text: String) -> Self {
        Address(text.into())
    }
}

impl From<&Address> for Address {
    fn from(address: &Address) -> Self {
        address.clone()
    }
}

impl Wire for Address {
    type Out = Address;
    const NAME: &'static str = "address";

    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<Address> {
        node.text().filter(|text| !text.is_empty()).map(|text| cx.typed(Address(text.into())))
    }

    fn encode(address: &Address) -> Value {
        Value::from(&*address.0)
    }
}
