//! Fields, their types, and the lists of them that functions tell. They are one subject: a field has a type, and a type has
//! fields.

use std::fmt;

/// Parameters of a method, fields of an object, or the options of a union.
///
/// ```
/// use bitrix24::Method;
///
/// fn required(method: &Method) -> Vec<&str> {
///     method.params.iter().filter(|field| field.required == Some(true)).map(|field| field.name).collect()
/// }
/// ```
#[derive(Clone, Copy)]
pub enum Fields {
    /// Told by a function, as in emitted code.
    Rules(fn(&mut Rules<'_>)),
    /// Told in words, as in emitted code, where name and type are all that there is to tell: `taskId* integer` has to be
    /// there, `tags list string` may be left out, of `price? double` the documentation does not tell.
    Plain(&'static [&'static str]),
    /// Those that a function tells, of which a method is documented to take some. It may take others, too: the
    /// documentation does not tell.
    Taken {
        /// The function.
        of: fn(&mut Rules<'_>),
        /// The names of the documented ones in the function's order, each with its mark: `TITLE*` has to be there,
        /// `TITLE?` may have to.
        names: &'static [&'static str],
    },
    /// Listed.
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
            Fields::Plain(fields) => {
                let mut told = Rules { field: None, visit };
                told.plain(fields);
                told.flush();
            }
            Fields::Taken { of, names } => {
                let mut left = names;
                Fields::Rules(of).each(&mut |field| {
                    let taken = left.split_first().and_then(|(next, rest)| Some((mark(next, field.name)?, rest)));
                    // A method that names a field takes it, whatever another one tells.
                    let is_read_only = field.is_read_only && taken.is_none();
                    let required = taken.and_then(|(required, rest)| {
                        left = rest;
                        required
                    });
                    visit(Field { required, is_read_only, ..field });
                });
            }
            Fields::List(list) => list.iter().for_each(|field| visit(*field)),
        }
    }

    /// Returns the fields, collected.
    pub fn iter(self) -> std::vec::IntoIter<Field> {
        let mut list = Vec::new();
        self.each(&mut |field| list.push(field));
        list.into_iter()
    }

    /// Returns the first field that `is` holds for.
    pub fn find(self, is: impl Fn(&Field) -> bool) -> Option<Field> {
        let mut found = None;
        self.each(&mut |field| {
            if found.is_none() && is(&field) {
                found = Some(field);
            }
        });
        found
    }

    /// Returns true if there are none.
    pub fn is_empty(self) -> bool {
        self.find(|_| true).is_none()
    }
}

/// Returns the mark of a marked name; `None` if it is not the one of this name.
fn mark(marked: &str, name: &str) -> Option<Option<bool>> {
    match marked.strip_prefix(name)? {
        "" => Some(Some(false)),
        "*" => Some(Some(true)),
        "?" => Some(None),
        _ => None,
    }
}

impl IntoIterator for Fields {
    type Item = Field;
    type IntoIter = std::vec::IntoIter<Field>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Prints names, so that a type which holds itself has an end; options of a union have none, and are printed by their types.
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
///
/// ```
/// use bitrix24::catalogue::{Field, Shape};
///
/// let limit = Field::optional("limit", Shape::Integer).min(1.0).max(50.0);
/// assert_eq!((limit.name, limit.required, limit.max), ("limit", Some(false), Some(50.0)));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The name on the wire. With `<` in it, a pattern: `UF_<name>` stands for all names that start with `UF_`.
    /// The options of a union have none.
    pub name: &'static str,
    /// True if it has to be there, false if it may be left out; `None` when the documentation does not tell.
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
    /// True if there may be other values than those in `values`: the documentation does not say that they are all.
    pub is_open: bool,
    /// The operators of a filter, which its keys may carry before a field's name.
    pub operators: &'static [&'static str],
    /// Fields beside it: it has to be there if all of them are missing.
    pub unless: &'static [&'static str],
    /// Fields beside it, each with values: it has to be there if one of them has such a value, or any value if none is listed.
    pub when: &'static [(&'static str, &'static [&'static str])],
    /// Fields beside it, each with values: it has an effect only if one of them has such a value, or any value if none is
    /// listed.
    pub only: &'static [(&'static str, &'static [&'static str])],
    /// The characters that a text may have, as between the brackets of a regular expression; empty when all may be.
    pub characters: &'static str,
    /// True if the server sets it: another method tells that it is not written, and this one does not name it.
    pub is_read_only: bool,
    /// The fields that its keys or items name, as those of a filter or a selection do; none if that is not known.
    pub names: Fields,
}

