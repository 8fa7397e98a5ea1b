//! The catalogue that commands read: the one on board, unless there is a folder of YAML.

use std::path::PathBuf;
use std::sync::Arc;

use bitrix24_schema::{Error, Model, Pick, shown};

/// The file that every folder of a schema has.
const MARK: &str = "catalogue.yaml";

/// The catalogue to read.
#[derive(Debug, clap::Args)]
pub(crate) struct CatalogueArgs {
    /// The schema's folder [default: schema, if that is one; else the catalogue on board]
    #[arg(long, value_name = "DIR")]
    schema: Option<PathBuf>,
}

impl CatalogueArgs {
    /// Returns the arguments for a folder that was given otherwise.
    pub(crate) fn of(schema: Option<PathBuf>) -> Self {
        Self { schema }
    }

    /// Returns the folder to read, if it is one.
    pub(crate) fn folder(&self) -> Option<PathBuf> {
        let here = || Some(PathBuf::from("schema")).filter(|folder| folder.join(MARK).is_file());
        self.schema.clone().or_else(here)
    }

    /// Returns the catalogue.
    pub(crate) fn model(&self) -> Result<Arc<Model>, Error> {
        match self.folder() {
            Some(folder) if !folder.is_dir() => {
                let how = "there is no such folder; without `--schema` the catalogue on board is taken";
                Err(Error::Usage(format!("{}: {how}", shown::path(folder))))
            }
            Some(folder) => bitrix24_schema::load(folder).map(Arc::new),
            None => bitrix24_catalogue::model().map_err(|error| Error::Usage(error.to_string())),
        }
    }

    /// Returns a catalogue that has a method, if there is such a method: a part of the one on board, which is read in a
    /// fraction of the time, or else the whole one.
    pub(crate) fn near(&self, name: &str) -> Result<Arc<Model>, Error> {
        if self.folder().is_none() {
            let part = bitrix24_catalogue::part(name).map_err(|error| Error::Usage(error.to_string()))?;
            if part.methods.iter().any(|method| method.name.wire.eq_ignore_ascii_case(name)) {
                return Ok(Arc::new(part));
            }
        }
        self.model()
    }

    /// Returns the catalogue with the methods that match these patterns.
    pub(crate) fn pick(&self, only: &[String]) -> Result<Model, Error> {
        let pick = Pick::new(only).map_err(Error::Usage)?;
        let mut model = Arc::unwrap_or_clone(self.model()?);
        pick.apply(&mut model).map_err(Error::Usage)?;
        Ok(model)
    }
}
