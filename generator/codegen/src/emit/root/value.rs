//! The code of example values: what a call takes, as a user would write it.

use super::super::kept::split;
use super::super::scope::Scope;
use bitrix24_schema::graph::Owner;
use bitrix24_schema::model::{Field, Item, ItemRef, Object, Shared, Type, Writable};
use bitrix24_schema::sample;

/// The maximum length of a call on one line.
const WIDTH: usize = 70;

/// A shared type with the name of one of its items: of itself, of a part, or of an enumeration.
pub(super) type Beside<'m> = (&'m Shared, &'m str);

/// What writes the values of one example.
#[derive(Clone)]
pub(super) struct Values<'v> {
    pub(super) scope: Scope<'v>,
    /// The items of shared types that are found beside methods: `crm::Deal`.
    pub(super) beside: &'v [Beside<'v>],
    /// The module that the example imports.
    pub(super) import: &'v str,
    /// The path of the module with the local types.
    pub(super) module: String,
    /// The number of objects around.
    pub(super) depth: usize,
}

impl Values<'_> {
    /// ```text
    /// let fields = tasks::TaskFields::new().title("Prepare the report");
    /// let result = b24.call(tasks::task::Add::new(fields)).await?;
    /// ```
    ///
    /// Returns the lines of a call. What is too long for a line gets a variable.
    pub(super) fn call(&self, path: &str, params: &[Field]) -> Vec<String> {
        let arguments = split(self.scope.model, path, params).arguments;
        let mut lines = Vec::new();
        let mut values: Vec<String> = arguments.iter().map(|field| self.value(field, &field.ty)).collect();
        for (field, value) in arguments.iter().zip(&mut values) {
            if value.len() > WIDTH / 2 {
                let name = field.name.ident.trim_end_matches('_');
                lines.push(format!("let {name} = {};", std::mem::replace(value, name.to_owned())));
            }
        }
        let new = format!("{path}::new({})", values.join(", "));
        if new.len() <= WIDTH {
            lines.push(format!("let result = b24.call({new}).await?;"));
        } else {
            lines.extend([format!("let request = {new};"), "let result = b24.call(request).await?;".to_owned()]);
        }
        lines
    }

    /// Returns the code that makes a request.
    pub(super) fn new_of(&self, path: &str, params: &[Field]) -> String {
        let arguments = split(self.scope.model, path, params).arguments;
        let values: Vec<String> = arguments.iter().map(|field| self.value(field, &field.ty)).collect();
        format!("{path}::new({})", values.join(", "))
    }

    /// Returns an example value for a parameter.
    pub(super) fn value(&self, field: &Field, ty: &Type) -> String {
        let day = if sample::is_end(field) { "2026-02-28" } else { "2026-01-31" };
        match ty {
            Type::Any | Type::Null if names_id(field) => "bitrix24::json!(42)".to_owned(),
            Type::Any | Type::Null => format!("bitrix24::json!({:?})", sample::text(field)),
            Type::Integer | Type::Id(_) => sample::integer(field),
            Type::Double => sample::double(field),
            Type::String => format!("{:?}", sample::text(field)),
            Type::Boolean(_) => "true".to_owned(),
            Type::Date => format!("{day:?}"),
            Type::DateTime | Type::Timestamp => format!("\"{day}T10:00:00+00:00\""),
            Type::Time => "bitrix24::Time::default()".to_owned(),
            Type::File(_) => "bitrix24::File::new(\"contract.pdf\", \"…\")".to_owned(),
            Type::Money => "bitrix24::Money::new(1500, \"EUR\")".to_owned(),
            Type::Address => format!("{:?}", sample::ADDRESS),
            Type::CrmLink => "bitrix24::CrmLink::deal(42)".to_owned(),
            Type::List(inner) => format!("[{}]", self.inner_value(field, inner)),
            Type::Map(inner) => self.entry(field, inner),
            Type::Nullable(inner) => self.value(field, inner),
            Type::OneOrMany(inner) => match inner.as_ref() {
                Type::Id(_) | Type::Integer | Type::String | Type::Double => self.value(field, inner),
                inner => format!("[{}]", self.inner_value(field, inner)),
            },
            Type::Item(item) => self.item(*item, field),
        }
    }

    /// Returns an example value inside a list or a map. A list or map in it needs the exact type, because nothing
    /// converts it.
    fn inner_value(&self, field: &Field, ty: &Type) -> String {
        match ty {
            Type::List(inner) => match inner.as_ref() {
                Type::String => format!("vec![{:?}.to_owned()]", sample::text(field)),
                // A condition of REST 3.0.
                Type::Any => "vec![\"id\".into(), \">\".into(), 42.into()]".to_owned(),
                inner => format!("vec![{}]", self.inner_value(field, inner)),
            },
            Type::Map(_) => "bitrix24::Map::default()".to_owned(),
            ty => self.value(field, ty),
        }
    }

    /// Returns `[("TITLE", "Prepare the report")]`: a map with a key that the schema knows, if it knows any.
    fn entry(&self, field: &Field, inner: &Type) -> String {
        let named = field.names.and_then(|index| match self.scope.item(ItemRef::Shared(index)) {
            Item::Object(object) => telling(object, &[]).into_iter().next(),
            Item::Enum(_) | Item::Union(_) => None,
        });
        let key = field.keys.first().map(|(key, _)| key.as_str()).unwrap_or_else(|| sample::key(field));
        let (key, of) = named.map_or((key, field), |named| (named.name.wire.as_str(), named));
        format!("[({key:?}, {})]", self.inner_value(of, inner))
    }

    fn item(&self, item: ItemRef, field: &Field) -> String {
        let path = format!("{}::{}", self.module_of(item), self.scope.item(item).ident());
        match self.scope.item(item) {
            Item::Enum(list) => match list.values.first() {
                Some(value) => format!("{path}::{}", value.name.ident),
                None => format!("{path}::from({:?})", sample::text(field)),
            },
            // A limit, because a type that requires itself would never end.
            Item::Object(object) if self.depth < 4 => self.inside(item).object(item, object, &path, field),
            Item::Object(_) => format!("{path}::default()"),
            Item::Union(union) => match union.options.first() {
                Some((variant, Type::String)) => format!("{path}::{variant}({:?}.to_owned())", sample::text(field)),
                Some((variant, ty @ (Type::Integer | Type::Double | Type::Boolean(_)))) => {
                    format!("{path}::{variant}({})", self.inside(item).value(field, ty))
                }
                Some((variant, _)) => format!("{path}::{variant}(Default::default())"),
                None => format!("{path}::default()"),
            },
        }
    }

    /// Returns an object with what it requires, or else with fields that say what it is.
    fn object(&self, item: ItemRef, object: &Object, path: &str, around: &Field) -> String {
        let arguments = split(self.scope.model, &self.scope.path_of(item), &object.fields).arguments;
        let values: Vec<String> = arguments.iter().map(|field| self.value(field, &field.ty)).collect();
        let new = format!("{path}::new({})", values.join(", "));
        if !arguments.is_empty() || !object.usage.is_sent {
            return new;
        }
        let required = around.takes.iter().filter(|taken| taken.required == Some(true));
        let required: Vec<&str> = required.map(|taken| taken.name.as_str()).collect();
        telling(object, &required)
            .into_iter()
            .take(2)
            .fold(new, |new, field| format!("{new}.{}({})", field.name.ident, self.value(field, &field.ty)))
    }

    /// Returns what writes the values inside of a type.
    fn inside(&self, item: ItemRef) -> Self {
        let scope = match item {
            ItemRef::Shared(index) => self.scope.of_shared(index),
            ItemRef::Local(_) => self.scope,
        };
        Values { scope, module: self.module_of(item), depth: self.depth + 1, ..self.clone() }
    }

    /// Returns the path of the module in which the example finds a type.
    fn module_of(&self, item: ItemRef) -> String {
        let (index, place) = match (item, self.scope.owner) {
            (ItemRef::Shared(index), _) => (index, 0),
            (ItemRef::Local(place), Owner::Shared(index)) => (index, place),
            (ItemRef::Local(_), _) => return self.module.clone(),
        };
        let shared = &self.scope.model.types[index];
        let is_it = |(known, name): &Beside<'_>| std::ptr::eq(*known, shared) && *name == shared.items[place].ident();
        if shared.modules == [self.import] && self.beside.iter().any(is_it) {
            self.import.to_owned()
        } else {
            format!("bitrix24::types::{}", shared.modules.join("::"))
        }
    }
}

