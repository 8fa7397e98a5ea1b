//! Finds the table that describes the inside of a row: by a link, by a heading, or as a shared type.

use crate::facts::names::names_order;
use crate::facts::ty::Ty;
use crate::facts::{Field, Required, Role};
use crate::page::text::{links, plain};
use crate::page::{Chapter, Page};
use crate::vocabulary as words;

/// Returns the chapter that describes a field's inside.
pub(crate) fn chapter_for(page: &Page<'_>, name: &str, targets: &[&str]) -> Option<usize> {
    let anchors = || targets.iter().filter_map(|target| target.strip_prefix('#'));
    let chapters = || page.chapters.iter().enumerate().filter(|(_, chapter)| chapter.has_tables());
    let by_anchor =
        anchors().find_map(|anchor| chapters().find(|(_, chapter)| chapter.heading.anchor.as_deref() == Some(anchor)));
    let by_slug =
        || anchors().find_map(|anchor| chapters().find(|(_, chapter)| chapter.slug() == anchor.to_lowercase()));
    let by_word = || {
        let named = anchors().filter_map(|anchor| anchor.rsplit('-').next()).chain([name]);
        named.filter(|word| word.len() > 1).find_map(|word| {
            // `Returned Data` is no heading of a parameter called `data`.
            let is_part = |chapter: &Chapter<'_>| chapter.heading.level > 1 && !chapter.is_of_section();
            chapters().find(|(_, chapter)| is_part(chapter) && is_heading_of(chapter, word))
        })
    };
    // For the whole result, the heading with its name is more reliable than a link, which may be about a part of it.
    let own = chapters().find(|(_, chapter)| {
        let is_named = name == "result" && chapter.heading.anchor.as_deref() == Some(name);
        is_named && is_heading_of(chapter, name)
    });
    let linked = own.or_else(|| by_anchor.or_else(by_slug)).map(|(at, _)| at);
    linked.map(|at| below(page, at, name).unwrap_or(at)).or_else(|| by_word().map(|(at, _)| at))
}

/// Returns the chapter with the field's name in its heading below one without it: the upper one is about its subject,
/// and may have tables of other things.
fn below(page: &Page<'_>, at: usize, name: &str) -> Option<usize> {
    let chapters = &page.chapters;
    let is_literal = name.len() > 3 && !name.contains(|c: char| c.is_lowercase());
    let names = |chapter: &Chapter<'_>| plain(&chapter.heading.text).split_whitespace().any(|word| word == name);
    if !is_literal || names(&chapters[at]) {
        return None;
    }
    let level = chapters[at].heading.level;
    let inside = chapters[at + 1..].iter().take_while(|chapter| chapter.heading.level > level);
    inside.enumerate().find(|(_, chapter)| names(chapter) && chapter.has_tables()).map(|(index, _)| at + 1 + index)
}

/// Returns true if a field can be an object of sort directions.
pub(crate) fn may_be_order(field: &Field, role: Role) -> bool {
    role == Role::Params && names_order(&field.name) && matches!(field.ty, Ty::Object | Ty::Any | Ty::Array)
}

/// Returns true if rows only name keys of sorting, and are no fields of an order themselves.
pub(crate) fn are_names(rows: &[Field]) -> bool {
    let is_direction = |row: &Field| row.values.iter().any(|value| value.eq_ignore_ascii_case("asc"));
    !rows.is_empty() && rows.iter().all(|row| row.required != Required::Yes && !is_direction(row))
}

/// Returns true if a heading is `Parameter name`, `Object name`, `name`: the name, with or without words for its kind.
fn is_heading_of(chapter: &Chapter<'_>, name: &str) -> bool {
    let heading = chapter.heading_words();
    let name = name.to_lowercase();
    let mut has_name = false;
    let mut others = 0;
    for word in heading.split_whitespace() {
        let word = word.trim_matches(['«', '»', '"', '\'', ',', ':']);
        if word == name || word.rsplit('.').next() == Some(&name) {
            has_name = true;
        } else if !words::PART_OF.contains(&word) {
            others += 1;
        }
    }
    has_name && others < 3
}

/// Returns the targets of a row's links: those of the type first.
pub(crate) fn targets<'c>(of_type: &[&'c str], description: &'c str) -> Vec<&'c str> {
    let leads = |target: &&str| target.contains('#') || target.ends_with(".md") && !target.ends_with("data-types.md");
    let mut targets: Vec<&str> = of_type.iter().copied().filter(leads).collect();
    targets.extend(links(description).iter().map(|link| link.target).filter(leads));
    targets
}
