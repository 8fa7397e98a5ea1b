//! The server: runs the tools, and lets no secret out.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use bitrix24_runtime::{Dynamic, Level, Method, Request, Value, json};
use bitrix24_schema::Model;
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, ContentBlock, ErrorData, Implementation, ListToolsResult,
    PaginatedRequestParams, ServerCapabilities, ServerConfig, Tool,
};
use rmcp::service::RequestContext;
use rmcp::{RoleServer, ServerHandler};
use serde_json::Map;

use super::ask::{self, Version};
use super::calls::Calls;
use super::tools;
use crate::commands::client::facts;
use crate::commands::describe::{self, Wanted};
use crate::commands::search;
use crate::names;
use crate::page::Page;
use crate::terminal::{json as escaped, shown};

/// The text that tells a client what the server is for.
const INSTRUCTIONS: &str = "The REST API of Bitrix24: its documented methods, types, events and errors. Find a method with \
                            `search`, read its parameters with `describe`, and check a call with `validate`.";

/// The server of one client.
pub(super) struct Server {
    model: Arc<Model>,
    calls: Option<Calls>,
    /// The largest number of characters of an answer.
    max_chars: usize,
    /// The facts of methods that were asked for; they live as long as the process.
    known: Mutex<HashMap<usize, &'static Method>>,
}

impl Server {
    pub(super) fn new(model: Arc<Model>, calls: Option<Calls>, max_chars: usize) -> Self {
        Server { model, calls, max_chars, known: Mutex::default() }
    }

    /// Runs a tool, and returns its text.
    async fn run(&self, tool: &str, arguments: Option<Map<String, Value>>) -> Result<String, String> {
        match tool {
            "search" => {
                let ask::Search { query, limit } = ask::read(arguments)?;
                let max = usize::from(limit.unwrap_or(20).clamp(1, 100));
                Ok(lines(&search::lines(&self.model, &query, max)))
            }
            "describe" => {
                let ask::Describe { name, version, all } = ask::read(arguments)?;
                let wanted = Wanted { v3: version == Version::V3, all, rust: false };
                let text = describe::text(&self.model, &name, wanted, Page::plain());
                text.map(|text| shown(&text, false).into_owned()).map_err(|failure| failure.text())
            }
            "validate" => {
                let ask::Call { method, params, version } = ask::read(arguments)?;
                Ok(self.validated(&method, params, version)?.to_string())
            }
            "call" => {
                let ask::Call { method, params, version } = ask::read(arguments)?;
                let (calls, method) = self.callable(&method, version)?;
                Ok(calls.call(method, Value::Object(params)).await?.to_string())
            }
            "list" => {
                let ask::List { method, params, version, max } = ask::read(arguments)?;
                let (calls, method) = self.callable(&method, version)?;
                Ok(calls.list(method, Value::Object(params), max).await?.to_string())
            }
            other => Err(format!("there is no tool `{other}`")),
        }
    }

    fn validated(&self, name: &str, params: Map<String, Value>, version: Version) -> Result<Value, String> {
        let (index, method) = self.method(name, version)?;
        let request = Dynamic::of(method, Value::Object(params));
        let violations = request.validate().err();
        let errors: Vec<String> = violations
            .iter()
            .flat_map(|all| all.iter())
            .filter(|one| one.level() != Level::Warning)
            .map(ToString::to_string)
            .collect();
        let warnings: Vec<String> = request.warnings().iter().map(ToString::to_string).collect();
        let deprecated = self.model.methods[index].deprecated.as_ref().map(|deprecated| &deprecated.instead);
        Ok(json!({
            "method": method.name, "valid": errors.is_empty(), "errors": errors, "warnings": warnings,
            "deprecated": deprecated.is_some(), "use_instead": deprecated.and_then(Option::as_ref),
        }))
    }

    /// Returns a method that may be called.
    fn callable(&self, name: &str, version: Version) -> Result<(&Calls, &'static Method), String> {
        let calls = self.calls.as_ref().ok_or("this server calls no portal; `b24 mcp --allow-calls` does")?;
        let (index, method) = self.method(name, version)?;
        match calls.refusal(method, self.model.methods[index].irreversible) {
            Some(refusal) => Err(refusal),
            None => Ok((calls, method)),
        }
    }

    fn method(&self, name: &str, version: Version) -> Result<(usize, &'static Method), String> {
        let index = names::method(&self.model, name, version == Version::V3).map_err(|failure| failure.text())?;
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        Ok((index, known.entry(index).or_insert_with(|| facts::method(&self.model, index))))
    }

    /// Returns a text as it may go out: without the secret, without what a terminal obeys, and not too long.
    fn going_out(&self, text: &str) -> String {
        let text = self.calls.as_ref().map_or_else(|| text.to_owned(), |calls| calls.auth.hide(text));
        let text = escaped(&text);
        match text.char_indices().nth(self.max_chars) {
            Some((at, _)) => {
                let how = "cut off here: ask for fewer items, or select fewer fields";
                format!("{}\n… {how}", &text[..at])
            }
            None => text.into_owned(),
        }
    }
}

/// Returns values as lines.
fn lines(values: &[Value]) -> String {
    if values.is_empty() {
        return "nothing is found; try fewer words, or others".to_owned();
    }
    values.iter().map(|value| format!("{value}\n")).collect()
}

impl ServerHandler for Server {
    fn get_info(&self) -> ServerConfig {
        let version = env!("CARGO_PKG_VERSION");
        ServerConfig::new(ServerCapabilities::builder().enable_tools().build())
            .with_server_info(Implementation::new("b24", version))
            .with_instructions(INSTRUCTIONS)
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        Ok(ListToolsResult::with_all_items(tools::all(self.calls.is_some())))
    }

    fn get_tool(&self, name: &str) -> Option<Tool> {
        tools::all(self.calls.is_some()).into_iter().find(|tool| tool.name == name)
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        if self.get_tool(&request.name).is_none() {
            let text = self.going_out(&format!("there is no tool `{}`", request.name));
            return Err(ErrorData::invalid_params(text, None));
        }
        let (text, is_error) = match self.run(&request.name, request.arguments).await {
            Ok(text) => (text, false),
            Err(text) => (text, true),
        };
        let content = vec![ContentBlock::text(self.going_out(&text))];
        let result = if is_error { CallToolResult::error(content) } else { CallToolResult::success(content) };
        Ok(result.into())
    }
}
