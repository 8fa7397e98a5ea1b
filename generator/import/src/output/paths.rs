//! The files that an import writes.

use bitrix24_schema::naming;
use bitrix24_schema::raw::Api;

pub(crate) fn method_file(name: &str, api: Api) -> String {
    let version = if api == Api::V3 { ".v3" } else { "" };
    format!("methods/{}{version}.yaml", path(name))
}

pub(crate) fn type_file(name: &str) -> String {
    format!("types/{}.yaml", path(name))
}

pub(crate) fn event_file(name: &str) -> String {
    format!("events/{}.yaml", name.to_lowercase())
}

fn path(name: &str) -> String {
    name.split('.').filter_map(naming::file).collect::<Vec<_>>().join("/")
}
