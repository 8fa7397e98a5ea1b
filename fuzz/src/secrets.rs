//! Secrets in texts of a server: none comes through, however it is spelled.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use bitrix24_runtime::Auth;

/// The characters of tokens and webhooks, and those that encodings change.
const CHARACTERS: &[u8; 64] = b"abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVW._~+/";

/// Hides a secret in a text: the first bytes give the secret, its spelling and its place, the rest is the text around it.
pub(crate) fn mask(data: &[u8]) {
    let Some(([length, spelling, place], rest)) = data.split_first_chunk::<3>() else { return };
    let length = 12 + usize::from(*length) % 30;
    let Some((secret, text)) = rest.split_at_checked(length) else { return };
    let secret: String = secret.iter().map(|byte| char::from(CHARACTERS[usize::from(*byte) % 64])).collect();
    // A text of one character repeated would be its own neighbour.
    if secret.bytes().collect::<std::collections::BTreeSet<_>>().len() < 6 {
        return;
    }
    let text = String::from_utf8_lossy(text);
    let at =
        text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(usize::from(*place) % (text.chars().count() + 1));
    let (before, after) = text.split_at(at.unwrap_or(0));
    let spelled = spelled(&secret, *spelling);
    let auth = Auth::token("https://portal.example.com", secret.clone()).expect("an address");
    let shown = auth.hide(&format!("{before}{spelled}{after}"));
    for text in [&spelled, &secret] {
        assert!(!shown.to_lowercase().contains(&text.to_lowercase()), "{text} in {shown}");
    }
}

/// Returns the secret as a server may repeat it.
fn spelled(secret: &str, how: u8) -> String {
    let each = |write: &dyn Fn(u8) -> String| secret.bytes().map(write).collect::<String>();
    let percent = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    match how % 12 {
        0 => secret.to_owned(),
        1 => secret.to_uppercase(),
        2 => percent(secret),
        3 => percent(secret).replace('%', "%25"),
        4 => percent(secret).to_lowercase(),
        5 => each(&|byte| format!("{byte:02x}")),
        6 => each(&|byte| format!("\\u{byte:04x}")),
        7 => each(&|byte| format!("&#x{byte:x};")),
        8 => each(&|byte| format!("&#{byte};")),
        9 => secret.replace('/', "\\/"),
        10 => format!("{}.", STANDARD.encode(secret)),
        _ => format!("{}.", URL_SAFE.encode(format!("x:{secret}"))),
    }
}
