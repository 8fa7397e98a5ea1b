//! The commands that the package's page shows are there.

use std::collections::BTreeSet;
use std::process::Command;

#[test]
fn every_command_of_the_page_is_one() {
    let page = include_str!("../README.md");
    let shown: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("$ b24 ")).collect();
    let commands: BTreeSet<&str> = shown.iter().filter_map(|line| line.split(' ').next()).collect();
    assert!(commands.len() > 5, "{commands:?}");
    for line in shown {
        let words: Vec<&str> = line.split(' ').collect();
        let flags =
            words.iter().filter(|word| word.starts_with("--")).map(|flag| flag.split('=').next().unwrap_or(flag));
        let output = Command::new(env!("CARGO_BIN_EXE_b24")).args([words[0], "--help"]).output().expect("it runs");
        let help = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        for flag in flags {
            assert!(help.contains(flag), "{line}: the help has no {flag}");
        }
    }
}
