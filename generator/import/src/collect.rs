//! Reads methods and shared types from a tree of pages.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};

use bitrix24_schema::parallel;
use bitrix24_schema::raw::{self, Api};

use crate::event;
use crate::examples::shape::Shape;
use crate::facts::merge::merge;
use crate::facts::report::{Note, Skip};
use crate::facts::ty::Ty;
use crate::facts::{Event, Field, Method, Role, Shared, for_each_field};
use crate::fields::types::Registry;
use crate::fields::{DIRECTION, LOWER_DIRECTION, Reader};
use crate::learn::spelling;
use crate::method::{self, Read, errors, remarks};
use crate::page::tree::Tree;
use crate::page::{Identity, Page, is_method_name};
use crate::vocabulary::Section;

/// The content of a tree.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    pub(crate) methods: Vec<Method>,
    pub(crate) types: Vec<Shared>,
    pub(crate) events: Vec<Event>,
    /// The number of pages that describe events.
    pub(crate) pages_of_events: usize,
    pub(crate) notes: Vec<Note>,
    pub(crate) skipped: Vec<Skip>,
    pub(crate) pages: usize,
    /// The places under `types` of the catalogue at which pages of the tree describe no object.
    pub(crate) stale: Vec<String>,
}

/// Reads all pages of a tree.
pub(crate) fn collect(
    tree: &Tree,
    known: &raw::Catalogue,
    with_docs: bool,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Collected {
    let paths: Vec<&str> = tree.paths().collect();
    let done = AtomicUsize::new(0);
    let pages: Vec<Page<'_>> = parallel::map(&paths, |path| {
        progress(done.fetch_add(1, Ordering::Relaxed) + 1, paths.len());
        Page::read(tree, path)
    });
    let kinds: Vec<(Result<Identity, &'static str>, bool)> = parallel::map(&pages, |page| {
        let kind = identify(page);
        let is_of_events = kind.is_err() && event::is_described(page);
        (kind, is_of_events)
    });
    let mut collected = Collected { pages: pages.len(), ..Collected::default() };
    let (mut found, mut of_events, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for (page, kind) in pages.into_iter().zip(kinds) {
        match kind {
            (Ok(identity), _) => found.push((page, identity)),
            (Err(_), true) => of_events.push(page),
            (Err(reason), false) => {
                collected.skipped.push(Skip { page: page.path.to_owned(), reason: reason.to_owned() });
                others.push(page);
            }
        }
    }
    let articles: Vec<&Page<'_>> = others.iter().collect();
    let registry = Registry::read(&articles, &known.types.0);
    let found = without_twins(found, &mut collected.skipped);
    // A page is given back as soon as it is read: what comes next has its memory.
    let reads: Vec<(&str, Read)> =
        parallel::map_owned(found, |(page, identity)| (page.path, method::read(&page, identity, &registry, with_docs)));
    let names: BTreeMap<&str, String> = reads.iter().map(|(path, read)| (*path, read.method.name.clone())).collect();
    let irreversible = remarks::irreversible_in(&articles);
    let mut shapes: BTreeMap<String, Shape> = BTreeMap::new();
    let mut alike: Vec<(usize, String)> = Vec::new();
    for (index, (path, mut read)) in reads.into_iter().enumerate() {
        alike.extend(read.answers_as.take().map(|page| (index, page)));
        read.method.is_irreversible |= irreversible.contains(path);
        for (name, shape) in std::mem::take(&mut read.shapes) {
            shapes.entry(name).or_default().join(&shape);
        }
        name_replacement(&mut read, &names);
        collected.notes.append(&mut read.notes);
        collected.methods.push(read.method);
    }
    answer_alike(&mut collected.methods, &alike);
    errors::literal_marks(&mut collected.methods);
    spelling::alike(&mut collected.methods);
    events(of_events, &registry, with_docs, &mut collected);
    let (types, notes) = shared((&collected.methods, &collected.events), &articles, &registry, shapes, with_docs);
    parallel::map_owned(others, drop);
    collected.types = types;
    collected.notes.extend(notes);
    let unused = |place: &String| {
        let reason = format!("no page describes an object at `{place}`: take it out of `types`, or mend it");
        Note::new("catalogue.yaml", 1, reason)
    };
    collected.notes.extend(registry.unused.iter().map(unused));
    // A page that is not there may belong to another day.
    let paths: HashSet<&str> = paths.iter().map(|path| path.trim_end_matches(".md")).collect();
    let is_there = |place: &&String| paths.contains(page_of(place));
    collected.stale = registry.unused.iter().filter(is_there).cloned().collect();
    collected.notes.sort();
    collected.notes.dedup();
    collected.skipped.sort();
    collected.sort();
    // Every page describes a method or events, or has a reason why not.
    let described = collected.methods.len() + collected.pages_of_events;
    assert_eq!(collected.pages, described + collected.skipped.len(), "a page was lost");
    collected
}

impl Collected {
    /// Returns the place of a type, or where it would be: types are sorted.
    pub(crate) fn place_of_type(&self, name: &str) -> Result<usize, usize> {
        self.types.binary_search_by(|shared| shared.name.as_str().cmp(name))
    }

