//! Adds our own words to the facts. Words without a target are reported: it was probably renamed.

use std::collections::HashMap;

use super::files::{Files, Read};
use super::mark::split_mark;
use super::{events, methods, type_names};
use crate::diagnostic::{At, Finding, Part, Path};
use crate::naming::Guesses;
use crate::raw::{self, Api, Entries, FieldWords, TargetWords, TextOr};
use crate::source::FileId;

/// Adds all words to the facts, then the glossary to the parts without words.
pub(super) fn lay_over(files: &mut Files, findings: &mut Vec<Finding>) {
    let all = std::mem::take(&mut files.words);
    if !all.is_empty() {
        let targets = Targets::of(files);
        let mut first: HashMap<Target, At> = HashMap::new();
        for Read { file, value: raw::Words(Entries(entries)), .. } in all {
            for (name, words) in entries {
                let path = Path::default().key(&name);
                let at = At::new(file, path.clone(), Part::Key);
                let Some(target) = targets.find(&name) else {
                    findings.extend(targets.gone(&name, at, &files.unread));
                    continue;
                };
                if let Some(first) = first.get(&target) {
                    let finding = Finding::new("duplicate-words", at, format!("there are words on `{name}` already"));
                    findings.push(finding.related(first.clone(), "first here").help("put them together"));
                    continue;
                }
                first.insert(target, at);
                let words = match words {
                    TextOr::Text(summary) => TargetWords { summary: Some(summary), ..TargetWords::default() },
                    TextOr::Body(body) => body,
                };
                let mut layer = Layer { file, of: name, is_whole: true, guesses: &targets.guesses, findings };
                match target {
                    Target::Method(index) => layer.method(&mut files.methods[index], words, &path),
                    Target::Type(index) => layer.shared(&mut files.types[index], words, &path),
                    Target::Event(index) => layer.event(&mut files.events[index], words, &path),
                }
            }
        }
    }
    if let Some(Read { file, value, .. }) = files.glossary.take() {
        Glossary::new(file, &value, findings).lay_over(files);
    }
}

/// The target of words: a method, a type or an event, by its index among the files.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Target {
    Method(usize),
    Type(usize),
    Event(usize),
}

/// All targets of words, by name.
struct Targets {
    names: HashMap<String, Target>,
    guesses: Guesses,
}

impl Targets {
    fn of(files: &Files) -> Self {
        let mut names = HashMap::new();
        let of = |api: Api| {
            let methods = files.methods.iter().enumerate();
            methods
                .filter(move |(_, read)| read.value.api == api)
                .map(|(index, read)| (read.value.method.clone(), Target::Method(index)))
        };
        let types = files.types.iter().enumerate();
        let events = files.events.iter().enumerate();
        names.extend(events.map(|(index, read)| (read.value.event.clone(), Target::Event(index))));
        names.extend(types.map(|(index, read)| (read.value.name.clone(), Target::Type(index))));
        names.extend(of(Api::V3));
        // A name of both versions is version 2's.
        names.extend(of(Api::V2));
        names.extend(of(Api::V3).map(|(name, target)| (format!("{name}{V3}"), target)));
        Targets { names, guesses: Guesses::default() }
    }

    fn find(&self, name: &str) -> Option<Target> {
        self.names.get(name).copied()
    }

    /// Returns the finding for words about a missing target; `None` if the file that may describe it is itself invalid.
    fn gone(&self, name: &str, at: At, unread: &[String]) -> Option<Finding> {
        let (plain, api) = name.strip_suffix(V3).map_or((name, Api::V2), |plain| (plain, Api::V3));
        let files = [
            methods::file_of(plain, api),
            methods::file_of(plain, Api::V3),
            type_names::file_of(plain),
            events::file_of(plain),
        ];
        if files.iter().any(|file| unread.contains(file)) {
            return None;
        }
        let finding = Finding::new("words-gone", at, format!("there is no method, no type and no event `{name}`"));
        Some(finding.help(meant(&self.guesses, name, self.names.keys().map(String::as_str))))
    }
}

/// The suffix of a method of REST 3.0 whose name version 2 has, too.
const V3: &str = "@v3";

/// Returns the name that was probably meant, or advice.
fn meant<'n>(guesses: &Guesses, name: &str, known: impl Iterator<Item = &'n str>) -> String {
    match guesses.nearest(name, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "take the words out, or put them where the new name is".to_owned(),
    }
}

/// The words about one target, while they are added to it.
struct Layer<'l> {
    /// The file that has the words.
    file: FileId,
    /// The name of their target.
    of: String,
    /// True if the target's file is valid.
    is_whole: bool,
    guesses: &'l Guesses,
    findings: &'l mut Vec<Finding>,
}

