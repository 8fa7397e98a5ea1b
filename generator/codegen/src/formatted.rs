//! Formatting that is not done twice: a file whose tokens are those of the last run, and whose text is still the one written
//! then, keeps that text.
//!
//! Two numbers for each file are remembered, in a file below cargo's `target`. Losing it costs half a second.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::{env, fs};

use bitrix24_schema::write;

use crate::tree::Part;

/// The files of an earlier run, by the tokens that they were made of.
#[derive(Default)]
pub(crate) struct Formatted {
    /// The folder of the emitted crate, and the file that remembers.
    places: Option<(PathBuf, PathBuf)>,
    known: HashMap<String, Known>,
    made: Mutex<HashMap<String, Known>>,
}

/// What is remembered of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Known {
    tokens: u64,
    text: u64,
}

impl Formatted {
    /// The files in the folder of an emitted crate. Without a `target` of cargo's around, nothing is remembered.
    pub(crate) fn of(folder: &Path) -> Self {
        let Some(memory) = memory(folder) else { return Formatted::default() };
        // A file that cannot be read, or that another build of the generator wrote, remembers nothing.
        let known = fs::read_to_string(&memory).ok().and_then(|text| read(&text)).unwrap_or_default();
        Formatted { places: Some((folder.to_owned(), memory)), known, made: Mutex::default() }
    }

    /// The text of a file with this head and these parts; `format` is called where it is not known.
    pub(crate) fn text(
        &self,
        path: &str,
        head: &str,
        parts: Vec<Part>,
        format: impl FnOnce(Vec<Part>) -> String,
    ) -> String {
        let Some((folder, _)) = &self.places else { return head.to_owned() + &format(parts) };
        let texts: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
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

    /// Remembers this run. Where that is not possible the next one formats again.
    pub(crate) fn keep(self) {
        let made = self.made.into_inner().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, memory)) = self.places.filter(|_| made != self.known) {
            let _ = write::whole(&memory, &text(&made));
        }
    }
}

/// The file that remembers for this program and an emitted crate.
fn memory(folder: &Path) -> Option<PathBuf> {
    let is_target = |folder: &Path| folder.join("CACHEDIR.TAG").is_file();
    let of_cargo = env::var_os("CARGO_TARGET_DIR").map(PathBuf::from).filter(|target| is_target(target));
    let folder = fs::canonicalize(folder).ok()?;
    let around = || folder.ancestors().map(|folder| folder.join("target")).find(|target| is_target(target));
    let target = of_cargo.or_else(around)?;
    Some(target.join("b24").join(format!("formatted-{:016x}", hash(&(folder, env::current_exe().ok()?)))))
}

/// The program that formats: another build of it may lay out the same tokens otherwise.
fn program() -> Option<String> {
    let meta = fs::metadata(env::current_exe().ok()?).ok()?;
    Some(format!("{:016x}", hash(&(meta.len(), meta.modified().ok()?))))
}

/// The program on the first line, then a file on each: both numbers and the path.
fn text(made: &HashMap<String, Known>) -> String {
    let mut lines: Vec<_> =
        made.iter().map(|(path, Known { tokens, text })| format!("{tokens:016x} {text:016x} {path}\n")).collect();
    lines.sort_unstable();
    format!("{}\n{}", program().unwrap_or_default(), lines.concat())
}

fn read(text: &str) -> Option<HashMap<String, Known>> {
    let (head, lines) = text.split_once('\n')?;
    if program().as_deref() != Some(head) {
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

/// A number of a value, the same in every run of a program.
fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
