//! Facts in the prose beside a name: allowed values, defaults, limits, prefixes of filters.

use serde_json::Value;

use super::facts::{Limits, Ty};
use super::scalars::text_of;
use super::text::{codes, plain};
use super::vocabulary as words;

/// What a description says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Described {
    pub(super) values: Vec<String>,
    pub(super) keys: Vec<String>,
    pub(super) operators: Vec<String>,
    pub(super) default: Option<String>,
    pub(super) limits: Limits,
    pub(super) is_deprecated: bool,
    /// Whether it speaks of content in Base64: then it is a file.
    pub(super) says_base64: bool,
    /// Whether it speaks of ISO 8601: then it is a date.
    pub(super) says_iso: bool,
    /// How an object of directions writes them: `ASC` and `DESC`, in their case.
    pub(super) directions: Vec<String>,
}

/// Reads a description of something of this type.
pub(super) fn read(text: &str, ty: &Ty) -> Described {
    let mut described = Described { default: default(text), ..Described::default() };
    let begins = plain(text.lines().next().unwrap_or_default()).to_lowercase();
    let low = text.to_lowercase();
    described.is_deprecated = words::DEPRECATED_PARAM.iter().any(|word| begins.starts_with(word))
        || words::PARAM_IS_DEPRECATED.iter().any(|phrase| low.contains(phrase));
    described.says_base64 = low.contains("base64");
    described.says_iso = low.contains("iso 8601") || low.contains("iso-8601") || low.contains("iso8601");
    let bullets = bullets(text);
    let operators: Vec<String> =
        bullets.iter().flat_map(|bullet| bullet.codes.iter()).filter(|code| is_operator(code)).cloned().collect();
    let speaks_of_operators = || {
        let text = text.to_lowercase();
        words::OPERATORS.iter().any(|word| text.contains(word))
    };
    if ty.is_container() {
        if operators.len() > 1 && speaks_of_operators() {
            described.operators = distinct(operators);
        }
        if !matches!(ty, Ty::Array | Ty::List(_)) {
            described.keys = keys(&bullets);
            described.directions = directions(text);
        }
    } else if operators.is_empty() || !speaks_of_operators() {
        described.values = values(text, &bullets);
    }
    if text.bytes().any(|byte| byte.is_ascii_digit()) {
        limits(&plain(text).to_lowercase(), ty, &mut described.limits);
    }
    described
}

/// A line of a list: what it begins with, and the line before the list.
#[derive(Debug)]
struct Bullet {
    codes: Vec<String>,
    indent: usize,
    intro: String,
    has_text: bool,
}

fn bullets(text: &str) -> Vec<Bullet> {
    let mut found = Vec::new();
    let mut intro = String::new();
    let mut in_code = false;
    for line in text.lines() {
        in_code ^= line.trim_start().starts_with("```");
        let trimmed = line.trim_start();
        // A list without its marks: literals, each on a line of its own.
        let bare = trimmed.starts_with('`') && words::VALUES.iter().any(|phrase| intro.contains(phrase));
        let item = trimmed
            .strip_prefix("- ")
            .or_else(|| bare.then_some(trimmed))
            .or_else(|| trimmed.strip_prefix("* "))
            .or_else(|| trimmed.strip_prefix("• "));
        match item {
            _ if in_code => {}
            Some(item) => {
                let (codes, has_text) = head(item);
                found.push(Bullet { codes, indent: line.len() - trimmed.len(), intro: intro.clone(), has_text });
            }
            None if !trimmed.is_empty() => intro = trimmed.to_lowercase(),
            None => {}
        }
    }
    found
}

