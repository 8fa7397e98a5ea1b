//! The answers of the documentation's pages against the schemas of answers. Where the pages are not on the machine, the
//! test says so and passes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use bitrix24_export::{Answers, json_schema, openapi};
use bitrix24_import::{Examples, examples};
use bitrix24_schema::Model;
use bitrix24_schema::model::Api;
use jsonschema::Validator;
use serde_json::{Value, json};

/// The least share of answers that the tolerant schemas accept, in hundredths of a percent.
const TOLERANT: usize = 9950;

/// Returns the newest pages.
fn pages() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/docs/en-2026-08-21");
    if !folder.is_dir() {
        println!("skipped: the documentation's pages are not here");
        return None;
    }
    Some(folder)
}

/// The answers that a schema accepts, and the reasons for which it refuses others.
#[derive(Default)]
struct Tally {
    accepted: usize,
    all: usize,
    refused: Vec<String>,
}

impl Tally {
    fn add(&mut self, validator: &Validator, answer: &Value, place: &str) {
        self.all += 1;
        match validator.iter_errors(answer).next() {
            None => self.accepted += 1,
            Some(error) => self.refused.push(format!("{place}: {}: {error:.200}", error.instance_path)),
        }
    }

    /// Returns the share in hundredths of a percent, rounded down.
    fn share(&self) -> usize {
        self.accepted * 10_000 / self.all.max(1)
    }
}

/// All schemas of methods, by their paths.
fn schemas(model: &Model, answers: Answers) -> BTreeMap<String, Value> {
    let files = json_schema::files(model, answers).into_iter();
    files.map(|file| (file.path, serde_json::from_str(&file.text).expect("JSON"))).collect()
}

fn validator(schemas: &BTreeMap<String, Value>, page: &Examples, part: &str) -> Option<Validator> {
    let folder = if page.api == Api::V3 { "methods-v3" } else { "methods" };
    let schema = schemas.get(&format!("{folder}/{}.{part}.json", page.method))?;
    Some(jsonschema::draft202012::new(schema).unwrap_or_else(|error| panic!("{}: {error}", page.method)))
}

/// Some examples show the result without the envelope around it.
fn whole(answer: &Value) -> Value {
    if answer.get("result").is_some() { answer.clone() } else { json!({ "result": answer }) }
}

#[test]
fn documented_answers_are_accepted() {
    let Some(folder) = pages() else { return };
    let model = bitrix24_catalogue::model().expect("a catalogue");
    let schemas = schemas(&model, Answers::Tolerant);
    let document = openapi::document(&model, Answers::Tolerant);
    let errors = |name: &str| jsonschema::draft202012::new(&document["components"]["schemas"][name]).expect("a schema");
    let (v2, v3) = (errors("ErrorAnswer"), errors("ErrorAnswerV3"));
    let (mut answers, mut failures) = (Tally::default(), Tally::default());
    for page in examples(&folder).expect("pages") {
        let Some(validator) = validator(&schemas, &page, "answer") else { continue };
        let place = |line: usize| format!("{}:{line}", page.page);
        for example in &page.answers {
            let Some(json) = &example.json else { continue };
            answers.add(&validator, &whole(json), &place(example.line));
        }
        for example in &page.errors {
            let Some(json) = &example.json else { continue };
            failures.add(if page.api == Api::V3 { &v3 } else { &v2 }, json, &place(example.line));
        }
    }
    for (name, tally) in [("answers", &answers), ("errors", &failures)] {
        println!("{name}: {} of {} are accepted: {:.2} %", tally.accepted, tally.all, tally.share() as f64 / 100.0);
        tally.refused.iter().for_each(|line| println!("  {line}"));
    }
    assert!(answers.share() >= TOLERANT, "{:#?}", answers.refused);
    assert!(failures.share() >= TOLERANT, "{:#?}", failures.refused);
}
