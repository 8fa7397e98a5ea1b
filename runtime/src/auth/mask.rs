//! Takes secrets out of texts that came from outside, however they are spelled there.
//!
//! A server may repeat an address, a query, a form or a log line: the same secret comes percent-encoded, escaped as in JSON
//! or in HTML, or in Base64, alone or as a part of something longer.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use secrecy::{ExposeSecret, SecretString};

/// The text that replaces a secret.
pub(crate) const HIDDEN: &str = "***";

/// The shortest piece of Base64 that is taken for a part of a secret.
const SHORTEST: usize = 8;

/// The number of times that percent-encoded text may have been encoded again.
const AGAIN: usize = 3;

/// Secrets, and what texts that hold them look like.
pub(crate) struct Mask {
    secrets: Vec<SecretString>,
    /// Parts of their Base64.
    pieces: Vec<SecretString>,
}

impl Mask {
    pub(crate) fn new<'a>(secrets: impl IntoIterator<Item = &'a str>) -> Self {
        let secrets: Vec<&str> = secrets.into_iter().filter(|secret| !secret.is_empty()).collect();
        let pieces = secrets.iter().flat_map(|secret| pieces(secret.as_bytes())).map(SecretString::from).collect();
        Mask { secrets: secrets.into_iter().map(SecretString::from).collect(), pieces }
    }

    /// Returns the text without the secrets.
    pub(crate) fn hide(&self, text: &str) -> String {
        let secrets: Vec<&[u8]> = self.secrets.iter().map(|secret| secret.expose_secret().as_bytes()).collect();
        let bytes = text.as_bytes();
        let mut kept = Vec::with_capacity(bytes.len());
        let (mut at, mut is_masked) = (0, false);
        while at < bytes.len() {
            match secrets.iter().filter_map(|secret| spelled(&bytes[at..], secret)).max() {
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
        self.pieces.iter().fold(text, |text, piece| without_base64(text, piece.expose_secret()))
    }
}

/// The length of the secret at the start of a text; `None` when it is not there. Characters may be spelled in different
/// ways.
fn spelled(text: &[u8], secret: &[u8]) -> Option<usize> {
    // At most places nothing begins, and the text may be a long page.
    if spellings(text, *secret.first()?).is_empty() {
        return None;
    }
    // Some spellings start with another one, so there may be several places to go on from.
    let mut ends = BTreeSet::from([0]);
    for byte in secret {
        ends = ends
            .into_iter()
            .flat_map(|end| spellings(&text[end..], *byte).into_iter().map(move |length| end + length))
            .collect();
        if ends.is_empty() {
            return None;
        }
    }
    ends.pop_last()
}

/// The possible lengths of a spelling of this byte at the start of a text.
fn spellings(text: &[u8], byte: u8) -> Vec<usize> {
    let is_literal = text.first() == Some(&byte) || byte == b' ' && text.first() == Some(&b'+');
    let mut lengths = if is_literal { vec![1] } else { Vec::new() };
    match text.first() {
        Some(b'%') => lengths.extend((0..=AGAIN).filter_map(|times| percent(text, byte, times))),
        Some(b'\\') => lengths.extend(escape(text, byte)),
        Some(b'&') => lengths.extend(entity(text, byte)),
        _ => {}
    }
    lengths
}

/// `%2F`, or encoded again so many times: `%252F`.
fn percent(text: &[u8], byte: u8, times: usize) -> Option<usize> {
    let start = 1 + 2 * times;
    let is_again = text.get(1..start)?.chunks(2).all(|digits| digits == b"25");
    (is_again && hex(text.get(start..start + 2)?) == Some(byte.into())).then_some(start + 2)
}

/// `\/`, `\"`, `\x2f`, `\u002f` or `\u{2f}`.
fn escape(text: &[u8], byte: u8) -> Option<usize> {
    let is = |digits: &[u8]| hex(digits) == Some(byte.into());
    match text.get(1)? {
        b'x' if is(text.get(2..4)?) => Some(4),
        b'u' if text.get(2) == Some(&b'{') => {
            let length = text[3..].iter().take(6).position(|sign| *sign == b'}')?;
            is(&text[3..3 + length]).then_some(length + 4)
        }
        b'u' if is(text.get(2..6)?) => Some(6),
        sign if *sign == byte && !byte.is_ascii_alphanumeric() => Some(2),
        _ => None,
    }
}

/// `&amp;`, `&#38;` or `&#x26;`.
fn entity(text: &[u8], byte: u8) -> Option<usize> {
    let length = text.iter().take(10).position(|sign| *sign == b';')?;
    let is_it = match text.get(1..length)? {
        [b'#', b'x' | b'X', digits @ ..] => hex(digits) == Some(byte.into()),
        [b'#', digits @ ..] => std::str::from_utf8(digits).ok()?.parse() == Ok(byte),
        b"amp" => byte == b'&',
        b"lt" => byte == b'<',
        b"gt" => byte == b'>',
        b"quot" => byte == b'"',
        b"apos" => byte == b'\'',
        _ => false,
    };
    is_it.then_some(length + 1)
}

fn hex(digits: &[u8]) -> Option<u32> {
    let is_number = !digits.is_empty() && digits.iter().all(u8::is_ascii_hexdigit);
    is_number.then(|| u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()).flatten()
}

/// The pieces of Base64 that appear wherever the secret is a part of the encoded text: it may begin at each of three
/// offsets.
fn pieces(secret: &[u8]) -> Vec<String> {
    let mut pieces = Vec::new();
    for before in 0..3 {
        let bytes = [&[0; 2][..before], secret].concat();
        // The first characters hold what stands before it, the last one what stands behind it.
        let (first, end) = ((before * 8).div_ceil(6), bytes.len() * 8 / 6);
        for encoded in [STANDARD_NO_PAD.encode(&bytes), URL_SAFE_NO_PAD.encode(&bytes)] {
            pieces.extend(encoded.get(first..end).filter(|piece| piece.len() >= SHORTEST).map(str::to_owned));
        }
    }
    pieces.sort_unstable();
    pieces.dedup();
    pieces
}

/// The text without the run of Base64 in which the piece stands.
fn without_base64(text: String, piece: &str) -> String {
    let is_sign = |byte: &&u8| byte.is_ascii_alphanumeric() || b"+/-_=".contains(byte);
    let (mut kept, mut rest) = (String::new(), text.as_str());
    while let Some(at) = rest.find(piece) {
        let (before, behind) = rest.as_bytes().split_at(at);
        let start = at - before.iter().rev().take_while(is_sign).count();
        let end = at + behind.iter().take_while(is_sign).count();
        kept += &rest[..start];
        kept += HIDDEN;
        rest = &rest[end..];
    }
    if kept.is_empty() { text } else { kept + rest }
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
    fn a_secret_is_hidden_within_base64() {
        for before in ["", "a", "ab", "abc"] {
            for after in ["", "z", "zy"] {
                let text = format!("{before}{SECRET}{after}");
                check(&format!("Basic {}.", STANDARD.encode(&text)), "Basic ***.");
                check(&format!("Basic {}.", URL_SAFE.encode(&text)), "Basic ***.");
                check(&format!("é {0} é {0}", STANDARD.encode(&text)), "é *** é ***");
            }
        }
    }

    #[test]
    fn other_texts_stay_as_they_are() {
        for text in ["", "Se", "Se/cr+et", "%53", "%", "%2", "&", "&;", "&#;", "\\", "\\u", "\\u{", "\\u{}", "\u{e9}%5"]
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
