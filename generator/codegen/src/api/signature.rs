//! Signatures of functions, taken apart.

/// Returns the names of the arguments in a signature, `(id: impl Into<i64>)`.
pub(super) fn names(signature: &str) -> Vec<String> {
    arguments(signature).into_iter().filter_map(|(name, _)| name.map(str::to_owned)).collect()
}

/// Returns the arguments of a signature, each with its name, if one is written, and its type.
pub fn arguments(signature: &str) -> Vec<(Option<&str>, &str)> {
    let inside = signature.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or_default();
    list(inside).into_iter().map(named).collect()
}

/// Splits `id: impl Into<i64>` into name and type. The `::` of a path does not separate them.
fn named(argument: &str) -> (Option<&str>, &str) {
    match argument.split_once(": ") {
        Some((name, ty)) if name.chars().all(|c| c.is_alphanumeric() || c == '_') => (Some(name), ty),
        _ => (None, argument),
    }
}

/// Splits a text at its commas, except those within brackets.
fn list(text: &str) -> Vec<&str> {
    let (mut found, mut depth, mut from) = (Vec::new(), 0_usize, 0);
    for (at, c) in text.char_indices() {
        match c {
            '<' | '(' | '[' => depth += 1,
            '>' | ')' | ']' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                found.push(text[from..at].trim());
                from = at + 1;
            }
            _ => {}
        }
    }
    found.push(text[from..].trim());
    found.retain(|part| !part.is_empty());
    found
}
