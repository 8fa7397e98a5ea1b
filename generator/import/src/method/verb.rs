//! Classifies a method as reading or writing by the verb in its name.

use bitrix24_schema::naming;
use bitrix24_schema::raw::Kind;

const READS: &[&str] = &[
    "get",
    "list",
    "fields",
    "search",
    "find",
    "count",
    "check",
    "info",
    "export",
    "download",
    "methods",
    "scope",
    "profile",
    "tail",
    "has",
    "is",
    "can",
    "current",
    "history",
    "available",
    "select",
    "view",
    "load",
    "aggregate",
    "enum",
    "access",
    "documentation",
    "resolve",
    "types",
    "time",
    "countries",
    "rights",
    "instances",
    "events",
    "children",
    "subordinates",
    "groups",
    "senders",
    "thread",
    "text",
    "multidepartment",
    "counters",
    "config",
    "name",
    "schema",
    "tree",
    "preview",
];

const WRITES: &[&str] = &[
    "add",
    "update",
    "delete",
    "set",
    "remove",
    "send",
    "create",
    "bind",
    "unbind",
    "register",
    "unregister",
    "unset",
    "start",
    "stop",
    "pause",
    "complete",
    "approve",
    "disapprove",
    "delegate",
    "move",
    "copy",
    "clone",
    "rename",
    "upload",
    "install",
    "uninstall",
    "attach",
    "detach",
    "mark",
    "pin",
    "unpin",
    "mute",
    "unmute",
    "join",
    "leave",
    "invite",
    "answer",
    "finish",
    "hide",
    "import",
    "modify",
    "publication",
    "unpublic",
    "public",
    "restore",
    "renew",
    "defer",
    "favorite",
    "favourite",
    "unfavorite",
    "share",
    "unshare",
    "clear",
    "cancel",
    "confirm",
    "unconfirm",
    "enable",
    "disable",
    "close",
    "open",
    "activate",
    "deactivate",
    "conduct",
    "unconduct",
    "merge",
    "notify",
    "commit",
    "skip",
    "intercept",
    "transfer",
    "terminate",
    "kill",
    "execute",
    "run",
    "call",
    "batch",
    "replace",
    "convert",
    "reset",
    "accept",
    "decline",
    "reply",
    "subscribe",
    "unsubscribe",
    "typing",
    "writing",
    "purge",
    "recover",
    "save",
    "write",
    "put",
    "change",
    "append",
    "link",
    "unlink",
    "vote",
    "apply",
    "process",
    "resume",
    "archive",
    "unarchive",
    "show",
    "like",
    "read",
    "unread",
    "edit",
    "forward",
    "binding",
    "unbinding",
    "force",
    "fill",
    "pay",
    "unpay",
    "recall",
    "expose",
    "end",
    "do",
    "up",
    "down",
    "log",
    "request",
    "error",
    "command",
    "spam",
    "operator",
    "silent",
    "reading",
    "delivery",
];

/// Verbs and nouns that other words begin with, so that they count only alone.
const ONLY_ALONE: &[&str] = &[
    "time", "name", "text", "config", "log", "end", "do", "up", "down", "error", "public", "call", "access", "link",
    "like", "pay", "operator", "command", "event", "process", "run", "open", "view", "types", "rights", "info", "mark",
    "pin", "end", "count",
];

/// Words that begin like a verb but are none.
const NOUNS: &[&str] = &[
    "settings",
    "setting",
    "addresstype",
    "address",
    "addresses",
    "status",
    "statuses",
    "user",
    "users",
    "important",
    "events",
    "callback",
    "callbacks",
];

/// Returns the effect of a method: reading or writing; unknown if no part of its name tells.
pub(crate) fn kind(name: &str) -> Option<Kind> {
    let segments: Vec<String> = name.split('.').map(|segment| naming::file(segment).unwrap_or_default()).collect();
    // The first one is the module, unless it is the only one.
    let verbs = if segments.len() > 1 { &segments[1..] } else { &segments };
    verbs.iter().rev().find_map(|segment| of_segment(segment))
}

fn of_segment(segment: &str) -> Option<Kind> {
    of_words(segment).or_else(|| {
        // Words written together: `getmanifest`, `unfavoriteblock`.
        let bare = segment.replace('_', "");
        let longest = |list: &[&str]| {
            list.iter()
                .filter(|verb| !ONLY_ALONE.contains(verb) && bare.starts_with(**verb))
                .map(|verb| verb.len())
                .max()
        };
        match (longest(READS), longest(WRITES)) {
            _ if NOUNS.contains(&bare.as_str()) => None,
            (None, None) => None,
            (reads, writes) => Some(if reads > writes { Kind::Read } else { Kind::Write }),
        }
    })
}

/// Classifies by the first word that is a verb, then by the last.
fn of_words(segment: &str) -> Option<Kind> {
    if NOUNS.contains(&segment) {
        return None;
    }
    let words: Vec<&str> = segment.split('_').collect();
    let of = |word: &str| match () {
        () if WRITES.contains(&word) => Some(Kind::Write),
        () if READS.contains(&word) => Some(Kind::Read),
        () => None,
    };
    let first = words.first().and_then(|word| of(word));
    first.or_else(|| words.last().and_then(|word| of(word)))
}

#[cfg(test)]
mod tests {
    use super::kind;
    use bitrix24_schema::raw::Kind::{Read, Write};

    #[test]
    fn verbs_tell() {
        for (name, expected) in [
            ("crm.deal.list", Some(Read)),
            ("crm.deal.add", Some(Write)),
            ("tasks.task.delegate", Some(Write)),
            ("task.item.getmanifest", Some(Read)),
            ("task.item.isactionallowed", Some(Read)),
            ("landing.landing.unFavoriteBlock", Some(Write)),
            ("im.recent.unread", Some(Write)),
            ("crm.enum.addresstype", Some(Read)),
            ("timeman.settings", None),
            ("batch", Some(Write)),
            ("user.current", Some(Read)),
            ("log.blogpost.getusers.important", Some(Read)),
            ("landing.site.fullExport", Some(Read)),
            ("crm.activity.todo.updateResponsibleUser", Some(Write)),
        ] {
            assert_eq!(kind(name), expected, "{name}");
        }
    }
}
