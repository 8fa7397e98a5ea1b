//! The tests of the portal's fields.

use std::fmt::Write;

use crate::folder::{Field, Read, THINGS, Thing};

/// Returns a function for each thing, which writes all its fields, reads them back, and looks for each.
pub(crate) fn all() -> String {
    let mut text = String::new();
    for thing in &THINGS {
        let name = thing.name;
        // What `crm.item.add` and `crm.item.get` answer has the item inside.
        let (added, read) = if thing.is_item() { (".item.id.expect(\"an identifier\")", ".item") } else { ("", "") };
        let made = |which| {
            let setters =
                thing.fields().map(|field| format!("\n        .{}({})", field.rust, values(thing, &field, which)));
            format!("{name}::new(){}", setters.collect::<String>())
        };
        _ = writeln!(
            text,
            "/// Checks the fields of a {name}.
async fn {}(b24: &Client) {{
    let (one, two) = ({}, {});
    let id = b24.call({name}::add(one.clone())).await.expect(\"one\"){added}.to_string();
    let other = b24.call({name}::add(two)).await.expect(\"another one\"){added}.to_string();
    let read = b24.call({name}::get(id.as_str())).await.expect(\"it is read\"){read};",
            name.to_lowercase(),
            made(0),
            made(1),
        );
        thing.fields().for_each(|field| text.push_str(&check(thing, &field)));
        text.push_str("}\n\n");
    }
    text
}

/// Returns the check of one field.
fn check(thing: &Thing, field: &Field) -> String {
    let (name, rust) = (thing.name, &field.rust);
    if field.kind.read == Read::Link {
        return format!(
            "    files(\"{name}.{rust}\", &read.custom::<Value>(\"{}\").expect(\"a file\"), {});\n",
            thing.wire(field),
            field.is_multiple,
        );
    }
    // A list has items with other values besides, too.
    let (same, listed) = match (field.kind.read, field.is_multiple) {
        (Read::Day, false) => ("same_day", "same_day"),
        (Read::Day, true) => ("same_days", "share_a_day"),
        (_, false) => ("same", "same"),
        (_, true) => ("same", "share_a_value"),
    };
    let asked = value(thing, field, 0);
    format!(
        "    assert!({same}(&read.{rust}, &one.{rust}), \"{name}.{rust}: {{:?}}\", read.{rust});
    let list = {name}::list().filter_by(|filter| filter.eq(|it| &it.{rust}, {asked}));
    found!(b24, list, {listed}, {rust}, one, id, other);\n"
    )
}

/// Returns what a setter takes.
fn values(thing: &Thing, field: &Field, which: usize) -> String {
    // The first of the two items has both values of a field that takes several.
    let values: Vec<String> = (which..2).map(|which| value(thing, field, which)).collect();
    if field.is_multiple { format!("[{}]", values.join(", ")) } else { value(thing, field, which) }
}

/// Returns a value of a field, as Rust writes it.
fn value(thing: &Thing, field: &Field, which: usize) -> String {
    let words = field.rust.split('_').map(|word| word[..1].to_uppercase() + &word[1..]);
    field.kind.set[which].replace("{Enum}", &(thing.name.to_owned() + &words.collect::<String>()))
}
