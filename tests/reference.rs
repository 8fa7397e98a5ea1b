//! `schema/README.md`, `schema/EXPORT.md` and `schema/PORTAL.md` say what is so: every key and code is in them, and what they
//! show as right or wrong is taken or refused as they say.
//!
//! When messages change on purpose: `UPDATE_REFERENCE=1 cargo test --test reference` writes the new ones into the pages;
//! then look at the difference, and run the tests again.

#[path = "reference/page.rs"]
mod page;
#[path = "reference/portal.rs"]
mod portal;

use std::collections::BTreeSet;
use std::path::Path;

use bitrix24_codegen::{Layout, emit};
use bitrix24_schema::model::{Item, Model};
use bitrix24_schema::{Diagnostics, Sources, export, raw, resolve};
use serde_json::Value;

use page::{Edit, Files, Page, code, nothing, row};

const README: &str = "schema/README.md";
const EXPORT: &str = "schema/EXPORT.md";

/// Codes that no example can show in one file: their diagnostics come in company, or need bytes that are no text.
const NOT_SHOWN: &[&str] = &["duplicate-event", "duplicate-method", "duplicate-type", "missing-file", "not-utf8"];

fn read(files: &Files) -> Result<Model, Diagnostics> {
    let mut sources = Sources::default();
    for (path, text) in files {
        sources.add(path, text.as_str());
    }
    resolve::resolve(&sources)
}

#[track_caller]
fn model(files: &Files) -> Model {
    read(files).unwrap_or_else(|diagnostics| panic!("{}", diagnostics.render("schema", false)))
}

fn with(files: &Files, path: &str, text: impl Into<String>) -> Files {
    let mut files = files.clone();
    files.insert(path.to_owned(), text.into());
    files
}

/// The emitted code, however its lines are broken.
fn emitted(files: &Files) -> String {
    emit::emit(&model(files), Layout::Module).iter().map(|file| dense(&file.text)).collect()
}

fn dense(text: &str) -> String {
    text.split_whitespace().collect::<String>().replace(",)", ")")
}

/// Fails with everything that is wrong.
#[track_caller]
fn set<'a>(words: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    words.into_iter().map(str::to_owned).collect()
}

