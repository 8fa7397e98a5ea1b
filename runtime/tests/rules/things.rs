//! A shared type in the rules of a method: the fields that it is documented to take, and names of fields.

use bitrix24_runtime::catalogue::{Api, Fields, Method, Shape};
use bitrix24_runtime::{Rules, json};

use crate::emitted::method;
use crate::told;

static SAVE: Method = Method { params: Fields::Rules(save), ..method("deal.save", Api::V2) };

fn save(p: &mut Rules<'_>) {
    p.required("fields").shared("shop.Deal", deal).takes(&["TITLE*", "STAGE_ID", "UF_<name>"]);
    p.optional("select").list().string().names(deal);
    p.optional("filter").map().operators(&[">="]).names(deal);
}

fn deal(p: &mut Rules<'_>) {
    p.optional("ID").integer();
    p.optional("TITLE").string();
    p.optional("STAGE_ID").string();
    p.optional("UF_<name>").any();
}

#[test]
fn marks_are_those_of_the_method() {
    assert_eq!(told(&SAVE, json!({ "fields": { "TITLE": "A house", "UF_SIZE": 3 } })), "valid");
    assert_eq!(told(&SAVE, json!({ "fields": { "STAGE_ID": "NEW" } })), "`fields.TITLE` is required");
    let of = |field: &bitrix24_runtime::catalogue::Field| match field.shape {
        Shape::Shared(ty) => ty.fields.iter().map(|inner| (inner.name, inner.required)).collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    let fields = SAVE.params.find(|field| field.name == "fields").expect("it is told");
    let marks = [("ID", None), ("TITLE", Some(true)), ("STAGE_ID", Some(false)), ("UF_<name>", Some(false))];
    assert_eq!(of(&fields), marks);
}

#[test]
fn what_a_method_says_nothing_of_may_be_sent_if_the_thing_has_it() {
    assert_eq!(told(&SAVE, json!({ "fields": { "TITLE": "A house", "ID": 1 } })), "valid");
    let other = told(&SAVE, json!({ "fields": { "TITLE": "A house", "OTHER": 1 } }));
    assert_eq!(other, "`fields.OTHER` is not a parameter of this method");
}

#[test]
fn misspelled_names_are_found_and_other_names_pass() {
    let fields = json!({ "TITLE": "A house" });
    let passes =
        json!({ "fields": fields, "select": ["*", "TITLES", "title", "UF_SIZE", "ANYTHING"], "filter": { ">=ID": 1 } });
    assert_eq!(told(&SAVE, passes), "valid");
    let wrong = json!({ "fields": fields, "select": ["TITEL"], "filter": { ">=STAGE_IT": 1 } });
    assert_eq!(
        told(&SAVE, wrong),
        "`select[0]` is not a parameter of this method; did you mean `TITLE`?\n\
         `filter.>=STAGE_IT` is not a parameter of this method; did you mean `STAGE_ID`?"
    );
}
