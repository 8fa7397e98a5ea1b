//! A documentation tree: all its pages, read once.

use bitrix24_schema::{parallel, shown};
use std::collections::{BTreeMap, HashSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The pages of a documentation tree, by their paths from its root.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    pages: BTreeMap<String, String>,
    /// Pages with bytes that are not UTF-8.
    lossy: HashSet<String>,
}

impl Tree {
    /// Reads every page below `root`.
    pub(crate) fn read(root: &Path) -> io::Result<Tree> {
        let mut paths = Vec::new();
        collect(root, "", &mut paths)?;
        paths.sort();
        let pages = parallel::map(&paths, |(name, path)| {
            fs::read(path).map(|bytes| (name.clone(), text_of(bytes))).map_err(|error| named(path, &error))
        });
        let mut tree = Tree::default();
        for page in pages {
            let (path, text) = page?;
            tree.add(path, text);
        }
        Ok(tree)
    }

    /// Returns a tree of these pages.
    pub(crate) fn of(pages: impl IntoIterator<Item = (String, Vec<u8>)>) -> Tree {
        let mut tree = Tree::default();
        pages.into_iter().for_each(|(path, bytes)| tree.add(path, text_of(bytes)));
        tree
    }

    fn add(&mut self, path: String, (text, is_lossy): (String, bool)) {
        if is_lossy {
            self.lossy.insert(path.clone());
        }
        self.pages.insert(path, text);
    }

    /// Returns the text of a page.
    pub(crate) fn page(&self, path: &str) -> Option<&str> {
        self.pages.get(path).map(String::as_str)
    }

    /// Returns the path as stored in the tree, if the page exists.
    pub(crate) fn paths_at(&self, path: &str) -> Option<&str> {
        self.pages.get_key_value(path).map(|(path, _)| path.as_str())
    }

    /// Returns true if a page has bytes that are not UTF-8.
    pub(crate) fn is_lossy(&self, path: &str) -> bool {
        self.lossy.contains(path)
    }

    /// Returns all paths, in order.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.pages.keys().map(String::as_str)
    }
}

/// Returns the text of a page; and true if it has bytes that are not UTF-8.
fn text_of(bytes: Vec<u8>) -> (String, bool) {
    match String::from_utf8(bytes) {
        Ok(text) => (text, false),
        Err(error) => (String::from_utf8_lossy(error.as_bytes()).into_owned(), true),
    }
}

/// Collects Markdown files below `folder`; links are not followed, so that a cycle cannot trap the walk.
///
/// A name may hold anything but `/`, and need not be a text; so each is kept beside the path that opens the file.
fn collect(folder: &Path, above: &str, paths: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    let entries = fs::read_dir(folder).map_err(|error| named(folder, &error))?;
    for entry in entries {
        let entry = entry.map_err(|error| named(folder, &error))?;
        let path = entry.path();
        let kind = entry.file_type().map_err(|error| named(&path, &error))?;
        let name = format!("{above}{}", entry.file_name().to_string_lossy());
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        if kind.is_dir() && !is_hidden {
            collect(&path, &format!("{name}/"), paths)?;
        } else if kind.is_file() && path.extension() == Some(OsStr::new("md")) {
            paths.push((name, path));
        }
    }
    Ok(())
}

pub(crate) fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", shown::path(path)))
}

/// Returns the page of a link, from the documentation's root; `None` if it is outside.
pub(crate) fn resolve(from: &str, target: &str) -> Option<String> {
    let target = target.split('#').next().unwrap_or_default();
    if target.is_empty() {
        return Some(from.to_owned());
    }
    if target.contains("://") {
        return None;
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let base = if target.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = Vec::new();
    for part in base.split('/').chain(target.split('/')) {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop()?,
            name => parts.push(name),
        }
    }
    let path = parts.join("/");
    Some(match path.strip_suffix(".html") {
        Some(stem) => format!("{stem}.md"),
        None => path,
    })
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn links_are_resolved_from_their_page() {
        assert_eq!(resolve("a/b/c.md", "../d.md").as_deref(), Some("a/d.md"));
        assert_eq!(resolve("a/b/c.md", "./d.md#x").as_deref(), Some("a/b/d.md"));
        assert_eq!(resolve("a/b/c.md", "/x/d.html").as_deref(), Some("x/d.md"));
        assert_eq!(resolve("a/b/c.md", "#x").as_deref(), Some("a/b/c.md"));
        assert_eq!(resolve("a.md", "../../d.md"), None);
        assert_eq!(resolve("a.md", "https://example.com/d.md"), None);
    }
}