/// What an item of a list begins with, when that is a literal: `` `v` ``, `` `v` or `w` ``, `**v**`, `V — text`.
fn head(item: &str) -> (Vec<String>, bool) {
    let mut rest = item.trim();
    let mut codes_found = Vec::new();
    loop {
        let (fence, inside) = match rest {
            _ if rest.starts_with("**`") => ("`**", &rest[3..]),
            _ if rest.starts_with("```") => ("```", &rest[3..]),
            _ if rest.starts_with('`') => ("`", &rest[1..]),
            _ if rest.starts_with("**") => ("**", &rest[2..]),
            _ => break,
        };
        let Some(end) = inside.find(fence) else { break };
        codes_found.push(inside[..end].trim().trim_matches(['\'', '"']).to_owned());
        rest = inside[end + fence.len()..].trim_start();
        let joint = [", ", "/ ", "/", "or ", "или "].iter().find_map(|joint| rest.strip_prefix(joint));
        match joint {
            Some(next) if next.trim_start().starts_with('`') => rest = next.trim_start(),
            _ => break,
        }
    }
    if codes_found.is_empty() {
        // A bare literal: `CPC — ads`
        let word = item.split_whitespace().next().unwrap_or_default();
        let after = item[word.len()..].trim_start();
        let is_literal = word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
        if is_literal && !word.is_empty() && after.starts_with(['—', '–', '-']) {
            codes_found.push(word.to_owned());
            rest = after;
        }
    }
    let is_separated = rest.is_empty() || rest.starts_with(['—', '–', '-', ':', '=', '(', ';', ',', '.', '|']);
    if is_separated { (codes_found, !rest.is_empty()) } else { (Vec::new(), true) }
}

fn is_operator(code: &str) -> bool {
    !code.is_empty() && code.len() < 5 && code.bytes().all(|byte| b"<>=!@%~?+*".contains(&byte))
}

/// Keys of an object that a list in its description names.
fn keys(bullets: &[Bullet]) -> Vec<String> {
    let is_key = |code: &String| {
        let low = code.to_lowercase();
        let is_placeholder =
            low.ends_with("_n") || low.ends_with("_1") || low.starts_with("field_") || low.starts_with("value_");
        !is_placeholder
            && code.len() < 50
            && code.starts_with(|c: char| c.is_ascii_alphabetic())
            && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
            && !matches!(low.as_str(), "asc" | "desc" | "y" | "n" | "true" | "false" | "null")
            && !low.starts_with("value")
    };
    let indent = bullets.iter().map(|bullet| bullet.indent).min().unwrap_or(0);
    let is_listed = |bullet: &&Bullet| bullet.indent <= indent + 1 && bullet.has_text;
    let keys: Vec<String> = bullets.iter().filter(is_listed).flat_map(|bullet| bullet.codes.first()).cloned().collect();
    if keys.len() > 1 && keys.iter().all(is_key) { distinct(keys) } else { Vec::new() }
}

/// The directions that an object to sort by can have, where the description gives both.
fn directions(text: &str) -> Vec<String> {
    let found: Vec<&str> = codes(text).into_iter().map(|code| code.trim_matches(['\'', '"'])).collect();
    let both = [["ASC", "DESC"], ["asc", "desc"]];
    let given = both.into_iter().filter(|pair| pair.iter().all(|word| found.contains(word)));
    given.flatten().map(str::to_owned).collect()
}

/// Allowed values: a list of literals, or literals in a sentence that introduces them.
fn values(text: &str, bullets: &[Bullet]) -> Vec<String> {
    let introduced = |intro: &str| words::VALUES.iter().any(|phrase| intro.contains(phrase));
    let is_open = |intro: &str| {
        words::NOT_WHOLE.iter().any(|word| intro.contains(word)) || intro.contains("where") || intro.contains("где")
    };
    let lists: Vec<&Bullet> = bullets.iter().filter(|bullet| !bullet.codes.is_empty()).collect();
    if let Some(first) = lists.first() {
        let intro = &first.intro;
        let own: Vec<&Bullet> =
            bullets.iter().filter(|bullet| bullet.intro == *intro && bullet.indent == first.indent).collect();
        let all_literal = own.iter().all(|bullet| !bullet.codes.is_empty());
        let is_list = introduced(intro) || own.len() > 1 && !is_open(intro);
        if is_list && all_literal && (introduced(intro) || !is_open(intro)) {
            return checked(own.iter().flat_map(|bullet| bullet.codes.iter().cloned()).collect());
        }
        return Vec::new();
    }
    inline(text)
}

