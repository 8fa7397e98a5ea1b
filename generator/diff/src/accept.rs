//! Accepts a rename by writing it into the schema's history.

use std::io;
use std::path::Path;

use bitrix24_schema::diagnostic::Diagnostics;
use bitrix24_schema::source::Sources;
use bitrix24_schema::{Subject, resolve};

/// The name of the file, in the schema's folder.
pub const FILE: &str = "history.yaml";

/// An error of accepting a rename.
#[derive(Debug)]
pub enum Refused {
    /// The two names are of different kinds or owners.
    Usage(String),
    /// The schema with the rename would be invalid.
    Schema(Diagnostics),
    /// The schema cannot be read or written.
    Io(io::Error),
}

/// Records that `old` is called `new` from version `since` on. Nothing is written if the schema would be invalid with
/// it.
pub fn rename(schema: &Path, old: &str, new: &str, since: &str) -> Result<(), Refused> {
    let entry = entry(old, new, since)?;
    let mut sources = Sources::read(schema).map_err(Refused::Io)?;
    let before = sources.take(FILE);
    let mut text = before.iter().map(|(_, source)| source.text().to_owned()).next().unwrap_or_default();
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text += &entry;
    sources.add(FILE, text.as_bytes());
    resolve::resolve(&sources).map_err(Refused::Schema)?;
    bitrix24_schema::write::whole(&schema.join(FILE), &text).map_err(Refused::Io)
}

/// Returns the entry to add to the file.
fn entry(old: &str, new: &str, since: &str) -> Result<String, Refused> {
    let quoted = |text: &str| serde_json::Value::String(text.to_owned()).to_string();
    let (before, after) = (Subject::from(old.to_owned()), Subject::from(new.to_owned()));
    let (key, now) = match (before.part(), after.part()) {
        (None, None) => ("method", new),
        (Some(part), Some(name)) if before.owner() == after.owner() => {
            let (around, _) = part.rsplit_once('.').unwrap_or_default();
            let (now_around, name) = name.rsplit_once('.').unwrap_or(("", name));
            if around != now_around {
                return Err(Refused::Usage(format!(
                    "{old} and {new} are not in one place: that is more than a rename"
                )));
            }
            ("param", name)
        }
        // The name without its owner is enough.
        (Some(_), None) if !new.contains('.') => ("param", new),
        _ => return Err(Refused::Usage(format!("{old} and {new} are not two names of one thing"))),
    };
    Ok(format!("- {key}: {}\n  now: {}\n  since: {}\n", quoted(old), quoted(now), quoted(since)))
}
