//! Messages of errors as words that a name can be made of.
//!
//! What varies from answer to answer (`*`, `<ID>`, `'field'` after "field", paths of classes) is left out together with
//! what only leads to it ("with ID"), and so are articles and auxiliary verbs. Quoted names, such as those of
//! parameters, stay. Each word knows whether a phrase begins with it, so that a name can end where a phrase does.

use std::cell::OnceCell;

use heck::ToSnakeCase;

/// The place before a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Inside a phrase.
    None,
    /// A phrase begins, as with a preposition.
    Phrase,
    /// A clause begins.
    Clause,
    /// A sentence begins.
    Sentence,
    /// A clause or a sentence begins after one that says that there was an error.
    Reason,
}

/// A word of a message.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) text: String,
    /// Its parts, once they were asked for.
    parts: OnceCell<Vec<String>>,
    pub(super) gap: Gap,
    /// Whether it was quoted: then it is a name, whatever it looks like.
    is_name: bool,
    /// Whether the sentence has its verb by now.
    pub(super) is_after_verb: bool,
}

impl Word {
    fn new(text: &str, gap: Gap, is_name: bool) -> Self {
        Word { text: text.to_owned(), parts: OnceCell::new(), gap, is_name, is_after_verb: false }
    }

    /// Whether it is one of the words, and not a name.
    pub(super) fn is(&self, words: &[&str]) -> bool {
        !self.is_name && words.iter().any(|word| self.text.eq_ignore_ascii_case(word))
    }

    /// The parts of it that begin with capitals in a name, in lower case.
    pub(super) fn parts(&self) -> &[String] {
        let parts =
            || self.text.to_snake_case().split('_').filter(|part| !part.is_empty()).map(str::to_owned).collect();
        self.parts.get_or_init(parts)
    }

    /// Whether it is a verb that says nothing alone.
    pub(super) fn is_open(&self) -> bool {
        self.is(MODAL) || self.is(&["be"])
    }

    /// How many words it counts for: those that only join others count for none.
    pub(super) fn weight(&self) -> usize {
        if self.is(JOINING) { 0 } else { self.parts().len() }
    }
}

/// Words that join others.
const JOINING: &[&str] = &["to", "of", "in", "on", "for", "from", "with", "by", "at", "and", "or", "be"];
/// Words that begin a phrase.
const PHRASE: &[&str] = &["in", "on", "for", "from", "with", "by", "and", "or"];
/// Words that begin a clause.
const CLAUSE: &[&str] = &[
    "because", "as", "if", "since", "when", "while", "where", "whether", "but", "so", "until", "unless", "prior",
    "which",
];
/// Words that no name ends with.
const DANGLING: &[&str] = &[
    "in", "of", "the", "a", "an", "to", "for", "is", "be", "with", "by", "from", "at", "on", "and", "or", "not", "only",
];
/// Words left out.
const LEFT_OUT: &[&str] = &[
    "a", "an", "the", "you", "this", "that", "these", "its", "there", "please", "is", "are", "was", "were", "been",
    "being",
];
/// Verbs, and words that come with one: with them begins what is said of the subject.
const VERBS: &[&str] = &[
    "is", "are", "was", "were", "been", "has", "have", "had", "not", "no", "cannot", "can", "could", "must", "should",
    "may", "will", "does", "do", "already", "exists", "exist", "requires", "contains", "failed", "exceeds", "exceeded",
];
/// Verbs that "be" is kept after.
const MODAL: &[&str] = &["must", "cannot", "can", "should", "may", "could", "will", "to"];
/// What values are given of: with "with" or so before it, it only leads to the value.
const LEADING: &[&str] = &["id", "index", "number", "code", "method", "key", "xml_id", "xmlid"];
/// What several words say as well in fewer.
const SHORTER: &[(&[&str], &[&str])] = &[
    (&["can", "not"], &["cannot"]),
    (&["does", "not", "have"], &["has", "no"]),
    (&["do", "not", "have"], &["have", "no"]),
    (&["such", "a"], &["a"]),
    (&["to", "match", "with"], &["for"]),
    (&["could", "not", "find", "value", "for"], &["no", "value", "for"]),
];

/// The words of a message that a name can be made of; `is_whole` keeps what only leads to values.
pub(super) fn words(message: &str, is_whole: bool) -> Vec<Word> {
    let mut words = Reader::read(message, is_whole);
    shorten(&mut words);
    let mut kept = essential(words);
    for word in kept.iter_mut().skip(1) {
        let begins = [(CLAUSE, Gap::Clause), (PHRASE, Gap::Phrase)].into_iter().find(|(words, _)| word.is(words));
        word.gap = word.gap.max(begins.map_or(Gap::None, |(_, gap)| gap));
    }
    // A clause that says that there was an error is worth less than the reason.
    match kept.iter().position(|word| word.gap == Gap::Reason) {
        Some(at) if kept.len() - at > 1 && !kept[at].is_name => kept.split_off(at),
        _ => kept,
    }
}

/// Takes away words that a name cannot end with.
pub(super) fn without_dangling(mut words: &[Word]) -> &[Word] {
    while let [before @ .., last] = words
        && last.is(DANGLING)
    {
        words = before;
    }
    words
}

