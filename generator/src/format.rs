//! Tokens as text: the printer's layout, with an empty line between items and between functions.

use proc_macro2::TokenStream;

/// The text of a file.
///
/// Tokens that are no Rust are printed as they are, so that the compiler, not this program, stops at them; the tests
/// compile what is emitted.
pub(crate) fn file(tokens: &TokenStream) -> String {
    match syn::parse2::<syn::File>(tokens.clone()) {
        Ok(file) => spaced(&prettyplease::unparse(&file)),
        Err(_) => tokens.to_string(),
    }
}

/// Puts an empty line before each item and function that follows another one.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 32);
    let mut previous = "";
    for line in text.lines() {
        let (indent, start) = (indent(line), line.trim_start());
        let opens = ["///", "#[", "pub ", "impl ", "static ", "fn ", "type ", "const "]
            .iter()
            .any(|word| start.starts_with(word));
        let same_level = self::indent(previous) == indent;
        let ends_item = previous == "}" || previous.trim_start() == "}" && same_level;
        let is_comment = |line: &str| line.trim_start().starts_with("//");
        let ends_line = previous.ends_with(';')
            && same_level
            && !is_comment(previous)
            && (is_comment(line) || start.starts_with("#["));
        let is_import = |line: &str| line.starts_with("use ") || line.starts_with("//!");
        let after_imports = is_import(previous) && !is_import(line);
        if (ends_item || ends_line || after_imports) && opens || after_imports {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
        previous = line;
    }
    out
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}
