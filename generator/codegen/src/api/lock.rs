//! `api.lock`: the list of public items as text, by which the generator knows what was released.
//!
//! ```text
//! mod crm::deal
//!   struct Add = -> i64
//!   fn Add::new = (fields: crate::crm::deal::add::Fields)
//!   deprecated fn Add::params = (impl IntoIterator<Item = (impl Into<String>, impl Into<rt::Value>)>)
//! ```
//!
//! A module starts at the beginning of its line, so that a diff shows the module of a change. An item takes one line.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use bitrix24_schema::write::MARK;
use bitrix24_schema::{Released, Subject};

use super::{Item, ItemKind, signature, split};

/// The name of the file, in the crate's folder, that lists its public items.
pub const LOCK: &str = "api.lock";

/// The last line of the text, so that a truncated file is detected.
const END: &str = "# end";

/// An error of reading a list of public items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockError {
    /// The line, from 1.
    pub line: usize,
    /// A message about the mistake in that line.
    pub message: String,
}

impl fmt::Display for LockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for LockError {}

/// Returns the items as text.
pub fn write(items: &[Item]) -> String {
    let deprecated: BTreeSet<&str> = items
        .iter()
        .filter(|item| item.kind == ItemKind::Module && item.deprecated)
        .map(|item| item.path.as_str())
        .collect();
    let modules: BTreeSet<&str> =
        items.iter().filter(|item| item.kind == ItemKind::Module).map(|item| item.path.as_str()).collect();
    let mut by_module: BTreeMap<&str, Vec<&Item>> = modules.iter().map(|module| (*module, Vec::new())).collect();
    for item in items.iter().filter(|item| item.kind != ItemKind::Module) {
        by_module.entry(module_of(&item.path, &modules)).or_default().push(item);
    }
    let mut text =
        format!("# {MARK} by `b24 generate`: what is public in the crate. It is what constructors keep to.\n\n");
    for (module, items) in by_module {
        let name = if module.is_empty() { "crate" } else { module };
        text.extend([if deprecated.contains(module) { DEPRECATED } else { "" }, "mod ", name, "\n"]);
        for item in items {
            let path = item.path.strip_prefix(module).map_or(item.path.as_str(), |path| path.trim_start_matches("::"));
            let deprecated = if item.deprecated { DEPRECATED } else { "" };
            text.extend(["  ", deprecated, item.kind.keyword(), " ", path]);
            if !item.signature.is_empty() {
                text.extend([SEPARATOR, &item.signature]);
            }
            text.push('\n');
        }
    }
    text.push_str(END);
    text.push('\n');
    text
}

/// The mark before a deprecated module or item.
const DEPRECATED: &str = "deprecated ";

/// The separator between a path and a signature. Neither contains it.
const SEPARATOR: &str = " = ";

/// Returns the innermost module that contains a path.
fn module_of<'p>(path: &'p str, modules: &BTreeSet<&str>) -> &'p str {
    let mut around = split(path).0;
    while let Some(module) = around {
        if modules.contains(module) {
            return module;
        }
        around = split(module).0;
    }
    ""
}

/// Parses the text. The items have no subjects, because the text has none.
pub fn read(text: &str) -> Result<Vec<Item>, LockError> {
    let mut items = Vec::new();
    let (mut module, mut is_whole) = (None, false);
    for (index, line) in text.lines().enumerate() {
        let fail = |message: &str| LockError { line: index + 1, message: message.to_owned() };
        if is_whole {
            return Err(fail("something follows the end"));
        }
        is_whole = line == END;
        if line.is_empty() || line.starts_with("# ") {
            continue;
        }
        let (declared, deprecated) = unmarked(line);
        if let Some(name) = declared.strip_prefix("mod ") {
            module = Some(if name == "crate" { "" } else { name });
            if name != "crate" {
                items.push(item(ItemKind::Module, name.to_owned(), "", deprecated));
            }
            continue;
        }
        let (Some(module), Some(line)) = (module, line.strip_prefix("  ")) else {
            return Err(fail("this is no line that the generator writes"));
        };
        items.push(entry(module, line).ok_or_else(|| fail("this is no item that the generator lists"))?);
    }
    if !is_whole {
        return Err(LockError { line: text.lines().count().max(1), message: format!("`{END}` is missing") });
    }
    items.sort_unstable();
    Ok(items)
}

/// Splits the deprecation mark off a line; the flag is true if the line has one.
fn unmarked(line: &str) -> (&str, bool) {
    line.strip_prefix(DEPRECATED).map_or((line, false), |line| (line, true))
}

fn entry(module: &str, line: &str) -> Option<Item> {
    let (line, deprecated) = unmarked(line);
    let (keyword, rest) = line.split_once(' ')?;
    let kind = ItemKind::ALL.into_iter().find(|kind| kind.keyword() == keyword)?;
    let (path, signature) = rest.split_once(SEPARATOR).unwrap_or((rest, ""));
    let path = if module.is_empty() { path.to_owned() } else { format!("{module}::{path}") };
    Some(item(kind, path, signature, deprecated))
}

fn item(kind: ItemKind, path: String, signature: &str, deprecated: bool) -> Item {
    Item { path, kind, signature: signature.to_owned(), deprecated, subject: Subject::default() }
}

/// Returns the constructors and optional fields of these items, which a later version keeps.
pub fn keep(items: &[Item]) -> Released {
    let mut released = Released::default();
    for item in items {
        let of = item.path.strip_suffix("::new");
        match (item.kind, of) {
            (ItemKind::Function, Some(of)) => {
                released.constructors.insert(of.to_owned(), signature::names(&item.signature));
            }
            (ItemKind::Field, _) if item.signature.starts_with("Option<") => {
                released.options.insert(item.path.clone());
            }
            _ => {}
        }
    }
    released
}

/// Returns the constructors and optional fields of a released crate, from the text of its `api.lock`.
pub fn released(text: &str) -> Result<Released, LockError> {
    read(text).map(|items| keep(&items))
}
