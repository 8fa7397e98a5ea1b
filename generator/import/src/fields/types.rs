//! Types as written on pages, and the objects that pages share.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use bitrix24_schema::{naming, parallel};

use crate::facts::ty::Ty;
use crate::page::cell::Token;
use crate::page::table::Row;
use crate::page::tables::{self, Kind};
use crate::page::text::{codes, plain};
use crate::page::tree::resolve;
use crate::page::{Chapter, Page};
use crate::vocabulary as words;

/// The longest name of a type: a longer text is none.
const MAX_TYPE: usize = 120;

/// Objects and identifiers that pages describe for all others.
#[derive(Debug, Default)]
pub(crate) struct Registry {
    objects: Vec<Described>,
    /// The objects by page and anchor, or name; the page itself has an empty one.
    by_place: HashMap<(String, String), usize>,
    by_name: BTreeMap<String, Vec<usize>>,
    /// The objects by their names in the schema, and those of each page.
    by_own_name: HashMap<String, usize>,
    on_page: HashMap<String, Vec<usize>>,
    /// The objects by the file's name of their page and the anchor, with the whole path.
    by_file: HashMap<(String, String), Vec<(String, usize)>>,
    /// The places of chosen names at which no page describes an object.
    pub(crate) unused: Vec<String>,
    /// The objects that a whole page describes in several chapters.
    by_page: HashMap<String, usize>,
    /// The names in dictionaries of types.
    identifiers: BTreeSet<String>,
}

/// An object that a page describes.
#[derive(Debug)]
pub(crate) struct Described {
    /// Its name in the schema.
    pub(crate) name: String,
    /// The page's index in the list of pages.
    pub(crate) page: usize,
    path: String,
    /// The names of its fields, in small letters.
    fields: BTreeSet<String>,
    /// The name of the field that identifies it.
    id: Option<String>,
    /// The name that stands for its identifier.
    key: Option<String>,
    /// The chapters that hold its tables.
    pub(crate) chapters: Vec<usize>,
}

/// What the registry asks of a chapter.
struct Outline {
    has_fields: bool,
    /// The name of the object in its heading.
    key: Option<String>,
    /// The names in its tables of `Type | Description`.
    identifiers: Vec<String>,
}

impl Outline {
    fn of(chapter: &Chapter<'_>) -> Outline {
        let mut identifiers = Vec::new();
        for (_, table) in tables::all(&chapter.blocks) {
            let Some(header) = table.rows.first() else { continue };
            if tables::columns(header).first() != Some(&Some(crate::vocabulary::Column::Type)) {
                continue;
            }
            let first = |row: &Row| codes(row.cell(0)).first().map(|code| code.trim_end_matches("[]").to_lowercase());
            identifiers.extend(table.rows[1..].iter().filter_map(first));
        }
        Outline { has_fields: has_fields(chapter), key: key_of(chapter), identifiers }
    }
}

/// The meaning of a type's name, besides the built-in ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    Known(Ty),
    /// A shared object, or its identifier.
    ObjectOrId(String, String),
    /// An object that is described on the same page.
    Local,
    Unknown,
}

