//! Documentation pages that are beside the project on some machines. They are never copied into it.

use std::path::Path;

use serde_json::Value;

/// The folder of the documentation's pages, from the project's root.
const DOCS: &str = "../shared/docs/en-2026-08-21";

/// The text of a documentation page.
pub(crate) struct Page(String);

impl Page {
    /// Reads a page; if it is missing, prints that and returns `None`, and the test is skipped.
    pub(crate) fn read(path: &str) -> Option<Page> {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(DOCS).join(path).with_extension("md");
        match std::fs::read_to_string(&file) {
            Ok(text) => Some(Page(text)),
            Err(_) => {
                println!("skipped: {path} is not on this machine");
                None
            }
        }
    }

    /// Returns the bodies of the cURL examples for a webhook.
    pub(crate) fn requests(&self) -> Vec<Value> {
        let examples = self.0.split("- cURL (Webhook)").skip(1);
        examples
            .map(|example| {
                let start = example.find("-d '").expect("a cURL example has a body") + "-d '".len();
                let end = start + example[start..].find("' \\").expect("the body ends with its quote");
                serde_json::from_str(&example[start..end]).expect("the body is JSON")
            })
            .collect()
    }

    /// Returns the example of an answer.
    pub(crate) fn response(&self) -> Value {
        self.json_after("## Response Handling")
    }

    /// Returns the example of an error.
    pub(crate) fn error(&self) -> Value {
        self.json_after("## Error Handling")
    }

    fn json_after(&self, heading: &str) -> Value {
        let section = &self.0[self.0.find(heading).expect("the page has the section")..];
        let start = section.find("```json").expect("the section has an example") + "```json".len();
        let end = start + section[start..].find("```").expect("the example ends");
        serde_json::from_str(&section[start..end]).expect("the example is JSON")
    }
}
