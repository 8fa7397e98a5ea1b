//! The schema as written: one struct per kind of file. The YAML's JSON Schema is derived from these, and their comments
//! are what an editor shows.

mod check;
mod scalar;
mod waivers;
mod words;

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::json;

use crate::diagnostic::At;

pub(crate) use check::check;
pub use scalar::Scalar;
pub use waivers::{Axis, Cause, Waiver, Waivers};
pub use words::{ErrorWords, FieldWords, Glossary, TargetWords, TextOr, Words};

/// `schema/catalogue.yaml`: the format's version and where the facts come from.
#[derive(Clone, Debug, Default, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// The version of this format.
    pub format: u32,
    /// Where the facts come from.
    pub docs: Docs,
    /// What identifiers exist, each with what it identifies, if that is known. Their names are types.
    #[serde(default)]
    pub ids: Entries<Option<String>>,
    /// Names of shared types that somebody chose, by the path of the page, and the anchor, that describe them.
    #[serde(default)]
    pub types: Entries<String>,
}

/// Where the facts come from.
#[derive(Clone, Debug, Default, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Docs {
    /// The address before each page's path.
    pub base: String,
    /// The day of the documentation, `YYYY-MM-DD`.
    pub date: String,
    /// The documentation's commit.
    pub commit: Option<String>,
    /// The importer that read it.
    pub importer: Option<String>,
}

/// A file below `schema/methods/`: one method.
#[derive(Clone, Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Method {
    /// The method's name, as the server knows it.
    pub method: String,
    /// The version of the API: `v2` unless given.
    #[serde(default)]
    pub api: Api,
    /// What the method does, in one sentence of our own.
    pub summary: Option<String>,
    /// The access scope, or scopes of which any suffices.
    #[serde(default)]
    pub scope: OneOrMany<String>,
    /// Whether the method reads or writes.
    pub kind: Option<Kind>,
    /// The path of its documentation page, without `.md`.
    pub docs: Option<String>,
    /// Set when the documentation calls the method deprecated: `true`, or the method that replaces it.
    pub deprecated: Option<Deprecated>,
    /// Whether `batch` may call it.
    pub batch: Option<bool>,
    /// Parameters that the server takes by position, in that order.
    #[serde(default)]
    pub positional: Vec<String>,
    /// How a list is read page by page.
    pub pager: Option<Pager>,
    /// The parameters by name: `NAME*` is required, `NAME?` is not known to be.
    #[serde(default)]
    pub params: Entries<Field>,
    /// What `result` is in the answer.
    pub result: Option<Field>,
    /// The errors that the method answers, besides the system's.
    #[serde(default)]
    pub errors: Vec<Error>,
}

/// A version of the API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Api {
    /// The API at `/rest/`.
    #[default]
    V2,
    /// REST 3.0, at `/rest/api/`.
    V3,
}

/// Whether a method changes anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// It only reads.
    Read,
    /// It changes something.
    Write,
}

/// How a list method gives its next page.
#[derive(Clone, Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pager {
    /// The style: `start`, `offset`, `page`, `last_id` or `pagination`.
    pub kind: PagerKind,
    /// The key under `result` that holds the items; left out when `result` is the list.
    pub items: Option<String>,
    /// The field that identifies an item, as it is named in the answer.
    pub id: Option<String>,
}

/// The styles of paging.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PagerKind {
    /// `start`, 50 at a time.
    Start,
    /// `offset` and `limit`.
    Offset,
    /// A page number and a page size.
    Page,
    /// The last id seen.
    LastId,
    /// REST 3.0's `pagination` object.
    Pagination,
}

