//! Limits in prose.

use crate::facts::Limits;
use crate::facts::ty::Ty;
use crate::page::haystack::Haystack;
use crate::prose::sentences::sentences;
use crate::prose::told::Told;
use crate::vocabulary as words;

/// Returns the limits in a description of a value of this type.
pub(crate) fn read(told: &Told<'_>, ty: &Ty) -> Limits {
    let mut limits = Limits::default();
    let is_number = ty.is("integer") || ty.is("double");
    let is_text = ty.is("string");
    let is_list = matches!(ty, Ty::Array | Ty::List(_));
    if !(is_number || is_text || is_list) || !told.text.bytes().any(|byte| byte.is_ascii_digit()) {
        return limits;
    }
    if is_number {
        of_number(&told.bare, ty.is("integer"), &mut limits)
    } else {
        of_length(&told.bare, is_text, &mut limits)
    }
    limits
}

/// Reads the smallest and the largest number.
fn of_number(text: &Haystack<'_>, is_whole: bool, limits: &mut Limits) {
    let plain = |found: Option<(f64, &str)>| found.filter(|(_, rest)| is_plain(rest)).map(|(number, _)| number);
    // What is beyond a number is the next whole one.
    let beyond = |phrases| plain(number_after(text, phrases)).filter(|number| is_whole && number.fract() == 0.0);
    limits.min = plain(number_after(text, words::AT_LEAST)).or_else(|| Some(beyond(words::ABOVE)? + 1.0));
    limits.max = plain(number_after(text, words::AT_MOST)).or_else(|| Some(beyond(words::BELOW)? - 1.0));
    if let Some((low, high, _)) = range(text) {
        (limits.min, limits.max) = (Some(low), Some(high));
    }
    if limits.min.zip(limits.max).is_some_and(|(min, max)| min > max) {
        (limits.min, limits.max) = (None, None);
    }
}

/// Reads the number of characters of a text, or of items of a list.
fn of_length(text: &Haystack<'_>, is_text: bool, limits: &mut Limits) {
    let units = if is_text { words::CHARACTERS } else { words::ITEMS };
    let counts = |rest: &str| units.iter().any(|unit| rest.trim_start().starts_with(unit));
    let whole = |(number, rest): (f64, &str)| counts(rest).then_some(number as u64);
    limits.min_length = number_after(text, words::AT_LEAST).and_then(whole);
    limits.max_length = number_after(text, words::AT_MOST).and_then(whole);
    // A limit of a length needs no unit.
    let is_length = |(_, rest): &(f64, &str)| is_text && (is_plain(rest) || counts(rest));
    let length = number_after(text, words::MAX_LENGTH).filter(is_length);
    limits.max_length = limits.max_length.or(length.map(|(number, _)| number as u64));
    let length = number_after(text, words::MIN_LENGTH).filter(is_length);
    limits.min_length = limits.min_length.or(length.map(|(number, _)| number as u64));
    if let Some((low, high, _)) = range(text).filter(|(low, _, rest)| *low >= 0.0 && counts(rest)) {
        (limits.min_length, limits.max_length) = (Some(low as u64), Some(high as u64));
    }
    if limits.min_length.zip(limits.max_length).is_some_and(|(min, max)| min > max) {
        (limits.min_length, limits.max_length) = (None, None);
    }
    // 43 of 50: it depends on what else is counted.
    let least = limits.min_length;
    let is_unclear = |most: u64| {
        let has_two = |sentence: &&str| {
            let counts: Vec<u64> = counts_in(sentence, units).filter(|count| Some(*count) != least).collect();
            counts.contains(&most) && counts.iter().any(|count| *count != most)
        };
        counts_in(&text.text, units).any(|count| count > most) || sentences(&text.text).iter().any(has_two)
    };
    if limits.max_length.is_some_and(is_unclear) {
        limits.max_length = None;
    }
}

/// Returns the numbers of units in a text.
fn counts_in<'t>(text: &'t str, units: &'t [&str]) -> impl Iterator<Item = u64> + 't {
    let heads = units.iter().flat_map(|unit| text.match_indices(unit)).map(|(at, _)| text[..at].trim_end());
    heads.filter_map(|head| {
        let start = head.rfind(|c: char| !(c.is_ascii_digit() || c == ',')).map_or(0, |at| at + 1);
        head.get(start..)?.replace(',', "").parse::<u64>().ok()
    })
}

/// Returns true if no unit follows a number.
fn is_plain(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.is_empty() || rest.starts_with(['.', ',', ';', ')']) || words::AND.iter().any(|word| rest.starts_with(word))
}

/// Returns the number behind one of the phrases, and the text after it.
fn number_after<'t>(said: &'t Haystack<'_>, phrases: &[&str]) -> Option<(f64, &'t str)> {
    let text: &str = &said.text;
    phrases.iter().find_map(|phrase| {
        said.all(phrase).find_map(|at| {
            let starts_word = !text[..at].ends_with(char::is_alphanumeric);
            number(behind(&text[at + phrase.len()..]).filter(|_| starts_word)?)
        })
    })
}

