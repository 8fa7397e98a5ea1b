//! `b24 upload`: a file of any size.

use std::path::PathBuf;
use std::process::ExitCode;

use bitrix24_runtime::files::UploadedFile;
use bitrix24_runtime::files::{Source, TransferError, Upload};
use bitrix24_runtime::{Validation, Wire};
use serde_json::json;

use super::outcome::{failed, wait};
use super::portal::{self, PortalArgs};
use crate::failure::{Failure, Kind};
use crate::output::{self, Format};
use crate::terminal::print_json;

const EXAMPLES: &str = "\
The file is read while it is sent, so it may have any size. What is printed describes the new file; `id` is what other methods
take, such as tasks.task.files.attach.

Examples:
  b24 upload plan.pdf --folder 8930
  b24 upload plan.pdf --storage 5 --name 'The plan.pdf' --unique-name
  b24 upload plan.pdf --version-of 4711
  b24 upload call.mp3 --call externalCall.2dbb8a28f0ba5e1d.1540558010";

/// The text of `--help` below the options.
fn after_help() -> String {
    [EXAMPLES, portal::HELP].join("\n\n")
}

#[derive(Debug, clap::Args)]
#[command(after_help = after_help())]
#[command(group(clap::ArgGroup::new("to").required(true).args(["folder", "storage", "version_of", "call"])))]
pub(crate) struct Args {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Into a folder of the drive
    #[arg(long, value_name = "ID")]
    folder: Option<u64>,
    /// Into the root of a storage of the drive
    #[arg(long, value_name = "ID")]
    storage: Option<u64>,
    /// As a new version of a file of the drive
    #[arg(long, value_name = "ID")]
    version_of: Option<u64>,
    /// As the record of a call
    #[arg(long, value_name = "CALL")]
    call: Option<String>,
    /// The name on the portal [default: that of the file]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Have the portal give another name when there is a file of its name
    #[arg(long)]
    unique_name: bool,
    /// Show what would be sent, with the secret hidden, and send nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    portal: PortalArgs,
    /// The format of what is printed
    #[arg(short, long, value_enum, default_value_t = Format::Json, value_name = "FORMAT")]
    output: Format,
}

impl Args {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        if self.dry_run {
            return self.show();
        }
        let portal = self.portal.portal()?;
        let client = self.portal.client(&portal, Validation::Off)?;
        let file = wait(async {
            let mut source = Source::from_path(&self.file).await.map_err(TransferError::from)?;
            if let Some(name) = &self.name {
                source = source.named(name);
            }
            client.upload(self.upload(source)).await
        })?;
        let file = file.map_err(|error| match &error {
            TransferError::Call(error) => failed(error, None),
            error => Failure::Told(Kind::Failed, error.to_string()),
        })?;
        let mut value = UploadedFile::encode(&file);
        // It holds a secret.
        if let Some(map) = value.as_object_mut() {
            map.retain(|key, _| !key.to_ascii_lowercase().contains("download"));
        }
        output::result(self.output, &value, None)?;
        Ok(ExitCode::SUCCESS)
    }

    fn upload(&self, source: Source) -> Upload {
        let upload = match (self.folder, self.storage, self.version_of, &self.call) {
            (Some(id), ..) => Upload::to_folder(signed(id), source),
            (_, Some(id), ..) => Upload::to_storage(signed(id), source),
            (_, _, Some(id), _) => Upload::version_of(signed(id), source),
            (.., call) => Upload::call_record(call.clone().unwrap_or_default(), source),
        };
        if self.unique_name { upload.unique_name() } else { upload }
    }

    /// Prints what would be sent.
    fn show(&self) -> Result<ExitCode, Failure> {
        let about = std::fs::metadata(&self.file)
            .map_err(|error| Failure::usage(format!("{}: {error}", bitrix24_schema::shown::path(&self.file))))?;
        let portal = self.portal.find()?.map(|portal| portal.auth.portal());
        let name = self.file.file_name().map(|name| name.to_string_lossy().into_owned());
        let shown = json!({
            "portal": portal, "name": self.name.clone().or(name), "size": about.len(),
            "folder": self.folder, "storage": self.storage, "version_of": self.version_of, "call": self.call,
        });
        print_json(&format!("{shown:#}\n"))?;
        Ok(ExitCode::SUCCESS)
    }
}

fn signed(id: u64) -> i64 {
    i64::try_from(id).unwrap_or(i64::MAX)
}
