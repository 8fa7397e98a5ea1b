//! Generates the types of the portal, and a test of each of its fields.

#[path = "src/folder.rs"]
mod folder;

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use folder::{Field, THINGS, Thing};

fn main() {
    println!("cargo::rerun-if-changed=src/folder.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let portal = out.join("portal");
    fs::create_dir_all(&portal).expect("a folder");
    for (name, text) in folder::files() {
        update(&portal.join(name), &text);
    }
    bitrix24_codegen::portal(portal).generate();
    update(&out.join("checks.rs"), &checks());
}

/// Writes a file, if that changes it.
fn update(path: &Path, text: &str) {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::write(path, text).expect("a file");
    }
}

/// Returns a function for each thing, which writes all its fields, reads them back, and looks for each.
fn checks() -> String {
    let mut text = String::new();
    for thing in &THINGS {
        let name = thing.name;
        // What `crm.item.add` and `crm.item.get` answer has the item inside.
        let (added, read) = if thing.is_item() { (".item.id.expect(\"an identifier\")", ".item") } else { ("", "") };
        let made = |which| {
            let setters = thing.fields().map(|field| format!("\n        .{}({})", field.rust, values(thing, &field, which)));
            format!("{name}::new(){}", setters.collect::<String>())
        };
        _ = writeln!(
            text,
            "/// Checks the fields of a {name}.
async fn {}(b24: &Client) {{
    let (one, two) = ({}, {});
    let id = b24.call({name}::add(one.clone())).await.expect(\"one\"){added}.to_string();
    b24.call({name}::add(two)).await.expect(\"another one\");
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
    if !field.kind.is_compared {
        return format!(
            "    files(\"{name}.{rust}\", &read.custom::<Value>(\"{}\").expect(\"a file\"), {});\n",
            thing.wire(field),
            field.is_multiple,
        );
    }
    let asked = value(thing, field, 0);
    // A field of several values is asked for one of them.
    let asked = asked.trim_start_matches('[').split([',', ']']).next().filter(|_| asked.starts_with('[')).unwrap_or(&asked);
    format!(
        "    assert_eq!(read.{rust}, one.{rust}, \"{name}.{rust}\");
    let list = {name}::list().filter_by(|filter| filter.eq(|it| &it.{rust}, {asked}));
    assert_eq!(ids!(b24, list), [id.as_str()], \"{name}.{rust}\");\n"
    )
}

/// Returns what a setter takes.
fn values(thing: &Thing, field: &Field, which: usize) -> String {
    let value = value(thing, field, which);
    if field.is_multiple { format!("[{value}]") } else { value }
}

/// Returns a value of a field, as Rust writes it.
fn value(thing: &Thing, field: &Field, which: usize) -> String {
    let words = field.rust.split('_').map(|word| word[..1].to_uppercase() + &word[1..]);
    field.kind.set[which].replace("{Enum}", &(thing.name.to_owned() + &words.collect::<String>()))
}
