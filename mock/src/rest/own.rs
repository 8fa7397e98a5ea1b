//! Methods that have an effect of their own: events, files, duplicates, and what the application knows of itself.

use serde_json::{Map, Value, json};

use crate::access::{Caller, WEBHOOK_SECRET, WEBHOOK_USER};
use crate::answer::{self, Answer};
use crate::calendar;
use crate::fail::Fail;
use crate::files::{Files, Upload, takes_file};
use crate::lock::lock;
use crate::reply::Reply;
use crate::request::{ApiVersion, Request, multipart};
use crate::state::State;
use crate::store::Effect;

/// A method with an effect of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Own {
    Event,
    Fetch,
    Upload,
    File,
    Attach,
    AppInfo,
    Duplicates,
}

impl Own {
    /// Returns the kind of a method, in lower case.
    pub(crate) fn find(api: ApiVersion, method: &str) -> Option<Self> {
        match method {
            _ if api == ApiVersion::V3 => None,
            "event.bind" | "event.unbind" | "event.get" => Some(Self::Event),
            "imbot.v2.event.get" | "im.v2.event.get" => Some(Self::Fetch),
            "tasks.task.files.attach" => Some(Self::Attach),
            "disk.file.get" => Some(Self::File),
            "app.info" => Some(Self::AppInfo),
            "crm.duplicate.findbycomm" => Some(Self::Duplicates),
            method => takes_file(method).then_some(Self::Upload),
        }
    }

    /// Returns true if the method takes parameters that are documented otherwise: those of the first of two steps.
    pub(crate) fn is_loose(self, params: &Map<String, Value>) -> bool {
        let has_content =
            params.keys().any(|name| ["filecontent", "file_content"].contains(&name.to_ascii_lowercase().as_str()));
        self == Self::Upload && !has_content
    }
}

/// Answers a method with an effect of its own; `None` if that is not about anything that the portal has.
pub(crate) fn answer(
    own: Own,
    state: &State,
    caller: &Caller,
    method: &str,
    params: &Map<String, Value>,
) -> Result<Option<(Answer, Effect)>, Fail> {
    match own {
        Own::Event => {
            let is_app = *caller != Caller::Webhook;
            let answer = state.events.answer(method, is_app, params)?;
            Ok(Some((Answer::of(&answer), Effect::of(method != "event.get"))))
        }
        // To read an event is to confirm the earlier ones.
        Own::Fetch => Ok(Some((Answer::of(&state.events.fetch(method, params)), Effect::of(true)))),
        Own::AppInfo if *caller == Caller::Webhook => {
            Err(Fail::new(400, "ACCESS_DENIED", "Access denied! Application context required"))
        }
        Own::AppInfo => Ok(Some((Answer::of(&app_info()), Effect::Read))),
        Own::Duplicates => {
            let found = state.store.as_ref().map(|store| store.duplicates(params));
            Ok(found.map(|found| (Answer::of(&found), Effect::Read)))
        }
        Own::Attach => attached(state, params).map(Some),
        Own::File => {
            let file = number(params, "id").and_then(|id| state.files.file(id, &files(state, caller)));
            Ok(file.map(|file| (Answer::of(&file), Effect::Read)))
        }
        Own::Upload => {
            let upload = Upload { method: method.to_owned(), params: params.clone() };
            Ok(uploaded(state, caller, &upload))
        }
    }
}

fn number(params: &Map<String, Value>, wanted: &str) -> Option<u64> {
    let (_, value) = params.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted))?;
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}

/// Attaches a file of the drive to a task.
fn attached(state: &State, params: &Map<String, Value>) -> Result<(Answer, Effect), Fail> {
    let missing = || Fail::new(400, "0", "wrong task id (internal error)");
    let task = number(params, "taskId").ok_or_else(missing)?;
    let store = state.store.as_ref().ok_or_else(missing)?;
    let id = state.files.attach();
    store.attach(task, id, state.clock.now()).ok_or_else(missing)?;
    Ok((Answer::of(&json!({ "attachmentId": id })), Effect::of(true)))
}

