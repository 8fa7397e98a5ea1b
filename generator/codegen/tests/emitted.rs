//! The emitted code of small schemas, where it once differed from what the schema says.

#[path = "../../schema/tests/schema/mod.rs"]
mod schema;

use std::fs;

use bitrix24_codegen::{File, Generator, Layout, Mode, emit::emit};

use schema::{Files, good, lay_over, resolve};

/// Two methods whose results differ in one fact: one field is documented, the other only seen in an example.
const DOCUMENTED: &str = "method: shop.add\nresult: { fields: { success: boolean } }\n";
const OBSERVED: &str = "method: shop.delete\nresult: { fields: { success: { type: boolean, observed: true } } }\n";

fn emitted(files: &[(&str, &str)]) -> Vec<File> {
    let mut all: Files = good();
    for (path, text) in files {
        lay_over(&mut all, path, text.as_bytes().to_vec());
    }
    emit(&resolve(&all).expect("the schema is valid"), Layout::Crate)
}

fn text<'f>(files: &'f [File], path: &str) -> &'f str {
    files.iter().find(|file| file.path == path).map(|file| file.text.as_str()).expect("the file is emitted")
}

#[test]
fn a_type_is_shared_only_with_one_of_the_same_facts() {
    let files = emitted(&[("methods/shop/add.yaml", DOCUMENTED), ("methods/shop/delete.yaml", OBSERVED)]);
    assert!(!text(&files, "src/shop/add.rs").contains("seen in an example only"));
    assert!(text(&files, "src/shop/delete.rs").contains("seen in an example only"));
    let same = DOCUMENTED.replace("shop.add", "shop.delete");
    let files = emitted(&[("methods/shop/add.yaml", DOCUMENTED), ("methods/shop/delete.yaml", &same)]);
    assert!(text(&files, "src/shop/delete.rs").contains("pub use crate::shop::add::Response;"));
}

#[test]
fn what_several_methods_have_names_them_all() {
    let method = |name: &str| {
        let errors = "errors: [{ code: CLOSED, message: The shop is closed }]";
        format!("method: shop.{name}\nresult: {{ fields: {{ success: boolean }} }}\n{errors}\n")
    };
    let some = |names: &[&str]| {
        let methods: Vec<(String, String)> =
            names.iter().map(|name| (format!("methods/shop/{name}.yaml"), method(name))).collect();
        emitted(&methods.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>())
    };
    let files = some(&["add", "copy", "delete"]);
    let add = text(&files, "src/shop/add.rs");
    assert!(add.contains("/// Part of `shop.add`, `shop.copy` and `shop.delete`."), "{add}");
    assert!(add.contains("/// A documented error of `shop.add`, `shop.copy` and `shop.delete`."), "{add}");
    // The export adds no sentence of its own.
    assert!(text(&files, "src/shop/copy.rs").contains("}\n\n#[doc(inline)]\npub use crate::shop::add::Response;"));
    let files = some(&["add", "copy", "delete", "get", "move"]);
    assert!(text(&files, "src/shop/add.rs").contains("/// Part of 5 methods, such as `shop.add` and `shop.copy`."));
}

#[test]
fn a_thing_names_its_other_shape_and_the_module_its_things() {
    let house = "type: shop.House\nfields: { id: integer, title: string, isSold: boolean, views: integer }\n";
    let sent = "type: shop.HouseFields\nfields: { TITLE: string, IS_SOLD: boolean }\n";
    let other = "type: shop.Colour\nfields: { NAME: string, VALUE: string }\n";
    let files = emitted(&[
        ("types/shop/house.yaml", house),
        ("types/shop/house_fields.yaml", sent),
        ("types/shop/colour.yaml", other),
        ("methods/shop/get.yaml", "method: shop.get\nresult: shop.House\n"),
        ("methods/shop/list.yaml", "method: shop.list\nresult: { fields: { houses*: \"shop.House[]\" } }\n"),
        ("methods/shop/add.yaml", "method: shop.add\nparams: { fields*: shop.HouseFields, colour: shop.Colour }\n"),
    ]);
    let of = |path: &str| text(&files, &format!("src/types/shop/{path}.rs")).to_owned();
    assert!(of("house").contains("/// It is sent as [`HouseFields`](super::HouseFields)."));
    assert!(of("house_fields").contains("/// It is answered as [`House`](super::House)."));
    assert!(!of("colour").contains("/// It is answered"));
    assert!(
        text(&files, "src/lib.rs").contains("/// They send and answer [`shop::House`](crate::types::shop::House).")
    );
}

