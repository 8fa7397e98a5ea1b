//! Waivers: changes that are accepted with a reason, and problems of such waivers.

use std::str::FromStr;

use bitrix24_schema::diagnostic::Diagnostics;
use bitrix24_schema::raw::{self, Axis};
use bitrix24_schema::resolve;
use bitrix24_schema::source::Sources;
use glob::Pattern;

use crate::report::cause::Cause;
use crate::report::locate::Locator;
use crate::report::row::{Location, Row};
use crate::report::{Finding, Report};
use crate::tree::Place;
use crate::verdict::Verdict;

/// The name of the file, in the schema's folder.
pub const FILE: &str = "waivers.yaml";

/// The minimum length of an abbreviated fingerprint.
const SHORTEST: usize = 6;

/// The waivers of a schema.
#[derive(Debug, Default)]
pub struct Waivers {
    list: Vec<raw::Waiver>,
    places: Vec<Option<Location>>,
    /// The waivers of the old schema.
    before: Vec<raw::Waiver>,
}

/// The day and the version that waivers are judged by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Today {
    /// The day, `YYYY-MM-DD`.
    pub date: String,
    /// The version of the crate.
    pub version: String,
}

impl Waivers {
    /// Takes the waivers out of a schema's files; `root` is the prefix of their displayed names.
    pub fn take(sources: &mut Sources, root: &str) -> Result<Self, Diagnostics> {
        let own = sources.take(FILE);
        let list = resolve::waivers(&own)?;
        let mut locator = Locator::new(&own, root);
        let place = |at: usize| Place::of(FILE).key(&at.to_string());
        let places = (0..list.len()).map(|at| locator.find(&place(at))).collect();
        Ok(Waivers { list, places, before: Vec::new() })
    }

    /// Sets the waivers of the old schema: the changes that they accept may have been made before it.
    #[must_use]
    pub fn since(self, before: Waivers) -> Self {
        Waivers { before: before.list, ..self }
    }

    /// Accepts the waived changes, and reports the problems of the waivers.
    pub fn apply(&self, report: &mut Report, today: &Today) {
        if self.list.is_empty() && report.waivers.is_empty() {
            return;
        }
        let mut findings = Vec::new();
        for (waiver, at) in self.list.iter().zip(&self.places) {
            if let Err(message) = pass(waiver, self.before.contains(waiver), &mut report.rows, today) {
                findings.push(Finding { message, at: at.clone() });
            }
        }
        report.waivers = findings;
        report.count();
    }
}

/// Accepts the changes of one waiver, or returns its problem.
fn pass(waiver: &raw::Waiver, is_from_before: bool, rows: &mut [Row], today: &Today) -> Result<(), String> {
    let meant = Meant::of(waiver)?;
    if waiver.reason.trim().is_empty() {
        return Err(format!("the waiver of {meant} gives no reason"));
    }
    if let Some(until) = &waiver.until
        && is_over(until, today)?
    {
        return Err(format!("the waiver of {meant} ended with {until}: look at the change again, or take it out"));
    }
    let expected = waiver.expect.or(waiver.fingerprint.as_ref().map(|_| 1));
    let matching: Vec<usize> = (0..rows.len()).filter(|at| meant.is(&rows[*at])).collect();
    match (matching.len() as u64, expected) {
        (0, _) if is_from_before => return Ok(()),
        (0, _) => return Err(format!("the waiver of {meant} is used by no change: take it out")),
        (count, Some(expected)) if count != expected => {
            let fits = if count == 1 { "1 change".to_owned() } else { format!("{count} changes") };
            return Err(format!("the waiver of {meant} fits {fits}, and says that there are {expected}"));
        }
        _ => {}
    }
    for at in matching {
        let row = &mut rows[at];
        row.waiver = Some(waiver.reason.clone());
        // Two waivers, one for each verdict, accept both.
        row.axis = Some(match row.axis {
            Some(before) if before != waiver.axis => Axis::Both,
            _ => waiver.axis,
        });
        if let Some(cause) = waiver.cause {
            let cause = match cause {
                raw::Cause::Vendor => Cause::Vendor,
                raw::Cause::Correction => Cause::Correction,
                raw::Cause::Learned => Cause::Learned,
                raw::Cause::Importer => Cause::Importer,
            };
            row.cause = Verdict { verdict: cause, why: waiver.reason.clone() };
        }
    }
    Ok(())
}

/// The changes that a waiver matches.
enum Meant<'w> {
    One(&'w str),
    Some { rule: Option<Pattern>, subject: Option<Pattern>, text: String },
}

