//! Options that several formats have.

use bitrix24_export::Answers;
use bitrix24_schema::model::Api;

/// A version of the API.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(super) enum Version {
    /// The one at /rest/
    V2,
    /// REST 3.0, at /rest/api/
    V3,
}

impl Version {
    pub(super) fn get(self) -> Api {
        match self {
            Version::V2 => Api::V2,
            Version::V3 => Api::V3,
        }
    }
}

/// The way in which answers are described.
#[derive(Debug, clap::Args)]
pub(super) struct AnswersArgs {
    /// The way in which answers are described
    #[arg(long, value_enum, default_value_t)]
    answers: Told,
}

#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Told {
    /// As servers write them: a number may be a text, a missing value `false` or an empty list
    #[default]
    Tolerant,
    /// As the documentation tells them
    Strict,
}

impl AnswersArgs {
    pub(super) fn get(&self) -> Answers {
        match self.answers {
            Told::Tolerant => Answers::Tolerant,
            Told::Strict => Answers::Strict,
        }
    }
}
