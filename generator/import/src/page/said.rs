//! The texts of a page in the form in which phrases are looked for.

use crate::page::Page;
use crate::page::blocks::Block;
use crate::page::haystack::Haystack;
use crate::page::text::plain;
use crate::vocabulary::Section;

/// A text of a page.
pub(crate) struct Said<'p> {
    pub(crate) section: Section,
    /// True if it is in a note.
    pub(crate) is_note: bool,
    pub(crate) text: &'p str,
    /// The text without marks, in small letters.
    pub(crate) bare: Haystack<'static>,
}

/// Returns the texts of sections in their order, those of notes included.
pub(crate) fn in_sections<'p>(page: &'p Page<'_>, sections: &[Section]) -> Vec<Said<'p>> {
    let mut found = Vec::new();
    for chapter in page.chapters.iter().filter(|chapter| sections.contains(&chapter.section)) {
        add(&chapter.blocks, chapter.section, false, &mut found);
    }
    found
}

fn add<'p>(blocks: &'p [Block<'_>], section: Section, is_note: bool, found: &mut Vec<Said<'p>>) {
    for block in blocks {
        match block {
            Block::Text { text, .. } => {
                let bare = Haystack::new(plain(text).to_lowercase());
                found.push(Said { section, is_note, text, bare });
            }
            Block::Note { blocks, .. } => add(blocks, section, true, found),
            _ => {}
        }
    }
}
