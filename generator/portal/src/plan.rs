//! The calls of a pull, in rounds: what a round asks for depends on what the earlier ones answered.

use serde_json::{Value, json};

use crate::answers::Answers;
use crate::call::{Call, Outcome, Part, Refusal};
use crate::kinds::KINDS;
use crate::text;

/// The largest number of calls of a pull.
const MOST_CALLS: usize = 4_000;

/// The types of lists.
pub(crate) const LIST_TYPES: &[&str] = &["lists", "bitrix_processes", "lists_socnet"];

/// The methods that describe what has no fields of a portal's own, each with the shared type that it describes.
pub(crate) const DESCRIBED: &[(Part, &str, Option<&str>)] = &[
    (Part::Sale, "sale.order.getFields", Some("sale.Order")),
    (Part::Sale, "sale.basketitem.getFields", Some("sale.BasketItem")),
    (Part::Sale, "sale.basketproperties.getFields", Some("sale.BasketItemProperty")),
    (Part::Sale, "sale.payment.getFields", Some("sale.OrderPayment")),
    (Part::Sale, "sale.shipment.getFields", Some("sale.OrderShipment")),
    (Part::Sale, "sale.shipmentitem.getFields", Some("sale.OrderShipmentItem")),
    (Part::Sale, "sale.persontype.getFields", Some("sale.PersonType")),
    (Part::Sale, "sale.propertygroup.getFields", Some("sale.OrderPropertyGroup")),
    (Part::Sale, "sale.propertyvalue.getFields", Some("sale.OrderPropertyValue")),
    (Part::Sale, "sale.propertyvariant.getFields", Some("sale.OrderPropertyVariant")),
    (Part::Sale, "sale.status.getFields", Some("sale.Status")),
    (Part::Department, "department.fields", None),
    (Part::Disk, "disk.storage.getfields", Some("disk.Storage")),
    (Part::Disk, "disk.folder.getfields", Some("disk.Folder")),
    (Part::Disk, "disk.file.getfields", Some("disk.File")),
    (Part::Entity, "entity.get", None),
];

/// The calls of a pull, and their answers.
///
/// ```
/// use bitrix24_portal::{Answer, Outcome, Part, Plan};
/// use serde_json::json;
///
/// let mut plan = Plan::new(&[Part::Department]);
/// loop {
///     let calls = plan.round();
///     if calls.is_empty() {
///         break;
///     }
///     for call in calls {
///         let result = if call.method == "scope" { json!(["department"]) } else { json!({}) };
///         plan.answer(&call, Outcome::Answered(Answer { result, ..Answer::default() }));
///     }
/// }
/// assert!(plan.answers().refused().is_empty());
/// ```
#[derive(Debug, Default)]
pub struct Plan {
    only: Vec<Part>,
    answers: Answers,
    made: usize,
}

impl Plan {
    /// Starts a plan that reads these parts; all of them if there are none.
    pub fn new(only: &[Part]) -> Self {
        Plan { only: only.to_vec(), ..Plan::default() }
    }

    /// Returns true if a part is read.
    pub fn has(&self, part: Part) -> bool {
        part == Part::Portal || self.only.is_empty() || self.only.contains(&part)
    }

    /// Returns the calls of the next round; when there are none, everything is read. All of them have to be answered
    /// before the next round.
    pub fn round(&mut self) -> Vec<Call> {
        let mut calls: Vec<Call> = Vec::new();
        let further = self.answers.further();
        for call in self.wanted().into_iter().chain(further) {
            if self.answers.has(&call) || calls.contains(&call) || self.made >= MOST_CALLS {
                continue;
            }
            match self.lacks(&call) {
                Some(refusal) => self.answers.put(&call, Outcome::Refused(refusal)),
                None => {
                    self.made += 1;
                    calls.push(call);
                }
            }
        }
        calls
    }

    /// Takes what became of a call.
    pub fn answer(&mut self, call: &Call, outcome: Outcome) {
        self.answers.put(call, outcome);
    }

    /// Returns the methods of a version that the portal has for this webhook; `None` if it did not tell.
    pub fn methods(&self, is_v3: bool) -> Option<Vec<&str>> {
        if is_v3 { methods_v3(&self.answers) } else { methods(&self.answers) }
    }

    /// Returns the answers so far.
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    fn wanted(&self) -> Vec<Call> {
        let mut calls = portal();
        // What the webhook may read is known after the first round.
        if !calls.iter().all(|call| self.answers.has(call)) {
            return calls;
        }
        for part in Part::NAMED.iter().filter(|part| self.has(**part)) {
            match part {
                Part::Crm => crm(&self.answers, &mut calls),
                Part::User => users(&mut calls),
                Part::Tasks => tasks(&mut calls),
                Part::Lists => lists(&self.answers, &mut calls),
                Part::Catalog => catalog(&self.answers, &mut calls),
                part => {
                    let own = DESCRIBED.iter().filter(|(of, _, _)| of == part);
                    calls.extend(own.map(|(_, method, _)| call(*part, method, json!({}))));
                }
            }
        }
        calls
    }

    /// Returns the reason not to make a call: the portal does not have its method for this webhook.
    fn lacks(&self, call: &Call) -> Option<Refusal> {
        if call.part == Part::Portal {
            return None;
        }
        let methods = if call.is_v3 { methods_v3(&self.answers) } else { methods(&self.answers) }?;
        if methods.iter().any(|method| method.eq_ignore_ascii_case(call.method)) {
            return None;
        }
        Some(Refusal { code: String::new(), message: Refusal::ABSENT.to_owned() })
    }
}

