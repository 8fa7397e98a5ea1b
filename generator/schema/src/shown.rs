//! Paths as messages show them.

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

#[cfg(test)]
mod tests {
    use super::{name, path};

    #[test]
    fn a_name_stays_on_its_line() {
        assert_eq!(path("a/b.yaml"), "a/b.yaml");
        assert_eq!(name("a\nerror: b\r\u{85}\u{2028}\u{1b}"), r"a\nerror: b\r\u{85}\u{2028}\u{1b}");
    }
}
