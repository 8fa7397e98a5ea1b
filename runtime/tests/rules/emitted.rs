//! Methods with their rules and errors, in the form in which the generator emits them.

use bitrix24_runtime as rt;
use rt::{Value, json};

/// A method of which nothing is known.
pub(crate) const fn method(name: &'static str, api: rt::Api) -> rt::Method {
    rt::Method {
        name,
        api,
        scopes: &[],
        kind: rt::Kind::Write,
        docs: "https://docs/",
        batchable: None,
        deprecated: None,
        positional: &[],
        pager: None,
        params: rt::Fields::NONE,
        errors: rt::Errors::NONE,
    }
}

/// A method of version 2 with every kind of rule.
pub(crate) mod save {
    use bitrix24_runtime as rt;

    use super::types;

    pub(crate) struct Save;

    impl Save {
        pub(crate) const METHOD: &'static rt::Method =
            &rt::Method { params: rt::Fields::Rules(Self::rules), ..super::method("item.save", rt::Api::V2) };

        fn rules(p: &mut rt::Rules<'_>) {
            p.required("taskId").id();
            p.optional("filter").map().operators(&[">=", "="]);
            p.optional("by").object(By::rules).operators(&["@", "!"]);
            p.unknown("USERS").one_or_many().id().max_length(2);
            p.optional("ROLE").string().values(&["E", "K"]);
            p.plain(&["tags list string", "day nullable date", "at date_time", "since timestamp"]);
            p.optional("fields").object(Fields::rules);
            p.optional("task").shared("tasks.Task", types::tasks::Task::rules);
            p.optional("value").one_of(Value::rules);
            p.optional("period").nullable().one_of(Period::rules);
            p.optional("limit").integer().min(1.0).max(50.0);
            p.plain(&["scan file", "UF_<name> any"]);
        }
    }

    struct By;

    impl By {
        fn rules(p: &mut rt::Rules<'_>) {
            p.optional("ID").id();
            p.optional("UF_<name>").any();
        }
    }

    struct Fields;

    impl Fields {
        fn rules(p: &mut rt::Rules<'_>) {
            p.required("NAME").string().min_length(1);
            p.optional("PRICE").double().min(0.0);
            p.optional("ACTIVE").boolean();
            p.optional("UF_<name>").any();
        }
    }

    struct Value;

    impl Value {
        fn rules(p: &mut rt::Rules<'_>) {
            p.option().integer();
            p.option().list().string();
        }
    }

    struct Period;

    impl Period {
        fn rules(p: &mut rt::Rules<'_>) {
            p.option().integer();
            p.option().object(Range::rules);
            p.option().object(Days::rules);
        }
    }

    struct Days;

    impl Days {
        fn rules(p: &mut rt::Rules<'_>) {
            p.required("days").list().integer();
        }
    }

    struct Range;

    impl Range {
        fn rules(p: &mut rt::Rules<'_>) {
            p.required("from").integer();
            p.optional("to").integer();
        }
    }
}

/// A method with errors.
pub(crate) mod delegate {
    use bitrix24_runtime as rt;

    pub(crate) struct Delegate(rt::Params);

