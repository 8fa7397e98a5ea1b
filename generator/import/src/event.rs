//! The facts of events: what a portal posts to the handlers that are bound to them.

use serde_json::Value;

use crate::examples::json;
use crate::facts::report::Note;
use crate::facts::{Deprecated, Event, Field, Role};
use crate::fields::Reader;
use crate::fields::types::Registry;
use crate::method::{first_sentence, remarks, result};
use crate::page::text::{heading_words, plain};
use crate::page::{Page, codes_in, said, tables};
use crate::vocabulary::{self as words, Section};

/// The place of an event's description on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    /// The name, in capitals.
    name: String,
    /// The chapters that describe its data.
    chapters: std::ops::Range<usize>,
    /// True if the chapters describe `data` alone, and not all that the handler receives.
    is_data: bool,
}

/// Returns the events that a page describes.
pub(crate) fn read(page: &Page<'_>, registry: &Registry, with_docs: bool) -> Vec<(Event, Vec<Note>)> {
    places(page).into_iter().map(|place| event(page, place, registry, with_docs)).collect()
}

/// Returns true if a page describes events.
pub(crate) fn is_described(page: &Page<'_>) -> bool {
    !places(page).is_empty()
}

fn event(page: &Page<'_>, place: Place, registry: &Registry, with_docs: bool) -> (Event, Vec<Note>) {
    let mut reader = Reader::new(page, registry, with_docs);
    reader.keeps_marks = true;
    let shown = shown(page, &place);
    let data: Vec<&Value> = shown.iter().map(|json| data_of(json, place.is_data)).collect();
    let rows = rows(&mut reader, &place);
    let data = result::of(&mut reader, rows, &data);
    if data.is_none() {
        let line = page.chapters[place.chapters.start].heading.line.max(1);
        reader.notes.push(Note::new(page.path, line, format!("the page does not show the data of `{}`", place.name)));
    }
    let event = Event {
        docs: page.path.trim_end_matches(".md").to_owned(),
        doc: with_docs.then(|| first_sentence(page)).flatten(),
        scopes: page.scopes(),
        caller: page.subscriber(),
        availability: remarks::availability(&said::in_sections(page, &[Section::Intro])),
        deprecated: page.deprecated().map(|(_, target)| Deprecated { instead: target.and_then(replacement) }),
        data,
        name: place.name,
    };
    (event, reader.notes)
}

/// Returns the places of events on a page: one event fills a page, or each has a chapter of its own.
fn places(page: &Page<'_>) -> Vec<Place> {
    let is_handler =
        |index: &usize| words::HANDLER.contains(&heading_words(&page.chapters[*index].heading.text).as_str());
    let file = page.path.rsplit('/').next().unwrap_or_default();
    if !page.path.starts_with("api-reference/") || matches!(file, "index.md" | "README.md") {
        return Vec::new();
    }
    let handler = (0..page.chapters.len()).find(is_handler);
    let is_known = handler.is_some() || page.subscriber().is_some() || page.path.contains("/events");
    if let Some(name) = whole_page(page, handler, file).filter(|_| is_known) {
        return vec![Place { name, chapters: handler.unwrap_or(0)..page.chapters.len(), is_data: false }];
    }
    let of_chapter = |index: usize| {
        let heading = &page.chapters[index].heading;
        let name = name_in(plain(&heading.text).trim()).filter(|_| heading.level == 2)?;
        let is_end = |other: &usize| page.chapters[*other].heading.level <= heading.level;
        let end = (index + 1..page.chapters.len()).find(is_end).unwrap_or(page.chapters.len());
        let chapters = index..end;
        has_rows(page, chapters.clone()).then_some(Place { name, chapters, is_data: true })
    };
    (0..page.chapters.len()).filter_map(of_chapter).collect()
}

/// Returns the event that a page is about: the one in its example, in its title, or that its file is called by. A title
/// may have lost a part of the name.
fn whole_page(page: &Page<'_>, handler: Option<usize>, file: &str) -> Option<String> {
    let is_end = |c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | ':');
    let titled = page.title().split(is_end).rev().find_map(name_in);
    let named = handler.and_then(|handler| {
        let place = Place { name: String::new(), chapters: handler..page.chapters.len(), is_data: false };
        shown(page, &place).iter().find_map(|json| name_in(json.get("event")?.as_str()?))
    });
    let is_longer = |name: &String| titled.as_ref().is_none_or(|title| name.ends_with(&title[2..]));
    named.filter(is_longer).or(titled).or_else(|| handler.and(name_of_file(file)))
}

fn has_rows(page: &Page<'_>, mut chapters: std::ops::Range<usize>) -> bool {
    chapters.any(|index| tables::have_fields(&page.chapters[index].blocks))
}

