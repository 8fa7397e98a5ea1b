//! Reads JSON of the documentation: with comments, ellipses, and missing or additional commas.

use serde_json::Value;

/// Reads JSON strictly; if that fails, with the usual mistakes of examples repaired. `None` if it is still invalid.
pub(crate) fn lenient(text: &str) -> Option<Value> {
    let text = text.trim();
    if let Ok(value) = serde_json::from_str(text) {
        return Some(value);
    }
    let mended = mend(text);
    if let Ok(value) = serde_json::from_str(&mended) {
        return Some(value);
    }
    if let Ok(value) = serde_json::from_str(&with_quoted_keys(&mended)) {
        return Some(value);
    }
    // An object without its braces.
    let wrapped = format!("{{{mended}}}");
    serde_json::from_str(&wrapped).ok().filter(|_| mended.trim_start().starts_with('"'))
}

/// Returns a text with quotes around the keys that are bare words, as JavaScript has them: `{ID: 0}`.
fn with_quoted_keys(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let (mut in_text, mut is_escaped, mut word) = (false, false, String::new());
    for c in text.chars() {
        if !in_text && (c.is_ascii_alphanumeric() || c == '_') {
            word.push(c);
            continue;
        }
        let is_key = c == ':' && word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        let quote = if is_key { "\"" } else { "" };
        out.extend([quote, std::mem::take(&mut word).as_str(), quote]);
        out.push(c);
        in_text ^= c == '"' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
    }
    out + &word
}

/// Returns the first JSON value in a text, and the text after it.
pub(crate) fn first(text: &str) -> Option<(Value, &str)> {
    let start = text.find(['{', '['])?;
    let text = &text[start..];
    let mut stream = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    let value = stream.next()?.ok()?;
    Some((value, &text[stream.byte_offset()..]))
}

/// Removes comments, ellipses and commas before a closing bracket; adds commas between lines and escapes line breaks
/// inside texts.
fn mend(text: &str) -> String {
    let mut out = Out { text: String::with_capacity(text.len()), solid: 0 };
    let mut chars = text.char_indices().peekable();
    let mut in_text = false;
    while let Some((index, c)) = chars.next() {
        if in_text {
            match c {
                '\\' => {
                    let next = chars.peek().map(|(_, next)| *next);
                    let is_escape = next.is_some_and(|next| "\"\\/bfnrtu".contains(next));
                    out.push_str(if is_escape { "\\" } else { "\\\\" });
                    if is_escape && let Some((_, next)) = chars.next() {
                        out.push(next);
                    }
                }
                '\n' => out.push_str("\\n"),
                '\r' => {}
                '\t' => out.push_str("\\t"),
                '"' if ends_text(&text[index + 1..]) => {
                    out.push('"');
                    in_text = false;
                }
                '"' => out.push_str("\\\""),
                c => out.push(c),
            }
            continue;
        }
        let rest = &text[index..];
        if rest.starts_with("//") || c == '#' {
            while chars.next_if(|(_, c)| *c != '\n').is_some() {}
        } else if rest.starts_with("/*") {
            let end = rest.find("*/").map_or(rest.len(), |end| end + 2);
            while chars.next_if(|(at, _)| *at < index + end).is_some() {}
        } else if rest.starts_with("...") || c == '…' {
            while chars.next_if(|(_, c)| *c == '.').is_some() {}
        } else {
            in_text = c == '"';
            let needs_comma = matches!(c, '"' | '{' | '[') && ends_value(out.solid());
            if needs_comma {
                out.push(',');
            }
            if matches!(c, '}' | ']') {
                let kept = out.solid().trim_end_matches(',').trim_end().len();
                out.truncate(kept);
            }
            let doubled = c == ',' && out.solid().ends_with([',', '[', '{']);
            if !doubled {
                out.push(c);
            }
        }
    }
    let kept = out.solid().trim_end_matches([',', ';']).len();
    out.truncate(kept);
    out.text
}

/// A text that grows, with the place where the space at its end begins.
struct Out {
    text: String,
    solid: usize,
}

impl Out {
    fn push(&mut self, c: char) {
        self.text.push(c);
        if !c.is_whitespace() {
            self.solid = self.text.len();
        }
    }

    fn push_str(&mut self, text: &str) {
        text.chars().for_each(|c| self.push(c));
    }

    fn truncate(&mut self, len: usize) {
        self.text.truncate(len);
        self.solid = self.text.trim_end().len();
    }

    /// Returns the text without space at its end.
    fn solid(&self) -> &str {
        &self.text[..self.solid]
    }
}

/// Returns true if a quote mark before this text ends a JSON text, and is not inside it.
fn ends_text(rest: &str) -> bool {
    let line = rest.trim_start_matches(|c: char| c.is_whitespace() && c != '\n');
    let next = line.trim_start();
    line.starts_with('\n') && next.starts_with([',', '}', ']', ':', '"'])
        || line.starts_with([',', '}', ']', ':'])
        || line.starts_with("//")
        || next.is_empty()
}

/// Returns true if a value ends here, so that another one needs a comma before it.
fn ends_value(text: &str) -> bool {
    text.ends_with(['"', '}', ']']) || text.ends_with(|c: char| c.is_ascii_digit()) || {
        ["true", "false", "null"].iter().any(|word| text.ends_with(word))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{first, lenient};

    #[test]
    fn keys_may_be_bare_words() {
        let value = super::lenient(r#"{ID: 0, NAME: "a: \"b\"", IN: {C: [1, true]}}"#);
        assert_eq!(value, Some(serde_json::json!({ "ID": 0, "NAME": "a: \"b\"", "IN": { "C": [1, true] } })));
    }

    #[test]
    fn what_examples_have_wrong_is_mended() {
        assert_eq!(
            lenient(
                r#"{"a": 1, // one
            "b": [1, 2, ...],
            /* none */ "c": {},
            ... }"#
            ),
            Some(json!({ "a": 1, "b": [1, 2], "c": {} }))
        );
        assert_eq!(lenient("{\"a\": \"x\ny\"}"), Some(json!({ "a": "x\ny" })));
        assert_eq!(lenient("{\"a\": 1\n\"b\": 2}"), Some(json!({ "a": 1, "b": 2 })));
        assert_eq!(lenient(r#"{"a": "C:\Nothing"}"#), Some(json!({ "a": "C:\\Nothing" })));
        assert_eq!(lenient(r#""a": 1, "b": 2"#), Some(json!({ "a": 1, "b": 2 })));
        assert_eq!(lenient("array(1)"), None);
    }

    #[test]
    fn the_first_value_is_found() {
        let (value, rest) = first("-d '{\"a\": \"it's\"}' \\").expect("there is one");
        assert_eq!((value, rest), (json!({ "a": "it's" }), "' \\"));
    }
}
