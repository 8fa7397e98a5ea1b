//! `b24 describe`: all that is known of a method, a type, an event or an error.

mod errors;
mod events;
mod fields;
mod method;
mod types;
mod wanted;

use std::process::ExitCode;

use bitrix24_schema::{Model, export, shown};
use serde_json::Value;

use crate::catalogue::CatalogueArgs;
use crate::failure::Failure;
use crate::names;
use crate::output::OutputArgs;
use crate::page::Page;
pub(crate) use wanted::Wanted;

const AFTER_HELP: &str = "\
A name with * is required, one with ? perhaps: the documentation does not say. Names may be written in any case.

Examples:
  b24 describe crm.deal.add             a method: parameters, answer, errors
  b24 describe crm.item.list --rust     with the typed call of the crate
  b24 describe crm.Deal                 a type that methods share
  b24 describe ONCRMDEALADD             an event
  b24 describe ERROR_METHOD_NOT_FOUND   an error, and methods that answer it
  b24 describe crm.deal.add -o json     for programs: schema/EXPORT.md has keys";

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    #[command(flatten)]
    schema: CatalogueArgs,
    /// A method, a type, an event, or an error's code
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// Describe the method of REST 3.0 if version 2 has one of the same name
    #[arg(long)]
    v3: bool,
    /// Show the typed call in Rust
    #[arg(long)]
    rust: bool,
    /// Leave nothing out: all values, all fields of shared types
    #[arg(short, long)]
    all: bool,
    #[command(flatten)]
    output: OutputArgs,
}

/// A thing that has a name.
enum Thing<'n> {
    Method(usize),
    Type(usize),
    Event(usize),
    Error(&'n str),
}

impl Args {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let model = self.schema.near(&self.name)?;
        let wanted = Wanted { v3: self.v3, rust: self.rust, all: self.all };
        let text = text(&model, &self.name, wanted, Page::for_output())?;
        let json = json(&model, &self.name, wanted)?;
        self.output.print(|| json, || text)?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Returns the description of a thing for people.
pub(crate) fn text(model: &Model, name: &str, wanted: Wanted, mut page: Page) -> Result<String, Failure> {
    match find(model, name, wanted.v3)? {
        Thing::Method(index) => method::write(&mut page, model, index, wanted),
        Thing::Type(index) => types::write(&mut page, model, index, wanted),
        Thing::Event(index) => events::write(&mut page, model, &model.events[index], wanted),
        Thing::Error(code) => errors::write(&mut page, model, code),
    }
    Ok(page.into_text())
}

/// Returns the description of a thing for programs.
pub(crate) fn json(model: &Model, name: &str, wanted: Wanted) -> Result<Value, Failure> {
    Ok(match find(model, name, wanted.v3)? {
        Thing::Method(index) => method::json(model, index, wanted),
        Thing::Type(index) => export::type_json(model, &model.types[index]),
        Thing::Event(index) => events::json(model, &model.events[index]),
        Thing::Error(code) => errors::json(model, code),
    })
}

fn find<'n>(model: &Model, name: &'n str, v3: bool) -> Result<Thing<'n>, Failure> {
    if !names::methods(model, name).is_empty() {
        return names::method(model, name, v3).map(Thing::Method);
    }
    if let Some(index) = model.types.iter().position(|shared| shared.name.eq_ignore_ascii_case(name)) {
        return Ok(Thing::Type(index));
    }
    if let Some(index) = events::find(model, name) {
        return Ok(Thing::Event(index));
    }
    if !errors::entries(model, name).is_empty() {
        return Ok(Thing::Error(name));
    }
    let all = model.methods.iter().map(|method| method.name.wire.as_str());
    let all = all.chain(model.types.iter().map(|shared| shared.name.as_str())).chain(errors::codes(model));
    let all = all.chain(model.events.iter().map(|event| event.name.as_str()));
    let near = names::did_you_mean(name, all);
    Err(Failure::usage(format!(
        "there is no method, type, event or error `{}`{near}\n`b24 search WORDS` finds things by words",
        shown::name(name)
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Everything has a page, in both formats, and nothing panics.
    #[test]
    fn all_things_are_described() {
        let model = bitrix24_catalogue::model().expect("a catalogue");
        let wanted = Wanted { all: true, ..Wanted::default() };
        for method in &model.methods {
            let wanted = Wanted { v3: method.api == bitrix24_schema::model::Api::V3, ..wanted };
            let text = text(&model, &method.name.wire, wanted, Page::plain()).expect("a page");
            for param in &method.params {
                assert!(text.contains(&param.name.wire), "{}: {}", method.name.wire, param.name.wire);
            }
            let json = json(&model, &method.name.wire, wanted).expect("JSON");
            assert_eq!(json["name"], method.name.wire);
        }
        for event in &model.events {
            let text = text(&model, &event.name, wanted, Page::plain()).expect("a page");
            assert!(text.contains("event.bind") && text.starts_with(&event.name), "{text}");
        }
        for shared in &model.types {
            let text = text(&model, &shared.name, wanted, Page::plain()).expect("a page");
            assert!(text.starts_with(&shared.name), "{text}");
        }
    }
}
