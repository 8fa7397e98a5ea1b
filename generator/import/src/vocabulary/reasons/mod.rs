//! Phrases that tell the reason of an error.

mod access;
mod values;

use bitrix24_schema::raw::Reason;

/// Phrases of an error whose reason the server does not tell. They count before all others.
pub(crate) const NOT_TOLD: &[&str] = &[
    "internal error",
    "internal server error",
    "system error",
    "unknown error",
    "general error",
    "fatal error",
    "fatal errors",
    "other error",
    "other errors",
    "another error",
    "error occurred",
    "did not return the reason",
    "unexpected response",
    "unexpected answer",
    "внутренняя ошибка",
    "системная ошибка",
    "неизвестная ошибка",
    "другая ошибка",
    "другие ошибки",
    "прочие ошибки",
    "произошла ошибка",
    "неожиданный ответ",
    "непредвиденный ответ",
];

/// Phrases by reason: the first reason that has one in the text counts. `*` at the end stands for any ending.
pub(crate) const REASONS: &[(Reason, &[&str])] = &[
    (Reason::Token, access::TOKEN),
    (Reason::Scope, access::SCOPE),
    (Reason::Application, access::APPLICATION),
    (Reason::Plan, access::PLAN),
    (Reason::Unavailable, access::UNAVAILABLE),
    (Reason::Busy, access::BUSY),
    (Reason::Limit, access::LIMIT),
    (Reason::Denied, access::DENIED),
    (Reason::Invalid, values::NO_SUCH_TYPE),
    (Reason::Missing, values::MISSING),
    (Reason::Exists, values::EXISTS),
    (Reason::NotFound, values::NOT_FOUND),
    (Reason::State, values::STATE),
    (Reason::Invalid, values::INVALID),
    (Reason::Refused, values::REFUSED),
    (Reason::Failed, values::FAILED),
];

/// Parts of the messages and explanations of an error that all calls get which are no application's.
pub(crate) const APPLICATION_REQUIRED: &[&str] = &[
    "application context required",
    "only possible in the context of a rest application",
    "only be called in the context of a rest application",
    "только в контексте rest-приложения",
    "только в контексте rest приложения",
];

/// The word between two reasons of one error, with the spaces around it.
pub(crate) const OR: &[&str] = &[" or ", " или "];

/// Phrases of a text about something that is missing, or does not fit.
pub(crate) const OR_INVALID: &[&str] = &[
    "or invalid",
    "invalid or",
    "or incorrect",
    "incorrect or",
    "an incorrect",
    "or is invalid",
    "or is incorrect",
    "or has an invalid",
    "or has an incorrect",
    "or has the wrong",
    "less than 1 or",
    "меньше 1 или",
    "или имеет некоррект*",
    "или имеет невер*",
    "или имеет недопуст*",
    "или недопуст*",
    "или некоррект*",
    "или невер*",
    "некорректный или",
    "неверный или",
];

/// Parts of the codes of REST 3.0, each with the reason that it tells.
pub(crate) const REASON_OF_CODE: &[(&str, Reason)] = &[
    ("ACCESSDENIED", Reason::Denied),
    ("INSUFFICIENTSCOPE", Reason::Scope),
    ("NOTFOUND", Reason::NotFound),
    ("UNKNOWN", Reason::Invalid),
    ("INVALID", Reason::Invalid),
];
