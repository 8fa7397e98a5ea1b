//! The words that pages use, in English and in Russian. The facts do not depend on the language; only these lists do.

mod defaults;
pub(crate) mod paging;
mod phrases;
pub(crate) mod reasons;
mod remarks;
mod verbs;

pub(crate) use defaults::*;
pub(crate) use phrases::*;
pub(crate) use remarks::*;
pub(crate) use verbs::*;

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
            "call parameters",
            "parameters of the method",
            "параметры метода",
            "параметры",
            "параметры запроса",
            "параметры вызова",
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
            "request",
            "запрос",
            "примеры кода",
            "пример кода",
            "примеры",
            "пример",
        ],
    ),
    (
        Section::Response,
        &[
            "result",
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
            "returned fields",
            "key descriptions",
            "description of keys",
            "description of the keys",
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
            "continue your study",
            "related links",
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
pub(crate) const WHO: &[&str] = &[
    "who can execute",
    "who can perform",
    "who can call",
    "кто может выполнять",
    "кто может выполнить",
    "кто может вызывать",
    "кто может вызвать",
];

/// What begins the line of the header that says who may subscribe to the event.
pub(crate) const WHO_SUBSCRIBES: &[&str] =
    &["who can subscribe", "who can receive events", "кто может подписаться", "кто может получать события"];

/// Headings of what the handler of an event receives.
pub(crate) const HANDLER: &[&str] = &[
    "what the handler receives",
    "what comes to the handler",
    "event handler parameters",
    "что получает обработчик",
    "что приходит в обработчик",
    "параметры обработчика события",
];

/// What older pages call the column of names, which is also the first column of overviews.
pub(crate) const METHOD_COLUMN: &[&str] = &["method", "метод"];

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
    /// The version of the product that has it first.
    Since,
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
    (
        Column::Since,
        &[
            "available since",
            "available from",
            "since",
            "version",
            "revision",
            "доступен с",
            "доступно с",
            "с версии",
            "версия",
            "ревизия",
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
