//! Every custom field of a large portal: written, read back, and filtered by, through the types that are generated for it.

// Deals have methods of their own, which the documentation calls deprecated.
#![allow(deprecated)]

use bitrix24::{Address, Auth, Client, CrmLink, CustomFields, Date, DateTime, File, Limits, ListRequest, Money, Value};
use bitrix24_mock::Portal;
use whole_portal::portal::*;

/// Checks that a list has one item and not the other, and no item without the value that was asked for.
macro_rules! found {
    ($b24:ident, $list:expr, $same:ident, $field:ident, $one:ident, $id:ident, $other:ident) => {{
        let mut items = $b24.list($list).stream();
        let mut ids = Vec::new();
        while let Some(item) = items.next().await {
            let item = item.expect("an item");
            assert!($same(&item.$field, &$one.$field), "{} is listed: {:?}", stringify!($field), item.$field);
            ids.push(item.id.expect("an identifier").to_string());
        }
        assert!(ids.contains(&$id) && !ids.contains(&$other), "{}: {ids:?}", stringify!($field));
    }};
}

include!(concat!(env!("OUT_DIR"), "/checks.rs"));

#[test]
fn every_field_is_written_and_read_back_and_found() {
    // The function of a thing has a value in it for each setter and each list, and debug builds give each a place of its own.
    let big = std::thread::Builder::new().stack_size(256 << 20).spawn(round_trip).expect("a thread");
    big.join().expect("every field is the same");
}

#[tokio::test]
async fn a_field_is_cleared() {
    let portal = Portal::builder().portal(whole_portal::folder()).expect("a folder").start().expect("a portal");
    let b24 = Client::webhook(&portal.webhook_url()).expect("a client");
    let full = Box::new(Project::new().the_string_0("A house").the_integer_1(5).the_boolean_3(true));
    let full = full.the_date_4("2026-01-31").the_enumeration_6(ProjectTheEnumeration6::Small);
    let full =
        Box::new(full.the_money_8(Money::new(5, "EUR")).the_crm_11(CrmLink::deal(5)).the_string_80(["one", "two"]));
    let id = b24.call(Project::add(*full)).await.expect("it is added").item.id.expect("an identifier");
    let none = Box::new(Project::new().the_string_0("").the_date_4(Date::default()));
    let none = none.the_enumeration_6(ProjectTheEnumeration6::default()).the_money_8(Money::default());
    let none = Box::new(none.the_crm_11(CrmLink::default()).the_string_80([""; 0]));
    let none = none.with_custom("ufCrm5_1", None::<i64>).with_custom("ufCrm5_3", None::<bool>);
    b24.call(Project::update(id, none)).await.expect("it is changed");
    let read = b24.call(Project::get(id)).await.expect("it is read").item;
    // A boolean is true or false.
    assert_eq!((&read.the_integer_1, &read.the_boolean_3, &read.the_date_4), (&None, &Some(false), &None));
    assert_eq!((&read.the_enumeration_6, &read.the_money_8, &read.the_crm_11), (&None, &None, &None));
    assert!(read.the_string_0.unwrap_or_default().is_empty() && read.the_string_80.unwrap_or_default().is_empty());
}

fn round_trip() {
    let portal = Portal::builder().portal(whole_portal::folder()).expect("a folder").start().expect("a portal");
    let b24 = Client::builder(Auth::webhook(&portal.webhook_url()).expect("an address")).limits(Limits::none());
    let b24 = b24.build().expect("a client");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        project(&b24).await;
        building(&b24).await;
        ticket(&b24).await;
        delivery(&b24).await;
        inspection(&b24).await;
        deal(&b24).await;
    });
}

/// Checks that a field holds a link to the file that was sent, or to all of them.
fn files(field: &str, found: &Value, is_multiple: bool) {
    let files = if is_multiple { found.as_array().cloned().unwrap_or_default() } else { vec![found.clone()] };
    assert_eq!(files.len(), if is_multiple { 2 } else { 1 }, "{field}: {found}");
    for file in files {
        assert!(file["id"].is_number() || file["id"].is_string(), "{field}: {file}");
    }
}

fn same<T: PartialEq>(one: &Option<T>, other: &Option<T>) -> bool {
    one.is_some() && one == other
}

/// Returns true if two fields of several values have one in common.
fn share_a_value<T: PartialEq>(one: &Option<Vec<T>>, other: &Option<Vec<T>>) -> bool {
    one.iter().flatten().any(|value| other.iter().flatten().any(|other| other == value))
}

/// Returns true if two days are one: servers write a day with a time.
fn same_day(one: &Option<Date>, other: &Option<Date>) -> bool {
    same(&one.as_ref().map(day), &other.as_ref().map(day))
}

fn same_days(one: &Option<Vec<Date>>, other: &Option<Vec<Date>>) -> bool {
    same(&days(one), &days(other))
}

fn share_a_day(one: &Option<Vec<Date>>, other: &Option<Vec<Date>>) -> bool {
    share_a_value(&days(one), &days(other))
}

fn days(field: &Option<Vec<Date>>) -> Option<Vec<String>> {
    field.as_ref().map(|days| days.iter().map(day).collect())
}

fn day(date: &Date) -> String {
    date.civil().expect("a day").to_string()
}
