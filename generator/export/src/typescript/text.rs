//! Comments, names and literals of TypeScript.

use crate::words;

/// Returns a comment in the form of TSDoc; nothing for no lines.
pub(super) fn comment(indent: &str, lines: &[String]) -> String {
    match lines {
        [] => String::new(),
        [line] => format!("{indent}/** {} */\n", safe(line)),
        lines => {
            let lines: String = lines.iter().map(|line| format!("{indent} * {}\n", safe(line))).collect();
            format!("{indent}/**\n{lines}{indent} */\n")
        }
    }
}

/// Returns a line that does not end its comment.
fn safe(line: &str) -> String {
    line.replace("*/", "*\\/").replace(['\n', '\r', '\u{2028}', '\u{2029}'], " ")
}

/// Returns a text of the schema for a comment: no sign in it is a tag or a brace of TSDoc, except in code.
pub(super) fn prose(text: &str) -> String {
    let text = words::markdown(text);
    let mut out = String::with_capacity(text.len());
    for (index, part) in text.split('`').enumerate() {
        if index > 0 {
            out.push('`');
        }
        for c in part.chars() {
            if index % 2 == 0 && matches!(c, '@' | '{' | '}') {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

/// Returns a text as a literal.
pub(super) fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => {
                out.push_str(&format!("\\u{{{:x}}}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Returns the key of a property.
pub(super) fn key(name: &str) -> String {
    let is_start = |c: char| c.is_ascii_alphabetic() || c == '_' || c == '$';
    let is_plain = name.starts_with(is_start) && name.chars().all(|c| is_start(c) || c.is_ascii_digit());
    if is_plain { name.to_owned() } else { literal(name) }
}

/// Returns the key of all properties whose names begin and end so.
pub(super) fn pattern(before: &str, after: &str) -> String {
    let plain = |text: &str| text.replace('\\', "\\\\").replace('`', "\\`").replace("${", "\\${");
    format!("[key: `{}${{string}}{}`]", plain(before), plain(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_leaves_its_place() {
        assert_eq!(comment("  ", &["a */ b\nc".to_owned()]), "  /** a *\\/ b c */\n");
        assert_eq!(prose("see @x {y} `{z}`"), "see \\@x \\{y\\} `{z}`");
        assert_eq!(literal("a\"\\\n\u{2028}"), "\"a\\\"\\\\\\n\\u{2028}\"");
        assert_eq!((key("ID"), key("0"), key("a-b")), ("ID".to_owned(), "\"0\"".to_owned(), "\"a-b\"".to_owned()));
        assert_eq!(pattern("UF_`", ""), "[key: `UF_\\`${string}`]");
    }
}