impl Field {
    pub(super) const fn new(name: &'static str, required: Option<bool>, shape: Shape) -> Self {
        let (min, max, min_length, max_length) = (None, None, None, None);
        let names = Fields::NONE;
        let (values, is_open, operators): (&[_], _, &[_]) = (&[], false, &[]);
        let (unless, when, only): (&[_], &[_], &[_]) = (&[], &[], &[]);
        Field {
            name,
            required,
            shape,
            min,
            max,
            min_length,
            max_length,
            values,
            is_open,
            operators,
            unless,
            when,
            only,
            characters: "",
            is_read_only: false,
            names,
        }
    }

    /// Returns a field that has to be there.
    pub const fn required(name: &'static str, shape: Shape) -> Self {
        Field::new(name, Some(true), shape)
    }

    /// Returns a field that may be left out.
    pub const fn optional(name: &'static str, shape: Shape) -> Self {
        Field::new(name, Some(false), shape)
    }

    /// Returns a field of which the documentation does not tell if it is required.
    pub const fn unknown(name: &'static str, shape: Shape) -> Self {
        Field::new(name, None, shape)
    }

    /// Returns an option of a union: a type alone.
    pub const fn option(shape: Shape) -> Self {
        Field::new("", None, shape)
    }
}

/// Rules as they are told: each field by its name, then its type from the outside to the inside, then its limits.
///
/// Emitted code calls this; it has no generic function, so that thousands of calls take the compiler little time.
#[doc(hidden)]
pub struct Rules<'r> {
    /// The field that is being told.
    pub(super) field: Option<FieldRules>,
    visit: &'r mut dyn FnMut(Field),
}

impl Rules<'_> {
    /// Shows the field that is told now to the visitor.
    pub(super) fn flush(&mut self) {
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
    pub(super) field: Field,
    pub(super) items: Items,
}

/// The type of a parameter.
///
/// ```
/// use bitrix24::catalogue::{Items, Shape};
///
/// let ids = Shape::List(Items::of(Shape::Id));
/// assert!(matches!(ids, Shape::List(items) if matches!(items.shape(), Shape::Id)));
/// ```
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Anything.
    Any,
    /// An integer.
    Integer,
    /// A number.
    Double,
    /// A text.
    String,
    /// A boolean, in any of the API's writings.
    Boolean,
    /// A day.
    Date,
    /// A point in time.
    DateTime,
    /// Seconds since 1970.
    Timestamp,
    /// An identifier.
    Id,
    /// A file.
    File,
    /// An amount with its currency.
    Money,
    /// An address of a custom field.
    Address,
    /// A link to a thing of the CRM.
    CrmLink,
    /// A list.
    List(Items),
    /// A map with keys that are data.
    Map(Items),
    /// Or `null`.
    Nullable(Items),
    /// One, or a list of such.
    OneOrMany(Items),
    /// An object with these fields. With none, nothing is known of them.
    Object(Fields),
    /// A type that is described once for many methods.
    Shared(Type),
    /// One of several types: the options of a union.
    OneOf(Fields),
}

impl Shape {
    /// Visits the types that a value of this one may have: the options of a union, and of one or many both.
    pub(crate) fn options(self, visit: &mut dyn FnMut(Shape)) {
        match self {
            Shape::OneOf(options) => options.each(&mut |option| visit(option.shape)),
            Shape::OneOrMany(items) => {
                visit(items.shape());
                visit(Shape::List(items));
            }
            shape => visit(shape),
        }
    }

    /// Returns true if `is` holds for one of the types that a value may have.
    pub(crate) fn has_option(self, is: impl Fn(Shape) -> bool) -> bool {
        let mut has = false;
        self.options(&mut |option| has |= is(option));
        has
    }
}

/// A type that several methods share.
///
/// ```
/// use bitrix24::catalogue::{Field, Shape};
///
/// fn name(field: &Field) -> Option<&'static str> {
///     if let Shape::Shared(ty) = field.shape { Some(ty.name) } else { None }
/// }
/// ```
#[derive(Clone, Copy)]
pub struct Type {
    /// Its name in the schema.
    pub name: &'static str,
    /// Its fields.
    pub fields: Fields,
}

impl fmt::Debug for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// The type of the items of a list, of the values of a map, or of what may be `null`.
///
/// Types nest, and this one is plain data all the same: the types around the innermost one are bits of a number.
///
/// ```
/// use bitrix24::catalogue::{Items, Shape};
///
/// assert!(matches!(Items::of(Shape::String).shape(), Shape::String));
/// ```
#[derive(Clone, Copy)]
pub struct Items {
    /// Two bits for each type around the innermost one; those of the outermost are the lowest.
    around: u64,
    depth: u8,
    leaf: Leaf,
}

