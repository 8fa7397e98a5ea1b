//! The unit of a number.

use bitrix24_schema::raw::Unit;

use crate::page::text::plain;
use crate::vocabulary::{IN, UNITS};

/// Returns the unit in which a description says that its number is.
pub(crate) fn read(text: &str) -> Option<Unit> {
    let words = plain(text).to_lowercase();
    let words: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let unit = |word: &str| UNITS.iter().find(|(_, names)| names.contains(&word)).map(|(unit, _)| *unit);
    let found: Vec<Unit> =
        words.windows(2).filter(|pair| IN.contains(&pair[0])).filter_map(|pair| unit(pair[1])).collect();
    // Two units are a choice that another value makes.
    found.first().copied().filter(|first| found.iter().all(|unit| unit == first))
}

#[cfg(test)]
mod tests {
    use super::{Unit, read};

    #[test]
    fn units_are_read_in_both_languages() {
        assert_eq!(read("Duration of the call in seconds"), Some(Unit::Seconds));
        assert_eq!(read("Размер файла в байтах"), Some(Unit::Bytes));
        assert_eq!(read("Remind in minutes or in hours"), None);
        assert_eq!(read("Ten seconds"), None);
    }
}
