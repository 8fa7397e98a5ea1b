//! The proof: a [`Witness`] of the old crate is compiled against the new one.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use bitrix24_codegen::api::LOCK;
use bitrix24_codegen::{File, Layout, emit};
use bitrix24_schema::Subject;
use bitrix24_schema::model::Model;
use bitrix24_schema::write::{self, Mode};
use serde::Serialize;
use serde_json::Value;

use super::verdict::Rust;
use super::witness::Witness;
use super::{ApiChange, Item, ItemKind, listing};

/// The folders and tools to compile with.
#[derive(Clone, Debug)]
pub struct Workshop {
    /// A folder for both crates.
    pub folder: PathBuf,
    /// The target folder of cargo. It is kept, so that the next proof is faster.
    pub target: PathBuf,
    /// The sources of `bitrix24-runtime`.
    pub runtime: PathBuf,
    /// `cargo`, or its path.
    pub cargo: PathBuf,
}

/// The result of compiling the witness.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Proof {
    /// The items with a use that does not compile.
    pub refused: Vec<Finding>,
    /// The items with a use that is newly deprecated.
    pub deprecated: Vec<Finding>,
    /// The paths of items that no statement uses.
    pub unproven: Vec<String>,
    /// The number of compiled statements.
    pub statements: usize,
    /// The number of compiler runs.
    pub rounds: usize,
}

/// The compiler's message about one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The item's path.
    pub path: String,
    /// Its kind.
    pub kind: ItemKind,
    /// Its signature in the old crate.
    pub signature: String,
    /// The part of the schema that it is made of.
    pub subject: Subject,
    /// The compiler's code, such as `E0599`; `None` for a message of cargo.
    pub code: Option<String>,
    /// The message.
    pub message: String,
    /// The statement that it is about.
    pub statement: String,
}

/// An item about which [`compare`](super::compare) and the compiler disagree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Disagreement {
    /// The item's path.
    pub path: String,
    /// Its kind.
    pub kind: ItemKind,
    /// The verdict from the lists of items.
    pub told: Rust,
    /// The compiler's verdict: [`Rust::Major`], [`Rust::Deprecation`], or [`Rust::None`] if it accepts the code.
    pub proven: Rust,
    /// The compiler's message.
    pub message: String,
}

/// The maximum number of rounds in which failing statements are removed: the compiler checks names, types and patterns
/// one after another.
const ROUNDS: usize = 12;

/// Compiles the witness of `old` against the crate of `new`.
///
/// # Errors
///
/// Fails if a file cannot be written, cargo does not run, or an error is outside of the witness's statements.
pub fn prove(old: &[Item], new: &Model, workshop: &Workshop) -> io::Result<Proof> {
    let witness = Witness::of(old);
    let mut proof = Proof {
        unproven: witness.unproven.iter().map(|item| item.path.clone()).collect(),
        statements: witness.statements.len(),
        ..Proof::default()
    };
    let features = workshop.lay_out(&witness, new, old, &mut proof)?;
    let places: HashMap<(&str, usize), usize> = witness
        .statements
        .iter()
        .enumerate()
        .map(|(index, statement)| ((statement.file.as_str(), statement.line), index))
        .collect();
    let mut out: BTreeMap<usize, Message> = BTreeMap::new();
    let warnings = loop {
        proof.rounds += 1;
        workshop.write_witness(&witness.sources(|index| out.contains_key(&index)), &features)?;
        let (messages, said) = workshop.check()?;
        let (errors, warnings): (Vec<Message>, Vec<Message>) =
            messages.into_iter().partition(|message| message.is_error);
        let known = out.len();
        for message in &errors {
            for place in &message.places {
                if let Some(index) = places.get(&(place.0.as_str(), place.1)) {
                    out.entry(*index).or_insert_with(|| message.clone());
                }
            }
        }
        match (said, out.len() > known) {
            (None, _) => break warnings,
            (Some(_), true) if proof.rounds < ROUNDS => {}
            (Some(said), _) => return Err(io::Error::other(said)),
        }
    };
    let finding = |index: &usize, message: &Message| {
        let (statement, item) = (&witness.statements[*index], &old[witness.statements[*index].item]);
        finding(item, message.code.clone(), &message.text, &statement.text)
    };
    proof.refused.extend(out.iter().map(|(index, message)| finding(index, message)));
    for message in &warnings {
        for place in &message.places {
            let Some(index) = places.get(&(place.0.as_str(), place.1)) else { continue };
            let item = &old[witness.statements[*index].item];
            if !item.deprecated && message.is_of(item.kind) {
                proof.deprecated.push(finding(index, message));
            }
        }
    }
    for list in [&mut proof.refused, &mut proof.deprecated] {
        list.sort_by(|a, b| (&a.path, a.kind, &a.statement).cmp(&(&b.path, b.kind, &b.statement)));
        list.dedup_by(|a, b| (&a.path, a.kind) == (&b.path, b.kind));
    }
    Ok(proof)
}

