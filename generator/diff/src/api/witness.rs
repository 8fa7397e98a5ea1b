//! The witness: a crate that uses every public item of another in every supported way, with one statement per line. A
//! statement that does not compile against the next version is a use that breaks.

use std::collections::BTreeMap;

use bitrix24_codegen::api::arguments;
use bitrix24_schema::File;

use super::form::{Form, Sources};
use super::{Item, ItemKind};

/// A crate that uses every public item.
#[derive(Clone, Debug)]
pub struct Witness {
    /// The statements, by file and line.
    pub statements: Vec<Statement>,
    /// The items that no statement can use: those that need a feature with dependencies of its own, or show only when
    /// features are off.
    pub unproven: Vec<Item>,
    /// The features by which the crate is used.
    pub features: Vec<String>,
}

/// A use of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The item's place in the list that the witness is made of.
    pub item: usize,
    /// The file, below the crate's folder.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The statement.
    pub text: String,
}

/// The first line of each file.
const HEAD: &str = "use crate::is; use bitrix24::rt;";

/// The root module, with the bounds that statements check.
const LIB: &str = "\
//! Uses every public item of a crate.
#![allow(unused, nonstandard_style, clippy::all)]
#![warn(deprecated)]

pub mod is {
    use bitrix24::rt;
    use std::fmt::Debug;
    use std::hash::Hash;

    pub fn request<R: rt::Request + Clone + Debug, T>() where R::Result: rt::Wire<Out = T> {}
    pub fn list<R: rt::ListRequest, T>() where R::Item: rt::Wire<Out = T> {}
    pub fn object<O: rt::Object + Clone + Debug + Default>(value: &O) {}
    pub fn open<E: Clone + Debug + Default + Eq + Hash + From<&'static str>>(value: &E) {}
    pub fn closed<U: Clone + Debug + Default>(value: &U) {}
    pub fn error<E: rt::KnownError>(value: &E) {}
    pub fn default<D: Default>() {}
    pub fn made<T: From<F>, F>() {}
}

";

/// The features with dependencies of their own, and their items.
const APART: &[&str] =
    &["RedisLimiter", "axum", "blocking", "catalogue::typed", "redis", "redis-tls", "serde", "typed"];

impl Witness {
    /// Returns the witness of a crate's public items.
    pub fn of(items: &[Item]) -> Self {
        let mut writer = Writer {
            sources: Sources::of(items),
            variants: BTreeMap::new(),
            files: BTreeMap::new(),
            statements: Vec::new(),
        };
        for item in items.iter().filter(|item| item.kind == ItemKind::Variant) {
            writer.variants.entry(item.parent().unwrap_or_default()).or_default().push(item);
        }
        let mut witness = Witness { statements: Vec::new(), unproven: Vec::new(), features: Vec::new() };
        for (index, item) in items.iter().enumerate() {
            let is_apart = APART.contains(&item.path.as_str());
            if is_apart || item.path.contains(": in") {
                witness.unproven.push(item.clone());
            } else if item.kind == ItemKind::Feature {
                witness.features.push(item.path.clone());
            } else {
                writer.item(index, item);
            }
        }
        witness.statements = writer.statements;
        witness
    }

    /// Returns the crate's sources, without the statements for which `is_out` is true. A statement keeps its line.
    pub fn sources(&self, is_out: impl Fn(usize) -> bool) -> Vec<File> {
        let mut files: BTreeMap<&str, String> = BTreeMap::new();
        for (index, statement) in self.statements.iter().enumerate() {
            let text = files.entry(&statement.file).or_insert_with(|| format!("{HEAD}\n"));
            if !is_out(index) {
                text.push_str(&statement.text);
            }
            text.push('\n');
        }
        let modules: String = files.keys().map(|file| format!("mod {};\n", module(file))).collect();
        let mut sources = vec![File { path: "src/lib.rs".to_owned(), text: format!("{LIB}{modules}") }];
        sources.extend(files.into_iter().map(|(path, text)| File { path: path.to_owned(), text }));
        sources
    }
}

fn module(file: &str) -> &str {
    file.trim_start_matches("src/").trim_end_matches(".rs")
}

struct Writer<'i> {
    sources: Sources<'i>,
    variants: BTreeMap<&'i str, Vec<&'i Item>>,
    /// The number of lines in each file so far.
    files: BTreeMap<String, usize>,
    statements: Vec<Statement>,
}

