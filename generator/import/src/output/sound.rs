//! Removes facts that the schema's check would refuse, so that an import of any pages gives a valid schema.

use std::collections::{HashMap, HashSet};

use bitrix24_schema::{naming, parallel};
use serde_json::Value;

use crate::collect::Collected;
use crate::facts::report::Skip;
use crate::facts::scalars::text_of;
use crate::facts::ty::Ty;
use crate::facts::{Error, Event, Field, Limits, Method, Shared};
use crate::output::paths::method_file;

/// The largest depth of fields; the reader of YAML has a limit, too.
const MAX_FIELDS: usize = 24;

/// The largest depth of lists, maps and unions in a type.
const MAX_TYPE: usize = 12;

/// The largest number of characters of a name: keys of YAML are short.
const MAX_NAME: usize = 200;

/// Types without a declaration.
const BUILT_IN: &[&str] =
    &["string", "integer", "double", "boolean", "date", "datetime", "timestamp", "time", "id", "file"];

/// Skips a method or type whose file's name equals that of another: the first one has the file.
pub(crate) fn files(collected: &mut Collected) {
    let mut paths: HashMap<String, String> = HashMap::new();
    let skipped = &mut collected.skipped;
    let all = parallel::map(&collected.methods, |method| method_file(&method.name, method.api));
    let mut all = all.into_iter();
    collected.methods.retain(|method| {
        let Some(path) = all.next() else { return true };
        let Some(first) = paths.get(&path) else {
            paths.insert(path, method.name.clone());
            return true;
        };
        let reason = format!("the method `{}` would have the file of `{first}`", method.name);
        skipped.push(Skip { page: format!("{}.md", method.docs), reason });
        false
    });
    skipped.sort();
}

pub(crate) fn method(method: &mut Method) {
    method.docs = method.docs.replace(' ', "%20");
    fields(&mut method.params, 0);
    if let Some(result) = &mut method.result {
        whole(result);
    }
    let params = &method.params;
    distinct(&mut method.positional, |name| params.iter().any(|param| param.name == *name));
    let is_field = |items: &String| {
        let fields = method.result.as_ref().map(|result| result.fields.as_slice()).unwrap_or_default();
        fields.is_empty() || fields.iter().any(|field| field.name == *items)
    };
    if method.pager.as_ref().is_some_and(|pager| pager.items.as_ref().is_some_and(|items| !is_field(items))) {
        method.pager = None;
    }
    errors(&mut method.errors);
}

pub(crate) fn event(event: &mut Event) {
    event.docs = event.docs.replace(' ', "%20");
    if let Some(data) = &mut event.data {
        whole(data);
    }
}

/// Cleans a whole result, or all data of an event.
fn whole(whole: &mut Field) {
    let is_nothing = whole.ty.is("null");
    body(whole, 0);
    if is_nothing {
        whole.ty = Ty::name("null");
    }
    (whole.operators, whole.variants) = (Vec::new(), Vec::new());
}

pub(crate) fn shared(shared: &mut Shared) {
    shared.docs = shared.docs.replace(' ', "%20");
    fields(&mut shared.fields, 0);
}

/// Removes errors with the code and message of an earlier one.
fn errors(list: &mut Vec<Error>) {
    let mut seen: Vec<(String, Option<String>)> = Vec::new();
    list.retain(|error| {
        let key = (error.code.clone(), error.message.clone());
        let is_new = !seen.contains(&key);
        seen.push(key);
        is_new
    });
}

fn fields(list: &mut Vec<Field>, depth: usize) {
    let mut names: HashSet<String> = HashSet::new();
    list.retain_mut(|field| {
        field.name = clean(&field.name);
        names.insert(field.name.clone()) && has_name(&field.name)
    });
    list.iter_mut().for_each(|field| body(field, depth));
    let names: HashSet<String> = list.iter().map(|field| field.name.clone()).collect();
    list.iter_mut().for_each(|field| conditions(field, &names));
}

/// Removes the parts of conditions that name nothing beside the field.
fn conditions(field: &mut Field, names: &HashSet<String>) {
    let is_beside = |name: &String| *name != field.name && names.contains(name);
    field.conditions.unless.retain(|name| is_beside(name));
    field.conditions.when.retain(|(name, _)| is_beside(name));
    field.conditions.only.retain(|(name, _)| is_beside(name));
}

/// Cleans everything of a field but its name.
fn body(field: &mut Field, depth: usize) {
    sound_type(&mut field.ty, 0);
    if depth >= MAX_FIELDS || !field.ty.has_object() {
        field.fields.clear();
    }
    fields(&mut field.fields, depth + 1);
    if !field.fields.is_empty() || !takes_values(&field.ty, &field.values) {
        field.values.clear();
    }
    if !field.fields.is_empty() || !is_map(&field.ty) {
        field.keys.clear();
    }
    if !has_keys(&field.ty) {
        field.operators.clear();
    }
    distinct(&mut field.operators, |operator| !operator.is_empty() && !operator.contains(char::is_whitespace));
    field.takes.iter_mut().for_each(|taken| taken.name = clean(&taken.name));
    distinct(&mut field.variants, |variant| !variant.is_empty() && variant.trim() == variant);
    sound_limits(&mut field.limits, &field.ty);
    if !field.default.as_ref().is_some_and(|default| fits(default, field)) {
        field.default = None;
    }
}

