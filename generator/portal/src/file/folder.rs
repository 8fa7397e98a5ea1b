//! The folder as it is.

use bitrix24_schema::Sources;
use bitrix24_schema::yaml::{Node, Tree, Type};
use serde_json::{Map, Value};

use crate::facts::Key;

/// The file with the facts of the portal itself.
pub(super) const PORTAL: &str = "portal.yaml";

/// The files of a portal's folder.
#[derive(Debug, Default)]
pub struct Folder {
    pub(crate) portal: Option<Whole>,
    pub(crate) things: Vec<Found>,
}

/// A file that cannot be read, so that nothing may be written over it.
#[derive(Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The place: file, line, column.
    pub place: String,
    /// What is wrong.
    pub message: String,
}

/// A file's text and content.
#[derive(Debug)]
pub(crate) struct Whole {
    pub(crate) text: String,
    pub(crate) map: Map<String, Value>,
}

/// A thing that has a file.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) path: String,
    pub(crate) thing: String,
    pub(crate) key: Key,
    pub(crate) text: String,
    pub(crate) map: Map<String, Value>,
}

impl Folder {
    /// Reads the files of a folder. Files of something else are left alone.
    ///
    /// # Errors
    ///
    /// When a file is not YAML: a person has to mend it first.
    pub fn read(sources: &Sources) -> Result<Folder, Unreadable> {
        let mut folder = Folder::default();
        for (id, source) in sources.iter() {
            let tree = Tree::parse(source.text(), id).map_err(|error| {
                let at =
                    error.place.map_or_else(String::new, |(start, _)| format!(":{}:{}", start.line(), start.column()));
                Unreadable { place: format!("{}{at}", source.path()), message: error.message }
            })?;
            let Value::Object(map) = value(&tree) else { continue };
            let text = source.text().to_owned();
            if source.path() == PORTAL {
                folder.portal = Some(Whole { text, map });
                continue;
            }
            let word = |name: &str| map.get(name).and_then(Value::as_str).map(str::to_owned);
            let (Some(thing), Some(methods)) = (word("thing"), word("methods")) else { continue };
            let with = map.get("with").and_then(Value::as_object).cloned().unwrap_or_default();
            let key = Key { methods, with: with.into_iter().collect() };
            folder.things.push(Found { path: source.path().to_owned(), thing, key, text, map });
        }
        Ok(folder)
    }

    /// Returns the file of a thing.
    pub(crate) fn find(&self, key: &Key) -> Option<&Found> {
        self.things.iter().find(|found| found.key.is(key))
    }
}

/// Returns a value without places.
fn value(tree: &Tree) -> Value {
    match &tree.node {
        Node::List(items) => items.iter().map(value).collect(),
        Node::Map(entries) => {
            let pair = |(key, inner): &(Tree, Tree)| Some((key.text()?.to_owned(), value(inner)));
            Value::Object(entries.iter().filter_map(pair).collect())
        }
        Node::Scalar { text, .. } => match tree.ty() {
            Type::Null => Value::Null,
            Type::Boolean => Value::Bool(&**text == "true"),
            Type::Integer => text.parse::<i64>().map_or_else(|_| Value::String(text.to_string()), Value::from),
            Type::Number => text.parse::<f64>().map_or_else(|_| Value::String(text.to_string()), Value::from),
            _ => Value::String(text.to_string()),
        },
    }
}
