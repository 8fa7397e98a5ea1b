//! Effects of an import on a schema's folder: the files that it writes, those that it keeps, and the runs that write
//! nothing.

use std::fs;
use std::time::SystemTime;

use bitrix24_import::{Importer, Origin};
use bitrix24_schema::Mode;

use crate::project::{Project, listed, tree};

const ADD: &str = "docs/api-reference/parcels/parcel-add.md";
const LOSE: &str = "docs/api-reference/parcels/parcel-lose.md";

/// Returns a project with the well-formed tree, imported.
fn imported() -> Project {
    let project = Project::new(&tree("parcels"));
    assert!(!project.import().is_empty(), "a first import writes files");
    project
}

#[test]
fn a_first_import_makes_a_schema_that_passes_the_check() {
    let project = imported();
    let model = project.model();
    let names: Vec<&str> = model.methods.iter().map(|method| method.name.wire.as_str()).collect();
    assert_eq!(names, ["parcel.add", "parcel.label.print", "parcel.list", "parcel.lose"]);
    assert_eq!(model.errors.len(), 2, "the system's errors are in an include");
    let types: Vec<&str> = model.types.iter().map(|shared| shared.name.as_str()).collect();
    assert_eq!(types, ["parcels.Label", "parcels.Parcel"]);
}

#[test]
fn importing_again_changes_nothing() {
    let project = imported();
    let stamps = || -> Vec<(String, SystemTime)> {
        let changed = |path: &String| fs::metadata(project.schema().join(path)).and_then(|data| data.modified());
        let stamp = |path: String| (path.clone(), changed(&path).expect("it has a time"));
        project.files().into_keys().map(stamp).collect()
    };
    let (files, times) = (project.files(), stamps());
    let changes = project.import();
    assert_eq!(listed(&changes), [""; 0]);
    assert!(project.files() == files, "a byte changed");
    assert_eq!(stamps(), times, "a file was written again");
}

#[test]
fn a_changed_page_changes_its_own_file_only() {
    let project = imported();
    let before = project.files();
    project.replace(
        ADD,
        "Whether it breaks ||",
        "Whether it breaks ||\n|| **COLOR**\n[`string`](x.md) | The colour ||",
    );
    let changes = project.import();
    assert_eq!(changes.to_string(), "  ~ methods/parcel/add.yaml  +1 -0\n  ~ coverage.md              +2 -2\n");
    let mut after = project.files();
    after.insert("coverage.md".to_owned(), before["coverage.md"].clone());
    let text = after.insert("methods/parcel/add.yaml".to_owned(), before["methods/parcel/add.yaml"].clone());
    assert!(String::from_utf8(text.expect("it is there")).expect("it is text").contains("COLOR: string"));
    assert!(after == before, "another file changed");
}

#[test]
fn prose_that_says_no_fact_changes_nothing() {
    let project = imported();
    project.replace(ADD, "This method sends a parcel.", "Sends parcels.\n\nTo anybody.");
    assert_eq!(listed(&project.import()), [""; 0]);
}

#[test]
fn a_new_page_is_a_new_file() {
    let project = imported();
    let text = project.text(LOSE).replace("parcel.lose", "parcel.find");
    project.write("docs/api-reference/parcels/parcel-find.md", text);
    assert_eq!(listed(&project.import()), ["+ methods/parcel/find.yaml"]);
    project.model();
}

#[test]
fn a_page_that_is_gone_takes_its_file_along() {
    let project = imported();
    project.remove(LOSE);
    assert_eq!(listed(&project.import()), ["- methods/parcel/lose.yaml"]);
    assert!(!project.path("schema/methods/parcel/lose.yaml").exists(), "it is still there");
}

#[test]
fn a_type_that_nothing_uses_any_more_goes() {
    let project = imported();
    for page in ["parcel-add", "parcel-list"] {
        project.replace(&format!("docs/api-reference/parcels/{page}.md"), "./data-types.md#parcel", "x.md");
    }
    project.remove("docs/api-reference/parcels/data-types.md");
    let changes = listed(&project.import());
    assert!(changes.contains(&"- types/parcels/parcel.yaml".to_owned()), "{changes:?}");
    assert!(!project.path("schema/types/parcels/parcel.yaml").exists());
    project.model();
}

