//! Writes an import into a schema's folder: all of it or nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::{fs, io};

use bitrix24_schema::write::{Changes, Mode};
use bitrix24_schema::{File, parallel};

use crate::page::tree::named;

/// The place where a new folder is made before it takes the place of the old one, below the schema's folder.
const STAGE: &str = ".import";

/// Stands in it once all is made.
const READY: &str = "ready";

/// The folders that an import owns.
const FOLDERS: &[&str] = &["methods", "types", "events"];

/// Brings the schema's folder in line with an import. A folder is made beside the old one, with the files that stay as
/// they are linked into it, and takes its place at once; so an interrupted run leaves the old one whole.
pub(crate) fn write(schema: &Path, files: &[File], mode: Mode) -> io::Result<Changes> {
    // Who only looks leaves what an interrupted run began as it is.
    if mode == Mode::Write {
        recover(schema)?;
    }
    let mut changes = Changes::default();
    let mut is_staged = false;
    for folder in FOLDERS {
        let prefix = format!("{folder}/");
        let new: BTreeMap<&str, &str> = files
            .iter()
            .filter(|file| file.path.starts_with(&prefix))
            .map(|file| (file.path.as_str(), file.text.as_str()))
            .collect();
        let old = read_folder(schema, folder)?;
        let plan = plan(&new, &old, &mut changes);
        if mode == Mode::Write && !plan.is_empty() {
            stage_folder(schema, folder, &new, &old, &plan)?;
            is_staged = true;
        }
    }
    for file in files.iter().filter(|file| !file.path.contains('/')) {
        is_staged |= stage_file(schema, file, mode, &mut changes)?;
    }
    if is_staged {
        let ready = schema.join(STAGE).join(READY);
        fs::write(&ready, "").map_err(|error| named(&ready, &error))?;
        swap(schema)?;
    }
    Ok(changes)
}

/// A file that stands in the folder now.
struct Old {
    text: String,
    /// True if no page stands behind it: it is somebody's own, and stays.
    is_own: bool,
}

/// The paths that change; those that are not imported any more are among them.
fn plan<'f>(new: &BTreeMap<&'f str, &str>, old: &'f BTreeMap<String, Old>, changes: &mut Changes) -> BTreeSet<&'f str> {
    let mut plan = BTreeSet::new();
    for (path, text) in new {
        let before = old.get(*path).map(|old| old.text.as_str());
        if before != Some(*text) {
            changes.record(path, before, Some(text));
            plan.insert(*path);
        }
    }
    for (path, old) in old.iter().filter(|(path, old)| !new.contains_key(path.as_str()) && !old.is_own) {
        changes.record(path, Some(&old.text), None);
        plan.insert(path);
    }
    plan
}

/// Ends what an interrupted run began: all was made, or nothing counts.
fn recover(schema: &Path) -> io::Result<()> {
    let stage = schema.join(STAGE);
    if stage.join(READY).exists() {
        swap(schema)
    } else if stage.exists() {
        fs::remove_dir_all(&stage).map_err(|error| named(&stage, &error))
    } else {
        Ok(())
    }
}

/// Makes a folder as it shall be, beside the one that is.
fn stage_folder(
    schema: &Path,
    folder: &str,
    new: &BTreeMap<&str, &str>,
    old: &BTreeMap<String, Old>,
    plan: &BTreeSet<&str>,
) -> io::Result<()> {
    let stage = schema.join(STAGE);
    let mut made = BTreeSet::new();
    let mut target = |path: &str| -> io::Result<PathBuf> {
        let target = stage.join(path);
        let parent = target.parent().unwrap_or(&stage).to_path_buf();
        if made.insert(parent.clone()) {
            fs::create_dir_all(&parent).map_err(|error| named(&parent, &error))?;
        }
        Ok(target)
    };
    target(&format!("{folder}/x"))?;
    for (path, text) in new {
        let target = target(path)?;
        if plan.contains(path) {
            fs::write(&target, text).map_err(|error| named(&target, &error))?;
        } else {
            keep(&schema.join(path), &target)?;
        }
    }
    for (path, _) in old.iter().filter(|(path, old)| old.is_own && !new.contains_key(path.as_str())) {
        keep(&schema.join(path), &target(path)?)?;
    }
    Ok(())
}

/// Puts what was made in the place of what is; it may have been begun already.
fn swap(schema: &Path) -> io::Result<()> {
    let stage = schema.join(STAGE);
    let kept = stage.join("old");
    fs::create_dir_all(&kept).map_err(|error| named(&kept, &error))?;
    for entry in fs::read_dir(&stage).map_err(|error| named(&stage, &error))? {
        let name = entry.map_err(|error| named(&stage, &error))?.file_name();
        if name == "old" || name == READY {
            continue;
        }
        let (fresh, place) = (stage.join(&name), schema.join(&name));
        if place.is_dir() {
            fs::rename(&place, kept.join(&name)).map_err(|error| named(&place, &error))?;
        }
        fs::rename(&fresh, &place).map_err(|error| named(&place, &error))?;
    }
    fs::remove_dir_all(&stage).map_err(|error| named(&stage, &error))
}

/// The same file in another place, with the time of its last change.
fn keep(from: &Path, to: &Path) -> io::Result<()> {
    fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(drop)).map_err(|error| named(from, &error))
}

/// Makes a file of the schema's folder itself, if it changes; tells whether it does.
fn stage_file(schema: &Path, file: &File, mode: Mode, changes: &mut Changes) -> io::Result<bool> {
    let path = schema.join(&file.path);
    let before = match fs::read(&path) {
        Ok(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(named(&path, &error)),
    };
    if before.as_deref() == Some(&file.text) {
        return Ok(false);
    }
    changes.record(&file.path, before.as_deref(), Some(&file.text));
    if mode == Mode::Write {
        let stage = schema.join(STAGE);
        fs::create_dir_all(&stage).map_err(|error| named(&stage, &error))?;
        let target = stage.join(&file.path);
        fs::write(&target, &file.text).map_err(|error| named(&target, &error))?;
    }
    Ok(mode == Mode::Write)
}

/// All files below one of the schema's folders.
fn read_folder(schema: &Path, folder: &str) -> io::Result<BTreeMap<String, Old>> {
    let mut paths = Vec::new();
    collect(&schema.join(folder), &mut paths)?;
    parallel::map(&paths, |path| read_file(schema, path)).into_iter().collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(named(folder, &error)),
    };
    for entry in entries {
        let entry = entry.map_err(|error| named(folder, &error))?;
        let path = entry.path();
        if entry.file_type().map_err(|error| named(&path, &error))?.is_dir() {
            collect(&path, paths)?;
        } else {
            paths.push(path);
        }
    }
    Ok(())
}

fn read_file(schema: &Path, path: &Path) -> io::Result<(String, Old)> {
    let bytes = fs::read(path).map_err(|error| named(path, &error))?;
    let text = String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    let is_yaml = path.extension().is_some_and(|extension| extension == OsStr::new("yaml"));
    let has_page = text.lines().any(|line| line.starts_with("docs:"));
    let name = path.strip_prefix(schema).unwrap_or(path).to_string_lossy().replace('\\', "/");
    Ok((name, Old { text, is_own: !is_yaml || !has_page }))
}
