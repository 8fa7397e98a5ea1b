//! The types of custom fields.

/// The type of a custom field, as far as its values tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A text; links, videos and the types that applications define are texts, too.
    Text,
    Integer,
    Double,
    Boolean,
    Date,
    DateTime,
    /// One of the field's choices, by its number.
    Choice,
    File,
    /// `1000.50|EUR`
    Money,
    /// `Main Street 5|52.52;13.40|7`
    Address,
    /// `D_1`, or an identifier alone.
    Link,
    /// An element of a list of the CRM, by its code.
    Status,
    User,
    /// The identifier of something else, by the name of its type: `iblock_element`, `disk_file`.
    Id(String),
    /// Any value: a documented field that is none of the above.
    Any,
}

impl Kind {
    /// Returns the name of the type in `USER_TYPE_ID`.
    pub(crate) fn user_type(&self) -> &str {
        match self {
            Kind::Text => "string",
            Kind::Integer => "integer",
            Kind::Double => "double",
            Kind::Boolean => "boolean",
            Kind::Date => "date",
            Kind::DateTime => "datetime",
            Kind::Choice => "enumeration",
            Kind::File => "file",
            Kind::Money => "money",
            Kind::Address => "address",
            Kind::Link => "crm",
            Kind::Status => "crm_status",
            Kind::User => "employee",
            Kind::Id(of) => of,
            Kind::Any => "any",
        }
    }

    /// Returns true if its values are whole numbers.
    pub(crate) fn is_whole(&self) -> bool {
        matches!(self, Kind::Integer | Kind::Choice | Kind::User | Kind::Id(_))
    }
}
