//! Stages: `DT1036_9:NEW` of a smart process, `C9:NEW` of deals, `NEW`.

use super::field::Choice;

/// The stages of a thing, in their order.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stages<'t>(pub(super) &'t [Choice]);

/// A stage.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stage<'t> {
    /// Its code, with that of its funnel.
    pub(crate) code: &'t str,
    pub(crate) title: &'t str,
    /// The number of its funnel; 0 for the first one of deals, and for things without funnels.
    pub(crate) category: u64,
}

/// The group of a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    Process,
    Success,
    Failure,
}

impl<'t> Stages<'t> {
    pub(crate) fn all(self) -> impl Iterator<Item = Stage<'t>> {
        self.0.iter().map(|choice| Stage {
            code: &choice.value,
            title: &choice.title,
            category: category(&choice.value).unwrap_or_default(),
        })
    }

    /// Returns the funnels, in the order of their first stages.
    pub(crate) fn categories(self) -> Vec<u64> {
        let mut known = Vec::new();
        for stage in self.all() {
            if !known.contains(&stage.category) {
                known.push(stage.category);
            }
        }
        known
    }

    /// Returns the first stage of a funnel, or of all.
    pub(crate) fn first(self, category: Option<u64>) -> Option<Stage<'t>> {
        self.all().find(|stage| category.is_none_or(|category| stage.category == category))
    }
}

/// Returns the funnel in the code of a stage.
pub(crate) fn category(code: &str) -> Option<u64> {
    let (funnel, _) = code.split_once(':')?;
    let number = match funnel.strip_prefix("DT") {
        Some(process) => process.split_once('_')?.1,
        None => funnel.strip_prefix('C')?,
    };
    number.parse().ok()
}

impl Stage<'_> {
    /// Returns the group, as far as its code tells.
    pub(crate) fn meaning(&self) -> Meaning {
        let word = self.code.rsplit(':').next().unwrap_or_default();
        match word {
            "WON" | "SUCCESS" | "CONVERTED" | "APPROVED" | "P" => Meaning::Success,
            "LOSE" | "FAIL" | "JUNK" | "APOLOGY" | "DECLAINED" | "D" => Meaning::Failure,
            _ => Meaning::Process,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_names_its_funnel() {
        assert_eq!(category("DT1036_9:NEW"), Some(9));
        assert_eq!(category("C7:WON"), Some(7));
        assert_eq!(category("NEW"), None);
        assert_eq!(category("DT1036:NEW"), None);
    }
}
