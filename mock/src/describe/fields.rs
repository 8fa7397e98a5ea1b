//! The fields of the CRM: `crm.item.fields`, and `crm.deal.fields` and its like.

use bitrix24_schema::model::{self, Type, Writable};
use serde_json::{Map, Value, json};

use super::call::Call;
use super::{settings, status};
use crate::answer::Answer;
use crate::fail::Fail;
use crate::schema::Catalogue;
use crate::store::Store;
use crate::things::{Field, Kind, Subject, Thing, plain, upper};

/// Fields of all things of the CRM that have no column, in `crm.item.*`.
const OTHERS: [&str; 7] =
    ["lastActivityBy", "lastActivityTime", "webformId", "observers", "contactIds", "utmContent", "utmTerm"];

/// Such fields of things that have stages.
const MOVED: [&str; 2] = ["movedTime", "movedBy"];

/// The description of a field, before it is written.
struct Described<'d> {
    wire: &'d str,
    ty: String,
    is_multiple: bool,
    writable: Option<Writable>,
    title: String,
}

/// Answers `crm.item.fields`.
pub(super) fn of_items(call: Call<'_>, catalogue: &Catalogue, store: &Store) -> Result<Answer, Fail> {
    let (number, columns) = store.item_columns(call.params, call.method)?;
    let thing = call.state.things.as_ref().and_then(|things| things.get(Subject::Crm(number)));
    let has = |wire: &str| match thing.and_then(|thing| thing.has.as_ref()) {
        Some(known) => known.contains(&plain(wire)),
        None => {
            let is_moved = MOVED.contains(&wire) && columns.contains(&"stageId");
            columns.contains(&wire) || OTHERS.contains(&wire) || is_moved
        }
    };
    let documented = catalogue.fields("crm.Item");
    let mut fields = Map::new();
    for field in documented.iter().filter(|field| has(&field.name.wire)) {
        let described = describe(field, thing.map(|thing| &**thing), false);
        fields.insert(field.name.wire.clone(), written(&described, Some(number), thing.map(|thing| &**thing), true));
    }
    let is_original = call.flag("useOriginalUfNames");
    for field in thing.into_iter().flat_map(|thing| &thing.fields).filter(|field| !field.is_documented) {
        let name = if is_original && field.is_custom { &field.upper } else { &field.camel };
        fields.insert(name.clone(), own(field, true));
    }
    Ok(Answer::of(&json!({ "fields": fields })))
}

/// Answers `crm.deal.fields` and its like; `None` if the schema does not have the type of the rows.
pub(super) fn of_kind(call: Call<'_>, catalogue: &Catalogue) -> Option<Answer> {
    let (of, number) = match call.name {
        "crm.lead.fields" => ("crm.Lead", 1),
        "crm.deal.fields" => ("crm.Deal", 2),
        "crm.contact.fields" => ("crm.Contact", 3),
        "crm.company.fields" => ("crm.Company", 4),
        _ => ("crm.Quote", 7),
    };
    let documented = Some(catalogue.fields(of)).filter(|fields| !fields.is_empty())?;
    let thing = call.state.things.as_ref().and_then(|things| things.get(Subject::Crm(number)));
    let mut fields = Map::new();
    for field in documented.iter().filter(|field| field.pattern.is_none()) {
        let described = describe(field, thing.map(|thing| &**thing), true);
        fields.insert(field.name.wire.clone(), written(&described, Some(number), thing.map(|thing| &**thing), false));
    }
    for field in thing.into_iter().flat_map(|thing| &thing.fields).filter(|field| !field.is_documented) {
        fields.insert(field.upper.clone(), own(field, false));
    }
    Some(Answer::of(&Value::Object(fields)))
}

