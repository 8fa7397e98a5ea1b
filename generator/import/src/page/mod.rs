//! A page: its method, and its parts.

pub(crate) mod blocks;
pub(crate) mod cell;
pub(crate) mod haystack;
pub(crate) mod lines;
pub(crate) mod said;
pub(crate) mod table;
pub(crate) mod tables;
pub(crate) mod text;
pub(crate) mod tree;

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use bitrix24_schema::raw::{Api, Caller};
use memchr::memmem::Finder;

use crate::facts::Deprecated;
use crate::facts::report::Note;
use crate::vocabulary::{self as words, Section, section};
use blocks::{Block, Code, Heading};
use lines::Line;
use text::{codes, heading_words, links, plain, slug};
use tree::Tree;

/// A page in chapters.
#[derive(Debug)]
pub(crate) struct Page<'t> {
    pub(crate) path: &'t str,
    pub(crate) chapters: Vec<Chapter<'t>>,
    /// The parts that could not be read.
    /// True if it has the footnote on marks of what is required.
    pub(crate) says_marks: bool,
    pub(crate) notes: Vec<Note>,
}

/// A heading and the blocks up to the next one.
#[derive(Debug)]
pub(crate) struct Chapter<'t> {
    pub(crate) heading: Heading,
    pub(crate) section: Section,
    pub(crate) blocks: Vec<Block<'t>>,
    /// What a row is compared with to find the chapter about it, cached because there may be many of both.
    words: OnceLock<Words>,
    slug: OnceLock<String>,
}

/// The words of a chapter's heading.
#[derive(Debug)]
struct Words {
    /// The heading, with brackets of lists and slashes taken away.
    bare: String,
    is_of_section: bool,
    has_tables: bool,
}

impl Chapter<'_> {
    fn words(&self) -> &Words {
        self.words.get_or_init(|| Words {
            bare: heading_words(&self.heading.text.replace("[]", "").replace('/', " ")),
            is_of_section: section(&heading_words(&self.heading.text)).is_some(),
            has_tables: tables::any(&self.blocks, &|_| true),
        })
    }

    /// Returns the anchor that its heading has by itself.
    pub(crate) fn slug(&self) -> &str {
        self.slug.get_or_init(|| slug(&self.heading.text))
    }

    /// Returns its heading as words.
    pub(crate) fn heading_words(&self) -> &str {
        &self.words().bare
    }

    /// Returns true if its heading is one that opens a section.
    pub(crate) fn is_of_section(&self) -> bool {
        self.words().is_of_section
    }

    pub(crate) fn has_tables(&self) -> bool {
        self.words().has_tables
    }
}

/// A method's name and version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Identity {
    pub(crate) name: String,
    pub(crate) api: Api,
}

impl<'t> Page<'t> {
    pub(crate) fn read(tree: &'t Tree, path: &'t str) -> Page<'t> {
        let mut notes = Vec::new();
        if tree.is_lossy(path) {
            notes.push(Note::new(path, 1, "the page is not UTF-8; what is not is replaced"));
        }
        let (lines, says_marks): (Vec<Line<'t>>, bool) = lines::read(tree, path, &mut notes);
        let blocks = blocks::read(&lines, &mut notes);
        Page { path, chapters: chapters(blocks), says_marks, notes }
    }

    /// Returns the first heading.
    pub(crate) fn title(&self) -> &str {
        self.chapters.iter().find(|chapter| chapter.heading.level == 1).map_or("", |chapter| &chapter.heading.text)
    }

