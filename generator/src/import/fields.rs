//! Fields from tables: with the tables that describe what is inside them.

use serde_json::Value;

use super::cell::{self, Named};
use super::describe;
use super::facts::{Field, Required, Ty};
use super::names::{is_pattern, names_fields, names_id, names_list, names_order};
use super::page::{Chapter, Page};
use super::report::Note;
use super::scalars::{boolean_form, literal};
use super::shape::Shape;
use super::table::Row;
use super::tables::{self, FieldTable, InTab, Kind};
use super::text::{heading_words, links, plain};
use super::types::{Meaning, Registry, slug};
use super::vocabulary::{self as words, Column, column};

/// The types of a direction to sort in.
pub(super) const DIRECTION: &str = "common.Direction";
pub(super) const LOWER_DIRECTION: &str = "common.LowerDirection";

/// How deep objects may nest.
const MAX_DEPTH: usize = 8;

/// How deep lists of lists may nest.
const MAX_LISTS: usize = 4;

/// Reads the tables of one page.
pub(super) struct Reader<'p, 't> {
    pub(super) page: &'p Page<'t>,
    pub(super) registry: &'p Registry,
    /// Whether texts are kept.
    pub(super) with_docs: bool,
    pub(super) notes: Vec<Note>,
    /// What examples show where a shared type stands.
    pub(super) shapes: Vec<(String, Shape)>,
    /// Chapters whose tables found their place.
    used: Vec<bool>,
    /// Chapters that are being read, from the outermost: an object may hold itself.
    open: Vec<usize>,
}

/// What a table's rows are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Params,
    Result,
}

impl<'p, 't> Reader<'p, 't> {
    pub(super) fn new(page: &'p Page<'t>, registry: &'p Registry, with_docs: bool) -> Self {
        let used = vec![false; page.chapters.len()];
        Reader { page, registry, with_docs, notes: Vec::new(), shapes: Vec::new(), used, open: Vec::new() }
    }

    /// The fields of a chapter's own tables; those in tabs are variants of one object.
    pub(super) fn chapter(&mut self, at: usize, role: Role) -> Vec<Field> {
        self.used[at] = true;
        if self.open.contains(&at) || self.open.len() >= MAX_DEPTH {
            return Vec::new();
        }
        self.open.push(at);
        let tables = tables::all(&self.page.chapters[at].blocks);
        let fields = self.tables(&tables, role);
        self.open.pop();
        fields
    }

    pub(super) fn is_used(&self, at: usize) -> bool {
        self.used[at]
    }

