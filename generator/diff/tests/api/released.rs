//! Constructors and fields keep their released form.

use std::fs;
use std::path::PathBuf;

use bitrix24_codegen::api::Item;
use bitrix24_codegen::{Generator, Layout, api};
use bitrix24_diff::api::{Rust, compare};
use bitrix24_schema::{Changes, Error, Mode};
use tempfile::TempDir;

use crate::schema;

/// A schema with `shop.order`, and its crate.
struct Project {
    folder: TempDir,
}

impl Project {
    fn new(order: &str) -> Self {
        let project = Project { folder: tempfile::tempdir().expect("a folder can be made") };
        for (path, bytes) in schema::good().into_iter().filter(|(path, _)| !path.starts_with("words/")) {
            project.lay(&path, &String::from_utf8(bytes).expect("it is text"));
        }
        project.order(order);
        project.generate().expect("the schema is well");
        project
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn lay(&self, path: &str, text: &str) {
        let path = self.path("schema").join(path);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder can be made");
        fs::write(path, text).expect("it can be written");
    }

    /// Writes the schema of `shop.order`.
    fn order(&self, text: &str) {
        self.lay("methods/shop/order.yaml", &format!("method: shop.order\n{text}"));
    }

    fn generator(&self) -> Generator {
        Generator::new(self.path("schema"))
    }

    fn write(&self, generator: &Generator, mode: Mode) -> Result<Changes, Error> {
        generator.write(&self.path("generated"), Layout::Crate, mode)
    }

    /// Generates, and checks that a second run changes nothing.
    fn generate(&self) -> Result<(), Error> {
        self.write(&self.generator(), Mode::Write)?;
        let again = self.write(&self.generator(), Mode::Check)?;
        assert_eq!(again, Changes::default(), "what is generated is what is generated again");
        Ok(())
    }

    fn items(&self) -> Vec<Item> {
        let text = fs::read_to_string(self.path("generated/api.lock")).expect("it is there");
        api::read(&text).expect("it is whole")
    }

    fn signature(&self, path: &str) -> Option<String> {
        self.items().into_iter().find(|item| item.path == path).map(|item| item.signature)
    }

    fn file(&self, path: &str) -> String {
        fs::read_to_string(self.path("generated/src").join(path)).expect("it is there")
    }

    /// Changes `shop.order`; returns the worst verdict, and the signature of `new`.
    fn change(&self, order: &str) -> (Rust, String) {
        let before = self.items();
        self.order(order);
        self.generate().expect("the schema is well");
        let worst = compare(&before, &self.items()).iter().map(|change| change.verdict).max();
        (worst.unwrap_or_default(), self.signature("shop::Order::new").expect("there is a constructor"))
    }
}

const OLD: &str = "params: { a*: integer, b*: string, c: user }";

#[test]
fn a_constructor_keeps_its_arguments() {
    let kept = "(a: impl Into<rt::Arg<i64>>, b: impl Into<String>)";
    for (new, verdict) in [
        ("params: { a*: integer, b*: string, c*: user }", Rust::None),
        ("params: { a*: integer, b: string, c: user }", Rust::None),
        ("params: { a: integer, b: string, c: user }", Rust::None),
        ("params: { b*: string, c: user, a*: integer }", Rust::None),
        ("params: { a*: integer, b*: string, c: user, d*: string }", Rust::Minor),
    ] {
        assert_eq!(Project::new(OLD).change(new), (verdict, kept.to_owned()), "{new}");
    }
    let removed = Project::new(OLD).change("params: { a*: integer, c*: user }");
    assert_eq!(removed, (Rust::Major, "(a: impl Into<rt::Arg<i64>>)".to_owned()));
}

#[test]
fn a_constructor_without_arguments_stays_one() {
    let project = Project::new("params: { a: integer }");
    assert_eq!(project.change("params: { a*: integer }"), (Rust::None, "()".to_owned()));
    let file = project.file("shop/order.rs");
    assert!(file.contains("impl Default for Order") && file.contains("pub fn a(mut self"), "{file}");
    assert!(file.contains(r#""a* integer""#), "validation knows");
}

#[test]
fn what_is_new_follows_the_schema() {
    let project = Project::new(OLD);
    project.lay("methods/shop/sell.yaml", "method: shop.sell\nparams: { a: integer, b*: string }");
    project.generate().expect("the schema is well");
    assert_eq!(project.signature("shop::Sell::new").as_deref(), Some("(b: impl Into<String>)"));
}

#[test]
fn an_object_keeps_its_arguments_and_its_twin_too() {
    let order = |fields: &str| format!("params: {{ a: {{ fields: {fields} }} }}");
    let sell = |fields: &str| format!("method: shop.sell\n{}", order(fields));
    let (old, new) = ("{ x*: integer, y: integer }", "{ x: integer, y*: integer }");
    let project = Project::new(&order(old));
    project.lay("methods/shop/sell.yaml", &sell(old));
    project.generate().expect("the schema is well");
    project.lay("methods/shop/sell.yaml", &sell(new));
    assert_eq!(project.change(&order(new)).0, Rust::None);
    for path in ["shop::order::A::new", "shop::sell::A::new"] {
        assert_eq!(project.signature(path).as_deref(), Some("(x: impl Into<rt::Arg<i64>>)"));
    }
    assert!(project.file("shop/sell.rs").contains("pub use crate::shop::order::A;"), "they are one type");
    // A type with another constructor is another type.
    project.lay("methods/shop/lend.yaml", &sell(new).replace("sell", "lend"));
    project.generate().expect("the schema is well");
    assert_eq!(project.signature("shop::lend::A::new").as_deref(), Some("(y: impl Into<rt::Arg<i64>>)"));
}

#[test]
fn a_field_that_may_be_absent_stays_so() {
    let project = Project::new("result: { fields: { a: integer, b*: integer } }");
    let (verdict, _) = project.change("result: { fields: { a*: integer, b*: integer } }");
    assert_eq!(verdict, Rust::None);
    assert_eq!(project.signature("shop::order::Response::a").as_deref(), Some("Option<i64>"));
    assert_eq!(project.signature("shop::order::Response::b").as_deref(), Some("i64"));
    // A field that was always answered and may now be absent becomes an option.
    assert_eq!(project.change("result: { fields: { a: integer, b: integer } }").0, Rust::Major);
}

#[test]
fn a_major_release_follows_the_schema() {
    let project = Project::new(OLD);
    project.change("params: { c*: user, a: integer }");
    let generator = project.generator().new_constructors(true);
    project.write(&generator, Mode::Write).expect("the schema is well");
    assert_eq!(project.signature("shop::Order::new").as_deref(), Some("(c: impl Into<rt::Id>)"));
    project.generate().expect("the schema is well");
    assert_eq!(project.signature("shop::Order::new").as_deref(), Some("(c: impl Into<rt::Id>)"));
}

#[test]
fn what_was_released_is_not_forgotten_unasked() {
    let project = Project::new(OLD);
    let lock = project.path("generated/api.lock");
    let text = fs::read_to_string(&lock).expect("it is there");
    project.order("params: { a*: integer }");
    let damaged = text.replacen("mod shop", "<<<<<<< HEAD\nmod shop", 1);
    for damage in [None, Some(String::new()), Some(text[..text.len() / 2].to_owned()), Some(damaged)] {
        match &damage {
            None => fs::remove_file(&lock).expect("it was there"),
            Some(text) => fs::write(&lock, text).expect("it can be written"),
        }
        let error = project.generate().expect_err("nothing is known of what was released").to_string();
        assert!(error.contains("api.lock: ") && error.contains("--new-constructors"), "{error}");
        assert!(project.file("shop/order.rs").contains("b: impl Into<String>"), "nothing was written");
    }
    project.write(&project.generator().new_constructors(true), Mode::Write).expect("it was asked for");
    project.generate().expect("there is a new list");
}

#[test]
fn a_module_keeps_what_lies_beside_its_schema() {
    let project = Project::new(OLD);
    let module = |project: &Project| {
        let target = project.path("out");
        project.generator().write(&target, Layout::Module, Mode::Write).expect("the schema is well");
        fs::read_to_string(target.join("bitrix24.rs")).expect("it is there")
    };
    project.order("params: { a: integer, b: string, c*: user }");
    assert!(module(&project).contains("pub fn new(c: impl Into<rt::Id>)"));
    fs::copy(project.path("generated/api.lock"), project.path("schema/api.lock")).expect("it is there");
    assert!(module(&project).contains("pub fn new(a: impl Into<rt::Arg<i64>>, b: impl Into<String>)"));
}
