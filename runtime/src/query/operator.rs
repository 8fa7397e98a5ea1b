//! Operators of filters, and their notations.

use crate::catalogue::Api;

/// An operator in its notations: those of version 2, the preferred one first, and that of REST 3.0.
pub(super) struct Operator {
    pub(super) v2: &'static [&'static str],
    v3: &'static str,
}

pub(super) const EQ: Operator = Operator { v2: &["=", ""], v3: "=" };
pub(super) const NE: Operator = Operator { v2: &["!=", "!"], v3: "!=" };
pub(super) const GT: Operator = Operator { v2: &[">"], v3: ">" };
pub(super) const GE: Operator = Operator { v2: &[">="], v3: ">=" };
pub(super) const LT: Operator = Operator { v2: &["<"], v3: "<" };
pub(super) const LE: Operator = Operator { v2: &["<="], v3: "<=" };
pub(super) const ONE_OF: Operator = Operator { v2: &["@", ""], v3: "in" };
pub(super) const NONE_OF: Operator = Operator { v2: &["!@", "!", "!="], v3: "" };
pub(super) const CONTAINS: Operator = Operator { v2: &["%"], v3: "" };
pub(super) const CONTAINS_NOT: Operator = Operator { v2: &["!%"], v3: "" };
pub(super) const LIKE: Operator = Operator { v2: &["=%", "%="], v3: "" };
pub(super) const LIKE_NOT: Operator = Operator { v2: &["!=%", "!%="], v3: "" };
pub(super) const BETWEEN: Operator = Operator { v2: &["><"], v3: "between" };
pub(super) const BETWEEN_NOT: Operator = Operator { v2: &["!><"], v3: "" };
pub(super) const SEARCH: Operator = Operator { v2: &["?"], v3: "" };

impl Operator {
    /// As the method documents it; a name alone needs no word in the documentation.
    pub(super) fn written(&self, api: Api, documented: &[&'static str]) -> &'static str {
        if api == Api::V3 {
            return self.v3;
        }
        let is_fine = |sign: &&&str| sign.is_empty() || documented.contains(sign);
        self.v2.iter().find(is_fine).or(self.v2.first()).copied().unwrap_or_default()
    }
}
