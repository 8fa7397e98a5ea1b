//! Names that would be the same are told apart: whatever the documentation has is named somehow.
//!
//! Who keeps the plain name does not depend on what else is there, but for who comes first; and the names of the others
//! come from themselves as long as they can, so that one more of them renames none.

use std::collections::HashMap;

/// How names of a kind are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `sent_to`
    Snake,
    /// `SentTo`
    Camel,
}

/// What wants a name.
#[derive(Default)]
pub struct Wish<'w> {
    /// Its name on the wire.
    pub wire: &'w str,
    /// The best name for it.
    pub name: String,
    /// True if that name was asked for.
    pub is_given: bool,
    /// Makes other names, which few need, as most best names are free.
    pub others: Option<Box<dyn Fn() -> Others + 'w>>,
}

/// Names for what cannot have its best one.
#[derive(Clone, Debug, Default)]
pub struct Others {
    /// Those before one by the case of its letters, the best first.
    pub names: Vec<String>,
    /// Those that are worse.
    pub rest: Vec<String>,
}

/// A name for each. Those that were asked for are given as they are, even twice.
pub fn apart(wishes: &[Wish<'_>], style: Style) -> Vec<String> {
    let mut owners: HashMap<String, &str> = HashMap::new();
    let mut given: Vec<Option<String>> = vec![None; wishes.len()];
    for is_given in [true, false] {
        for (wish, place) in wishes.iter().zip(&mut given).filter(|(wish, _)| wish.is_given == is_given) {
            if is_given || !owners.contains_key(&wish.name) {
                owners.entry(wish.name.clone()).or_insert(wish.wire);
                *place = Some(wish.name.clone());
            }
        }
    }
    let mut numbers = Numbers::default();
    for (wish, place) in wishes.iter().zip(&mut given).filter(|(_, place)| place.is_none()) {
        let Others { names, rest } = wish.others.as_ref().map(|others| others()).unwrap_or_default();
        let by_case = owners.get(&wish.name).and_then(|owner| with_case(&wish.name, wish.wire, owner, style));
        let name = names.into_iter().chain(by_case).chain(rest).find(|other| !owners.contains_key(other));
        let name = name.unwrap_or_else(|| numbers.numbered(&wish.name, style, |name| owners.contains_key(name)));
        owners.insert(name.clone(), wish.wire);
        *place = Some(name);
    }
    given.into_iter().flatten().collect()
}

/// The numbers that names have already, so that those before them are not tried again.
#[derive(Clone, Debug, Default)]
pub struct Numbers(HashMap<String, usize>);

impl Numbers {
    /// The name with the first number behind it that makes it free. What was taken stays so.
    pub fn numbered(&mut self, name: &str, style: Style, is_taken: impl Fn(&str) -> bool) -> String {
        let name = name.trim_end_matches('_');
        // Digits run together otherwise.
        let between = if style == Style::Snake || name.ends_with(|c: char| c.is_ascii_digit()) { "_" } else { "" };
        let number = self.0.entry(name.to_owned()).or_insert(2);
        loop {
            let numbered = format!("{name}{between}{number}");
            if !is_taken(&numbered) {
                return numbered;
            }
            *number += 1;
        }
    }
}

/// The name with the case of its letters behind it, where that is another one than the owner's.
fn with_case(name: &str, wire: &str, owner: &str, style: Style) -> Option<String> {
    let name = name.trim_end_matches('_');
    let case = case(wire).filter(|case| self::case(owner) != Some(case))?;
    Some(match style {
        Style::Snake => format!("{name}_{case}"),
        Style::Camel => format!("{name}{}{}", case[..1].to_uppercase(), &case[1..]),
    })
}

fn case(wire: &str) -> Option<&'static str> {
    match (wire.chars().any(char::is_lowercase), wire.chars().any(char::is_uppercase)) {
        (false, false) => None,
        (false, true) => Some("upper"),
        (true, false) => Some("lower"),
        (true, true) => Some("mixed"),
    }
}

