//! Points in time as most answers write them, `2025-09-18T12:05:02+02:00`, without an allocation.

/// A text of the form `2025-09-18T12:05:02+02:00`: its digits and its sign. The text can be written again, whatever the
/// digits are.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Iso {
    year: [u8; 4],
    month: [u8; 2],
    day: [u8; 2],
    hour: [u8; 2],
    minute: [u8; 2],
    second: [u8; 2],
    /// The sign, and the hours.
    offset: [u8; 3],
    offset_minutes: [u8; 2],
}

/// The form: eight bytes, eight, eight, and the last one. `0` stands for a digit, `+` for either sign.
const FORM: [&[u8; 8]; 3] = [b"0000-00-", b"00T00:00", b":00+00:0"];

impl Iso {
    /// Reads a text; `None` when it has another form.
    #[inline]
    pub(super) fn read(text: &str) -> Option<Self> {
        let text: &[u8; 25] = text.as_bytes().try_into().ok()?;
        let is_of_form = text[24].is_ascii_digit()
            && matches!(text[19], b'+' | b'-')
            && FORM.iter().zip(text.as_chunks().0).all(|(form, word)| is_of_form(*word, **form));
        let &[y0, y1, y2, y3, _, m0, m1, _, d0, d1, _, h0, h1, _, n0, n1, _, s0, s1, sign, o0, o1, _, p0, p1] = text;
        is_of_form.then_some(Iso {
            year: [y0, y1, y2, y3],
            month: [m0, m1],
            day: [d0, d1],
            hour: [h0, h1],
            minute: [n0, n1],
            second: [s0, s1],
            offset: [sign, o0, o1],
            offset_minutes: [p0, p1],
        })
    }

    /// Calls `take` with the text.
    pub(super) fn with<T>(self, take: impl FnOnce(&str) -> T) -> T {
        let Iso { year: [y0, y1, y2, y3], month: [m0, m1], day: [d0, d1], .. } = self;
        let Iso { hour: [h0, h1], minute: [n0, n1], second: [s0, s1], .. } = self;
        let Iso { offset: [sign, o0, o1], offset_minutes: [p0, p1], .. } = self;
        let date = [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1, b'T'];
        let time = [h0, h1, b':', n0, n1, b':', s0, s1, sign, o0, o1, b':', p0, p1];
        let mut text = [0; 25];
        text[..date.len()].copy_from_slice(&date);
        text[date.len()..].copy_from_slice(&time);
        take(str::from_utf8(&text).unwrap_or_default())
    }
}

/// Returns true if eight bytes have digits where `form` has `0`, and are else equal to it, but for a sign: all at once.
#[inline]
fn is_of_form(bytes: [u8; 8], form: [u8; 8]) -> bool {
    // What is left of a digit is below 10, and of an equal byte 0. With these added, anything greater reaches the highest bit.
    let room = form.map(|byte| match byte {
        b'0' => 0x80 - 10,
        b'+' => 0,
        _ => 0x80 - 1,
    });
    let left = u64::from_le_bytes(bytes) ^ u64::from_le_bytes(form);
    (left.wrapping_add(u64::from_le_bytes(room)) | left) & 0x8080_8080_8080_8080 == 0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Iso;

    proptest! {
        #[test]
        fn a_text_of_the_form_is_written_as_it_was_read(
            text in "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}",
        ) {
            let read = Iso::read(&text).expect("it has the form");
            prop_assert_eq!(read.with(str::to_owned), text);
        }

        #[test]
        fn a_text_of_another_form_is_not_read(
            text in "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}",
            at in 0..25_usize,
            other in "[A-Za-z .,;/é]",
        ) {
            let text = format!("{}{other}{}", &text[..at], &text[at + 1..]);
            prop_assert!(Iso::read(&text).is_none() || text.as_bytes()[10] == b'T' && at == 10);
        }
    }
}
