//! Findings about parameters, in words: what is wrong with them, and what the documentation does not know of them.

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
    /// The parameter has to be there, because all of these are missing.
    RequiredUnless {
        /// The others, one of which would do.
        others: &'static [&'static str],
    },
    /// The parameter has to be there with the value that another one has.
    RequiredWith {
        /// The other one.
        other: &'static str,
    },
    /// The parameter has no effect without another one, or with this value of it.
    NoEffect {
        /// The other one.
        other: &'static str,
    },
    /// The server sets it, as another method tells, and this one does not name it.
    ReadOnly,
    /// The text has characters beside these, which stand as between the brackets of a regular expression.
    Characters {
        /// The documented characters.
        allowed: &'static str,
    },
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
    /// The value is not among the documented ones, and there may be others.
    Unlisted {
        /// The documented values.
        known: &'static [&'static str],
    },
    /// The text is no date, so the server would leave the value out without a word.
    Date,
    /// The number is below the smallest one allowed.
    Min(f64),
    /// The number is above the largest one allowed.
    Max(f64),
    /// The text, or the list, is too short.
    MinLength(u64),
    /// The text, or the list, is too long.
    MaxLength(u64),
}

impl Rule {
    /// Returns how sure it is that a call which breaks the rule is wrong.
    pub fn level(&self) -> Level {
        match self {
            Rule::Unknown { .. }
            | Rule::Operator { .. }
            | Rule::Unlisted { .. }
            | Rule::NoEffect { .. }
            | Rule::ReadOnly
            | Rule::Date => Level::Warning,
            _ => Level::Error,
        }
    }
}

/// A level of certainty that a call is wrong.
///
/// ```
/// use bitrix24::{Level, Rule};
///
/// assert_eq!(Rule::Required.level(), Level::Error);
/// assert_eq!(Rule::Unknown { similar: None }.level(), Level::Warning);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The documentation says that the server does not take it.
    Error,
    /// The documentation does not know it: a name, an operator, a value beside those that it names.
    Warning,
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rule::Required => f.write_str("is required"),
            Rule::RequiredUnless { others } => write!(f, "is required without {}", others.join(" and ")),
            Rule::RequiredWith { other } => write!(f, "is required with this value of `{other}`"),
            Rule::NoEffect { other } => write!(f, "has no effect without `{other}`, or with this value of it"),
            Rule::ReadOnly => f.write_str("is set by the server"),
            Rule::Characters { allowed } => write!(f, "has other characters than [{allowed}]"),
            Rule::Unknown { similar: None } => f.write_str("is not a parameter of this method"),
            Rule::Unknown { similar: Some(name) } => {
                write!(f, "is not a parameter of this method; did you mean `{name}`?")
            }
            Rule::Type { expected, found } => write!(f, "has to be {expected}, not {found}"),
            Rule::Operator { allowed } => write!(f, "has an operator that is not one of {}", allowed.join(", ")),
            Rule::Values { allowed } => write!(f, "has to be one of {}", allowed.join(", ")),
            Rule::Unlisted { known } => write!(f, "is none of the documented values: {}", known.join(", ")),
            Rule::Date => {
                f.write_str("is no date that the server reads, and would be left out; write it as 2026-01-31")
            }
            Rule::Min(min) => write!(f, "has to be at least {min}"),
            Rule::Max(max) => write!(f, "has to be at most {max}"),
            Rule::MinLength(len) => write!(f, "has to have a length of at least {len}"),
            Rule::MaxLength(len) => write!(f, "has to have a length of at most {len}"),
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = if self.level() == Level::Warning { "warning: " } else { "" };
        write!(f, "{level}`{}` {} ({})", Plain(&self.path), self.rule, self.docs)
    }
}

impl Violation {
    /// Returns how sure it is that the call is wrong.
    pub fn level(&self) -> Level {
        self.rule.level()
    }
}

/// All findings about a call's parameters: broken rules, of which at least one is an [error](Level::Error), and warnings.
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

    /// The violations without the warnings; at least one.
    pub fn errors(&self) -> impl Iterator<Item = &Violation> {
        self.list.iter().filter(|violation| violation.level() == Level::Error)
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
