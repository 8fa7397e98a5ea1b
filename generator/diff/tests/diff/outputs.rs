//! The formats of a comparison: their look, and the escaping of external texts.

use std::path::Path;

use bitrix24_diff::render::{changelog, github, html, json, junit, markdown, sarif, singleline, text};
use bitrix24_diff::verdict::{Rust, Verdict, Wire};
use bitrix24_diff::{Excerpts, FORMAT, Item, Report, Row, Schema, compare, rules};
use bitrix24_schema::raw::Axis;
use bitrix24_schema::{Sources, resolve};
use serde_json::Value;

/// Two small schemas with a change for each verdict, and their report.
struct Shop {
    old: Schema,
    new: Schema,
    report: Report,
}

impl Shop {
    fn new() -> Self {
        let (old, new) = (schema("old"), schema("new"));
        let mut report = compare(&old, &new);
        report.rows.iter_mut().for_each(judge);
        report.count();
        Shop { old, new, report }
    }

    fn excerpts(&self) -> Excerpts {
        Excerpts::of(&self.report, &self.old, &self.new)
    }

    /// Returns the same report with many more rows, of as many methods.
    fn grown(mut self, rows: usize) -> Self {
        let few = self.report.rows.clone();
        for at in few.len()..rows {
            let mut row = few[at % few.len()].clone();
            row.fingerprint = format!("{at:012x}");
            row.subject = format!("more{at}.{}", row.subject).into();
            // A change that is the same in all methods would be one row to a reader.
            if row.subject.as_str().split_once('#').is_none() {
                row.before = Some(at.to_string());
            }
            self.report.rows.push(row);
        }
        self.report.count();
        self
    }
}

fn schema(name: &str) -> Schema {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff/shop").join(name);
    let sources = Sources::read(&folder).expect("the folder is there");
    let model = resolve::resolve(&sources).expect("it is a schema");
    Schema { model, sources, label: name.to_owned(), root: format!("{name}/"), docs: None }
}

/// Sets Rust verdicts of the test's own: the formats do not depend on their origin.
fn judge(row: &mut Row) {
    let (verdict, why) = match row.rule.as_str() {
        "method-removed" | "out-result-type-changed" => (Rust::Major, "Code with `Old` does not compile."),
        "method-deprecated" => (Rust::Deprecation, "It compiles with a warning."),
        rule if rule.ends_with("added") => (Rust::Minor, "There is more."),
        "in-default-changed" => (Rust::Silent, "It compiles, and does something else."),
        _ => (Rust::None, ""),
    };
    row.rust = Verdict { verdict, why: why.to_owned() };
    row.items.clear();
    if verdict == Rust::Major {
        let after = row.after.as_ref().map(|_| "fn add(self) -> Result<Added>".to_owned());
        let before = Some("fn add(self) -> Result<i64>".to_owned());
        row.items.push(Item { path: "shop::item::Add::send".to_owned(), before, after, compiler: None });
    }
    let pass = match row.rule.as_str() {
        "out-removed" => Some((Axis::Both, "nobody | reads @it, see #7 <b>")),
        "in-removed" => Some((Axis::Wire, "the server never took it")),
        _ => None,
    };
    row.axis = pass.map(|(axis, _)| axis);
    row.waiver = pass.map(|(_, reason)| reason.to_owned());
}

fn fails(row: &Row) -> bool {
    row.is_open_on_the_wire() && row.wire.verdict == Wire::Breaks
        || row.is_open_for_rust() && row.rust.verdict == Rust::Major
}

#[test]
fn each_format_looks_like_this() {
    let shop = Shop::new();
    let report = &shop.report;
    insta::assert_snapshot!("text", text::text(report, text::Style { color: false, all: true }));
    insta::assert_snapshot!("singleline", singleline::singleline(report));
    insta::assert_snapshot!("markdown", markdown::markdown(report));
    insta::assert_snapshot!("github", github::github(report));
    insta::assert_snapshot!("junit", junit::junit(report, &fails));
    insta::assert_snapshot!("sarif", sarif::sarif(report).replace(env!("CARGO_PKG_VERSION"), "VERSION"));
    insta::assert_snapshot!("changelog", changelog::changelog(report));
    insta::assert_snapshot!("json", json::json(report));
    let excerpts = shop.excerpts();
    let excerpts = report.rows.iter().map(|row| {
        format!(
            "{} {}\n{}\n\n",
            row.rule,
            row.subject.to_string().replace('\u{2028}', " "),
            excerpts.get(row).unwrap_or("none")
        )
    });
    insta::assert_snapshot!("excerpts", excerpts.collect::<String>());
}

