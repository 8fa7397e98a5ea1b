//! `b24 diff waive`

use bitrix24_schema::shown;
use std::process::ExitCode;

use bitrix24_diff::{Row, waive};
use bitrix24_schema::Error;

use super::compare::{Sides, today};
use crate::commands::count;
use crate::terminal::print;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The change's fingerprint, or its beginning
    #[arg(value_name = "FINGERPRINT")]
    fingerprint: String,
    /// The reason why it is allowed
    #[arg(long)]
    reason: String,
    /// The person who allows it
    #[arg(long)]
    by: Option<String>,
    /// The last day (2027-01-31) on which it is allowed, or the first version in which it is not
    #[arg(long, value_name = "DAY|VERSION")]
    until: Option<String>,
    #[command(flatten)]
    sides: Sides,
}

impl Args {
    pub(crate) fn run(self) -> Result<ExitCode, Error> {
        let report = match self.sides.compare() {
            Ok(compared) => compared.report,
            Err(refusal) => return refusal.exit(),
        };
        let found: Vec<&Row> =
            report.rows.iter().filter(|row| row.fingerprint.starts_with(&self.fingerprint)).collect();
        let row = match found.as_slice() {
            [row] => *row,
            [] => return Err(Error::Usage(format!("no change has the fingerprint {}", self.fingerprint))),
            many => {
                let found = count(many.len(), "change");
                return Err(Error::Usage(format!("{found} begin with {}: give more of it", self.fingerprint)));
            }
        };
        if row.waiver.is_some() {
            return Err(Error::Usage(format!("{} is let pass already", row.fingerprint)));
        }
        waive::check(&self.reason, self.until.as_deref(), &today()).map_err(Error::Usage)?;
        let path = self.sides.schema.schema.join(waive::FILE);
        let mut text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(Error::Io(error)),
        };
        text = waive::added(&text, row, &self.reason, self.by.as_deref(), self.until.as_deref())
            .map_err(|diagnostics| Error::Schema { folder: self.sides.schema.schema.clone(), diagnostics })?;
        bitrix24_schema::write::whole(&path, &text).map_err(Error::Io)?;
        print(&format!("{}: {} at {} may pass\n", shown::path(&path), row.rule, row.subject))?;
        Ok(ExitCode::SUCCESS)
    }
}