/// A file that differs from a right one by the keys in `snippet`, which is a part of a map of that definition.
fn probe(definition: &str, snippet: &str, files: &Files) -> (&'static str, Files) {
    const METHOD: &str = "methods/parcel/probe.yaml";
    const WORDS: &str = "words/parcel.yaml";
    let given = keys(snippet);
    let is_given = |key: &str| given.contains(key);
    let map = |others: &[(&str, &str)]| {
        let others = others.iter().filter(|(key, _)| !is_given(key)).map(|(key, value)| format!("{key}: {value}, "));
        format!("{{ {}{snippet} }}", others.collect::<String>())
    };
    let (path, text) = match definition {
        "Catalogue" => {
            let docs = ("docs", "{ base: https://docs.example.com/, date: 2026-01-31 }");
            ("catalogue.yaml", map(&[("format", "1"), docs]))
        }
        "Docs" => {
            let docs = [("base", "https://docs.example.com/"), ("date", "2026-01-31")];
            ("catalogue.yaml", format!("format: 1\ndocs: {}", map(&docs)))
        }
        "Method" => {
            let params = ("params", "{ TO*: user, WEIGHT*: double }");
            ("methods/parcel/add.yaml", map(&[("method", "parcel.add"), params]))
        }
        "Pager" => {
            let result = "{ fields: { parcels: \"parcel.Parcel[]\" } }";
            (METHOD, format!("method: parcel.probe\nresult: {result}\npager: {}", map(&[])))
        }
        "FieldBody" => {
            (METHOD, format!("method: parcel.probe\nparams: {{ PROBE: {}, TO: user, SPEED: string }}", map(&[])))
        }
        "ValueBody" => {
            let param = format!("{{ type: string, values: {{ P: {} }} }}", map(&[]));
            (METHOD, format!("method: parcel.probe\nparams: {{ PROBE: {param} }}"))
        }
        "Error" => (METHOD, format!("method: parcel.probe\nerrors: [{}]", map(&[("code", "PROBE")]))),
        "Errors" => ("errors.yaml", map(&[])),
        "Type" => {
            let fields = Some(("fields", "{ id: parcel }")).filter(|_| !is_given("values"));
            let others: Vec<_> = [("type", "parcel.Parcel")].into_iter().chain(fields).collect();
            ("types/parcel/parcel.yaml", map(&others))
        }
        "Event" => ("events/onparcelsent.yaml", map(&[("event", "ONPARCELSENT")])),
        "Correction" => {
            let operates = ["set", "add", "required"].into_iter().any(is_given);
            let remove = Some(("remove", "true")).filter(|_| !operates);
            let place = [("file", "methods/parcel/get.yaml"), ("at", "params/colour"), ("reason", "seen")];
            let others: Vec<_> = place.into_iter().chain(remove).collect();
            ("corrections/parcel.yaml", format!("- {}", map(&others)))
        }
        "Renamed" => {
            let method = Some(("method", "parcel.fetch")).filter(|_| !is_given("param"));
            let now = if is_given("param") { "id" } else { "parcel.get" };
            let others: Vec<_> = method.into_iter().chain([("now", now), ("since", "0.1.0")]).collect();
            ("history.yaml", format!("- {}", map(&others)))
        }
        "Waiver" => ("waivers.yaml", format!("- {}", map(&[("reason", "seen")]))),
        "TargetWords" => {
            let targets = [("fields", "parcel.Parcel"), ("values", "parcel.State"), ("data", "ONPARCELSENT")];
            let target =
                targets.into_iter().find(|(key, _)| is_given(key)).map_or("parcel.trace", |(_, target)| target);
            (WORDS, format!("{target}: {}", map(&[])))
        }
        "FieldWords" => {
            let params = [("values", "detail"), ("keys", "order"), ("fields", "select")];
            let param = params.into_iter().find(|(key, _)| is_given(key)).map_or("id", |(_, param)| param);
            (WORDS, format!("parcel.trace: {{ params: {{ {param}: {} }} }}", map(&[])))
        }
        "ErrorWords" => (WORDS, format!("parcel.trace: {{ errors: {{ NOT_FOUND: {} }} }}", map(&[]))),
        "Glossary" => ("words/glossary.yaml", map(&[])),
        other => panic!("there is no probe for {other}"),
    };
    // A catalogue of its own has not the identifiers that other files use.
    let files = if path == "catalogue.yaml" { &Files::new() } else { files };
    (path, with(files, path, text))
}

/// The keys of a map, from the text between its braces.
fn keys(snippet: &str) -> BTreeSet<String> {
    let (mut depth, mut is_quoted, mut keys, mut key) = (0_u32, false, BTreeSet::new(), Some(String::new()));
    for c in snippet.chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            '{' | '[' if !is_quoted => depth += 1,
            '}' | ']' if !is_quoted => depth -= 1,
            ',' if !is_quoted && depth == 0 => key = Some(String::new()),
            ':' if !is_quoted && depth == 0 => keys.extend(key.take().map(|key| key.trim().to_owned())),
            c => key.iter_mut().for_each(|key| key.push(c)),
        }
    }
    keys
}

/// The definitions of the JSON Schema.
fn definitions() -> serde_json::Map<String, Value> {
    let mut schema = raw::json_schema();
    let Value::Object(definitions) = schema["$defs"].take() else { panic!("there are no definitions") };
    definitions
}

/// The generator's sources.
fn sources() -> Vec<(String, String)> {
    fn collect(folder: &Path, into: &mut Vec<(String, String)>) {
        for entry in std::fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() {
                collect(&path, into);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                into.push((path.display().to_string(), std::fs::read_to_string(&path).expect("it can be read")));
            }
        }
    }
    let mut sources = Vec::new();
    collect(Path::new("generator/schema/src"), &mut sources);
    sources
}

/// The codes of all diagnostics, from the calls that make them.
fn codes() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for (_, text) in sources() {
        let calls = ["Finding::new(", ".finding("].into_iter().flat_map(|call| text.split(call).skip(1));
        let code = |call: &str| Some(call.trim_start().strip_prefix('"')?.split('"').next()?.to_owned());
        codes.extend(calls.filter_map(code));
    }
    assert!(codes.len() > 20, "the calls were not found: {codes:?}");
    codes
}

