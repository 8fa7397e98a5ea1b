//! `b24 check`

use bitrix24_schema::shown;
use std::process::ExitCode;

use bitrix24_schema::Error;

use super::count;
use crate::catalogue::CatalogueArgs;
use crate::terminal::print;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    schema: CatalogueArgs,
}

impl Args {
    pub(crate) fn run(self) -> Result<ExitCode, Error> {
        let model = self.schema.model()?;
        let (methods, types) = (count(model.methods.len(), "method"), count(model.types.len(), "shared type"));
        let events = count(model.events.len(), "event");
        let errors: usize = model.methods.iter().map(|method| method.errors.len()).sum();
        let errors = count(errors + model.errors.len(), "error");
        let what = self.schema.folder().map_or("the catalogue on board".to_owned(), shown::path);
        print(&format!("{what} is valid: {methods}, {types}, {events}, {errors}\n"))?;
        Ok(ExitCode::SUCCESS)
    }
}
