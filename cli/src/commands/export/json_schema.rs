//! `b24 export json-schema`

use std::path::PathBuf;

use bitrix24_export::json_schema::{self, Part};
use bitrix24_schema::{Error, Mode, Model, write};

use super::options::{AnswersArgs, Version};
use super::output::{Kind, OutputArgs, json};
use crate::terminal::complain;

#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("what").required(true))]
pub(super) struct Args {
    /// The method whose parameters or answer are described
    #[arg(long, value_name = "NAME", group = "what")]
    method: Option<String>,
    /// The type that is described, such as `crm.Deal`
    #[arg(long, value_name = "NAME", group = "what")]
    r#type: Option<String>,
    /// A folder for the schemas of all methods and types, each in a file of its own
    #[arg(long, value_name = "DIR", group = "what", conflicts_with = "output")]
    folder: Option<PathBuf>,
    /// The part of the method: what is sent, or what is answered; of a type: its form there
    #[arg(long, value_enum, default_value_t, conflicts_with = "folder")]
    part: Told,
    /// The version of the API, where both have a method of this name
    #[arg(long, value_enum, requires = "method")]
    api: Option<Version>,
    #[command(flatten)]
    answers: AnswersArgs,
    #[command(flatten)]
    output: OutputArgs,
}

#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Told {
    #[default]
    Params,
    Answer,
}

impl Args {
    pub(super) fn run(self, model: &Model) -> Result<(), Error> {
        let answers = self.answers.get();
        if let Some(folder) = &self.folder {
            let files = json_schema::files(model, answers);
            let changes = write::write(folder, &files, Mode::Write).map_err(Error::Io)?;
            complain(&format!("{} of {} files written\n", changes.len(), files.len()));
            return Ok(());
        }
        let part = match self.part {
            Told::Params => Part::Params,
            Told::Answer => Part::Answer,
        };
        let api = self.api.map(Version::get);
        let found = match (&self.method, &self.r#type) {
            (Some(name), _) => json_schema::of_method(model, name, api, part, answers),
            (None, Some(name)) => json_schema::of_type(model, name, part, answers),
            (None, None) => return Err(Error::Usage("give a method, a type or a folder".to_owned())),
        };
        let schema = found.map_err(|unknown| Error::Usage(unknown.to_string()))?;
        self.output.write(&json(&schema), Kind::Json)
    }
}