#[test]
fn every_key_is_described() {
    let page = Page::read(README);
    let (right, wrong) = (page.tables_of("Key of "), page.tables_of("Wrong in "));
    let mut missing = Vec::new();
    for (name, definition) in definitions().into_iter().filter(|(name, _)| !portal::KINDS.contains(&name.as_str())) {
        let Some(properties) = definition["properties"].as_object() else { continue };
        let is_required = |key: &str| definition["required"].as_array().is_some_and(|list| list.contains(&key.into()));
        let mut described = BTreeSet::new();
        for row in right.iter().filter(|(of, _)| *of == name).flat_map(|(_, table)| &table.rows) {
            let key = code(&row[0]).unwrap_or_default();
            described.insert(key.to_owned());
            if !keys(code(&row[1]).unwrap_or_default()).contains(key) {
                missing.push(format!("{name}: the example of `{key}` has no such key"));
            }
            if is_required(key) != (row[3] == "has to be there") {
                missing.push(format!("{name}: whether `{key}` may be left out"));
            }
        }
        let refused = wrong.iter().filter(|(of, _)| *of == name).flat_map(|(_, table)| &table.rows);
        let refused: BTreeSet<_> = refused.flat_map(|row| keys(code(&row[0]).unwrap_or_default())).collect();
        let known = set(properties.keys().map(String::as_str));
        let differences =
            known.symmetric_difference(&described).map(|key| format!("{name}: `{key}` in the first table"));
        missing.extend(differences);
        missing.extend(known.difference(&refused).map(|key| format!("{name}: a mistake of `{key}`")));
    }
    nothing(missing);
}

#[test]
fn every_word_that_a_key_takes_is_described() {
    let page = Page::read(README);
    let mut missing = Vec::new();
    for (name, definition) in definitions() {
        let one_of = definition["oneOf"].as_array().into_iter().flatten().map(|option| &option["const"]);
        let words = one_of.chain(definition["enum"].as_array().into_iter().flatten()).filter_map(Value::as_str);
        missing.extend(words.filter(|word| !page.has(word)).map(|word| format!("{name}: `{word}`")));
    }
    nothing(missing);
}

#[test]
fn every_code_is_described_and_shown() {
    let page = Page::read(README);
    let table = page.table(&["Code", "Meaning", "What to do"]);
    let described = set(table.rows.iter().filter_map(|row| code(&row[0])));
    assert_eq!(described, codes());
    let rows = page.tables_of("Wrong in ").into_iter().flat_map(|(_, table)| &table.rows);
    let in_rows = rows.filter_map(|row| code(&row[1]));
    let in_reports = page.blocks.iter().filter(|block| block.language == "text").flat_map(|block| block.text.lines());
    let in_reports = in_reports.filter_map(|line| line.strip_prefix("error[")?.split(']').next());
    let mut shown: BTreeSet<_> = set(in_rows.chain(in_reports));
    shown.extend(portal::codes());
    assert_eq!(described.difference(&shown).collect::<Vec<_>>(), NOT_SHOWN);
}

#[test]
fn what_is_shown_as_right_is_taken() {
    let page = Page::read(README);
    let files = page.files();
    let model = model(&files);
    assert_eq!(model.methods.len() + model.types.len() + model.events.len() + 7, files.len(), "a file has no place");
    let mut refused = Vec::new();
    for (name, table) in page.tables_of("Key of ") {
        for row in &table.rows {
            let (_, files) = probe(name, code(&row[1]).unwrap_or_default(), &files);
            refused.extend(read(&files).err().map(|diagnostics| format!("{name}: {}\n{diagnostics}", row[1])));
        }
    }
    nothing(refused);
}

#[test]
fn what_is_shown_as_wrong_is_refused() {
    let page = Page::read(README);
    let files = page.files();
    let (rows, unclear): (Vec<_>, Vec<_>) =
        rows_of_mistakes(&page, &files).into_iter().partition(|(_, found)| found.len() == 1);
    let edit = |(line, found): (usize, Vec<String>)| Edit { lines: line..line + 1, text: found.concat() };
    page.settle(rows.into_iter().map(edit).chain(reports(&page, &files)).collect());
    let told = |(line, found)| format!("{README}:{}: one mistake, but these diagnostics: {found:#?}", line + 1);
    nothing(unclear.into_iter().map(told).collect());
}

