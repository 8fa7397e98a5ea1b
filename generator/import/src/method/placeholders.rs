//! Placeholders in codes and messages: the parts that the server fills in, as pages write them.

use std::collections::BTreeSet;

/// Words before braces that the server sends itself: `Could not find value for parameter {id}`.
const BEFORE_OWN: &[&str] = &["parameter "];

/// Tags of HTML, which are no placeholders.
const TAGS: &[&str] = &["br", "br/", "b", "i", "p", "a", "required"];

/// Replaces the placeholders in a code: `CONTROLLER_ERROR_<CODE>` is `CONTROLLER_ERROR_*`.
pub(crate) fn in_code(code: &str) -> String {
    let text = code.replace("...", "*").replace('…', "*");
    between(&between(&text, ('<', '>'), &|_, inside, _| is_word(inside)), ('{', '}'), &|_, inside, _| is_word(inside))
}

/// Replaces the placeholders in a message.
pub(crate) fn in_message(message: &str) -> String {
    let text = between(message, ('<', '>'), &|_, inside, _| is_word(inside) && !TAGS.contains(&inside));
    let text = value_of(&text);
    let is_own = |before: &str| {
        let before = before.to_lowercase();
        BEFORE_OWN.iter().any(|word| before.ends_with(word))
    };
    let is_filled = |before: &str, inside: &str, _: &str| {
        let is_json = inside.contains('"');
        is_json || is_word(inside.trim_start_matches('$')) && !is_own(before)
    };
    let text = between(&text, ('{', '}'), &is_filled);
    words(&text)
}

/// Replaces words of a cell that are code inside of quotes, or quoted inside of code: they name what the server puts there,
/// as in `` '`field`' ``. The name of a parameter, and one in capitals, is itself.
pub(crate) fn in_quotes(cell: &str, names: &BTreeSet<String>) -> String {
    let mut text = cell.to_owned();
    for quote in ['"', '\''] {
        if !text.contains(quote) || !text.contains('`') {
            continue;
        }
        for (open, close) in [(format!("{quote}`"), format!("`{quote}")), (format!("`{quote}"), format!("{quote}`"))] {
            let mut from = 0;
            while let Some(at) = text[from..].find(&open).map(|at| from + at) {
                let start = at + open.len();
                let Some(end) = text[start..].find(&close).map(|end| start + end) else { break };
                from = end + close.len();
                let inside = &text[start..end];
                let is_small = inside.starts_with(|c: char| c.is_ascii_lowercase());
                if is_small && is_word(inside) && !inside.contains(' ') && !names.contains(inside) {
                    text.replace_range(at..from, &format!("{quote}*{quote}"));
                    from = at + 3;
                }
            }
        }
    }
    text
}

/// Replaces what stands between two signs, with the signs, where it is a placeholder by what is around it.
fn between(text: &str, (open, close): (char, char), is_placeholder: &dyn Fn(&str, &str, &str) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(open) {
        let inside = &rest[start + open.len_utf8()..];
        let Some(end) = inside.find(close) else { break };
        let after = &inside[end + close.len_utf8()..];
        out.push_str(&rest[..start]);
        if is_placeholder(&out, &inside[..end], after) {
            out.push('*');
            rest = after;
        } else {
            out.push(open);
            rest = inside;
        }
    }
    out + rest
}

/// Replaces the value in `Invalid value {…} to match`: the server writes the braces.
fn value_of(text: &str) -> String {
    let found = text.find("value {").and_then(|at| {
        let start = at + "value {".len();
        let end = start + text[start..].find("} to match")?;
        Some((start, end))
    });
    match found {
        Some((start, end)) => format!("{}*{}", &text[..start], &text[end..]),
        None => text.to_owned(),
    }
}

/// Replaces words that stand for something: `#` alone, `index i`, `data[i].type`, and `field "field"`.
fn words(text: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut list = text.split(' ');
    while let Some(word) = list.next() {
        let bare = word.trim_matches(|c: char| matches!(c, '"' | '\'' | '“' | '”' | '.' | ',' | ':'));
        let previous = || out.last().map(|previous| previous.to_lowercase()).unwrap_or_default();
        let is_index = matches!(bare, "i" | "j" | "k") && previous().ends_with("index");
        let is_named = word.starts_with('"') && !bare.is_empty() && bare == previous();
        let is_number = bare.strip_prefix('#').is_some_and(|name| name.is_empty() || is_word(name) && bare != word);
        // In quotes, it may have several words.
        let is_open = word.starts_with(['"', '“']) && !word.trim_start_matches(['"', '“']).contains(['"', '”']);
        if (is_named || is_number) && is_open {
            let Some(end) = list.find(|word| word.contains(['"', '”'])) else { break };
            let quote = end.find(['"', '”']).map_or("", |at| &end[at..]);
            out.push(format!("{}*{quote}", &word[..word.len() - word.trim_start_matches(['"', '“']).len()]));
            continue;
        }
        let is_whole = is_index || is_named || is_number || bare.contains("[i]");
        out.push(if is_whole { word.replacen(bare, "*", 1) } else { word.to_owned() });
    }
    out.join(" ")
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic())
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.'))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{in_code, in_message, in_quotes};

    #[test]
    fn placeholders_are_stars() {
        for (text, expected) in [
            ("Type {typeName} is not known", "Type * is not known"),
            ("No box <KEY> with '{ID}'", "No box * with '*'"),
            ("Could not find value for parameter {id}", "Could not find value for parameter {id}"),
            ("Invalid value {text} to match with parameter {id}", "Invalid value {*} to match with parameter {id}"),
            ("Unknown pagination parameter `{\"limit\":1}`", "Unknown pagination parameter `*`"),
            ("Box at index # has type data[i].type.", "Box at index * has type *."),
            ("Box at index i is lost", "Box at index * is lost"),
            ("Invalid field \"field\"", "Invalid field \"*\""),
            ("Cannot open \"#ID\": lost", "Cannot open \"*\": lost"),
            ("Cannot open box \"box name\": lost", "Cannot open box \"*\": lost"),
            ("Cannot open box “#box name”: lost", "Cannot open box “*”: lost"),
            ("EXCEPTION_#8; Param #0 (id)", "EXCEPTION_#8; Param #0 (id)"),
            ("Line one<br>two", "Line one<br>two"),
        ] {
            assert_eq!(in_message(text), expected);
        }
        let names = BTreeSet::from(["weight".to_owned()]);
        for (cell, expected) in [
            ("Order: field '`field`' of \"`KIND`\"", "Order: field '*' of \"`KIND`\""),
            ("But got `'wrong_value'` for `A'`", "But got '*' for `A'`"),
            ("Parameter \"`weight`\" is required.", "Parameter \"`weight`\" is required."),
        ] {
            assert_eq!(in_quotes(cell, &names), expected);
        }
        assert_eq!(in_code("ERROR_<CODE>"), "ERROR_*");
        assert_eq!(in_code("NOT_ALLOWED[...]"), "NOT_ALLOWED[*]");
        assert_eq!(in_code("ERROR_CORE"), "ERROR_CORE");
    }
}
