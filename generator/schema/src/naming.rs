//! Names: the only module that makes Rust names of wire names.

mod apart;
mod errors;
mod message;

use std::cell::Cell;

use heck::{ToSnakeCase, ToUpperCamelCase};

pub use apart::{Numbers, Others, Style, Wish, apart, is_led_by_sign, spelled};
pub use errors::wish_of_error;

/// A name on the wire and in Rust.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize, serde::Serialize)]
pub struct Named {
    /// As the server knows it.
    pub wire: String,
    /// As Rust code has it.
    pub ident: String,
}

/// Words that no name in Rust may be, in any edition up to 2024.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
    "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true",
    "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Types that emitted code calls by their short names, or that stand beside emitted types.
const TAKEN_TYPES: &[&str] = &[
    "Self",
    "Option",
    "Some",
    "None",
    "Result",
    "Ok",
    "Err",
    "Box",
    "Vec",
    "String",
    "Default",
    "Clone",
    "Debug",
    "PartialEq",
    "Eq",
    "Hash",
    "Into",
    "From",
    "Drop",
    "Copy",
    "Sized",
    "Fn",
    "FnMut",
    "FnOnce",
    "Iterator",
    "AsRef",
    "AsMut",
    "ToString",
    "ToOwned",
];

/// Modules that every schema has at its root, and features that the crate has.
const TAKEN_MODULES: &[&str] = &["blocking", "catalogue", "exports", "rt", "system", "typed", "types"];

/// Functions that every request has beside its setters.
const TAKEN_SETTERS: &[&str] = &["new", "default", "param", "validate", "clone", "eq", "fmt"];

/// Fields that every object has beside its own, and functions that every type has.
const TAKEN_FIELDS: &[&str] = &["new", "default", "param", "extra", "take", "put", "extra_mut"];

/// Functions that a thing of a portal has besides.
const TAKEN_CALLS: &[&str] = &["get", "list", "add", "update", "delete"];

/// Variants that every enumeration has beside its own.
const TAKEN_VARIANTS: &[&str] = &["Self", "Unknown"];

/// Variants that every error has beside its own.
const TAKEN_ERRORS: &[&str] = &["Self", "Other"];

/// Makes a name of some kind of a wire name; `None` when that has no letter or digit.
pub type Make = fn(&str) -> Option<String>;

/// The name of a request's setter; `None` when the wire name has no letter or digit.
pub fn setter(wire: &str) -> Option<String> {
    snake(wire).map(|name| free(name, &[KEYWORDS, TAKEN_SETTERS]))
}

/// The name of an object's field.
pub fn field(wire: &str) -> Option<String> {
    snake(wire).map(|name| free(name, &[KEYWORDS, TAKEN_FIELDS]))
}

/// The name of a field of a thing of a portal.
pub fn field_of_thing(wire: &str) -> Option<String> {
    field(wire).map(|name| free(name, &[TAKEN_CALLS]))
}

/// The name of a module. `main.rs` and `lib.rs` are roots of crates, and no modules.
pub fn module(wire: &str) -> Option<String> {
    snake(wire).map(|name| free(name, &[KEYWORDS, &["lib", "main"]]))
}

/// The name of a module at the root, beside those that every schema has.
pub fn top_module(wire: &str) -> Option<String> {
    module(wire).map(|name| free(name, &[TAKEN_MODULES]))
}

/// The name of a type; `taken` are those that stand beside it.
pub fn ty(wire: &str, taken: &[&str]) -> Option<String> {
    camel(wire).map(|name| free(name, &[TAKEN_TYPES, taken]))
}

/// The name of a type, kept clear of those that `is_taken` knows, too.
pub fn ty_beside(wire: &str, is_taken: impl Fn(&str) -> bool) -> Option<String> {
    camel(wire).map(|name| if is_taken(&name) { format!("{name}_") } else { free(name, &[TAKEN_TYPES]) })
}

/// The name of an enumeration's variant.
pub fn variant(wire: &str) -> Option<String> {
    camel(wire).map(|name| free(name, &[TAKEN_VARIANTS]))
}

/// The name of an error's variant.
pub fn error(wire: &str) -> Option<String> {
    camel(wire).map(|name| free(name, &[TAKEN_ERRORS]))
}

/// The name of a file for a wire name: its words, in lower case.
pub fn file(wire: &str) -> Option<String> {
    snake(wire)
}

/// What a field wants to be called; `bare` is its wire name without a variable part. `None` when it has no name at all.
pub fn wish_of_field<'w>(wire: &'w str, bare: &str, make: Make) -> Option<Wish<'w>> {
    let by_signs = move |text: &str| spelled(text).and_then(|words| make(&words));
    let name = make(bare).filter(|_| !is_led_by_sign(bare)).or_else(|| by_signs(bare))?;
    let has_part = bare != wire;
    let others = move || match has_part {
        true => Others { names: make(&wire.replace(['<', '>'], " ")).into_iter().collect(), rest: Vec::new() },
        false => Others { names: Vec::new(), rest: by_signs(wire).into_iter().collect() },
    };
    Some(Wish { wire, name, is_given: false, others: Some(Box::new(others)) })
}