/// Returns the fields of plain types that an example can set: the required ones, or those that say best what it is.
pub(super) fn telling<'o>(object: &'o Object, required: &[&str]) -> Vec<&'o Field> {
    let is_set = |field: &&Field| {
        let is_required = required.contains(&field.name.wire.as_str());
        let is_free = field.writable != Some(Writable::Never) && field.deprecated.is_none();
        field.pattern.is_none() && is_free && is_plain(field.ty.some()) && (is_required || required.is_empty())
    };
    let mut found: Vec<&Field> = object.fields.iter().filter(is_set).collect();
    found.sort_by_key(|field| sample::rank(field));
    // A title says what a name says.
    if found.first().is_some_and(|field| field.name.ident == "title") && required.is_empty() {
        found.retain(|field| field.name.ident != "name");
    }
    let known = found.iter().filter(|field| sample::is_telling(field)).count();
    // One of any name, if none is known.
    if required.is_empty() {
        found.truncate(known.max(1));
    }
    found
}

/// Returns true for the types whose values are written in a word.
pub(super) fn is_plain(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Integer | Type::Double | Type::String | Type::Boolean(_) | Type::Date | Type::DateTime | Type::Id(_)
    ) || matches!(ty, Type::List(inner) if matches!(inner.as_ref(), Type::Integer | Type::Id(_)))
}

/// Returns true if a field names an identifier.
pub(super) fn names_id(field: &Field) -> bool {
    field.name.ident.trim_end_matches('_').ends_with("id")
}
