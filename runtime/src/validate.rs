//! Checks parameters against the documented rules. Rules are data in the [`catalogue`](crate::catalogue); this is their
//! one interpreter, for typed requests and for JSON alike. It allocates only when a rule is violated.

use std::fmt;

use serde_json::{Map, Value};

use crate::catalogue::{Api, Field, Method, Shape};

/// A parameter that breaks a documented rule.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Violation {
    /// Where, such as `fields.relations.child[0].entityTypeId`.
    pub path: String,
    /// The rule.
    pub rule: Rule,
    /// The documentation page that has the rule.
    pub docs: &'static str,
}

/// A documented rule, with what it demands.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Rule {
    /// The parameter has to be there.
    Required,
    /// The method has no such parameter.
    Unknown {
        /// A parameter with a similar name.
        similar: Option<&'static str>,
    },
    /// The value is of another type.
    Type {
        /// The documented type.
        expected: &'static str,
        /// The JSON type that was given.
        found: &'static str,
    },
    /// The condition's operator is not documented for the method's filter.
    Operator {
        /// The documented operators.
        allowed: &'static [&'static str],
    },
    /// The value is not among the allowed ones.
    Values {
        /// The allowed values.
        allowed: &'static [&'static str],
    },
    /// The number is below the smallest one allowed.
    Min(f64),
    /// The number is above the largest one allowed.
    Max(f64),
    /// The text, or the list, is too short.
    MinLength(u64),
    /// The text, or the list, is too long.
    MaxLength(u64),
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rule::Required => f.write_str("is required"),
            Rule::Unknown { similar: None } => f.write_str("is not a parameter of this method"),
            Rule::Unknown { similar: Some(name) } => {
                write!(f, "is not a parameter of this method; did you mean `{name}`?")
            }
            Rule::Type { expected, found } => write!(f, "has to be {expected}, not {found}"),
            Rule::Operator { allowed } => write!(f, "has an operator that is not one of {}", allowed.join(", ")),
            Rule::Values { allowed } => write!(f, "has to be one of {}", allowed.join(", ")),
            Rule::Min(min) => write!(f, "has to be at least {min}"),
            Rule::Max(max) => write!(f, "has to be at most {max}"),
            Rule::MinLength(len) => write!(f, "has to have a length of at least {len}"),
            Rule::MaxLength(len) => write!(f, "has to have a length of at most {len}"),
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {} ({})", self.path, self.rule, self.docs)
    }
}

/// All rules that a call's parameters break.
#[derive(Clone, Debug, PartialEq)]
pub struct Violations {
    method: &'static str,
    list: Vec<Violation>,
}

impl Violations {
    /// The violations, in the order of the parameters.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.list.iter()
    }

    /// The violations, in the order of the parameters; at least one.
    pub fn as_slice(&self) -> &[Violation] {
        &self.list
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.method)?;
        for violation in &self.list {
            write!(f, "\n  {violation}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}

/// Checks the parameters of a call.
pub fn params(method: &'static Method, params: &Map<String, Value>) -> Result<(), Violations> {
    let mut check = Check { docs: method.docs, api: method.api, operators: &[], list: Vec::new() };
    // The names of version 2's own parameters are taken in any case, and `auth` may be among them.
    let root = Root { any_case: method.api == Api::V2 };
    check.object(&method.params, params, &Path::Root, Some(&root));
    if check.list.is_empty() { Ok(()) } else { Err(Violations { method: method.name, list: check.list }) }
}

struct Root {
    any_case: bool,
}

/// Where the check is; a list on the stack, so that a check which finds nothing allocates nothing.
enum Path<'a> {
    Root,
    Key(&'a Path<'a>, &'a str),
    Item(&'a Path<'a>, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Path::Root => Ok(()),
            Path::Key(Path::Root, key) => f.write_str(key),
            Path::Key(parent, key) => write!(f, "{parent}.{key}"),
            Path::Item(parent, index) => write!(f, "{parent}[{index}]"),
        }
    }
}

/// The signs that operators of version 2 are made of.
pub(crate) const SIGNS: &str = "<>=!@%~?*+";

/// The operators of REST 3.0, which has the same for all methods.
const OPERATORS_V3: &[&str] = &["=", "!=", ">", ">=", "<", "<=", "in", "between"];

struct Check {
    docs: &'static str,
    api: Api,
    /// What the keys of the value at hand may carry before a name.
    operators: &'static [&'static str],
    list: Vec<Violation>,
}

impl Check {
    fn violation(&mut self, path: &Path<'_>, rule: Rule) {
        self.list.push(Violation { path: path.to_string(), rule, docs: self.docs });
    }

