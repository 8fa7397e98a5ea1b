//! Makes a tree of a schema.
//!
//! Every struct of the model is destructured here without `..`, so that a new field of the model cannot be forgotten in
//! the comparison.

use bitrix24_schema::model::{
    Api, Availability, Docs, Enum, ErrorEntry, Event, Field, Item, ItemRef, Limits, Method, Model, Object, Page, Pager,
    PagerKind, Retry, Shared, SystemError, Type, Union, Value,
};
use bitrix24_schema::{Subject, written};
use serde_json::{Value as Json, json};

use super::{Facet, Kind, Node, Place};

/// Returns a schema as a tree.
pub fn tree(model: &Model) -> Node {
    // The released items are no facts of the API, and the types of things are among the shared types.
    let Model { docs, methods, types, events, errors, ids, things: _, scopes: _, released: _ } = model;
    // The origin of the facts is no fact of the API; the head of a report shows it.
    let Docs { base: _, date: _, commit: _, importer: _ } = docs;
    let catalogue = Place::of("catalogue.yaml").key("ids");
    let ids = ids.iter().map(|(name, meaning)| {
        Node::new(Kind::Id, name, Subject::id(name), catalogue.key(name)).with_text(Facet::Words, meaning.as_deref())
    });
    Node::new(Kind::Schema, "", Subject::default(), Place::default())
        .and(methods.iter().map(|of| method(model, of)))
        .and(types.iter().map(|of| shared(model, of)))
        .and(events.iter().map(|of| event(model, of)))
        .and(numbered(errors.iter().map(system_error)))
        .and(ids)
}

/// Returns the things of a portal as a tree.
pub fn tree_of_things(model: &Model) -> Node {
    let types = model.things.iter().filter_map(|thing| model.types.get(thing.shared));
    Node::new(Kind::Schema, "", Subject::default(), Place::default()).and(types.map(|of| shared(model, of)))
}

fn method(model: &Model, method: &Method) -> Node {
    let Method {
        file,
        name,
        api,
        modules,
        module,
        summary,
        docs,
        scopes,
        kind,
        caller,
        application,
        availability,
        asynchronous,
        irreversible,
        deprecated,
        batch,
        positional,
        pager,
        params,
        result,
        result_doc,
        errors,
        items,
        former,
        sources: _,
    } = method;
    let place = Place::of(file);
    let cx = Parts { model, items };
    let (subject, input) = (Subject::method(method), Subject::method(method).input());
    let output = Node::new(Kind::Result, "", subject.output(), place.key("result"))
        .with_text(Facet::Type, Some(&cx.written(result)))
        .with_text(Facet::Words, result_doc.as_deref());
    let output = cx.inside(output, result);
    let rust = format!("{}::{module}::{}", modules.join("::"), name.ident);
    let errors = errors.iter().map(|entry| error(Kind::Error, subject.error(entry), place.key("errors"), entry));
    // Two versions may have a method of the same name.
    let version = if *api == Api::V3 { "@v3" } else { "" };
    let node = Node::new(Kind::Method, &format!("{}{version}", name.wire), subject.clone(), place.clone())
        .with(Facet::Scope, scopes.clone())
        .with(Facet::Kind, kind.map(|kind| format!("{kind:?}").to_lowercase()))
        .with(Facet::Caller, caller.map(|caller| json!(caller)))
        .with(Facet::Application, *application)
        .with(Facet::Edition, availability.edition.map(|edition| json!(edition)))
        .with(Facet::Plan, availability.plan.then_some(true))
        .with(Facet::Since, availability.since.clone())
        .with(Facet::Asynchronous, asynchronous.then_some(true))
        .with(Facet::Irreversible, irreversible.then_some(true))
        .with(Facet::Batch, *batch)
        .with(Facet::Positional, positional.clone());
    with_pager(node, pager.as_ref())
        .with(Facet::Deprecated, deprecated.as_ref().map(|deprecated| json!(deprecated.instead)).map(known))
        .with_text(Facet::Words, summary.as_deref())
        .with_text(Facet::Page, path_of(docs.as_ref()))
        .with_text(Facet::Rust, Some(&rust))
        .with(Facet::Former, former.iter().map(|former| former.name.wire.clone()).collect::<Vec<_>>())
        .and(params.iter().map(|of| cx.field(Kind::Param, &input, &place.key("params"), of)))
        .and([output])
        .and(numbered(errors))
}