impl Registry {
    /// Reads the descriptions on pages; `pages` are those without a method. `names` are names chosen by hand, by page
    /// and anchor.
    pub(crate) fn read(pages: &[&Page<'_>], names: &[(String, String)]) -> Registry {
        let mut registry = Registry::default();
        let outlines = parallel::map(pages, |page| page.chapters.iter().map(Outline::of).collect::<Vec<_>>());
        let chosen: HashSet<&str> = names.iter().map(|(place, _)| place.as_str()).collect();
        for (index, (page, outlines)) in pages.iter().zip(outlines).enumerate() {
            registry.add_page(index, page, &outlines);
            // Only a person can tell that all chapters of a page are about one thing.
            if page.path.strip_suffix(".md").is_some_and(|place| chosen.contains(place)) {
                registry.add_whole(index, page, &outlines);
            }
        }
        registry.name_all(pages, names);
        registry.index();
        parallel::each(&mut registry.objects, |object| {
            let tables = object.chapters.iter().flat_map(|at| tables::all(&pages[object.page].chapters[*at].blocks));
            for (_, table) in tables {
                let Kind::Fields(table) = tables::kind(table) else { continue };
                let names = table.rows.iter().filter_map(|row| crate::page::cell::read(table.name_cell(row)));
                for name in names.map(|named| named.name) {
                    if object.id.is_none() && name.eq_ignore_ascii_case("id") {
                        object.id = Some(name.clone());
                    }
                    object.fields.insert(name.to_lowercase());
                }
            }
        });
        registry
    }

    fn add_page(&mut self, index: usize, page: &Page<'_>, outlines: &[Outline]) {
        let mut current: Option<(usize, usize)> = None;
        for (at, (chapter, outline)) in page.chapters.iter().zip(outlines).enumerate() {
            self.identifiers.extend(outline.identifiers.iter().cloned());
            let Outline { has_fields, key, .. } = outline;
            let (has_fields, key) = (*has_fields, key.clone());
            let level = chapter.heading.level;
            let continues =
                current.is_some_and(|(_, own)| level > own) && chapter.heading.anchor.is_none() && key.is_none();
            if let (true, Some((object, _))) = (continues, current) {
                if has_fields {
                    self.objects[object].chapters.push(at);
                }
                continue;
            }
            current = None;
            let is_page = level <= 1;
            // An object may have its tables under headings of their own.
            if !has_fields && (is_page || key.is_none() || !has_fields_below(page, at, outlines)) {
                continue;
            }
            let object = self.objects.len();
            let chapters = if has_fields { vec![at] } else { Vec::new() };
            let path = page.path.to_owned();
            self.objects.push(Described {
                name: String::new(),
                page: index,
                path,
                fields: BTreeSet::new(),
                id: None,
                key: None,
                chapters,
            });
            if !is_page {
                current = Some((object, level));
            }
            let places = [
                is_page.then(String::new),
                chapter.heading.anchor.clone(),
                key.clone(),
                Some(chapter.slug().to_owned()),
            ];
            for place in places.into_iter().flatten() {
                self.by_place.entry((page.path.to_owned(), place.to_lowercase())).or_insert(object);
            }
            if let Some(key) = key.filter(|key| key.contains('_')) {
                self.by_name.entry(key.to_lowercase()).or_default().push(object);
            }
        }
    }

    /// Adds the object that all chapters of a page describe together: common fields, and those of each kind of it.
    fn add_whole(&mut self, index: usize, page: &Page<'_>, outlines: &[Outline]) {
        if self.by_place.contains_key(&(page.path.to_owned(), String::new())) {
            return;
        }
        let chapters: Vec<usize> = (0..outlines.len()).filter(|at| outlines[*at].has_fields).collect();
        if !chapters.is_empty() {
            self.by_page.insert(page.path.to_owned(), self.objects.len());
            let (path, fields) = (page.path.to_owned(), BTreeSet::new());
            self.objects.push(Described {
                name: String::new(),
                page: index,
                path,
                fields,
                id: None,
                key: None,
                chapters,
            });
        }
    }

    fn index(&mut self) {
        for (at, object) in self.objects.iter().enumerate() {
            self.by_own_name.entry(object.name.clone()).or_insert(at);
            self.on_page.entry(object.path.clone()).or_default().push(at);
        }
        for (name, objects) in &self.by_name {
            for object in objects {
                self.objects[*object].key.get_or_insert_with(|| name.clone());
            }
        }
        for ((path, anchor), object) in &self.by_place {
            let file = file_of(path).to_owned();
            self.by_file.entry((file, anchor.clone())).or_default().push((path.clone(), *object));
        }
    }

    fn name_all(&mut self, pages: &[&Page<'_>], names: &[(String, String)]) {
        let mut taken: BTreeSet<String> = names.iter().map(|(_, name)| name.to_lowercase()).collect();
        for (place, name) in names {
            let (page, anchor) = place.split_once('#').unwrap_or((place, ""));
            let path = format!("{page}.md");
            let whole = self.by_page.get(&path).filter(|_| anchor.is_empty()).copied();
            if let Some(object) = self.by_place.get(&(path, anchor.to_lowercase())).or(whole.as_ref()) {
                self.objects[*object].name.clone_from(name);
            } else {
                self.unused.push(place.clone());
            }
        }
        let mut first: HashMap<usize, &String> = HashMap::new();
        for ((_, key), object) in &self.by_place {
            let first = first.entry(*object).or_insert(key);
            *first = key.min(first);
        }
        let whole: BTreeSet<usize> = self.by_page.values().copied().collect();
        for object in 0..self.objects.len() {
            if !self.objects[object].name.is_empty() {
                continue;
            }
            let page = pages[self.objects[object].page];
            let place = first.get(&object).copied();
            let is_page = place.is_some_and(String::is_empty) || whole.contains(&object);
            let chapter = self.objects[object].chapters.first().map(|at| &page.chapters[*at]);
            let key = chapter.and_then(key_of).or_else(|| place.cloned());
            let (module, name) = shared_name(page.path, key.as_deref().filter(|_| !is_page).unwrap_or_default());
            let mut full = format!("{module}.{name}");
            if taken.contains(&full.to_lowercase()) {
                let parent = camel(page.path.rsplit('/').nth(1).unwrap_or_default());
                full = format!("{module}.{parent}{name}");
            }
            let mut number = 2;
            while !taken.insert(full.to_lowercase()) {
                full = format!("{module}.{name}{number}");
                number += 1;
            }
            self.objects[object].name = full;
        }
    }

    /// Returns the object that a link refers to.
    pub(crate) fn at(&self, from: &str, target: &str) -> Option<&str> {
        let (_, anchor) = target.split_once('#').unwrap_or((target, ""));
        let page = resolve(from, target)?;
        let place = (page, anchor.to_lowercase());
        let object = self.by_place.get(&place).copied().or_else(|| self.near(from, &place))?;
        Some(&self.objects[object].name)
    }

    /// Returns the object for a link with a wrong path: the one with its anchor on a page of that name, nearest to the
    /// page of the link.
    fn near(&self, from: &str, (page, anchor): &(String, String)) -> Option<usize> {
        let shared = |path: &str| path.split('/').zip(from.split('/')).take_while(|(one, other)| one == other).count();
        let file = file_of(page);
        // Every folder has an overview: its name tells nothing.
        if anchor.is_empty() || file == "index.md" {
            return None;
        }
        let meant = self.by_file.get(&(file.to_owned(), anchor.clone())).into_iter().flatten();
        let mut meant: Vec<(usize, usize)> = meant.map(|(path, object)| (shared(path), *object)).collect();
        meant.sort_unstable();
        match meant.as_slice() {
            [.., (second, _), (first, _)] if second == first => None,
            [.., (_, object)] => Some(*object),
            [] => None,
        }
    }

    /// Returns the object whose table is in a chapter, on a page without a method.
    pub(crate) fn of_chapter(&self, page: &str, chapter: usize) -> Option<&str> {
        let mut objects = self.on_page.get(page)?.iter().map(|at| &self.objects[*at]);
        objects.find(|object| object.chapters.contains(&chapter)).map(|object| object.name.as_str())
    }

    /// Returns true if an object with these keys can be a shared one: at least a third of them are its fields.
    pub(crate) fn can_be<'k>(&self, shared: &str, keys: impl Iterator<Item = &'k str>) -> bool {
        let Some(object) = self.object(shared) else { return true };
        let (mut known, mut all) = (0, 0);
        for key in keys {
            known += usize::from(object.fields.contains(&key.to_lowercase()));
            all += 1;
        }
        known * 3 >= all
    }

    /// Returns the name of the field that identifies a shared object.
    pub(crate) fn id_field(&self, shared: &str) -> Option<&str> {
        self.object(shared)?.id.as_deref()
    }

    /// Returns the identifier that an object's name stands for if a value is no object.
    pub(crate) fn id_of(&self, shared: &str) -> &str {
        self.object(shared).and_then(|object| object.key.as_deref()).unwrap_or("id")
    }

    /// Returns an object by its name in the schema.
    pub(crate) fn object(&self, name: &str) -> Option<&Described> {
        self.by_own_name.get(name).map(|at| &self.objects[*at])
    }

    fn named(&self, name: &str, from: &str) -> Option<&str> {
        let objects = self.by_name.get(name)?;
        let module = module_of(from);
        let is_of = |name: &str| name.strip_prefix(&module).is_some_and(|rest| rest.starts_with('.'));
        let near = objects.iter().find(|object| is_of(&self.objects[**object].name));
        near.or(objects.first()).map(|object| self.objects[*object].name.as_str())
    }

    /// Returns the meaning of a type's name on a page.
    pub(crate) fn meaning(&self, token: &Token<'_>, page: &str) -> Meaning {
        let text = token.text.trim();
        if text.len() > MAX_TYPE {
            return Meaning::Unknown;
        }
        let low = text.to_lowercase();
        let linked = token.target.filter(|target| target.contains('#')).and_then(|target| self.at(page, target));
        match built_in(&low) {
            // The object of a link may have the name of an identifier.
            Some(Ty::Name(name)) if name == "user" && linked.is_some() => {}
            Some(ty) => return Meaning::Known(ty),
            None => {}
        }
        for (open, close) in [("array<", ">"), ("list<", ">"), ("array of ", ""), ("array(", ")")] {
            if let Some(inner) = low.strip_prefix(open).and_then(|inner| inner.strip_suffix(close)) {
                let token = Token { text: inner, target: token.target };
                return self.meaning(&token, page).listed();
            }
        }
        if let Some(object) = self.by_place.get(&(page.to_owned(), low.clone())) {
            return Meaning::ObjectOrId(self.objects[*object].name.clone(), low);
        }
        if low.contains('.') {
            // A field of an object is an identifier of it.
            let is_path = low
                .split('.')
                .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'));
            return if is_path { Meaning::Known(Ty::Name(low)) } else { Meaning::Unknown };
        }
        let is_word = low.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') && !low.is_empty();
        if !is_word {
            return Meaning::Unknown;
        }
        // A set of parameters, which no page describes by itself, is no identifier.
        if low.ends_with("_params") {
            return Meaning::Known(Ty::Object);
        }
        let here = token.target.and_then(|target| target.strip_prefix('#'));
        let by_link = token.target.filter(|target| target.contains('#') || !target.ends_with("data-types.md"));
        let whole =
            || self.by_page.get(&resolve(page, token.target?)?).map(|object| self.objects[*object].name.as_str());
        let object = by_link.and_then(|target| self.at(page, target)).or_else(|| self.named(&low, page)).or_else(whole);
        match object {
            Some(object) => Meaning::ObjectOrId(object.to_owned(), low),
            None if here.is_some() => Meaning::Local,
            None if self.identifiers.contains(&low) || low.contains('_') => Meaning::Known(Ty::Name(low)),
            None => Meaning::Unknown,
        }
    }
}

impl Meaning {
    fn listed(self) -> Meaning {
        match self {
            Meaning::Known(ty) => Meaning::Known(Ty::list(ty)),
            other => other,
        }
    }
}

/// Returns the built-in types.
fn built_in(name: &str) -> Option<Ty> {
    let translated = words::TYPES.iter().find(|(word, _)| *word == name);
    let name = translated.map_or(name, |(_, name)| name);
    Some(match name {
        "string"
        | "text"
        | "str"
        | "char"
        | "html"
        | "url"
        | "varchar"
        | "email"
        | "enum"
        | "enumeration"
        | "callable"
        | "function"
        | "textwithtranslation"
        | "base64"
        | "money"
        | "uuid" => Ty::name("string"),
        "integer" | "int" | "long" | "bigint" => Ty::name("integer"),
        "double" | "float" | "number" | "decimal" => Ty::name("double"),
        "boolean" | "bool" => Ty::name("boolean"),
        "date" => Ty::name("date"),
        "datetime" => Ty::name("datetime"),
        "timestamp" => Ty::name("timestamp"),
        "time" => Ty::name("time"),
        "file" => Ty::name("file"),
        "user" | "user_id" => Ty::name("user"),
        "id" | "identifier" => Ty::name("id"),
        "object" | "struct" | "structure" | "dict" => Ty::Object,
        "map" | "hash" | "hashmap" => Ty::map(Ty::Any),
        "lang_map" => Ty::map(Ty::name("string")),
        "array" | "list" => Ty::Array,
        // The value of a custom field has the type that its owner chose.
        "any" | "mixed" | "various" | "unknown" | "scalar" | "crm_userfield" | "userfield" => Ty::Any,
        // Described only by the method of uploading.
        "attached_diskfile" | "diskfile" | "product_file" => Ty::Any,
        "null" | "undefined" => Ty::nullable(Ty::name("null")),
        _ => return None,
    })
}

fn has_fields(chapter: &Chapter<'_>) -> bool {
    tables::all(&chapter.blocks)
        .iter()
        .any(|(_, table)| matches!(tables::kind(table), Kind::Fields(fields) if has_types(&fields)))
}

/// Returns true if at least one row has a type: tables of advice have none.
fn has_types(fields: &tables::FieldTable<'_>) -> bool {
    fields.type_cell(&Row::default()).is_some()
        || fields
            .rows
            .iter()
            .any(|row| crate::page::cell::read(fields.name_cell(row)).is_some_and(|named| !named.types.is_empty()))
}

/// Returns true if a heading has tables of fields under headings of their own, which are no objects themselves.
fn has_fields_below(page: &Page<'_>, at: usize, outlines: &[Outline]) -> bool {
    let level = page.chapters[at].heading.level;
    let below = (at + 1..page.chapters.len()).take_while(|at| page.chapters[*at].heading.level > level);
    below.take_while(|at| page.chapters[*at].heading.anchor.is_none()).any(|at| outlines[at].has_fields)
}

/// Returns the name of an object in its heading: the word that is a name, or the anchor.
fn key_of(chapter: &Chapter<'_>) -> Option<String> {
    let text = plain(&chapter.heading.text);
    let mut words = text.split_whitespace().map(|word| word.trim_end_matches("[]"));
    let is_name = |word: &&str| {
        let inner = word.trim_matches(['_', '.']);
        word.is_ascii()
            && (inner.contains('_') || inner.contains('.') && !inner.ends_with('.'))
            && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.')
            && word.bytes().any(|byte| byte.is_ascii_alphabetic())
    };
    let single = (!text.contains(' ') && text.is_ascii() && !text.is_empty()).then(|| text.clone());
    words.find(is_name).map(str::to_owned).or(chapter.heading.anchor.clone()).or(single)
}

/// Returns the module of a page's types: the first folder of its path.
/// Returns the name of a page's file.
fn file_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn module_of(path: &str) -> String {
    let below = path.strip_prefix("api-reference/").unwrap_or(path);
    let folder = below.split_once('/').map_or("common", |(folder, _)| folder);
    naming::module(folder).unwrap_or_else(|| "common".to_owned())
}

fn shared_name(path: &str, key: &str) -> (String, String) {
    let module = module_of(path);
    let below = path.strip_prefix("api-reference/").unwrap_or(path).trim_end_matches(".md");
    let key = if key.is_empty() {
        below.split_once('/').map_or(below, |(_, rest)| rest).replace('/', "_")
    } else {
        key.to_owned()
    };
    let key = key.strip_prefix(&format!("{module}_")).unwrap_or(&key);
    let name = camel(key);
    // The name of a type has small letters: a name in capitals is that of an identifier.
    let is_type = name.starts_with(|c: char| c.is_ascii_uppercase()) && name.contains(|c: char| c.is_ascii_lowercase());
    let name = if is_type { name } else { format!("Type{name}") };
    (module, name)
}

fn camel(text: &str) -> String {
    naming::ty(text, &[]).unwrap_or_default()
}
