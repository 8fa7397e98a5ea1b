//! The type of a parameter, found by the way to it, and the value of a text by its type.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bitrix24_schema::Model;
use bitrix24_schema::model::{BooleanForm, Field, FileForm, Item, ItemRef, Method, Type};
use serde_json::{Number, Value, json};

/// A place in the parameters of a call.
#[derive(Clone, Copy)]
pub(crate) struct Place<'m>(Option<Known<'m>>);

/// A place that the catalogue knows.
#[derive(Clone, Copy)]
struct Known<'m> {
    model: &'m Model,
    /// The types beside it: those of the method, or of a shared type.
    items: &'m [Item],
    at: At<'m>,
    /// The shared type whose fields the keys of a map name.
    names: Option<usize>,
    /// True if the values of the map are those of the fields.
    is_filter: bool,
}

#[derive(Clone, Copy)]
enum At<'m> {
    Fields(&'m [Field]),
    Type(&'m Type),
}

/// The reason why a text is not a value of a type.
type Why = String;

impl<'m> Place<'m> {
    /// A place of which nothing is known.
    pub(crate) const UNKNOWN: Place<'static> = Place(None);

    /// The parameters of a method.
    pub(crate) fn of(model: &'m Model, method: &'m Method) -> Self {
        Place(Some(Known {
            model,
            items: &method.items,
            at: At::Fields(&method.params),
            names: None,
            is_filter: false,
        }))
    }

    /// Returns the place of a name, or of a number in a list, below this one.
    pub(super) fn step(self, segment: &str) -> Self {
        Place(self.0.and_then(|known| known.step(segment)))
    }

    /// Returns true if it is a list.
    pub(super) fn is_list(self) -> bool {
        matches!(self.ty(), Some(Type::List(_)))
    }

    /// Returns true if several values of one name are a list.
    pub(super) fn is_many(self) -> bool {
        matches!(self.ty(), Some(Type::List(_) | Type::OneOrMany(_) | Type::Any) | None)
    }

    /// Returns how a file is written, if it is one or several.
    pub(super) fn file(self) -> Option<FileForm> {
        self.0.and_then(|known| known.file())
    }

    /// Returns the value that a text stands for.
    pub(super) fn value(self, text: &str) -> Result<Value, Why> {
        match self.0 {
            // In a batch it is what an earlier command answers.
            _ if text.starts_with("$result[") => Ok(json!(text)),
            Some(Known { at: At::Type(ty), .. }) => self.0.map_or(Ok(json!(text)), |known| known.of_type(ty, text)),
            _ => Ok(json!(text)),
        }
    }

    fn ty(self) -> Option<&'m Type> {
        match self.0?.at {
            At::Type(ty) => Some(ty.some()),
            At::Fields(_) => None,
        }
    }
}

impl<'m> Known<'m> {
    fn step(self, segment: &str) -> Option<Self> {
        let ty = match self.at {
            At::Fields(fields) => return self.field(fields, segment),
            At::Type(ty) => ty,
        };
        match ty.some() {
            Type::List(inner) | Type::OneOrMany(inner) if segment.parse::<usize>().is_ok() => {
                Some(Known { at: At::Type(inner), ..self })
            }
            Type::OneOrMany(inner) => Known { at: At::Type(inner), ..self }.step(segment),
            Type::Map(inner) => {
                let entry = Known { at: At::Type(inner), names: None, ..self };
                Some(self.entry(segment).filter(|_| self.is_filter).unwrap_or(entry))
            }
            Type::Item(at) => {
                let (items, item) = self.item(*at)?;
                match item {
                    Item::Object(object) => self.beside(items).field(&object.fields, segment),
                    Item::Union(union) => {
                        let options = union.options.iter();
                        options
                            .into_iter()
                            .find_map(|(_, ty)| Known { at: At::Type(ty), ..self.beside(items) }.step(segment))
                    }
                    Item::Enum(_) => None,
                }
            }
            _ => None,
        }
    }

    /// Returns a field by its name, or one whose name is a pattern that this one fits.
    fn field(self, fields: &'m [Field], name: &str) -> Option<Self> {
        let fits = |field: &&Field| match &field.pattern {
            Some((before, after)) => {
                name.len() > before.len() + after.len()
                    && name.starts_with(before.as_str())
                    && name.ends_with(after.as_str())
            }
            None => false,
        };
        let named = fields.iter().find(|field| field.name.wire == name);
        let field = named.or_else(|| fields.iter().find(fits))?;
        // An order has directions as its values.
        let is_filter = field.name.wire.to_ascii_lowercase().contains("filter");
        Some(Known { at: At::Type(&field.ty), names: field.names, is_filter, ..self })
    }

    /// Returns the value in a map whose keys name fields, with operators before them.
    fn entry(self, key: &str) -> Option<Self> {
        let shared = &self.model.types[self.names?];
        let Some(Item::Object(object)) = shared.items.first() else { return None };
        let name = key.trim_start_matches(|char: char| !char.is_alphanumeric() && char != '_');
        let is_several = key[..key.len() - name.len()].contains('@');
        let field = self.beside(&shared.items).field(&object.fields, name)?;
        // One of several values: what is written with commas is a list.
        if is_several { None } else { Some(field) }
    }

