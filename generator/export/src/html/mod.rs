//! The export as a catalogue for a browser: a folder of files, to be opened as it is. No server is needed, and nothing is
//! requested from elsewhere.
//!
//! The texts of the model get into the files in two ways only: the day of the documentation as escaped text of the page,
//! and everything else as JSON in scripts, of which the page's own code makes text nodes.

mod detail;
mod index;

use std::collections::BTreeMap;

use bitrix24_schema::File;
use bitrix24_schema::model::Model;
use serde_json::{Value, json};

use crate::scope::Scope;

/// The text in `index.html` by which a folder is known to be a catalogue.
pub const MARK: &str = "<meta name=\"generator\" content=\"b24 export html\">";

/// The folder with the details, below that of the catalogue.
pub const DETAILS: &str = "data";

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = concat!(
    "\"use strict\";\n",
    include_str!("dom.js"),
    include_str!("data.js"),
    include_str!("search.js"),
    include_str!("fields.js"),
    include_str!("method.js"),
    include_str!("pages.js"),
    include_str!("route.js"),
    include_str!("keys.js"),
);

/// Returns the files of a catalogue.
pub fn files(model: &Model) -> Vec<File> {
    let page = PAGE
        .replace("{{mark}}", MARK)
        .replace("{{date}}", &escaped(&model.docs.date))
        .replace("{{methods}}", &model.methods.len().to_string());
    let mut files = vec![
        file("index.html", page),
        file("style.css", STYLE.to_owned()),
        file("app.js", SCRIPT.to_owned()),
        file("index.js", script("start", &[index::index(model)])),
        file(&format!("{DETAILS}/errors.js"), script("part", &["errors".into(), index::errors(model)])),
    ];
    for (name, part) in parts(model) {
        files.push(file(&format!("{DETAILS}/{name}.js"), script("part", &[name.into(), part])));
    }
    files
}

fn file(path: &str, text: String) -> File {
    File { path: path.to_owned(), text }
}

/// Returns the details of methods and types, by the part that they are in.
fn parts(model: &Model) -> BTreeMap<String, Value> {
    let used = detail::uses(model);
    let mut parts: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for (method, scope) in Scope::methods(model) {
        let key = index::method_key(method);
        parts.entry(index::method_part(method)).or_default().push(json!([key, detail::method(scope, method)]));
    }
    for (place, (shared, scope)) in Scope::types(model).enumerate() {
        let users = used.get(&place).map(Vec::as_slice).unwrap_or_default();
        let detail = detail::shared(scope, shared, users);
        parts.entry(index::type_part(shared)).or_default().push(json!([shared.name, detail]));
    }
    for (event, scope) in Scope::events(model) {
        let detail = detail::event(scope, event);
        parts.entry(index::EVENTS.to_owned()).or_default().push(json!([event.name, detail]));
    }
    parts.into_iter().map(|(name, part)| (name, part.into())).collect()
}

/// Returns a script that hands values to a function of the page.
fn script(function: &str, values: &[Value]) -> String {
    let values: Vec<String> = values.iter().map(json).collect();
    format!("catalogue.{function}({});\n", values.join(","))
}

/// Returns JSON that is a part of a script, wherever it stands.
fn json(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// Returns a text as text of a page.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_its_script() {
        let script = script("part", &["</script>\u{2028}".into()]);
        assert_eq!(script, "catalogue.part(\"\\u003c/script>\\u2028\");\n");
        assert_eq!(escaped("<b a=\"&\">"), "&lt;b a=&quot;&amp;&quot;&gt;");
    }
}