/// Returns the name of an event that a word is, in capitals: `onCrmDealAdd`, `ONIMBOTMESSAGEADD`, `CATALOG.PRICE.ON.ADD`.
fn name_in(word: &str) -> Option<String> {
    let word = word.trim_matches(['`', '*', '.', '"', '«', '»']);
    let upper = word.to_uppercase();
    let is_plain = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.');
    let rest = word.strip_prefix("on").or_else(|| word.strip_prefix("On")).or_else(|| word.strip_prefix("ON"));
    // An English word that begins with these letters goes on in small ones.
    let is_one = rest.is_some_and(|rest| rest.len() > 3 && rest.starts_with(|c: char| c.is_ascii_uppercase()));
    (is_plain && (is_one && !word.contains('.') || upper == word && upper.contains(".ON."))).then_some(upper)
}

/// Returns the name of the event that a file is called by, as `on-crm-deal-add.md` is.
fn name_of_file(file: &str) -> Option<String> {
    let stem = file.strip_suffix(".md")?;
    stem.starts_with("on-").then(|| stem.replace('-', "").to_uppercase())
}

/// Returns the event that a link to its page or chapter leads to.
fn replacement(target: &str) -> Option<String> {
    let (page, anchor) = target.split_once('#').unwrap_or((target, ""));
    let file = page.rsplit('/').next().unwrap_or_default();
    let upper = anchor.to_uppercase();
    if upper.starts_with("ON") && upper.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Some(upper);
    }
    name_of_file(file)
}

/// Returns the objects that examples of the place show.
fn shown(page: &Page<'_>, place: &Place) -> Vec<Value> {
    let mut found = Vec::new();
    for chapter in &page.chapters[place.chapters.clone()] {
        codes_in(&chapter.blocks, None, &mut found);
    }
    let texts = found.iter().map(|(_, code)| code.text()).filter(|text| text.trim_start().starts_with('{'));
    let objects = texts.filter_map(|text| json::lenient(&text)).filter(Value::is_object);
    // What is not all that a handler receives may be a part of it.
    objects.filter(|json| place.is_data || json.get("data").is_some()).collect()
}

fn data_of(json: &Value, is_data: bool) -> &Value {
    json.get("data").filter(|_| !is_data || json.get("event").is_some()).unwrap_or(json)
}

/// Returns the rows that describe the data.
fn rows(reader: &mut Reader<'_, '_>, place: &Place) -> Vec<Field> {
    let page = reader.page;
    let has_fields = |index: &usize| tables::have_fields(&page.chapters[*index].blocks);
    let is_early = |index: &usize| !matches!(page.chapters[*index].section, Section::Examples | Section::Errors);
    let Some(first) = place.chapters.clone().filter(is_early).find(has_fields) else { return Vec::new() };
    let rows = reader.chapter(first, Role::Result);
    let is_all = |row: &Field| matches!(row.name.as_str(), "event" | "data");
    if place.is_data || !rows.iter().any(is_all) {
        return rows;
    }
    let mut data = Vec::new();
    for mut row in rows {
        if row.name == "data" {
            data.append(&mut row.fields);
        } else if let Some(inner) = row.name.strip_prefix("data.").map(str::to_owned) {
            row.name = inner;
            data.push(row);
        }
    }
    data
}

#[cfg(test)]
mod tests {
    use super::{name_in, name_of_file, replacement};

    #[test]
    fn names_of_events_are_told_from_words() {
        for (word, name) in [
            ("onCrmDealAdd", Some("ONCRMDEALADD")),
            ("OnAppInstall", Some("ONAPPINSTALL")),
            ("ONIMBOTV2MESSAGEADD", Some("ONIMBOTV2MESSAGEADD")),
            ("`ONTASKADD`", Some("ONTASKADD")),
            ("CATALOG.PRICE.ON.ADD", Some("CATALOG.PRICE.ON.ADD")),
            ("Online", None),
            ("on", None),
            ("only", None),
            ("ONE", None),
            ("catalog.price.on.add", None),
        ] {
            assert_eq!(name_in(word).as_deref(), name, "{word}");
        }
    }

    #[test]
    fn a_link_names_the_event_that_replaces_another() {
        assert_eq!(replacement("./events.md#onimbotv2messagedelete").as_deref(), Some("ONIMBOTV2MESSAGEDELETE"));
        assert_eq!(replacement("../on-crm-deal-add.md").as_deref(), Some("ONCRMDEALADD"));
        assert_eq!(replacement("../index.md#more"), None);
        assert_eq!(name_of_file("events.md"), None);
    }
}
