//! The methods that describe a portal: its fields, custom fields, smart processes, stages, lists, scopes and methods.
//!
//! Fields are those of the schema, and those of the portal's own; the other methods list the portal's own things if they are
//! known.

mod call;
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
use call::Call;

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
