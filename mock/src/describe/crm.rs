//! Smart processes and funnels.

use serde_json::{Map, Value, json};

use super::call::{Call, number, yes};
use super::rows::{self, Row, Shape};
use crate::answer::Answer;
use crate::fail::Fail;
use crate::things::{FIRST_PROCESS, Subject, Thing, Things};

/// The time at which smart processes were made.
const MADE: &str = "2024-01-01T03:00:00+03:00";

/// Answers `crm.type.list`.
pub(super) fn types(call: Call<'_>, things: &Things) -> Result<Answer, Fail> {
    let rows = things.processes().map(|(number, thing)| process(number, thing)).collect();
    let shape = Shape { key: Some("types"), is_paged: true, is_strict: true, ..Shape::PLAIN };
    rows::answer(call, rows, shape, Value::Object)
}

/// Answers `crm.type.get` and `crm.type.getByEntityTypeId`.
pub(super) fn one_type(call: Call<'_>, things: &Things) -> Result<Answer, Fail> {
    let is_by_number = call.name == "crm.type.getbyentitytypeid";
    let wanted = call.number(if is_by_number { "entityTypeId" } else { "id" });
    let is_it = |(number, thing): &(u32, &Thing)| {
        let id = if is_by_number { u64::from(*number) } else { thing.type_id(*number) };
        Some(id) == wanted
    };
    let (number, thing) = things.processes().find(is_it).ok_or_else(|| call.refused("0", "not found"))?;
    let mut row = process(number, thing);
    let parents = thing.fields.iter().filter_map(|field| field.plain.strip_prefix("parentid")?.parse::<u32>().ok());
    let parent = |number: u32| json!({ "entityTypeId": number, "isChildrenListEnabled": "Y", "isPredefined": "N" });
    row.insert("relations".to_owned(), json!({ "parent": parents.map(parent).collect::<Vec<_>>(), "child": [] }));
    row.insert("linkedUserFields".to_owned(), json!({ "TASKS_TASK|UF_CRM_TASK": "Y" }));
    row.insert("customSections".to_owned(), json!([]));
    Ok(Answer::of(&json!({ "type": row })))
}

fn process(number: u32, thing: &Thing) -> Row {
    let has = |names: &[&str]| {
        let known = thing.has.as_ref();
        known.is_none_or(|known| names.iter().any(|name| known.iter().any(|own| own == name)))
    };
    let mut row = Map::new();
    let mut put = |name: &str, value: Value| row.insert(name.to_owned(), value);
    put("id", thing.type_id(number).into());
    put("title", thing.title.as_str().into());
    put("code", "".into());
    put("createdBy", 1.into());
    put("entityTypeId", number.into());
    put("customSectionId", Value::Null);
    let flags: [(&str, bool); 16] = [
        ("isCategoriesEnabled", thing.words("categoryid").is_some()),
        ("isStagesEnabled", has(&["stageid"])),
        ("isBeginCloseDatesEnabled", has(&["begindate", "closedate"])),
        ("isClientEnabled", has(&["companyid", "contactid"])),
        ("isUseInUserfieldEnabled", true),
        ("isLinkWithProductsEnabled", has(&["opportunity"])),
        ("isMycompanyEnabled", has(&["mycompanyid"])),
        ("isDocumentsEnabled", true),
        ("isSourceEnabled", has(&["sourceid"])),
        ("isObserversEnabled", has(&["observers"])),
        ("isRecyclebinEnabled", true),
        ("isAutomationEnabled", true),
        ("isBizProcEnabled", true),
        ("isSetOpenPermissions", true),
        ("isPaymentsEnabled", false),
        ("isCountersEnabled", false),
    ];
    for (name, flag) in flags {
        put(name, yes(flag).into());
    }
    put("createdTime", MADE.into());
    put("updatedTime", MADE.into());
    put("updatedBy", 1.into());
    row
}

/// Answers `crm.category.list`.
pub(super) fn categories(call: Call<'_>, things: &Things) -> Result<Answer, Fail> {
    let wanted = call.number("entityTypeId").and_then(|wanted| u32::try_from(wanted).ok()).unwrap_or_default();
    let thing = things.get(Subject::Crm(wanted)).map(|thing| &**thing);
    match wanted {
        2..=4 | 31 => {}
        1 | 7 => {
            let name = if wanted == 1 { "Lead" } else { "Quote" };
            let message = format!("Entity type {name} is not supported");
            return Err(Fail::new(400, "ENTITY_TYPE_NOT_SUPPORTED", &message));
        }
        number if number >= FIRST_PROCESS && thing.is_some() => {}
        _ => return Err(call.refused("NOT_FOUND", "Smart process not found")),
    }
    let row = |(index, id): (usize, u64)| {
        let name = thing.map_or_else(|| "General".to_owned(), |thing| category_name(thing, id));
        let mut row = Map::new();
        row.insert("id".to_owned(), id.into());
        row.insert("name".to_owned(), name.into());
        row.insert("sort".to_owned(), (100 * (index + 1)).into());
        row.insert("entityTypeId".to_owned(), wanted.into());
        row.insert("isDefault".to_owned(), yes(index == 0).into());
        row.insert("originId".to_owned(), "".into());
        row.insert("originatorId".to_owned(), "".into());
        row
    };
    let rows = known(thing).into_iter().enumerate().map(row).collect();
    rows::answer(call, rows, Shape { key: Some("categories"), ..Shape::PLAIN }, Value::Object)
}

/// Returns the funnels of a thing: those that it names, or those of its stages.
fn known(thing: Option<&Thing>) -> Vec<u64> {
    let named = thing.and_then(|thing| thing.words("categoryid"));
    let named = named.map(|choices| choices.iter().filter_map(|c| number(&Value::from(c.value.as_str()))).collect());
    let of_stages = || thing.and_then(Thing::stages).map(|stages| stages.categories());
    named.or_else(of_stages).filter(|all: &Vec<u64>| !all.is_empty()).unwrap_or_else(|| vec![0])
}

/// Returns the name of a funnel.
pub(super) fn category_name(thing: &Thing, category: u64) -> String {
    let wanted = category.to_string();
    let named = thing.words("categoryid").unwrap_or_default().iter().find(|choice| choice.value == wanted);
    match named {
        Some(choice) => choice.title.clone(),
        None if category == 0 => "General".to_owned(),
        None => format!("Funnel {category}"),
    }
}