#[test]
fn files_without_a_page_are_somebodys_own_and_stay() {
    let project = imported();
    for (path, text) in [
        ("schema/methods/parcel/secret.yaml", "method: parcel.secret\nresult: boolean\n"),
        ("schema/methods/own/notes.txt", "docs: these are notes\n"),
        ("schema/types/parcels/bag.yaml", "type: parcels.Bag\nfields: { size: integer }\n"),
        ("schema/methods/parcel/README.md", "# Ours\n"),
    ] {
        project.write(path, text);
    }
    assert_eq!(listed(&project.import()), [""; 0]);
    // Other files of the folder change, so that all of it is rewritten.
    project.remove(LOSE);
    assert_eq!(listed(&project.import()), ["- methods/parcel/lose.yaml"]);
    assert_eq!(project.text("schema/methods/parcel/secret.yaml"), "method: parcel.secret\nresult: boolean\n");
    assert_eq!(project.text("schema/methods/own/notes.txt"), "docs: these are notes\n");
    assert_eq!(project.text("schema/methods/parcel/README.md"), "# Ours\n");
    assert!(project.path("schema/types/parcels/bag.yaml").exists());
}

#[test]
fn corrections_words_and_other_files_survive() {
    let project = imported();
    let kept = [
        (
            "schema/corrections/parcel.yaml",
            "- { file: methods/parcel/add.yaml, at: params/ITEMS, reason: seen so, required: yes }\n",
        ),
        ("schema/words/parcel.yaml", "parcel.add: { summary: Sends a parcel., params: { TO: who gets it } }\n"),
        ("schema/words/glossary.yaml", "params: { WEIGHT: in kilograms }\n"),
        ("schema/README.md", "# Parcels\n"),
        ("schema/schema.json", "{}\n"),
    ];
    kept.iter().for_each(|(path, text)| project.write(path, text));
    project.remove(LOSE);
    project.replace(ADD, "from 0.1 to 30", "from 0.1 to 40");
    assert_eq!(listed(&project.import()), ["~ methods/parcel/add.yaml", "- methods/parcel/lose.yaml"]);
    for (path, text) in kept {
        assert_eq!(project.text(path), text, "{path}");
    }
    let model = project.model();
    let add = model.methods.iter().find(|method| method.name.wire == "parcel.add").expect("it is there");
    assert_eq!(add.summary.as_deref(), Some("Sends a parcel."));
    assert_eq!(add.params[0].doc.as_deref(), Some("who gets it"));
    assert_eq!(add.params[1].doc.as_deref(), Some("in kilograms"));
    assert_eq!(add.params[1].limits.max, Some(40.0));
}

#[test]
fn what_the_catalogue_says_is_kept() {
    let project = imported();
    let text = project.text("schema/catalogue.yaml");
    assert!(text.contains("  parcel:\n"), "{text}");
    let text = text
        .replace("  parcel:\n", "  parcel: a parcel\n")
        .replace("ids:\n", "types:\n  api-reference/parcels/data-types#parcel: mail.Package\nids:\n");
    project.write("schema/catalogue.yaml", &text);
    let changes = listed(&project.import());
    assert!(changes.contains(&"+ types/mail/package.yaml".to_owned()), "{changes:?}");
    assert!(changes.contains(&"- types/parcels/parcel.yaml".to_owned()), "{changes:?}");
    assert_eq!(project.text("schema/catalogue.yaml"), text);
    assert!(project.text("schema/methods/parcel/add.yaml").contains("mail.Package"));
    project.model();
}

#[test]
fn a_commit_is_kept_as_long_as_the_day_is() {
    let project = imported();
    project.replace("schema/catalogue.yaml", "  importer:", "  commit: \"4f1c0ab\"\n  importer:");
    assert_eq!(listed(&project.import()), [""; 0]);
    let origin = Origin { date: Some("2026-02-28".to_owned()), ..Origin::default() };
    let import = project.importer().origin(origin).read(&|_, _| {}).expect("the pages can be read");
    import.write(&project.schema(), Mode::Write).expect("it can be written");
    assert!(!project.text("schema/catalogue.yaml").contains("commit"), "it is that of another day");
}

