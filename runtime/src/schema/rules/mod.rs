//! The documented rules of parameters: a [`Field`] with its type, and [`Fields`], which tell one after another.
//!
//! Emitted code has no tables of rules but functions that tell them: they cost a program nothing until it asks, hold no
//! state, and a type that holds itself is a function that names itself.

mod shape;

use std::fmt;

pub use shape::{Items, Shape, Type};
use shape::{LIST, Leaf, MAP, NULLABLE, ONE_OR_MANY};

/// Parameters of a method, fields of an object, or the options of a union.
#[derive(Clone, Copy)]
pub enum Fields {
    /// A function tells them. Emitted code has such.
    Rules(fn(&mut Rules<'_>)),
    /// A list has them.
    List(&'static [Field]),
}

impl Fields {
    /// No fields.
    pub const NONE: Fields = Fields::List(&[]);

    /// Visits each field, in the documentation's order. It allocates nothing.
    pub fn each(self, visit: &mut dyn FnMut(Field)) {
        match self {
            Fields::Rules(rules) => {
                let mut told = Rules { field: None, visit };
                rules(&mut told);
                told.flush();
            }
            Fields::List(list) => list.iter().for_each(|field| visit(*field)),
        }
    }

    /// The fields, collected.
    pub fn iter(self) -> std::vec::IntoIter<Field> {
        let mut list = Vec::new();
        self.each(&mut |field| list.push(field));
        list.into_iter()
    }

    /// The first field that `is` holds for.
    pub fn find(self, is: impl Fn(&Field) -> bool) -> Option<Field> {
        let mut found = None;
        self.each(&mut |field| {
            if found.is_none() && is(&field) {
                found = Some(field);
            }
        });
        found
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.find(|_| true).is_none()
    }
}

impl IntoIterator for Fields {
    type Item = Field;
    type IntoIter = std::vec::IntoIter<Field>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// By their names, so that a type which holds itself has an end; the options of a union have none, those by their types.
impl fmt::Debug for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut list = f.debug_list();
        self.each(&mut |field| {
            if field.name.is_empty() {
                list.entry(&field.shape);
            } else {
                list.entry(&field.name);
            }
        });
        list.finish()
    }
}

/// A parameter, or a field of one.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The name on the wire. With `<` in it, a pattern: `UF_<name>` stands for all names that start with `UF_`.
    /// The options of a union have none.
    pub name: &'static str,
    /// Whether it has to be there; `None` when the documentation does not tell.
    pub required: Option<bool>,
    /// Its type.
    pub shape: Shape,
    /// The smallest number allowed.
    pub min: Option<f64>,
    /// The largest number allowed.
    pub max: Option<f64>,
    /// The shortest text, in characters, or list, in items.
    pub min_length: Option<u64>,
    /// The longest text, in characters, or list, in items.
    pub max_length: Option<u64>,
    /// The allowed values; empty when all are.
    pub values: &'static [&'static str],
    /// The operators of a filter, which its keys may carry before a field's name.
    pub operators: &'static [&'static str],
}

impl Field {
    const fn new(name: &'static str, required: Option<bool>, shape: Shape) -> Self {
        let (min, max, min_length, max_length) = (None, None, None, None);
        Field { name, required, shape, min, max, min_length, max_length, values: &[], operators: &[] }
    }

    /// A field that has to be there.
    pub const fn required(name: &'static str, shape: Shape) -> Self {
        Field::new(name, Some(true), shape)
    }

    /// A field that may be left out.
    pub const fn optional(name: &'static str, shape: Shape) -> Self {
        Field::new(name, Some(false), shape)
    }

    /// A field of which the documentation does not tell.
    pub const fn unknown(name: &'static str, shape: Shape) -> Self {
        Field::new(name, None, shape)
    }

    /// An option of a union: a type alone.
    pub const fn option(shape: Shape) -> Self {
        Field::new("", None, shape)
    }

    /// With a smallest number.
    #[must_use]
    pub const fn min(mut self, min: f64) -> Self {
        self.min = Some(min);
        self
    }

    /// With a largest number.
    #[must_use]
    pub const fn max(mut self, max: f64) -> Self {
        self.max = Some(max);
        self
    }

    /// With a shortest length.
    #[must_use]
    pub const fn min_length(mut self, len: u64) -> Self {
        self.min_length = Some(len);
        self
    }

    /// With a longest length.
    #[must_use]
    pub const fn max_length(mut self, len: u64) -> Self {
        self.max_length = Some(len);
        self
    }

    /// With a list of allowed values.
    #[must_use]
    pub const fn values(mut self, values: &'static [&'static str]) -> Self {
        self.values = values;
        self
    }

    /// With operators that keys may carry.
    #[must_use]
    pub const fn operators(mut self, operators: &'static [&'static str]) -> Self {
        self.operators = operators;
        self
    }

    /// Whether `name` is this field, or is meant by its pattern.
    pub fn is_named(&self, name: &str) -> bool {
        Name::of(self).is(name)
    }
}

