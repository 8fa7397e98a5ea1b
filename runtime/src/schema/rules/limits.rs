//! The rules of a field besides its type: limits, values, conditions. Each is set on its own.

use super::field::{Field, Fields};

impl Field {
    /// Sets the smallest number.
    #[must_use]
    pub const fn min(mut self, min: f64) -> Self {
        self.min = Some(min);
        self
    }

    /// Sets the largest number.
    #[must_use]
    pub const fn max(mut self, max: f64) -> Self {
        self.max = Some(max);
        self
    }

    /// Sets the shortest length.
    #[must_use]
    pub const fn min_length(mut self, len: u64) -> Self {
        self.min_length = Some(len);
        self
    }

    /// Sets the longest length.
    #[must_use]
    pub const fn max_length(mut self, len: u64) -> Self {
        self.max_length = Some(len);
        self
    }

    /// Sets the allowed values.
    #[must_use]
    pub const fn values(mut self, values: &'static [&'static str]) -> Self {
        self.values = values;
        self
    }

    /// Sets some of the values: there may be others.
    #[must_use]
    pub const fn known(mut self, values: &'static [&'static str]) -> Self {
        self.values = values;
        self.is_open = true;
        self
    }

    /// Sets the fields that keys or items name.
    #[must_use]
    pub const fn names(mut self, names: Fields) -> Self {
        self.names = names;
        self
    }

    /// Sets the fields without all of which it has to be there.
    #[must_use]
    pub const fn unless(mut self, unless: &'static [&'static str]) -> Self {
        self.unless = unless;
        self
    }

    /// Sets the fields with which it has to be there, each with the values for that.
    #[must_use]
    pub const fn when(mut self, when: &'static [(&'static str, &'static [&'static str])]) -> Self {
        self.when = when;
        self
    }

    /// Sets the fields with which it has an effect, each with the values for that.
    #[must_use]
    pub const fn only(mut self, only: &'static [(&'static str, &'static [&'static str])]) -> Self {
        self.only = only;
        self
    }

    /// Sets the characters that a text may have, as between the brackets of a regular expression.
    #[must_use]
    pub const fn characters(mut self, characters: &'static str) -> Self {
        self.characters = characters;
        self
    }

    /// Says that the server sets it.
    #[must_use]
    pub const fn read_only(mut self) -> Self {
        self.is_read_only = true;
        self
    }

    /// Sets the operators that keys may carry.
    #[must_use]
    pub const fn operators(mut self, operators: &'static [&'static str]) -> Self {
        self.operators = operators;
        self
    }
}