#[test]
fn a_name_that_no_type_can_have_stops_the_import() {
    let project = imported();
    let text = project.text("schema/catalogue.yaml");
    let label = "api-reference/parcels/data-types#label";
    let parcel = "api-reference/parcels/data-types#parcel";
    for (types, expected) in [
        (format!("  {label}: Label\n"), "`Label` under `types` is not the name of a type"),
        (format!("  {label}: mail.label\n"), "`mail.label` under `types` is not the name of a type"),
        (format!("  {label}: mail..Label\n"), "`mail..Label` under `types` is not the name of a type"),
        (format!("  {label}: mail.La-bel\n"), "`mail.La-bel` under `types` is not the name of a type"),
        (format!("  {label}: mail.It\n  {parcel}: mail.It\n"), "two places under `types` are called `mail.It`"),
    ] {
        project.write("schema/catalogue.yaml", format!("{text}types:\n{types}"));
        let before = project.files();
        match project.importer().read(&|_, _| {}) {
            Ok(_) => panic!("{types} is taken"),
            Err(error) => assert!(error.to_string().contains(expected), "{error}"),
        }
        assert!(project.files() == before, "something was written");
    }
}

#[test]
fn errors_of_the_system_are_read_once_and_then_kept_by_hand() {
    let project = imported();
    project.write("schema/errors.yaml", "v2:\n  - { code: MINE, message: mine }\n");
    assert_eq!(listed(&project.import()), [""; 0]);
    assert_eq!(project.text("schema/errors.yaml"), "v2:\n  - { code: MINE, message: mine }\n");
}

#[test]
fn an_interrupted_run_leaves_the_old_schema_whole() {
    let project = imported();
    let before = project.files();
    project.write("schema/.import/methods/parcel/add.yaml", "method: parcel.add\n");
    assert_eq!(project.model().methods.len(), 4, "a folder of an interrupted run is none of the schema's");
    assert_eq!(listed(&project.import()), [""; 0]);
    assert!(project.files() == before, "what was left over counts");
    assert!(!project.path("schema/.import").exists(), "it is still there");
}

#[test]
fn a_run_that_was_interrupted_when_all_was_made_is_completed() {
    for taken in [false, true] {
        let project = imported();
        let before = project.files();
        // The run had made everything except one method, whose page is removed.
        for (path, bytes) in before.iter().filter(|(path, _)| path.starts_with("methods/") && !path.contains("lose")) {
            project.write(&format!("schema/.import/{path}"), bytes);
        }
        project.write("schema/.import/ready", "");
        project.remove(LOSE);
        if taken {
            // It had even moved the old folder away.
            fs::create_dir(project.path("schema/.import/old")).expect("a folder can be made");
            fs::rename(project.path("schema/methods"), project.path("schema/.import/old/methods")).expect("it moves");
        }
        assert_eq!(listed(&project.import()), [""; 0], "the run had done it all");
        let mut expected = before;
        expected.remove("methods/parcel/lose.yaml");
        expected.insert("coverage.md".to_owned(), project.text("schema/coverage.md").into_bytes());
        assert!(project.files() == expected, "it is not complete");
    }
}

#[test]
fn a_catalogue_that_cannot_be_read_stops_the_import() {
    let project = imported();
    project.write("schema/catalogue.yaml", "format: 1\ndocs: [\n");
    project.remove(LOSE);
    let before = project.files();
    let error = project.importer().read(&|_, _| {}).expect_err("the catalogue is broken").to_string();
    assert!(error.contains("catalogue.yaml: it is wrong, `b24 check` tells where"), "{error}");
    assert!(project.files() == before, "something was written");
}

#[test]
fn looking_changes_nothing() {
    let project = imported();
    let before = project.files();
    project.remove(LOSE);
    let changes = project.read().write(&project.schema(), Mode::Check).expect("it can be looked at");
    assert_eq!(listed(&changes), ["- methods/parcel/lose.yaml"]);
    assert!(project.files() == before, "something was written");
}

#[test]
fn looking_completes_no_interrupted_run() {
    for ready in [false, true] {
        let project = imported();
        project.write("schema/.import/methods/parcel/add.yaml", "method: parcel.add\n");
        if ready {
            project.write("schema/.import/ready", "");
        }
        let before = project.files();
        project.read().write(&project.schema(), Mode::Check).expect("it can be looked at");
        assert!(project.files() == before, "something was written");
    }
}