    fn object(&mut self, fields: &'static [Field], map: &Map<String, Value>, path: &Path<'_>, root: Option<&Root>) {
        let any_case = root.is_some_and(|root| root.any_case);
        let is = |field: &Field, name: &str| field.is_named(name) || any_case && field.name.eq_ignore_ascii_case(name);
        let has = |name: &str| fields.iter().any(|field| is(field, name));
        let operators = self.operators;
        for field in fields.iter().filter(|field| field.required == Some(true)) {
            let given = map.iter().any(|(name, value)| is(field, name) && !value.is_null());
            if !given {
                self.violation(&Path::Key(path, field.name), Rule::Required);
            }
        }
        for (name, value) in map {
            let path = Path::Key(path, name);
            match fields.iter().find(|field| is(field, name)) {
                Some(field) => self.field(field, value, &path),
                None if root.is_some() && name == "auth" => {}
                // What is compared with need not be of the field's type: `@` takes a list.
                None if operators.iter().filter_map(|sign| name.strip_prefix(sign)).any(has) => {}
                None => self.violation(&path, Rule::Unknown { similar: similar(name, fields) }),
            }
        }
    }

    fn field(&mut self, field: &'static Field, value: &Value, path: &Path<'_>) {
        // A required `null` is already reported as missing; elsewhere `null` clears the value.
        if value.is_null() {
            return;
        }
        let around = std::mem::replace(&mut self.operators, field.operators);
        let fits = self.shape(&field.shape, value, path);
        self.operators = around;
        if fits {
            self.limits(field, value, path);
            self.operators(field, value, path);
        }
    }

    /// Checks the type; the answer tells whether the value itself, not its parts, has it.
    fn shape(&mut self, shape: &'static Shape, value: &Value, path: &Path<'_>) -> bool {
        if let Shape::OneOf(shapes) = shape {
            return self.one_of(shapes, value, path);
        }
        if !fits(shape, value) {
            self.violation(path, Rule::Type { expected: name(shape), found: type_name(value) });
            return false;
        }
        match (shape, value) {
            (Shape::Nullable(inner), value) if !value.is_null() => return self.shape(inner, value, path),
            (Shape::Object(fields), Value::Object(map)) if !fields.is_empty() => self.object(fields, map, path, None),
            (Shape::Shared(shared), Value::Object(map)) => self.object(&shared.fields, map, path, None),
            (Shape::Map(inner), Value::Object(map)) => {
                for (key, value) in map {
                    self.shape(inner, value, &Path::Key(path, key));
                }
            }
            (Shape::List(inner), Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    self.shape(inner, item, &Path::Item(path, index));
                }
            }
            _ => {}
        }
        true
    }

    /// Checks the operators of a filter: before the keys in version 2, inside of the conditions in REST 3.0.
    fn operators(&mut self, field: &'static Field, value: &Value, path: &Path<'_>) {
        let is_filter = || matches!((path, field.name), (Path::Key(Path::Root, _), "filter"));
        match value {
            // The keys of an object are checked with their operators.
            Value::Object(map) if !field.operators.is_empty() && matches!(field.shape, Shape::Map(_)) => {
                for key in map.keys() {
                    let sign = &key[..key.len() - key.trim_start_matches(|sign| SIGNS.contains(sign)).len()];
                    if !sign.is_empty() && !field.operators.contains(&sign) {
                        self.violation(&Path::Key(path, key), Rule::Operator { allowed: field.operators });
                    }
                }
            }
            Value::Array(conditions) if self.api == Api::V3 && (is_filter() || !field.operators.is_empty()) => {
                let allowed = if field.operators.is_empty() { OPERATORS_V3 } else { field.operators };
                self.conditions(conditions, allowed, path);
            }
            _ => {}
        }
    }

    fn conditions(&mut self, conditions: &[Value], allowed: &'static [&'static str], path: &Path<'_>) {
        for (index, condition) in conditions.iter().enumerate() {
            let path = Path::Item(path, index);
            match condition {
                Value::Array(parts) if parts.len() == 3 => {
                    let word = parts[1].as_str().unwrap_or_default();
                    if !allowed.iter().any(|known| known.eq_ignore_ascii_case(word)) {
                        self.violation(&path, Rule::Operator { allowed });
                    }
                }
                Value::Object(group) => {
                    if let Some(Value::Array(inside)) = group.get("conditions") {
                        self.conditions(inside, allowed, &Path::Key(&path, "conditions"));
                    }
                }
                _ => {}
            }
        }
    }

    /// The value has to fit one of the types, parts included; what is wrong is told of the type that is meant.
    fn one_of(&mut self, shapes: &'static [Shape], value: &Value, path: &Path<'_>) -> bool {
        let before = self.list.len();
        let mut best: Option<Vec<Violation>> = None;
        for shape in shapes.iter().filter(|shape| fits(shape, value)) {
            self.shape(shape, value, path);
            let found = self.list.split_off(before);
            if found.is_empty() {
                return true;
            }
            if best.as_ref().is_none_or(|best| found.len() < best.len()) {
                best = Some(found);
            }
        }
        match best {
            Some(found) => self.list.extend(found),
            None => {
                let expected = shapes.first().map_or("any", name);
                self.violation(path, Rule::Type { expected, found: type_name(value) });
            }
        }
        false
    }

    fn limits(&mut self, field: &'static Field, value: &Value, path: &Path<'_>) {
        if let Some(number) = number(value) {
            if let Some(min) = field.min.filter(|min| number < *min) {
                self.violation(path, Rule::Min(min));
            }
            if let Some(max) = field.max.filter(|max| number > *max) {
                self.violation(path, Rule::Max(max));
            }
        }
        if let Some(len) = length(value) {
            if let Some(min) = field.min_length.filter(|min| len < *min) {
                self.violation(path, Rule::MinLength(min));
            }
            if let Some(max) = field.max_length.filter(|max| len > *max) {
                self.violation(path, Rule::MaxLength(max));
            }
        }
        if !field.values.is_empty() && !allowed(field.values, value) {
            self.violation(path, Rule::Values { allowed: field.values });
        }
    }
}

