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
