//! Names of the parameters of paging, in small letters and without underscores.

/// Parameters with those of paging inside them.
pub(crate) const AROUND: &[&str] = &["params", "navparams", "nav", "navigation", "pagination"];

pub(crate) const OFFSETS: &[&str] = &["offset"];
pub(crate) const LAST_IDS: &[&str] = &["lastid"];
pub(crate) const PAGES: &[&str] = &["page", "inumpage", "pagenumber", "pagenum"];
pub(crate) const SIZES: &[&str] = &["limit", "pagesize", "count", "perpage", "npagesize"];

/// Returns true if a name is one of these.
pub(crate) fn is_one(name: &str, names: &[&str]) -> bool {
    names.contains(&name.replace('_', "").to_ascii_lowercase().as_str())
}
