//! The context of resolving a part of the schema, and the names that are taken.

use std::collections::{HashMap, HashSet};

use super::files::Files;
use super::mark::split_mark;
use crate::diagnostic::{At, Finding, Part, Path};
use crate::model::{Deprecated, Item, Model, Page};
use crate::naming::{self, Guesses, is_ident};
use crate::parallel;
use crate::raw;
use crate::source::{FileId, Sources};

/// The context of resolving a part of the schema: the facts of all others.
pub(super) struct Resolver<'r> {
    pub(super) sources: &'r Sources,
    pub(super) files: &'r Files,
    pub(super) docs: &'r raw::Docs,
    /// The access scopes that there are; empty if that is not known.
    pub(super) scopes: &'r [String],
    pub(super) ids: &'r HashSet<String>,
    /// The model of the documented API, if the files are those of a portal.
    pub(super) base: Option<&'r Model>,
    /// The places of shared types in the model, by name.
    pub(super) types: &'r HashMap<String, usize>,
    pub(super) guesses: Guesses,
    pub(super) findings: &'r mut Vec<Finding>,
}

impl<'r> Resolver<'r> {
    /// Does the same for each of many parts, on all cores as long as nothing is found.
    pub(super) fn each<T: Sync, R: Send>(
        &mut self,
        parts: &[T],
        resolve: impl Fn(&mut Resolver<'_>, &T) -> R + Sync,
    ) -> Vec<R> {
        let Resolver { sources, files, docs, scopes, ids, base, types, .. } = *self;
        let alone = parallel::map(parts, |part| {
            let (guesses, findings) = (Guesses::default(), &mut Vec::new());
            let mut cx = Resolver { sources, files, docs, scopes, ids, base, types, guesses, findings };
            let resolved = resolve(&mut cx, part);
            cx.findings.is_empty().then_some(resolved)
        });
        match alone.into_iter().collect() {
            Some(resolved) => resolved,
            // Guesses are counted over all parts, so what is wrong is told by one after another.
            None => parts.iter().map(|part| resolve(self, part)).collect(),
        }
    }

    /// Records a finding.
    pub(super) fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Returns the names of the fields of a shared type; `None` if it has values instead.
    pub(super) fn fields_of(&self, shared: usize) -> Option<Vec<&'r str>> {
        let names = |fields: &'r raw::Entries<raw::Field>| fields.0.iter().map(|(key, _)| split_mark(key).0).collect();
        let Some(base) = self.base else {
            return self.files.types.get(shared)?.value.fields.as_ref().map(names);
        };
        match base.types.get(shared) {
            Some(shared) => match shared.items.first()? {
                Item::Object(object) => Some(object.fields.iter().map(|field| field.name.wire.as_str()).collect()),
                _ => None,
            },
            None => self.files.things.get(shared - base.types.len()).map(|read| names(&read.value.fields)),
        }
    }

