//! Rust as text. What is emitted is laid out here once, a function or a fact on a line, and no formatter touches it.

use std::fmt::Display;

/// How long a line of code may get before it is broken.
pub(super) const WIDTH: usize = 150;

/// A text as a literal.
pub(super) fn literal(text: &str) -> String {
    format!("{text:?}")
}

/// `&["a", "b"]`
pub(super) fn literals<S: AsRef<str>>(texts: impl IntoIterator<Item = S>) -> String {
    let texts: Vec<String> = texts.into_iter().map(|text| literal(text.as_ref())).collect();
    format!("&[{}]", texts.join(", "))
}

/// `Some(…)` or `None`.
pub(super) fn option(value: Option<impl Display>) -> String {
    value.map_or_else(|| "None".to_owned(), |value| format!("Some({value})"))
}

/// Lines one step to the right.
pub(super) fn indent(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for line in text.lines() {
        if !line.is_empty() {
            out.push_str("    ");
            out.push_str(line);
        }
        out.push('\n');
    }
    out
}

/// `head { body }` on a line, or on three where that would be too long.
pub(super) fn block(head: &str, statements: &[String]) -> String {
    let line = format!("{head} {{ {} }}\n", statements.join(" "));
    if line.chars().count() <= WIDTH - 4 {
        return line;
    }
    let lines: String = statements.iter().map(|statement| format!("    {statement}\n")).collect();
    format!("{head} {{\n{lines}}}\n")
}

/// `head { body }` on three lines, empty or not.
pub(super) fn braces(head: &str, body: &str) -> String {
    format!("{head} {{\n{}}}\n", indent(body))
}

/// Items with an empty line between them.
pub(super) fn spaced(items: impl IntoIterator<Item = String>) -> String {
    let items: Vec<String> = items.into_iter().filter(|item| !item.is_empty()).collect();
    items.join("\n")
}