    /// Returns the type with this name.
    pub(crate) fn type_of(&self, name: &str) -> Option<&Shared> {
        self.place_of_type(name).ok().map(|at| &self.types[at])
    }

    /// Sorts methods, types and events by name.
    pub(crate) fn sort(&mut self) {
        self.methods.sort_by_cached_key(|method| (method.name.to_lowercase(), method.api == Api::V3));
        self.types.sort_by(|a, b| a.name.cmp(&b.name));
        self.events.sort_by(|a, b| a.name.cmp(&b.name));
    }
}

/// Reads the events of their pages. Of two descriptions the first one stays, unless it is an outdated one.
fn events(pages: Vec<Page<'_>>, registry: &Registry, with_docs: bool, collected: &mut Collected) {
    collected.pages_of_events = pages.len();
    let reads = parallel::map_owned(pages, |page| event::read(&page, registry, with_docs));
    let mut by_name: BTreeMap<String, Event> = BTreeMap::new();
    for (event, mut notes) in reads.into_iter().flatten() {
        collected.notes.append(&mut notes);
        match by_name.get(&event.name) {
            Some(known) if is_old(&event.docs) || !is_old(&known.docs) => {
                let reason = format!("the event {} is described on {}.md, too", event.name, known.docs);
                collected.notes.push(Note::new(&format!("{}.md", event.docs), 1, reason));
            }
            _ => drop(by_name.insert(event.name.clone(), event)),
        }
    }
    collected.events = by_name.into_values().collect();
}

/// Returns true if a path calls what it describes old.
fn is_old(path: &str) -> bool {
    ["outdated", "deprecated", "old"].iter().any(|word| path.contains(word))
}

/// Gives methods that show no answer the answer of the one whose page theirs names.
fn answer_alike(methods: &mut [Method], alike: &[(usize, String)]) {
    let mut by_page: HashMap<String, usize> = HashMap::new();
    for (index, method) in methods.iter().enumerate() {
        by_page.entry(method.docs.clone()).or_insert(index);
    }
    for (method, page) in alike {
        if methods[*method].result.is_none() {
            let other = by_page.get(page.trim_end_matches(".md"));
            methods[*method].result = other.and_then(|other| methods[*other].result.clone());
        }
    }
}

/// Returns the page of a place, `page#anchor`.
fn page_of(place: &str) -> &str {
    place.split_once('#').map_or(place, |(page, _)| page)
}

/// Returns the pages of methods, one for each method.
pub(crate) fn pages_of_methods<'p, 't>(pages: &'p [Page<'t>]) -> Vec<(&'p Page<'t>, Identity)> {
    let found = pages.iter().filter_map(|page| Some((page, identify(page).ok()?))).collect();
    without_twins(found, &mut Vec::new())
}

