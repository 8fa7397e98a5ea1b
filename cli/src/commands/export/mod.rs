//! `b24 export`

mod html;
mod json_schema;
mod options;
mod output;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::ExitCode;

use bitrix24_export::{openapi, typescript};
use bitrix24_schema::model::Api;
use bitrix24_schema::{Error, Model, export, yaml};

use crate::catalogue::CatalogueArgs;
use options::{AnswersArgs, Version};
use output::{Kind, OutputArgs};

#[derive(Debug, clap::Args)]
#[command(subcommand_value_name = "FORMAT", subcommand_help_heading = "Formats", disable_help_subcommand = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    format: Format,
    /// The schema's folder [default: schema, if that is one; else the catalogue on board]
    #[arg(long, value_name = "DIR", global = true)]
    schema: Option<PathBuf>,
    /// Only methods that match this, such as `user.*`; may be given again
    #[arg(long, value_name = "GLOB", global = true)]
    only: Vec<String>,
}

#[derive(Debug, clap::Subcommand)]
enum Format {
    /// One document of our own with all facts, described in schema/EXPORT.md
    Json(Json),
    /// An OpenAPI 3.1 document, for generators of code, viewers and test tools
    Openapi(OpenApi),
    /// JSON Schemas of parameters, answers and types
    JsonSchema(json_schema::Args),
    /// Declarations of all methods for TypeScript, with a typed `call`
    Typescript(TypeScript),
    /// A catalogue to search in a browser: a folder that needs no server
    Html(html::Args),
}

#[derive(Debug, clap::Args)]
struct Json {
    #[command(flatten)]
    output: OutputArgs,
}

#[derive(Debug, clap::Args)]
struct OpenApi {
    #[command(flatten)]
    answers: AnswersArgs,
    /// Only the methods of this version of the API: many tools know one address for all paths, and each version has its own
    #[arg(long, value_enum)]
    api: Option<Version>,
    /// The notation of the document
    #[arg(long, value_enum, default_value_t)]
    format: Notation,
    #[command(flatten)]
    output: OutputArgs,
}

#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Notation {
    #[default]
    Json,
    Yaml,
}

#[derive(Debug, clap::Args)]
struct TypeScript {
    #[command(flatten)]
    answers: AnswersArgs,
    #[command(flatten)]
    output: OutputArgs,
}

impl Args {
    pub(crate) fn run(self) -> Result<ExitCode, Error> {
        let model = CatalogueArgs::of(self.schema).pick(&self.only)?;
        match self.format {
            Format::Json(args) => args.output.write(&export::json(&model), Kind::Json)?,
            Format::Openapi(args) => args.run(model, !self.only.is_empty())?,
            Format::JsonSchema(args) => args.run(&model)?,
            Format::Typescript(args) => {
                args.output.write(&typescript::declarations(&model, args.answers.get()), Kind::Text)?;
            }
            Format::Html(args) => args.run(&model)?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl OpenApi {
    /// Writes the document. Where methods are picked, it has the events of their scopes.
    fn run(&self, mut model: Model, is_picked: bool) -> Result<(), Error> {
        if is_picked {
            let scopes: BTreeSet<&String> = model.methods.iter().flat_map(|method| &method.scopes).collect();
            model.events.retain(|event| event.scopes.iter().any(|scope| scopes.contains(scope)));
        }
        if let Some(api) = self.api.map(Version::get) {
            // Handlers are bound by a method of version 2.
            model.events.retain(|_| api == Api::V2);
            model.methods.retain(|method| method.api == api);
            if model.methods.is_empty() {
                return Err(Error::Usage("no method of this version of the API is picked".to_owned()));
            }
        }
        let document = openapi::document(&model, self.answers.get());
        match self.format {
            Notation::Json => self.output.write(&output::json(&document), Kind::Json),
            Notation::Yaml => self.output.write(&yaml::write(&document), Kind::Text),
        }
    }
}
