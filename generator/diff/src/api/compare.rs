//! Compares public items, and tells if code that uses them compiles.

use std::cell::OnceCell;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use bitrix24_codegen::api::{arguments, split};
use bitrix24_schema::Subject;
use serde::Serialize;

use super::form::{self, Sources};
use super::verdict::Rust;
use super::{Item, ItemKind};

/// The change of one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ApiChange {
    /// Its path.
    pub path: String,
    /// Its kind.
    pub kind: ItemKind,
    /// Its signature in the old crate, if it existed.
    pub before: Option<String>,
    /// Its signature in the new crate, if it exists.
    pub after: Option<String>,
    /// The part of the schema that it is made of.
    pub subject: Subject,
    /// The verdict on code that uses it.
    pub verdict: Rust,
    /// True if code that compiles with both may behave differently with the new one.
    pub is_silent: bool,
    /// The reason, in one sentence.
    pub why: String,
}

impl ApiChange {
    /// Returns the names of the arguments that a function has on one side only, or takes as another type.
    pub(crate) fn other_arguments(&self) -> BTreeSet<&str> {
        let (Some(before), Some(after)) = (&self.before, &self.after) else { return BTreeSet::new() };
        let (was, is): (BTreeSet<_>, BTreeSet<_>) =
            (arguments(before).into_iter().collect(), arguments(after).into_iter().collect());
        was.symmetric_difference(&is).filter_map(|(name, _)| *name).collect()
    }

    /// Returns true if a function takes the same arguments in another order, and the compiler may not see it.
    pub(crate) fn is_swapped(&self) -> bool {
        let (Some(before), Some(after)) = (&self.before, &self.after) else { return false };
        let (mut was, mut is) = (arguments(before), arguments(after));
        let is_other = self.kind == ItemKind::Function && was != is;
        was.sort_unstable();
        is.sort_unstable();
        is_other && was == is
    }
}

/// Returns the changes between two lists of public items, by path. Parts of an added or removed item are not listed.
pub fn compare(old: &[Item], new: &[Item]) -> Vec<ApiChange> {
    let (before, after) = (Side::of(old), Side::of(new));
    let mut changes = Vec::new();
    for pair in side_by_side(&before.items, &after.items) {
        match pair {
            (Some(item), Some(now)) => changes.extend(changed(item, now, &before, &after)),
            (Some(item), None) if !after.says_for(&before, item) => changes.push(removed(item)),
            (None, Some(item)) if !before.says_for(&after, item) => changes.push(added(item, &after)),
            _ => {}
        }
    }
    changes.sort_by(|a, b| (&a.path, a.kind).cmp(&(&b.path, b.kind)));
    changes
}

type Key<'i> = (&'i str, ItemKind);

/// Returns the items of both sides by their keys, each on the side that has it.
fn side_by_side<'i>(
    old: &BTreeMap<Key<'i>, &'i Item>,
    new: &BTreeMap<Key<'i>, &'i Item>,
) -> impl Iterator<Item = (Option<&'i Item>, Option<&'i Item>)> {
    let (mut old, mut new) = (old.iter().peekable(), new.iter().peekable());
    std::iter::from_fn(move || {
        let order = match (old.peek(), new.peek()) {
            (Some((before, _)), Some((after, _))) => before.cmp(after),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return None,
        };
        let before = if order.is_le() { old.next() } else { None };
        let after = if order.is_ge() { new.next() } else { None };
        Some((before.map(|(_, item)| *item), after.map(|(_, item)| *item)))
    })
}

/// The items of one crate.
struct Side<'i> {
    items: BTreeMap<Key<'i>, &'i Item>,
    types: BTreeMap<&'i str, &'i Item>,
    /// The request of each method and the struct or enumeration of each shared type, with their paths, by subject.
    owners: BTreeMap<&'i str, Vec<&'i str>>,
    sources: Sources<'i>,
    /// The parts of the schema that have an item of a kind; made on demand.
    subjects: OnceCell<HashSet<(&'i str, ItemKind)>>,
}

impl<'i> Side<'i> {
    fn of(items: &'i [Item]) -> Self {
        let is_type = |item: &&Item| matches!(item.kind, ItemKind::Struct | ItemKind::Enum | ItemKind::Module);
        let mut owners: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for item in items.iter().filter(|item| is_whole(item)) {
            owners.entry(item.subject.as_str()).or_default().push(&item.path);
        }
        Side {
            items: items.iter().map(|item| ((item.path.as_str(), item.kind), item)).collect(),
            types: items.iter().filter(is_type).map(|item| (item.path.as_str(), item)).collect(),
            owners,
            sources: Sources::of(items),
            subjects: OnceCell::new(),
        }
    }

