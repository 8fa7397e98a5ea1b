//! Keeps a copy of all deals in SQLite, with a field of the portal's own. Each run fetches what has changed since the last.
//!
//! ```console
//! $ cargo b24 mock --rows crm.deal=5000
//! $ B24_WEBHOOK=http://127.0.0.1:8024/rest/1/SECRET/ cargo run --example sync_sqlite deals.db
//! ```

use std::env;
use std::error::Error;

use bitrix24::{Client, CustomFields, DateTime, ListRequest, crm};
use rusqlite::{Connection, params};

/// The kind of CRM items that are deals.
const DEAL: i64 = 2;

const TABLE: &str = "CREATE TABLE IF NOT EXISTS deals (
    id INTEGER PRIMARY KEY, title TEXT, stage TEXT, amount REAL, size REAL, changed TEXT NOT NULL, second INTEGER NOT NULL
)";

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).unwrap_or_else(|| "deals.db".to_owned());
    let mut copy = Connection::open(path)?;
    copy.execute_batch(TABLE)?;
    let b24 = Client::webhook(&env::var("B24_WEBHOOK")?)?;
    let fetched = sync(&b24, &mut copy).await?;
    let (all, amount): (i64, f64) =
        copy.query_row("SELECT count(*), coalesce(sum(amount), 0) FROM deals", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    println!("{fetched} fetched; {all} deals, worth {amount:.2}");
    Ok(())
}

/// Fetches the deals that have changed, and returns how many. Nothing is stored unless all of them came.
async fn sync(b24: &Client, copy: &mut Connection) -> Result<u64, Box<dyn Error>> {
    let newest = "SELECT changed FROM deals ORDER BY second DESC LIMIT 1";
    let last: Option<String> = copy.query_row(newest, [], |row| row.get(0)).ok();
    let mut deals = crm::item::List::new(DEAL).select_by(|select| {
        let select = select.field(|deal| &deal.id).field(|deal| &deal.title).field(|deal| &deal.stage_id);
        select.field(|deal| &deal.opportunity).field(|deal| &deal.updated_time).custom("UF_CRM_SIZE")
    });
    if let Some(last) = last {
        // Others may have changed in the same second.
        deals = deals.filter_by(|filter| filter.ge(|deal| &deal.updated_time, DateTime::from(last)));
    }

    let store = copy.transaction()?;
    let mut deals = b24.list(deals).stream();
    let mut fetched = 0;
    while let Some(deal) = deals.next().await {
        let deal = deal?;
        let size = deal.custom::<Option<f64>>("UF_CRM_SIZE").unwrap_or_default();
        let changed = deal.updated_time.ok_or("a deal has no time of its last change")?;
        let stage = deal.stage_id.map(|stage| stage.to_string());
        store.execute(
            "INSERT OR REPLACE INTO deals VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                deal.id,
                deal.title,
                stage,
                deal.opportunity,
                size,
                changed.to_string(),
                changed.timestamp()?.as_second()
            ],
        )?;
        fetched += 1;
    }
    store.commit()?;
    Ok(fetched)
}