/// The words without articles and auxiliary verbs.
fn essential(words: Vec<Word>) -> Vec<Word> {
    let mut kept: Vec<Word> = Vec::new();
    let (mut has_verb, mut gap) = (false, Gap::None);
    for at in 0..words.len() {
        let word = &words[at];
        gap = gap.max(word.gap);
        if gap >= Gap::Clause {
            has_verb = false;
        }
        has_verb |= word.is(VERBS);
        let is_led = at.checked_sub(1).is_some_and(|before| words[before].is(MODAL));
        let begins = kept.is_empty() || gap >= Gap::Clause;
        let is_needless = word.is(LEFT_OUT)
            || word.is(&["be"]) && !words[at.saturating_sub(2)..at].iter().any(|word| word.is(MODAL))
            || word.is(&["it"]) && begins
            || word.is(&["has", "have", "had"]) && !is_led && (begins || has_no_object(&words[at + 1..]));
        if !is_needless {
            kept.push(Word { gap, is_after_verb: has_verb, ..word.clone() });
            gap = Gap::None;
        }
    }
    kept
}

/// Whether "has" before the words says nothing, as in "has been moved" and "has invalid value".
fn has_no_object(after: &[Word]) -> bool {
    let next = after.iter().find(|word| !word.is(&["a", "an", "the"]));
    next.is_some_and(|next| {
        next.is(&["been", "invalid", "wrong", "incorrect", "not"]) || !next.is_name && next.text.ends_with("ed")
    })
}

/// Says in fewer words what often comes in many.
fn shorten(words: &mut Vec<Word>) {
    for (long, short) in SHORTER {
        let is_here = |window: &[Word]| window.iter().zip(*long).all(|(word, text)| word.is(&[*text]));
        while let Some(at) = words.windows(long.len()).position(is_here) {
            let gap = words[at].gap;
            let short = short.iter().enumerate();
            let short = short.map(|(nth, text)| Word::new(text, if nth == 0 { gap } else { Gap::None }, false));
            words.splice(at..at + long.len(), short);
        }
    }
}

/// Reads a message word by word.
struct Reader<'m> {
    rest: &'m str,
    words: Vec<Word>,
    gap: Gap,
    is_whole: bool,
}

impl<'m> Reader<'m> {
    fn read(message: &'m str, is_whole: bool) -> Vec<Word> {
        let mut reader = Reader { rest: message, words: Vec::new(), gap: Gap::None, is_whole };
        while let Some(first) = reader.rest.chars().next() {
            if !reader.quoted(first) && !reader.sign(first) {
                reader.plain();
            }
        }
        reader.words
    }

    /// Reads a text between quotes or brackets; a long one is read like any other.
    fn quoted(&mut self, open: char) -> bool {
        let Some((_, close)) = QUOTES.iter().find(|(sign, _)| *sign == open) else { return false };
        let inside = &self.rest[open.len_utf8()..];
        // Only a name in brackets is one; other brackets hold a remark.
        if open == '(' && inside.split(')').next().is_some_and(|text| text.contains(char::is_whitespace)) {
            return false;
        }
        let Some(end) = inside.find(*close) else {
            self.rest = inside;
            return true;
        };
        if inside[..end].split_whitespace().count() > 3 {
            self.rest = inside;
            return true;
        }
        self.rest = &inside[end + close.len_utf8()..];
        let text = inside[..end].trim_start_matches('$');
        match open {
            '(' if text.is_empty() => {}
            '<' => self.variable(),
            _ => self.name(text),
        }
        true
    }

