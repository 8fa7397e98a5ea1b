//! Corrections of imported facts. Each must change something, so that an obsolete one is noticed.

use crate::diagnostic::{At, Finding, Part, Path};
use crate::raw::{Correction, Mark};
use crate::source::FileId;
use crate::yaml::{self, Node, Tree};

/// The file of a correction, and its index in the list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Origin {
    pub(crate) file: FileId,
    pub(crate) index: usize,
}

impl Origin {
    pub(crate) fn at(self, key: &str) -> At {
        At::new(self.file, Path::default().item(self.index).key(key), Part::Value)
    }

    fn key(self, key: &str) -> At {
        At::new(self.file, Path::default().item(self.index).key(key), Part::Key)
    }

    fn whole(self) -> At {
        At::new(self.file, Path::default().item(self.index), Part::Value)
    }
}

/// Applies a correction to the document of its file. `written` is the correction in its own file: values that it adds
/// keep their spans there.
pub(crate) fn apply(
    document: &mut Tree,
    correction: &Correction,
    written: &Tree,
    origin: Origin,
) -> Result<(), Box<Finding>> {
    let change = Change::of(correction, written, origin)?;
    // Written as in a JSON pointer: `~1` is a `/` in a name.
    let unescape = |step: &str| step.replace("~1", "/").replace("~0", "~");
    let steps: Vec<String> = correction.at.split('/').filter(|step| !step.is_empty()).map(unescape).collect();
    let Some((last, parents)) = steps.split_last() else {
        let finding = Finding::new("bad-correction", origin.at("at"), "`at` names nothing");
        return Err(finding.help("for example `params/ID/type`").boxed());
    };
    let gone = |step: &str| {
        let message = format!("there is no one `{step}` in {}: the correction has lost its target", correction.file);
        Finding::new("correction-gone", origin.at("at"), message)
            .help("take the correction out, or point it at the new place")
            .boxed()
    };
    let mut parent = document;
    for step in parents {
        parent = child(parent, step).ok_or_else(|| gone(step))?;
    }
    match change {
        Change::Add(value) => add(parent, last, value, written, correction, origin),
        Change::Set(value) => {
            let target = child(parent, last).ok_or_else(|| gone(last))?;
            if same(target, value) {
                return Err(stale(origin, "set"));
            }
            *target = value.clone();
            Ok(())
        }
        Change::Remove => remove(parent, last).ok_or_else(|| gone(last)),
        Change::Require(mark) => {
            if !parents.last().is_some_and(|step| ["params", "fields", "takes"].contains(&step.as_str())) {
                let finding =
                    Finding::new("bad-correction", origin.at("at"), "only parameters and fields can be required");
                return Err(finding.help("for example `params/ID`").boxed());
            }
            let key = marked(parent, last).ok_or_else(|| gone(last))?;
            let wanted = format!("{}{}", bare(last), suffix(mark));
            if key.text() == Some(&wanted) {
                return Err(stale(origin, "required"));
            }
            key.node = Node::text(&wanted);
            Ok(())
        }
    }
}

