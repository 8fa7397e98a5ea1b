//! What a client may call, and how much comes back.

use bitrix24_runtime::catalogue::Kind;
use bitrix24_runtime::{Auth, Client, Dynamic, Method, Value, json};
use bitrix24_schema::Pick;

use crate::commands::client::{takes_away, told};

/// A portal that may be called.
pub(super) struct Calls {
    pub(super) client: Client,
    pub(super) auth: Auth,
    /// The methods that may be called.
    pub(super) only: Pick,
    pub(super) read_only: bool,
    pub(super) allow_deletes: bool,
    /// The largest number of items of a list.
    pub(super) max_items: usize,
}

impl Calls {
    /// Returns why a method may not be called, if so.
    pub(super) fn refusal(&self, method: &Method, is_irreversible: bool) -> Option<String> {
        let name = method.name;
        if !self.only.matches(name) {
            return Some(format!("{name} is not among the methods that this server may call (`--only`)"));
        }
        if self.read_only && method.kind != Kind::Read {
            return Some(format!("{name} is not known to only read, and this server may only read (`--read-only`)"));
        }
        if !self.allow_deletes && (is_irreversible || takes_away(name, None)) {
            return Some(format!("{name} takes something away, which this server may not (`--allow-deletes`)"));
        }
        None
    }

    /// Calls a method.
    pub(super) async fn call(&self, method: &'static Method, params: Value) -> Result<Value, String> {
        self.client.call(Dynamic::of(method, params)).await.map_err(|error| told(&error, Some(method)))
    }

    /// Reads a list, up to a number of items.
    pub(super) async fn list(&self, method: &'static Method, params: Value, max: Option<u32>) -> Result<Value, String> {
        let max = max.map_or(self.max_items, |max| self.max_items.min(max as usize));
        let mut stream = self.client.list(Dynamic::of(method, params)).in_flight(1).stream();
        let mut items = Vec::new();
        let mut is_cut = false;
        while let Some(item) = stream.next().await {
            let item = item.map_err(|error| told(&error, Some(method)))?;
            if items.len() == max {
                is_cut = true;
                break;
            }
            items.push(item);
        }
        Ok(json!({ "items": items, "count": items.len(), "total": stream.total(), "has_more": is_cut }))
    }
}
