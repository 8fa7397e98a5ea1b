//! Comments that a person wrote: each line stays before the key that it stands before.

use std::collections::BTreeMap;

/// The lines of comments by the path of the next key.
#[derive(Debug, Default)]
pub(crate) struct Comments {
    before: BTreeMap<String, Vec<String>>,
    end: Vec<String>,
}

/// Returns the comments of a file.
pub(crate) fn read(text: &str) -> Comments {
    let mut comments = Comments::default();
    let mut waiting: Vec<String> = Vec::new();
    let mut top = String::new();
    for line in text.lines() {
        let trimmed = line.trim_start();
        if trimmed.starts_with('#') {
            waiting.push(line.trim_end().to_owned());
            continue;
        }
        let Some((key, _)) = trimmed.split_once(':') else { continue };
        let key = key.trim_matches(['"', '\'']);
        let path = match line.len() - trimmed.len() {
            0 => {
                key.clone_into(&mut top);
                key.to_owned()
            }
            2 => format!("{top}/{key}"),
            // Inside of a field: it goes before the next one.
            _ => continue,
        };
        if !waiting.is_empty() {
            comments.before.entry(path).or_default().append(&mut waiting);
        }
    }
    comments.end = waiting;
    comments
}

impl Comments {
    /// Writes those before a key.
    pub(crate) fn before(&self, out: &mut String, path: &[&str]) {
        for line in self.before.get(&path.join("/")).into_iter().flatten() {
            out.push_str(line);
            out.push('\n');
        }
    }

    /// Writes those after everything.
    pub(crate) fn end(&self, out: &mut String) {
        for line in &self.end {
            out.push_str(line);
            out.push('\n');
        }
    }
}
