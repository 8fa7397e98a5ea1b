//! Finds all mistakes in a file's structure by checking it against its JSON Schema.
//!
//! serde stops at its first error and, in nested maps, rarely names the place. This check runs only after serde failed.
//! It knows the same rules (the schema is derived from the same structs), reports every violation, and repairs the
//! document, so that the rest of it can be checked in the same run.

use std::collections::HashMap;

use serde_json::Value;

use crate::diagnostic::{At, Finding};
use crate::naming::nearest;
use crate::source::Span;
use crate::yaml::{self, Node, Tree, Type};

/// Reports the values in `tree` that the definition `name` of `schema` does not allow, and removes them.
pub(crate) fn check(schema: &Value, name: &str, tree: &mut Tree) -> Vec<Finding> {
    let mut walk = Walk { defs: &schema["$defs"], findings: Vec::new() };
    let schema = &schema["$defs"][name];
    if tree.ty() == Type::Null {
        let finding = Finding::new("wrong-type", At::Span(tree.span), "this file is empty");
        walk.findings.push(finding.help("fill it, or take it away"));
        *tree = walk.neutral(schema, tree.span);
    } else if walk.value(schema, tree, Slot { key: None, span: tree.mark() }) == Fit::Wrong {
        *tree = walk.neutral(schema, tree.span);
    }
    walk.findings
}

struct Walk<'s> {
    defs: &'s Value,
    findings: Vec<Finding>,
}

/// The position of a value.
#[derive(Clone, Copy)]
struct Slot<'k> {
    /// Its key, if it has one.
    key: Option<&'k str>,
    /// The span to show: that of the value, or of its key if the value has no text.
    span: Span,
}

/// The result of checking a value against its schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fit {
    /// The value is valid.
    Well,
    /// The value is a list that is valid after removing items.
    Mended,
    /// The value is invalid.
    Wrong,
}

impl<'s> Walk<'s> {
    fn value(&mut self, schema: &'s Value, tree: &mut Tree, slot: Slot<'_>) -> Fit {
        let options = self.options(schema);
        let ty = tree.ty();
        let Some(option) = options.iter().copied().find(|option| allows(option, ty)) else {
            self.wrong_type(&options, tree, slot);
            return Fit::Wrong;
        };
        let at = if tree.span.is_empty() { slot.span } else { tree.span };
        match &mut tree.node {
            Node::Map(_) => {
                self.map(option, tree, slot);
                Fit::Well
            }
            Node::List(items) => {
                let count = items.len();
                let mut is_well = |item: &mut Tree| {
                    let slot = Slot { key: None, span: item.mark() };
                    self.value(&option["items"], item, slot) != Fit::Wrong
                };
                yaml::change(items, |items| items.retain_mut(&mut is_well));
                if items.len() < count { Fit::Mended } else { Fit::Well }
            }
            Node::Scalar { .. } if ty == Type::Null => Fit::Well,
            Node::Scalar { text, .. } => match scalar(&options, text, Slot { span: at, ..slot }) {
                Some(finding) => {
                    self.findings.push(finding);
                    Fit::Wrong
                }
                None => Fit::Well,
            },
        }
    }

    /// Returns the alternatives of a schema, with references followed.
    fn options(&self, schema: &'s Value) -> Vec<&'s Value> {
        if let Some(name) = schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
            return self.options(&self.defs[name]);
        }
        match schema["anyOf"].as_array().or_else(|| schema["oneOf"].as_array()) {
            Some(options) => options.iter().flat_map(|option| self.options(option)).collect(),
            None => vec![schema],
        }
    }

    fn map(&mut self, schema: &'s Value, tree: &mut Tree, slot: Slot<'_>) {
        let here = if slot.key.is_some() { slot.span } else { tree.mark() };
        let span = tree.span;
        let Node::Map(entries) = &mut tree.node else { return };
        let mended = yaml::change(entries, |entries| self.entries(schema, entries, (span, here)));
        tree.mend(mended);
    }