#[test]
fn a_setter_says_what_its_field_says() {
    let field = "{ type: string, doc: what the shop is called, min_length: 2 }";
    let method = format!("method: shop.add\nparams: {{ fields*: {{ fields: {{ NAME: {field} }} }} }}\n");
    let files = emitted(&[("methods/shop/add.yaml", &method)]);
    let told = "    /// What the shop is called. `NAME` · `string` · optional · length at least 2\n";
    assert_eq!(text(&files, "src/shop/add.rs").matches(told).count(), 2, "{}", text(&files, "src/shop/add.rs"));
}

/// A shared type with an enumeration and a part, which a method of the module of its name answers.
#[test]
fn a_thing_is_found_beside_its_methods_with_all_that_it_is_made_of() {
    let house = "type: shop.House\nfields:\n  status: { type: string, values: [new, sold] }\n  \
                 owner: { fields: { name: string } }\n";
    let method = "method: shop.get\nresult: shop.House\n";
    // A request keeps its name.
    let taken = "method: shop.houseOwner\nresult: shop.House\n";
    let files = emitted(&[("types/shop/house.yaml", house), ("methods/shop/get.yaml", method)]);
    assert!(text(&files, "src/shop/mod.rs").contains("pub use crate::types::shop::{House, HouseOwner, HouseStatus};"));
    let files = emitted(&[
        ("types/shop/house.yaml", house),
        ("methods/shop/get.yaml", method),
        ("methods/shop/house_owner.yaml", taken),
    ]);
    assert!(text(&files, "src/shop/mod.rs").contains("pub use crate::types::shop::{House, HouseStatus};"));
}

#[test]
fn a_message_is_documented_as_the_server_sends_it() {
    let message = "Could not find value for parameter {userId} of [some_type] *now*";
    let method = format!("method: shop.add\nerrors: [{{ code: '100', message: '{message}' }}]\n");
    let files = emitted(&[("methods/shop/add.yaml", &method)]);
    assert!(text(&files, "src/shop/add.rs").contains(&format!("message `{message}`")));
}

/// Characters that change a reader's direction, that are not seen, or that end a line of a comment.
const INVISIBLE: &[char] = &['\u{202e}', '\u{2066}', '\u{200b}', '\u{feff}', '\u{7}', '\u{85}', '\u{2028}', '\r'];

#[test]
fn invisible_characters_are_written_out() {
    // As YAML writes them between quotes.
    let escaped: String = INVISIBLE.iter().map(|c| format!("a\\u{:04x}b", u32::from(*c))).collect();
    let method = format!(
        "method: shop.add\nsummary: \"{escaped}\"\nparams: {{ a: {{ type: string, doc: \"{escaped}\", values: [\"x{escaped}\"] \
         }} }}\nerrors: [{{ code: X, message: \"{escaped}\", when: \"{escaped}\" }}]\n"
    );
    let files = emitted(&[("methods/shop/add.yaml", &method)]);
    let text = self::text(&files, "src/shop/add.rs");
    assert!(text.contains("\\u{202e}"), "{text}");
    for c in INVISIBLE {
        let found = files.iter().find(|file| file.path.ends_with(".rs") && file.text.contains(*c));
        assert_eq!(found.map(|file| &file.path), None, "{c:?}");
    }
    syn::parse_file(text).expect("it is Rust");
}

#[test]
fn what_is_remembered_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (schema, out) = (folder.path().join("schema"), folder.path().join("out"));
    for (path, bytes) in good() {
        let path = schema.join(path);
        fs::create_dir_all(path.parent().expect("it has one")).expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
    }
    fs::create_dir_all(&out).expect("a folder can be made");
    fs::create_dir(folder.path().join("target")).expect("a folder can be made");
    fs::write(folder.path().join("target/CACHEDIR.TAG"), "").expect("a file can be written");
    let generate = || Generator::new(&schema).write(&out, Layout::Crate, Mode::Write).expect("the schema is valid");
    assert!(!generate().is_empty());
    assert!(generate().is_empty(), "nothing changed");
    let lib = out.join("src/lib.rs");
    let before = fs::read_to_string(&lib).expect("it is written");
    fs::write(&lib, before.replace("pub mod", "mod")).expect("a file can be written");
    assert_eq!(generate().len(), 1, "an edited file is repaired");
    assert_eq!(fs::read_to_string(&lib).expect("it is written"), before);
    let memory = fs::read_dir(folder.path().join("target/b24")).into_iter().flatten().flatten();
    for file in memory {
        fs::write(file.path(), "what is this?").expect("a file can be written");
    }
    assert!(generate().is_empty(), "what cannot be read is forgotten");
}
