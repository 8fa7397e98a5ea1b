//! Dates as the server reads them.

/// Returns true if the server reads a text as a date, with or without a time: `2026-01-31`, or in the form of a country,
/// such as `31.01.2026`. It leaves out what it cannot read, and does not say so. An empty text clears a date.
pub(super) fn is_date(text: &str) -> bool {
    let day = text.split(['T', ' ']).next().unwrap_or_default();
    let time = text.get(day.len() + 1..).unwrap_or_default().trim();
    let time = ["am", "pm", "AM", "PM"].iter().find_map(|half| time.strip_suffix(half)).unwrap_or(time).trim_end();
    if !time.bytes().all(|byte| byte.is_ascii_digit() || b":.,+-Zz".contains(&byte)) {
        return false;
    }
    let Some(separator) = day.chars().find(|c| !c.is_ascii_digit()) else {
        // A number of seconds, or nothing.
        return day == text;
    };
    let mut parts = day.splitn(3, separator).map(|part| part.parse::<u32>().ok());
    let (Some(Some(first)), Some(Some(second)), Some(Some(third))) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let is_month = |month: u32| (1..=12).contains(&month);
    let is_day = |day: u32| (1..=31).contains(&day);
    match separator {
        '-' | '.' | '/' if first > 31 => is_month(second) && is_day(third) && !(second == 2 && third > 29),
        '-' | '.' | '/' => is_month(first) && is_day(second) || is_day(first) && is_month(second),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn dates_that_the_server_reads_are_told_from_others() {
        for good in
            ["", "2026-01-31", "2026-01-31T10:00:00+03:00", "2026-01-31 10:00", "31.01.2026", "1/31/2026", "1769853600"]
        {
            assert!(is_date(good), "{good}");
        }
        for bad in [
            "2026-13-01",
            "2026-02-30",
            "2026-01",
            "31.13.2026",
            "2026/13/45",
            "10:00",
            "5 days",
            "2021-04-05T14: 00: 00-00: 00",
        ] {
            assert!(!is_date(bad), "{bad}");
        }
    }
}