    /// Removes or fills in invalid entries of a map; returns their keys. `span` is its place, and `here` the one to show.
    fn entries(
        &mut self,
        schema: &'s Value,
        entries: &mut Vec<(Tree, Tree)>,
        (span, here): (Span, Span),
    ) -> Vec<String> {
        self.keys(entries);
        let is_struct = schema["properties"].is_object() || schema["additionalProperties"] == Value::Bool(false);
        let mut mended = Vec::new();
        entries.retain_mut(|(key, value)| {
            let name = key.text().unwrap_or_default();
            let Some(inner) = self.inner(schema, name) else {
                mended.extend(self.unknown_key(schema, name, key.span));
                return false;
            };
            match self.value(inner, value, Slot { key: Some(name), span: key.span }) {
                Fit::Well => true,
                Fit::Mended => {
                    mended.push(name.to_owned());
                    true
                }
                Fit::Wrong => {
                    if is_struct {
                        mended.push(name.to_owned());
                    } else {
                        *value = self.neutral(inner, value.span);
                    }
                    !is_struct
                }
            }
        });
        for (name, inner) in self.required(schema) {
            if entries.iter().any(|(key, _)| key.text() == Some(name)) {
                continue;
            }
            if !mended.iter().any(|key| key == name) {
                self.missing_key(name, inner, here);
                mended.push(name.to_owned());
            }
            entries.push((Tree::new(Node::text(name), span), self.neutral(inner, span)));
        }
        mended
    }

    /// Returns the schema of a key's value, or `None` if the key is unknown.
    fn inner(&self, schema: &'s Value, name: &str) -> Option<&'s Value> {
        match (&schema["properties"][name], &schema["additionalProperties"]) {
            (Value::Null, Value::Bool(false)) => None,
            (Value::Null, any) => Some(any),
            (known, _) => Some(known),
        }
    }

    /// Returns the required keys, with their schemas.
    fn required(&self, schema: &'s Value) -> Vec<(&'s str, &'s Value)> {
        let names = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
        names.map(|name| (name, &schema["properties"][name])).collect()
    }

    /// Reports and removes invalid, unknown and duplicate keys.
    fn keys(&mut self, entries: &mut Vec<(Tree, Tree)>) {
        let mut seen: HashMap<String, Span> = HashMap::new();
        entries.retain(|(key, _)| {
            let Some(name) = key.text().filter(|_| key.ty() != Type::Null) else {
                let (message, help) = match key.ty() {
                    Type::Null => {
                        ("there is no key before the colon", "write one; `~` or `null` as a key needs quotes")
                    }
                    _ => ("a key has to be a single value", "put the text in quotes if it only begins with a bracket"),
                };
                self.findings.push(Finding::new("wrong-type", At::Span(key.mark()), message).help(help));
                return false;
            };
            if let Some(first) = seen.get(name) {
                let message = format!("the key `{name}` is given twice");
                let finding = Finding::new("duplicate-key", At::Span(key.span), message);
                self.findings.push(finding.related(At::Span(*first), "first here").help("keep one of the two"));
                return false;
            }
            seen.insert(name.to_owned(), key.span);
            true
        });
    }

    /// Reports an unknown key, and returns the key that was probably meant.
    fn unknown_key(&mut self, schema: &Value, name: &str, span: Span) -> Option<String> {
        let known: Vec<&str> =
            schema["properties"].as_object().into_iter().flatten().map(|(key, _)| key.as_str()).collect();
        let near = nearest(name, known.iter().copied());
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None if name.starts_with('-') => "an item of a list begins with `- `, with a space behind it".to_owned(),
            None if name.contains(' ') => "a text that holds a comma or a colon needs quotes".to_owned(),
            None => format!("known keys here: {}", known.join(", ")),
        };
        self.findings.push(Finding::new("unknown-key", At::Span(span), format!("unknown key `{name}`")).help(help));
        near.map(str::to_owned)
    }

    fn missing_key(&mut self, name: &str, schema: &Value, span: Span) {
        let message = format!("the key `{name}` is missing");
        let about = schema["description"].as_str().unwrap_or("it has to be there");
        let sentence = about.split_once(". ").map_or(about, |(first, _)| first).trim_end_matches('.');
        let mut rest = sentence.chars();
        let first = rest.next().map(|first| first.to_ascii_lowercase());
        let help = format!("`{name}` is {}{}", first.map(String::from).unwrap_or_default(), rest.as_str());
        self.findings.push(Finding::new("missing-key", At::Span(span), message).help(help));
    }

    fn wrong_type(&mut self, options: &[&Value], tree: &Tree, slot: Slot<'_>) {
        let mut wanted: Vec<&str> =
            options.iter().flat_map(|option| types(option)).filter(|ty| *ty != "null").collect();
        wanted.dedup();
        let (expected, found) = (all_called(&wanted), found(tree));
        let message = match slot.key {
            Some(key) => format!("`{key}` takes {expected}, not {found}"),
            None => format!("{expected} is expected here, not {found}"),
        };
        let at = if tree.mark().is_empty() { slot.span } else { tree.mark() };
        let mut finding = Finding::new("wrong-type", At::Span(at), message);
        let is_field = options.iter().any(|option| option["properties"]["deprecated"].is_object());
        finding.help = Some(how_to_write(&wanted, tree, is_field));
        self.findings.push(finding);
    }

