//! The first cell of a table of parameters: names, whether they are required, and their types.

use std::borrow::Cow;

use crate::facts::Required;
use crate::page::text::{codes, links, replace};
use crate::vocabulary as words;

/// A name with the other facts of the cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Named<'c> {
    /// The name of the server; the variable part of a pattern is in `<…>`.
    pub(crate) name: String,
    pub(crate) required: Required,
    pub(crate) types: Vec<Token<'c>>,
}

/// A type as written, with the link around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token<'c> {
    pub(crate) text: &'c str,
    pub(crate) target: Option<&'c str>,
}

/// The longest name: a longer text is none.
const MAX_NAME: usize = 200;

/// The longest cell of names and types.
const MAX_CELL: usize = 4_000;

/// Reads the cell. `None` if it has no name: a value of a dictionary, or a text.
pub(crate) fn read(cell: &str) -> Option<Named<'_>> {
    let (name, required, rest) = name(cell)?;
    Some(Named { name, required, types: types(rest) })
}

/// Returns true if the cell has a name.
pub(crate) fn has_name(cell: &str) -> bool {
    name(cell).is_some()
}

/// Returns the name in the cell, whether it is required, and the text after it.
fn name(cell: &str) -> Option<(String, Required, &str)> {
    let cell = cell.trim();
    if cell.len() > MAX_CELL {
        return None;
    }
    let (name, required, rest) = match cell.strip_prefix("**") {
        Some(inside) => bold(inside)?,
        None => unmarked(cell)?,
    };
    let name = wire_name(&name);
    (!name.is_empty() && name.len() <= MAX_NAME).then_some((name, required, rest))
}

/// Splits the text after the `**` of a bold name: the name, its stars, the rest.
fn bold(inside: &str) -> Option<(String, Required, &str)> {
    let end = end_of_name(inside)?;
    let mut name = &inside[..end];
    let mut rest = &inside[end..];
    let run = rest.len() - rest.trim_start_matches('*').len();
    rest = &rest[run..];
    let mut required = run == 3 || run > 4;
    // `**name^*^**` and `**name**^*^`
    if let Some(bare) = name.strip_suffix('^') {
        name = bare;
        required = true;
        rest = rest.trim_start_matches(['^', '*']);
    } else if let Some(after) = rest.trim_start_matches(' ').strip_prefix("^*^") {
        required = true;
        rest = after;
    } else if let Some(after) = rest.strip_prefix(",**") {
        // `**name***,**`: required, with a second mark of another footnote.
        rest = after;
    }
    let mut name = name.to_owned();
    // Two bold parts with a pipe between them are one name.
    if let Some((second, _, after)) = rest.strip_prefix("|**").and_then(bold) {
        name = format!("{name}|{second}");
        rest = after;
    }
    let mut required = if required { Required::Yes } else { Required::No };
    // `**a*** | **b***`: either of two names; so neither is required.
    if let Some((_, _, after)) = rest.trim_start_matches(' ').strip_prefix("| **").and_then(bold) {
        required = Required::Unknown;
        rest = after;
    }
    Some((name, required, rest))
}

/// Returns the place of the stars after a bold name; a star with a backslash belongs to the name.
fn end_of_name(inside: &str) -> Option<usize> {
    let mut is_escaped = false;
    for (index, c) in inside.char_indices() {
        match c {
            '\n' => return None,
            '*' if !is_escaped => return Some(index),
            _ => is_escaped = c == '\\' && !is_escaped,
        }
    }
    None
}

/// Returns a name that is not bold: one word at the head of the cell, with a type behind it.
fn unmarked(cell: &str) -> Option<(String, Required, &str)> {
    if cell.starts_with(['`', '[', '{', '"', '-']) {
        return None;
    }
    let end = cell.find(['\n', ' ', '`', '[']).unwrap_or(cell.len());
    let (word, rest) = cell.split_at(end);
    let (name, required) = match word.strip_suffix("^*^").or_else(|| word.strip_suffix('*')) {
        Some(name) if !name.ends_with('\\') => (name, Required::Yes),
        _ => (word, Required::No),
    };
    let is_name =
        name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-' | b'[' | b']'))
            && name.bytes().any(|byte| byte.is_ascii_alphabetic());
    let has_type = rest.trim_start().starts_with(['`', '[']);
    (is_name && has_type && !name.is_empty()).then(|| (name.to_owned(), required, rest))
}