/// Removes duplicates, and unwanted values.
fn distinct(list: &mut Vec<String>, is_wanted: impl Fn(&String) -> bool) {
    let mut seen: Vec<String> = Vec::new();
    list.retain(|item| {
        let is_new = is_wanted(item) && !seen.contains(item);
        seen.push(item.clone());
        is_new
    });
}

/// Returns a name without marks of the schema, and with a valid variable part.
fn clean(name: &str) -> String {
    let bare = |name: &str| -> String {
        let name: String = name.chars().filter(|c| !c.is_control() && *c != '\u{feff}').collect();
        name.trim_matches(|c: char| c.is_whitespace()).trim_end_matches(['*', '?', ' ']).trim().to_owned()
    };
    let name = bare(name);
    if parts(&name).is_some() { name } else { bare(&name.replace(['<', '>'], "")) }
}

/// Returns the texts around the variable part of a name; all of it before, if there is none. `None` if it is invalid.
fn parts(name: &str) -> Option<(&str, &str)> {
    let Some((before, rest)) = name.split_once('<') else { return Some((name, "")) };
    let is_sign = !name.trim_start_matches(|c: char| c.is_ascii_punctuation() && c != '_').contains(['<', '>']);
    if is_sign {
        return Some((name, ""));
    }
    let (inside, after) = rest.split_once('>')?;
    let is_one = !inside.is_empty() && !inside.contains('<') && !after.contains(['<', '>']);
    (is_one && !(before.is_empty() && after.is_empty())).then_some((before, after))
}

/// Returns true if a field of that name can have a name in Rust.
fn has_name(name: &str) -> bool {
    let is_word = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if is_word && name.len() <= MAX_NAME {
        return true;
    }
    let bare = parts(name).map(|(before, after)| format!("{before}{after}"));
    let fits = name.chars().count() <= MAX_NAME;
    fits && bare.is_some_and(|bare| naming::wish_of_field(name, &bare, naming::field).is_some())
}

/// Makes a type unknown if it cannot be declared.
fn sound_type(ty: &mut Ty, depth: usize) {
    *ty = match std::mem::take(ty) {
        _ if depth > MAX_TYPE => Ty::Any,
        Ty::Name(name) if !is_type(&name) => Ty::Any,
        Ty::List(inner) => Ty::list(sound(*inner, depth)),
        Ty::Map(inner) => Ty::map(sound(*inner, depth)),
        Ty::Nullable(inner) => Ty::nullable(sound(*inner, depth)),
        Ty::OneOf(types) => Ty::one_of(types.into_iter().map(|ty| sound(ty, depth)).collect()),
        ty => ty,
    };
}

fn sound(mut ty: Ty, depth: usize) -> Ty {
    sound_type(&mut ty, depth + 1);
    ty
}

/// Returns true if a name is that of a type, or can be that of an identifier.
fn is_type(name: &str) -> bool {
    let plain = name.split('(').next().unwrap_or_default();
    let is_word = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphabetic())
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    BUILT_IN.contains(&plain)
        // The last three are types of custom fields' values, and no page's.
        || !matches!(name, "null" | "any" | "object" | "array" | "map" | "money" | "address" | "crm_link")
            && name.split('.').all(is_word)
            && !is_shared(name)
}

/// Returns true if a name is one of a type below `types/`, such as `tasks.Task`.
fn is_shared(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, last)| {
        last.starts_with(|c: char| c.is_ascii_uppercase()) && last.contains(|c: char| c.is_ascii_lowercase())
    })
}

/// Returns true if a type can list these values.
fn takes_values(ty: &Ty, values: &[String]) -> bool {
    match ty {
        Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) => takes_values(inner, values),
        Ty::OneOf(types) => {
            let numbers = types.iter().filter(|ty| ty.is("integer") || ty.is("double"));
            types.iter().any(|ty| takes_values(ty, values)) && numbers.into_iter().all(|ty| takes_values(ty, values))
        }
        Ty::Name(name) => match name.as_str() {
            "integer" => values.iter().all(|value| value.parse::<i64>().is_ok()),
            "double" => values.iter().all(|value| value.parse().is_ok_and(f64::is_finite)),
            "string" | "id" => true,
            name => !BUILT_IN.contains(&name.split('(').next().unwrap_or_default()),
        },
        _ => false,
    }
}

fn is_map(ty: &Ty) -> bool {
    match ty {
        Ty::Object | Ty::Map(_) => true,
        Ty::Nullable(inner) => is_map(inner),
        _ => false,
    }
}

/// Returns true if a value has keys, or conditions, which may have operators.
fn has_keys(ty: &Ty) -> bool {
    match ty {
        Ty::Any | Ty::Object | Ty::Array | Ty::Shared(_) | Ty::List(_) | Ty::Map(_) => true,
        Ty::Nullable(inner) => has_keys(inner),
        Ty::OneOf(types) => one_or_many(types).map_or_else(|| types.iter().any(has_keys), has_keys),
        Ty::Name(_) => false,
    }
}

