//! The keys of parameters and fields that a result cannot have.

use super::context::Resolver;
use crate::diagnostic::{At, Finding, Part, Path};
use crate::raw;
use crate::source::FileId;

/// Reports the keys of a result that are for parameters and fields.
pub(super) fn check(cx: &mut Resolver<'_>, body: &raw::FieldBody, file: FileId, path: &Path) {
    for (key, is_given) in [
        ("default", body.default.is_some()),
        ("deprecated", body.deprecated.is_some()),
        ("min", body.min.is_some()),
        ("max", body.max.is_some()),
        ("min_length", body.min_length.is_some()),
        ("max_length", body.max_length.is_some()),
        ("characters", body.characters.is_some()),
        ("unit", body.unit.is_some()),
        ("edition", body.edition.is_some()),
        ("plan", body.plan),
        ("since", body.since.is_some()),
        ("operators", !body.operators.is_empty()),
        ("names", body.names.is_some()),
        ("takes", !body.takes.is_empty()),
        ("defaults", body.defaults.is_some()),
        ("variants", !body.variants.is_empty()),
        ("open", body.open),
        ("unless", !body.unless.is_empty()),
        ("when", body.when.is_some()),
        ("only", body.only.is_some()),
        ("writable", body.writable.is_some()),
        ("observed", body.observed),
        ("rust", body.rust.is_some()),
    ] {
        if is_given {
            let finding = Finding::new(
                "unknown-key",
                At::new(file, path.key(key), Part::Key),
                format!("a result has no `{key}`"),
            );
            cx.report(finding.help("take it out: it is for parameters and fields"));
        }
    }
}
