//! What is public in an emitted crate, as its text has it: parsed, and followed through its re-exports. It knows the
//! language and what goes without saying of each kind of type, and nothing of how the list is made.

use std::collections::{BTreeMap, BTreeSet};

use bitrix24_codegen::api::ItemKind;
use bitrix24_schema::File;

use super::words::{features, function, is_deprecated, is_pub, normal, path_at, plain, status, tokens, uses};

/// A public item: its path, what it is, its signature, and whether it is deprecated.
pub(crate) type Entry = (String, ItemKind, String, bool);

/// A crate's modules by path: `crate`, `crate::crm`.
pub(crate) struct Text {
    modules: BTreeMap<String, Module>,
    manifest: String,
}

#[derive(Default)]
struct Module {
    is_public: bool,
    deprecated: bool,
    types: BTreeMap<String, Type>,
    values: Vec<Entry>,
    uses: Vec<Use>,
}

#[derive(Clone)]
pub(crate) struct Use {
    pub(crate) name: String,
    pub(crate) path: String,
    pub(crate) is_public: bool,
    pub(crate) features: Vec<String>,
    /// Whether it is another name of a type.
    pub(crate) is_alias: bool,
    /// Whether it is deprecated itself.
    pub(crate) deprecated: bool,
}

/// A struct or an enumeration, and all that is implemented for it.
#[derive(Default)]
struct Type {
    is_enum: bool,
    is_open: bool,
    deprecated: bool,
    /// Fields and variants.
    members: Vec<Entry>,
    functions: Vec<Entry>,
    /// Traits with their associated types.
    traits: BTreeMap<String, String>,
}

impl Text {
    pub(crate) fn parse(files: &[File]) -> Self {
        let text = |path: &str| files.iter().find(|file| file.path == path).map(|file| file.text.as_str());
        let manifest = text("Cargo.toml").expect("there is a manifest").to_owned();
        let by_path: BTreeMap<&str, &str> = files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
        let mut parsed = Text { modules: BTreeMap::new(), manifest };
        parsed.module(&by_path, ("src", "lib.rs"), "crate", (true, false));
        parsed
    }

    fn module(
        &mut self,
        files: &BTreeMap<&str, &str>,
        (folder, file): (&str, &str),
        path: &str,
        (is_public, deprecated): (bool, bool),
    ) {
        let place = format!("{folder}/{file}");
        let text = files.get(place.as_str()).unwrap_or_else(|| panic!("{place} is there"));
        let parsed = syn::parse_file(text).unwrap_or_else(|error| panic!("{place}: {error}"));
        let mut module = Module { is_public, deprecated, ..Module::default() };
        for item in &parsed.items {
            if let syn::Item::Mod(inner) = item {
                let name = inner.ident.to_string();
                let inner_path = format!("{path}::{name}");
                let is = (is_public && is_pub(&inner.vis), is_deprecated(&inner.attrs));
                let below = format!("{folder}/{name}");
                if files.contains_key(format!("{below}/mod.rs").as_str()) {
                    self.module(files, (&below, "mod.rs"), &inner_path, is);
                } else {
                    self.module(files, (folder, &format!("{name}.rs")), &inner_path, is);
                }
            } else {
                module.take(item);
            }
        }
        self.modules.insert(path.to_owned(), module);
    }

    /// All that is public, by the paths that users have.
    pub(crate) fn items(&self) -> BTreeSet<Entry> {
        let mut found = self.features();
        for (path, module) in self.modules.iter().filter(|(_, module)| module.is_public) {
            let below = |name: &str| format!("{path}::{name}").trim_start_matches("crate::").to_owned();
            if path != "crate" {
                found.insert((
                    path.trim_start_matches("crate::").to_owned(),
                    ItemKind::Module,
                    String::new(),
                    module.deprecated,
                ));
            }
            for (name, ty) in &module.types {
                // A request is known by its name in the module around its own.
                if ty.traits.contains_key("Request") {
                    let parent = path.rsplit_once("::").map_or("crate", |(parent, _)| parent);
                    assert_eq!(self.definition(&format!("{parent}::{name}")), Some((path.clone(), name.clone())));
                } else {
                    self.ty(path, ty, &below(name), false, &mut found);
                }
            }
            for (name, kind, signature, deprecated) in &module.values {
                found.insert((below(name), *kind, self.absolute(path, signature), *deprecated));
            }
            for used in module.uses.iter().filter(|used| used.is_public) {
                self.used(path, used, &below(&used.name), &mut found);
            }
        }
        found
    }

