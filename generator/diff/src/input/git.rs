//! Files of a revision, read from git's objects: nothing is checked out, and nothing is fetched.

use bitrix24_schema::shown;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use bitrix24_schema::source::Sources;

use crate::report::hint::Commit;

/// Reads the list of files of a revision.
pub(crate) struct Tree {
    /// The object of each file, by its path from the repository's root.
    files: BTreeMap<PathBuf, String>,
    /// Symbolic links and other repositories, whose files are not among these.
    elsewhere: BTreeSet<PathBuf>,
}

/// Returns the latest release tag that is an ancestor of the current commit.
pub(crate) fn last_tag() -> Result<Option<String>, String> {
    let is_shallow = run(&["rev-parse", "--is-shallow-repository"])?.trim() == "true";
    let tag = run(&["describe", "--tags", "--abbrev=0", "--match", "v[0-9]*"]);
    let tag = tag.ok().map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty());
    // A fallback to the current commit would find no changes.
    if tag.is_none() && is_shallow {
        return Err(
            "this clone has only part of the history: fetch all of it with its tags, or say what to compare with"
                .to_owned(),
        );
    }
    Ok(tag)
}

/// Returns a path from the repository's root, as git needs it. The given path is relative to the current folder; after
/// a revision, it is relative to the root unless it begins with `.`, as in git's `REV:PATH`.
pub(crate) fn path(path: &Path, is_of_revision: bool) -> Result<PathBuf, String> {
    let outside = || format!("{} is not in this repository", shown::path(path));
    let is_here = path.to_str().is_some_and(|path| path.starts_with("./") || path.starts_with("../"));
    let full = if is_of_revision && !is_here {
        path.to_owned()
    } else if path.is_absolute() {
        let root = run(&["rev-parse", "--show-toplevel"])?;
        path.strip_prefix(root.trim()).map_err(|_| outside())?.to_owned()
    } else {
        Path::new(run(&["rev-parse", "--show-prefix"])?.trim()).join(path)
    };
    let mut clean = PathBuf::new();
    for part in full.components() {
        match part {
            Component::ParentDir if !clean.pop() => return Err(outside()),
            Component::ParentDir | Component::CurDir => {}
            part => clean.push(part),
        }
    }
    Ok(clean)
}

/// The maximum number of commits whose messages are read.
const COMMITS: &str = "-n500";

/// Returns the commits after one revision up to another, with the files that each changed; none if git has no answer.
pub(crate) fn commits(old: &str, new: &str) -> Vec<Commit> {
    let range = format!("{old}..{new}");
    let log = ["log", COMMITS, "--format=%x00%s", "--name-only", "--end-of-options", &range, "--"];
    let listing = run(&log).unwrap_or_default();
    let commit = |entry: &str| {
        let (subject, files) = entry.split_once('\n').unwrap_or((entry, ""));
        let files = files.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect();
        Commit { subject: subject.to_owned(), files }
    };
    listing.split('\0').skip(1).map(commit).collect()
}

