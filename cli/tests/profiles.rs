//! `b24 login`, `logout`, `profiles` and `--profile`.
#![cfg(feature = "client")]

mod common;

use std::fs;

use bitrix24_mock::{Limits, Portal};
use common::Place;
use serde_json::Value;

fn portal() -> Portal {
    Portal::builder().documented().expect("a catalogue").limits(Limits::none()).start().expect("a portal")
}

fn login(place: &Place, name: &str, portal: &Portal) {
    let printed = place.run_with(&["login", "--profile", name], &format!("{}\n", portal.webhook_url()));
    assert_eq!(printed.status, 0, "{}", printed.err);
    assert!(printed.out.starts_with(&format!("logged in to {}", portal.url())), "{}", printed.out);
    for text in [&printed.out, &printed.err] {
        assert!(!text.contains(portal.webhook_secret()), "{text}");
    }
}

#[test]
fn several_portals_have_a_profile_each() {
    let (first, second) = (portal(), portal());
    first.fill("crm.deal", 3);
    second.fill("crm.deal", 5);
    let place = Place::new();
    assert!(place.run(&["profiles"]).err.contains("`b24 login` makes one"));
    login(&place, "first", &first);
    login(&place, "second", &second);
    let count = |args: &[&str]| place.ok(&[&["list", "crm.deal.list", "-q"], args].concat()).lines().count();
    assert_eq!((count(&[]), count(&["--profile", "second"])), (3, 5));
    let profiles = place.ok(&["profiles", "--default", "second"]);
    assert!(profiles.contains(&second.url()) && profiles.contains("(default)"), "{profiles}");
    assert!(!profiles.contains(second.webhook_secret()), "{profiles}");
    assert_eq!(count(&[]), 5);
    let elsewhere = |name: &str, value: &str| {
        let mut command = place.command(&["list", "crm.deal.list", "-q"]);
        let output = command.env(name, value).output().expect("it runs");
        String::from_utf8_lossy(&output.stdout).lines().count()
    };
    assert_eq!(elsewhere("B24_PROFILE", "first"), 3);
    assert_eq!(elsewhere("B24_WEBHOOK", &first.webhook_url()), 3);
    let printed = place.run(&["call", "user.current", "--profile", "secnd"]);
    assert!(printed.status == 2 && printed.err.contains("did you mean `second`?"), "{}", printed.err);
    place.ok(&["logout", "--profile", "second"]);
    assert_eq!(count(&[]), 3, "the only one is the default");
    assert_eq!(place.run(&["logout", "--profile", "second"]).status, 2);
}

/// The file is its user's own, and is not believed when others can read it.
#[cfg(unix)]
#[test]
fn nobody_else_may_read_the_file() {
    use std::os::unix::fs::PermissionsExt;
    let (portal, place) = (portal(), Place::new());
    login(&place, "default", &portal);
    let mode = |path: &std::path::Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    let file = place.profiles();
    assert_eq!((mode(&file), mode(file.parent().expect("a folder"))), (0o600, 0o700));
    fs::set_permissions(&file, PermissionsExt::from_mode(0o644)).expect("it can be changed");
    let printed = place.run(&["call", "user.current"]);
    assert!(printed.status == 2 && printed.err.contains("run `chmod 600 "), "{}", printed.err);
    fs::set_permissions(&file, PermissionsExt::from_mode(0o600)).expect("it can be changed");
    fs::write(&file, "{\"profiles\": {\"default\": {\"webhook\": \"SECRET\", }}}").expect("it can be written");
    let printed = place.run(&["call", "user.current"]);
    assert!(printed.err.contains("not a file of profiles") && !printed.err.contains("SECRET"), "{}", printed.err);
}

#[test]
fn what_the_portal_refuses_is_not_stored() {
    let (portal, place) = (portal(), Place::new());
    let wrong = portal.webhook_url().replace(portal.webhook_secret(), "wrongsecret0000");
    let printed = place.run_with(&["login"], &wrong);
    assert!(printed.status == 3 && printed.err.contains("nothing was stored"), "{}: {}", printed.status, printed.err);
    assert!(!printed.err.contains("wrongsecret0000") && !place.profiles().exists(), "{}", printed.err);
    assert_eq!(place.run_with(&["login"], "").status, 2);
    assert_eq!(place.run_with(&["login"], "no address").status, 2);
    // A secret is no argument.
    assert_eq!(place.run(&["login", &portal.webhook_url()]).status, 2);
    assert_eq!(place.run_with(&["login", "--no-check"], &wrong).status, 0);
}

/// An application: the code of a user, tokens, and a renewal that is stored.
#[test]
fn an_application_has_tokens_that_are_renewed() {
    let (portal, place) = (portal(), Place::new());
    let oauth = portal.oauth();
    let server = portal.url();
    let args = ["login", "--oauth", "--portal", &server, "--client-id", oauth.client_id(), "--server", &server];
    let printed = place.run_with(&args, &format!("{}\n{}\n", oauth.client_secret(), oauth.code()));
    assert_eq!(printed.status, 0, "{}", printed.err);
    assert!(printed.err.contains("oauth/authorize/?client_id="), "{}", printed.err);
    let stored = || -> Value { serde_json::from_slice(&fs::read(place.profiles()).expect("a file")).expect("JSON") };
    let token = |stored: &Value| stored["profiles"]["default"]["oauth"]["tokens"]["access"].as_str().map(str::to_owned);
    let before = token(&stored()).expect("a token");
    let shown = place.ok(&["call", "user.current", "--dry-run"]);
    assert!(shown.contains(r#""auth": "***""#) && !shown.contains(&before), "{shown}");
    oauth.expire();
    place.ok(&["call", "user.current"]);
    let after = token(&stored()).expect("a token");
    assert_ne!(before, after, "the new token is stored");
    let renewals = oauth.refreshes();
    place.ok(&["call", "user.current"]);
    assert_eq!(oauth.refreshes(), renewals, "and used");
    for name in ["profiles", "call"] {
        let printed = place.run(&[&[name][..], if name == "call" { &["no.such.method"] } else { &[] }].concat());
        for secret in [oauth.client_secret(), &after, &oauth.refresh_token()] {
            assert!(!printed.out.contains(secret) && !printed.err.contains(secret), "{}", printed.err);
        }
    }
    // An address that belongs to another login.
    let printed =
        place.run_with(&args, &format!("{}\nhttps://example.com/?code=1&state=other\n", oauth.client_secret()));
    assert!(printed.status == 2 && printed.err.contains("another login"), "{}", printed.err);
}

#[test]
fn tokens_that_are_there_already_will_do() {
    let (portal, place) = (portal(), Place::new());
    let oauth = portal.oauth();
    let server = portal.url();
    let args =
        ["login", "--oauth", "--tokens", "--portal", &server, "--client-id", oauth.client_id(), "--server", &server];
    let input = format!("{}\n{}\n{}\n", oauth.client_secret(), oauth.access_token(), oauth.refresh_token());
    let printed = place.run_with(&args, &input);
    assert_eq!(printed.status, 0, "{}", printed.err);
    assert!(place.ok(&["profiles"]).contains("application"));
    place.ok(&["call", "user.current"]);
}
