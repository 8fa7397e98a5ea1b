//! The kinds of tables.

use super::column::{self, Column};

/// The content of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Entity {
    Lead,
    Deal,
    Contact,
    Company,
    /// Items of a smart process, quotes, invoices: by the number of their type.
    Item(u32),
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
            7 | 31 | 128.. => u32::try_from(number).ok().map(Self::Item),
            _ => None,
        }
    }

    /// Parses `crm.deal`, `tasks.task`, or `crm.item:128`.
    pub(super) fn parse(name: &str) -> Option<Self> {
        match name {
            "crm.lead" => Some(Self::Lead),
            "crm.deal" => Some(Self::Deal),
            "crm.contact" => Some(Self::Contact),
            "crm.company" => Some(Self::Company),
            "tasks.task" => Some(Self::Task),
            "user" => Some(Self::User),
            "catalog.product" => Some(Self::Product),
            name => Self::of_type(name.strip_prefix("crm.item:")?.parse().ok()?),
        }
    }

    pub(super) fn columns(self) -> &'static [Column] {
        match self {
            Self::Lead => column::LEAD,
            Self::Deal => column::DEAL,
            Self::Contact => column::CONTACT,
            Self::Company => column::COMPANY,
            Self::Item(_) => column::ITEM,
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
            Self::Item(number) => u64::from(number),
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