/// A file below `schema/types/`: a type that several methods share.
#[derive(Clone, Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Type {
    /// Its name: modules in lower case, then the type, such as `tasks.Task`.
    #[serde(rename = "type")]
    pub name: String,
    /// What it is, in one sentence of our own.
    pub summary: Option<String>,
    /// The path of its documentation page, without `.md`.
    pub docs: Option<String>,
    /// An object's fields by name.
    pub fields: Option<Entries<Field>>,
    /// For a list of values: their type, `string` unless given.
    pub of: Option<String>,
    /// A list of values, instead of `fields`.
    pub values: Option<Values>,
}

/// `schema/errors.yaml`: the errors that any method may answer.
#[derive(Clone, Debug, Default, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Errors {
    /// Those of the API at `/rest/`.
    #[serde(default)]
    pub v2: Vec<Error>,
    /// Those of REST 3.0.
    #[serde(default)]
    pub v3: Vec<Error>,
}

/// `schema/history.yaml`: names that were released and are others now. The crate keeps them, deprecated.
#[derive(Clone, Debug, Default, serde::Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct History(pub Vec<Renamed>);

/// What was renamed: a method, or a parameter or sent field.
#[derive(Clone, Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Renamed {
    /// The name that a method had, with `@v3` behind it for one of REST 3.0.
    pub method: Option<String>,
    /// What a parameter was, such as `crm.deal.add#in.fields.OLD`, or `type:tasks.Task#OLD`.
    pub param: Option<String>,
    /// Its name now: of a method with `@v3` where it is one of REST 3.0, of a parameter its own name alone.
    pub now: String,
    /// The version of the crate that was the first with the new name.
    pub since: String,
    /// The version of the crate that gives the old name up.
    pub until: Option<String>,
}

/// A file below `schema/corrections/`: repairs laid over imported facts.
#[derive(Clone, Debug, serde::Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Corrections(pub Vec<Correction>);

/// One repair. It must change something: one that does not apply any more is an error.
#[derive(Clone, Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// The file that it repairs, relative to the schema folder.
    pub file: String,
    /// What in the file: keys from the root, with `/` between them. Names stand without `*` and `?`; an error is
    /// `errors/CODE`, or `errors/CODE:MESSAGE` where codes repeat. In a name, `~1` stands for `/`.
    pub at: String,
    /// Why the imported fact is wrong, and how that is known.
    pub reason: String,
    /// The value it should have. It must have another one now.
    #[schemars(with = "Option<serde_json::Value>")]
    pub set: Option<IgnoredAny>,
    /// A value to add where there is none.
    #[schemars(with = "Option<serde_json::Value>")]
    pub add: Option<IgnoredAny>,
    /// `true` takes out what is there.
    #[serde(default)]
    pub remove: bool,
    /// Whether a parameter is required: `yes`, `no` or `unknown`.
    pub required: Option<Mark>,
}

/// Whether a parameter is required.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// It is: `NAME*`.
    Yes,
    /// It is not: `NAME`.
    No,
    /// The documentation does not tell: `NAME?`.
    Unknown,
}

/// A documented error. Its identity is its code and message together.
#[derive(Clone, Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Error {
    /// The code, empty when the server sends none.
    pub code: Scalar,
    /// The message as the server sends it, where it is known. `*` stands for any text.
    pub message: Option<String>,
    /// The HTTP status.
    #[schemars(range(min = 100, max = 599))]
    pub status: Option<u16>,
    /// When the server answers so, in our own words; a list for several circumstances.
    #[serde(default)]
    pub when: OneOrMany<String>,
    /// Whether calling again can help.
    pub retry: Option<Retry>,
    /// The name of the Rust variant, where the one made from code or message will not do.
    pub rust: Option<String>,
    /// Where `rust` stands, if in the words.
    #[serde(skip)]
    pub(crate) rust_at: Option<Box<At>>,
}

/// Whether calling again can help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Retry {
    /// It cannot.
    Never,
    /// It can, unchanged, after a pause that grows.
    Backoff,
    /// It can once the method's time limit has room again.
    Wait,
    /// It can with a fresh access token.
    Refresh,
}

