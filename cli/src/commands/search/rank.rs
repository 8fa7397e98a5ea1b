//! Ranks what has the words of a query.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use bitrix24_schema::Model;
use bitrix24_schema::model::{Event, Field, Item, Method};
use bitrix24_schema::shown::sentence;

use super::words::{each, fit, of_query, whole_words};

/// The kind of a result.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    Method,
    Type,
    Event,
    Error,
}

impl Kind {
    /// Returns it in a word.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::Method => "method",
            Kind::Type => "type",
            Kind::Event => "event",
            Kind::Error => "error",
        }
    }
}

/// A result.
#[derive(Clone, Debug)]
pub(crate) struct Hit {
    pub(crate) kind: Kind,
    pub(crate) name: String,
    pub(crate) summary: String,
    /// The place of the word that is least in sight: a parameter, an error.
    pub(crate) place: Option<String>,
    score: u32,
}

/// The results of a search, the best first.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) hits: Vec<Hit>,
    /// The words that were looked for in place of those of the query, which occur nowhere.
    pub(crate) instead: Option<String>,
}

/// What is worth how much.
const NAME: u32 = 30;
const TITLE: u32 = 12;
const FIELD: u32 = 6;
const TEXT: u32 = 2;

/// Finds everything that has all words.
pub(crate) fn search(model: &Model, query: &str) -> Found {
    let words = of_query(query);
    let hits = hits(model, &words, query);
    if !hits.is_empty() || words.is_empty() {
        return Found { hits, instead: None };
    }
    let instead = corrected(model, query);
    let stems = of_query(&instead.join(" "));
    if stems == words {
        return Found::default();
    }
    let hits = self::hits(model, &stems, query);
    Found { instead: (!hits.is_empty()).then(|| instead.join(" ")), hits }
}

fn hits(model: &Model, words: &[String], query: &str) -> Vec<Hit> {
    if words.is_empty() {
        return Vec::new();
    }
    let methods = model.methods.iter().filter_map(|method| of_method(method, words));
    let types = model.types.iter().filter_map(|shared| of_type(&shared.name, &shared.items, words));
    let mut all: Vec<Hit> = methods.chain(types).chain(of_errors(model, words)).collect();
    all.extend(model.events.iter().filter_map(|event| of_event(event, words, query)));
    // A name that is written whole is what is meant.
    let query = query.trim();
    for hit in &mut all {
        hit.score += if hit.name.eq_ignore_ascii_case(query) { 1000 } else { 0 };
    }
    all.sort_by(|a, b| {
        b.score.cmp(&a.score).then_with(|| a.name.len().cmp(&b.name.len())).then_with(|| a.name.cmp(&b.name))
    });
    all.dedup_by(|a, b| a.name == b.name && a.kind == b.kind);
    all
}

/// The best places of all words of a query in one thing.
struct Score<'q> {
    words: &'q [String],
    best: Vec<u32>,
    /// For each word, the place where it was found best, if that is not in sight.
    places: Vec<Option<String>>,
}

impl<'q> Score<'q> {
    fn new(words: &'q [String]) -> Self {
        Score { words, best: vec![0; words.len()], places: vec![None; words.len()] }
    }

    /// Looks for the words in a text that is worth so much for each.
    fn look(&mut self, text: &str, worth: u32, place: Option<&dyn Fn() -> String>) {
        let Score { words, best, places } = self;
        // What is found in a better place already is not looked for.
        if best.iter().all(|best| *best >= worth * 3) {
            return;
        }
        each(text, |word| {
            for (index, query) in words.iter().enumerate() {
                let score = fit(word, query) * worth;
                if score > best[index] {
                    best[index] = score;
                    places[index] = place.map(|place| place());
                }
            }
        });
    }

    /// Returns the sum if all words were found, and the place that is least in sight.
    fn sum(self) -> Option<(u32, Option<String>)> {
        if self.best.contains(&0) {
            return None;
        }
        let place = self.places.into_iter().flatten().next();
        Some((self.best.iter().sum(), place))
    }
}

fn of_method(method: &Method, words: &[String]) -> Option<Hit> {
    let mut score = Score::new(words);
    score.look(&method.name.wire, NAME, None);
    score.look(method.summary.as_deref().unwrap_or_default(), TITLE, None);
    fields(&method.params, &mut score, "parameter");
    for item in &method.items {
        of_item(item, &mut score);
    }
    score.look(method.result_doc.as_deref().unwrap_or_default(), TEXT, Some(&|| "answer".to_owned()));
    for entry in &method.errors {
        let place = || format!("error {}", entry.code);
        score.look(&entry.code, FIELD, Some(&place));
        score.look(entry.message.as_deref().unwrap_or_default(), TEXT, Some(&place));
    }
    let (sum, place) = score.sum()?;
    // Names with few segments are what most people mean, and nobody means what is deprecated.
    let length = u32::try_from(method.modules.len()).unwrap_or(9).min(9);
    let lost = length * 3 + if method.deprecated.is_some() { 8 } else { 0 };
    let deprecated = method.deprecated.as_ref().and_then(|deprecated| deprecated.instead.as_deref());
    let deprecated = deprecated.map_or(String::new(), |instead| format!(" (deprecated: use {instead})"));
    let summary = format!("{}{deprecated}", sentence(method.summary.as_deref().unwrap_or_default()));
    let (kind, name) = (Kind::Method, method.name.wire.clone());
    Some(Hit { kind, name, summary, place, score: sum.saturating_sub(lost) + 10 })
}

