//! Takes secrets out of texts that came from outside, however they are spelled there.
//!
//! A server may repeat an address, a query, a form or a log line: the same secret comes percent-encoded, escaped as in JSON
//! or in HTML, once or twice, in another case, in hexadecimal, in Base64 or Base32, alone or as a part of something longer,
//! and cut off.

mod encoded;

use std::collections::BTreeSet;

use secrecy::{ExposeSecret, SecretString};

use encoded::Encoded;

/// The text that replaces a secret.
pub(crate) const HIDDEN: &str = "***";

/// The number of times that percent-encoded or HTML's text may have been encoded again.
const AGAIN: usize = 3;

/// The number of backslashes before an escaped character: three times escaped.
const BACKSLASHES: usize = 8;

/// The length of a part of a secret that is hidden like the whole.
const PART: usize = 8;

/// The length of a part of a secret that is hidden where a text is cut off.
const PART_AT_END: usize = 4;

/// Secrets, and what texts that hold them look like.
pub(crate) struct Mask {
    secrets: Vec<SecretString>,
    encoded: Encoded,
}

impl Mask {
    pub(crate) fn new<'a>(secrets: impl IntoIterator<Item = &'a str>) -> Self {
        let secrets: Vec<&str> = secrets.into_iter().filter(|secret| !secret.is_empty()).collect();
        let encoded = Encoded::of(&secrets);
        Mask { secrets: secrets.into_iter().map(SecretString::from).collect(), encoded }
    }

    /// Returns the text without the secrets.
    pub(crate) fn hide(&self, text: &str) -> String {
        let secrets: Vec<&[u8]> = self.secrets.iter().map(|secret| secret.expose_secret().as_bytes()).collect();
        let bytes = text.as_bytes();
        let mut kept = Vec::with_capacity(bytes.len());
        let (mut at, mut is_masked) = (0, false);
        while at < bytes.len() {
            let (rest, is_cut) = (&bytes[at..], is_cut_before(bytes, at));
            match secrets.iter().filter_map(|secret| found(rest, secret, is_cut)).max() {
                Some(length) => {
                    kept.extend_from_slice(HIDDEN.as_bytes());
                    (at, is_masked) = (at + length, true);
                }
                None => {
                    kept.push(bytes[at]);
                    at += 1;
                }
            }
        }
        let text = if is_masked { String::from_utf8_lossy(&kept).into_owned() } else { text.to_owned() };
        self.encoded.hide(text, HIDDEN)
    }
}

/// Returns true if a text may go on here with the end of something: at its start, and behind dots.
fn is_cut_before(text: &[u8], at: usize) -> bool {
    at == 0 || text[..at].ends_with(b"...") || text[..at].ends_with("\u{2026}".as_bytes())
}

/// The length of what begins a text and is the secret, the first part of it, or where the text is cut the last one.
fn found(text: &[u8], secret: &[u8], is_cut: bool) -> Option<usize> {
    let starts = if is_cut { secret.len().saturating_sub(PART) + 1 } else { 1 };
    let at = |start: usize| {
        let part = &secret[start..];
        let dumped = text.first().filter(|first| first.is_ascii_hexdigit()).and_then(|_| spelled(text, part, digits));
        let spelled = spelled(text, part, spellings).max(dumped)?;
        // In the middle of it, only what goes on to its end.
        (start == 0 || spelled.is_whole).then_some(spelled.length)
    };
    (0..starts).filter_map(at).max()
}

/// What of a secret begins a text.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Spelled {
    length: usize,
    is_whole: bool,
}