impl Layer<'_> {
    fn method(&mut self, read: &mut Read<raw::Method>, words: TargetWords, path: &Path) {
        self.is_whole = read.is_whole;
        read.others.insert(self.file);
        let method = &mut read.value;
        method.summary = words.summary.or(method.summary.take());
        self.fields(Some(&mut method.params), words.params, &path.key("params"), "parameter");
        self.whole(method.result.as_mut(), words.result, &path.key("result"), "result");
        self.whole(None, words.data, &path.key("data"), "data");
        self.errors(&mut method.errors, words.errors, &path.key("errors"));
        self.fields(None, words.fields, &path.key("fields"), "field");
        self.labels(None, words.values, &path.key("values"), "value");
    }

    fn shared(&mut self, read: &mut Read<raw::Type>, words: TargetWords, path: &Path) {
        self.is_whole = read.is_whole;
        read.others.insert(self.file);
        let shared = &mut read.value;
        shared.summary = words.summary.or(shared.summary.take());
        self.fields(shared.fields.as_mut(), words.fields, &path.key("fields"), "field");
        self.labels(shared.values.as_mut(), words.values, &path.key("values"), "value");
        self.fields(None, words.params, &path.key("params"), "parameter");
        self.whole(None, words.result, &path.key("result"), "result");
        self.whole(None, words.data, &path.key("data"), "data");
        self.errors(&mut [], words.errors, &path.key("errors"));
    }

    fn event(&mut self, read: &mut Read<raw::Event>, words: TargetWords, path: &Path) {
        self.is_whole = read.is_whole;
        read.others.insert(self.file);
        let event = &mut read.value;
        event.summary = words.summary.or(event.summary.take());
        self.whole(event.data.as_mut(), words.data, &path.key("data"), "data");
        self.fields(None, words.params, &path.key("params"), "parameter");
        self.whole(None, words.result, &path.key("result"), "result");
        self.errors(&mut [], words.errors, &path.key("errors"));
        self.fields(None, words.fields, &path.key("fields"), "field");
        self.labels(None, words.values, &path.key("values"), "value");
    }

    /// Adds words to a result, or to an event's data.
    fn whole(&mut self, whole: Option<&mut raw::Field>, words: Option<TextOr<FieldWords>>, path: &Path, kind: &str) {
        let Some(mut words) = words else { return };
        let Some(whole) = whole else { return self.gone(path, kind, "") };
        if let TextOr::Body(body) = &mut words
            && body.rust.take().is_some()
        {
            let at = At::new(self.file, path.key("rust"), Part::Key);
            let finding = Finding::new("unknown-key", at, format!("the {kind} has no `rust`"));
            self.findings.push(finding.help("take it out: it is for parameters and fields"));
        }
        self.field(&mut whole.body, words, path);
    }

    fn fields(
        &mut self,
        fields: Option<&mut Entries<raw::Field>>,
        words: Entries<TextOr<FieldWords>>,
        path: &Path,
        kind: &str,
    ) {
        let mut none = Entries::default();
        let fields = &mut fields.unwrap_or(&mut none).0;
        for (name, words) in words.0 {
            let here = path.key(&name);
            match fields.iter_mut().find(|(key, _)| split_mark(key).0 == name) {
                Some((_, field)) => self.field(&mut field.body, words, &here),
                None => {
                    let help = meant(self.guesses, &name, fields.iter().map(|(key, _)| split_mark(key).0));
                    self.gone(&here, &format!("{kind} `{name}`"), &help);
                }
            }
        }
    }

    fn field(&mut self, field: &mut raw::FieldBody, words: TextOr<FieldWords>, path: &Path) {
        let words = match words {
            TextOr::Text(doc) => FieldWords { doc: Some(doc), ..FieldWords::default() },
            TextOr::Body(body) => body,
        };
        field.doc = words.doc.or(field.doc.take());
        if words.rust.is_some() {
            field.rust = words.rust;
            field.rust_at = Some(Box::new(At::new(self.file, path.key("rust"), Part::Value)));
        }
        self.fields(field.fields.as_mut(), words.fields, &path.key("fields"), "field");
        self.labels(field.values.as_mut(), words.values, &path.key("values"), "value");
        self.labels(field.keys.as_mut().map(|keys| &mut keys.0), words.keys, &path.key("keys"), "key");
    }

    fn labels(&mut self, values: Option<&mut raw::Values>, words: Entries<String>, path: &Path, kind: &str) {
        let mut none = raw::Values::default();
        let values = &mut values.unwrap_or(&mut none).list;
        for (name, label) in words.0 {
            match values.iter_mut().find(|listed| listed.value.text == name) {
                Some(listed) => listed.label = Some(label),
                None => {
                    let help = meant(self.guesses, &name, values.iter().map(|listed| listed.value.text.as_str()));
                    self.gone(&path.key(&name), &format!("{kind} `{name}`"), &help);
                }
            }
        }
    }

    fn errors(&mut self, errors: &mut [raw::Error], words: Entries<TextOr<raw::ErrorWords>>, path: &Path) {
        for (name, words) in words.0 {
            let here = path.key(&name);
            let Some(index) = self.error(errors, &name, &here) else { continue };
            let error = &mut errors[index];
            let words = match words {
                TextOr::Text(when) => raw::ErrorWords { when: raw::OneOrMany::One(when), ..Default::default() },
                TextOr::Body(body) => body,
            };
            if !words.when.as_slice().is_empty() {
                error.when = words.when;
            }
            error.retry = words.retry.or(error.retry);
            if words.rust.is_some() {
                error.rust = words.rust;
                error.rust_at = Some(Box::new(At::new(self.file, here.key("rust"), Part::Value)));
            }
        }
    }

    /// Returns the index of the error that `CODE` or `CODE:MESSAGE` means; reports a missing or ambiguous one.
    fn error(&mut self, errors: &[raw::Error], name: &str, here: &Path) -> Option<usize> {
        let identity = |error: &raw::Error| match &error.message {
            Some(message) => format!("{}:{message}", error.code.text),
            None => error.code.text.clone(),
        };
        if let Some(index) = errors.iter().position(|error| identity(error) == name) {
            return Some(index);
        }
        let mut same_code = errors.iter().enumerate().filter(|(_, error)| error.code.text == name);
        match (same_code.next(), same_code.next()) {
            (Some((index, _)), None) => return Some(index),
            (Some((_, first)), Some(_)) => {
                let at = At::new(self.file, here.clone(), Part::Key);
                let finding = Finding::new("words-gone", at, format!("`{}` has several errors `{name}`", self.of));
                let help = format!("the message tells which: `\"{}\"`", identity(first));
                self.findings.push(finding.help(help));
            }
            (None, _) => {
                let known: Vec<String> = errors.iter().map(identity).collect();
                let help = meant(self.guesses, name, known.iter().map(String::as_str));
                self.gone(here, &format!("error `{name}`"), &help);
            }
        }
        None
    }

    /// Reports words about a missing part, unless it may be in a part of the file that was left out.
    fn gone(&mut self, path: &Path, what: &str, help: &str) {
        if !self.is_whole {
            return;
        }
        let at = At::new(self.file, path.clone(), Part::Key);
        let finding = Finding::new("words-gone", at, format!("`{}` has no {what}", self.of));
        let help = if help.is_empty() { "take the words out" } else { help };
        self.findings.push(finding.help(help));
    }
}

