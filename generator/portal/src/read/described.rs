//! What has no fields of a portal's own: its descriptions are compared with the catalogue's types.

use bitrix24_schema::Model;
use serde_json::json;

use super::compare::compare;
use super::field::{Described, read as read_field};
use crate::answers::Answers;
use crate::call::Part;
use crate::facts::Facts;
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
        let described: Vec<Described> =
            map.into_iter().flatten().map(|(wire, value)| read_field(wire, value)).collect();
        facts.undescribed.extend(compare((method, of), &described, &shared, model, false));
    }
}
