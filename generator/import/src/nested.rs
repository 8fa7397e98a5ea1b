//! Which table describes the inside of which row: by a link, by a heading, or as a shared type.

use super::facts::{Field, Required};
use super::fields::{Reader, Role};
use super::names::{is_pattern, names_fields, names_list, names_order};
use super::page::Chapter;
use super::tables;
use super::text::{heading_words, links, plain};
use super::ty::Ty;
use super::types::slug;
use super::vocabulary as words;

impl Reader<'_, '_> {
    /// Looks for what describes the inside of a field: by link, by heading, or a shared object.
    pub(super) fn nested(&mut self, field: &mut Field, targets: &[&str], description: &str, role: Role) {
        let local = self.chapter_for(&field.name, targets);
        if let Some(at) = local {
            if matches!(field.ty, Ty::Array | Ty::List(_)) && names_list(&field.name) {
                // A list of names: the table says which there are.
                let names: Vec<String> = self.chapter(at, role).into_iter().map(|field| field.name).collect();
                field.values = if names.iter().any(|name| is_pattern(name)) { Vec::new() } else { names };
                field.ty = Ty::list(Ty::name("string"));
                return;
            }
            if let Some(shared) = self.registry.of_chapter(self.page.path, at).filter(|_| !may_be_order(field, role)) {
                field.ty.put_shared(shared);
                return;
            }
            let fields = self.chapter(at, role);
            if may_be_order(field, role) && are_names(&fields) {
                // The table says by what one can sort: each key has a direction, not the field's own type.
                field.keys = fields.into_iter().map(|field| field.name).filter(|name| !is_pattern(name)).collect();
                field.ty = Ty::Object;
                return;
            }
            if !fields.is_empty() {
                field.fields = fields;
                field.ty.make_object();
                return;
            }
        }
        // Filters and the like name an object's fields, but are none themselves.
        if !names_fields(&field.name) && matches!(field.ty, Ty::Object | Ty::Any | Ty::Array) {
            // A page as a whole describes what a method answers; what it takes is often only a part of it.
            let leads = |target: &&&str| target.contains('#') || role == Role::Result;
            let shared = targets.iter().filter(leads).find_map(|target| self.registry.at(self.page.path, target));
            if let Some(shared) = shared {
                field.ty.put_shared(shared);
                return;
            }
        }
        if !field.ty.is_known() && description.contains("```") {
            field.ty = Ty::Object;
        }
    }

    /// The chapter that describes a field's inside.
    fn chapter_for(&self, name: &str, targets: &[&str]) -> Option<usize> {
        let anchors = || targets.iter().filter_map(|target| target.strip_prefix('#'));
        let chapters = || self.page.chapters.iter().enumerate().filter(|(_, chapter)| has_tables(chapter));
        let by_anchor = anchors()
            .find_map(|anchor| chapters().find(|(_, chapter)| chapter.heading.anchor.as_deref() == Some(anchor)));
        let by_slug = || {
            anchors()
                .find_map(|anchor| chapters().find(|(_, chapter)| slug(&chapter.heading.text) == anchor.to_lowercase()))
        };
        let by_word = || {
            let named = anchors().filter_map(|anchor| anchor.rsplit('-').next()).chain([name]);
            named.filter(|word| word.len() > 1).find_map(|word| {
                // `Returned Data` is no heading of a parameter called `data`.
                let is_part = |chapter: &Chapter<'_>| {
                    chapter.heading.level > 1 && words::section(&heading_words(&chapter.heading.text)).is_none()
                };
                chapters().find(|(_, chapter)| is_part(chapter) && is_heading_of(&chapter.heading.text, word))
            })
        };
        // Of the whole result, the heading with its name is surer than a link, which may be about something inside.
        let own = chapters().find(|(_, chapter)| {
            let is_named = name == "result" && chapter.heading.anchor.as_deref() == Some(name);
            is_named && is_heading_of(&chapter.heading.text, name)
        });
        let linked = own.or_else(|| by_anchor.or_else(by_slug)).map(|(at, _)| at);
        linked.map(|at| self.below(at, name).unwrap_or(at)).or_else(|| by_word().map(|(at, _)| at))
    }

    /// The chapter with the field's name in its heading below one that has not: that one is about its subject, and may
    /// have tables of other things.
    fn below(&self, at: usize, name: &str) -> Option<usize> {
        let chapters = &self.page.chapters;
        let is_literal = name.len() > 3 && !name.contains(|c: char| c.is_lowercase());
        let names = |chapter: &Chapter<'_>| plain(&chapter.heading.text).split_whitespace().any(|word| word == name);
        if !is_literal || names(&chapters[at]) {
            return None;
        }
        let level = chapters[at].heading.level;
        let inside = chapters[at + 1..].iter().take_while(|chapter| chapter.heading.level > level);
        inside.enumerate().find(|(_, chapter)| names(chapter) && has_tables(chapter)).map(|(index, _)| at + 1 + index)
    }
}

/// Whether a field can be an object of directions to sort in.
fn may_be_order(field: &Field, role: Role) -> bool {
    role == Role::Params && names_order(&field.name) && matches!(field.ty, Ty::Object | Ty::Any | Ty::Array)
}

/// Whether rows only name what one can sort by, and are no fields of an order themselves.
fn are_names(rows: &[Field]) -> bool {
    let is_direction = |row: &Field| row.values.iter().any(|value| value.eq_ignore_ascii_case("asc"));
    !rows.is_empty() && rows.iter().all(|row| row.required != Required::Yes && !is_direction(row))
}

fn has_tables(chapter: &Chapter<'_>) -> bool {
    !tables::all(&chapter.blocks).is_empty()
}

/// Whether a heading is `Parameter name`, `Object name`, `name`: the name and words that say what it is of.
fn is_heading_of(heading: &str, name: &str) -> bool {
    let heading = heading_words(&heading.replace("[]", "").replace('/', " "));
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

/// Where the links of a row lead: those of the type first.
pub(super) fn targets<'c>(of_type: &[&'c str], description: &'c str) -> Vec<&'c str> {
    let leads = |target: &&str| target.contains('#') || target.ends_with(".md") && !target.ends_with("data-types.md");
    let mut targets: Vec<&str> = of_type.iter().copied().filter(leads).collect();
    targets.extend(links(description).iter().map(|link| link.target).filter(leads));
    targets
}
