//! Runs `b24` in an empty folder, with profiles of its own.
#![allow(dead_code, reason = "each test uses what it needs")]

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// An empty folder, and a file of profiles outside of it.
pub(crate) struct Place {
    pub(crate) folder: tempfile::TempDir,
    config: tempfile::TempDir,
    webhook: Option<String>,
}

/// What a command printed.
pub(crate) struct Printed {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Place {
    pub(crate) fn new() -> Self {
        let folder = || tempfile::tempdir().expect("a folder can be made");
        Place { folder: folder(), config: folder(), webhook: None }
    }

    /// Sets the address in `B24_WEBHOOK`.
    pub(crate) fn webhook(mut self, address: impl Into<String>) -> Self {
        self.webhook = Some(address.into());
        self
    }

    /// The file of profiles.
    pub(crate) fn profiles(&self) -> PathBuf {
        self.config.path().join("b24").join("profiles.json")
    }

    pub(crate) fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).expect("it can be written");
        path.to_str().expect("a path").to_owned()
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_b24"));
        command.args(args).current_dir(&self.folder).stdin(Stdio::null());
        command.env("XDG_CONFIG_HOME", self.config.path()).env("APPDATA", self.config.path());
        for name in ["B24_PROFILE", "B24_PROFILES", "B24_WEBHOOK", "NO_COLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        if let Some(webhook) = &self.webhook {
            command.env("B24_WEBHOOK", webhook);
        }
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Printed {
        printed(self.command(args).output().expect("it runs"))
    }

    /// Runs it with a text on standard input.
    pub(crate) fn run_with(&self, args: &[&str], input: &str) -> Printed {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("it runs");
        // It may end before it has read everything.
        let _ = child.stdin.take().expect("an input").write_all(input.as_bytes());
        printed(child.wait_with_output().expect("it ends"))
    }

    /// Runs it, and returns what it printed, which it did without an error.
    #[track_caller]
    pub(crate) fn ok(&self, args: &[&str]) -> String {
        let Printed { status, out, err } = self.run(args);
        assert_eq!(status, 0, "{args:?}: {err}");
        out
    }

    #[track_caller]
    pub(crate) fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.ok(args)).expect("JSON")
    }
}

fn printed(output: Output) -> Printed {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    let status = output.status.code().expect("a status");
    Printed { status, out: text(output.stdout), err: text(output.stderr) }
}
