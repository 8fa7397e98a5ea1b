//! What pages say: facts, before they are written as a schema.

use serde_json::Value;

use super::ty::Ty;
use bitrix24_schema::raw::{Api, Kind, PagerKind};

/// What a page says of a method.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Method {
    pub(super) name: String,
    pub(super) api: Api,
    /// The page, without `.md`.
    pub(super) docs: String,
    pub(super) doc: Option<String>,
    pub(super) scopes: Vec<String>,
    pub(super) kind: Option<Kind>,
    pub(super) deprecated: Option<Deprecated>,
    pub(super) positional: Vec<String>,
    pub(super) pager: Option<Pager>,
    pub(super) params: Vec<Field>,
    pub(super) result: Option<Field>,
    pub(super) errors: Vec<Error>,
}

/// That a method is deprecated, and what replaces it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Deprecated {
    pub(super) instead: Option<String>,
}

/// How a list is read page by page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pager {
    pub(super) kind: PagerKind,
    pub(super) items: Option<String>,
    pub(super) id: Option<String>,
}

/// A type that several methods share.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shared {
    pub(super) name: String,
    /// The page, without `.md`.
    pub(super) docs: String,
    pub(super) doc: Option<String>,
    pub(super) fields: Vec<Field>,
    /// Values, instead of fields.
    pub(super) values: Vec<String>,
}

/// A parameter, a field, or a result.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) required: Required,
    pub(super) ty: Ty,
    /// The fields of the object in the type.
    pub(super) fields: Vec<Field>,
    pub(super) values: Vec<String>,
    pub(super) keys: Vec<String>,
    pub(super) operators: Vec<String>,
    pub(super) variants: Vec<String>,
    pub(super) default: Option<Value>,
    pub(super) limits: Limits,
    pub(super) is_deprecated: bool,
    /// Not documented, but seen in an example.
    pub(super) is_observed: bool,
    /// Whether its description speaks of Base64.
    pub(super) says_base64: bool,
    /// Whether it speaks of other things than a text in Base64, too: then a plain text is one of them.
    pub(super) says_more: bool,
    /// Whether the page says `array` and nothing of its items: in PHP that may be an object.
    pub(super) says_array: bool,
    /// Whether an example has a value for it.
    pub(super) is_shown: bool,
    /// Of an object without fields: what its description has as code.
    pub(super) mentions: Vec<String>,
    /// Why there is no type, where the page tells.
    pub(super) untyped: Option<&'static str>,
    pub(super) doc: Option<String>,
    pub(super) line: usize,
}

impl Field {
    /// Makes types of it, and of all inside it, unknown that are none without a value.
    pub(super) fn settle(&mut self) {
        self.ty.settle();
        self.fields.iter_mut().for_each(Field::settle);
    }
}

/// Whether a parameter has to be sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Required {
    Yes,
    #[default]
    No,
    Unknown,
}

/// Limits of a value.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Limits {
    pub(super) min: Option<f64>,
    pub(super) max: Option<f64>,
    pub(super) min_length: Option<u64>,
    pub(super) max_length: Option<u64>,
}

impl Limits {
    /// Whether a value keeps them. A number may be written as text.
    pub(super) fn allow(&self, value: &Value) -> bool {
        let number = value.as_f64().or_else(|| value.as_str()?.parse().ok());
        let length = value.as_str().map(|text| text.chars().count() as u64);
        let is_out = number.zip(self.min).is_some_and(|(number, min)| number < min)
            || number.zip(self.max).is_some_and(|(number, max)| number > max)
            || length.zip(self.min_length).is_some_and(|(length, min)| length < min)
            || length.zip(self.max_length).is_some_and(|(length, max)| length > max);
        !is_out
    }
}

/// An error that a page lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Error {
    pub(super) code: String,
    pub(super) message: Option<String>,
    pub(super) status: Option<u16>,
    pub(super) when: Vec<String>,
    /// The message with the backticks that the page has inside it, while it is not known whose they are.
    pub(super) marked: Option<String>,
}

/// Visits fields and all that is inside them.
pub(super) fn for_each_field<'f>(fields: &'f [Field], visit: &mut dyn FnMut(&'f Field)) {
    for field in fields {
        visit(field);
        for_each_field(&field.fields, visit);
    }
}
