//! Conditions under which a parameter has to be there, or has an effect.

use super::context::Resolver;
use super::place::Place;
use crate::diagnostic::Finding;
use crate::model::Conditions;
use crate::naming::nearest;
use crate::raw;

/// Returns the conditions of a field. A name that is none of those beside it is reported.
pub(super) fn read(
    cx: &mut Resolver<'_>,
    body: &raw::FieldBody,
    (own, names): (&str, &[String]),
    here: &Place,
) -> Conditions {
    let mut report = |name: &str, at| {
        let others = || names.iter().map(String::as_str).filter(|other| *other != own);
        if others().any(|other| other == name) {
            return;
        }
        let near = nearest(name, others());
        let help = near.map_or_else(
            || "a condition names a parameter or field of the same object".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        cx.report(Finding::new("unknown-field", at, format!("there is no `{name}` beside `{own}`")).help(help));
    };
    for (index, name) in body.unless.iter().enumerate() {
        report(name, here.item("unless", index));
    }
    let mut read = |key: &'static str, entries: &Option<raw::Entries<Vec<raw::Scalar>>>| {
        let mut found = Vec::new();
        for (name, values) in entries.iter().flat_map(|entries| &entries.0) {
            report(name, here.entry(key, name));
            found.push((name.clone(), values.iter().map(|value| value.text.clone()).collect()));
        }
        found
    };
    Conditions { when: read("when", &body.when), only: read("only", &body.only), unless: body.unless.clone() }
}