/// Returns the text after a phrase and the signs and words before a number; `None` if the phrase ends inside a word.
fn behind(text: &str) -> Option<&str> {
    if text.starts_with(char::is_alphanumeric) {
        return None;
    }
    let mut rest = text;
    loop {
        let bare = rest.trim_start_matches([' ', ':', '—', '–', '=']);
        let bare = bare.strip_prefix("- ").unwrap_or(bare);
        let bare = words::JOINTS.iter().find_map(|word| bare.strip_prefix(word)).unwrap_or(bare);
        if bare.len() == rest.len() {
            return Some(rest);
        }
        rest = bare;
    }
}

/// Returns a number at the head of a text; groups of three digits may be separated.
fn number(text: &str) -> Option<(f64, &str)> {
    let mut digits = String::new();
    let mut end = 0;
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(end) {
        let group = || {
            let next = bytes.get(end + 1..end + 4);
            next.is_some_and(|next| next.iter().all(u8::is_ascii_digit))
                && !bytes.get(end + 4).is_some_and(u8::is_ascii_digit)
                && !digits.is_empty()
        };
        match byte {
            b'0'..=b'9' => digits.push(char::from(*byte)),
            b'-' if end == 0 => digits.push('-'),
            b'.' if bytes.get(end + 1).is_some_and(u8::is_ascii_digit) => digits.push('.'),
            b',' | b' ' if group() => {}
            _ => break,
        }
        end += 1;
    }
    digits.parse().ok().map(|number| (number, &text[end..]))
}

/// Returns the two numbers of `from 1 to 50`, `(1–50)`, and the text after them.
fn range<'t>(said: &'t Haystack<'_>) -> Option<(f64, f64, &'t str)> {
    let text: &str = &said.text;
    let between = |start: &str, middle: &str| {
        said.all(start).find_map(|at| {
            let starts_word = !text[..at].ends_with(char::is_alphanumeric);
            let (low, rest) = number(&text[at + start.len()..]).filter(|_| starts_word)?;
            let (high, rest) = number(rest.strip_prefix(middle)?)?;
            let ends = !rest.starts_with([':', '.', '-']) || rest.starts_with(". ") || rest == ".";
            (low < high && ends).then_some((low, high, rest))
        })
    };
    let in_words = words::RANGES.iter().find_map(|(start, middle)| between(start, middle));
    in_words.or_else(|| between("(", "–"))
}

#[cfg(test)]
mod tests {
    use super::{Told, Ty, read};

    fn read_as(text: &str, ty: &str) -> super::Limits {
        read(&Told::new(text), &Ty::name(ty))
    }

    #[test]
    fn limits_have_numbers_and_units() {
        let limits = read_as("Days, from 0 to 1440", "integer");
        assert_eq!((limits.min, limits.max), (Some(0.0), Some(1440.0)));
        assert_eq!(read_as("A text of up to 20,000 characters", "string").max_length, Some(20_000));
        assert_eq!(read_as("Не более 50 элементов", "string").max_length, None);
        assert_eq!(read_as("Number of rows. Maximum 500.", "integer").max, Some(500.0));
        assert_eq!(read_as("Rows. Default: `50`. Maximum value: `200`", "integer").max, Some(200.0));
        assert_eq!(read_as("Rows. The maximum value is —`50`", "integer").max, Some(50.0));
        assert_eq!(read_as("Строки. Максимальное значение: `200`", "integer").max, Some(200.0));
        assert_eq!(read_as("Rows. Maximum: `200` for some and `20` for others", "integer").max, None);
        assert_eq!(read_as("A text. Maximum length: 255", "string").max_length, Some(255));
        assert_eq!(
            read_as("A phrase. The minimum number of characters for a search is `3`", "string").min_length,
            Some(3)
        );
        assert_eq!(read_as("Фраза. Минимальное количество символов для поиска — `3`", "string").min_length, Some(3));
        let length = read_as("Длина — от 3 до 255 символов", "string");
        assert_eq!((length.min_length, length.max_length), (Some(3), Some(255)));
        let allowed = read_as("Rows. Allowed values: 1 to 1000. Default value: 100", "integer");
        assert_eq!((allowed.min, allowed.max), (Some(1.0), Some(1000.0)));
        assert_eq!(read_as("At least -5", "integer").min, Some(-5.0));
        let beyond = read_as("A height. Must be greater than 0 and less than 50.", "integer");
        assert_eq!((beyond.min, beyond.max), (Some(1.0), Some(49.0)));
        assert_eq!(read_as("Высота. Обязательно больше 0. По умолчанию `1`", "integer").min, Some(1.0));
        assert_eq!(read_as("A share greater than 0", "double").min, None);
        assert_eq!(read_as("Greater than or equal to 0", "integer").min, Some(0.0));
        assert_eq!(
            read_as("Of 50 characters with the prefix, so up to 43 characters of its own", "string").max_length,
            None
        );
    }
}
