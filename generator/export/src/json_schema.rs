//! The export as JSON Schemas (2020-12): of a method's parameters, of its answer, and of a shared type. Each stands by
//! itself, with the types that it needs in `$defs`.

use std::fmt;

use bitrix24_schema::File;
use bitrix24_schema::model::{Api, Method, Model};
use serde_json::{Map, Value, json};

use crate::Answers;
use crate::names::Names;
use crate::schema::{At, Place, RESERVED, Schemas, Side, describe};
use crate::scope::{Owner, Scope};

/// The dialect of the schemas.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// A part of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What is sent.
    Params,
    /// What is answered: the result, and the envelope around it.
    Answer,
}

/// A method or a type that the model does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    what: &'static str,
    name: String,
    nearest: Option<String>,
}

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no {} named `{}`", self.what, self.name)?;
        match &self.nearest {
            Some(nearest) => write!(f, "; did you mean `{nearest}`?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Unknown {}

impl Unknown {
    fn new<'n>(what: &'static str, name: &str, known: impl Iterator<Item = &'n str>) -> Self {
        let nearest = bitrix24_schema::nearest(name, known).map(str::to_owned);
        Self { what, name: name.to_owned(), nearest }
    }
}

/// Returns the schema of a part of a method. Without a version, that of version 2 is found first.
///
/// # Errors
///
/// Fails if there is no such method.
pub fn of_method(model: &Model, name: &str, api: Option<Api>, part: Part, answers: Answers) -> Result<Value, Unknown> {
    let is_it =
        |method: &Method| method.name.wire.eq_ignore_ascii_case(name) && api.is_none_or(|api| method.api == api);
    let names = Names::new(model, RESERVED);
    match Scope::methods(model).find(|(method, _)| is_it(method)) {
        Some((method, scope)) => Ok(method_part(model, &names, (method, scope), part, answers)),
        None => Err(Unknown::new("method", name, model.methods.iter().map(|method| method.name.wire.as_str()))),
    }
}

/// Returns the schema of a shared type, as it is sent or answered.
///
/// # Errors
///
/// Fails if there is no such type.
pub fn of_type(model: &Model, name: &str, part: Part, answers: Answers) -> Result<Value, Unknown> {
    let names = Names::new(model, RESERVED);
    match model.types.iter().position(|shared| shared.name.eq_ignore_ascii_case(name)) {
        Some(index) => Ok(shared_type(model, &names, index, part, answers)),
        None => Err(Unknown::new("type", name, model.types.iter().map(|shared| shared.name.as_str()))),
    }
}

/// Returns all schemas as files: `methods/NAME.params.json`, `methods/NAME.answer.json`, `types/NAME.json` for a type that is
/// answered, and `types/NAME.input.json` for one that is sent. Methods of REST 3.0 are in `methods-v3`.
pub fn files(model: &Model, answers: Answers) -> Vec<File> {
    let names = Names::new(model, RESERVED);
    let mut files = Vec::new();
    for (method, scope) in Scope::methods(model) {
        let folder = if method.api == Api::V3 { "methods-v3" } else { "methods" };
        for (part, end) in [(Part::Params, "params"), (Part::Answer, "answer")] {
            let schema = method_part(model, &names, (method, scope), part, answers);
            files.push(file(format!("{folder}/{}.{end}.json", method.name.wire), &schema));
        }
    }
    for (index, shared) in model.types.iter().enumerate() {
        for (part, end) in [(Part::Answer, "json"), (Part::Params, "input.json")] {
            let schema = shared_type(model, &names, index, part, answers);
            files.push(file(format!("types/{}.{end}", shared.name), &schema));
        }
    }
    files
}

fn file(path: String, schema: &Value) -> File {
    File { path, text: format!("{schema:#}\n") }
}

fn method_part<'m>(
    model: &'m Model,
    names: &'m Names,
    (method, scope): (&'m Method, Scope<'m>),
    part: Part,
    answers: Answers,
) -> Value {
    let mut schemas = Schemas::new(model, names, answers, Place::Defs);
    let name = &method.name.wire;
    let schema = match part {
        Part::Params => {
            let mut schema = schemas.params(At::new(scope, Side::Sent), &method.params);
            describe(&mut schema, method.summary.as_deref());
            schema
        }
        Part::Answer => schemas.answer(scope, method),
    };
    let title = match part {
        Part::Params => format!("Parameters of {name}"),
        Part::Answer => format!("Answer of {name}"),
    };
    whole(&title, schema, schemas)
}

fn shared_type<'m>(model: &'m Model, names: &'m Names, index: usize, part: Part, answers: Answers) -> Value {
    let mut schemas = Schemas::new(model, names, answers, Place::Defs);
    let side = match part {
        Part::Params => Side::Sent,
        Part::Answer => Side::Answered,
    };
    let scope = Scope::new(model, Owner::Shared(index));
    let name = model.types.get(index).map_or("", |shared| shared.name.as_str());
    let schema = schemas.itself(At::new(scope, side));
    whole(name, schema, schemas)
}

/// Returns a document of a schema, with what it refers to.
fn whole(title: &str, schema: Map<String, Value>, schemas: Schemas<'_>) -> Value {
    let mut document = Map::new();
    document.insert("$schema".to_owned(), DIALECT.into());
    document.insert("title".to_owned(), title.into());
    document.extend(schema);
    let parts = schemas.finish();
    if !parts.is_empty() {
        document.insert("$defs".to_owned(), json!(parts));
    }
    document.into()
}
