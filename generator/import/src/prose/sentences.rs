//! The sentences of a description.

/// Returns the sentences of a text; a list of literals does not end one.
pub(crate) fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = sentence_end(rest);
        sentences.push(&rest[..end]);
        rest = rest[end..].get(1..).unwrap_or_default();
    }
    sentences
}

/// Returns the place behind the first sentence of a text.
pub(crate) fn sentence_end(text: &str) -> usize {
    let mut in_code = false;
    for (index, c) in text.char_indices() {
        match c {
            '`' => in_code = !in_code,
            // The list of values continues.
            '\n' if text[index + 1..].starts_with('`') => {}
            '\n' => return index,
            '.' if !in_code && text[index + 1..].starts_with([' ', '\n']) => return index,
            _ => {}
        }
    }
    text.len()
}
