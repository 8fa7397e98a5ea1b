//! A description in the forms in which its facts are looked for.

use crate::page::haystack::Haystack;
use crate::page::text::{codes, plain};
use crate::prose::sentences::sentences;

/// A description. Each fact has phrases of its own; what they are compared with is made once.
pub(crate) struct Told<'t> {
    pub(crate) text: &'t str,
    /// The text in small letters.
    pub(crate) low: Haystack<'static>,
    /// The text without marks, in small letters.
    pub(crate) bare: Haystack<'static>,
    /// What is between backticks.
    pub(crate) codes: Vec<&'t str>,
}

impl<'t> Told<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let low = text.to_lowercase();
        // Marks are signs: they are the same in small letters.
        let bare = Haystack::new(plain(&low));
        Told { text, low: Haystack::new(low), bare, codes: codes(text) }
    }

    /// Returns the sentences, if the text has one of these phrases, which are in small letters: no sentence has it else.
    pub(crate) fn sentences_if(&self, phrases: &[&str]) -> Vec<&'t str> {
        if self.low.has_any(phrases) { sentences(self.text) } else { Vec::new() }
    }
}