    impl Delegate {
        pub(crate) const METHOD: &'static rt::Method = &rt::Method {
            params: rt::Fields::Plain(&["taskId* id", "userId* id"]),
            errors: rt::Errors::Rows(rt::error::row::<Error>),
            ..super::method("tasks.task.delegate", rt::Api::V2)
        };
    }

    impl rt::Request for Delegate {
        type Result = rt::Any;

        fn parts(&self) -> rt::Parts<'_> {
            (rt::Target::Known(Self::METHOD), &self.0)
        }
    }

    #[non_exhaustive]
    pub(crate) enum Error {
        WrongTaskId,
        NotAllowed,
        NoCode,
        Busy,
    }

    impl rt::KnownError for Error {
        const ROWS: &'static [rt::ErrorRow<Self>] = &[
            (Self::Busy, "503 Busy Silent", "QUERY_LIMIT_EXCEEDED", ""),
            (Self::WrongTaskId, "400 Invalid", "0", "wrong task id"),
            (Self::NotAllowed, "0 Denied", "0", "not allowed"),
            (Self::NoCode, "0 Unknown", "", "Wrong * ID"),
        ];
        const WHEN: &'static [(Self, &'static [&'static str])] = &[(Self::WrongTaskId, &["taskId has the wrong type"])];
    }

    #[rustfmt::skip]
    impl Clone for Error { #[inline] fn clone(&self) -> Self { *self } }
    impl Copy for Error {}
    #[rustfmt::skip]
    impl std::fmt::Debug for Error { fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result { rt::error::debug(self, f) } }
    #[rustfmt::skip]
    impl PartialEq for Error { fn eq(&self, other: &Self) -> bool { rt::error::eq(self, other) } }
    impl Eq for Error {}
}

/// A method of REST 3.0.
pub(crate) mod list {
    use bitrix24_runtime as rt;

    pub(crate) struct List;

    impl List {
        pub(crate) const METHOD: &'static rt::Method =
            &rt::Method { params: rt::Fields::Rules(Self::rules), ..super::method("tasks.task.list", rt::Api::V3) };

        fn rules(p: &mut rt::Rules<'_>) {
            p.optional("select").list().string();
            p.optional("filter").list().list();
        }
    }
}

pub(crate) mod types {
    pub(crate) mod tasks {
        use bitrix24_runtime as rt;

        pub(crate) struct Task;

        impl Task {
            pub(crate) fn rules(p: &mut rt::Rules<'_>) {
                p.required("id").id();
                p.optional("title").string();
                p.optional("children").list().shared("tasks.Task", Task::rules);
            }
        }
    }
}

/// The errors that any method may answer.
pub(crate) mod system {
    use bitrix24_runtime as rt;

    pub(crate) enum Error {
        ExpiredToken,
    }

    impl rt::KnownError for Error {
        const ROWS: &'static [rt::ErrorRow<Self>] = &[(Self::ExpiredToken, "401 Token Silent", "expired_token", "")];
    }

    #[rustfmt::skip]
    impl Clone for Error { #[inline] fn clone(&self) -> Self { *self } }
    impl Copy for Error {}
    #[rustfmt::skip]
    impl PartialEq for Error { fn eq(&self, other: &Self) -> bool { rt::error::eq(self, other) } }

    pub(crate) static ERRORS: rt::Errors = rt::Errors::Rows(rt::error::row::<Error>);
}

/// Parameters of [`save`] that break no rule.
pub(crate) fn valid() -> Vec<Value> {
    vec![
        json!({ "taskId": 1 }),
        json!({ "TASKID": "17", "auth": "token", "day": null, "UF_ANY": { "a": [1] } }),
        json!({
            "taskId": 1,
            "filter": { ">=ID": 1, "=TITLE": "x", "UF_X": [1] },
            "by": { "@ID": [1, 2], "ID": 3, "!UF_CRM": "x" },
            "USERS": [1, "2"],
            "ROLE": "K",
            "tags": ["a", 1],
            "day": "2026-05-01",
            "at": "2026-05-01T12:00:00+03:00",
            "since": 1_700_000_000,
            "fields": { "NAME": "x", "PRICE": "1.5", "ACTIVE": "Y", "UF_CRM_1": {}, "UF_CRM_2": null },
            "task": { "id": 1, "title": "x", "children": [{ "id": 2, "children": [{ "id": 3 }] }, { "id": 4 }] },
            "value": [1, "2"],
            "period": { "from": 1, "to": "2" },
            "limit": 50,
            "scan": ["a.txt", "YQ=="],
        }),
        json!({ "taskId": 1, "USERS": 5, "value": ["a"], "task": [] }),
        json!({ "taskId": 1, "value": 5, "period": { "days": [1, 2] } }),
    ]
}
