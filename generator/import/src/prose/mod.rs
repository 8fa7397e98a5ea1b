//! Facts in the prose beside a name: allowed values, defaults, limits, prefixes of filters.

pub(crate) mod availability;
pub(crate) mod bullets;
pub(crate) mod characters;
pub(crate) mod conditions;
pub(crate) mod defaults;
pub(crate) mod limits;
pub(crate) mod sentences;
pub(crate) mod told;
pub(crate) mod unit;
pub(crate) mod values;

use bitrix24_schema::raw::Unit;

use crate::facts::ty::Ty;
use crate::facts::{Availability, Conditions, Limits};
use crate::page::text::{codes, distinct, plain};
use crate::vocabulary as words;
use bullets::{Bullet, bullets};
use told::Told;
use values::Values;

/// The facts of a description.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Described {
    pub(crate) values: Values,
    /// True if a sentence, and no list, gives the values.
    pub(crate) in_sentence: bool,
    /// The allowed items of a list; and the names of fields in bullets, if it is a list of names.
    pub(crate) items: Vec<String>,
    pub(crate) names: Vec<String>,
    pub(crate) keys: Vec<String>,
    pub(crate) operators: Vec<String>,
    pub(crate) default: Option<String>,
    pub(crate) limits: Limits,
    pub(crate) characters: Option<String>,
    pub(crate) unit: Option<Unit>,
    pub(crate) availability: Availability,
    pub(crate) conditions: Conditions,
    pub(crate) is_deprecated: bool,
    /// True if it mentions content in Base64: then it is a file.
    pub(crate) says_base64: bool,
    /// True if it mentions a text in Base64, and no list: then the file comes without its name.
    pub(crate) says_base64_text: bool,
    /// True if it shows a file as an object with name and content in `fileData`.
    pub(crate) says_file_data: bool,
    /// True if it mentions `null` as a value to send.
    pub(crate) takes_null: bool,
    /// True if it tells what `false` does, and true if a list may stand for one value.
    pub(crate) takes_false: bool,
    pub(crate) takes_list: bool,
    /// True if it mentions `null`, and true if it mentions `false`.
    pub(crate) says_null: bool,
    pub(crate) says_false: bool,
    /// True if it has the fields and values of an array, as PHP writes it.
    pub(crate) says_pairs: bool,
    /// True if it mentions ISO 8601: then it is a date.
    pub(crate) says_iso: bool,
    /// True if it says that the value counts the seconds since 1970, and no other form of a date.
    pub(crate) says_seconds: bool,
    /// The form of directions in an object of sorting: `ASC` and `DESC`, in their case.
    pub(crate) directions: Vec<String>,
}

/// Reads a description of a value of this type.
pub(crate) fn read(told: &Told<'_>, ty: &Ty) -> Described {
    let text = told.text;
    let mut described =
        Described { default: defaults::read(told), limits: limits::read(told, ty), ..Described::default() };
    let says = |phrases: &[&str]| told.low.has_any(phrases);
    described.is_deprecated = begins_deprecated(told) || says(words::PARAM_IS_DEPRECATED);
    described.conditions = conditions::read(told);
    described.characters = characters::read(told);
    described.unit = unit::read(&told.bare);
    described.availability = availability::in_words(&told.bare);
    described.says_base64 = says(words::BASE64);
    let says_pair = says(words::LIST) || says(&["[\"", "filedata"]);
    described.says_base64_text = described.says_base64 && !says_pair;
    described.says_file_data = says(&["{filedata:", "{\"filedata\":"]);
    described.takes_null = says(words::PASS_NULL);
    described.takes_false = says(words::PASS_FALSE);
    let begins_so = |sentence: &&str| {
        let low = sentence.trim_start().to_lowercase();
        words::PASS_LIST.iter().any(|phrase| low.starts_with(phrase))
    };
    described.takes_list = told.sentences_if(words::PASS_LIST).iter().any(begins_so);
    let mentions = |word: &str| told.codes.iter().any(|code| code.eq_ignore_ascii_case(word));
    (described.says_null, described.says_false) = (mentions("null"), mentions("false"));
    let is_pairs = |code: &&str| code.starts_with("array(\"") && code.contains("=>");
    described.says_pairs = told.codes.iter().any(is_pairs);
    described.says_iso = says(&["iso 8601", "iso-8601", "iso8601"]);
    described.says_seconds = says(words::UNIX_TIME) && !described.says_iso && !says(words::MILLISECONDS);
    let bullets = bullets(text);
    let operators: Vec<String> =
        bullets.iter().flat_map(|bullet| bullet.codes.iter()).filter(|code| is_operator(code)).cloned().collect();
    let speaks_of_operators = || says(words::OPERATORS);
    if ty.is_container() {
        if operators.len() > 1 && speaks_of_operators() {
            described.operators = distinct(operators);
        }
        if matches!(ty, Ty::Array | Ty::List(_)) {
            described.items = values::of_items(&bullets, false);
            described.names = values::of_items(&bullets, true);
        } else {
            described.keys = keys(&bullets);
            if described.keys.is_empty() && text.contains(": `") {
                described.keys = keys_in_sentence(text);
            }
        }
        described.directions = directions(&told.codes);
    } else if operators.is_empty() || !speaks_of_operators() {
        described.values = values::read(told, &bullets);
        described.in_sentence = bullets.is_empty();
        if are_ends(&described.values.list, &described.limits) {
            described.values = Default::default();
        }
    } else {
        // A filter's description speaks of the dates in it.
        described.says_iso = false;
    }
    described
}

