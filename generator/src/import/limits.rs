//! Limits in prose.

use super::facts::Limits;
use super::text::plain;
use super::ty::Ty;

/// Phrases with a number behind them: the smallest and the largest.
const AT_LEAST: &[&str] = &[
    "at least ",
    "not less than ",
    "no less than ",
    "minimum value is ",
    "minimum — ",
    "minimum: ",
    "minimum ",
    "greater than or equal to ",
    "не менее ",
    "не меньше ",
    "минимальное значение — ",
    "минимум — ",
    "минимум ",
];
const AT_MOST: &[&str] = &[
    "at most ",
    "no more than ",
    "not more than ",
    "not exceed ",
    "not exceeding ",
    "cannot exceed ",
    "maximum value is ",
    "maximum length is ",
    "maximum length — ",
    "maximum length: ",
    "maximum — ",
    "maximum: ",
    "maximum of ",
    "maximum ",
    "up to ",
    "не более ",
    "не больше ",
    "не должна превышать ",
    "не превышает ",
    "максимальное значение — ",
    "максимальная длина — ",
    "максимум — ",
    "максимум ",
    "до ",
];
const CHARACTERS: &[&str] = &["character", "symbol", "символ", "знак"];
const ITEMS: &[&str] = &["item", "element", "identifier", "id", "record", "элемент", "идентификатор", "запис"];

/// The limits that a description of something of this type gives.
pub(super) fn read(text: &str, ty: &Ty) -> Limits {
    let mut limits = Limits::default();
    let is_number = ty.is("integer") || ty.is("double");
    let is_text = ty.is("string");
    let is_list = matches!(ty, Ty::Array | Ty::List(_));
    if !(is_number || is_text || is_list) || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return limits;
    }
    let text = plain(text).to_lowercase();
    let (smallest, largest) = (number_after(&text, AT_LEAST), number_after(&text, AT_MOST));
    let counts = |rest: &str, units: &[&str]| units.iter().any(|unit| rest.trim_start().starts_with(unit));
    if is_number {
        let is_plain = |rest: &str| {
            let rest = rest.trim_start();
            rest.is_empty()
                || rest.starts_with(['.', ',', ';', ')'])
                || rest.starts_with("and ")
                || rest.starts_with("и ")
        };
        limits.min = smallest.filter(|(_, rest)| is_plain(rest)).map(|(number, _)| number);
        limits.max = largest.filter(|(_, rest)| is_plain(rest)).map(|(number, _)| number);
        if let Some((low, high)) = range(&text) {
            limits.min = Some(low);
            limits.max = Some(high);
        }
    } else {
        let units = if is_text { CHARACTERS } else { ITEMS };
        let whole = |(number, rest): (f64, &str)| counts(rest, units).then_some(number as u64);
        limits.min_length = smallest.and_then(whole);
        limits.max_length = largest.and_then(whole);
    }
    if limits.min.zip(limits.max).is_some_and(|(min, max)| min > max) {
        (limits.min, limits.max) = (None, None);
    }
    if limits.min_length.zip(limits.max_length).is_some_and(|(min, max)| min > max) {
        (limits.min_length, limits.max_length) = (None, None);
    }
    limits
}

/// The number behind one of the phrases, and what follows it.
fn number_after<'t>(text: &'t str, phrases: &[&str]) -> Option<(f64, &'t str)> {
    phrases.iter().find_map(|phrase| {
        text.match_indices(phrase).find_map(|(at, _)| {
            let starts_word = !text[..at].ends_with(char::is_alphanumeric);
            number(&text[at + phrase.len()..]).filter(|_| starts_word)
        })
    })
}

/// A number at the head of a text; groups of three digits may be set apart.
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

/// `from 1 to 50`, `(1–50)`
fn range(text: &str) -> Option<(f64, f64)> {
    let between = |start: &str, middle: &str| {
        text.match_indices(start).find_map(|(at, _)| {
            let starts_word = !text[..at].ends_with(char::is_alphanumeric);
            let (low, rest) = number(&text[at + start.len()..]).filter(|_| starts_word)?;
            let (high, rest) = number(rest.strip_prefix(middle)?)?;
            let ends = !rest.starts_with([':', '.', '-']) || rest.starts_with(". ") || rest == ".";
            (low < high && ends).then_some((low, high))
        })
    };
    between("from ", " to ")
        .or_else(|| between("от ", " до "))
        .or_else(|| between("(", "–"))
        .or_else(|| between("in the range ", "–"))
}

#[cfg(test)]
mod tests {
    use super::{Ty, read};

    fn read_as(text: &str, ty: &str) -> super::Limits {
        read(text, &Ty::name(ty))
    }

    #[test]
    fn limits_have_numbers_and_units() {
        let limits = read_as("Days, from 0 to 1440", "integer");
        assert_eq!((limits.min, limits.max), (Some(0.0), Some(1440.0)));
        assert_eq!(read_as("A text of up to 20,000 characters", "string").max_length, Some(20_000));
        assert_eq!(read_as("Не более 50 элементов", "string").max_length, None);
        assert_eq!(read_as("Number of rows. Maximum 500.", "integer").max, Some(500.0));
    }
}