    /// Returns the values of a shared type that lists some.
    pub(super) fn values_of(&self, shared: usize) -> Option<Vec<&'r str>> {
        let Some(base) = self.base else {
            let values = self.files.types.get(shared)?.value.values.as_ref()?;
            return Some(values.list.iter().map(|listed| listed.value.text.as_str()).collect());
        };
        match base.types.get(shared)?.items.first()? {
            Item::Enum(list) => Some(list.values.iter().map(|value| value.name.wire.as_str()).collect()),
            _ => None,
        }
    }

    /// Returns true if the list of identifiers is valid, so that unknown ones can be reported.
    pub(super) fn has_ids(&self) -> bool {
        self.base.is_some() || self.files.has_ids()
    }

    /// Returns a documentation page. An invalid path is reported.
    pub(super) fn page(&mut self, docs: Option<&String>, file: FileId) -> Option<Page> {
        let path = docs?;
        if path.is_empty()
            || path.ends_with(".md")
            || path.starts_with('/')
            || path.contains("://")
            || path.contains(' ')
        {
            let at = At::new(file, Path::default().key("docs"), Part::Value);
            let help = "write the page's path below the documentation's root, without `.md`";
            self.report(Finding::new("bad-value", at, format!("`{path}` is not the path of a page")).help(help));
        }
        Some(Page { path: path.clone(), url: format!("{}{path}.html", self.docs.base) })
    }

    /// Returns the scopes of a file. Those that there are not are reported.
    pub(super) fn scopes(&mut self, scopes: &raw::OneOrMany<String>, file: FileId) -> Vec<String> {
        let is_known = |scope: &String| self.scopes.is_empty() || self.scopes.contains(scope);
        let unknown = scopes.as_slice().iter().enumerate().filter(|(_, scope)| !is_known(scope));
        let unknown: Vec<_> = unknown.collect();
        for (index, scope) in unknown {
            let path = Path::default().key("scope");
            let path = if matches!(scopes, raw::OneOrMany::One(_)) { path } else { path.item(index) };
            let help = match self.guesses.nearest(scope, self.scopes.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`? a new one belongs under `scopes` in catalogue.yaml"),
                None => "correct it, or list it under `scopes` in catalogue.yaml".to_owned(),
            };
            let at = At::new(file, path, Part::Value);
            self.report(Finding::new("unknown-scope", at, format!("unknown scope `{scope}`")).help(help));
        }
        scopes.as_slice().to_vec()
    }

    /// Returns the deprecation notice, if there is one. A word for true or false that YAML reads as a text is reported.
    pub(super) fn deprecated(
        &mut self,
        deprecated: Option<&raw::Deprecated>,
        at: &dyn Fn() -> At,
    ) -> Option<Deprecated> {
        match deprecated? {
            raw::Deprecated::Flag(false) => None,
            raw::Deprecated::Flag(true) => Some(Deprecated { instead: None }),
            raw::Deprecated::Instead(instead) => {
                let meant = match instead.to_lowercase().as_str() {
                    "yes" | "y" | "on" | "true" | "1" => Some("`true`"),
                    "no" | "n" | "off" | "false" | "0" | "" => Some("`false`"),
                    _ => None,
                };
                if let Some(meant) = meant {
                    let message = format!("`deprecated` cannot be `{instead}`");
                    let help = format!("did you mean {meant}? any other text is what to use instead");
                    self.report(Finding::new("bad-value", at(), message).help(help));
                }
                Some(Deprecated { instead: Some(instead.clone()) })
            }
        }
    }

    /// Returns the override `rust`, if there is one; an invalid one is reported. `make` makes names of that kind, and
    /// so defines the valid ones.
    pub(super) fn rust_name(
        &mut self,
        rust: Option<&String>,
        make: naming::Make,
        at: &dyn Fn() -> At,
    ) -> Option<String> {
        let name = rust?;
        let made = make(name);
        let is_taken = made.as_deref().is_some_and(|made| made.strip_suffix('_') == Some(name));
        let starts_like = |made: &str| made.starts_with(char::is_uppercase) == name.starts_with(char::is_uppercase);
        let help = match &made {
            _ if !is_ident(name) => "letters, digits and `_`, no digit first, and no keyword".to_owned(),
            _ if is_taken => format!("that name is taken; `{name}_` is free"),
            Some(made) if !starts_like(made) => format!("write it like other names of its kind: `{made}`"),
            _ => return Some(name.clone()),
        };
        self.report(Finding::new("bad-name", at(), format!("`{name}` cannot be its name in Rust")).help(help));
        Some(name.clone())
    }

    /// Reports two things that would have the same name in Rust.
    fn collision(&mut self, kind: &str, ident: &str, second: (&str, At), first: (&str, At)) {
        let message = format!("the {kind} `{}` and `{}` would both be `{ident}` in Rust", first.0, second.0);
        let finding = Finding::new("name-collision", second.1, message).related(first.1, "the other one");
        let help = match kind {
            "types" | "methods" => "give one of them another name",
            _ => "give one of them another name with the key `rust`",
        };
        self.report(finding.help(help).given(&["rust", "code", "message", "method", "api", "type"]));
    }
}

/// Names that are taken, with their owners.
#[derive(Default)]
pub(super) struct Namespace {
    taken: HashMap<String, (String, At)>,
}

impl Namespace {
    /// Takes a name, or reports its owner.
    pub(super) fn take(&mut self, cx: &mut Resolver<'_>, kind: &str, ident: &str, wire: &str, at: At) {
        if let Some((first, first_at)) = self.taken.get(ident) {
            cx.collision(kind, ident, (wire, at), (first, first_at.clone()));
        } else {
            self.taken.insert(ident.to_owned(), (wire.to_owned(), at));
        }
    }

    /// Takes a name, or reports its owner; a second description of the same thing is reported elsewhere.
    pub(super) fn take_once(&mut self, cx: &mut Resolver<'_>, kind: &str, ident: &str, wire: &str, at: At) {
        if !self.taken.get(ident).is_some_and(|(first, _)| first.eq_ignore_ascii_case(wire)) {
            self.take(cx, kind, ident, wire, at);
        }
    }
}
