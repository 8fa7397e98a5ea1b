//! YAML, read and checked, and the code that is emitted for it.

use bitrix24_codegen::{Layout, emit};
use bitrix24_schema::source::lines;
use bitrix24_schema::{Diagnostics, Model, Sources, export, resolve, type_expr};

use crate::parts::files;

const CATALOGUE: &str =
    "format: 1\ndocs: { base: 'https://docs.example.com/', date: 2026-01-01 }\nids: { user: a person }\n";

/// A text of which every output is checked is at most so long: formatting is slow.
const EMITTED: usize = 2_000;

/// The schema that the text is: files after lines `=== path`, the first one a method, with a catalogue if it lacks one.
pub(crate) fn read(text: &str) -> Sources {
    let mut sources = Sources::default();
    let files = files(text, "methods/item/get.yaml");
    if !files.iter().any(|(path, _)| path == "catalogue.yaml") {
        sources.add("catalogue.yaml", CATALOGUE);
    }
    files.into_iter().for_each(|(path, text)| sources.add(&path, text));
    sources
}

/// Reads a schema: it is refused with places that exist, or all that is made of it can be made.
pub(crate) fn schema(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let sources = read(&text);
    match resolve::resolve(&sources) {
        Ok(model) => emitted(&model, text.len()),
        Err(diagnostics) => refused(&sources, &diagnostics),
    }
}

fn emitted(model: &Model, size: usize) {
    let document: serde_json::Value = serde_json::from_str(&export::json(model)).expect("the export is JSON");
    assert!(document.is_object());
    let listed = emit::listing(model);
    assert!(listed.windows(2).all(|two| two[0].path <= two[1].path), "the list is sorted");
    if size <= EMITTED {
        let files = emit::emit(model, Layout::Module);
        assert_eq!(files.len(), 1);
    }
}

fn refused(sources: &Sources, diagnostics: &Diagnostics) {
    assert!(!diagnostics.is_empty(), "a refusal says why");
    let text = diagnostics.render("schema", false);
    assert!(text.len() < 4_000 * (diagnostics.len() + 1), "a message is short");
    for diagnostic in diagnostics {
        let place = &diagnostic.place;
        assert!(place.line > 0 && place.column > 0 && place.column < place.end_column, "{place:?}");
        assert!(!diagnostic.message.is_empty());
        // Damage may have made two files of one name, and taken the catalogue away.
        let named = sources.iter().filter(|(_, source)| source.path() == place.file);
        let lines = named.map(|(_, source)| lines(source.text()).count().max(1)).max();
        assert!(lines.is_some() || place.file == "catalogue.yaml", "a place is in a file: {place:?}");
        assert!(lines.is_none_or(|lines| place.line <= lines), "{place:?} of {lines:?}");
    }
}

/// Reads a type: what is read is written so that it is read again.
pub(crate) fn type_expr(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    match type_expr::parse(&text) {
        Ok(expr) => {
            // A union is written in parentheses, which is a level more.
            if let Ok(again) = type_expr::parse(&expr.to_string()) {
                assert_eq!(again.to_string(), expr.to_string());
            }
        }
        Err(error) => {
            assert!(!error.message.is_empty() && error.range.start <= text.chars().count(), "{error:?}");
        }
    }
}

#[cfg(test)]
mod tests {
    use bitrix24_schema::resolve;

    use super::read;

    /// A seed that is refused at once would lead nowhere.
    #[test]
    fn seeds_are_well_but_for_the_wrong_one() {
        for (name, text) in [
            ("method", include_str!("../seeds/schema/method.yaml")),
            ("types", include_str!("../seeds/schema/types.yaml")),
            ("whole", include_str!("../seeds/schema/whole.yaml")),
        ] {
            if let Err(diagnostics) = resolve::resolve(&read(text)) {
                panic!("{name}: {diagnostics}");
            }
        }
        assert!(resolve::resolve(&read(include_str!("../seeds/schema/wrong.yaml"))).is_err());
        for text in [include_str!("../seeds/diff/params.yaml"), include_str!("../seeds/diff/types.yaml")] {
            for side in text.split("======\n") {
                assert!(resolve::resolve(&read(side)).is_ok(), "{side}");
            }
        }
    }
}
