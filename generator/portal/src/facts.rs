//! What a portal's descriptions say: its things and their fields.

use serde_json::Value;

pub use bitrix24_schema::raw::Writable;

/// What a portal says of itself.
#[derive(Debug, Default)]
pub struct Facts {
    /// The scopes of the webhook, sorted; `None` if the portal did not tell.
    pub scopes: Option<Vec<String>>,
    /// Its things.
    pub things: Vec<Thing>,
    /// The families of things that were read whole: what is in a file and no more here is gone.
    pub whole: Vec<Key>,
    /// Things that exist and could not be read.
    pub unread: Vec<Key>,
    /// What was not understood, or has no place in the folder.
    pub notes: Vec<String>,
    /// Where the portal describes documented types in another way than the catalogue.
    pub undescribed: Vec<Undescribed>,
}

/// What tells things apart: the prefix of their methods, and the parameters that these always have.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// The prefix of the methods.
    pub methods: String,
    /// The parameters.
    pub with: Vec<(String, Value)>,
}

/// A thing of the portal.
#[derive(Clone, Debug, PartialEq)]
pub struct Thing {
    /// What tells it from others.
    pub key: Key,
    /// The shared type that it is a kind of.
    pub of: &'static str,
    /// The name that it gets in Rust, if it has none yet: a wish.
    pub name: String,
    /// How the portal calls it.
    pub title: String,
    /// The fields of the shared type that it has, sorted; `None` for all.
    pub has: Option<Vec<String>>,
    /// Its own fields, and those of the shared type that say more here, sorted.
    pub fields: Vec<Field>,
}

/// A field of a thing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Field {
    /// Its name on the wire.
    pub wire: String,
    /// The text that its name in Rust is made of.
    pub named: String,
    /// Its title, for its description; `None` if the shared type says what it is.
    pub title: Option<String>,
    /// Its type, as the schema writes it.
    pub ty: String,
    /// Its values, each with its label; `None` if they could not be read or it has none.
    pub values: Option<Vec<(String, String)>>,
    /// True if values are numbers.
    pub is_numeric: bool,
    /// True if there may be other values.
    pub open: bool,
    /// When it can be written, if not always.
    pub writable: Option<Writable>,
    /// True if it is there only to say which values there are.
    pub says_values: bool,
    /// True if it is a list of wrapped values.
    pub is_list: bool,
    /// True if the value is inside of an object, beside its identifier.
    pub is_wrapped: bool,
}

/// Fields of a documented type that the portal describes in another way than the catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Undescribed {
    /// The method that describes them.
    pub method: String,
    /// The shared type.
    pub of: String,
    /// The fields that the catalogue does not have, sorted.
    pub fields: Vec<String>,
    /// The fields that the catalogue has and the portal does not, sorted.
    pub gone: Vec<String>,
    /// The fields of another type: the name, the catalogue's type, the portal's.
    pub others: Vec<(String, String, String)>,
}

impl Key {
    /// Returns a key.
    pub(crate) fn new(methods: &str, with: &[(&str, Value)]) -> Self {
        let with = with.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        Key { methods: methods.to_owned(), with }
    }

    /// Returns true if this family has a thing.
    pub fn holds(&self, thing: &Key) -> bool {
        self.methods == thing.methods
            && self.with.iter().all(|pair| thing.with.iter().any(|other| is_same(pair, other)))
    }

    /// Returns true if both are of one thing.
    pub fn is(&self, other: &Key) -> bool {
        self.holds(other) && other.holds(self)
    }
}

/// Returns true if two parameters are one, whether numbers are written as texts or not.
fn is_same(one: &(String, Value), other: &(String, Value)) -> bool {
    one.0 == other.0 && crate::text::text(&one.1) == crate::text::text(&other.1)
}
