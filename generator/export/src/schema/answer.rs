//! The schema of an answer: the envelope around a result.

use bitrix24_schema::model::{Method, PagerKind};
use serde_json::{Map, Value, json};

use super::exact::describe;
use super::{At, Schemas, Side, map};
use crate::scope::Scope;
use crate::words;

impl<'m> Schemas<'m> {
    /// Returns the schema of a method's answer, with the envelope around its result.
    pub(crate) fn answer(&mut self, scope: Scope<'m>, method: &'m Method) -> Map<String, Value> {
        let at = At::new(scope, Side::Answered);
        let mut result = self.ty(at, &method.result, None);
        describe(&mut result, method.result_doc.as_deref());
        let mut properties = Map::new();
        properties.insert("result".to_owned(), result.into());
        if method.pager.as_ref().is_some_and(|pager| pager.kind == PagerKind::Start) {
            let integer = |about: &str| json!({ "type": "integer", "description": about });
            properties.insert("next".to_owned(), integer("The start of the next page; missing on the last one."));
            properties.insert("total".to_owned(), integer("The number of items on all pages."));
        }
        properties.insert("time".to_owned(), self.time(at).into());
        map(json!({
            "type": "object",
            "description": words::markdown(&format!("The answer of `{}`.", method.name.wire)),
            "properties": properties,
            "required": ["result"],
        }))
    }
}
