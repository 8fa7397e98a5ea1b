//! A type that methods share.

use bitrix24_schema::Model;
use bitrix24_schema::model::{Item, ItemRef, Method, Type};
use bitrix24_schema::shown::sentence;

use super::fields::Rows;
use super::wanted::Wanted;
use crate::page::{Page, Row};

/// The largest number of listed methods.
const METHODS: usize = 12;

/// Writes a type for people.
pub(super) fn write(page: &mut Page, model: &Model, index: usize, wanted: Wanted) {
    let shared = &model.types[index];
    let rows = Rows { model, items: &shared.items, is_sent: false, all: true };
    page.title(&shared.name);
    let Some(item) = shared.items.first() else { return };
    let (doc, docs) = match item {
        Item::Object(object) => (&object.doc, object.docs.as_ref()),
        Item::Enum(list) => (&list.doc, list.docs.as_ref()),
        Item::Union(union) => (&union.doc, None),
    };
    if let Some(doc) = doc {
        page.words(2, &sentence(doc));
    }
    page.line(0, "");
    let rust = [&["types".to_owned()], shared.modules.as_slice(), &[item.ident().to_owned()]].concat().join("::");
    let mut facts = vec![("rust", format!("bitrix24::{rust}"))];
    facts.extend(docs.map(|page| ("page", page.url.clone())));
    page.facts(&facts);
    match item {
        Item::Object(object) => {
            page.heading("Fields");
            page.rows(&rows.fields(&object.fields));
        }
        Item::Enum(list) => {
            page.heading(&format!("Values ({})", rows.name(&list.of)));
            let value = |value: &bitrix24_schema::model::Value| Row {
                name: value.name.wire.clone(),
                words: value.label.as_deref().map(sentence).unwrap_or_default(),
                ..Row::default()
            };
            page.rows(&list.values.iter().map(value).collect::<Vec<_>>());
        }
        Item::Union(union) => {
            page.heading("One of");
            let mut all = Vec::new();
            for (_, ty) in &union.options {
                all.push(Row { name: rows.name(ty), ..Row::default() });
                rows.inside(ty, 1, &mut all);
            }
            page.rows(&all);
        }
    }
    uses(page, model, index, wanted);
}

/// Writes the methods that send or answer it.
fn uses(page: &mut Page, model: &Model, index: usize, wanted: Wanted) {
    let sent = |method: &Method| method.params.iter().any(|param| has(&param.ty, &method.items, index));
    let answered = |method: &Method| has(&method.result, &method.items, index);
    for (heading, is_it) in
        [("Methods that take it", &sent as &dyn Fn(&Method) -> bool), ("Methods that answer it", &answered)]
    {
        let names: Vec<&str> =
            model.methods.iter().filter(|method| is_it(method)).map(|method| method.name.wire.as_str()).collect();
        if names.is_empty() {
            continue;
        }
        page.heading(heading);
        let shown = if wanted.all { names.len() } else { METHODS };
        let more = names.len().saturating_sub(shown);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        page.words(2, &format!("{}{more}", names.into_iter().take(shown).collect::<Vec<_>>().join(", ")));
    }
}

/// Returns true if a type is this one, or has it in an unnamed type.
fn has(ty: &Type, items: &[Item], index: usize) -> bool {
    let mut found = false;
    ty.for_each_item(&mut |at| {
        found |= match at {
            ItemRef::Shared(other) => other == index,
            ItemRef::Local(place) => match items.get(place) {
                // What is inside of an unnamed type has a greater place, so this ends.
                Some(Item::Object(object)) => object.fields.iter().any(|field| is_direct(&field.ty, index)),
                Some(Item::Union(union)) => union.options.iter().any(|(_, ty)| is_direct(ty, index)),
                _ => false,
            },
        };
    });
    found
}

fn is_direct(ty: &Type, index: usize) -> bool {
    let mut found = false;
    ty.for_each_item(&mut |at| found |= at == ItemRef::Shared(index));
    found
}
