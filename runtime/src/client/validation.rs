//! The check of requests before they are sent.

use crate::error::{Level, Violation, Violations};
use crate::journal::Journal;
use crate::request::{Request, Target};
use crate::validate;

/// A decision about calls that break documented rules.
///
/// ```
/// use bitrix24::{Client, Validation};
///
/// # fn f() -> Result<(), bitrix24::Error> {
/// let b24 = Client::builder(bitrix24::Auth::webhook("https://example.bitrix24.com/rest/1/SECRET/")?)
///     .validate(Validation::Strict)
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Validation {
    /// They are sent: the server decides.
    #[default]
    Off,
    /// They are refused if something is surely wrong; warnings are logged.
    Errors,
    /// They are refused also for warnings.
    Strict,
}

impl From<bool> for Validation {
    fn from(validates: bool) -> Self {
        if validates { Validation::Errors } else { Validation::Off }
    }
}

impl Validation {
    /// Returns true if a call with this finding is not sent.
    pub(crate) fn refuses(self, violation: &Violation) -> bool {
        match self {
            Validation::Off => false,
            Validation::Errors => violation.level() == Level::Error,
            Validation::Strict => true,
        }
    }

    /// Checks a request.
    pub(crate) fn check<R: Request>(self, request: &R, journal: &Journal) -> Result<(), Violations> {
        let Target::Known(method) = request.target() else { return Ok(()) };
        if self == Validation::Off {
            return Ok(());
        }
        let list = validate::findings(method, request.params().as_map());
        if list.iter().any(|violation| self.refuses(violation)) {
            return Err(Violations { method: method.name, list });
        }
        for warning in &list {
            let text = warning.to_string();
            if journal.is_new(method.name, &text) {
                tracing::warn!(name: "bitrix24.parameter", target: "bitrix24", method = method.name, "{text}");
            }
        }
        Ok(())
    }
}
