//! Values of custom fields' own types: those that a portal takes, and those that it answers.

use bitrix24_schema::model::FileForm;
use serde_json::{Value, json};

/// Returns true for an amount with a currency, and for an empty text, which clears a field.
pub(super) fn is_money(value: &Value) -> bool {
    value.as_str().is_some_and(|text| {
        let (amount, currency) = text.split_once('|').unwrap_or((text, ""));
        (amount.is_empty() || amount.parse::<f64>().is_ok_and(f64::is_finite)) && !currency.contains('|')
    })
}

/// Returns true for a link to a thing of the CRM, and for an empty text, which clears a field.
pub(super) fn is_link(value: &Value) -> bool {
    let is_id = |id: &str| id.parse::<u64>().is_ok();
    match value {
        Value::Number(number) => number.is_u64(),
        Value::String(text) => text.is_empty() || is_id(text.rsplit_once('_').map_or(text.as_str(), |(_, id)| id)),
        _ => false,
    }
}

/// Returns a file as a parameter has it.
pub(super) fn sent_file(form: FileForm) -> Value {
    match form {
        FileForm::Pair | FileForm::Custom => json!(["hello.txt", "aGVsbG8="]),
        FileForm::Data | FileForm::CustomData => json!({ "fileData": ["hello.txt", "aGVsbG8="] }),
        FileForm::Base64 => json!("aGVsbG8="),
    }
}

/// Returns a file as it is answered.
pub(super) fn answered_file(form: FileForm, id: u64) -> Value {
    match form {
        FileForm::Custom => {
            let url = format!("/bitrix/services/main/ajax.php?action=crm.controller.item.getFile&fileId={id}");
            let for_machines = format!("/rest/crm.controller.item.getFile.json?fileId={id}");
            json!({ "id": id, "url": url, "urlMachine": for_machines })
        }
        FileForm::CustomData => {
            let url = format!("/bitrix/components/bitrix/crm.deal.show/show_file.php?fileId={id}");
            json!({ "id": id, "showUrl": url, "downloadUrl": format!("{url}&download=y") })
        }
        form => sent_file(form),
    }
}