impl Tree {
    /// Reads the list of files of a revision.
    pub(crate) fn open(rev: &str) -> Result<Self, String> {
        // A name that begins with `-` would otherwise be an option.
        let commit = run(&["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{rev}^{{tree}}")])
            .map_err(|reason| {
                if reason.is_empty() {
                    "it is neither a path nor a revision of this repository".to_owned()
                } else {
                    reason
                }
            })?;
        let listing = run(&["ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit.trim()])?;
        let mut tree = Tree { files: BTreeMap::new(), elsewhere: BTreeSet::new() };
        for entry in listing.split('\0').filter(|entry| !entry.is_empty()) {
            // `100644 blob <object>\t<path>`
            let Some((meta, path)) = entry.split_once('\t') else { continue };
            let mut words = meta.split(' ');
            match (words.next(), words.next(), words.next()) {
                (Some("120000"), ..) | (_, Some("commit"), _) => drop(tree.elsewhere.insert(PathBuf::from(path))),
                (_, Some("blob"), Some(object)) => drop(tree.files.insert(PathBuf::from(path), object.to_owned())),
                _ => {}
            }
        }
        Ok(tree)
    }

    /// Returns true if the file exists.
    pub(crate) fn has(&self, path: &Path) -> bool {
        self.files.contains_key(path)
    }

    /// Returns the text of a file.
    pub(crate) fn text(&self, path: &Path) -> Result<String, String> {
        let object = self.files.get(path).ok_or_else(|| format!("there is no {}", shown::path(path)))?;
        let read = objects(std::iter::once(object.as_str()))?;
        Ok(read.into_iter().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect())
    }

    /// Reads the YAML files below a folder.
    pub(crate) fn read(&self, folder: &Path) -> Result<Sources, String> {
        let is_yaml = |path: &Path| path.extension().is_some_and(|end| end == "yaml" || end == "yml");
        // A folder on disk contains the linked files; without them here, they would be reported as added or removed.
        let is_asked = |path: &&PathBuf| path.starts_with(folder) && (is_yaml(path) || path.extension().is_none());
        if let Some(path) = self.elsewhere.iter().find(is_asked) {
            let path = shown::path(path);
            return Err(format!(
                "{path} is a symbolic link or another repository, which a revision does not hold the files of"
            ));
        }
        let wanted: Vec<(&Path, &str)> = self
            .files
            .iter()
            .filter_map(|(path, object)| Some((path.strip_prefix(folder).ok()?, object.as_str())))
            .filter(|(path, _)| is_yaml(path))
            .collect();
        let mut sources = Sources::default();
        for ((path, _), bytes) in wanted.iter().zip(objects(wanted.iter().map(|(_, object)| *object))?) {
            sources.add(&path.to_string_lossy().replace('\\', "/"), bytes);
        }
        Ok(sources)
    }
}

/// Returns the contents of objects, in their order, read by one process.
fn objects<'o>(names: impl Iterator<Item = &'o str>) -> Result<Vec<Vec<u8>>, String> {
    let names: Vec<&str> = names.collect();
    let mut child = git()
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("git cannot be run: {error}"))?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let (Some(mut stdin), Some(stdout)) = (stdin, stdout) else { return Err("git cannot be talked to".to_owned()) };
    let asked: String = names.iter().map(|name| format!("{name}\n")).collect();
    // A thread writes the requests, because git's answers fill its pipe before it has read all of them.
    let asking = std::thread::spawn(move || stdin.write_all(asked.as_bytes()));
    let read = answers(BufReader::new(stdout), names.len());
    let asked = asking.join().is_ok_and(|asked| asked.is_ok());
    let ended = child.wait().is_ok_and(|status| status.success());
    match read {
        Ok(read) if asked && ended => Ok(read),
        Ok(_) => Err("git ended before it had given all files".to_owned()),
        Err(reason) => Err(reason),
    }
}

fn answers(mut stdout: impl BufRead, count: usize) -> Result<Vec<Vec<u8>>, String> {
    let short = |_| "git gave only part of the files".to_owned();
    let mut read = Vec::with_capacity(count);
    for _ in 0..count {
        let mut head = String::new();
        stdout.read_line(&mut head).map_err(short)?;
        // `<object> blob <size>`
        let size = head.trim_end().rsplit_once(' ').and_then(|(_, size)| size.parse::<usize>().ok());
        let size = size.ok_or_else(|| format!("git does not have a file: {}", head.trim_end()))?;
        let mut bytes = vec![0; size];
        stdout.read_exact(&mut bytes).map_err(short)?;
        stdout.read_exact(&mut [0]).map_err(short)?;
        read.push(bytes);
    }
    Ok(read)
}

/// Returns the command `git`, which does not fetch the missing objects of a partial clone.
fn git() -> Command {
    let mut git = Command::new("git");
    git.env("GIT_NO_LAZY_FETCH", "1");
    git
}

fn run(arguments: &[&str]) -> Result<String, String> {
    let output =
        git().args(arguments).stdin(Stdio::null()).output().map_err(|error| format!("git cannot be run: {error}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().next().unwrap_or_default().trim_start_matches("fatal: ");
    if said.starts_with("not a git repository") {
        return Err("there is no such folder, and no git repository here that could have it: give two sides".to_owned());
    }
    Err(said.to_owned())
}
