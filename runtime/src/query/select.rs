//! The fields of an answer.

use std::marker::PhantomData;

use serde_json::Value;

use super::listed::Listed;
use super::parts::{as_list, find};
use super::spelling::Spelling;
use crate::catalogue::Shape;
use crate::request::Params;
use crate::wire::Object;

/// The fields that a list answers; made by [`ListRequest::select_by`](crate::ListRequest::select_by).
///
/// For a list that goes by identifiers, the identifier has to be among them.
///
/// ```
/// # mod requests { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/requests.rs")); }
/// # use requests::crm;
/// use bitrix24::{ListRequest, Request, json};
///
/// let deals = crm::deal::List::new().select_by(|select| select.field(|deal| &deal.id).name("UF_CRM_SIZE"));
/// assert_eq!(json!(deals.params().as_map()), json!({ "select": ["ID", "UF_CRM_SIZE"] }));
/// ```
#[must_use = "what is selected has to be returned"]
pub struct Select<R> {
    spelling: Spelling,
    names: Vec<String>,
    problem: Option<String>,
    of: PhantomData<fn() -> R>,
}

impl<R: Listed> Select<R> {
    pub(super) fn new(spelling: Spelling) -> Self {
        let problem = spelling.problem(|shape| match shape {
            Shape::Any => true,
            shape => shape.has_option(|option| matches!(option, Shape::List(_))),
        });
        Select { spelling, names: Vec::new(), problem, of: PhantomData }
    }

    /// A field by its name on the wire, which the type need not know: `UF_CRM_SIZE`, or `responsible.name` in REST 3.0.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.names.push(name.into());
        self
    }

    /// A custom field, in either spelling of its name.
    pub fn custom(self, name: &str) -> Self {
        let name = self.spelling.custom(name);
        self.name(name)
    }

    pub(super) fn put(self, params: &mut Params) {
        let param = self.spelling.param;
        if self.problem.is_none() && self.names.is_empty() {
            return;
        }
        match (self.problem, as_list(params.get(param))) {
            (Some(problem), _) => params.fail(param, problem),
            (None, None) => params.fail(param, format!("`{param}` is set to something that is no list")),
            (None, Some(mut list)) => {
                for name in self.names.into_iter().map(Value::from) {
                    if !list.contains(&name) {
                        list.push(name);
                    }
                }
                params.insert(param, Value::Array(list));
            }
        }
    }
}

impl<R: Listed<Item: Object>> Select<R> {
    /// A field.
    pub fn field<U>(mut self, field: impl FnOnce(&R::Item) -> &U) -> Self {
        match find(field) {
            Ok(found) => {
                let name = self.spelling.name(&found.path.join("."));
                self.names.push(name);
            }
            Err(problem) => self.problem = Some(problem),
        }
        self
    }
}
