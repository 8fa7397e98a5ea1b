//! Products and their properties.

use serde_json::{Map, Value, json};

use super::call::{Call, yes};
use super::fields;
use super::rows::{self, Row, Shape};
use crate::answer::Answer;
use crate::fail::Fail;
use crate::schema::Catalogue;
use crate::things::{Field, Kind, Subject, Thing, Things};

/// The catalogue of products of a portal that does not tell its own.
const CATALOGUE: u64 = 15;

/// Answers `catalog.product.getFieldsByFilter`; `None` if the schema does not have products.
pub(super) fn fields(call: Call<'_>, catalogue: &Catalogue) -> Option<Answer> {
    let documented = Some(catalogue.fields("catalog.Product")).filter(|fields| !fields.is_empty())?;
    let mut all = Map::new();
    for field in documented.iter().filter(|field| field.pattern.is_none()) {
        let wire = field.name.wire.as_str();
        let (ty, _) = fields::type_name(&field.ty, true);
        let is_fixed = field.writable == Some(bitrix24_schema::model::Writable::Never);
        let about = json!({
            "isImmutable": wire == "iblockId",
            "isReadOnly": is_fixed,
            "isRequired": matches!(wire, "iblockId" | "name"),
            "name": fields::title(wire),
            "type": ty,
        });
        all.insert(wire.to_owned(), about);
    }
    let thing = call.state.things.as_ref().and_then(|things| things.get(Subject::Product));
    for field in thing.iter().flat_map(|thing| &thing.fields) {
        let (kind, user) = property_type(field);
        let about = json!({
            "isDynamic": true,
            "isImmutable": false,
            "isMultiple": field.is_multiple,
            "isReadOnly": false,
            "isRequired": field.is_required,
            "name": field.title,
            "propertyType": kind,
            "type": "productproperty",
            "userType": user,
        });
        all.insert(field.camel.clone(), about);
    }
    Some(Answer::of(&json!({ "product": all })))
}

/// Returns the type of a property, and the one that narrows it.
fn property_type(field: &Field) -> (&'static str, &'static str) {
    match field.kind {
        Kind::Integer | Kind::Double => ("N", ""),
        Kind::Choice => ("L", ""),
        Kind::File => ("F", ""),
        Kind::Date => ("S", "Date"),
        Kind::DateTime => ("S", "DateTime"),
        Kind::Money => ("S", "Money"),
        Kind::User => ("S", "employee"),
        Kind::Id(_) => ("E", ""),
        _ => ("S", ""),
    }
}

fn thing(things: &Things) -> Option<&Thing> {
    things.get(Subject::Product).map(|thing| &**thing)
}

/// Returns the catalogue of the products.
fn catalogue_of(thing: &Thing) -> u64 {
    thing.param("iblockId").and_then(super::call::number).unwrap_or(CATALOGUE)
}

fn id(field: &Field) -> u64 {
    field.plain.trim_start_matches("property").parse().unwrap_or(field.id)
}

/// Answers the list of properties.
pub(super) fn properties(call: Call<'_>, things: &Things) -> Option<Result<Answer, Fail>> {
    let thing = thing(things)?;
    let row = |field: &Field| -> Row {
        let (kind, user) = property_type(field);
        let pairs = [
            ("id", json!(id(field))),
            ("iblockId", json!(catalogue_of(thing))),
            ("name", json!(field.title)),
            ("code", json!(field.upper)),
            ("active", json!("Y")),
            ("isRequired", json!(yes(field.is_required))),
            ("multiple", json!(yes(field.is_multiple))),
            ("propertyType", json!(kind)),
            ("userType", if user.is_empty() { Value::Null } else { json!(user) }),
            ("sort", json!(500)),
        ];
        pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    };
    let rows = thing.customs().map(row).collect();
    let shape = Shape { key: Some("productProperties"), is_paged: true, ..Shape::PLAIN };
    Some(rows::answer(call, rows, shape, Value::Object))
}

/// Answers the list of the choices of all properties.
pub(super) fn choices(call: Call<'_>, things: &Things) -> Option<Result<Answer, Fail>> {
    let mut rows = Vec::new();
    for field in thing(things)?.customs() {
        for choice in &field.choices {
            let number = choice.value.parse::<u64>().unwrap_or_default();
            let mut row = Row::new();
            row.insert("id".to_owned(), number.into());
            row.insert("propertyId".to_owned(), id(field).into());
            row.insert("value".to_owned(), choice.title.as_str().into());
            row.insert("def".to_owned(), "N".into());
            row.insert("sort".to_owned(), 500.into());
            row.insert("xmlId".to_owned(), choice.value.as_str().into());
            rows.push(row);
        }
    }
    let shape = Shape { key: Some("productPropertyEnums"), is_paged: true, ..Shape::PLAIN };
    Some(rows::answer(call, rows, shape, Value::Object))
}

/// Answers the list of catalogues: that of the products.
pub(super) fn catalogs(call: Call<'_>, things: &Things) -> Option<Result<Answer, Fail>> {
    let number = catalogue_of(thing(things)?);
    let row = json!({
        "iblockId": number, "iblockTypeId": "CRM_PRODUCT_CATALOG", "id": number, "lid": "s1", "name": "Products",
        "productIblockId": null, "skuPropertyId": null, "subscription": "N", "vatId": null, "yandexExport": "N",
    });
    let rows = row.as_object().cloned().into_iter().collect();
    let shape = Shape { key: Some("catalogs"), is_paged: true, ..Shape::PLAIN };
    Some(rows::answer(call, rows, shape, Value::Object))
}
