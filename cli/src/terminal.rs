//! What is printed: texts of portals, pages and schemas hold characters that a terminal obeys instead of showing them.
//!
//! All output goes through here, at the edge, whatever it was made from.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use anstream::stream::RawStream;
use anstream::{AutoStream, ColorChoice};
use bitrix24_schema::Error;

/// True if warnings, notes and bars are left out.
static IS_QUIET: AtomicBool = AtomicBool::new(false);

/// Leaves out warnings, notes and bars from now on.
pub(crate) fn be_quiet() {
    IS_QUIET.store(true, Ordering::Relaxed);
}

/// Prints to standard output. A closed pipe, as after `head`, is no error.
pub(crate) fn print(text: &str) -> Result<(), Error> {
    write_out(&shown(text, is_colored(&io::stdout())))
}

/// Prints JSON to standard output. It means the same.
pub(crate) fn print_json(text: &str) -> Result<(), Error> {
    write_out(&json(text))
}

/// Prints to standard error. A closed output is ignored.
pub(crate) fn complain(text: &str) {
    let _ = io::stderr().write_all(shown(text, is_colored(&io::stderr())).as_bytes());
}

/// Prints a warning or a note to standard error, unless the user wants none.
pub(crate) fn note(text: &str) {
    if !IS_QUIET.load(Ordering::Relaxed) {
        complain(text);
    }
}

/// Returns true if what is printed there may have colours: by `--color`, or else by the terminal and by what the
/// environment says of it (`NO_COLOR`, `CLICOLOR_FORCE`, `TERM`).
pub(crate) fn is_colored(output: &impl RawStream) -> bool {
    AutoStream::choice(output) != ColorChoice::Never
}

/// Returns true if a bar that moves may be drawn on standard error.
pub(crate) fn may_draw() -> bool {
    let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    io::stderr().is_terminal() && !is_dumb && !IS_QUIET.load(Ordering::Relaxed)
}

fn write_out(text: &str) -> Result<(), Error> {
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::Io(error)),
        _ => Ok(()),
    }
}

/// Returns a text of several lines in which every other character is shown: `\u{1b}`. Colours stay where there may be
/// some; nothing that hides or moves a text is one.
pub(crate) fn shown(text: &str, may_color: bool) -> Cow<'_, str> {
    escaped(text, |rest, char| {
        if let Some(colour) = colour(rest).filter(|_| may_color) {
            return Shown::Kept(colour);
        }
        let mut code = String::new();
        // Writing to a text cannot fail.
        let _ = write!(code, "{}", char.escape_default());
        Shown::As(code)
    })
}

/// Returns JSON in which every character is shown: `\u202e`. They are in texts only.
pub(crate) fn json(text: &str) -> Cow<'_, str> {
    escaped(text, |_, char| {
        let units = char.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect();
        Shown::As(units)
    })
}

/// How a character that is not plain is printed.
enum Shown {
    /// So many bytes as they are.
    Kept(usize),
    As(String),
}

fn escaped(text: &str, show: impl Fn(&str, char) -> Shown) -> Cow<'_, str> {
    // Mostly nothing is to be shown, and many bytes at a time are looked at faster than characters.
    if text.bytes().fold(true, |plain, byte| plain & (matches!(byte, b' '..=b'~') | (byte == b'\n') | (byte == b'\t')))
    {
        return Cow::Borrowed(text);
    }
    let is_kept = |char: char| is_plain(char) || matches!(char, '\n' | '\t');
    if text.chars().all(is_kept) {
        return Cow::Borrowed(text);
    }
    let (mut kept, mut rest) = (String::with_capacity(text.len() + 64), text);
    while let Some((at, char)) = rest.char_indices().find(|(_, char)| !is_kept(*char)) {
        kept += &rest[..at];
        rest = &rest[at..];
        let length = match show(rest, char) {
            Shown::Kept(length) => {
                kept += &rest[..length];
                length
            }
            Shown::As(code) => {
                kept += &code;
                char.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    Cow::Owned(kept + rest)
}

/// Returns the length of a colour, or of what makes a text bold or dim, at the start of a text. One that conceals a text is
/// none.
fn colour(text: &str) -> Option<usize> {
    let codes = text.strip_prefix("\u{1b}[")?;
    let (codes, _) = codes.split_once('m').filter(|(codes, _)| codes.len() <= 16)?;
    let is_colour = |code: &str| matches!(code.parse(), Ok(0..=4 | 22..=24 | 30..=37 | 39 | 90..=97));
    let is_harmless = match codes.strip_prefix("38;5;") {
        Some(colour) => colour.parse::<u8>().is_ok(),
        None => codes.is_empty() || codes.split(';').all(is_colour),
    };
    is_harmless.then_some(codes.len() + 3)
}

/// Returns true if a character stands for itself wherever it is printed, as in the client.
fn is_plain(char: char) -> bool {
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

#[cfg(test)]
mod tests {
    use super::{json, shown};

    #[test]
    fn colours_stay_and_nothing_else() {
        let text = "\u{1b}[1m\u{1b}[38;5;9merror\u{1b}[0m: \u{1b}[8mhidden\u{1b}[2J\u{1b}]52;c;eA==\u{7}\r\u{9b}1m\n";
        let rest = r"\u{1b}[8mhidden\u{1b}[2J\u{1b}]52;c;eA==\u{7}\r\u{9b}1m";
        assert_eq!(shown(text, true), format!("\u{1b}[1m\u{1b}[38;5;9merror\u{1b}[0m: {rest}\n"));
        assert_eq!(shown(text, false), format!("\\u{{1b}}[1m\\u{{1b}}[38;5;9merror\\u{{1b}}[0m: {rest}\n"));
        assert_eq!(json("\"\u{202e}\u{e0041}\"\n"), "\"\\u202e\\udb40\\udc41\"\n");
    }

    /// There are two functions, because the command is built without the client too.
    #[cfg(feature = "client")]
    #[test]
    fn the_client_escapes_the_same() {
        for char in '\0'..=char::MAX {
            assert_eq!(super::is_plain(char), bitrix24_runtime::escape::is_plain(char), "{char:?}");
        }
    }
}
