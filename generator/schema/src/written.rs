//! Types in the language of the schema.

use crate::model::{BooleanForm, FileForm, Item, ItemRef, Model, Type};

/// Returns a type as the schema writes it; `items` are those of the method, or of the shared type, that has it.
pub fn ty(model: &Model, items: &[Item], ty: &Type) -> String {
    Writer { model, items }.ty(ty)
}

#[derive(Clone, Copy)]
struct Writer<'m> {
    model: &'m Model,
    items: &'m [Item],
}

impl Writer<'_> {
    fn ty(self, ty: &Type) -> String {
        match ty {
            Type::Any => "any".to_owned(),
            Type::Null => "null".to_owned(),
            Type::Integer => "integer".to_owned(),
            Type::Double => "double".to_owned(),
            Type::String => "string".to_owned(),
            Type::Boolean(form) => boolean(*form).to_owned(),
            Type::Date => "date".to_owned(),
            Type::DateTime => "datetime".to_owned(),
            Type::Timestamp => "timestamp".to_owned(),
            Type::Time => "time".to_owned(),
            Type::Id(of) => of.clone().unwrap_or_else(|| "id".to_owned()),
            Type::File(form) => file(*form).to_owned(),
            Type::Money => "money".to_owned(),
            Type::Address => "address".to_owned(),
            Type::CrmLink => "crm_link".to_owned(),
            Type::List(inner) => format!("{}[]", self.grouped(inner)),
            Type::Map(inner) => format!("map<{}>", self.ty(inner)),
            Type::Nullable(inner) => format!("{}?", self.grouped(inner)),
            Type::OneOrMany(inner) => format!("{} | {}[]", self.ty(inner), self.grouped(inner)),
            Type::Item(ItemRef::Shared(index)) => self.model.types[*index].name.clone(),
            Type::Item(ItemRef::Local(place)) => self.local(*place),
        }
    }

    fn local(self, place: usize) -> String {
        match self.items.get(place) {
            Some(Item::Enum(list)) => self.ty(&list.of),
            Some(Item::Union(union)) => {
                let options: Vec<_> = union.options.iter().map(|(_, ty)| self.ty(ty)).collect();
                options.join(" | ")
            }
            Some(Item::Object(_)) | None => "object".to_owned(),
        }
    }

    /// Returns the type, in parentheses if a suffix would apply to a part of it.
    fn grouped(self, ty: &Type) -> String {
        let name = self.ty(ty);
        if name.contains(" | ") || matches!(ty, Type::Nullable(_)) { format!("({name})") } else { name }
    }
}

fn boolean(form: BooleanForm) -> &'static str {
    match form {
        BooleanForm::Json => "boolean",
        BooleanForm::YesNo => "boolean(Y/N)",
        BooleanForm::OneZero => "boolean(1/0)",
        BooleanForm::OneZeroText => "boolean(\"1\"/\"0\")",
        BooleanForm::TrueFalseText => "boolean(\"true\"/\"false\")",
        BooleanForm::Custom => "boolean(custom)",
    }
}

fn file(form: FileForm) -> &'static str {
    match form {
        FileForm::Pair => "file(pair)",
        FileForm::Data => "file(data)",
        FileForm::Base64 => "file(base64)",
        FileForm::Custom | FileForm::CustomData => "file(custom)",
    }
}
