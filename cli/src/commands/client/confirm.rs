//! Asks before something is taken away.

use std::io::{self, BufRead, IsTerminal};

use bitrix24_schema::model::Method;

use crate::failure::{Failure, Kind};
use crate::terminal::complain;

/// The words at the end of names of methods after whose call something is gone.
const WORDS: &[&str] = &[
    "delete",
    "deletebyfilter",
    "deleteall",
    "remove",
    "unbind",
    "unregister",
    "clear",
    "leave",
    "uninstall",
    "revoke",
];

/// Returns true if something is gone after a call of a method.
pub(crate) fn takes_away(name: &str, method: Option<&Method>) -> bool {
    let last = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let is_named = WORDS.iter().any(|word| last.ends_with(word)) || last.starts_with("delete");
    is_named || method.is_some_and(|method| method.irreversible)
}

/// Asks on a terminal if it is meant. Where nobody can answer, the command was meant as it is.
pub(super) fn confirm(what: &str, portal: &str, is_meant: bool) -> Result<(), Failure> {
    if is_meant || !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Ok(());
    }
    complain(&format!("{what} on {portal}: nothing brings back what is taken away. Go on? [y/N] "));
    let mut answer = String::new();
    let read = io::stdin().lock().read_line(&mut answer);
    let is_yes = read.is_ok() && matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes");
    if is_yes {
        return Ok(());
    }
    Err(Failure::Told(Kind::Refused, "not confirmed; nothing was sent (`--yes` asks nothing)".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::takes_away;

    #[test]
    fn names_tell_what_takes_away() {
        for name in ["crm.deal.delete", "event.unbind", "im.chat.leave", "entity.item.deleteAll", "placement.unbind"] {
            assert!(takes_away(name, None), "{name}");
        }
        for name in ["crm.deal.list", "crm.deal.add", "tasks.task.update", "disk.file.restore"] {
            assert!(!takes_away(name, None), "{name}");
        }
    }
}