/// The text with its signs spelt as words, for what has nothing else to name it by; nothing, if there is nothing.
pub fn spelled(wire: &str) -> Option<String> {
    let number = |c: char| format!(" u{:x} ", u32::from(c));
    let spell = |c: char| match SIGNS.iter().find(|(sign, _)| *sign == c) {
        Some((_, word)) => format!(" {word} "),
        None if c.is_ascii() => c.to_string(),
        None => match deunicode::deunicode_char(c).filter(|text| text.contains(|c: char| c.is_ascii_alphanumeric())) {
            Some(text) => text.to_owned(),
            None => number(c),
        },
    };
    let text: String = wire.chars().map(spell).collect();
    let has_words = text.contains(|c: char| c.is_ascii_alphanumeric());
    // There may be nothing but space in it.
    let text = if has_words { text } else { wire.chars().map(number).collect() };
    (!text.is_empty()).then(|| text.trim().to_owned())
}

/// Whether the text begins with a sign that says something, as `-1` and `>=DATE` do, and does not only separate words.
pub fn is_led_by_sign(wire: &str) -> bool {
    wire.starts_with(['<', '>', '=', '!', '%', '@', '~', '+', '-', '*'])
}

/// The signs, with their words. `_` separates words and is none.
#[rustfmt::skip]
const SIGNS: &[(char, &str)] = &[
    ('!', "not"), ('"', "quote"), ('#', "hash"), ('$', "dollar"), ('%', "percent"), ('&', "and"), ('\'', "apostrophe"),
    ('(', "open"), (')', "close"), ('*', "star"), ('+', "plus"), (',', "comma"), ('-', "minus"), ('.', "dot"), ('/', "slash"),
    (':', "colon"), (';', "semicolon"), ('<', "less"), ('=', "equal"), ('>', "greater"), ('?', "question"), ('@', "at"),
    ('[', "bracket"), ('\\', "backslash"), (']', "end"), ('^', "caret"), ('`', "backtick"), ('{', "brace"), ('|', "pipe"),
    ('}', "end"), ('~', "tilde"),
];

#[cfg(test)]
mod tests {
    use super::{Others, Style, Wish, apart, spelled};

    fn wish<'w>(wire: &'w str, names: &'w [&str], is_given: bool) -> Wish<'w> {
        let others = || Others { names: names[1..].iter().map(|name| (*name).to_owned()).collect(), rest: Vec::new() };
        Wish { wire, name: names[0].to_owned(), is_given, others: Some(Box::new(others)) }
    }

    #[test]
    fn the_first_keeps_the_name_and_others_are_named_by_themselves() {
        let wishes = [
            wish("id", &["id"], false),
            wish("ID", &["id"], false),
            wish("Id", &["id"], false),
            wish("i_d", &["id"], false),
            wish("id_upper", &["id_upper"], false),
        ];
        // What is called so anyway keeps its name, wherever it stands.
        assert_eq!(apart(&wishes, Style::Snake), ["id", "id_2", "id_mixed", "id_3", "id_upper"]);
        assert_eq!(apart(&wishes[..3], Style::Snake), ["id", "id_upper", "id_mixed"]);
        assert_eq!(apart(&wishes[1..4], Style::Snake), ["id", "id_mixed", "id_lower"]);
    }

    #[test]
    fn a_name_that_was_asked_for_is_given() {
        let wishes = [wish("a", &["x"], false), wish("b", &["x"], true), wish("c", &["x", "y"], false)];
        assert_eq!(apart(&wishes, Style::Snake), ["x_2", "x", "y"]);
    }

    #[test]
    fn numbers_keep_clear_of_digits() {
        let wishes = [wish("1", &["_1"], false), wish("+1", &["_1"], false), wish("type", &["_1"], false)];
        assert_eq!(apart(&wishes, Style::Camel), ["_1", "_1_2", "_1Lower"]);
    }

    #[test]
    fn signs_are_spelt() {
        for (wire, words) in [
            (">=", "greater  equal"),
            ("-1", "minus 1"),
            ("%", "percent"),
            (" ", "u20"),
            ("a_b", "a_b"),
            ("…", "u2026"),
            ("±Ж", "ub1 Zh"),
            ("\u{e000}", "ue000"),
        ] {
            assert_eq!(spelled(wire).as_deref(), Some(words), "{wire}");
        }
        assert_eq!(spelled(""), None);
    }
}
