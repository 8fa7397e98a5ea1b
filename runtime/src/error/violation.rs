//! What is wrong with a parameter, in words.

use std::fmt;

use crate::escape::Plain;

/// A parameter that breaks a documented rule.
///
/// ```
/// use bitrix24::Violation;
///
/// fn report(violation: &Violation) {
///     println!("`{}` {}: see {}", violation.path, violation.rule, violation.docs);
/// }
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Violation {
    /// The place, such as `fields.relations.child[0].entityTypeId`.
    pub path: String,
    /// The rule.
    pub rule: Rule,
    /// The documentation page that has the rule.
    pub docs: &'static str,
}

/// A documented rule, with what it demands.
///
/// ```
/// use bitrix24::Rule;
///
/// assert_eq!(Rule::Max(50.0).to_string(), "has to be at most 50");
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Rule {
    /// The parameter has to be there.
    Required,
    /// The method has no such parameter.
    Unknown {
        /// A parameter with a similar name.
        similar: Option<&'static str>,
    },
    /// The value is of another type.
    Type {
        /// The documented type.
        expected: &'static str,
        /// The JSON type that was given.
        found: &'static str,
    },
    /// The condition's operator is not documented for the method's filter.
    Operator {
        /// The documented operators.
        allowed: &'static [&'static str],
    },
    /// The value is not among the allowed ones.
    Values {
        /// The allowed values.
        allowed: &'static [&'static str],
    },
    /// The number is below the smallest one allowed.
    Min(f64),
    /// The number is above the largest one allowed.
    Max(f64),
    /// The text, or the list, is too short.
    MinLength(u64),
    /// The text, or the list, is too long.
    MaxLength(u64),
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rule::Required => f.write_str("is required"),
            Rule::Unknown { similar: None } => f.write_str("is not a parameter of this method"),
            Rule::Unknown { similar: Some(name) } => {
                write!(f, "is not a parameter of this method; did you mean `{name}`?")
            }
            Rule::Type { expected, found } => write!(f, "has to be {expected}, not {found}"),
            Rule::Operator { allowed } => write!(f, "has an operator that is not one of {}", allowed.join(", ")),
            Rule::Values { allowed } => write!(f, "has to be one of {}", allowed.join(", ")),
            Rule::Min(min) => write!(f, "has to be at least {min}"),
            Rule::Max(max) => write!(f, "has to be at most {max}"),
            Rule::MinLength(len) => write!(f, "has to have a length of at least {len}"),
            Rule::MaxLength(len) => write!(f, "has to have a length of at most {len}"),
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {} ({})", Plain(&self.path), self.rule, self.docs)
    }
}

/// All rules that a call's parameters break.
///
/// ```
/// use bitrix24::{Request, Violations};
///
/// fn paths(request: &impl Request) -> Vec<String> {
///     let violations: Option<Violations> = request.validate().err();
///     violations.iter().flatten().map(|violation| violation.path.clone()).collect()
/// }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Violations {
    pub(crate) method: &'static str,
    pub(crate) list: Vec<Violation>,
}

impl Violations {
    /// The violations, in the order of the parameters.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.list.iter()
    }

    /// The violations, in the order of the parameters; at least one.
    pub fn as_slice(&self) -> &[Violation] {
        &self.list
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.method)?;
        for violation in &self.list {
            write!(f, "\n  {violation}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}
