//! `b24 check`

use bitrix24_schema::shown;
use std::process::ExitCode;

use bitrix24_schema::Error;

use super::{SchemaArgs, count};
use crate::terminal::print;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    schema: SchemaArgs,
}

impl Args {
    pub(crate) fn run(self) -> Result<ExitCode, Error> {
        let model = self.schema.generator().model()?;
        let (methods, types) = (count(model.methods.len(), "method"), count(model.types.len(), "shared type"));
        let events = count(model.events.len(), "event");
        let errors: usize = model.methods.iter().map(|method| method.errors.len()).sum();
        let errors = count(errors + model.errors.len(), "error");
        print(&format!("{} is well: {methods}, {types}, {events}, {errors}\n", shown::path(&self.schema.schema)))?;
        Ok(ExitCode::SUCCESS)
    }
}