/// Returns true if the first line begins by saying that the parameter is deprecated.
fn begins_deprecated(told: &Told<'_>) -> bool {
    let begins = || plain(told.text.lines().next().unwrap_or_default()).to_lowercase();
    let words = words::DEPRECATED_PARAM;
    told.bare.has_any(words) && words.iter().any(|word| begins().starts_with(word))
}

/// Returns true if the values are the ends of a range: `` from `1` to `200` ``.
fn are_ends(values: &[String], limits: &Limits) -> bool {
    let is = |value: &String, limit: Option<f64>| limit.is_some() && value.parse().ok() == limit;
    matches!(values, [low, high] if is(low, limits.min) && is(high, limits.max))
}

fn is_operator(code: &str) -> bool {
    !code.is_empty() && code.len() < 5 && code.bytes().all(|byte| b"<>=!@%~?+*".contains(&byte))
}

/// Returns true if a text says that a list has objects.
pub(crate) fn says_objects(told: &Told<'_>) -> bool {
    told.low.has_any(words::OF_OBJECTS)
}

/// Returns true if a text tells the directions of sorting.
pub(crate) fn says_directions(text: &str) -> bool {
    !directions(&codes(text)).is_empty()
}

/// Returns the keys of an object in a list of its description.
fn keys(bullets: &[Bullet]) -> Vec<String> {
    let indent = bullets.iter().map(|bullet| bullet.indent).min().unwrap_or(0);
    let is_listed = |bullet: &&Bullet| bullet.indent <= indent + 1 && bullet.has_text;
    let mut best = Vec::new();
    // Directions and operators are in separate lists, each with an introduction.
    for group in bullets.chunk_by(|one, next| one.intro == next.intro) {
        let keys: Vec<String> =
            group.iter().filter(is_listed).flat_map(|bullet| bullet.codes.first()).cloned().collect();
        if keys.len() > best.len().max(1) && keys.iter().all(|key| is_key(key)) {
            best = distinct(keys);
        }
    }
    best
}

/// Returns the keys of an object in a sentence of its description: `Available fields: `A`, `B``.
fn keys_in_sentence(text: &str) -> Vec<String> {
    let listed = |sentence: &str| {
        let (before, after) = sentence.split_once(": `")?;
        let low = before.to_lowercase();
        let says = |phrases: &[&str]| phrases.iter().any(|phrase| low.contains(phrase));
        let is_intro = says(words::AVAILABLE) && says(words::OF_NAMES) && !before.contains('`');
        let list = &sentence[before.len() + 2..];
        let end = list.find('(').unwrap_or(list.len());
        let keys: Vec<String> = codes(&list[..end]).into_iter().map(str::to_owned).collect();
        let fits = is_intro && !after.is_empty() && keys.len() > 1 && keys.iter().all(|key| is_key(key));
        fits.then(|| distinct(keys))
    };
    sentences::sentences(text).into_iter().find_map(listed).unwrap_or_default()
}

/// Returns true if a literal can be a key, and is no direction, no value, and no placeholder of a key.
fn is_key(code: &str) -> bool {
    let low = code.to_lowercase();
    let is_placeholder =
        low.ends_with("_n") || low.ends_with("_1") || is_numbered_field(&low) || low.starts_with("value");
    !is_placeholder
        && code.len() < 50
        && code.starts_with(|c: char| c.is_ascii_alphabetic())
        && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && !matches!(low.as_str(), "asc" | "desc" | "y" | "n" | "true" | "false" | "null")
}

