//! Commit messages as a hint of the cause: an import of the same pages is no correction by hand.

use super::Report;
use super::cause::{BY_HAND, Cause};

/// A commit between the two schemas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// The first line of its message.
    pub subject: String,
    /// The files that it changed, from the repository's root.
    pub files: Vec<String>,
}

impl Commit {
    /// Returns true if the message says that pages were imported, or that the importer is another one.
    fn tells_of_an_import(&self) -> bool {
        let mut words = self.subject.split(|c: char| !c.is_alphanumeric());
        words.any(|word| word.to_lowercase().starts_with("import"))
    }
}

impl Report {
    /// Names the importer as the cause of changes of the same pages, if each commit of their files tells of an import.
    /// `roots` are the prefixes of the displayed names of files.
    pub fn hint(&mut self, commits: &[Commit], roots: [&str; 2]) {
        let mut has_changed = false;
        for row in self.rows.iter_mut().filter(|row| row.cause.why == BY_HAND) {
            let Some(at) = row.new.as_ref().or(row.old.as_ref()) else { continue };
            let file = roots.iter().find_map(|root| at.file.strip_prefix(root)).unwrap_or(&at.file);
            let is_it =
                |name: &String| name.strip_suffix(file).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'));
            let mut of_file = commits.iter().filter(|commit| commit.files.iter().any(is_it)).peekable();
            let Some(last) = of_file.peek().copied() else { continue };
            if of_file.all(Commit::tells_of_an_import) {
                row.cause.verdict = Cause::Importer;
                row.cause.why = format!("The pages are the same, and the commit says: {}", last.subject);
                has_changed = true;
            }
        }
        if has_changed {
            self.count();
        }
    }
}
