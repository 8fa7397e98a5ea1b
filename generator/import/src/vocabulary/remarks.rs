//! Phrases about the characters and units of values, and about where a thing is there.

use bitrix24_schema::raw::Unit;

/// Phrases of sentences that list the characters of a text.
pub(crate) const ALLOWED_CHARACTERS: &[&str] = &[
    "allowed characters",
    "only characters",
    "can consist of",
    "may include only",
    "can contain only",
    "can only contain",
    "can only use",
    "must match the pattern",
    "only latin letters",
    "letters and numbers can be used",
    "допустимые символы",
    "разрешены символы",
    "может состоять из",
    "может содержать только",
    "только латинские",
    "должен соответствовать шаблону",
    "только символы",
];

/// Words for characters, with the sets that they mean: the longer ones before those that they contain.
pub(crate) const CHARACTER_CLASSES: &[(&str, &str)] = &[
    ("uppercase latin", "A-Z"),
    ("lowercase latin", "a-z"),
    ("latin letters", "A-Za-z"),
    ("латинские буквы", "A-Za-z"),
    ("латинских букв", "A-Za-z"),
    ("digits", "0-9"),
    ("numbers", "0-9"),
    ("цифры", "0-9"),
    ("цифр", "0-9"),
    ("hyphen", "\\-"),
    ("дефис", "\\-"),
    ("underscore", "_"),
    ("подчерк", "_"),
    ("подчёрк", "_"),
];

/// Phrases about the first character alone.
pub(crate) const FIRST_CHARACTER: &[&str] = &["first character", "must start", "первый символ", "должен начинаться"];

/// Phrases of a text whose small letters the server makes capitals.
pub(crate) const IN_CAPITALS: &[&str] = &[
    "converted to uppercase",
    "приводятся к верхнему регистру",
    "переводятся в верхний регистр",
    "приводятся к заглавным",
    "преобразуются в заглавные",
];

/// Words before a unit.
pub(crate) const IN: &[&str] = &["in", "в"];

/// The names of units.
pub(crate) const UNITS: &[(Unit, &[&str])] = &[
    (Unit::Milliseconds, &["milliseconds", "миллисекундах"]),
    (Unit::Seconds, &["seconds", "секундах"]),
    (Unit::Minutes, &["minutes", "минутах"]),
    (Unit::Hours, &["hours", "часах"]),
    (Unit::Days, &["days", "днях"]),
    (Unit::Bytes, &["bytes", "байтах"]),
    (Unit::Kilobytes, &["kilobytes", "килобайтах", "кб"]),
    (Unit::Megabytes, &["megabytes", "мегабайтах", "мб"]),
    (Unit::Grams, &["grams", "граммах"]),
    (Unit::Kilograms, &["kilograms", "килограммах"]),
    (Unit::Millimeters, &["millimeters", "миллиметрах"]),
    (Unit::Centimeters, &["centimeters", "сантиметрах"]),
    (Unit::Meters, &["meters", "метрах"]),
    (Unit::Pixels, &["pixels", "пикселях"]),
    (Unit::Percent, &["percent", "percentage", "процентах"]),
];

/// Phrases of things that only an installation of one's own has.
pub(crate) const ON_PREMISE_ONLY: &[&str] = &[
    "only in on-premise",
    "only in the on-premise",
    "only for on-premise",
    "only for the on-premise",
    "used in on-premise versions",
    "relevant for on-premise bitrix",
    "only in the self-hosted",
    "only for self-hosted",
    "только в коробочн",
    "только для коробочн",
    "актуален для коробочн",
    "актуально для коробочн",
    "используется в коробочн",
];

/// Words of sentences about writing a field.
pub(crate) const EDITING: &[&str] = &["edit", "редактир", "изменя"];

/// Phrases of things that only the vendor's cloud has.
pub(crate) const CLOUD_ONLY: &[&str] = &[
    "only in the cloud",
    "only in cloud",
    "only for cloud",
    "only for the cloud",
    "только в облач",
    "только для облач",
];