/// Returns the name without marks, with its variable part as `<…>`.
fn wire_name(written: &str) -> String {
    let name: Cow<'_, str> =
        if written.contains(['\\', '`']) { written.replace(['\\', '`'], "").into() } else { written.into() };
    let mut name = name.trim().trim_end_matches(':').to_owned();
    name = match of_parent(&name) {
        Some(path) => path,
        None => name.split('(').next().unwrap_or_default().trim().to_owned(),
    };
    let is_word = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    for (from, to) in [("&lt;", "<"), ("&gt;", ">"), ("{", "<"), ("}", ">"), ("…", "..."), ("[...]", "..."), ("%", "")]
    {
        if !is_word {
            replace(&mut name, from, to);
        }
    }
    if let Some(start) = name.strip_suffix("...").or_else(|| name.strip_suffix("_XXX")).map(str::to_owned) {
        let start = start.trim_end_matches('<');
        let joint = if name.ends_with("_XXX") { "_" } else { "" };
        name = format!("{start}{joint}<name>");
    }
    if name == "*" {
        return "<name>".to_owned();
    }
    // `UF_` is how all such names begin.
    if name.len() > 2 && name.ends_with('_') && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_') {
        name.push_str("<name>");
    }
    if name.ends_with('*') && name.len() > 2 {
        name = format!("{}<name>", name.trim_end_matches('*'));
    }
    if let Some(start) = name
        .strip_suffix('N')
        .filter(|start| start.len() > 3 && start.ends_with(|c: char| c.is_ascii_lowercase() || c == '_'))
    {
        name = format!("{start}<n>");
    }
    if name.contains(['<', '>']) { one_variable(&name) } else { name }
}

/// Returns the path of a name with its parent in brackets: `TITLE (LANG)` is `LANG[].TITLE`.
fn of_parent(name: &str) -> Option<String> {
    let (own, parent) = name.strip_suffix(')')?.split_once(" (")?;
    let is_name = |text: &str| text.len() > 1 && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    (is_name(own) && is_name(parent)).then(|| format!("{parent}[].{own}"))
}

/// Merges several variable parts into one: the text between the first and the last is part of it.
fn one_variable(name: &str) -> String {
    match (name.find('<'), name.rfind('>')) {
        (Some(start), Some(end)) if start < end => {
            let first = name[start + 1..].split('>').next().unwrap_or_default();
            let first: String = first.split_whitespace().collect::<Vec<_>>().join("_");
            format!("{}<{}>{}", &name[..start], if first.is_empty() { "name" } else { &first }, &name[end + 1..])
        }
        _ => name.replace(['<', '>'], ""),
    }
}

/// Returns the types behind a name, or in a cell of their own, one token each.
pub(crate) fn types(rest: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let head = rest;
    let links = links(head);
    for link in &links {
        tokens.extend(split(link.text).map(|text| (offset(head, text), Token { text, target: Some(link.target) })));
    }
    // Code outside of links.
    for code in codes(head) {
        let at = offset(head, code);
        let is_linked = tokens.iter().any(|(start, token)| (*start..*start + token.text.len()).contains(&at))
            || links.iter().any(|link| {
                let start = offset(head, link.text);
                (start..start + link.text.len()).contains(&at)
            });
        if !is_linked {
            tokens.extend(split(code).map(|text| (offset(head, text), Token { text, target: None })));
        }
    }
    tokens.sort_by_key(|(at, _)| *at);
    let mut tokens: Vec<Token<'_>> = tokens.into_iter().map(|(_, token)| token).collect();
    if tokens.is_empty() {
        let word = rest.trim();
        let is_word = !word.is_empty()
            && word.len() < 20
            && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'[' || byte == b']');
        tokens.extend(is_word.then_some(Token { text: word, target: None }));
    }
    tokens
}

