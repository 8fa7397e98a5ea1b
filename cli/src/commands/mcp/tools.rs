//! The tools as clients see them.

use std::sync::Arc;

use rmcp::model::{Tool, ToolAnnotations};
use serde_json::{Value, json};

/// Returns the tools; those that call a portal only if that is allowed.
pub(super) fn all(may_call: bool) -> Vec<Tool> {
    let mut tools = vec![search(), describe(), validate()];
    if may_call {
        tools.extend([call(), list()]);
    }
    tools
}

fn search() -> Tool {
    let schema = object(
        json!({
            "query": { "type": "string", "description": "Words, such as `create deal`, or a part of a name" },
            "limit": { "type": "integer", "minimum": 1, "maximum": 100, "description": "The largest number of results; 20 by default" },
        }),
        &["query"],
    );
    let about = "Finds methods, types, events and errors of the Bitrix24 REST API by words. Begin here, then describe what was found.";
    tool("search", "Search the Bitrix24 API", about, schema, true)
}

fn describe() -> Tool {
    let schema = object(
        json!({
            "name": { "type": "string", "description": "A method (crm.deal.add), a type (crm.Deal), an event (ONCRMDEALADD) or an error's code" },
            "version": version(),
            "all": { "type": "boolean", "description": "Leave nothing out: all values, all fields of shared types" },
        }),
        &["name"],
    );
    let about = "Describes a method with its parameters, rules, an example, the answer and its errors; or a type, an event or an error.";
    tool("describe", "Describe a part of the Bitrix24 API", about, schema, true)
}

fn validate() -> Tool {
    let about = "Checks the parameters of a call against the documented rules, without calling anything.";
    tool("validate", "Check a call of the Bitrix24 API", about, object(parameters(), &["method"]), true)
}

fn call() -> Tool {
    let about =
        "Calls a method of the portal and answers its result. Parameters that break a documented rule are refused.";
    tool("call", "Call the Bitrix24 portal", about, object(parameters(), &["method"]), false)
}

fn list() -> Tool {
    let mut properties = parameters();
    properties["max"] = json!({ "type": "integer", "minimum": 1, "description": "Stop after so many items" });
    let about = "Reads a list of the portal over all its pages, up to a number of items, by a method that lists.";
    tool("list", "Read a list of the Bitrix24 portal", about, object(properties, &["method"]), true)
}

fn parameters() -> Value {
    json!({
        "method": { "type": "string", "description": "The method, such as crm.deal.list" },
        "params": { "type": "object", "description": "Its parameters, as `describe` tells them", "additionalProperties": true },
        "version": version(),
    })
}

fn version() -> Value {
    json!({ "type": "string", "enum": ["v2", "v3"], "description": "v3 for the method of REST 3.0 where both versions have one" })
}

fn object(properties: Value, required: &[&str]) -> Value {
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

fn tool(name: &'static str, title: &str, about: &'static str, schema: Value, is_reading: bool) -> Tool {
    let schema = match schema {
        Value::Object(map) => map,
        _ => serde_json::Map::new(),
    };
    let is_outside = matches!(name, "call" | "list");
    let hints =
        ToolAnnotations::with_title(title).read_only(is_reading).destructive(!is_reading).open_world(is_outside);
    Tool::new(name, about, Arc::new(schema)).with_annotations(hints)
}
