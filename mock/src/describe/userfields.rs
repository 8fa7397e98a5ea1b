//! Custom fields: `crm.deal.userfield.list` and its like, `user.userfield.list`, `userfieldconfig.list`.

use serde_json::{Map, Value, json};

use super::call::{Call, yes};
use super::rows::{self, Row, Shape};
use super::settings;
use crate::answer::Answer;
use crate::fail::Fail;
use crate::things::{Field, Kind, Subject, Thing, Things, plain};

/// The labels of a field.
const LABELS: [&str; 3] = ["EDIT_FORM_LABEL", "LIST_COLUMN_LABEL", "LIST_FILTER_LABEL"];

/// The messages of a field, which it does not have.
const MESSAGES: [&str; 2] = ["ERROR_MESSAGE", "HELP_MESSAGE"];

/// The language of the labels.
const LANGUAGE: &str = "en";

/// Returns the name of the object that a subject's custom fields are bound to.
fn entity(subject: Subject, thing: &Thing) -> Option<String> {
    Some(match subject {
        Subject::Crm(1) => "CRM_LEAD".to_owned(),
        Subject::Crm(2) => "CRM_DEAL".to_owned(),
        Subject::Crm(3) => "CRM_CONTACT".to_owned(),
        Subject::Crm(4) => "CRM_COMPANY".to_owned(),
        Subject::Crm(7) => "CRM_QUOTE".to_owned(),
        Subject::Crm(31) => "CRM_SMART_INVOICE".to_owned(),
        Subject::Crm(number) => format!("CRM_{}", thing.type_id(number)),
        Subject::Task => "TASKS_TASK".to_owned(),
        Subject::User => "USER".to_owned(),
        Subject::List(_) | Subject::Product => return None,
    })
}

/// Returns the subject of a method.
fn subject(name: &str) -> Option<Subject> {
    match name.rsplit_once(".userfield.")?.0 {
        "crm.lead" => Some(Subject::Crm(1)),
        "crm.deal" => Some(Subject::Crm(2)),
        "crm.contact" => Some(Subject::Crm(3)),
        "crm.company" => Some(Subject::Crm(4)),
        "crm.quote" => Some(Subject::Crm(7)),
        "user" => Some(Subject::User),
        "task.item" => Some(Subject::Task),
        _ => None,
    }
}

/// Answers the custom fields of a subject.
pub(super) fn list(call: Call<'_>, things: &Things) -> Result<Answer, Fail> {
    let subject = subject(call.name);
    let language = call.param("filter").and_then(|filter| filter.get("LANG")).and_then(Value::as_str);
    let thing = subject.and_then(|subject| Some((things.get(subject)?, entity(subject, things.get(subject)?)?)));
    let row = |field: &Field, of: &str| {
        let mut row = about(field, of);
        if language.is_some() {
            LABELS.iter().for_each(|label| drop(row.insert((*label).to_owned(), field.title.as_str().into())));
            MESSAGES.iter().for_each(|message| drop(row.insert((*message).to_owned(), Value::Null)));
        }
        row
    };
    let rows = thing.iter().flat_map(|(thing, of)| thing.customs().map(|field| row(field, of))).collect();
    rows::answer(call, rows, Shape::PLAIN, Value::Object)
}

/// Answers a custom field by its number.
pub(super) fn get(call: Call<'_>, things: &Things) -> Result<Answer, Fail> {
    let id = call.number("id").filter(|id| *id > 0);
    let id = id.ok_or_else(|| call.refused("", "ID is not defined or invalid"))?;
    let not_found = || Fail::new(400, "ERROR_NOT_FOUND", &format!("The entity with ID '{id}' is not found"));
    let subject = subject(call.name).ok_or_else(not_found)?;
    let (field, of) =
        all(things).find(|(of, _, field)| *of == subject && field.id == id).map(named).ok_or_else(not_found)?;
    let mut row = about(field, &of);
    for label in LABELS {
        row.insert(label.to_owned(), json!({ LANGUAGE: field.title }));
    }
    for message in MESSAGES {
        row.insert(message.to_owned(), json!({ LANGUAGE: "" }));
    }
    Ok(Answer::of(&Value::Object(row)))
}

/// Returns all custom fields, each with its subject and its thing.
fn all(things: &Things) -> impl Iterator<Item = (Subject, &Thing, &Field)> {
    things.iter().flat_map(|(subject, thing)| thing.customs().map(move |field| (subject, thing, field)))
}

fn named<'t>((subject, thing, field): (Subject, &Thing, &'t Field)) -> (&'t Field, String) {
    (field, entity(subject, thing).unwrap_or_default())
}

/// Returns what every method says of a field.
fn about(field: &Field, of: &str) -> Row {
    let mut row = Map::new();
    for (name, value) in [
        ("ID", json!(field.id.to_string())),
        ("ENTITY_ID", json!(of)),
        ("FIELD_NAME", json!(field.upper)),
        ("USER_TYPE_ID", json!(field.kind.user_type())),
        ("XML_ID", Value::Null),
        ("SORT", json!("100")),
        ("MULTIPLE", json!(yes(field.is_multiple))),
        ("MANDATORY", json!(yes(field.is_required))),
        ("SHOW_FILTER", json!("E")),
        ("SHOW_IN_LIST", json!("Y")),
        ("EDIT_IN_LIST", json!(yes(!field.is_fixed))),
        ("IS_SEARCHABLE", json!("N")),
        ("SETTINGS", settings::of(field)),
    ] {
        row.insert(name.to_owned(), value);
    }
    if field.kind == Kind::Choice {
        row.insert("LIST".to_owned(), choices(field, &["ID", "SORT", "VALUE", "DEF", "XML_ID"]));
    }
    row
}

