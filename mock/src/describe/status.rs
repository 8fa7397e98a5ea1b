//! The directories of the CRM: stages, sources, types.

use serde_json::{Map, Value, json};

use super::call::Call;
use super::rows::{self, Row, Shape};
use super::settings;
use crate::answer::Answer;
use crate::fail::Fail;
use crate::things::{Choice, Kind, Meaning, Stage, Subject, Thing, Things};

/// A directory, with its values and their names.
type Directory = (&'static str, &'static [(&'static str, &'static str)]);

/// The directories of a portal that does not tell its own.
const KNOWN: [Directory; 10] = [
    ("STATUS", &[("NEW", "New"), ("IN_PROCESS", "In progress"), ("CONVERTED", "Converted"), ("JUNK", "Junk")]),
    (
        "DEAL_STAGE",
        &[
            ("NEW", "New"),
            ("PREPARATION", "Preparation"),
            ("EXECUTING", "In progress"),
            ("WON", "Won"),
            ("LOSE", "Lost"),
        ],
    ),
    ("QUOTE_STATUS", &[("DRAFT", "Draft"), ("SENT", "Sent"), ("APPROVED", "Approved"), ("DECLAINED", "Declined")]),
    ("SOURCE", &[("CALL", "Call"), ("WEB", "Website"), ("EMAIL", "E-mail")]),
    ("DEAL_TYPE", &[("SALE", "Sale"), ("COMPLEX", "Complex")]),
    ("CONTACT_TYPE", &[("CLIENT", "Client"), ("SUPPLIER", "Supplier")]),
    ("COMPANY_TYPE", &[("CUSTOMER", "Customer"), ("PARTNER", "Partner")]),
    ("INDUSTRY", &[("IT", "Information technology"), ("TELECOM", "Telecommunication")]),
    ("EMPLOYEES", &[("EMPLOYEES_1", "Up to 50"), ("EMPLOYEES_2", "50 to 250")]),
    ("HONORIFIC", &[("HNR_1", "Mr."), ("HNR_2", "Ms.")]),
];

/// Returns true if a documented field, by its plain name, has its values in a directory.
pub(super) fn has_directory(plain: &str) -> bool {
    matches!(plain, "stageid" | "statusid" | "previousstageid") || of_field(0, plain).is_some()
}

/// Returns the directory of a documented field of a thing, by its plain name.
pub(super) fn directory(number: u32, plain: &str, thing: Option<&Thing>) -> Option<String> {
    if matches!(plain, "stageid" | "statusid" | "previousstageid") {
        let category = thing.and_then(Thing::stages).and_then(|stages| stages.first(None)).map(|stage| stage.category);
        return Some(of_stages(number, category.unwrap_or_default()));
    }
    of_field(number, plain).map(str::to_owned)
}

fn of_field(number: u32, plain: &str) -> Option<&'static str> {
    match plain {
        "sourceid" => Some("SOURCE"),
        "honorific" => Some("HONORIFIC"),
        "industry" => Some("INDUSTRY"),
        "employees" => Some("EMPLOYEES"),
        "companytype" => Some("COMPANY_TYPE"),
        "typeid" => Some(match number {
            3 => "CONTACT_TYPE",
            4 => "COMPANY_TYPE",
            _ => "DEAL_TYPE",
        }),
        _ => None,
    }
}

/// Returns the directory of the stages of a funnel.
fn of_stages(number: u32, category: u64) -> String {
    let behind = if category == 0 { String::new() } else { format!("_{category}") };
    match number {
        1 => "STATUS".to_owned(),
        2 => format!("DEAL_STAGE{behind}"),
        7 => "QUOTE_STATUS".to_owned(),
        31 => format!("SMART_INVOICE_STAGE_{category}"),
        number => format!("DYNAMIC_{number}_STAGE_{category}"),
    }
}

/// Answers `crm.status.list`.
pub(super) fn list(call: Call<'_>, things: &Things) -> Result<Answer, Fail> {
    let mut all: Vec<(String, Vec<Choice>)> = Vec::new();
    for (name, values) in KNOWN {
        let choice = |(value, title): &(&str, &str)| Choice { value: (*value).into(), title: (*title).into() };
        all.push((name.to_owned(), values.iter().map(choice).collect()));
    }
    for (subject, thing) in things.iter() {
        let Subject::Crm(number) = subject else { continue };
        own(number, thing, &mut all);
    }
    let mut rows = Vec::new();
    for (name, choices) in &all {
        for (index, choice) in choices.iter().enumerate() {
            rows.push(row(rows.len(), name, index, choice));
        }
    }
    rows::answer(call, rows, Shape::PLAIN, Value::Object)
}

/// Puts the directories of a thing in place of those of any portal.
fn own(number: u32, thing: &Thing, all: &mut Vec<(String, Vec<Choice>)>) {
    let mut put = |name: String, choices: Vec<Choice>| match all.iter_mut().find(|(known, _)| *known == name) {
        Some((_, known)) => *known = choices,
        None => all.push((name, choices)),
    };
    if let Some(stages) = thing.stages() {
        let categories = stages.categories();
        for category in &categories {
            let of = stages.all().filter(|stage| stage.category == *category);
            let title = |stage: &Stage<'_>| match categories.len() {
                1 => stage.title.to_owned(),
                _ => without(stage.title, thing, *category),
            };
            let choices = of.map(|stage| Choice { value: stage.code.to_owned(), title: title(&stage) }).collect();
            put(of_stages(number, *category), choices);
        }
    }
    for (name, choices) in &thing.words {
        if let Some(directory) = of_field(number, name) {
            put(directory.to_owned(), choices.clone());
        }
    }
    for field in thing.customs().filter(|field| field.kind == Kind::Status) {
        put(settings::directory(field), field.choices.clone());
    }
}

/// Returns the title of a stage without the name of its funnel, which a pull has put behind it.
fn without(title: &str, thing: &Thing, category: u64) -> String {
    let name = super::crm::category_name(thing, category);
    title.strip_suffix(&format!(" ({name})")).unwrap_or(title).to_owned()
}

fn row(place: usize, directory: &str, index: usize, choice: &Choice) -> Row {
    let stage = Stage { code: &choice.value, title: &choice.title, category: 0 };
    let (semantics, word, color) = match stage.meaning() {
        Meaning::Process => (Value::Null, "process", "#39A8EF"),
        Meaning::Success => (json!("S"), "success", "#7BD500"),
        Meaning::Failure => (json!("F"), "failure", "#FF5752"),
    };
    let is_stage = directory.contains("STAGE") || directory.ends_with("STATUS");
    let category = directory.rsplit_once("STAGE_").map(|(_, number)| number);
    let mut row = Map::new();
    for (name, value) in [
        ("ID", json!((101 + 2 * place).to_string())),
        ("ENTITY_ID", json!(directory)),
        ("STATUS_ID", json!(choice.value)),
        ("NAME", json!(choice.title)),
        ("NAME_INIT", json!("")),
        ("SORT", json!((10 * (index + 1)).to_string())),
        ("SYSTEM", json!("N")),
        ("CATEGORY_ID", category.map_or(Value::Null, Value::from)),
    ] {
        row.insert(name.to_owned(), value);
    }
    if is_stage {
        row.insert("COLOR".to_owned(), color.into());
        row.insert("SEMANTICS".to_owned(), semantics);
        row.insert("EXTRA".to_owned(), json!({ "SEMANTICS": word, "COLOR": color }));
    }
    row
}
