//! The kinds of tables.

use super::column::{self, Column};
use crate::things::{FIRST_PROCESS, Subject};

/// The content of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Entity {
    Lead,
    Deal,
    Contact,
    Company,
    Quote,
    /// Items of a smart process, and invoices: by the number of their type.
    Item(u32),
    /// Elements of a list, by its number.
    Element(u32),
    Task,
    User,
    Product,
}

impl Entity {
    /// Returns the entity of `crm.item.*` with this `entityTypeId`.
    pub(super) fn of_type(number: i64) -> Option<Self> {
        match number {
            1 => Some(Self::Lead),
            2 => Some(Self::Deal),
            3 => Some(Self::Contact),
            4 => Some(Self::Company),
            7 => Some(Self::Quote),
            31 | 128.. => u32::try_from(number).ok().map(Self::Item),
            _ => None,
        }
    }

    /// Returns the subject of its own fields.
    pub(super) fn subject(self) -> Subject {
        match self {
            Self::Element(list) => Subject::List(list),
            Self::Task => Subject::Task,
            Self::User => Subject::User,
            Self::Product => Subject::Product,
            crm => Subject::Crm(crm.type_number().unwrap_or_default()),
        }
    }

    /// Returns the `entityTypeId` of a thing of the CRM.
    pub(super) fn type_number(self) -> Option<u32> {
        match self {
            Self::Lead => Some(1),
            Self::Deal => Some(2),
            Self::Contact => Some(3),
            Self::Company => Some(4),
            Self::Quote => Some(7),
            Self::Item(number) => Some(number),
            Self::Element(_) | Self::Task | Self::User | Self::Product => None,
        }
    }

    /// Returns true for the items of a smart process.
    pub(super) fn is_process(self) -> bool {
        matches!(self, Self::Item(number) if number >= FIRST_PROCESS)
    }

    /// Parses `crm.deal`, `tasks.task`, `crm.item:128`, or `lists.element:37`.
    pub(super) fn parse(name: &str) -> Option<Self> {
        match name {
            "crm.lead" => Some(Self::Lead),
            "crm.deal" => Some(Self::Deal),
            "crm.contact" => Some(Self::Contact),
            "crm.company" => Some(Self::Company),
            "crm.quote" => Some(Self::Quote),
            "tasks.task" => Some(Self::Task),
            "user" => Some(Self::User),
            "catalog.product" => Some(Self::Product),
            name => match name.strip_prefix("lists.element:") {
                Some(list) => list.parse().ok().map(Self::Element),
                None => Self::of_type(name.strip_prefix("crm.item:")?.parse().ok()?),
            },
        }
    }

    pub(super) fn columns(self) -> &'static [Column] {
        match self {
            Self::Lead => column::LEAD,
            Self::Deal => column::DEAL,
            Self::Contact => column::CONTACT,
            Self::Company => column::COMPANY,
            Self::Quote => column::QUOTE,
            Self::Item(_) => column::ITEM,
            Self::Element(_) => column::ELEMENT,
            Self::Task => column::TASK,
            Self::User => column::USER,
            Self::Product => column::PRODUCT,
        }
    }

    /// Returns a unique number.
    pub(super) fn number(self) -> u64 {
        match self {
            Self::Lead => 1,
            Self::Deal => 2,
            Self::Contact => 3,
            Self::Company => 4,
            Self::Quote => 7,
            Self::Item(number) => u64::from(number),
            Self::Element(list) => (1 << 43) + u64::from(list),
            Self::Task => 1 << 40,
            Self::User => 1 << 41,
            Self::Product => 1 << 42,
        }
    }

    /// Returns its name in REST 3.0.
    pub(super) fn dto(self) -> &'static str {
        match self {
            Self::Task => "TaskDto",
            Self::User => "UserDto",
            Self::Product => "ProductDto",
            _ => "ItemDto",
        }
    }
}