/// Literals after a phrase that introduces them, up to the end of the sentence.
fn inline(text: &str) -> Vec<String> {
    if text.bytes().filter(|byte| *byte == b'`').count() < 4 {
        return Vec::new();
    }
    let low = text.to_lowercase();
    if low.len() != text.len() {
        // Positions would differ.
        return Vec::new();
    }
    for phrase in words::VALUES {
        let Some(at) = low.find(phrase) else { continue };
        let after = &text[at + phrase.len()..];
        let end = sentence_end(after);
        let sentence = &after[..end];
        let low = sentence.to_lowercase();
        if words::NOT_WHOLE.iter().any(|word| low.contains(word)) || sentence.contains("](") {
            return Vec::new();
        }
        let found: Vec<String> =
            codes(sentence).iter().map(|code| (*code).trim_matches(['\'', '"']).to_owned()).collect();
        // A sentence that says more than the values is about something else as well.
        let said = plain(sentence).len();
        let listed: usize = found.iter().map(String::len).sum();
        if found.len() > 1 && said < listed * 3 + 60 {
            return checked(found);
        }
    }
    Vec::new()
}

fn sentence_end(text: &str) -> usize {
    let mut in_code = false;
    for (index, c) in text.char_indices() {
        match c {
            '`' => in_code = !in_code,
            '\n' => return index,
            '.' if !in_code && text[index + 1..].starts_with([' ', '\n']) => return index,
            _ => {}
        }
    }
    text.len()
}

/// The values if all of them are literals; else none.
fn checked(values: Vec<String>) -> Vec<String> {
    let is_literal = |value: &String| {
        !value.is_empty()
            && value.chars().count() < 60
            && !value.contains(['{', '}', '<', '>', '*', '`', '\n', '|'])
            && !value.contains("...")
            && !value.chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c))
            && value.split(' ').count() < 4
    };
    let values: Vec<String> = values.into_iter().filter(|value| value != "null").collect();
    let is_placeholder =
        values.iter().any(|value| value.ends_with("_n") || value.ends_with("_N") || value.starts_with("field_"));
    if values.is_empty() || is_placeholder || !values.iter().all(is_literal) { Vec::new() } else { distinct(values) }
}

fn distinct(values: Vec<String>) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    for value in values {
        if !list.contains(&value) {
            list.push(value);
        }
    }
    list
}

/// The text in small letters, each where it was: a few have another length when they are small.
fn lowered(text: &str) -> String {
    let low = |c: char| {
        let mut small = c.to_lowercase();
        small.next().filter(|low| small.next().is_none() && low.len_utf8() == c.len_utf8()).unwrap_or(c)
    };
    text.chars().map(low).collect()
}

/// The literal right after a phrase that introduces a default.
fn default(text: &str) -> Option<String> {
    if !text.contains("efault") && !text.contains("молчанию") {
        return None;
    }
    let low = lowered(text);
    if words::NOT_DEFAULT.iter().any(|phrase| low.contains(phrase)) {
        return None;
    }
    for phrase in words::DEFAULT {
        let Some(at) = low.find(phrase) else { continue };
        let after = &text[at + phrase.len()..];
        let head: String =
            after.trim_start_matches([' ', ':', '—', '–', '-', '=', ',', '*']).chars().take(160).collect();
        let head = head.strip_prefix("is ").or_else(|| head.strip_prefix("the value ")).unwrap_or(&head);
        if let Some(inside) = head.strip_prefix('`') {
            let end = inside.find('`')?;
            let rest = inside[end + 1..].trim_start();
            // `a` or `b`: it depends.
            let is_one = !rest.starts_with("or ") && !rest.starts_with("или ");
            return is_one.then(|| inside[..end].trim().trim_matches(['"', '\'']).to_owned());
        }
        let word: String = head.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')).collect();
        let is_number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
        let ends = !head[word.len()..].trim_start().starts_with(|c: char| c.is_alphanumeric() || c == '%');
        if is_number && ends || matches!(word.as_str(), "Y" | "N" | "true" | "false") {
            return Some(word);
        }
        return None;
    }
    None
}