#[test]
fn all_formats_are_the_same_in_each_run() {
    let all = || {
        let shop = Shop::new();
        let report = &shop.report;
        [
            html::html(report, &shop.excerpts()),
            json::json(report),
            markdown::markdown(report),
            sarif::sarif(report),
            github::github(report),
            junit::junit(report, &fails),
            changelog::changelog(report),
            singleline::singleline(report),
        ]
    };
    assert!(all() == all());
}

#[test]
fn every_verdict_is_in_the_shop() {
    let report = Shop::new().report;
    for wire in [Wire::None, Wire::Silent, Wire::Risk, Wire::Breaks] {
        assert!(report.counts.wire.of(&wire) > 0, "{wire:?}");
    }
    for rust in [Rust::None, Rust::Minor, Rust::Deprecation, Rust::Silent, Rust::Major] {
        assert!(report.counts.rust.of(&rust) > 0, "{rust:?}");
    }
}

#[test]
fn an_unchanged_schema_is_an_empty_report_in_every_format() {
    let (old, new) = (schema("old"), schema("old"));
    let report = compare(&old, &new);
    assert!(markdown::markdown(&report).contains("Nothing has changed."));
    assert!(html::html(&report, &Excerpts::default()).contains("Nothing has changed."));
    assert_eq!(changelog::changelog(&report), "");
    assert_eq!(singleline::singleline(&report), "");
    assert_eq!(github::github(&report).lines().count(), 1);
    assert!(junit::junit(&report, &fails).contains("tests=\"0\" failures=\"0\""));
    let log: Value = serde_json::from_str(&sarif::sarif(&report)).expect("it is JSON");
    assert_eq!(log["runs"][0]["results"], Value::Array(Vec::new()));
}

#[test]
fn nothing_from_outside_is_markup_in_the_page() {
    let shop = Shop::new();
    let page = html::html(&shop.report, &shop.excerpts());
    assert_eq!(page.matches("</script").count(), 2, "the data's element and the scripts' end once each");
    assert!(!page.contains("<img"), "a name is no element");
    assert!(!page.contains('\u{2028}'), "a name ends no line of a script");
    let start = page.find("id=\"data\">").expect("there is data") + "id=\"data\">".len();
    let end = start + page[start..].find("</script>").expect("it ends");
    let data: Value = serde_json::from_str(&page[start..end]).expect("the data is JSON");
    assert_eq!(data["rows"].as_array().map(Vec::len), Some(shop.report.rows.len()));
    assert!(!page[start..end].contains(['<', '>', '&']));
}

#[test]
fn a_page_of_twelve_thousand_rows_stays_below_five_megabytes() {
    let mut shop = Shop::new().grown(12_000);
    for row in &mut shop.report.rows {
        let long = "x".repeat(400);
        let item = |at: usize| Item {
            path: format!("{}{at}", row.subject),
            before: Some(long.clone()),
            after: None,
            compiler: None,
        };
        row.items = (0..3).map(item).collect();
    }
    let page = html::html(&shop.report, &shop.excerpts());
    assert!(page.len() < 5_000_000, "{} bytes", page.len());
}

#[test]
fn a_comment_is_never_longer_than_github_takes() {
    for rows in [100, 1_000, 12_000] {
        let report = Shop::new().grown(rows).report;
        let comment = markdown::markdown(&report);
        assert!(comment.len() < 65_536, "{rows} rows make {} bytes", comment.len());
        assert_eq!(comment.matches("<details>").count(), comment.matches("</details>").count());
        if rows > 1_000 {
            assert!(comment.contains("did not fit in here"), "it says how many are left out");
        }
    }
}

#[test]
fn a_comment_mentions_nobody_and_has_no_markup_of_others() {
    let comment = markdown::markdown(&Shop::new().report);
    // A text between backquotes is literal for GitHub.
    let outside: String = comment.split('`').step_by(2).collect();
    assert!(!outside.contains("@it") && !outside.contains("#7") && !outside.contains("<b>"), "{outside}");
    for line in comment.lines().filter(|line| line.starts_with("| ") && line.contains("<br>")) {
        let bars = line.replace("\\|", "").matches('|').count();
        assert_eq!(bars, 6, "{line}");
    }
}