fn fields(fields: &[Field], score: &mut Score<'_>, what: &str) {
    for field in fields {
        let place = || format!("{what} {}", field.name.wire);
        score.look(&field.name.wire, FIELD, Some(&place));
        score.look(&field.written, FIELD / 2, Some(&place));
        score.look(field.doc.as_deref().unwrap_or_default(), TEXT, Some(&place));
        for (value, label) in &field.values {
            score.look(value, TEXT, Some(&place));
            score.look(label.as_deref().unwrap_or_default(), TEXT, Some(&place));
        }
    }
}

fn of_item(item: &Item, score: &mut Score<'_>) {
    match item {
        Item::Object(object) => fields(&object.fields, score, "field"),
        Item::Enum(list) => {
            for value in &list.values {
                let place = || format!("value {}", value.name.wire);
                score.look(&value.name.wire, TEXT, Some(&place));
                score.look(value.label.as_deref().unwrap_or_default(), TEXT, Some(&place));
            }
        }
        Item::Union(_) => {}
    }
}

fn of_type(name: &str, items: &[Item], words: &[String]) -> Option<Hit> {
    let mut score = Score::new(words);
    let doc = match items.first()? {
        Item::Object(object) => object.doc.as_deref(),
        Item::Enum(list) => list.doc.as_deref(),
        Item::Union(union) => union.doc.as_deref(),
    };
    score.look(name, NAME - 4, None);
    score.look(doc.unwrap_or_default(), TITLE - 2, None);
    items.iter().for_each(|item| of_item(item, &mut score));
    let (score, place) = score.sum()?;
    Some(Hit { kind: Kind::Type, name: name.to_owned(), summary: sentence(doc.unwrap_or_default()), place, score })
}

/// Returns the errors that have a code which says something.
fn of_errors(model: &Model, words: &[String]) -> Vec<Hit> {
    let system = model.errors.iter().map(|error| &error.entry);
    let own = model.methods.iter().flat_map(|method| &method.errors);
    let mut seen = BTreeSet::new();
    let mut hits = Vec::new();
    for entry in system.chain(own).filter(|entry| entry.code.len() > 3) {
        if !seen.insert(entry.code.as_str()) {
            continue;
        }
        let mut score = Score::new(words);
        score.look(&entry.code, TITLE, None);
        score.look(entry.message.as_deref().unwrap_or_default(), FIELD, None);
        if let Some((score, place)) = score.sum() {
            let summary = entry.circumstances().first().map(|when| sentence(when)).unwrap_or_default();
            hits.push(Hit { kind: Kind::Error, name: entry.code.clone(), summary, place, score });
        }
    }
    hits
}

fn of_event(event: &Event, words: &[String], query: &str) -> Option<Hit> {
    // Names of events are written without anything between their words.
    let name = event.name.to_ascii_lowercase();
    let is_part = query.trim().len() > 3 && name.contains(&query.trim().to_ascii_lowercase());
    let has_all = words.iter().all(|word| name.contains(word.as_str()) || "event".starts_with(word.as_str()));
    let mut score = Score::new(words);
    score.look(event.summary.as_deref().unwrap_or_default(), TITLE - 4, None);
    event.items.iter().for_each(|item| of_item(item, &mut score));
    let (told, place) = match score.sum() {
        Some((sum, place)) => (sum, place),
        None if is_part || has_all => (0, None),
        None => return None,
    };
    let length = u32::try_from(event.name.len()).unwrap_or(u32::MAX);
    let named = if has_all { (NAME * 2).saturating_sub(length) } else { 0 };
    let score = told.max(named) + if is_part { NAME * 2 } else { 0 };
    let summary = sentence(event.summary.as_deref().unwrap_or_default());
    Some(Hit { kind: Kind::Event, name: event.name.clone(), summary, place, score })
}

/// Returns the words, with the likest ones that there are in the place of those that occur nowhere.
fn corrected(model: &Model, query: &str) -> Vec<String> {
    // Words, each with how often it occurs.
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for method in &model.methods {
        let mut add = |word: &str| {
            *known.entry(word.to_lowercase()).or_default() += 1;
        };
        each(&method.name.wire, &mut add);
        each(method.summary.as_deref().unwrap_or_default(), &mut add);
        method.params.iter().for_each(|param| each(&param.name.wire, &mut add));
    }
    // Letters change places in whole words, not in their stems.
    whole_words(query).iter().map(|word| nearest(word, &known)).collect()
}

fn nearest(word: &str, known: &BTreeMap<String, usize>) -> String {
    let forms = ["s", "es", "d", "ed", "ing"].iter().filter_map(|end| word.strip_suffix(end));
    let is_known = forms.into_iter().any(|form| known.contains_key(form));
    if is_known || known.keys().any(|other| other.starts_with(word)) {
        return word.to_owned();
    }
    let most = match word.len() {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    };
    let distance = |other: &str| strsim::damerau_levenshtein(word, other);
    let near = known.iter().map(|(other, count)| (distance(other), Reverse(*count), other));
    let near = near.filter(|(away, ..)| *away <= most).min();
    near.map_or_else(|| word.to_owned(), |(.., other)| other.clone())
}
