//! Random numbers of the operating system. A generator in the process repeats itself in each process that is forked.

use crate::error::Error;

/// Returns a text that no other process has: 128 random bits, in hexadecimal.
///
/// # Errors
///
/// [`Error::Config`] when the system gives no random numbers.
pub(crate) fn unique() -> Result<String, Error> {
    let number =
        || getrandom::u64().map_err(|error| Error::Config(format!("the system has no random numbers: {error}")));
    Ok(format!("{:016x}{:016x}", number()?, number()?))
}

/// Returns a number from 0 to 1, or one in between where the system gives none.
pub(crate) fn share() -> f64 {
    getrandom::u32().map_or(0.5, |number| f64::from(number) / f64::from(u32::MAX))
}
