//! The export of the catalogue as one JSON document, for programs in any language. `schema/EXPORT.md` describes it.

use serde::Serialize;
use serde_json::Value as Json;

use crate::model::{
    Api, Caller, Deprecated, Edition, Enum, ErrorEntry, Event, Field, Item, ItemRef, Kind, Method, Model, Object,
    PagerKind, Retry, Shared, Type, Unit, Writable,
};
use crate::written;

/// The version of the document's format: it is incremented when something is renamed or removed.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Document<'m> {
    format: u32,
    docs: Docs<'m>,
    ids: Vec<Labelled<'m>>,
    methods: Vec<MethodDoc<'m>>,
    types: Vec<TypeDoc<'m>>,
    events: Vec<EventDoc<'m>>,
    errors: SystemErrors<'m>,
}

#[derive(Serialize)]
struct Docs<'m> {
    base: &'m str,
    date: &'m str,
    commit: Option<&'m str>,
}

#[derive(Serialize)]
struct Labelled<'m> {
    value: &'m str,
    label: Option<&'m str>,
}

#[derive(Serialize)]
struct MethodDoc<'m> {
    name: &'m str,
    api: &'static str,
    scope: &'m [String],
    kind: Option<&'static str>,
    caller: Option<Caller>,
    application: Option<bool>,
    edition: Option<Edition>,
    plan: bool,
    since: Option<&'m str>,
    asynchronous: bool,
    irreversible: bool,
    docs: Option<&'m str>,
    deprecated: Option<DeprecatedDoc<'m>>,
    batch: Option<bool>,
    positional: &'m [String],
    pager: Option<PagerDoc<'m>>,
    summary: Option<&'m str>,
    rust: String,
    params: Vec<FieldDoc<'m>>,
    result: ResultDoc<'m>,
    errors: Vec<ErrorDoc<'m>>,
}

#[derive(Serialize)]
struct DeprecatedDoc<'m> {
    instead: Option<&'m str>,
}

#[derive(Serialize)]
struct PagerDoc<'m> {
    kind: &'static str,
    items: Option<&'m str>,
    id: Option<&'m str>,
}

#[derive(Serialize)]
struct FieldDoc<'m> {
    name: &'m str,
    required: Option<bool>,
    #[serde(flatten)]
    body: TypeBody<'m>,
    doc: Option<&'m str>,
    limits: Limits,
    characters: Option<&'m str>,
    unit: Option<Unit>,
    edition: Option<Edition>,
    plan: bool,
    since: Option<&'m str>,
    unless: &'m [String],
    when: Vec<WhenDoc<'m>>,
    only: Vec<WhenDoc<'m>>,
    default: Option<&'m Json>,
    open: bool,
    keys: Vec<Labelled<'m>>,
    operators: &'m [String],
    names: Option<&'m str>,
    takes: Vec<TakenDoc<'m>>,
    variants: &'m [String],
    writable: Option<Writable>,
    observed: bool,
    deprecated: Option<DeprecatedDoc<'m>>,
}

#[derive(Serialize)]
struct WhenDoc<'m> {
    name: &'m str,
    values: &'m [String],
}

#[derive(Serialize)]
struct TakenDoc<'m> {
    name: &'m str,
    required: Option<bool>,
    default: Option<&'m Json>,
}

#[derive(Serialize)]
struct ResultDoc<'m> {
    #[serde(flatten)]
    body: TypeBody<'m>,
    doc: Option<&'m str>,
}

/// A type, with the fields or values of the unnamed types in it.
#[derive(Serialize)]
struct TypeBody<'m> {
    #[serde(rename = "type")]
    ty: String,
    fields: Option<Vec<FieldDoc<'m>>>,
    values: Option<Vec<Labelled<'m>>>,
}

#[derive(Serialize)]
struct Limits {
    min: Option<f64>,
    max: Option<f64>,
    min_length: Option<u64>,
    max_length: Option<u64>,
}

#[derive(Serialize)]
struct TypeDoc<'m> {
    name: &'m str,
    summary: Option<&'m str>,
    docs: Option<&'m str>,
    fields: Option<Vec<FieldDoc<'m>>>,
    of: Option<String>,
    values: Option<Vec<Labelled<'m>>>,
}

#[derive(Serialize)]
struct EventDoc<'m> {
    name: &'m str,
    scope: &'m [String],
    caller: Option<Caller>,
    edition: Option<Edition>,
    plan: bool,
    since: Option<&'m str>,
    docs: Option<&'m str>,
    deprecated: Option<DeprecatedDoc<'m>>,
    summary: Option<&'m str>,
    data: ResultDoc<'m>,
}

#[derive(Serialize)]
struct ErrorDoc<'m> {
    code: &'m str,
    message: Option<&'m str>,
    status: Option<u16>,
    reasons: Vec<&'static str>,
    of: &'m [String],
    when: Vec<String>,
    retry: Option<&'static str>,
    rust: &'m str,
}

