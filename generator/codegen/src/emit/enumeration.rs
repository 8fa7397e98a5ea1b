//! Open enumerations.

use super::items::item_doc;
use super::text::{braces, literal, spaced};
use super::{Scope, docs};
use crate::model::Enum;

/// ```text
/// #[derive(Clone)]
/// #[non_exhaustive]
/// pub enum Role {
///     Moderator,
///     Unknown(String),
/// }
/// impl std::fmt::Debug for Role { … }
/// impl PartialEq for Role { … }
/// ```
///
/// What can be said by the values of [`Enum`](crate::model::Enum) is not derived: that takes rustc longer.
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
    let head = format!("#[derive(Clone)]\n#[non_exhaustive]\npub enum {}", list.ident);
    spaced([doc + &braces(&head, &variants), std_impls(&list.ident), functions(list), implementation(list)])
}

fn std_impls(name: &str) -> String {
    format!(
        "impl std::fmt::Debug for {name} {{\n    {DEBUG}\n}}\n\
         impl PartialEq for {name} {{ {EQ} }}\n\
         impl Eq for {name} {{}}\n\
         impl std::hash::Hash for {name} {{ {HASH} }}\n"
    )
}

const DEBUG: &str =
    "#[inline] fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result { rt::wire::enums::debug(self, f) }";
const EQ: &str = "#[inline] fn eq(&self, other: &Self) -> bool { rt::wire::enums::eq(self, other) }";
const HASH: &str =
    "#[inline] fn hash<H: std::hash::Hasher>(&self, state: &mut H) { rt::wire::enums::hash(self, state) }";

/// ```text
/// impl Role {
///     pub fn as_str(&self) -> &str { rt::Enum::as_wire(self) }
/// }
/// impl From<&str> for Role { … }
/// ```
fn functions(list: &Enum) -> String {
    let name = &list.ident;
    let number = "#[inline] fn from(value: i64) -> Self { Self::from(value.to_string().as_str()) }\n";
    [
        braces(&format!("impl {name}"), &format!("/// The value on the wire.\n{AS_STR}\n")),
        braces(&format!("impl From<&str> for {name}"), &format!("{FROM}\n")),
        braces(&format!("impl Default for {name}"), &format!("{DEFAULT}\n")),
        if list.is_numeric { braces(&format!("impl From<i64> for {name}"), number) } else { String::new() },
    ]
    .concat()
}

const AS_STR: &str = "#[inline] pub fn as_str(&self) -> &str { rt::Enum::as_wire(self) }";
const FROM: &str = "#[inline] fn from(value: &str) -> Self { rt::Enum::from_wire(value) }";
const DEFAULT: &str = "#[inline] fn default() -> Self { Self::Unknown(String::new()) }";

/// ```text
/// impl rt::Enum for Role {
///     const VALUES: &'static [(&'static str, Self)] = &[("E", Self::Moderator)];
///     …
/// }
/// ```
fn implementation(list: &Enum) -> String {
    let numeric = if list.is_numeric { "const NUMERIC: bool = true;\n" } else { "" };
    let values: Vec<String> = list
        .values
        .iter()
        .map(|value| format!("({}, Self::{})", literal(&value.name.wire), value.name.ident))
        .collect();
    let values = format!("const VALUES: &'static [(&'static str, Self)] = &[{}];\n", values.join(", "));
    braces(&format!("impl rt::Enum for {}", list.ident), &format!("{numeric}{values}{UNKNOWN}\n{AS_UNKNOWN}\n"))
}

const UNKNOWN: &str = "#[inline] fn unknown(text: String) -> Self { Self::Unknown(text) }";
const AS_UNKNOWN: &str =
    "#[inline] fn as_unknown(&self) -> Option<&str> { if let Self::Unknown(text) = self { Some(text) } else { None } }";