/// Returns what of the secret begins a text, if that is enough. `spell` gives the possible lengths of the spellings of a
/// byte at the start of a text.
fn spelled(text: &[u8], secret: &[u8], spell: impl Fn(&[u8], u8) -> Vec<usize>) -> Option<Spelled> {
    // At most places nothing begins, and the text may be a long page.
    if spell(text, *secret.first()?).is_empty() {
        return None;
    }
    // Some spellings start with another one, so there may be several places to go on from.
    let mut ends = BTreeSet::from([0]);
    for (done, byte) in secret.iter().enumerate() {
        let next: BTreeSet<usize> = ends
            .iter()
            .flat_map(|end| spell(&text[*end..], *byte).into_iter().map(move |length| end + length))
            .collect();
        if next.is_empty() {
            let length = ends.pop_last()?;
            let is_enough = done >= PART || done >= PART_AT_END && length == text.len();
            return is_enough.then_some(Spelled { length, is_whole: false });
        }
        ends = next;
    }
    ends.pop_last().map(|length| Spelled { length, is_whole: true })
}

/// The possible lengths of a spelling of this byte, in any case, at the start of a text.
fn spellings(text: &[u8], byte: u8) -> Vec<usize> {
    let Some(first) = text.first() else { return Vec::new() };
    let is_literal = first.eq_ignore_ascii_case(&byte) || byte == b' ' && *first == b'+';
    let mut lengths = if is_literal { vec![1] } else { Vec::new() };
    match first {
        b'%' => lengths.extend((0..=AGAIN).filter_map(|times| percent(text, byte, times))),
        b'\\' => lengths.extend((1..=BACKSLASHES).filter_map(|times| escape(text, byte, times))),
        b'&' => lengths.extend(entity(text, byte)),
        b'=' => lengths.extend(text.get(1..3).filter(|digits| is(digits, byte, 16)).map(|_| 3)),
        _ => {}
    }
    lengths
}

/// The length of a byte's two hexadecimal digits at the start of a text, with what may stand before them in a dump.
fn digits(text: &[u8], byte: u8) -> Vec<usize> {
    let behind = |start: usize| text.get(start..start + 2).filter(|digits| is(digits, byte, 16)).map(|_| start + 2);
    let is_between = text.first().is_some_and(|first| b" :-".contains(first));
    behind(usize::from(is_between)).into_iter().collect()
}

/// `%2F`, or encoded again so many times: `%252F`.
fn percent(text: &[u8], byte: u8, times: usize) -> Option<usize> {
    let start = 1 + 2 * times;
    let is_again = text.get(1..start)?.chunks(2).all(|digits| digits == b"25");
    (is_again && is(text.get(start..start + 2)?, byte, 16)).then_some(start + 2)
}

/// `\/`, `\"`, `\x2f`, `\u002f`, `\u{2f}` or `\057`, with so many backslashes.
fn escape(text: &[u8], byte: u8, times: usize) -> Option<usize> {
    if !text.get(..times)?.iter().all(|sign| *sign == b'\\') {
        return None;
    }
    let length = match &text[times..] {
        [b'x' | b'X', digits @ ..] if is(digits.get(..2)?, byte, 16) => 3,
        [b'u' | b'U', b'{', digits @ ..] => {
            let length = digits.iter().take(6).position(|sign| *sign == b'}')?;
            is(&digits[..length], byte, 16).then_some(length + 3)?
        }
        [b'u' | b'U', digits @ ..] if is(digits.get(..4)?, byte, 16) => 5,
        [b'0'..=b'7', ..] => {
            (1..=3).rev().find(|length| is(text.get(times..times + length).unwrap_or_default(), byte, 8))?
        }
        [sign, ..] if *sign == byte && !byte.is_ascii_alphanumeric() => 1,
        // A backslash itself, escaped once or more.
        _ if byte == b'\\' && times > 1 => 0,
        _ => return None,
    };
    Some(times + length)
}

