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
    "deprecated field",
    "not used in practice",
    "not used, retained",
    "устаревшее поле",
    "на практике не используется",
    "не используется, оставлен",
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

/// Phrases of an array whose items are objects, so that it is no object itself.
pub(crate) const OF_OBJECTS: &[&str] =
    &["array of objects", "list of objects", "массив объектов", "список объектов", "набор объектов"];

/// Parts of sentences that tell to send nothing as a value.
pub(crate) const PASS_NULL: &[&str] = &["pass `null`", "send `null`", "передайте `null`", "передать `null`"];

/// Parts of sentences that tell what `false` does as a value of another type.
pub(crate) const PASS_FALSE: &[&str] = &["if `false` is passed", "если передать `false`", "если передан `false`"];

/// Beginnings of sentences that let a list stand for one value.
pub(crate) const PASS_LIST: &[&str] = &["an array can be passed", "можно передать массив"];

/// What comes before a list of allowed values.
pub(crate) const VALUES: &[&str] = &[
    "possible values",
    "available values",
    "allowed values",
    "acceptable values",
    "supported values",
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
    "for the value:",
    "возможные значения",
    "доступные значения",
    "допустимые значения",
    "поддерживаемые значения",
    "поддерживаются значения",
    "может принимать значения",
    "может принимать следующие значения",
    "принимает значения",
    "принимает следующие значения",
    "принимает значение",
    "одно из значений",
    "может быть",
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
pub(crate) const RANGES: &[(&str, &str)] =
    &[("from ", " to "), ("allowed values: ", " to "), ("от ", " до "), ("in the range ", "–")];

/// What characters are called, and items of a list.
pub(crate) const CHARACTERS: &[&str] = &["character", "symbol", "символ", "знак"];
pub(crate) const ITEMS: &[&str] =
    &["item", "element", "identifier", "id", "record", "элемент", "идентификатор", "запис"];

/// What joins two things, and two of which one is meant.
pub(crate) const AND: &[&str] = &["and ", "и "];
pub(crate) const OR: &[&str] = &["or ", "или "];

/// What begins the explanation of signs in an example.
pub(crate) const WHERE: &[&str] = &["where", "где"];

/// Words that speak of parameters or fields, with what stands behind them as code.
pub(crate) const OF_NAMES: &[&str] = &["parameter", "field", "параметр", "поле", "поля", "полей", "полям"];

/// Words that say which of several there are.
pub(crate) const AVAILABLE: &[&str] = &["available", "доступн"];

/// Names of types that Russian pages translate.
pub(crate) const TYPES: &[(&str, &str)] =
    &[("строка", "string"), ("целое", "integer"), ("объект", "object"), ("массив", "array")];

/// Phrases that say that there are more values than a list has.
pub(crate) const MORE_VALUES: &[&str] = &[
    "typical",
    "main values",
    "main types",
    "basic values",
    "common values",
    "standard values",
    "and others",
    "and so on",
    "etc.",
    "among others",
    "for smart processes",
    "or the identifier",
    "custom values",
    "additional values",
    "types for which",
    "другие значения",
    "типы, для которых",
    "типовые",
    "базовые",
    "основные",
    "стандартные значения",
    "и другие",
    "и т.д.",
    "и т. д.",
    "и др.",
    "для смарт-процессов",
    "или идентификатор",
];

/// Names of types, which are no values where one stands alone.
pub(crate) const TYPE_NAMES: &[&str] =
    &["string", "integer", "int", "number", "double", "float", "array", "object", "boolean", "bool", "mixed", "any"];

/// Phrases that say that one of several parameters has to be there.
pub(crate) const AT_LEAST_ONE: &[&str] = &[
    "at least one of the parameters",
    "at least one of the following parameters",
    "at least one of these parameters",
    "at least one of the fields",
    "at least one of the following fields",
    "one of the parameters must be",
    "one of the following parameters must be",
    "one of the parameters is required",
    "pass one of the parameters",
    "specify one of the parameters",
    "provide either",
    "pass either",
    "specify either",
    "either `",
    "хотя бы один из параметров",
    "хотя бы одно из полей",
    "хотя бы один из",
    "один из параметров обязателен",
    "передайте один из параметров",
    "укажите один из параметров",
    "обязательно укажите один из",
];

/// Phrases behind which the parameters stand without which one is required.
pub(crate) const REQUIRED_UNLESS: &[&str] =
    &["required unless", "mandatory unless", "required instead of", "обязателен без", "обязательный без"];

/// Phrases that say of a parameter that it may be left out, in some calls or in all.
pub(crate) const MAY_BE_LEFT_OUT: &[&str] = &[
    "parameter can be omitted",
    "parameter may be omitted",
    "field can be omitted",
    "field may be omitted",
    "optional if",
    "optional when",
    "параметр можно не передавать",
    "параметр можно не указывать",
    "поле можно не передавать",
    "поле можно не указывать",
    "необязателен, если",
    "необязателен, когда",
    "необязательный, если",
];

/// Phrases behind which a condition stands under which a parameter is required.
pub(crate) const REQUIRED_IF: &[&str] = &[
    "required if",
    "required when",
    "mandatory if",
    "mandatory when",
    "required only for",
    "нужен только для",
    "must be specified if",
    "must be provided if",
    "обязателен, если",
    "обязательный, если",
    "обязательно, если",
    "обязательна, если",
    "обязательное, если",
    "обязателен при",
    "обязательный при",
    "обязательное поле, если",
    "обязательный параметр, если",
    "обязательно указывать, если",
];

/// Phrases that say that a parameter is not there.
pub(crate) const NOT_GIVEN: &[&str] = &[
    "is not provided",
    "are not provided",
    "is not specified",
    "are not specified",
    "is not passed",
    "are not passed",
    "is not set",
    "is not given",
    "is missing",
    "is absent",
    "is not used",
    "не указан",
    "не передан",
    "не задан",
    "не заполнен",
    "отсутствует",
];

/// Phrases that say that a parameter is there.
pub(crate) const GIVEN: &[&str] =
    &["is specified", "is provided", "is passed", "is set", "is given", "указан", "передан", "задан"];

/// Phrases between a parameter and its value.
pub(crate) const EQUAL: &[&str] =
    &["equal", "with value", "equals", " = ", " is `", "with the value", "set to", "равн", "равен", "значени"];

/// Phrases between a parameter and a value that it must not have.
pub(crate) const NOT_EQUAL: &[&str] = &["not equal", "other than", "different from", "не рав", "отличн"];

/// Phrases of a page that marks what is required.
pub(crate) const MARKS: &[&str] = &[
    "parameters are marked with",
    "fields are marked with",
    "marked with an asterisk",
    "параметры отмечены",
    "поля отмечены",
];

/// Descriptions of any user, in small letters.
pub(crate) const ANY_USER: &[&str] =
    &["any user", "all users", "authorized user", "любой пользователь", "все пользователи"];

/// Descriptions of administrators alone, in small letters.
pub(crate) const ADMINISTRATOR: &[&str] = &[
    "administrator",
    "administrators",
    "portal administrator",
    "администратор",
    "администраторы",
    "администратор портала",
];

/// Words of a page whose methods have different users.
pub(crate) const DEPENDS: &[&str] = &["depend", "зависит", "зависимости"];

/// Phrases that say that only an application may call a method.
pub(crate) const APPLICATION_ONLY: &[&str] = &[
    "only works in the context of",
    "works only in the context of",
    "only possible in the context of an application",
    "only be called in the context of",
    "only be called within the context of",
    "only works within the context of",
    "works only within the context of",
    "only works within the authorization context of an application",
    "only be called in the application context",
    "only be executed in the context of",
    "only in the context of authorization",
    "only in the context of authorizing",
    "only in the context of application authorization",
    "only in the context of an installed application",
    "работает только в контексте",
    "можно вызвать только в контексте",
    "возможен только в контексте",
];

/// Phrases before the parameter in whose place another one is given.
pub(crate) const INSTEAD: &[&str] =
    &["instead of the parameter ", "instead of the ", "instead of ", "вместо параметра ", "вместо поля ", "вместо "];

/// Words that say that a parameter is given.
pub(crate) const USED: &[&str] = &["use", "specif", "pass", "provid", "использ", "указ", "перед", "можно"];

/// Beginnings of a sentence about a purpose or a case: what it says is no rule for all calls.
pub(crate) const PURPOSE: &[&str] = &["to ", "if ", "when ", "for ", "чтобы ", "если ", "при ", "для "];

/// The name of the encoding of files; some pages write it with a Cyrillic letter.
pub(crate) const BASE64: &[&str] = &["base64", "b\u{430}se64"];

/// Phrases of the seconds since 1970, and of milliseconds.
pub(crate) const UNIX_TIME: &[&str] = &[
    "unix timestamp",
    "unix-timestamp",
    "unix time",
    "unix-time",
    "unix format",
    "timestamp format",
    "`timestamp` format",
    "timestamp in seconds",
    "unix-врем",
    "unix врем",
    "формате unix",
    "формате timestamp",
    "формате `timestamp`",
    "timestamp в секундах",
];
pub(crate) const MILLISECONDS: &[&str] = &["millisecond", "миллисекунд"];
