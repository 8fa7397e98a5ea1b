//! Picks methods by name.

use glob::Pattern;

use crate::model::Model;

/// Patterns such as `user.*`. Without patterns, every method matches.
#[derive(Clone, Debug, Default)]
pub struct Pick(Vec<Pattern>);

impl Pick {
    /// Parses patterns; `*` matches any text, including dots.
    pub fn new<S: AsRef<str>>(patterns: impl IntoIterator<Item = S>) -> Result<Self, String> {
        let compile = |pattern: S| {
            let text = pattern.as_ref();
            Pattern::new(text).map_err(|error| format!("`{text}` is not a pattern: {error}"))
        };
        patterns.into_iter().map(compile).collect::<Result<_, _>>().map(Pick)
    }

    /// Returns true if a pattern matches the name.
    pub fn matches(&self, name: &str) -> bool {
        self.0.is_empty() || self.0.iter().any(|pattern| pattern.matches(name))
    }

    /// Checks that each pattern matches one of these names.
    pub fn check(&self, names: &[String]) -> Result<(), String> {
        match self.0.iter().find(|pattern| !names.iter().any(|name| pattern.matches(name))) {
            Some(pattern) => Err(format!("no method or type is named like `{pattern}`")),
            None => Ok(()),
        }
    }

    /// Removes the methods that no pattern matches. A pattern without a method is an error.
    pub fn apply(&self, model: &mut Model) -> Result<(), String> {
        for pattern in &self.0 {
            if !model.methods.iter().any(|method| pattern.matches(&method.name.wire)) {
                return Err(format!("no method of the schema is named like `{pattern}`"));
            }
        }
        if !self.0.is_empty() {
            model.methods.retain(|method| self.matches(&method.name.wire));
        }
        Ok(())
    }
}
