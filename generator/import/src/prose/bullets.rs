//! Lists in prose: the beginnings of their lines, and their introductions.

use std::cell::OnceCell;

use crate::page::haystack::Haystack;
use crate::vocabulary as words;

/// A line of a list: its beginning, and the line before the list.
#[derive(Debug)]
pub(crate) struct Bullet {
    pub(crate) codes: Vec<String>,
    pub(crate) indent: usize,
    pub(crate) intro: String,
    pub(crate) has_text: bool,
    /// True if it introduces a list inside it.
    opens: bool,
}

/// Returns the lines of all lists in a text.
pub(crate) fn bullets(text: &str) -> Vec<Bullet> {
    let mut found = Vec::new();
    let mut intro = Intro::default();
    let mut in_code = false;
    for line in text.lines() {
        in_code ^= line.trim_start().starts_with("```");
        let trimmed = line.trim_start();
        // A list without its marks: literals, each on a line of its own.
        let bare = trimmed.starts_with('`') && intro.opens_literals();
        let item = trimmed
            .strip_prefix("- ")
            .or_else(|| bare.then_some(trimmed))
            .or_else(|| trimmed.strip_prefix("* "))
            .or_else(|| trimmed.strip_prefix("• "));
        match item {
            _ if in_code => {}
            Some(item) => {
                let (codes, has_text) = head(item, intro.introduces());
                let (indent, opens) = (line.len() - trimmed.len(), item.trim_end().ends_with(':'));
                found.push(Bullet { codes, indent, intro: intro.low().to_owned(), has_text, opens });
            }
            None if !trimmed.is_empty() => intro = Intro { line: trimmed, ..Intro::default() },
            None => {}
        }
    }
    found.chunk_by_mut(|one, next| one.intro == next.intro).for_each(align);
    found
}

/// The line before a list. Most lines are before none, so they are looked at only when a list comes.
#[derive(Default)]
struct Intro<'t> {
    line: &'t str,
    low: OnceCell<String>,
    introduces: OnceCell<bool>,
}

impl Intro<'_> {
    /// Returns the line in small letters.
    fn low(&self) -> &str {
        self.low.get_or_init(|| self.line.to_lowercase())
    }

    /// Returns true if it introduces values.
    fn introduces(&self) -> bool {
        *self.introduces.get_or_init(|| introduced(self.low()))
    }

    /// Returns true if a literal on a line of its own behind it is an item of a list without marks.
    fn opens_literals(&self) -> bool {
        (self.line.ends_with(':') || !self.line.contains('`')) && self.introduces()
    }
}

/// Puts a first line that lost its indentation beside the others, which it does not introduce.
fn align(list: &mut [Bullet]) {
    let [first, second, rest @ ..] = list else { return };
    let is_alike = |other: &&mut Bullet| other.indent == second.indent && !other.codes.is_empty();
    let is_apart = first.indent < second.indent && !first.opens && !first.codes.is_empty();
    if is_apart && !second.codes.is_empty() && !rest.is_empty() && rest.iter_mut().all(|other| is_alike(&other)) {
        first.indent = second.indent;
    }
}

/// Returns the literals at the beginning of a list's item: `` `v` ``, `` `v` or `w` ``, `**v**`, `V — text`.
fn head(item: &str, is_value: bool) -> (Vec<String>, bool) {
    let item = item.trim();
    let mut rest = item;
    let mut codes_found = Vec::new();
    loop {
        let (fence, inside) = match rest {
            _ if rest.starts_with("**`") => ("`**", &rest[3..]),
            _ if rest.starts_with("```") => ("```", &rest[3..]),
            _ if rest.starts_with('`') => ("`", &rest[1..]),
            _ if rest.starts_with("**") => ("**", &rest[2..]),
            _ => break,
        };
        let Some(end) = inside.find(fence) else { break };
        codes_found.push(inside[..end].trim().trim_matches(['\'', '"']).to_owned());
        rest = inside[end + fence.len()..].trim_start();
        let joint = [", ", "/ ", "/"].iter().chain(words::OR).find_map(|joint| rest.strip_prefix(joint));
        match joint {
            Some(next) if next.trim_start().starts_with('`') => rest = next.trim_start(),
            _ => break,
        }
    }
    if codes_found.is_empty() {
        // A bare literal: `CPC — ads`
        let word = item.split_whitespace().next().unwrap_or_default();
        let after = item[word.len()..].trim_start();
        let is_literal = word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
        if is_literal && !word.is_empty() && after.starts_with(['—', '–', '-']) {
            codes_found.push(word.to_owned());
            rest = after;
        }
    }
    let is_for = is_value && words::FOR.iter().any(|word| rest.starts_with(word));
    let is_separated =
        rest.is_empty() || is_for || rest.starts_with(['—', '–', '-', ':', '=', '(', ';', ',', '.', '|']);
    if is_separated { (codes_found, !rest.is_empty()) } else { (Vec::new(), true) }
}

/// Returns true if a line introduces values.
pub(crate) fn introduced(intro: &str) -> bool {
    Haystack::new(intro).has_any(words::VALUES)
}