    /// A quoted text: a name, unless it is an example or repeats what is before it.
    fn name(&mut self, text: &str) {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        let name: String = letters(text);
        let repeats = (1..=2.min(self.words.len())).any(|count| {
            let before = &self.words[self.words.len() - count..];
            let before: String = before.iter().map(|word| letters(&word.text)).collect();
            before.len() > 1 && name.starts_with(&before)
        });
        let is_value = self.words.last().is_some_and(|word| word.is(&["value", "values"]));
        let is_example =
            text.contains(['.', '*', ',', '#', '%', '>', ':', '/', '\\', '"']) || text.starts_with("error ");
        let is_number = name.chars().all(|c| c.is_ascii_digit());
        let is_led = self.words.last().is_some_and(|word| word.is(LEADING));
        if repeats && !is_led {
            // Said already.
        } else if repeats || is_number || is_value || is_example {
            self.variable();
        } else {
            for word in text.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '-') {
                self.push(word, true);
            }
        }
    }

    /// Reads a sign between words.
    fn sign(&mut self, sign: char) -> bool {
        let after = &self.rest[sign.len_utf8()..];
        let ends =
            after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || QUOTES.iter().any(|q| q.0 == c));
        match sign {
            '.' | ':' | '-' | '–' | '—' if !ends => return false,
            ':' if self.clause().any(|word| word.is(&["error"])) => self.gap = Gap::Reason,
            '.' if self.words.last().is_some_and(|word| word.is(&["error"])) => self.gap = Gap::Reason,
            ',' => self.gap = self.gap.max(self.after_comma()),
            ')' => {}
            ':' | '-' | '–' | '—' => self.gap = self.gap.max(Gap::Clause),
            '.' | ';' | '!' | '?' | '(' => self.gap = self.gap.max(Gap::Sentence),
            '=' | '…' => {}
            _ if sign.is_whitespace() => {}
            _ => return false,
        }
        self.rest = after;
        true
    }

    /// The words of the clause being read.
    fn clause(&self) -> impl Iterator<Item = &Word> {
        let start = self.words.iter().rposition(|word| word.gap >= Gap::Clause).unwrap_or_default();
        self.words[start..].iter()
    }

    /// A comma in a list begins nothing.
    fn after_comma(&self) -> Gap {
        let after = self.rest[1..].split([',', '.', ';', ':', '!', '(']).next().unwrap_or_default();
        let mut words = after.split_whitespace();
        let is_item = words.next().is_none_or(|first| ["and", "or"].contains(&first)) || words.next().is_none();
        if is_item { Gap::None } else { Gap::Clause }
    }

    /// Reads a word as it stands.
    fn plain(&mut self) {
        let is_end = |(at, c): &(usize, char)| {
            let after = &self.rest[at + c.len_utf8()..];
            let ends = after.is_empty() || after.starts_with(char::is_whitespace);
            c.is_whitespace()
                || matches!(c, ',' | ';' | '!' | '?' | '(' | ')' | '"' | '{' | '[' | '<' | '=' | '`' | '“' | '”')
                || matches!(c, '.' | ':') && ends
        };
        let first = self.rest.chars().next().map_or(1, char::len_utf8);
        let end = self.rest.char_indices().skip(1).find(is_end).map_or(self.rest.len(), |(at, _)| at);
        let (text, rest) = self.rest.split_at(end.max(first));
        self.rest = rest;
        let is_number = text.chars().all(|c| c.is_ascii_digit()) || text != "a" && text.len() == 1;
        let is_value = is_number && self.words.last().is_some_and(|word| word.is(LEADING));
        if is_value || is_variable(text) { self.variable() } else { self.word(text) }
    }

    /// A word, without what is not part of it.
    fn word(&mut self, text: &str) {
        let text = text.trim_matches(|c: char| !c.is_alphanumeric()).replace('’', "'");
        let lower = text.to_lowercase();
        match lower.as_str() {
            "can't" => self.push("cannot", false),
            _ => match (lower.strip_suffix("n't"), text.split_once('\'')) {
                (Some(verb), _) => {
                    self.push(verb, false);
                    self.push("not", false);
                }
                (None, Some((owner, "s" | ""))) => self.push(owner, false),
                (None, _) => self.push(&text.replace('\'', ""), false),
            },
        }
    }

    /// Adds a word, unless it repeats what is right before it.
    fn push(&mut self, text: &str, is_name: bool) {
        let is_here = self.gap == Gap::None;
        let is_again = is_here && self.words.last().is_some_and(|last| last.text.eq_ignore_ascii_case(text));
        let letters = |word: &str| word.replace(['_', '-'], "").to_lowercase();
        let is_in_signs = match self.words.as_slice() {
            [.., a, b] => is_here && letters(text) == letters(&a.text) + &letters(&b.text),
            _ => false,
        };
        if !text.is_empty() && !is_again && !is_in_signs {
            let gap = std::mem::replace(&mut self.gap, Gap::None);
            self.words.push(Word::new(text, gap, is_name));
        }
    }

    /// Leaves out what varies, and what only leads to it.
    fn variable(&mut self) {
        if self.is_whole {
            return;
        }
        let articles = |word: &Word| word.is(&["a", "an", "the"]);
        let prepositions = |word: &Word| word.is(&["with", "at", "by", "for", "in", "to", "of", "from"]);
        let mut rest = self.words.as_slice();
        if let [before @ .., last] = rest
            && last.is(LEADING)
        {
            rest = before;
        }
        while let [before @ .., last] = rest
            && articles(last)
        {
            rest = before;
        }
        if let [before @ .., last] = rest
            && prepositions(last)
            && !before.is_empty()
            && self.gap == Gap::None
        {
            let count = before.len();
            self.gap = last.gap;
            self.words.truncate(count);
        }
    }
}

/// Whether a text without quotes is no word: a path of a class or a file, a number of an error, a field of somebody's own.
fn is_variable(text: &str) -> bool {
    let is_path = text.contains("::") || text.contains(['\\', '#', '*']) || text.starts_with('/');
    let is_code = text.contains('/') && !text.contains(char::is_lowercase);
    is_path || is_code || text.starts_with("UF_") || !text.contains(char::is_alphanumeric)
}

/// Quotes and brackets, with what closes them.
const QUOTES: &[(char, char)] = &[
    ('"', '"'),
    ('\'', '\''),
    ('`', '`'),
    ('“', '”'),
    ('«', '»'),
    ('‘', '’'),
    ('{', '}'),
    ('[', ']'),
    ('<', '>'),
    ('(', ')'),
];
