//! What a caller sends for a row, checked by the portal's own fields and stages.

use serde_json::{Map, Value};

use super::family::Family;
use super::own::Own;
use super::table::{Place, Row, Table};
use crate::fail::Fail;
use crate::things::{Wrong, is_nothing, plain};

/// Returns the fields to keep, by the names that rows keep them by; `row` is the row that changes.
pub(super) fn kept(
    family: &Family,
    table: &Table,
    fields: Map<String, Value>,
    row: Option<&Row>,
) -> Result<Map<String, Value>, Fail> {
    let Some(own) = table.own() else { return Ok(fields) };
    let mut kept = Map::with_capacity(fields.len());
    for (name, value) in fields {
        let Some(place) = table.place(&name) else {
            // A wrong field is ignored, as servers do; phones and the like have no column.
            if !is_own_name(&name) {
                kept.insert(name, value);
            }
            continue;
        };
        let known = table.kept_name(&name).unwrap_or(&name).to_owned();
        match &place {
            Place::Column(index) => {
                if let Some(words) = own.words(*index).filter(|_| !is_nothing(&value)) {
                    let word = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                    if !words.contains(&word) {
                        return Err(wrong(family, &name, Wrong::Value));
                    }
                }
                kept.insert(known, value);
            }
            Place::Field(index) => {
                let field = &table.fields()[*index];
                if !field.is_fixed {
                    let current = row.map(|row| table.field_value(row, *index));
                    let value = field.sent(&value, current.as_deref()).map_err(|why| wrong(family, &name, why))?;
                    kept.insert(known, value);
                }
            }
            Place::Own(_) => {
                kept.insert(known, value);
            }
        }
    }
    required(family, table, &kept, row)?;
    if row.is_none() {
        stage(own, table, &mut kept);
    }
    Ok(kept)
}

/// Returns true if a name is that of a custom field.
fn is_own_name(name: &str) -> bool {
    let plain = plain(name);
    ["uf", "property", "parentid"].iter().any(|start| plain.starts_with(start))
}

/// Returns the error of a value that is none of the field's.
fn wrong(family: &Family, name: &str, why: Wrong) -> Fail {
    let message = match why {
        Wrong::Value => format!("Invalid value for field \"{name}\""),
        Wrong::NotMany(of) => format!("Expected iterable value for multiple field, but got {of} instead"),
    };
    let code = match why {
        _ if family.is_element() => "ERROR_ELEMENT_FIELD_VALUE",
        Wrong::Value if family.is_item() => "CRM_FIELD_ERROR_VALUE_NOT_VALID",
        Wrong::NotMany(_) if family.is_item() => "100",
        // The other families document no code.
        _ => "",
    };
    Fail::new(400, code, &message)
}

/// Refuses a row without one of its required fields, and a change that empties one.
fn required(family: &Family, table: &Table, kept: &Map<String, Value>, row: Option<&Row>) -> Result<(), Fail> {
    let lacks = |name: &str| match kept.get(name) {
        Some(value) => is_nothing(value) && value.as_bool().is_none(),
        None => row.is_none(),
    };
    let mut fields = table.fields().iter().filter(|field| field.is_custom && field.is_required && !field.is_fixed);
    let Some(field) = fields.find(|field| lacks(&field.upper)) else { return Ok(()) };
    let code = match row {
        None if family.is_element() => "ERROR_ADD_ELEMENT",
        Some(_) if family.is_element() => "ERROR_UPDATE_ELEMENT",
        _ if family.is_item() => "CRM_FIELD_ERROR_REQUIRED",
        _ => "",
    };
    Err(Fail::new(400, code, &format!("The \"{}\" field is required", field.title)))
}

/// Gives a new row its stage: the first one of its funnel, or of all; and its funnel, which is that of the stage.
fn stage(own: &Own, table: &Table, kept: &mut Map<String, Value>) {
    let Some((stage, category)) = own.stage_columns() else { return };
    let Some(stages) = own.thing().stages() else { return };
    let (stage, category) = (table.columns()[stage].names[0], category.map(|index| table.columns()[index].names[0]));
    let sent = kept.get(stage).and_then(Value::as_str).filter(|text| !text.is_empty()).map(str::to_owned);
    let code = match sent {
        Some(code) => code,
        None => {
            let wanted = category.and_then(|name| kept.get(name)).and_then(super::cell::integer);
            let wanted = wanted.and_then(|number| u64::try_from(number).ok());
            match stages.first(wanted).or_else(|| stages.first(None)) {
                Some(first) => first.code.to_owned(),
                None => return,
            }
        }
    };
    if let Some(category) = category {
        kept.insert(category.to_owned(), crate::things::stage_category(&code).unwrap_or_default().into());
    }
    kept.insert(stage.to_owned(), code.into());
}