/// The rows of mistakes that are not as they should be: their line, and what it should be, once for each diagnostic.
fn rows_of_mistakes(page: &Page, files: &Files) -> Vec<(usize, Vec<String>)> {
    let mut rows = Vec::new();
    for (name, table) in page.tables_of("Wrong in ") {
        for (line, row) in (table.line..).zip(&table.rows) {
            let (path, files) = probe(name, code(&row[0]).unwrap_or_default(), files);
            let found = read(&files).err().unwrap_or_default();
            let found = found.iter().filter(|diagnostic| diagnostic.place.file == path);
            let should = found.map(|found| [row[0].clone(), format!("`{}`", found.code), found.message.clone()]);
            let should: Vec<_> = should.collect();
            if should.len() != 1 || *row != should[0] {
                rows.push((line, should.iter().map(|cells| self::row(cells)).collect()));
            }
        }
    }
    rows
}

/// The reports that are not as they should be.
fn reports(page: &Page, files: &Files) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut count = 0;
    for (block, next) in page.blocks.iter().zip(&page.blocks[1..]) {
        let Some(path) = block.path("# wrong: ") else { continue };
        assert!(next.language == "text", "{path}: no report follows");
        let diagnostics = read(&with(files, path, block.text.as_str())).expect_err(path);
        let report = diagnostics.render("schema", false);
        // The last line counts; the page has it once, and then says that it leaves it out.
        let (short, _) = report.trim_end().rsplit_once("\n\n").unwrap_or_default();
        let should = if count == 0 { &report } else { short };
        if next.text.trim_end() != should.trim_end() {
            edits.push(Edit { lines: next.lines.clone(), text: should.to_owned() });
        }
        count += 1;
    }
    assert!(count > 5, "the examples were not found");
    edits
}

#[test]
fn types_are_as_described() {
    let page = Page::read(README);
    let files = page.files();
    let table = page.table(&["Type", "Meaning", "On the wire", "In Rust"]);
    let mut differences = Vec::new();
    for row in &table.rows {
        let ty = code(&row[0]).expect("a type is in backticks");
        let text = format!("method: parcel.probe\nresult: {{ fields: {{ PROBE*: {{ type: '{ty}' }} }} }}");
        let code_of_all = emitted(&with(&files, "methods/parcel/probe.yaml", text));
        let field = code(&row[3]).map(|rust| dense(&format!("pub probe: {rust},")));
        if field.is_some_and(|field| !code_of_all.replace("rt::", "").contains(&field)) {
            differences.push(format!("{ty} is not {} in Rust", row[3]));
        }
    }
    let listed = |source: &str| Some(source.split_once("const BUILT_IN")?.1.split_once("];")?.0.to_owned());
    let built_in = sources().iter().find_map(|(_, text)| listed(text)).expect("the list of types is there");
    for ty in built_in.split('"').skip(1).step_by(2) {
        if !table.rows.iter().any(|row| code(&row[0]) == Some(ty)) {
            differences.push(format!("{ty} is not in the table"));
        }
    }
    nothing(differences);
}