/// Returns the members of a union.
fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(['|', '`', '/', ','])
        .flat_map(alternatives)
        .map(|part| part.trim().trim_matches(['*', '\\']).trim())
        .filter(|part| !part.is_empty())
}

/// Returns the parts between ` or `.
fn alternatives(text: &str) -> Vec<&str> {
    if !text.contains(' ') {
        return vec![text];
    }
    words::OR.iter().fold(vec![text], |parts, word| {
        let split = |part| split_at_word(part, word);
        parts.into_iter().flat_map(split).collect()
    })
}

/// Returns the parts between a word that stands alone.
fn split_at_word<'t>(text: &'t str, word: &str) -> Vec<&'t str> {
    let mut parts = Vec::new();
    let mut rest = text;
    let mut from = 0;
    while let Some(at) = rest[from..].find(word).map(|at| from + at) {
        if rest[..at].ends_with(' ') {
            parts.push(&rest[..at]);
            rest = &rest[at + word.len()..];
            from = 0;
        } else {
            from = at + word.len();
        }
    }
    parts.push(rest);
    parts
}

fn offset(whole: &str, part: &str) -> usize {
    part.as_ptr() as usize - whole.as_ptr() as usize
}

#[cfg(test)]
mod tests {
    use super::{Required, read};

    fn parsed(cell: &str) -> (String, bool, Vec<String>) {
        let named = read(cell).expect("the cell has a name");
        let types = named.types.iter().map(|token| token.text.to_owned()).collect();
        (named.name, named.required == Required::Yes, types)
    }

    #[test]
    fn names_types_and_stars_are_read() {
        for (cell, name, required, types) in [
            ("**id**\n[`integer`](x.md)", "id", false, &["integer"][..]),
            ("**id***\n[`integer`](x.md)", "id", true, &["integer"]),
            ("**id**^*^\n[`integer`](x.md)", "id", true, &["integer"]),
            ("**id^*^**\n[`integer`](x.md)", "id", true, &["integer"]),
            ("**productXmlId****\n`string`", "productXmlId", false, &["string"]),
            ("**name***,**\n`string`", "name", true, &["string"]),
            ("**UF_\\***\n[`any`](x.md)", "UF_<name>", false, &["any"]),
            ("**UF_**\n[`any`](x.md)", "UF_<name>", false, &["any"]),
            ("**UF_CRM_...**\n[`any`](x.md)", "UF_CRM_<name>", false, &["any"]),
            ("**a** `b`", "a", false, &["b"]),
            ("**a**\n[`x`](l) | [`y[]`](l)", "a", false, &["x", "y[]"]),
            ("**a**\n[`x` | `null`](l)", "a", false, &["x", "null"]),
            ("**a**\n[```x | null```](l)", "a", false, &["x", "null"]),
            ("**a**\n[`x`](l) or `null`", "a", false, &["x", "null"]),
            ("**TASKS_TASK**|**UF_CRM_TASK**\n`char`", "TASKS_TASK|UF_CRM_TASK", false, &["char"]),
            ("**NAME**", "NAME", false, &[]),
            ("**NAME**\ninteger", "NAME", false, &["integer"]),
            ("PARENT_ID [`integer`](x.md)", "PARENT_ID", false, &["integer"]),
            ("**=ID**\n`integer`", "=ID", false, &["integer"]),
            ("**propertyN**\n`string`", "property<n>", false, &["string"]),
            ("**\\<selector\\>**\n`object`", "<selector>", false, &["object"]),
        ] {
            let types: Vec<String> = types.iter().map(|text| (*text).to_owned()).collect();
            assert_eq!(parsed(cell), (name.to_owned(), required, types), "{cell}");
        }
    }

    #[test]
    fn values_of_dictionaries_are_no_names() {
        assert_eq!(read("`VALUE`"), None);
        assert_eq!(read("Some text"), None);
    }
}