    pub(super) fn tables(&mut self, tables: &[InTab<'p>], role: Role) -> Vec<Field> {
        let mut merged: Vec<Field> = Vec::new();
        let mut variants: Vec<String> = Vec::new();
        for (variant, table) in tables {
            let Kind::Fields(table) = tables::kind(table) else { continue };
            variants.extend(variant.iter().filter(|variant| !variants.contains(variant)).cloned().collect::<Vec<_>>());
            for mut field in self.rows(&table, role) {
                field.variants.extend(variant.clone());
                merge(&mut merged, field);
            }
        }
        for field in &mut merged {
            if field.variants.len() == variants.len() {
                field.variants.clear();
            } else if !field.variants.is_empty() && field.required == Required::Yes {
                // Required in some variants only.
                field.required = Required::Unknown;
            }
        }
        merged
    }

    fn rows(&mut self, table: &FieldTable<'p>, role: Role) -> Vec<Field> {
        let mut fields: Vec<Field> = Vec::new();
        for row in table.rows {
            let Some(named) = cell::read(table.name_cell(row)) else {
                self.unread_row(table, row);
                continue;
            };
            // A header that is repeated inside the table.
            if column(&named.name.to_lowercase()) == Some(Column::Name)
                && matches!(named.types.as_slice(), [only] if only.text == "type" || only.text == "тип")
            {
                continue;
            }
            let field = self.field(table, row, named, role);
            place(&mut fields, field, role);
        }
        fields
    }

    fn unread_row(&mut self, table: &FieldTable<'_>, row: &Row) {
        let cell = table.name_cell(row).trim();
        // A value of a dictionary, a mark of a merged cell, a line of text.
        let is_known =
            cell.is_empty() || cell.starts_with('`') || matches!(cell, ">" | "^" | "...") || cell.starts_with('_');
        if !is_known {
            let shown: String = plain(cell).chars().take(40).collect();
            self.note(row.line, format!("no name can be read in the row `{shown}`"));
        }
    }

    fn field(&mut self, table: &FieldTable<'p>, row: &'p Row, named: Named<'p>, role: Role) -> Field {
        let description = table.description(row);
        let tokens = match table.type_cell(row) {
            Some(cell) if named.types.is_empty() => cell::types(cell),
            _ => named.types.clone(),
        };
        let (mut ty, is_local) = self.ty(&tokens, &named.name, row.line);
        let mut name = named.name;
        while let Some(bare) = name.strip_suffix("[]") {
            name = bare.to_owned();
            if !matches!(ty, Ty::Array | Ty::List(_)) {
                ty = Ty::list(ty);
            }
        }
        let described = describe::read(&description, &ty);
        let required = if role == Role::Params { named.required } else { Required::No };
        let mut field = Field { name, required, line: row.line, ..Field::default() };
        let targets = targets(&tokens.iter().filter_map(|token| token.target).collect::<Vec<_>>(), &description);
        let may_hold = |ty: &Ty| ty.is_container() || !ty.is_known();
        if is_local || may_hold(&ty) || matches!(&ty, Ty::OneOf(types) if types.iter().any(may_hold)) {
            self.nested(&mut field, &mut ty, &targets, &description, role);
        }
        field.is_deprecated = described.is_deprecated;
        field.keys = if field.fields.is_empty() { described.keys } else { Vec::new() };
        field.operators = described.operators;
        field.limits = described.limits;
        if table.has_limits() {
            field.limits = describe::read(&description, &ty).limits;
        }
        if ty == Ty::Object && field.fields.is_empty() && names_order(&field.name) && !described.directions.is_empty() {
            let is_upper = described.directions.iter().any(|word| word == "ASC");
            ty = Ty::map(Ty::Shared(if is_upper { DIRECTION } else { LOWER_DIRECTION }.to_owned()));
        }
        field.says_base64 = described.says_base64;
        if role == Role::Params && described.says_base64 && field.fields.is_empty() {
            ty = match ty {
                Ty::Array => Ty::name("file(pair)"),
                ty if ty.is("string") => Ty::name("file(base64)"),
                ty => ty,
            };
        }
        if role == Role::Result && described.says_iso && ty.is("string") {
            ty = Ty::name("datetime");
        }
        values(&mut field, &mut ty, described.values);
        if !ty.is_known() && !tokens.is_empty() {
            let says_any = tokens.iter().any(|token| matches!(token.text.to_lowercase().as_str(), "any" | "mixed"));
            field.untyped =
                Some(if says_any { "the page says `any`" } else { "the page names a type that is described nowhere" });
        }
        field.ty = ty;
        let default = table.default_cell(row).or(described.default);
        field.default = default.and_then(|text| describe::typed_default(&text, &field.ty, &field.values));
        keep_limits(&mut field);
        field.doc = self.with_docs.then(|| plain(&description)).filter(|doc| !doc.is_empty());
        field
    }

    /// The type that tokens say; and whether one of them is described on this page.
    pub(super) fn ty(&mut self, tokens: &[cell::Token<'_>], name: &str, line: usize) -> (Ty, bool) {
        let mut types = Vec::new();
        let mut is_local = false;
        let mut is_nullable = false;
        for token in tokens {
            let mut text = token.text.trim();
            let mut lists = 0;
            while let Some(inner) = text.strip_suffix("[]").filter(|_| lists < MAX_LISTS) {
                text = inner.trim();
                lists += 1;
            }
            let token = cell::Token { text, target: token.target };
            let mut ty = match self.registry.meaning(&token, self.page.path) {
                Meaning::Known(Ty::Nullable(_)) => {
                    is_nullable = true;
                    continue;
                }
                Meaning::Known(ty) if ty.is("time") && !name.ends_with("time") => Ty::name("string"),
                Meaning::Known(ty) => ty,
                // Whether the object or its number is meant, only a value can tell.
                Meaning::ObjectOrId(shared, id) => {
                    if names_id(name) {
                        Ty::Name(id)
                    } else {
                        Ty::Shared(shared)
                    }
                }
                Meaning::Local => {
                    is_local = true;
                    Ty::Object
                }
                // An object that a page of its own describes in prose.
                Meaning::Unknown if token.target.is_some_and(|target| !target.contains("data-types")) => Ty::Object,
                Meaning::Unknown => {
                    let shown = text.chars().take(40).collect::<String>();
                    self.note(line, format!("`{name}` is of a type that is not described: `{shown}`"));
                    Ty::Any
                }
            };
            for _ in 0..lists {
                ty = Ty::list(ty);
            }
            types.push(ty);
        }
        let ty = Ty::one_of(types);
        (if is_nullable { Ty::nullable(ty) } else { ty }, is_local)
    }

    /// Looks for what describes the inside of a field: by link, by heading, or a shared object.
    fn nested(&mut self, field: &mut Field, ty: &mut Ty, targets: &[&str], description: &str, role: Role) {
        let local = self.chapter_for(&field.name, targets);
        if let Some(at) = local {
            if matches!(ty, Ty::Array | Ty::List(_)) && names_list(&field.name) {
                // A list of names: the table says which there are.
                let names: Vec<String> = self.chapter(at, role).into_iter().map(|field| field.name).collect();
                field.values = if names.iter().any(|name| is_pattern(name)) { Vec::new() } else { names };
                *ty = Ty::list(Ty::name("string"));
                return;
            }
            if let Some(shared) = self.registry.of_chapter(self.page.path, at) {
                put_shared(ty, shared);
                return;
            }
            let fields = self.chapter(at, role);
            if !fields.is_empty() {
                field.fields = fields;
                make_object(ty);
                return;
            }
        }
        // Filters and the like name an object's fields, but are none themselves.
        if !names_fields(&field.name) && matches!(ty, Ty::Object | Ty::Any | Ty::Array) {
            // A page as a whole describes what a method answers; what it takes is often only a part of it.
            let leads = |target: &&&str| target.contains('#') || role == Role::Result;
            let shared = targets.iter().filter(leads).find_map(|target| self.registry.at(self.page.path, target));
            if let Some(shared) = shared {
                put_shared(ty, shared);
                return;
            }
        }
        if !ty.is_known() && description.contains("```") {
            *ty = Ty::Object;
        }
    }

    /// The chapter that describes a field's inside.
    fn chapter_for(&self, name: &str, targets: &[&str]) -> Option<usize> {
        let anchors = || targets.iter().filter_map(|target| target.strip_prefix('#'));
        let chapters = || self.page.chapters.iter().enumerate().filter(|(_, chapter)| has_tables(chapter));
        let by_anchor = anchors()
            .find_map(|anchor| chapters().find(|(_, chapter)| chapter.heading.anchor.as_deref() == Some(anchor)));
        let by_slug = || {
            anchors()
                .find_map(|anchor| chapters().find(|(_, chapter)| slug(&chapter.heading.text) == anchor.to_lowercase()))
        };
        let by_word = || {
            let named = anchors().filter_map(|anchor| anchor.rsplit('-').next()).chain([name]);
            named.filter(|word| word.len() > 1).find_map(|word| {
                // `Returned Data` is no heading of a parameter called `data`.
                let is_part = |chapter: &Chapter<'_>| {
                    chapter.heading.level > 1 && words::section(&heading_words(&chapter.heading.text)).is_none()
                };
                chapters().find(|(_, chapter)| is_part(chapter) && is_heading_of(&chapter.heading.text, word))
            })
        };
        by_anchor.or_else(by_slug).or_else(by_word).map(|(at, _)| at)
    }

    pub(super) fn note(&mut self, line: usize, reason: String) {
        self.notes.push(Note::new(self.page.path, line, reason));
    }
}

fn has_tables(chapter: &Chapter<'_>) -> bool {
    !tables::all(&chapter.blocks).is_empty()
}

/// Whether a heading is `Parameter name`, `Object name`, `name`: the name and words that say what it is of.
fn is_heading_of(heading: &str, name: &str) -> bool {
    let heading = heading_words(&heading.replace("[]", "").replace('/', " "));
    let name = name.to_lowercase();
    let mut has_name = false;
    let mut others = 0;
    for word in heading.split_whitespace() {
        let word = word.trim_matches(['«', '»', '"', '\'', ',', ':']);
        if word == name || word.rsplit('.').next() == Some(&name) {
            has_name = true;
        } else if !words::PART_OF.contains(&word) {
            others += 1;
        }
    }
    has_name && others < 3
}

/// Where the links of a row lead: those of the type first.
fn targets<'c>(of_type: &[&'c str], description: &'c str) -> Vec<&'c str> {
    let leads = |target: &&str| target.contains('#') || target.ends_with(".md") && !target.ends_with("data-types.md");
    let mut targets: Vec<&str> = of_type.iter().copied().filter(leads).collect();
    targets.extend(links(description).iter().map(|link| link.target).filter(leads));
    targets
}

