//! The words that pages use, in English and in Russian. The facts do not depend on the language; only these lists do.

/// A part of a method's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    /// Before the first section that is known.
    Intro,
    Params,
    Examples,
    Response,
    Returned,
    Errors,
    Codes,
    /// Anything else, such as links to other pages.
    Other,
}

const SECTIONS: &[(Section, &[&str])] = &[
    (
        Section::Params,
        &[
            "method parameters",
            "parameters",
            "method parameters for js command",
            "request parameters",
            "параметры метода",
            "параметры",
            "параметры запроса",
        ],
    ),
    (
        Section::Examples,
        &[
            "code examples",
            "code example",
            "examples",
            "example",
            "examples of code",
            "usage examples",
            "примеры кода",
            "пример кода",
            "примеры",
            "пример",
        ],
    ),
    (
        Section::Response,
        &[
            "response handling",
            "response on success",
            "successful response",
            "response in case of success",
            "success response",
            "response",
            "обработка ответа",
            "ответ в случае успеха",
            "успешный ответ",
            "ответ",
        ],
    ),
    (
        Section::Returned,
        &[
            "returned data",
            "returned values",
            "return data",
            "return values",
            "returned value",
            "key descriptions",
            "description of keys",
            "возвращаемые данные",
            "возвращаемые значения",
            "возвращаемое значение",
            "описание ключей",
        ],
    ),
    (
        Section::Errors,
        &[
            "error handling",
            "errors",
            "error response",
            "response on error",
            "response in case of error",
            "обработка ошибок",
            "ошибки",
            "ответ в случае ошибки",
        ],
    ),
    (
        Section::Codes,
        &[
            "possible error codes",
            "possible errors",
            "error codes",
            "description of possible errors",
            "возможные коды ошибок",
            "возможные ошибки",
            "коды ошибок",
        ],
    ),
    (
        Section::Other,
        &[
            "continue learning",
            "continue exploring",
            "continue your exploration",
            "continue your learning",
            "continue studying",
            "overview of methods",
            "see also",
            "продолжите изучение",
            "продолжить изучение",
            "обзор методов",
            "смотрите также",
        ],
    ),
];

/// The section that a heading opens, if it is one that pages have in common.
pub(crate) fn section(words: &str) -> Option<Section> {
    SECTIONS.iter().find(|(_, headings)| headings.contains(&words)).map(|(section, _)| *section)
}

/// What begins the line of the header that says who may call the method.
pub(crate) const WHO: &[&str] = &["who can execute", "кто может выполнять", "кто может выполнить"];

/// What begins the line that names the scopes.
pub(crate) const SCOPE: &[&str] = &["scope", "scopes", "скоуп", "права"];

/// Scopes that Russian pages translate.
pub(crate) const SCOPE_WORDS: &[(&str, &str)] = &[("базовый", "basic")];

/// Titles of notes that call a method deprecated.
pub(crate) const DEPRECATED_NOTES: &[&str] = &[
    "deprecated",
    "deprecated method",
    "method development has been halted",
    "method development has been discontinued",
    "method development halted",
    "method development stopped",
    "method development has been stopped",
    "method development is halted",
    "method is deprecated",
    "устаревший метод",
    "метод устарел",
    "развитие метода остановлено",
    "развитие методов остановлено",
];

/// What begins a note without a title that calls a method deprecated.
pub(crate) const DEPRECATED_BEGINNINGS: &[&str] = &[
    "development of this method has been halted",
    "development of this method has been discontinued",
    "the development of this method has been halted",
    "the method is deprecated",
    "this method is deprecated",
    "развитие этого метода остановлено",
    "развитие метода остановлено",
    "метод устарел",
];

/// Sentences of methods without parameters.
pub(crate) const NO_PARAMS: &[&str] = &[
    "no parameters",
    "no parameters required",
    "without parameters",
    "the method has no parameters",
    "the method does not have parameters",
    "нет параметров",
    "без параметров",
    "метод не имеет параметров",
    "у метода нет параметров",
    "метод без параметров",
];

/// Parts of headings of further tables of parameters.
pub(crate) const MORE_PARAMS: &[&str] =
    &["method parameters", "additional parameters", "параметры метода", "дополнительные параметры"];

