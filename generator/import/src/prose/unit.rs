//! The unit of a number.

use bitrix24_schema::raw::Unit;

use crate::page::haystack::Haystack;
use crate::vocabulary::{IN, UNITS};

/// Returns the unit in which a description says that its number is, from its plain text in small letters.
pub(crate) fn read(text: &Haystack<'_>) -> Option<Unit> {
    if !UNITS.iter().any(|(_, names)| text.has_any(names)) {
        return None;
    }
    let words = text.text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let unit = |word: &str| UNITS.iter().find(|(_, names)| names.contains(&word)).map(|(unit, _)| *unit);
    let (mut found, mut is_after_in) = (None, false);
    for word in words {
        if let Some(unit) = Some(word).filter(|_| is_after_in).and_then(unit) {
            // Two units are a choice that another value makes.
            if found.is_some_and(|first| first != unit) {
                return None;
            }
            found = Some(unit);
        }
        is_after_in = IN.contains(&word);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Haystack, Unit};

    #[test]
    fn units_are_read_in_both_languages() {
        let read = |text: &str| super::read(&Haystack::new(text.to_lowercase()));
        assert_eq!(read("Duration of the call in seconds"), Some(Unit::Seconds));
        assert_eq!(read("Размер файла в байтах"), Some(Unit::Bytes));
        assert_eq!(read("Remind in minutes or in hours"), None);
        assert_eq!(read("Ten seconds"), None);
    }
}