/// The type with an object inside, for fields that are described.
pub(super) fn make_object(ty: &mut Ty) {
    *ty = match std::mem::take(ty) {
        Ty::Array => Ty::list(Ty::Object),
        Ty::List(inner) if !inner.has_object() => Ty::list(Ty::Object),
        Ty::Nullable(inner) if !inner.has_object() => {
            let mut inner = *inner;
            make_object(&mut inner);
            Ty::nullable(inner)
        }
        // `object | array` is how pages say that a list of objects may be one.
        Ty::OneOf(types) if types.iter().all(Ty::is_container) => match types.iter().find(|ty| ty.has_object()) {
            Some(Ty::Object) if types.contains(&Ty::Array) => Ty::Object,
            Some(ty) => ty.clone(),
            None => Ty::list(Ty::Object),
        },
        ty if ty.has_object() => ty,
        _ => Ty::Object,
    };
}

/// The type with a shared object in the place of one that is not described.
fn put_shared(ty: &mut Ty, shared: &str) {
    let shared = || Ty::Shared(shared.to_owned());
    match ty {
        Ty::Array => *ty = Ty::list(shared()),
        Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) if **inner == Ty::Object => **inner = shared(),
        Ty::OneOf(types) => {
            if let Some(object) = types.iter_mut().find(|ty| **ty == Ty::Object) {
                *object = shared();
            }
        }
        Ty::Object | Ty::Any => *ty = shared(),
        _ => {}
    }
}

