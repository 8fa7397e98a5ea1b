//! Messages of errors: their literal parts, and the parts that the server fills in.

use super::placeholders::in_message;
use crate::page::text::{plain, replace};
use crate::vocabulary as words;

/// Returns a message for the catalogue: `*` stands for a part that the server fills in.
pub(crate) fn pattern(message: &str) -> String {
    let mut text = message.trim().to_owned();
    if let Some(inside) =
        text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).filter(|text| !text.contains('"'))
    {
        text = inside.trim().to_owned();
    }
    // Pages copy messages out of JSON, with its escapes.
    for (escape, letter) in [("\\u003C", "<"), ("\\u003E", ">"), ("\\u0022", "\""), ("\\u0027", "'"), ("\\/", "/")] {
        if text.contains('\\') {
            text = text.replace(escape, letter).replace(&escape.to_lowercase(), letter);
        }
    }
    while let Some(kept) = text.trim_end().strip_suffix("<br>").or_else(|| text.trim_end().strip_suffix("<br/>")) {
        text = kept.trim_end().to_owned();
    }
    for mark in ["***", "%s", "%d", "...", "…", "{N}", "{X}"] {
        replace(&mut text, mark, "*");
    }
    while let Some((start, end)) = placeholder(&text) {
        text.replace_range(start..end, "*");
    }
    while let Some((start, end)) = letter(&text) {
        text.replace_range(start..end, "*");
    }
    text = in_message(&text);
    if matches!(text.as_str(), "-" | "—" | "*") || words::NO_CODE.contains(&text.to_lowercase().as_str()) {
        return String::new();
    }
    text
}

/// Returns the range of an `X` or `N` as a placeholder: a single letter between spaces or signs.
fn letter(text: &str) -> Option<(usize, usize)> {
    let is_apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '_' | '-'));
    let is_alone = |at: usize, word: &str| {
        is_apart(text[..at].chars().next_back()) && is_apart(text[at + word.len()..].chars().next())
    };
    if !text.contains(['X', 'N']) {
        return None;
    }
    let find = |word: &str| text.match_indices(word).map(|(at, _)| at).find(|at| is_alone(*at, word));
    // `Y` and `N` are values.
    let number = find("N").filter(|_| find("Y").is_none());
    [find("XXX").map(|at| (at, at + 3)), find("X").map(|at| (at, at + 1)), number.map(|at| (at, at + 1))]
        .into_iter()
        .flatten()
        .next()
}

/// Returns true if a message matches a pattern, except for a stop at its end.
pub(crate) fn fits(pattern: &str, message: &str) -> bool {
    let bare = |text: &str| text.to_lowercase().trim_end_matches('.').to_owned();
    let (pattern, message) = (bare(pattern), bare(message));
    let mut parts = pattern.split('*');
    let Some(mut rest) = message.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let mut is_open = false;
    for part in parts {
        is_open = part.is_empty();
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.is_empty() || is_open
}

/// Returns the range of `#NAME#` in a message.
fn placeholder(text: &str) -> Option<(usize, usize)> {
    let mut marks = text.match_indices('#').map(|(at, _)| at);
    let mut start = marks.next()?;
    for end in marks {
        let inside = &text[start + 1..end];
        if !inside.is_empty() && inside.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_') {
            return Some((start, end + 1));
        }
        start = end;
    }
    None
}

/// Returns a cell's message with the backticks inside it, which the server may send.
pub(crate) fn marked(cell: &str) -> Option<String> {
    let cell = cell.trim();
    let is_whole = cell.starts_with('`') && cell.ends_with('`');
    let is_marked = cell.contains('`') && !is_whole && !cell.contains("](") && !cell.contains('\n');
    is_marked.then(|| pattern(&cell.split('`').map(spaced).collect::<Vec<_>>().join("`")))
}

/// Returns the text without marks, with the spaces around it.
fn spaced(part: &str) -> String {
    let begins = if part.starts_with(' ') { " " } else { "" };
    let ends = if part.ends_with(' ') && !part.trim().is_empty() { " " } else { "" };
    format!("{begins}{}{ends}", plain(part))
}

/// Replaces numbers of an example in a message by `*`: those that its request sends, and those in quotes.
pub(crate) fn without_samples(message: &str, sent: &[String]) -> String {
    let mut out = String::with_capacity(message.len());
    let mut rest = message;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let digits = rest[at..].len() - rest[at..].trim_start_matches(|c: char| c.is_ascii_digit()).len();
        out.push_str(&rest[..at]);
        let (number, after) = rest[at..].split_at(digits);
        out.push_str(if is_sample(&out, number, after, sent) { "*" } else { number });
        rest = after;
    }
    out.push_str(rest);
    out
}

fn is_sample(before: &str, number: &str, after: &str, sent: &[String]) -> bool {
    let is_apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '_' | '-'));
    if !is_apart(before.chars().next_back()) || !is_apart(after.chars().next()) {
        return false;
    }
    let is_in = |mark: char| before.ends_with(mark) && after.starts_with(mark);
    let names_id = before.trim_end_matches([' ', '=', ':', '`', '"', '#']).to_lowercase().ends_with("id");
    let is_marked = is_in('`') || is_in('"') || before.ends_with('#') && number.len() > 1 || names_id;
    is_in('\'') || is_marked && sent.iter().any(|value| value == number)
}

#[cfg(test)]
mod tests {
    use super::{fits, marked, pattern, without_samples};

    #[test]
    fn what_the_server_puts_in_is_a_star() {
        assert_eq!(pattern("No entity with id X, at most N of #MAX#"), "No entity with id *, at most * of *");
        assert_eq!(pattern("Either Y or N"), "Either Y or N");
        assert_eq!(marked("Field `#NAME#` of `Parcel`").as_deref(), Some("Field `*` of `Parcel`"));
        assert_eq!(marked("No entity with id `X`").as_deref(), Some("No entity with id `*`"));
        assert_eq!(marked("`Access denied`"), None);
        let sent = ["28".to_owned()];
        assert_eq!(without_samples("Record with ID = `28` not found", &sent), "Record with ID = `*` not found");
        assert_eq!(without_samples("The box with ID '7' holds 28 of 30", &sent), "The box with ID '*' holds 28 of 30");
    }

    #[test]
    fn a_pattern_fits_what_it_stands_for() {
        assert!(fits("Box '*' is lost", "box '12' is lost."));
    }
}