/// Returns a known fact; null becomes `true`.
fn known(fact: Json) -> Json {
    if fact.is_null() { json!(true) } else { fact }
}

fn path_of(page: Option<&Page>) -> Option<&str> {
    page.map(|Page { path, url: _ }| path.as_str())
}

fn with_pager(node: Node, pager: Option<&Pager>) -> Node {
    let Some(Pager { kind, items, id }) = pager else { return node };
    let kind = match kind {
        PagerKind::Start => "start",
        PagerKind::Offset => "offset",
        PagerKind::Page => "page",
        PagerKind::LastId => "last_id",
        PagerKind::Pagination => "pagination",
        PagerKind::Whole => "whole",
    };
    node.with(Facet::Pager, kind).with(Facet::PagerItems, items.clone()).with(Facet::PagerId, id.clone())
}

fn shared(model: &Model, shared: &Shared) -> Node {
    let Shared { file, sources: _, name, modules, module, items } = shared;
    let (place, subject) = (Place::of(file), Subject::shared(shared));
    let cx = Parts { model, items };
    let node = Node::new(Kind::Type, name, subject, place);
    let rust = |ident: &str| format!("types::{}::{module}::{ident}", modules.join("::"));
    match items.first() {
        // Its usage follows from the methods.
        Some(Item::Object(Object { ident, doc, origin: _, docs, fields, usage: _ })) => {
            let node = node
                .with_text(Facet::Type, Some("object"))
                .with_text(Facet::Words, doc.as_deref())
                .with_text(Facet::Page, path_of(docs.as_ref()))
                .with_text(Facet::Rust, Some(&rust(ident)));
            cx.fields(node, fields)
        }
        Some(Item::Enum(list)) => {
            let Enum { ident, doc, origin: _, docs, of, is_numeric: _, values } = list;
            let node = node
                .with_text(Facet::Type, Some(&cx.written(of)))
                .with_text(Facet::Words, doc.as_deref())
                .with_text(Facet::Page, path_of(docs.as_ref()))
                .with_text(Facet::Rust, Some(&rust(ident)));
            with_values(node, values)
        }
        Some(Item::Union(Union { ident, origin: _, doc, options: _, usage: _ })) => {
            node.with_text(Facet::Words, doc.as_deref()).with_text(Facet::Rust, Some(&rust(ident)))
        }
        None => node,
    }
}

fn event(model: &Model, event: &Event) -> Node {
    let Event {
        file,
        sources: _,
        name,
        summary,
        docs,
        scopes,
        caller,
        availability: Availability { edition, plan, since },
        deprecated,
        data,
        data_doc,
        items,
    } = event;
    let (place, subject) = (Place::of(file), Subject::event(event));
    let cx = Parts { model, items };
    let output = Node::new(Kind::Result, "", subject.output(), place.key("data"))
        .with_text(Facet::Type, Some(&cx.written(data)))
        .with_text(Facet::Words, data_doc.as_deref());
    let output = cx.inside(output, data);
    Node::new(Kind::Event, name, subject, place)
        .with(Facet::Scope, scopes.clone())
        .with(Facet::Caller, caller.map(|caller| json!(caller)))
        .with(Facet::Edition, edition.map(|edition| json!(edition)))
        .with(Facet::Plan, plan.then_some(true))
        .with(Facet::Since, since.clone())
        .with(Facet::Deprecated, deprecated.as_ref().map(|deprecated| json!(deprecated.instead)).map(known))
        .with_text(Facet::Words, summary.as_deref())
        .with_text(Facet::Page, path_of(docs.as_ref()))
        .and([output])
}

