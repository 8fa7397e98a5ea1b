//! The errors of one method.

use super::docs;
use super::text::{braces, spaced};
use crate::model::{ErrorEntry, Method};

/// ```text
/// #[non_exhaustive]
/// pub enum Error {
///     /// `0` · message “wrong task id” · HTTP 400
///     WrongTaskId,
/// }
/// impl rt::KnownError for Error { … }
/// ```
///
/// A method without documented errors has none.
pub(super) fn method(method: &Method) -> String {
    if method.errors.is_empty() {
        return String::new();
    }
    let what = format!("The errors that `{}` is documented to answer.", method.name.wire);
    let entries: Vec<&ErrorEntry> = method.errors.iter().collect();
    enumeration(&[what], &entries, "&METHOD.errors")
}

/// An enumeration of errors, and where their facts are.
pub(super) fn enumeration(doc: &[String], entries: &[&ErrorEntry], table: &str) -> String {
    let mut variants = String::new();
    let mut list = Vec::new();
    for entry in entries {
        variants += &docs::comment(&[docs::error(entry)]);
        variants += &format!("{},\n", entry.ident);
        list.push(format!("Self::{}", entry.ident));
    }
    let facts = format!(
        "const ENTRIES: &'static rt::Errors = {table};\nconst VARIANTS: &'static [Self] = &[{}];\n",
        list.join(", ")
    );
    spaced([
        docs::comment(doc) + &braces("#[non_exhaustive]\npub enum Error", &variants),
        braces("impl rt::KnownError for Error", &facts),
    ])
}
