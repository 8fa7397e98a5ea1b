//! Words reach their target, and take precedence over those of the file itself.

mod schema;

use bitrix24_schema::Model;
use bitrix24_schema::model::{Api, Item, Method};

use schema::{good, lay_over, resolve};

fn with(files: &[(&str, &str)]) -> Model {
    let mut all = good();
    for (path, text) in files {
        lay_over(&mut all, path, (*text).into());
    }
    resolve(&all).unwrap_or_else(|diagnostics| panic!("{diagnostics}"))
}

fn method<'m>(model: &'m Model, name: &str, api: Api) -> &'m Method {
    model.methods.iter().find(|method| method.name.wire == name && method.api == api).expect("it is there")
}

#[test]
fn words_reach_every_part_of_a_method() {
    let model = with(&[]);
    let show = method(&model, "item.show", Api::V2);
    assert_eq!(show.summary.as_deref(), Some("Shows an item."));
    let docs: Vec<_> = show.params.iter().map(|param| (param.name.ident.as_str(), param.doc.as_deref())).collect();
    let expected = [
        ("item", Some("the item to show")),
        ("detail", Some("how much of it")),
        ("order", Some("what to sort by")),
        ("select", Some("what else")),
    ];
    assert_eq!(docs, expected);
    assert_eq!(show.params[1].values[0], ("S".to_owned(), Some("short".to_owned())));
    assert_eq!(show.params[2].keys[0], ("id".to_owned(), Some("the number".to_owned())));
    assert_eq!(show.params[2].keys[1], ("title".to_owned(), None));
    let object = |ident: &str| match show.items.iter().find(|item| item.ident() == ident) {
        Some(Item::Object(object)) => object,
        other => panic!("{ident} is {other:?}"),
    };
    assert_eq!(object("Select").fields[1].doc.as_deref(), Some("more"));
    assert_eq!(show.result_doc.as_deref(), Some("what there is"));
    let docs: Vec<_> = object("Response").fields.iter().map(|field| field.doc.as_deref()).collect();
    assert_eq!(docs, [Some("the item"), None, Some("how many there are")]);
    assert_eq!((show.errors[0].ident.as_str(), show.errors[0].when.len()), ("WrongId", 2));
    assert_eq!((show.errors[1].ident.as_str(), show.errors[1].when.len()), ("WrongDetail", 0));
    assert_eq!(show.errors[2].when, ["no item has this ID"]);
}

#[test]
fn words_reach_every_part_of_an_event() {
    let model = with(&[]);
    let [event] = model.events.as_slice() else { panic!("there is one") };
    assert_eq!(event.summary.as_deref(), Some("An item was sent."));
    assert_eq!(event.data_doc.as_deref(), Some("what was sent"));
    let Some(Item::Object(data)) = event.items.iter().find(|item| item.ident() == "Data") else { panic!("not so") };
    assert_eq!(data.fields[0].doc.as_deref(), Some("the item"));
    assert_eq!(event.sources, ["events/onitemsent.yaml", "words/item.yaml"]);
}

#[test]
fn words_reach_every_part_of_a_type() {
    let model = with(&[]);
    let first = |name: &str| &model.types.iter().find(|shared| shared.name == name).expect("it is there").items[0];
    let (Item::Object(part), Item::Enum(size)) = (first("item.Box"), first("item.Size")) else { panic!("not so") };
    assert_eq!(part.doc.as_deref(), Some("What an item comes in."));
    assert_eq!(part.fields[0].doc.as_deref(), Some("the item in it"));
    let names: Vec<_> = size.values.iter().map(|value| (value.name.ident.as_str(), value.label.as_deref())).collect();
    assert_eq!(names, [("Small", Some("small")), ("L", None)]);
}

#[test]
fn words_win_over_the_file_and_the_glossary() {
    let words = "item.add: { summary: Takes an item in., params: { FIELDS: what to take in }, errors: { NO_SPACE: full } }\n\
                 item.list: { params: { filter: all of these, order: what first } }\n";
    let model =
        with(&[("words/more.yaml", words), ("words/glossary.yaml", "params: { Filter: a, START: b, fields: c }")]);
    let (add, list) = (method(&model, "item.add", Api::V2), method(&model, "item.list", Api::V2));
    assert_eq!(add.summary.as_deref(), Some("Takes an item in."));
    assert_eq!(add.params[0].doc.as_deref(), Some("what to take in"));
    assert_eq!(add.errors[1].when, ["full"]);
    let docs: Vec<_> = list.params.iter().map(|param| param.doc.as_deref()).collect();
    assert_eq!(docs, [Some("all of these"), Some("what first"), Some("b")]);
}

#[test]
fn a_method_of_rest_3_0_is_told_from_its_twin() {
    let files = [
        ("methods/user/get.v3.yaml", "{ method: user.get, api: v3 }"),
        ("methods/user/new.v3.yaml", "{ method: user.new, api: v3 }"),
        ("methods/user/old.v3.yaml", "{ method: user.old, api: v3 }"),
        ("words/more.yaml", "{ user.get: Two., user.get@v3: Three., user.new: New., user.old@v3: Old. }"),
    ];
    let model = with(&files);
    for (name, api, summary) in [
        ("user.get", Api::V2, "Two."),
        ("user.get", Api::V3, "Three."),
        ("user.new", Api::V3, "New."),
        ("user.old", Api::V3, "Old."),
    ] {
        assert_eq!(method(&model, name, api).summary.as_deref(), Some(summary), "{name}");
    }
}

#[test]
fn words_are_laid_over_what_corrections_made() {
    let corrections = "- { file: methods/user/get.yaml, at: params/NAME, reason: a test, add: string }\n";
    let words = "user.get: { params: { NAME: the given name } }\n";
    let model = with(&[("corrections/user.yaml", corrections), ("words/user.yaml", words)]);
    assert_eq!(method(&model, "user.get", Api::V2).params[2].doc.as_deref(), Some("the given name"));
}