fn describe<'d>(field: &'d model::Field, thing: Option<&Thing>, is_upper: bool) -> Described<'d> {
    let wire = field.name.wire.as_str();
    let (ty, is_multiple) = type_name(&field.ty, is_upper);
    // A field whose values the portal knows has a directory.
    let has_words = thing.is_some_and(|thing| thing.words(&plain(wire)).is_some());
    let ty = match plain(wire).as_str() {
        "categoryid" => "crm_category",
        name if has_words && status::has_directory(name) => "crm_status",
        _ => ty,
    };
    Described { wire, ty: ty.to_owned(), is_multiple, writable: field.writable, title: title(wire) }
}

/// Returns the name of a type in descriptions, and true if there are several values.
pub(super) fn type_name(ty: &Type, is_upper: bool) -> (&str, bool) {
    match ty {
        Type::Integer | Type::Timestamp | Type::Id(None) => ("integer", false),
        Type::Double | Type::Money => ("double", false),
        Type::Boolean(_) => (if is_upper { "char" } else { "boolean" }, false),
        Type::Date => ("date", false),
        Type::DateTime | Type::Time => ("datetime", false),
        Type::Id(Some(of)) if of == "user.id" => ("user", false),
        Type::Id(Some(of)) => (of, false),
        Type::File(_) => ("file", false),
        Type::List(inner) | Type::OneOrMany(inner) => (type_name(inner, is_upper).0, true),
        Type::Nullable(inner) => type_name(inner, is_upper),
        _ => ("string", false),
    }
}

/// Returns a title made of a name: `Stage id` of `STAGE_ID` and `stageId`.
pub(super) fn title(wire: &str) -> String {
    let words = upper(wire).replace('_', " ").to_lowercase();
    let mut chars = words.chars();
    let first = chars.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}

fn written(field: &Described<'_>, number: Option<u32>, thing: Option<&Thing>, is_item: bool) -> Value {
    let mut map = flags(&field.ty, field.is_multiple, false, field.writable);
    if field.ty == "crm_status"
        && let Some(directory) = number.and_then(|number| status::directory(number, &plain(field.wire), thing))
    {
        map.insert("statusType".to_owned(), directory.into());
    }
    map.insert("title".to_owned(), field.title.as_str().into());
    if is_item {
        map.insert("upperName".to_owned(), upper(field.wire).into());
    }
    Value::Object(map)
}

fn flags(ty: &str, is_multiple: bool, is_dynamic: bool, writable: Option<Writable>) -> Map<String, Value> {
    let pairs = [
        ("type", json!(ty)),
        ("isRequired", json!(false)),
        ("isReadOnly", json!(writable == Some(Writable::Never))),
        ("isImmutable", json!(writable == Some(Writable::Once))),
        ("isMultiple", json!(is_multiple)),
        ("isDynamic", json!(is_dynamic)),
    ];
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Returns the description of a field of the portal's own.
fn own(field: &Field, is_item: bool) -> Value {
    let parent = field.plain.strip_prefix("parentid").and_then(|number| number.parse::<u32>().ok());
    let ty = if parent.is_some() { "crm_entity" } else { field.kind.user_type() };
    let writable = field.is_fixed.then_some(Writable::Never);
    let mut map = flags(ty, field.is_multiple, field.is_custom, writable);
    let mut put = |name: &str, value: Value| map.insert(name.to_owned(), value);
    put("isRequired", field.is_required.into());
    if field.kind == Kind::Choice {
        put("items", field.choices.iter().map(|choice| json!({ "ID": choice.value, "VALUE": choice.title })).collect());
    }
    // The methods that spell fields in capitals have the label of a custom field beside its title.
    put("title", if is_item || !field.is_custom { field.title.as_str() } else { field.upper.as_str() }.into());
    if field.is_custom {
        for label in ["listLabel", "formLabel", "filterLabel"] {
            put(label, field.title.as_str().into());
        }
    }
    match parent {
        Some(number) => put("settings", json!({ "parentEntityTypeId": number })),
        None => put("settings", settings::of(field)),
    };
    if field.kind == Kind::Status {
        put("statusType", settings::directory(field).into());
    }
    if is_item {
        put("upperName", field.upper.as_str().into());
    }
    Value::Object(map)
}
