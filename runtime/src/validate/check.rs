//! The check of a call's parameters.

use std::fmt;

use serde_json::{Map, Value};

use super::date::is_date;
use super::fits::{allowed, allowed_in_any_case, fits, length, name, number, takes_all};
use super::signs::SIGNS;
use super::similar::{misspelled, similar};
use crate::catalogue::{Api, Field, Fields, Method, Shape};
use crate::error::{Level, Rule, Violation, type_name};
use crate::schema::rules::Name;

/// The operators of REST 3.0, which has the same for all methods.
const OPERATORS_V3: &[&str] = &["=", "!=", ">", ">=", "<", "<=", "in", "between"];

/// The weight of an error where a value may be of several types; that of a warning is one.
const ERROR: usize = 1000;

/// The number of parameters that are looked for at once: what became of each is a bit of a number.
const PART: usize = 64;

/// The place of the check; a list on the stack, so that a check which finds nothing allocates nothing.
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

/// An object whose names are checked.
#[derive(Clone, Copy)]
struct Place<'a> {
    map: &'a Map<String, Value>,
    path: &'a Path<'a>,
    /// `auth` may be among the parameters themselves.
    is_root: bool,
    /// The names of version 2's own parameters are taken in any case.
    any_case: bool,
    /// Any names are fine if none is described.
    is_open: bool,
}

impl<'a> Place<'a> {
    /// Returns the value of a name, unless it is `null`.
    fn value_of(self, name: &str) -> Option<&'a Value> {
        let is = |given: &str| given == name || self.any_case && given.eq_ignore_ascii_case(name);
        self.map.iter().find(|(given, value)| is(given) && !value.is_null()).map(|(_, value)| value)
    }
}

/// A violation, and which parameter of the object at hand it is of: 0 for those that are missing, then from 1.
type Found = (usize, Violation);

pub(super) struct Check {
    docs: &'static str,
    api: Api,
    /// The operators that the keys of the value at hand may carry before a name.
    operators: &'static [&'static str],
    /// True inside of a filter, where a list stands for any of its items.
    is_filter: bool,
    found: Vec<Found>,
    /// The number of violations that a trial found. It collects none, because what it tries may not be meant.
    trial: Option<usize>,
}

impl Check {
    pub(super) fn of(method: &Method) -> Self {
        Check { docs: method.docs, api: method.api, operators: &[], is_filter: false, found: Vec::new(), trial: None }
    }

    pub(super) fn run(mut self, fields: Fields, params: &Map<String, Value>) -> Vec<Violation> {
        let any_case = self.api == Api::V2;
        self.object(fields, Place { map: params, path: &Path::Root, is_root: true, any_case, is_open: false });
        self.found.into_iter().map(|(_, violation)| violation).collect()
    }

    fn violation(&mut self, path: &Path<'_>, rule: Rule) {
        let level = rule.level();
        self.found_at(0, path, level, || rule);
    }

    fn found_at(&mut self, index: usize, path: &Path<'_>, level: Level, rule: impl FnOnce() -> Rule) {
        match &mut self.trial {
            Some(count) => *count += if level == Level::Error { ERROR } else { 1 },
            None => self.found.push((index, Violation { path: path.to_string(), rule: rule(), docs: self.docs })),
        }
    }

    /// Checks an object. Each field that is told looks for its value; what is found is ordered by the values then.
    fn object(&mut self, fields: Fields, place: Place<'_>) {
        let before = self.found.len();
        let mut from = 0;
        loop {
            self.part(fields, place, from);
            from += PART;
            if from >= place.map.len() {
                break;
            }
        }
        self.found[before..].sort_by_key(|(index, _)| *index);
    }

    /// Checks the names from one on, as many as there are bits.
    fn part(&mut self, fields: Fields, place: Place<'_>, from: usize) {
        let names = || (0..PART).zip(place.map.iter().skip(from));
        let count = PART.min(place.map.len() - from);
        let all = if count == PART { u64::MAX } else { (1 << count) - 1 };
        let operators = self.operators;
        // Names that a field has, and names behind an operator.
        let (mut known, mut compared, mut is_described) = (0, 0, false);
        fields.each(&mut |field| {
            is_described = true;
            let is_required = from == 0 && field.required == Some(true);
            let is_conditional = from == 0 && !(field.unless.is_empty() && field.when.is_empty());
            if known == all && !is_required && !is_conditional {
                return;
            }
            let name = Name::of(&field);
            let is = |given: &str| name.is(given) || place.any_case && field.name.eq_ignore_ascii_case(given);
            // What is compared with need not be of the field's type: `@` takes a list.
            let is_compared = |given: &str| operators.iter().filter_map(|sign| given.strip_prefix(sign)).any(is);
            let mut is_given = false;
            for (bit, (given, value)) in names() {
                if known & 1 << bit != 0 {
                    continue;
                }
                if is(given) {
                    known |= 1 << bit;
                    is_given |= !value.is_null();
                    let path = Path::Key(place.path, given);
                    self.field(&field, value, &path, from + bit + 1);
                    self.effect(&field, place, (&path, from + bit + 1));
                } else if is_compared(given) {
                    compared |= 1 << bit;
                }
            }
            // The value may be another field's, too, or in another part.
            let has_value = |(given, value): (&String, &Value)| is(given) && !value.is_null();
            if is_required && !is_given && !place.map.iter().any(has_value) {
                self.violation(&Path::Key(place.path, field.name), Rule::Required);
            } else if is_conditional && !is_given && !place.map.iter().any(has_value) {
                self.conditional(&field, place);
            }
        });
        if (known | compared) == all || place.is_open && !is_described {
            return;
        }
        for (bit, (given, value)) in names() {
            if (known | compared) & 1 << bit == 0 && !(place.is_root && is_harmless(given, value)) {
                let rule = || Rule::Unknown { similar: similar(given, fields) };
                self.found_at(from + bit + 1, &Path::Key(place.path, given), Level::Warning, rule);
            }
        }
    }