    /// Returns the simplest value that a schema allows.
    fn neutral(&self, schema: &'s Value, span: Span) -> Tree {
        let options = self.options(schema);
        let is = |wanted: &str| options.iter().copied().find(|option| types(option).contains(&wanted));
        let option = is("object").or_else(|| options.iter().copied().find(|option| types(option) != ["null"]));
        let option = option.unwrap_or(schema);
        let ty = types(option).into_iter().find(|ty| *ty != "null");
        let Some("object") = ty else {
            let node = match ty {
                Some("array") => Node::List(Box::default()),
                Some("string") => Node::text(values(option).first().copied().unwrap_or_default()),
                Some("integer" | "number") => Node::plain("0"),
                Some("boolean") => Node::plain("false"),
                _ => Node::plain(""),
            };
            return Tree::new(node, span);
        };
        let required = self.required(option);
        let entry = |(name, inner): &(&str, &'s Value)| (Tree::new(Node::text(name), span), self.neutral(inner, span));
        let entries = required.iter().map(entry).collect();
        let mended = required.iter().map(|(name, _)| (*name).to_owned()).collect();
        let mut tree = Tree::new(Node::Map(entries), span);
        tree.mend(mended);
        tree
    }
}

/// Returns the problem of a scalar of the right type, if it has one.
fn scalar(options: &[&Value], text: &str, slot: Slot<'_>) -> Option<Finding> {
    let allowed: Vec<&str> = options.iter().flat_map(|option| values(option)).collect();
    let is_scalar = |option: &Value| !matches!(types(option).as_slice(), ["null" | "array" | "object"]);
    let is_open = options.iter().any(|option| values(option).is_empty() && is_scalar(option));
    if is_open || allowed.contains(&text) {
        return out_of_range(options, text, slot);
    }
    let message = match slot.key {
        Some(key) => format!("`{key}` cannot be `{text}`"),
        None => format!("`{text}` is not one of the values allowed here"),
    };
    let help = match nearest(text, allowed.iter().copied()) {
        Some(near) => format!("did you mean `{near}`? allowed: {}", allowed.join(", ")),
        None => format!("allowed: {}", allowed.join(", ")),
    };
    Some(Finding::new("bad-value", At::Span(slot.span), message).help(help))
}

fn out_of_range(options: &[&Value], text: &str, slot: Slot<'_>) -> Option<Finding> {
    let number: f64 = text.parse().ok()?;
    let limit = |option: &Value, key: &str| option[key].as_f64();
    let option = options.iter().find(|option| types(option).iter().any(|ty| ["integer", "number"].contains(ty)))?;
    let is_below = limit(option, "minimum").is_some_and(|min| number < min);
    let is_above = limit(option, "maximum").is_some_and(|max| number > max);
    let help = match (limit(option, "minimum"), limit(option, "maximum")) {
        (Some(min), Some(max)) => format!("a number from {min} to {max}"),
        (Some(min), None) => format!("a number from {min} on"),
        (None, Some(max)) => format!("a number up to {max}"),
        (None, None) => return None,
    };
    let message = match slot.key {
        Some(key) => format!("`{key}` cannot be {text}"),
        None => format!("{text} is out of range"),
    };
    (is_below || is_above).then(|| Finding::new("bad-value", At::Span(slot.span), message).help(help))
}

/// Returns the advice on writing a value of the wanted types.
fn how_to_write(wanted: &[&str], tree: &Tree, is_field: bool) -> String {
    let found = tree.ty();
    let text = tree.text().unwrap_or_default();
    let is_single = matches!(found, Type::Boolean | Type::Integer | Type::Number);
    match wanted {
        ["string", "object"] if is_field && found != Type::Null => {
            "write a type such as `integer`, or a map `{ type: integer, doc: … }`".to_owned()
        }
        _ if found == Type::Null => "give it a value, or take the key out".to_owned(),
        wanted if wanted.contains(&"string") && is_single => format!("put it in quotes: \"{text}\""),
        ["object", ..] => "a map is written `key: value`, each on a line of its own, or `{ key: value, … }`".to_owned(),
        ["array", ..] => "a list is written `[a, b]`, or as lines that begin with `- `".to_owned(),
        ["boolean", ..] => "write `true` or `false`, without quotes".to_owned(),
        ["integer", ..] if found == Type::Number => "write it without a point".to_owned(),
        ["integer" | "number", ..] => "write a number, without quotes".to_owned(),
        ["string"] if found == Type::List => "write one text, without the list around it".to_owned(),
        _ => "a text that begins with a bracket or holds `: ` needs quotes".to_owned(),
    }
}

/// Returns the JSON types that a schema allows; empty if it allows all.
fn types(schema: &Value) -> Vec<&str> {
    match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(many) => many.iter().filter_map(Value::as_str).collect(),
        _ if !values(schema).is_empty() => vec!["string"],
        _ => Vec::new(),
    }
}

