//! Phrases inside of cells and sentences.

/// What stands for a code that is not there.
pub(crate) const NO_CODE: &[&str] = &[
    "",
    "-",
    "—",
    "–",
    "empty",
    "empty value",
    "empty string",
    "no code",
    "none",
    "пустое значение",
    "пустая строка",
    "пусто",
    "нет",
    "нет кода",
    "empty code",
    "without code",
    "без кода",
    "\"\"",
    "''",
];

/// What comes before an error's code in a paragraph.
pub(crate) const ERROR_CODE: &[&str] = &["error code", "код ошибки"];

/// What comes before a status.
pub(crate) const STATUS: &[&str] = &["http status", "http code", "http-статус", "http-код", "http статус", "http код"];

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

/// Words that say that a parameter is deprecated, where they begin its description.
pub(crate) const DEPRECATED_PARAM: &[&str] =
    &["deprecated", "outdated", "obsolete", "устарел", "устаревший", "устаревшее", "не используется", "not used"];

/// Sentences that say that a parameter is deprecated, anywhere in its description.
pub(crate) const PARAM_IS_DEPRECATED: &[&str] = &[
    "this parameter is deprecated",
    "this field is deprecated",
    "the parameter is deprecated",
    "the field is deprecated",
    "parameter is outdated",
    "field is outdated",
    "параметр устарел",
    "поле устарело",
    "параметр является устаревшим",
    "поле является устаревшим",
];

/// Two letters that say a boolean, in a sentence.
pub(crate) const YES_OR_NO: &[&str] =
    &["`y` or `n`", "`y` / `n`", "`y`/`n`", "`y` или `n`", "`n` or `y`", "`n` или `y`"];

/// What comes between a value and what it is for.
pub(crate) const FOR: &[&str] = &["for ", "для "];

/// Parts of sentences that speak of a list.
pub(crate) const LIST: &[&str] = &["array", "массив"];

/// Parts of sentences that tell to send nothing as a value.
pub(crate) const PASS_NULL: &[&str] = &["pass `null`", "send `null`", "передайте `null`", "передать `null`"];

/// What comes before a list of allowed values.
pub(crate) const VALUES: &[&str] = &[
    "possible values",
    "available values",
    "allowed values",
    "acceptable values",
    "valid values",
    "permissible values",
    "possible options",
    "can take the following values",
    "can take values",
    "can take the values",
    "can be",
    "takes values",
    "takes the values",
    "takes the following values",
    "accepts values",
    "accepts the following values",
    "may take values",
    "one of the values",
    "one of the following values",
    "values:",
    "возможные значения",
    "доступные значения",
    "допустимые значения",
    "может принимать значения",
    "может принимать следующие значения",
    "принимает значения",
    "принимает следующие значения",
    "принимает значение",
    "одно из значений",
    "варианты значений",
    "значения:",
];

/// Words of lists that are examples, or not whole.
pub(crate) const NOT_WHOLE: &[&str] = &[
    "for example",
    "examples of",
    "value examples",
    "примеры",
    "e.g.",
    "such as",
    "and others",
    "etc.",
    "among others",
    "например",
    "и другие",
    "и т.д.",
    "и т. д.",
    "и др.",
];

/// What begins a list of prefixes of a filter's keys.
pub(crate) const OPERATORS: &[&str] =
    &["prefix", "operator", "operation", "type of filtering", "префикс", "оператор", "операци", "тип фильтрации"];

/// Headings of nested tables have one of these beside the parameter's name.
pub(crate) const PART_OF: &[&str] = &[
    "parameter",
    "parameters",
    "object",
    "field",
    "fields",
    "type",
    "structure",
    "array",
    "element",
    "item",
    "description",
    "of",
    "the",
    "параметр",
    "параметры",
    "параметра",
    "объект",
    "объекта",
    "поле",
    "поля",
    "тип",
    "структура",
    "массив",
    "массива",
    "элемент",
    "элемента",
    "описание",
];

/// Phrases with a number behind them: the smallest one.
pub(crate) const AT_LEAST: &[&str] = &[
    "at least",
    "not less than",
    "no less than",
    "minimum value",
    "minimum",
    "greater than or equal to",
    "больше или равно",
    "не менее",
    "не меньше",
    "минимальное значение",
    "минимум",
];

/// Phrases with a number behind them, which is not allowed itself.
pub(crate) const ABOVE: &[&str] = &["must be greater than", "should be greater than", "greater than", "больше"];
pub(crate) const BELOW: &[&str] = &["must be less than", "should be less than", "and less than", "и меньше"];

/// Phrases with a number behind them: the largest one.
pub(crate) const AT_MOST: &[&str] = &[
    "at most",
    "no more than",
    "not more than",
    "not exceed",
    "not exceeding",
    "cannot exceed",
    "maximum value",
    "maximum length",
    "maximum",
    "up to",
    "не более",
    "не больше",
    "не должна превышать",
    "не превышает",
    "максимальное значение",
    "максимальная длина",
    "максимум",
    "до",
];

/// Phrases with the number of characters behind them.
pub(crate) const MAX_LENGTH: &[&str] =
    &["maximum length", "maximum number of characters", "максимальная длина", "максимальное количество символов"];
pub(crate) const MIN_LENGTH: &[&str] = &[
    "minimum length",
    "minimum number of characters",
    "minimum number of characters for the search",
    "minimum number of characters for a search",
    "минимальная длина",
    "минимальное количество символов",
    "минимальное количество символов для поиска",
];

/// Words between such a phrase and the number.
pub(crate) const JOINTS: &[&str] = &["is ", "of ", "value "];

/// Words around the two numbers of a range.
pub(crate) const RANGES: &[(&str, &str)] = &[("from ", " to "), ("от ", " до "), ("in the range ", "–")];

/// What characters are called, and items of a list.
pub(crate) const CHARACTERS: &[&str] = &["character", "symbol", "символ", "знак"];
pub(crate) const ITEMS: &[&str] =
    &["item", "element", "identifier", "id", "record", "элемент", "идентификатор", "запис"];

/// What joins two things, and two of which one is meant.
pub(crate) const AND: &[&str] = &["and ", "и "];
pub(crate) const OR: &[&str] = &["or ", "или "];

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
    "применяется ",
    "принимается ",
    "берется ",
    "равен ",
    "равна ",
    "равно ",
    "установлен ",
    "установлено ",
    "устанавливается ",
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

/// What begins the explanation of signs in an example.
pub(crate) const WHERE: &[&str] = &["where", "где"];

/// Words that speak of parameters or fields, with what stands behind them as code.
pub(crate) const OF_NAMES: &[&str] = &["parameter", "field", "параметр", "поле", "поля", "полей", "полям"];

/// Words that say which of several there are.
pub(crate) const AVAILABLE: &[&str] = &["available", "доступн"];

/// Names of types that Russian pages translate.
pub(crate) const TYPES: &[(&str, &str)] =
    &[("строка", "string"), ("целое", "integer"), ("объект", "object"), ("массив", "array")];

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
