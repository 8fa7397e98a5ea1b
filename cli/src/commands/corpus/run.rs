//! Runs each example through the compiled code of its method.

use std::path::Path;
use std::process::ExitCode;

use bitrix24::catalogue;
use bitrix24_import::{Example, Examples, examples};
use bitrix24_runtime::{Api, ApiError, Error as CallError, Errors, Method, Reader, Value, json, validate};
use bitrix24_schema::Error;
use bitrix24_schema::raw::Api as PageApi;
use serde_json::Map;

use super::ledger::Ledger;
use super::tally::{Failure, Tally};
use crate::terminal::print;

/// Runs all examples and prints the counts.
pub(super) fn run(docs: &Path, ledger: &Path, with_failures: bool) -> Result<ExitCode, Error> {
    let mut tally = Tally::default();
    for page in examples(docs).map_err(Error::Io)? {
        page_of(&page, &mut tally);
    }
    tally.failures.sort();
    let ledger = Ledger::read(ledger).map_err(Error::Io)?;
    tally.explained = tally.failures.iter().filter(|failure| ledger.explains(failure)).count();
    tally.failures.retain(|failure| !ledger.explains(failure));
    let mut text = tally.to_string();
    if with_failures {
        for Failure { what, page, line, method, reason } in &tally.failures {
            text.push_str(&format!("\n{page}:{line}: {what} of {method}: {reason}"));
        }
        text.push('\n');
    }
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn page_of(page: &Examples, tally: &mut Tally) {
    let api = if page.api == PageApi::V3 { Api::V3 } else { Api::V2 };
    let method = catalogue::method_in(&page.method, api);
    tally.methods.add(method.is_some());
    let Some(method) = method else { return };
    let mut check = Check { page, method, tally };
    page.bodies.iter().for_each(|example| check.body(example));
    page.answers.iter().for_each(|example| check.answer(example));
    page.errors.iter().for_each(|example| check.error(example));
}

struct Check<'c> {
    page: &'c Examples,
    method: &'static Method,
    tally: &'c mut Tally,
}

impl Check<'_> {
    fn body(&mut self, example: &Example) {
        self.tally.bodies_read.add(example.json.is_some());
        let found = match &example.json {
            Some(Value::Object(map)) => self.valid(map),
            Some(Value::Array(values)) if values.len() <= self.method.positional.len() => {
                let names = self.method.positional.iter().map(|name| (*name).to_owned());
                self.valid(&names.zip(values.iter().cloned()).collect())
            }
            Some(_) => Err("not an object".to_owned()),
            None => Err("not JSON".to_owned()),
        };
        self.tally.bodies_valid.add(found.is_ok());
        self.failed("body", example, found);
    }

    fn valid(&self, map: &Map<String, Value>) -> Result<(), String> {
        validate::params(self.method, map).map_err(|violations| {
            let list: Vec<String> = violations.iter().map(|one| format!("`{}` {}", one.path, one.rule)).collect();
            list.join("; ")
        })
    }

    fn answer(&mut self, example: &Example) {
        self.tally.answers_read.add(example.json.is_some());
        let Some(json) = &example.json else {
            return self.failed("answer", example, Err("not JSON".to_owned()));
        };
        // Some examples show the result without the envelope around it.
        let whole = if json.get("result").is_some() { json.clone() } else { json!({ "result": json }) };
        let Some(typed) = catalogue::typed(self.method.name, self.method.api) else { return };
        let bytes = serde_json::to_vec(&whole).unwrap_or_default();
        let decoded = match typed.decode(&bytes) {
            Ok(decoded) => decoded,
            Err(error) => {
                self.tally.answers_decoded.add(false);
                return self.failed("answer", example, Err(error.to_string()));
            }
        };
        self.tally.answers_decoded.add(true);
        let from_tree = typed.decode_by(&bytes, Reader::Tree);
        let agree = if from_tree.is_ok_and(|other| other == decoded) {
            Ok(())
        } else {
            Err("its tree is read otherwise".to_owned())
        };
        self.failed("reader", example, agree);
        let leaves = decoded.leaves;
        self.tally.leaves_typed.good += leaves.typed;
        self.tally.leaves_typed.all += leaves.typed + leaves.extra + leaves.untyped;
        self.tally.leaves_extra += leaves.extra;
        self.tally.leaves_untyped += leaves.untyped;
        let is_lossless = decoded.value == whole["result"];
        self.tally.answers_lossless.add(is_lossless);
        let lost = if is_lossless { Ok(()) } else { Err(format!("encoded as {}", decoded.value)) };
        self.failed("answer", example, lost);
        let drift = decoded.drift.to_string();
        if !drift.is_empty() {
            let lines: Vec<&str> = drift.lines().take(6).collect();
            self.failed("drift", example, Err(lines.join("; ")));
        }
    }

    fn error(&mut self, example: &Example) {
        self.tally.errors_read.add(example.json.is_some());
        let Some(json) = &example.json else {
            return self.failed("error", example, Err("not JSON".to_owned()));
        };
        let Some(typed) = catalogue::typed(self.method.name, self.method.api) else { return };
        let bytes = serde_json::to_vec(json).unwrap_or_default();
        let found = match typed.decode(&bytes) {
            Err(CallError::Api(error)) => self.known(&error),
            Err(other) => Err(format!("read as: {other}")),
            Ok(_) => Err("read as a success".to_owned()),
        };
        self.tally.errors_known.add(found.is_ok());
        self.failed("error", example, found);
    }

    fn known(&self, error: &ApiError) -> Result<(), String> {
        let system = *catalogue::CATALOGUE.system;
        let lists = [self.method.errors, system];
        // Messages are in the portal's language: those of another one are known by their code.
        let has_code = |errors: &Errors| errors.iter().any(|entry| entry.code.eq_ignore_ascii_case(error.code()));
        let is_known = lists.iter().any(|errors| error.find(*errors).is_some())
            || !error.message().is_ascii() && lists.iter().any(has_code);
        if is_known { Ok(()) } else { Err(format!("`{}` `{}` is not known", error.code(), error.message())) }
    }

    fn failed(&mut self, what: &'static str, example: &Example, found: Result<(), String>) {
        let Err(reason) = found else { return };
        let (page, method) = (self.page.page.clone(), self.page.method.clone());
        self.tally.failures.push(Failure { what, page, line: example.line, method, reason });
    }
}
