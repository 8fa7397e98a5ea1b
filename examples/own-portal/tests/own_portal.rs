//! The program, against the portal that it starts.

use std::process::Command;

#[test]
fn a_portals_own_things_are_added_found_and_changed() {
    let output = Command::new(env!("CARGO_BIN_EXE_own-portal")).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    insta::assert_snapshot!(String::from_utf8_lossy(&output.stdout), @r#"
    Some("A house by the lake") for Some(350000|EUR), of Some("D_11")
    5 of 5 projects are under construction now
    built: true, with 1 plan
    "#);
}
