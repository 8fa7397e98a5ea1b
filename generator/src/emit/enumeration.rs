//! Open enumerations.

use super::items::item_doc;
use super::text::{block, braces, literal, spaced};
use super::{Scope, docs};
use crate::model::Enum;

/// ```text
/// #[derive(Clone, Debug, PartialEq, Eq, Hash)]
/// #[non_exhaustive]
/// pub enum Role {
///     Moderator,
///     Unknown(String),
/// }
/// ```
pub(super) fn enumeration(scope: Scope<'_>, list: &Enum) -> String {
    let doc = docs::comment(&item_doc(list.doc.as_ref(), &list.origin, scope.page(list.docs.as_ref())));
    let mut variants = String::new();
    for value in &list.values {
        let wire = &value.name.wire;
        let text = match &value.label {
            Some(label) => format!("`{wire}`: {}", docs::plain(label)),
            None => format!("`{wire}`"),
        };
        variants += &docs::comment(&[text]);
        variants += &format!("{},\n", value.name.ident);
    }
    variants += "/// A value that the documentation does not list.\nUnknown(String),\n";
    let head = format!("#[derive(Clone, Debug, PartialEq, Eq, Hash)]\n#[non_exhaustive]\npub enum {}", list.ident);
    spaced([doc + &braces(&head, &variants), functions(list), implementation(list)])
}

/// ```text
/// impl Role {
///     pub fn as_str(&self) -> &str { match self { Self::Moderator => "E", Self::Unknown(value) => value } }
/// }
/// impl From<&str> for Role { … }
/// ```
fn functions(list: &Enum) -> String {
    let name = &list.ident;
    let (mut texts, mut values) = (String::new(), String::new());
    for value in &list.values {
        let (wire, variant) = (literal(&value.name.wire), &value.name.ident);
        texts += &format!("Self::{variant} => {wire},\n");
        values += &format!("{wire} => Self::{variant},\n");
    }
    texts += "Self::Unknown(value) => value,\n";
    values += "value => Self::Unknown(value.to_owned()),\n";
    let as_str = "/// The value on the wire.\n#[inline]\n".to_owned()
        + &braces("pub fn as_str(&self) -> &str", &braces("match self", &texts));
    let from = "#[inline]\n".to_owned() + &braces("fn from(value: &str) -> Self", &braces("match value", &values));
    let default = "#[inline]\nfn default() -> Self { Self::Unknown(String::new()) }\n";
    let number = if list.is_numeric {
        let from = "#[inline]\nfn from(value: i64) -> Self { Self::from(value.to_string().as_str()) }\n";
        braces(&format!("impl From<i64> for {name}"), from)
    } else {
        String::new()
    };
    spaced([
        braces(&format!("impl {name}"), &as_str),
        braces(&format!("impl From<&str> for {name}"), &from),
        braces(&format!("impl Default for {name}"), default),
        number,
    ])
}

/// ```text
/// impl rt::Enum for Role { … }
/// ```
fn implementation(list: &Enum) -> String {
    let numeric = if list.is_numeric { "const NUMERIC: bool = true;\n" } else { "" };
    let functions = [
        block("fn from_wire(text: &str) -> Self", &["Self::from(text)".to_owned()]),
        block("fn as_wire(&self) -> &str", &["self.as_str()".to_owned()]),
        block("fn is_known(&self) -> bool", &["!matches!(self, Self::Unknown(_))".to_owned()]),
    ];
    let functions: String = functions.map(|function| format!("#[inline]\n{function}")).concat();
    braces(&format!("impl rt::Enum for {}", list.ident), &format!("{numeric}{functions}"))
}
