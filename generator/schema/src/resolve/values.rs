//! Listed values, and the names of their variants.

use std::collections::HashMap;

use super::context::{Namespace, Resolver};
use crate::diagnostic::{At, Finding, Part, Path};
use crate::model::{Named, Value};
use crate::naming::{self, Style, Wish};
use crate::raw;
use crate::source::FileId;

/// Returns the values of an enumeration.
pub(super) fn resolve(
    cx: &mut Resolver<'_>,
    values: &raw::Values,
    file: FileId,
    path: &Path,
    is_numeric: bool,
) -> Vec<Value> {
    let mut names = Namespace::default();
    let mut list: Vec<(&raw::Listed, Wish<'_>)> = Vec::new();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (index, listed) in values.list.iter().enumerate() {
        let wire = listed.value.text.as_str();
        let times = seen.entry(wire).or_default();
        let nth = std::mem::replace(times, *times + 1);
        let here = if values.is_map { path.nth_key(wire, nth) } else { path.item(index) };
        let at = || At::new(file, here.clone(), if values.is_map { Part::Key } else { Part::Value });
        if nth > 0 {
            let finding = Finding::new("duplicate-value", at(), format!("the value `{wire}` is listed twice"));
            cx.report(finding.help("keep one of the two"));
            continue;
        }
        if is_numeric && wire.parse::<i64>().is_err() {
            let message = format!("`{wire}` is not a whole number, and the type is one");
            let help = "write a whole number, or mend the type";
            cx.report(Finding::new("bad-value", at(), message).help(help).given(&["type", "of"]));
        }
        let mut wish = naming::wish_of_value(wire, listed.label.as_deref());
        let at = || At::new(file, here.key("rust"), Part::Value);
        if let Some(rust) = cx.rust_name(listed.rust.as_ref(), naming::variant, &at) {
            names.take(cx, "values", &rust, wire, at());
            (wish.name, wish.is_given) = (rust, true);
        }
        list.push((listed, wish));
    }
    let (list, wishes): (Vec<_>, Vec<_>) = list.into_iter().unzip();
    let value = |(listed, ident): (&raw::Listed, String)| Value {
        name: Named { wire: listed.value.text.clone(), ident },
        label: listed.label.clone(),
    };
    list.into_iter().zip(naming::apart(&wishes, Style::Camel)).map(value).collect()
}

/// Reports values that are no numbers, and names for them: numbers have no variants.
pub(super) fn numbers(cx: &mut Resolver<'_>, values: &raw::Values, file: FileId, path: &Path) {
    for (index, raw::Listed { value, rust, .. }) in values.list.iter().enumerate() {
        let here = if values.is_map { path.key(&value.text) } else { path.item(index) };
        if !value.text.parse().is_ok_and(f64::is_finite) {
            let part = if values.is_map { Part::Key } else { Part::Value };
            let message = format!("`{}` is not a number, and the type is one", value.text);
            let finding = Finding::new("bad-value", At::new(file, here.clone(), part), message);
            cx.report(finding.help("write a number, or mend the type").given(&["type"]));
        }
        if rust.is_some() {
            let at = At::new(file, here.key("rust"), Part::Key);
            let finding = Finding::new("unknown-key", at, "a value of type `double` has no variant, and no `rust`");
            cx.report(finding.help("take it out: the value is a number in Rust").given(&["type"]));
        }
    }
}