/// `&amp;`, `&#38;` or `&#x26;`, or escaped again: `&amp;amp;`.
fn entity(text: &[u8], byte: u8) -> Option<usize> {
    let mut start = 1;
    let mut last = None;
    for _ in 0..=AGAIN {
        let rest = text.get(start..)?;
        let length = rest.iter().take(10).position(|sign| *sign == b';')?;
        let is_it = match &rest[..length] {
            [b'#', b'x' | b'X', digits @ ..] => is(digits, byte, 16),
            [b'#', digits @ ..] => is(digits, byte, 10),
            b"amp" => byte == b'&',
            b"lt" => byte == b'<',
            b"gt" => byte == b'>',
            b"quot" => byte == b'"',
            b"apos" => byte == b'\'',
            _ => false,
        };
        if is_it {
            last = Some(start + length + 1);
        }
        if &rest[..length] != b"amp" {
            return last;
        }
        start += length + 1;
    }
    last
}

/// Returns true if digits are this byte as a number, or the same letter in the other case.
fn is(digits: &[u8], byte: u8, radix: u32) -> bool {
    let is_number = !digits.is_empty() && digits.iter().all(|digit| char::from(*digit).is_digit(radix));
    let number = std::str::from_utf8(digits).ok().filter(|_| is_number);
    let number = number.and_then(|digits| u8::try_from(u32::from_str_radix(digits, radix).ok()?).ok());
    number.is_some_and(|number| number.eq_ignore_ascii_case(&byte))
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::{STANDARD, URL_SAFE};

    use super::Mask;

    const SECRET: &str = "Se/cr+et=&\"%20\\x\u{e9}";

    fn check(text: &str, expected: &str) {
        assert_eq!(Mask::new([SECRET]).hide(text), expected, "{text}");
    }

    #[test]
    fn a_secret_is_hidden_however_it_is_spelled() {
        let percent: String = SECRET.bytes().map(|byte| format!("%{byte:02x}")).collect();
        let form: String = url::form_urlencoded::byte_serialize(SECRET.as_bytes()).collect();
        let twice: String = url::form_urlencoded::byte_serialize(form.as_bytes()).collect();
        let json = serde_json::to_string(SECRET).expect("a text");
        let php = json.trim_matches('"').replace('/', "\\/");
        let html = "Se/cr+et=&amp;&quot;%20\\x\u{e9}";
        let numbers = "Se&#x2F;cr&#43;et=&amp;&#034;%20\\x\u{e9}";
        for spelling in [SECRET, &percent, &percent.to_uppercase(), &form, &twice, &php, html, numbers] {
            check(spelling, "***");
            check(&format!("a {spelling} b {spelling}"), "a *** b ***");
        }
    }

    #[test]
    fn a_secret_is_hidden_in_another_case_as_numbers_and_escaped_again() {
        let hex: String = SECRET.bytes().map(|byte| format!("{byte:02x}")).collect();
        let dump: String = SECRET.bytes().map(|byte| format!("{byte:02X}:")).collect();
        let octal: String = SECRET.bytes().map(|byte| format!("\\{byte:03o}")).collect();
        let printable: String = SECRET.bytes().map(|byte| format!("={byte:02X}")).collect();
        let units: String = SECRET.bytes().map(|byte| format!("\\u{byte:04X}")).collect();
        let once = serde_json::to_string(SECRET).expect("a text");
        let json = serde_json::to_string(&once).expect("a text");
        let json = &json[3..json.len() - 3];
        let html = "Se/cr+et=&amp;amp;&amp;quot;%20\\x\u{e9}";
        let ascii = SECRET.trim_end_matches('\u{e9}');
        for spelling in [
            &hex,
            &hex.to_uppercase(),
            dump.trim_end_matches(':'),
            &dump.trim_end_matches(':').replace(':', " "),
            &printable,
            &format!("{}\u{e9}", ascii.to_uppercase()),
            &format!("{}\u{e9}", ascii.to_lowercase()),
            json,
            html,
        ] {
            check(spelling, "***");
            check(&format!("a {spelling}, b {spelling}"), "a ***, b ***");
        }
        let ascii = |text: &str| Mask::new([ascii]).hide(text);
        assert_eq!(ascii(&octal[..4 * (SECRET.len() - 2)]), "***");
        assert_eq!(ascii(&units[..6 * (SECRET.len() - 2)].replace('\\', "\\\\")), "***");
    }

    #[test]
    fn a_secret_that_is_cut_off_is_hidden() {
        let secret = "abcd1234efgh5678";
        let hide = |text: &str| Mask::new([secret]).hide(text);
        assert_eq!(hide("see /rest/1/abcd1234efg"), "see /rest/1/***");
        assert_eq!(hide("see /rest/1/abcd"), "see /rest/1/***");
        assert_eq!(hide("see /rest/1/abcd1234... (cut)"), "see /rest/1/***... (cut)");
        assert_eq!(hide("...d1234efgh5678/user.get"), "...***/user.get");
        assert_eq!(hide("\u{2026}efgh5678"), "\u{2026}***");
        assert_eq!(hide("1234efgh5678 it is"), "*** it is");
        assert_eq!(hide("%61%62cd12%33%34"), "***");
        assert_eq!(hide("abc"), "abc");
        assert_eq!(hide("abcd is"), "abcd is");
    }

    #[test]
    fn a_secret_is_hidden_within_base32_and_where_lines_are_wrapped() {
        let secret = "abcd1234efgh5678";
        let hide = |text: &str| Mask::new([secret]).hide(text);
        for before in ["", "a", "ab", "abc", "abcd"] {
            let encoded = base32(&format!("{before}{secret}z"));
            assert_eq!(hide(&format!("a {encoded} b")), "a *** b", "{before}");
            assert_eq!(hide(&format!("a {} b", encoded.to_lowercase())), "a *** b", "{before}");
        }
        let text = STANDARD.encode(format!("user:{secret}@"));
        for gap in ["\n", "\r\n", " ", "\\r\\n", "&#13;&#10;", "%0D%0A"] {
            let wrapped = format!("{}{gap}{}", &text[..16], &text[16..]);
            assert_eq!(hide(&format!("a {wrapped} b")), "a *** b", "{wrapped}");
        }
    }

    fn base32(text: &str) -> String {
        let bits: String = text.bytes().map(|byte| format!("{byte:08b}")).collect();
        let sign = |bits: &[u8]| {
            let bits = format!("{:0<5}", std::str::from_utf8(bits).expect("digits"));
            char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[usize::from_str_radix(&bits, 2).expect("a number")])
        };
        bits.as_bytes().chunks(5).map(sign).collect()
    }

    #[test]
    fn a_secret_is_hidden_within_base64() {
        for before in ["", "a", "ab", "abc"] {
            for after in ["", "z", "zy"] {
                let text = format!("{before}{SECRET}{after}");
                check(&format!("Basic {}.", STANDARD.encode(&text)), "Basic ***.");
                check(&format!("Basic {}.", URL_SAFE.encode(&text)), "Basic ***.");
                check(&format!("é {0} é {0}", STANDARD.encode(&text)), "é *** é ***");
                check(&format!("x-authorization: {}", STANDARD.encode(&text).to_lowercase()), "x-authorization: ***");
            }
        }
    }

    #[test]
    fn other_texts_stay_as_they_are() {
        for text in
            ["", "Se", "Se/", "Se/cr is", "%53", "%", "%2", "&", "&;", "&#;", "\\", "\\u", "\\u{", "\\u{}", "\u{e9}%5"]
        {
            check(text, text);
        }
        assert_eq!(Mask::new(["", "b"]).hide("a text"), "a text");
        // The longest of those that begin at one place.
        assert_eq!(Mask::new(["abc", "abcd"]).hide("abcd abc"), "*** ***");
        assert_eq!(Mask::new(["%25"]).hide("%25 %2525"), "*** ***");
        assert_eq!(Mask::new(["a b"]).hide("a+b a%20b"), "*** ***");
    }
}
