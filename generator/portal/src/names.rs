//! Names for Rust, made of titles. A name is given once: the file keeps it, whatever the title becomes.

use std::collections::BTreeSet;

use bitrix24_schema::naming;

/// The longest name in characters. Titles may be sentences.
const LONGEST: usize = 48;

/// Names that are given.
#[derive(Debug, Default)]
pub(crate) struct Names(BTreeSet<String>);

impl Names {
    /// Starts with names that others have.
    pub(crate) fn new(taken: impl IntoIterator<Item = String>) -> Self {
        Names(taken.into_iter().collect())
    }

    /// Takes a name; false if it is given already.
    pub(crate) fn take(&mut self, name: &str) -> bool {
        self.0.insert(name.to_owned())
    }

    /// Gives the first of these names that is free, or the last one with a number.
    pub(crate) fn give(&mut self, wishes: &[String], between: &str) -> String {
        if let Some(free) = wishes.iter().find(|wish| !self.0.contains(*wish)) {
            self.0.insert(free.clone());
            return free.clone();
        }
        let wish = wishes.first().map_or("", String::as_str);
        let mut number: usize = 2;
        loop {
            let name = format!("{wish}{between}{number}");
            if self.take(&name) {
                return name;
            }
            number += 1;
        }
    }
}

/// Returns the name of a field; that of its wire name if the title has no letter.
pub(crate) fn field(title: &str, wire: &str) -> String {
    let named = |text: &str| naming::field_of_thing(text);
    let made = named(title).or_else(|| named(wire)).map(|name| cut(&name, Some('_')));
    made.filter(|name| naming::is_ident(name)).unwrap_or_else(|| "field".to_owned())
}

/// Returns the name of a type.
pub(crate) fn ty(title: &str, methods: &str) -> String {
    let made = naming::ty(title, &[]).or_else(|| naming::ty(methods, &[])).map(|name| cut(&name, None));
    // What was cut may be spelled otherwise by itself.
    let made = made.and_then(|name| naming::ty(&name, &[]));
    made.filter(|name| naming::is_ident(name)).unwrap_or_else(|| "Thing".to_owned())
}

/// Returns the names that a value may have, the best first.
pub(crate) fn variants(label: &str, wire: &str) -> Vec<String> {
    let exact = naming::variant(label).map(|name| cut(&name, None));
    let with = naming::variant(&format!("{} {wire}", label.chars().take(LONGEST).collect::<String>()));
    let value = naming::variant(&format!("value {wire}"));
    let all = [exact, with, value].into_iter().flatten().filter(|name| naming::is_ident(name));
    let all: Vec<String> = all.collect();
    if all.is_empty() { vec!["Value".to_owned()] } else { all }
}

/// Returns true if a name was made of a title, perhaps with a number because another one had it.
pub(crate) fn is_made_of(name: &str, title: &str) -> bool {
    let Some(made) = naming::field_of_thing(title).map(|name| cut(&name, Some('_'))) else { return false };
    let rest = name.strip_prefix(&made);
    let is_number = |rest: &str| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit());
    rest.is_some_and(|rest| rest.is_empty() || rest.strip_prefix('_').is_some_and(is_number))
}

/// Returns a name that is not too long, cut between words if it has signs between them.
fn cut(name: &str, sign: Option<char>) -> String {
    if name.len() <= LONGEST {
        return name.to_owned();
    }
    // Names are ASCII.
    let start: String = name.chars().take(LONGEST).collect();
    let end = sign.and_then(|sign| start.rfind(sign)).filter(|end| *end > LONGEST / 2);
    end.map_or_else(|| start.clone(), |end| start[..end].to_owned()).trim_end_matches('_').to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Names, field, is_made_of, ty, variants};

    #[test]
    fn names_are_made_of_titles() {
        assert_eq!(field("Бюджет, руб.", "ufCrm5Budget"), "biudzhet_rub");
        assert_eq!(field("type", "ufCrm5Type"), "type_");
        assert_eq!(field("***", "ufCrm5_17"), "uf_crm5_17");
        assert!(field(&"very long title ".repeat(20), "a").len() <= 48);
        assert_eq!(ty("Проекты 2024", "crm.item"), "Proekty2024");
        assert_eq!(ty("Self", "crm.item"), "Self_");
        assert_eq!(variants("***", "44"), ["_44", "Value44"]);
        assert!(is_made_of("budget_2", "Budget") && !is_made_of("budget_in_total", "Budget"));
    }

    #[test]
    fn a_name_is_given_once() {
        let mut names = Names::new(["title".to_owned()]);
        let wishes = ["title".to_owned()];
        assert_eq!([names.give(&wishes, "_"), names.give(&wishes, "_")], ["title_2", "title_3"]);
    }
}
