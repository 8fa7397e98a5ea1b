//! Two wordings of one message: that of a table, and that of an example, which is the server's own.

/// Words that may be in one of two wordings alone.
const FILLING: &[&str] = &["a", "an", "the", "is", "are", "was", "been", "id"];

/// Returns the common pattern of a message of a table and one of an example, if they differ only in data, in signs, or in
/// words that say nothing.
pub(crate) fn common(listed: &str, shown: &str) -> Option<String> {
    let (listed, shown): (Vec<&str>, Vec<&str>) = (listed.split(' ').collect(), shown.split(' ').collect());
    if shown.len() < 3 {
        return same_words(&listed, &shown);
    }
    same_words(&listed, &shown).or_else(|| aligned(&listed, &shown))
}

/// Returns the pattern of wordings with as many words.
fn same_words(listed: &[&str], shown: &[&str]) -> Option<String> {
    let words = listed.iter().zip(shown).map(|(own, other)| one(own, other));
    let words: Option<Vec<String>> = words.collect();
    words.filter(|_| listed.len() == shown.len()).map(|words| words.join(" "))
}

/// Returns the pattern of a word of both wordings.
fn one(own: &str, other: &str) -> Option<String> {
    if own.trim_end_matches('.') == other.trim_end_matches('.') {
        return Some(own.to_owned());
    }
    if bare(own) == bare(other) {
        return Some(other.to_owned());
    }
    let filled = own.find('*').filter(|_| is_number(other.trim_end_matches(['.', ','])));
    if filled.is_some() && bare(own) == "*" {
        return Some(own.to_owned());
    }
    let ((start, end), (from, to)) = (quotes(own)?, quotes(other)?);
    let is_around =
        own[..start] == other[..from] && own[end..].trim_end_matches('.') == other[to..].trim_end_matches('.');
    is_around.then(|| format!("{}*{}", &own[..start], &own[end..]))
}

/// Returns the range between the quotes of a word.
fn quotes(word: &str) -> Option<(usize, usize)> {
    let start = word.find(['\'', '`'])?;
    let end = word.rfind(&word[start..=start])?;
    (end > start + 1).then_some((start + 1, end))
}

/// Returns the pattern of wordings of which one has a word more.
fn aligned(listed: &[&str], shown: &[&str]) -> Option<String> {
    let (mut words, mut own, mut other) = (Vec::new(), listed, shown);
    loop {
        match (own, other) {
            ([], []) => break,
            ([first, rest @ ..], [word, more @ ..]) if one(first, word).is_some() => {
                words.push(one(first, word)?);
                (own, other) = (rest, more);
            }
            // The example has a value, or a word that says nothing.
            (_, [word, more @ ..]) if own.len() < other.len() && (is_data(word) || is_filling(word)) => {
                words.push(if is_data(word) { data(word) } else { (*word).to_owned() });
                other = more;
            }
            ([word, rest @ ..], _) if own.len() > other.len() && is_filling(word) => own = rest,
            _ => return None,
        }
    }
    (listed.len().abs_diff(shown.len()) == 1).then(|| words.join(" "))
}

/// Returns a word of a value with a star in the place of the value.
fn data(word: &str) -> String {
    match quotes(word) {
        Some((start, end)) => format!("{}*{}", &word[..start], &word[end..]),
        None => "*".to_owned(),
    }
}

fn is_data(word: &str) -> bool {
    quotes(word).is_some() || word == "*" || is_number(word)
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_filling(word: &str) -> bool {
    FILLING.contains(&word.to_lowercase().as_str())
}

/// Returns a word without signs, in small letters.
fn bare(word: &str) -> String {
    let is_sign = |c: char| matches!(c, '\'' | '`' | '"' | '’' | '‘' | '[' | ']' | '.' | ',');
    word.replace(is_sign, "").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::common;

    #[test]
    fn what_differs_in_quotes_is_data() {
        assert_eq!(common("Box 'id' is lost", "Box '12' is lost.").as_deref(), Some("Box '*' is lost"));
        assert_eq!(common("Box is lost", "Box is open"), None);
    }

    #[test]
    fn one_fact_may_have_two_wordings() {
        for (listed, shown, expected) in [
            ("The parameter 'boxId' is invalid", "The parameter boxId is invalid.", "The parameter boxId is invalid"),
            ("Box ID can’t be empty", "Box ID can't be empty", "Box ID can't be empty"),
            ("Box title not specified", "Box title is not specified", "Box title is not specified"),
            ("Box id not found", "Box not found", "Box not found"),
            ("Required parameter is missing", "Required parameter `*` is missing", "Required parameter `*` is missing"),
            ("Box with id does not exist", "Box with id 17 does not exist", "Box with id * does not exist"),
            ("Box at index * of shelf *", "Box at index 0 of shelf 1", "Box at index * of shelf *"),
        ] {
            assert_eq!(common(listed, shown).as_deref(), Some(expected), "{listed}");
        }
        assert_eq!(common("The box is closed", "The box is not closed"), None);
        assert_eq!(common("The field from is empty", "The field to is empty"), None);
    }
}
