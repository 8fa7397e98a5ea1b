//! A cache of formatted files: a file with the same tokens as in the last run, whose text is still as written then,
//! keeps that text.
//!
//! Two hashes per file are stored in a file below cargo's `target`. Losing it costs half a second.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use bitrix24_schema::write;

use crate::cache::{hash, place, program};
use crate::tree::Part;

/// The files of an earlier run, by the hashes of their tokens.
#[derive(Default)]
pub(crate) struct Formatted {
    /// The folder of the emitted crate, and the file of the cache.
    places: Option<(PathBuf, PathBuf)>,
    known: HashMap<String, Known>,
    made: Mutex<HashMap<String, Known>>,
}

/// The hashes of a file's tokens and text.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Known {
    tokens: u64,
    text: u64,
}

impl Formatted {
    /// Reads the cache for the folder of an emitted crate. Without a `target` of cargo's around, there is no cache.
    pub(crate) fn of(folder: &Path) -> Self {
        let Some(memory) = place("formatted", folder) else { return Formatted::default() };
        // A cache that cannot be read, or that another build of the generator wrote, counts as empty.
        let known = fs::read_to_string(&memory).ok().and_then(|text| read(&text)).unwrap_or_default();
        Formatted { places: Some((folder.to_owned(), memory)), known, made: Mutex::default() }
    }

    /// Returns the text of a file with this head and these parts; `format` is called if it is not cached.
    pub(crate) fn text(
        &self,
        path: &str,
        head: &str,
        parts: Vec<Part>,
        format: impl FnOnce(Vec<Part>) -> String,
    ) -> String {
        let Some((folder, _)) = &self.places else { return head.to_owned() + &format(parts) };
        let texts: Vec<String> = parts.iter().map(Part::text).collect();
        let hash = hash(&(head, texts));
        let is_kept = |known: &&Known| known.tokens == hash;
        let kept = self.known.get(path).filter(is_kept).and_then(|known| {
            let text = fs::read_to_string(folder.join(path)).ok()?;
            (self::hash(&text) == known.text).then_some(text)
        });
        let text = kept.unwrap_or_else(|| head.to_owned() + &format(parts));
        let known = Known { tokens: hash, text: self::hash(&text) };
        self.made.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), known);
        text
    }

    /// Writes the cache. If that fails, the next run formats again.
    pub(crate) fn keep(self) {
        let made = self.made.into_inner().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, memory)) = self.places.filter(|_| made != self.known) {
            let _ = write::whole(&memory, &text(&made));
        }
    }
}

/// Returns the text of the cache: the program on the first line, then one line per file with both hashes and the path.
fn text(made: &HashMap<String, Known>) -> String {
    let mut lines: Vec<_> =
        made.iter().map(|(path, Known { tokens, text })| format!("{tokens:016x} {text:016x} {path}\n")).collect();
    lines.sort_unstable();
    format!("{}\n{}", head(), lines.concat())
}

/// Returns the first line: a program that cannot tell itself from others has none that counts.
fn head() -> String {
    program().map(|program| format!("{program:016x}")).unwrap_or_default()
}

fn read(text: &str) -> Option<HashMap<String, Known>> {
    let (head, lines) = text.split_once('\n')?;
    if head.is_empty() || self::head() != head {
        return None;
    }
    let number = |text: &str| u64::from_str_radix(text, 16).ok();
    let line = |line: &str| {
        let (tokens, rest) = line.split_once(' ')?;
        let (text, path) = rest.split_once(' ')?;
        Some((path.to_owned(), Known { tokens: number(tokens)?, text: number(text)? }))
    };
    lines.lines().map(line).collect()
}
