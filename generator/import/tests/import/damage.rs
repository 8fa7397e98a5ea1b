//! Damaged pages: the import never panics, it ends, and its schema is valid.

use std::time::{Duration, Instant};

use bitrix24_schema::{Error, Mode};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::project::{Files, Project, tree};

/// The largest time of one import of a few small pages, with a large margin.
const LONG: Duration = Duration::from_secs(30);

/// One edit of a page, as made by a person or a tool.
#[derive(Clone, Debug)]
enum Edit {
    /// Ends the page at a byte, which may be inside a letter.
    Cut(Index),
    Delete(Index),
    Repeat(Index),
    Swap(Index, Index),
    /// A line of another page, in the place of this one.
    Replace(Index, Index, Index),
    Insert(Index, &'static str),
    InsertLine(Index, &'static str),
    /// A word from another place of the page.
    Word(Index, Index),
}

/// Marks of the dialect, and common mistakes of pages.
#[rustfmt::skip]
const BITS: &[&str] = &[
    "#|", "||", "|#", "|", "\\|", "```", "```json", "`", "``", "**", "***", "****", "^*^", "*", "\\*", "^", ">", "> ", "- ", "{", "}",
    "{{", "}}", "[", "]", "[]", "](", "(#items)", "(x.md)", "{#items}", "{#", "# ", "## ", "### Parameter TO\n", "{% list tabs %}",
    "{% endlist %}", "{% note info \"\" %}", "{% endnote %}", "{% if build == 'dev' %}", "{% endif %}", "{% include [x](x.md) %}",
    "{% include [x](parcel-add.md) %}", "/rest/api/", "/rest/", ".", "..", "...", "…", ".a", "result", "result.", "result[].x", "<n>",
    "<", "a|b", "?", "!", "%", "&", "~", "=", "+", "-", "—", ":", ": ", "//", "/*", "#", "\\", "\"", "\\\"", "'", ",", ";", "$", "@", "0",
    "-1", "1e400", "00", "99999999999999999999", "1.5", "true", "null", "by default `", "default: ``", "Possible values:\n- ``\n- `a`\n",
    "from 30 to 1", "at least 5", "up to 3 characters", "`[`object`](#items)`", "[`object`](#items)", "[`string[][]`](x.md)", "[`a` | `null`](x.md)",
    "[`array<`](x.md)", "[`time`](x.md)", "[`file`](x.md)", "[`parcel[]`](./data-types.md#parcel)", "[`object`](./data-types.md#label)", "**BITRIX**",
    "\t", " ", "\n", "\n\n", "\r\n", "\r", "\0", "\u{7}", "\u{7f}", "\u{85}", "\u{a0}", "\u{2028}", "\u{feff}", "\u{202e}", "\u{fffe}", "é", "Ж", "ﬁ", "🙂",
    "DEPRECATED", "Error Code: `", "`403`", "Status", "Value", "Field", "Parcel.Add", "parcel.add.x",
];

/// The damaged trees.
const TREES: &[&str] =
    &["parcels", "parcels", "identity", "tables-ru", "nested", "prose", "results", "errors-ru", "shared", "broken"];

fn edit() -> impl Strategy<Value = Edit> {
    let at = any::<Index>;
    prop_oneof![
        1 => at().prop_map(Edit::Cut),
        2 => at().prop_map(Edit::Delete),
        2 => at().prop_map(Edit::Repeat),
        2 => (at(), at()).prop_map(|(a, b)| Edit::Swap(a, b)),
        2 => (at(), at(), at()).prop_map(|(a, b, c)| Edit::Replace(a, b, c)),
        5 => (at(), select(BITS)).prop_map(|(a, b)| Edit::Insert(a, b)),
        2 => (at(), select(BITS)).prop_map(|(a, b)| Edit::InsertLine(a, b)),
        2 => (at(), at()).prop_map(|(a, b)| Edit::Word(a, b)),
    ]
}

fn apply(bytes: &[u8], edit: &Edit, all: &[Vec<u8>]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    if lines.is_empty() {
        return bytes.to_vec();
    }
    let count = lines.len();
    let other;
    let inserted;
    match edit {
        Edit::Cut(at) => return bytes[..at.index(bytes.len())].to_vec(),
        Edit::Insert(at, bit) => return spliced(&text, *at, bit),
        Edit::Word(at, word) => {
            let words: Vec<&str> = text.split([' ', '\n']).collect();
            return spliced(&text, *at, words[word.index(words.len())]);
        }
        Edit::Delete(at) => drop(lines.remove(at.index(count))),
        Edit::Repeat(at) => lines.insert(at.index(count), lines[at.index(count)]),
        Edit::Swap(a, b) => lines.swap(a.index(count), b.index(count)),
        Edit::InsertLine(at, bit) => {
            inserted = format!("{bit}\n");
            lines.insert(at.index(count), &inserted);
        }
        Edit::Replace(at, page, line) => {
            other = String::from_utf8_lossy(&all[page.index(all.len())]).into_owned();
            let found: Vec<&str> = other.split_inclusive('\n').collect();
            if !found.is_empty() {
                lines[at.index(count)] = found[line.index(found.len())];
            }
        }
    }
    lines.concat().into_bytes()
}

fn spliced(text: &str, at: Index, bit: &str) -> Vec<u8> {
    let mut chars: Vec<char> = text.chars().collect();
    let at = at.index(chars.len());
    drop(chars.splice(at..at, bit.chars()));
    chars.into_iter().collect::<String>().into_bytes()
}

/// Imports pages into a new schema, and again into the same: it has to be valid, and unchanged by the second import.
fn import(docs: &Files) -> Result<(), TestCaseError> {
    import_both(docs, None)
}

/// Does the same with a second tree whose facts take precedence.
fn import_both(docs: &Files, preferred: Option<&Files>) -> Result<(), TestCaseError> {
    let project = Project::new(docs);
    for (path, bytes) in preferred.into_iter().flatten() {
        project.write(&format!("preferred/{path}"), bytes);
    }
    let importer = project.importer().prefer(preferred.map(|_| project.path("preferred")));
    let begun = Instant::now();
    let read = importer.read(&|_, _| {}).expect("the pages can be read");
    prop_assert!(begun.elapsed() < LONG, "it takes {:?}", begun.elapsed());
    if preferred.is_none() {
        prop_assert_eq!(read.methods + read.pages_of_events + read.skipped.len(), read.pages);
    }
    read.write(&project.schema(), Mode::Write).expect("the schema can be written");
    match project.checked() {
        Ok(model) => prop_assert_eq!(model.methods.len(), read.methods),
        Err(error @ Error::Schema { .. }) => prop_assert!(false, "{}", error.render(false)),
        Err(error) => prop_assert!(false, "{error}"),
    }
    let again = importer.read(&|_, _| {}).expect("the pages can be read");
    let changes = again.write(&project.schema(), Mode::Write).expect("the schema can be written");
    prop_assert!(changes.is_empty(), "a second import changes something:\n{changes}");
    Ok(())
}

/// Returns the number of damaged trees that are tried; more with `PROPTEST_CASES`.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(60)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn damaged_pages_give_a_schema_that_passes_the_check(
        name in select(TREES), other in select(&["parcels", "tables", "results", "shared-ru"][..]), is_preferred in any::<bool>(),
        edits in vec((any::<Index>(), edit()), 1..12)
    ) {
        let mut docs = tree(name);
        let paths: Vec<String> = docs.keys().cloned().collect();
        let all: Vec<Vec<u8>> = docs.values().cloned().collect();
        for (page, edit) in &edits {
            let path = &paths[page.index(paths.len())];
            let damaged = apply(&docs[path], edit, &all);
            docs.insert(path.clone(), damaged);
        }
        let other = is_preferred.then(|| tree(other));
        import_both(&docs, other.as_ref())?;
    }