/// Lays allowed values on a type, if they are of it.
fn values(field: &mut Field, ty: &mut Ty, values: Vec<String>) {
    if values.is_empty() {
        return;
    }
    let is = |set: &[&str]| values.iter().all(|value| set.contains(&value.as_str()));
    let inner = if let Ty::Nullable(inner) = ty { inner.as_mut() } else { ty };
    let Ty::Name(name) = &inner else { return };
    match name.as_str() {
        "boolean" => {
            let values: Vec<Value> = values.iter().map(|value| literal(value)).collect();
            if let Some(form) = boolean_form(&values) {
                *inner = form;
            }
        }
        "string" if is(&["Y", "N"]) && values.len() == 2 => *inner = Ty::name("boolean(Y/N)"),
        "string" => field.values = values,
        "integer"
            if values.iter().all(|value| value.parse::<i64>().is_ok_and(|number| number.to_string() == *value)) =>
        {
            field.values = values;
        }
        _ => {}
    }
}

/// Takes out limits that the default is outside of, and those that belong to values.
fn keep_limits(field: &mut Field) {
    if !field.values.is_empty() {
        field.limits = Default::default();
    }
    if field.default.as_ref().is_some_and(|default| !field.limits.allow(default)) {
        // Limits come from prose and are the less certain of the two.
        field.limits = Default::default();
    }
}

/// Puts a field among others: below another one when its name is a path.
fn place(fields: &mut Vec<Field>, mut field: Field, role: Role) {
    // `result`, and then the `result` inside it.
    if role == Role::Result
        && field.name == "result"
        && let Some(outer) = fields.iter_mut().find(|outer| outer.name == "result" && outer.ty == Ty::Object)
        && field.ty != Ty::Object
    {
        return merge(&mut outer.fields, field);
    }
    if let Some((first, rest)) = field.name.split_once('.') {
        let first = first.trim_end_matches("[]");
        let parent = fields.iter_mut().find(|parent| parent.name == first);
        match parent {
            // Below a single value there is nothing: then the dot is part of the name.
            Some(parent)
                // What stands between the two may have no row: the example tells.
                if !(rest.is_empty() || role == Role::Result && first == "result" && is_apart(parent, rest))
                    && (parent.ty.is_container() || !parent.ty.is_known() || parent.ty.has_object()) =>
            {
                field.name = rest.to_owned();
                make_object(&mut parent.ty);
                return place(&mut parent.fields, field, role);
            }
            _ => {}
        }
    }
    merge(fields, field);
}

/// Whether the first part of a path is none of the field's own, and leads further.
fn is_apart(field: &Field, path: &str) -> bool {
    let Some((next, _)) = path.split_once('.') else { return false };
    field.fields.iter().all(|own| own.name != next.trim_end_matches("[]"))
}

/// Adds a field, or what it says to one of the same name.
pub(super) fn merge(fields: &mut Vec<Field>, field: Field) {
    let Some(known) = fields.iter_mut().find(|known| known.name == field.name) else {
        return fields.push(field);
    };
    if known.ty != field.ty {
        known.ty = match (known.ty.is_known(), field.ty.is_known()) {
            (true, true) if known.ty.has_object() && field.ty.has_object() => known.ty.clone(),
            (true, true) => Ty::one_of(vec![known.ty.clone(), field.ty]),
            (false, true) => field.ty,
            _ => known.ty.clone(),
        };
        if !matches!(&known.ty, Ty::Name(name) if name == "string" || name == "integer") {
            known.values.clear();
        }
        known.default = None;
        known.limits = Default::default();
    }
    if known.values != field.values {
        let both = !known.values.is_empty() && !field.values.is_empty();
        let added: Vec<String> = field.values.into_iter().filter(|value| !known.values.contains(value)).collect();
        if both { known.values.extend(added) } else { known.values.clear() }
    }
    if known.default != field.default {
        known.default = None;
    }
    if known.limits != field.limits {
        known.limits = Default::default();
    }
    if known.required != field.required {
        known.required = Required::Unknown;
    }
    known.variants.extend(field.variants);
    for inner in field.fields {
        merge(&mut known.fields, inner);
    }
    if !known.fields.is_empty() && !known.ty.has_object() {
        make_object(&mut known.ty);
    }
    known.doc = known.doc.take().or(field.doc);
}