/// Returns the values that a schema lists; empty if it lists none.
fn values(schema: &Value) -> Vec<&str> {
    match (&schema["const"], &schema["enum"]) {
        (Value::String(one), _) => vec![one],
        (_, Value::Array(many)) => many.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn allows(schema: &Value, ty: Type) -> bool {
    let types = types(schema);
    types.is_empty()
        || match ty {
            Type::Null => types.contains(&"null"),
            Type::Boolean => types.contains(&"boolean"),
            Type::Integer => types.contains(&"integer") || types.contains(&"number"),
            Type::Number => types.contains(&"number"),
            Type::String => types.contains(&"string"),
            Type::List => types.contains(&"array"),
            Type::Map => types.contains(&"object"),
        }
}

fn all_called(types: &[&str]) -> String {
    let is_scalar = types == ["string", "integer", "number", "boolean"];
    let called: Vec<&str> = types.iter().map(|ty| called(ty)).collect();
    if is_scalar { "a single value".to_owned() } else { called.join(", or ") }
}

fn called(ty: &str) -> &str {
    match ty {
        "object" => "a map",
        "array" => "a list",
        "string" => "a text",
        "integer" => "a whole number",
        "number" => "a number",
        "boolean" => "`true` or `false`",
        other => other,
    }
}

fn found(tree: &Tree) -> String {
    let text = tree.text().unwrap_or_default();
    match tree.ty() {
        Type::Null => "nothing".to_owned(),
        Type::Boolean => format!("`{text}`"),
        Type::Integer | Type::Number => format!("the number {text}"),
        Type::String => format!("the text `{text}`"),
        Type::List => "a list".to_owned(),
        Type::Map => "a map".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::{Index, select};

    use super::check;
    use crate::raw::{
        Catalogue, Corrections, Errors, Glossary, History, Method, Portal, Thing, Type, Words, json_schema,
    };
    use crate::source::{FileId, Span};
    use crate::yaml::{Node, Tree, read};

    #[rustfmt::skip]
    const TEXTS: &[&str] = &[
        "", "~", "integer", "user[]", "0", "7", "-1", "1.5", "99999", "true", "yes", "v3", "read", "never", "start", "no",
        "catalogue.yaml", "2026-01-31",
    ];

    #[rustfmt::skip]
    const KEYS: &[&str] = &[
        "method", "api", "summary", "scope", "kind", "docs", "deprecated", "batch", "positional", "pager", "params",
        "result", "errors", "type", "fields", "of", "values", "keys", "default", "min", "max_length", "rust", "doc",
        "label", "code", "message", "status", "when", "retry", "v2", "v3", "format", "base", "date", "ids", "items", "id", "file",
        "at", "reason", "set", "add", "remove", "required", "characters", "operators",
        "caller", "application", "variants", "open", "unless", "writable", "observed", "ID*", "~", "1",
    ];

    fn at_start(node: Node) -> Tree {
        Tree::new(node, Span::start_of(FileId::default()))
    }

    fn scalar(texts: &'static [&'static str]) -> impl Strategy<Value = Tree> {
        (select(texts), prop::bool::weighted(0.8))
            .prop_map(|(text, is_plain)| at_start(if is_plain { Node::plain(text) } else { Node::text(text) }))
    }

    fn tree() -> impl Strategy<Value = Tree> {
        scalar(TEXTS).prop_recursive(5, 60, 8, |inner| {
            prop_oneof![
                vec(inner.clone(), 0..4).prop_map(|items| at_start(Node::List(items.into()))),
                vec((scalar(KEYS), inner.clone()), 0..8).prop_map(|entries| at_start(Node::Map(entries.into()))),
                (inner.clone(), inner).prop_map(|pair| at_start(Node::Map([pair].into()))),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 500, ..ProptestConfig::default() })]

        /// A document is reported exactly if serde refuses it, and serde reads a repaired one.
        #[test]
        fn serde_and_the_json_schema_agree(tree in tree()) {
            let schema = json_schema();
            agree(&schema, "Catalogue", &tree, |tree| read::<Catalogue>(tree).map(drop))?;
            agree(&schema, "Errors", &tree, |tree| read::<Errors>(tree).map(drop))?;
            agree(&schema, "Method", &tree, |tree| read::<Method>(tree).map(drop))?;
            agree(&schema, "Type", &tree, |tree| read::<Type>(tree).map(drop))?;
            agree(&schema, "Corrections", &tree, |tree| read::<Corrections>(tree).map(drop))?;
            agree(&schema, "History", &tree, |tree| read::<History>(tree).map(drop))?;
            agree(&schema, "Words", &tree, |tree| read::<Words>(tree).map(drop))?;
            agree(&schema, "Glossary", &tree, |tree| read::<Glossary>(tree).map(drop))?;
        }

        /// The same for a valid document with one value or key exchanged.
        #[test]
        fn they_agree_on_every_value(at in any::<Index>(), other in tree()) {
            let schema = json_schema();
            let change = |text: &str| changed(text, at, &other);
            agree(&schema, "Catalogue", &change(CATALOGUE), |tree| read::<Catalogue>(tree).map(drop))?;
            agree(&schema, "Errors", &change(ERRORS), |tree| read::<Errors>(tree).map(drop))?;
            agree(&schema, "Method", &change(METHOD), |tree| read::<Method>(tree).map(drop))?;
            agree(&schema, "Type", &change(TYPE), |tree| read::<Type>(tree).map(drop))?;
            agree(&schema, "Corrections", &change(CORRECTIONS), |tree| read::<Corrections>(tree).map(drop))?;
            agree(&schema, "History", &change(HISTORY), |tree| read::<History>(tree).map(drop))?;
            agree(&schema, "Words", &change(WORDS), |tree| read::<Words>(tree).map(drop))?;
            agree(&schema, "Glossary", &change(GLOSSARY), |tree| read::<Glossary>(tree).map(drop))?;
            agree(&schema, "Portal", &change(PORTAL), |tree| read::<Portal>(tree).map(drop))?;
            agree(&schema, "Thing", &change(THING), |tree| read::<Thing>(tree).map(drop))?;
        }
    }

    const HISTORY: &str = "- { method: item.old, now: item.add, since: 0.1.0, until: 0.2.0 }";
    const PORTAL: &str = include_str!("../../tests/portal/good/portal.yaml");
    const THING: &str = include_str!("../../tests/portal/good/parcel.yaml");
    const CATALOGUE: &str = include_str!("../../tests/good/catalogue.yaml");
    const ERRORS: &str = include_str!("../../tests/good/errors.yaml");
    const METHOD: &str = include_str!("../../tests/good/methods/item/add.yaml");
    const TYPE: &str = include_str!("../../tests/good/types/item/item.yaml");
    const WORDS: &str = include_str!("../../tests/good/words/item.yaml");
    const GLOSSARY: &str = include_str!("../../tests/good/words/glossary.yaml");
    const CORRECTIONS: &str = "- { file: a, at: b, reason: c, set: [1], add: { a: b }, remove: true, required: no }";

    /// Returns the document with one of its values or keys exchanged.
    fn changed(text: &str, at: Index, other: &Tree) -> Tree {
        fn exchange(tree: &mut Tree, left: &mut usize, other: &Tree) {
            if *left == 0 {
                *tree = other.clone();
            }
            *left = left.wrapping_sub(1);
            match &mut tree.node {
                Node::Scalar { .. } => {}
                Node::List(items) => items.iter_mut().for_each(|item| exchange(item, left, other)),
                Node::Map(entries) => entries.iter_mut().for_each(|(key, value)| {
                    exchange(key, left, other);
                    exchange(value, left, other);
                }),
            }
        }
        let mut tree = Tree::parse(text, FileId::default()).expect("it is YAML");
        exchange(&mut tree, &mut at.index(100), other);
        tree
    }

    fn agree(
        schema: &serde_json::Value,
        name: &str,
        tree: &Tree,
        read: fn(&Tree) -> Result<(), crate::yaml::Error>,
    ) -> Result<(), TestCaseError> {
        let mut mended = tree.clone();
        let found = check(schema, name, &mut mended);
        // A status may be an integer and still out of range, which `resolve` reports.
        let is_only_status = found.iter().all(|finding| finding.message.starts_with("`status` cannot be"));
        match read(tree) {
            Ok(()) => prop_assert!(is_only_status, "{name} takes {tree:?}, but {found:?}"),
            Err(error) => prop_assert!(!found.is_empty(), "{name} refuses {tree:?}: {error}"),
        }
        prop_assert!(read(&mended).is_ok(), "{name} cannot be read after mending: {mended:?}");
        Ok(())
    }
}
