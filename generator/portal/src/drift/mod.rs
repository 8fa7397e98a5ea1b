//! An answer against its description: where they differ, by paths and types, never by values.

mod correct;
mod finding;
mod seen;
mod walk;

use std::collections::BTreeMap;

use bitrix24_schema::Model;
use bitrix24_schema::model::Method;
use serde_json::Value;

pub use correct::corrections;
pub use finding::{Finding, Kind};
pub use seen::Seen;
use walk::Walk;

/// Returns where a result differs from its method's description, by path.
///
/// ```
/// use bitrix24_portal::drift;
/// use serde_json::json;
///
/// let model = bitrix24_catalogue::model()?;
/// let method = model.methods.iter().find(|method| method.name.wire == "crm.deal.get").expect("a method");
/// let found = drift::drift(&model, method, &json!({ "ID": "5", "TITLE": "A deal", "NEW": 1 }));
/// assert_eq!((found.len(), found[0].path.as_str()), (1, "result.NEW"));
/// # Ok::<(), bitrix24_catalogue::Corrupt>(())
/// ```
pub fn drift(model: &Model, method: &Method, result: &Value) -> Vec<Finding> {
    let mut found: BTreeMap<(String, Kind), Finding> = BTreeMap::new();
    let mut walk = Walk::new(model, method);
    walk.result(result);
    for finding in walk.found {
        match found.get_mut(&(finding.path.clone(), finding.kind)) {
            Some(known) => known.seen.add(&finding.seen),
            None => drop(found.insert((finding.path.clone(), finding.kind), finding)),
        }
    }
    found.into_values().collect()
}