/// Returns the type of a union of one item and a list of it.
fn one_or_many(types: &[Ty]) -> Option<&Ty> {
    match types {
        [one, Ty::List(many)] | [Ty::List(many), one] if *one == **many => Some(one),
        _ => None,
    }
}

fn sound_limits(limits: &mut Limits, ty: &Ty) {
    let ty = if let Ty::Nullable(inner) = ty { inner } else { ty };
    let (is_number, has_length) = match ty {
        Ty::Any => (true, true),
        Ty::Array | Ty::List(_) => (false, true),
        Ty::OneOf(types) => (false, one_or_many(types).is_some()),
        Ty::Name(name) => {
            let is_id = !BUILT_IN.contains(&name.split('(').next().unwrap_or_default());
            (is_id || matches!(name.as_str(), "integer" | "double" | "id" | "timestamp"), name == "string")
        }
        _ => (false, false),
    };
    let is_finite = limits.min.is_none_or(f64::is_finite) && limits.max.is_none_or(f64::is_finite);
    if !is_number || !is_finite || limits.min.zip(limits.max).is_some_and(|(min, max)| min > max) {
        (limits.min, limits.max) = (None, None);
    }
    if !has_length || limits.min_length.zip(limits.max_length).is_some_and(|(min, max)| min > max) {
        (limits.min_length, limits.max_length) = (None, None);
    }
}

/// Returns true if a default is of the type, among the values, and within the limits.
fn fits(default: &Value, field: &Field) -> bool {
    if let (Ty::List(_), Value::Array(items)) = (&field.ty, default) {
        let is_known = |item: &Value| field.values.contains(&text_of(item));
        return field.limits == Limits::default() && (field.values.is_empty() || items.iter().all(is_known));
    }
    if !field.values.is_empty() {
        return is_scalar(&field.ty) && (field.is_open || field.values.contains(&text_of(default)));
    }
    is_of_type(default, &field.ty) && field.limits.allow(default)
}

fn is_scalar(ty: &Ty) -> bool {
    matches!(ty, Ty::Name(_)) || matches!(ty, Ty::Nullable(inner) if is_scalar(inner))
}

/// Returns true if a value is of a type, or of one of several.
fn is_of_type(default: &Value, ty: &Ty) -> bool {
    let name = match ty {
        Ty::Nullable(inner) => return is_of_type(default, inner),
        Ty::OneOf(types) => return types.iter().any(|ty| is_of_type(default, ty)),
        Ty::Name(name) => name,
        Ty::Array => return default.is_array(),
        Ty::Object | Ty::Map(_) => return default.is_object(),
        _ => return false,
    };
    match name.as_str() {
        "integer" | "timestamp" => default.is_i64() || default.is_u64(),
        "double" => default.is_number(),
        "string" | "date" | "datetime" => default.is_string(),
        "boolean" => default.is_boolean(),
        "boolean(Y/N)" => default.is_boolean() || matches!(default.as_str(), Some("Y" | "N")),
        "boolean(1/0)" => default.is_boolean() || matches!(default.as_i64(), Some(0 | 1)),
        "boolean(\"1\"/\"0\")" => default.is_boolean() || matches!(default.as_str(), Some("0" | "1")),
        "boolean(\"true\"/\"false\")" => default.is_boolean() || matches!(default.as_str(), Some("true" | "false")),
        _ => default.is_i64() || default.is_u64() || default.is_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Field, clean, fields, has_name};
    use crate::facts::Conditions;

    #[test]
    fn names_are_what_the_schema_takes() {
        for (name, cleaned) in [
            ("ID", "ID"),
            ("UF_<name>", "UF_<name>"),
            ("<=DATE", "<=DATE"),
            ("W<EIGHT", "WEIGHT"),
            ("<name>", "name"),
            ("A<b>C<d>", "AbCd"),
            ("ID*?", "ID"),
            ("a\u{7f}b ", "ab"),
        ] {
            assert_eq!(clean(name), cleaned, "{name}");
        }
        assert!(!has_name("") && !has_name(&clean(" *")) && !has_name(&"x".repeat(300)));
    }

    /// A page in another language may spell the name otherwise, and its spelling wins.
    #[test]
    fn a_condition_names_what_stands_beside_the_field() {
        let field = |name: &str| Field { name: name.to_owned(), ..Field::default() };
        let unless = ["A", "a", "B"].map(str::to_owned).to_vec();
        let when = vec![("b".to_owned(), Vec::new()), ("A".to_owned(), vec!["1".to_owned()])];
        let conditions = Conditions { unless, when, ..Conditions::default() };
        let mut list = vec![field("A"), Field { conditions, ..field("B") }];
        fields(&mut list, 0);
        assert_eq!(list[1].conditions.unless, ["A"]);
        assert_eq!(list[1].conditions.when, [("A".to_owned(), vec!["1".to_owned()])]);
    }
}
