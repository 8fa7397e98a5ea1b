//! Remarks of pages: the editions and plans that have a method, work after the answer, effects that stay.

use std::collections::BTreeSet;

use bitrix24_schema::parallel;

use crate::facts::Availability;
use crate::page::blocks::Block;
use crate::page::haystack::Haystack;
use crate::page::said::Said;
use crate::page::text::{links, plain};
use crate::page::tree::resolve;
use crate::page::{Page, texts_of};
use crate::prose::availability;
use crate::prose::sentences::sentences;
use crate::vocabulary::{ANSWERS_AS, ASYNCHRONOUS, IRREVERSIBLE, Section};

/// Returns the edition, the plan and the version that have the method: its introduction tells.
pub(crate) fn availability(said: &[Said<'_>]) -> Availability {
    let mut found = Availability::default();
    for said in said.iter().filter(|said| said.section == Section::Intro) {
        found.join(availability::in_words(&said.bare));
    }
    found
}

/// Returns true if the page says that the method's work goes on after it has answered.
pub(super) fn is_asynchronous(said: &[Said<'_>]) -> bool {
    let is_early = |section| matches!(section, Section::Intro | Section::Params | Section::Response);
    said.iter().any(|said| is_early(said.section) && said.bare.has_any(ASYNCHRONOUS))
}

/// Returns true if the page says that nothing takes the method's effect back.
pub(super) fn is_irreversible(page: &Page<'_>, said: &[Said<'_>]) -> bool {
    // A sentence with a link is about another method.
    let is_own = |sentence: &&str| links(sentence).is_empty() && says(sentence, IRREVERSIBLE);
    let is_said = |said: &Said<'_>| said.section == Section::Intro && said.bare.has_any(IRREVERSIBLE);
    says(page.title(), IRREVERSIBLE) || said.iter().any(|said| is_said(said) && sentences(said.text).iter().any(is_own))
}

/// Returns the page of the method whose answer is like this one's, if the page shows none of its own.
pub(super) fn answers_as(page: &Page<'_>) -> Option<String> {
    texts(page, &[Section::Response, Section::Returned]).into_iter().find_map(|text| match links(text).as_slice() {
        [only] if says(text, ANSWERS_AS) => resolve(page.path, only.target),
        _ => None,
    })
}

/// Returns the pages of methods of which an overview says that nothing takes their effect back.
pub(crate) fn irreversible_in(pages: &[&Page<'_>]) -> BTreeSet<String> {
    let of_page = |page: &&Page<'_>| {
        let mut found = Vec::new();
        let mut texts: Vec<String> = Vec::new();
        for block in page.chapters.iter().flat_map(|chapter| &chapter.blocks) {
            match block {
                Block::Text { text, .. } => texts.extend(sentences(text).into_iter().map(str::to_owned)),
                Block::Table(table) => texts.extend(table.rows.iter().map(|row| row.cells.join(" "))),
                _ => {}
            }
        }
        for text in texts.iter().filter(|text| says(text, IRREVERSIBLE)) {
            if let [only] = links(text).as_slice() {
                found.extend(resolve(page.path, only.target));
            }
        }
        found
    };
    parallel::map(pages, of_page).into_iter().flatten().collect()
}

fn texts<'p>(page: &'p Page<'_>, sections: &[Section]) -> Vec<&'p str> {
    let mut texts = Vec::new();
    let chapters = page.chapters.iter().filter(|chapter| sections.contains(&chapter.section));
    chapters.for_each(|chapter| texts_of(&chapter.blocks, &mut texts));
    texts
}

fn says(text: &str, phrases: &[&str]) -> bool {
    Haystack::new(plain(text).to_lowercase()).has_any(phrases)
}
