//! Verdicts on changes: one function returns the effect of a change, another the verdict for that effect.

mod case;
mod effect;
mod silent;

pub use crate::api::Rust;
use crate::tree::Kind;
pub use case::{Case, Direction, Effect, End, Ground, Said, Verdict, What, Wire};
use effect::effect;
pub use silent::silent;

impl Case<'_> {
    /// Returns the verdict on released clients.
    pub fn wire(&self) -> Verdict<Wire> {
        let one = |direction| {
            let case = Case { direction, ..*self };
            let (effect, why) = effect(&case);
            Verdict { verdict: wire(effect, &case), why: why.to_owned() }
        };
        match self.direction {
            Direction::Both => {
                let (sent, received) = (one(Direction::In), one(Direction::Out));
                if sent.verdict >= received.verdict { sent } else { received }
            }
            direction => one(direction),
        }
    }

    /// Returns its effect.
    pub fn effect(&self) -> Effect {
        match self.direction {
            Direction::Both => {
                let one = |direction| effect(&Case { direction, ..*self }).0;
                one(Direction::In).max(one(Direction::Out))
            }
            _ => effect(self).0,
        }
    }
}

/// Returns the verdict on the wire for an effect in the direction of the case.
fn wire(effect: Effect, case: &Case<'_>) -> Wire {
    use {Direction as D, Effect as E};
    match (effect, case.direction) {
        (E::Learns | E::Describes | E::Widens, _) => Wire::None,
        (E::Behaves, _) => Wire::Silent,
        // A missing field is `None` for a client, which ignores unknown fields.
        (E::MayNarrow, D::Out) => Wire::None,
        (E::Narrows, D::Out) => Wire::Silent,
        // A field of another type is kept as JSON, and the rest of the answer is read; a result of another type fails.
        (E::Alters, D::Out) if case.kind != Kind::Result => Wire::Risk,
        (E::MayNarrow | E::MayAlter, _) => Wire::Risk,
        (E::Narrows | E::Alters, _) => Wire::Breaks,
    }
}