    fn features(&self) -> BTreeSet<Entry> {
        let features = self.manifest.split_once("[features]").expect("there are features").1;
        let lines = features.lines().filter(|line| !line.starts_with('#'));
        let names = lines.filter_map(|line| line.split_once(" = [")).map(|(name, _)| name.to_owned());
        names.map(|name| (name, ItemKind::Feature, String::new(), false)).collect()
    }

    fn used(&self, module: &str, used: &Use, path: &str, found: &mut BTreeSet<Entry>) {
        if used.name == "*" && used.path != "exports" {
            let from = &self.modules[&used.path];
            let exported = from.uses.iter().filter(|used| used.is_public);
            let names = from.types.keys().chain(exported.map(|used| &used.name));
            for name in names.filter(|name| !self.is_request(&format!("{}::{name}", used.path))) {
                let used = Use { name: name.clone(), path: format!("{}::{name}", used.path), ..used.clone() };
                self.used(module, &used, &format!("{}{name}", path.trim_end_matches('*')), found);
            }
            return;
        }
        // The item of a list has another name beside its own, and a shared type a second place. A method's type that equals
        // one of a shared type is its own.
        let is_of_method = self.modules[module].types.values().any(|ty| ty.traits.contains_key("Request"));
        let is_second = used.path.starts_with("crate::types::") && !module.starts_with("crate::types") && !is_of_method;
        if is_second && used.name != "*" || used.is_alias && !used.deprecated {
            let (home, name) = self
                .definition(&self.full(module, &used.path))
                .unwrap_or_else(|| panic!("{path}: {} is no type of the crate", used.path));
            found.insert((path.to_owned(), ItemKind::Reexport, format!("{home}::{name}"), false));
            return;
        }
        // A request is known by its name in the module around its own.
        let own = &self.modules[module].uses;
        if used.is_alias && own.iter().any(|other| other.name == "*" && used.path.starts_with(&other.path)) {
            return;
        }
        if used.name == "*" {
            let exports = self.modules.get("crate::exports").expect("there are exports");
            for used in exports.uses.iter().filter(|used| used.is_public) {
                self.used("crate::exports", used, &used.name, found);
            }
            return;
        }
        match self.definition(&self.full(module, &used.path)) {
            None => {
                let from = used.path.replacen("rt::", "bitrix24_runtime::", 1);
                found.insert((path.to_owned(), ItemKind::Reexport, from, false));
            }
            Some((home, name)) => {
                let ty = &self.modules[&home].types[&name];
                self.ty(&home, ty, path, used.deprecated, found);
                // Of a shared type and its parts, the type itself is listed with its features, and comes first.
                let within = |used: &Use| used.path.rsplit_once("::").map(|(module, _)| module.to_owned());
                let is_first = self.modules[module].uses.iter().find(|other| within(other) == within(used));
                if path.starts_with("types::") && is_first.is_some_and(|first| std::ptr::eq(first, used)) {
                    found.insert((format!("{path}: in"), ItemKind::Feature, normal(&used.features.join(", ")), false));
                }
            }
        }
    }

    fn is_request(&self, path: &str) -> bool {
        let definition = self.definition(path);
        definition.is_some_and(|(home, name)| self.modules[&home].types[&name].traits.contains_key("Request"))
    }

    fn ty(&self, home: &str, ty: &Type, path: &str, deprecated: bool, found: &mut BTreeSet<Entry>) {
        let (kind, shape) = ty.shape();
        let signature = match ty.traits.get("Request") {
            Some(result) => format!("->{}", self.absolute(home, &plain(result))),
            None => shape.to_owned(),
        };
        found.insert((path.to_owned(), kind, signature, ty.deprecated || deprecated));
        let expected = without_saying(ty);
        for (name, kind, signature, deprecated) in ty.members.iter().chain(&ty.functions) {
            if !expected.contains(&name.as_str()) {
                let signature = self.absolute(home, signature);
                found.insert((format!("{path}::{name}"), *kind, signature, *deprecated));
            }
        }
        let has = |name: &&&str| ty.members.iter().chain(&ty.functions).any(|(known, ..)| known == *name);
        let lacks: Vec<_> = expected.iter().filter(|name| !has(name)).collect();
        assert!(lacks.is_empty(), "{path} lacks {lacks:?}");
        let expected = traits_without_saying(ty);
        for (name, associated) in ty.traits.iter().filter(|(name, _)| !expected.contains(&name.as_str())) {
            let associated = self.absolute(home, &plain(associated));
            let signature = if associated.is_empty() { associated } else { format!("Item={associated}") };
            found.insert((format!("{path}: {}", self.absolute(home, name)), ItemKind::Impl, signature, false));
        }
        for name in expected {
            assert!(ty.traits.contains_key(name), "{path} lacks {name}");
        }
    }