impl Writer<'_> {
    fn item(&mut self, index: usize, item: &Item) {
        let (path, parent) = (user(&format!("crate::{}", item.path)), item.parent().unwrap_or_default());
        let of = user(&format!("crate::{parent}"));
        let signature = user(&item.signature);
        match item.kind {
            ItemKind::Feature => {}
            // A name of a type is the type that it was: code mixes both names.
            ItemKind::Reexport if !item.subject.as_str().is_empty() => {
                self.body(index, item, &format!("x: &{path}"), &format!("let _: &{signature} = x;"));
            }
            ItemKind::Module | ItemKind::Reexport => self.line(index, item, |name| format!("use {path} as {name};")),
            ItemKind::Struct => match signature.strip_prefix("-> ") {
                Some(result) => self.body(index, item, "", &format!("is::request::<{path}, {result}>();")),
                None => self.body(index, item, &format!("x: &{path}"), "is::object(x);"),
            },
            ItemKind::Enum => self.enumeration(index, item, &path),
            ItemKind::Const => self.body(index, item, "", &format!("let _: &'static rt::Method = {path};")),
            ItemKind::Static => self.body(index, item, "", &format!("let _: &'static {signature} = &{path};")),
            ItemKind::Impl => self.implementation(index, item, &of, &signature),
            ItemKind::Function if item.name() == "new" => self.constructor(index, item, &path),
            ItemKind::Function if parent == "catalogue" => {
                self.line(index, item, |name| format!("use {path} as {name};"));
            }
            ItemKind::Function => self.setter(index, item, &of),
            ItemKind::Field => {
                self.body(index, item, &format!("x: {of}"), &format!("let _: {signature} = x.{};", item.name()));
            }
            ItemKind::Variant => match signature.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
                Some(ty) => self.body(index, item, "", &format!("let _: fn({ty}) -> {of} = {path};")),
                None => self.body(index, item, &format!("x: &{of}"), &format!("matches!(x, {path});")),
            },
        }
    }

    fn enumeration(&mut self, index: usize, item: &Item, path: &str) {
        let argument = format!("x: &{path}");
        if item.name() == "Error" {
            return self.body(index, item, &argument, "is::error(x);");
        }
        if item.signature == "open" {
            return self.body(index, item, &argument, "is::open(x);");
        }
        let variants = self.variants.get(item.path.as_str()).into_iter().flatten();
        let arms: String = variants.map(|variant| format!("{path}::{}(_) => {{}} ", variant.name())).collect();
        self.body(index, item, &argument, "is::closed(x);");
        self.body(index, item, &argument, &format!("match x {{ {arms}}}"));
    }

    fn implementation(&mut self, index: usize, item: &Item, of: &str, signature: &str) {
        let name = user(item.name());
        let made = name.strip_prefix("From<").and_then(|from| from.strip_suffix('>'));
        let body = match (made, signature.strip_prefix("Item = ")) {
            (Some("&str"), _) => format!("is::made::<{of}, &'static str>();"),
            (Some(from), _) => format!("is::made::<{of}, {from}>();"),
            (None, Some(listed)) => format!("is::list::<{of}, {listed}>();"),
            (None, None) => format!("is::default::<{of}>();"),
        };
        self.body(index, item, "", &body);
    }

    /// Writes a call for each type of each argument, with the first type for the others.
    fn constructor(&mut self, index: usize, item: &Item, path: &str) {
        let given: Vec<Vec<String>> = arguments(&item.signature).iter().map(|(_, ty)| self.given(ty)).collect();
        let first: Vec<&str> = given.iter().filter_map(|ways| ways.first().map(String::as_str)).collect();
        let mut calls = vec![first.clone()];
        for (place, ways) in given.iter().enumerate() {
            calls.extend(ways.iter().skip(1).map(|way| {
                let mut call = first.clone();
                call[place] = way;
                call
            }));
        }
        for call in calls {
            let arguments: Vec<String> = call.iter().enumerate().map(|(at, ty)| format!("a{at}: {ty}")).collect();
            let names: Vec<String> = (0..call.len()).map(|at| format!("a{at}")).collect();
            self.body(index, item, &arguments.join(", "), &format!("let _ = {path}({});", names.join(", ")));
        }
    }

    fn setter(&mut self, index: usize, item: &Item, of: &str) {
        let types = arguments(&item.signature);
        let (key, name) = (if types.len() > 1 { "\"key\", " } else { "" }, item.name());
        let Some((_, ty)) = types.last() else {
            return self.body(index, item, &format!("x: {of}"), &format!("let _: {of} = x.{name}();"));
        };
        for way in self.given(ty) {
            self.body(index, item, &format!("x: {of}, a: {way}"), &format!("let _: {of} = x.{name}({key}a);"));
        }
    }

    /// Returns the types that callers pass for an argument of this type.
    fn given(&self, ty: &str) -> Vec<String> {
        let all = |inner: &str| self.sources.passed(inner).into_iter().map(|ty| user(&ty));
        match Form::of(ty) {
            Form::Into(inner) => all(inner).collect(),
            Form::Each(inner) => walked(all(inner).collect()),
            Form::Entries(inner) => walked(all(inner).map(|ty| format!("(&'static str, {ty})")).collect()),
            Form::Itself(ty) => vec![user(ty)],
        }
    }

    /// Writes a function with a statement; its arguments are the values that the statement needs.
    fn body(&mut self, index: usize, item: &Item, arguments: &str, body: &str) {
        self.line(index, item, |name| format!("pub fn {name}({arguments}) {{ {body} }}"));
    }

    fn line(&mut self, index: usize, item: &Item, text: impl FnOnce(&str) -> String) {
        let top = item.path.split("::").next().unwrap_or_default().split(':').next().unwrap_or_default();
        let is_module = item.path.contains("::") || item.kind == ItemKind::Module;
        // A prefix, so that no module has the name of a crate.
        let file = if is_module { format!("src/of_{top}.rs") } else { "src/of_.rs".to_owned() };
        let lines = self.files.entry(file.clone()).or_insert(1);
        *lines += 1;
        let name = format!("w{lines}");
        self.statements.push(Statement { item: index, file, line: *lines, text: text(&name) });
    }
}

/// Returns iterable types: a vector of each of these, and an array and an iterator of the first.
fn walked(items: Vec<String>) -> Vec<String> {
    let of_first = items.first().map(|ty| [format!("[{ty}; 2]"), format!("std::vec::IntoIter<{ty}>")]);
    items.iter().map(|ty| format!("Vec<{ty}>")).chain(of_first.into_iter().flatten()).collect()
}

/// Returns the text of a type as the crate's users write it.
fn user(text: &str) -> String {
    text.replace("crate::", "bitrix24::")
}