/// Whether a value is of a type, its parts aside. Numbers and booleans may be written as this API writes them.
fn fits(shape: &Shape, value: &Value) -> bool {
    match shape {
        Shape::Any => true,
        Shape::Integer => {
            value.is_i64() || value.is_u64() || text(value, |text| text.is_empty() || text.parse::<i64>().is_ok())
        }
        Shape::Double => value.is_number() || text(value, |text| text.is_empty() || text.parse::<f64>().is_ok()),
        Shape::String => value.is_string() || value.is_number(),
        Shape::Boolean => is_boolean(value),
        Shape::Date => text(value, starts_with_digit_or_empty),
        Shape::DateTime => value.is_i64() || text(value, starts_with_digit_or_empty),
        Shape::Timestamp => value.is_i64() || text(value, starts_with_digit_or_empty),
        Shape::Id => value.is_i64() || value.is_u64() || value.is_string(),
        Shape::File => value.is_string() || value.is_array() || value.is_object() || value.is_i64(),
        // PHP reads an object with the keys 0, 1, 2 as a list, and an empty list as an empty object.
        Shape::List(_) => value.is_array() || value.is_object(),
        Shape::Map(_) | Shape::Object(_) | Shape::Shared(_) => {
            value.is_object() || value.as_array().is_some_and(Vec::is_empty)
        }
        Shape::OneOf(shapes) => shapes.iter().any(|shape| fits(shape, value)),
        Shape::Nullable(inner) => value.is_null() || fits(inner, value),
    }
}

fn text(value: &Value, is: impl Fn(&str) -> bool) -> bool {
    value.as_str().is_some_and(is)
}

/// A date starts with a digit; an empty text clears it.
fn starts_with_digit_or_empty(text: &str) -> bool {
    text.bytes().next().is_none_or(|byte| byte.is_ascii_digit())
}

fn is_boolean(value: &Value) -> bool {
    match value {
        Value::Bool(_) => true,
        Value::Number(number) => matches!(number.as_i64(), Some(0 | 1)),
        Value::String(text) => matches!(text.as_str(), "Y" | "N" | "y" | "n" | "1" | "0" | "true" | "false"),
        _ => false,
    }
}

fn name(shape: &Shape) -> &'static str {
    match shape {
        Shape::Any => "any",
        Shape::Integer => "integer",
        Shape::Double => "double",
        Shape::String => "string",
        Shape::Boolean => "boolean",
        Shape::Date => "date",
        Shape::DateTime => "datetime",
        Shape::Timestamp => "timestamp",
        Shape::Id => "id",
        Shape::File => "file",
        Shape::List(_) => "array",
        Shape::Map(_) | Shape::Object(_) | Shape::Shared(_) => "object",
        Shape::OneOf(shapes) => shapes.first().map_or("any", name),
        Shape::Nullable(inner) => name(inner),
    }
}

fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.parse().ok())
}

fn length(value: &Value) -> Option<u64> {
    let len = match value {
        Value::String(text) => text.chars().count(),
        Value::Array(items) => items.len(),
        _ => return None,
    };
    u64::try_from(len).ok()
}

/// Whether each value given, one or a list, is allowed. Numbers and booleans are compared by their text.
fn allowed(values: &[&str], value: &Value) -> bool {
    match value {
        Value::String(text) => values.contains(&text.as_str()),
        Value::Number(number) => number
            .as_i64()
            .is_some_and(|number| values.iter().any(|value| value.parse().is_ok_and(|allowed: i64| allowed == number))),
        Value::Bool(bool) => values.contains(if *bool { &"true" } else { &"false" }),
        Value::Array(items) => items.iter().all(|item| allowed(values, item)),
        _ => true,
    }
}

