//! What makes two types equal: all that is emitted of them, except their names and origins.

use super::super::kept::{is_always, split};
use super::super::rules::is_told;
use super::super::scope::Scope;
use super::super::twins::Place;
use super::super::variants;
use bitrix24_schema::graph::Owner;
use bitrix24_schema::model::{
    Availability, Conditions, Deprecated, Field, Item, ItemRef, Limits, Named, Object, Page, Taken, Type, Unit, Usage,
    Writable,
};

/// The emitted parts of a type, except its name and origin.
#[derive(PartialEq, Eq, Hash)]
pub(super) enum Key<'m> {
    Enum { is_numeric: bool, values: Vec<(&'m Named, Option<&'m str>)> },
    Union { usage: Usage, is_told: bool, options: Vec<(&'m str, TypeKey)> },
    Object(ObjectKey<'m>),
}

/// The emitted parts of an object.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct ObjectKey<'m> {
    usage: Usage,
    page: Option<&'m str>,
    kind: Option<&'m str>,
    arguments: Vec<&'m str>,
    fields: Vec<FieldKey<'m>>,
}

impl Key<'_> {
    /// Returns true if the type refers to no emitted type.
    pub(super) fn is_leaf(&self) -> bool {
        match self {
            Key::Enum { .. } => true,
            Key::Union { options, .. } => options.iter().all(|(_, ty)| ty.places.is_empty()),
            Key::Object(object) => {
                object.fields.iter().all(|field| field.ty.places.is_empty() && field.names.is_none())
            }
        }
    }
}

/// A type, and the emitted types that it refers to.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct TypeKey {
    shape: Type,
    places: Vec<Place>,
}

/// Returns the parts of a taken field, without `..`.
fn taken(taken: &Taken) -> (&str, Option<bool>, Option<String>) {
    let Taken { name, required, default } = taken;
    (name, *required, default.as_ref().map(ToString::to_string))
}

/// The emitted parts of a field.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct FieldKey<'m> {
    ty: TypeKey,
    is_always: bool,
    is_boxed: bool,
    name: &'m Named,
    pattern: Option<&'m (String, String)>,
    required: Option<bool>,
    words: (&'m str, Option<&'m str>),
    limits: [Option<u64>; 4],
    values: &'m [(String, Option<String>)],
    open: bool,
    keys: &'m [(String, Option<String>)],
    characters: Option<&'m str>,
    unit: Option<Unit>,
    availability: &'m Availability,
    operators: &'m [String],
    names: Option<usize>,
    takes: Vec<(&'m str, Option<bool>, Option<String>)>,
    variants: &'m [String],
    writable: Option<Writable>,
    observed: bool,
    conditions: &'m Conditions,
    default: Option<String>,
    deprecated: Option<&'m Deprecated>,
    former: &'m [Named],
}

/// Makes keys. `first` returns the type that is emitted for a local one.
pub(super) struct Keys<'k, 'm> {
    pub(super) scope: Scope<'m>,
    pub(super) first: &'k mut dyn FnMut(usize) -> Place,
}

impl<'m> Keys<'_, 'm> {
    /// Returns the key of the type at `place` of the scope's owner.
    pub(super) fn of(&mut self, place: usize) -> Key<'m> {
        match &self.scope.items()[place] {
            Item::Enum(list) => {
                let values = list.values.iter().map(|value| (&value.name, value.label.as_deref()));
                Key::Enum { is_numeric: list.is_numeric, values: values.collect() }
            }
            Item::Union(union) => {
                let is_told = is_told(self.scope, &union.ident);
                let options = union.options.iter().map(|(variant, ty)| (variant.as_str(), self.ty(ty)));
                Key::Union { usage: union.usage, is_told, options: options.collect() }
            }
            Item::Object(object) => Key::Object(self.object(object, place)),
        }
    }

    fn object(&mut self, object: &'m Object, place: usize) -> ObjectKey<'m> {
        let scope = self.scope;
        let path = scope.path_of(ItemRef::Local(place));
        let arguments = match object.usage.is_sent {
            true => split(scope.model, &path, &object.fields).arguments,
            false => Vec::new(),
        };
        let fields = object.fields.iter().map(|field| FieldKey {
            is_always: is_always(scope.model, object, &path, field),
            is_boxed: scope.cycles.needs_box(&field.ty, scope.owner, place),
            ..self.field(field)
        });
        ObjectKey {
            usage: object.usage,
            page: scope.page(object.docs.as_ref()).map(|Page { url, .. }| url.as_str()),
            fields: fields.collect(),
            kind: variants::kind(scope, object, place),
            arguments: arguments.iter().map(|field| field.name.ident.as_str()).collect(),
        }
    }

    /// Returns the key of a field. It is destructured without `..`, so that a new member is not forgotten.
    fn field(&mut self, field: &'m Field) -> FieldKey<'m> {
        let Field {
            name,
            pattern,
            required,
            ty,
            written,
            doc,
            limits,
            values,
            open,
            keys,
            characters,
            unit,
            availability,
            operators,
            names,
            takes,
            variants,
            writable,
            observed,
            conditions,
            default,
            deprecated,
            former,
        } = field;
        let Limits { min, max, min_length, max_length } = limits;
        FieldKey {
            ty: self.ty(ty),
            is_always: false,
            is_boxed: false,
            name,
            pattern: pattern.as_ref(),
            required: *required,
            words: (written, doc.as_deref()),
            limits: [min.map(f64::to_bits), max.map(f64::to_bits), *min_length, *max_length],
            values,
            open: *open,
            keys,
            characters: characters.as_deref(),
            unit: *unit,
            availability,
            operators,
            names: *names,
            takes: takes.iter().map(taken).collect(),
            variants,
            writable: *writable,
            observed: *observed,
            conditions,
            default: default.as_ref().map(ToString::to_string),
            deprecated: deprecated.as_ref(),
            former,
        }
    }

    fn ty(&mut self, ty: &Type) -> TypeKey {
        let mut places = Vec::new();
        ty.for_each_item(&mut |item| {
            places.push(match item {
                ItemRef::Local(place) => (self.first)(place),
                ItemRef::Shared(index) => (Owner::Shared(index), 0),
            });
        });
        TypeKey { shape: shape(ty), places }
    }
}

/// Returns a type without the places of the emitted types that it refers to.
pub(super) fn shape(ty: &Type) -> Type {
    let inner = |ty: &Type| Box::new(shape(ty));
    match ty {
        Type::List(ty) => Type::List(inner(ty)),
        Type::Map(ty) => Type::Map(inner(ty)),
        Type::Nullable(ty) => Type::Nullable(inner(ty)),
        Type::OneOrMany(ty) => Type::OneOrMany(inner(ty)),
        Type::Item(_) => Type::Item(ItemRef::Local(0)),
        ty => ty.clone(),
    }
}
