//! Damaged schemas: nothing panics, and each refusal names a place.

#[path = "../../schema/tests/schema/mod.rs"]
mod schema;

use bitrix24_codegen::{Layout, emit::emit};
use bitrix24_schema::Diagnostic;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use schema::{Files, good};

/// One edit of a file, as made by a person or an editor.
#[derive(Clone, Debug)]
enum Edit {
    Delete(Index),
    Repeat(Index),
    Swap(Index, Index),
    /// A line of another file in the place of this one.
    Replace(Index, Index, Index),
    Indent(Index, &'static str),
    Insert(Index, &'static str),
    /// Removes some characters.
    Cut(Index, u8),
    Truncate(Index),
}

/// Pieces that are written by mistake, by habit, or by chance.
#[rustfmt::skip]
const BITS: &[&str] = &[
    "[", "]", "{", "}", ",", ": ", ":", "- ", "#", " #", "&a ", "*a", "*", "?", "? ", "!", "!!str ", "|", ">", "'", "\"", "%", "@",
    "`", "\\", "\t", " ", "\n", "\r", "\r\n", "\0", "\u{7}", "\u{85}", "\u{2028}", "\u{feff}", "\u{202e}", "é", "Ж", "🙂", "---\n",
    "...\n", "<", ">", "<<: ", "~", "null", "true", "yes", "-1", "1.5", "1e999", ".nan", "0x1F", "99999999999999999999", "[[[[",
    "integer", "user[]", "map<", "type", "values", "fields: ", "{ a: b }", "[a, a]", "\"\"", "''",
];

fn edit() -> impl Strategy<Value = Edit> {
    let at = any::<Index>;
    prop_oneof![
        1 => at().prop_map(Edit::Delete),
        1 => at().prop_map(Edit::Repeat),
        1 => (at(), at()).prop_map(|(a, b)| Edit::Swap(a, b)),
        1 => (at(), at(), at()).prop_map(|(a, b, c)| Edit::Replace(a, b, c)),
        1 => (at(), select(&["  ", "    ", " ", "\t", "- "][..])).prop_map(|(a, b)| Edit::Indent(a, b)),
        4 => (at(), select(BITS)).prop_map(|(a, b)| Edit::Insert(a, b)),
        2 => (at(), 1..6_u8).prop_map(|(a, b)| Edit::Cut(a, b)),
        1 => at().prop_map(Edit::Truncate),
    ]
}

fn apply(text: &str, edit: &Edit, all: &Files) -> String {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let mut chars: Vec<char> = text.chars().collect();
    if lines.is_empty() {
        return text.to_owned();
    }
    let (line_count, char_count) = (lines.len(), chars.len());
    let line = |index: &Index| index.index(line_count);
    let place = |index: &Index| index.index(char_count);
    match edit {
        Edit::Delete(at) => drop(lines.remove(line(at))),
        Edit::Repeat(at) => lines.insert(line(at), lines[line(at)].clone()),
        Edit::Swap(a, b) => lines.swap(line(a), line(b)),
        Edit::Replace(at, file, other) => {
            let file = String::from_utf8_lossy(&all[file.index(all.len())].1);
            let found: Vec<&str> = file.split_inclusive('\n').collect();
            lines[line(at)] = found[other.index(found.len())].to_owned();
        }
        Edit::Indent(at, space) => lines[line(at)].insert_str(0, space),
        Edit::Insert(at, bit) => {
            drop(chars.splice(place(at)..place(at), bit.chars()));
            return chars.into_iter().collect();
        }
        Edit::Cut(at, count) => {
            drop(chars.drain(place(at)..char_count.min(place(at) + usize::from(*count))));
            return chars.into_iter().collect();
        }
        Edit::Truncate(at) => return chars[..place(at)].iter().collect(),
    }
    lines.concat()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn a_broken_schema_is_refused_at_a_place(edits in vec((any::<Index>(), edit()), 1..6)) {
        let all = good_with_corrections();
        let mut files = all.clone();
        for (file, edit) in &edits {
            let file = file.index(files.len());
            let text = String::from_utf8_lossy(&files[file].1).into_owned();
            files[file].1 = apply(&text, edit, &all).into_bytes();
        }
        match schema::resolve(&files) {
            Ok(model) => drop(emit(&model, Layout::Module)),
            Err(diagnostics) => {
                prop_assert!(!diagnostics.is_empty(), "refused without a word");
                prop_assert!(!diagnostics.render("schema", true).is_empty());
                for diagnostic in &diagnostics {
                    is_sound(diagnostic, &files)?;
                }
            }
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..200), file in any::<Index>()) {
        let mut files = good_with_corrections();
        let file = file.index(files.len());
        files[file].1 = bytes;
        if let Err(diagnostics) = schema::resolve(&files) {
            prop_assert!(!diagnostics.is_empty(), "refused without a word");
            prop_assert!(!diagnostics.render("schema", false).is_empty());
        }
    }
}

fn good_with_corrections() -> Files {
    let mut files = good();
    let fixes = "- file: methods/user/get.yaml\n  at: params/ID\n  reason: a test\n  required: no\n\
                 - { file: methods/item/add.yaml, at: errors/NO_SPACE/status, reason: a test, set: 409 }\n\
                 - { file: types/item/item.yaml, at: fields/size, reason: a test, add: { type: integer, min: 0 } }\n";
    schema::lay_over(&mut files, "corrections/fixes.yaml", fixes.into());
    files
}

/// Checks a diagnostic: its place is in the file, its line is that of the file, and it has a help.
fn is_sound(diagnostic: &Diagnostic, files: &Files) -> Result<(), TestCaseError> {
    prop_assert!(!diagnostic.message.is_empty() && diagnostic.help.is_some(), "no help: {diagnostic:?}");
    for place in [Some(&diagnostic.place), diagnostic.related.as_ref().map(|(place, _)| place)].into_iter().flatten() {
        let bytes = files.iter().find(|(path, _)| *path == place.file).map(|(_, bytes)| bytes);
        prop_assert!(bytes.is_some(), "no such file: {place:?}");
        let text = String::from_utf8_lossy(bytes.map(Vec::as_slice).unwrap_or_default()).replace("\r\n", "\n");
        let line = text.trim_start_matches('\u{feff}').split(['\n', '\r']).nth(place.line - 1);
        prop_assert_eq!(line, Some(place.text.as_str()), "{:?}", place);
        let width = place.text.chars().count();
        prop_assert!((1..=width + 1).contains(&place.column), "{place:?}");
        prop_assert!(place.column < place.end_column && place.end_column <= width.max(place.column) + 1, "{place:?}");
    }
    Ok(())
}