/// Returns the methods of version 2 that the portal has for this webhook; `None` if it did not tell.
pub(crate) fn methods(answers: &Answers) -> Option<Vec<&str>> {
    let all = answers.result("methods", &json!({}))?.as_array()?;
    Some(all.iter().filter_map(Value::as_str).collect()).filter(|all: &Vec<&str>| !all.is_empty())
}

/// Returns the methods of REST 3.0 that the portal has for this webhook; `None` if it did not tell.
pub(crate) fn methods_v3(answers: &Answers) -> Option<Vec<&str>> {
    let document = answers.result("rest.documentation.openapi", &json!({}))?;
    let paths = text::get(document, "paths")?.as_object()?;
    Some(paths.keys().map(|path| path.trim_start_matches('/')).collect())
}

fn call(part: Part, method: &'static str, params: Value) -> Call {
    Call { method, params, part, is_v3: false }
}

fn portal() -> Vec<Call> {
    let mut calls = vec![
        call(Part::Portal, "scope", json!({})),
        call(Part::Portal, "methods", json!({})),
        call(Part::Portal, "feature.get", json!({ "CODE": "rest_offline_extended" })),
        call(Part::Portal, "rest.documentation.openapi", json!({})),
    ];
    calls.iter_mut().filter(|call| call.method.ends_with("openapi")).for_each(|call| call.is_v3 = true);
    calls
}

/// The parameters by which custom fields of the CRM are listed.
pub(crate) fn all_crm_fields() -> Value {
    json!({ "moduleId": "crm", "select": { "0": "*" } })
}

fn crm(answers: &Answers, calls: &mut Vec<Call>) {
    calls.push(call(Part::Crm, "crm.type.list", json!({})));
    calls.push(call(Part::Crm, "crm.status.list", json!({})));
    calls.push(call(Part::Crm, "userfieldconfig.list", all_crm_fields()));
    for kind in KINDS {
        if let Some((fields, custom)) = kind.methods {
            calls.push(call(Part::Crm, fields, json!({})));
            calls.push(call(Part::Crm, custom, json!({})));
        }
        items(kind.number, kind.has_categories, calls);
    }
    for (number, _) in smart(answers) {
        items(number, true, calls);
    }
}

fn items(number: i64, has_categories: bool, calls: &mut Vec<Call>) {
    let params = json!({ "entityTypeId": number });
    calls.push(call(Part::Crm, "crm.item.fields", params.clone()));
    if has_categories {
        calls.push(call(Part::Crm, "crm.category.list", params));
    }
}

/// Returns the smart processes that are listed, by their numbers.
pub(crate) fn smart(answers: &Answers) -> Vec<(i64, &Value)> {
    let rows = answers.rows("crm.type.list", &json!({}), "types").unwrap_or_default();
    let number = |row: &Value| text::get(row, "entityTypeId").and_then(text::number);
    let is_known = |number: i64| KINDS.iter().any(|kind| kind.number == number);
    let numbered = rows.into_iter().filter_map(|row| Some((number(row)?, row)));
    numbered.filter(|(number, _)| *number > 0 && !is_known(*number)).collect()
}

fn users(calls: &mut Vec<Call>) {
    calls.push(call(Part::User, "user.fields", json!({})));
    calls.push(call(Part::User, "user.userfield.list", json!({})));
}

fn tasks(calls: &mut Vec<Call>) {
    calls.push(call(Part::Tasks, "tasks.task.getFields", json!({})));
    calls.push(call(Part::Tasks, "task.item.userfield.getlist", json!({})));
    calls.push(Call { is_v3: true, ..call(Part::Tasks, "tasks.task.field.list", json!({})) });
}

fn lists(answers: &Answers, calls: &mut Vec<Call>) {
    for of in LIST_TYPES {
        calls.push(call(Part::Lists, "lists.get", json!({ "IBLOCK_TYPE_ID": of })));
        for (number, _) in lists_of(answers, of) {
            calls.push(call(Part::Lists, "lists.field.get", json!({ "IBLOCK_TYPE_ID": of, "IBLOCK_ID": number })));
        }
    }
}

/// Returns the lists of a type by their numbers.
pub(crate) fn lists_of<'a>(answers: &'a Answers, of: &str) -> Vec<(i64, &'a Value)> {
    let rows = answers.rows("lists.get", &json!({ "IBLOCK_TYPE_ID": of }), "lists").unwrap_or_default();
    rows.into_iter().filter_map(|row| Some((text::get(row, "ID").and_then(text::number)?, row))).collect()
}

fn catalog(answers: &Answers, calls: &mut Vec<Call>) {
    calls.push(call(Part::Catalog, "catalog.catalog.list", json!({})));
    calls.push(call(Part::Catalog, "catalog.productProperty.list", json!({})));
    calls.push(call(Part::Catalog, "catalog.productPropertyEnum.list", json!({})));
    let rows = answers.rows("catalog.catalog.list", &json!({}), "catalogs").unwrap_or_default();
    for number in rows.iter().filter_map(|row| text::get(row, "iblockId").and_then(text::number)) {
        let filter = json!({ "filter": { "iblockId": number, "productType": 1 } });
        calls.push(call(Part::Catalog, "catalog.product.getFieldsByFilter", filter));
    }
}