/// What a value wants to be called. A label names it, if it has one.
pub fn wish_of_value<'w>(wire: &'w str, label: Option<&str>) -> Wish<'w> {
    let by_signs = move || spelled(wire).and_then(|words| variant(&words));
    let plain = move || {
        let plain = variant(wire).filter(|_| !is_led_by_sign(wire)).or_else(by_signs);
        plain.unwrap_or_else(|| "Empty".to_owned())
    };
    let by_label = label.and_then(variant);
    let has_label = by_label.is_some();
    let others =
        move || Others { names: has_label.then(plain).into_iter().collect(), rest: by_signs().into_iter().collect() };
    Wish { wire, name: by_label.unwrap_or_else(plain), is_given: false, others: Some(Box::new(others)) }
}

/// Whether `name` can be written as a name in Rust as it is.
pub fn is_ident(name: &str) -> bool {
    let mut chars = name.chars();
    let starts_well = chars.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_');
    starts_well
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && name.chars().any(|c| c != '_')
        && !KEYWORDS.contains(&name)
        && name != "Self"
}

/// Words in lower case with `_` between them.
fn snake(wire: &str) -> Option<String> {
    not_empty(ascii(wire).to_snake_case())
}

/// Words with capitals.
fn camel(wire: &str) -> Option<String> {
    not_empty(ascii(wire).to_upper_camel_case())
}

/// The letters that have no sound of their own, and would be signs between words.
const SILENT: [char; 4] = ['ь', 'Ь', 'ъ', 'Ъ'];

/// The text in ASCII letters, Cyrillic and others spelt out, so that look-alike letters cannot hide in a name.
fn ascii(wire: &str) -> String {
    let heard = || wire.chars().filter(|letter| !SILENT.contains(letter)).collect::<String>();
    let text = if wire.is_ascii() { wire.to_owned() } else { deunicode::deunicode(&heard()) };
    // One word, where capitals alone would make it two.
    text.replace("IDs", "Ids")
}

/// A name that may start with a digit, made one that does not.
fn not_empty(name: String) -> Option<String> {
    match name.chars().next() {
        None => None,
        Some(first) if first.is_ascii_digit() => Some(format!("_{name}")),
        Some(_) => Some(name),
    }
}

/// The name, with `_` after it where it is taken.
fn free(name: String, taken: &[&[&str]]) -> String {
    if taken.iter().any(|list| list.contains(&name.as_str())) { format!("{name}_") } else { name }
}

/// The number of comparisons after which no more names are guessed: nobody reads so many guesses.
const MOST_GUESSES: usize = 200_000;

/// Guesses of misspelled names among as many as there may be.
#[derive(Debug, Default)]
pub struct Guesses {
    compared: Cell<usize>,
}

impl Guesses {
    /// The candidate most like `name`, as [`nearest`] has it; none after very many comparisons.
    pub fn nearest<'c>(&self, name: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
        if self.compared.get() > MOST_GUESSES {
            return None;
        }
        nearest(name, candidates.inspect(|_| self.compared.set(self.compared.get() + 1)))
    }
}

/// The candidate most like `name`, if one is like it at all.
pub fn nearest<'c>(name: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    candidates
        .map(|candidate| (strsim::jaro_winkler(&candidate.to_lowercase(), &name.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::{field, is_ident, module, nearest, setter, ty, variant};

    #[test]
    fn names_of_the_wire_become_names_of_rust() {
        for (wire, rust) in [
            ("ownerTypeId", "owner_type_id"),
            ("PERSONAL_PHOTO", "personal_photo"),
            ("UF_CRM_TASK", "uf_crm_task"),
            ("edit.originator", "edit_originator"),
            ("TASKS_TASK|UF_CRM_TASK", "tasks_task_uf_crm_task"),
            ("type", "type_"),
            ("2fa", "_2fa"),
            ("Название", "nazvanie"),
            ("СТАТУС", "status"),
            ("extra", "extra_"),
        ] {
            assert_eq!(field(wire).as_deref(), Some(rust), "{wire}");
        }
        assert_eq!(field("**"), None);
        assert_eq!(setter("validate").as_deref(), Some("validate_"));
        assert_eq!(module("type").as_deref(), Some("type_"));
        assert_eq!(module("main").as_deref(), Some("main_"));
    }

    #[test]
    fn types_and_variants_keep_clear_of_what_is_there() {
        assert_eq!(ty("option", &[]).as_deref(), Some("Option_"));
        assert_eq!(ty("response", &["Response"]).as_deref(), Some("Response_"));
        assert_eq!(ty("updateResponsibleUser", &[]).as_deref(), Some("UpdateResponsibleUser"));
        assert_eq!(variant("unknown").as_deref(), Some("Unknown_"));
        assert_eq!(variant("1").as_deref(), Some("_1"));
        assert_eq!(variant("NOT_FOUND").as_deref(), Some("NotFound"));
    }

    #[test]
    fn an_override_has_to_be_a_name() {
        assert!(is_ident("SpaNotFound") && is_ident("_1"));
        assert!(!is_ident("type") && !is_ident("Self") && !is_ident("a b") && !is_ident("1a") && !is_ident("_"));
    }

    #[test]
    fn only_a_like_name_is_suggested() {
        assert_eq!(nearest("paramz", ["params", "result"].into_iter()), Some("params"));
        assert_eq!(nearest("kindd", ["params", "kind"].into_iter()), Some("kind"));
        assert_eq!(nearest("foo", ["params", "kind"].into_iter()), None);
    }
}