/// The default as JSON of the type; `None` when it is not of it.
pub(super) fn typed_default(text: &str, ty: &Ty, values: &[String]) -> Option<Value> {
    if text == "null" || text.is_empty() {
        return None;
    }
    if !values.is_empty() && !values.iter().any(|value| value == text) {
        return None;
    }
    let ty = if let Ty::Nullable(inner) = ty { inner } else { ty };
    let Ty::Name(name) = ty else { return None };
    match name.as_str() {
        "integer" | "timestamp" => text.parse::<i64>().ok().map(Value::from),
        "double" => text.parse::<f64>().ok().and_then(|number| {
            let whole = text.parse::<i64>().ok().map(Value::from);
            whole.or_else(|| serde_json::Number::from_f64(number).map(Value::Number))
        }),
        "boolean(Y/N)" => matches!(text, "Y" | "N").then(|| text.into()),
        "boolean(1/0)" => text.parse::<i64>().ok().filter(|value| matches!(value, 0 | 1)).map(Value::from),
        "boolean(\"1\"/\"0\")" => matches!(text, "1" | "0").then(|| text.into()),
        "boolean(\"true\"/\"false\")" => matches!(text, "true" | "false").then(|| text.into()),
        "boolean" => match text {
            "true" => Some(true.into()),
            "false" => Some(false.into()),
            _ => None,
        },
        "string" => Some(text.into()),
        "date" | "datetime" => text.starts_with(|c: char| c.is_ascii_digit()).then(|| text.into()),
        _ => None,
    }
}

/// A default as JSON of another type than it was of.
pub(super) fn retyped(default: &Value, ty: &Ty, values: &[String]) -> Option<Value> {
    typed_default(&text_of(default), ty, values)
}

/// Phrases with a number behind them: the smallest and the largest.
const AT_LEAST: &[&str] = &[
    "at least ",
    "not less than ",
    "no less than ",
    "minimum value is ",
    "minimum — ",
    "minimum: ",
    "minimum ",
    "greater than or equal to ",
    "не менее ",
    "не меньше ",
    "минимальное значение — ",
    "минимум — ",
    "минимум ",
];
const AT_MOST: &[&str] = &[
    "at most ",
    "no more than ",
    "not more than ",
    "not exceed ",
    "not exceeding ",
    "cannot exceed ",
    "maximum value is ",
    "maximum length is ",
    "maximum length — ",
    "maximum length: ",
    "maximum — ",
    "maximum: ",
    "maximum of ",
    "maximum ",
    "up to ",
    "не более ",
    "не больше ",
    "не должна превышать ",
    "не превышает ",
    "максимальное значение — ",
    "максимальная длина — ",
    "максимум — ",
    "максимум ",
    "до ",
];
const CHARACTERS: &[&str] = &["character", "symbol", "символ", "знак"];
const ITEMS: &[&str] = &["item", "element", "identifier", "id", "record", "элемент", "идентификатор", "запис"];

fn limits(text: &str, ty: &Ty, limits: &mut Limits) {
    let is_number = ty.is("integer") || ty.is("double");
    let is_text = ty.is("string");
    let is_list = matches!(ty, Ty::Array | Ty::List(_));
    if !is_number && !is_text && !is_list {
        return;
    }
    let (smallest, largest) = (number_after(text, AT_LEAST), number_after(text, AT_MOST));
    let counts = |rest: &str, units: &[&str]| units.iter().any(|unit| rest.trim_start().starts_with(unit));
    if is_number {
        let is_plain = |rest: &str| {
            let rest = rest.trim_start();
            rest.is_empty()
                || rest.starts_with(['.', ',', ';', ')'])
                || rest.starts_with("and ")
                || rest.starts_with("и ")
        };
        limits.min = smallest.filter(|(_, rest)| is_plain(rest)).map(|(number, _)| number);
        limits.max = largest.filter(|(_, rest)| is_plain(rest)).map(|(number, _)| number);
        if let Some((low, high)) = range(text) {
            limits.min = Some(low);
            limits.max = Some(high);
        }
    } else {
        let units = if is_text { CHARACTERS } else { ITEMS };
        let whole = |(number, rest): (f64, &str)| counts(rest, units).then_some(number as u64);
        limits.min_length = smallest.and_then(whole);
        limits.max_length = largest.and_then(whole);
    }
    if limits.min.zip(limits.max).is_some_and(|(min, max)| min > max) {
        (limits.min, limits.max) = (None, None);
    }
    if limits.min_length.zip(limits.max_length).is_some_and(|(min, max)| min > max) {
        (limits.min_length, limits.max_length) = (None, None);
    }
}

/// The number behind one of the phrases, and what follows it.
fn number_after<'t>(text: &'t str, phrases: &[&str]) -> Option<(f64, &'t str)> {
    phrases.iter().find_map(|phrase| {
        text.match_indices(phrase).find_map(|(at, _)| {
            let starts_word = !text[..at].ends_with(char::is_alphanumeric);
            number(&text[at + phrase.len()..]).filter(|_| starts_word)
        })
    })
}