/// The default descriptions of names.
struct Glossary<'g> {
    file: FileId,
    params: HashMap<String, &'g str>,
    fields: HashMap<String, &'g str>,
}

impl<'g> Glossary<'g> {
    fn new(file: FileId, glossary: &'g raw::Glossary, findings: &mut Vec<Finding>) -> Self {
        let mut index = |key: &str, entries: &'g Entries<String>| {
            let mut index: HashMap<String, &str> = HashMap::new();
            let mut first: HashMap<String, At> = HashMap::new();
            for (name, meaning) in &entries.0 {
                let at = At::new(file, Path::default().key(key).key(name), Part::Key);
                let same = name.to_lowercase();
                if let Some(first) = first.get(&same) {
                    let message = format!("there are words on `{name}` already");
                    let finding = Finding::new("duplicate-words", at, message).related(first.clone(), "first here");
                    findings.push(finding.help("keep one of the two: names count in any case"));
                    continue;
                }
                first.insert(same.clone(), at);
                index.insert(same, meaning);
            }
            index
        };
        Glossary { file, params: index("params", &glossary.params), fields: index("fields", &glossary.fields) }
    }

    fn lay_over(&self, files: &mut Files) {
        for read in &mut files.methods {
            let mut says = false;
            for (key, param) in &mut read.value.params.0 {
                says |= self.word(&self.params, key, &mut param.body);
            }
            if let Some(fields) = read.value.result.as_mut().and_then(|result| result.body.fields.as_mut()) {
                says |= self.fields(fields);
            }
            read.others.extend(says.then_some(self.file));
        }
        for read in &mut files.events {
            let fields = read.value.data.as_mut().and_then(|data| data.body.fields.as_mut());
            let says = fields.is_some_and(|fields| self.fields(fields));
            read.others.extend(says.then_some(self.file));
        }
        for read in &mut files.types {
            let says = read.value.fields.as_mut().is_some_and(|fields| self.fields(fields));
            read.others.extend(says.then_some(self.file));
        }
    }

    /// Gives fields their meanings; returns whether there was one to give.
    fn fields(&self, fields: &mut Entries<raw::Field>) -> bool {
        fields.0.iter_mut().fold(false, |says, (key, field)| self.word(&self.fields, key, &mut field.body) || says)
    }

    fn word(&self, words: &HashMap<String, &str>, key: &str, body: &mut raw::FieldBody) -> bool {
        let is_bare = body.doc.is_none();
        if is_bare {
            body.doc = words.get(&split_mark(key).0.to_lowercase()).map(|doc| (*doc).to_owned());
        }
        let says = is_bare && body.doc.is_some();
        body.fields.as_mut().is_some_and(|fields| self.fields(fields)) || says
    }
}
