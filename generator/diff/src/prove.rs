//! Checks the verdicts for Rust with the compiler.

use std::collections::HashMap;
use std::io;

use crate::api::{self, Workshop};
use crate::report::{Disagreement, Proof, Report, Schema};

/// Compiles a crate that uses every public item of the old one against the new one, and records the compiler's messages
/// in the report.
///
/// # Errors
///
/// Fails if files cannot be written, or cargo does not run.
pub fn prove(report: &mut Report, old: &Schema, new: &Schema, workshop: &Workshop) -> io::Result<()> {
    let before = api::listing(&old.model);
    let changes = api::compare(&before, &api::listing(&new.model));
    let proof = api::prove(&before, &new.model, workshop)?;
    let words: HashMap<&str, String> = proof
        .refused
        .iter()
        .chain(&proof.deprecated)
        .map(|finding| {
            let code = finding.code.as_deref().map(|code| format!("{code}: ")).unwrap_or_default();
            (finding.path.as_str(), format!("{code}{}", finding.message))
        })
        .collect();
    for item in report.rows.iter_mut().flat_map(|row| &mut row.items) {
        item.compiler = words.get(item.path.as_str()).cloned();
    }
    let disagreements = api::disagreements(&changes, &proof).into_iter().map(|found| Disagreement {
        path: found.path,
        told: format!("{:?}", found.told).to_lowercase(),
        proven: format!("{:?}", found.proven).to_lowercase(),
        message: found.message,
    });
    report.proof = Some(Proof {
        statements: proof.statements,
        rounds: proof.rounds,
        refused: proof.refused.len(),
        deprecated: proof.deprecated.len(),
        unproven: proof.unproven.len(),
        disagreements: disagreements.collect(),
    });
    Ok(())
}
