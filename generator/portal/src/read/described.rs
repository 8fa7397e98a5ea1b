//! What has no fields of a portal's own: its descriptions are compared with the catalogue's types.

use bitrix24_schema::Model;
use serde_json::json;

use crate::answers::Answers;
use crate::call::Part;
use crate::facts::{Facts, Undescribed};
use crate::plan::DESCRIBED;
use crate::shared::Shared;

/// Reads the descriptions of a part.
pub(super) fn read(part: Part, answers: &Answers, model: &Model, facts: &mut Facts) {
    for (_, method, of) in DESCRIBED.iter().filter(|(own, _, _)| *own == part) {
        let Some(result) = answers.result(method, &json!({})) else { continue };
        let shared = of.and_then(|of| Some((of, Shared::find(model, of)?)));
        let Some((of, shared)) = shared else {
            facts.notes.push(format!("{method}: the catalogue has no shared type for it, so it has no file"));
            continue;
        };
        // The fields are below the name of the thing, or are the result.
        let entries = result.as_object().filter(|map| map.len() == 1).and_then(|map| map.values().next());
        let map = entries.and_then(|inner| inner.as_object()).or_else(|| result.as_object());
        let unknown = map.into_iter().flat_map(|map| map.keys()).filter(|wire| shared.field(wire).is_none());
        let mut fields: Vec<String> = unknown.filter(|wire| wire.len() <= 100).cloned().collect();
        fields.sort_unstable();
        if !fields.is_empty() {
            facts.undescribed.push(Undescribed { method: (*method).to_owned(), of: of.to_owned(), fields });
        }
    }
}
