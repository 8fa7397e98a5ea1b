//! Parameters that the errors of their own page demand.

use bitrix24_schema::raw::Reason;
use serde_json::{Map, Value};

use crate::examples::Body;
use crate::facts::{Error, Field, Required};

/// Marks as required what the page leaves open, if an error says that the method refuses calls without it, and every
/// request of the page has it.
pub(crate) fn mark(params: &mut [Field], errors: &[Error], bodies: &[Body], method: &str) {
    let is_own = |body: &&Body| body.method.as_ref().is_some_and(|own| own.eq_ignore_ascii_case(method));
    let sent = bodies.iter().filter(is_own).filter_map(|body| body.json.as_ref()?.as_object());
    let sent: Vec<&Map<String, Value>> = sent.collect();
    for param in params.iter_mut().filter(|param| is_open(param)) {
        let is_it = |name: &String| name.eq_ignore_ascii_case(&param.name);
        let demands =
            |error: &&Error| error.reasons == [Reason::Missing] && matches!(&error.of[..], [one] if is_it(one));
        let is_sent = !sent.is_empty() && sent.iter().all(|body| body.keys().any(is_it));
        if is_sent && errors.iter().any(|error| demands(&error)) {
            param.required = Required::Yes;
        }
    }
}

/// Returns true if nothing tells whether a parameter has to be there.
fn is_open(param: &Field) -> bool {
    let conditions = &param.conditions;
    let is_conditional = !conditions.is_empty() || !conditions.only.is_empty() || conditions.may_be_left_out;
    param.required == Required::Unknown
        && !is_conditional
        && param.default.is_none()
        && param.variants.is_empty()
        && !param.is_observed
        && !param.is_deprecated
}