    /// Returns true if a part of the schema has an item of a kind.
    fn has(&self, subject: &Subject, kind: ItemKind) -> bool {
        let all = || self.items.values().map(|item| (item.subject.as_str(), item.kind)).collect();
        self.subjects.get_or_init(all).contains(&(subject.as_str(), kind))
    }

    /// Returns true if this side lacks a parent of the `other` side's `item`, too, so that the parent's change covers
    /// it.
    fn says_for(&self, other: &Side<'_>, item: &Item) -> bool {
        // A module without a method of its own is added and removed with its content.
        if item.kind == ItemKind::Module && item.subject.as_str().is_empty() {
            return true;
        }
        let mut around = item.parent();
        while let Some(path) = around {
            // An enumeration in place of a struct is another type, whose parts are new with it.
            let is_not_here = |item: &&&Item| self.types.get(path).is_none_or(|own| own.kind != item.kind);
            if other.types.get(path).filter(is_not_here).is_some_and(|item| !item.subject.as_str().is_empty()) {
                return true;
            }
            around = split(path).0;
        }
        let mut owners = other.owners.get(item.subject.owner()).into_iter().flatten();
        !is_whole(item) && owners.any(|path| !self.types.contains_key(path))
    }
}

/// Returns true if an item represents a whole method or shared type.
fn is_whole(item: &Item) -> bool {
    let subject = item.subject.as_str();
    let is_type = matches!(item.kind, ItemKind::Struct | ItemKind::Enum);
    is_type && !subject.is_empty() && subject == item.subject.owner()
}

fn change(item: &Item, verdict: Rust, why: String) -> ApiChange {
    ApiChange {
        path: item.path.clone(),
        kind: item.kind,
        before: None,
        after: None,
        subject: item.subject.clone(),
        verdict,
        is_silent: verdict == Rust::Silent,
        why,
    }
}

fn removed(item: &Item) -> ApiChange {
    let (noun, path) = (item.kind.noun(), &item.path);
    let why = format!("Code that uses the {noun} `{path}` does not compile: it is gone.");
    ApiChange { before: Some(item.signature.clone()), ..change(item, Rust::Major, why) }
}

fn added(item: &Item, side: &Side<'_>) -> ApiChange {
    let (noun, path) = (item.kind.noun(), &item.path);
    let parent = item.parent().and_then(|parent| side.types.get(parent));
    let is_in = |kind: ItemKind, signature: &str| {
        parent.is_some_and(|parent| parent.kind == kind && (signature.is_empty() || parent.signature == signature))
    };
    let (verdict, is_silent, why) = match item.kind {
        ItemKind::Variant if is_in(ItemKind::Enum, "closed") => {
            (Rust::Major, false, format!("A `match` without a wildcard lacks the new variant `{path}`."))
        }
        ItemKind::Variant if path.ends_with(&format!("::Error::{}", item.name())) => (
            Rust::Minor,
            true,
            format!("The error `{path}` is new: calls that fail with it were told apart by code alone."),
        ),
        ItemKind::Variant => (
            Rust::Minor,
            true,
            format!("The value `{path}` is new: code that looked for it among `Unknown` finds it no more."),
        ),
        ItemKind::Field => {
            (Rust::Minor, true, format!("The field `{path}` is new: code that read it from `extra` finds it no more."))
        }
        _ => (Rust::Minor, false, format!("The {noun} `{path}` is new.")),
    };
    ApiChange { after: Some(item.signature.clone()), is_silent, ..change(item, verdict, why) }
}

fn changed(old: &Item, new: &Item, before: &Side<'_>, after: &Side<'_>) -> Option<ApiChange> {
    if old.signature == new.signature && is_taken_over(old, new, after) {
        let (before, after) = (Some(old.signature.clone()), Some(new.signature.clone()));
        return Some(ApiChange { before, after, ..change(old, Rust::Silent, taken_over(old, new)) });
    }
    let (verdict, why) =
        if old.signature != new.signature { altered(old, new, before, after) } else { (Rust::None, String::new()) };
    let (noun, path) = (new.kind.noun(), &new.path);
    let (verdict, why) = match (old.deprecated, new.deprecated) {
        (false, true) if verdict < Rust::Deprecation => {
            (Rust::Deprecation, format!("Code that uses the {noun} `{path}` is warned that it is deprecated."))
        }
        (true, false) if verdict == Rust::None && old.signature == new.signature => {
            (Rust::None, format!("The {noun} `{path}` is deprecated no more."))
        }
        _ => (verdict, why),
    };
    if why.is_empty() {
        return None;
    }
    let (before, after) = (Some(old.signature.clone()), Some(new.signature.clone()));
    Some(ApiChange { before, after, ..change(new, verdict, why) })
}