/// Returns the method of a page, or the reason why it has none.
fn identify(page: &Page<'_>) -> Result<Identity, &'static str> {
    let file = page.path.rsplit('/').next().unwrap_or_default();
    let has = |section: Section| page.of(section).next().is_some();
    if page.path.starts_with("_include") || page.path.contains("/_include") {
        return Err("part of other pages");
    }
    if file == "index.md" || file == "README.md" {
        return Err("overview");
    }
    let name = page.path.strip_suffix(".md").unwrap_or(page.path);
    if name.ends_with(".md") || name.contains("://") {
        return Err("its path cannot be told from a file's or an address");
    }
    if page.title().contains("BX24.") {
        return Err("function of the JavaScript SDK");
    }
    let is_whole = has(Section::Params) && has(Section::Response);
    // Older pages do not all say who may call the method, but have its name in the title.
    let is_titled = || has(Section::Params) && has(Section::Examples) && page.is_titled();
    if !page.says_who() && !is_whole && !is_titled() {
        return Err("describes no method");
    }
    if !page.path.starts_with("api-reference/") && !is_whole {
        return Err("article outside of the reference");
    }
    page.identity().filter(|identity| is_method_name(&identity.name)).ok_or("no method is named")
}

/// Keeps one page for each method, and drops an outdated one.
fn without_twins<'t, P: Borrow<Page<'t>>>(found: Vec<(P, Identity)>, skipped: &mut Vec<Skip>) -> Vec<(P, Identity)> {
    let mut by_key: BTreeMap<(String, bool), (P, Identity)> = BTreeMap::new();
    for (page, identity) in found {
        let key = (identity.name.to_lowercase(), identity.api == Api::V3);
        let Some(known) = by_key.get_mut(&key) else {
            by_key.insert(key, (page, identity));
            continue;
        };
        let (own, other) = (page.borrow().path, known.0.borrow().path);
        let is_newer = is_old(other) && !is_old(own);
        let (kept, dropped) = if is_newer { (own, other) } else { (other, own) };
        let reason = format!("the method {} is described on {kept}", identity.name);
        skipped.push(Skip { page: dropped.to_owned(), reason });
        if is_newer {
            known.0 = page;
        }
        known.1 = identity;
    }
    by_key.into_values().collect()
}

/// Adds the replacement of a deprecated method, if its note links the page and does not name it.
fn name_replacement(read: &mut Read, names: &BTreeMap<&str, String>) {
    let Some(deprecated) = &mut read.method.deprecated else { return };
    if deprecated.instead.is_none() {
        let name = read.replaced_at.as_deref().and_then(|page| names.get(page));
        deprecated.instead = name.filter(|name| **name != read.method.name).cloned();
    }
}

/// Returns the shared types that methods and events refer to, directly or through others.
fn shared(
    (methods, events): (&[Method], &[Event]),
    pages: &[&Page<'_>],
    registry: &Registry,
    shapes: BTreeMap<String, Shape>,
    with_docs: bool,
) -> (Vec<Shared>, Vec<Note>) {
    let mut wanted: BTreeSet<String> = BTreeSet::new();
    for method in methods {
        shared_names(&method.params, &mut wanted);
        shared_names(method.result.as_slice(), &mut wanted);
        shared_names(&method.about, &mut wanted);
    }
    events.iter().for_each(|event| shared_names(event.data.as_slice(), &mut wanted));
    let mut types: BTreeMap<String, Shared> = BTreeMap::new();
    let mut notes = Vec::new();
    // Those that others name are read after them.
    while !wanted.is_empty() {
        let new = std::mem::take(&mut wanted).into_iter().filter(|name| !types.contains_key(name));
        let read = parallel::map(&new.collect::<Vec<_>>(), |name| described(name, pages, registry, with_docs));
        for (shared, mut found) in read.into_iter().flatten() {
            shared_names(&shared.fields, &mut wanted);
            notes.append(&mut found);
            types.insert(shared.name.clone(), shared);
        }
    }
    learn(&mut types, pages, registry, shapes);
    (types.into_values().collect(), notes)
}

/// Reads a shared type from its page.
fn described(name: &str, pages: &[&Page<'_>], registry: &Registry, with_docs: bool) -> Option<(Shared, Vec<Note>)> {
    let shared =
        Shared { name: name.to_owned(), docs: String::new(), doc: None, fields: Vec::new(), values: Vec::new() };
    if let Some(values) = directions(name) {
        return Some((Shared { values, ..shared }, Vec::new()));
    }
    let object = registry.object(name)?;
    let page = pages[object.page];
    let mut reader = Reader::new(page, registry, with_docs);
    let mut fields: Vec<Field> = Vec::new();
    for chapter in &object.chapters {
        reader.chapter(*chapter, Role::Result).into_iter().for_each(|field| merge(&mut fields, field));
    }
    fields.iter_mut().for_each(Field::settle);
    let docs = page.path.trim_end_matches(".md").to_owned();
    Some((Shared { docs, fields, ..shared }, reader.notes))
}

/// Refines shared types with the examples of all methods. One type's examples contain others, so this takes some
/// rounds.
fn learn(
    types: &mut BTreeMap<String, Shared>,
    pages: &[&Page<'_>],
    registry: &Registry,
    mut shapes: BTreeMap<String, Shape>,
) {
    for _ in 0..3 {
        let mut found: Vec<(String, Shape)> = Vec::new();
        for (name, shared) in types.iter_mut() {
            let object = registry.object(name);
            let (Some(shape), Some(object)) = (shapes.get(name), object) else { continue };
            let mut reader = Reader::new(pages[object.page], registry, false);
            crate::learn::refine::refine_shared(&mut shared.fields, shape, &mut reader);
            found.append(&mut reader.shapes);
        }
        for (name, shape) in found {
            shapes.entry(name).or_default().join(&shape);
        }
    }
}

/// Returns the values of a type that no page describes: the directions of sorting.
fn directions(name: &str) -> Option<Vec<String>> {
    let values = match name {
        DIRECTION => ["ASC", "DESC"],
        LOWER_DIRECTION => ["asc", "desc"],
        _ => return None,
    };
    Some(values.map(str::to_owned).to_vec())
}

fn shared_names(fields: &[Field], names: &mut BTreeSet<String>) {
    for_each_field(fields, &mut |field| {
        field.ty.for_each_shared(&mut |name| {
            names.insert(name.to_owned());
        });
    });
}

/// Returns all names of identifiers that types use.
pub(crate) fn identifiers(collected: &Collected) -> BTreeSet<String> {
    let Collected { methods, types, events, .. } = collected;
    let mut names = BTreeSet::new();
    let mut add = |ty: &Ty| {
        ty.for_each_name(&mut |name| {
            if !is_built_in(name) {
                names.insert(name.to_owned());
            }
        });
    };
    for method in methods {
        for_each_field(&method.params, &mut |field| add(&field.ty));
        for_each_field(method.result.as_slice(), &mut |field| add(&field.ty));
    }
    types.iter().for_each(|shared| for_each_field(&shared.fields, &mut |field| add(&field.ty)));
    for event in events {
        for_each_field(event.data.as_slice(), &mut |field| add(&field.ty));
    }
    names
}

fn is_built_in(name: &str) -> bool {
    let plain = name.split('(').next().unwrap_or_default();
    ["string", "integer", "double", "boolean", "date", "datetime", "timestamp", "time", "id", "file", "null"]
        .contains(&plain)
}
