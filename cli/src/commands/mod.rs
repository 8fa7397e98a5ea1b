//! The commands, a module each.

pub(crate) mod check;
#[cfg(feature = "client")]
pub(crate) mod client;
pub(crate) mod corpus;
pub(crate) mod diff;
pub(crate) mod export;
pub(crate) mod generate;
pub(crate) mod import;
#[cfg(feature = "mock")]
pub(crate) mod mock;
pub(crate) mod schema;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use bitrix24_codegen::Generator;
use bitrix24_schema::{Error, Model, Pick};

use crate::terminal::{complain, is_colored};

/// The schema's folder as an argument.
#[derive(Debug, clap::Args)]
pub(crate) struct SchemaArgs {
    /// The schema's folder
    #[arg(long, value_name = "DIR", default_value = "schema")]
    pub(crate) schema: PathBuf,
}

impl SchemaArgs {
    pub(crate) fn generator(&self) -> Generator {
        Generator::new(&self.schema)
    }
}

/// The catalogue to read: the one on board, unless there is a folder of YAML.
#[derive(Debug, clap::Args)]
pub(crate) struct CatalogueArgs {
    /// The schema's folder [default: schema, if that is one; else the catalogue on board]
    #[arg(long, value_name = "DIR")]
    schema: Option<PathBuf>,
}

/// The file that every folder of a schema has.
const MARK: &str = "catalogue.yaml";

impl CatalogueArgs {
    /// Returns the catalogue.
    pub(crate) fn model(&self) -> Result<Arc<Model>, Error> {
        let here = || Some(PathBuf::from("schema")).filter(|folder| folder.join(MARK).is_file());
        match self.schema.clone().or_else(here) {
            Some(folder) => bitrix24_schema::load(folder).map(Arc::new),
            None => bitrix24_catalogue::read().map(Arc::new).map_err(|error| Error::Usage(error.to_string())),
        }
    }

    /// Returns the catalogue with the methods that match these patterns.
    pub(crate) fn pick(&self, only: &[String]) -> Result<Model, Error> {
        let pick = Pick::new(only).map_err(Error::Usage)?;
        let mut model = Arc::unwrap_or_clone(self.model()?);
        pick.apply(&mut model).map_err(Error::Usage)?;
        Ok(model)
    }
}

/// Prints an error; the status is 1 for an invalid schema, 2 for a wrong call.
pub(crate) fn fail(error: Error) -> ExitCode {
    complain(&error.render(is_colored(&std::io::stderr())));
    match error {
        Error::Usage(_) => ExitCode::from(2),
        _ => ExitCode::FAILURE,
    }
}

/// Returns `1 file`, `2 files`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
