//! Phrases that speak of a default.

/// What comes before a default.
pub(crate) const DEFAULT: &[&str] = &[
    "by default, it is",
    "by default, the value is",
    "by default it is",
    "by default",
    "default value is",
    "default value",
    "the default is",
    "default is",
    "defaults to",
    "default",
    "по умолчанию",
];

/// What makes a default one of something else.
pub(crate) const NOT_DEFAULT: &[&str] =
    &["used by default", "default value of", "default value for", "используется по умолчанию"];

/// What all phrases that introduce a default have in common.
pub(crate) const DEFAULT_STEMS: &[&str] = &["efault", "молчанию"];

/// Words between such a phrase and the default.
pub(crate) const DEFAULT_JOINTS: &[&str] = &[
    "is ",
    "it is ",
    "value ",
    "the value ",
    "will be ",
    "set to ",
    "equal to ",
    "equals ",
    "of ",
    "значение ",
    "используется ",
    "используются ",
    "применяется ",
    "применяются ",
    "принимается ",
    "берется ",
    "равен ",
    "равна ",
    "равно ",
    "установлен ",
    "установлено ",
    "устанавливается ",
];

/// Words for a text without characters, in the place of a default.
pub(crate) const EMPTY_TEXT: &[&str] = &[
    "an empty string",
    "empty string",
    "an empty text",
    "empty text",
    "пустая строка",
    "пустой строк",
    "пустую строку",
    "пустой текст",
];

/// What comes right after a default that has no phrase before it.
pub(crate) const AFTER_DEFAULT: &[&str] = &[
    "is used by default",
    "is set by default",
    "by default",
    "(by default",
    "(used by default",
    "(default",
    "используется по умолчанию",
    "по умолчанию",
    "(по умолчанию",
    "(используется по умолчанию",
];

/// What ends the description of the value that is the default, in a list of values.
pub(crate) const DEFAULT_MARKS: &[&str] = &[
    "(default)",
    "(by default)",
    "(default value)",
    ", default",
    ", default value",
    ", by default",
    ", used by default",
    "(used by default)",
    "(по умолчанию)",
    "(значение по умолчанию)",
    ", по умолчанию",
    ", значение по умолчанию",
    ", используется по умолчанию",
    "(используется по умолчанию)",
];

/// Verbs after a default.
pub(crate) const BE: &[&str] = &["is", "are", "will"];

/// Stems of things that are counted, and of measures.
pub(crate) const COUNTED: &[&str] = &[
    "record",
    "item",
    "element",
    "entr",
    "row",
    "message",
    "comment",
    "result",
    "запис",
    "элемент",
    "строк",
    "сообщени",
    "комментари",
];

pub(crate) const MEASURES: &[&str] =
    &["second", "minute", "hour", "day", "month", "секунд", "минут", "час", "день", "дня", "дней", "месяц"];