    pub(crate) fn of(&self, section: Section) -> impl Iterator<Item = &Chapter<'t>> {
        self.chapters.iter().filter(move |chapter| chapter.section == section)
    }

    /// Returns the chapters with tables of fields, and their indices.
    pub(crate) fn with_fields(&self) -> impl Iterator<Item = (usize, &Chapter<'t>)> {
        self.chapters.iter().enumerate().filter(|(_, chapter)| tables::have_fields(&chapter.blocks))
    }

    /// Returns true if the header names the users who may call the method: all pages of methods do, and overviews.
    pub(crate) fn says_who(&self) -> bool {
        self.who(words::WHO).is_some()
    }

    /// Returns what the header says in the line that begins with one of these phrases.
    fn who(&self, phrases: &[&str]) -> Option<String> {
        let quotes = self.of(Section::Intro).flat_map(|chapter| &chapter.blocks).filter_map(quote);
        let lines: Vec<String> = quotes.flat_map(str::lines).map(plain).collect();
        lines.iter().enumerate().find_map(|(at, line)| {
            let line = line.trim_start_matches(['*', '`', ' ']).to_lowercase();
            if !phrases.iter().any(|who| line.starts_with(who)) {
                return None;
            }
            let who = line.split_once(':').map_or("", |(_, who)| who).trim_matches(['*', '`', '.', ' ']).to_owned();
            // The lines of a list follow.
            let list = || lines[at + 1..].iter().map(|line| line.trim().to_lowercase()).collect::<Vec<_>>().join(" ");
            Some(if who.is_empty() { list() } else { who })
        })
    }

    /// Returns true if the title names the method that the file is called by.
    pub(crate) fn is_titled(&self) -> bool {
        let stem = self.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".md");
        title_names(self.title()).iter().any(|name| name.contains('.') && squeezed(name) == squeezed(stem))
    }

    /// Returns the users who may call the method, if the header says more than that it depends.
    pub(crate) fn caller(&self) -> Option<Caller> {
        caller(self.who(words::WHO)?.as_str())
    }

    /// Returns the users who may subscribe to the event, if the header says more than that it depends.
    pub(crate) fn subscriber(&self) -> Option<Caller> {
        caller(self.who(words::WHO_SUBSCRIBES)?.as_str())
    }

    /// Returns the place of the chapter that a line of the page is in.
    pub(crate) fn chapter_at(&self, line: usize) -> Option<usize> {
        self.chapters.iter().rposition(|chapter| chapter.heading.line <= line)
    }

    /// Returns the access scopes.
    pub(crate) fn scopes(&self) -> Vec<String> {
        let quotes = self.of(Section::Intro).flat_map(|chapter| &chapter.blocks).filter_map(header);
        let is_scope = |line: &&str| {
            let head = line.split(':').next().unwrap_or_default().trim_matches(['*', ' ']).to_lowercase();
            words::SCOPE.contains(&head.as_str())
        };
        let mut scopes: Vec<String> = Vec::new();
        // In a note, the rights of the user stand behind the scopes.
        let lines = quotes.flat_map(str::lines).filter(is_scope).filter_map(|line| line.split(" | ").next());
        for code in lines.flat_map(codes) {
            for code in code.split(',').map(|code| code.trim().to_lowercase()) {
                let translated = words::SCOPE_WORDS.iter().find(|(word, _)| *word == code);
                let scope = translated.map_or(code, |(_, scope)| (*scope).to_owned());
                let is_scope = !scope.is_empty()
                    && scope != "moduleid"
                    && scope.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-'));
                if is_scope && !scopes.contains(&scope) {
                    scopes.push(scope);
                }
            }
        }
        scopes
    }

    /// Returns the deprecation of the method in a note, with the link to its replacement.
    pub(crate) fn deprecated(&self) -> Option<(Deprecated, Option<&str>)> {
        let is_early = |section| matches!(section, Section::Intro | Section::Params);
        for block in self.chapters.iter().filter(|chapter| is_early(chapter.section)).flat_map(|c| &c.blocks) {
            let Block::Note { title, blocks } = block else { continue };
            let text =
                blocks.iter().find_map(|block| if let Block::Text { text, .. } = block { Some(text) } else { None });
            let text = text.map_or("", String::as_str);
            let begins = plain(text).to_lowercase();
            let title = heading_words(title);
            let is_said = words::DEPRECATED_NOTES.contains(&title.as_str())
                || words::DEPRECATED_BEGINNINGS.iter().any(|beginning| begins.starts_with(beginning));
            if is_said {
                let link = links(text).into_iter().next();
                let is_name = |name: &String| {
                    let whole = name.strip_suffix(".*").unwrap_or(name);
                    is_method_name(whole) && (whole.contains('.') || whole.len() < name.len())
                };
                let name = link.map(|link| plain(link.text)).filter(is_name);
                return Some((Deprecated { instead: name }, link.map(|link| link.target)));
            }
        }
        None
    }

    /// Returns all code of the page's examples, including that in tabs.
    pub(crate) fn codes_of(&self, section: Section) -> Vec<(Option<&'t str>, &Code<'t>)> {
        let mut found = Vec::new();
        for chapter in self.of(section) {
            codes_in(&chapter.blocks, None, &mut found);
        }
        found
    }

    /// Returns the method of the page, from its title, its file name, and the addresses in examples.
    pub(crate) fn identity(&self) -> Option<Identity> {
        let title = title_names(self.title());
        let mut votes: BTreeMap<String, (usize, Vec<String>)> = BTreeMap::new();
        let mut vote = |name: &str, weight: usize| {
            let (sum, spellings) = votes.entry(name.to_lowercase()).or_default();
            *sum += weight;
            spellings.push(name.to_owned());
        };
        let mut is_v3 = false;
        let all = [Section::Intro, Section::Params, Section::Examples, Section::Other];
        for (_, code) in all.iter().flat_map(|section| self.codes_of(*section)) {
            for (name, v3) in code.lines.iter().filter_map(|line| called(line)) {
                is_v3 |= v3;
                vote(name, 2);
            }
        }
        for (index, name) in title.iter().rev().enumerate() {
            vote(name, if index == 0 { 3 } else { 2 });
        }
        let stem = self.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".md");
        let stem = squeezed(stem.trim_end_matches("-rest-v3").trim_end_matches("-v3"));
        // Many examples call the method more than once: it counts only once.
        let score = |name: &str, sum: usize| {
            let by_title = if title.iter().any(|title| title.eq_ignore_ascii_case(name)) { 3 } else { 0 };
            let by_file = if squeezed(name) == stem { 4 } else { 0 };
            by_title + by_file + sum.min(5)
        };
        let in_title = |name: &str| title.iter().any(|title| title.eq_ignore_ascii_case(name));
        let best = votes.iter().max_by_key(|(name, (sum, _))| (score(name, *sum), in_title(name)))?;
        let (name, (_, spellings)) = best;
        let by_title = title.iter().rev().find(|title| title.eq_ignore_ascii_case(name)).cloned();
        let name = by_title.or_else(|| most_frequent(spellings))?;
        let api = if is_v3 || self.path.trim_end_matches(".md").ends_with("-rest-v3") { Api::V3 } else { Api::V2 };
        Some(Identity { name, api })
    }
}