#[derive(Serialize)]
struct SystemErrors<'m> {
    v2: Vec<ErrorDoc<'m>>,
    v3: Vec<ErrorDoc<'m>>,
}

/// Returns the catalogue as indented JSON.
pub fn json(model: &Model) -> String {
    let system = |api: Api| {
        model.errors.iter().filter(|error| error.api == api).map(|error| self::error(&error.entry)).collect()
    };
    let document = Document {
        format: FORMAT,
        docs: Docs { base: &model.docs.base, date: &model.docs.date, commit: model.docs.commit.as_deref() },
        ids: model.ids.iter().map(|(name, of)| Labelled { value: name, label: of.as_deref() }).collect(),
        methods: model.methods.iter().map(|method| self::method(model, method)).collect(),
        types: model.types.iter().filter_map(|shared| self::shared(model, shared)).collect(),
        events: model.events.iter().map(|event| self::event(model, event)).collect(),
        errors: SystemErrors { v2: system(Api::V2), v3: system(Api::V3) },
    };
    // Serializing cannot fail: all keys are strings, and the numbers come from YAML.
    serde_json::to_string_pretty(&document).map(|text| text + "\n").unwrap_or_default()
}

/// Returns a method as [`json`] has it.
pub fn method_json(model: &Model, method: &Method) -> Json {
    serde_json::to_value(self::method(model, method)).unwrap_or_default()
}

/// Returns a shared type as [`json`] has it.
pub fn type_json(model: &Model, shared: &Shared) -> Json {
    serde_json::to_value(self::shared(model, shared)).unwrap_or_default()
}

/// Returns an event as [`json`] has it.
pub fn event_json(model: &Model, event: &Event) -> Json {
    serde_json::to_value(self::event(model, event)).unwrap_or_default()
}

/// Returns an error as [`json`] has it.
pub fn error_json(entry: &ErrorEntry) -> Json {
    serde_json::to_value(error(entry)).unwrap_or_default()
}

fn method<'m>(model: &'m Model, method: &'m Method) -> MethodDoc<'m> {
    let view = View { model, items: &method.items };
    MethodDoc {
        name: &method.name.wire,
        api: match method.api {
            Api::V2 => "v2",
            Api::V3 => "v3",
        },
        scope: &method.scopes,
        kind: method.kind.map(|kind| match kind {
            Kind::Read => "read",
            Kind::Write => "write",
        }),
        caller: method.caller,
        application: method.application,
        edition: method.availability.edition,
        plan: method.availability.plan,
        since: method.availability.since.as_deref(),
        asynchronous: method.asynchronous,
        irreversible: method.irreversible,
        docs: method.docs.as_ref().map(|page| page.path.as_str()),
        deprecated: deprecated(method.deprecated.as_ref()),
        batch: method.batch,
        positional: &method.positional,
        pager: method.pager.as_ref().map(|pager| PagerDoc {
            kind: pager_kind(pager.kind),
            items: pager.items.as_deref(),
            id: pager.id.as_deref(),
        }),
        summary: method.summary.as_deref(),
        rust: method.path(),
        params: view.fields(&method.params),
        result: ResultDoc { body: view.body(&method.result), doc: method.result_doc.as_deref() },
        errors: method.errors.iter().map(error).collect(),
    }
}

fn event<'m>(model: &'m Model, event: &'m Event) -> EventDoc<'m> {
    let view = View { model, items: &event.items };
    EventDoc {
        name: &event.name,
        scope: &event.scopes,
        caller: event.caller,
        edition: event.availability.edition,
        plan: event.availability.plan,
        since: event.availability.since.as_deref(),
        docs: event.docs.as_ref().map(|page| page.path.as_str()),
        deprecated: deprecated(event.deprecated.as_ref()),
        summary: event.summary.as_deref(),
        data: ResultDoc { body: view.body(&event.data), doc: event.data_doc.as_deref() },
    }
}

fn pager_kind(kind: PagerKind) -> &'static str {
    match kind {
        PagerKind::Start => "start",
        PagerKind::Offset => "offset",
        PagerKind::Page => "page",
        PagerKind::LastId => "last_id",
        PagerKind::Pagination => "pagination",
        PagerKind::Whole => "whole",
    }
}

fn deprecated(deprecated: Option<&Deprecated>) -> Option<DeprecatedDoc<'_>> {
    deprecated.map(|deprecated| DeprecatedDoc { instead: deprecated.instead.as_deref() })
}

