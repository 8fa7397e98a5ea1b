//! Targets of references, their marks in parameters, and their notations.

use std::fmt;
use std::hash::{BuildHasher, Hasher};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::{Value, json};

use crate::catalogue::Api;
use crate::dom::{Node, Shape};

/// The target of a reference.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Target {
    pub(crate) batch: u64,
    /// The place of the command in the batch.
    pub(crate) source: usize,
    pub(crate) path: Vec<Segment>,
    pub(crate) holds: Holds,
    /// The field to be collected from every item of a list.
    pub(crate) each: Option<String>,
    /// True if it stands for all items of the list in which it is the only one.
    pub(crate) is_all: bool,
    /// The mistake in the path.
    pub(crate) problem: Option<String>,
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Segment {
    Key(String),
    Index(usize),
}

/// The kind of value that a reference stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    Scalar,
    List,
    Object,
    Unknown,
}

impl Holds {
    /// By the name that a codec gives its type.
    pub(crate) fn of(type_name: &str) -> Self {
        match type_name {
            "object" | "map" => Holds::Object,
            "array" => Holds::List,
            "integer" | "double" | "string" | "boolean" | "id" | "date" | "datetime" | "timestamp" | "enum"
            | "money" | "address" | "crm_link" => Holds::Scalar,
            _ => Holds::Unknown,
        }
    }

    const ALL: [Holds; 4] = [Holds::Scalar, Holds::List, Holds::Object, Holds::Unknown];
}

/// The mark of references. Parameters are plain JSON, so a reference is a text in them: this word, random for each
/// process, then its target.
static MARK: LazyLock<String> = LazyLock::new(|| {
    let random = std::hash::RandomState::new().build_hasher().finish();
    format!("\u{2}reference-{random:016x}:")
});

/// True once there was a reference: before, none needs to be looked for.
static MADE: AtomicBool = AtomicBool::new(false);

/// Returns true if this process has ever made a reference: if not, none needs to be looked for.
pub(super) fn any_was_made() -> bool {
    MADE.load(Ordering::Relaxed)
}

/// Returns true if a text is, or holds, a reference.
pub(crate) fn is_marked(text: &str) -> bool {
    text.contains(MARK.as_str())
}

impl Segment {
    pub(super) fn of(text: &str) -> Self {
        match text.parse() {
            Ok(index) if text.bytes().all(|byte| byte.is_ascii_digit()) => Segment::Index(index),
            _ => Segment::Key(text.to_owned()),
        }
    }

    fn to_value(&self) -> Value {
        match self {
            Segment::Key(key) => key.as_str().into(),
            Segment::Index(index) => (*index).into(),
        }
    }

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::String(key) => Some(Segment::Key(key.clone())),
            other => Some(Segment::Index(other.as_u64()?.try_into().ok()?)),
        }
    }
}

impl fmt::Display for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Segment::Key(key) => f.write_str(key),
            Segment::Index(index) => index.fmt(f),
        }
    }
}

impl Target {
    pub(super) fn mark(&self) -> String {
        MADE.store(true, Ordering::Relaxed);
        let path: Vec<_> = self.path.iter().map(Segment::to_value).collect();
        let holds = Holds::ALL.iter().position(|holds| *holds == self.holds);
        let parts = json!([self.batch, self.source, path, holds, self.each, self.problem, self.is_all]);
        format!("{}{parts}", *MARK)
    }

