//! The export as declarations for TypeScript: a map from each method to its parameters and its result, and a client whose
//! `call` is typed by it.

mod text;
mod types;

use bitrix24_schema::model::{Api, Method, Model};

use crate::names::Names;
use crate::schema::RESERVED;
use crate::scope::{Owner, Scope};
use crate::{Answers, words};
use types::{At, Types};

/// What is the same for every model.
const PRELUDE: &str = include_str!("prelude.d.ts");

/// Returns the declarations. They have no code, so they fit every client.
pub fn declarations(model: &Model, answers: Answers) -> String {
    let names = Names::new(model, RESERVED);
    let mut types = Types::new(model, &names, answers);
    let mut out = format!(
        "// The methods of the Bitrix24 REST API, as documented on {}, made by `b24 export typescript`.\n\n{PRELUDE}",
        model.docs.date.replace(|c: char| c.is_control(), " ")
    );
    let mut params = String::new();
    let maps = [(Api::V2, "Methods", "version 2"), (Api::V3, "MethodsV3", "REST 3.0")];
    for (api, name, version) in maps {
        out.push_str(&format!("\n/** The methods of {version}. */\nexport interface {name} {{\n"));
        for (method, scope) in Scope::methods(model).filter(|(method, _)| method.api == api) {
            let (declared, entry) = self::method(&mut types, &names, scope, method);
            params.push_str(&declared);
            out.push_str(&entry);
        }
        out.push_str("}\n");
    }
    out.push_str(&params);
    for declaration in types.finish().into_values() {
        out.push('\n');
        out.push_str(&declaration);
    }
    out
}

/// Returns the interface of a method's parameters, and its entry in the map of methods.
fn method<'m>(types: &mut Types<'m>, names: &Names, scope: Scope<'m>, method: &'m Method) -> (String, String) {
    let Owner::Method(index) = scope.owner else { return (String::new(), String::new()) };
    let name = format!("{}Params", names.method(index));
    let page = method.docs.as_ref().map(|page| page.url.as_str());
    let mut about = types::docs(method.summary.as_deref(), &words::method(method), page);
    if method.deprecated.is_some() {
        let instead = words::instead(method).unwrap_or_default();
        about.push(
            format!("@deprecated {}", text::prose(instead.trim_start_matches("deprecated").trim_start_matches(": ")))
                .trim_end()
                .to_owned(),
        );
    }
    let (declared, params) = if method.params.is_empty() {
        (String::new(), "{ [key: string]: never }".to_owned())
    } else {
        let body = types.params(At::new(scope, true), &method.params);
        let head = text::comment("", &[format!("The parameters of `{}`.", method.name.wire)]);
        (format!("\n{head}export interface {name} {body}\n"), name)
    };
    let result = types.ty(At::new(scope, false), &method.result, None, "");
    let result = match &method.result_doc {
        Some(doc) => format!("{}    result: {result};\n", text::comment("    ", &types::docs(Some(doc), &[], None))),
        None => format!("    result: {result};\n"),
    };
    let key = text::literal(&method.name.wire);
    (declared, format!("{}  {key}: {{\n    params: {params};\n{result}  }};\n", text::comment("  ", &about)))
}
