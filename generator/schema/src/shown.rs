//! Paths, names and sentences as people see them.

use std::path::Path;

/// Returns a path on one line: a name may hold a line end, and the rest of it would look like a message of its own.
pub fn path(path: impl AsRef<Path>) -> String {
    name(&path.as_ref().to_string_lossy())
}

/// Returns a name on one line.
pub fn name(name: &str) -> String {
    let is_end = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    if !name.contains(is_end) {
        return name.to_owned();
    }
    name.chars().map(|c| if is_end(c) { c.escape_default().to_string() } else { c.to_string() }).collect()
}

/// Returns a text as a sentence: with a full stop, and a capital letter unless it begins with a name of the server.
pub fn sentence(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let word = text.split(' ').next().unwrap_or_default();
    let is_name = word.contains('_') || word.chars().skip(1).any(char::is_uppercase);
    let mut chars = text.chars();
    let first: String = match chars.next() {
        Some(first) if is_name => first.to_string(),
        first => first.map(char::to_uppercase).into_iter().flatten().collect(),
    };
    let end = if text.is_empty() || text.ends_with(['.', '!', '?', '…', ':']) { "" } else { "." };
    format!("{first}{}{end}", chars.as_str())
}

#[cfg(test)]
mod tests {
    use super::{name, path, sentence};

    #[test]
    fn a_sentence_begins_with_a_capital_letter_or_a_name() {
        assert_eq!(sentence("  who gets\n it"), "Who gets it.");
        assert_eq!(sentence("taskId is no number"), "taskId is no number.");
        assert_eq!((sentence("").as_str(), sentence("why?").as_str()), ("", "Why?"));
    }

    #[test]
    fn a_name_stays_on_its_line() {
        assert_eq!(path("a/b.yaml"), "a/b.yaml");
        assert_eq!(name("a\nerror: b\r\u{85}\u{2028}\u{1b}"), r"a\nerror: b\r\u{85}\u{2028}\u{1b}");
    }
}
