//! Every custom field of a large portal: written, read back, and filtered by, through the types that are generated for it.

use bitrix24::{Address, Client, CrmLink, CustomFields, Date, DateTime, File, ListRequest, Money, Value};
use bitrix24_mock::Portal;
use whole_portal::portal::*;

/// The identifiers of a list's items.
macro_rules! ids {
    ($b24:expr, $list:expr) => {{
        let mut items = $b24.list($list).stream();
        let mut ids = Vec::new();
        while let Some(item) = items.next().await {
            ids.push(item.expect("an item").id.expect("an identifier").to_string());
        }
        ids
    }};
}

include!(concat!(env!("OUT_DIR"), "/checks.rs"));

#[tokio::test]
async fn every_field_is_written_and_read_back_and_found() {
    let folder = tempfile::tempdir().expect("a folder");
    whole_portal::write(folder.path()).expect("a portal");
    let portal = Portal::builder().portal(folder.path()).expect("a folder").start().expect("a portal");
    let b24 = Client::webhook(&portal.webhook_url()).expect("a client");
    project(&b24).await;
    building(&b24).await;
    ticket(&b24).await;
    delivery(&b24).await;
    inspection(&b24).await;
    deal(&b24).await;
}

/// Checks that a field holds a link to the file that was sent, or to all of them.
fn files(field: &str, found: &Value, is_multiple: bool) {
    let files = if is_multiple { found.as_array().cloned().unwrap_or_default() } else { vec![found.clone()] };
    assert_eq!(files.len(), 1, "{field}: {found}");
    for file in files {
        assert!(file["id"].is_number() || file["id"].is_string(), "{field}: {file}");
    }
}
