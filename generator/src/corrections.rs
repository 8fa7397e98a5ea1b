//! Repairs laid over imported facts. Each must change something, so that none outlives what it repairs.

use crate::diagnostic::{At, Finding, Part, Path};
use crate::raw::{Correction, Mark};
use crate::source::FileId;
use crate::yaml::{Mapping, Value};

/// Where a correction stands: its file, and its place in the list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Origin {
    pub(crate) file: FileId,
    pub(crate) index: usize,
}

impl Origin {
    pub(crate) fn at(self, key: &str) -> At {
        At::new(self.file, Path::default().item(self.index).key(key), Part::Value)
    }

    fn whole(self) -> At {
        At::new(self.file, Path::default().item(self.index), Part::Value)
    }
}

/// Applies a correction to the document of its file.
pub(crate) fn apply(document: &mut Value, correction: &Correction, origin: Origin) -> Result<(), Box<Finding>> {
    let change = Change::of(correction, origin)?;
    let steps: Vec<&str> = correction.at.split('/').filter(|step| !step.is_empty()).collect();
    let Some((last, parents)) = steps.split_last() else {
        let finding = Finding::new("bad-correction", origin.at("at"), "`at` names nothing");
        return Err(finding.help("for example `params/ID/type`").boxed());
    };
    let gone = |step: &str| {
        let message = format!("there is no `{step}` in {}: the correction has lost its target", correction.file);
        Finding::new("correction-gone", origin.at("at"), message)
            .help("take the correction out, or point it at the new place")
            .boxed()
    };
    let mut parent = document;
    for step in parents {
        parent = child(parent, step).ok_or_else(|| gone(step))?;
    }
    match change {
        Change::Add(value) => add(parent, last, value, correction, origin),
        Change::Set(value) => {
            let target = child(parent, last).ok_or_else(|| gone(last))?;
            if target == value {
                return Err(stale(origin, "set"));
            }
            *target = value.clone();
            Ok(())
        }
        Change::Remove => remove(parent, last).ok_or_else(|| gone(last)),
        Change::Require(mark) => {
            let (map, key) = named(parent, last).ok_or_else(|| gone(last))?;
            let wanted = Value::from(format!("{}{}", bare(last), suffix(mark)));
            if key == wanted {
                return Err(stale(origin, "required"));
            }
            rename(map, &key, wanted);
            Ok(())
        }
    }
}

enum Change<'c> {
    Set(&'c Value),
    Add(&'c Value),
    Remove,
    Require(Mark),
}

impl<'c> Change<'c> {
    fn of(correction: &'c Correction, origin: Origin) -> Result<Self, Box<Finding>> {
        let mut changes = Vec::new();
        changes.extend(correction.set.as_ref().map(Change::Set));
        changes.extend(correction.add.as_ref().map(Change::Add));
        changes.extend(correction.remove.then_some(Change::Remove));
        changes.extend(correction.required.map(Change::Require));
        match (changes.pop(), changes.is_empty()) {
            (Some(change), true) => Ok(change),
            _ => {
                let message = "a correction has exactly one of `set`, `add`, `remove` and `required`";
                Err(Finding::new("bad-correction", origin.whole(), message)
                    .help("split it, or take the others out")
                    .boxed())
            }
        }
    }
}

fn stale(origin: Origin, key: &str) -> Box<Finding> {
    let message = "the fact is already so: the correction does nothing";
    Finding::new("correction-stale", origin.at(key), message).help("take the correction out").boxed()
}

fn add(
    parent: &mut Value,
    name: &str,
    value: &Value,
    correction: &Correction,
    origin: Origin,
) -> Result<(), Box<Finding>> {
    match parent {
        Value::Sequence(items) if name == "-" => {
            if items.contains(value) {
                return Err(stale(origin, "add"));
            }
            items.push(value.clone());
            Ok(())
        }
        Value::Mapping(map) => {
            if key_of(map, name).is_some() {
                let message = format!("`{name}` is already there in {}", correction.file);
                let finding = Finding::new("correction-stale", origin.at("add"), message);
                return Err(finding.help("use `set`, or take it out").boxed());
            }
            map.insert(Value::from(name), value.clone());
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

fn remove(parent: &mut Value, name: &str) -> Option<()> {
    match parent {
        Value::Mapping(map) => {
            let key = key_of(map, name)?;
            map.shift_remove(&key).map(drop)
        }
        Value::Sequence(items) => {
            let index = index_of(items, name)?;
            items.remove(index);
            Some(())
        }
        _ => None,
    }
}

fn child<'v>(parent: &'v mut Value, name: &str) -> Option<&'v mut Value> {
    match parent {
        Value::Mapping(map) => {
            let key = key_of(map, name)?;
            map.get_mut(&key)
        }
        Value::Sequence(items) => {
            let index = index_of(items, name)?;
            items.get_mut(index)
        }
        _ => None,
    }
}

fn named<'v>(parent: &'v mut Value, name: &str) -> Option<(&'v mut Mapping, Value)> {
    let Value::Mapping(map) = parent else { return None };
    let key = key_of(map, name)?;
    Some((map, key))
}

/// The key that `name` means: itself, or with a mark after it.
fn key_of(map: &Mapping, name: &str) -> Option<Value> {
    ["", "*", "?"].iter().map(|mark| Value::from(format!("{name}{mark}"))).find(|key| map.contains_key(key))
}

/// The item that `name` means: its number, or an error's `CODE` or `CODE:MESSAGE`.
fn index_of(items: &[Value], name: &str) -> Option<usize> {
    let text = |item: &Value, key: &str| match item.get(key)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    items
        .iter()
        .position(|item| {
            let code = text(item, "code").unwrap_or_default();
            let message = text(item, "message").unwrap_or_default();
            item.is_mapping() && (name == code || name == format!("{code}:{message}"))
        })
        .or_else(|| name.parse().ok().filter(|index| *index < items.len()))
}

/// Gives a key another name and keeps its place.
fn rename(map: &mut Mapping, from: &Value, to: Value) {
    let entries = std::mem::take(map);
    map.extend(entries.into_iter().map(|(key, value)| if key == *from { (to.clone(), value) } else { (key, value) }));
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
