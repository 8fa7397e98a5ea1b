//! The columns of the store's tables, and their values in made rows.

use std::borrow::Cow;

use super::cell::Cell;
use super::kind::Kind;
use crate::random::mix;

/// A column.
#[derive(Debug)]
pub(super) struct Column {
    /// Its names in `crm.deal.*`, in `crm.item.*`, and in REST 3.0.
    pub(super) names: [&'static str; 3],
    pub(super) kind: Kind,
}

const fn col(upper: &'static str, camel: &'static str, kind: Kind) -> Column {
    Column { names: [upper, camel, camel], kind }
}

const fn col3(upper: &'static str, camel: &'static str, v3: &'static str, kind: Kind) -> Column {
    Column { names: [upper, camel, v3], kind }
}

/// The first column of all tables.
const ID: Column = col("ID", "id", Kind::Id);

pub(super) const LEAD: &[Column] = &[
    ID,
    col("TITLE", "title", Kind::Title("Lead")),
    col("STATUS_ID", "stageId", Kind::Word(&["NEW", "IN_PROCESS", "CONVERTED", "JUNK"])),
    col("NAME", "name", Kind::Text),
    col("LAST_NAME", "lastName", Kind::Text),
    col("SECOND_NAME", "secondName", Kind::Text),
    col("COMPANY_TITLE", "companyTitle", Kind::Text),
    col("POST", "post", Kind::Text),
    col("CURRENCY_ID", "currencyId", Kind::Word(&["EUR"])),
    col("OPPORTUNITY", "opportunity", Kind::Money),
    col("IS_MANUAL_OPPORTUNITY", "isManualOpportunity", Kind::Flag),
    col("COMPANY_ID", "companyId", Kind::Ref),
    col("CONTACT_ID", "contactId", Kind::Ref),
    col("ASSIGNED_BY_ID", "assignedById", Kind::User),
    col("CREATED_BY_ID", "createdBy", Kind::User),
    col("MODIFY_BY_ID", "updatedBy", Kind::Editor),
    col("DATE_CREATE", "createdTime", Kind::Stamp),
    col("DATE_MODIFY", "updatedTime", Kind::Changed),
    col("OPENED", "opened", Kind::Flag),
    col("COMMENTS", "comments", Kind::Text),
    col("SOURCE_ID", "sourceId", Kind::Word(&["CALL", "WEB", "EMAIL"])),
    col("SOURCE_DESCRIPTION", "sourceDescription", Kind::Text),
    col("STATUS_DESCRIPTION", "statusDescription", Kind::Text),
    col("ORIGINATOR_ID", "originatorId", Kind::Text),
    col("ORIGIN_ID", "originId", Kind::Text),
    col("XML_ID", "xmlId", Kind::Text),
    col("UTM_SOURCE", "utmSource", Kind::Text),
    col("UTM_MEDIUM", "utmMedium", Kind::Text),
    col("UTM_CAMPAIGN", "utmCampaign", Kind::Text),
];

/// The columns of deals, and of other entities with stages and money.
macro_rules! deals {
    ($title:literal) => {
        &[
            ID,
            col("TITLE", "title", Kind::Title($title)),
            col("TYPE_ID", "typeId", Kind::Word(&["SALE", "COMPLEX"])),
            col("CATEGORY_ID", "categoryId", Kind::Integer),
            col("STAGE_ID", "stageId", Kind::Word(&["NEW", "PREPARATION", "EXECUTING", "WON", "LOSE"])),
            col("CURRENCY_ID", "currencyId", Kind::Word(&["EUR"])),
            col("OPPORTUNITY", "opportunity", Kind::Money),
            col("IS_MANUAL_OPPORTUNITY", "isManualOpportunity", Kind::Flag),
            col("PROBABILITY", "probability", Kind::Integer),
            col("TAX_VALUE", "taxValue", Kind::Money),
            col("COMPANY_ID", "companyId", Kind::Ref),
            col("CONTACT_ID", "contactId", Kind::Ref),
            col("LEAD_ID", "leadId", Kind::Ref),
            col("QUOTE_ID", "quoteId", Kind::Ref),
            col("ASSIGNED_BY_ID", "assignedById", Kind::User),
            col("CREATED_BY_ID", "createdBy", Kind::User),
            col("MODIFY_BY_ID", "updatedBy", Kind::Editor),
            col("DATE_CREATE", "createdTime", Kind::Stamp),
            col("DATE_MODIFY", "updatedTime", Kind::Changed),
            col("BEGINDATE", "begindate", Kind::Time),
            col("CLOSEDATE", "closedate", Kind::Time),
            col("OPENED", "opened", Kind::Flag),
            col("CLOSED", "closed", Kind::Flag),
            col("IS_RECURRING", "isRecurring", Kind::Flag),
            col("COMMENTS", "comments", Kind::Text),
            col("SOURCE_ID", "sourceId", Kind::Word(&["CALL", "WEB", "EMAIL"])),
            col("SOURCE_DESCRIPTION", "sourceDescription", Kind::Text),
            col("ADDITIONAL_INFO", "additionalInfo", Kind::Text),
            col("ORIGINATOR_ID", "originatorId", Kind::Text),
            col("ORIGIN_ID", "originId", Kind::Text),
            col("XML_ID", "xmlId", Kind::Text),
            col("UTM_SOURCE", "utmSource", Kind::Text),
            col("UTM_MEDIUM", "utmMedium", Kind::Text),
            col("UTM_CAMPAIGN", "utmCampaign", Kind::Text),
        ]
    };
}

pub(super) const DEAL: &[Column] = deals!("Deal");
pub(super) const ITEM: &[Column] = deals!("Item");

pub(super) const CONTACT: &[Column] = &[
    ID,
    col("NAME", "name", Kind::Title("Contact")),
    col("LAST_NAME", "lastName", Kind::Text),
    col("SECOND_NAME", "secondName", Kind::Text),
    col("POST", "post", Kind::Text),
    col("BIRTHDATE", "birthdate", Kind::Time),
    col("TYPE_ID", "typeId", Kind::Word(&["CLIENT", "SUPPLIER"])),
    col("COMPANY_ID", "companyId", Kind::Ref),
    col("EXPORT", "export", Kind::Flag),
    col("ASSIGNED_BY_ID", "assignedById", Kind::User),
    col("CREATED_BY_ID", "createdBy", Kind::User),
    col("MODIFY_BY_ID", "updatedBy", Kind::Editor),
    col("DATE_CREATE", "createdTime", Kind::Stamp),
    col("DATE_MODIFY", "updatedTime", Kind::Changed),
    col("OPENED", "opened", Kind::Flag),
    col("COMMENTS", "comments", Kind::Text),
    col("SOURCE_ID", "sourceId", Kind::Word(&["CALL", "WEB", "EMAIL"])),
    col("SOURCE_DESCRIPTION", "sourceDescription", Kind::Text),
    col("ORIGINATOR_ID", "originatorId", Kind::Text),
    col("ORIGIN_ID", "originId", Kind::Text),
    col("XML_ID", "xmlId", Kind::Text),
    col("UTM_SOURCE", "utmSource", Kind::Text),
];

pub(super) const COMPANY: &[Column] = &[
    ID,
    col("TITLE", "title", Kind::Title("Company")),
    col("COMPANY_TYPE", "typeId", Kind::Word(&["CUSTOMER", "PARTNER"])),
    col("INDUSTRY", "industry", Kind::Word(&["IT", "TELECOM"])),
    col("EMPLOYEES", "employees", Kind::Word(&["EMPLOYEES_1", "EMPLOYEES_2"])),
    col("CURRENCY_ID", "currencyId", Kind::Word(&["EUR"])),
    col("REVENUE", "revenue", Kind::Money),
    col("LEAD_ID", "leadId", Kind::Ref),
    col("ASSIGNED_BY_ID", "assignedById", Kind::User),
    col("CREATED_BY_ID", "createdBy", Kind::User),
    col("MODIFY_BY_ID", "updatedBy", Kind::Editor),
    col("DATE_CREATE", "createdTime", Kind::Stamp),
    col("DATE_MODIFY", "updatedTime", Kind::Changed),
    col("OPENED", "opened", Kind::Flag),
    col("IS_MY_COMPANY", "isMyCompany", Kind::Flag),
    col("COMMENTS", "comments", Kind::Text),
    col("ORIGINATOR_ID", "originatorId", Kind::Text),
    col("ORIGIN_ID", "originId", Kind::Text),
    col("XML_ID", "xmlId", Kind::Text),
    col("UTM_SOURCE", "utmSource", Kind::Text),
];

const TASK_STATUSES: &[(&str, &str)] =
    &[("2", "pending"), ("3", "in_progress"), ("4", "supposedly_completed"), ("5", "completed")];

pub(super) const TASK: &[Column] = &[
    ID,
    col("PARENT_ID", "parentId", Kind::Ref),
    col("TITLE", "title", Kind::Title("Task")),
    col("DESCRIPTION", "description", Kind::Text),
    col("MARK", "mark", Kind::Text),
    col("PRIORITY", "priority", Kind::Words(&[("1", "average"), ("2", "high"), ("0", "low")])),
    col("STATUS", "status", Kind::Words(TASK_STATUSES)),
    col("GROUP_ID", "groupId", Kind::Ref),
    col("STAGE_ID", "stageId", Kind::Ref),
    col3("CREATED_BY", "createdBy", "creatorId", Kind::User),
    col3("CREATED_DATE", "createdDate", "created", Kind::Stamp),
    col("RESPONSIBLE_ID", "responsibleId", Kind::User),
    col3("CHANGED_BY", "changedBy", "changedById", Kind::Editor),
    col3("CHANGED_DATE", "changedDate", "changed", Kind::Changed),
    col3("CLOSED_DATE", "closedDate", "closed", Kind::Time),
    col("DEADLINE", "deadline", Kind::Time),
    col3("START_DATE_PLAN", "startDatePlan", "startPlan", Kind::Time),
    col3("END_DATE_PLAN", "endDatePlan", "endPlan", Kind::Time),
    col("GUID", "guid", Kind::Text),
    col("XML_ID", "xmlId", Kind::Text),
    col3("COMMENTS_COUNT", "commentsCount", "numberOfComments", Kind::Integer),
    col3("ALLOW_CHANGE_DEADLINE", "allowChangeDeadline", "allowsChangeDeadline", Kind::Flag),
    col3("ALLOW_TIME_TRACKING", "allowTimeTracking", "allowsTimeTracking", Kind::Flag),
    col3("TASK_CONTROL", "taskControl", "needsControl", Kind::Flag),
    col3("TIME_ESTIMATE", "timeEstimate", "estimatedTime", Kind::Integer),
];

pub(super) const USER: &[Column] = &[
    ID,
    col("XML_ID", "xmlId", Kind::Text),
    col("ACTIVE", "active", Kind::Flag),
    col("NAME", "name", Kind::Title("User")),
    col("LAST_NAME", "lastName", Kind::Text),
    col("SECOND_NAME", "secondName", Kind::Text),
    col("EMAIL", "email", Kind::Email),
    col("LAST_LOGIN", "lastLogin", Kind::Time),
    col("DATE_REGISTER", "dateRegister", Kind::Stamp),
    col("TIME_ZONE", "timeZone", Kind::Text),
    col("IS_ONLINE", "isOnline", Kind::Word(&["Y", "N"])),
    col("PERSONAL_GENDER", "personalGender", Kind::Text),
    col("PERSONAL_BIRTHDAY", "personalBirthday", Kind::Text),
    col("PERSONAL_MOBILE", "personalMobile", Kind::Text),
    col("PERSONAL_CITY", "personalCity", Kind::Text),
    col("WORK_PHONE", "workPhone", Kind::Text),
    col("WORK_POSITION", "workPosition", Kind::Text),
    col("UF_DEPARTMENT", "ufDepartment", Kind::Numbers),
    col("USER_TYPE", "userType", Kind::Word(&["employee"])),
];

pub(super) const PRODUCT: &[Column] = &[
    ID,
    col("IBLOCK_ID", "iblockId", Kind::Ref),
    col("NAME", "name", Kind::Title("Product")),
    col("ACTIVE", "active", Kind::Flag),
    col("AVAILABLE", "available", Kind::Flag),
    col("CODE", "code", Kind::Text),
    col("XML_ID", "xmlId", Kind::Text),
    col("SORT", "sort", Kind::Integer),
    col("IBLOCK_SECTION_ID", "iblockSectionId", Kind::Ref),
    col("CREATED_BY", "createdBy", Kind::User),
    col("MODIFIED_BY", "modifiedBy", Kind::Editor),
    col("DATE_CREATE", "dateCreate", Kind::Stamp),
    col("TIMESTAMP_X", "timestampX", Kind::Changed),
    col("PREVIEW_TEXT", "previewText", Kind::Text),
    col("DETAIL_TEXT", "detailText", Kind::Text),
    col("MEASURE", "measure", Kind::Ref),
    col("VAT_ID", "vatId", Kind::Ref),
    col("VAT_INCLUDED", "vatIncluded", Kind::Flag),
    col("PURCHASING_PRICE", "purchasingPrice", Kind::Money),
    col("QUANTITY", "quantity", Kind::Integer),
    col("WEIGHT", "weight", Kind::Integer),
    col("TYPE", "type", Kind::Integer),
];

/// The first moment of 2024; made rows are a minute apart.
const BEGINNING: i64 = 1_704_067_200;

impl Column {
    /// Returns the value of a made row in this column, which is the `place`th.
    pub(super) fn made(&self, seed: u64, id: u64, place: usize) -> Cell<'static> {
        let number = || mix(seed, id.wrapping_mul(64).wrapping_add(place as u64));
        let signed = |number: u64| i64::try_from(number).unwrap_or_default();
        match self.kind {
            Kind::Id => Cell::Integer(signed(id)),
            Kind::Title(word) => Cell::Text(Cow::Owned(format!("{word} #{id}"))),
            Kind::Text => Cell::Null,
            Kind::Word(words) => Cell::Text(Cow::Borrowed(any(words, number()).copied().unwrap_or_default())),
            Kind::Words(words) => {
                Cell::Text(Cow::Borrowed(any(words, number()).map(|word| word.0).unwrap_or_default()))
            }
            Kind::User | Kind::Editor => Cell::Integer(signed(number() % 10 + 1)),
            Kind::Ref => Cell::Integer(signed(number() % 1000)),
            Kind::Integer => Cell::Integer(signed(number() % 100)),
            Kind::Money => Cell::Cents(signed(number() % 10_000_000)),
            Kind::Flag => Cell::Flag(!number().is_multiple_of(4)),
            Kind::Stamp | Kind::Changed => Cell::Time(BEGINNING + signed(id) * 60),
            Kind::Time => Cell::Time(BEGINNING + signed(number() % 63_072_000)),
            Kind::Email => Cell::Text(Cow::Owned(format!("user{id}@example.com"))),
            Kind::Numbers => Cell::Numbers(signed(number() % 5 + 1)),
        }
    }

    /// Returns the default value of a row in this column.
    pub(super) fn unset(&self, id: u64) -> Cell<'static> {
        match self.kind {
            Kind::Id | Kind::Title(_) => self.made(0, id, 0),
            Kind::Word(words) => Cell::Text(Cow::Borrowed(words.first().copied().unwrap_or_default())),
            Kind::Words(words) => Cell::Text(Cow::Borrowed(words.first().map(|word| word.0).unwrap_or_default())),
            Kind::User | Kind::Editor => Cell::Integer(1),
            Kind::Integer => Cell::Integer(0),
            Kind::Money => Cell::Cents(0),
            Kind::Flag => Cell::Flag(false),
            Kind::Numbers => Cell::Numbers(1),
            Kind::Text | Kind::Ref | Kind::Stamp | Kind::Changed | Kind::Time | Kind::Email => Cell::Null,
        }
    }
}

/// Returns one of these values, chosen by a number.
fn any<T>(values: &[T], number: u64) -> Option<&T> {
    values.get(usize::try_from(number % values.len().max(1) as u64).unwrap_or_default())
}