fn shared<'m>(model: &'m Model, shared: &'m Shared) -> Option<TypeDoc<'m>> {
    let view = View { model, items: &shared.items };
    let (summary, docs) = match shared.items.first()? {
        Item::Object(Object { doc, docs, .. }) | Item::Enum(Enum { doc, docs, .. }) => (doc.as_deref(), docs.as_ref()),
        Item::Union(union) => (union.doc.as_deref(), None),
    };
    let (fields, values) = view.parts(ItemRef::Local(0));
    let of = match shared.items.first()? {
        Item::Enum(list) => Some(view.name(&list.of)),
        Item::Object(_) | Item::Union(_) => None,
    };
    Some(TypeDoc { name: &shared.name, summary, docs: docs.map(|page| page.path.as_str()), fields, of, values })
}

fn conditions(conditions: &[(String, Vec<String>)]) -> Vec<WhenDoc<'_>> {
    conditions.iter().map(|(name, values)| WhenDoc { name, values }).collect()
}

fn error(entry: &ErrorEntry) -> ErrorDoc<'_> {
    ErrorDoc {
        code: &entry.code,
        message: entry.message.as_deref(),
        status: entry.status,
        reasons: entry.reasons.iter().map(|reason| reason.name()).collect(),
        of: &entry.of,
        when: entry.circumstances(),
        retry: entry.advice().map(|retry| match retry {
            Retry::Never => "never",
            Retry::Backoff => "backoff",
            Retry::Wait => "wait",
            Retry::Refresh => "refresh",
        }),
        rust: &entry.ident,
    }
}

/// The fields and values of an item, if it has any.
type Parts<'m> = (Option<Vec<FieldDoc<'m>>>, Option<Vec<Labelled<'m>>>);

/// A method or a shared type, with the types in it.
#[derive(Clone, Copy)]
struct View<'m> {
    model: &'m Model,
    items: &'m [Item],
}

impl<'m> View<'m> {
    fn fields(self, fields: &'m [Field]) -> Vec<FieldDoc<'m>> {
        fields.iter().map(|field| self.field(field)).collect()
    }

    fn field(self, field: &'m Field) -> FieldDoc<'m> {
        let limits = &field.limits;
        let mut body = self.body(&field.ty);
        // Numbers have allowed values, but no enumeration for them.
        body.values = body.values.or_else(|| (!field.values.is_empty()).then(|| labelled(&field.values)));
        FieldDoc {
            name: &field.name.wire,
            required: field.required,
            body,
            doc: field.doc.as_deref(),
            limits: Limits {
                min: limits.min,
                max: limits.max,
                min_length: limits.min_length,
                max_length: limits.max_length,
            },
            characters: field.characters.as_deref(),
            unit: field.unit,
            edition: field.availability.edition,
            plan: field.availability.plan,
            since: field.availability.since.as_deref(),
            default: field.default.as_ref(),
            unless: &field.conditions.unless,
            when: conditions(&field.conditions.when),
            only: conditions(&field.conditions.only),
            open: field.open,
            keys: labelled(&field.keys),
            operators: &field.operators,
            names: field.names.map(|index| self.model.types[index].name.as_str()),
            takes: field
                .takes
                .iter()
                .map(|taken| TakenDoc { name: &taken.name, required: taken.required, default: taken.default.as_ref() })
                .collect(),
            variants: &field.variants,
            writable: field.writable,
            observed: field.observed,
            deprecated: deprecated(field.deprecated.as_ref()),
        }
    }

    fn body(self, ty: &Type) -> TypeBody<'m> {
        let (fields, values) = self.parts_of(ty);
        TypeBody { ty: self.name(ty), fields, values }
    }

    /// Returns the fields and values of the unnamed types inside a type.
    fn parts_of(self, ty: &Type) -> Parts<'m> {
        let mut parts = (None, None);
        ty.for_each_item(&mut |item| {
            let (fields, values) = self.parts(item);
            parts = (parts.0.take().or(fields), parts.1.take().or(values));
        });
        parts
    }

    fn parts(self, item: ItemRef) -> Parts<'m> {
        let ItemRef::Local(place) = item else { return (None, None) };
        match self.items.get(place) {
            Some(Item::Object(object)) => (Some(self.fields(&object.fields)), None),
            Some(Item::Enum(list)) => {
                let values = list.values.iter();
                let values = values.map(|value| Labelled { value: &value.name.wire, label: value.label.as_deref() });
                (None, Some(values.collect()))
            }
            Some(Item::Union(union)) => union
                .options
                .iter()
                .map(|(_, ty)| self.parts_of(ty))
                .fold((None, None), |all, one| (all.0.or(one.0), all.1.or(one.1))),
            None => (None, None),
        }
    }

    fn name(self, ty: &Type) -> String {
        written::ty(self.model, self.items, ty)
    }
}

fn labelled(values: &[(String, Option<String>)]) -> Vec<Labelled<'_>> {
    values.iter().map(|(value, label)| Labelled { value, label: label.as_deref() }).collect()
}
