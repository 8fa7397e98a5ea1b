//! Numbers as JSON writes them.

use super::node::Shape;

/// The number of digits that surely fit an `i64`.
const SURE: usize = 18;

/// Powers of ten that an `f64` holds exactly, and by which a number of up to 15 digits is divided exactly rounded.
const POWERS: [f64; 16] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/// Reads the number at `start`, and gives the place behind it; `None` when it is not valid, or too large for an `f64`.
#[inline(always)]
pub(crate) fn read(text: &str, start: usize) -> Option<(Shape<'_>, usize)> {
    let bytes = text.as_bytes();
    let is_negative = bytes.get(start) == Some(&b'-');
    let first = start + usize::from(is_negative);
    let (number, end) = digits(bytes, first, 0);
    let length = end - first;
    let starts_well = length == 1 || (length > 1 && bytes.get(first) != Some(&b'0'));
    if !starts_well || length > SURE {
        return read_slowly(text, start);
    }
    match bytes.get(end) {
        Some(b'.') => read_fraction(text, start, first, (number, end), is_negative),
        Some(b'e' | b'E') => read_slowly(text, start),
        _ if !is_negative => Some((Shape::Int(number as i64), end)),
        _ if number == 0 => Some((Shape::Float(-0.0), end)),
        _ => Some((Shape::Int(-(number as i64)), end)),
    }
}

/// Returns the place behind the number at `start`, as [`read`] does, without computing it.
pub(super) fn end(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let first = start + usize::from(bytes.get(start) == Some(&b'-'));
    let (_, dot) = digits(bytes, first, 0);
    let starts_well = dot == first + 1 || (dot > first + 1 && bytes.get(first) != Some(&b'0'));
    let end = if bytes.get(dot) == Some(&b'.') { digits(bytes, dot + 1, 0).1 } else { dot };
    let is_plain = starts_well && dot - first <= SURE && end != dot + 1 && !matches!(bytes.get(end), Some(b'e' | b'E'));
    if is_plain { Some(end) } else { read_slowly(text, start).map(|(_, end)| end) }
}

/// Reads a number with a fraction, whose whole part is read already.
#[inline(never)]
fn read_fraction(
    text: &str,
    start: usize,
    first: usize,
    (whole, dot): (u64, usize),
    is_negative: bool,
) -> Option<(Shape<'_>, usize)> {
    let bytes = text.as_bytes();
    let (number, end) = digits(bytes, dot + 1, whole);
    let places = end - dot - 1;
    if places == 0 || matches!(bytes.get(end), Some(b'e' | b'E')) {
        return read_slowly(text, start);
    }
    if end - first > POWERS.len() {
        // It is valid, and not too large: its whole part is short.
        return Some((Shape::Float(text.get(start..end)?.parse().ok()?), end));
    }
    let float = number as f64 / POWERS.get(places)?;
    Some((Shape::Float(if is_negative { -float } else { float }), end))
}

/// Reads digits behind those of `number`. It overflows without harm: then there are too many of them to be used.
#[inline]
fn digits(bytes: &[u8], mut at: usize, mut number: u64) -> (u64, usize) {
    while let Some(digit) = bytes.get(at).map(|byte| byte.wrapping_sub(b'0')).filter(|digit| *digit < 10) {
        number = number.wrapping_mul(10).wrapping_add(u64::from(digit));
        at += 1;
    }
    (number, at)
}

/// Reads any number, as the parser of trees does.
#[inline(never)]
fn read_slowly(text: &str, start: usize) -> Option<(Shape<'_>, usize)> {
    let rest = text.get(start..)?;
    let length = rest.bytes().position(|byte| !matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
    let number = rest.get(..length.unwrap_or(rest.len()))?;
    // It is a number by JSON's rules if it is one for the parser.
    let float: f64 = serde_json::from_str(number).ok()?;
    let shape = match (number.parse(), number.parse()) {
        _ if number == "-0" => Shape::Float(float),
        (Ok(int), _) => Shape::Int(int),
        (_, Ok(big)) => Shape::Big(big),
        _ => Shape::Float(float),
    };
    Some((shape, start + number.len()))
}

#[cfg(test)]
mod tests {
    use super::{end, read};

    #[test]
    fn a_number_that_is_passed_over_ends_where_it_ends_when_it_is_read() {
        let long = "9".repeat(400);
        let starts =
            ["", "-", "--", "+", "0", "00", "01", "7", "-12", "123456789012345678", "1234567890123456789", &long];
        let ends = " . .5 .0000000000000000000000001 ..5 .5.5 e e5 E-5 e400 .5e .5E400 x ,";
        for text in starts.into_iter().flat_map(|start| ends.split(' ').map(move |end| format!("{start}{end}"))) {
            assert_eq!(end(&text, 0), read(&text, 0).map(|(_, end)| end), "{text}");
        }
    }
}
