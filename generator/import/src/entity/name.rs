//! Names of things: `crm.Deal` for the methods `crm.deal.*`.

use std::collections::BTreeMap;

use bitrix24_schema::naming;
use bitrix24_schema::raw::Api;

use crate::facts::Method;

/// Words of prefixes that tell nothing of the thing: a version, the API itself.
fn says_nothing(word: &str) -> bool {
    let number = word.strip_prefix(['v', 'V']);
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
        || word.eq_ignore_ascii_case("api")
}

/// The words inside of words: `automated_solution` for `automatedsolution`, as the files of the pages have them apart.
#[derive(Debug, Default)]
pub(crate) struct Words(BTreeMap<String, String>);

impl Words {
    /// Reads the words of the methods' names in the paths of their pages.
    pub(crate) fn of(methods: &[Method]) -> Words {
        let mut words = Words::default();
        for method in methods {
            for part in method.docs.split('/') {
                let file: Vec<&str> = part.split('-').collect();
                method.name.split('.').for_each(|word| words.add(word, &file));
            }
        }
        words
    }

    fn add(&mut self, word: &str, file: &[&str]) {
        let low = word.to_lowercase();
        for from in 0..file.len() {
            if let Some(to) = (from + 2..=file.len()).find(|to| file[from..*to].concat() == low) {
                self.0.entry(low.clone()).or_insert_with(|| file[from..to].join("_"));
            }
        }
    }

    /// Returns a word in its parts: as a page has them, or as one has them of its plural.
    fn apart(&self, word: &str) -> Option<String> {
        let of_plural = || self.0.get(&format!("{word}s")).and_then(|many| many.strip_suffix('s')).map(str::to_owned);
        self.0.get(word).cloned().or_else(of_plural)
    }

    /// Returns the name for the thing of a prefix; `None` if it cannot have one. `tail` is put behind it.
    pub(crate) fn name(&self, prefix: &str, tail: &str) -> Option<String> {
        let mut words = prefix.split('.');
        let module = words.next()?;
        let apart = |word: &str| self.apart(&word.to_lowercase()).unwrap_or_else(|| word.to_owned());
        let mut rest: Vec<String> = words.filter(|word| !says_nothing(word)).map(apart).collect();
        // `tasks.flow.flow` and its `flowData`: a word is said once.
        rest.dedup_by(|word, before| word.eq_ignore_ascii_case(before));
        let is_said = |word: &String| tail.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word));
        let own = rest.pop().unwrap_or_else(|| apart(module));
        rest.extend(Some(own).filter(|own| !is_said(own)));
        let thing = rest.join("_");
        let name = naming::ty(&format!("{thing}_{tail}"), &[])?;
        let is_type =
            name.starts_with(|c: char| c.is_ascii_uppercase()) && name.contains(|c: char| c.is_ascii_lowercase());
        is_type.then(|| naming::module(module).map(|module| format!("{module}.{name}"))).flatten()
    }

    /// Returns the names to try for the thing of a prefix, the best one first.
    pub(crate) fn candidates(&self, prefix: &str, api: Api, is_sent: bool) -> Vec<String> {
        let tails: &[&str] = match (api, is_sent) {
            (Api::V2, false) => &["", "item"],
            (Api::V2, true) => &["fields", "sent_fields"],
            (Api::V3, false) => &["", "v3", "item_v3"],
            (Api::V3, true) => &["fields", "fields_v3"],
        };
        tails.iter().filter_map(|tail| self.name(prefix, tail)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn a_thing_has_the_name_of_its_prefix() {
        let mut words = Words::default();
        words.add("automatedsolution", &["crm", "automated", "solution", "get"]);
        for (prefix, name) in [
            ("crm.deal", "crm.Deal"),
            ("crm.deal.recurring", "crm.DealRecurring"),
            ("user", "user.User"),
            ("booking.v1.resourceType", "booking.ResourceType"),
            ("tasks.api.scrum.epic", "tasks.ScrumEpic"),
            ("crm.automatedsolution", "crm.AutomatedSolution"),
        ] {
            assert_eq!(words.name(prefix, "").as_deref(), Some(name));
        }
        words.add("productrows", &["crm", "deal", "product", "rows", "get"]);
        assert_eq!(words.name("crm.productrow", "").as_deref(), Some("crm.ProductRow"));
        assert_eq!(words.name("tasks.flow.Flow", "flowData").as_deref(), Some("tasks.FlowData"));
        assert_eq!(words.name("tasks.task", "fields").as_deref(), Some("tasks.TaskFields"));
    }
}
