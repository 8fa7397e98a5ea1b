//! Documentation of structs: of the documented API's, and of a portal's own things.

use bitrix24_schema::model::{ItemRef, Object, Page, Thing, Type};
use serde_json::Value;

use super::docs;
use super::scope::Scope;

/// Returns the documentation of a struct.
pub(super) fn of_object(scope: Scope<'_>, object: &Object, place: usize) -> Vec<String> {
    let page = scope.page(object.docs.as_ref());
    let Some(thing) = scope.own_thing() else {
        return docs::of_item(object.doc.as_ref(), &scope.origin(place), page);
    };
    if place == 0 {
        return of_thing(scope, thing, &object.ident, page);
    }
    let itself = Type::Item(ItemRef::Local(place));
    let answers = thing.calls.iter().filter(|call| call.answer.as_ref() == Some(&itself));
    let methods: Vec<String> = answers.map(|call| docs::code(&scope.model.methods[call.method].name.wire)).collect();
    match methods.as_slice() {
        [] => docs::of_item(object.doc.as_ref(), &scope.origin(place), page),
        methods => vec![format!("The answer of {}.", docs::joined(methods, "and"))],
    }
}

/// Returns the documentation of a thing: how the portal calls it, the documented type that it is a kind of.
fn of_thing(scope: Scope<'_>, thing: &Thing, ident: &str, page: Option<&Page>) -> Vec<String> {
    let of = format!("{}{}", docs::code(&scope.model.types[thing.of].name), with(&thing.with));
    let facts: Vec<String> = std::iter::once(of).chain(docs::page(page)).collect();
    vec![docs::sentence(thing.title.as_deref().unwrap_or(ident)), String::new(), facts.join(" · ")]
}

/// Returns `` with `entityTypeId` 1036 ``, for the parameters that all calls of a thing have.
pub(super) fn with(with: &[(String, Value)]) -> String {
    let one = |(name, value): &(String, Value)| {
        format!("{} {}", docs::code(name), value.as_str().map_or_else(|| value.to_string(), docs::code))
    };
    match with {
        [] => String::new(),
        with => format!(" with {}", with.iter().map(one).collect::<Vec<_>>().join(", ")),
    }
}
