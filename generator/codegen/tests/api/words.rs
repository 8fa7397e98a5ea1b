//! Parts of parsed code as the list has them.

use bitrix24_codegen::api::ItemKind;
use quote::ToTokens;

use super::text::{Entry, Use};

/// The path with which a text begins.
pub(super) fn path_at(text: &str) -> &str {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut end = 0;
    loop {
        end += text[end..].find(|c| !is_word(c)).unwrap_or(text.len() - end);
        if end == 0 || !text[end..].starts_with("::") {
            return &text[..end];
        }
        end += 2;
    }
}

/// A function with the types of its arguments, named for a constructor, and what it gives back, unless that is itself.
pub(super) fn function(signature: &syn::Signature, attributes: &[syn::Attribute]) -> Entry {
    let name = signature.ident.to_string();
    let arguments = signature.inputs.iter().filter_map(|argument| match argument {
        syn::FnArg::Receiver(_) => None,
        syn::FnArg::Typed(typed) if name == "new" => Some(format!("{}:{}", tokens(&typed.pat), tokens(&typed.ty))),
        syn::FnArg::Typed(typed) => Some(tokens(&typed.ty)),
    });
    let arguments: Vec<String> = arguments.collect();
    let output = match &signature.output {
        syn::ReturnType::Type(_, ty) if tokens(ty) != "Self" => format!("->{}", tokens(ty)),
        _ => String::new(),
    };
    // The kind of a map's entries is a generic parameter, which nobody names.
    let arguments = (0..9).fold(arguments.join(","), |text, index| text.replace(&format!("<How{index}>"), ""));
    let text = format!("({arguments}){output}");
    (name, ItemKind::Function, text, is_deprecated(attributes))
}

pub(super) fn uses(tree: &syn::UseTree, before: String, is_public: bool, features: &[String], found: &mut Vec<Use>) {
    let join = |name: &str| if before.is_empty() { name.to_owned() } else { format!("{before}::{name}") };
    let mut add = |name: String, path: String| {
        found.push(Use { name, path, is_public, features: features.to_vec(), is_alias: false, deprecated: false });
    };
    match tree {
        syn::UseTree::Path(path) => {
            uses(&path.tree, join(&path.ident.to_string()), is_public, features, found);
        }
        syn::UseTree::Name(name) => add(name.ident.to_string(), join(&name.ident.to_string())),
        syn::UseTree::Rename(name) => add(name.rename.to_string(), join(&name.ident.to_string())),
        syn::UseTree::Glob(_) => add("*".to_owned(), before),
        syn::UseTree::Group(group) => {
            for tree in &group.items {
                uses(tree, before.clone(), is_public, features, found);
            }
        }
    }
}

/// The features in `#[cfg(any(feature = "crm", feature = "tasks"))]`.
pub(super) fn features(attributes: &[syn::Attribute]) -> Vec<String> {
    let texts = attributes.iter().map(tokens).filter(|text| text.starts_with("#[cfg("));
    texts.flat_map(|text| text.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// Returns the status of an error's facts: `503` of `"503 Busy"`.
pub(super) fn status(facts: &syn::Expr) -> String {
    let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(facts), .. }) = facts else {
        panic!("{} is no row", tokens(facts))
    };
    facts.value().split(' ').next().unwrap_or_default().to_owned()
}

pub(super) fn is_pub(visibility: &syn::Visibility) -> bool {
    matches!(visibility, syn::Visibility::Public(_))
}

pub(super) fn is_deprecated(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("deprecated"))
}

/// The tokens as text, without the commas that close lists on several lines.
pub(super) fn tokens(node: &impl ToTokens) -> String {
    normal(&node.to_token_stream().to_string()).replace(",>", ">").replace(",)", ")")
}

/// A text with spaces between words only.
pub(super) fn normal(text: &str) -> String {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let chars: Vec<char> = text.chars().filter(|c| *c != '\n').collect();
    let mut out = String::with_capacity(text.len());
    for (at, c) in chars.iter().enumerate() {
        let before = out.chars().next_back().is_some_and(is_word);
        let after = chars[at..].iter().find(|c| **c != ' ').is_some_and(|c| is_word(*c));
        if *c != ' ' || (before && after && !out.ends_with(' ')) {
            out.push(*c);
        }
    }
    out
}

/// A codec as the type that it reads.
pub(super) fn plain(codec: &str) -> String {
    let mut text = codec.replace("rt::Dict<", "rt::Map<");
    for (codec, ty) in [
        ("rt::YesNo", "bool"),
        ("rt::OneZeroText", "bool"),
        ("rt::OneZero", "bool"),
        ("rt::TrueFalseText", "bool"),
        ("rt::Unix", "rt::DateTime"),
        ("rt::Any", "rt::Value"),
        ("rt::FilePair", "rt::File"),
        ("rt::FileData", "rt::File"),
        ("rt::FileBase64", "rt::File"),
    ] {
        text = text.replace(codec, ty);
    }
    while let Some((before, rest)) = text.split_once("rt::EnumCodec<") {
        let (inner, after) = rest.split_once('>').expect("it is closed");
        text = format!("{before}{inner}{after}");
    }
    text
}