    /// Reports a field that is given and has no effect: with the others, or at all.
    fn effect(&mut self, field: &Field, place: Place<'_>, (path, index): (&Path<'_>, usize)) {
        if field.is_read_only {
            self.found_at(index, path, Level::Warning, || Rule::ReadOnly);
        }
        // What is not given may have such a value by default.
        let holds = |(name, values): &(&str, &[&str])| {
            place.value_of(name).map_or(!values.is_empty(), |value| values.is_empty() || allowed(values, value))
        };
        if let Some((other, _)) = field.only.first().filter(|_| !field.only.iter().any(holds)) {
            self.found_at(index, path, Level::Warning, || Rule::NoEffect { other });
        }
    }

    /// Reports a field that is missing if others make it required.
    fn conditional(&mut self, field: &Field, place: Place<'_>) {
        let value_of = |name: &str| place.value_of(name);
        let path = Path::Key(place.path, field.name);
        if !field.unless.is_empty() && field.unless.iter().all(|name| value_of(name).is_none()) {
            return self.violation(&path, Rule::RequiredUnless { others: field.unless });
        }
        let holds = |(name, values): &&(&str, &[&str])| {
            value_of(name).is_some_and(|value| values.is_empty() || allowed(values, value))
        };
        if let Some((other, _)) = field.when.iter().find(holds) {
            self.violation(&path, Rule::RequiredWith { other });
        }
    }

    /// Checks the value of a field, which is the object's one of this number.
    fn field(&mut self, field: &Field, value: &Value, path: &Path<'_>, index: usize) {
        // A required `null` is already reported as missing; elsewhere `null` clears the value.
        if value.is_null() {
            return;
        }
        let before = self.found.len();
        let is_filter = std::mem::replace(&mut self.is_filter, field.name.eq_ignore_ascii_case("filter"));
        let around = std::mem::replace(&mut self.operators, field.operators);
        match value {
            Value::Array(items) if is_filter && !fits(field.shape, value) => {
                let items = items.iter().enumerate();
                items.for_each(|(index, item)| self.value(field, item, &Path::Item(path, index), around));
            }
            _ => self.value(field, value, path, around),
        }
        self.is_filter = is_filter;
        self.operators = around;
        self.found[before..].iter_mut().for_each(|found| found.0 = index);
    }

    /// Checks one value of a field. `around` are the operators of the object that has the field.
    fn value(&mut self, field: &Field, value: &Value, path: &Path<'_>, around: &'static [&'static str]) {
        let inside = std::mem::replace(&mut self.operators, field.operators);
        let fits = self.shape(field.shape, value, path);
        self.operators = around;
        if fits && !is_reference(value) {
            self.limits(field, value, path);
            self.operators(field, value, path);
            self.names(field.names, value, path);
            if is_dated(field.shape) && value.as_str().is_some_and(|text| !is_date(text)) {
                self.violation(path, Rule::Date);
            }
        }
        self.operators = inside;
    }

    /// Checks the type; the answer tells whether the value itself, not its parts, has it.
    fn shape(&mut self, shape: Shape, value: &Value, path: &Path<'_>) -> bool {
        if is_reference(value) {
            return true;
        }
        if let Shape::OneOf(_) | Shape::OneOrMany(_) = shape {
            return self.one_of(shape, value, path);
        }
        if !fits(shape, value) {
            self.violation(path, Rule::Type { expected: name(shape), found: type_name(value) });
            return false;
        }
        let inside = |map, is_open| Place { map, path, is_root: false, any_case: false, is_open };
        match (shape, value) {
            (Shape::Nullable(inner), value) if !value.is_null() => return self.shape(inner.shape(), value, path),
            (Shape::Object(fields), Value::Object(map)) => self.object(fields, inside(map, true)),
            (Shape::Shared(shared), Value::Object(map)) => self.object(shared.fields, inside(map, false)),
            (Shape::Map(inner), Value::Object(map)) => {
                for (key, value) in map {
                    self.shape(inner.shape(), value, &Path::Key(path, key));
                }
            }
            (Shape::List(inner), Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    self.shape(inner.shape(), item, &Path::Item(path, index));
                }
            }
            _ => {}
        }
        true
    }

    /// The value has to fit one of the types, parts included; what is wrong is told of the type that is meant: the one
    /// that it breaks least.
    fn one_of(&mut self, shape: Shape, value: &Value, path: &Path<'_>) -> bool {
        let mut best: Option<(usize, Shape)> = None;
        shape.options(&mut |option| {
            let fewest = best.map(|(count, _)| count);
            if fewest == Some(0) || !fits(option, value) {
                return;
            }
            let count = self.try_shape(option, value, path);
            // One without errors is meant, else the one with the fewest findings.
            let rank = |count: usize| (count >= ERROR, count / ERROR + count % ERROR);
            if fewest.is_none_or(|fewest| rank(count) < rank(fewest)) {
                best = Some((count, option));
            }
        });
        match (best, &mut self.trial) {
            (Some((0, _)), _) => return true,
            (Some((count, _)), Some(trial)) => *trial += count,
            (Some((_, option)), None) => _ = self.shape(option, value, path),
            (None, _) => self.violation(path, Rule::Type { expected: name(shape), found: type_name(value) }),
        }
        false
    }

    /// Returns the number of violations if this type is meant.
    fn try_shape(&mut self, shape: Shape, value: &Value, path: &Path<'_>) -> usize {
        let around = self.trial.replace(0);
        self.shape(shape, value, path);
        std::mem::replace(&mut self.trial, around).unwrap_or_default()
    }

    /// Looks for misspelled names of fields in the keys of a filter or an order, and in a selection. The server knows more
    /// names than the documentation, so a name that is like none is let pass.
    fn names(&mut self, fields: Fields, value: &Value, path: &Path<'_>) {
        match value {
            Value::Object(map) => {
                for key in map.keys() {
                    let name = key.trim_start_matches(|sign| SIGNS.contains(sign));
                    if let Some(similar) = misspelled(name, fields) {
                        self.violation(&Path::Key(path, key), Rule::Unknown { similar: Some(similar) });
                    }
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    if let Some(similar) = item.as_str().and_then(|name| misspelled(name, fields)) {
                        self.violation(&Path::Item(path, index), Rule::Unknown { similar: Some(similar) });
                    }
                }
            }
            _ => {}
        }
    }

    /// Checks the operators of a filter: before the keys in version 2, inside of the conditions in REST 3.0.
    fn operators(&mut self, field: &Field, value: &Value, path: &Path<'_>) {
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

    fn limits(&mut self, field: &Field, value: &Value, path: &Path<'_>) {
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
        if !field.characters.is_empty() && value.as_str().is_some_and(|text| !is_of(field.characters, text)) {
            self.violation(path, Rule::Characters { allowed: field.characters });
        }
        let is_listed = field.values.is_empty() || allowed(field.values, value);
        if !(is_listed || field.is_open && takes_all(value)) {
            // Many methods take their words in any case; none says so.
            let is_known = field.is_open || allowed_in_any_case(field.values, value);
            let (allowed, known) = (field.values, field.values);
            self.violation(path, if is_known { Rule::Unlisted { known } } else { Rule::Values { allowed } });
        }
    }
}

/// Returns true for a place that the result of another command of a batch takes: it may become a value of any type.
fn is_reference(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.starts_with("$result["))
}

/// Returns true for what any method takes: the token, and the first page, which is what it answers anyway.
fn is_harmless(given: &str, value: &Value) -> bool {
    given == "auth" || given == "start" && number(value) == Some(0.0)
}

/// Returns true if a text has no other characters than those of a set: `A-Za-z0-9_\-`.
fn is_of(set: &str, text: &str) -> bool {
    let is_in = |c: char| {
        let mut rest = set.chars().peekable();
        while let Some(mut first) = rest.next() {
            if first == '\\' {
                first = rest.next().unwrap_or(first);
            }
            let mut last = first;
            if rest.peek() == Some(&'-') {
                rest.next();
                last = rest.next().unwrap_or(first);
            }
            if (first..=last).contains(&c) {
                return true;
            }
        }
        false
    };
    text.chars().all(is_in)
}

/// Returns true for a day or a point in time, or nothing.
fn is_dated(shape: Shape) -> bool {
    match shape {
        Shape::Date | Shape::DateTime => true,
        Shape::Nullable(inner) => is_dated(inner.shape()),
        _ => false,
    }
}
