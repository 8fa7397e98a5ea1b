//! Texts of documentation as attributes: broken into lines, with invisible characters escaped.

use proc_macro2::TokenStream;
use quote::quote;

/// The width of a line of documentation, without its `///`.
const WIDTH: usize = 100;

/// `#[doc = " …"]`, one for each line, which are broken where they are too long.
pub(crate) fn doc_attributes(lines: &[String]) -> TokenStream {
    let lines = broken(lines).into_iter().map(attribute_text);
    quote!(#(#[doc = #lines])*)
}

/// `#![doc = " …"]`, for the module around.
pub(crate) fn inner_doc_attributes(lines: &[String]) -> TokenStream {
    let lines = broken(lines).into_iter().map(attribute_text);
    quote!(#(#![doc = #lines])*)
}

fn attribute_text(line: String) -> String {
    if line.is_empty() { line } else { format!(" {line}") }
}

/// Breaks lines that are too long. Blocks of code are unchanged, and so are rows of tables.
fn broken(lines: &[String]) -> Vec<String> {
    let mut out = Vec::with_capacity(lines.len());
    let mut is_code = false;
    for line in lines {
        let line = visible(line);
        let is_fence = line.starts_with("```");
        is_code ^= is_fence;
        if is_code || is_fence || line.starts_with("| ") || line.chars().count() <= WIDTH {
            out.push(line);
        } else {
            break_line(&line, &mut out);
        }
    }
    out
}

/// Breaks a line between words. The further lines of a list item are indented.
fn break_line(line: &str, out: &mut Vec<String>) {
    let indent = if line.starts_with("- ") { "  " } else { "" };
    let (mut current, mut length) = (String::new(), 0);
    for word in line.split(' ') {
        let len = word.chars().count();
        if length > indent.len() && length + 1 + len > WIDTH && !is_mark(word) {
            out.push(std::mem::replace(&mut current, indent.to_owned()));
            length = indent.len();
        } else if length > 0 {
            current.push(' ');
            length += 1;
        }
        current += word;
        length += len;
    }
    out.push(current);
}

/// Returns true if Markdown would take the word for a mark at the beginning of a line.
fn is_mark(word: &str) -> bool {
    let is_number = || word.ends_with(['.', ')']) && word[..word.len() - 1].chars().all(|c| c.is_ascii_digit());
    word.is_empty()
        || word.starts_with(['-', '+', '*', '#', '>', '=', '|', '~'])
        || word.starts_with("```")
        || is_number()
}

/// Escapes every character that is invisible or changes the direction of text, as `\u{202e}`. A line break becomes a
/// space.
pub(crate) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            c if is_invisible(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Returns true for controls, marks of direction and of joining, and other characters without a width.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::{broken, visible};

    #[test]
    fn what_cannot_be_seen_is_written_out() {
        assert_eq!(visible("a\u{202e}b\u{0}c\r\nd "), "a\\u{202e}b\\u{0}c  d");
    }

    #[test]
    fn long_lines_are_broken_between_words() {
        let word = "word ".repeat(30);
        let lines = broken(&[format!("- {word}"), String::new(), "```".to_owned(), word.clone(), "```".to_owned()]);
        assert!(lines[0].starts_with("- word") && lines[1].starts_with("  word") && lines[0].len() <= 100);
        assert_eq!(lines[lines.len() - 2], word.trim_end());
    }

    #[test]
    fn no_line_begins_with_a_mark() {
        let text = format!("{} - 5. # > x", "abcdefghi ".repeat(10).trim_end());
        assert!(broken(&[text]).iter().skip(1).all(|line| !line.starts_with(['-', '5', '#', '>'])));
    }
}
