//! Former names of released items exist, and are deprecated.

use bitrix24_codegen::api::keep;
use bitrix24_codegen::listing;
use bitrix24_diff::api::{Rust, compare, disagreements, prove};
use bitrix24_schema::Model;

use crate::proof::workshop;
use crate::schema;

const METHODS: [(&str, &str); 2] = [
    (
        "methods/shop/trade/sell.yaml",
        "method: shop.trade.sell\nparams: { OLD: string, NAME*: integer, fields: { fields: { old: id } } }\n\
         result: { fields: { a: { type: string, values: [N] } } }\nerrors: [{ code: X }]",
    ),
    ("methods/shop/stay.yaml", "method: shop.stay\nparams: { FIRST*: string, gone: integer }"),
];

const RENAMED: [(&str, &str); 2] = [
    (
        "methods/shop/hand_over.yaml",
        "method: shop.handOver\nparams: { NEW: string, NAME*: integer, fields: { fields: { new: id } } }\n\
         result: { fields: { a: { type: string, values: [N] } } }\nerrors: [{ code: X }]",
    ),
    ("methods/shop/stay.yaml", "method: shop.stay\nparams: { ONE*: string }"),
];

const HISTORY: &str = "
- { method: shop.trade.sell, now: shop.handOver, since: 0.2.0 }
- { param: 'shop.handOver#in.OLD', now: NEW, since: 0.2.0 }
- { param: 'shop.handOver#in.fields.old', now: new, since: 0.2.0, until: 99.0.0 }
- { param: 'shop.stay#in.FIRST', now: ONE, since: 0.2.0 }
";

/// A part that the server no longer has: restored by a correction, and deprecated.
const TOMBSTONE: &str = "
- { file: methods/shop/stay.yaml, at: params/gone, reason: it was released, add: { type: integer, deprecated: true } }
";

fn files(own: &[(&str, &str)]) -> schema::Files {
    let mut files = schema::good();
    files.retain(|(path, _)| !path.starts_with("words/"));
    for (path, text) in own {
        schema::lay_over(&mut files, path, text.as_bytes().to_vec());
    }
    files
}

fn model(own: &[(&str, &str)]) -> Model {
    schema::resolve(&files(own)).unwrap_or_else(|findings| panic!("{}", findings.render("schema", false)))
}

#[test]
fn old_names_go_on_to_compile() {
    let old = model(&METHODS);
    let mut new = model(&[&RENAMED[..], &[("history.yaml", HISTORY), ("corrections/shop.yaml", TOMBSTONE)]].concat());
    new.released = keep(&listing(&old));
    let (before, after) = (listing(&old), listing(&new));
    let changes = compare(&before, &after);
    let of = |verdict: Rust| changes.iter().filter(move |change| change.verdict == verdict);
    let warned: Vec<&str> = of(Rust::Deprecation).map(|change| change.path.as_str()).collect();
    assert_eq!(
        warned,
        [
            "shop::Stay::gone",
            "shop::trade::Sell",
            "shop::trade::Sell::old",
            "shop::trade::sell",
            "shop::trade::sell::Fields::old",
        ]
    );
    // The field of a sent object can be read, too, and has no second name.
    let broken: Vec<&str> = of(Rust::Major).map(|change| change.path.as_str()).collect();
    assert_eq!(broken, ["shop::trade::sell::Fields::old"]);
    let Some(workshop) = workshop("history") else { return };
    let proof = prove(&before, &new, &workshop).expect("the witness is compiled");
    assert_eq!(disagreements(&changes, &proof), []);
    // The listed items of the new crate exist.
    let proof = prove(&after, &new, &workshop).expect("the witness is compiled");
    assert_eq!((proof.refused, proof.deprecated), (vec![], vec![]));
}

#[test]
fn an_old_name_sets_the_new_one() {
    let new = model(&[&RENAMED[..], &[("history.yaml", HISTORY)]].concat());
    let files = bitrix24_codegen::emit::emit(&new, bitrix24_codegen::Layout::Crate);
    let text = |path: &str| files.iter().find(|file| file.path == path).map(|file| file.text.as_str());
    let request = text("src/shop/hand_over.rs").expect("it is there");
    assert!(
        request.contains(
            "pub fn old(mut self, old: impl Into<String>) -> Self {\n        self.params.text(\"NEW\", old);"
        )
    );
    insta::assert_snapshot!(
        [text("src/shop/trade/mod.rs"), text("src/shop/trade/sell.rs")].map(Option::unwrap_or_default).join("\n")
    );
}

#[test]
fn history_that_is_none_is_reported() {
    let history = "
- { method: shop.old, now: shop.handover, since: 0.2.0 }
- { method: shop.stay, now: shop.handOver, since: 0.2.0 }
- { method: store.old, now: shop.handOver, since: 0.2.0 }
- { method: shop.gone, now: shop.handOver, since: '2' }
- { method: shop.gone, now: shop.handOver, since: 0.0.1, until: 0.0.2 }
- { param: 'shop.handOver#in.OLD', now: NE, since: 0.2.0 }
- { param: 'shop.handOver#in.NEW', now: NAME, since: 0.2.0 }
- { param: 'shop.handOver#out.OLD', now: NEW, since: 0.2.0 }
- { param: 'shop.nothing#in.OLD', now: NEW, since: 0.2.0 }
- { now: NEW, since: 0.2.0 }
";
    let findings = schema::resolve(&files(&[&RENAMED[..], &[("history.yaml", history)]].concat()));
    insta::assert_snapshot!(findings.expect_err("all of it is wrong").render("schema", false));
}