    fn beside(self, items: &'m [Item]) -> Self {
        Known { items, names: None, ..self }
    }

    fn item(self, at: ItemRef) -> Option<(&'m [Item], &'m Item)> {
        match at {
            ItemRef::Shared(index) => {
                let items = self.model.types.get(index)?.items.as_slice();
                Some((items, items.first()?))
            }
            ItemRef::Local(place) => Some((self.items, self.items.get(place)?)),
        }
    }

    fn file(self) -> Option<FileForm> {
        let At::Type(ty) = self.at else { return None };
        match ty.some() {
            Type::File(form) => Some(*form),
            Type::List(inner) | Type::OneOrMany(inner) => Known { at: At::Type(inner), ..self }.file(),
            Type::Item(at) => match self.item(*at)? {
                (items, Item::Union(union)) => {
                    union.options.iter().find_map(|(_, ty)| Known { at: At::Type(ty), ..self.beside(items) }.file())
                }
                _ => None,
            },
            _ => None,
        }
    }

    fn of_type(self, ty: &'m Type, text: &str) -> Result<Value, Why> {
        match ty {
            Type::Any | Type::Null | Type::String | Type::Date | Type::DateTime | Type::Time => Ok(json!(text)),
            Type::Money | Type::Address | Type::CrmLink => Ok(json!(text)),
            Type::Integer | Type::Timestamp => integer(text),
            Type::Id(_) => Ok(integer(text).unwrap_or_else(|_| json!(text))),
            Type::Double => double(text),
            Type::Boolean(form) => boolean(*form, text),
            Type::File(FileForm::Base64) => Ok(json!(text)),
            Type::File(_) => Err("takes a file: write `@` and its path after the `=`".to_owned()),
            Type::List(inner) => text.split(',').map(|item| self.of_type(inner, item)).collect(),
            Type::OneOrMany(inner) if text.contains(',') && **inner != Type::String => {
                text.split(',').map(|item| self.of_type(inner, item)).collect()
            }
            Type::Nullable(inner) | Type::OneOrMany(inner) => self.of_type(inner, text),
            Type::Map(_) => Err("is an object: a dot and a name come before the `=`".to_owned()),
            Type::Item(at) => self.of_item(*at, text),
        }
    }

    fn of_item(self, at: ItemRef, text: &str) -> Result<Value, Why> {
        let Some((items, item)) = self.item(at) else { return Ok(json!(text)) };
        match item {
            Item::Enum(list) if list.is_numeric => Ok(number(text).unwrap_or_else(|| json!(text))),
            Item::Enum(_) => Ok(json!(text)),
            Item::Object(_) => Err("is an object: a dot and a name come before the `=`".to_owned()),
            Item::Union(union) => {
                let inside = self.beside(items);
                // Any text is a text, so this is the last to be tried.
                let is_text = |ty: &Type| matches!(ty.some(), Type::String | Type::Any);
                let (last, first): (Vec<_>, Vec<_>) = union.options.iter().partition(|(_, ty)| is_text(ty));
                let mut values = first.into_iter().chain(last).map(|(_, ty)| inside.of_type(ty, text));
                let found = values.find_map(Result::ok);
                found.ok_or_else(|| "takes none of such values".to_owned())
            }
        }
    }
}

fn integer(text: &str) -> Result<Value, Why> {
    text.parse::<i64>().map(Value::from).map_err(|_| format!("takes an integer, and `{text}` is none"))
}

fn double(text: &str) -> Result<Value, Why> {
    number(text).ok_or_else(|| format!("takes a number, and `{text}` is none"))
}

fn number(text: &str) -> Option<Value> {
    serde_json::from_str::<Number>(text).ok().map(Value::Number)
}

fn boolean(form: BooleanForm, text: &str) -> Result<Value, Why> {
    let is_yes = match text.to_ascii_lowercase().as_str() {
        "y" | "yes" | "true" | "1" | "on" => true,
        "n" | "no" | "false" | "0" | "off" => false,
        _ => return Err(format!("takes yes or no, and `{text}` is neither")),
    };
    Ok(match form {
        BooleanForm::Json => json!(is_yes),
        BooleanForm::YesNo | BooleanForm::Custom => json!(if is_yes { "Y" } else { "N" }),
        BooleanForm::OneZero => json!(i32::from(is_yes)),
        BooleanForm::OneZeroText => json!(if is_yes { "1" } else { "0" }),
        BooleanForm::TrueFalseText => json!(if is_yes { "true" } else { "false" }),
    })
}

/// Returns a file as a parameter.
pub(super) fn file(form: FileForm, path: &Path, bytes: &[u8]) -> Value {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let content = STANDARD.encode(bytes);
    match form {
        FileForm::Pair | FileForm::Custom => json!([name, content]),
        FileForm::Data | FileForm::CustomData => json!({ "fileData": [name, content] }),
        FileForm::Base64 => json!(content),
    }
}
