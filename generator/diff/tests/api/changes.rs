//! Effects of changes of the schema on users of the crate.

use bitrix24_codegen::listing;
use bitrix24_diff::api::{ApiChange, Rust, compare};
use bitrix24_schema::Model;

use crate::schema;

/// Returns a schema of one method, and more files.
fn schema(method: &str, more: &[(&str, &str)]) -> Model {
    let mut files = schema::good();
    files.retain(|(path, _)| !path.starts_with("words/"));
    schema::lay_over(&mut files, "methods/shop/order.yaml", format!("method: shop.order\n{method}").into_bytes());
    for (path, text) in more {
        schema::lay_over(&mut files, path, text.as_bytes().to_vec());
    }
    schema::resolve(&files).unwrap_or_else(|findings| panic!("{}", findings.render("schema", false)))
}

fn changes(old: &Model, new: &Model) -> Vec<ApiChange> {
    compare(&listing(old), &listing(new))
}

/// Returns the changes of `shop.order` from one text to the other: paths with their verdicts, silent ones marked with
/// `~`.
fn verdicts(old: &str, new: &str) -> Vec<String> {
    let changes = changes(&schema(old, &[]), &schema(new, &[]));
    let line = |change: &ApiChange| {
        let silent = if change.is_silent { "~" } else { "" };
        format!("{} {} {:?}{silent}", change.kind, change.path, change.verdict)
    };
    let mut lines: Vec<String> = changes.iter().map(line).collect();
    lines.sort();
    lines
}

#[test]
fn nothing_changed_is_nothing() {
    let model = schema("params: { a: integer }", &[]);
    assert_eq!(changes(&model, &model), []);
}

#[test]
fn parameters_change() {
    for (old, new, expected) in [
        ("params: {}", "params: { a: integer }", vec!["fn shop::Order::a Minor"]),
        ("params: { a: integer }", "params: {}", vec!["fn shop::Order::a Major"]),
        ("params: { a: integer }", "params: { a: string }", vec!["fn shop::Order::a Major"]),
        // The new one is spelled like the name in Rust, and takes it.
        (
            "params: { aB: integer }",
            "params: { a_b: integer, aB: integer }",
            vec!["fn shop::Order::a_b Silent~", "fn shop::Order::a_b_mixed Minor"],
        ),
        // Callers that pass numbers still compile.
        ("params: { a: integer }", "params: { a: user }", vec!["fn shop::Order::a Minor"]),
        ("params: { a: integer }", "params: { a: double }", vec!["fn shop::Order::a Major"]),
        ("params: { a: string }", "params: { a: any }", vec!["fn shop::Order::a Minor"]),
        ("params: { a: string }", "params: { a: user }", vec!["fn shop::Order::a Minor"]),
        ("params: { a: string }", "params: { a: date }", vec!["fn shop::Order::a Minor"]),
        ("params: { a: 'string[]' }", "params: { a: 'user[]' }", vec!["fn shop::Order::a Minor"]),
        ("params: { a: 'user[]' }", "params: { a: 'string[]' }", vec!["fn shop::Order::a Major"]),
        ("params: { a: string }", "params: { a: 'string[]' }", vec!["fn shop::Order::a Major"]),
        ("params: { a: date }", "params: { a: datetime }", vec!["fn shop::Order::a Major"]),
        ("params: { a: boolean }", "params: { a: 'boolean(Y/N)' }", vec![]),
        ("params: { a: integer }", "params: { a: 'integer?' }", vec!["fn shop::Order::clear_a Minor"]),
        ("params: { a: 'integer?' }", "params: { a: integer }", vec!["fn shop::Order::clear_a Major"]),
        (
            "params: { a: integer }",
            "params: { a: { type: integer, deprecated: b } }",
            vec!["fn shop::Order::a Deprecation"],
        ),
        ("params: { a: { type: integer, deprecated: b } }", "params: { a: integer }", vec!["fn shop::Order::a None"]),
        ("params: { a: { type: integer, default: 1 } }", "params: { a: integer }", vec![]),
    ] {
        assert_eq!(verdicts(old, new), expected, "{old} -> {new}");
    }
}

#[test]
fn values_change() {
    let (one, two) =
        ("params: { a: { type: string, values: [N] } }", "params: { a: { type: string, values: [N, S] } }");
    assert_eq!(verdicts(one, two), ["variant shop::order::A::S Minor~"]);
    assert_eq!(verdicts(two, one), ["variant shop::order::A::S Major"]);
    let plain = "params: { a: string }";
    assert_eq!(verdicts(plain, one), ["enum shop::order::A Minor", "fn shop::Order::a Major"]);
    assert_eq!(verdicts(one, plain), ["enum shop::order::A Major", "fn shop::Order::a Major"]);
}