    /// Where the type at a path is defined: its module and its name there.
    fn definition(&self, path: &str) -> Option<(String, String)> {
        let (module, name) = path.rsplit_once("::")?;
        let within = self.modules.get(module)?;
        if within.types.contains_key(name) {
            return Some((module.to_owned(), name.to_owned()));
        }
        let Some(used) = within.uses.iter().find(|used| used.name == name) else {
            let from = within.uses.iter().find(|used| used.name == "*" && used.path != "exports")?;
            return self.definition(&format!("{}::{name}", from.path));
        };
        let full = self.full(module, &used.path);
        (full != path).then(|| self.definition(&full)).flatten()
    }

    /// A path as it is from the root.
    fn full(&self, module: &str, path: &str) -> String {
        if let Some(rest) = path.strip_prefix("self::") {
            return format!("{module}::{rest}");
        }
        let first = path.split("::").next().unwrap_or_default();
        let used = self.modules[module].uses.iter().find(|used| used.name == first && !used.is_public);
        match used {
            Some(used) if used.path != path => format!("{}{}", used.path, &path[first.len()..]),
            _ if path.contains("::") => path.to_owned(),
            _ => format!("{module}::{path}"),
        }
    }

    /// A text of types with every path as that of its definition.
    pub(crate) fn absolute(&self, module: &str, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let path = path_at(rest);
            if path.is_empty() {
                out.push(first);
                rest = &rest[first.len_utf8()..];
                continue;
            }
            let end = path.len();
            let is_exported = |used: &&Use| used.is_public && used.name == path;
            match self.definition(&self.full(module, path)) {
                // `Item = …` names no type.
                _ if rest[end..].starts_with('=') => out += path,
                Some((home, name)) => out += &format!("{home}::{name}"),
                None if self.modules[module].uses.iter().any(|used| is_exported(&used)) => {
                    out += &format!("{module}::{path}");
                }
                None => out += path,
            }
            rest = &rest[end..];
        }
        out
    }
}

/// What all types of a kind have, beside what is listed.
fn without_saying(ty: &Type) -> Vec<&'static str> {
    let has = |name: &str| ty.traits.contains_key(name);
    let mut names = match () {
        () if has("Request") => vec!["param", "validate"],
        () if has("Object") => vec!["extra"],
        () if has("Enum") => vec!["Unknown", "as_str"],
        () => vec![],
    };
    if has("Object") && !ty.functions.is_empty() {
        names.push("param");
    }
    names
}

fn traits_without_saying(ty: &Type) -> Vec<&'static str> {
    let has = |name: &str| ty.traits.contains_key(name);
    match () {
        () if has("Request") => vec!["Clone", "Debug", "Request"],
        () if has("Object") => vec!["Clone", "Debug", "Default", "Object"],
        () if has("Enum") => vec!["Clone", "Debug", "Default", "Enum", "Eq", "From<&str>", "Hash", "PartialEq"],
        () if has("KnownError") => {
            vec!["Clone", "Copy", "Debug", "Display", "Eq", "KnownError", "PartialEq", "std::error::Error"]
        }
        () => vec!["Clone", "Debug", "Default", "Wire"],
    }
}

impl Type {
    fn shape(&self) -> (ItemKind, &'static str) {
        match (self.is_enum, self.is_open) {
            (true, true) => (ItemKind::Enum, "open"),
            (true, false) => (ItemKind::Enum, "closed"),
            (false, is_open) => {
                assert!(is_open || self.traits.contains_key("Request"), "objects may get fields");
                (ItemKind::Struct, "")
            }
        }
    }
}

