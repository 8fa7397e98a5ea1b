//! `b24 methods`, `search`, `describe`, `explain`, `completions` and `man`: in an empty folder, without a portal.
#![cfg(feature = "client")]

mod common;

use common::Place;

#[test]
fn a_method_is_described() {
    let place = Place::new();
    insta::assert_snapshot!("describe_method", place.ok(&["describe", "tasks.task.delegate", "--rust"]));
    let deal = place.ok(&["describe", "CRM.deal.ADD"]);
    assert!(deal.starts_with("crm.deal.add\n"), "{deal}");
    for part in ["Deprecated: use crm.item.add", "fields?", "OPPORTUNITY", "b24 call crm.deal.add fields."] {
        assert!(deal.contains(part), "{part}: {deal}");
    }
    let json = place.json(&["describe", "crm.item.list", "-o", "json", "--rust"]);
    assert_eq!((json["name"].as_str(), json["kind"].as_str()), (Some("crm.item.list"), Some("read")));
    assert!(
        json["command"].as_str().is_some_and(|command| command.starts_with("b24 list crm.item.list entityTypeId=2"))
    );
    assert!(json["code"].as_str().is_some_and(|code| code.contains("crm::item::List::new(2)")));
}

/// Both versions of the API have some methods.
#[test]
fn versions_are_told_apart() {
    let place = Place::new();
    assert!(place.ok(&["describe", "tasks.task.get"]).contains("b24 describe tasks.task.get --v3"));
    assert!(place.ok(&["describe", "tasks.task.get", "--v3"]).contains("REST 3.0"));
    let printed = place.run(&["describe", "crm.deal.get", "--v3"]);
    assert_eq!((printed.status, printed.err.contains("no method of REST 3.0")), (2, true), "{}", printed.err);
}

#[test]
fn types_events_and_errors_are_described() {
    let place = Place::new();
    let deal = place.ok(&["describe", "crm.deal"]);
    assert!(deal.starts_with("crm.Deal\n") && deal.contains("Methods that take it"), "{deal}");
    let event = place.ok(&["describe", "onCrmDealAdd"]);
    assert!(event.contains("\nData\n") && event.contains("FIELDS"), "{event}");
    assert!(event.contains("b24 call event.bind event=ONCRMDEALADD"), "{event}");
    let error = place.ok(&["describe", "QUERY_LIMIT_EXCEEDED"]);
    assert!(error.contains("Calling again, unchanged, after a growing") && error.contains("any method"), "{error}");
    assert_eq!(place.json(&["describe", "ONCRMDEALADD", "-o", "json"])["data"]["fields"][0]["name"], "FIELDS");
}

#[test]
fn what_is_misspelled_is_suggested() {
    let place = Place::new();
    for (args, says) in [
        (&["describe", "crm.deal.gett"][..], "did you mean `crm.deal.get`?"),
        (&["describe", "crm.Dael"], "`crm.Deal`"),
        (&["describe", "ONCRMDEALAD"], "`ONCRMDEALADD`"),
        (&["explain", "100", "--method", "tasks.task.delegat"], "did you mean `tasks.task.delegate`?"),
        (&["explain", "QUERY_LIMIT_EXCEDED"], "did you mean `QUERY_LIMIT_EXCEEDED`?"),
        (&["methods", "crm.dael"], "no method is named like `crm.dael`"),
        (&["methods", "--scope", "crmm"], "did you mean `crm`?"),
        (&["descrbe", "crm.deal.get"], "describe"),
        (&["search", "qqqqqqqqq"], "nothing is found"),
    ] {
        let printed = place.run(args);
        assert!(printed.status == 2 && printed.err.contains(says), "{args:?}: {}", printed.err);
    }
}

#[test]
fn methods_are_listed_and_found() {
    let place = Place::new();
    let names = place.ok(&["methods", "crm.deal.contact", "--names"]);
    assert!(names.lines().any(|name| name == "crm.deal.contact.add"), "{names}");
    assert!(names.lines().all(|name| name.starts_with("crm.deal.contact.")), "{names}");
    assert!(place.ok(&["methods", "--names"]).lines().count() > 1600);
    assert!(!place.ok(&["methods", "*.list", "--scope", "task", "--current"]).contains("deprecated"));
    let found = place.json(&["search", "--json", "delegate", "task"]);
    assert_eq!((found[0]["name"].as_str(), found[0]["kind"].as_str()), (Some("tasks.task.delegate"), Some("method")));
    let printed = place.run(&["search", "deelgate", "taks"]);
    assert!(printed.err.contains("these are the results for: delegate task"), "{}", printed.err);
    assert!(place.run(&["search", "deelgate", "taks", "--quiet"]).err.is_empty());
}