#[test]
fn constructors_change() {
    let one = "params: { a*: integer, b*: integer }";
    assert_eq!(verdicts(one, "params: { b*: integer, a*: integer }"), ["fn shop::Order::new Silent~"]);
    assert_eq!(verdicts(one, "params: { a*: integer, b*: user }"), ["fn shop::Order::new Minor"]);
    assert_eq!(
        verdicts(one, "params: { a*: integer, b: integer }"),
        ["fn shop::Order::b Minor", "fn shop::Order::new Major"]
    );
    assert_eq!(
        verdicts("params: { a: integer }", "params: { a*: integer }"),
        ["fn shop::Order::a Major", "fn shop::Order::new Major", "impl shop::Order: Default Major"]
    );
}

#[test]
fn results_change() {
    for (old, new, expected) in [
        ("{ a: integer }", "{ a: integer, b: string }", vec!["field shop::order::Response::b Minor~"]),
        ("{ a: integer, b: string }", "{ a: integer }", vec!["field shop::order::Response::b Major"]),
        ("{ a: integer }", "{ a: string }", vec!["field shop::order::Response::a Major"]),
        ("{ a: integer }", "{ a: 'integer?' }", vec![]),
        ("{ a: 'boolean(Y/N)' }", "{ a: 'boolean(1/0)' }", vec![]),
        ("{ a: integer }", "{ a*: integer }", vec!["field shop::order::Response::a Major"]),
    ] {
        let result = |fields: &str| format!("result: {{ fields: {fields} }}");
        assert_eq!(verdicts(&result(old), &result(new)), expected, "{old} -> {new}");
    }
    assert_eq!(verdicts("result: integer", "result: string"), ["struct shop::Order Major"]);
    assert_eq!(
        verdicts("result: integer | string", "result: integer | string | boolean"),
        ["impl shop::order::Response: From<bool> Minor", "variant shop::order::Response::Boolean Major"]
    );
}

#[test]
fn methods_change() {
    let (old, new) =
        (schema("params: { a: integer }", &[]), schema("deprecated: shop.sell\nparams: { a: integer }", &[]));
    let [change] = &changes(&old, &new)[..] else { panic!("it is one change") };
    assert_eq!((change.path.as_str(), change.verdict), ("shop::Order", Rust::Deprecation));
    // A method is one change, including its content.
    let one = (
        "methods/shop/sell.yaml",
        "method: shop.sell\nparams: { a*: { fields: { b: integer } } }\nerrors: [{ code: X }]",
    );
    let with = schema("params: { a: integer }", &[one]);
    for (changes, verdict) in [(changes(&old, &with), Rust::Minor), (changes(&with, &old), Rust::Major)] {
        let [change] = &changes[..] else { panic!("{changes:#?}") };
        assert_eq!((change.path.as_str(), change.subject.as_str()), ("shop::Sell", "shop.sell"));
        assert_eq!(change.verdict, verdict);
    }
}

#[test]
fn facts_change() {
    let errors = |text: &str| format!("errors: [{{ code: A, status: 400 }}, {text}]");
    assert_eq!(
        verdicts(&errors("{ code: B, status: 400 }"), &errors("{ code: B, status: 403 }")),
        ["variant shop::order::Error::B Silent~"]
    );
    assert_eq!(
        verdicts("errors: [{ code: A }]", "errors: [{ code: A }, { code: B }]"),
        ["variant shop::order::Error::B Minor~"]
    );
    assert_eq!(verdicts("scope: item", "scope: [item, shop]"), ["const shop::Order::METHOD Silent~"]);
    assert_eq!(verdicts("batch: true", "batch: false"), ["const shop::Order::METHOD Silent~"]);
    let list = "kind: read\npager: { kind: start }\nresult: 'integer[]'";
    assert_eq!(
        verdicts(list, "kind: read\nresult: 'integer[]'"),
        ["const shop::Order::METHOD Silent~", "impl shop::Order: ListRequest Major"]
    );
}

#[test]
fn twins_are_what_they_are_wherever_they_are_defined() {
    let fields = "{ a: integer, b: { type: string, values: [N, S] } }";
    let method = |name: &str| format!("method: shop.{name}\nresult: {{ fields: {fields} }}");
    let (one, two) = (method("alpha"), method("beta"));
    let both = schema("", &[("methods/shop/alpha.yaml", &one), ("methods/shop/beta.yaml", &two)]);
    let second = schema("", &[("methods/shop/beta.yaml", &two)]);
    let changes = changes(&both, &second);
    let [change] = &changes[..] else { panic!("{changes:#?}") };
    assert_eq!((change.path.as_str(), change.verdict), ("shop::Alpha", Rust::Major));
}
