//! A text in which many phrases are looked for.

use std::borrow::Cow;

/// The number of bytes of a part that is looked up.
const PART: usize = 4;

/// The number of bits of the set of parts, and of a number that one is hashed to.
const BITS: u32 = 12;

/// A text with the set of its parts: most phrases that it does not have are told by their own parts, without a search.
pub(crate) struct Haystack<'t> {
    pub(crate) text: Cow<'t, str>,
    parts: [u64; 1 << (BITS - 6)],
}

impl<'t> Haystack<'t> {
    pub(crate) fn new(text: impl Into<Cow<'t, str>>) -> Self {
        let text = text.into();
        let mut parts = [0; 1 << (BITS - 6)];
        for part in text.as_bytes().windows(PART).filter_map(|part| part.first_chunk()) {
            let (word, bit) = place(*part);
            parts[word] |= bit;
        }
        Haystack { text, parts }
    }

    /// Returns false for a phrase that the text cannot have.
    pub(crate) fn may_have(&self, phrase: &str) -> bool {
        let bytes = phrase.as_bytes();
        let has = |part: Option<&[u8; PART]>| {
            part.is_none_or(|part| {
                let (word, bit) = place(*part);
                self.parts[word] & bit != 0
            })
        };
        has(bytes.first_chunk()) && has(bytes.last_chunk())
    }

    pub(crate) fn has(&self, phrase: &str) -> bool {
        self.may_have(phrase) && self.text.contains(phrase)
    }

    pub(crate) fn has_any(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.has(phrase))
    }

    pub(crate) fn find(&self, phrase: &str) -> Option<usize> {
        if self.may_have(phrase) { self.text.find(phrase) } else { None }
    }

    /// Returns the places of a phrase.
    pub(crate) fn all(&self, phrase: &str) -> impl Iterator<Item = usize> {
        let found = self.may_have(phrase).then(|| self.text.match_indices(phrase));
        found.into_iter().flatten().map(|(at, _)| at)
    }
}

/// Returns the place of a part in the set: a word and its bit.
fn place(part: [u8; PART]) -> (usize, u64) {
    let hash = u32::from_le_bytes(part).wrapping_mul(0x9E37_79B1) >> (u32::BITS - BITS);
    ((hash >> 6) as usize, 1 << (hash & 63))
}

#[cfg(test)]
mod tests {
    use super::Haystack;

    #[test]
    fn phrases_are_found_as_in_the_text_itself() {
        let texts = ["", "a", "required if", "он обязателен, если это так", "the field is required if `X`"];
        let phrases = ["", "a", "if", "is required", "required if", "обязателен, если", "required if `X`", "not there"];
        for text in texts {
            let haystack = Haystack::new(text);
            for phrase in phrases {
                assert_eq!(haystack.has(phrase), text.contains(phrase), "{text}: {phrase}");
                assert_eq!(haystack.find(phrase), text.find(phrase), "{text}: {phrase}");
            }
        }
    }
}