/// A parameter, a field, or a result: its type, or a map that begins with it.
#[derive(Clone, Debug, Default)]
pub struct Field {
    /// What is known of it.
    pub body: FieldBody,
    /// Whether it was written as a type alone.
    pub is_short: bool,
}

/// What is known of a parameter, a field, or a result.
#[derive(Clone, Debug, Default, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldBody {
    /// The type, such as `integer`, `user[]` or `tasks.Task?`; `object` when there are `fields`, else `any`.
    #[serde(rename = "type")]
    pub ty: Option<String>,
    /// What it is, in a few words of our own.
    pub doc: Option<String>,
    /// An object's fields by name.
    pub fields: Option<Entries<Field>>,
    /// The allowed values: a list, or a map from each value to a short label.
    pub values: Option<Values>,
    /// The documented keys of a map: a list, or a map from each key to a short label.
    pub keys: Option<Values>,
    /// The value that the server takes when none is given.
    pub default: Option<serde_json::Value>,
    /// The smallest number allowed.
    pub min: Option<f64>,
    /// The largest number allowed.
    pub max: Option<f64>,
    /// The shortest text in characters, or list in items.
    pub min_length: Option<u64>,
    /// The longest text in characters, or list in items.
    pub max_length: Option<u64>,
    /// The characters that a text may have, as between the brackets of a regular expression: `A-Za-z0-9_\-`.
    pub characters: Option<String>,
    /// The operators of a filter, which its keys may carry before a name, or which its conditions may have.
    #[serde(default)]
    pub operators: Vec<String>,
    /// The variants of the object around it that have it, such as `lead`; left out when all have.
    #[serde(default)]
    pub variants: Vec<String>,
    /// Whether it is not documented, but only seen in the page's example.
    #[serde(default)]
    pub observed: bool,
    /// Set when the documentation calls it deprecated: `true`, or what to use instead.
    pub deprecated: Option<Deprecated>,
    /// The name in Rust, where the one made from the wire name will not do.
    pub rust: Option<String>,
    /// Where `rust` stands, if in the words.
    #[serde(skip)]
    pub(crate) rust_at: Option<Box<At>>,
}

/// `true`, or a text.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Deprecated {
    /// Whether it is.
    Flag(bool),
    /// It is, and this is what to use instead.
    Instead(String),
}

/// One value or a list of them.
#[derive(Clone, Debug, serde::Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum OneOrMany<T> {
    /// One.
    One(T),
    /// A list.
    Many(Vec<T>),
}

impl<T> OneOrMany<T> {
    /// The values.
    pub fn as_slice(&self) -> &[T] {
        match self {
            OneOrMany::One(one) => std::slice::from_ref(one),
            OneOrMany::Many(many) => many,
        }
    }
}

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        OneOrMany::Many(Vec::new())
    }
}

/// Values, each with a label if it has one.
#[derive(Clone, Debug, Default)]
pub struct Values {
    /// The values in their order.
    pub list: Vec<(Scalar, Option<String>)>,
    /// Whether they were written as a map.
    pub is_map: bool,
}

/// A map that keeps its order and repeated keys.
#[derive(Clone, Debug)]
pub struct Entries<T>(pub Vec<(String, T)>);

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Entries(Vec::new())
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TypeOrBody;

        impl<'de> Visitor<'de> for TypeOrBody {
            type Value = Field;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a type, or a map with the key `type`")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Field, E> {
                Ok(Field { body: FieldBody { ty: Some(text.to_owned()), ..FieldBody::default() }, is_short: true })
            }

            fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Field, M::Error> {
                let body = FieldBody::deserialize(de::value::MapAccessDeserializer::new(map))?;
                Ok(Field { body, is_short: false })
            }
        }

        deserializer.deserialize_any(TypeOrBody)
    }
}

