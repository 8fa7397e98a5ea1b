//! Unions.

use super::items::item_doc;
use super::text::{block, braces, spaced};
use super::{Scope, docs};
use crate::model::{Type, Union};

/// ```text
/// pub enum Value {
///     Integer(i64),
///     String(String),
/// }
/// impl rt::Wire for Value { … }
/// impl From<i64> for Value { … }
/// ```
pub(super) fn union(scope: Scope<'_>, union: &Union) -> String {
    let (doc, name) = (docs::comment(&item_doc(union.doc.as_ref(), &union.origin, None)), &union.ident);
    let types: Vec<String> = union.options.iter().map(|(_, ty)| scope.rust(ty)).collect();
    let variants: String = union
        .options
        .iter()
        .zip(&types)
        .map(|((variant, _), ty)| format!("/// {variant}.\n{variant}({ty}),\n"))
        .collect();
    let first = union.options.first().map_or("", |(variant, _)| variant);
    let default = format!("#[inline]\nfn default() -> Self {{ Self::{first}(Default::default()) }}\n");
    let mut items = vec![
        doc + &braces(&format!("#[derive(Clone, Debug)]\npub enum {name}"), &variants),
        braces(&format!("impl Default for {name}"), &default),
        codec(scope, union),
    ];
    for (variant, ty) in conversions(scope, union) {
        let value = if ty == "&str" { "value.to_owned()" } else { "value" };
        items.push(from(name, variant, &ty, value));
    }
    spaced(items)
}

/// From which types one is made, each with its variant: from those that no two options have.
pub(super) fn conversions<'u>(scope: Scope<'_>, union: &'u Union) -> Vec<(&'u str, String)> {
    let types: Vec<String> = union.options.iter().map(|(_, ty)| scope.rust(ty)).collect();
    let mut found = Vec::new();
    for ((variant, ty), rust) in union.options.iter().zip(&types) {
        if types.iter().filter(|other| *other == rust).count() == 1 {
            found.push((variant.as_str(), rust.clone()));
            if *ty == Type::String {
                found.push((variant.as_str(), "&str".to_owned()));
            }
        }
    }
    found
}

fn from(name: &str, variant: &str, ty: &str, value: &str) -> String {
    let from = format!("#[inline]\nfn from(value: {ty}) -> Self {{ Self::{variant}({value}) }}\n");
    braces(&format!("impl From<{ty}> for {name}"), &from)
}

/// A union is read as one of two types, of which the second may be one of two again.
fn codec(scope: Scope<'_>, union: &Union) -> String {
    let last = union.options.len().saturating_sub(1);
    let mut either = String::new();
    for (index, (_, ty)) in union.options.iter().enumerate().rev() {
        let codec = scope.codec(ty);
        either = if index == last { codec } else { format!("rt::Either<{codec}, {either}>") };
    }
    let (mut reads, mut writes) = (String::new(), String::new());
    for (index, (variant, ty)) in union.options.iter().enumerate() {
        let side = if index == last { "value".to_owned() } else { "rt::Either::Left(value)".to_owned() };
        let pattern = (0..index).fold(side, |pattern, _| format!("rt::Either::Right({pattern})"));
        reads += &format!("{pattern} => Self::{variant}(value),\n");
        writes += &format!("Self::{variant}(value) => <{} as rt::Wire>::encode(value),\n", scope.codec(ty));
    }
    let decode = format!("Some({})", braces("match value", &reads).trim_end());
    let decode = block(
        "fn decode<'a>(node: rt::Node<'a>, cx: &mut rt::Cx<'a>) -> Option<Self>",
        &[format!("let value = <{either} as rt::Wire>::decode(node, cx)?;\n{}", text_lines(&decode))],
    );
    let encode = braces("fn encode(value: &Self) -> rt::Value", &braces("match value", &writes));
    let functions = format!(
        "type Out = Self;\nconst NAME: &'static str = \"one of several types\";\n\n#[inline]\n{decode}\n#[inline]\n{encode}"
    );
    braces(&format!("impl rt::Wire for {}", union.ident), &functions)
}

fn text_lines(text: &str) -> String {
    super::text::indent(text).trim_end().to_owned()
}
