//! The relation of two types of the schema on the wire.

use std::collections::HashMap;

use bitrix24_schema::type_expr::{self, Expr};

/// The relation of the new type to the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// The same values under another name.
    Same,
    /// The old type was unknown.
    Known,
    /// The new type is unknown.
    Unknown,
    /// All the old values, and others.
    Wider,
    /// Some of the old values.
    Narrower,
    /// Something else.
    Other,
}

/// Returns the relation of the type `after` to the type `before`.
pub(crate) fn relation(before: &str, after: &str) -> Relation {
    if before == after {
        return Relation::Same;
    }
    match (type_expr::parse(before), type_expr::parse(after)) {
        (Ok(before), Ok(after)) => Comparison::default().compare(&before, &after),
        _ => Relation::Other,
    }
}

/// Returns the type of the values of a map.
pub(crate) fn values(ty: &str) -> Option<String> {
    match type_expr::parse(ty) {
        Ok(Expr::Map(values)) => Some(values.to_string()),
        _ => None,
    }
}

/// The comparison of two types. Options of unions are compared with all others, and so are those inside them: each pair
/// is compared once.
#[derive(Default)]
struct Comparison {
    known: HashMap<(*const Expr, *const Expr), Relation>,
}

impl Comparison {
    fn compare(&mut self, before: &Expr, after: &Expr) -> Relation {
        let pair = (std::ptr::from_ref(before), std::ptr::from_ref(after));
        if let Some(relation) = self.known.get(&pair) {
            return *relation;
        }
        let relation = self.relation(before, after);
        self.known.insert(pair, relation);
        relation
    }

    fn relation(&mut self, before: &Expr, after: &Expr) -> Relation {
        use Relation as R;
        match (before, after) {
            (before, after) if class(before) == Class::Any && class(after) == Class::Any => R::Same,
            (before, _) if class(before) == Class::Any => R::Known,
            (_, after) if class(after) == Class::Any => R::Unknown,
            (Expr::Nullable(before), Expr::Nullable(after)) => self.compare(before, after),
            (before, Expr::Nullable(after)) => both(R::Wider, self.compare(before, after)),
            (Expr::Nullable(before), after) => both(R::Narrower, self.compare(before, after)),
            (Expr::OneOf(before), after) => self.options(before, after_options(after)),
            (before, Expr::OneOf(after)) => self.options(std::slice::from_ref(before), after),
            (Expr::List(before), Expr::List(after)) | (Expr::Map(before), Expr::Map(after)) => {
                self.compare(before, after)
            }
            (before, after) if class(before) == class(after) && matches!(class(before), Class::Text | Class::File) => {
                if before.to_string() == after.to_string() {
                    R::Same
                } else {
                    R::Other
                }
            }
            (before, after) => classes(class(before), class(after)),
        }
    }

    /// Returns the relation of two unions.
    fn options(&mut self, before: &[Expr], after: &[Expr]) -> Relation {
        let gone: Vec<&Expr> = before.iter().filter(|one| !self.is_in(one, after)).collect();
        let come: Vec<&Expr> = after.iter().filter(|one| !self.is_in(one, before)).collect();
        match (gone.as_slice(), come.as_slice()) {
            ([], []) => Relation::Same,
            ([], _) => Relation::Wider,
            (_, []) => Relation::Narrower,
            // One option is known better, or worse, such as the items of a list.
            ([gone], [come]) => match self.compare(gone, come) {
                relation @ (Relation::Known | Relation::Unknown) => relation,
                _ => Relation::Other,
            },
            _ => Relation::Other,
        }
    }

    fn is_in(&mut self, one: &Expr, of: &[Expr]) -> bool {
        // Integers are numbers; a text that may contain a number is no number in a union.
        let is_whole = |other: &Expr| (class(one), class(other)) == (Class::Integer, Class::Double);
        of.iter().any(|other| self.compare(other, one) == Relation::Same || is_whole(other))
    }
}

fn after_options(after: &Expr) -> &[Expr] {
    match after {
        Expr::OneOf(options) => options,
        one => std::slice::from_ref(one),
    }
}