/// Parts of sentences that make the order of parameters a rule.
pub(crate) const IN_ORDER: &[&str] = &[
    "follow the specified order of parameters",
    "follow the order of parameters",
    "maintaining the order of parameters",
    "maintain the order of parameters",
    "order of parameters in the request is mandatory",
    "order of parameters in the request must be",
    "order of parameters must be",
    "observe the order of parameters",
    "keep the order of parameters",
    "adhere to the order of parameters",
    "comply with the order of parameters",
    "according to the order in the table",
    "порядок следования параметров в запросе",
    "соблюдать порядок следования параметров",
    "соблюдать порядок параметров",
    "соблюдение порядка параметров",
    "соблюдение порядка следования параметров",
    "соблюдать указанный в таблице порядок",
    "в соответствии с порядком в таблице",
    "соблюдать указанный в таблицах порядок",
];

/// Languages of the product: keys of texts in several of them.
pub(crate) const LANGUAGES: &[&str] = &[
    "en", "de", "ru", "fr", "la", "br", "pl", "it", "tr", "ua", "sc", "tc", "ja", "vn", "id", "ms", "th", "hi", "co",
    "mx", "in", "ar", "kz", "by", "es", "eu", "cn", "jp", "uk", "pt", "zh",
];

/// The columns of tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    Name,
    Description,
    Default,
    Limits,
    Example,
    Code,
    Message,
    Status,
    /// When an error comes, or what to do about it.
    When,
    Type,
}

const COLUMNS: &[(Column, &[&str])] = &[
    (
        Column::Name,
        &[
            "name",
            "parameter",
            "key",
            "field",
            "title",
            "value",
            "option",
            "fields",
            "property",
            "parameters",
            "название",
            "параметр",
            "ключ",
            "поле",
            "имя",
            "значение",
            "опция",
            "свойство",
        ],
    ),
    (Column::Type, &["type", "тип", "data type", "тип данных"]),
    (
        Column::Description,
        &[
            "description",
            "descriptions",
            "note",
            "notes",
            "description and values",
            "описание",
            "примечание",
            "комментарий",
            "descriptions and values",
            "описание и значения",
        ],
    ),
    (Column::Default, &["default", "default value", "по умолчанию", "значение по умолчанию"]),
    (Column::Limits, &["restrictions", "limitations", "ограничения"]),
    (Column::Example, &["example", "пример"]),
    (Column::Code, &["code", "error code", "error", "код", "код ошибки", "ошибка"]),
    (
        Column::Message,
        &[
            "error message",
            "message",
            "error text",
            "text",
            "error description",
            "сообщение об ошибке",
            "сообщение",
            "текст ошибки",
            "текст",
            "описание ошибки",
        ],
    ),
    (Column::Status, &["status", "http status", "http code", "статус", "http-статус", "http-код", "http статус"]),
    (
        Column::When,
        &[
            "how to fix",
            "when it occurs",
            "additional information",
            "additional info",
            "reason",
            "what to do",
            "cause",
            "when",
            "как исправить",
            "когда возникает",
            "дополнительная информация",
            "причина",
            "что делать",
            "дополнительно",
            "пояснение",
        ],
    ),
];

/// The column that a header names.
pub(crate) fn column(words: &str) -> Option<Column> {
    COLUMNS.iter().find(|(_, names)| names.contains(&words)).map(|(column, _)| *column)
}

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
pub(crate) const DEFAULT_JOINTS: &[&str] = &["is ", "the value "];

/// What begins the explanation of signs in an example.
pub(crate) const WHERE: &[&str] = &["where", "где"];

/// Words that speak of parameters or fields, with what stands behind them as code.
pub(crate) const OF_NAMES: &[&str] = &["parameter", "field", "параметр", "поле", "поля", "полей", "полям"];

/// Words that say which of several there are.
pub(crate) const AVAILABLE: &[&str] = &["available", "доступн"];

/// Names of types that Russian pages translate.
pub(crate) const TYPES: &[(&str, &str)] =
    &[("строка", "string"), ("целое", "integer"), ("объект", "object"), ("массив", "array")];