#[test]
fn names_are_as_described() {
    let page = Page::read(README);
    let files = page.files();
    let mut differences = Vec::new();
    let mut compare = |of: &str, found: &[&str], shown: &[String]| {
        let shown: Vec<_> = shown.iter().filter_map(|cell| code(cell)).collect();
        if found != shown {
            differences.push(format!("{of}: {found:?}, not {shown:?}"));
        }
    };
    let tables = page.tables.iter().filter(|table| table.head == ["Name", "Field or setter", "Variant"]);
    for row in tables.flat_map(|table| &table.rows) {
        let name = code(&row[0]).expect("a name is in backticks");
        let text = format!("method: parcel.probe\nparams: {{ '{name}': {{ type: string, values: ['{name}'] }} }}");
        let model = model(&with(&files, "methods/parcel/probe.yaml", text));
        let method = model.methods.iter().find(|method| method.name.wire == "parcel.probe").expect("it was added");
        let Some(Item::Enum(list)) = method.items.first() else { panic!("{name}: no values") };
        compare(name, &[&method.params[0].name.ident, &list.values[0].name.ident], &row[1..]);
    }
    for row in &page.table(&["First", "Second", "Field or setter", "Variant"]).rows {
        let [first, second] = [0, 1].map(|cell| code(&row[cell]).expect("a name is in backticks"));
        let values = format!("{{ type: string, values: ['{first}', '{second}'] }}");
        let text = format!("method: parcel.probe\nparams: {{ '{first}': {values}, '{second}': string }}");
        let model = model(&with(&files, "methods/parcel/probe.yaml", text));
        let method = model.methods.iter().find(|method| method.name.wire == "parcel.probe").expect("it was added");
        let Some(Item::Enum(list)) = method.items.first() else { panic!("{second}: no values") };
        compare(second, &[&method.params[1].name.ident, &list.values[1].name.ident], &row[2..]);
    }
    for row in &page.table(&["Name", "File", "In Rust"]).rows {
        let (name, path) = (code(&row[0]).expect("it is in backticks"), code(&row[1]).expect("it is in backticks"));
        let text = match path.split_once('/') {
            Some(("types", _)) => format!("type: {name}\nfields: {{}}"),
            _ => format!("method: {name}\napi: {}", if path.ends_with(".v3.yaml") { "v3" } else { "v2" }),
        };
        let model = model(&with(&files, path, text));
        let method = model.methods.iter().find(|method| method.file == path).map(|method| method.path());
        let shared = model.types.iter().find(|shared| shared.file == path);
        let shared = shared.map(|shared| format!("types::{}::{}", shared.modules.join("::"), shared.items[0].ident()));
        compare(path, &[&method.or(shared).expect("it was added")], &row[2..]);
    }
    let table = page.table(&["Error", "Variant", "Named by"]);
    let list: Vec<_> = table.rows.iter().filter_map(|row| code(&row[0])).collect();
    let text = format!("method: parcel.probe\nerrors: [{}]", list.join(", "));
    let model = model(&with(&files, "methods/parcel/probe.yaml", text));
    let method = model.methods.iter().find(|method| method.name.wire == "parcel.probe").expect("it was added");
    for (error, row) in method.errors.iter().zip(&table.rows) {
        compare(&row[0], &[&error.ident], &row[1..2]);
    }
    nothing(differences);
}

#[test]
fn emitted_lines_are_as_shown() {
    let page = Page::read(README);
    let all = emitted(&page.files());
    let rust = page.blocks.iter().filter(|block| block.language == "rust");
    let lines: Vec<_> = rust.flat_map(|block| block.text.lines()).collect();
    assert!(!lines.is_empty(), "there are none");
    nothing(lines.iter().filter(|line| !all.contains(&dense(line))).map(|line| (*line).to_owned()).collect());
}

#[test]
fn definitions_for_editors_are_there() {
    let page = Page::read(README);
    let definitions = definitions();
    let name = |rest: &str| rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_owned();
    let named: BTreeSet<_> = page.text.split("#/$defs/").skip(1).map(name).collect();
    assert_eq!(named.len(), 10, "each kind of file has one: {named:?}");
    nothing(named.into_iter().filter(|name| !definitions.contains_key(name)).collect());
}

/// The keys of all objects in `value`, whatever is a default aside: that is data of the API.
fn objects(value: &Value, into: &mut BTreeSet<BTreeSet<String>>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| objects(item, into)),
        Value::Object(map) => {
            into.insert(set(map.keys().map(String::as_str)));
            map.iter().filter(|(key, _)| *key != "default").for_each(|(_, value)| objects(value, into));
        }
        _ => {}
    }
}

#[test]
fn every_key_of_the_export_is_described() {
    let page = Page::read(EXPORT);
    let mut found = BTreeSet::new();
    for folder in ["schema", "tests/goldens/obstacles/schema"] {
        let sources = Sources::read(Path::new(folder)).expect("the folder is there");
        let model = resolve::resolve(&sources).unwrap_or_else(|diagnostics| panic!("{diagnostics}"));
        objects(&serde_json::from_str(&export::json(&model)).expect("it is JSON"), &mut found);
    }
    let described = page.tables.iter().filter(|table| table.head[0].starts_with("Key of "));
    let described: BTreeSet<_> =
        described.map(|table| set(table.rows.iter().filter_map(|row| code(&row[0])))).collect();
    let differences = found.difference(&described).map(|keys| format!("no table has just these keys: {keys:?}"));
    let stale = described.difference(&found).map(|keys| format!("nothing in the export has just these keys: {keys:?}"));
    nothing(differences.chain(stale).collect());
}

#[test]
fn the_export_is_as_shown() {
    let page = Page::read(EXPORT);
    let shown = page.blocks.iter().find(|block| block.language == "json").expect("there is an example");
    let printed = export::json(&model(&page.files()));
    let edit = Edit { lines: shown.lines.clone(), text: printed };
    page.settle(Some(edit).filter(|edit| edit.text != shown.text).into_iter().collect());
}
