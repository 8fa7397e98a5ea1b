//! Conditions in prose under which a parameter has to be there: "required if `X` is not given", "at least one of `X`, `Y`".

use crate::facts::Conditions;
use crate::page::haystack::Haystack;
use crate::page::text::{are_aligned, codes, distinct};
use crate::prose::sentences::sentences;
use crate::prose::told::Told;
use crate::vocabulary as words;

/// The phrases of all conditions: a text without one has none.
const PHRASES: &[&[&str]] = &[
    words::MAY_BE_LEFT_OUT,
    words::INSTEAD,
    words::AT_LEAST_ONE,
    words::REQUIRED_UNLESS,
    words::REQUIRED_IF,
    words::USED_FOR,
    words::ONLY_WITH,
];

/// Reads the conditions of a description.
pub(crate) fn read(told: &Told<'_>) -> Conditions {
    let mut found = Conditions::default();
    if !PHRASES.iter().any(|phrases| told.low.has_any(phrases)) {
        return found;
    }
    for sentence in sentences(told.text) {
        let low = sentence.to_lowercase();
        if !are_aligned(sentence, &low) {
            continue;
        }
        let said = Haystack::new(low.as_str());
        let has = |phrases: &[&str]| phrases.iter().find_map(|phrase| said.find(phrase).map(|at| at + phrase.len()));
        found.may_be_left_out |= has(words::MAY_BE_LEFT_OUT).is_some();
        if let Some(replaced) = instead(sentence, &said) {
            found.replaces.push(replaced);
        } else if has(words::AT_LEAST_ONE).is_some()
            && !words::PURPOSE.iter().any(|word| low.trim_start().starts_with(word))
        {
            let named = names(sentence);
            if named.len() > 1 {
                found.unless.extend(named);
                found.is_mutual = true;
            }
        } else if let Some(at) = has(words::REQUIRED_UNLESS) {
            found.unless.extend(names(&sentence[at..]));
        } else if let Some(at) = has(words::REQUIRED_IF) {
            conditional(&sentence[at..], &low[at..], &mut found);
        } else if let Some(types) = of_type(sentence, &said) {
            found.only.push(("type".to_owned(), types));
        } else if let Some(at) = words::ONLY_WITH.iter().find_map(|phrase| said.find(phrase)) {
            found.only.extend(only(&sentence[at..], &low[at..]));
        }
    }
    found.unless = distinct(std::mem::take(&mut found.unless));
    found
}

/// Returns the types for which alone a field is there: `` used for `ENUM` type ``. The field with the type has no name here.
fn of_type(sentence: &str, said: &Haystack<'_>) -> Option<Vec<String>> {
    if !said.has_any(words::USED_FOR) || !said.has_any(words::OF_TYPE) {
        return None;
    }
    let is_type = |code: &&str| code.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    let types = codes(sentence);
    (!types.is_empty() && types.iter().all(is_type)).then(|| types.into_iter().map(str::to_owned).collect())
}

/// Returns the parameter in whose place this one may be given: "may be used instead of `X`".
fn instead(sentence: &str, said: &Haystack<'_>) -> Option<String> {
    let at = words::INSTEAD.iter().find_map(|phrase| said.find(phrase).map(|at| at + phrase.len()))?;
    if !said.has_any(words::USED) {
        return None;
    }
    let rest = sentence[at..].strip_prefix('`')?;
    let (name, _) = rest.split_once('`')?;
    is_name(name).then(|| name.to_owned())
}

/// Reads what stands behind "required if".
fn conditional(sentence: &str, low: &str, found: &mut Conditions) {
    let named = names(sentence);
    if words::NOT_GIVEN.iter().any(|phrase| low.contains(phrase)) {
        found.unless.extend(named);
        return;
    }
    // `X` is given, `X = V`, `X` is `V` or `W`.
    let all = codes(sentence);
    let Some(first) = all.first() else { return };
    if let Some((name, value)) = first.split_once('=').filter(|(name, _)| is_name(name.trim())) {
        let value = value.trim().trim_matches(['\'', '"']).to_owned();
        found.when.push((name.trim().to_owned(), vec![value]));
    } else if let [name, values @ ..] = all.as_slice()
        && is_name(name)
    {
        let is_given = words::GIVEN.iter().any(|phrase| low.contains(phrase));
        let is_equal = words::EQUAL.iter().any(|phrase| low.contains(phrase));
        let values: Vec<String> = values.iter().map(|value| value.trim_matches(['\'', '"']).to_owned()).collect();
        match () {
            () if words::NOT_EQUAL.iter().any(|phrase| low.contains(phrase)) => match opposite(&values) {
                Some(value) => found.when.push(((*name).to_owned(), vec![value])),
                None => found.may_be_left_out = true,
            },
            () if is_equal && !values.is_empty() => found.when.push(((*name).to_owned(), values)),
            () if is_given && values.is_empty() => found.when.push(((*name).to_owned(), Vec::new())),
            () => {}
        }
    }
}

