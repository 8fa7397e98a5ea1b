//! The kinds of the CRM that every portal has.

/// A kind of the CRM.
pub(crate) struct Kind {
    /// Its number, `entityTypeId`.
    pub(crate) number: i64,
    /// The methods that describe its fields and its custom fields, if it has methods of its own.
    pub(crate) methods: Option<(&'static str, &'static str)>,
    /// The thing of its own methods: the prefix of the methods, the shared type, the name.
    pub(crate) own: Option<(&'static str, &'static str, &'static str)>,
    /// Its name among the items of the universal methods.
    pub(crate) item: &'static str,
    /// The object whose custom fields it has.
    pub(crate) entity: &'static str,
    /// What it is, for `parentId…` and titles.
    pub(crate) word: &'static str,
    /// The identifier that names one.
    pub(crate) id: &'static str,
    /// True if it may have pipelines.
    pub(crate) has_categories: bool,
}

macro_rules! kind {
    ($number:literal, $name:literal, $word:literal, $categories:literal) => {
        Kind {
            number: $number,
            methods: Some((concat!("crm.", $word, ".fields"), concat!("crm.", $word, ".userfield.list"))),
            own: Some((concat!("crm.", $word), concat!("crm.", $name), $name)),
            item: concat!($name, "Item"),
            entity: concat!("CRM_", $name),
            word: $word,
            id: concat!("crm_", $word),
            has_categories: $categories,
        }
    };
}

/// The kinds that every portal has.
pub(crate) const KINDS: &[Kind] = &[
    kind!(1, "Lead", "lead", false),
    kind!(2, "Deal", "deal", true),
    kind!(3, "Contact", "contact", true),
    kind!(4, "Company", "company", true),
    kind!(7, "Quote", "quote", false),
    Kind {
        number: 31,
        methods: None,
        own: None,
        item: "Invoice",
        entity: "CRM_SMART_INVOICE",
        word: "invoice",
        id: "crm_entity",
        has_categories: true,
    },
];