/// Returns true if an item belongs to another part now, and its former part has a new item: two names were swapped.
fn is_taken_over(old: &Item, new: &Item, after: &Side<'_>) -> bool {
    let is_part = matches!(new.kind, ItemKind::Field | ItemKind::Function | ItemKind::Variant);
    is_part && old.subject != new.subject && after.has(&old.subject, new.kind)
}

fn taken_over(old: &Item, new: &Item) -> String {
    let (noun, path) = (new.kind.noun(), &new.path);
    format!("The {noun} `{path}` is `{}` now: code that uses it means `{}`.", new.subject, old.subject)
}

/// Returns the verdict on a changed signature, with its reason.
fn altered(old: &Item, new: &Item, before: &Side<'_>, after: &Side<'_>) -> (Rust, String) {
    let (path, was, is) = (&new.path, &old.signature, &new.signature);
    match new.kind {
        ItemKind::Function => called(old, new, before, after),
        // The order of scopes has no meaning.
        ItemKind::Const if words(was) == words(is) => (Rust::None, String::new()),
        ItemKind::Const => {
            (Rust::Silent, format!("`{path}` tells other facts of the method, by which calls are made."))
        }
        ItemKind::Variant if !was.starts_with('(') && !is.starts_with('(') => {
            (Rust::Silent, format!("`{path}` tells another HTTP status."))
        }
        ItemKind::Feature => featured(path, was, is),
        ItemKind::Struct if was.starts_with("->") => (
            Rust::Major,
            format!("Code that uses the result of `{path}` does not compile: its type was `{}`.", &was[3..]),
        ),
        ItemKind::Enum if is == "open" => {
            (Rust::Major, format!("A `match` on `{path}` does not compile without a wildcard."))
        }
        _ => (Rust::Major, format!("Code that names the type of `{path}` does not compile: it was `{was}`.")),
    }
}

/// Returns the facts of a constant.
fn words(signature: &str) -> BTreeSet<&str> {
    signature.split(", ").collect()
}

/// Returns the verdict on the features of a shared type, which exists if one of them is enabled.
fn featured(path: &str, was: &str, is: &str) -> (Rust, String) {
    let now: BTreeSet<&str> = is.split(", ").collect();
    let lost: Vec<&str> = was.split(", ").filter(|feature| !now.contains(feature)).collect();
    let of = path.trim_end_matches(": in");
    match lost.as_slice() {
        [] => (Rust::Minor, format!("`{of}` is there with more features.")),
        lost => (Rust::Major, format!("`{of}` is gone for who has but the feature `{}`.", lost.join("`, `"))),
    }
}

fn called(old: &Item, new: &Item, before: &Side<'_>, after: &Side<'_>) -> (Rust, String) {
    let path = &new.path;
    let (was, is) = (arguments(&old.signature), arguments(&new.signature));
    if was.len() != is.len() {
        let why = format!("Calls of `{path}` do not compile: it takes {} instead of {}.", count(is.len()), was.len());
        return (Rust::Major, why);
    }
    for ((_, old), (name, new)) in was.iter().zip(&is) {
        let refused = form::refused(old, &before.sources, new, &after.sources);
        if let Some(first) = refused.first() {
            let argument = name.map_or_else(|| "its argument".to_owned(), |name| format!("`{name}`"));
            let why = format!("Calls of `{path}` do not compile: for {argument} it does not take `{first}` any more.");
            return (Rust::Major, why);
        }
    }
    let names =
        |list: &[(Option<&str>, &str)]| list.iter().map(|(name, _)| name.map(str::to_owned)).collect::<Vec<_>>();
    if names(&was) != names(&is) {
        let why = format!("Calls of `{path}` compile and give other arguments the values, by their order.");
        return (Rust::Silent, why);
    }
    (Rust::Minor, format!("`{path}` takes more than before."))
}

fn count(arguments: usize) -> String {
    match arguments {
        1 => "1 argument".to_owned(),
        many => format!("{many} arguments"),
    }
}
