//! Words of texts and names, in the form in which they are compared.

/// Calls `visit` with each word of a text: `getFields`, `UF_CRM_NAME` and `crm.deal.add` have several.
pub(super) fn each<'t>(text: &'t str, mut visit: impl FnMut(&'t str)) {
    for part in text.split(|char: char| !char.is_alphanumeric()).filter(|part| !part.is_empty()) {
        let mut start = 0;
        let mut was_lower = false;
        for (at, char) in part.char_indices() {
            if char.is_uppercase() && was_lower {
                visit(&part[start..at]);
                start = at;
            }
            was_lower = char.is_lowercase() || char.is_numeric();
        }
        visit(&part[start..]);
    }
}

/// Returns the words of a query, in lowercase and without their endings; small words are left out.
pub(super) fn of_query(text: &str) -> Vec<String> {
    whole_words(text).iter().map(|word| stem(word).to_owned()).collect()
}

/// Returns the words of a query, in lowercase; small words are left out.
pub(super) fn whole_words(text: &str) -> Vec<String> {
    const SMALL: &[&str] =
        &["a", "an", "the", "of", "to", "in", "for", "and", "or", "by", "how", "i", "is", "on", "with"];
    let mut words = Vec::new();
    each(text, |word| words.push(word.to_lowercase()));
    let is_small = |word: &String| SMALL.contains(&word.as_str());
    if words.iter().any(|word| !is_small(word)) {
        words.retain(|word| !is_small(word));
    }
    words
}

/// Returns a word without an ending that makes no other word of it.
pub(super) fn stem(word: &str) -> &str {
    for end in ["ing", "ies", "ed", "es", "s", "e"] {
        if let Some(stem) = word.strip_suffix(end).filter(|stem| stem.len() >= 3 && !stem.ends_with(end)) {
            return stem;
        }
    }
    word
}

/// How well a word fits one of a query, which is a stem: 3 for the same word, 1 for a longer one; 0 if it does not.
pub(super) fn fit(word: &str, query: &str) -> u32 {
    let starts =
        word.len() >= query.len() && word.is_char_boundary(query.len()) && word[..query.len()].to_lowercase() == query;
    if !starts {
        return 0;
    }
    if word.len() == query.len() || stem(word).len() == query.len() { 3 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_by_their_stems() {
        assert_eq!(of_query("Creating the UF_CRM_NAME by getFields"), ["creat", "uf", "crm", "nam", "get", "field"]);
        assert_eq!(["creates", "create", "created"].map(|word| fit(word, "creat")), [3, 3, 3]);
        assert_eq!((fit("tasks", "task"), fit("taskbar", "task"), fit("ta", "task")), (3, 1, 0));
    }
}