fn finding(item: &Item, code: Option<String>, message: &str, statement: &str) -> Finding {
    Finding {
        path: item.path.clone(),
        kind: item.kind,
        signature: item.signature.clone(),
        subject: item.subject.clone(),
        code,
        message: message.to_owned(),
        statement: statement.to_owned(),
    }
}

/// A message of the compiler.
#[derive(Clone, Debug)]
struct Message {
    is_error: bool,
    code: Option<String>,
    text: String,
    /// The files and lines of the witness that it is about.
    places: Vec<(String, usize)>,
}

impl Message {
    /// Parses a line of `cargo check --message-format=json`.
    fn read(line: &str) -> Option<Self> {
        let line: Value = serde_json::from_str(line).ok()?;
        let message = line.get("message").filter(|_| line["reason"] == "compiler-message")?;
        let is_error = message["level"] == "error";
        let code = message["code"]["code"].as_str().map(str::to_owned);
        if !is_error && code.as_deref() != Some("deprecated") {
            return None;
        }
        let spans = message["spans"].as_array()?.iter().filter(|span| span["is_primary"] == true);
        let place = |span: &Value| {
            let file = span["file_name"].as_str()?.replace('\\', "/");
            let file = file.strip_prefix("witness/").unwrap_or(&file).to_owned();
            Some((file, usize::try_from(span["line_start"].as_u64()?).ok()?))
        };
        let text = message["message"].as_str().unwrap_or_default().to_owned();
        Some(Message { is_error, code, text, places: spans.filter_map(place).collect() })
    }

    /// Returns true if a warning is about an item of this kind itself, and not about the type that contains it.
    fn is_of(&self, kind: ItemKind) -> bool {
        let what = self.text.strip_prefix("use of deprecated ").unwrap_or_default();
        let words: &[&str] = match kind {
            ItemKind::Struct => &["struct", "type alias"],
            ItemKind::Function => &["method", "associated function"],
            ItemKind::Field => &["field"],
            ItemKind::Variant => &["unit variant", "tuple variant", "variant"],
            ItemKind::Enum => &["enum", "type alias"],
            ItemKind::Module => &["module"],
            _ => &[],
        };
        words.iter().any(|word| what.starts_with(word))
    }
}

impl Workshop {
    /// Writes the new crate and the workspace around both crates; returns the features of the witness that still exist.
    fn lay_out(&self, witness: &Witness, new: &Model, old: &[Item], proof: &mut Proof) -> io::Result<Vec<String>> {
        let mut files = emit::emit(new, Layout::Crate);
        // The list is not compiled.
        files.retain(|file| file.path != LOCK);
        fs::create_dir_all(&self.folder)?;
        write::write(&self.folder.join("bitrix24"), &files, Mode::Write)?;
        let runtime = fs::canonicalize(&self.runtime)?;
        let manifest = File { path: "Cargo.toml".to_owned(), text: workspace(&runtime) };
        write::write(&self.folder, &[manifest], Mode::Write)?;
        // The versions that the runtime is built with, which are available offline.
        let lock = runtime.ancestors().map(|folder| folder.join("Cargo.lock")).find(|path| path.is_file());
        if let Some(lock) = lock.filter(|_| !self.folder.join("Cargo.lock").exists()) {
            fs::copy(lock, self.folder.join("Cargo.lock"))?;
        }
        let now: BTreeSet<String> =
            listing(new).into_iter().filter(|item| item.kind == ItemKind::Feature).map(|item| item.path).collect();
        let (features, gone): (Vec<String>, Vec<String>) =
            witness.features.iter().cloned().partition(|feature| now.contains(feature));
        for item in old.iter().filter(|item| item.kind == ItemKind::Feature && gone.contains(&item.path)) {
            let message = format!("the crate has no feature `{}`", item.path);
            proof.refused.push(finding(item, None, &message, ""));
        }
        Ok(features)
    }

    fn write_witness(&self, sources: &[File], features: &[String]) -> io::Result<()> {
        let features: Vec<String> = features.iter().map(|feature| format!("{feature:?}")).collect();
        let text = format!(
            "[package]\nname = \"witness\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n\
             bitrix24 = {{ path = \"../bitrix24\", default-features = false, features = [{}] }}\n",
            features.join(", ")
        );
        let mut files = vec![File { path: "Cargo.toml".to_owned(), text }];
        files.extend_from_slice(sources);
        let folder = self.folder.join("witness");
        // Files of an earlier proof are in no module of this one.
        write::write(&folder, &files, Mode::Write).map(|_| ())
    }