enum Change<'c> {
    Set(&'c Tree),
    Add(&'c Tree),
    Remove,
    Require(Mark),
}

impl<'c> Change<'c> {
    fn of(correction: &Correction, written: &'c Tree, origin: Origin) -> Result<Self, Box<Finding>> {
        let mut changes = Vec::new();
        changes.extend(correction.set.and_then(|_| written.get("set")).map(|value| ("set", Change::Set(value))));
        changes.extend(correction.add.and_then(|_| written.get("add")).map(|value| ("add", Change::Add(value))));
        changes.extend(correction.remove.then_some(("remove", Change::Remove)));
        changes.extend(correction.required.map(|mark| ("required", Change::Require(mark))));
        let message = "a correction has exactly one of `set`, `add`, `remove` and `required`";
        let wrong = |at: At| Finding::new("bad-correction", at, message).given(KEYS);
        let second = changes.pop();
        match (changes.pop(), second) {
            (None, Some((_, change))) => Ok(change),
            (Some((first, _)), Some((second, _))) => {
                let finding = wrong(origin.key(second)).related(origin.key(first), "the other one");
                Err(finding.help("make a correction of each").boxed())
            }
            (_, None) => {
                Err(wrong(origin.whole()).help("say what it changes: one of these keys, with a value").boxed())
            }
        }
    }
}

/// The keys of a correction that name a change; exactly one is given.
const KEYS: &[&str] = &["set", "add", "remove", "required"];

fn stale(origin: Origin, key: &str) -> Box<Finding> {
    let message = "the fact is already so: the correction does nothing";
    Finding::new("correction-stale", origin.at(key), message).help("take the correction out").boxed()
}

fn add(
    parent: &mut Tree,
    name: &str,
    value: &Tree,
    written: &Tree,
    correction: &Correction,
    origin: Origin,
) -> Result<(), Box<Finding>> {
    let has_key = key(parent, name).is_some();
    match &mut parent.node {
        Node::List(items) if name == "-" => {
            if items.iter().any(|item| same(item, value)) {
                return Err(stale(origin, "add"));
            }
            yaml::change(items, |items| items.push(value.clone()));
            Ok(())
        }
        Node::Map(_) if has_key => {
            let message = format!("`{name}` is already there in {}", correction.file);
            let finding = Finding::new("correction-stale", origin.at("at"), message);
            Err(finding.help("use `set` to change it, or take the correction out").boxed())
        }
        Node::Map(entries) => {
            let span = written.get("at").unwrap_or(value).span;
            yaml::change(entries, |entries| entries.push((Tree::new(Node::text(name), span), value.clone())));
            Ok(())
        }
        _ => {
            let message = format!("nothing can be added at `{}`", correction.at);
            Err(Finding::new("correction-gone", origin.at("at"), message)
                .help("to add to a list, end with `/-`")
                .boxed())
        }
    }
}

fn remove(parent: &mut Tree, name: &str) -> Option<()> {
    let index = index_of(parent, name)?;
    match &mut parent.node {
        Node::Map(entries) => drop(yaml::change(entries, |entries| entries.remove(index))),
        Node::List(items) => drop(yaml::change(items, |items| items.remove(index))),
        Node::Scalar { .. } => return None,
    }
    Some(())
}

fn child<'t>(parent: &'t mut Tree, name: &str) -> Option<&'t mut Tree> {
    // A field in short form is its type.
    if matches!(parent.node, Node::Scalar { .. }) && name == "type" {
        return Some(parent);
    }
    let index = index_of(parent, name)?;
    match &mut parent.node {
        Node::Map(entries) => entries.get_mut(index).map(|(_, value)| value),
        Node::List(items) => items.get_mut(index),
        Node::Scalar { .. } => None,
    }
}

fn key<'t>(parent: &'t mut Tree, name: &str) -> Option<&'t mut Tree> {
    let index = index_of(parent, name)?;
    match &mut parent.node {
        Node::Map(entries) => entries.get_mut(index).map(|(key, _)| key),
        _ => None,
    }
}

/// Returns the text that has the mark of a name: a key of fields, or an item of taken ones.
fn marked<'t>(parent: &'t mut Tree, name: &str) -> Option<&'t mut Tree> {
    if matches!(parent.node, Node::List(_)) { child(parent, name) } else { key(parent, name) }
}

/// Returns the index of the entry or the item that `name` means: a key itself, or with a mark after it; a taken field's
/// name; an error's `CODE` or `CODE:MESSAGE`; an item's number.
fn index_of(parent: &Tree, name: &str) -> Option<usize> {
    match &parent.node {
        Node::Map(entries) => ["", "*", "?"].iter().find_map(|mark| {
            let is_meant = |key: &Tree| key.text().and_then(|key| key.strip_suffix(mark)) == Some(name);
            entries.iter().position(|(key, _)| is_meant(key))
        }),
        Node::List(items) if items.iter().any(|item| is_taken(item, name)) => {
            items.iter().position(|item| is_taken(item, name))
        }
        Node::List(items) => {
            let mut errors = items.iter().enumerate().filter(|(_, item)| is_error(item, name));
            match (errors.next(), errors.next()) {
                (Some((index, _)), None) => Some(index),
                // Several errors have the code, so the message is needed.
                (Some(_), Some(_)) => None,
                (None, _) => name.parse().ok().filter(|index| *index < items.len()),
            }
        }
        Node::Scalar { .. } => None,
    }
}

/// Returns true if an item is the error that `name` means.
fn is_error(item: &Tree, name: &str) -> bool {
    let text = |key: &str| item.get(key).and_then(Tree::text).unwrap_or_default();
    let (code, message) = (text("code"), text("message"));
    matches!(item.node, Node::Map(_)) && (name == code || name == format!("{code}:{message}"))
}

/// Returns true if an item is a name, with or without a mark.
fn is_taken(item: &Tree, name: &str) -> bool {
    item.text().is_some_and(|text| bare(text) == name)
}

/// Returns true if two values are equal as JSON.
fn same(a: &Tree, b: &Tree) -> bool {
    let value = yaml::read::<serde_json::Value>;
    matches!((value(a), value(b)), (Ok(a), Ok(b)) if a == b)
}

fn bare(name: &str) -> &str {
    name.trim_end_matches(['*', '?'])
}

fn suffix(mark: Mark) -> &'static str {
    match mark {
        Mark::Yes => "*",
        Mark::No => "",
        Mark::Unknown => "?",
    }
}