    #[test]
    fn any_bytes_can_be_a_page(bytes in vec(any::<u8>(), 0..300), at in any::<Index>()) {
        let mut docs = tree("parcels");
        let path = docs.keys().nth(at.index(docs.len())).cloned().unwrap_or_default();
        docs.insert(path, bytes);
        import(&docs)?;
    }
}

/// Returns a method's page with this as its only row.
fn page(row: &str) -> String {
    let head = "# Weigh parcel.weigh\n\n> Scope: [`mail`](x.md)\n>\n> Who can execute the method: any user\n\n";
    format!(
        "{head}## Method Parameters\n\n#|\n|| **Name**\n`type` | **Description** ||\n{row}\n|#\n\n## Response Handling\n\n"
    )
}

#[test]
fn what_nests_without_end_is_read_to_some_depth() {
    let many = 4_000;
    let row = "|| **id***\n[`integer`](x.md) | The number ||";
    let json = format!("```json\n{{\"result\": {}1{}}}\n```\n", "{\"a\":".repeat(100), "}".repeat(100));
    for (what, text) in [
        ("notes", page(row) + &"{% note info \"\" %}\n".repeat(many)),
        ("tabs", page(row) + &"{% list tabs %}\n- a\n".repeat(many)),
        ("tables", page(&format!("{row}\n{}", "|| a | #|\n".repeat(many)))),
        ("tables without end", page(row) + &"#|\n|| **a** | b\n".repeat(400)),
        ("lists", page(&format!("|| **id**\n[`integer{}`](x.md) | x ||", "[]".repeat(many)))),
        (
            "generics",
            page(&format!("|| **id**\n[`{}integer{}`](x.md) | x ||", "array<".repeat(many), ">".repeat(many))),
        ),
        ("paths", page(&format!("|| **a**\n`object` | x ||\n|| **a{}**\n[`object`](x.md) | x ||", ".a".repeat(many)))),
        ("names", page(&format!("|| **a**{}\n`string` | x ||", "|**a**".repeat(many)))),
        ("answers", page(row) + &json),
        ("quotes", page(row) + &"> ".repeat(many)),
        ("code", page(row) + &"```".repeat(many)),
    ] {
        let mut docs = tree("parcels");
        docs.insert("api-reference/parcels/parcel-weigh.md".to_owned(), text.into_bytes());
        import(&docs).unwrap_or_else(|error| panic!("{what}: {error}"));
    }
}

#[test]
fn pages_that_include_each_other_end() {
    let mut docs = tree("parcels");
    let twice = "{% include [b](./b.md) %}\n\n{% include [b](./b.md) %}\n";
    docs.insert("api-reference/a.md".to_owned(), page("").into_bytes().into_iter().chain(twice.bytes()).collect());
    docs.insert("api-reference/b.md".to_owned(), twice.replace("b.md", "a.md").into_bytes());
    import(&docs).unwrap_or_else(|error| panic!("{error}"));
}