/// A type with none inside.
#[derive(Clone, Copy)]
pub(super) enum Leaf {
    Any,
    Integer,
    Double,
    String,
    Boolean,
    Date,
    DateTime,
    Timestamp,
    Id,
    File,
    Money,
    Address,
    CrmLink,
    Object(Fields),
    Shared(Type),
    OneOf(Fields),
    /// Deeper than can be told: anything.
    Deep,
}

pub(super) const LIST: u64 = 0;
pub(super) const MAP: u64 = 1;
pub(super) const NULLABLE: u64 = 2;
pub(super) const ONE_OR_MANY: u64 = 3;

/// The number of types that there can be around one.
const DEPTH: u8 = 32;

impl Items {
    pub(super) const ANY: Items = Items::leaf(Leaf::Any);

    const fn leaf(leaf: Leaf) -> Self {
        Items { around: 0, depth: 0, leaf }
    }

    /// Returns items of this type. Inside of more than 32 types it is [`Shape::Any`].
    pub const fn of(shape: Shape) -> Self {
        match shape {
            Shape::Any => Items::ANY,
            Shape::Integer => Items::leaf(Leaf::Integer),
            Shape::Double => Items::leaf(Leaf::Double),
            Shape::String => Items::leaf(Leaf::String),
            Shape::Boolean => Items::leaf(Leaf::Boolean),
            Shape::Date => Items::leaf(Leaf::Date),
            Shape::DateTime => Items::leaf(Leaf::DateTime),
            Shape::Timestamp => Items::leaf(Leaf::Timestamp),
            Shape::Id => Items::leaf(Leaf::Id),
            Shape::File => Items::leaf(Leaf::File),
            Shape::Money => Items::leaf(Leaf::Money),
            Shape::Address => Items::leaf(Leaf::Address),
            Shape::CrmLink => Items::leaf(Leaf::CrmLink),
            Shape::List(items) => items.inside(LIST),
            Shape::Map(items) => items.inside(MAP),
            Shape::Nullable(items) => items.inside(NULLABLE),
            Shape::OneOrMany(items) => items.inside(ONE_OR_MANY),
            Shape::Object(fields) => Items::leaf(Leaf::Object(fields)),
            Shape::Shared(ty) => Items::leaf(Leaf::Shared(ty)),
            Shape::OneOf(options) => Items::leaf(Leaf::OneOf(options)),
        }
    }

    /// Returns the type.
    pub fn shape(self) -> Shape {
        if let Some(depth) = self.depth.checked_sub(1) {
            let items = Items { around: self.around >> 2, depth, ..self };
            return match self.around & 3 {
                LIST => Shape::List(items),
                MAP => Shape::Map(items),
                NULLABLE => Shape::Nullable(items),
                _ => Shape::OneOrMany(items),
            };
        }
        match self.leaf {
            Leaf::Any | Leaf::Deep => Shape::Any,
            Leaf::Integer => Shape::Integer,
            Leaf::Double => Shape::Double,
            Leaf::String => Shape::String,
            Leaf::Boolean => Shape::Boolean,
            Leaf::Date => Shape::Date,
            Leaf::DateTime => Shape::DateTime,
            Leaf::Timestamp => Shape::Timestamp,
            Leaf::Id => Shape::Id,
            Leaf::File => Shape::File,
            Leaf::Money => Shape::Money,
            Leaf::Address => Shape::Address,
            Leaf::CrmLink => Shape::CrmLink,
            Leaf::Object(fields) => Shape::Object(fields),
            Leaf::Shared(ty) => Shape::Shared(ty),
            Leaf::OneOf(options) => Shape::OneOf(options),
        }
    }

    /// This inside of another type; the innermost one gives way where there are too many.
    const fn inside(self, outer: u64) -> Self {
        let around = self.around << 2 | outer;
        if self.depth < DEPTH {
            Items { around, depth: self.depth + 1, leaf: self.leaf }
        } else {
            Items { around, depth: DEPTH, leaf: Leaf::Deep }
        }
    }

    /// Puts a type around what comes next.
    pub(super) fn open(&mut self, outer: u64) {
        if self.depth < DEPTH {
            self.around |= outer << (2 * self.depth);
            self.depth += 1;
        } else {
            self.leaf = Leaf::Deep;
        }
    }

    /// Takes only some of the fields of the shared type inside.
    pub(super) fn take(&mut self, names: &'static [&'static str]) {
        if let Leaf::Shared(Type { fields, .. }) = &mut self.leaf
            && let Fields::Rules(of) = *fields
        {
            *fields = Fields::Taken { of, names };
        }
    }

    /// Sets the innermost type.
    pub(super) fn end(&mut self, leaf: Leaf) {
        if !matches!(self.leaf, Leaf::Deep) {
            self.leaf = leaf;
        }
    }
}

impl fmt::Debug for Items {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.shape().fmt(f)
    }
}