#[test]
fn a_second_tree_wins_where_both_speak() {
    let project = Project::new(&tree("parcels"));
    let page = project.text(ADD).replace("**TO***", "**TO**").replace("`double`", "`integer`").replace("2.5", "2");
    let page = page.replace("|| **UF_\\***", "|| **GIFT**\n[`boolean`](x.md) | A gift ||\n|| **UF_\\***");
    project.write("other/api-reference/parcels/parcel-add.md", page);
    let import = project.importer().prefer(Some(project.path("other"))).read(&|_, _| {}).expect("both can be read");
    import.write(&project.schema(), Mode::Write).expect("it can be written");
    let text = project.text("schema/methods/parcel/add.yaml");
    assert!(text.contains("  TO: user\n"), "it is not required in the second tree:\n{text}");
    assert!(text.contains("  WEIGHT*: { type: integer"), "{text}");
    assert!(text.contains("  GIFT: boolean"), "{text}");
    assert!(text.contains("  SPEED:"), "{text}");
    assert_eq!(project.model().methods.len(), 4, "what only the first has stays");
    assert_eq!(import.methods + import.pages_of_events + import.skipped.len(), import.pages);
}

#[test]
fn descriptions_are_kept_when_that_is_wanted() {
    let project = Project::new(&tree("parcels"));
    let plain = project.read();
    let kept = project.importer().descriptions(true).read(&|_, _| {}).expect("the pages can be read");
    let has = |import: &bitrix24_import::Import, text: &str| import.files.iter().any(|file| file.text.contains(text));
    for text in ["This method sends a parcel.", "Who gets it", "The parcel is too heavy"] {
        assert!(!has(&plain, text), "{text:?} is the documentation's");
        assert!(has(&kept, text), "{text:?} is not kept");
    }
    kept.write(&project.schema(), Mode::Write).expect("it can be written");
    project.model();
}

#[test]
fn every_page_is_a_method_or_says_why_not() {
    let import = imported().read();
    assert_eq!((import.pages, import.methods), (9, 4));
    let skipped: Vec<(&str, &str)> =
        import.skipped.iter().map(|skip| (skip.page.as_str(), skip.reason.as_str())).collect();
    assert_eq!(
        skipped,
        [
            ("_includes/required.md", "part of other pages"),
            ("_includes/system-errors.md", "part of other pages"),
            ("api-reference/data-types.md", "describes no method"),
            ("api-reference/parcels/data-types.md", "describes no method"),
            ("api-reference/parcels/index.md", "overview"),
        ]
    );
}

#[test]
fn of_two_names_with_one_file_the_first_has_it() {
    let project = Project::new(&tree("parcels"));
    for (file, name) in [("a", "parcel.markLost"), ("b", "parcel.mark_lost")] {
        let page = project.text(LOSE).replace("parcel.lose", name);
        project.write(&format!("docs/api-reference/parcels/{file}.md"), page);
    }
    let import = project.read();
    project.import();
    let names: Vec<String> = project.model().methods.into_iter().map(|method| method.name.wire).collect();
    assert!(names.contains(&"parcel.mark_lost".to_owned()), "{names:?}");
    assert_eq!(names.len(), import.methods);
    assert_eq!(import.methods + import.pages_of_events + import.skipped.len(), import.pages);
    let skip = import.skipped.iter().find(|skip| skip.reason.contains("would have the file of")).expect("one is left");
    assert_eq!(skip.page, "api-reference/parcels/a.md");
    assert_eq!(skip.reason, "the method `parcel.markLost` would have the file of `parcel.mark_lost`");
}

#[test]
fn a_folder_that_is_not_there_is_said_to_be() {
    let error = Importer::new("no/such/folder").read(&|_, _| {}).expect_err("there is none").to_string();
    assert!(error.starts_with("no/such/folder: "), "{error}");
}

#[test]
fn progress_counts_to_the_end() {
    let seen = std::sync::Mutex::new(Vec::new());
    let project = Project::new(&tree("parcels"));
    let import =
        project.importer().read(&|done, of| seen.lock().expect("nothing panics").push((done, of))).expect("it reads");
    let mut seen = seen.into_inner().expect("nothing panics");
    seen.sort_unstable();
    let expected: Vec<(usize, usize)> = (1..=import.pages).map(|done| (done, import.pages)).collect();
    assert_eq!(seen, expected);
}
