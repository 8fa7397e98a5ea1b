//! Products: their properties.

use bitrix24_schema::Model;
use serde_json::{Value, json};

use super::field::{self, Described};
use super::types;
use crate::answers::Answers;
use crate::facts::{Facts, Field, Key, Thing};
use crate::shared::Shared;
use crate::text;

/// The products, and the variations that are products of a catalogue of their own.
const PRODUCTS: [(&str, &str, &str, &str); 2] = [
    ("catalog.product", "catalog.Product", "Product", "Products"),
    ("catalog.product.offer", "catalog.ProductOffer", "Offer", "Variations of products"),
];

/// Reads the properties of products and of their variations.
pub(super) fn read(answers: &Answers, model: &Model, facts: &mut Facts) {
    let catalogs = answers.rows("catalog.catalog.list", &json!({}), "catalogs");
    let properties = answers.rows("catalog.productProperty.list", &json!({}), "productProperties");
    let (Some(catalogs), Some(properties)) = (catalogs, properties) else {
        facts.unread.extend(PRODUCTS.iter().map(|(methods, ..)| Key::new(methods, &[])));
        return;
    };
    let values = answers.rows("catalog.productPropertyEnum.list", &json!({}), "productPropertyEnums");
    for (index, (methods, of, name, title)) in PRODUCTS.iter().enumerate() {
        let key = Key::new(methods, &[]);
        let Some(shared) = Shared::find(model, of) else { continue };
        let is_its = |row: &&&Value| is_of_offers(row) == (index == 1);
        let blocks: Vec<i64> = catalogs.iter().filter(is_its).filter_map(|row| number(row, "iblockId")).collect();
        let its = properties.iter().filter(|row| number(row, "iblockId").is_some_and(|id| blocks.contains(&id)));
        let mut fields: Vec<Field> =
            its.filter_map(|row| property(row, values.as_deref(), model, &shared, facts)).collect();
        fields.sort_by(|a, b| a.wire.cmp(&b.wire));
        fields.dedup_by(|a, b| a.wire == b.wire);
        facts.whole.push(key.clone());
        if !fields.is_empty() {
            let (name, title) = ((*name).to_owned(), (*title).to_owned());
            facts.things.push(Thing { key, of, name, title, has: None, fields });
        }
    }
}

fn is_of_offers(row: &Value) -> bool {
    number(row, "productIblockId").is_some_and(|id| id > 0)
}

fn number(row: &Value, name: &str) -> Option<i64> {
    text::get(row, name).and_then(text::number)
}

/// Returns a property: an object with the value and its identifier, or a list of such.
fn property(
    row: &Value,
    values: Option<&[&Value]>,
    model: &Model,
    shared: &Shared<'_>,
    facts: &mut Facts,
) -> Option<Field> {
    let id = number(row, "id")?;
    let wire = format!("property{id}");
    if shared.field(&wire).is_some() {
        return None;
    }
    let user = text::first(row, &["userType"]);
    let kind = text::first(row, &["propertyType"]);
    let ty = match (kind.as_deref(), user.as_deref()) {
        (_, Some("Date")) => "date",
        (_, Some("DateTime")) => "datetime",
        (_, Some("Money")) => "money",
        (_, Some("employee" | "UserID")) => "employee",
        (Some("N"), None) => "double",
        (Some("L"), _) => "enumeration",
        (Some("E" | "G"), _) => "integer",
        (Some("F"), _) => "array",
        (Some("S"), _) => "string",
        _ => "",
    };
    let mine = values.map(|values| {
        let mine = values.iter().filter(|value| number(value, "propertyId") == Some(id));
        let pair = |value: &&Value| Some((text::first(value, &["id"])?, text::first(value, &["value"])?));
        mine.filter_map(pair).map(|(id, label)| (id, text::title(&label).unwrap_or(label))).collect()
    });
    let title = field::read(&wire, row).title;
    let is_multiple = text::flag(text::get(row, "multiple"));
    let described = Described { wire: wire.clone(), ty: ty.to_owned(), title, values: mine, ..Described::default() };
    let mut field = types::custom(&described, &wire, model, facts);
    field.is_wrapped = true;
    field.is_list = is_multiple;
    Some(field)
}
