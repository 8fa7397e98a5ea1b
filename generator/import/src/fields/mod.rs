//! Reads fields from tables, with the tables that describe nested fields.

mod narrow;
pub(crate) mod nested;
mod parts;
pub(crate) mod types;
mod widen;

use serde_json::Value;

use crate::examples::shape::Shape;
use crate::facts::merge::{merge, place};
use crate::facts::names::{fits_pattern, is_pattern, names_fields, names_id, names_list, names_order};
use crate::facts::report::Note;
use crate::facts::scalars::{boolean_form, literal};
use crate::facts::ty::Ty;
use crate::facts::{Field, Lead, Required, Role};
use crate::page::Page;
use crate::page::cell::{self, Named};
use crate::page::table::Row;
use crate::page::tables::{self, FieldTable, InTab, Kind};
use crate::page::text::plain;
use crate::page::tree::resolve;
use crate::prose::told::Told;
use crate::prose::values::Values;
use crate::prose::{self, Described, defaults, limits};
use crate::vocabulary::{Column, column};
use narrow::narrow;
pub(crate) use narrow::{DIRECTION, LOWER_DIRECTION};
use nested::{are_names, chapter_for, may_be_order, targets};
use types::{Meaning, Registry};
use widen::may_be_boolean;

/// The largest depth of objects.
const MAX_DEPTH: usize = 8;

/// The largest depth of lists of lists.
const MAX_LISTS: usize = 4;

/// Reads the tables of one page.
pub(crate) struct Reader<'p, 't> {
    pub(crate) page: &'p Page<'t>,
    pub(crate) registry: &'p Registry,
    /// True if texts are kept.
    pub(crate) with_docs: bool,
    pub(crate) notes: Vec<Note>,
    /// The shapes in examples at the places of shared types.
    pub(crate) shapes: Vec<(String, Shape)>,
    /// The rows that are about the fields of a thing, and no fields of the answer.
    pub(crate) about: Vec<Field>,
    /// True if a star in a table of what comes means that it always comes.
    pub(crate) keeps_marks: bool,
    /// The chapters whose tables were used.
    used: Vec<bool>,
    /// The chapters that a link of a row leads to.
    linked: Vec<bool>,
    /// The chapters that are being read, from the outermost: an object may contain itself.
    open: Vec<usize>,
}

impl<'p, 't> Reader<'p, 't> {
    pub(crate) fn new(page: &'p Page<'t>, registry: &'p Registry, with_docs: bool) -> Self {
        let used = vec![false; page.chapters.len()];
        Reader {
            page,
            registry,
            with_docs,
            notes: Vec::new(),
            shapes: Vec::new(),
            about: Vec::new(),
            keeps_marks: false,
            linked: used.clone(),
            used,
            open: Vec::new(),
        }
    }