    /// Returns the compiler's messages, and cargo's own if it fails.
    fn check(&self) -> io::Result<(Vec<Message>, Option<String>)> {
        let output = Command::new(&self.cargo)
            .args(["check", "--offline", "--quiet", "--message-format=json", "--package", "witness"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_INCREMENTAL", "0")
            .env_remove("RUSTFLAGS")
            .output()?;
        let text = String::from_utf8_lossy(&output.stdout);
        let messages: Vec<Message> = text.lines().filter_map(Message::read).collect();
        if output.status.success() {
            return Ok((messages, None));
        }
        let elsewhere = messages.iter().filter(|message| message.is_error).map(|message| message.text.as_str()).next();
        let said = String::from_utf8_lossy(&output.stderr);
        let said = format!("the witness cannot be compiled: {}\n{}", elsewhere.unwrap_or_default(), said.trim());
        Ok((messages, Some(said.trim().to_owned())))
    }
}

/// Returns the manifest of the workspace, with the values that the emitted crate's manifest inherits.
fn workspace(runtime: &Path) -> String {
    let (version, runtime) = (env!("CARGO_PKG_VERSION"), runtime.display().to_string());
    format!(
        "[workspace]\nmembers = [\"bitrix24\", \"witness\"]\nresolver = \"3\"\n\n[workspace.package]\nversion = \"{version}\"\n\
         edition = \"2024\"\nrust-version = \"{}\"\nlicense = \"MIT OR Apache-2.0\"\n\
         repository = \"https://example.com/\"\ninclude = [\"src/**\"]\n\n[workspace.lints]\n\n\
         [workspace.dependencies]\nbitrix24-runtime = {{ path = {runtime:?} }}\n",
        env!("CARGO_PKG_RUST_VERSION")
    )
}

/// Returns the items about which the comparison and the compiler disagree. Any is a bug in one of the two.
pub fn disagreements(changes: &[ApiChange], proof: &Proof) -> Vec<Disagreement> {
    let mut found = Vec::new();
    for (list, verdict) in [(&proof.refused, Rust::Major), (&proof.deprecated, Rust::Deprecation)] {
        for finding in list {
            let told = changes.iter().filter(|change| speaks_for(change, finding)).map(|change| change.verdict).max();
            if told < Some(verdict) {
                found.push(Disagreement {
                    path: finding.path.clone(),
                    kind: finding.kind,
                    told: told.unwrap_or_default(),
                    proven: verdict,
                    message: finding.message.clone(),
                });
            }
        }
    }
    for change in changes {
        let list = match change.verdict {
            Rust::Major => &proof.refused,
            Rust::Deprecation => &proof.deprecated,
            _ => continue,
        };
        let is_proven = list.iter().any(|finding| speaks_for(change, finding));
        if !is_proven && !proof.unproven.contains(&change.path) {
            found.push(Disagreement {
                path: change.path.clone(),
                kind: change.kind,
                told: change.verdict,
                proven: Rust::None,
                message: "it compiles".to_owned(),
            });
        }
    }
    found
}

/// Returns true if a signature names a type into which, by a change, fewer types convert.
fn names_type(signature: &str, change: &ApiChange) -> bool {
    let of = match change.kind {
        ItemKind::Impl if change.after.is_none() => change.path.split(": ").next().unwrap_or_default(),
        ItemKind::Enum => change.path.as_str(),
        _ => return false,
    };
    let name = format!("crate::{of}");
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
    signature.match_indices(&name).any(|(at, _)| ends(&signature[at + name.len()..]))
}

/// Returns true if a change explains the compiler's message about an item: it is of the same item, of one around or
/// inside it, or it removes the whole method or shared type.
fn speaks_for(change: &ApiChange, finding: &Finding) -> bool {
    if change.path == finding.path {
        return change.kind == finding.kind;
    }
    let is_in = |inner: &str, outer: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with("::") || rest.starts_with(": "))
    };
    let is_type = |kind: ItemKind| matches!(kind, ItemKind::Struct | ItemKind::Enum | ItemKind::Module);
    let is_gone = change.after.is_none() && is_type(change.kind);
    let is_whole = is_gone && change.subject.as_str() == change.subject.owner() && !change.subject.as_str().is_empty();
    let is_gone_module = finding.kind == ItemKind::Module || finding.kind == ItemKind::Feature;
    (is_gone && is_in(&finding.path, &change.path))
        // A `match` misses an added variant, and names a removed one.
        || (finding.kind == ItemKind::Enum && change.kind == ItemKind::Variant && is_in(&change.path, &finding.path))
        // A type that no longer converts into another one is no longer accepted as an argument.
        || (finding.kind == ItemKind::Function && names_type(&finding.signature, change))
        || (is_whole && finding.subject.owner() == change.subject.owner())
        // Modules and features without methods of their own are removed with their content.
        || (is_gone && is_gone_module && is_in(&change.path, &finding.path))
}
