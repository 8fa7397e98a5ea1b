//! Verbs of sentences about methods.

/// What a method is called, before the verb that says what it does.
pub(crate) const METHOD: &[&str] = &["method", "метод"];

/// Verbs of sentences about methods that read.
pub(crate) const READS: &[&str] = &[
    "returns",
    "retrieves",
    "gets",
    "obtains",
    "checks",
    "determines",
    "возвращает",
    "получает",
    "проверяет",
    "определяет",
];

/// Verbs of sentences about methods that write.
pub(crate) const WRITES: &[&str] = &[
    "adds",
    "activates",
    "changes",
    "clears",
    "creates",
    "deletes",
    "disables",
    "enables",
    "marks",
    "modifies",
    "moves",
    "removes",
    "resets",
    "sends",
    "updates",
    "включает",
    "добавляет",
    "изменяет",
    "меняет",
    "обновляет",
    "отключает",
    "отмечает",
    "отправляет",
    "очищает",
    "перемещает",
    "помечает",
    "сбрасывает",
    "снимает",
    "создает",
    "удаляет",
];

/// Words before an alternative.
pub(crate) const ALTERNATIVE: &[&str] = &["or", "или"];

/// Phrases of methods that confirm what they read, so that it is not given again.
pub(crate) const CONFIRMS: &[&str] =
    &["method confirms", "uses confirmation via", "метод подтверждает", "использует подтверждение"];
