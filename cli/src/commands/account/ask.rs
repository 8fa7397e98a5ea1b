//! Asks for a secret: at a terminal without showing it, else a line of standard input. No argument holds one, because
//! arguments are in lists of processes and in histories.

use std::io::{self, BufRead, IsTerminal};

use crate::failure::{Failure, Kind};

/// Returns what the user gives.
pub(super) fn secret(what: &str) -> Result<String, Failure> {
    let failed = |error: io::Error| Failure::Told(Kind::Failed, format!("{what} cannot be read: {error}"));
    let text = if io::stdin().is_terminal() {
        rpassword::prompt_password(format!("{what}: ")).map_err(failed)?
    } else {
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line).map_err(failed)?;
        line
    };
    let text = text.trim().to_owned();
    if text.is_empty() {
        return Err(Failure::usage(format!("{what} is missing: type it, or give it on standard input")));
    }
    Ok(text)
}
