//! Thresholds: the verdicts that make the command fail.

use std::str::FromStr;

use bitrix24_diff::verdict::{Rust, Wire};
use bitrix24_diff::{Report, Row};

/// A verdict that makes the command fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Threshold {
    /// A verdict on the wire, or a worse one.
    Wire(Wire),
    /// A verdict for Rust, or a worse one.
    Rust(Rust),
    /// A rename that is neither accepted nor refused.
    Rename,
    /// Any change.
    Any,
    /// No verdict.
    Never,
}

impl Threshold {
    /// Returns true if a change reaches the threshold and is not waived.
    pub(crate) fn is_reached(self, report: &Report) -> bool {
        report.rows.iter().any(|row| self.is_met(row))
    }

    /// Returns true if this change reaches the threshold and is not waived.
    pub(crate) fn is_met(self, row: &Row) -> bool {
        match self {
            Threshold::Wire(wire) => row.is_open_on_the_wire() && row.wire.verdict >= wire,
            Threshold::Rust(rust) => row.is_open_for_rust() && row.rust.verdict >= rust,
            Threshold::Rename => row.is_open() && row.score.is_some(),
            Threshold::Any => row.is_open(),
            Threshold::Never => false,
        }
    }
}

impl FromStr for Threshold {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Ok(match text {
            "wire=breaks" => Threshold::Wire(Wire::Breaks),
            "wire=risk" => Threshold::Wire(Wire::Risk),
            "wire=silent" => Threshold::Wire(Wire::Silent),
            "rust=major" => Threshold::Rust(Rust::Major),
            "rust=silent" => Threshold::Rust(Rust::Silent),
            "rust=deprecation" => Threshold::Rust(Rust::Deprecation),
            "rust=minor" => Threshold::Rust(Rust::Minor),
            "rename" => Threshold::Rename,
            "any" => Threshold::Any,
            "never" => Threshold::Never,
            _ => {
                let known =
                    "wire=breaks, wire=risk, wire=silent, rust=major, rust=silent, rust=deprecation, rust=minor";
                return Err(format!("write one of {known}, rename, any, never"));
            }
        })
    }
}
