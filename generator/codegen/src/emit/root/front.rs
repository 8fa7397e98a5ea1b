//! The front page of the crate's documentation.

use std::fmt::Write;

use bitrix24_schema::model::Model;

use super::super::features;
use super::programs;

/// The page, without the modules of the API.
const PAGE: &str = include_str!("front.md");

/// The modules of the API, and what is called there.
const MODULES: &[(&str, &str)] = &[
    ("access", "names of access rights"),
    ("ai", "engines for the portal's assistants"),
    ("app", "the application itself: what it is, its settings"),
    ("biconnector", "sources and datasets for business intelligence"),
    ("bizproc", "workflows, their tasks, robots and activities"),
    ("booking", "bookings, resources and waiting lists"),
    ("calendar", "calendars, events, meetings, resources"),
    ("call", "summaries of calls"),
    ("catalog", "products, prices, stores, inventory"),
    ("crm", "leads, deals, contacts, companies, invoices, smart processes, and all around them"),
    ("department", "departments of the company"),
    ("disk", "the drive: storages, folders, files"),
    ("documentgenerator", "documents made of templates"),
    ("entity", "storage for an application's own data"),
    ("event", "handlers of events, and events that wait to be fetched"),
    ("feature", "what the portal's plan has"),
    ("humanresources", "the company's structure and its employees"),
    ("im", "chats, messages, notifications"),
    ("imbot", "chat bots"),
    ("imconnector", "connectors of messengers to open lines"),
    ("imopenlines", "open lines: settings, operators, dialogs"),
    ("landing", "sites, pages and their blocks"),
    ("lists", "universal lists"),
    ("log", "the feed"),
    ("mail", "mailboxes and messages"),
    ("mailservice", "mail services"),
    ("main_", "the log of the portal's events"),
    ("messageservice", "providers of text messages"),
    ("method", "a check that a method exists and may be called"),
    ("note", "notes of the knowledge base"),
    ("placement", "places of the interface in which applications show something"),
    ("pull", "pushing messages to an application's pages"),
    ("rpa", "automated processes"),
    ("sale", "orders, payments, shipments, carts"),
    ("salescenter", "links with which customers pay"),
    ("server", "the server's time"),
    ("sign", "signing of documents"),
    ("socialnetwork", "workgroups and projects by the newer methods"),
    ("sonet_group", "workgroups and projects"),
    ("task", "stages, comments, checklists and times of tasks"),
    ("tasks", "tasks, their templates, flows and results"),
    ("telephony", "calls of an outside telephone system"),
    ("timeman", "working time and absences"),
    ("user", "users"),
    ("userconsent", "consents to the use of personal data"),
    ("userfieldconfig", "settings of custom fields"),
    ("userfieldtype", "types of custom fields that applications bring"),
    ("vote", "votes"),
    ("voximplant", "the portal's own telephony"),
];

/// Returns what is called in a module.
fn about(module: &str) -> Option<&'static str> {
    MODULES.iter().find(|(name, _)| *name == module).map(|(_, words)| *words)
}

/// Returns the sentence that a module's page begins with, if it is a module at the root.
pub(super) fn words(path: &[String]) -> Option<String> {
    let [module] = path else { return None };
    let words = about(module)?;
    let mut rest = words.chars();
    rest.next().map(|first| format!("{}{}.", first.to_uppercase(), rest.as_str()))
}

/// Returns the page, with the modules of the API that the model has.
pub(super) fn page(model: &Model) -> String {
    let mut page = PAGE.replace("PROGRAMS\n", &programs::list());
    for methods in features::methods(model).into_values() {
        // A method without a prefix is at the root, and has no module of others.
        let Some(module) = methods.iter().find_map(|method| method.modules.first()) else { continue };
        let words = about(module);
        let count = match methods.len() {
            1 => "1 method".to_owned(),
            count => format!("{count} methods"),
        };
        let words = words.map_or(count.clone(), |words| format!("{words}; {count}"));
        // A line in a text is always written.
        let _ = writeln!(page, "| [`{module}`](mod@{module}) | {words} |");
    }
    page
}
