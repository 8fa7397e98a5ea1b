// Requests as they are emitted, for the tests and the examples of `query`.

use bitrix24::rt;
use rt::catalogue::{Errors, Field, Fields, Items, Pager, PagerKind, Shape};
use rt::{Api, Kind, Method, Params};

const TEXTS: Shape = Shape::List(Items::of(Shape::String));
const MAP: Shape = Shape::Map(Items::of(Shape::Any));
const WORDS: Shape = Shape::Map(Items::of(Shape::String));
const CONDITIONS: Shape = Shape::List(Items::of(Shape::List(Items::of(Shape::Any))));

const fn lists(name: &'static str, api: Api, kind: PagerKind, items: &'static str, params: &'static [Field]) -> Method {
    let id = Some(if items.is_empty() { "ID" } else { "id" });
    Method {
        name,
        api,
        scopes: &[],
        kind: Kind::Read,
        docs: "https://docs/",
        batchable: None,
        deprecated: None,
        positional: &[],
        pager: Some(Pager { kind, items, id }),
        params: Fields::List(params),
        errors: Errors::NONE,
    }
}

macro_rules! request {
    ($name:ident, $method:ident, $item:ty, $version:ty) => {
        #[derive(Clone, Default)]
        pub(crate) struct $name {
            params: Params,
        }

        impl $name {
            pub(crate) fn new() -> Self {
                Self::default()
            }
        }

        impl rt::Request for $name {
            type Result = rt::Any;

            fn parts(&self) -> rt::Parts<'_> {
                (rt::Target::Known(&$method), &self.params)
            }
        }

        impl rt::ListRequest for $name {
            type Item = $item;
            type Version = $version;

            fn params_mut(&mut self) -> &mut Params {
                &mut self.params
            }
        }
    };
}

macro_rules! item {
    ($name:ident { $($field:ident: $type:ty = $function:ident $key:literal,)* }) => {
        #[derive(Clone, Debug, Default)]
        pub(crate) struct $name {
            $(pub(crate) $field: $type,)*
            pub(crate) extra: rt::Extra,
        }

        impl rt::Object for $name {
            fn walk(&self, cx: &mut rt::Cx<'_>) -> Self {
                Self { $($field: cx.$function($key, &self.$field),)* extra: cx.extra(&self.extra) }
            }
        }
    };
}

pub(crate) mod crm {
    pub(crate) mod deal {
        use super::super::*;

        request!(List, METHOD, Deal, rt::query::V2);
        item!(Deal {
            id: Option<rt::Id> = id "ID",
            title: Option<String> = text "TITLE",
            stage_id: Option<String> = text "STAGE_ID",
            opportunity: Option<String> = text "OPPORTUNITY",
            company_id: Option<i64> = int "COMPANY_ID",
            closed: Option<bool> = yes_no "CLOSED",
            begins: Option<rt::DateTime> = date_time "BEGINDATE",
            touched: Option<rt::DateTime> = unix "TOUCHED",
        });

        pub(crate) static METHOD: Method = lists(
            "crm.deal.list",
            Api::V2,
            PagerKind::Start,
            "",
            &[
                Field::optional("select", TEXTS),
                Field::optional("filter", MAP).operators(&[">=", ">", "<=", "<", "@", "!@", "%", "=%", "=", "!=", "!"]),
                Field::optional("order", WORDS),
                Field::optional("start", Shape::Integer),
            ],
        );
    }
}

pub(crate) mod tasks {
    pub(crate) mod task {
        use super::super::*;

        request!(List, METHOD, Task, rt::query::V2);
        request!(ListV3, METHOD_V3, Task, rt::query::V3);
        item!(Task {
            id: Option<i64> = int "id",
            title: Option<String> = text "title",
            responsible_id: Option<i64> = int "responsibleId",
            status: Option<String> = text "status",
        });

        pub(crate) static METHOD: Method = lists(
            "tasks.task.list",
            Api::V2,
            PagerKind::Start,
            "tasks",
            &[
                Field::optional("order", WORDS),
                Field::optional("filter", MAP).operators(&["!", "<", "<=", ">", ">="]),
                Field::optional("select", TEXTS),
                Field::optional("start", Shape::Integer),
            ],
        );

        pub(crate) static METHOD_V3: Method = lists(
            "tasks.task.list",
            Api::V3,
            PagerKind::Pagination,
            "items",
            &[
                Field::optional("select", TEXTS),
                Field::optional("filter", CONDITIONS),
                Field::optional("order", WORDS),
                Field::optional("pagination", MAP),
            ],
        );
    }
}

pub(crate) mod user {
    use super::*;

    request!(Get, METHOD, User, rt::query::V2);
    item!(User {
        id: Option<rt::Id> = id "ID",
        name: Option<String> = text "NAME",
    });

    pub(crate) static METHOD: Method = lists(
        "user.get",
        Api::V2,
        PagerKind::Start,
        "",
        &[
            Field::optional("sort", Shape::String),
            Field::optional("order", Shape::String),
            Field::optional("start", Shape::Integer),
        ],
    );
}