fn system_error(system: &SystemError) -> Node {
    let SystemError { api, entry } = system;
    let version = if *api == Api::V3 { "v3" } else { "v2" };
    error(Kind::SystemError, Subject::system(system), Place::of("errors.yaml").key(version), entry)
}

fn error(kind: Kind, subject: Subject, place: Place, entry: &ErrorEntry) -> Node {
    let ErrorEntry { ident, code, message, status, reasons, of, when, retry } = entry;
    let name = match message {
        Some(message) => format!("{code}:{message}"),
        None => code.clone(),
    };
    let reasons: Vec<&str> = reasons.iter().map(|reason| reason.name()).collect();
    let retry = retry.map(|retry| match retry {
        Retry::Never => "never",
        Retry::Backoff => "backoff",
        Retry::Wait => "wait",
        Retry::Refresh => "refresh",
    });
    Node::new(kind, &name, subject, place.key(&name))
        .with(Facet::Status, *status)
        .with(Facet::Reason, reasons)
        .with(Facet::Retry, retry)
        .with(Facet::About, of.clone())
        .with(Facet::When, when.clone())
        .with_text(Facet::Rust, Some(ident))
        .shrunk()
}

/// Numbers errors of the same code and message, as two versions may have the same.
fn numbered(nodes: impl Iterator<Item = Node>) -> Vec<Node> {
    let mut seen: Vec<Subject> = Vec::new();
    let mut numbered = Vec::new();
    for mut node in nodes {
        if node.kind == Kind::SystemError {
            node.name = node.subject.as_str().to_owned();
        }
        let times = seen.iter().filter(|subject| **subject == node.subject).count();
        seen.push(node.subject.clone());
        if times > 0 {
            node.name = format!("{} #{}", node.name, times + 1);
            node.subject = Subject::from(format!("{} #{}", node.subject, times + 1));
        }
        numbered.push(node);
    }
    numbered
}

fn with_values(node: Node, values: &[Value]) -> Node {
    let (subject, place) = (node.subject.clone(), node.place.key("values"));
    node.and(values.iter().map(|Value { name, label }| {
        Node::new(Kind::Value, &name.wire, subject.value(&name.wire), place.key(&name.wire))
            .with_text(Facet::Words, label.as_deref())
            .with_text(Facet::Rust, Some(&name.ident))
            .shrunk()
    }))
}

/// The items that the types of one method or shared type refer to.
struct Parts<'m> {
    model: &'m Model,
    items: &'m [Item],
}

