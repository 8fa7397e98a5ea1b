//! Everything that is wrong with a file's shape, found by walking it beside its JSON Schema.
//!
//! serde stops at the first thing it cannot read and, with nested maps, says little of where. This runs only after it
//! did, knows the same rules (the schema is derived from the same structs), and reports all of them.

use serde_json::Value;

use crate::diagnostic::{At, Finding, Part, Path};
use crate::naming::nearest;
use crate::source::FileId;
use crate::yaml::{Node, Tree, Type};

/// Reports what in `tree` the definition `name` of `schema` does not allow.
pub(crate) fn check(schema: &Value, name: &str, tree: &Tree, file: FileId) -> Vec<Finding> {
    let mut walk = Walk { defs: &schema["$defs"], file, findings: Vec::new() };
    walk.value(&schema["$defs"][name], tree, &Path::default());
    walk.findings
}

struct Walk<'s> {
    defs: &'s Value,
    file: FileId,
    findings: Vec<Finding>,
}

impl<'s> Walk<'s> {
    fn value(&mut self, schema: &'s Value, tree: &Tree, path: &Path) {
        // An alias is followed by serde; it is not worth following here.
        let Some(ty) = tree.ty() else { return };
        let options = self.options(schema);
        let Some(option) = options.iter().find(|option| allows(option, ty)) else {
            return self.wrong_type(&options, ty, path);
        };
        match &tree.node {
            Node::Map(entries) => self.map(option, entries, path),
            Node::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.value(&option["items"], item, &path.item(index));
                }
            }
            Node::Scalar { text, .. } => self.scalar(&options, text, path),
            Node::Alias => {}
        }
    }

    /// The alternatives of a schema, with references followed.
    fn options(&self, schema: &'s Value) -> Vec<&'s Value> {
        if let Some(name) = schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
            return self.options(&self.defs[name]);
        }
        match schema["anyOf"].as_array().or_else(|| schema["oneOf"].as_array()) {
            Some(options) => options.iter().flat_map(|option| self.options(option)).collect(),
            None => vec![schema],
        }
    }

    fn map(&mut self, schema: &'s Value, entries: &[(Tree, Tree)], path: &Path) {
        let mut seen: Vec<&str> = Vec::new();
        for (key, value) in entries {
            let Some(name) = key.text() else {
                let at = At::new(self.file, path.clone(), Part::Position(key.start));
                self.findings.push(Finding::new("wrong-type", at, "a key has to be a single value"));
                continue;
            };
            let nth = seen.iter().filter(|seen| **seen == name).count();
            seen.push(name);
            let path_here = path.nth_key(name, nth);
            if nth > 0 {
                self.repeated(name, path, &path_here);
            }
            match (&schema["properties"][name], &schema["additionalProperties"]) {
                (Value::Null, Value::Bool(false)) => self.unknown_key(schema, name, &path_here),
                (Value::Null, Value::Null | Value::Bool(_)) => {}
                (Value::Null, any) => self.value(any, value, &path_here),
                (known, _) => self.value(known, value, &path_here),
            }
        }
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !seen.contains(&name) {
                let at = At::new(self.file, path.clone(), Part::Key);
                let help = schema["properties"][name]["description"].as_str().map(|text| format!("`{name}`: {text}"));
                let mut finding = Finding::new("missing-key", at, format!("the key `{name}` is missing"));
                finding.help = help;
                self.findings.push(finding);
            }
        }
    }

    fn repeated(&mut self, name: &str, parent: &Path, path: &Path) {
        let first = At::new(self.file, parent.key(name), Part::Key);
        let finding = Finding::new("duplicate-key", self.key(path), format!("the key `{name}` is given twice"));
        self.findings.push(finding.related(first, "first here").help("keep one of the two"));
    }

    fn unknown_key(&mut self, schema: &Value, name: &str, path: &Path) {
        let known: Vec<&str> =
            schema["properties"].as_object().into_iter().flatten().map(|(key, _)| key.as_str()).collect();
        let help = match nearest(name, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if name.contains(' ') => "a text that holds a comma or a colon needs quotes".to_owned(),
            None => format!("known keys here: {}", known.join(", ")),
        };
        self.findings.push(Finding::new("unknown-key", self.key(path), format!("unknown key `{name}`")).help(help));
    }

    fn scalar(&mut self, options: &[&Value], text: &str, path: &Path) {
        let allowed: Vec<&str> = options.iter().flat_map(|option| values(option)).collect();
        let is_open = options.iter().any(|option| values(option).is_empty());
        if is_open || allowed.contains(&text) {
            return self.number(options, text, path);
        }
        let help = match nearest(text, allowed.iter().copied()) {
            Some(near) => format!("did you mean `{near}`? allowed: {}", allowed.join(", ")),
            None => format!("allowed: {}", allowed.join(", ")),
        };
        let at = At::new(self.file, path.clone(), Part::Value);
        self.findings.push(Finding::new("bad-value", at, format!("`{text}` is not a value of this key")).help(help));
    }

    fn number(&mut self, options: &[&Value], text: &str, path: &Path) {
        let Some((option, number)) = options.iter().find_map(|option| Some((option, text.parse::<f64>().ok()?))) else {
            return;
        };
        let is_below = option["minimum"].as_f64().is_some_and(|min| number < min);
        let is_above = option["maximum"].as_f64().is_some_and(|max| number > max);
        if is_below || is_above {
            let at = At::new(self.file, path.clone(), Part::Value);
            self.findings.push(Finding::new("bad-value", at, format!("{text} is out of range")));
        }
    }

    fn wrong_type(&mut self, options: &[&Value], found: Type, path: &Path) {
        let mut wanted: Vec<&str> =
            options.iter().flat_map(|option| types(option)).filter(|ty| *ty != "null").collect();
        wanted.dedup();
        let wanted: Vec<&str> = wanted.into_iter().map(called).collect();
        let at = At::new(self.file, path.clone(), Part::Value);
        let message = format!("{} is expected here, not {}", wanted.join(" or "), found_name(found));
        self.findings.push(Finding::new("wrong-type", at, message));
    }

    fn key(&self, path: &Path) -> At {
        At::new(self.file, path.clone(), Part::Key)
    }
}

/// The JSON types that a schema allows; none when it allows all.
fn types(schema: &Value) -> Vec<&str> {
    match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(many) => many.iter().filter_map(Value::as_str).collect(),
        _ if !values(schema).is_empty() => vec!["string"],
        _ => Vec::new(),
    }
}

/// The values that a schema allows; none when it does not list them.
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

fn called(ty: &str) -> &str {
    match ty {
        "object" => "a map",
        "array" => "a list",
        "string" => "a text",
        "integer" => "a whole number",
        "number" => "a number",
        "boolean" => "true or false",
        other => other,
    }
}

fn found_name(ty: Type) -> &'static str {
    match ty {
        Type::Null => "nothing",
        Type::Boolean => "true or false",
        Type::Integer | Type::Number => "a number",
        Type::String => "a text",
        Type::List => "a list",
        Type::Map => "a map",
    }
}