/// Returns the other value of a flag.
fn opposite(values: &[String]) -> Option<String> {
    let [value] = values else { return None };
    let pairs = [("Y", "N"), ("true", "false"), ("1", "0")];
    let other = pairs.iter().find_map(|(yes, no)| match value.as_str() {
        value if value == *yes => Some(*no),
        value if value == *no => Some(*yes),
        _ => None,
    });
    other.map(str::to_owned)
}

/// Reads what stands behind "used only with": `X`, `X = V`, `X: V`, `X` with values `V` and `W`.
fn only(sentence: &str, low: &str) -> Vec<(String, Vec<String>)> {
    if words::NOT_GIVEN.iter().any(|phrase| low.contains(phrase)) {
        return Vec::new();
    }
    let all = codes(sentence);
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    for code in &all {
        let Some((name, value)) = code.split_once(['=', ':']) else { continue };
        let (name, value) = (name.trim().to_owned(), value.trim().trim_matches(['\'', '"']).to_owned());
        match found.iter_mut().find(|(known, _)| *known == name) {
            Some((_, values)) => values.push(value),
            None => found.push((name, vec![value])),
        }
    }
    if let (true, [name, values @ ..]) = (found.is_empty(), all.as_slice()) {
        let is_equal = words::EQUAL.iter().any(|phrase| low.contains(phrase));
        // Names without values are read only where there is one.
        if values.is_empty() || is_equal {
            let values = values.iter().map(|value| value.trim_matches(['\'', '"']).to_owned()).collect();
            found.push(((*name).to_owned(), values));
        }
    }
    found.retain(|(name, _)| is_name(name));
    found
}

fn names(sentence: &str) -> Vec<String> {
    codes(sentence).into_iter().filter(|code| is_name(code)).map(str::to_owned).collect()
}

fn is_name(code: &str) -> bool {
    !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::{Conditions, Told};

    fn read(text: &str) -> Conditions {
        super::read(&Told::new(text))
    }

    #[test]
    fn conditions_are_read_in_both_languages() {
        for text in [
            "The chat. Required if `DIALOG_ID` is not provided",
            "Чат. Обязательный, если не указан `DIALOG_ID`",
            "Required unless `DIALOG_ID` is given",
        ] {
            assert_eq!(read(text).unless, ["DIALOG_ID"], "{text}");
        }
        let either = read("At least one of the parameters must be specified: `IBLOCK_ID` or `IBLOCK_CODE`");
        assert_eq!((either.unless.len(), either.is_mutual), (2, true));
        assert_eq!(read("Нужно указать хотя бы один из параметров: `A` или `B`").unless, ["A", "B"]);
        let with = read("The options. Required if `USE_PLACEMENT = 'Y'`");
        assert_eq!(with.when, [("USE_PLACEMENT".to_owned(), vec!["Y".to_owned()])]);
        assert_eq!(read("Required if `afterCursor` is specified").when, [("afterCursor".to_owned(), vec![])]);
        for text in
            ["Required if `AUTO` is passed and not equal to `Y`", "Обязателен, если `AUTO` передан и не равен `Y`"]
        {
            assert_eq!(read(text).when, [("AUTO".to_owned(), vec!["N".to_owned()])], "{text}");
        }
        assert_eq!(read("Required if `KIND` is not equal to `list`").when, []);
        assert_eq!(read("Start time. It is used instead of `from`").replaces, ["from"]);
        assert_eq!(read("Время. Используется вместо `from`").replaces, ["from"]);
        assert!(read("To get an element, at least one of the parameters must be specified: `A` or `B`").is_empty());
        assert!(read("If `A` is not specified, all are returned").is_empty());
    }

    #[test]
    fn effects_that_need_another_parameter_are_read() {
        let read = |text: &str| read(text).only;
        let with = |name: &str, values: &[&str]| {
            vec![(name.to_owned(), values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>())]
        };
        assert_eq!(read("Used only with `TO_USER_ID`"), with("TO_USER_ID", &[]));
        assert_eq!(read("Used only together with `PREPARE_BLOCKS: true`"), with("PREPARE_BLOCKS", &["true"]));
        let either = with("DISPLAY", &["LIST", "UI"]);
        assert_eq!(read("Available only when `DISPLAY = LIST` or `DISPLAY = UI`"), either);
        assert_eq!(read("Доступен только при `DISPLAY = LIST` или `DISPLAY = UI`"), either);
        assert_eq!(read("Only for `PERIOD` with values `WEEK` and `TWO`"), with("PERIOD", &["WEEK", "TWO"]));
    }
}