#[test]
fn annotations_are_lines_of_their_own_and_ten_of_a_kind() {
    let report = Shop::new().grown(2_000).report;
    let text = github::github(&report);
    for (kind, most) in [("::error ", 10), ("::warning ", 10), ("::notice ", 1)] {
        assert_eq!(text.lines().filter(|line| line.starts_with(kind)).count(), most, "{kind}");
    }
    assert_eq!(text.lines().count(), 21, "nothing in a name is a command");
    assert!(text.lines().last().is_some_and(|line| line.contains("not shown here")));
}

#[test]
fn only_what_the_command_fails_for_fails_as_a_test() {
    let report = Shop::new().report;
    let text = junit::junit(&report, &fails);
    let failing = report.rows.iter().filter(|row| fails(row)).count();
    assert_eq!(text.matches("<failure ").count(), failing);
    assert_eq!(text.matches("<testcase ").count(), report.rows.len());
    assert_eq!(text.matches("<skipped ").count(), 1);
}

#[test]
fn the_log_has_what_sarif_asks_for() {
    let report = Shop::new().report;
    let log: Value = serde_json::from_str(&sarif::sarif(&report)).expect("it is JSON");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("there are rules");
    assert!(run["tool"]["driver"]["name"].is_string());
    let results = run["results"].as_array().expect("there are results");
    assert_eq!(results.len(), report.rows.len());
    for result in results {
        let index = result["ruleIndex"].as_u64().and_then(|index| usize::try_from(index).ok()).expect("an index");
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(rules[index]["shortDescription"]["text"].is_string());
        assert!(matches!(result["level"].as_str(), Some("error" | "warning" | "note")));
        assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()));
        assert!(result["partialFingerprints"]["b24Diff/v1"].is_string());
        let place = &result["locations"][0]["physicalLocation"];
        assert!(place["artifactLocation"]["uri"].as_str().is_some_and(|uri| !uri.contains([' ', '\\'])));
        assert!(place["region"]["startLine"].as_u64() > Some(0) && place["region"]["startColumn"].as_u64() > Some(0));
    }
    let suppressed: Vec<&Value> = results.iter().filter_map(|result| result.get("suppressions")).collect();
    assert_eq!(suppressed.len(), 1, "what is let pass on one side only is not suppressed");
    assert_eq!(suppressed[0][0]["kind"], "external");
}

#[test]
fn a_line_has_ten_columns_whatever_is_in_the_names() {
    let mut report = Shop::new().report;
    report.rows[0].subject = "a\tb\nc\u{1b}[31m".to_owned().into();
    let text = singleline::singleline(&report);
    assert_eq!(text.lines().count(), report.rows.len());
    assert!(text.lines().all(|line| line.split('\t').count() == 10));
    assert!(!text.contains('\u{1b}'));
}

#[test]
fn the_report_is_what_its_schema_says() {
    let schema: Value = serde_json::from_str(&json::schema()).expect("the schema is JSON");
    let report: Value = serde_json::from_str(&json::json(&Shop::new().report)).expect("the report is JSON");
    assert_eq!(report["format"], FORMAT);
    assert_eq!(schema["properties"]["format"]["const"], FORMAT);
    assert_eq!(wrong(&schema, &schema, &report, ""), Vec::<String>::new());
    let mut other = report.clone();
    other["rows"][0]["wire"]["verdict"] = "bad".into();
    other["format"] = 2.into();
    assert_eq!(wrong(&schema, &schema, &other, "").len(), 2, "the check itself finds what is wrong");
}

