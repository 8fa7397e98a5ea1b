//! Tokens laid out as text, by prettyplease.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::ToTokens;

use super::Item;

/// A part of a file, before it is laid out.
pub(crate) struct Part {
    tokens: TokenStream,
    /// True if other files are likely to have an equal part.
    is_common: bool,
    /// True if no empty line separates it from another short part.
    is_short: bool,
}

impl Part {
    /// Returns the part of an item.
    pub(crate) fn item(item: &Item) -> Self {
        let (is_common, is_short) = (matches!(item, Item::Code(_)), matches!(item, Item::Use(_)));
        Part { is_common, is_short, ..Part::code(item.to_token_stream()) }
    }

    /// Returns a part of one line: a declaration or an export.
    pub(crate) fn short(tokens: TokenStream) -> Self {
        Part { is_short: true, ..Part::code(tokens) }
    }

    /// Returns a part with any code.
    pub(crate) fn code(tokens: TokenStream) -> Self {
        Part { tokens, is_common: false, is_short: false }
    }

    /// Returns the tokens as plain text, by which equal parts are recognized.
    pub(crate) fn text(&self) -> String {
        self.tokens.to_string()
    }
}

/// Lays out files. A part that many files have, such as `impl Clone for Error`, is laid out once.
#[derive(Default)]
pub(crate) struct Printer {
    known: HashMap<String, String>,
}

impl Printer {
    /// Returns the text of a file with these parts, with an empty line between items.
    pub(crate) fn file(&mut self, parts: Vec<Part>) -> String {
        let mut out = String::new();
        let mut after_short = false;
        for part in parts.into_iter().filter(|part| !part.tokens.is_empty()) {
            let is_short = part.is_short;
            if !(out.is_empty() || after_short && is_short) {
                out.push('\n');
            }
            if part.is_common {
                out += self.known.entry(part.text()).or_insert_with(|| laid_out(part.tokens));
            } else {
                out += &laid_out(part.tokens);
            }
            after_short = is_short;
        }
        out
    }
}

fn laid_out(tokens: TokenStream) -> String {
    let file = match syn::parse2::<syn::File>(tokens) {
        Ok(file) => file,
        // A bug of an emitter: compiling the file reports it.
        Err(error) => {
            return format!("compile_error!({:?});\n", format!("the generator emitted what is no Rust: {error}"));
        }
    };
    let part = |attrs, items| prettyplease::unparse(&syn::File { shebang: None, frontmatter: None, attrs, items });
    let mut out = part(file.attrs, Vec::new());
    let mut was_use = false;
    for item in file.items {
        let is_use = matches!(item, syn::Item::Use(_) | syn::Item::Mod(syn::ItemMod { content: None, .. }));
        if !(out.is_empty() || was_use && is_use) {
            out.push('\n');
        }
        let is_impl = matches!(&item, syn::Item::Impl(item) if item.items.len() > 1);
        let text = part(Vec::new(), vec![item]);
        if is_impl {
            spaced(&text, &mut out)
        } else {
            out += &text
        }
        was_use = is_use;
    }
    out
}

/// Appends the text of an implementation with an empty line after each of its members.
fn spaced(text: &str, out: &mut String) {
    let mut ends_member = false;
    for line in text.lines() {
        if ends_member && line != "}" {
            out.push('\n');
        }
        let member = line.strip_prefix("    ");
        ends_member = member.is_some_and(|line| !line.starts_with([' ', '/']) && line.ends_with(['}', ';']));
        out.push_str(line);
        out.push('\n');
    }
}
