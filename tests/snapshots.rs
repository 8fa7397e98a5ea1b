//! The emitted code of the project's first methods, of their shared types, and of the catalogue. Each file is a
//! snapshot of its own, so that a change of one line of the schema shows in one.

use bitrix24_codegen::{Generator, Layout};

/// Emitted files that belong to these methods.
const SEEDS: &[&str] = &[
    "src/crm/activity/todo/update_responsible_user.rs",
    "src/crm/type_/update.rs",
    "src/sonet_group/user/update.rs",
    "src/tasks/task/delegate.rs",
    "src/user/update.rs",
];

/// The methods, as patterns for the generator.
const METHODS: &[&str] = &[
    "crm.activity.todo.updateResponsibleUser",
    "crm.type.update",
    "sonet_group.user.update",
    "tasks.task.delegate",
    "user.update",
];

#[test]
fn emitted_code() {
    let files =
        Generator::new("schema").only(METHODS.iter().copied()).files(Layout::Crate).expect("the schema is well");
    let is_shown = |path: &str| {
        let is_type = path.starts_with("src/types/") && !path.ends_with("/mod.rs");
        is_type
            || SEEDS.contains(&path)
            || ["Cargo.toml", "src/lib.rs", "src/catalogue.rs", "src/system.rs"].contains(&path)
    };
    let shown: Vec<_> = files.iter().filter(|file| is_shown(&file.path)).collect();
    assert!(SEEDS.iter().all(|seed| shown.iter().any(|file| file.path == *seed)), "a method is not emitted");
    for file in shown {
        let name = file.path.trim_start_matches("src/").replace('/', ".");
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, file.text);
        });
    }
}

#[test]
fn emission_is_deterministic() {
    let files = || Generator::new("schema").files(Layout::Crate).expect("the schema is well");
    assert_eq!(files(), files());
}