/// Combines two relations that both apply.
fn both(one: Relation, other: Relation) -> Relation {
    use Relation as R;
    match (one, other) {
        (R::Same, other) | (other, R::Same) => other,
        (one, other) if one == other => one,
        (R::Known | R::Unknown, other) | (other, R::Known | R::Unknown) => other,
        _ => R::Other,
    }
}

/// The wire form of a single type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Any,
    Integer,
    Double,
    String,
    /// A text with a fixed format.
    Text,
    Boolean,
    File,
    Object,
    List,
    Union,
}

fn class(expr: &Expr) -> Class {
    match expr {
        Expr::Name(name, _) => match name.as_str() {
            "any" => Class::Any,
            "integer" | "id" | "timestamp" => Class::Integer,
            "double" => Class::Double,
            "string" => Class::String,
            "date" | "datetime" => Class::Text,
            "boolean" => Class::Boolean,
            "file" => Class::File,
            "array" => Class::List,
            "object" | "map" | "time" => Class::Object,
            // The name of a shared type begins with a capital; all others are kinds of identifiers.
            name if name.rsplit('.').next().is_some_and(|last| last.starts_with(char::is_uppercase)) => Class::Object,
            _ => Class::Integer,
        },
        Expr::Form { name, .. } if name == "file" => Class::File,
        Expr::Form { .. } => Class::Text,
        Expr::List(_) => Class::List,
        Expr::Map(_) => Class::Object,
        Expr::Nullable(inner) => class(inner),
        Expr::OneOf(_) => Class::Union,
    }
}

fn classes(before: Class, after: Class) -> Relation {
    use {Class as C, Relation as R};
    match (before, after) {
        (before, after) if before == after => R::Same,
        (C::Integer, C::Double) | (C::Integer | C::Double | C::Text, C::String) => R::Wider,
        (C::Double, C::Integer) | (C::String, C::Integer | C::Double | C::Text) => R::Narrower,
        _ => R::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::{Relation as R, relation};

    #[test]
    fn types_relate_as_their_values_do() {
        for (before, after, expected) in [
            ("integer", "user", R::Same),
            ("object", "tasks.Task", R::Same),
            ("any", "string", R::Known),
            ("string", "any", R::Unknown),
            ("integer", "double", R::Wider),
            ("string", "datetime", R::Narrower),
            ("user", "user | user[]", R::Wider),
            ("user | user[]", "user", R::Narrower),
            ("integer", "integer?", R::Wider),
            ("integer?", "string", R::Other),
            ("integer", "integer[]", R::Other),
            ("integer[]", "double[]", R::Wider),
            ("boolean", "boolean(Y/N)", R::Other),
            ("file", "file(data)", R::Other),
            ("map<any>", "object", R::Same),
            ("any", "string?", R::Known),
            ("datetime", "string | boolean", R::Other),
            ("string", "string | boolean", R::Wider),
            ("integer", "double | string", R::Wider),
            ("integer | string", "double | string", R::Wider),
            ("double | string", "integer | string", R::Narrower),
            ("date", "datetime", R::Other),
            ("integer | any[]", "integer | integer[]", R::Known),
            ("integer | integer[]", "integer | any[]", R::Unknown),
            ("integer | any[]", "integer | object", R::Other),
            ("datetime", "datetime?", R::Wider),
        ] {
            assert_eq!(relation(before, after), expected, "{before} -> {after}");
        }
    }

    /// Each level compares two options with two, and so would take four times the time of the one inside.
    #[test]
    fn unions_in_unions_are_compared_once() {
        for (open, close) in [("map<", "> | string"), ("string | (", ")?"), ("date | boolean | (", ")[]")] {
            let depth = if open == "map<" { 28 } else { 14 };
            let ty = |leaf: &str| format!("{}{leaf}{}", open.repeat(depth), close.repeat(depth));
            assert_eq!(relation(&ty("integer"), &ty("integer")), R::Same);
            assert_ne!(relation(&ty("integer"), &ty("boolean")), R::Same, "{open}");
        }
    }
}
