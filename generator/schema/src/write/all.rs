//! Writes several files of one folder: all of them, or none.

use std::path::{Path, PathBuf};
use std::{fs, io};

use super::{Changes, File, Mode, named, read};

/// A change of one file, made beside it before it takes its place.
struct Step {
    path: PathBuf,
    /// The new file; `None` if the old one goes.
    fresh: Option<PathBuf>,
    /// The old file, while it may have to come back; `None` if there was none.
    old: Option<PathBuf>,
}

/// Writes `files` into `folder` and removes those of `gone`; if one of them cannot be written, all stay as they were.
///
/// # Errors
///
/// When a file cannot be read or written.
pub fn all(folder: &Path, files: &[File], gone: &[String], mode: Mode) -> io::Result<Changes> {
    let mut changes = Changes::default();
    let mut wanted: Vec<(&str, Option<&str>)> = Vec::new();
    for file in files {
        let before = read(&folder.join(&file.path))?;
        if before.as_deref() != Some(file.text.as_str()) {
            changes.record(&file.path, before.as_deref(), Some(&file.text));
            wanted.push((&file.path, Some(&file.text)));
        }
    }
    for path in gone {
        if let Some(before) = read(&folder.join(path))? {
            changes.record(path, Some(&before), None);
            wanted.push((path, None));
        }
    }
    if mode == Mode::Check || wanted.is_empty() {
        return Ok(changes);
    }
    let made = folder.is_dir();
    fs::create_dir_all(folder).map_err(|error| named(folder, &error))?;
    let mut steps = Vec::new();
    let done = stage(folder, &wanted, &mut steps).and_then(|()| swap(&steps));
    if done.is_err() {
        take_back(&steps);
    }
    for path in steps.iter().flat_map(|step| step.fresh.iter().chain(&step.old)) {
        // Best effort: what is left over is hidden, and no file of the folder.
        let _ = fs::remove_file(path);
    }
    if done.is_err() && !made {
        let _ = fs::remove_dir(folder);
    }
    done.map(|()| changes)
}

/// Makes everything beside the files as they are.
fn stage(folder: &Path, wanted: &[(&str, Option<&str>)], steps: &mut Vec<Step>) -> io::Result<()> {
    for (name, text) in wanted {
        let path = folder.join(name);
        let beside = |end: &str| folder.join(format!(".{name}.{}.{end}", std::process::id()));
        let is_there = path.symlink_metadata().is_ok();
        let old = is_there.then(|| beside("old"));
        steps.push(Step { path: path.clone(), fresh: text.map(|_| beside("tmp")), old: old.clone() });
        if let Some(old) = &old {
            fs::copy(&path, old).map_err(|error| named(&path, &error))?;
        }
        if let Some(text) = text {
            fs::write(beside("tmp"), text).map_err(|error| named(&path, &error))?;
        }
    }
    Ok(())
}

fn swap(steps: &[Step]) -> io::Result<()> {
    for step in steps {
        match &step.fresh {
            Some(fresh) => fs::rename(fresh, &step.path),
            None => fs::remove_file(&step.path),
        }
        .map_err(|error| named(&step.path, &error))?;
    }
    Ok(())
}

/// Brings back the files as they were.
fn take_back(steps: &[Step]) {
    for step in steps {
        // Best effort: the caller needs the first error.
        let _ = match &step.old {
            Some(old) if old.exists() => fs::rename(old, &step.path),
            // It was not there, and is new if its text is not beside it any more.
            None if step.fresh.as_ref().is_some_and(|fresh| !fresh.exists()) => fs::remove_file(&step.path),
            _ => Ok(()),
        };
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::Path;

    use super::{File, Mode, all};

    fn file(path: &str, text: &str) -> File {
        File { path: path.to_owned(), text: text.to_owned() }
    }

    fn content(folder: &Path) -> BTreeMap<String, String> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let files = entries.filter(|entry| entry.path().is_file());
        files
            .map(|entry| {
                (entry.file_name().to_string_lossy().into_owned(), fs::read_to_string(entry.path()).expect("text"))
            })
            .collect()
    }

    #[test]
    fn all_files_are_written_or_none() {
        let folder = std::env::temp_dir().join(format!("b24-write-all-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        let changes =
            all(&folder, &[file("a.yaml", "a: 1\n"), file("b.yaml", "b: 1\n")], &[], Mode::Write).expect("written");
        assert_eq!(changes.to_string(), "  + a.yaml  +1 -0\n  + b.yaml  +1 -0\n");
        let changes = all(&folder, &[file("a.yaml", "a: 2\n")], &["b.yaml".to_owned()], Mode::Check).expect("read");
        assert_eq!((changes.len(), content(&folder).len()), (2, 2));
        // A folder in the place of the last file: those before it come back.
        fs::create_dir(folder.join("c.yaml")).expect("a folder");
        let before = content(&folder);
        let files = [file("a.yaml", "a: 2\n"), file("new.yaml", "n: 1\n"), file("c.yaml", "c: 1\n")];
        all(&folder, &files, &["b.yaml".to_owned()], Mode::Write).expect_err("c.yaml is a folder");
        assert_eq!(content(&folder), before);
        all(&folder, &files[..2], &["b.yaml".to_owned()], Mode::Write).expect("written");
        let now: Vec<String> = content(&folder).into_keys().collect();
        assert_eq!(now, ["a.yaml", "new.yaml"]);
        fs::remove_dir_all(&folder).expect("removed");
    }
}
