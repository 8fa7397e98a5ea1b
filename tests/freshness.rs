//! The committed files are those that the generator makes of the schema.

use std::path::Path;

use bitrix24_codegen::{Generator, Layout};
use bitrix24_schema::{Changes, Mode, Model, raw};

#[test]
fn generated_matches_the_schema() {
    let changes = Generator::new("schema").write(Path::new("generated"), Layout::Crate, Mode::Check);
    assert_eq!(changes.expect("the schema is well"), Changes::default(), "run `cargo b24 generate`");
}

#[test]
fn the_catalogue_on_board_is_the_schema() {
    let model = Generator::new("schema").model().expect("the schema is well");
    let file = Path::new("generator/catalogue/src/catalogue.bin");
    let released = Generator::new("schema").apart(&model, Path::new("generated")).expect("what was released");
    let is_stale = bitrix24_catalogue::write(file, &model, &released, Mode::Check).expect("it is committed");
    assert!(!is_stale, "run `cargo b24 generate`");
    let model = Model { released, ..model };
    let aboard = bitrix24_catalogue::model().expect("it is well");
    assert!(format!("{:?}", aboard) == format!("{:?}", model), "what is unpacked is another model");
}

#[test]
fn the_json_schema_matches_the_generator() {
    let committed = std::fs::read_to_string("schema/schema.json").expect("it is committed");
    assert!(committed == format!("{:#}\n", raw::json_schema()), "run `cargo b24 schema --write`");
}

#[test]
fn the_golden_portal_matches_the_generator() {
    let mode = if std::env::var_os("UPDATE_GOLDENS").is_some() { Mode::Write } else { Mode::Check };
    let documented = bitrix24_catalogue::model().expect("it is well");
    let portal = bitrix24_codegen::portal("tests/goldens/portal/portal").out("tests/goldens/portal/portal.rs");
    let changes = portal.write((*documented).clone(), mode).expect("the portal is well");
    assert!(
        mode == Mode::Write || changes.is_empty(),
        "UPDATE_GOLDENS=1 cargo test --test freshness writes:\n{changes}"
    );
}

#[test]
fn goldens_match_the_generator() {
    let mode = if std::env::var_os("UPDATE_GOLDENS").is_some() { Mode::Write } else { Mode::Check };
    let generator = Generator::new("tests/goldens/obstacles/schema");
    let changes =
        generator.write(Path::new("tests/goldens/obstacles"), Layout::Module, mode).expect("the schema is well");
    assert!(
        mode == Mode::Write || changes.is_empty(),
        "UPDATE_GOLDENS=1 cargo test --test freshness writes:\n{changes}"
    );
}
