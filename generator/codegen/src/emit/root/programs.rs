//! The programs of the repository that users copy from.

use std::fmt::Write;

/// The repository's address: the workspace's manifest has it.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

/// The files of `examples/` without their ending, and what each shows.
const PROGRAMS: &[(&str, &str)] = &[
    ("first_call", "a call, and an error of its own"),
    ("sync_sqlite", "an incremental copy of all deals in SQLite, with a custom field"),
    ("smart_processes", "items of a smart process (SPA), their stages, custom fields and parents"),
    ("task_files", "a task with files of any size, there and back"),
    ("receiver", "a server for the events of webhooks"),
    ("application", "an OAuth application: installation, events, pages, renewed tokens"),
    ("batches", "calls that use each other's results, and hundreds of changes in a few requests"),
    ("mock_tests", "tests of your own code against the mock"),
    ("bot", "a chat bot with buttons"),
    ("rest3", "REST 3.0: tasks, and groups of conditions"),
    ("overdue", "a small tool without an async runtime"),
    ("metrics", "numbers of calls and waits for `metrics`"),
    ("http_stack", "a proxy, and an HTTP client of your own"),
];

/// Returns a Markdown list with links to the programs.
pub(super) fn list() -> String {
    let mut list = String::new();
    for (name, words) in PROGRAMS {
        // A line in a text is always written.
        let _ = writeln!(list, "- [`{name}`]({REPOSITORY}/blob/main/examples/{name}.rs): {words}");
    }
    list
}