    /// Returns the fields of a chapter's own tables; those in tabs are variants of one object.
    pub(crate) fn chapter(&mut self, at: usize, role: Role) -> Vec<Field> {
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

    pub(crate) fn is_used(&self, at: usize) -> bool {
        self.used[at]
    }

    fn tables(&mut self, tables: &[InTab<'p>], role: Role) -> Vec<Field> {
        let mut merged: Vec<Field> = Vec::new();
        let mut variants: Vec<String> = Vec::new();
        for (variant, table) in tables {
            let Kind::Fields(table) = tables::kind(table) else { continue };
            variants.extend(variant.iter().filter(|variant| !variants.contains(variant)).cloned().collect::<Vec<_>>());
            let rows = self.rows(&table, role);
            merged.reserve(rows.len());
            for mut field in rows {
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
        merged.shrink_to_fit();
        merged
    }

    fn rows(&mut self, table: &FieldTable<'p>, role: Role) -> Vec<Field> {
        let mut fields: Vec<Field> = Vec::with_capacity(table.rows.len());
        for row in table.rows {
            let Some(named) = cell::read(table.name_cell(row)) else {
                self.unread_row(table, row);
                continue;
            };
            // A header that is repeated inside the table.
            if column(&named.name.to_lowercase()) == Some(Column::Name)
                && matches!(named.types.as_slice(), [only] if column(only.text) == Some(Column::Type))
            {
                continue;
            }
            if is_title(&named.name) {
                self.note(row.line, format!("`{}` is a title, and no name", named.name));
                continue;
            }
            // `FIELD` in an answer stands for any of the requested fields.
            if role == Role::Result && named.name == "FIELD" {
                continue;
            }
            let field = self.field(table, row, named, role);
            place(&mut fields, field, role);
        }
        fill_from_patterns(&mut fields);
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
        let (ty, is_local) = self.ty(&tokens, &named.name, row.line);
        let (name, ty) = without_brackets(named.name, ty);
        let ty = if role == Role::Params { meant(ty, &name, &description) } else { ty };
        let required = match role {
            Role::Result if !self.keeps_marks || named.required != Required::Yes => Required::No,
            _ => named.required,
        };
        let told = Told::new(&description);
        let mut described = prose::read(&told, &ty);
        let says_array = ty == Ty::Array && !prose::says_objects(&told);
        let mut field = Field { name, required, ty, says_array, line: row.line, ..Field::default() };
        if is_local || may_hold(&field.ty) {
            let targets = targets(&tokens.iter().filter_map(|token| token.target).collect::<Vec<_>>(), &description);
            self.nested(&mut field, &targets, &description, role);
        }
        if table.has_limits() {
            // The type is now known.
            described.limits = limits::read(&told, &field.ty);
        }
        let default = table.default_cell(row).or_else(|| described.default.clone());
        lay(&mut field, described, role);
        field.untyped = untyped(&field.ty, &tokens);
        field.default = default.and_then(|text| defaults::typed(&text, &field.ty, &field.values));
        keep_limits(&mut field);
        know_default(&mut field);
        if role == Role::Params {
            parts::add(&mut field, &description);
        }
        if role == Role::Params && field.fields.is_empty() && field.ty.has_object() {
            field.mentions = told.codes.iter().copied().map(str::to_owned).collect();
        }
        field.doc = self.with_docs.then(|| plain(&description)).filter(|doc| !doc.is_empty());
        field
    }

    /// Finds the description of a field's inside: by link, by heading, or a shared object.
    fn nested(&mut self, field: &mut Field, targets: &[&str], description: &str, role: Role) {
        // A row of the chapter about a file that is called `file` is no file again, unless a link says so.
        let holds_row = |at: &usize| targets.is_empty() && self.page.chapter_at(field.line) == Some(*at);
        let local = chapter_for(self.page, &field.name, targets).filter(|at| !holds_row(at));
        // A chapter that a link gives to one row is not about another of the same name, which has none.
        let is_others = |at: &usize| targets.is_empty() && self.linked[*at];
        let local = local.filter(|at| !is_others(at));
        if let Some(at) = local.filter(|_| !targets.is_empty()) {
            self.linked[at] = true;
        }
        if let Some(at) = local {
            if matches!(field.ty, Ty::Array | Ty::List(_)) && names_list(&field.name) {
                // A list of names: the table lists the allowed ones.
                let names: Vec<String> = self.chapter(at, role).into_iter().map(|field| field.name).collect();
                field.values = if names.iter().any(|name| is_pattern(name)) { Vec::new() } else { names };
                field.is_open = true;
                field.ty = Ty::list(Ty::name("string"));
                return;
            }
            if let Some(shared) = self.registry.of_chapter(self.page.path, at).filter(|_| !may_be_order(field, role)) {
                field.ty.put_shared(shared);
                return;
            }
            let fields = self.chapter(at, role);
            if may_be_order(field, role) && are_names(&fields) {
                // The table lists the keys of sorting: each key has a direction, not the field's own type.
                field.keys = fields.into_iter().map(|field| field.name).filter(|name| !is_pattern(name)).collect();
                field.ty = Ty::Object;
                return;
            }
            if !fields.is_empty() {
                let chapter = &self.page.chapters[at];
                field.anchors = chapter.heading.anchor.iter().cloned().chain([chapter.slug().to_owned()]).collect();
                field.fields = fields;
                field.ty.make_object();
                return;
            }
        }
        // Filters and the like name an object's fields, but have none themselves.
        let is_open = match &field.ty {
            Ty::Object | Ty::Any | Ty::Array => true,
            Ty::List(inner) => **inner == Ty::Object,
            _ => false,
        };
        if !names_fields(&field.name) && is_open {
            // A whole page describes the answer of a method; its parameters are often only a part of it.
            let leads = |target: &&&str| target.contains('#') || role == Role::Result;
            let shared = targets.iter().filter(leads).find_map(|target| self.registry.at(self.page.path, target));
            if let Some(shared) = shared {
                field.ty.put_shared(shared);
                return;
            }
        }
        if !field.ty.is_known() && description.contains("```") {
            field.ty = Ty::Object;
        }
        if role == Role::Result {
            field.leads = leads(self.page.path, targets);
        }
    }

    /// Returns the type of tokens; and true if one of them is described on this page.
    fn ty(&mut self, tokens: &[cell::Token<'_>], name: &str, line: usize) -> (Ty, bool) {
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
                // Only a value can tell if the object or its number is meant.
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

    pub(crate) fn note(&mut self, line: usize, reason: String) {
        self.notes.push(Note::new(self.page.path, line, reason));
    }
}

/// Returns the links that lead to other pages.
fn leads(from: &str, targets: &[&str]) -> Vec<Lead> {
    let lead = |target: &&str| {
        let (_, anchor) = target.split_once('#').unwrap_or((target, ""));
        // The page of the built-in types describes no object that the registry lacks.
        let page = resolve(from, target).filter(|page| page != from && page != "api-reference/data-types.md")?;
        Some(Lead { page, anchor: anchor.to_owned() })
    };
    targets.iter().filter_map(lead).collect()
}

/// Fills an object that no table describes from the pattern that matches its name, as `UF_<name>` does for `UF_FILES`.
fn fill_from_patterns(fields: &mut [Field]) {
    let has_inside = |field: &&Field| is_pattern(&field.name) && !field.fields.is_empty();
    let patterns: Vec<Field> = fields.iter().filter(has_inside).cloned().collect();
    for field in fields.iter_mut().filter(|field| field.ty == Ty::Object && field.fields.is_empty()) {
        if let Some(pattern) = patterns.iter().find(|pattern| fits_pattern(&pattern.name, &field.name)) {
            field.fields.clone_from(&pattern.fields);
        }
    }
}

/// Returns a list for a name with brackets: `ids[]`.
fn without_brackets(mut name: String, mut ty: Ty) -> (String, Ty) {
    while let Some(bare) = name.strip_suffix("[]") {
        name = bare.to_owned();
        if !matches!(ty, Ty::Array | Ty::List(_)) {
            ty = Ty::list(ty);
        }
    }
    (name, ty)
}

/// Returns the type that a row means: what filters or sorts by names is no number, even if a page says so.
fn meant(ty: Ty, name: &str, description: &str) -> Ty {
    let filters = name.eq_ignore_ascii_case("filter");
    let sorts = || names_order(name) && prose::says_directions(description);
    if ty.is("double") && (filters || sorts()) { Ty::Object } else { ty }
}

/// Returns true if a value of this type may have fields inside.
fn may_hold(ty: &Ty) -> bool {
    let is_one = |ty: &Ty| ty.is_container() || !ty.is_known();
    is_one(ty) || matches!(ty, Ty::OneOf(types) if types.iter().any(is_one))
}

/// Returns true for words that no parameter is called: `Settings for all`.
fn is_title(name: &str) -> bool {
    let words = name.split(' ').filter(|word| word.chars().all(|c| c.is_alphabetic() || c == '.'));
    name.contains(' ') && words.count() == name.split(' ').count()
}

/// Adds the facts of the prose to a field.
fn lay(field: &mut Field, described: Described, role: Role) {
    narrow(field, &described, role);
    field.is_deprecated = described.is_deprecated;
    // Inside of an answer, `false` is a value like another.
    let is_false = || field.name == "result" && described.says_false && !may_be_boolean(&field.ty);
    field.may_be_nothing = described.says_null || is_false();
    field.says_base64 = described.says_base64;
    field.says_more = field.ty == Ty::Any && !described.says_base64_text;
    if field.fields.is_empty() && field.keys.is_empty() {
        field.keys = described.keys;
    }
    field.operators = described.operators;
    field.limits = described.limits;
    field.characters = described.characters.filter(|_| field.values.is_empty() && described.values.list.is_empty());
    let is_number = |name: &str| field.ty.is(name);
    field.unit = described.unit.filter(|_| is_number("integer") || is_number("double") || !field.ty.is_known());
    field.availability = described.availability;
    if role == Role::Params {
        field.conditions = described.conditions;
    }
    let of_items = if names_list(&field.name) { described.names } else { described.items };
    items(field, of_items);
    if role == Role::Params && field.name.eq_ignore_ascii_case("filter") && field.ty.is("string") {
        // What a page lists as its values are the keys of a filter, which is an object.
        field.ty = Ty::Object;
        field.keys = described.values.list;
        return;
    }
    let is_word = |value: &String| !matches!(literal(value), Value::Number(_) | Value::Bool(_));
    let is_text = described.in_sentence && described.values.list.iter().any(is_word);
    if is_text && !field.ty.is_known() {
        field.ty = Ty::name("string");
    }
    // What stands for `null` when the same thing is sent is not told.
    let is_open = described.values.is_open || role == Role::Result && described.says_null;
    values(field, Values { is_open, ..described.values });
}

/// Adds the allowed values of a list's items.
fn items(field: &mut Field, values: Vec<String>) {
    if values.is_empty() || !field.fields.is_empty() || !field.values.is_empty() {
        return;
    }
    let is_integer = values.iter().all(|value| value.parse::<i64>().is_ok());
    match &field.ty {
        Ty::Array if !is_integer => field.ty = Ty::list(Ty::name("string")),
        Ty::List(inner) if inner.is("string") || inner.is("integer") && is_integer => {}
        _ => return,
    }
    if names_list(&field.name) {
        // A selection takes custom fields, too.
        field.is_open = true;
    }
    field.values = values;
}

/// Adds allowed values to a field, if they are of its type.
fn values(field: &mut Field, values: Values) {
    let Values { list: values, is_open } = values;
    if values.is_empty() {
        return;
    }
    // Identifiers are data: the portal has more of them than a page. And one value alone is what a page finds worth
    // telling: the other one of a flag does nothing.
    field.is_open |= is_open || names_id(&field.name) || values.len() == 1;
    let inner = if let Ty::Nullable(inner) = &mut field.ty { inner.as_mut() } else { &mut field.ty };
    let Ty::Name(name) = &inner else { return };
    let is_yes_or_no = || values.len() == 2 && values.iter().all(|value| matches!(value.as_str(), "Y" | "N"));
    let is_integer = |value: &String| value.parse::<i64>().is_ok_and(|number| number.to_string() == *value);
    match name.as_str() {
        "boolean" => {
            let values: Vec<Value> = values.iter().map(|value| literal(value)).collect();
            if let Some(form) = boolean_form(&values) {
                *inner = form;
            }
        }
        "string" if is_yes_or_no() => *inner = Ty::name("boolean(Y/N)"),
        "string" => field.values = values,
        "integer" if values.iter().all(is_integer) => field.values = values,
        _ => {}
    }
}

/// Returns the reason why there is no type, if tokens name one.
fn untyped(ty: &Ty, tokens: &[cell::Token<'_>]) -> Option<&'static str> {
    let says_any = tokens.iter().any(|token| matches!(token.text.to_lowercase().as_str(), "any" | "mixed"));
    match () {
        () if ty.is_known() || tokens.is_empty() => None,
        () if says_any => Some("the page says `any`"),
        () => Some("the page names a type that is described nowhere"),
    }
}

/// Adds the items of a default to values that are not all: a selection has `*` for all fields.
fn know_default(field: &mut Field) {
    let Some(items) = field.default.as_ref().and_then(Value::as_array).filter(|_| field.is_open) else { return };
    let items = items.iter().filter_map(Value::as_str).map(str::to_owned);
    let new: Vec<String> = items.filter(|item| !field.values.contains(item)).collect();
    if !field.values.is_empty() {
        field.values.extend(new);
    }
}

/// Removes limits that the default violates, and those that belong to values.
fn keep_limits(field: &mut Field) {
    if !field.values.is_empty() {
        field.limits = Default::default();
    }
    if field.default.as_ref().is_some_and(|default| !field.limits.allow(default)) {
        // Limits come from prose and are less reliable than the default.
        field.limits = Default::default();
    }
}
