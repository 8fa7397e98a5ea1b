//! Input that holds several files.

/// Returns files by path, separated by lines `=== path`; the first one needs none.
pub(crate) fn files(text: &str, first: &str) -> Vec<(String, String)> {
    let mut files = vec![(first.to_owned(), String::new())];
    for line in text.split_inclusive('\n') {
        match line.strip_prefix("=== ") {
            Some(path) => files.push((path.trim().to_owned(), String::new())),
            None => {
                if let Some((_, text)) = files.last_mut() {
                    text.push_str(line);
                }
            }
        }
    }
    files.retain(|(path, text)| !(text.is_empty() && path == first));
    files
}