/// Keeps the file inside a call, or answers the address to send it to.
fn uploaded(state: &State, caller: &Caller, upload: &Upload) -> Option<(Answer, Effect)> {
    let Some((name, bytes)) = upload.content() else {
        let token = state.files.wait_for(upload.clone(), state.seed);
        let address = format!("{}{}", place(state, caller, "upload"), encoded(&token));
        return Some((Answer::of(&Files::answer_of(upload, &address)), Effect::Read));
    };
    let id = state.files.keep(upload, name, bytes, &calendar::iso(state.clock.now()))?;
    let sent = state.files.sent(upload, id, &files(state, caller))?;
    Some((Answer::of(&sent), Effect::of(true)))
}

/// Sends or takes a file at an address that a call has answered; `None` for all other requests.
pub(crate) fn transfer(state: &State, caller: &Caller, request: &Request) -> Option<Result<Reply, Fail>> {
    let token = || request.query().get("token").and_then(Value::as_str).unwrap_or_default();
    match (request.version(), request.method()) {
        (ApiVersion::V2, "upload") => Some(received(state, caller, request, token())),
        (ApiVersion::V2, "download") => {
            let id = token().rsplit('|').next().and_then(|id| id.parse().ok());
            let bytes = id.and_then(|id| state.files.bytes(id));
            let reply = bytes.map(|bytes| Reply::raw(200, "application/octet-stream", bytes));
            Some(reply.ok_or_else(|| Fail::new(404, "ERROR_NOT_FOUND", "Could not find entity with this token")))
        }
        _ => None,
    }
}

/// Keeps a file that was posted to the address of its call.
fn received(state: &State, caller: &Caller, request: &Request, token: &str) -> Result<Reply, Fail> {
    let kind = request.header("content-type").unwrap_or_default();
    let file = multipart::file(kind, request.kept_bytes(), "file");
    let (name, bytes) = file.ok_or_else(|| Fail::new(400, "ERROR_ARGUMENT", "There is no file in the field `file`"))?;
    let wrong = || Fail::new(400, "ERROR_ARGUMENT", "The token of the upload is unknown, or was used before");
    let upload = state.files.take(token).ok_or_else(wrong)?;
    let now = state.clock.now();
    let id = state.files.keep(&upload, name, bytes, &calendar::iso(now));
    let sent = id.and_then(|id| state.files.sent(&upload, id, &files(state, caller)));
    let result = sent.ok_or_else(|| Fail::new(400, "ERROR_NOT_FOUND", "Could not find the file to change"))?;
    let mut ran = lock(&state.ran);
    ran.count("upload");
    ran.write(&upload.method, id, &upload.params);
    drop(ran);
    Ok(answer::plain(&result, now, state.clock.now()))
}

/// Returns the address of files to the token in it. An address is as good as its caller.
fn place(state: &State, caller: &Caller, what: &str) -> String {
    let url = state.url();
    match caller {
        Caller::Webhook => format!("{url}rest/{WEBHOOK_USER}/{WEBHOOK_SECRET}/{what}.json?token="),
        Caller::App(token) => format!("{url}rest/{what}.json?auth={}&token=", encoded(token)),
    }
}

/// Returns the address of files to their identifier at its end.
pub(super) fn files(state: &State, caller: &Caller) -> String {
    place(state, caller, "download") + &encoded("disk|")
}

fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

fn app_info() -> Value {
    json!({
        "ID": 1,
        "CODE": "local.mock0123456789.01234567",
        "VERSION": 1,
        "STATUS": "L",
        "INSTALLED": true,
        "PAYMENT_EXPIRED": "N",
        "DAYS": null,
        "LANGUAGE_ID": "en",
        "LICENSE": "en_std",
        "LICENSE_TYPE": "std",
        "LICENSE_FAMILY": "std",
    })
}
