//! Facts and the folder as it is, to the folder as it shall be.

mod comments;
mod field;
mod folder;
mod kept;
mod thing;
mod values;
mod yaml;

use bitrix24_schema::{File, Model, naming};
use serde_json::{Map, Value, json};

use crate::facts::{Facts, Thing};
use crate::names::{self, Names};
use folder::PORTAL;
use kept::Kept;

pub use folder::{Folder, Unreadable};

/// The version of the format.
const FORMAT: u64 = 1;

/// The folder as it shall be.
#[derive(Debug, Default)]
pub struct Written {
    /// The files that were read, changed or not.
    pub files: Vec<File>,
    /// The files of things that are gone.
    pub gone: Vec<String>,
    /// The files of things that could not be read: they stay as they are.
    pub unread: Vec<String>,
    /// Titles that changed where a person's own words stay.
    pub kept: Vec<String>,
}

/// Returns the folder as it shall be. What could not be read stays as it is.
pub fn written(facts: &Facts, folder: &Folder, model: &Model) -> Written {
    let mut written = Written::default();
    written.files.extend(portal(facts, folder));
    for found in folder.things.iter().filter(|found| !facts.things.iter().any(|thing| thing.key.is(&found.key))) {
        let files = if is_gone(found, facts) { &mut written.gone } else { &mut written.unread };
        files.push(found.path.clone());
    }
    let stay = folder.things.iter().filter(|found| !written.gone.contains(&found.path));
    let mut types = Names::new(stay.map(|found| found.thing.clone()).chain(["Portal".to_owned()]));
    let named: Vec<(&Thing, String)> = facts
        .things
        .iter()
        .map(|thing| {
            let known = folder.find(&thing.key).map(|found| found.thing.clone());
            (thing, known.unwrap_or_else(|| types.give(&[names::ty(&thing.name, &thing.key.methods)], "")))
        })
        .collect();
    for (thing, name) in named {
        let before = folder.find(&thing.key);
        let mut kept = Kept::default();
        let map = thing::map(thing, &name, before, model, &mut kept);
        let fresh = || format!("{}.yaml", naming::file(&name).unwrap_or_else(|| "thing".to_owned()));
        let path = before.map_or_else(fresh, |found| found.path.clone());
        let text = match before {
            Some(found) if found.map == map => found.text.clone(),
            Some(found) => yaml::write(&map, &comments::read(&found.text)),
            None => yaml::write(&map, &comments::Comments::default()),
        };
        written.kept.extend(kept.0.into_iter().map(|line| format!("{path}: {line}")));
        written.files.push(File { path, text });
    }
    written.files.sort_by(|a, b| a.path.cmp(&b.path));
    written
}

/// Returns true if the portal has a thing no more, which is not among those that were read.
fn is_gone(found: &folder::Found, facts: &Facts) -> bool {
    facts.whole.iter().any(|family| family.holds(&found.key)) && !facts.unread.iter().any(|key| key.is(&found.key))
}

/// Returns the file with the facts of the portal itself.
fn portal(facts: &Facts, folder: &Folder) -> Option<File> {
    let mut map = Map::new();
    map.insert("portal".to_owned(), json!(FORMAT));
    let before = folder.portal.as_ref();
    let scopes = facts.scopes.as_ref().map(|scopes| json!(scopes));
    let scopes = scopes.or_else(|| before.and_then(|before| before.map.get("scopes").cloned()));
    map.insert("scopes".to_owned(), scopes.unwrap_or_else(|| Value::Array(Vec::new())));
    let text = match before {
        Some(found) if found.map == map => found.text.clone(),
        Some(found) => yaml::write(&map, &comments::read(&found.text)),
        None => yaml::write(&map, &comments::Comments::default()),
    };
    Some(File { path: PORTAL.to_owned(), text })
}
