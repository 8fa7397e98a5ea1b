//! Forms of arguments: the types that callers pass, and the types that each accepts.

use std::collections::{BTreeSet, HashMap};

use bitrix24_codegen::api::{Item, ItemKind};

/// The form of an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form<'t> {
    /// `impl Into<T>`.
    Into(&'t str),
    /// `impl IntoIterator<Item = impl Into<T>>`.
    Each(&'t str),
    /// `impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>`, or `impl rt::Entries`, which takes JSON besides.
    Entries(&'t str),
    /// The type itself.
    Itself(&'t str),
}

impl<'t> Form<'t> {
    pub(crate) fn of(ty: &'t str) -> Self {
        let into = |text: &'t str| text.strip_prefix("impl Into<")?.strip_suffix('>');
        let items = |text: &'t str| text.strip_prefix("impl IntoIterator<Item = ")?.strip_suffix('>');
        let entry = |text: &'t str| text.strip_prefix("(impl Into<String>, ")?.strip_suffix(')').and_then(into);
        if ty == "impl rt::Entries" {
            return Form::Entries("rt::Value");
        }
        if let Some(inner) = into(ty) {
            return Form::Into(inner);
        }
        match items(ty) {
            Some(item) => match (into(item), entry(item)) {
                (Some(inner), _) => Form::Each(inner),
                (_, Some(inner)) => Form::Entries(inner),
                _ => Form::Itself(ty),
            },
            None => Form::Itself(ty),
        }
    }
}

/// Emitted types, with the types that convert into them.
pub(crate) struct Sources<'i> {
    by_type: HashMap<&'i str, Vec<&'i str>>,
}

impl<'i> Sources<'i> {
    pub(crate) fn of(items: &'i [Item]) -> Self {
        let mut by_type: HashMap<&str, Vec<&str>> = HashMap::new();
        for item in items {
            if item.kind == ItemKind::Enum && item.signature == "open" {
                by_type.entry(&item.path).or_default().push("&str");
            }
            let from = item.path.split_once(": From<").filter(|_| item.kind == ItemKind::Impl);
            if let Some((of, from)) = from.and_then(|(of, from)| Some((of, from.strip_suffix('>')?))) {
                by_type.entry(of).or_default().push(from);
            }
        }
        Sources { by_type }
    }

    /// Returns the types that callers commonly pass for `impl Into<T>`.
    pub(crate) fn passed(&self, ty: &str) -> BTreeSet<String> {
        let mut found: BTreeSet<String> = [ty.to_owned()].into();
        let known: &[&str] = match ty {
            "String" => &["&str"],
            "i64" => &["i32", "u32"],
            "f64" => &["f32", "i32"],
            "rt::Id" => &["i64", "i32", "u32", "&str", "String", "&rt::Id"],
            "rt::Arg<i64>" => &["i32", "u32", "rt::Id", "&rt::Id"],
            "rt::Value" => &["&str", "String", "i64", "i32", "u32", "f64", "bool", "Vec<i32>", "Vec<String>"],
            "rt::Date" | "rt::DateTime" | "rt::Money" | "rt::Address" => &["&str", "String"],
            "rt::CrmLink" => &["i64", "i32", "u32", "&str", "String", "rt::Id", "&rt::Id"],
            "rt::File" => &["(&str, &str)", "(String, Vec<u8>)"],
            "rt::FileValue" => &["rt::File", "(&str, &str)", "(String, Vec<u8>)"],
            _ => &[],
        };
        found.extend(known.iter().map(|ty| (*ty).to_owned()));
        found.extend(self.made_from(ty).map(str::to_owned));
        if let Some(inner) = within(ty, "Option") {
            found.insert(inner.to_owned());
        }
        if let Some(inner) = within(ty, "rt::Arg") {
            found.remove(ty);
            found.extend(self.passed(inner));
        }
        if let Some(inner) = within(ty, "rt::OneOrMany") {
            found.extend(one(inner).iter().map(|ty| (*ty).to_owned()));
            found.extend(self.passed(inner).iter().map(|ty| format!("Vec<{ty}>")));
        }
        found
    }

    /// Returns true if `impl Into<T>` accepts a value of the type `passed`.
    pub(crate) fn takes(&self, ty: &str, passed: &str) -> bool {
        const INTEGERS: [&str; 7] = ["i8", "i16", "i32", "i64", "u8", "u16", "u32"];
        if ty == passed || self.made_from(ty).any(|from| from == passed) {
            return true;
        }
        match ty {
            "String" => matches!(passed, "&str" | "&String" | "char" | "rt::Id" | "&rt::Id"),
            "rt::Arg<i64>" if matches!(passed, "rt::Id" | "&rt::Id") => true,
            "i64" => INTEGERS.contains(&passed) || passed == "bool",
            "f64" => matches!(passed, "f32" | "i8" | "i16" | "i32" | "u8" | "u16" | "u32"),
            "rt::Id" => {
                INTEGERS.contains(&passed) || matches!(passed, "u64" | "&str" | "String" | "&String" | "&rt::Id")
            }
            "rt::Value" => self.is_json(passed),
            "rt::Date" | "rt::DateTime" => matches!(passed, "&str" | "String"),
            "rt::Money" => matches!(passed, "&str" | "String" | "&rt::Money"),
            "rt::Address" => matches!(passed, "&str" | "String" | "&rt::Address"),
            "rt::CrmLink" => {
                let numbers = ["i32", "i64", "u32"];
                let texts = ["&str", "String", "rt::Id", "&rt::Id", "&rt::CrmLink"];
                numbers.contains(&passed) || texts.contains(&passed)
            }
            "rt::File" => matches!(passed, "(&str, &str)" | "(String, Vec<u8>)"),
            "rt::FileValue" => matches!(passed, "rt::File" | "(&str, &str)" | "(String, Vec<u8>)"),
            ty => self.takes_inside(ty, passed),
        }
    }

    /// Returns true if the inside of a generic type accepts a value of the type `passed`.
    fn takes_inside(&self, ty: &str, passed: &str) -> bool {
        if let Some(inner) = within(ty, "rt::Arg") {
            return self.takes(inner, passed);
        }
        match (within(ty, "Option"), within(ty, "rt::OneOrMany")) {
            (Some(inner), _) => inner == passed,
            (_, Some(inner)) => {
                one(inner).contains(&passed) || within(passed, "Vec").is_some_and(|passed| self.takes(inner, passed))
            }
            _ => false,
        }
    }

    /// Returns true if `Value::from` accepts the type.
    fn is_json(&self, passed: &str) -> bool {
        let plain = [
            "rt::Id",
            "&rt::Id",
            "rt::Date",
            "rt::DateTime",
            "rt::Money",
            "rt::Address",
            "rt::CrmLink",
            "&str",
            "String",
            "bool",
            "i8",
            "i16",
            "i32",
            "i64",
            "u8",
            "u16",
            "u32",
            "u64",
            "f32",
            "f64",
        ];
        plain.contains(&passed)
            || ["Vec", "Option"]
                .iter()
                .any(|list| within(passed, list).is_some_and(|item| self.takes("rt::Value", item)))
    }

    fn made_from<'s>(&'s self, ty: &str) -> impl Iterator<Item = &'i str> + 's {
        let known = ty.strip_prefix("crate::").and_then(|path| self.by_type.get(path));
        known.into_iter().flatten().copied()
    }
}

