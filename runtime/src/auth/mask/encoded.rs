//! Secrets in Base64 and Base32: the characters of a secret do not stand there one by one.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use secrecy::{ExposeSecret, SecretString};

/// The shortest piece that is taken for a part of a secret.
const SHORTEST: usize = 8;

/// The signs of Base32.
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The pieces that appear wherever a secret is a part of an encoded text.
pub(super) struct Encoded {
    base64: Vec<SecretString>,
    base32: Vec<SecretString>,
}

impl Encoded {
    pub(super) fn of(secrets: &[&str]) -> Self {
        let all = |pieces: fn(&[u8]) -> Vec<String>| {
            secrets.iter().flat_map(|secret| pieces(secret.as_bytes())).map(SecretString::from).collect()
        };
        Encoded { base64: all(base64), base32: all(base32) }
    }

    /// Returns the text with `hidden` in place of the words in which a secret stands. They may be wrapped, and in another
    /// case: of Base64 that tells nearly all of it.
    pub(super) fn hide(&self, text: String, hidden: &str) -> String {
        let pieces = self.base64.iter().chain(&self.base32);
        pieces.fold(text, |text, piece| without(text, piece.expose_secret(), hidden))
    }
}

/// A secret may begin at each of three offsets.
fn base64(secret: &[u8]) -> Vec<String> {
    let encode = |bytes: &[u8]| vec![STANDARD_NO_PAD.encode(bytes), URL_SAFE_NO_PAD.encode(bytes)];
    pieces(secret, 3, 6, encode)
}

/// A secret may begin at each of five offsets.
fn base32(secret: &[u8]) -> Vec<String> {
    let encode = |bytes: &[u8]| {
        let (mut text, mut bits, mut held) = (String::new(), 0_u32, 0);
        for byte in bytes {
            bits = (bits << 8 | u32::from(*byte)) & 0xFFFF;
            held += 8;
            while held >= 5 {
                held -= 5;
                text.push(char::from(BASE32[(bits >> held) as usize & 31]));
            }
        }
        vec![text]
    };
    pieces(secret, 5, 5, encode)
}

/// The signs that depend on the secret alone, for each number of bytes before it. A sign holds so many bits.
fn pieces(secret: &[u8], offsets: usize, bits: usize, encode: impl Fn(&[u8]) -> Vec<String>) -> Vec<String> {
    let mut pieces = Vec::new();
    for before in 0..offsets {
        let bytes = [&[0; 4][..before], secret].concat();
        // The first signs hold what stands before it, the last one what stands behind it.
        let (first, end) = ((before * 8).div_ceil(bits), bytes.len() * 8 / bits);
        for encoded in encode(&bytes) {
            pieces.extend(encoded.get(first..end).filter(|piece| piece.len() >= SHORTEST).map(str::to_owned));
        }
    }
    pieces.sort_unstable();
    pieces.dedup();
    pieces
}

/// The text without the word in which the piece stands, with white space and its escapes between any of its signs.
fn without(text: String, piece: &str, hidden: &str) -> String {
    let bytes = text.as_bytes();
    let is_sign = |byte: &&u8| byte.is_ascii_alphanumeric() || b"+/-_=".contains(byte);
    let (mut kept, mut from) = (String::new(), 0);
    while let Some((at, end)) = find(bytes, from, piece.as_bytes()) {
        let start = at - bytes[from..at].iter().rev().take_while(is_sign).count();
        kept += &text[from..start];
        kept += hidden;
        from = end + bytes[end..].iter().take_while(is_sign).count();
    }
    if from == 0 { text } else { kept + &text[from..] }
}

/// The place of a piece behind another place.
fn find(text: &[u8], from: usize, piece: &[u8]) -> Option<(usize, usize)> {
    let first = piece.first()?;
    let begins = |at: &usize| text[*at].eq_ignore_ascii_case(first);
    (from..text.len()).filter(begins).find_map(|at| Some((at, goes_on(text, at, piece)?)))
}

/// The end of a piece that begins at a place, if it does.
fn goes_on(text: &[u8], at: usize, piece: &[u8]) -> Option<usize> {
    let mut end = at;
    for (index, sign) in piece.iter().enumerate() {
        while index > 0
            && let Some(length) = gap(&text[end..])
        {
            end += length;
        }
        if !text.get(end)?.eq_ignore_ascii_case(sign) {
            return None;
        }
        end += 1;
    }
    Some(end)
}

/// The length of white space at the start of a text, if there is some: as it is, or as JSON and HTML write a line's end.
fn gap(text: &[u8]) -> Option<usize> {
    const ESCAPED: [&[u8]; 7] = [b"\\r", b"\\n", b"\\t", b"&#10;", b"&#13;", b"%0A", b"%0D"];
    match text.first()? {
        first if first.is_ascii_whitespace() => Some(1),
        _ => ESCAPED.iter().find(|escaped| text.starts_with(escaped)).map(|escaped| escaped.len()),
    }
}
