//! One parameter: its place and what is given for it.

use std::path::PathBuf;

/// The signs that may stand before a name in a filter: they belong to the name.
const OPERATORS: &[char] = &['!', '<', '>', '=', '@', '%', '?', '*', '~', '+'];

/// A parameter as it stands on the command line.
#[derive(Debug, PartialEq)]
pub(super) struct Assignment {
    /// The names on the way to it.
    pub(super) path: Vec<String>,
    pub(super) given: Given,
}

/// What is given for a parameter.
#[derive(Debug, PartialEq)]
pub(super) enum Given {
    /// `name=text`
    Text(String),
    /// `name:=json`
    Json(String),
    /// `name=@file`
    File(PathBuf),
    /// `name:=@file`
    JsonFile(PathBuf),
}

/// Parses `fields.TITLE=A deal`.
pub(super) fn parse(text: &str) -> Result<Assignment, String> {
    let shown: String = text.chars().take(60).collect();
    let wrong = |why: &str| Err(format!("`{shown}` is no parameter: {why}"));
    let mut path = Vec::new();
    let (mut name, mut is_json) = (String::new(), false);
    let mut chars = text.char_indices().peekable();
    let rest = loop {
        let Some((at, char)) = chars.next() else {
            return wrong("write NAME=VALUE, NAME:=JSON, a JSON object, @FILE or -");
        };
        let is_start = name.chars().all(|char| OPERATORS.contains(&char));
        match char {
            '\\' => match chars.next() {
                Some((_, char)) => name.push(char),
                None => return wrong("it ends with a backslash"),
            },
            // Signs at the start of a name below another one are the operator of a filter.
            char if OPERATORS.contains(&char) && is_start && !path.is_empty() => name.push(char),
            '.' => path.push(std::mem::take(&mut name)),
            ':' if chars.peek().is_some_and(|(_, next)| *next == '=') => is_json = true,
            '=' => break &text[at + 1..],
            char => name.push(char),
        }
    };
    path.push(name);
    if path.iter().any(String::is_empty) {
        return wrong("a name in it is empty");
    }
    let given = match (is_json, rest.strip_prefix('@')) {
        (false, Some(file)) => Given::File(file.into()),
        (true, Some(file)) => Given::JsonFile(file.into()),
        (false, None) => Given::Text(rest.to_owned()),
        (true, None) => Given::Json(rest.to_owned()),
    };
    Ok(Assignment { path, given })
}

/// Returns a name as [`parse`] reads it.
pub(super) fn written(name: &str, is_first: bool) -> String {
    let start = if is_first { 0 } else { name.len() - name.trim_start_matches(OPERATORS).len() };
    let mut text = name[..start].to_owned();
    for char in name[start..].chars() {
        if matches!(char, '.' | '=' | ':' | '\\') {
            text.push('\\');
        }
        text.push(char);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_has_a_place_and_a_value() {
        let text = |text: &str| Given::Text(text.to_owned());
        for (written, path, given) in [
            ("id=5", &["id"][..], text("5")),
            ("fields.TITLE=a=b.c", &["fields", "TITLE"], text("a=b.c")),
            ("filter.>=OPPORTUNITY=1000", &["filter", ">=OPPORTUNITY"], text("1000")),
            ("filter.=ID=5", &["filter", "=ID"], text("5")),
            ("filter.!@ID=5,6", &["filter", "!@ID"], text("5,6")),
            ("rows.0.PRICE:=5", &["rows", "0", "PRICE"], Given::Json("5".to_owned())),
            (r"fields.edit\.originator=1", &["fields", "edit.originator"], text("1")),
            ("photo=@a.png", &["photo"], Given::File("a.png".into())),
            ("fields:=@deal.json", &["fields"], Given::JsonFile("deal.json".into())),
            ("note=", &["note"], text("")),
            ("a:b=c", &["a:b"], text("c")),
        ] {
            let path = path.iter().map(|name| (*name).to_owned()).collect();
            assert_eq!(parse(written), Ok(Assignment { path, given }), "{written}");
        }
        for written in ["id", "=5", ".a=5", "a..b=5", "a.=5", "a\\", ""] {
            assert!(parse(written).is_err(), "{written}");
        }
    }
}
