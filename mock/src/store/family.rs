//! The methods that work on the store, and the conventions of each family.

use super::entity::Entity;
use crate::request::ApiVersion;

/// Methods with a common prefix: `crm.deal.*`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Family {
    pub(super) name: &'static str,
    pub(super) api: ApiVersion,
    /// The entity of the methods; `crm.item.*` and `lists.element.*` get it with each call.
    pub(super) entity: Option<Entity>,
    /// The spelling of columns in answers.
    pub(super) spelling: Spelling,
    /// The form of custom fields in answers.
    pub(super) form: Form,
    /// True if numbers are answered as texts.
    pub(super) texts: bool,
    /// True if flags are `true` and `false`.
    pub(super) plain_flags: bool,
    /// The parameter with the identifier of the row.
    pub(super) id: &'static str,
    /// The parameter with the order of a list.
    pub(super) order: &'static str,
    /// The key around the rows of a list.
    pub(super) rows: Option<&'static str>,
    /// The key around a row.
    pub(super) row: Option<&'static str>,
    pub(super) added: Saved,
    pub(super) updated: Saved,
    pub(super) deleted: Saved,
}

/// The spelling of columns in answers; the number is its index in a column's names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spelling {
    Upper = 0,
    Camel = 1,
    V3 = 2,
}

/// The form of custom fields in answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `crm.item.*`: numbers, `Y` and `N`, `[]` for none of several values.
    Item,
    /// `crm.deal.*` and its like: texts, `1` and `0`, `false` for none of several values.
    Text,
    /// `lists.element.*`: a map from the numbers of the values to their texts.
    Element,
}

/// The answer of a call that changes a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Saved {
    /// The identifier.
    Id,
    /// `true`
    True,
    /// `[]`
    Nothing,
    /// `{"task": true}`
    TrueIn(&'static str),
    /// `{"item": {…}}`
    RowIn(&'static str),
}

/// The operation of a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Op {
    Add,
    Get,
    List,
    Update,
    Delete,
    Fields,
    /// The caller's own row.
    Current,
    /// Adds a row, and answers its identifier.
    Import,
    /// Adds several rows.
    Imports,
}

impl Op {
    pub(crate) fn writes(self) -> bool {
        matches!(self, Op::Add | Op::Update | Op::Delete | Op::Import | Op::Imports)
    }
}

const fn crm(name: &'static str, entity: Entity) -> Family {
    Family {
        name,
        api: ApiVersion::V2,
        entity: Some(entity),
        spelling: Spelling::Upper,
        form: Form::Text,
        texts: true,
        plain_flags: false,
        id: "id",
        order: "order",
        rows: None,
        row: None,
        added: Saved::Id,
        updated: Saved::True,
        deleted: Saved::True,
    }
}

/// The families, which are searched in this order.
static FAMILIES: [Family; 11] = [
    crm("crm.lead", Entity::Lead),
    crm("crm.deal", Entity::Deal),
    crm("crm.contact", Entity::Contact),
    crm("crm.company", Entity::Company),
    crm("crm.quote", Entity::Quote),
    Family {
        entity: None,
        spelling: Spelling::Camel,
        form: Form::Item,
        texts: false,
        rows: Some("items"),
        row: Some("item"),
        added: Saved::RowIn("item"),
        updated: Saved::RowIn("item"),
        deleted: Saved::Nothing,
        ..crm("crm.item", Entity::Deal)
    },
    Family {
        spelling: Spelling::Camel,
        id: "taskId",
        rows: Some("tasks"),
        row: Some("task"),
        added: Saved::RowIn("task"),
        updated: Saved::RowIn("task"),
        deleted: Saved::TrueIn("task"),
        ..crm("tasks.task", Entity::Task)
    },
    Family {
        api: ApiVersion::V3,
        spelling: Spelling::V3,
        texts: false,
        plain_flags: true,
        rows: Some("items"),
        row: Some("item"),
        added: Saved::RowIn("item"),
        updated: Saved::TrueIn("result"),
        deleted: Saved::TrueIn("result"),
        ..crm("tasks.task", Entity::Task)
    },
    Family { plain_flags: true, ..crm("user", Entity::User) },
    Family {
        spelling: Spelling::Camel,
        texts: false,
        rows: Some("products"),
        row: Some("product"),
        form: Form::Item,
        added: Saved::RowIn("element"),
        updated: Saved::RowIn("element"),
        ..crm("catalog.product", Entity::Product)
    },
    Family {
        entity: None,
        form: Form::Element,
        id: "ELEMENT_ID",
        order: "ELEMENT_ORDER",
        ..crm("lists.element", Entity::Deal)
    },
];

impl Family {
    /// Returns true for `crm.item.*`, which gets the type of its items with each call.
    pub(super) fn is_item(&self) -> bool {
        self.entity.is_none() && self.form == Form::Item
    }

    /// Returns true for `lists.element.*`.
    pub(super) fn is_element(&self) -> bool {
        self.form == Form::Element
    }
}

/// Returns the family of a method, whose name is in lower case, and its operation.
pub(super) fn find(api: ApiVersion, method: &str) -> Option<(&'static Family, Op)> {
    let family = FAMILIES.iter().find(|family| {
        let rest = method.strip_prefix(family.name).and_then(|rest| rest.strip_prefix('.'));
        family.api == api && rest.is_some_and(|rest| !rest.contains('.'))
    })?;
    let is_user = family.entity == Some(Entity::User);
    let op = match method.rsplit('.').next()? {
        "add" => Op::Add,
        "get" | "search" if is_user => Op::List,
        "current" if is_user => Op::Current,
        "list" | "delete" if is_user => return None,
        "get" if family.is_element() => Op::List,
        "list" if family.is_element() => return None,
        "get" => Op::Get,
        "list" => Op::List,
        "update" => Op::Update,
        "delete" => Op::Delete,
        "import" if family.is_item() => Op::Import,
        "batchimport" if family.is_item() => Op::Imports,
        "fields" | "getfields" => Op::Fields,
        _ => return None,
    };
    Some((family, op))
}