/// Returns the users whom a line of the header names.
fn caller(who: &str) -> Option<Caller> {
    match () {
        () if who.is_empty() || words::DEPENDS.iter().any(|word| who.contains(word)) => None,
        () if words::ANY_USER.contains(&who) => Some(Caller::Any),
        () if words::ADMINISTRATOR.contains(&who) => Some(Caller::Administrator),
        () => Some(Caller::Permission),
    }
}

fn quote<'b>(block: &'b Block<'_>) -> Option<&'b str> {
    if let Block::Quote { text, .. } = block { Some(text) } else { None }
}

/// Returns the text of a header: a quote, or a note as older pages have it.
fn header<'b>(block: &'b Block<'_>) -> Option<&'b str> {
    match block {
        Block::Note { blocks, .. } => blocks.iter().find_map(|block| match block {
            Block::Text { text, .. } => Some(text.as_str()),
            _ => None,
        }),
        block => quote(block),
    }
}

/// Groups blocks under their headings, each with its section.
fn chapters(blocks: Vec<Block<'_>>) -> Vec<Chapter<'_>> {
    let first = Chapter {
        heading: Heading::default(),
        section: Section::Intro,
        blocks: Vec::new(),
        words: OnceLock::new(),
        slug: OnceLock::new(),
    };
    let count = blocks.iter().filter(|block| matches!(block, Block::Heading(_))).count();
    let mut chapters = Vec::with_capacity(1 + count);
    chapters.push(first);
    // The heading that opened the section.
    let mut opened = (Section::Intro, 0);
    for block in blocks {
        let Block::Heading(heading) = block else {
            if let Some(last) = chapters.last_mut() {
                last.blocks.push(block);
            }
            continue;
        };
        let is_first = chapters.len() == 1 && heading.level == 1;
        let known = section(&heading_words(&heading.text)).filter(|_| !is_first && heading.level <= 3);
        match known {
            // A parameter or field called like a section stays in place.
            Some(found) if !(opened.1 > 0 && heading.level > opened.1 && nested(opened.0, found)) => {
                opened = (found, heading.level);
            }
            _ if heading.level > opened.1 || is_first => {}
            // Tables of nested parameters under a heading of the section's own level.
            _ if matches!(opened.0, Section::Params | Section::Returned) && is_part(&heading) => {}
            _ => opened = (Section::Other, heading.level),
        }
        chapters.push(Chapter {
            heading,
            section: opened.0,
            blocks: Vec::new(),
            words: OnceLock::new(),
            slug: OnceLock::new(),
        });
    }
    // All pages of a tree are kept.
    chapters.iter_mut().for_each(|chapter| chapter.blocks.shrink_to_fit());
    chapters
}

/// Returns true if a heading of one section is inside another one without opening it.
fn nested(inside: Section, found: Section) -> bool {
    match inside {
        Section::Params => matches!(found, Section::Params | Section::Examples),
        Section::Examples => matches!(found, Section::Examples | Section::Params),
        Section::Codes | Section::Returned => found == inside,
        _ => false,
    }
}

fn is_part(heading: &Heading) -> bool {
    heading.anchor.is_some()
        || heading_words(&heading.text).split_whitespace().any(|word| words::PART_OF.contains(&word))
}

pub(crate) fn codes_in<'b, 't>(
    blocks: &'b [Block<'t>],
    tab: Option<&'t str>,
    found: &mut Vec<(Option<&'t str>, &'b Code<'t>)>,
) {
    for block in blocks {
        match block {
            Block::Code(code) => found.push((tab, code)),
            Block::Tabs(tabs) => tabs.iter().for_each(|tab| codes_in(&tab.blocks, Some(tab.title), found)),
            Block::Note { blocks, .. } => codes_in(blocks, tab, found),
            _ => {}
        }
    }
}

/// Returns the names of methods in a title, in order.
fn title_names(title: &str) -> Vec<String> {
    let plain = plain(title);
    let mut names: Vec<String> =
        plain.split([' ', ',', '(', ')', ':']).map(|word| word.trim_end_matches('.').to_owned()).collect();
    names.retain(|name| name.contains('.') && is_method_name(name) && !name.contains("BX24"));
    if names.is_empty() {
        // Methods of one word stand at the end, in small letters.
        let last = plain.split_whitespace().last().unwrap_or_default();
        let is_name = last.bytes().all(|byte| byte.is_ascii_lowercase()) && !last.is_empty();
        names.extend(is_name.then(|| last.to_owned()));
    }
    names
}

pub(crate) fn is_method_name(name: &str) -> bool {
    let is_segment = |segment: &str| {
        segment.bytes().any(|byte| byte.is_ascii_alphabetic())
            && segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
    };
    let starts_low = name.starts_with(|c: char| c.is_ascii_lowercase());
    // `im.v2` is the name of a family, and `data.json` that of a file.
    let last = name.rsplit('.').next().unwrap_or_default();
    starts_low
        && name.split('.').all(is_segment)
        && !matches!(last, "v2" | "v3" | "md" | "json" | "html" | "php" | "js")
}

/// Returns the method in the address that a line of an example calls, and true for REST 3.0.
fn called(line: &str) -> Option<(&str, bool)> {
    static ADDRESS: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("/rest/"));
    let at = ADDRESS.find(line.as_bytes())?;
    let before = &line[..at];
    // An address in an answer is no call.
    if before.contains("oauth.bitrix") || before.contains("\": \"") || before.contains("\":\"") {
        return None;
    }
    let path = line[at + 6..].split(['"', '\'', ' ', '?', '`', '\\']).next()?;
    let name = path.rsplit('/').next()?;
    let name = name.strip_suffix(".json").or_else(|| name.strip_suffix(".xml")).unwrap_or(name);
    is_method_name(name).then(|| (name, path.starts_with("api/")))
}

/// Returns the letters and digits only, in small letters.
fn squeezed(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

fn most_frequent(spellings: &[String]) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    spellings.iter().for_each(|spelling| *counts.entry(spelling).or_default() += 1);
    // The first one of the most frequent.
    spellings.iter().rev().max_by_key(|spelling| counts[spelling.as_str()]).cloned()
}

/// Collects the texts of blocks, those of notes included.
pub(crate) fn texts_of<'b>(blocks: &'b [Block<'_>], texts: &mut Vec<&'b str>) {
    for block in blocks {
        match block {
            Block::Text { text, .. } => texts.push(text),
            Block::Note { blocks, .. } => texts_of(blocks, texts),
            _ => {}
        }
    }
}