/// A number at the head of a text; groups of three digits may be set apart.
fn number(text: &str) -> Option<(f64, &str)> {
    let mut digits = String::new();
    let mut end = 0;
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(end) {
        let group = || {
            let next = bytes.get(end + 1..end + 4);
            next.is_some_and(|next| next.iter().all(u8::is_ascii_digit))
                && !bytes.get(end + 4).is_some_and(u8::is_ascii_digit)
                && !digits.is_empty()
        };
        match byte {
            b'0'..=b'9' => digits.push(char::from(*byte)),
            b'-' if end == 0 => digits.push('-'),
            b'.' if bytes.get(end + 1).is_some_and(u8::is_ascii_digit) => digits.push('.'),
            b',' | b' ' if group() => {}
            _ => break,
        }
        end += 1;
    }
    digits.parse().ok().map(|number| (number, &text[end..]))
}

/// `from 1 to 50`, `(1–50)`
fn range(text: &str) -> Option<(f64, f64)> {
    let between = |start: &str, middle: &str| {
        text.match_indices(start).find_map(|(at, _)| {
            let starts_word = !text[..at].ends_with(char::is_alphanumeric);
            let (low, rest) = number(&text[at + start.len()..]).filter(|_| starts_word)?;
            let (high, rest) = number(rest.strip_prefix(middle)?)?;
            let ends = !rest.starts_with([':', '.', '-']) || rest.starts_with(". ") || rest == ".";
            (low < high && ends).then_some((low, high))
        })
    };
    between("from ", " to ")
        .or_else(|| between("от ", " до "))
        .or_else(|| between("(", "–"))
        .or_else(|| between("in the range ", "–"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Ty, read, typed_default};

    fn described(text: &str, ty: &str) -> super::Described {
        read(text, &Ty::name(ty))
    }

    #[test]
    fn values_are_read_from_lists_and_sentences() {
        assert_eq!(described("Kind. Possible values:\n- `a` — one\n- `b` — two", "string").values, ["a", "b"]);
        assert_eq!(described("Вид. Возможные значения:\n- `1` — раз\n- `2` — два", "integer").values, ["1", "2"]);
        assert_eq!(described("Type. Can take values `PHONE`, `EMAIL`.", "string").values, ["PHONE", "EMAIL"]);
        assert!(described("Made of `{x} #{id}`, where:\n- `x` — one\n- `id` — two", "string").values.is_empty());
        assert!(described("A colour, for example:\n- `red`\n- `blue`", "string").values.is_empty());
        assert!(described("Prefix of the operation:\n- `>=` — more\n- `<` — less", "string").values.is_empty());
    }

    #[test]
    fn defaults_are_literals() {
        assert_eq!(described("Whether. By default `Y`", "string").default.as_deref(), Some("Y"));
        assert_eq!(described("Сколько. По умолчанию — `50`", "integer").default.as_deref(), Some("50"));
        assert_eq!(described("How long. By default, 7200", "integer").default.as_deref(), Some("7200"));
        assert_eq!(described("Who. By default, the current user", "integer").default, None);
        assert_eq!(described("`=` — equal (used by default)", "string").default, None);
        assert_eq!(typed_default("50", &Ty::name("integer"), &[]), Some(json!(50)));
        assert_eq!(typed_default("many", &Ty::name("integer"), &[]), None);
    }

    #[test]
    fn limits_have_numbers_and_units() {
        let limits = described("Days, from 0 to 1440", "integer").limits;
        assert_eq!((limits.min, limits.max), (Some(0.0), Some(1440.0)));
        assert_eq!(described("A text of up to 20,000 characters", "string").limits.max_length, Some(20_000));
        assert_eq!(described("Не более 50 элементов", "string").limits.max_length, None);
        assert_eq!(described("Number of rows. Maximum 500.", "integer").limits.max, Some(500.0));
    }

    #[test]
    fn prefixes_of_a_filter_are_no_values() {
        let filter = read("Prefixes of the keys:\n- `>=` — more\n- `!` — not", &Ty::Object);
        assert_eq!(filter.operators, [">=", "!"]);
        assert!(filter.keys.is_empty());
    }
}
