//! Every method that lists is read whole from a portal made of the schema.

use std::path::Path;
use std::sync::Arc;

use bitrix24_mock::{Limits, Portal, example_params};
use bitrix24_runtime::auth::Auth;
use bitrix24_runtime::catalogue::Pager;
use bitrix24_runtime::{Client, Dynamic, Method, Value};
use bitrix24_schema::model::{self, Model};

use super::facts;

/// Methods whose name says that they list, though they do not: the first two answer several lists, or names by code.
const NO_LISTS: &[&str] = &["humanresources.node.communication.list", "imconnector.list"];

/// The number of rows of a table of the portal, which is more than a page.
const ROWS: usize = 120;

fn model() -> Model {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema");
    bitrix24_codegen::Generator::new(schema).model().expect("the schema is well")
}

/// Returns true if a method lists, by its name or because its paging is known.
fn lists(method: &model::Method) -> bool {
    let name = method.name.wire.to_ascii_lowercase();
    let is_named = name.ends_with("list") || name.ends_with("search");
    let is_read = method.kind != Some(model::Kind::Write);
    is_read && (is_named && !NO_LISTS.contains(&name.as_str()) || method.pager.is_some())
}

/// Returns the number of items that one call answers.
async fn first_page(client: &Client, method: &'static Method, params: &Value) -> Result<usize, String> {
    let Pager { items, .. } = method.pager.ok_or("its paging is not known")?;
    let answer = client.call(Dynamic::of(method, params.clone())).await.map_err(|error| error.to_string())?;
    let list = if items.is_empty() { Some(&answer) } else { answer.get(items) };
    match list {
        Some(Value::Array(rows)) => Ok(rows.len()),
        Some(Value::Object(rows)) => Ok(rows.len()),
        other => Err(format!("its items are {other:?}")),
    }
}

/// Reads a list whole, and says what is wrong with it.
async fn read(client: &Client, model: &Model, index: usize) -> Result<(), String> {
    let method = facts::method(model, index);
    let params = Value::Object(example_params(model, &model.methods[index], false));
    let page = first_page(client, method, &params).await?;
    let all = client.list(Dynamic::of(method, params)).all().await.map_err(|error| error.to_string())?;
    match (all.len(), page) {
        (all, page) if all == page && page < 50 => Ok(()),
        (ROWS, 50) => Ok(()),
        (all, page) => Err(format!("{all} items, of which {page} on the first page")),
    }
}

#[tokio::test]
async fn all_lists_are_read_whole() {
    let model = Arc::new(model());
    let portal = Portal::builder().model(Arc::clone(&model)).limits(Limits::none()).start().expect("a portal");
    for table in ["crm.lead", "crm.deal", "crm.contact", "crm.company", "tasks.task", "user", "catalog.product"] {
        portal.fill(table, ROWS as u64);
    }
    let auth = Auth::webhook(&portal.webhook_url()).expect("an address");
    let client = Client::builder(auth).limits(bitrix24_runtime::Limits::none()).build().expect("a client");
    let (mut count, mut wrong) = (0, Vec::new());
    for (index, method) in model.methods.iter().enumerate().filter(|(_, method)| lists(method)) {
        count += 1;
        if let Err(reason) = read(&client, &model, index).await {
            wrong.push(format!("{} {:?}: {reason}", method.name.wire, method.api));
        }
    }
    println!("{} of {count} lists are read whole", count - wrong.len());
    assert!(wrong.is_empty(), "{} of {count} lists:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 200, "{count}");
}