impl Module {
    fn take(&mut self, item: &syn::Item) {
        match item {
            syn::Item::Struct(item) if is_pub(&item.vis) => {
                let ty = self.types.entry(item.ident.to_string()).or_default();
                ty.attributes(&item.attrs);
                for field in item.fields.iter().filter(|field| is_pub(&field.vis)) {
                    let name = field.ident.as_ref().expect("fields have names").to_string();
                    ty.members.push((name, ItemKind::Field, tokens(&field.ty), is_deprecated(&field.attrs)));
                }
            }
            syn::Item::Enum(item) if is_pub(&item.vis) => {
                let ty = self.types.entry(item.ident.to_string()).or_default();
                ty.is_enum = true;
                ty.attributes(&item.attrs);
                for variant in &item.variants {
                    let signature = match &variant.fields {
                        syn::Fields::Unit => String::new(),
                        fields => tokens(fields),
                    };
                    ty.members.push((variant.ident.to_string(), ItemKind::Variant, signature, false));
                }
            }
            syn::Item::Type(item) if is_pub(&item.vis) => self.uses.push(Use {
                name: item.ident.to_string(),
                path: tokens(&item.ty),
                is_public: true,
                features: Vec::new(),
                is_alias: true,
                deprecated: is_deprecated(&item.attrs),
            }),
            syn::Item::Impl(item) => self.implementation(item),
            // Comparison and serde, which all types have.
            syn::Item::Macro(_) => {}
            syn::Item::Use(item) => {
                let features = features(&item.attrs);
                if !item.attrs.iter().any(|attribute| tokens(attribute) == "#[doc(hidden)]") {
                    uses(&item.tree, String::new(), is_pub(&item.vis), &features, &mut self.uses);
                }
            }
            syn::Item::Static(item) if is_pub(&item.vis) => {
                let entry = (item.ident.to_string(), ItemKind::Static, tokens(&item.ty), false);
                self.values.push(entry);
            }
            syn::Item::Fn(item) if is_pub(&item.vis) => self.values.push(function(&item.sig, &item.attrs)),
            syn::Item::Struct(_) | syn::Item::Enum(_) | syn::Item::Static(_) | syn::Item::Fn(_) => {}
            other => panic!("nobody listed {}", tokens(other)),
        }
    }

    fn implementation(&mut self, item: &syn::ItemImpl) {
        // What is implemented for what is private is nobody's to use.
        let Some(ty) = self.types.get_mut(&tokens(&item.self_ty)) else { return };
        let Some((path, _)) = &item.trait_ else {
            for inner in &item.items {
                match inner {
                    syn::ImplItem::Fn(inner) if is_pub(&inner.vis) => {
                        ty.functions.push(function(&inner.sig, &inner.attrs));
                    }
                    syn::ImplItem::Const(inner) if is_pub(&inner.vis) => {
                        ty.functions.push((inner.ident.to_string(), ItemKind::Const, String::new(), false));
                    }
                    _ => {}
                }
            }
            return;
        };
        // References of all types convert: that is no item of its own.
        if item.generics.type_params().next().is_some() {
            return;
        }
        let name = tokens(path);
        let name = ["rt::", "std::fmt::", "std::hash::"].iter().find_map(|of| name.strip_prefix(of)).unwrap_or(&name);
        let associated = item.items.iter().find_map(|inner| match inner {
            syn::ImplItem::Type(inner) if inner.ident != "Out" => Some(tokens(&inner.ty)),
            _ => None,
        });
        ty.traits.insert(name.to_owned(), associated.unwrap_or_default());
        if name == "KnownError" {
            ty.statuses(item);
        }
    }
}

impl Type {
    /// Gives each variant of an error the HTTP status of its row:
    /// `(Self::Busy, "503 Busy", "503", "busy")`.
    fn statuses(&mut self, item: &syn::ItemImpl) {
        let rows = item.items.iter().find_map(|inner| match inner {
            syn::ImplItem::Const(rows) if rows.ident == "ROWS" => Some(&rows.expr),
            _ => None,
        });
        let Some(syn::Expr::Reference(rows)) = rows else { panic!("there are rows") };
        let syn::Expr::Array(rows) = &*rows.expr else { panic!("rows are a list") };
        assert_eq!(rows.elems.len(), self.members.len(), "each variant has a row");
        for row in &rows.elems {
            let syn::Expr::Tuple(row) = row else { panic!("{} is no row", tokens(row)) };
            let variant = tokens(&row.elems[0]);
            let member = self.members.iter_mut().find(|(name, ..)| variant.strip_prefix("Self::") == Some(name));
            let (_, _, signature, _) = member.expect("a row is of a variant");
            *signature = match status(&row.elems[1]).as_str() {
                "0" => String::new(),
                status => format!("HTTP {status}"),
            };
        }
    }

    fn attributes(&mut self, attributes: &[syn::Attribute]) {
        self.deprecated = is_deprecated(attributes);
        for attribute in attributes {
            let text = tokens(attribute);
            self.is_open |= text == "#[non_exhaustive]";
            if let Some(derived) = text.strip_prefix("#[derive(").and_then(|text| text.strip_suffix(")]")) {
                self.traits.extend(derived.split(',').map(|name| (name.trim().to_owned(), String::new())));
            }
        }
    }
}
