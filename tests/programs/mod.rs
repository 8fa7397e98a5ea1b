//! The programs of `examples/`, as they are compiled.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The output of a command.
#[track_caller]
pub(crate) fn output_of(mut command: Command) -> String {
    let output = command.output().expect("the example runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("it prints text").trim_end().to_owned()
}

/// The file of a program. Cargo builds them with the tests and puts them beside; when only one test was asked for, they
/// may be missing.
pub(crate) fn example(name: &str) -> PathBuf {
    let tests = std::env::current_exe().expect("this test is a file");
    let profile = tests.parent().and_then(Path::parent).expect("tests are in target/PROFILE/deps");
    let path = profile.join("examples").join(name).with_extension(std::env::consts::EXE_EXTENSION);
    if !path.exists() {
        let status = Command::new(env!("CARGO")).args(["build", "--quiet", "--example", name]).status();
        assert!(status.expect("cargo runs").success(), "the example does not compile");
    }
    path
}
