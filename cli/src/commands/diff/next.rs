//! `b24 diff next-version`

use std::process::ExitCode;

use bitrix24_diff::Level;
use bitrix24_schema::Error;

use super::compare::Sides;
use crate::terminal::print;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    sides: Sides,
    /// The last released version
    #[arg(long, value_name = "VERSION", default_value = env!("CARGO_PKG_VERSION"))]
    from: String,
}

impl Args {
    pub(crate) fn run(self) -> Result<ExitCode, Error> {
        let compared = match self.sides.compare() {
            Ok(compared) => compared,
            Err(refusal) => return refusal.exit(),
        };
        let numbers: Option<Vec<u64>> = self.from.split('.').map(|part| part.parse().ok()).collect();
        let Some([major, minor, patch]) = numbers.and_then(|numbers| <[u64; 3]>::try_from(numbers).ok()) else {
            return Err(Error::Usage(format!("`{}` is not a version like 0.2.0", self.from)));
        };
        // Before 1.0, cargo treats the second number as the major version, and the third as the minor one.
        let next = |number: u64| {
            number.checked_add(1).ok_or_else(|| Error::Usage(format!("there is no version after `{}`", self.from)))
        };
        let (major, minor, patch) = match (compared.report.bump.level, major) {
            (Level::None, _) => (major, minor, patch),
            (Level::Patch, _) | (Level::Minor, 0) => (major, minor, next(patch)?),
            (Level::Major, 0) | (Level::Minor, _) => (major, next(minor)?, 0),
            (Level::Major, _) => (next(major)?, 0, 0),
        };
        print(&format!("{major}.{minor}.{patch}\n"))?;
        Ok(ExitCode::SUCCESS)
    }
}