/// Returns the places where a value does not match a schema, for the keywords that occur in ours.
fn wrong(root: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    if let Some(name) = schema["$ref"].as_str().and_then(|name| name.strip_prefix("#/$defs/")) {
        return wrong(root, &root["$defs"][name], value, at);
    }
    for key in ["anyOf", "oneOf"] {
        if let Some(some) = schema[key].as_array() {
            let fits = some.iter().any(|one| wrong(root, one, value, at).is_empty());
            return if fits { Vec::new() } else { vec![format!("{at}: {value} is none of {some:?}")] };
        }
    }
    let mut found = Vec::new();
    let is_type = |name: &Value| match name.as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("integer") => value.is_u64() || value.is_i64(),
        Some("number") => value.is_number(),
        Some("null") => value.is_null(),
        _ => false,
    };
    let types = schema["type"].as_array().cloned().unwrap_or_else(|| vec![schema["type"].clone()]);
    let fixed = schema.get("const").is_none_or(|only| only == value);
    let listed = schema["enum"].as_array().is_none_or(|values| values.contains(value));
    if (schema.get("type").is_some() && !types.iter().any(is_type)) || !fixed || !listed {
        found.push(format!("{at}: {value} is no {schema}"));
    }
    for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if value.get(name).is_none() {
            found.push(format!("{at}: {name} is missing"));
        }
    }
    for (name, inner) in value.as_object().into_iter().flatten() {
        match (&schema["properties"][name], &schema["additionalProperties"]) {
            (Value::Null, rest @ Value::Object(_)) => found.extend(wrong(root, rest, inner, &format!("{at}/{name}"))),
            (Value::Null, _) => found.push(format!("{at}: {name} is not described")),
            (known, _) => found.extend(wrong(root, known, inner, &format!("{at}/{name}"))),
        }
    }
    for (index, inner) in value.as_array().into_iter().flatten().enumerate() {
        found.extend(wrong(root, &schema["items"], inner, &format!("{at}/{index}")));
    }
    found
}

#[test]
fn every_rule_of_the_shop_is_known() {
    let rules = rules::all();
    for row in Shop::new().report.rows {
        assert!(rules.iter().any(|rule| rule.name == row.rule), "{}", row.rule);
    }
}

#[test]
fn rules_that_only_the_crate_knows_are_explained_too() {
    let rules = rules::all();
    for name in ["schema-item-changed", "method-reordered"] {
        assert!(rules.iter().any(|rule| rule.name == name), "{name}");
    }
}

#[test]
fn the_answer_tells_what_goes_on_in_another_way() {
    let mut report = Shop::new().report;
    report.retain(|row| row.rule == "in-default-changed");
    let answer = report.answer();
    assert_eq!(
        answer,
        "Released clients go on working, but not as before at 1 place. \
         Rust code goes on compiling, but behaves differently at 1 place."
    );
    report.rows[0].axis = Some(Axis::Both);
    assert_eq!(report.answer(), "Released clients go on working. Rust code goes on compiling.");
}

#[test]
fn a_page_that_was_written_anew_says_what_is_worst_in_it() {
    let mut report = Shop::new().report;
    let at = report.rows.iter().position(|row| row.subject.as_str().starts_with("user.get#out")).expect("it is there");
    report.rows[at].wire = Verdict { verdict: Wire::Breaks, why: "Nobody can read it.".to_owned() };
    report.count();
    let part = report.rows[at].subject.part().expect("it has a part").to_owned();
    let style = text::Style { color: false, all: false };
    report.retain(|row| row.subject.owner() == "user.get");
    for text in [text::text(&report, style), markdown::markdown(&report)] {
        assert!(text.contains("page written anew") && text.contains(&part), "{text}");
        assert!(text.contains("Nobody can read it."), "{text}");
    }
}

#[test]
fn nothing_in_a_name_moves_the_cursor_or_turns_the_line() {
    let mut report = Shop::new().report;
    let evil = "a\u{1b}[2J\u{202e}b\u{2066}c\u{7}";
    for row in &mut report.rows {
        (row.subject, row.before) = (format!("{evil}.{}", row.subject).into(), Some(evil.to_owned()));
    }
    report.count();
    let style = text::Style { color: false, all: true };
    let texts = [
        text::text(&report, style),
        text::text(&report, text::Style { all: false, ..style }),
        markdown::markdown(&report),
        github::github(&report),
        singleline::singleline(&report),
        junit::junit(&report, &fails),
        changelog::changelog(&report),
    ];
    for text in texts {
        let is_evil = |c: char| "\u{1b}\u{7}\u{202e}\u{2066}".contains(c);
        assert!(!text.contains(is_evil), "{:?}", text.lines().find(|line| line.contains(is_evil)));
    }
}
