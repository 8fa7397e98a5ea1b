//! The kinds of columns.

/// The kind of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Id,
    /// A title: `Deal #5`, after this word.
    Title(&'static str),
    /// A text, empty until it is written.
    Text,
    /// One of these words; the first by default.
    Word(&'static [&'static str]),
    /// One of these words, each as version 2 and as REST 3.0 write it; the first by default. Rows have those of version 2.
    Words(&'static [(&'static str, &'static str)]),
    /// A user.
    User,
    /// The identifier of another object.
    Ref,
    Integer,
    /// A number with two decimals.
    Money,
    Flag,
    /// The time of the row's creation.
    Stamp,
    /// The time of the row's last change.
    Changed,
    /// The user who changed the row last.
    Editor,
    /// A point in time.
    Time,
    /// An address: `user5@example.com`.
    Email,
    /// A list of numbers.
    Numbers,
}

impl Kind {
    /// Returns the name of the type in descriptions.
    pub(super) fn type_name(self) -> &'static str {
        match self {
            Kind::Id | Kind::Ref | Kind::Integer | Kind::Numbers => "integer",
            Kind::User | Kind::Editor => "user",
            Kind::Money => "double",
            Kind::Flag => "char",
            Kind::Stamp | Kind::Changed | Kind::Time => "datetime",
            _ => "string",
        }
    }

    /// Returns the words that there are, as version 2 writes them.
    pub(super) fn words(self) -> Vec<&'static str> {
        match self {
            Kind::Word(words) => words.to_vec(),
            Kind::Words(words) => words.iter().map(|word| word.0).collect(),
            _ => Vec::new(),
        }
    }

    /// Returns the word of version 2 for one of REST 3.0.
    pub(super) fn v2(self, text: &str) -> Option<&'static str> {
        let Kind::Words(words) = self else { return None };
        words.iter().find(|(_, v3)| *v3 == text).map(|(v2, _)| *v2)
    }

    /// Returns the word of REST 3.0 for one of version 2.
    pub(super) fn v3(self, text: &str) -> Option<&'static str> {
        let Kind::Words(words) = self else { return None };
        words.iter().find(|(v2, _)| *v2 == text).map(|(_, v3)| *v3)
    }
}
