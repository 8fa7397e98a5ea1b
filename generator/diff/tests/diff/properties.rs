//! Properties of any two schemas.

use bitrix24_diff::{compare, edit, render, tree};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::complete::assert_mirrored;
use crate::schema::{Documents, other, pointers, read, whole, without};

/// A strategy of schemas with some values changed or removed.
fn schema() -> impl Strategy<Value = Documents> {
    let change = (any::<Index>(), any::<Index>(), any::<Index>());
    prop::collection::vec(change, 0..8).prop_map(|changes| {
        let mut documents = whole();
        for (file, at, how) in changes {
            let path = file.get(&documents.keys().cloned().collect::<Vec<_>>()).clone();
            let document = documents[&path].clone();
            let pointers = pointers(&document);
            let pointer = at.get(&pointers);
            let mut variants: Vec<_> = without(document.clone(), pointer).into_iter().collect();
            for value in other(document.pointer(pointer).expect("it was found there")) {
                let mut changed = document.clone();
                *changed.pointer_mut(pointer).expect("it was found there") = value;
                variants.push(changed);
            }
            let mut changed = documents.clone();
            changed.insert(path, how.get(&variants).clone());
            if read(&changed, "changed").is_some() {
                documents = changed;
            }
        }
        documents
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn edits_lead_from_one_to_the_other_and_back((old, new) in (schema(), schema())) {
        let tree = |documents| tree::build::tree(&read(documents, "").expect("it is a schema").model);
        let (old, new) = (tree(&old), tree(&new));
        let edits = edit::edits(&old, &new);
        let mut made = old.clone();
        edit::apply(&mut made, &edits);
        prop_assert_eq!(&made, &new);
        assert_mirrored(&edits, &edit::edits(&new, &old));
        prop_assert!(edit::edits(&old, &old).is_empty());
    }

    #[test]
    fn nothing_changes_between_a_schema_and_itself(schema in schema()) {
        let read = || read(&schema, "same").expect("it is a schema");
        let report = compare(&read(), &read());
        prop_assert!(report.rows.is_empty() && report.counts.text_only == 0);
    }

    #[test]
    fn a_comparison_is_the_same_each_time((old, new) in (schema(), schema())) {
        let report = || compare(&read(&old, "old").expect("a schema"), &read(&new, "new").expect("a schema"));
        let (one, two) = (report(), report());
        prop_assert_eq!(render::json::json(&one), render::json::json(&two));
        let style = render::text::Style { color: true, all: true };
        prop_assert_eq!(render::text::text(&one, style), render::text::text(&two, style));
        let mut known: Vec<&str> = one.rows.iter().map(|row| row.fingerprint.as_str()).collect();
        known.sort_unstable();
        known.dedup();
        prop_assert_eq!(known.len(), one.rows.len(), "two rows have one fingerprint");
    }
}
