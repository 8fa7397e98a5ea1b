//! Answers to facts, a module for each source.

mod catalog;
mod compare;
mod crm;
mod described;
mod field;
mod lists;
mod status;
mod tasks;
mod types;
mod userfield;
mod users;

use bitrix24_schema::Model;
use serde_json::{Value, json};

use crate::answers::Answers;
use crate::call::Part;
use crate::facts::Facts;
use crate::plan::Plan;

/// Returns what the answers say.
///
/// ```
/// use bitrix24_portal::{Plan, facts};
///
/// let model = bitrix24_catalogue::model()?;
/// assert!(facts(&Plan::new(&[]), &model).things.is_empty());
/// # Ok::<(), bitrix24_catalogue::Corrupt>(())
/// ```
pub fn facts(plan: &Plan, model: &Model) -> Facts {
    let answers = plan.answers();
    let mut facts = Facts { scopes: scopes(answers), ..Facts::default() };
    for part in Part::NAMED.iter().filter(|part| plan.has(**part)) {
        match part {
            Part::Crm => crm::read(answers, model, &mut facts),
            Part::User => users::read(answers, model, &mut facts),
            Part::Tasks => tasks::read(answers, model, &mut facts),
            Part::Lists => lists::read(answers, model, &mut facts),
            Part::Catalog => catalog::read(answers, model, &mut facts),
            part => described::read(*part, answers, model, &mut facts),
        }
    }
    facts.notes.sort();
    facts.notes.dedup();
    facts
}

fn scopes(answers: &Answers) -> Option<Vec<String>> {
    let all = answers.result("scope", &json!({}))?.as_array()?;
    let mut scopes: Vec<String> = all.iter().filter_map(Value::as_str).filter(is_scope).map(str::to_owned).collect();
    scopes.sort_unstable();
    scopes.dedup();
    Some(scopes)
}

/// Scopes are short names; nothing else gets into a file.
fn is_scope(name: &&str) -> bool {
    let is_name = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '.' | '-');
    !name.is_empty() && name.len() <= 64 && name.chars().all(is_name)
}