/// The field whose name is nearest, if it is near: the same in another case or with other separators, or one edit away.
fn similar(name: &str, fields: &'static [Field]) -> Option<&'static str> {
    let plain = |name: &str| name.replace(['_', '-', '.'], "").to_lowercase();
    let wanted = plain(name);
    let names = || fields.iter().map(|field| field.name);
    names()
        .find(|name| plain(name) == wanted)
        .or_else(|| names().find(|name| wanted.len() > 3 && one_edit_apart(&plain(name), &wanted)))
}

/// Whether one letter added, removed, replaced, or swapped with its neighbour makes one name of the other.
fn one_edit_apart(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let start = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[start..], &b[start..]);
    let swapped = a.len() >= 2 && a.len() == b.len() && a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..];
    let replaced = !a.is_empty() && a.len() == b.len() && a[1..] == b[1..];
    let removed = a.len() == b.len() + 1 && a[1..] == *b;
    let added = b.len() == a.len() + 1 && b[1..] == *a;
    swapped || replaced || removed || added
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Rule, params};
    use crate::catalogue::{Api, Errors, Field, Fields, Kind, Method, Shape, Type};

    static NODE: Type = Type {
        name: "test.Node",
        fields: Fields::of(&[
            Field::required("id", Shape::Id),
            Field::optional("children", Shape::List(&Shape::Shared(&NODE))),
            Field::optional("UF_<name>", Shape::Any),
        ]),
    };

    static METHOD: Method = Method {
        name: "test.method",
        api: Api::V2,
        scopes: &[],
        kind: Kind::Write,
        docs: "https://docs/",
        batchable: None,
        deprecated: None,
        positional: &[],
        pager: None,
        params: Fields::of(&[
            Field::required("ID", Shape::Id).min(1.0),
            Field::optional("ROLE", Shape::String).values(&["E", "K"]),
            Field::optional("USERS", Shape::OneOf(&[Shape::Id, Shape::List(&Shape::Id)])).max_length(2),
            Field::optional("NODE", Shape::Shared(&NODE)),
            Field::optional("FLAG", Shape::Boolean),
            Field::unknown("DAY", Shape::Nullable(&Shape::Date)),
            Field::optional("NAME", Shape::String).max_length(3),
        ]),
        errors: Errors::NONE,
    };

    #[track_caller]
    fn violations(value: Value) -> Vec<(String, Rule)> {
        let Value::Object(map) = value else { panic!("not an object") };
        match params(&METHOD, &map) {
            Ok(()) => Vec::new(),
            Err(violations) => violations.iter().map(|v| (v.path.clone(), v.rule.clone())).collect(),
        }
    }

    #[test]
    fn what_the_api_takes_passes() {
        for good in [
            json!({ "ID": 1 }),
            json!({ "id": "17", "auth": "token" }),
            json!({ "ID": 1, "USERS": 5, "FLAG": "true", "DAY": null }),
            json!({ "ID": 1, "USERS": [5, "6"], "FLAG": "Y", "NODE": [] }),
            json!({ "ID": 1, "NODE": { "id": 1, "UF_X": {}, "children": [{ "id": 2 }] } }),
        ] {
            assert_eq!(violations(good.clone()), [], "{good}");
        }
    }

    #[test]
    fn all_violations_are_returned_with_their_paths() {
        let found = violations(json!({
            "ROLE": "X",
            "USERS": [1, 2, 3],
            "NODE": { "children": [{ "id": 1 }, { "idd": 2 }] },
            "FLAG": "maybe",
            "NAME": "long",
            "rol": 1,
        }));
        let expected = [
            ("ID", Rule::Required),
            ("ROLE", Rule::Values { allowed: &["E", "K"] }),
            ("USERS", Rule::MaxLength(2)),
            ("NODE.id", Rule::Required),
            ("NODE.children[1].id", Rule::Required),
            ("NODE.children[1].idd", Rule::Unknown { similar: None }),
            ("FLAG", Rule::Type { expected: "boolean", found: "string" }),
            ("NAME", Rule::MaxLength(3)),
            ("rol", Rule::Unknown { similar: None }),
        ];
        assert_eq!(found, expected.map(|(path, rule)| (path.to_owned(), rule)));
    }

    #[test]
    fn a_misspelt_name_gets_a_suggestion() {
        let found = violations(json!({ "ID": 0, "U_SERS": 1, "NAEM": "x" }));
        let expected = [
            ("ID", Rule::Min(1.0)),
            ("U_SERS", Rule::Unknown { similar: Some("USERS") }),
            ("NAEM", Rule::Unknown { similar: Some("NAME") }),
        ];
        assert_eq!(found, expected.map(|(path, rule)| (path.to_owned(), rule)));
    }
}
