//! The methods that describe a portal: its fields, custom fields, smart processes, stages, lists, scopes and methods.
//!
//! Fields are those of the schema, and those of the portal's own; the other methods list the portal's own things if they are
//! known.

mod crm;
mod fields;
mod lists;
mod portal;
mod products;
mod rows;
mod settings;
mod status;
mod tasks;
mod userfields;

use bitrix24_schema::model::Method;
use serde_json::{Map, Value};

use crate::answer::Answer;
use crate::fail::Fail;
use crate::request::ApiVersion;
use crate::schema::Catalogue;
use crate::state::State;
use crate::store::Store;
use crate::things::Things;

/// A call of a method that describes something.
#[derive(Clone, Copy)]
struct Call<'c> {
    state: &'c State,
    /// The method's name in lower case.
    name: &'c str,
    method: Option<&'c Method>,
    params: &'c Map<String, Value>,
}

/// Returns the answer of a method that describes something, whose name is in lower case; `None` for other methods.
pub(crate) fn answer(
    state: &State,
    api: ApiVersion,
    name: &str,
    method: Option<&Method>,
    params: &Map<String, Value>,
) -> Option<Result<Answer, Fail>> {
    if api == ApiVersion::V3 {
        return None;
    }
    let call = Call { state, name, method, params };
    if let (Some(catalogue), Some(store)) = (&state.catalogue, &state.store)
        && let Some(answer) = described(call, catalogue, store)
    {
        return Some(answer);
    }
    state.things.as_deref().and_then(|things| listed(call, things))
}

/// Answers what every portal has.
fn described(call: Call<'_>, catalogue: &Catalogue, store: &Store) -> Option<Result<Answer, Fail>> {
    match call.name {
        "crm.item.fields" => Some(fields::of_items(call, catalogue, store)),
        "crm.lead.fields" | "crm.deal.fields" | "crm.contact.fields" | "crm.company.fields" | "crm.quote.fields" => {
            fields::of_kind(call, catalogue).map(Ok)
        }
        "user.fields" => Some(Ok(portal::user_fields(call, catalogue))),
        "tasks.task.getfields" => Some(tasks::fields(call, store)),
        "catalog.product.getfieldsbyfilter" => products::fields(call, catalogue).map(Ok),
        "department.fields" => Some(Ok(portal::department_fields())),
        "scope" => Some(Ok(portal::scope(call, catalogue))),
        "methods" => Some(Ok(portal::methods(call, catalogue))),
        "feature.get" => Some(portal::feature(call)),
        _ => None,
    }
}

/// Answers what only a portal has whose own types are known.
fn listed(call: Call<'_>, things: &Things) -> Option<Result<Answer, Fail>> {
    match call.name {
        "crm.type.list" => Some(crm::types(call, things)),
        "crm.type.get" | "crm.type.getbyentitytypeid" => Some(crm::one_type(call, things)),
        "crm.category.list" => Some(crm::categories(call, things)),
        "crm.status.list" => Some(status::list(call, things)),
        "userfieldconfig.list" => Some(userfields::configs(call, things)),
        "userfieldconfig.get" => Some(userfields::config(call, things)),
        "user.userfield.list" | "task.item.userfield.getlist" => Some(userfields::list(call, things)),
        "lists.get" => Some(lists::get(call, things)),
        "lists.field.get" => Some(lists::fields(call, things)),
        "catalog.productproperty.list" => products::properties(call, things),
        "catalog.productpropertyenum.list" => products::choices(call, things),
        "catalog.catalog.list" => products::catalogs(call, things),
        name if name.starts_with("crm.") && name.ends_with(".userfield.list") => Some(userfields::list(call, things)),
        name if name.starts_with("crm.") && name.ends_with(".userfield.get") => Some(userfields::get(call, things)),
        _ => None,
    }
}

impl Call<'_> {
    /// Returns a parameter, whose name may have any case.
    fn param(&self, name: &str) -> Option<&Value> {
        let found = self.params.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value).filter(|value| !value.is_null())
    }

    fn number(&self, name: &str) -> Option<u64> {
        self.param(name).and_then(number)
    }

    fn flag(&self, name: &str) -> bool {
        self.param(name).is_some_and(|value| match value {
            Value::Bool(value) => *value,
            value => ["Y", "y", "1", "true"].contains(&text(value).as_str()),
        })
    }

    /// Returns the documented error whose message has this text, or else one with this code.
    fn refused(&self, code: &str, message: &str) -> Fail {
        crate::schema::documented(self.method, message).unwrap_or_else(|| Fail::new(400, code, message))
    }
}

fn number(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.trim().parse().ok())
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Returns `Y` or `N`.
fn yes(value: bool) -> &'static str {
    if value { "Y" } else { "N" }
}
