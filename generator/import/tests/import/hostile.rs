//! Pages made to keep the importer busy: it ends, says what it did not read, and reads the rest.
//!
//! Nothing here looks at a clock. Where a page took the square of its size, it is so large that the test would not end.

use std::fs;

use crate::project::{Project, tree};

const ADD: &str = "docs/api-reference/parcels/parcel-add.md";

/// A mark on the page that texts are put before, each in another part of it.
const PARTS: &[&str] =
    &["## Code Examples", "| Who gets it ||", "    curl -X POST", "{ \"error\"", "|| `0` |", "\"result\": {"];

/// Returns the notes of an import of the tree with this text before a mark of its first page.
fn notes(before: &str, text: &str, others: &[(String, String)]) -> Vec<String> {
    let project = Project::new(&tree("parcels"));
    project.replace(ADD, before, &format!("{text}{before}"));
    for (path, text) in others {
        project.write(path, text);
    }
    let import = project.read();
    import.notes.iter().map(|note| format!("{}:{}: {}", note.page, note.line, note.reason)).collect()
}

#[track_caller]
fn says(notes: &[String], text: &str) {
    assert!(notes.iter().any(|note| note.contains(text)), "{text}: {:#?}", notes.iter().take(20).collect::<Vec<_>>());
}

#[test]
fn pages_that_include_each_other_are_read_so_far() {
    let circle: String = (0..10).map(|page| format!("{{% include [x](./c{page}.md) %}}\n")).collect();
    let others: Vec<_> =
        (0..10).map(|page| (format!("docs/api-reference/parcels/c{page}.md"), circle.clone())).collect();
    let notes = notes(PARTS[0], "{% include [x](./c0.md) %}\n\n", &others);
    says(&notes, "the page has more than 1000 includes; the others are not read");
    assert!(notes.len() < 12_000, "{}", notes.len());
}

#[test]
fn a_page_and_a_line_have_a_largest_size() {
    says(
        &notes(PARTS[0], &"text\n".repeat(200_000), &[]),
        "the page is larger than 524288 bytes; the rest is not read",
    );
    let long = format!("{}\n", "ж".repeat(100_000));
    says(&notes(PARTS[0], &long, &[]), "parcel-add.md:49: the line is longer than 16384 bytes; the rest is not read");
}

#[test]
fn marks_without_an_end_are_read_in_one_pass() {
    for bit in [
        "[",
        "{",
        "{{",
        "(",
        "](",
        "<br",
        "{#",
        "`",
        "``` ",
        "**",
        "\\",
        "\"",
        "'\"$(",
        "'\"$",
        ", ",
        "|",
        "||",
        "`a|",
        "/*",
        "array(",
        "{\"a\":[",
        "#|\n",
        "|#\n",
        "#|\n|| ",
        "{% list tabs %}\n",
        "{% note info %}\n",
        "{% if build == 'dev' %}\n",
        "```\n",
        "- `a`\n",
        "> ",
        "# a\n",
        "/rest/a.b\n",
        "{% include [x](./parcel-list.md) %}\n",
    ] {
        for part in PARTS {
            notes(part, &bit.repeat(120_000 / bit.len()), &[]);
        }
    }
}

#[test]
fn rows_and_chapters_are_read_in_one_pass() {
    let head = "#|\n|| **Name**\n`type` | **Description** ||\n";
    let rows = |row: &str| (0..2_000).map(|index| row.replace("{i}", &index.to_string())).collect::<String>();
    let links = rows("|| **P{i}**\n`object` | ([description](#p{i})) ||\n");
    let chapters =
        rows("### Parameter P{i} {#p{i}}\n\n#|\n|| **Name**\n`type` | **Text** ||\n|| **A**\n`string` | x ||\n|#\n\n");
    notes(PARTS[0], &format!("{head}{links}|#\n\n{chapters}"), &[]);
    notes(PARTS[4], &rows("|| `CODE` | The text {i} | Value ||\n").repeat(3), &[]);
    let values = rows("- `V{i}` — one\n").repeat(4);
    notes(PARTS[0], &format!("{head}|| **P**\n`string` | Possible values:\n{values}||\n|#\n\n"), &[]);
}

/// A schema names a page by its path without `.md`, and takes no file and no address in its place.
#[test]
fn a_page_whose_path_reads_like_another_file_is_left_out() {
    let project = Project::new(&tree("parcels"));
    let page = fs::read_to_string(project.path(ADD)).expect("it is there").replace("parcel.add", "parcel.twice");
    fs::write(project.path("docs/api-reference/parcels/parcel-twice.md.md"), page).expect("it can be written");
    let import = project.read();
    let skip = import.skipped.iter().find(|skip| skip.page.contains("parcel-twice")).expect("it is left out");
    assert_eq!(skip.reason, "its path cannot be told from a file's or an address");
    assert!(import.files.iter().all(|file| !file.text.contains("parcel.twice")));
}

/// Names that other systems take for a path, or for two lines.
#[cfg(unix)]
#[test]
fn the_name_of_a_page_may_hold_any_character() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let project = Project::new(&tree("parcels"));
    let page = fs::read(project.path(ADD)).expect("it is there");
    for name in [&b"a\\b.md"[..], b"..\\c.md", b"a\nb.md", b"\xff.md", b"\\.md"] {
        let path = project.path("docs/api-reference/parcels").join(OsStr::from_bytes(name));
        fs::write(path, &page).expect("it can be written");
    }
    let import = project.read();
    let skipped =
        import.skipped.iter().filter(|skip| skip.reason.contains("the method parcel.add is described on")).count();
    assert_eq!(skipped, 5, "{:#?}", import.skipped);
    assert!(import.skipped.iter().any(|skip| skip.page == "api-reference/parcels/a\\b.md"), "{:#?}", import.skipped);
}