/// Returns true for a placeholder of any field: `field_1`, `field_n`.
fn is_numbered_field(low: &str) -> bool {
    low.strip_prefix("field_").is_some_and(|rest| rest == "n" || rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Returns the directions of an object of sorting, if the code of its description has both.
fn directions(codes: &[&str]) -> Vec<String> {
    let both = [["ASC", "DESC"], ["asc", "desc"]];
    let given = |found: &[&str]| -> Vec<String> {
        let given = both.into_iter().filter(|pair| pair.iter().all(|word| found.contains(word)));
        given.flatten().map(str::to_owned).collect()
    };
    let alone = given(&codes.iter().map(|code| code.trim_matches(['\'', '"'])).collect::<Vec<_>>());
    if !alone.is_empty() {
        return alone;
    }
    // Inside an example of the whole: `{"FIELD": "ASC"}`
    let inside = codes.iter().filter(|code| code.starts_with('{'));
    given(&inside.flat_map(|code| code.split(|c: char| !c.is_ascii_alphanumeric())).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::Ty;
    use super::told::Told;

    fn read(text: &str, ty: &Ty) -> super::Described {
        super::read(&Told::new(text), ty)
    }

    fn described(text: &str, ty: &str) -> super::Described {
        read(text, &Ty::name(ty))
    }

    #[test]
    fn values_are_read_from_lists_and_sentences() {
        assert_eq!(described("Kind. Possible values:\n- `a` — one\n- `b` — two", "string").values.list, ["a", "b"]);
        assert_eq!(described("Вид. Возможные значения:\n- `1` — раз\n- `2` — два", "integer").values.list, ["1", "2"]);
        assert_eq!(described("Type. Can take values `PHONE`, `EMAIL`.", "string").values.list, ["PHONE", "EMAIL"]);
        assert_eq!(described("Mode of delivery: `webhook` or `fetch`", "string").values.list, ["webhook", "fetch"]);
        assert_eq!(described("Режим: `a`, `b` или `c`. Ещё текст", "string").values.list, ["a", "b", "c"]);
        assert_eq!(described("Active, `Y` or `N`. Default is `N`", "string").values.list, ["Y", "N"]);
        assert!(!described("Kind. Possible values:\n- `a` — one\n- `b` — two", "string").values.is_open);
        let typical = described("Kind. Typical values:\n- `a` — one\n- `b` — two", "string").values;
        assert_eq!((typical.list.len(), typical.is_open), (2, true));
        let groups = described("Kind.\n\nOwn:\n- `a` — one\n- `b` — two\n\nOthers:\n- `c` — three", "string").values;
        assert_eq!((groups.list.len(), groups.is_open), (3, true));
        assert!(
            described("In the format:\n- `chatXXX` — a chat\n- `sgXXX` — a group", "string").values.list.is_empty()
        );
        assert!(described("One of the parameters: `id` or `code`", "string").values.list.is_empty());
        assert!(described("For example: `red` or `blue`", "string").values.list.is_empty());
        assert!(described("Made of `{x} #{id}`, where:\n- `x` — one\n- `id` — two", "string").values.list.is_empty());
        assert!(described("A colour, for example:\n- `red`\n- `blue`", "string").values.list.is_empty());
        assert!(described("Prefix of the operation:\n- `>=` — more\n- `<` — less", "string").values.list.is_empty());
    }

    #[test]
    fn a_list_of_those_that_have_something_is_not_whole() {
        for text in [
            "Type.\n\nTypes for which a format can be set:\n- `A` — one\n- `B` — two",
            "Тип.\n\nТипы, для которых может быть формат:\n- `A` — раз\n- `B` — два",
        ] {
            let some = described(text, "string").values;
            assert_eq!((some.list.len(), some.is_open), (2, true), "{text}");
        }
    }

    #[test]
    fn values_of_another_type_are_told() {
        assert!(described("The number of the file. An array can be passed.", "integer").takes_list);
        assert!(described("Номер файла. Можно передать массив.", "integer").takes_list);
        assert!(!described("A non-empty array can be passed as the value", "string").takes_list);
        assert!(described("A picture.\n\nIf `false` is passed, it is removed", "file").takes_false);
        assert!(described("Картинка. Если передать `false`, она удаляется", "file").takes_false);
        assert!(!described("Returns `false` if there is none", "file").takes_false);
    }

    #[test]
    fn spaces_before_the_text_of_a_bullet_are_no_part_of_it() {
        // The space and the letter are three bytes, of which the letter is the last two.
        assert!(described("Kind. Possible values:\n-  Ж — one", "string").values.list.is_empty());
        let values = described("Kind. Possible values:\n-  CPC — ads\n-  CPM — views", "string").values;
        assert_eq!(values.list, ["CPC", "CPM"]);
    }

    #[test]
    fn prefixes_of_a_filter_are_no_values() {
        let filter = read("Prefixes of the keys:\n- `>=` — more\n- `!` — not", &Ty::Object);
        assert_eq!(filter.operators, [">=", "!"]);
        assert!(filter.keys.is_empty());
        let dates = "Prefixes of the keys:\n- `>=` — more\n- `!` — not\n\nDates are in ISO 8601";
        assert!(!described(dates, "string").says_iso, "the filter itself is no date");
    }
}
