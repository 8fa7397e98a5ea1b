//! Days and times as the portal writes and reads them; its own time zone is +03:00.

use std::time::Duration;

/// The offset of the portal's time zone, in seconds.
const ZONE: i64 = 3 * 3600;

/// Returns a time as `2026-05-14T10:26:32+03:00`.
pub(crate) fn iso(since_1970: Duration) -> String {
    let mut text = Vec::with_capacity(25);
    write_iso(&mut text, i64::try_from(since_1970.as_secs()).unwrap_or(i64::MAX / 2));
    // The text is ASCII.
    String::from_utf8(text).unwrap_or_default()
}

/// Writes seconds since 1970 as [`iso`] does. Lists have many of them, so it avoids the formatting machinery.
pub(crate) fn write_iso(text: &mut Vec<u8>, seconds: i64) {
    let local = seconds + ZONE;
    let (days, seconds) = (local.div_euclid(86_400), local.rem_euclid(86_400));
    let (year, month, day) = civil(days);
    let two = |text: &mut Vec<u8>, number: i64, mark: &[u8]| {
        let digit = |number: i64| b'0' + u8::try_from(number.rem_euclid(10)).unwrap_or_default();
        text.extend_from_slice(&[digit(number / 10), digit(number)]);
        text.extend_from_slice(mark);
    };
    two(text, year / 100, b"");
    two(text, year, b"-");
    two(text, month, b"-");
    two(text, day, b"T");
    two(text, seconds / 3600, b":");
    two(text, seconds / 60 % 60, b":");
    two(text, seconds % 60, b"+03:00");
}

/// Returns the number of days from 1970 to a time in the portal's time zone.
pub(crate) fn day_number(seconds: i64) -> i64 {
    (seconds + ZONE).div_euclid(86_400)
}

/// Returns the day of a time in the portal's time zone, as `2026-05-14`.
pub(crate) fn day(seconds: i64) -> String {
    let (year, month, day) = civil(day_number(seconds));
    format!("{year:04}-{month:02}-{day:02}")
}

/// Reads `2026-05-14`, `2026-05-14T10:26:32+02:00`, `2026-05-14 10:26:32`, `14.05.2026 10:26:32` as seconds since 1970.
/// A text without an offset is in the portal's time zone.
pub(crate) fn seconds(text: &str) -> Option<i64> {
    let text = text.trim();
    let (date, rest) = match text.get(..10) {
        Some(date) => (date, &text[10..]),
        None => return None,
    };
    let number = |range: std::ops::Range<usize>| date.get(range).and_then(|digits| digits.parse::<i64>().ok());
    let (year, month, day) = match date.as_bytes() {
        [_, _, _, _, b'-', _, _, b'-', _, _] => (number(0..4)?, number(5..7)?, number(8..10)?),
        [_, _, b'.', _, _, b'.', _, _, _, _] => (number(6..10)?, number(3..5)?, number(0..2)?),
        _ => return None,
    };
    let (time, zone) = split_zone(rest.trim_start_matches(['T', ' ']))?;
    Some(days(year, month, day) * 86_400 + time - zone)
}

/// Returns the seconds of a time of day, and those of the offset behind it.
fn split_zone(text: &str) -> Option<(i64, i64)> {
    let cut = text.find(['+', '-', 'Z']).unwrap_or(text.len());
    let (time, zone) = text.split_at(cut);
    let zone = match zone.chars().next() {
        None => ZONE,
        Some('Z') => 0,
        Some(sign) => clock(&zone[1..])? * if sign == '-' { -1 } else { 1 },
    };
    Some((clock(time)?, zone))
}

/// Returns the seconds of `10:26:32.5`, `10:26`, `0300` or an empty text.
fn clock(text: &str) -> Option<i64> {
    let text = text.split('.').next().unwrap_or_default();
    if text.is_empty() {
        return Some(0);
    }
    let parts: Vec<&str> = if text.contains(':') {
        text.split(':').collect()
    } else {
        vec![text.get(..2)?, text.get(2..).unwrap_or_default()]
    };
    let units = [3600, 60, 1];
    parts.iter().zip(units).try_fold(0, |sum, (part, unit)| {
        let number = if part.is_empty() { 0 } else { part.parse::<i64>().ok()? };
        Some(sum + number * unit)
    })
}

/// Returns year, month and day of a number of days since 1970.
fn civil(days: i64) -> (i64, i64, i64) {
    let z = days + 719_468;
    let (era, of_era) = (z.div_euclid(146_097), z.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// Returns the number of days since 1970; the inverse of [`civil`].
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for unix in [0, 951_782_400, 1_778_747_192, 4_102_444_799] {
            let text = iso(Duration::from_secs(unix));
            assert_eq!(seconds(&text), i64::try_from(unix).ok(), "{text}");
        }
        assert_eq!(iso(Duration::from_secs(1_778_747_192)), "2026-05-14T11:26:32+03:00");
    }

    #[test]
    fn days_are_read_in_every_documented_form() {
        let midnight = seconds("2026-05-14T00:00:00+03:00");
        for text in ["2026-05-14", "14.05.2026", "2026-05-14 00:00:00", "2026-05-13T21:00:00Z", "14.05.2026 00:00"] {
            assert_eq!(seconds(text), midnight, "{text}");
        }
        assert_eq!(seconds("tomorrow"), None);
        assert_eq!(seconds("x2026-05-1"), None);
    }
}
