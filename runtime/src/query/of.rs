//! Lists of a portal's own types.

use serde_json::json;

use super::list_request::{self, ListRequest};
use super::select::Select;
use crate::request::{Of, Params, Request};
use crate::wire::Wire;

impl<R: ListRequest, A, I> Of<R, A, I> {
    /// Returns the request with these fields selected, unless the caller selects others. A list that answers custom fields
    /// only if they are asked for would otherwise leave out what the type is for.
    #[doc(hidden)]
    pub fn selecting(mut request: R, fields: &'static [&'static str]) -> Self {
        let name = list_request::name(&request, "select");
        request.params_mut().insert(name, json!(fields));
        let mut of = Of::new(request);
        of.selected = Some(fields);
        of
    }
}

impl<R: ListRequest, A: Wire, I: Wire> ListRequest for Of<R, A, I> {
    type Item = I;
    type Version = <R as ListRequest>::Version;

    fn params_mut(&mut self) -> &mut Params {
        self.request_mut().params_mut()
    }

    fn select_by(mut self, build: impl FnOnce(Select<Self>) -> Select<Self>) -> Self {
        let name = list_request::name(&self, "select");
        // What the caller has selected meanwhile stays.
        if let Some(fields) = self.selected.take()
            && self.params().get(name) == Some(&json!(fields))
        {
            self.params_mut().remove(name);
        }
        list_request::select(&mut self, build);
        self
    }
}
