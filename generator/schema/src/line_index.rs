//! The places of a text's lines and characters, each found at once, however long the text and its lines are.

/// Of a long line, the place of every so many characters is known.
const STEP: usize = 128;

/// The lines of a text.
#[derive(Debug)]
pub(crate) struct LineIndex {
    lines: Vec<Line>,
}

#[derive(Debug)]
struct Line {
    start: usize,
    end: usize,
    /// The number of characters, without space at the end.
    width: usize,
    /// The offset in the line of every [`STEP`]th character; empty if each character is one byte.
    marks: Vec<usize>,
}

impl LineIndex {
    pub(crate) fn of(text: &str) -> Self {
        let line = |line: &str| {
            let start = line.as_ptr() as usize - text.as_ptr() as usize;
            let marks = if line.is_ascii() {
                Vec::new()
            } else {
                line.char_indices().step_by(STEP).map(|(offset, _)| offset).collect()
            };
            let shown = line.trim_end();
            let width = if marks.is_empty() { shown.len() } else { shown.chars().count() };
            Line { start, end: start + line.len(), width, marks }
        };
        LineIndex { lines: lines(text).map(line).collect() }
    }

    /// Returns the number of the last line.
    pub(crate) fn last(&self) -> usize {
        self.lines.len().max(1)
    }

    /// Returns a line by its number, from 1.
    pub(crate) fn line<'t>(&self, text: &'t str, number: usize) -> &'t str {
        self.get(number).map(|line| &text[line.start..line.end]).unwrap_or_default()
    }

    /// Returns the number of characters of a line, without space at the end.
    pub(crate) fn width(&self, number: usize) -> usize {
        self.get(number).map_or(0, |line| line.width)
    }

    /// Returns the text of a line from a column, from 1, to its end.
    pub(crate) fn rest<'t>(&self, text: &'t str, number: usize, column: usize) -> &'t str {
        let Some(line) = self.get(number) else { return "" };
        let (text, before) = (&text[line.start..line.end], column.saturating_sub(1));
        if line.marks.is_empty() {
            return &text[before.min(text.len())..];
        }
        let Some(mark) = line.marks.get(before / STEP) else { return "" };
        let rest = &text[*mark..];
        rest.char_indices().nth(before % STEP).map_or("", |(offset, _)| &rest[offset..])
    }

    fn get(&self, number: usize) -> Option<&Line> {
        self.lines.get(number.saturating_sub(1))
    }
}

/// Returns a line of a text by its number, from 1. YAML ends lines with `\n`, `\r\n` or `\r`.
pub fn line(text: &str, number: usize) -> &str {
    lines(text).nth(number.saturating_sub(1)).unwrap_or_default()
}

/// Returns the lines of a text.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split('\r'))
}

#[cfg(test)]
mod tests {
    use super::{LineIndex, STEP, lines};

    #[test]
    fn every_character_is_found() {
        let long = "aЖ".repeat(2 * STEP);
        for text in ["", "a\nb\r\nc\rd", "тип: x \n\n", long.as_str()] {
            let index = LineIndex::of(text);
            for (number, line) in lines(text).enumerate() {
                assert_eq!(index.line(text, number + 1), line);
                assert_eq!(index.width(number + 1), line.trim_end().chars().count());
                for column in 1..line.chars().count() + 3 {
                    let rest: String = line.chars().skip(column - 1).collect();
                    assert_eq!(index.rest(text, number + 1, column), rest, "{text:?} {column}");
                }
            }
            assert_eq!((index.line(text, 99), index.rest(text, 99, 1), index.width(99)), ("", "", 0));
        }
    }
}