/// Returns the `T` of `Vec<T>`.
fn within<'t>(ty: &'t str, outer: &str) -> Option<&'t str> {
    ty.strip_prefix(outer)?.strip_prefix('<')?.strip_suffix('>')
}

/// Returns the types that one-or-many of `ty` accepts for a single value.
fn one(ty: &str) -> &'static [&'static str] {
    match ty {
        "rt::Id" => &["rt::Id", "&rt::Id", "i32", "i64", "u32", "u64", "&str", "String"],
        "i64" => &["i32", "i64", "u32"],
        "f64" => &["f64", "i32"],
        "bool" => &["bool"],
        "String" => &["String", "&str"],
        "rt::Money" => &["rt::Money"],
        "rt::Address" => &["rt::Address"],
        "rt::CrmLink" => &["rt::CrmLink"],
        _ => &[],
    }
}

/// Returns the types that callers pass for `old` and `new` refuses; empty if calls still compile.
pub(super) fn refused(old: &str, before: &Sources<'_>, new: &str, after: &Sources<'_>) -> Vec<String> {
    let all = |old: &str, new: &str| -> Vec<String> {
        before.passed(old).into_iter().filter(|passed| !after.takes(new, passed)).collect()
    };
    let itself = |old: &str, new: &str| if after.takes(new, old) { Vec::new() } else { vec![old.to_owned()] };
    match (Form::of(old), Form::of(new)) {
        (Form::Into(old), Form::Into(new)) | (Form::Each(old), Form::Each(new)) => all(old, new),
        (Form::Entries(old), Form::Entries(new)) => all(old, new),
        (Form::Itself(old), Form::Into(new)) => itself(old, new),
        _ if old == new => Vec::new(),
        (Form::Each(item), _) => vec![format!("Vec<{item}>")],
        (Form::Entries(item), _) => vec![format!("rt::Map<{item}>")],
        (Form::Into(old), _) => vec![before.passed(old).into_iter().next().unwrap_or_else(|| old.to_owned())],
        (Form::Itself(old), _) => vec![old.to_owned()],
    }
}
