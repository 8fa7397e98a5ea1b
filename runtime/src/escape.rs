//! Texts from outside as they may be printed: a terminal or a log obeys some characters instead of showing them.
//!
//! Everything that prints such a text goes through here; the texts themselves stay as they came.

use std::fmt::{self, Display, Write};

/// Returns true if a character stands for itself wherever it is printed: it moves no cursor, starts no command of a
/// terminal, ends no line, turns no text around and is not invisible.
pub fn is_plain(char: char) -> bool {
    !matches!(
        char,
        '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// A value that is printed with all its characters shown: `\n`, `\u{1b}`.
#[derive(Clone, Copy, Debug)]
pub struct Plain<T>(pub T);

impl<T: Display> Display for Plain<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(Escaping(f), "{}", self.0)
    }
}

/// A colon and the start of a value's JSON, with all its characters shown; nothing for `null`.
#[derive(Clone, Copy, Debug)]
pub struct Start<'v>(pub &'v serde_json::Value);

/// The number of characters of the start of a value.
const SHOWN: usize = 80;

impl Display for Start<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_null() {
            return Ok(());
        }
        let text = self.0.to_string();
        match text.char_indices().nth(SHOWN) {
            Some((end, _)) => write!(f, ": {}…", Plain(&text[..end])),
            None => write!(f, ": {}", Plain(&text)),
        }
    }
}

/// Shows what is written to it.
struct Escaping<'a, 'f>(&'a mut fmt::Formatter<'f>);

impl Write for Escaping<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut rest = text;
        while let Some((at, char)) = rest.char_indices().find(|(_, char)| !is_plain(*char)) {
            write!(self.0, "{}{}", &rest[..at], char.escape_default())?;
            rest = &rest[at + char.len_utf8()..];
        }
        self.0.write_str(rest)
    }
}

/// JSON that is printed with all its characters shown. It means the same: they are in texts only, as `\u202e`.
#[derive(Clone, Copy, Debug)]
pub struct PlainJson<T>(pub T);

impl<T: Display> Display for PlainJson<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_pretty = f.alternate();
        let mut json = EscapingJson(f);
        if is_pretty { write!(json, "{:#}", self.0) } else { write!(json, "{}", self.0) }
    }
}

/// Shows what is written to it, as JSON does. Line ends and tabs are JSON's own: in texts it has them escaped already.
struct EscapingJson<'a, 'f>(&'a mut fmt::Formatter<'f>);

impl Write for EscapingJson<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let is_kept = |char: char| is_plain(char) || matches!(char, '\n' | '\t' | '\r');
        let mut rest = text;
        while let Some((at, char)) = rest.char_indices().find(|(_, char)| !is_kept(*char)) {
            self.0.write_str(&rest[..at])?;
            char.encode_utf16(&mut [0; 2]).iter().try_for_each(|unit| write!(self.0, "\\u{unit:04x}"))?;
            rest = &rest[at + char.len_utf8()..];
        }
        self.0.write_str(rest)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Plain, PlainJson};

    #[test]
    fn what_a_terminal_obeys_is_shown() {
        let text = "a\u{1b}[2J\r\nb\tc\u{9b}31m \u{202e}é漢 \u{200d}\u{e0041}\u{7f}";
        let shown = r"a\u{1b}[2J\r\nb\tc\u{9b}31m \u{202e}é漢 ";
        assert_eq!(Plain(text).to_string(), format!("{shown}\u{200d}\\u{{e0041}}\\u{{7f}}"));
    }

    #[test]
    fn json_means_the_same() {
        let value = json!({ "\u{202e}": ["\u{1b}]52;c;eA==\u{7}", "\u{9b}", "\u{e0041}", "é\n\"\\"] });
        for text in [PlainJson(&value).to_string(), format!("{:#}", PlainJson(&value))] {
            assert!(text.chars().all(|char| super::is_plain(char) || char == '\n'), "{text}");
            assert_eq!(serde_json::from_str::<Value>(&text).expect("JSON"), value);
        }
    }
}