    /// The reference that a text is.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let parts: Value = serde_json::from_str(text.strip_prefix(MARK.as_str())?).ok()?;
        let number = |index: usize| parts.get(index)?.as_u64();
        let text = |index: usize| Some(parts.get(index)?.as_str()?.to_owned());
        Some(Target {
            batch: number(0)?,
            source: number(1)?.try_into().ok()?,
            path: parts.get(2)?.as_array()?.iter().map(Segment::from_value).collect::<Option<_>>()?,
            holds: *Holds::ALL.get(usize::try_from(number(3)?).ok()?)?,
            each: text(4),
            problem: text(5),
            is_all: parts.get(6)?.as_bool()?,
        })
    }

    /// Puts a reference to a whole list in the place of each list that has it as its only item.
    pub(crate) fn take_lists(value: &mut Value) {
        match value {
            Value::Array(items) => {
                let only = if let [Value::String(text)] = items.as_slice() { Target::of(text) } else { None };
                match only.filter(|target| target.is_all) {
                    Some(target) => *value = Target { is_all: false, ..target }.mark().into(),
                    None => items.iter_mut().for_each(Target::take_lists),
                }
            }
            Value::Object(map) => map.values_mut().for_each(Target::take_lists),
            _ => {}
        }
    }

    /// Returns the mistake in it for this version of the API.
    pub(crate) fn problem(&self, api: Api) -> Option<String> {
        let is_bad = |key: &str| match api {
            Api::V2 => key.is_empty() || key.contains(['[', ']', '$']),
            Api::V3 => key.is_empty() || key.contains('.'),
        };
        let bad = self.path.iter().find(|segment| matches!(segment, Segment::Key(key) if is_bad(key)));
        match (&self.problem, bad, &self.each) {
            (Some(problem), ..) => Some(problem.clone()),
            _ if self.is_all => Some("it stands for a list, and there are other items beside it".to_owned()),
            (_, Some(key), _) => Some(format!("a reference cannot name `{key}`")),
            (.., Some(_)) if api == Api::V2 => Some("only REST 3.0 collects a field of all items".to_owned()),
            (.., Some(_)) if self.path != [Segment::Key("items".to_owned())] => {
                Some("only the items at the top of a result can be collected from".to_owned())
            }
            _ => None,
        }
    }

    /// The reference as the server reads it, by the name of its source: `$result[name][key][0]`, or `name.key.0`.
    pub(crate) fn written(&self, api: Api, name: &str) -> String {
        match (api, &self.each) {
            (Api::V2, _) => {
                let path: String = self.path.iter().map(|segment| format!("[{segment}]")).collect();
                format!("$result[{name}]{path}")
            }
            (Api::V3, None) => self.path.iter().fold(name.to_owned(), |path, segment| format!("{path}.{segment}")),
            (Api::V3, Some(each)) => format!("{name}.{each}"),
        }
    }

    /// The value that is sent.
    pub(crate) fn to_value(&self, api: Api, name: &str) -> Value {
        let written = self.written(api, name);
        match (api, &self.each) {
            (Api::V2, _) => written.into(),
            (Api::V3, None) => json!({ "$ref": written }),
            (Api::V3, Some(_)) => json!({ "$refArray": written }),
        }
    }

    /// Returns true if the result of its source has a value at the path. PHP writes a list with gaps as an object, and
    /// takes a value that is `null` for one that is not there.
    pub(crate) fn is_in(&self, result: Node<'_>) -> bool {
        let mut node = Some(result);
        for segment in &self.path {
            node = node.and_then(|node| match (node.shape(), segment) {
                (Shape::List(list), Segment::Index(index)) => list.iter().nth(*index),
                (Shape::List(list), Segment::Key(key)) => list.iter().nth(key.parse().ok()?),
                (_, Segment::Index(index)) => node.get(&index.to_string()),
                (_, Segment::Key(key)) => node.get(key),
            });
        }
        node.is_some_and(|node| !matches!(node.shape(), Shape::Null))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::{Holds, Segment, Target, is_marked};
    use crate::catalogue::Api;
    use crate::dom::Document;

    fn target(path: Vec<Segment>) -> Target {
        Target { batch: 1, source: 2, path, holds: Holds::Unknown, each: None, is_all: false, problem: None }
    }

    fn segment() -> impl Strategy<Value = Segment> {
        prop_oneof![any::<String>().prop_map(Segment::Key), any::<usize>().prop_map(Segment::Index)]
    }

    proptest! {
        #[test]
        fn a_reference_survives_as_a_text(
            (batch, source) in any::<(u64, usize)>(),
            path in prop::collection::vec(segment(), 0..4),
            holds in prop::sample::select(Holds::ALL.to_vec()),
            (each, problem, is_all) in any::<(Option<String>, Option<String>, bool)>(),
        ) {
            let target = Target { batch, source, path, holds, each, is_all, problem };
            prop_assert!(is_marked(&target.mark()));
            prop_assert_eq!(Target::of(&target.mark()), Some(target));
        }

        #[test]
        fn no_other_text_is_a_reference(text in any::<String>()) {
            prop_assert!(!is_marked(&text) && Target::of(&text).is_none());
        }
    }

    #[test]
    fn a_value_is_found_where_php_puts_it() {
        let result =
            json!({ "list": [null, { "ID": 0 }], "gaps": { "3": "x" }, "empty": [], "no": null, "false": false });
        let document = Document::parse(result.to_string().as_bytes()).expect("JSON");
        for (path, expected) in [
            ("list.1.ID", true),
            ("list.0", false),
            ("list.2", false),
            ("gaps.3", true),
            ("gaps.0", false),
            ("empty", true),
            ("empty.ID", false),
            ("no", false),
            ("false", true),
            ("false.x", false),
        ] {
            let target = target(path.split('.').map(Segment::of).collect());
            assert_eq!(target.is_in(document.root()), expected, "{path}");
        }
        assert!(target(Vec::new()).is_in(document.root()));
    }

    #[test]
    fn names_that_a_path_cannot_hold_are_found() {
        for (key, api, is_good) in
            [("a b", Api::V2, true), ("a]", Api::V2, false), ("", Api::V2, false), ("a.b", Api::V3, false)]
        {
            assert_eq!(target(vec![Segment::Key(key.to_owned())]).problem(api).is_none(), is_good, "{key}");
        }
    }
}