impl Parts<'_> {
    fn field(&self, kind: Kind, around: &Subject, place: &Place, field: &Field) -> Node {
        let Field {
            name,
            // The name implies it.
            pattern: _,
            required,
            ty,
            // The type is formatted again, so that different notations of one type are equal.
            written: _,
            doc,
            limits: Limits { min, max, min_length, max_length },
            values,
            open,
            keys,
            characters,
            unit,
            availability,
            operators,
            names,
            // Its parts show it.
            takes: _,
            variants,
            writable,
            observed,
            conditions,
            default,
            deprecated,
            former,
        } = field;
        let (subject, place) = (around.field(&name.wire), place.key(&name.wire));
        let node = Node::new(kind, &name.wire, subject.clone(), place.clone())
            .with(Facet::Edition, availability.edition.map(|edition| json!(edition)))
            .with(Facet::Plan, availability.plan.then_some(true))
            .with(Facet::Since, availability.since.clone())
            .with(Facet::Required, *required)
            .with_text(Facet::Type, Some(&self.written(ty)))
            .with(Facet::Unless, conditions.unless.clone())
            .with(Facet::With, (!conditions.when.is_empty()).then(|| json!(conditions.when)).map(known))
            .with(Facet::Only, (!conditions.only.is_empty()).then(|| json!(conditions.only)).map(known))
            .with(Facet::Default, default.clone())
            .with(Facet::Min, *min)
            .with(Facet::Max, *max)
            .with(Facet::MinLength, *min_length)
            .with(Facet::MaxLength, *max_length)
            .with(Facet::Characters, characters.clone())
            .with(Facet::Unit, unit.map(|unit| json!(unit)))
            .with(Facet::Open, open.then_some(true))
            .with(Facet::Operators, operators.clone())
            .with(Facet::Names, names.map(|index| self.model.types[index].name.clone()))
            .with(Facet::Variants, variants.clone())
            .with(Facet::Writable, writable.map(|writable| json!(writable)).map(known))
            .with(Facet::Observed, observed.then_some(true))
            .with(Facet::Deprecated, deprecated.as_ref().map(|deprecated| json!(deprecated.instead)).map(known))
            .with_text(Facet::Words, doc.as_deref())
            .with_text(Facet::Rust, Some(&name.ident))
            .with(Facet::Former, former.iter().map(|name| name.wire.clone()).collect::<Vec<_>>())
            .shrunk();
        let mut node = self.inside(node, ty);
        node = self.taken(node, field);
        // Allowed numbers make no enumeration.
        if !node.parts.iter().any(|part| part.kind == Kind::Value) {
            let values = values.iter().map(|(value, label)| {
                Node::new(Kind::Value, value, subject.value(value), place.key("values").key(value))
                    .with_text(Facet::Words, label.as_deref())
                    .shrunk()
            });
            node = node.and(values);
        }
        node.and(keys.iter().map(|(key, label)| {
            Node::new(Kind::Key, key, subject.key(key), place.key("keys").key(key))
                .with_text(Facet::Words, label.as_deref())
                .shrunk()
        }))
    }

    /// Adds the fields that a parameter takes of a shared type, as if it described them itself: so a parameter that
    /// names a shared type now differs in nothing else.
    fn taken(&self, mut node: Node, field: &Field) -> Node {
        if field.takes.is_empty() {
            return node;
        }
        let mut shared = None;
        field.ty.for_each_item(&mut |item| shared = Some(item));
        let Some(ItemRef::Shared(index)) = shared else { return node };
        let of = &self.model.types[index];
        let Some(Item::Object(object)) = of.items.first() else { return node };
        let (subject, place) = (node.subject.clone(), node.place.key("takes"));
        let parts = Parts { model: self.model, items: &of.items };
        for inner in &object.fields {
            let Some(inner) = field.takes(inner) else { continue };
            node.parts.push(parts.field(Kind::Field, &subject, &place, &inner));
        }
        node
    }

    fn fields(&self, node: Node, fields: &[Field]) -> Node {
        let (subject, place) = (node.subject.clone(), node.place.key("fields"));
        node.and(fields.iter().map(|of| self.field(Kind::Field, &subject, &place, of)))
    }

    /// Adds the fields and values of the unnamed types in this place.
    fn inside(&self, node: Node, ty: &Type) -> Node {
        let mut refs = Vec::new();
        ty.for_each_item(&mut |item| refs.push(item));
        refs.into_iter().fold(node, |node, item| match item {
            ItemRef::Shared(_) => node,
            ItemRef::Local(place) => match self.items.get(place) {
                Some(Item::Object(Object { ident: _, doc: _, origin: _, docs: _, fields, usage: _ })) => {
                    self.fields(node, fields)
                }
                Some(Item::Enum(Enum { ident: _, doc: _, origin: _, docs: _, of: _, is_numeric: _, values })) => {
                    with_values(node, values)
                }
                Some(Item::Union(Union { ident: _, origin: _, doc: _, options, usage: _ })) => {
                    options.iter().fold(node, |node, (_, ty)| self.inside(node, ty))
                }
                None => node,
            },
        })
    }

    fn written(&self, ty: &Type) -> String {
        written::ty(self.model, self.items, ty)
    }
}
