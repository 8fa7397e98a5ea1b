//! Differences between an answer and its description.

use std::fmt;

use crate::escape::Plain;

/// The differences between an answer and its description. Nothing is lost: each value is in the
/// [`Extra`](crate::Extra) of the object that it came with, or in [`Response::written`](crate::Response::written).
///
/// ```no_run
/// # async fn example(b24: bitrix24::Client) -> Result<(), bitrix24::Error> {
/// use bitrix24::{Dynamic, json};
///
/// let response = b24.send(Dynamic::new("user.current", json!({}))).await?;
/// if !response.drift.is_empty() {
///     println!("{}", response.drift);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drift {
    findings: Vec<Finding>,
}

/// One difference, with the path of the value, such as `result.task.group`.
///
/// ```
/// use bitrix24::{Drift, Finding};
///
/// fn unknown_keys(drift: &Drift) -> impl Iterator<Item = &str> {
///     drift.findings().iter().filter_map(|finding| match finding {
///         Finding::Unknown { path } => Some(path.as_str()),
///         _ => None,
///     })
/// }
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Finding {
    /// A key that the description does not have.
    Unknown {
        /// The path.
        path: String,
    },
    /// An object that has none of the described fields: it may be something else, such as the report of an error.
    Foreign {
        /// The path.
        path: String,
    },
    /// A value of an enumeration that the description does not list.
    UnknownValue {
        /// The path.
        path: String,
    },
    /// A value of another type than described.
    Misfit {
        /// The path.
        path: String,
        /// The type in the description.
        expected: &'static str,
        /// The JSON type that came.
        found: &'static str,
    },
    /// A key that the description says is always there.
    Missing {
        /// The path.
        path: String,
    },
    /// An object nested so deep that none of its entries was decoded: all are in its [`Extra`](crate::Extra).
    TooDeep {
        /// The path.
        path: String,
    },
}

impl Finding {
    /// Returns the path of the value.
    pub(crate) fn path(&self) -> &str {
        match self {
            Finding::Unknown { path }
            | Finding::Foreign { path }
            | Finding::UnknownValue { path }
            | Finding::Misfit { path, .. }
            | Finding::Missing { path }
            | Finding::TooDeep { path } => path,
        }
    }
}

impl Drift {
    /// Returns true if the answer was just as described.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// All differences, object by object: what its fields found, in their order, then what has no field.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    pub(crate) fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    pub(crate) fn len(&self) -> usize {
        self.findings.len()
    }

    pub(crate) fn split_off(&mut self, at: usize) -> Vec<Finding> {
        self.findings.split_off(at)
    }

    pub(crate) fn extend(&mut self, findings: Vec<Finding>) {
        self.findings.extend(findings);
    }
}

impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, finding) in self.findings.iter().enumerate() {
            if index > 0 {
                f.write_str("; ")?;
            }
            finding.fmt(f)?;
        }
        Ok(())
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (path, problem) = match self {
            Finding::Unknown { path } => (path, "not in the description"),
            Finding::Foreign { path } => (path, "an object without any of the described fields"),
            Finding::UnknownValue { path } => (path, "a value that is not in the description"),
            Finding::Misfit { path, expected, found } => {
                return write!(f, "{}: {found} instead of {expected}", Plain(path));
            }
            Finding::Missing { path } => (path, "missing"),
            Finding::TooDeep { path } => (path, "nested too deep to be decoded"),
        };
        write!(f, "{}: {problem}", Plain(path))
    }
}
