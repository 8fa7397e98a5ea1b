//! The events that changes of rows raise.

use serde_json::{Value, json};

use super::entity::Entity;
use super::family::Op;

/// A change of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    pub(super) entity: Entity,
    pub(super) op: Op,
    pub(crate) id: u64,
}

impl Change {
    /// Returns the names of the raised event, the most general one first, and its data; `None` if the portal raises
    /// none for it.
    pub(crate) fn event(&self) -> Option<(Vec<String>, Value)> {
        let done = match self.op {
            Op::Add => "ADD",
            Op::Update => "UPDATE",
            Op::Delete => "DELETE",
            _ => return None,
        };
        let id = self.id.to_string();
        let crm = |name: &str| Some((vec![format!("ONCRM{name}{done}")], json!({ "FIELDS": { "ID": id } })));
        match self.entity {
            Entity::Lead => crm("LEAD"),
            Entity::Deal => crm("DEAL"),
            Entity::Contact => crm("CONTACT"),
            Entity::Company => crm("COMPANY"),
            Entity::Quote => crm("QUOTE"),
            Entity::Item(number) => {
                let name = format!("ONCRMDYNAMICITEM{done}");
                let fields = json!({ "ID": id, "ENTITY_TYPE_ID": number.to_string() });
                Some((vec![name.clone(), format!("{name}_{number}")], json!({ "FIELDS": fields })))
            }
            // Lists raise no event.
            Entity::Element(_) => None,
            Entity::Task => Some((vec![format!("ONTASK{done}")], self.task(&id))),
            // Other changes of users raise no event.
            Entity::User => (self.op == Op::Add).then(|| (vec!["ONUSERADD".to_owned()], json!({ "ID": id }))),
            Entity::Product => {
                Some((vec![format!("CATALOG.PRODUCT.ON.{done}")], json!({ "FIELDS": { "ID": id, "TYPE": "1" } })))
            }
        }
    }

    /// Returns the data of a task's event, where the side that there is not is the text `undefined`.
    fn task(&self, id: &str) -> Value {
        let fields = |is_there: bool| if is_there { json!({ "ID": id }) } else { json!("undefined") };
        let access = |is_gone: bool| if is_gone { "N" } else { "undefined" };
        json!({
            "FIELDS_BEFORE": fields(self.op != Op::Add),
            "FIELDS_AFTER": fields(self.op != Op::Delete),
            "IS_ACCESSIBLE_BEFORE": access(self.op == Op::Add),
            "IS_ACCESSIBLE_AFTER": access(self.op == Op::Delete),
        })
    }
}