impl JsonSchema for Field {
    fn schema_name() -> Cow<'static, str> {
        "Field".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let body = generator.subschema_for::<FieldBody>();
        json_schema!({
            "description": "A type, or a map with the type and what else is known.",
            "anyOf": [{ "type": "string" }, body],
        })
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        entries(deserializer, true)
    }
}

/// Reads a map; `or_nothing` takes nothing at all for an empty one.
fn entries<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
    or_nothing: bool,
) -> Result<Entries<T>, D::Error> {
    struct InOrder<T> {
        or_nothing: bool,
        of: std::marker::PhantomData<T>,
    }

    impl<'de, T: Deserialize<'de>> Visitor<'de> for InOrder<T> {
        type Value = Entries<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a map")
        }

        fn visit_unit<E: de::Error>(self) -> Result<Entries<T>, E> {
            if self.or_nothing { Ok(Entries::default()) } else { Err(E::invalid_type(de::Unexpected::Unit, &self)) }
        }

        fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Entries<T>, M::Error> {
            let mut entries = Vec::new();
            while let Some((key, value)) = map.next_entry::<Scalar, T>()? {
                entries.push((key.text, value));
            }
            Ok(Entries(entries))
        }
    }

    deserializer.deserialize_any(InOrder { or_nothing, of: std::marker::PhantomData })
}

impl<T: JsonSchema> JsonSchema for Entries<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("Map_of_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        json_schema!({ "type": ["object", "null"], "additionalProperties": value })
    }
}

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ListOrMap;

        impl<'de> Visitor<'de> for ListOrMap {
            type Value = Values;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of values, or a map from each to a label")
            }

            fn visit_seq<S: SeqAccess<'de>>(self, mut items: S) -> Result<Values, S::Error> {
                let mut list = Vec::new();
                while let Some(value) = items.next_element::<Scalar>()? {
                    list.push((value, None));
                }
                Ok(Values { list, is_map: false })
            }

            fn visit_map<M: MapAccess<'de>>(self, mut entries: M) -> Result<Values, M::Error> {
                let mut list = Vec::new();
                while let Some((value, label)) = entries.next_entry::<Scalar, String>()? {
                    list.push((value, Some(label)));
                }
                Ok(Values { list, is_map: true })
            }
        }

        deserializer.deserialize_any(ListOrMap)
    }
}

impl JsonSchema for Values {
    fn schema_name() -> Cow<'static, str> {
        "Values".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let scalar = generator.subschema_for::<Scalar>();
        json_schema!({
            "description": "A list of values, or a map from each value to a short label.",
            "anyOf": [
                { "type": "array", "items": scalar },
                { "type": "object", "additionalProperties": { "type": "string" } },
            ],
        })
    }
}

/// The JSON Schema of all files: its definitions are named by the files' kinds.
pub fn json_schema() -> serde_json::Value {
    let mut generator = schemars::generate::SchemaSettings::draft2020_12().into_generator();
    let file = |pattern: &str, schema: Schema| json!({ "files": pattern, "schema": schema });
    let files = [
        file("catalogue.yaml", generator.subschema_for::<Catalogue>()),
        file("errors.yaml", generator.subschema_for::<Errors>()),
        file("methods/**/*.yaml", generator.subschema_for::<Method>()),
        file("types/**/*.yaml", generator.subschema_for::<Type>()),
        file("corrections/**/*.yaml", generator.subschema_for::<Corrections>()),
        file("history.yaml", generator.subschema_for::<History>()),
        file("words/**/*.yaml", generator.subschema_for::<Words>()),
        file("words/glossary.yaml", generator.subschema_for::<Glossary>()),
        file("waivers.yaml", generator.subschema_for::<Waivers>()),
    ];
    let any_of: Vec<_> = files.iter().map(|file| file["schema"].clone()).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Schema of the Bitrix24 REST API",
        "description": "Derived from generator/schema/src/raw; `b24 schema` writes it. Use the definition that fits the file.",
        "anyOf": any_of,
        "$defs": generator.take_definitions(true),
    })
}