/// The name of a field, taken apart once to be compared with many.
#[derive(Clone, Copy)]
pub(crate) struct Name {
    name: &'static str,
    /// The texts around the variable parts of a pattern.
    around: Option<(&'static str, &'static str)>,
}

impl Name {
    pub(crate) fn of(field: &Field) -> Self {
        Name { name: field.name, around: around(field.name) }
    }

    pub(crate) fn is(&self, name: &str) -> bool {
        match self.around {
            Some((prefix, suffix)) => {
                name.len() > prefix.len() + suffix.len() && name.starts_with(prefix) && name.ends_with(suffix)
            }
            None => name == self.name,
        }
    }
}

/// In `<=DATE`, the sign is part of the name: it is no pattern.
fn around(name: &'static str) -> Option<(&'static str, &'static str)> {
    let (prefix, rest) = name.split_once('<')?;
    let (part, _) = rest.split_once('>')?;
    let (_, suffix) = rest.rsplit_once('>')?;
    (!part.is_empty()).then_some((prefix, suffix))
}

/// Rules as they are told: each field by its name, then its type from the outside to the inside, then its limits.
///
/// Emitted code calls this; it has no generic function, so that thousands of calls take the compiler little time.
#[doc(hidden)]
pub struct Rules<'r> {
    /// The field that is being told.
    field: Option<FieldRules>,
    visit: &'r mut dyn FnMut(Field),
}

impl Rules<'_> {
    /// Begins a field that has to be there.
    pub fn required(&mut self, name: &'static str) -> &mut FieldRules {
        self.begin(name, Some(true))
    }

    /// Begins a field that may be left out.
    pub fn optional(&mut self, name: &'static str) -> &mut FieldRules {
        self.begin(name, Some(false))
    }

    /// Begins a field of which the documentation does not tell whether it has to be there.
    pub fn unknown(&mut self, name: &'static str) -> &mut FieldRules {
        self.begin(name, None)
    }

    /// Begins an option of a union.
    pub fn option(&mut self) -> &mut FieldRules {
        self.begin("", None)
    }

    fn begin(&mut self, name: &'static str, required: Option<bool>) -> &mut FieldRules {
        self.flush();
        self.field.insert(FieldRules { field: Field::new(name, required, Shape::Any), items: Items::ANY })
    }

    /// Shows the field that is told now to the visitor.
    fn flush(&mut self) {
        if let Some(told) = &mut self.field {
            told.field.shape = told.items.shape();
            (self.visit)(told.field);
            self.field = None;
        }
    }
}

/// A field that is being told. A type of which no inside is told has anything inside.
#[doc(hidden)]
pub struct FieldRules {
    field: Field,
    items: Items,
}

/// Functions that tell something of a field.
macro_rules! tell {
    ($($name:ident($($arg:ident: $ty:ty),*) => $told:ident.$field:ident $(($leaf:expr))? $(= $value:expr)?;)*) => { $(
        pub fn $name(&mut self $(, $arg: $ty)*) -> &mut Self {
            self.$told.$field $(($leaf))? $(= $value)?;
            self
        }
    )* };
}

impl FieldRules {
    tell! {
        any() => items.end(Leaf::Any);
        integer() => items.end(Leaf::Integer);
        double() => items.end(Leaf::Double);
        string() => items.end(Leaf::String);
        boolean() => items.end(Leaf::Boolean);
        date() => items.end(Leaf::Date);
        date_time() => items.end(Leaf::DateTime);
        timestamp() => items.end(Leaf::Timestamp);
        id() => items.end(Leaf::Id);
        file() => items.end(Leaf::File);
        object(fields: fn(&mut Rules<'_>)) => items.end(Leaf::Object(Fields::Rules(fields)));
        shared(name: &'static str, fields: fn(&mut Rules<'_>)) =>
            items.end(Leaf::Shared(Type { name, fields: Fields::Rules(fields) }));
        one_of(options: fn(&mut Rules<'_>)) => items.end(Leaf::OneOf(Fields::Rules(options)));
        list() => items.open(LIST);
        map() => items.open(MAP);
        nullable() => items.open(NULLABLE);
        one_or_many() => items.open(ONE_OR_MANY);
        min(min: f64) => field.min = Some(min);
        max(max: f64) => field.max = Some(max);
        min_length(len: u64) => field.min_length = Some(len);
        max_length(len: u64) => field.max_length = Some(len);
        values(values: &'static [&'static str]) => field.values = values;
        operators(operators: &'static [&'static str]) => field.operators = operators;
    }
}