impl<'w> Meant<'w> {
    fn of(waiver: &'w raw::Waiver) -> Result<Self, String> {
        let pattern = |text: &Option<String>| match text {
            None => Ok(None),
            // Brackets are literal characters of a subject.
            Some(text) => Pattern::new(&text.replace('[', "[[]"))
                .map(Some)
                .map_err(|error| format!("`{text}` is no pattern: {error}")),
        };
        match (&waiver.fingerprint, &waiver.rule, &waiver.subject) {
            (Some(fingerprint), None, None) if is_fingerprint(fingerprint) => Ok(Meant::One(fingerprint)),
            (Some(fingerprint), None, None) => {
                Err(format!("`{fingerprint}` is no fingerprint: six to twelve hexadecimal digits are"))
            }
            (None, None, None) => Err("a waiver needs a `fingerprint`, or a `rule`, a `subject` or both".to_owned()),
            (None, rule, subject) => {
                let words = [rule, subject].map(|text| text.as_deref().unwrap_or("*").to_owned());
                Ok(Meant::Some { rule: pattern(rule)?, subject: pattern(subject)?, text: words.join(" at ") })
            }
            (Some(_), ..) => Err("a waiver has a `fingerprint`, or `rule` and `subject`, but not both".to_owned()),
        }
    }

    fn is(&self, row: &Row) -> bool {
        match self {
            Meant::One(fingerprint) => row.fingerprint.starts_with(fingerprint),
            Meant::Some { rule, subject, .. } => {
                rule.as_ref().is_none_or(|rule| rule.matches(&row.rule))
                    && subject.as_ref().is_none_or(|subject| subject.matches(row.subject.as_str()))
            }
        }
    }
}

impl std::fmt::Display for Meant<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Meant::One(fingerprint) => f.write_str(fingerprint),
            Meant::Some { text, .. } => f.write_str(text),
        }
    }
}

fn is_fingerprint(text: &str) -> bool {
    (SHORTEST..=12).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'a'..=b'f'))
}

/// Returns true if a day is over, or if a version is reached.
fn is_over(until: &str, today: &Today) -> Result<bool, String> {
    if let Ok(day) = jiff::civil::Date::from_str(until) {
        return Ok(jiff::civil::Date::from_str(&today.date).is_ok_and(|today| day < today));
    }
    let numbers = |version: &str| -> Option<Vec<u64>> {
        let numbers: Option<Vec<u64>> =
            version.trim_start_matches('v').split('.').map(|part| part.parse().ok()).collect();
        numbers.filter(|numbers| (2..=3).contains(&numbers.len()))
    };
    match (numbers(until), numbers(&today.version)) {
        (Some(until), Some(now)) => Ok(now >= until),
        _ => Err(format!("`until: {until}` is neither a day like 2027-01-31 nor a version like 0.3.0")),
    }
}

/// Returns the current day in UTC, `YYYY-MM-DD`.
pub fn today() -> String {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date().to_string()
}

/// Checks that a waiver with this reason and this end would be valid today.
pub fn check(reason: &str, until: Option<&str>, today: &Today) -> Result<(), String> {
    if reason.trim().is_empty() {
        return Err("a waiver needs a reason".to_owned());
    }
    match until {
        Some(until) if is_over(until, today)? => Err(format!("`{until}` is over")),
        _ => Ok(()),
    }
}

/// Returns the file's text with a waiver of one change added, if the file is a list to which it can be added.
pub fn added(
    text: &str,
    row: &Row,
    reason: &str,
    by: Option<&str>,
    until: Option<&str>,
) -> Result<String, Diagnostics> {
    let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    let text = format!("{text}{end}{}", stanza(row, reason, by, until));
    let mut sources = Sources::default();
    sources.add(FILE, text.as_bytes());
    Waivers::take(&mut sources, "").map(|_| text)
}

/// Returns a waiver of one change, as lines of the file.
fn stanza(row: &Row, reason: &str, by: Option<&str>, until: Option<&str>) -> String {
    let quoted = |text: &str| serde_json::Value::String(text.to_owned()).to_string();
    let mut text = format!("# {} at {}\n", row.rule, row.subject.as_str().replace(['\n', '\r'], " "));
    text += &format!("- fingerprint: {}\n  reason: {}\n", quoted(&row.fingerprint), quoted(reason));
    for (key, value) in [("by", by), ("until", until)] {
        if let Some(value) = value {
            text += &format!("  {key}: {}\n", quoted(value));
        }
    }
    text
}
