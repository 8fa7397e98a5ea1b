//! A check of valid parameters allocates nothing: it can stay on for every call.

use allocation_counter::measure;
use bitrix24_runtime::{Dynamic, Request, json};

use crate::emitted::{self, list, save};

#[test]
fn a_check_of_valid_parameters_allocates_nothing() {
    let filter = json!({ "filter": [["id", "in", [1, 2]], { "logic": "or", "conditions": [["id", ">", 5]] }] });
    let calls = emitted::valid().into_iter().map(|params| Dynamic::of(save::Save::METHOD, params));
    for call in calls.chain([Dynamic::of(list::List::METHOD, filter)]) {
        let mut valid = None;
        let made = measure(|| valid = Some(call.validate().is_ok()));
        assert_eq!((valid, made.count_total), (Some(true), 0), "{call:?}");
    }
}

#[test]
fn what_is_wrong_is_collected() {
    let wrong = Dynamic::of(save::Save::METHOD, json!({}));
    let made = measure(|| assert!(wrong.validate().is_err()));
    assert!(made.count_total > 0, "allocations are counted");
}
