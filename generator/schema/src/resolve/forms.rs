//! The forms in which a value is written, and lists of values with their labels.

use crate::model::{BooleanForm, FileForm, Type};
use crate::raw;

/// Returns the type in this form; if there is none, the ones that there are. A custom file is sent by the field's name.
pub(super) fn of(name: &str, form: &str, field: &str) -> (Option<Type>, &'static str) {
    match (name, form) {
        ("boolean", "true/false") => (Some(Type::Boolean(BooleanForm::Json)), ""),
        ("boolean", "Y/N" | "\"Y\"/\"N\"") => (Some(Type::Boolean(BooleanForm::YesNo)), ""),
        ("boolean", "1/0") => (Some(Type::Boolean(BooleanForm::OneZero)), ""),
        ("boolean", "\"1\"/\"0\"") => (Some(Type::Boolean(BooleanForm::OneZeroText)), ""),
        ("boolean", "\"true\"/\"false\"") => (Some(Type::Boolean(BooleanForm::TrueFalseText)), ""),
        ("file", "pair") => (Some(Type::File(FileForm::Pair)), ""),
        ("file", "data") => (Some(Type::File(FileForm::Data)), ""),
        ("file", "base64") => (Some(Type::File(FileForm::Base64)), ""),
        ("boolean", "custom") => (Some(Type::Boolean(BooleanForm::Custom)), ""),
        ("file", "custom") if field.starts_with("UF_CRM_") => (Some(Type::File(FileForm::CustomData)), ""),
        ("file", "custom") => (Some(Type::File(FileForm::Custom)), ""),
        ("boolean", _) => {
            (None, "ways to write a boolean: Y/N, 1/0, \"1\"/\"0\", true/false, \"true\"/\"false\", custom")
        }
        ("file", _) => (None, "ways to write a file: pair, data, base64, custom"),
        _ => (None, "only `boolean` and `file` are written in several ways"),
    }
}

/// Returns values with their labels.
pub(super) fn labelled(values: Option<&raw::Values>) -> Vec<(String, Option<String>)> {
    values
        .map(|values| values.list.iter().map(|listed| (listed.value.text.clone(), listed.label.clone())).collect())
        .unwrap_or_default()
}
