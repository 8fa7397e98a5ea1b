//! A field that a portal has of its own.

use serde_json::Value;

use super::kind::Kind;
use super::name;

/// A custom field, or another field of a thing that its table has no column for.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    /// Its number in the portal.
    pub(crate) id: u64,
    /// Its name in capitals: `UF_CRM_5_BUDGET`.
    pub(crate) upper: String,
    /// Its name in `crm.item.*`: `ufCrm5Budget`.
    pub(crate) camel: String,
    /// Its name without case and underscores.
    pub(crate) plain: String,
    pub(crate) kind: Kind,
    pub(crate) is_multiple: bool,
    pub(crate) is_required: bool,
    /// True if a caller cannot write it.
    pub(crate) is_fixed: bool,
    /// True for a custom field, or a property.
    pub(crate) is_custom: bool,
    /// True if the documentation has it: such a field is one of `crm.item.*` only.
    pub(crate) is_documented: bool,
    /// True if values are inside of an object, beside their identifiers.
    pub(crate) is_wrapped: bool,
    /// The name that people see.
    pub(crate) title: String,
    /// The values that it may have.
    pub(crate) choices: Vec<Choice>,
}

/// A value of a field, with the name that people see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) title: String,
}

impl Field {
    /// Returns a field of this name, which may be spelled either way.
    pub(crate) fn new(wire: &str, kind: Kind) -> Self {
        Self {
            id: 0,
            upper: name::upper(wire),
            camel: name::camel(wire),
            plain: name::plain(wire),
            kind,
            is_multiple: false,
            is_required: false,
            is_fixed: false,
            is_custom: is_custom(wire),
            is_documented: false,
            is_wrapped: false,
            title: wire.to_owned(),
            choices: Vec::new(),
        }
    }

    /// Adds what another description of the same field says: spelled otherwise, or with more.
    pub(super) fn merge(&mut self, other: Field) {
        // A written spelling is better than one that was made.
        let is_camel = |name: &str| name.bytes().any(|byte| byte.is_ascii_lowercase());
        if is_camel(&other.camel) && name::upper(&other.camel) != self.upper {
            self.camel = other.camel;
        }
        if self.choices.is_empty() {
            self.choices = other.choices;
        }
        self.is_required |= other.is_required;
    }

    /// Returns true if the field has this value, or may have any.
    pub(super) fn may_be(&self, value: &str) -> bool {
        self.choices.is_empty() || self.choices.iter().any(|choice| choice.value == value)
    }

    /// Returns the value of a row that nobody has written.
    pub(crate) fn unset(&self) -> Value {
        match self.kind {
            _ if self.is_multiple => Value::Array(Vec::new()),
            Kind::Boolean => false.into(),
            _ => Value::Null,
        }
    }
}

/// Returns true if a name is that of a custom field.
fn is_custom(wire: &str) -> bool {
    let plain = name::plain(wire);
    let rest = plain.strip_prefix("property").unwrap_or_default();
    plain.starts_with("uf") || (!rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}
