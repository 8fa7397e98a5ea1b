//! `catalogue.yaml` and `errors.yaml`: the parts that an import adds, and those that it keeps.

use std::collections::BTreeSet;
use std::path::Path;
use std::{fs, io};

use bitrix24_schema::source::FileId;
use bitrix24_schema::yaml::{self as schema_yaml, Tree};
use bitrix24_schema::{File, raw};
use jiff::Timestamp;

use crate::collect::{Collected, identifiers};
use crate::method::errors;
use crate::output::yaml;
use crate::page::Page;
use crate::page::tree::{self, named};

/// The name of this importer in the catalogue.
const IMPORTER: &str = concat!("b24 import ", env!("CARGO_PKG_VERSION"));

/// The origin of the pages, as far as the caller knows it.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// The day of the documentation, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// The documentation's commit.
    pub commit: Option<String>,
    /// The address before each page's path.
    pub base: Option<String>,
}

/// Reads the catalogue of the schema's folder; an empty one if it is new. An unreadable one is an error, so that it is
/// not overwritten.
pub(crate) fn read(schema: Option<&Path>) -> io::Result<raw::Catalogue> {
    let Some(path) = schema.map(|schema| schema.join("catalogue.yaml")) else { return Ok(raw::Catalogue::default()) };
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(raw::Catalogue::default()),
        Err(error) => return Err(named(&path, &error)),
    };
    let read = Tree::parse(&text, FileId::default()).ok().and_then(|tree| schema_yaml::read(&tree).ok());
    let help = "it is wrong, `b24 check` tells where; mend it, or take it away".to_owned();
    let read = read.ok_or(help).and_then(|catalogue| names_are_well(&catalogue).map(|()| catalogue));
    read.map_err(|wrong| named(&path, &io::Error::new(io::ErrorKind::InvalidData, wrong)))
}

/// Checks the names of shared types that were chosen by hand: they become files.
fn names_are_well(catalogue: &raw::Catalogue) -> Result<(), String> {
    let chosen = &catalogue.types.0;
    for (index, (_, name)) in chosen.iter().enumerate() {
        let (module, last) = name.rsplit_once('.').unwrap_or_default();
        let is_word = |part: &str| bitrix24_schema::naming::is_ident(&format!("{part}_")) && !part.starts_with('_');
        let is_module = |part: &str| is_word(part) && !part.starts_with(|c: char| c.is_ascii_uppercase());
        let is_type =
            last.starts_with(|c: char| c.is_ascii_uppercase()) && last.contains(|c: char| c.is_ascii_lowercase());
        if !(module.split('.').all(is_module) && is_word(last) && is_type) {
            return Err(format!("`{name}` under `types` is not the name of a type; write it like `tasks.Task`"));
        }
        if chosen[..index].iter().any(|(_, other)| other.eq_ignore_ascii_case(name)) {
            return Err(format!("two places under `types` are called `{name}`; give one of them another name"));
        }
    }
    Ok(())
}

/// Returns the text of `catalogue.yaml`: identifiers keep their meanings.
pub(crate) fn file(
    known: &raw::Catalogue,
    origin: &Origin,
    docs: &Path,
    tree: &tree::Tree,
    collected: &Collected,
) -> File {
    let base = origin.base.clone().or_else(|| (!known.docs.base.is_empty()).then(|| known.docs.base.clone()));
    let base = base.unwrap_or_else(|| home(tree).to_owned());
    let date = origin
        .date
        .clone()
        .or_else(|| date_in(docs))
        .or_else(|| (!known.docs.date.is_empty()).then(|| known.docs.date.clone()));
    let date = date.unwrap_or_else(|| newest(docs));
    let mut text = format!("format: 1\ndocs:\n  base: {base}\n  date: {date}\n");
    // The commit of another day is not that of this one.
    let commit = origin.commit.as_ref().or(known.docs.commit.as_ref().filter(|_| known.docs.date == date));
    if let Some(commit) = commit {
        text.push_str(&format!("  commit: {}\n", yaml::scalar(commit)));
    }
    text.push_str(&format!("  importer: {IMPORTER}\n"));
    if !known.scopes.is_empty() {
        text.push_str("scopes:\n");
        for scope in scopes(known, collected) {
            text.push_str(&format!("  - {}\n", yaml::scalar(&scope)));
        }
    }
    if !known.types.0.is_empty() {
        text.push_str("types:\n");
        for (place, name) in &known.types.0 {
            text.push_str(&format!("  {}: {}\n", yaml::scalar(place), yaml::scalar(name)));
        }
    }
    let mut ids = identifiers(collected);
    // An identifier with a meaning may be used in corrections.
    ids.extend(known.ids.0.iter().filter(|(_, said)| said.is_some()).map(|(name, _)| name.clone()));
    if !ids.is_empty() {
        text.push_str("ids:\n");
    }
    for id in ids {
        let said = known.ids.0.iter().find(|(name, _)| *name == id).and_then(|(_, said)| said.clone());
        text.push_str(&format!(
            "  {}:{}\n",
            yaml::scalar(&id),
            said.map_or(String::new(), |said| format!(" {}", yaml::scalar(&said)))
        ));
    }
    File { path: "catalogue.yaml".to_owned(), text }
}

/// Returns the listed scopes, and those of the pages.
fn scopes(known: &raw::Catalogue, collected: &Collected) -> BTreeSet<String> {
    let methods = collected.methods.iter().flat_map(|method| &method.scopes);
    let events = collected.events.iter().flat_map(|event| &event.scopes);
    known.scopes.iter().chain(methods).chain(events).cloned().collect()
}

/// Returns the system's errors, for a schema without them; existing ones are kept by hand.
pub(crate) fn errors_file(schema: Option<&Path>, tree: &tree::Tree) -> Option<File> {
    if schema.is_some_and(|schema| schema.join("errors.yaml").exists()) {
        return None;
    }
    let path = tree.paths().find(|path| path.ends_with("_includes/system-errors.md"))?;
    let page = Page::read(tree, path);
    let errors = errors::of_system(&page);
    let mut text = String::from("v2:\n");
    errors.iter().for_each(|error| yaml::error(&mut text, error));
    (!errors.is_empty()).then(|| File { path: "errors.yaml".to_owned(), text })
}

/// Returns the address of the documentation in this language.
fn home(tree: &tree::Tree) -> &'static str {
    let is_cyrillic = |text: &str| text.chars().take(400).any(|c| ('\u{400}'..='\u{4ff}').contains(&c));
    let pages = || tree.paths().filter(|path| path.starts_with("api-reference/")).take(40);
    let russian = pages().filter(|path| tree.page(path).is_some_and(is_cyrillic)).count();
    if russian * 2 > pages().count() { "https://apidocs.bitrix24.ru/" } else { "https://apidocs.bitrix24.com/" }
}

/// Returns the day at the end of the folder's name.
pub fn date_in(docs: &Path) -> Option<String> {
    let name = docs.canonicalize().ok()?.file_name()?.to_string_lossy().into_owned();
    let date = name.get(name.len().checked_sub(10)?..)?;
    crate::facts::scalars::is_date(date).then(|| date.to_owned())
}

/// Returns the day of the last change in the folder.
fn newest(docs: &Path) -> String {
    let changed = fs::metadata(docs).and_then(|data| data.modified()).unwrap_or(std::time::UNIX_EPOCH);
    let changed = Timestamp::try_from(changed).unwrap_or_default();
    changed.strftime("%F").to_string()
}