/// Returns the choices of a field, with these names of number, order, text, default and external code.
fn choices(field: &Field, names: &[&str; 5]) -> Value {
    let [id, sort, value, default, code] = names;
    let one = |(index, choice): (usize, &crate::things::Choice)| {
        json!({
            *id: choice.value, *sort: (10 * (index + 1)).to_string(), *value: choice.title, *default: "N",
            *code: format!("{:032x}", choice.value.parse::<u64>().unwrap_or_default()),
        })
    };
    field.choices.iter().enumerate().map(one).collect()
}

/// Answers `userfieldconfig.list`.
pub(super) fn configs(call: Call<'_>, things: &Things) -> Result<Answer, Fail> {
    let module = call.param("moduleId").and_then(Value::as_str).unwrap_or_default();
    let rows = all(things).filter(|(subject, ..)| is_of(*subject, module)).map(|found| {
        let (field, of) = named(found);
        camel(about(field, &of), &field.title)
    });
    let wanted = selected(call);
    let shape = Shape { key: Some("fields"), is_paged: true, ..Shape::PLAIN };
    rows::answer(call, rows.collect(), shape, |mut row| {
        let title = row.remove("title").unwrap_or_default();
        if wanted.language {
            labels(&mut row, &title);
        }
        row.remove("enum");
        row.retain(|name, _| wanted.is_all || wanted.names.contains(name) || (wanted.language && is_label(name)));
        Value::Object(row)
    })
}

/// Answers `userfieldconfig.get`.
pub(super) fn config(call: Call<'_>, things: &Things) -> Result<Answer, Fail> {
    let module = call.param("moduleId").and_then(Value::as_str).unwrap_or_default();
    let id = call.number("id");
    let found = all(things).find(|(subject, _, field)| is_of(*subject, module) && Some(field.id) == id);
    let Some((field, of)) = found.map(named) else { return Ok(Answer::of(&Value::Null)) };
    let mut row = camel(about(field, &of), &field.title);
    let title = row.remove("title").unwrap_or_default();
    labels(&mut row, &title);
    if field.kind == Kind::Choice {
        let mut choices = choices(field, &["id", "sort", "value", "def", "xmlId"]);
        for choice in choices.as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
            choice.insert("userFieldId".to_owned(), field.id.to_string().into());
        }
        row.insert("enum".to_owned(), choices);
    }
    Ok(Answer::of(&json!({ "field": row })))
}

/// Returns true if a module has the custom fields of a subject.
fn is_of(subject: Subject, module: &str) -> bool {
    match module {
        "crm" => matches!(subject, Subject::Crm(_)),
        "tasks" => subject == Subject::Task,
        "main" => subject == Subject::User,
        _ => false,
    }
}

/// Returns a row with the names of `userfieldconfig.*`, and the title of its field.
fn camel(row: Row, title: &str) -> Row {
    let name = |name: &str| {
        let words = name.to_lowercase();
        let mut parts = words.split('_');
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |name, part| {
            let (start, end) = part.split_at(part.len().min(1));
            name + &start.to_uppercase() + end
        })
    };
    let named = row.into_iter().filter(|(known, _)| known != "LIST").map(|(known, value)| (name(&known), value));
    named.chain([("title".to_owned(), title.into())]).collect()
}

fn labels(row: &mut Row, title: &Value) {
    row.insert("languageId".to_owned(), json!({ LANGUAGE: LANGUAGE }));
    for label in LABELS {
        row.insert(camel_name(label), json!({ LANGUAGE: title }));
    }
    for message in MESSAGES {
        row.insert(camel_name(message), json!({ LANGUAGE: null }));
    }
}

fn camel_name(name: &str) -> String {
    crate::things::camel(name)
}

fn is_label(name: &str) -> bool {
    name == "languageId" || LABELS.iter().chain(&MESSAGES).any(|label| plain(label) == plain(name))
}

/// The fields that a call selects.
struct Selected {
    names: Vec<String>,
    is_all: bool,
    language: bool,
}

fn selected(call: Call<'_>) -> Selected {
    let (mut names, mut language) = (Vec::new(), false);
    let mut add = |key: &str, value: &Value| match value.as_str() {
        Some(_) if key == "language" || key == "languageId" => language = true,
        Some(name) => names.push(name.to_owned()),
        None => {}
    };
    match call.param("select") {
        Some(Value::Array(list)) => list.iter().for_each(|value| add("", value)),
        Some(Value::Object(map)) => map.iter().for_each(|(key, value)| add(key, value)),
        _ => {}
    }
    let is_all = names.is_empty() || names.iter().any(|name| name == "*");
    Selected { names, is_all, language }
}