/// What is looked up is printed in the formats of results.
#[test]
fn a_format_is_asked_for() {
    let place = Place::new();
    for args in [
        &["methods", "crm.deal.contact"][..],
        &["search", "delegate", "task"],
        &["describe", "crm.deal.get"],
        &["explain", "QUERY_LIMIT_EXCEEDED"],
        &["profiles"],
    ] {
        let with = |more: &[&str]| place.ok(&[args, more].concat());
        let json = with(&["-o", "json"]);
        assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "{args:?}: {json}");
        assert_eq!(with(&["--json"]), json);
        assert_eq!(with(&["-o", "text"]), with(&[]));
        let help = place.ok(&[args[0], "--help"]);
        assert!(help.contains("-o, --output <FORMAT>") && help.contains("--json"), "{help}");
        let both = place.run(&[args, &["-o", "csv", "--json"]].concat());
        assert_eq!(both.status, 2, "{}", both.err);
    }
    let csv = place.ok(&["methods", "crm.deal.contact", "-o", "csv"]);
    assert!(csv.starts_with("name,api,summary,scope,kind,deprecated\ncrm.deal.contact.add,v2,"), "{csv}");
    let lines = place.ok(&["explain", "ACCESS_DENIED", "-o", "ndjson"]);
    assert!(lines.lines().all(|line| line.starts_with("{\"method\":")) && lines.lines().count() > 12, "{lines}");
    assert!(place.ok(&["describe", "crm.deal.get", "-o", "table"]).contains("crm.deal.get"));
}

#[test]
fn shells_complete_the_names_of_methods() {
    let place = Place::new();
    for (shell, says) in [
        ("bash", "complete -F _b24"),
        ("zsh", "#compdef b24"),
        ("fish", "complete -c b24"),
        ("powershell", "Register-ArgumentCompleter"),
    ] {
        let text = place.ok(&["completions", shell]);
        assert!(text.contains(says), "{shell}");
        // PowerShell's completions name options and commands alone.
        assert!(shell == "powershell" || text.contains("tasks.task.delegate"), "{shell}");
    }
}

/// The shells themselves complete a name, where they are on the machine.
#[cfg(unix)]
#[test]
fn shells_understand_their_completions() {
    let place = Place::new();
    let file = place.folder.path().join("completions");
    let bash = "source ./completions && COMP_WORDS=(b24 call tasks.task.del) COMP_CWORD=2 && _b24 b24 tasks.task.del call \
                && printf '%s\\n' \"${COMPREPLY[@]}\"";
    let zsh = "fpath=(. $fpath); autoload -Uz compinit && compinit -D -u && eval \"$(cat completions)\" && whence _b24 && \
               grep -o tasks.task.delegate completions";
    let fish = "source completions; complete -C 'b24 call tasks.task.del'; complete -C 'b24 completions z'";
    for (shell, arguments, script) in
        [("bash", &["--norc", "-c"][..], bash), ("zsh", &["-fc"], zsh), ("fish", &["--no-config", "-c"], fish)]
    {
        std::fs::write(&file, place.ok(&["completions", shell])).expect("a file");
        let mut command = std::process::Command::new(shell);
        let Ok(output) = command.args(arguments).arg(script).current_dir(place.folder.path()).output() else {
            eprintln!("skipped: there is no {shell}");
            continue;
        };
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(out.lines().any(|line| line == "tasks.task.delegate") && err.is_empty(), "{shell}: {out}{err}");
        assert!(shell != "fish" || out.lines().any(|line| line.starts_with("zsh")), "{out}");
    }
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    let place = Place::new();
    assert!(place.ok(&["man"]).starts_with(".ie"), "it is no manual");
    let folder = place.folder.path().join("man");
    place.ok(&["man", "--out", folder.to_str().expect("a path")]);
    for page in ["b24.1", "b24-call.1", "b24-mcp.1"] {
        assert!(folder.join(page).is_file(), "{page}");
    }
    let call = std::fs::read_to_string(folder.join("b24-call.1")).expect("a page");
    assert!(call.contains("Examples:"), "{call}");
}

/// Colours are the user's to choose, and no colour is in a file.
#[test]
fn colours_are_asked_for() {
    let place = Place::new();
    assert!(!place.ok(&["describe", "user.current"]).contains('\u{1b}'));
    assert!(place.ok(&["describe", "user.current", "--color", "always"]).contains("\u{1b}[1muser.current\u{1b}[0m"));
    assert!(!place.ok(&["describe", "user.current", "--color", "never"]).contains('\u{1b}'));
    let help = place.ok(&["--color=always", "--help"]);
    assert!(help.contains('\u{1b}'), "{help}");
}