/// Phrases of things that not all plans have.
pub(crate) const PLANS: &[&str] = &[
    "on paid plans",
    "only on commercial plans",
    "on commercial plans",
    "plan and above",
    "not available on all plans",
    "на платных тариф",
    "на коммерческих тариф",
    "не на всех тариф",
    "и выше тариф",
    "тарифа «профессиональный»",
];

/// Phrases before the version since which a thing is there.
pub(crate) const SINCE: &[&str] = &[
    "available starting from version",
    "available from version",
    "available since version",
    "available starting from module version",
    "are available starting from crm version",
    "доступен с версии",
    "доступна с версии",
    "доступно с версии",
    "доступны с версии",
    "доступен начиная с версии",
];

/// Phrases of methods whose work goes on after they have answered.
pub(crate) const ASYNCHRONOUS: &[&str] = &[
    "performed asynchronously",
    "executed asynchronously",
    "runs asynchronously",
    "works asynchronously",
    "выполняется асинхронно",
    "происходит асинхронно",
    "работает асинхронно",
];

/// Phrases of methods whose effect nothing takes back.
pub(crate) const IRREVERSIBLE: &[&str] = &[
    "permanently delete",
    "irreversibl",
    "without the possibility of recovery",
    "cannot be restored",
    "cannot be undone",
    "bypassing the recycle bin",
    "безвозвратно",
    "необратимо",
    "без возможности восстановления",
    "восстановить невозможно",
    "нельзя восстановить",
];

/// Phrases before the parameter without which another one has no effect.
pub(crate) const ONLY_WITH: &[&str] = &[
    "used only with",
    "used only together with",
    "works only together with",
    "works only with the parameter",
    "only in conjunction with",
    "only when passing",
    "available only when `",
    "available only if `",
    "is performed only if",
    "is considered only if",
    "only considered for",
    "only for `",
    "used only if",
    "используется только с",
    "используется только вместе с",
    "работает только вместе с",
    "имеет смысл только при",
    "доступен только при `",
    "только вместе с",
    "учитывается только при",
    "только для `",
];

/// Phrases of a field that only things of one type have, and what stands beside the type.
pub(crate) const USED_FOR: &[&str] = &[
    "used for",
    "used only for",
    "relevant only for",
    "only for",
    "используется для",
    "используется только для",
    "актуально только для",
    "актуален только для",
    "актуальна только для",
    "только для",
];
pub(crate) const OF_TYPE: &[&str] = &["of type `", "of the type `", "` type", "типа `", "типом `"];

/// Phrases before the method whose answer is like this one's.
pub(crate) const ANSWERS_AS: &[&str] = &[
    "result similar to",
    "response similar to",
    "in the response similar to",
    "the same result as",
    "the same response as",
    "результат, аналогичный",
    "ответ, аналогичный",
    "аналогичные ответу",
    "аналогичен ответу",
    "такой же ответ, как",
];

/// Phrases of an answer that is a list.
pub(crate) const SOME_LIST: &[&str] = &[
    "returns an empty array",
    "returns a list of",
    "returns an array of identifiers",
    "returns an array of tasks",
    "returns an array containing",
    "возвращает пустой массив",
    "возвращает список",
    "возвращает массив идентификаторов",
    "возвращает массив задач",
    "возвращает массив, содержащий",
];

/// Phrases of an answer that is nothing in some cases.
pub(crate) const OTHERWISE_NULL: &[&str] = &[
    "otherwise `null`",
    "otherwise returns `null`",
    "otherwise, it returns `null`",
    "otherwise it returns `null`",
    "иначе `null`",
    "иначе вернет `null`",
    "в противном случае `null`",
    "в противном случае — `null`",
];

/// Phrases of an answer that is `true` or `false`.
pub(crate) const TRUE_IF: &[&str] = &["returns true if", "возвращает true, если", "возвращает true в случае, если"];

/// Phrases of an answer that is a number.
pub(crate) const NUMERIC_ID: &[&str] = &["numeric identifier", "числовой идентификатор"];
