//! The type of a parameter.

use std::fmt;

use super::Fields;

/// A parameter's type.
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

    /// Whether one of the types that a value of this one may have is like this.
    pub(crate) fn has_option(self, is: impl Fn(Shape) -> bool) -> bool {
        let mut has = false;
        self.options(&mut |option| has |= is(option));
        has
    }
}

/// A type that several methods share.
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
/// Types may nest, and this one is plain data all the same: the types around the innermost one are bits of a number.
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

/// How many types there can be around one.
const DEPTH: u8 = 32;

impl Items {
    pub(super) const ANY: Items = Items::leaf(Leaf::Any);

    const fn leaf(leaf: Leaf) -> Self {
        Items { around: 0, depth: 0, leaf }
    }

    /// Items of this type. What is deeper inside than 32 types is taken for [`Shape::Any`].
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
            Shape::List(items) => items.inside(LIST),
            Shape::Map(items) => items.inside(MAP),
            Shape::Nullable(items) => items.inside(NULLABLE),
            Shape::OneOrMany(items) => items.inside(ONE_OR_MANY),
            Shape::Object(fields) => Items::leaf(Leaf::Object(fields)),
            Shape::Shared(ty) => Items::leaf(Leaf::Shared(ty)),
            Shape::OneOf(options) => Items::leaf(Leaf::OneOf(options)),
        }
    }

    /// The type.
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
