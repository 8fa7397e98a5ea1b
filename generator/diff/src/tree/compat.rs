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

/// Returns true if two types differ only in the form in which a boolean or a file is written.
pub(crate) fn is_other_form(before: &str, after: &str) -> bool {
    match (type_expr::parse(before), type_expr::parse(after)) {
        (Ok(before), Ok(after)) => class(&before) == class(&after) && has_form(&before),
        _ => false,
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
            // The pages call both a list and an object an array, as PHP does.
            (before, after) if is_vague(before) && matches!(class(after), Class::Object | Class::File) => R::Known,
            (before, after) if class(before) == Class::Object && is_vague(after) => R::Unknown,
            (Expr::List(before), Expr::List(after)) | (Expr::Map(before), Expr::Map(after)) => {
                self.compare(before, after)
            }
            // A boolean that is written as letters is a text, and one that is written as digits a number.
            (Expr::Form { form, .. }, after) if written_as(form) == Some(class(after)) => R::Wider,
            (before, Expr::Form { form, .. }) if written_as(form) == Some(class(before)) => R::Narrower,
            (before, after) if class(before) == class(after) && has_form(before) => form(before, after),
            (before, after) if class(before) == class(after) && class(before) == Class::Text => {
                if before.to_string() == after.to_string() { R::Same } else { R::Other }
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
        of.iter().any(|other| match other {
            // An option that may be null has all that it has without.
            Expr::Nullable(inner) if self.compare(inner, one) == Relation::Same => true,
            other => self.compare(other, one) == Relation::Same || is_whole(other),
        })
    }
}

/// Returns true for a list of anything.
fn is_vague(ty: &Expr) -> bool {
    match ty {
        Expr::List(of) => class(of) == Class::Any,
        Expr::Name(name, _) => name == "array",
        _ => false,
    }
}

/// Returns the type of the values of a boolean in a form.
fn written_as(form: &str) -> Option<Class> {
    match form {
        "Y/N" | "custom" | "\"1\"/\"0\"" | "\"true\"/\"false\"" => Some(Class::String),
        "1/0" => Some(Class::Integer),
        _ => None,
    }
}

fn has_form(ty: &Expr) -> bool {
    matches!(class(ty), Class::Boolean | Class::File)
}

/// Returns the relation of two booleans or files, which are written in several forms; without one, it is not said.
fn form(before: &Expr, after: &Expr) -> Relation {
    match (before, after) {
        (before, after) if before.to_string() == after.to_string() => Relation::Same,
        (Expr::Name(..), _) => Relation::Known,
        (_, Expr::Name(..)) => Relation::Unknown,
        _ => Relation::Other,
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
    /// An identifier: a number, or a text in place of it.
    Id,
    Double,
    String,
    /// A text with a fixed format.
    Text,
    /// A link to a thing of the CRM: a text with a fixed format, or an integer.
    Link,
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
            "integer" | "timestamp" => Class::Integer,
            "id" => Class::Id,
            "double" => Class::Double,
            "string" => Class::String,
            "date" | "datetime" | "money" | "address" => Class::Text,
            "crm_link" => Class::Link,
            "boolean" => Class::Boolean,
            "file" => Class::File,
            "array" => Class::List,
            "object" | "map" | "time" => Class::Object,
            // The name of a shared type begins with a capital; all others are kinds of identifiers.
            name if name.rsplit('.').next().is_some_and(|last| last.starts_with(char::is_uppercase)) => Class::Object,
            _ => Class::Id,
        },
        Expr::Form { name, .. } if name == "file" => Class::File,
        Expr::Form { name, .. } if name == "boolean" => Class::Boolean,
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
        (C::Id, C::Integer | C::String) | (C::Integer | C::String, C::Id) => R::Same,
        (C::Id, C::Double) => R::Wider,
        (C::Double, C::Id) => R::Narrower,
        (C::Integer, C::Double) | (C::Integer | C::Double | C::Text, C::String) => R::Wider,
        (C::Double, C::Integer) | (C::String, C::Integer | C::Double | C::Text) => R::Narrower,
        (C::Integer, C::Link) | (C::Link, C::Id | C::String) => R::Wider,
        (C::Link, C::Integer) | (C::Id | C::String, C::Link) => R::Narrower,
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
            ("boolean", "boolean(Y/N)", R::Known),
            ("boolean(Y/N)", "boolean(1/0)", R::Other),
            ("boolean(Y/N)", "boolean", R::Unknown),
            ("file", "file(data)", R::Known),
            ("file(base64)", "file(pair)", R::Other),
            ("string", "crm_deal", R::Same),
            ("crm_deal", "crm.deal", R::Same),
            ("string", "boolean(Y/N)", R::Narrower),
            ("boolean(Y/N)", "string", R::Wider),
            ("integer", "boolean(1/0)", R::Narrower),
            ("string", "boolean", R::Other),
            ("any[]", "file(pair)", R::Known),
            ("any[]", "map<any>", R::Known),
            ("any[]", "crm.Deal", R::Known),
            ("crm.Deal", "any[]", R::Unknown),
            ("string | any[]", "string | map<any>", R::Known),
            ("map<any> | map<any>[]", "map<any> | any[][]", R::Unknown),
            ("integer[]", "map<any>", R::Other),
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
            ("integer | any[]", "integer | object", R::Known),
            ("datetime", "datetime?", R::Wider),
            ("string", "money", R::Narrower),
            ("money", "string", R::Wider),
            ("money", "address", R::Other),
            ("money", "double", R::Other),
            ("integer", "crm_link", R::Wider),
            ("crm_link", "string", R::Wider),
            ("crm_deal", "crm_link", R::Narrower),
            ("boolean(Y/N)", "boolean(custom)", R::Other),
            ("string", "boolean(custom)", R::Narrower),
            ("file", "file(custom)", R::Known),
            ("object", "object? | string", R::Wider),
            ("object? | string", "object", R::Narrower),
            ("object? | string", "object | string", R::Narrower),
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
