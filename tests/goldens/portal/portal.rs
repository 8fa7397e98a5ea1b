// @generated from the description of a portal; change that, and generate this again.

#[allow(unused_imports, unreachable_pub)]
pub use self::things::*;

#[allow(
    deprecated,
    clippy::enum_variant_names,
    clippy::large_enum_variant,
    clippy::module_inception,
    clippy::should_implement_trait,
    clippy::too_many_arguments,
    clippy::wrong_self_convention,
    dead_code,
    unused_imports,
    unreachable_pub
)]
mod things {
    use bitrix24::{crm, lists, rt, tasks, types, user};

    /// Deals.
    ///
    /// `crm.Deal` · [Documentation](https://apidocs.bitrix24.com/api-reference/crm/deals/crm-deal-get.html)
    #[non_exhaustive]
    #[must_use]
    pub struct Deal {
        /// Identifier. `ID` · `integer` · optional · read-only
        pub id: Option<i64>,
        /// Title. `TITLE` · `string` · optional
        pub title: Option<String>,
        /// Identifier of the type. `TYPE_ID` · id of `crm_status` · optional
        pub type_id: Option<rt::Id>,
        /// Identifier of the category or sales funnel. `CATEGORY_ID` · id of `crm_category` · optional · set
        /// only when it is made
        pub category_id: Option<rt::Id>,
        /// Identifier of the stage. `STAGE_ID` · `string` · optional · there may be other values
        pub stage: Option<DealStage>,
        /// `STAGE_SEMANTIC_ID` · `string` · optional · there may be other values · read-only
        pub stage_semantic_id: Option<types::crm::DealStageSemanticId>,
        /// Whether it is new. `IS_NEW` · boolean written `"Y"` or `"N"` · optional · read-only
        pub is_new: Option<bool>,
        /// Whether it is a template of recurring ones. `IS_RECURRING` · boolean written `"Y"` or `"N"` ·
        /// optional
        pub is_recurring: Option<bool>,
        /// `IS_RETURN_CUSTOMER` · boolean written `"Y"` or `"N"` · optional
        pub is_return_customer: Option<bool>,
        /// `IS_REPEATED_APPROACH` · boolean written `"Y"` or `"N"` · optional
        pub is_repeated_approach: Option<bool>,
        /// Probability in per cent. `PROBABILITY` · `integer` · optional
        pub probability: Option<i64>,
        /// Code of the currency. `CURRENCY_ID` · id of `crm_currency` · optional
        pub currency_id: Option<rt::Id>,
        /// Amount of money. `OPPORTUNITY` · `double` · optional
        pub opportunity: Option<f64>,
        /// Whether the amount is set by hand. `IS_MANUAL_OPPORTUNITY` · boolean written `"Y"` or `"N"` ·
        /// optional
        pub is_manual_opportunity: Option<bool>,
        /// `TAX_VALUE` · `double` · optional
        pub tax_value: Option<f64>,
        /// Number of the company. `COMPANY_ID` · id of `crm_company` · optional
        pub company_id: Option<rt::Id>,
        /// Number of the contact. `CONTACT_ID` · id of `crm_contact` · optional
        pub contact_id: Option<rt::Id>,
        /// `QUOTE_ID` · id of `crm_quote` · optional · read-only
        pub quote_id: Option<rt::Id>,
        /// Start date. `BEGINDATE` · `datetime` · optional
        pub begindate: Option<rt::DateTime>,
        /// End date. `CLOSEDATE` · `datetime` · optional
        pub closedate: Option<rt::DateTime>,
        /// Whether it is open to everyone. `OPENED` · boolean written `"Y"` or `"N"` · optional
        pub opened: Option<bool>,
        /// Whether or when it was closed or archived. `CLOSED` · boolean written `"Y"` or `"N"` · optional
        pub closed: Option<bool>,
        /// Comments. `COMMENTS` · `string` · optional
        pub comments: Option<String>,
        /// Who is responsible. `ASSIGNED_BY_ID` · id of `user` · optional
        pub assigned_by_id: Option<rt::Id>,
        /// Who created it. `CREATED_BY_ID` · id of `user` · optional · read-only
        pub created_by_id: Option<rt::Id>,
        /// Who changed it last. `MODIFY_BY_ID` · id of `user` · optional · read-only
        pub modify_by_id: Option<rt::Id>,
        /// Who changed the stage last. `MOVED_BY_ID` · id of `user` · optional · read-only
        pub moved_by_id: Option<rt::Id>,
        /// When it was created. `DATE_CREATE` · `datetime` · optional · read-only
        pub date_create: Option<rt::DateTime>,
        /// When it was changed last. `DATE_MODIFY` · `datetime` · optional · read-only
        pub date_modify: Option<rt::DateTime>,
        /// When the stage was changed last. `MOVED_TIME` · `datetime` · optional · read-only
        pub moved_time: Option<rt::DateTime>,
        /// Identifier of the source. `SOURCE_ID` · id of `crm_status` · optional
        pub source_id: Option<rt::Id>,
        /// More about the source. `SOURCE_DESCRIPTION` · `string` · optional
        pub source_description: Option<String>,
        /// Number of the lead. `LEAD_ID` · id of `crm_lead` · optional · read-only
        pub lead_id: Option<rt::Id>,
        /// Additional information. `ADDITIONAL_INFO` · `string` · optional
        pub additional_info: Option<String>,
        /// Location. `LOCATION_ID` · id of `location` · optional
        pub location_id: Option<rt::Id>,
        /// Identifier of the outside data source. `ORIGINATOR_ID` · `string` · optional
        pub originator_id: Option<String>,
        /// Object's identifier in the outside data source. `ORIGIN_ID` · `string` · optional
        pub origin_id: Option<String>,
        /// UTM source, that is the advertising system. `UTM_SOURCE` · `string` · optional
        pub utm_source: Option<String>,
        /// UTM medium, that is the type of traffic. `UTM_MEDIUM` · `string` · optional · there may be other
        /// values
        pub utm_medium: Option<types::crm::DealUtmMedium>,
        /// UTM campaign. `UTM_CAMPAIGN` · `string` · optional
        pub utm_campaign: Option<String>,
        /// UTM content of the campaign. `UTM_CONTENT` · `string` · optional
        pub utm_content: Option<String>,
        /// UTM term, that is what was searched for. `UTM_TERM` · `string` · optional
        pub utm_term: Option<String>,
        /// When something happened in the timeline last. `LAST_ACTIVITY_TIME` · `datetime` · optional ·
        /// read-only
        pub last_activity_time: Option<rt::DateTime>,
        /// Who was active in the timeline last. `LAST_ACTIVITY_BY` · id of `user` · optional · read-only
        pub last_activity_by: Option<rt::Id>,
        /// Numbers of the contacts. `CONTACT_IDS` · `crm_contact[]` · optional
        pub contact_ids: Option<Vec<rt::Id>>,
        /// `TRACE` · `string` · optional
        pub trace: Option<String>,
        /// Floor. `UF_CRM_1700000000` · `integer` · optional
        pub floor: Option<i64>,
        /// Colours. `UF_CRM_COLOURS` · `string[]` · optional
        pub colours: Option<Vec<String>>,
        /// Size. `UF_CRM_SIZE` · `string` · optional
        pub size: Option<DealSize>,
        /// `UF_CRM_<name>`, `PARENT_ID_<name>`, and other fields that have no name here.
        pub extra: rt::Extra,
    }

    impl Deal {
        /// Returns an object with nothing set.
        #[inline]
        pub fn new() -> Self {
            Self::default()
        }

        /// Identifier. `ID` · `integer` · optional · read-only
        pub fn id(mut self, id: impl Into<rt::Id>) -> Self {
            self.id = self.extra.keep_int_id("ID", id);
            self
        }

        /// Title. `TITLE` · `string` · optional
        pub fn title(mut self, title: impl Into<String>) -> Self {
            self.title = Some(title.into());
            self
        }

        /// Identifier of the type. `TYPE_ID` · id of `crm_status` · optional
        pub fn type_id(mut self, type_id: impl Into<rt::Id>) -> Self {
            self.type_id = Some(type_id.into());
            self
        }

        /// Identifier of the category or sales funnel. `CATEGORY_ID` · id of `crm_category` · optional · set
        /// only when it is made
        pub fn category_id(mut self, category_id: impl Into<rt::Id>) -> Self {
            self.category_id = Some(category_id.into());
            self
        }

        /// Identifier of the stage. `STAGE_ID` · `string` · optional · there may be other values
        pub fn stage(mut self, stage: impl Into<rt::Arg<DealStage>>) -> Self {
            self.stage = self.extra.keep("STAGE_ID", stage);
            self
        }

        /// `STAGE_SEMANTIC_ID` · `string` · optional · there may be other values · read-only
        pub fn stage_semantic_id(
            mut self,
            stage_semantic_id: impl Into<rt::Arg<types::crm::DealStageSemanticId>>,
        ) -> Self {
            self.stage_semantic_id = self.extra.keep("STAGE_SEMANTIC_ID", stage_semantic_id);
            self
        }

        /// Whether it is new. `IS_NEW` · boolean written `"Y"` or `"N"` · optional · read-only
        pub fn is_new(mut self, is_new: impl Into<rt::Arg<bool>>) -> Self {
            self.is_new = self.extra.keep_bool("IS_NEW", is_new);
            self
        }

        /// Whether it is a template of recurring ones. `IS_RECURRING` · boolean written `"Y"` or `"N"` ·
        /// optional
        pub fn is_recurring(mut self, is_recurring: impl Into<rt::Arg<bool>>) -> Self {
            self.is_recurring = self.extra.keep_bool("IS_RECURRING", is_recurring);
            self
        }

        /// `IS_RETURN_CUSTOMER` · boolean written `"Y"` or `"N"` · optional
        pub fn is_return_customer(
            mut self,
            is_return_customer: impl Into<rt::Arg<bool>>,
        ) -> Self {
            self.is_return_customer = self
                .extra
                .keep_bool("IS_RETURN_CUSTOMER", is_return_customer);
            self
        }

        /// `IS_REPEATED_APPROACH` · boolean written `"Y"` or `"N"` · optional
        pub fn is_repeated_approach(
            mut self,
            is_repeated_approach: impl Into<rt::Arg<bool>>,
        ) -> Self {
            self.is_repeated_approach = self
                .extra
                .keep_bool("IS_REPEATED_APPROACH", is_repeated_approach);
            self
        }

        /// Probability in per cent. `PROBABILITY` · `integer` · optional
        pub fn probability(mut self, probability: impl Into<rt::Arg<i64>>) -> Self {
            self.probability = self.extra.keep_int("PROBABILITY", probability);
            self
        }

        /// Code of the currency. `CURRENCY_ID` · id of `crm_currency` · optional
        pub fn currency_id(mut self, currency_id: impl Into<rt::Id>) -> Self {
            self.currency_id = Some(currency_id.into());
            self
        }

        /// Amount of money. `OPPORTUNITY` · `double` · optional
        pub fn opportunity(mut self, opportunity: impl Into<rt::Arg<f64>>) -> Self {
            self.opportunity = self.extra.keep_double("OPPORTUNITY", opportunity);
            self
        }

        /// Whether the amount is set by hand. `IS_MANUAL_OPPORTUNITY` · boolean written `"Y"` or `"N"` ·
        /// optional
        pub fn is_manual_opportunity(
            mut self,
            is_manual_opportunity: impl Into<rt::Arg<bool>>,
        ) -> Self {
            self.is_manual_opportunity = self
                .extra
                .keep_bool("IS_MANUAL_OPPORTUNITY", is_manual_opportunity);
            self
        }

        /// `TAX_VALUE` · `double` · optional
        pub fn tax_value(mut self, tax_value: impl Into<rt::Arg<f64>>) -> Self {
            self.tax_value = self.extra.keep_double("TAX_VALUE", tax_value);
            self
        }

        /// Number of the company. `COMPANY_ID` · id of `crm_company` · optional
        pub fn company_id(mut self, company_id: impl Into<rt::Id>) -> Self {
            self.company_id = Some(company_id.into());
            self
        }

        /// Number of the contact. `CONTACT_ID` · id of `crm_contact` · optional
        pub fn contact_id(mut self, contact_id: impl Into<rt::Id>) -> Self {
            self.contact_id = Some(contact_id.into());
            self
        }

        /// `QUOTE_ID` · id of `crm_quote` · optional · read-only
        pub fn quote_id(mut self, quote_id: impl Into<rt::Id>) -> Self {
            self.quote_id = Some(quote_id.into());
            self
        }

        /// Start date. `BEGINDATE` · `datetime` · optional
        pub fn begindate(mut self, begindate: impl Into<rt::DateTime>) -> Self {
            self.begindate = Some(begindate.into());
            self
        }

        /// End date. `CLOSEDATE` · `datetime` · optional
        pub fn closedate(mut self, closedate: impl Into<rt::DateTime>) -> Self {
            self.closedate = Some(closedate.into());
            self
        }

        /// Whether it is open to everyone. `OPENED` · boolean written `"Y"` or `"N"` · optional
        pub fn opened(mut self, opened: impl Into<rt::Arg<bool>>) -> Self {
            self.opened = self.extra.keep_bool("OPENED", opened);
            self
        }

        /// Whether or when it was closed or archived. `CLOSED` · boolean written `"Y"` or `"N"` · optional
        pub fn closed(mut self, closed: impl Into<rt::Arg<bool>>) -> Self {
            self.closed = self.extra.keep_bool("CLOSED", closed);
            self
        }

        /// Comments. `COMMENTS` · `string` · optional
        pub fn comments(mut self, comments: impl Into<String>) -> Self {
            self.comments = Some(comments.into());
            self
        }

        /// Who is responsible. `ASSIGNED_BY_ID` · id of `user` · optional
        pub fn assigned_by_id(mut self, assigned_by_id: impl Into<rt::Id>) -> Self {
            self.assigned_by_id = Some(assigned_by_id.into());
            self
        }

        /// Who created it. `CREATED_BY_ID` · id of `user` · optional · read-only
        pub fn created_by_id(mut self, created_by_id: impl Into<rt::Id>) -> Self {
            self.created_by_id = Some(created_by_id.into());
            self
        }

        /// Who changed it last. `MODIFY_BY_ID` · id of `user` · optional · read-only
        pub fn modify_by_id(mut self, modify_by_id: impl Into<rt::Id>) -> Self {
            self.modify_by_id = Some(modify_by_id.into());
            self
        }

        /// Who changed the stage last. `MOVED_BY_ID` · id of `user` · optional · read-only
        pub fn moved_by_id(mut self, moved_by_id: impl Into<rt::Id>) -> Self {
            self.moved_by_id = Some(moved_by_id.into());
            self
        }

        /// When it was created. `DATE_CREATE` · `datetime` · optional · read-only
        pub fn date_create(mut self, date_create: impl Into<rt::DateTime>) -> Self {
            self.date_create = Some(date_create.into());
            self
        }

        /// When it was changed last. `DATE_MODIFY` · `datetime` · optional · read-only
        pub fn date_modify(mut self, date_modify: impl Into<rt::DateTime>) -> Self {
            self.date_modify = Some(date_modify.into());
            self
        }

        /// When the stage was changed last. `MOVED_TIME` · `datetime` · optional · read-only
        pub fn moved_time(mut self, moved_time: impl Into<rt::DateTime>) -> Self {
            self.moved_time = Some(moved_time.into());
            self
        }

        /// Identifier of the source. `SOURCE_ID` · id of `crm_status` · optional
        pub fn source_id(mut self, source_id: impl Into<rt::Id>) -> Self {
            self.source_id = Some(source_id.into());
            self
        }

        /// More about the source. `SOURCE_DESCRIPTION` · `string` · optional
        pub fn source_description(mut self, source_description: impl Into<String>) -> Self {
            self.source_description = Some(source_description.into());
            self
        }

        /// Number of the lead. `LEAD_ID` · id of `crm_lead` · optional · read-only
        pub fn lead_id(mut self, lead_id: impl Into<rt::Id>) -> Self {
            self.lead_id = Some(lead_id.into());
            self
        }

        /// Additional information. `ADDITIONAL_INFO` · `string` · optional
        pub fn additional_info(mut self, additional_info: impl Into<String>) -> Self {
            self.additional_info = Some(additional_info.into());
            self
        }

        /// Location. `LOCATION_ID` · id of `location` · optional
        pub fn location_id(mut self, location_id: impl Into<rt::Id>) -> Self {
            self.location_id = Some(location_id.into());
            self
        }

        /// Identifier of the outside data source. `ORIGINATOR_ID` · `string` · optional
        pub fn originator_id(mut self, originator_id: impl Into<rt::Id>) -> Self {
            self.originator_id = self.extra.keep_text_id("ORIGINATOR_ID", originator_id);
            self
        }

        /// Object's identifier in the outside data source. `ORIGIN_ID` · `string` · optional
        pub fn origin_id(mut self, origin_id: impl Into<rt::Id>) -> Self {
            self.origin_id = self.extra.keep_text_id("ORIGIN_ID", origin_id);
            self
        }

        /// UTM source, that is the advertising system. `UTM_SOURCE` · `string` · optional
        pub fn utm_source(mut self, utm_source: impl Into<String>) -> Self {
            self.utm_source = Some(utm_source.into());
            self
        }

        /// UTM medium, that is the type of traffic. `UTM_MEDIUM` · `string` · optional · there may be other
        /// values
        pub fn utm_medium(
            mut self,
            utm_medium: impl Into<rt::Arg<types::crm::DealUtmMedium>>,
        ) -> Self {
            self.utm_medium = self.extra.keep("UTM_MEDIUM", utm_medium);
            self
        }

        /// UTM campaign. `UTM_CAMPAIGN` · `string` · optional
        pub fn utm_campaign(mut self, utm_campaign: impl Into<String>) -> Self {
            self.utm_campaign = Some(utm_campaign.into());
            self
        }

        /// UTM content of the campaign. `UTM_CONTENT` · `string` · optional
        pub fn utm_content(mut self, utm_content: impl Into<String>) -> Self {
            self.utm_content = Some(utm_content.into());
            self
        }

        /// UTM term, that is what was searched for. `UTM_TERM` · `string` · optional
        pub fn utm_term(mut self, utm_term: impl Into<String>) -> Self {
            self.utm_term = Some(utm_term.into());
            self
        }

        /// When something happened in the timeline last. `LAST_ACTIVITY_TIME` · `datetime` · optional ·
        /// read-only
        pub fn last_activity_time(
            mut self,
            last_activity_time: impl Into<rt::DateTime>,
        ) -> Self {
            self.last_activity_time = Some(last_activity_time.into());
            self
        }

        /// Who was active in the timeline last. `LAST_ACTIVITY_BY` · id of `user` · optional · read-only
        pub fn last_activity_by(mut self, last_activity_by: impl Into<rt::Id>) -> Self {
            self.last_activity_by = Some(last_activity_by.into());
            self
        }

        /// Numbers of the contacts. `CONTACT_IDS` · `crm_contact[]` · optional
        pub fn contact_ids(
            mut self,
            contact_ids: impl IntoIterator<Item = impl Into<rt::Id>>,
        ) -> Self {
            self.contact_ids = Some(rt::list(contact_ids));
            self
        }

        /// `TRACE` · `string` · optional
        pub fn trace(mut self, trace: impl Into<String>) -> Self {
            self.trace = Some(trace.into());
            self
        }

        /// Floor. `UF_CRM_1700000000` · `integer` · optional
        pub fn floor(mut self, floor: impl Into<rt::Arg<i64>>) -> Self {
            self.floor = self.extra.keep_int("UF_CRM_1700000000", floor);
            self
        }

        /// Colours. `UF_CRM_COLOURS` · `string[]` · optional
        pub fn colours(
            mut self,
            colours: impl IntoIterator<Item = impl Into<String>>,
        ) -> Self {
            self.colours = Some(rt::list(colours));
            self
        }

        /// Size. `UF_CRM_SIZE` · `string` · optional
        pub fn size(mut self, size: impl Into<rt::Arg<DealSize>>) -> Self {
            self.size = self.extra.keep("UF_CRM_SIZE", size);
            self
        }

        /// Sets a field by its name on the wire, for what has no function here.
        pub fn param(mut self, name: &str, value: impl Into<rt::Value>) -> Self {
            self.extra.insert(name, value);
            self
        }
    }

    impl Default for Deal {
        #[inline]
        fn default() -> Self {
            Self {
                id: None,
                title: None,
                type_id: None,
                category_id: None,
                stage: None,
                stage_semantic_id: None,
                is_new: None,
                is_recurring: None,
                is_return_customer: None,
                is_repeated_approach: None,
                probability: None,
                currency_id: None,
                opportunity: None,
                is_manual_opportunity: None,
                tax_value: None,
                company_id: None,
                contact_id: None,
                quote_id: None,
                begindate: None,
                closedate: None,
                opened: None,
                closed: None,
                comments: None,
                assigned_by_id: None,
                created_by_id: None,
                modify_by_id: None,
                moved_by_id: None,
                date_create: None,
                date_modify: None,
                moved_time: None,
                source_id: None,
                source_description: None,
                lead_id: None,
                additional_info: None,
                location_id: None,
                originator_id: None,
                origin_id: None,
                utm_source: None,
                utm_medium: None,
                utm_campaign: None,
                utm_content: None,
                utm_term: None,
                last_activity_time: None,
                last_activity_by: None,
                contact_ids: None,
                trace: None,
                floor: None,
                colours: None,
                size: None,
                extra: rt::Extra::NEW,
            }
        }
    }

    impl Clone for Deal {
        #[inline]
        fn clone(&self) -> Self {
            rt::object::copy(self)
        }
    }

    impl std::fmt::Debug for Deal {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result {
            rt::object::debug(self, f)
        }
    }

    rt::traits!(object Deal);

    impl rt::Object for Deal {
        const PATTERNS: &'static [(&'static str, &'static str)] = &[
            ("UF_CRM_", ""),
            ("PARENT_ID_", ""),
        ];

        #[inline]
        fn walk(&self, cx: &mut rt::Cx<'_>) -> Self {
            Self {
                id: cx.int("ID", &self.id),
                title: cx.text("TITLE", &self.title),
                type_id: cx.id("TYPE_ID", &self.type_id),
                category_id: cx.id("CATEGORY_ID", &self.category_id),
                stage: cx.field::<rt::EnumCodec<DealStage>>("STAGE_ID", &self.stage),
                stage_semantic_id: cx
                    .field::<
                        rt::EnumCodec<types::crm::DealStageSemanticId>,
                    >("STAGE_SEMANTIC_ID", &self.stage_semantic_id),
                is_new: cx.yes_no("IS_NEW", &self.is_new),
                is_recurring: cx.yes_no("IS_RECURRING", &self.is_recurring),
                is_return_customer: cx
                    .yes_no("IS_RETURN_CUSTOMER", &self.is_return_customer),
                is_repeated_approach: cx
                    .yes_no("IS_REPEATED_APPROACH", &self.is_repeated_approach),
                probability: cx.int("PROBABILITY", &self.probability),
                currency_id: cx.id("CURRENCY_ID", &self.currency_id),
                opportunity: cx.double("OPPORTUNITY", &self.opportunity),
                is_manual_opportunity: cx
                    .yes_no("IS_MANUAL_OPPORTUNITY", &self.is_manual_opportunity),
                tax_value: cx.double("TAX_VALUE", &self.tax_value),
                company_id: cx.id("COMPANY_ID", &self.company_id),
                contact_id: cx.id("CONTACT_ID", &self.contact_id),
                quote_id: cx.id("QUOTE_ID", &self.quote_id),
                begindate: cx.date_time("BEGINDATE", &self.begindate),
                closedate: cx.date_time("CLOSEDATE", &self.closedate),
                opened: cx.yes_no("OPENED", &self.opened),
                closed: cx.yes_no("CLOSED", &self.closed),
                comments: cx.text("COMMENTS", &self.comments),
                assigned_by_id: cx.id("ASSIGNED_BY_ID", &self.assigned_by_id),
                created_by_id: cx.id("CREATED_BY_ID", &self.created_by_id),
                modify_by_id: cx.id("MODIFY_BY_ID", &self.modify_by_id),
                moved_by_id: cx.id("MOVED_BY_ID", &self.moved_by_id),
                date_create: cx.date_time("DATE_CREATE", &self.date_create),
                date_modify: cx.date_time("DATE_MODIFY", &self.date_modify),
                moved_time: cx.date_time("MOVED_TIME", &self.moved_time),
                source_id: cx.id("SOURCE_ID", &self.source_id),
                source_description: cx.text("SOURCE_DESCRIPTION", &self.source_description),
                lead_id: cx.id("LEAD_ID", &self.lead_id),
                additional_info: cx.text("ADDITIONAL_INFO", &self.additional_info),
                location_id: cx.id("LOCATION_ID", &self.location_id),
                originator_id: cx.text("ORIGINATOR_ID", &self.originator_id),
                origin_id: cx.text("ORIGIN_ID", &self.origin_id),
                utm_source: cx.text("UTM_SOURCE", &self.utm_source),
                utm_medium: cx
                    .field::<
                        rt::EnumCodec<types::crm::DealUtmMedium>,
                    >("UTM_MEDIUM", &self.utm_medium),
                utm_campaign: cx.text("UTM_CAMPAIGN", &self.utm_campaign),
                utm_content: cx.text("UTM_CONTENT", &self.utm_content),
                utm_term: cx.text("UTM_TERM", &self.utm_term),
                last_activity_time: cx
                    .date_time("LAST_ACTIVITY_TIME", &self.last_activity_time),
                last_activity_by: cx.id("LAST_ACTIVITY_BY", &self.last_activity_by),
                contact_ids: cx.field::<Vec<rt::Id>>("CONTACT_IDS", &self.contact_ids),
                trace: cx.text("TRACE", &self.trace),
                floor: cx.int("UF_CRM_1700000000", &self.floor),
                colours: cx.field::<Vec<String>>("UF_CRM_COLOURS", &self.colours),
                size: cx.field::<rt::EnumCodec<DealSize>>("UF_CRM_SIZE", &self.size),
                extra: cx.extra(&self.extra),
            }
        }
    }

    impl Deal {
        /// Reads one `Deal`.
        ///
        /// Method `crm.deal.get` · scope `crm` · reads · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/deals/crm-deal-get.html)
        #[doc(alias = "crm.deal.get")]
        #[deprecated = "use `DealItem::get`"]
        pub fn get(id: impl Into<rt::Id>) -> rt::Of<crm::deal::Get, Deal> {
            rt::Of::new(crm::deal::Get::new(id))
        }

        /// Lists every `Deal`, page by page.
        ///
        /// Method `crm.deal.list` · scope `crm` · reads · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/deals/crm-deal-list.html)
        #[doc(alias = "crm.deal.list")]
        #[deprecated = "use `DealItem::list`"]
        pub fn list() -> rt::Of<crm::deal::List, Vec<Deal>, Deal> {
            rt::Of::selecting(crm::deal::List::new(), &["*", "UF_*", "UF_CRM_COLOURS"])
        }

        /// Adds one `Deal`.
        ///
        /// Method `crm.deal.add` · scope `crm` · writes · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/deals/crm-deal-add.html)
        #[doc(alias = "crm.deal.add")]
        #[deprecated = "use `DealItem::add`"]
        pub fn add(deal: impl Into<Deal>) -> crm::deal::Add {
            crm::deal::Add::new().fields(deal.into().into())
        }

        /// Changes one `Deal`.
        ///
        /// Method `crm.deal.update` · scope `crm` · writes · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/deals/crm-deal-update.html)
        #[doc(alias = "crm.deal.update")]
        #[deprecated = "use `DealItem::update`"]
        pub fn update(id: impl Into<rt::Id>, deal: impl Into<Deal>) -> crm::deal::Update {
            crm::deal::Update::new(id).fields(deal.into().into())
        }

        /// Deletes one `Deal`.
        ///
        /// Method `crm.deal.delete` · scope `crm` · writes · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/deals/crm-deal-delete.html)
        #[doc(alias = "crm.deal.delete")]
        #[deprecated = "use `DealItem::delete`"]
        pub fn delete(id: impl Into<rt::Id>) -> crm::deal::Delete {
            crm::deal::Delete::new(id)
        }
    }

    impl From<Deal> for types::crm::Deal {
        #[inline]
        fn from(value: Deal) -> Self {
            rt::object::recast(&value)
        }
    }

    impl From<types::crm::Deal> for Deal {
        #[inline]
        fn from(value: types::crm::Deal) -> Self {
            rt::object::recast(&value)
        }
    }

    /// Part of `portal.Deal`.
    #[derive(Clone)]
    #[non_exhaustive]
    pub enum DealStage {
        /// `NEW`: New
        New,
        /// `WON`: Won
        Won,
        /// `LOSE`: Lost
        Lost,
        /// A value that the description does not list.
        Unknown(String),
    }

    impl std::fmt::Debug for DealStage {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result {
            rt::wire::enums::debug(self, f)
        }
    }

    impl PartialEq for DealStage {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::wire::enums::eq(self, other)
        }
    }

    impl Eq for DealStage {}

    impl std::hash::Hash for DealStage {
        #[inline]
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            rt::wire::enums::hash(self, state)
        }
    }

    impl DealStage {
        /// Returns the value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            rt::Enum::as_wire(self)
        }
    }

    impl From<&str> for DealStage {
        #[inline]
        fn from(value: &str) -> Self {
            rt::Enum::from_wire(value)
        }
    }

    impl Default for DealStage {
        #[inline]
        fn default() -> Self {
            Self::Unknown(String::new())
        }
    }

    impl rt::Enum for DealStage {
        const VALUES: &'static [(&'static str, Self)] = &[
            ("NEW", Self::New),
            ("WON", Self::Won),
            ("LOSE", Self::Lost),
        ];

        #[inline]
        fn unknown(text: String) -> Self {
            Self::Unknown(text)
        }

        #[inline]
        fn as_unknown(&self) -> Option<&str> {
            if let Self::Unknown(text) = self { Some(text) } else { None }
        }
    }

    /// Size.
    ///
    /// Part of `portal.Deal`
    #[derive(Clone)]
    #[non_exhaustive]
    pub enum DealSize {
        /// `71`: S
        S,
        /// `72`: L
        L,
        /// A value that the description does not list.
        Unknown(String),
    }

    impl std::fmt::Debug for DealSize {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result {
            rt::wire::enums::debug(self, f)
        }
    }

    impl PartialEq for DealSize {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::wire::enums::eq(self, other)
        }
    }

    impl Eq for DealSize {}

    impl std::hash::Hash for DealSize {
        #[inline]
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            rt::wire::enums::hash(self, state)
        }
    }

    impl DealSize {
        /// Returns the value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            rt::Enum::as_wire(self)
        }
    }

    impl From<&str> for DealSize {
        #[inline]
        fn from(value: &str) -> Self {
            rt::Enum::from_wire(value)
        }
    }

    impl Default for DealSize {
        #[inline]
        fn default() -> Self {
            Self::Unknown(String::new())
        }
    }

    impl rt::Enum for DealSize {
        const VALUES: &'static [(&'static str, Self)] = &[("71", Self::S), ("72", Self::L)];

        #[inline]
        fn unknown(text: String) -> Self {
            Self::Unknown(text)
        }

        #[inline]
        fn as_unknown(&self) -> Option<&str> {
            if let Self::Unknown(text) = self { Some(text) } else { None }
        }
    }

    /// Deals.
    ///
    /// `crm.Item` with `entityTypeId` 2 ·
    /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/object-fields.html)
    #[non_exhaustive]
    #[must_use]
    pub struct DealItem {
        /// Identifier. `id` · `integer` · optional · read-only
        pub id: Option<i64>,
        /// Identifier of the stage. `stageId` · `string` · optional · there may be other values
        pub stage: Option<DealItemStage>,
        /// Title. `title` · `string` · optional
        pub title: Option<String>,
        /// `parentId<name>`, `ufCrm<name>`, and other fields that have no name here.
        pub extra: rt::Extra,
    }

    impl DealItem {
        /// Returns an object with nothing set.
        #[inline]
        pub fn new() -> Self {
            Self::default()
        }

        /// Identifier. `id` · `integer` · optional · read-only
        pub fn id(mut self, id: impl Into<rt::Id>) -> Self {
            self.id = self.extra.keep_int_id("id", id);
            self
        }

        /// Identifier of the stage. `stageId` · `string` · optional · there may be other values
        pub fn stage(mut self, stage: impl Into<rt::Arg<DealItemStage>>) -> Self {
            self.stage = self.extra.keep("stageId", stage);
            self
        }

        /// Title. `title` · `string` · optional
        pub fn title(mut self, title: impl Into<String>) -> Self {
            self.title = Some(title.into());
            self
        }

        /// Sets a field by its name on the wire, for what has no function here.
        pub fn param(mut self, name: &str, value: impl Into<rt::Value>) -> Self {
            self.extra.insert(name, value);
            self
        }
    }

    impl Default for DealItem {
        #[inline]
        fn default() -> Self {
            Self {
                id: None,
                stage: None,
                title: None,
                extra: rt::Extra::NEW,
            }
        }
    }

    impl Clone for DealItem {
        #[inline]
        fn clone(&self) -> Self {
            rt::object::copy(self)
        }
    }

    impl std::fmt::Debug for DealItem {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result {
            rt::object::debug(self, f)
        }
    }

    rt::traits!(object DealItem);

    impl rt::Object for DealItem {
        const PATTERNS: &'static [(&'static str, &'static str)] = &[
            ("parentId", ""),
            ("ufCrm", ""),
        ];

        #[inline]
        fn walk(&self, cx: &mut rt::Cx<'_>) -> Self {
            Self {
                id: cx.int("id", &self.id),
                stage: cx.field::<rt::EnumCodec<DealItemStage>>("stageId", &self.stage),
                title: cx.text("title", &self.title),
                extra: cx.extra(&self.extra),
            }
        }
    }

    impl DealItem {
        /// Reads one `DealItem`.
        ///
        /// Method `crm.item.get` with `entityTypeId` 2 · scope `crm` · reads · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-get.html)
        #[doc(alias = "crm.item.get")]
        pub fn get(id: impl Into<rt::Id>) -> rt::Of<crm::item::Get, DealItemResponse> {
            rt::Of::new(crm::item::Get::new(2, id))
        }

        /// Lists every `DealItem`, page by page.
        ///
        /// Method `crm.item.list` with `entityTypeId` 2 · scope `crm` · reads · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-list.html)
        #[doc(alias = "crm.item.list")]
        pub fn list() -> rt::Of<crm::item::List, DealItemListResponse, DealItem> {
            rt::Of::new(crm::item::List::new(2))
        }

        /// Adds one `DealItem`.
        ///
        /// Method `crm.item.add` with `entityTypeId` 2 · scope `crm` · writes · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-add.html)
        #[doc(alias = "crm.item.add")]
        pub fn add(
            deal_item: impl Into<DealItem>,
        ) -> rt::Of<crm::item::Add, DealItemResponse> {
            rt::Of::new(crm::item::Add::new(2, deal_item.into().into()))
        }

        /// Changes one `DealItem`.
        ///
        /// Method `crm.item.update` with `entityTypeId` 2 · scope `crm` · writes · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-update.html)
        #[doc(alias = "crm.item.update")]
        pub fn update(
            id: impl Into<rt::Id>,
            deal_item: impl Into<DealItem>,
        ) -> rt::Of<crm::item::Update, DealItemResponse> {
            rt::Of::new(crm::item::Update::new(2, id, deal_item.into().into()))
        }

        /// Deletes one `DealItem`.
        ///
        /// Method `crm.item.delete` with `entityTypeId` 2 · scope `crm` · writes · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-delete.html)
        #[doc(alias = "crm.item.delete")]
        pub fn delete(id: impl Into<rt::Id>) -> crm::item::Delete {
            crm::item::Delete::new(2, id)
        }
    }

    impl From<DealItem> for types::crm::Item {
        #[inline]
        fn from(value: DealItem) -> Self {
            rt::object::recast(&value)
        }
    }

    impl From<types::crm::Item> for DealItem {
        #[inline]
        fn from(value: types::crm::Item) -> Self {
            rt::object::recast(&value)
        }
    }

    /// Part of `portal.DealItem`.
    #[derive(Clone)]
    #[non_exhaustive]
    pub enum DealItemStage {
        /// `NEW`: New
        New,
        /// `WON`: Won
        Won,
        /// A value that the description does not list.
        Unknown(String),
    }

    impl std::fmt::Debug for DealItemStage {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result {
            rt::wire::enums::debug(self, f)
        }
    }

    impl PartialEq for DealItemStage {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::wire::enums::eq(self, other)
        }
    }

    impl Eq for DealItemStage {}

    impl std::hash::Hash for DealItemStage {
        #[inline]
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            rt::wire::enums::hash(self, state)
        }
    }

    impl DealItemStage {
        /// Returns the value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            rt::Enum::as_wire(self)
        }
    }

    impl From<&str> for DealItemStage {
        #[inline]
        fn from(value: &str) -> Self {
            rt::Enum::from_wire(value)
        }
    }

    impl Default for DealItemStage {
        #[inline]
        fn default() -> Self {
            Self::Unknown(String::new())
        }
    }

    impl rt::Enum for DealItemStage {
        const VALUES: &'static [(&'static str, Self)] = &[
            ("NEW", Self::New),
            ("WON", Self::Won),
        ];

        #[inline]
        fn unknown(text: String) -> Self {
            Self::Unknown(text)
        }

        #[inline]
        fn as_unknown(&self) -> Option<&str> {
            if let Self::Unknown(text) = self { Some(text) } else { None }
        }
    }

    /// The answer of `crm.item.get`, `crm.item.add` and `crm.item.update`.
    #[non_exhaustive]
    pub struct DealItemResponse {
        /// The item. `item` · `portal.DealItem`
        pub item: DealItem,
        /// The fields that have no name here.
        pub extra: rt::Extra,
    }

    impl Default for DealItemResponse {
        #[inline]
        fn default() -> Self {
            Self {
                item: Default::default(),
                extra: rt::Extra::NEW,
            }
        }
    }

    impl Clone for DealItemResponse {
        #[inline]
        fn clone(&self) -> Self {
            rt::object::copy(self)
        }
    }

    impl std::fmt::Debug for DealItemResponse {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result {
            rt::object::debug(self, f)
        }
    }

    rt::traits!(object DealItemResponse);

    impl rt::Object for DealItemResponse {
        #[inline]
        fn walk(&self, cx: &mut rt::Cx<'_>) -> Self {
            Self {
                item: cx.always::<DealItem>("item", &self.item),
                extra: cx.extra(&self.extra),
            }
        }
    }

    /// The answer of `crm.item.list`.
    #[non_exhaustive]
    pub struct DealItemListResponse {
        /// Items. `items` · `portal.DealItem[]`
        pub items: Vec<DealItem>,
        /// The fields that have no name here.
        pub extra: rt::Extra,
    }

    impl Default for DealItemListResponse {
        #[inline]
        fn default() -> Self {
            Self {
                items: Default::default(),
                extra: rt::Extra::NEW,
            }
        }
    }

    impl Clone for DealItemListResponse {
        #[inline]
        fn clone(&self) -> Self {
            rt::object::copy(self)
        }
    }

    impl std::fmt::Debug for DealItemListResponse {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result {
            rt::object::debug(self, f)
        }
    }

    rt::traits!(object DealItemListResponse);

    impl rt::Object for DealItemListResponse {
        #[inline]
        fn walk(&self, cx: &mut rt::Cx<'_>) -> Self {
            Self {
                items: cx.always::<Vec<DealItem>>("items", &self.items),
                extra: cx.extra(&self.extra),
            }
        }
    }

    /// Employees.
    ///
    /// `user.User` · [Documentation](https://apidocs.bitrix24.com/api-reference/user/user-get.html)
    #[non_exhaustive]
    pub struct Employee {
        /// Identifier. `ID` · `string`
        pub id: Option<String>,
        /// Whether it is active. `ACTIVE` · boolean written `true` or `false`
        pub active: Option<bool>,
        /// Name. `NAME` · `string`
        pub name: Option<String>,
        /// Family name. `LAST_NAME` · `string`
        pub last_name: Option<String>,
        /// E-mail address. `EMAIL` · `string`
        pub email: Option<String>,
        /// Number of the badge. `UF_USR_1700000000001` · `string`
        pub badge: Option<String>,
        /// The fields that have no name here.
        pub extra: rt::Extra,
    }

    impl Default for Employee {
        #[inline]
        fn default() -> Self {
            Self {
                id: None,
                active: None,
                name: None,
                last_name: None,
                email: None,
                badge: None,
                extra: rt::Extra::NEW,
            }
        }
    }

    impl Clone for Employee {
        #[inline]
        fn clone(&self) -> Self {
            rt::object::copy(self)
        }
    }

    impl std::fmt::Debug for Employee {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result {
            rt::object::debug(self, f)
        }
    }

    rt::traits!(object Employee);

    impl rt::Object for Employee {
        #[inline]
        fn walk(&self, cx: &mut rt::Cx<'_>) -> Self {
            Self {
                id: cx.text("ID", &self.id),
                active: cx.bool("ACTIVE", &self.active),
                name: cx.text("NAME", &self.name),
                last_name: cx.text("LAST_NAME", &self.last_name),
                email: cx.text("EMAIL", &self.email),
                badge: cx.text("UF_USR_1700000000001", &self.badge),
                extra: cx.extra(&self.extra),
            }
        }
    }

    impl Employee {
        /// Lists every `Employee`, page by page.
        ///
        /// Method `user.get` · scope `user` or `user_brief` or `user_basic` · reads ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/user/user-get.html)
        #[doc(alias = "user.get")]
        pub fn get() -> rt::Of<user::Get, Vec<Employee>, Employee> {
            rt::Of::selecting(user::Get::new(), &["*", "UF_*"])
        }

        /// Adds one `Employee`.
        ///
        /// Method `user.add` · scope `user` · writes · for administrators ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/user/user-add.html)
        #[doc(alias = "user.add")]
        pub fn add(email: impl Into<String>) -> user::Add {
            user::Add::new(email)
        }

        /// Changes one `Employee`.
        ///
        /// Method `user.update` · scope `user` · writes · for administrators ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/user/user-update.html)
        #[doc(alias = "user.update")]
        pub fn update(id: impl Into<rt::Id>) -> user::Update {
            user::Update::new(id)
        }
    }

    impl From<Employee> for types::user::User {
        #[inline]
        fn from(value: Employee) -> Self {
            rt::object::recast(&value)
        }
    }

    impl From<types::user::User> for Employee {
        #[inline]
        fn from(value: types::user::User) -> Self {
            rt::object::recast(&value)
        }
    }

    /// Holidays.
    ///
    /// `lists.Element` with `IBLOCK_TYPE_ID` `lists`, `IBLOCK_ID` 37 ·
    /// [Documentation](https://apidocs.bitrix24.com/api-reference/lists/elements/lists-element-get.html)
    #[non_exhaustive]
    #[must_use]
    pub struct Holiday {
        /// Identifier. `ID` · `string` · optional
        pub id: Option<String>,
        /// Name. `NAME` · `string` · optional
        pub name: Option<String>,
        /// The day. `PROPERTY_101` · anything · optional
        pub day: Option<rt::Value>,
        /// The country. `PROPERTY_102` · anything · optional
        pub country: Option<rt::Value>,
        /// `PROPERTY_<n>`, and other fields that have no name here.
        pub extra: rt::Extra,
    }

    impl Holiday {
        /// Returns an object with nothing set.
        #[inline]
        pub fn new() -> Self {
            Self::default()
        }

        /// Identifier. `ID` · `string` · optional
        pub fn id(mut self, id: impl Into<rt::Id>) -> Self {
            self.id = self.extra.keep_text_id("ID", id);
            self
        }

        /// Name. `NAME` · `string` · optional
        pub fn name(mut self, name: impl Into<String>) -> Self {
            self.name = Some(name.into());
            self
        }

        /// The day. `PROPERTY_101` · anything · optional
        pub fn day(mut self, day: impl Into<rt::Value>) -> Self {
            self.day = Some(day.into());
            self
        }

        /// The country. `PROPERTY_102` · anything · optional
        pub fn country(mut self, country: impl Into<rt::Value>) -> Self {
            self.country = Some(country.into());
            self
        }

        /// Sets a field by its name on the wire, for what has no function here.
        pub fn param(mut self, name: &str, value: impl Into<rt::Value>) -> Self {
            self.extra.insert(name, value);
            self
        }
    }

    impl Default for Holiday {
        #[inline]
        fn default() -> Self {
            Self {
                id: None,
                name: None,
                day: None,
                country: None,
                extra: rt::Extra::NEW,
            }
        }
    }

    impl Clone for Holiday {
        #[inline]
        fn clone(&self) -> Self {
            rt::object::copy(self)
        }
    }

    impl std::fmt::Debug for Holiday {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result {
            rt::object::debug(self, f)
        }
    }

    rt::traits!(object Holiday);

    impl rt::Object for Holiday {
        const PATTERNS: &'static [(&'static str, &'static str)] = &[("PROPERTY_", "")];

        #[inline]
        fn walk(&self, cx: &mut rt::Cx<'_>) -> Self {
            Self {
                id: cx.text("ID", &self.id),
                name: cx.text("NAME", &self.name),
                day: cx.any("PROPERTY_101", &self.day),
                country: cx.any("PROPERTY_102", &self.country),
                extra: cx.extra(&self.extra),
            }
        }
    }

    impl Holiday {
        /// Lists every `Holiday`, page by page.
        ///
        /// Method `lists.element.get` with `IBLOCK_TYPE_ID` `lists`, `IBLOCK_ID` 37 · scope `lists` · reads ·
        /// needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/lists/elements/lists-element-get.html)
        #[doc(alias = "lists.element.get")]
        pub fn get() -> rt::Of<lists::element::Get, Vec<Holiday>, Holiday> {
            rt::Of::new(lists::element::Get::new("lists").iblock_id(37))
        }

        /// Adds one `Holiday`.
        ///
        /// Method `lists.element.add` with `IBLOCK_TYPE_ID` `lists`, `IBLOCK_ID` 37 · scope `lists` · writes ·
        /// needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/lists/elements/lists-element-add.html)
        #[doc(alias = "lists.element.add")]
        pub fn add(
            element_code: impl Into<String>,
            holiday: impl Into<Holiday>,
        ) -> lists::element::Add {
            lists::element::Add::new("lists", element_code, holiday.into().into())
                .iblock_id(37)
        }

        /// Changes one `Holiday`.
        ///
        /// Method `lists.element.update` with `IBLOCK_TYPE_ID` `lists`, `IBLOCK_ID` 37 · scope `lists` · writes
        /// · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/lists/elements/lists-element-update.html)
        #[doc(alias = "lists.element.update")]
        pub fn update(
            element_id: impl Into<rt::Id>,
            holiday: impl Into<Holiday>,
        ) -> lists::element::Update {
            lists::element::Update::new("lists", holiday.into().into())
                .iblock_id(37)
                .element_id(element_id)
        }

        /// Deletes one `Holiday`.
        ///
        /// Method `lists.element.delete` with `IBLOCK_TYPE_ID` `lists`, `IBLOCK_ID` 37 · scope `lists` · writes
        /// · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/lists/elements/lists-element-delete.html)
        #[doc(alias = "lists.element.delete")]
        pub fn delete(element_id: impl Into<rt::Id>) -> lists::element::Delete {
            lists::element::Delete::new("lists").iblock_id(37).element_id(element_id)
        }
    }

    impl From<Holiday> for types::lists::Element {
        #[inline]
        fn from(value: Holiday) -> Self {
            rt::object::recast(&value)
        }
    }

    impl From<types::lists::Element> for Holiday {
        #[inline]
        fn from(value: types::lists::Element) -> Self {
            rt::object::recast(&value)
        }
    }

    /// Leads.
    ///
    /// `crm.Lead` · [Documentation](https://apidocs.bitrix24.com/api-reference/crm/leads/crm-lead-get.html)
    #[non_exhaustive]
    #[must_use]
    pub struct Lead {
        /// Identifier. `ID` · `integer` · optional · read-only
        pub id: Option<i64>,
        /// Title. `TITLE` · `string` · optional
        pub title: Option<String>,
        /// Form of address. `HONORIFIC` · id of `crm_status` · optional
        pub honorific: Option<rt::Id>,
        /// Name. `NAME` · `string` · optional
        pub name: Option<String>,
        /// Middle name or patronymic. `SECOND_NAME` · `string` · optional
        pub second_name: Option<String>,
        /// Family name. `LAST_NAME` · `string` · optional
        pub last_name: Option<String>,
        /// Number of the company. `COMPANY_ID` · id of `crm_company` · optional
        pub company_id: Option<rt::Id>,
        /// Name of the company. `COMPANY_TITLE` · `string` · optional
        pub company_title: Option<String>,
        /// Number of the contact. `CONTACT_ID` · id of `crm_contact` · optional
        pub contact_id: Option<rt::Id>,
        /// `IS_RETURN_CUSTOMER` · `string` · optional · read-only
        pub is_return_customer: Option<String>,
        /// Date of birth. `BIRTHDATE` · `date` · optional
        pub birthdate: Option<rt::Date>,
        /// Identifier of the source. `SOURCE_ID` · id of `crm_status` · optional
        pub source_id: Option<rt::Id>,
        /// More about the source. `SOURCE_DESCRIPTION` · `string` · optional
        pub source_description: Option<String>,
        /// Identifier of the status. `STATUS_ID` · id of `crm_status` · optional
        pub status_id: Option<rt::Id>,
        /// More about the stage. `STATUS_DESCRIPTION` · `string` · optional
        pub status_description: Option<String>,
        /// Post held. `POST` · `string` · optional
        pub post: Option<String>,
        /// Comments. `COMMENTS` · `string` · optional
        pub comments: Option<String>,
        /// Code of the currency. `CURRENCY_ID` · id of `crm_currency` · optional
        pub currency_id: Option<rt::Id>,
        /// Amount of money. `OPPORTUNITY` · `double` · optional
        pub opportunity: Option<f64>,
        /// Whether the amount is set by hand. `IS_MANUAL_OPPORTUNITY` · `string` · optional
        pub is_manual_opportunity: Option<String>,
        /// Whether there is a phone number. `HAS_PHONE` · `string` · optional · read-only
        pub has_phone: Option<String>,
        /// Whether there is an e-mail address. `HAS_EMAIL` · `string` · optional · read-only
        pub has_email: Option<String>,
        /// Whether there is an open channel. `HAS_IMOL` · `string` · optional · read-only
        pub has_imol: Option<String>,
        /// Who is responsible. `ASSIGNED_BY_ID` · id of `user` · optional
        pub assigned_by_id: Option<rt::Id>,
        /// Who created it. `CREATED_BY_ID` · id of `user` · optional · read-only
        pub created_by_id: Option<rt::Id>,
        /// Who changed it last. `MODIFY_BY_ID` · id of `user` · optional · read-only
        pub modify_by_id: Option<rt::Id>,
        /// Who changed the stage last. `MOVED_BY_ID` · id of `user` · optional · read-only
        pub moved_by_id: Option<rt::Id>,
        /// When it was created. `DATE_CREATE` · `datetime` · optional · read-only
        pub date_create: Option<rt::DateTime>,
        /// When it was changed last. `DATE_MODIFY` · `datetime` · optional · read-only
        pub date_modify: Option<rt::DateTime>,
        /// `DATE_CLOSED` · `datetime` · optional · read-only
        pub date_closed: Option<rt::DateTime>,
        /// Whether the stage is in work, successful or failed. `STATUS_SEMANTIC_ID` · `string` · optional ·
        /// read-only
        pub status_semantic_id: Option<String>,
        /// Whether it is open to everyone. `OPENED` · boolean written `"Y"` or `"N"` · optional
        pub opened: Option<bool>,
        /// Identifier of the outside data source. `ORIGINATOR_ID` · `string` · optional
        pub originator_id: Option<String>,
        /// Object's identifier in the outside data source. `ORIGIN_ID` · `string` · optional
        pub origin_id: Option<String>,
        /// When the stage was changed last. `MOVED_TIME` · `datetime` · optional · read-only
        pub moved_time: Option<rt::DateTime>,
        /// Address. `ADDRESS` · `string` · optional
        pub address: Option<String>,
        /// More of the address, such as the apartment or office. `ADDRESS_2` · `string` · optional
        pub address_2: Option<String>,
        /// Town. `ADDRESS_CITY` · `string` · optional
        pub address_city: Option<String>,
        /// Postcode. `ADDRESS_POSTAL_CODE` · `string` · optional
        pub address_postal_code: Option<String>,
        /// District or region. `ADDRESS_REGION` · `string` · optional
        pub address_region: Option<String>,
        /// Region or province. `ADDRESS_PROVINCE` · `string` · optional
        pub address_province: Option<String>,
        /// Country. `ADDRESS_COUNTRY` · `string` · optional
        pub address_country: Option<String>,
        /// Code of the country. `ADDRESS_COUNTRY_CODE` · `string` · optional
        pub address_country_code: Option<String>,
        /// Address, by its identifier in the location module. `ADDRESS_LOC_ADDR_ID` · `string` · optional
        pub address_loc_addr_id: Option<String>,
        /// UTM source, that is the advertising system. `UTM_SOURCE` · `string` · optional
        pub utm_source: Option<String>,
        /// UTM medium, that is the type of traffic. `UTM_MEDIUM` · `string` · optional
        pub utm_medium: Option<String>,
        /// UTM campaign. `UTM_CAMPAIGN` · `string` · optional
        pub utm_campaign: Option<String>,
        /// UTM content of the campaign. `UTM_CONTENT` · `string` · optional
        pub utm_content: Option<String>,
        /// UTM term, that is what was searched for. `UTM_TERM` · `string` · optional
        pub utm_term: Option<String>,
        /// Who was active in the timeline last. `LAST_ACTIVITY_BY` · `string` · optional · read-only
        pub last_activity_by: Option<String>,
        /// When something happened in the timeline last. `LAST_ACTIVITY_TIME` · `datetime` · optional ·
        /// read-only
        pub last_activity_time: Option<rt::DateTime>,
        /// Phone. `PHONE` · `crm.Multifield[]` · optional
        pub phone: Option<Vec<types::crm::Multifield>>,
        /// Messenger accounts or message identifiers. `IM` · `crm.Multifield[]` · optional
        pub im: Option<Vec<types::crm::Multifield>>,
        /// Numbers of the contacts. `CONTACT_IDS` · `crm_contact[]` · optional
        pub contact_ids: Option<Vec<rt::Id>>,
        /// E-mail address. `EMAIL` · `crm.Multifield[]` · optional
        pub email: Option<Vec<types::crm::Multifield>>,
        /// Link. `LINK` · `crm.Multifield[]` · optional
        pub link: Option<Vec<types::crm::Multifield>>,
        /// `WEB` · `crm.Multifield[]` · optional
        pub web: Option<Vec<types::crm::Multifield>>,
        /// Checked. `UF_CRM_CHECKED` · boolean written `1` or `0` · optional
        pub checked: Option<bool>,
        /// `UF_<name>`, and other fields that have no name here.
        pub extra: rt::Extra,
    }

    impl Lead {
        /// Returns an object with nothing set.
        #[inline]
        pub fn new() -> Self {
            Self::default()
        }

        /// Identifier. `ID` · `integer` · optional · read-only
        pub fn id(mut self, id: impl Into<rt::Id>) -> Self {
            self.id = self.extra.keep_int_id("ID", id);
            self
        }

        /// Title. `TITLE` · `string` · optional
        pub fn title(mut self, title: impl Into<String>) -> Self {
            self.title = Some(title.into());
            self
        }

        /// Form of address. `HONORIFIC` · id of `crm_status` · optional
        pub fn honorific(mut self, honorific: impl Into<rt::Id>) -> Self {
            self.honorific = Some(honorific.into());
            self
        }

        /// Name. `NAME` · `string` · optional
        pub fn name(mut self, name: impl Into<String>) -> Self {
            self.name = Some(name.into());
            self
        }

        /// Middle name or patronymic. `SECOND_NAME` · `string` · optional
        pub fn second_name(mut self, second_name: impl Into<String>) -> Self {
            self.second_name = Some(second_name.into());
            self
        }

        /// Family name. `LAST_NAME` · `string` · optional
        pub fn last_name(mut self, last_name: impl Into<String>) -> Self {
            self.last_name = Some(last_name.into());
            self
        }

        /// Number of the company. `COMPANY_ID` · id of `crm_company` · optional
        pub fn company_id(mut self, company_id: impl Into<rt::Id>) -> Self {
            self.company_id = Some(company_id.into());
            self
        }

        /// Name of the company. `COMPANY_TITLE` · `string` · optional
        pub fn company_title(mut self, company_title: impl Into<String>) -> Self {
            self.company_title = Some(company_title.into());
            self
        }

        /// Number of the contact. `CONTACT_ID` · id of `crm_contact` · optional
        pub fn contact_id(mut self, contact_id: impl Into<rt::Id>) -> Self {
            self.contact_id = Some(contact_id.into());
            self
        }

        /// `IS_RETURN_CUSTOMER` · `string` · optional · read-only
        pub fn is_return_customer(mut self, is_return_customer: impl Into<String>) -> Self {
            self.is_return_customer = Some(is_return_customer.into());
            self
        }

        /// Date of birth. `BIRTHDATE` · `date` · optional
        pub fn birthdate(mut self, birthdate: impl Into<rt::Date>) -> Self {
            self.birthdate = Some(birthdate.into());
            self
        }

        /// Identifier of the source. `SOURCE_ID` · id of `crm_status` · optional
        pub fn source_id(mut self, source_id: impl Into<rt::Id>) -> Self {
            self.source_id = Some(source_id.into());
            self
        }

        /// More about the source. `SOURCE_DESCRIPTION` · `string` · optional
        pub fn source_description(mut self, source_description: impl Into<String>) -> Self {
            self.source_description = Some(source_description.into());
            self
        }

        /// Identifier of the status. `STATUS_ID` · id of `crm_status` · optional
        pub fn status_id(mut self, status_id: impl Into<rt::Id>) -> Self {
            self.status_id = Some(status_id.into());
            self
        }

        /// More about the stage. `STATUS_DESCRIPTION` · `string` · optional
        pub fn status_description(mut self, status_description: impl Into<String>) -> Self {
            self.status_description = Some(status_description.into());
            self
        }

        /// Post held. `POST` · `string` · optional
        pub fn post(mut self, post: impl Into<String>) -> Self {
            self.post = Some(post.into());
            self
        }

        /// Comments. `COMMENTS` · `string` · optional
        pub fn comments(mut self, comments: impl Into<String>) -> Self {
            self.comments = Some(comments.into());
            self
        }

        /// Code of the currency. `CURRENCY_ID` · id of `crm_currency` · optional
        pub fn currency_id(mut self, currency_id: impl Into<rt::Id>) -> Self {
            self.currency_id = Some(currency_id.into());
            self
        }

        /// Amount of money. `OPPORTUNITY` · `double` · optional
        pub fn opportunity(mut self, opportunity: impl Into<rt::Arg<f64>>) -> Self {
            self.opportunity = self.extra.keep_double("OPPORTUNITY", opportunity);
            self
        }

        /// Whether the amount is set by hand. `IS_MANUAL_OPPORTUNITY` · `string` · optional
        pub fn is_manual_opportunity(
            mut self,
            is_manual_opportunity: impl Into<String>,
        ) -> Self {
            self.is_manual_opportunity = Some(is_manual_opportunity.into());
            self
        }

        /// Whether there is a phone number. `HAS_PHONE` · `string` · optional · read-only
        pub fn has_phone(mut self, has_phone: impl Into<String>) -> Self {
            self.has_phone = Some(has_phone.into());
            self
        }

        /// Whether there is an e-mail address. `HAS_EMAIL` · `string` · optional · read-only
        pub fn has_email(mut self, has_email: impl Into<String>) -> Self {
            self.has_email = Some(has_email.into());
            self
        }

        /// Whether there is an open channel. `HAS_IMOL` · `string` · optional · read-only
        pub fn has_imol(mut self, has_imol: impl Into<String>) -> Self {
            self.has_imol = Some(has_imol.into());
            self
        }

        /// Who is responsible. `ASSIGNED_BY_ID` · id of `user` · optional
        pub fn assigned_by_id(mut self, assigned_by_id: impl Into<rt::Id>) -> Self {
            self.assigned_by_id = Some(assigned_by_id.into());
            self
        }

        /// Who created it. `CREATED_BY_ID` · id of `user` · optional · read-only
        pub fn created_by_id(mut self, created_by_id: impl Into<rt::Id>) -> Self {
            self.created_by_id = Some(created_by_id.into());
            self
        }

        /// Who changed it last. `MODIFY_BY_ID` · id of `user` · optional · read-only
        pub fn modify_by_id(mut self, modify_by_id: impl Into<rt::Id>) -> Self {
            self.modify_by_id = Some(modify_by_id.into());
            self
        }

        /// Who changed the stage last. `MOVED_BY_ID` · id of `user` · optional · read-only
        pub fn moved_by_id(mut self, moved_by_id: impl Into<rt::Id>) -> Self {
            self.moved_by_id = Some(moved_by_id.into());
            self
        }

        /// When it was created. `DATE_CREATE` · `datetime` · optional · read-only
        pub fn date_create(mut self, date_create: impl Into<rt::DateTime>) -> Self {
            self.date_create = Some(date_create.into());
            self
        }

        /// When it was changed last. `DATE_MODIFY` · `datetime` · optional · read-only
        pub fn date_modify(mut self, date_modify: impl Into<rt::DateTime>) -> Self {
            self.date_modify = Some(date_modify.into());
            self
        }

        /// `DATE_CLOSED` · `datetime` · optional · read-only
        pub fn date_closed(mut self, date_closed: impl Into<rt::DateTime>) -> Self {
            self.date_closed = Some(date_closed.into());
            self
        }

        /// Whether the stage is in work, successful or failed. `STATUS_SEMANTIC_ID` · `string` · optional ·
        /// read-only
        pub fn status_semantic_id(mut self, status_semantic_id: impl Into<rt::Id>) -> Self {
            self.status_semantic_id = self
                .extra
                .keep_text_id("STATUS_SEMANTIC_ID", status_semantic_id);
            self
        }

        /// Whether it is open to everyone. `OPENED` · boolean written `"Y"` or `"N"` · optional
        pub fn opened(mut self, opened: impl Into<rt::Arg<bool>>) -> Self {
            self.opened = self.extra.keep_bool("OPENED", opened);
            self
        }

        /// Identifier of the outside data source. `ORIGINATOR_ID` · `string` · optional
        pub fn originator_id(mut self, originator_id: impl Into<rt::Id>) -> Self {
            self.originator_id = self.extra.keep_text_id("ORIGINATOR_ID", originator_id);
            self
        }

        /// Object's identifier in the outside data source. `ORIGIN_ID` · `string` · optional
        pub fn origin_id(mut self, origin_id: impl Into<rt::Id>) -> Self {
            self.origin_id = self.extra.keep_text_id("ORIGIN_ID", origin_id);
            self
        }

        /// When the stage was changed last. `MOVED_TIME` · `datetime` · optional · read-only
        pub fn moved_time(mut self, moved_time: impl Into<rt::DateTime>) -> Self {
            self.moved_time = Some(moved_time.into());
            self
        }

        /// Address. `ADDRESS` · `string` · optional
        pub fn address(mut self, address: impl Into<String>) -> Self {
            self.address = Some(address.into());
            self
        }

        /// More of the address, such as the apartment or office. `ADDRESS_2` · `string` · optional
        pub fn address_2(mut self, address_2: impl Into<String>) -> Self {
            self.address_2 = Some(address_2.into());
            self
        }

        /// Town. `ADDRESS_CITY` · `string` · optional
        pub fn address_city(mut self, address_city: impl Into<String>) -> Self {
            self.address_city = Some(address_city.into());
            self
        }

        /// Postcode. `ADDRESS_POSTAL_CODE` · `string` · optional
        pub fn address_postal_code(
            mut self,
            address_postal_code: impl Into<String>,
        ) -> Self {
            self.address_postal_code = Some(address_postal_code.into());
            self
        }

        /// District or region. `ADDRESS_REGION` · `string` · optional
        pub fn address_region(mut self, address_region: impl Into<String>) -> Self {
            self.address_region = Some(address_region.into());
            self
        }

        /// Region or province. `ADDRESS_PROVINCE` · `string` · optional
        pub fn address_province(mut self, address_province: impl Into<String>) -> Self {
            self.address_province = Some(address_province.into());
            self
        }

        /// Country. `ADDRESS_COUNTRY` · `string` · optional
        pub fn address_country(mut self, address_country: impl Into<String>) -> Self {
            self.address_country = Some(address_country.into());
            self
        }

        /// Code of the country. `ADDRESS_COUNTRY_CODE` · `string` · optional
        pub fn address_country_code(
            mut self,
            address_country_code: impl Into<String>,
        ) -> Self {
            self.address_country_code = Some(address_country_code.into());
            self
        }

        /// Address, by its identifier in the location module. `ADDRESS_LOC_ADDR_ID` · `string` · optional
        pub fn address_loc_addr_id(
            mut self,
            address_loc_addr_id: impl Into<rt::Id>,
        ) -> Self {
            self.address_loc_addr_id = self
                .extra
                .keep_text_id("ADDRESS_LOC_ADDR_ID", address_loc_addr_id);
            self
        }

        /// UTM source, that is the advertising system. `UTM_SOURCE` · `string` · optional
        pub fn utm_source(mut self, utm_source: impl Into<String>) -> Self {
            self.utm_source = Some(utm_source.into());
            self
        }

        /// UTM medium, that is the type of traffic. `UTM_MEDIUM` · `string` · optional
        pub fn utm_medium(mut self, utm_medium: impl Into<String>) -> Self {
            self.utm_medium = Some(utm_medium.into());
            self
        }

        /// UTM campaign. `UTM_CAMPAIGN` · `string` · optional
        pub fn utm_campaign(mut self, utm_campaign: impl Into<String>) -> Self {
            self.utm_campaign = Some(utm_campaign.into());
            self
        }

        /// UTM content of the campaign. `UTM_CONTENT` · `string` · optional
        pub fn utm_content(mut self, utm_content: impl Into<String>) -> Self {
            self.utm_content = Some(utm_content.into());
            self
        }

        /// UTM term, that is what was searched for. `UTM_TERM` · `string` · optional
        pub fn utm_term(mut self, utm_term: impl Into<String>) -> Self {
            self.utm_term = Some(utm_term.into());
            self
        }

        /// Who was active in the timeline last. `LAST_ACTIVITY_BY` · `string` · optional · read-only
        pub fn last_activity_by(mut self, last_activity_by: impl Into<String>) -> Self {
            self.last_activity_by = Some(last_activity_by.into());
            self
        }

        /// When something happened in the timeline last. `LAST_ACTIVITY_TIME` · `datetime` · optional ·
        /// read-only
        pub fn last_activity_time(
            mut self,
            last_activity_time: impl Into<rt::DateTime>,
        ) -> Self {
            self.last_activity_time = Some(last_activity_time.into());
            self
        }

        /// Phone. `PHONE` · `crm.Multifield[]` · optional
        pub fn phone(
            mut self,
            phone: impl IntoIterator<Item = impl Into<types::crm::Multifield>>,
        ) -> Self {
            self.phone = Some(rt::list(phone));
            self
        }

        /// Messenger accounts or message identifiers. `IM` · `crm.Multifield[]` · optional
        pub fn im(
            mut self,
            im: impl IntoIterator<Item = impl Into<types::crm::Multifield>>,
        ) -> Self {
            self.im = Some(rt::list(im));
            self
        }

        /// Numbers of the contacts. `CONTACT_IDS` · `crm_contact[]` · optional
        pub fn contact_ids(
            mut self,
            contact_ids: impl IntoIterator<Item = impl Into<rt::Id>>,
        ) -> Self {
            self.contact_ids = Some(rt::list(contact_ids));
            self
        }

        /// E-mail address. `EMAIL` · `crm.Multifield[]` · optional
        pub fn email(
            mut self,
            email: impl IntoIterator<Item = impl Into<types::crm::Multifield>>,
        ) -> Self {
            self.email = Some(rt::list(email));
            self
        }

        /// Link. `LINK` · `crm.Multifield[]` · optional
        pub fn link(
            mut self,
            link: impl IntoIterator<Item = impl Into<types::crm::Multifield>>,
        ) -> Self {
            self.link = Some(rt::list(link));
            self
        }

        /// `WEB` · `crm.Multifield[]` · optional
        pub fn web(
            mut self,
            web: impl IntoIterator<Item = impl Into<types::crm::Multifield>>,
        ) -> Self {
            self.web = Some(rt::list(web));
            self
        }

        /// Checked. `UF_CRM_CHECKED` · boolean written `1` or `0` · optional
        pub fn checked(mut self, checked: impl Into<rt::Arg<bool>>) -> Self {
            self.checked = self.extra.keep_bool("UF_CRM_CHECKED", checked);
            self
        }

        /// Sets a field by its name on the wire, for what has no function here.
        pub fn param(mut self, name: &str, value: impl Into<rt::Value>) -> Self {
            self.extra.insert(name, value);
            self
        }
    }

    impl Default for Lead {
        #[inline]
        fn default() -> Self {
            Self {
                id: None,
                title: None,
                honorific: None,
                name: None,
                second_name: None,
                last_name: None,
                company_id: None,
                company_title: None,
                contact_id: None,
                is_return_customer: None,
                birthdate: None,
                source_id: None,
                source_description: None,
                status_id: None,
                status_description: None,
                post: None,
                comments: None,
                currency_id: None,
                opportunity: None,
                is_manual_opportunity: None,
                has_phone: None,
                has_email: None,
                has_imol: None,
                assigned_by_id: None,
                created_by_id: None,
                modify_by_id: None,
                moved_by_id: None,
                date_create: None,
                date_modify: None,
                date_closed: None,
                status_semantic_id: None,
                opened: None,
                originator_id: None,
                origin_id: None,
                moved_time: None,
                address: None,
                address_2: None,
                address_city: None,
                address_postal_code: None,
                address_region: None,
                address_province: None,
                address_country: None,
                address_country_code: None,
                address_loc_addr_id: None,
                utm_source: None,
                utm_medium: None,
                utm_campaign: None,
                utm_content: None,
                utm_term: None,
                last_activity_by: None,
                last_activity_time: None,
                phone: None,
                im: None,
                contact_ids: None,
                email: None,
                link: None,
                web: None,
                checked: None,
                extra: rt::Extra::NEW,
            }
        }
    }

    impl Clone for Lead {
        #[inline]
        fn clone(&self) -> Self {
            rt::object::copy(self)
        }
    }

    impl std::fmt::Debug for Lead {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result {
            rt::object::debug(self, f)
        }
    }

    rt::traits!(object Lead);

    impl rt::Object for Lead {
        const PATTERNS: &'static [(&'static str, &'static str)] = &[("UF_", "")];

        #[inline]
        fn walk(&self, cx: &mut rt::Cx<'_>) -> Self {
            Self {
                id: cx.int("ID", &self.id),
                title: cx.text("TITLE", &self.title),
                honorific: cx.id("HONORIFIC", &self.honorific),
                name: cx.text("NAME", &self.name),
                second_name: cx.text("SECOND_NAME", &self.second_name),
                last_name: cx.text("LAST_NAME", &self.last_name),
                company_id: cx.id("COMPANY_ID", &self.company_id),
                company_title: cx.text("COMPANY_TITLE", &self.company_title),
                contact_id: cx.id("CONTACT_ID", &self.contact_id),
                is_return_customer: cx.text("IS_RETURN_CUSTOMER", &self.is_return_customer),
                birthdate: cx.date("BIRTHDATE", &self.birthdate),
                source_id: cx.id("SOURCE_ID", &self.source_id),
                source_description: cx.text("SOURCE_DESCRIPTION", &self.source_description),
                status_id: cx.id("STATUS_ID", &self.status_id),
                status_description: cx.text("STATUS_DESCRIPTION", &self.status_description),
                post: cx.text("POST", &self.post),
                comments: cx.text("COMMENTS", &self.comments),
                currency_id: cx.id("CURRENCY_ID", &self.currency_id),
                opportunity: cx.double("OPPORTUNITY", &self.opportunity),
                is_manual_opportunity: cx
                    .text("IS_MANUAL_OPPORTUNITY", &self.is_manual_opportunity),
                has_phone: cx.text("HAS_PHONE", &self.has_phone),
                has_email: cx.text("HAS_EMAIL", &self.has_email),
                has_imol: cx.text("HAS_IMOL", &self.has_imol),
                assigned_by_id: cx.id("ASSIGNED_BY_ID", &self.assigned_by_id),
                created_by_id: cx.id("CREATED_BY_ID", &self.created_by_id),
                modify_by_id: cx.id("MODIFY_BY_ID", &self.modify_by_id),
                moved_by_id: cx.id("MOVED_BY_ID", &self.moved_by_id),
                date_create: cx.date_time("DATE_CREATE", &self.date_create),
                date_modify: cx.date_time("DATE_MODIFY", &self.date_modify),
                date_closed: cx.date_time("DATE_CLOSED", &self.date_closed),
                status_semantic_id: cx.text("STATUS_SEMANTIC_ID", &self.status_semantic_id),
                opened: cx.yes_no("OPENED", &self.opened),
                originator_id: cx.text("ORIGINATOR_ID", &self.originator_id),
                origin_id: cx.text("ORIGIN_ID", &self.origin_id),
                moved_time: cx.date_time("MOVED_TIME", &self.moved_time),
                address: cx.text("ADDRESS", &self.address),
                address_2: cx.text("ADDRESS_2", &self.address_2),
                address_city: cx.text("ADDRESS_CITY", &self.address_city),
                address_postal_code: cx
                    .text("ADDRESS_POSTAL_CODE", &self.address_postal_code),
                address_region: cx.text("ADDRESS_REGION", &self.address_region),
                address_province: cx.text("ADDRESS_PROVINCE", &self.address_province),
                address_country: cx.text("ADDRESS_COUNTRY", &self.address_country),
                address_country_code: cx
                    .text("ADDRESS_COUNTRY_CODE", &self.address_country_code),
                address_loc_addr_id: cx
                    .text("ADDRESS_LOC_ADDR_ID", &self.address_loc_addr_id),
                utm_source: cx.text("UTM_SOURCE", &self.utm_source),
                utm_medium: cx.text("UTM_MEDIUM", &self.utm_medium),
                utm_campaign: cx.text("UTM_CAMPAIGN", &self.utm_campaign),
                utm_content: cx.text("UTM_CONTENT", &self.utm_content),
                utm_term: cx.text("UTM_TERM", &self.utm_term),
                last_activity_by: cx.text("LAST_ACTIVITY_BY", &self.last_activity_by),
                last_activity_time: cx
                    .date_time("LAST_ACTIVITY_TIME", &self.last_activity_time),
                phone: cx.field::<Vec<types::crm::Multifield>>("PHONE", &self.phone),
                im: cx.field::<Vec<types::crm::Multifield>>("IM", &self.im),
                contact_ids: cx.field::<Vec<rt::Id>>("CONTACT_IDS", &self.contact_ids),
                email: cx.field::<Vec<types::crm::Multifield>>("EMAIL", &self.email),
                link: cx.field::<Vec<types::crm::Multifield>>("LINK", &self.link),
                web: cx.field::<Vec<types::crm::Multifield>>("WEB", &self.web),
                checked: cx.one_zero("UF_CRM_CHECKED", &self.checked),
                extra: cx.extra(&self.extra),
            }
        }
    }

    impl Lead {
        /// Reads one `Lead`.
        ///
        /// Method `crm.lead.get` · scope `crm` · reads · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/leads/crm-lead-get.html)
        #[doc(alias = "crm.lead.get")]
        #[deprecated = "use `crm.item.get`: `bitrix24::crm::item::Get`"]
        pub fn get(id: impl Into<rt::Id>) -> rt::Of<crm::lead::Get, Lead> {
            rt::Of::new(crm::lead::Get::new(id))
        }

        /// Lists every `Lead`, page by page.
        ///
        /// Method `crm.lead.list` · scope `crm` · reads · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/leads/crm-lead-list.html)
        #[doc(alias = "crm.lead.list")]
        #[deprecated = "use `crm.item.list`: `bitrix24::crm::item::List`"]
        pub fn list() -> rt::Of<crm::lead::List, Vec<Lead>, Lead> {
            rt::Of::selecting(crm::lead::List::new(), &["*", "UF_*"])
        }

        /// Adds one `Lead`.
        ///
        /// Method `crm.lead.add` · scope `crm` · writes · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/leads/crm-lead-add.html)
        #[doc(alias = "crm.lead.add")]
        #[deprecated = "use `crm.item.add`: `bitrix24::crm::item::Add`"]
        pub fn add(lead: impl Into<Lead>) -> crm::lead::Add {
            crm::lead::Add::new().fields(lead.into().into())
        }

        /// Changes one `Lead`.
        ///
        /// Method `crm.lead.update` · scope `crm` · writes · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/leads/crm-lead-update.html)
        #[doc(alias = "crm.lead.update")]
        #[deprecated = "use `crm.item.update`: `bitrix24::crm::item::Update`"]
        pub fn update(id: impl Into<rt::Id>, lead: impl Into<Lead>) -> crm::lead::Update {
            crm::lead::Update::new(id).fields(lead.into().into())
        }

        /// Deletes one `Lead`.
        ///
        /// Method `crm.lead.delete` · scope `crm` · writes · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/leads/crm-lead-delete.html)
        #[doc(alias = "crm.lead.delete")]
        #[deprecated = "use `crm.item.delete`: `bitrix24::crm::item::Delete`"]
        pub fn delete(id: impl Into<rt::Id>) -> crm::lead::Delete {
            crm::lead::Delete::new(id)
        }
    }

    impl From<Lead> for types::crm::Lead {
        #[inline]
        fn from(value: Lead) -> Self {
            rt::object::recast(&value)
        }
    }

    impl From<types::crm::Lead> for Lead {
        #[inline]
        fn from(value: types::crm::Lead) -> Self {
            rt::object::recast(&value)
        }
    }

    /// Projects.
    ///
    /// `crm.Item` with `entityTypeId` 1036 ·
    /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/object-fields.html)
    #[non_exhaustive]
    #[must_use]
    pub struct Project {
        /// Who is responsible. `assignedById` · id of `user` · optional
        pub assigned_by_id: Option<rt::Id>,
        /// When it was created. `createdTime` · `datetime` · optional · read-only
        pub created_time: Option<rt::DateTime>,
        /// Identifier. `id` · `integer` · optional · read-only
        pub id: Option<i64>,
        /// When it was changed last. `updatedTime` · `datetime` · optional · read-only
        pub updated_time: Option<rt::DateTime>,
        /// UTM medium, that is the type of traffic. `utmMedium` · `string?` · optional
        pub utm_medium: Option<types::crm::ItemUtmMedium>,
        /// Number of the company. `companyId` · id of `crm_company`, or nothing · optional
        pub company_id: Option<rt::Id>,
        /// Identifier of the stage. `stageId` · `string` · optional · there may be other values
        pub stage: Option<ProjectStage>,
        /// Amount of money. `opportunity` · `double?`, or nothing · optional
        pub opportunity: Option<f64>,
        /// The name of the project. `title` · `string` · optional
        pub title: Option<String>,
        /// Numbers of the contacts. `contactIds` · `crm_contact[]?`, or nothing · optional
        pub contact_ids: Option<Vec<rt::Id>>,
        /// Telephone numbers, addresses and the like; of a change, a map by their numbers, set with
        /// `.param("fm", …)`, changes and deletes single ones. `fm` · `object[]?`, or nothing · optional
        pub fm: Option<Vec<types::crm::ItemFm>>,
        /// Number of the category or sales funnel. `categoryId` · `integer | crm_category` · optional
        pub category_id: Option<types::crm::ItemCategoryId>,
        /// Address. `ufCrm5Address` · address written `"text|latitude;longitude|id"` · optional
        pub address: Option<rt::Address>,
        /// Approved. `ufCrm5Approved` · boolean written `"Y"` or `"N"`, in filters `1` or `0` · optional
        pub approved: Option<bool>,
        /// Area. `ufCrm5Area` · `double` · optional · at least 0
        pub area: Option<f64>,
        /// Bookings of resources. `ufCrm5Booking` · `any[]` · optional
        pub bookings: Option<Vec<rt::Value>>,
        /// Budget. `ufCrm5Budget` · amount written `"1000.50|EUR"` · optional
        pub budget: Option<rt::Money>,
        /// Client. `ufCrm5Client` · link written `"D_1"` · optional
        pub client: Option<rt::CrmLink>,
        /// Other clients. `ufCrm5Clients` · `crm_link[]` · optional
        pub clients: Option<Vec<rt::CrmLink>>,
        /// Code. `ufCrm5Code` · `string` · optional · of the characters `[A-Z0-9]`
        pub code: Option<String>,
        /// Contract. `ufCrm5Contract` · file written `["name", "base64"]`, or `{"id": 1}` to keep it · optional
        pub contract: Option<rt::FileValue>,
        /// Due date. `ufCrm5Due` · `date` · optional
        pub due: Option<rt::Date>,
        /// Element of a list. `ufCrm5Element` · `id` · optional
        pub element: Option<rt::Id>,
        /// Number of floors. `ufCrm5Floors` · `integer` · optional
        pub floors: Option<i64>,
        /// Kinds of flats. `ufCrm5Kind` · `integer[]` · optional
        pub kinds: Option<Vec<ProjectKinds>>,
        /// Manager. `ufCrm5Manager` · id of `user` · optional
        pub manager: Option<rt::Id>,
        /// Payments. `ufCrm5Payments` · `money[]` · optional
        pub payments: Option<Vec<rt::Money>>,
        /// Permits. `ufCrm5Permit` · `file(custom)[]` · optional
        pub permits: Option<Vec<rt::FileValue>>,
        /// Class of price. `ufCrm5Price` · `integer` · optional
        pub price: Option<ProjectPrice>,
        /// The last visit. `ufCrm5Site` · `portal.SiteVisit` · optional
        pub site: Option<SiteVisit>,
        /// Tags. `ufCrm5Tags` · `string[]` · optional
        pub tags: Option<Vec<String>>,
        /// Last visit. `ufCrm5Visited` · `datetime?`, or nothing · optional · read-only
        pub visited: Option<rt::DateTime>,
        /// A field without a name in Rust. `ufCrm5Web` · `string` · optional
        pub uf_crm5_web: Option<String>,
        /// `parentId<name>`, `ufCrm<name>`, and other fields that have no name here.
        pub extra: rt::Extra,
    }

    impl Project {
        /// Returns an object with nothing set.
        #[inline]
        pub fn new() -> Self {
            Self::default()
        }

        /// Who is responsible. `assignedById` · id of `user` · optional
        pub fn assigned_by_id(mut self, assigned_by_id: impl Into<rt::Id>) -> Self {
            self.assigned_by_id = Some(assigned_by_id.into());
            self
        }

        /// When it was created. `createdTime` · `datetime` · optional · read-only
        pub fn created_time(mut self, created_time: impl Into<rt::DateTime>) -> Self {
            self.created_time = Some(created_time.into());
            self
        }

        /// Identifier. `id` · `integer` · optional · read-only
        pub fn id(mut self, id: impl Into<rt::Id>) -> Self {
            self.id = self.extra.keep_int_id("id", id);
            self
        }

        /// When it was changed last. `updatedTime` · `datetime` · optional · read-only
        pub fn updated_time(mut self, updated_time: impl Into<rt::DateTime>) -> Self {
            self.updated_time = Some(updated_time.into());
            self
        }

        /// UTM medium, that is the type of traffic. `utmMedium` · `string?` · optional
        pub fn utm_medium(
            mut self,
            utm_medium: impl Into<rt::Arg<types::crm::ItemUtmMedium>>,
        ) -> Self {
            self.utm_medium = self.extra.keep("utmMedium", utm_medium);
            self
        }

        /// Number of the company. `companyId` · id of `crm_company`, or nothing · optional
        pub fn company_id(mut self, company_id: impl Into<rt::Id>) -> Self {
            self.company_id = Some(company_id.into());
            self
        }

        /// Identifier of the stage. `stageId` · `string` · optional · there may be other values
        pub fn stage(mut self, stage: impl Into<rt::Arg<ProjectStage>>) -> Self {
            self.stage = self.extra.keep("stageId", stage);
            self
        }

        /// Amount of money. `opportunity` · `double?`, or nothing · optional
        pub fn opportunity(mut self, opportunity: impl Into<rt::Arg<f64>>) -> Self {
            self.opportunity = self.extra.keep_double("opportunity", opportunity);
            self
        }

        /// The name of the project. `title` · `string` · optional
        pub fn title(mut self, title: impl Into<String>) -> Self {
            self.title = Some(title.into());
            self
        }

        /// Numbers of the contacts. `contactIds` · `crm_contact[]?`, or nothing · optional
        pub fn contact_ids(
            mut self,
            contact_ids: impl IntoIterator<Item = impl Into<rt::Id>>,
        ) -> Self {
            self.contact_ids = Some(rt::list(contact_ids));
            self
        }

        /// Telephone numbers, addresses and the like; of a change, a map by their numbers, set with
        /// `.param("fm", …)`, changes and deletes single ones. `fm` · `object[]?`, or nothing · optional
        pub fn fm(
            mut self,
            fm: impl IntoIterator<Item = impl Into<types::crm::ItemFm>>,
        ) -> Self {
            self.fm = Some(rt::list(fm));
            self
        }

        /// Number of the category or sales funnel. `categoryId` · `integer | crm_category` · optional
        pub fn category_id(
            mut self,
            category_id: impl Into<types::crm::ItemCategoryId>,
        ) -> Self {
            self.category_id = Some(category_id.into());
            self
        }

        /// Address. `ufCrm5Address` · address written `"text|latitude;longitude|id"` · optional
        pub fn address(mut self, address: impl Into<rt::Address>) -> Self {
            self.address = Some(address.into());
            self
        }

        /// Approved. `ufCrm5Approved` · boolean written `"Y"` or `"N"`, in filters `1` or `0` · optional
        pub fn approved(mut self, approved: impl Into<rt::Arg<bool>>) -> Self {
            self.approved = self.extra.keep_bool("ufCrm5Approved", approved);
            self
        }

        /// Area. `ufCrm5Area` · `double` · optional · at least 0
        pub fn area(mut self, area: impl Into<rt::Arg<f64>>) -> Self {
            self.area = self.extra.keep_double("ufCrm5Area", area);
            self
        }

        /// Bookings of resources. `ufCrm5Booking` · `any[]` · optional
        pub fn bookings(
            mut self,
            bookings: impl IntoIterator<Item = impl Into<rt::Value>>,
        ) -> Self {
            self.bookings = Some(rt::list(bookings));
            self
        }

        /// Budget. `ufCrm5Budget` · amount written `"1000.50|EUR"` · optional
        pub fn budget(mut self, budget: impl Into<rt::Money>) -> Self {
            self.budget = Some(budget.into());
            self
        }

        /// Client. `ufCrm5Client` · link written `"D_1"` · optional
        pub fn client(mut self, client: impl Into<rt::CrmLink>) -> Self {
            self.client = Some(client.into());
            self
        }

        /// Other clients. `ufCrm5Clients` · `crm_link[]` · optional
        pub fn clients(
            mut self,
            clients: impl IntoIterator<Item = impl Into<rt::CrmLink>>,
        ) -> Self {
            self.clients = Some(rt::list(clients));
            self
        }

        /// Code. `ufCrm5Code` · `string` · optional · of the characters `[A-Z0-9]`
        pub fn code(mut self, code: impl Into<String>) -> Self {
            self.code = Some(code.into());
            self
        }

        /// Contract. `ufCrm5Contract` · file written `["name", "base64"]`, or `{"id": 1}` to keep it · optional
        pub fn contract(mut self, contract: impl Into<rt::FileValue>) -> Self {
            self.contract = Some(contract.into());
            self
        }

        /// Due date. `ufCrm5Due` · `date` · optional
        pub fn due(mut self, due: impl Into<rt::Date>) -> Self {
            self.due = Some(due.into());
            self
        }

        /// Element of a list. `ufCrm5Element` · `id` · optional
        pub fn element(mut self, element: impl Into<rt::Id>) -> Self {
            self.element = Some(element.into());
            self
        }

        /// Number of floors. `ufCrm5Floors` · `integer` · optional
        pub fn floors(mut self, floors: impl Into<rt::Arg<i64>>) -> Self {
            self.floors = self.extra.keep_int("ufCrm5Floors", floors);
            self
        }

        /// Kinds of flats. `ufCrm5Kind` · `integer[]` · optional
        pub fn kinds(
            mut self,
            kinds: impl IntoIterator<Item = impl Into<rt::Arg<ProjectKinds>>>,
        ) -> Self {
            self.kinds = self
                .extra
                .keep("ufCrm5Kind", rt::arg::list::<rt::EnumCodec<ProjectKinds>>(kinds));
            self
        }

        /// Manager. `ufCrm5Manager` · id of `user` · optional
        pub fn manager(mut self, manager: impl Into<rt::Id>) -> Self {
            self.manager = Some(manager.into());
            self
        }

        /// Payments. `ufCrm5Payments` · `money[]` · optional
        pub fn payments(
            mut self,
            payments: impl IntoIterator<Item = impl Into<rt::Money>>,
        ) -> Self {
            self.payments = Some(rt::list(payments));
            self
        }

        /// Permits. `ufCrm5Permit` · `file(custom)[]` · optional
        pub fn permits(
            mut self,
            permits: impl IntoIterator<Item = impl Into<rt::FileValue>>,
        ) -> Self {
            self.permits = Some(rt::list(permits));
            self
        }

        /// Class of price. `ufCrm5Price` · `integer` · optional
        pub fn price(mut self, price: impl Into<rt::Arg<ProjectPrice>>) -> Self {
            self.price = self.extra.keep("ufCrm5Price", price);
            self
        }

        /// The last visit. `ufCrm5Site` · `portal.SiteVisit` · optional
        #[inline]
        pub fn site(mut self, site: SiteVisit) -> Self {
            self.site = Some(site);
            self
        }

        /// Tags. `ufCrm5Tags` · `string[]` · optional
        pub fn tags(mut self, tags: impl IntoIterator<Item = impl Into<String>>) -> Self {
            self.tags = Some(rt::list(tags));
            self
        }

        /// Last visit. `ufCrm5Visited` · `datetime?`, or nothing · optional · read-only
        pub fn visited(mut self, visited: impl Into<rt::DateTime>) -> Self {
            self.visited = Some(visited.into());
            self
        }

        /// A field without a name in Rust. `ufCrm5Web` · `string` · optional
        pub fn uf_crm5_web(mut self, uf_crm5_web: impl Into<String>) -> Self {
            self.uf_crm5_web = Some(uf_crm5_web.into());
            self
        }

        /// Sets a field by its name on the wire, for what has no function here.
        pub fn param(mut self, name: &str, value: impl Into<rt::Value>) -> Self {
            self.extra.insert(name, value);
            self
        }
    }

    impl Default for Project {
        #[inline]
        fn default() -> Self {
            Self {
                assigned_by_id: None,
                created_time: None,
                id: None,
                updated_time: None,
                utm_medium: None,
                company_id: None,
                stage: None,
                opportunity: None,
                title: None,
                contact_ids: None,
                fm: None,
                category_id: None,
                address: None,
                approved: None,
                area: None,
                bookings: None,
                budget: None,
                client: None,
                clients: None,
                code: None,
                contract: None,
                due: None,
                element: None,
                floors: None,
                kinds: None,
                manager: None,
                payments: None,
                permits: None,
                price: None,
                site: None,
                tags: None,
                visited: None,
                uf_crm5_web: None,
                extra: rt::Extra::NEW,
            }
        }
    }

    impl Clone for Project {
        #[inline]
        fn clone(&self) -> Self {
            rt::object::copy(self)
        }
    }

    impl std::fmt::Debug for Project {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result {
            rt::object::debug(self, f)
        }
    }

    rt::traits!(object Project);

    impl rt::Object for Project {
        const PATTERNS: &'static [(&'static str, &'static str)] = &[
            ("parentId", ""),
            ("ufCrm", ""),
        ];

        #[inline]
        fn walk(&self, cx: &mut rt::Cx<'_>) -> Self {
            Self {
                assigned_by_id: cx.id("assignedById", &self.assigned_by_id),
                created_time: cx.date_time("createdTime", &self.created_time),
                id: cx.int("id", &self.id),
                updated_time: cx.date_time("updatedTime", &self.updated_time),
                utm_medium: cx
                    .field::<
                        rt::EnumCodec<types::crm::ItemUtmMedium>,
                    >("utmMedium", &self.utm_medium),
                company_id: cx.id("companyId", &self.company_id),
                stage: cx.field::<rt::EnumCodec<ProjectStage>>("stageId", &self.stage),
                opportunity: cx.double("opportunity", &self.opportunity),
                title: cx.text("title", &self.title),
                contact_ids: cx.field::<Vec<rt::Id>>("contactIds", &self.contact_ids),
                fm: cx.field::<Vec<types::crm::ItemFm>>("fm", &self.fm),
                category_id: cx
                    .field::<types::crm::ItemCategoryId>("categoryId", &self.category_id),
                address: cx.field::<rt::Address>("ufCrm5Address", &self.address),
                approved: cx.field::<rt::CustomBoolean>("ufCrm5Approved", &self.approved),
                area: cx.double("ufCrm5Area", &self.area),
                bookings: cx.field::<Vec<rt::Any>>("ufCrm5Booking", &self.bookings),
                budget: cx.field::<rt::Money>("ufCrm5Budget", &self.budget),
                client: cx.field::<rt::CrmLink>("ufCrm5Client", &self.client),
                clients: cx.field::<Vec<rt::CrmLink>>("ufCrm5Clients", &self.clients),
                code: cx.text("ufCrm5Code", &self.code),
                contract: cx.field::<rt::FileValue>("ufCrm5Contract", &self.contract),
                due: cx.date("ufCrm5Due", &self.due),
                element: cx.id("ufCrm5Element", &self.element),
                floors: cx.int("ufCrm5Floors", &self.floors),
                kinds: cx
                    .field::<Vec<rt::EnumCodec<ProjectKinds>>>("ufCrm5Kind", &self.kinds),
                manager: cx.id("ufCrm5Manager", &self.manager),
                payments: cx.field::<Vec<rt::Money>>("ufCrm5Payments", &self.payments),
                permits: cx.field::<Vec<rt::FileValue>>("ufCrm5Permit", &self.permits),
                price: cx.field::<rt::EnumCodec<ProjectPrice>>("ufCrm5Price", &self.price),
                site: cx.field::<SiteVisit>("ufCrm5Site", &self.site),
                tags: cx.field::<Vec<String>>("ufCrm5Tags", &self.tags),
                visited: cx.date_time("ufCrm5Visited", &self.visited),
                uf_crm5_web: cx.text("ufCrm5Web", &self.uf_crm5_web),
                extra: cx.extra(&self.extra),
            }
        }
    }

    impl Project {
        /// Reads one `Project`.
        ///
        /// Method `crm.item.get` with `entityTypeId` 1036 · scope `crm` · reads · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-get.html)
        #[doc(alias = "crm.item.get")]
        pub fn get(id: impl Into<rt::Id>) -> rt::Of<crm::item::Get, ProjectResponse> {
            rt::Of::new(crm::item::Get::new(1036, id))
        }

        /// Lists every `Project`, page by page.
        ///
        /// Method `crm.item.list` with `entityTypeId` 1036 · scope `crm` · reads · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-list.html)
        #[doc(alias = "crm.item.list")]
        pub fn list() -> rt::Of<crm::item::List, ProjectListResponse, Project> {
            rt::Of::new(crm::item::List::new(1036))
        }

        /// Adds one `Project`.
        ///
        /// Method `crm.item.add` with `entityTypeId` 1036 · scope `crm` · writes · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-add.html)
        #[doc(alias = "crm.item.add")]
        pub fn add(project: impl Into<Project>) -> rt::Of<crm::item::Add, ProjectResponse> {
            rt::Of::new(crm::item::Add::new(1036, project.into().into()))
        }

        /// Changes one `Project`.
        ///
        /// Method `crm.item.update` with `entityTypeId` 1036 · scope `crm` · writes · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-update.html)
        #[doc(alias = "crm.item.update")]
        pub fn update(
            id: impl Into<rt::Id>,
            project: impl Into<Project>,
        ) -> rt::Of<crm::item::Update, ProjectResponse> {
            rt::Of::new(crm::item::Update::new(1036, id, project.into().into()))
        }

        /// Deletes one `Project`.
        ///
        /// Method `crm.item.delete` with `entityTypeId` 1036 · scope `crm` · writes · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-delete.html)
        #[doc(alias = "crm.item.delete")]
        pub fn delete(id: impl Into<rt::Id>) -> crm::item::Delete {
            crm::item::Delete::new(1036, id)
        }
    }

    impl From<Project> for types::crm::Item {
        #[inline]
        fn from(value: Project) -> Self {
            rt::object::recast(&value)
        }
    }

    impl From<types::crm::Item> for Project {
        #[inline]
        fn from(value: types::crm::Item) -> Self {
            rt::object::recast(&value)
        }
    }

    /// Part of `portal.Project`.
    #[derive(Clone)]
    #[non_exhaustive]
    pub enum ProjectStage {
        /// `DT1036_9:NEW`: New
        New,
        /// `DT1036_9:WORK`: At work
        AtWork,
        /// `DT1036_9:SUCCESS`: The project is won
        Won,
        /// A value that the description does not list.
        Unknown(String),
    }

    impl std::fmt::Debug for ProjectStage {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result {
            rt::wire::enums::debug(self, f)
        }
    }

    impl PartialEq for ProjectStage {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::wire::enums::eq(self, other)
        }
    }

    impl Eq for ProjectStage {}

    impl std::hash::Hash for ProjectStage {
        #[inline]
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            rt::wire::enums::hash(self, state)
        }
    }

    impl ProjectStage {
        /// Returns the value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            rt::Enum::as_wire(self)
        }
    }

    impl From<&str> for ProjectStage {
        #[inline]
        fn from(value: &str) -> Self {
            rt::Enum::from_wire(value)
        }
    }

    impl Default for ProjectStage {
        #[inline]
        fn default() -> Self {
            Self::Unknown(String::new())
        }
    }

    impl rt::Enum for ProjectStage {
        const VALUES: &'static [(&'static str, Self)] = &[
            ("DT1036_9:NEW", Self::New),
            ("DT1036_9:WORK", Self::AtWork),
            ("DT1036_9:SUCCESS", Self::Won),
        ];

        #[inline]
        fn unknown(text: String) -> Self {
            Self::Unknown(text)
        }

        #[inline]
        fn as_unknown(&self) -> Option<&str> {
            if let Self::Unknown(text) = self { Some(text) } else { None }
        }
    }

    /// Kinds of flats.
    ///
    /// Part of `portal.Project`
    #[derive(Clone)]
    #[non_exhaustive]
    pub enum ProjectKinds {
        /// `44`: Small
        Small,
        /// `45`: Large
        Large,
        /// A value that the description does not list.
        Unknown(String),
    }

    impl std::fmt::Debug for ProjectKinds {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result {
            rt::wire::enums::debug(self, f)
        }
    }

    impl PartialEq for ProjectKinds {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::wire::enums::eq(self, other)
        }
    }

    impl Eq for ProjectKinds {}

    impl std::hash::Hash for ProjectKinds {
        #[inline]
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            rt::wire::enums::hash(self, state)
        }
    }

    impl ProjectKinds {
        /// Returns the value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            rt::Enum::as_wire(self)
        }
    }

    impl From<&str> for ProjectKinds {
        #[inline]
        fn from(value: &str) -> Self {
            rt::Enum::from_wire(value)
        }
    }

    impl Default for ProjectKinds {
        #[inline]
        fn default() -> Self {
            Self::Unknown(String::new())
        }
    }

    impl From<i64> for ProjectKinds {
        #[inline]
        fn from(value: i64) -> Self {
            Self::from(value.to_string().as_str())
        }
    }

    impl rt::Enum for ProjectKinds {
        const NUMERIC: bool = true;

        const VALUES: &'static [(&'static str, Self)] = &[
            ("44", Self::Small),
            ("45", Self::Large),
        ];

        #[inline]
        fn unknown(text: String) -> Self {
            Self::Unknown(text)
        }

        #[inline]
        fn as_unknown(&self) -> Option<&str> {
            if let Self::Unknown(text) = self { Some(text) } else { None }
        }
    }

    /// Class of price.
    ///
    /// Part of `portal.Project`
    #[derive(Clone)]
    #[non_exhaustive]
    pub enum ProjectPrice {
        /// `51`: Low
        Low,
        /// `52`: High
        High,
        /// A value that the description does not list.
        Unknown(String),
    }

    impl std::fmt::Debug for ProjectPrice {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result {
            rt::wire::enums::debug(self, f)
        }
    }

    impl PartialEq for ProjectPrice {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::wire::enums::eq(self, other)
        }
    }

    impl Eq for ProjectPrice {}

    impl std::hash::Hash for ProjectPrice {
        #[inline]
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            rt::wire::enums::hash(self, state)
        }
    }

    impl ProjectPrice {
        /// Returns the value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            rt::Enum::as_wire(self)
        }
    }

    impl From<&str> for ProjectPrice {
        #[inline]
        fn from(value: &str) -> Self {
            rt::Enum::from_wire(value)
        }
    }

    impl Default for ProjectPrice {
        #[inline]
        fn default() -> Self {
            Self::Unknown(String::new())
        }
    }

    impl From<i64> for ProjectPrice {
        #[inline]
        fn from(value: i64) -> Self {
            Self::from(value.to_string().as_str())
        }
    }

    impl rt::Enum for ProjectPrice {
        const NUMERIC: bool = true;

        const VALUES: &'static [(&'static str, Self)] = &[
            ("51", Self::Low),
            ("52", Self::High),
        ];

        #[inline]
        fn unknown(text: String) -> Self {
            Self::Unknown(text)
        }

        #[inline]
        fn as_unknown(&self) -> Option<&str> {
            if let Self::Unknown(text) = self { Some(text) } else { None }
        }
    }

    /// The answer of `crm.item.get`, `crm.item.add` and `crm.item.update`.
    #[non_exhaustive]
    pub struct ProjectResponse {
        /// The item. `item` · `portal.Project`
        pub item: Project,
        /// The fields that have no name here.
        pub extra: rt::Extra,
    }

    impl Default for ProjectResponse {
        #[inline]
        fn default() -> Self {
            Self {
                item: Default::default(),
                extra: rt::Extra::NEW,
            }
        }
    }

    impl Clone for ProjectResponse {
        #[inline]
        fn clone(&self) -> Self {
            rt::object::copy(self)
        }
    }

    impl std::fmt::Debug for ProjectResponse {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result {
            rt::object::debug(self, f)
        }
    }

    rt::traits!(object ProjectResponse);

    impl rt::Object for ProjectResponse {
        #[inline]
        fn walk(&self, cx: &mut rt::Cx<'_>) -> Self {
            Self {
                item: cx.always::<Project>("item", &self.item),
                extra: cx.extra(&self.extra),
            }
        }
    }

    /// The answer of `crm.item.list`.
    #[non_exhaustive]
    pub struct ProjectListResponse {
        /// Items. `items` · `portal.Project[]`
        pub items: Vec<Project>,
        /// The fields that have no name here.
        pub extra: rt::Extra,
    }

    impl Default for ProjectListResponse {
        #[inline]
        fn default() -> Self {
            Self {
                items: Default::default(),
                extra: rt::Extra::NEW,
            }
        }
    }

    impl Clone for ProjectListResponse {
        #[inline]
        fn clone(&self) -> Self {
            rt::object::copy(self)
        }
    }

    impl std::fmt::Debug for ProjectListResponse {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result {
            rt::object::debug(self, f)
        }
    }

    rt::traits!(object ProjectListResponse);

    impl rt::Object for ProjectListResponse {
        #[inline]
        fn walk(&self, cx: &mut rt::Cx<'_>) -> Self {
            Self {
                items: cx.always::<Vec<Project>>("items", &self.items),
                extra: cx.extra(&self.extra),
            }
        }
    }

    /// Visits of sites.
    ///
    /// `crm.Item` with `entityTypeId` 1040 ·
    /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/object-fields.html)
    #[non_exhaustive]
    #[must_use]
    pub struct SiteVisit {
        /// Who is responsible. `assignedById` · id of `user` · optional
        pub assigned_by_id: Option<rt::Id>,
        /// Identifier. `id` · `integer` · optional · read-only
        pub id: Option<i64>,
        /// Title. `title` · `string` · optional
        pub title: Option<String>,
        /// A name that a call has. `ufCrm7List` · `string` · optional
        pub list_: Option<String>,
        /// A name that is a keyword with a digit. `ufCrm7Type` · `string` · optional
        pub uf_crm7_type: Option<String>,
        /// Time of the visit. `ufCrm7When` · `datetime` · optional
        pub when: Option<rt::DateTime>,
        /// `parentId<name>`, `ufCrm<name>`, and other fields that have no name here.
        pub extra: rt::Extra,
    }

    impl SiteVisit {
        /// Returns an object with nothing set.
        #[inline]
        pub fn new() -> Self {
            Self::default()
        }

        /// Who is responsible. `assignedById` · id of `user` · optional
        pub fn assigned_by_id(mut self, assigned_by_id: impl Into<rt::Id>) -> Self {
            self.assigned_by_id = Some(assigned_by_id.into());
            self
        }

        /// Identifier. `id` · `integer` · optional · read-only
        pub fn id(mut self, id: impl Into<rt::Id>) -> Self {
            self.id = self.extra.keep_int_id("id", id);
            self
        }

        /// Title. `title` · `string` · optional
        pub fn title(mut self, title: impl Into<String>) -> Self {
            self.title = Some(title.into());
            self
        }

        /// A name that a call has. `ufCrm7List` · `string` · optional
        pub fn list_(mut self, list_: impl Into<String>) -> Self {
            self.list_ = Some(list_.into());
            self
        }

        /// A name that is a keyword with a digit. `ufCrm7Type` · `string` · optional
        pub fn uf_crm7_type(mut self, uf_crm7_type: impl Into<String>) -> Self {
            self.uf_crm7_type = Some(uf_crm7_type.into());
            self
        }

        /// Time of the visit. `ufCrm7When` · `datetime` · optional
        pub fn when(mut self, when: impl Into<rt::DateTime>) -> Self {
            self.when = Some(when.into());
            self
        }

        /// Sets a field by its name on the wire, for what has no function here.
        pub fn param(mut self, name: &str, value: impl Into<rt::Value>) -> Self {
            self.extra.insert(name, value);
            self
        }
    }

    impl Default for SiteVisit {
        #[inline]
        fn default() -> Self {
            Self {
                assigned_by_id: None,
                id: None,
                title: None,
                list_: None,
                uf_crm7_type: None,
                when: None,
                extra: rt::Extra::NEW,
            }
        }
    }

    impl Clone for SiteVisit {
        #[inline]
        fn clone(&self) -> Self {
            rt::object::copy(self)
        }
    }

    impl std::fmt::Debug for SiteVisit {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result {
            rt::object::debug(self, f)
        }
    }

    rt::traits!(object SiteVisit);

    impl rt::Object for SiteVisit {
        const PATTERNS: &'static [(&'static str, &'static str)] = &[
            ("parentId", ""),
            ("ufCrm", ""),
        ];

        #[inline]
        fn walk(&self, cx: &mut rt::Cx<'_>) -> Self {
            Self {
                assigned_by_id: cx.id("assignedById", &self.assigned_by_id),
                id: cx.int("id", &self.id),
                title: cx.text("title", &self.title),
                list_: cx.text("ufCrm7List", &self.list_),
                uf_crm7_type: cx.text("ufCrm7Type", &self.uf_crm7_type),
                when: cx.date_time("ufCrm7When", &self.when),
                extra: cx.extra(&self.extra),
            }
        }
    }

    impl SiteVisit {
        /// Reads one `SiteVisit`.
        ///
        /// Method `crm.item.get` with `entityTypeId` 1040 · scope `crm` · reads · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-get.html)
        #[doc(alias = "crm.item.get")]
        pub fn get(id: impl Into<rt::Id>) -> rt::Of<crm::item::Get, SiteVisitResponse> {
            rt::Of::new(crm::item::Get::new(1040, id))
        }

        /// Lists every `SiteVisit`, page by page.
        ///
        /// Method `crm.item.list` with `entityTypeId` 1040 · scope `crm` · reads · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-list.html)
        #[doc(alias = "crm.item.list")]
        pub fn list() -> rt::Of<crm::item::List, SiteVisitListResponse, SiteVisit> {
            rt::Of::new(crm::item::List::new(1040))
        }

        /// Adds one `SiteVisit`.
        ///
        /// Method `crm.item.add` with `entityTypeId` 1040 · scope `crm` · writes · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-add.html)
        #[doc(alias = "crm.item.add")]
        pub fn add(
            site_visit: impl Into<SiteVisit>,
        ) -> rt::Of<crm::item::Add, SiteVisitResponse> {
            rt::Of::new(crm::item::Add::new(1040, site_visit.into().into()))
        }

        /// Changes one `SiteVisit`.
        ///
        /// Method `crm.item.update` with `entityTypeId` 1040 · scope `crm` · writes · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-update.html)
        #[doc(alias = "crm.item.update")]
        pub fn update(
            id: impl Into<rt::Id>,
            site_visit: impl Into<SiteVisit>,
        ) -> rt::Of<crm::item::Update, SiteVisitResponse> {
            rt::Of::new(crm::item::Update::new(1040, id, site_visit.into().into()))
        }

        /// Deletes one `SiteVisit`.
        ///
        /// Method `crm.item.delete` with `entityTypeId` 1040 · scope `crm` · writes · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-delete.html)
        #[doc(alias = "crm.item.delete")]
        pub fn delete(id: impl Into<rt::Id>) -> crm::item::Delete {
            crm::item::Delete::new(1040, id)
        }
    }

    impl From<SiteVisit> for types::crm::Item {
        #[inline]
        fn from(value: SiteVisit) -> Self {
            rt::object::recast(&value)
        }
    }

    impl From<types::crm::Item> for SiteVisit {
        #[inline]
        fn from(value: types::crm::Item) -> Self {
            rt::object::recast(&value)
        }
    }

    /// The answer of `crm.item.get`, `crm.item.add` and `crm.item.update`.
    #[non_exhaustive]
    pub struct SiteVisitResponse {
        /// The item. `item` · `portal.SiteVisit`
        pub item: SiteVisit,
        /// The fields that have no name here.
        pub extra: rt::Extra,
    }

    impl Default for SiteVisitResponse {
        #[inline]
        fn default() -> Self {
            Self {
                item: Default::default(),
                extra: rt::Extra::NEW,
            }
        }
    }

    impl Clone for SiteVisitResponse {
        #[inline]
        fn clone(&self) -> Self {
            rt::object::copy(self)
        }
    }

    impl std::fmt::Debug for SiteVisitResponse {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result {
            rt::object::debug(self, f)
        }
    }

    rt::traits!(object SiteVisitResponse);

    impl rt::Object for SiteVisitResponse {
        #[inline]
        fn walk(&self, cx: &mut rt::Cx<'_>) -> Self {
            Self {
                item: cx.always::<SiteVisit>("item", &self.item),
                extra: cx.extra(&self.extra),
            }
        }
    }

    /// The answer of `crm.item.list`.
    #[non_exhaustive]
    pub struct SiteVisitListResponse {
        /// Items. `items` · `portal.SiteVisit[]`
        pub items: Vec<SiteVisit>,
        /// The fields that have no name here.
        pub extra: rt::Extra,
    }

    impl Default for SiteVisitListResponse {
        #[inline]
        fn default() -> Self {
            Self {
                items: Default::default(),
                extra: rt::Extra::NEW,
            }
        }
    }

    impl Clone for SiteVisitListResponse {
        #[inline]
        fn clone(&self) -> Self {
            rt::object::copy(self)
        }
    }

    impl std::fmt::Debug for SiteVisitListResponse {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result {
            rt::object::debug(self, f)
        }
    }

    rt::traits!(object SiteVisitListResponse);

    impl rt::Object for SiteVisitListResponse {
        #[inline]
        fn walk(&self, cx: &mut rt::Cx<'_>) -> Self {
            Self {
                items: cx.always::<Vec<SiteVisit>>("items", &self.items),
                extra: cx.extra(&self.extra),
            }
        }
    }

    /// Tasks.
    ///
    /// `tasks.Task` · [Documentation](https://apidocs.bitrix24.com/api-reference/tasks/fields.html)
    #[non_exhaustive]
    pub struct Task {
        /// The task's number. `id` · id of `task`
        pub id: Option<rt::Id>,
        /// Name of the task. `title` · `string`
        pub title: Option<String>,
        /// Where the task stands. `status` · `string`
        pub status: Option<types::tasks::TaskStatus>,
        /// Estimate. `ufAuto123` · `double`
        pub estimate: Option<f64>,
        /// `UF_<name>`, and other fields that have no name here.
        pub extra: rt::Extra,
    }

    impl Default for Task {
        #[inline]
        fn default() -> Self {
            Self {
                id: None,
                title: None,
                status: None,
                estimate: None,
                extra: rt::Extra::NEW,
            }
        }
    }

    impl Clone for Task {
        #[inline]
        fn clone(&self) -> Self {
            rt::object::copy(self)
        }
    }

    impl std::fmt::Debug for Task {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result {
            rt::object::debug(self, f)
        }
    }

    rt::traits!(object Task);

    impl rt::Object for Task {
        const PATTERNS: &'static [(&'static str, &'static str)] = &[("UF_", "")];

        #[inline]
        fn walk(&self, cx: &mut rt::Cx<'_>) -> Self {
            Self {
                id: cx.id("id", &self.id),
                title: cx.text("title", &self.title),
                status: cx
                    .field::<
                        rt::EnumCodec<types::tasks::TaskStatus>,
                    >("status", &self.status),
                estimate: cx.double("ufAuto123", &self.estimate),
                extra: cx.extra(&self.extra),
            }
        }
    }

    impl Task {
        /// Reads one `Task`.
        ///
        /// Method `tasks.task.get` · scope `task` · reads ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/tasks/tasks-task-get.html)
        #[doc(alias = "tasks.task.get")]
        pub fn get(task_id: impl Into<rt::Id>) -> rt::Of<tasks::task::Get, TaskResponse> {
            rt::Of::new(tasks::task::Get::new().task_id(task_id))
        }

        /// Lists every `Task`, page by page.
        ///
        /// Method `tasks.task.list` · scope `task` · reads ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/tasks/tasks-task-list.html)
        #[doc(alias = "tasks.task.list")]
        pub fn list() -> rt::Of<tasks::task::List, TaskListResponse, Task> {
            rt::Of::selecting(tasks::task::List::new(), &["*", "UF_*"])
        }

        /// Adds one `Task`.
        ///
        /// Method `tasks.task.add` · scope `task` · writes ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/tasks/tasks-task-add.html)
        #[doc(alias = "tasks.task.add")]
        pub fn add(
            fields: types::tasks::TaskFields,
        ) -> rt::Of<tasks::task::Add, TaskResponse> {
            rt::Of::new(tasks::task::Add::new(fields))
        }

        /// Changes one `Task`.
        ///
        /// Method `tasks.task.update` · scope `task` · writes · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/tasks/tasks-task-update.html)
        #[doc(alias = "tasks.task.update")]
        pub fn update(
            task_id: impl Into<rt::Id>,
            fields: types::tasks::TaskFields,
        ) -> rt::Of<tasks::task::Update, TaskResponse> {
            rt::Of::new(tasks::task::Update::new(task_id, fields))
        }

        /// Deletes one `Task`.
        ///
        /// Method `tasks.task.delete` · scope `task` · writes · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/tasks/tasks-task-delete.html)
        #[doc(alias = "tasks.task.delete")]
        pub fn delete(task_id: impl Into<rt::Id>) -> tasks::task::Delete {
            tasks::task::Delete::new(task_id)
        }
    }

    impl From<Task> for types::tasks::Task {
        #[inline]
        fn from(value: Task) -> Self {
            rt::object::recast(&value)
        }
    }

    impl From<types::tasks::Task> for Task {
        #[inline]
        fn from(value: types::tasks::Task) -> Self {
            rt::object::recast(&value)
        }
    }

    /// The answer of `tasks.task.get`, `tasks.task.add` and `tasks.task.update`.
    #[non_exhaustive]
    pub struct TaskResponse {
        /// `task` · `portal.Task`
        pub task: Task,
        /// The fields that have no name here.
        pub extra: rt::Extra,
    }

    impl Default for TaskResponse {
        #[inline]
        fn default() -> Self {
            Self {
                task: Default::default(),
                extra: rt::Extra::NEW,
            }
        }
    }

    impl Clone for TaskResponse {
        #[inline]
        fn clone(&self) -> Self {
            rt::object::copy(self)
        }
    }

    impl std::fmt::Debug for TaskResponse {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result {
            rt::object::debug(self, f)
        }
    }

    rt::traits!(object TaskResponse);

    impl rt::Object for TaskResponse {
        #[inline]
        fn walk(&self, cx: &mut rt::Cx<'_>) -> Self {
            Self {
                task: cx.always::<Task>("task", &self.task),
                extra: cx.extra(&self.extra),
            }
        }
    }

    /// The answer of `tasks.task.list`.
    #[non_exhaustive]
    pub struct TaskListResponse {
        /// `tasks` · `portal.Task[]`
        pub tasks: Vec<Task>,
        /// The fields that have no name here.
        pub extra: rt::Extra,
    }

    impl Default for TaskListResponse {
        #[inline]
        fn default() -> Self {
            Self {
                tasks: Default::default(),
                extra: rt::Extra::NEW,
            }
        }
    }

    impl Clone for TaskListResponse {
        #[inline]
        fn clone(&self) -> Self {
            rt::object::copy(self)
        }
    }

    impl std::fmt::Debug for TaskListResponse {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result {
            rt::object::debug(self, f)
        }
    }

    rt::traits!(object TaskListResponse);

    impl rt::Object for TaskListResponse {
        #[inline]
        fn walk(&self, cx: &mut rt::Cx<'_>) -> Self {
            Self {
                tasks: cx.always::<Vec<Task>>("tasks", &self.tasks),
                extra: cx.extra(&self.extra),
            }
        }
    }

    /// Типы \<объектов\>.
    ///
    /// `crm.Item` with `entityTypeId` 1052 ·
    /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/object-fields.html)
    #[non_exhaustive]
    #[must_use]
    pub struct Type {
        /// Who is responsible. `assignedById` · id of `user` · optional
        pub assigned_by_id: Option<rt::Id>,
        /// Who created it. `createdBy` · id of `user` · optional · read-only
        pub created_by: Option<rt::Id>,
        /// When it was created. `createdTime` · `datetime` · optional · read-only
        pub created_time: Option<rt::DateTime>,
        /// Number of the object's type. `entityTypeId` · `integer` · optional
        pub entity_type_id: Option<i64>,
        /// Identifier. `id` · `integer` · optional · read-only
        pub id: Option<i64>,
        /// Who was active in the timeline last. `lastActivityBy` · id of `user` · optional · read-only
        pub last_activity_by: Option<rt::Id>,
        /// When something happened in the timeline last. `lastActivityTime` · `datetime` · optional · read-only
        pub last_activity_time: Option<rt::DateTime>,
        /// Whether it is open to everyone. `opened` · boolean written `"Y"` or `"N"` · optional
        pub opened: Option<bool>,
        /// Who changed it last. `updatedBy` · id of `user` · optional · read-only
        pub updated_by: Option<rt::Id>,
        /// When it was changed last. `updatedTime` · `datetime` · optional · read-only
        pub updated_time: Option<rt::DateTime>,
        /// UTM campaign. `utmCampaign` · `string?`, or nothing · optional
        pub utm_campaign: Option<String>,
        /// UTM content of the campaign. `utmContent` · `string?`, or nothing · optional
        pub utm_content: Option<String>,
        /// UTM medium, that is the type of traffic. `utmMedium` · `string?` · optional
        pub utm_medium: Option<types::crm::ItemUtmMedium>,
        /// UTM source, that is the advertising system. `utmSource` · `string?`, or nothing · optional
        pub utm_source: Option<String>,
        /// UTM term, that is what was searched for. `utmTerm` · `string?`, or nothing · optional
        pub utm_term: Option<String>,
        /// Number of the CRM form. `webformId` · `integer?`, or nothing · optional
        pub webform_id: Option<i64>,
        /// `dateCreateShort` · `datetime` · optional
        pub date_create_short: Option<rt::DateTime>,
        /// `dateModifyShort` · `datetime` · optional
        pub date_modify_short: Option<rt::DateTime>,
        /// Number of the company. `companyId` · id of `crm_company`, or nothing · optional
        pub company_id: Option<rt::Id>,
        /// Number of the contact. `contactId` · id of `crm_contact`, or nothing · optional
        pub contact_id: Option<rt::Id>,
        /// Identifier of the stage. `stageId` · id of `crm_status` · optional
        pub stage_id: Option<rt::Id>,
        /// `isConvert` · boolean written `true` or `false` · optional
        pub is_convert: Option<bool>,
        /// `statusDescription` · `string?`, or nothing · optional
        pub status_description: Option<String>,
        /// `stageSemanticId` · `string` · optional · there may be other values
        pub stage_semantic_id: Option<types::crm::ItemStageSemanticId>,
        /// Number of the product. `productId` · `string` · optional
        pub product_id: Option<String>,
        /// Amount of money. `opportunity` · `double?`, or nothing · optional
        pub opportunity: Option<f64>,
        /// Code of the currency. `currencyId` · id of `crm_currency` · optional
        pub currency_id: Option<rt::Id>,
        /// Identifier of the source. `sourceId` · id of `crm_status` · optional
        pub source_id: Option<rt::Id>,
        /// More about the source. `sourceDescription` · `string?`, or nothing · optional
        pub source_description: Option<String>,
        /// Title. `title` · `string` · optional
        pub title: Option<String>,
        /// Name. `name` · `string?`, or nothing · optional
        pub name: Option<String>,
        /// Family name. `lastName` · `string?`, or nothing · optional
        pub last_name: Option<String>,
        /// Middle name or patronymic. `secondName` · `string?`, or nothing · optional
        pub second_name: Option<String>,
        /// `shortName` · `string` · optional
        pub short_name: Option<String>,
        /// `companyTitle` · `string?`, or nothing · optional
        pub company_title: Option<String>,
        /// Post held. `post` · `string?`, or nothing · optional
        pub post: Option<String>,
        /// Address. `address` · `string` · optional
        pub address: Option<String>,
        /// Comments. `comments` · `string?`, or nothing · optional
        pub comments: Option<String>,
        /// Identifier of the outside data source. `originatorId` · `string?`, or nothing · optional
        pub originator_id: Option<String>,
        /// Object's identifier in the outside data source. `originId` · `string?`, or nothing · optional
        pub origin_id: Option<String>,
        /// `dateClosed` · `datetime` · optional
        pub date_closed: Option<rt::DateTime>,
        /// Date of birth. `birthdate` · `datetime?`, or nothing · optional
        pub birthdate: Option<rt::DateTime>,
        /// Form of address. `honorific` · id of `crm_status`, or nothing · optional
        pub honorific: Option<rt::Id>,
        /// `hasPhone` · boolean written `"Y"` or `"N"` · optional
        pub has_phone: Option<bool>,
        /// `hasEmail` · boolean written `"Y"` or `"N"` · optional
        pub has_email: Option<bool>,
        /// `hasImol` · boolean written `"Y"` or `"N"` · optional
        pub has_imol: Option<bool>,
        /// `login` · `string` · optional
        pub login: Option<String>,
        /// `isReturnCustomer` · boolean written `"Y"` or `"N"` · optional
        pub is_return_customer: Option<bool>,
        /// Text for the full-text search. `searchContent` · `string` · optional
        pub search_content: Option<String>,
        /// Whether the amount is set by hand. `isManualOpportunity` · boolean written `"Y"` or `"N"` · optional
        pub is_manual_opportunity: Option<bool>,
        /// Who changed the stage last. `movedBy` · id of `user` · optional · read-only
        pub moved_by: Option<rt::Id>,
        /// When the stage was changed last. `movedTime` · `datetime` · optional · read-only
        pub moved_time: Option<rt::DateTime>,
        /// `phoneMobile` · `string` · optional
        pub phone_mobile: Option<String>,
        /// `phoneWork` · `string` · optional
        pub phone_work: Option<String>,
        /// `phoneMailing` · `string` · optional
        pub phone_mailing: Option<String>,
        /// `emailHome` · `string` · optional
        pub email_home: Option<String>,
        /// `emailWork` · `string` · optional
        pub email_work: Option<String>,
        /// `emailMailing` · `string` · optional
        pub email_mailing: Option<String>,
        /// `skype` · `string` · optional
        pub skype: Option<String>,
        /// `icq` · `string` · optional
        pub icq: Option<String>,
        /// `imol` · `string` · optional
        pub imol: Option<String>,
        /// E-mail address. `email` · `string` · optional
        pub email: Option<String>,
        /// Phone. `phone` · `string` · optional
        pub phone: Option<String>,
        /// Users who observe the item. `observers` · `user[]?`, or nothing · optional
        pub observers: Option<Vec<rt::Id>>,
        /// Numbers of the contacts. `contactIds` · `crm_contact[]?`, or nothing · optional
        pub contact_ids: Option<Vec<rt::Id>>,
        /// Telephone numbers, addresses and the like; of a change, a map by their numbers, set with
        /// `.param("fm", …)`, changes and deletes single ones. `fm` · `object[]?`, or nothing · optional
        pub fm: Option<Vec<types::crm::ItemFm>>,
        /// Number of the lead. `leadId` · id of `crm_lead`, or nothing · optional
        pub lead_id: Option<rt::Id>,
        /// Number of the quote. `quoteId` · id of `crm_quote` · optional
        pub quote_id: Option<rt::Id>,
        /// Number of the category or sales funnel. `categoryId` · `integer | crm_category` · optional
        pub category_id: Option<types::crm::ItemCategoryId>,
        /// `isNew` · boolean written `"Y"` or `"N"` · optional
        pub is_new: Option<bool>,
        /// `isRecurring` · boolean written `"Y"` or `"N"` · optional
        pub is_recurring: Option<bool>,
        /// `isRepeatedApproach` · boolean written `"Y"` or `"N"` · optional
        pub is_repeated_approach: Option<bool>,
        /// Whether or when it was closed or archived. `closed` · boolean written `"Y"` or `"N"` · optional
        pub closed: Option<bool>,
        /// Identifier of the type. `typeId` · id of `crm_status` · optional
        pub type_id: Option<rt::Id>,
        /// Amount of tax. `taxValue` · `double?`, or nothing · optional
        pub tax_value: Option<f64>,
        /// Probability in per cent. `probability` · `integer?`, or nothing · optional
        pub probability: Option<i64>,
        /// Start date. `begindate` · `datetime` · optional
        pub begindate: Option<rt::DateTime>,
        /// `begindateShort` · `datetime` · optional
        pub begindate_short: Option<rt::DateTime>,
        /// End date. `closedate` · `datetime` · optional
        pub closedate: Option<rt::DateTime>,
        /// `closedateShort` · `datetime` · optional
        pub closedate_short: Option<rt::DateTime>,
        /// `eventDate` · `datetime` · optional
        pub event_date: Option<rt::DateTime>,
        /// `eventDateShort` · `datetime` · optional
        pub event_date_short: Option<rt::DateTime>,
        /// Number of the event. `eventId` · id of `crm_status` · optional
        pub event_id: Option<rt::Id>,
        /// `eventDescription` · `string` · optional
        pub event_description: Option<String>,
        /// Identifier of the location. `locationId` · id of `location`, or nothing · optional
        pub location_id: Option<rt::Id>,
        /// Additional information. `additionalInfo` · `string?`, or nothing · optional
        pub additional_info: Option<String>,
        /// `orderStage` · `string` · optional
        pub order_stage: Option<String>,
        /// `isWork` · boolean written `true` or `false` · optional
        pub is_work: Option<bool>,
        /// `isWon` · boolean written `true` or `false` · optional
        pub is_won: Option<bool>,
        /// `isLose` · boolean written `true` or `false` · optional
        pub is_lose: Option<bool>,
        /// `receivedAmount` · `string` · optional
        pub received_amount: Option<String>,
        /// `lostAmount` · `string` · optional
        pub lost_amount: Option<String>,
        /// `hasProducts` · boolean written `true` or `false` · optional
        pub has_products: Option<bool>,
        /// Photo. `photo` · file written `["name", "base64"]`, or nothing · optional
        pub photo: Option<rt::File>,
        /// `export` · boolean written `"Y"` or `"N"` · optional
        pub export: Option<bool>,
        /// Data's version in the outside data source. `originVersion` · `string?`, or nothing · optional
        pub origin_version: Option<String>,
        /// Numbers of the companies. `companyIds` · `crm_company[]` · optional
        pub company_ids: Option<Vec<rt::Id>>,
        /// Logo. `logo` · file written `["name", "base64"]`, or nothing · optional
        pub logo: Option<rt::File>,
        /// `addressLegal` · `string` · optional
        pub address_legal: Option<String>,
        /// `bankingDetails` · `string?`, or nothing · optional
        pub banking_details: Option<String>,
        /// Industry. `industry` · id of `crm_status` · optional
        pub industry: Option<rt::Id>,
        /// Annual turnover. `revenue` · `double` · optional
        pub revenue: Option<f64>,
        /// Employees, or how many there are. `employees` · id of `crm_status` · optional
        pub employees: Option<rt::Id>,
        /// Whether it is one of the seller's own companies. `isMyCompany` · boolean written `"Y"` or `"N"` ·
        /// optional
        pub is_my_company: Option<bool>,
        /// `ufLogo` · file written `["name", "base64"]` · optional
        pub uf_logo: Option<rt::File>,
        /// `ufStamp` · file written `["name", "base64"]` · optional
        pub uf_stamp: Option<rt::File>,
        /// `ufDirectorSign` · file written `["name", "base64"]` · optional
        pub uf_director_sign: Option<rt::File>,
        /// `ufAccountantSign` · file written `["name", "base64"]` · optional
        pub uf_accountant_sign: Option<rt::File>,
        /// Number of the deal. `dealId` · id of `crm_deal`, or nothing · optional
        pub deal_id: Option<rt::Id>,
        /// Number of the payer type. `personTypeId` · `integer` · optional
        pub person_type_id: Option<i64>,
        /// Number of the seller's own company. `mycompanyId` · id of `crm_company` · optional
        pub mycompany_id: Option<rt::Id>,
        /// `commentsType` · `integer` · optional
        pub comments_type: Option<types::crm::ItemCommentsType>,
        /// `quoteNumber` · `string` · optional
        pub quote_number: Option<String>,
        /// Content. `content` · `string?`, or nothing · optional
        pub content: Option<String>,
        /// `contentType` · `integer` · optional
        pub content_type: Option<types::crm::ItemContentType>,
        /// Terms. `terms` · `string?`, or nothing · optional
        pub terms: Option<String>,
        /// `termsType` · `integer` · optional
        pub terms_type: Option<types::crm::ItemTermsType>,
        /// `storageTypeId` · `integer` · optional · there may be other values
        pub storage_type_id: Option<types::crm::ItemStorageTypeId>,
        /// `storageElementIds` · `integer[]?`, or nothing · optional
        pub storage_element_ids: Option<Vec<i64>>,
        /// `clientTitle` · `string` · optional
        pub client_title: Option<String>,
        /// `clientAddr` · `string` · optional
        pub client_addr: Option<String>,
        /// `clientContact` · `string` · optional
        pub client_contact: Option<String>,
        /// `clientEmail` · `string` · optional
        pub client_email: Option<String>,
        /// `clientPhone` · `string` · optional
        pub client_phone: Option<String>,
        /// `clientTpId` · `string` · optional
        pub client_tp_id: Option<String>,
        /// `clientTpaId` · `string` · optional
        pub client_tpa_id: Option<String>,
        /// `actualDate` · `date` · optional
        pub actual_date: Option<rt::Date>,
        /// Identifier in an outside system. `xmlId` · `string?`, or nothing · optional
        pub xml_id: Option<String>,
        /// `previousStageId` · id of `crm_status` · optional · read-only
        pub previous_stage_id: Option<rt::Id>,
        /// Number of the document. `accountNumber` · `string` · optional
        pub account_number: Option<String>,
        /// `opportunityAccount` · `double` · optional
        pub opportunity_account: Option<f64>,
        /// `taxValueAccount` · `double` · optional
        pub tax_value_account: Option<f64>,
        /// `accountCurrencyId` · id of `crm_currency` · optional
        pub account_currency_id: Option<rt::Id>,
        /// `contacts` · `crm_contact[]` · optional · seen in an example only
        pub contacts: Option<Vec<rt::Id>>,
        /// `parentId<name>`, `ufCrm<name>`, and other fields that have no name here.
        pub extra: rt::Extra,
    }

    impl Type {
        /// Returns an object with nothing set.
        #[inline]
        pub fn new() -> Self {
            Self::default()
        }

        /// Who is responsible. `assignedById` · id of `user` · optional
        pub fn assigned_by_id(mut self, assigned_by_id: impl Into<rt::Id>) -> Self {
            self.assigned_by_id = Some(assigned_by_id.into());
            self
        }

        /// Who created it. `createdBy` · id of `user` · optional · read-only
        pub fn created_by(mut self, created_by: impl Into<rt::Id>) -> Self {
            self.created_by = Some(created_by.into());
            self
        }

        /// When it was created. `createdTime` · `datetime` · optional · read-only
        pub fn created_time(mut self, created_time: impl Into<rt::DateTime>) -> Self {
            self.created_time = Some(created_time.into());
            self
        }

        /// Number of the object's type. `entityTypeId` · `integer` · optional
        pub fn entity_type_id(mut self, entity_type_id: impl Into<rt::Id>) -> Self {
            self.entity_type_id = self.extra.keep_int_id("entityTypeId", entity_type_id);
            self
        }

        /// Identifier. `id` · `integer` · optional · read-only
        pub fn id(mut self, id: impl Into<rt::Id>) -> Self {
            self.id = self.extra.keep_int_id("id", id);
            self
        }

        /// Who was active in the timeline last. `lastActivityBy` · id of `user` · optional · read-only
        pub fn last_activity_by(mut self, last_activity_by: impl Into<rt::Id>) -> Self {
            self.last_activity_by = Some(last_activity_by.into());
            self
        }

        /// When something happened in the timeline last. `lastActivityTime` · `datetime` · optional · read-only
        pub fn last_activity_time(
            mut self,
            last_activity_time: impl Into<rt::DateTime>,
        ) -> Self {
            self.last_activity_time = Some(last_activity_time.into());
            self
        }

        /// Whether it is open to everyone. `opened` · boolean written `"Y"` or `"N"` · optional
        pub fn opened(mut self, opened: impl Into<rt::Arg<bool>>) -> Self {
            self.opened = self.extra.keep_bool("opened", opened);
            self
        }

        /// Who changed it last. `updatedBy` · id of `user` · optional · read-only
        pub fn updated_by(mut self, updated_by: impl Into<rt::Id>) -> Self {
            self.updated_by = Some(updated_by.into());
            self
        }

        /// When it was changed last. `updatedTime` · `datetime` · optional · read-only
        pub fn updated_time(mut self, updated_time: impl Into<rt::DateTime>) -> Self {
            self.updated_time = Some(updated_time.into());
            self
        }

        /// UTM campaign. `utmCampaign` · `string?`, or nothing · optional
        pub fn utm_campaign(mut self, utm_campaign: impl Into<String>) -> Self {
            self.utm_campaign = Some(utm_campaign.into());
            self
        }

        /// UTM content of the campaign. `utmContent` · `string?`, or nothing · optional
        pub fn utm_content(mut self, utm_content: impl Into<String>) -> Self {
            self.utm_content = Some(utm_content.into());
            self
        }

        /// UTM medium, that is the type of traffic. `utmMedium` · `string?` · optional
        pub fn utm_medium(
            mut self,
            utm_medium: impl Into<rt::Arg<types::crm::ItemUtmMedium>>,
        ) -> Self {
            self.utm_medium = self.extra.keep("utmMedium", utm_medium);
            self
        }

        /// UTM source, that is the advertising system. `utmSource` · `string?`, or nothing · optional
        pub fn utm_source(mut self, utm_source: impl Into<String>) -> Self {
            self.utm_source = Some(utm_source.into());
            self
        }

        /// UTM term, that is what was searched for. `utmTerm` · `string?`, or nothing · optional
        pub fn utm_term(mut self, utm_term: impl Into<String>) -> Self {
            self.utm_term = Some(utm_term.into());
            self
        }

        /// Number of the CRM form. `webformId` · `integer?`, or nothing · optional
        pub fn webform_id(mut self, webform_id: impl Into<rt::Id>) -> Self {
            self.webform_id = self.extra.keep_int_id("webformId", webform_id);
            self
        }

        /// `dateCreateShort` · `datetime` · optional
        pub fn date_create_short(
            mut self,
            date_create_short: impl Into<rt::DateTime>,
        ) -> Self {
            self.date_create_short = Some(date_create_short.into());
            self
        }

        /// `dateModifyShort` · `datetime` · optional
        pub fn date_modify_short(
            mut self,
            date_modify_short: impl Into<rt::DateTime>,
        ) -> Self {
            self.date_modify_short = Some(date_modify_short.into());
            self
        }

        /// Number of the company. `companyId` · id of `crm_company`, or nothing · optional
        pub fn company_id(mut self, company_id: impl Into<rt::Id>) -> Self {
            self.company_id = Some(company_id.into());
            self
        }

        /// Number of the contact. `contactId` · id of `crm_contact`, or nothing · optional
        pub fn contact_id(mut self, contact_id: impl Into<rt::Id>) -> Self {
            self.contact_id = Some(contact_id.into());
            self
        }

        /// Identifier of the stage. `stageId` · id of `crm_status` · optional
        pub fn stage_id(mut self, stage_id: impl Into<rt::Id>) -> Self {
            self.stage_id = Some(stage_id.into());
            self
        }

        /// `isConvert` · boolean written `true` or `false` · optional
        pub fn is_convert(mut self, is_convert: impl Into<rt::Arg<bool>>) -> Self {
            self.is_convert = self.extra.keep_bool("isConvert", is_convert);
            self
        }

        /// `statusDescription` · `string?`, or nothing · optional
        pub fn status_description(mut self, status_description: impl Into<String>) -> Self {
            self.status_description = Some(status_description.into());
            self
        }

        /// `stageSemanticId` · `string` · optional · there may be other values
        pub fn stage_semantic_id(
            mut self,
            stage_semantic_id: impl Into<rt::Arg<types::crm::ItemStageSemanticId>>,
        ) -> Self {
            self.stage_semantic_id = self.extra.keep("stageSemanticId", stage_semantic_id);
            self
        }

        /// Number of the product. `productId` · `string` · optional
        pub fn product_id(mut self, product_id: impl Into<rt::Id>) -> Self {
            self.product_id = self.extra.keep_text_id("productId", product_id);
            self
        }

        /// Amount of money. `opportunity` · `double?`, or nothing · optional
        pub fn opportunity(mut self, opportunity: impl Into<rt::Arg<f64>>) -> Self {
            self.opportunity = self.extra.keep_double("opportunity", opportunity);
            self
        }

        /// Code of the currency. `currencyId` · id of `crm_currency` · optional
        pub fn currency_id(mut self, currency_id: impl Into<rt::Id>) -> Self {
            self.currency_id = Some(currency_id.into());
            self
        }

        /// Identifier of the source. `sourceId` · id of `crm_status` · optional
        pub fn source_id(mut self, source_id: impl Into<rt::Id>) -> Self {
            self.source_id = Some(source_id.into());
            self
        }

        /// More about the source. `sourceDescription` · `string?`, or nothing · optional
        pub fn source_description(mut self, source_description: impl Into<String>) -> Self {
            self.source_description = Some(source_description.into());
            self
        }

        /// Title. `title` · `string` · optional
        pub fn title(mut self, title: impl Into<String>) -> Self {
            self.title = Some(title.into());
            self
        }

        /// Name. `name` · `string?`, or nothing · optional
        pub fn name(mut self, name: impl Into<String>) -> Self {
            self.name = Some(name.into());
            self
        }

        /// Family name. `lastName` · `string?`, or nothing · optional
        pub fn last_name(mut self, last_name: impl Into<String>) -> Self {
            self.last_name = Some(last_name.into());
            self
        }

        /// Middle name or patronymic. `secondName` · `string?`, or nothing · optional
        pub fn second_name(mut self, second_name: impl Into<String>) -> Self {
            self.second_name = Some(second_name.into());
            self
        }

        /// `shortName` · `string` · optional
        pub fn short_name(mut self, short_name: impl Into<String>) -> Self {
            self.short_name = Some(short_name.into());
            self
        }

        /// `companyTitle` · `string?`, or nothing · optional
        pub fn company_title(mut self, company_title: impl Into<String>) -> Self {
            self.company_title = Some(company_title.into());
            self
        }

        /// Post held. `post` · `string?`, or nothing · optional
        pub fn post(mut self, post: impl Into<String>) -> Self {
            self.post = Some(post.into());
            self
        }

        /// Address. `address` · `string` · optional
        pub fn address(mut self, address: impl Into<String>) -> Self {
            self.address = Some(address.into());
            self
        }

        /// Comments. `comments` · `string?`, or nothing · optional
        pub fn comments(mut self, comments: impl Into<String>) -> Self {
            self.comments = Some(comments.into());
            self
        }

        /// Identifier of the outside data source. `originatorId` · `string?`, or nothing · optional
        pub fn originator_id(mut self, originator_id: impl Into<rt::Id>) -> Self {
            self.originator_id = self.extra.keep_text_id("originatorId", originator_id);
            self
        }

        /// Object's identifier in the outside data source. `originId` · `string?`, or nothing · optional
        pub fn origin_id(mut self, origin_id: impl Into<rt::Id>) -> Self {
            self.origin_id = self.extra.keep_text_id("originId", origin_id);
            self
        }

        /// `dateClosed` · `datetime` · optional
        pub fn date_closed(mut self, date_closed: impl Into<rt::DateTime>) -> Self {
            self.date_closed = Some(date_closed.into());
            self
        }

        /// Date of birth. `birthdate` · `datetime?`, or nothing · optional
        pub fn birthdate(mut self, birthdate: impl Into<rt::DateTime>) -> Self {
            self.birthdate = Some(birthdate.into());
            self
        }

        /// Form of address. `honorific` · id of `crm_status`, or nothing · optional
        pub fn honorific(mut self, honorific: impl Into<rt::Id>) -> Self {
            self.honorific = Some(honorific.into());
            self
        }

        /// `hasPhone` · boolean written `"Y"` or `"N"` · optional
        pub fn has_phone(mut self, has_phone: impl Into<rt::Arg<bool>>) -> Self {
            self.has_phone = self.extra.keep_bool("hasPhone", has_phone);
            self
        }

        /// `hasEmail` · boolean written `"Y"` or `"N"` · optional
        pub fn has_email(mut self, has_email: impl Into<rt::Arg<bool>>) -> Self {
            self.has_email = self.extra.keep_bool("hasEmail", has_email);
            self
        }

        /// `hasImol` · boolean written `"Y"` or `"N"` · optional
        pub fn has_imol(mut self, has_imol: impl Into<rt::Arg<bool>>) -> Self {
            self.has_imol = self.extra.keep_bool("hasImol", has_imol);
            self
        }

        /// `login` · `string` · optional
        pub fn login(mut self, login: impl Into<String>) -> Self {
            self.login = Some(login.into());
            self
        }

        /// `isReturnCustomer` · boolean written `"Y"` or `"N"` · optional
        pub fn is_return_customer(
            mut self,
            is_return_customer: impl Into<rt::Arg<bool>>,
        ) -> Self {
            self.is_return_customer = self
                .extra
                .keep_bool("isReturnCustomer", is_return_customer);
            self
        }

        /// Text for the full-text search. `searchContent` · `string` · optional
        pub fn search_content(mut self, search_content: impl Into<String>) -> Self {
            self.search_content = Some(search_content.into());
            self
        }

        /// Whether the amount is set by hand. `isManualOpportunity` · boolean written `"Y"` or `"N"` · optional
        pub fn is_manual_opportunity(
            mut self,
            is_manual_opportunity: impl Into<rt::Arg<bool>>,
        ) -> Self {
            self.is_manual_opportunity = self
                .extra
                .keep_bool("isManualOpportunity", is_manual_opportunity);
            self
        }

        /// Who changed the stage last. `movedBy` · id of `user` · optional · read-only
        pub fn moved_by(mut self, moved_by: impl Into<rt::Id>) -> Self {
            self.moved_by = Some(moved_by.into());
            self
        }

        /// When the stage was changed last. `movedTime` · `datetime` · optional · read-only
        pub fn moved_time(mut self, moved_time: impl Into<rt::DateTime>) -> Self {
            self.moved_time = Some(moved_time.into());
            self
        }

        /// `phoneMobile` · `string` · optional
        pub fn phone_mobile(mut self, phone_mobile: impl Into<String>) -> Self {
            self.phone_mobile = Some(phone_mobile.into());
            self
        }

        /// `phoneWork` · `string` · optional
        pub fn phone_work(mut self, phone_work: impl Into<String>) -> Self {
            self.phone_work = Some(phone_work.into());
            self
        }

        /// `phoneMailing` · `string` · optional
        pub fn phone_mailing(mut self, phone_mailing: impl Into<String>) -> Self {
            self.phone_mailing = Some(phone_mailing.into());
            self
        }

        /// `emailHome` · `string` · optional
        pub fn email_home(mut self, email_home: impl Into<String>) -> Self {
            self.email_home = Some(email_home.into());
            self
        }

        /// `emailWork` · `string` · optional
        pub fn email_work(mut self, email_work: impl Into<String>) -> Self {
            self.email_work = Some(email_work.into());
            self
        }

        /// `emailMailing` · `string` · optional
        pub fn email_mailing(mut self, email_mailing: impl Into<String>) -> Self {
            self.email_mailing = Some(email_mailing.into());
            self
        }

        /// `skype` · `string` · optional
        pub fn skype(mut self, skype: impl Into<String>) -> Self {
            self.skype = Some(skype.into());
            self
        }

        /// `icq` · `string` · optional
        pub fn icq(mut self, icq: impl Into<String>) -> Self {
            self.icq = Some(icq.into());
            self
        }

        /// `imol` · `string` · optional
        pub fn imol(mut self, imol: impl Into<String>) -> Self {
            self.imol = Some(imol.into());
            self
        }

        /// E-mail address. `email` · `string` · optional
        pub fn email(mut self, email: impl Into<String>) -> Self {
            self.email = Some(email.into());
            self
        }

        /// Phone. `phone` · `string` · optional
        pub fn phone(mut self, phone: impl Into<String>) -> Self {
            self.phone = Some(phone.into());
            self
        }

        /// Users who observe the item. `observers` · `user[]?`, or nothing · optional
        pub fn observers(
            mut self,
            observers: impl IntoIterator<Item = impl Into<rt::Id>>,
        ) -> Self {
            self.observers = Some(rt::list(observers));
            self
        }

        /// Numbers of the contacts. `contactIds` · `crm_contact[]?`, or nothing · optional
        pub fn contact_ids(
            mut self,
            contact_ids: impl IntoIterator<Item = impl Into<rt::Id>>,
        ) -> Self {
            self.contact_ids = Some(rt::list(contact_ids));
            self
        }

        /// Telephone numbers, addresses and the like; of a change, a map by their numbers, set with
        /// `.param("fm", …)`, changes and deletes single ones. `fm` · `object[]?`, or nothing · optional
        pub fn fm(
            mut self,
            fm: impl IntoIterator<Item = impl Into<types::crm::ItemFm>>,
        ) -> Self {
            self.fm = Some(rt::list(fm));
            self
        }

        /// Number of the lead. `leadId` · id of `crm_lead`, or nothing · optional
        pub fn lead_id(mut self, lead_id: impl Into<rt::Id>) -> Self {
            self.lead_id = Some(lead_id.into());
            self
        }

        /// Number of the quote. `quoteId` · id of `crm_quote` · optional
        pub fn quote_id(mut self, quote_id: impl Into<rt::Id>) -> Self {
            self.quote_id = Some(quote_id.into());
            self
        }

        /// Number of the category or sales funnel. `categoryId` · `integer | crm_category` · optional
        pub fn category_id(
            mut self,
            category_id: impl Into<types::crm::ItemCategoryId>,
        ) -> Self {
            self.category_id = Some(category_id.into());
            self
        }

        /// `isNew` · boolean written `"Y"` or `"N"` · optional
        pub fn is_new(mut self, is_new: impl Into<rt::Arg<bool>>) -> Self {
            self.is_new = self.extra.keep_bool("isNew", is_new);
            self
        }

        /// `isRecurring` · boolean written `"Y"` or `"N"` · optional
        pub fn is_recurring(mut self, is_recurring: impl Into<rt::Arg<bool>>) -> Self {
            self.is_recurring = self.extra.keep_bool("isRecurring", is_recurring);
            self
        }

        /// `isRepeatedApproach` · boolean written `"Y"` or `"N"` · optional
        pub fn is_repeated_approach(
            mut self,
            is_repeated_approach: impl Into<rt::Arg<bool>>,
        ) -> Self {
            self.is_repeated_approach = self
                .extra
                .keep_bool("isRepeatedApproach", is_repeated_approach);
            self
        }

        /// Whether or when it was closed or archived. `closed` · boolean written `"Y"` or `"N"` · optional
        pub fn closed(mut self, closed: impl Into<rt::Arg<bool>>) -> Self {
            self.closed = self.extra.keep_bool("closed", closed);
            self
        }

        /// Identifier of the type. `typeId` · id of `crm_status` · optional
        pub fn type_id(mut self, type_id: impl Into<rt::Id>) -> Self {
            self.type_id = Some(type_id.into());
            self
        }

        /// Amount of tax. `taxValue` · `double?`, or nothing · optional
        pub fn tax_value(mut self, tax_value: impl Into<rt::Arg<f64>>) -> Self {
            self.tax_value = self.extra.keep_double("taxValue", tax_value);
            self
        }

        /// Probability in per cent. `probability` · `integer?`, or nothing · optional
        pub fn probability(mut self, probability: impl Into<rt::Arg<i64>>) -> Self {
            self.probability = self.extra.keep_int("probability", probability);
            self
        }

        /// Start date. `begindate` · `datetime` · optional
        pub fn begindate(mut self, begindate: impl Into<rt::DateTime>) -> Self {
            self.begindate = Some(begindate.into());
            self
        }

        /// `begindateShort` · `datetime` · optional
        pub fn begindate_short(mut self, begindate_short: impl Into<rt::DateTime>) -> Self {
            self.begindate_short = Some(begindate_short.into());
            self
        }

        /// End date. `closedate` · `datetime` · optional
        pub fn closedate(mut self, closedate: impl Into<rt::DateTime>) -> Self {
            self.closedate = Some(closedate.into());
            self
        }

        /// `closedateShort` · `datetime` · optional
        pub fn closedate_short(mut self, closedate_short: impl Into<rt::DateTime>) -> Self {
            self.closedate_short = Some(closedate_short.into());
            self
        }

        /// `eventDate` · `datetime` · optional
        pub fn event_date(mut self, event_date: impl Into<rt::DateTime>) -> Self {
            self.event_date = Some(event_date.into());
            self
        }

        /// `eventDateShort` · `datetime` · optional
        pub fn event_date_short(
            mut self,
            event_date_short: impl Into<rt::DateTime>,
        ) -> Self {
            self.event_date_short = Some(event_date_short.into());
            self
        }

        /// Number of the event. `eventId` · id of `crm_status` · optional
        pub fn event_id(mut self, event_id: impl Into<rt::Id>) -> Self {
            self.event_id = Some(event_id.into());
            self
        }

        /// `eventDescription` · `string` · optional
        pub fn event_description(mut self, event_description: impl Into<String>) -> Self {
            self.event_description = Some(event_description.into());
            self
        }

        /// Identifier of the location. `locationId` · id of `location`, or nothing · optional
        pub fn location_id(mut self, location_id: impl Into<rt::Id>) -> Self {
            self.location_id = Some(location_id.into());
            self
        }

        /// Additional information. `additionalInfo` · `string?`, or nothing · optional
        pub fn additional_info(mut self, additional_info: impl Into<String>) -> Self {
            self.additional_info = Some(additional_info.into());
            self
        }

        /// `orderStage` · `string` · optional
        pub fn order_stage(mut self, order_stage: impl Into<String>) -> Self {
            self.order_stage = Some(order_stage.into());
            self
        }

        /// `isWork` · boolean written `true` or `false` · optional
        pub fn is_work(mut self, is_work: impl Into<rt::Arg<bool>>) -> Self {
            self.is_work = self.extra.keep_bool("isWork", is_work);
            self
        }

        /// `isWon` · boolean written `true` or `false` · optional
        pub fn is_won(mut self, is_won: impl Into<rt::Arg<bool>>) -> Self {
            self.is_won = self.extra.keep_bool("isWon", is_won);
            self
        }

        /// `isLose` · boolean written `true` or `false` · optional
        pub fn is_lose(mut self, is_lose: impl Into<rt::Arg<bool>>) -> Self {
            self.is_lose = self.extra.keep_bool("isLose", is_lose);
            self
        }

        /// `receivedAmount` · `string` · optional
        pub fn received_amount(mut self, received_amount: impl Into<String>) -> Self {
            self.received_amount = Some(received_amount.into());
            self
        }

        /// `lostAmount` · `string` · optional
        pub fn lost_amount(mut self, lost_amount: impl Into<String>) -> Self {
            self.lost_amount = Some(lost_amount.into());
            self
        }

        /// `hasProducts` · boolean written `true` or `false` · optional
        pub fn has_products(mut self, has_products: impl Into<rt::Arg<bool>>) -> Self {
            self.has_products = self.extra.keep_bool("hasProducts", has_products);
            self
        }

        /// Photo. `photo` · file written `["name", "base64"]`, or nothing · optional
        pub fn photo(mut self, photo: impl Into<rt::File>) -> Self {
            self.photo = Some(photo.into());
            self
        }

        /// `export` · boolean written `"Y"` or `"N"` · optional
        pub fn export(mut self, export: impl Into<rt::Arg<bool>>) -> Self {
            self.export = self.extra.keep_bool("export", export);
            self
        }

        /// Data's version in the outside data source. `originVersion` · `string?`, or nothing · optional
        pub fn origin_version(mut self, origin_version: impl Into<String>) -> Self {
            self.origin_version = Some(origin_version.into());
            self
        }

        /// Numbers of the companies. `companyIds` · `crm_company[]` · optional
        pub fn company_ids(
            mut self,
            company_ids: impl IntoIterator<Item = impl Into<rt::Id>>,
        ) -> Self {
            self.company_ids = Some(rt::list(company_ids));
            self
        }

        /// Logo. `logo` · file written `["name", "base64"]`, or nothing · optional
        pub fn logo(mut self, logo: impl Into<rt::File>) -> Self {
            self.logo = Some(logo.into());
            self
        }

        /// `addressLegal` · `string` · optional
        pub fn address_legal(mut self, address_legal: impl Into<String>) -> Self {
            self.address_legal = Some(address_legal.into());
            self
        }

        /// `bankingDetails` · `string?`, or nothing · optional
        pub fn banking_details(mut self, banking_details: impl Into<String>) -> Self {
            self.banking_details = Some(banking_details.into());
            self
        }

        /// Industry. `industry` · id of `crm_status` · optional
        pub fn industry(mut self, industry: impl Into<rt::Id>) -> Self {
            self.industry = Some(industry.into());
            self
        }

        /// Annual turnover. `revenue` · `double` · optional
        pub fn revenue(mut self, revenue: impl Into<rt::Arg<f64>>) -> Self {
            self.revenue = self.extra.keep_double("revenue", revenue);
            self
        }

        /// Employees, or how many there are. `employees` · id of `crm_status` · optional
        pub fn employees(mut self, employees: impl Into<rt::Id>) -> Self {
            self.employees = Some(employees.into());
            self
        }

        /// Whether it is one of the seller's own companies. `isMyCompany` · boolean written `"Y"` or `"N"` ·
        /// optional
        pub fn is_my_company(mut self, is_my_company: impl Into<rt::Arg<bool>>) -> Self {
            self.is_my_company = self.extra.keep_bool("isMyCompany", is_my_company);
            self
        }

        /// `ufLogo` · file written `["name", "base64"]` · optional
        pub fn uf_logo(mut self, uf_logo: impl Into<rt::File>) -> Self {
            self.uf_logo = Some(uf_logo.into());
            self
        }

        /// `ufStamp` · file written `["name", "base64"]` · optional
        pub fn uf_stamp(mut self, uf_stamp: impl Into<rt::File>) -> Self {
            self.uf_stamp = Some(uf_stamp.into());
            self
        }

        /// `ufDirectorSign` · file written `["name", "base64"]` · optional
        pub fn uf_director_sign(mut self, uf_director_sign: impl Into<rt::File>) -> Self {
            self.uf_director_sign = Some(uf_director_sign.into());
            self
        }

        /// `ufAccountantSign` · file written `["name", "base64"]` · optional
        pub fn uf_accountant_sign(
            mut self,
            uf_accountant_sign: impl Into<rt::File>,
        ) -> Self {
            self.uf_accountant_sign = Some(uf_accountant_sign.into());
            self
        }

        /// Number of the deal. `dealId` · id of `crm_deal`, or nothing · optional
        pub fn deal_id(mut self, deal_id: impl Into<rt::Id>) -> Self {
            self.deal_id = Some(deal_id.into());
            self
        }

        /// Number of the payer type. `personTypeId` · `integer` · optional
        pub fn person_type_id(mut self, person_type_id: impl Into<rt::Id>) -> Self {
            self.person_type_id = self.extra.keep_int_id("personTypeId", person_type_id);
            self
        }

        /// Number of the seller's own company. `mycompanyId` · id of `crm_company` · optional
        pub fn mycompany_id(mut self, mycompany_id: impl Into<rt::Id>) -> Self {
            self.mycompany_id = Some(mycompany_id.into());
            self
        }

        /// `commentsType` · `integer` · optional
        pub fn comments_type(
            mut self,
            comments_type: impl Into<rt::Arg<types::crm::ItemCommentsType>>,
        ) -> Self {
            self.comments_type = self.extra.keep("commentsType", comments_type);
            self
        }

        /// `quoteNumber` · `string` · optional
        pub fn quote_number(mut self, quote_number: impl Into<String>) -> Self {
            self.quote_number = Some(quote_number.into());
            self
        }

        /// Content. `content` · `string?`, or nothing · optional
        pub fn content(mut self, content: impl Into<String>) -> Self {
            self.content = Some(content.into());
            self
        }

        /// `contentType` · `integer` · optional
        pub fn content_type(
            mut self,
            content_type: impl Into<rt::Arg<types::crm::ItemContentType>>,
        ) -> Self {
            self.content_type = self.extra.keep("contentType", content_type);
            self
        }

        /// Terms. `terms` · `string?`, or nothing · optional
        pub fn terms(mut self, terms: impl Into<String>) -> Self {
            self.terms = Some(terms.into());
            self
        }

        /// `termsType` · `integer` · optional
        pub fn terms_type(
            mut self,
            terms_type: impl Into<rt::Arg<types::crm::ItemTermsType>>,
        ) -> Self {
            self.terms_type = self.extra.keep("termsType", terms_type);
            self
        }

        /// `storageTypeId` · `integer` · optional · there may be other values
        pub fn storage_type_id(
            mut self,
            storage_type_id: impl Into<rt::Arg<types::crm::ItemStorageTypeId>>,
        ) -> Self {
            self.storage_type_id = self.extra.keep("storageTypeId", storage_type_id);
            self
        }

        /// `storageElementIds` · `integer[]?`, or nothing · optional
        pub fn storage_element_ids(
            mut self,
            storage_element_ids: impl IntoIterator<Item = impl Into<rt::Id>>,
        ) -> Self {
            self.storage_element_ids = self
                .extra
                .keep("storageElementIds", rt::arg::ids::<i64>(storage_element_ids));
            self
        }

        /// `clientTitle` · `string` · optional
        pub fn client_title(mut self, client_title: impl Into<String>) -> Self {
            self.client_title = Some(client_title.into());
            self
        }

        /// `clientAddr` · `string` · optional
        pub fn client_addr(mut self, client_addr: impl Into<String>) -> Self {
            self.client_addr = Some(client_addr.into());
            self
        }

        /// `clientContact` · `string` · optional
        pub fn client_contact(mut self, client_contact: impl Into<String>) -> Self {
            self.client_contact = Some(client_contact.into());
            self
        }

        /// `clientEmail` · `string` · optional
        pub fn client_email(mut self, client_email: impl Into<String>) -> Self {
            self.client_email = Some(client_email.into());
            self
        }

        /// `clientPhone` · `string` · optional
        pub fn client_phone(mut self, client_phone: impl Into<String>) -> Self {
            self.client_phone = Some(client_phone.into());
            self
        }

        /// `clientTpId` · `string` · optional
        pub fn client_tp_id(mut self, client_tp_id: impl Into<rt::Id>) -> Self {
            self.client_tp_id = self.extra.keep_text_id("clientTpId", client_tp_id);
            self
        }

        /// `clientTpaId` · `string` · optional
        pub fn client_tpa_id(mut self, client_tpa_id: impl Into<rt::Id>) -> Self {
            self.client_tpa_id = self.extra.keep_text_id("clientTpaId", client_tpa_id);
            self
        }

        /// `actualDate` · `date` · optional
        pub fn actual_date(mut self, actual_date: impl Into<rt::Date>) -> Self {
            self.actual_date = Some(actual_date.into());
            self
        }

        /// Identifier in an outside system. `xmlId` · `string?`, or nothing · optional
        pub fn xml_id(mut self, xml_id: impl Into<rt::Id>) -> Self {
            self.xml_id = self.extra.keep_text_id("xmlId", xml_id);
            self
        }

        /// `previousStageId` · id of `crm_status` · optional · read-only
        pub fn previous_stage_id(mut self, previous_stage_id: impl Into<rt::Id>) -> Self {
            self.previous_stage_id = Some(previous_stage_id.into());
            self
        }

        /// Number of the document. `accountNumber` · `string` · optional
        pub fn account_number(mut self, account_number: impl Into<String>) -> Self {
            self.account_number = Some(account_number.into());
            self
        }

        /// `opportunityAccount` · `double` · optional
        pub fn opportunity_account(
            mut self,
            opportunity_account: impl Into<rt::Arg<f64>>,
        ) -> Self {
            self.opportunity_account = self
                .extra
                .keep_double("opportunityAccount", opportunity_account);
            self
        }

        /// `taxValueAccount` · `double` · optional
        pub fn tax_value_account(
            mut self,
            tax_value_account: impl Into<rt::Arg<f64>>,
        ) -> Self {
            self.tax_value_account = self
                .extra
                .keep_double("taxValueAccount", tax_value_account);
            self
        }

        /// `accountCurrencyId` · id of `crm_currency` · optional
        pub fn account_currency_id(
            mut self,
            account_currency_id: impl Into<rt::Id>,
        ) -> Self {
            self.account_currency_id = Some(account_currency_id.into());
            self
        }

        /// `contacts` · `crm_contact[]` · optional · seen in an example only
        pub fn contacts(
            mut self,
            contacts: impl IntoIterator<Item = impl Into<rt::Id>>,
        ) -> Self {
            self.contacts = Some(rt::list(contacts));
            self
        }

        /// Sets a field by its name on the wire, for what has no function here.
        pub fn param(mut self, name: &str, value: impl Into<rt::Value>) -> Self {
            self.extra.insert(name, value);
            self
        }
    }

    impl Default for Type {
        #[inline]
        fn default() -> Self {
            Self {
                assigned_by_id: None,
                created_by: None,
                created_time: None,
                entity_type_id: None,
                id: None,
                last_activity_by: None,
                last_activity_time: None,
                opened: None,
                updated_by: None,
                updated_time: None,
                utm_campaign: None,
                utm_content: None,
                utm_medium: None,
                utm_source: None,
                utm_term: None,
                webform_id: None,
                date_create_short: None,
                date_modify_short: None,
                company_id: None,
                contact_id: None,
                stage_id: None,
                is_convert: None,
                status_description: None,
                stage_semantic_id: None,
                product_id: None,
                opportunity: None,
                currency_id: None,
                source_id: None,
                source_description: None,
                title: None,
                name: None,
                last_name: None,
                second_name: None,
                short_name: None,
                company_title: None,
                post: None,
                address: None,
                comments: None,
                originator_id: None,
                origin_id: None,
                date_closed: None,
                birthdate: None,
                honorific: None,
                has_phone: None,
                has_email: None,
                has_imol: None,
                login: None,
                is_return_customer: None,
                search_content: None,
                is_manual_opportunity: None,
                moved_by: None,
                moved_time: None,
                phone_mobile: None,
                phone_work: None,
                phone_mailing: None,
                email_home: None,
                email_work: None,
                email_mailing: None,
                skype: None,
                icq: None,
                imol: None,
                email: None,
                phone: None,
                observers: None,
                contact_ids: None,
                fm: None,
                lead_id: None,
                quote_id: None,
                category_id: None,
                is_new: None,
                is_recurring: None,
                is_repeated_approach: None,
                closed: None,
                type_id: None,
                tax_value: None,
                probability: None,
                begindate: None,
                begindate_short: None,
                closedate: None,
                closedate_short: None,
                event_date: None,
                event_date_short: None,
                event_id: None,
                event_description: None,
                location_id: None,
                additional_info: None,
                order_stage: None,
                is_work: None,
                is_won: None,
                is_lose: None,
                received_amount: None,
                lost_amount: None,
                has_products: None,
                photo: None,
                export: None,
                origin_version: None,
                company_ids: None,
                logo: None,
                address_legal: None,
                banking_details: None,
                industry: None,
                revenue: None,
                employees: None,
                is_my_company: None,
                uf_logo: None,
                uf_stamp: None,
                uf_director_sign: None,
                uf_accountant_sign: None,
                deal_id: None,
                person_type_id: None,
                mycompany_id: None,
                comments_type: None,
                quote_number: None,
                content: None,
                content_type: None,
                terms: None,
                terms_type: None,
                storage_type_id: None,
                storage_element_ids: None,
                client_title: None,
                client_addr: None,
                client_contact: None,
                client_email: None,
                client_phone: None,
                client_tp_id: None,
                client_tpa_id: None,
                actual_date: None,
                xml_id: None,
                previous_stage_id: None,
                account_number: None,
                opportunity_account: None,
                tax_value_account: None,
                account_currency_id: None,
                contacts: None,
                extra: rt::Extra::NEW,
            }
        }
    }

    impl Clone for Type {
        #[inline]
        fn clone(&self) -> Self {
            rt::object::copy(self)
        }
    }

    impl std::fmt::Debug for Type {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result {
            rt::object::debug(self, f)
        }
    }

    rt::traits!(object Type);

    impl rt::Object for Type {
        const PATTERNS: &'static [(&'static str, &'static str)] = &[
            ("parentId", ""),
            ("ufCrm", ""),
        ];

        #[inline]
        fn walk(&self, cx: &mut rt::Cx<'_>) -> Self {
            Self {
                assigned_by_id: cx.id("assignedById", &self.assigned_by_id),
                created_by: cx.id("createdBy", &self.created_by),
                created_time: cx.date_time("createdTime", &self.created_time),
                entity_type_id: cx.int("entityTypeId", &self.entity_type_id),
                id: cx.int("id", &self.id),
                last_activity_by: cx.id("lastActivityBy", &self.last_activity_by),
                last_activity_time: cx
                    .date_time("lastActivityTime", &self.last_activity_time),
                opened: cx.yes_no("opened", &self.opened),
                updated_by: cx.id("updatedBy", &self.updated_by),
                updated_time: cx.date_time("updatedTime", &self.updated_time),
                utm_campaign: cx.text("utmCampaign", &self.utm_campaign),
                utm_content: cx.text("utmContent", &self.utm_content),
                utm_medium: cx
                    .field::<
                        rt::EnumCodec<types::crm::ItemUtmMedium>,
                    >("utmMedium", &self.utm_medium),
                utm_source: cx.text("utmSource", &self.utm_source),
                utm_term: cx.text("utmTerm", &self.utm_term),
                webform_id: cx.int("webformId", &self.webform_id),
                date_create_short: cx.date_time("dateCreateShort", &self.date_create_short),
                date_modify_short: cx.date_time("dateModifyShort", &self.date_modify_short),
                company_id: cx.id("companyId", &self.company_id),
                contact_id: cx.id("contactId", &self.contact_id),
                stage_id: cx.id("stageId", &self.stage_id),
                is_convert: cx.bool("isConvert", &self.is_convert),
                status_description: cx.text("statusDescription", &self.status_description),
                stage_semantic_id: cx
                    .field::<
                        rt::EnumCodec<types::crm::ItemStageSemanticId>,
                    >("stageSemanticId", &self.stage_semantic_id),
                product_id: cx.text("productId", &self.product_id),
                opportunity: cx.double("opportunity", &self.opportunity),
                currency_id: cx.id("currencyId", &self.currency_id),
                source_id: cx.id("sourceId", &self.source_id),
                source_description: cx.text("sourceDescription", &self.source_description),
                title: cx.text("title", &self.title),
                name: cx.text("name", &self.name),
                last_name: cx.text("lastName", &self.last_name),
                second_name: cx.text("secondName", &self.second_name),
                short_name: cx.text("shortName", &self.short_name),
                company_title: cx.text("companyTitle", &self.company_title),
                post: cx.text("post", &self.post),
                address: cx.text("address", &self.address),
                comments: cx.text("comments", &self.comments),
                originator_id: cx.text("originatorId", &self.originator_id),
                origin_id: cx.text("originId", &self.origin_id),
                date_closed: cx.date_time("dateClosed", &self.date_closed),
                birthdate: cx.date_time("birthdate", &self.birthdate),
                honorific: cx.id("honorific", &self.honorific),
                has_phone: cx.yes_no("hasPhone", &self.has_phone),
                has_email: cx.yes_no("hasEmail", &self.has_email),
                has_imol: cx.yes_no("hasImol", &self.has_imol),
                login: cx.text("login", &self.login),
                is_return_customer: cx.yes_no("isReturnCustomer", &self.is_return_customer),
                search_content: cx.text("searchContent", &self.search_content),
                is_manual_opportunity: cx
                    .yes_no("isManualOpportunity", &self.is_manual_opportunity),
                moved_by: cx.id("movedBy", &self.moved_by),
                moved_time: cx.date_time("movedTime", &self.moved_time),
                phone_mobile: cx.text("phoneMobile", &self.phone_mobile),
                phone_work: cx.text("phoneWork", &self.phone_work),
                phone_mailing: cx.text("phoneMailing", &self.phone_mailing),
                email_home: cx.text("emailHome", &self.email_home),
                email_work: cx.text("emailWork", &self.email_work),
                email_mailing: cx.text("emailMailing", &self.email_mailing),
                skype: cx.text("skype", &self.skype),
                icq: cx.text("icq", &self.icq),
                imol: cx.text("imol", &self.imol),
                email: cx.text("email", &self.email),
                phone: cx.text("phone", &self.phone),
                observers: cx.field::<Vec<rt::Id>>("observers", &self.observers),
                contact_ids: cx.field::<Vec<rt::Id>>("contactIds", &self.contact_ids),
                fm: cx.field::<Vec<types::crm::ItemFm>>("fm", &self.fm),
                lead_id: cx.id("leadId", &self.lead_id),
                quote_id: cx.id("quoteId", &self.quote_id),
                category_id: cx
                    .field::<types::crm::ItemCategoryId>("categoryId", &self.category_id),
                is_new: cx.yes_no("isNew", &self.is_new),
                is_recurring: cx.yes_no("isRecurring", &self.is_recurring),
                is_repeated_approach: cx
                    .yes_no("isRepeatedApproach", &self.is_repeated_approach),
                closed: cx.yes_no("closed", &self.closed),
                type_id: cx.id("typeId", &self.type_id),
                tax_value: cx.double("taxValue", &self.tax_value),
                probability: cx.int("probability", &self.probability),
                begindate: cx.date_time("begindate", &self.begindate),
                begindate_short: cx.date_time("begindateShort", &self.begindate_short),
                closedate: cx.date_time("closedate", &self.closedate),
                closedate_short: cx.date_time("closedateShort", &self.closedate_short),
                event_date: cx.date_time("eventDate", &self.event_date),
                event_date_short: cx.date_time("eventDateShort", &self.event_date_short),
                event_id: cx.id("eventId", &self.event_id),
                event_description: cx.text("eventDescription", &self.event_description),
                location_id: cx.id("locationId", &self.location_id),
                additional_info: cx.text("additionalInfo", &self.additional_info),
                order_stage: cx.text("orderStage", &self.order_stage),
                is_work: cx.bool("isWork", &self.is_work),
                is_won: cx.bool("isWon", &self.is_won),
                is_lose: cx.bool("isLose", &self.is_lose),
                received_amount: cx.text("receivedAmount", &self.received_amount),
                lost_amount: cx.text("lostAmount", &self.lost_amount),
                has_products: cx.bool("hasProducts", &self.has_products),
                photo: cx.field::<rt::FilePair>("photo", &self.photo),
                export: cx.yes_no("export", &self.export),
                origin_version: cx.text("originVersion", &self.origin_version),
                company_ids: cx.field::<Vec<rt::Id>>("companyIds", &self.company_ids),
                logo: cx.field::<rt::FilePair>("logo", &self.logo),
                address_legal: cx.text("addressLegal", &self.address_legal),
                banking_details: cx.text("bankingDetails", &self.banking_details),
                industry: cx.id("industry", &self.industry),
                revenue: cx.double("revenue", &self.revenue),
                employees: cx.id("employees", &self.employees),
                is_my_company: cx.yes_no("isMyCompany", &self.is_my_company),
                uf_logo: cx.field::<rt::FilePair>("ufLogo", &self.uf_logo),
                uf_stamp: cx.field::<rt::FilePair>("ufStamp", &self.uf_stamp),
                uf_director_sign: cx
                    .field::<rt::FilePair>("ufDirectorSign", &self.uf_director_sign),
                uf_accountant_sign: cx
                    .field::<rt::FilePair>("ufAccountantSign", &self.uf_accountant_sign),
                deal_id: cx.id("dealId", &self.deal_id),
                person_type_id: cx.int("personTypeId", &self.person_type_id),
                mycompany_id: cx.id("mycompanyId", &self.mycompany_id),
                comments_type: cx
                    .field::<
                        rt::EnumCodec<types::crm::ItemCommentsType>,
                    >("commentsType", &self.comments_type),
                quote_number: cx.text("quoteNumber", &self.quote_number),
                content: cx.text("content", &self.content),
                content_type: cx
                    .field::<
                        rt::EnumCodec<types::crm::ItemContentType>,
                    >("contentType", &self.content_type),
                terms: cx.text("terms", &self.terms),
                terms_type: cx
                    .field::<
                        rt::EnumCodec<types::crm::ItemTermsType>,
                    >("termsType", &self.terms_type),
                storage_type_id: cx
                    .field::<
                        rt::EnumCodec<types::crm::ItemStorageTypeId>,
                    >("storageTypeId", &self.storage_type_id),
                storage_element_ids: cx
                    .field::<Vec<i64>>("storageElementIds", &self.storage_element_ids),
                client_title: cx.text("clientTitle", &self.client_title),
                client_addr: cx.text("clientAddr", &self.client_addr),
                client_contact: cx.text("clientContact", &self.client_contact),
                client_email: cx.text("clientEmail", &self.client_email),
                client_phone: cx.text("clientPhone", &self.client_phone),
                client_tp_id: cx.text("clientTpId", &self.client_tp_id),
                client_tpa_id: cx.text("clientTpaId", &self.client_tpa_id),
                actual_date: cx.date("actualDate", &self.actual_date),
                xml_id: cx.text("xmlId", &self.xml_id),
                previous_stage_id: cx.id("previousStageId", &self.previous_stage_id),
                account_number: cx.text("accountNumber", &self.account_number),
                opportunity_account: cx
                    .double("opportunityAccount", &self.opportunity_account),
                tax_value_account: cx.double("taxValueAccount", &self.tax_value_account),
                account_currency_id: cx.id("accountCurrencyId", &self.account_currency_id),
                contacts: cx.field::<Vec<rt::Id>>("contacts", &self.contacts),
                extra: cx.extra(&self.extra),
            }
        }
    }

    impl Type {
        /// Reads one `Type`.
        ///
        /// Method `crm.item.get` with `entityTypeId` 1052 · scope `crm` · reads · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-get.html)
        #[doc(alias = "crm.item.get")]
        pub fn get(id: impl Into<rt::Id>) -> rt::Of<crm::item::Get, TypeResponse> {
            rt::Of::new(crm::item::Get::new(1052, id))
        }

        /// Lists every `Type`, page by page.
        ///
        /// Method `crm.item.list` with `entityTypeId` 1052 · scope `crm` · reads · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-list.html)
        #[doc(alias = "crm.item.list")]
        pub fn list() -> rt::Of<crm::item::List, TypeListResponse, Type> {
            rt::Of::new(crm::item::List::new(1052))
        }

        /// Adds one `Type`.
        ///
        /// Method `crm.item.add` with `entityTypeId` 1052 · scope `crm` · writes · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-add.html)
        #[doc(alias = "crm.item.add")]
        pub fn add(type_: impl Into<Type>) -> rt::Of<crm::item::Add, TypeResponse> {
            rt::Of::new(crm::item::Add::new(1052, type_.into().into()))
        }

        /// Changes one `Type`.
        ///
        /// Method `crm.item.update` with `entityTypeId` 1052 · scope `crm` · writes · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-update.html)
        #[doc(alias = "crm.item.update")]
        pub fn update(
            id: impl Into<rt::Id>,
            type_: impl Into<Type>,
        ) -> rt::Of<crm::item::Update, TypeResponse> {
            rt::Of::new(crm::item::Update::new(1052, id, type_.into().into()))
        }

        /// Deletes one `Type`.
        ///
        /// Method `crm.item.delete` with `entityTypeId` 1052 · scope `crm` · writes · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-delete.html)
        #[doc(alias = "crm.item.delete")]
        pub fn delete(id: impl Into<rt::Id>) -> crm::item::Delete {
            crm::item::Delete::new(1052, id)
        }
    }

    impl From<Type> for types::crm::Item {
        #[inline]
        fn from(value: Type) -> Self {
            rt::object::recast(&value)
        }
    }

    impl From<types::crm::Item> for Type {
        #[inline]
        fn from(value: types::crm::Item) -> Self {
            rt::object::recast(&value)
        }
    }

    /// The answer of `crm.item.get`, `crm.item.add` and `crm.item.update`.
    #[non_exhaustive]
    pub struct TypeResponse {
        /// The item. `item` · `portal.Type`
        pub item: Type,
        /// The fields that have no name here.
        pub extra: rt::Extra,
    }

    impl Default for TypeResponse {
        #[inline]
        fn default() -> Self {
            Self {
                item: Default::default(),
                extra: rt::Extra::NEW,
            }
        }
    }

    impl Clone for TypeResponse {
        #[inline]
        fn clone(&self) -> Self {
            rt::object::copy(self)
        }
    }

    impl std::fmt::Debug for TypeResponse {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result {
            rt::object::debug(self, f)
        }
    }

    rt::traits!(object TypeResponse);

    impl rt::Object for TypeResponse {
        #[inline]
        fn walk(&self, cx: &mut rt::Cx<'_>) -> Self {
            Self {
                item: cx.always::<Type>("item", &self.item),
                extra: cx.extra(&self.extra),
            }
        }
    }

    /// The answer of `crm.item.list`.
    #[non_exhaustive]
    pub struct TypeListResponse {
        /// Items. `items` · `portal.Type[]`
        pub items: Vec<Type>,
        /// The fields that have no name here.
        pub extra: rt::Extra,
    }

    impl Default for TypeListResponse {
        #[inline]
        fn default() -> Self {
            Self {
                items: Default::default(),
                extra: rt::Extra::NEW,
            }
        }
    }

    impl Clone for TypeListResponse {
        #[inline]
        fn clone(&self) -> Self {
            rt::object::copy(self)
        }
    }

    impl std::fmt::Debug for TypeListResponse {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result {
            rt::object::debug(self, f)
        }
    }

    rt::traits!(object TypeListResponse);

    impl rt::Object for TypeListResponse {
        #[inline]
        fn walk(&self, cx: &mut rt::Cx<'_>) -> Self {
            Self {
                items: cx.always::<Vec<Type>>("items", &self.items),
                extra: cx.extra(&self.extra),
            }
        }
    }

    /// Visit.
    ///
    /// `crm.Item` with `entityTypeId` 1048 ·
    /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/object-fields.html)
    #[non_exhaustive]
    #[must_use]
    pub struct Visit {
        /// Identifier. `id` · `integer` · optional · read-only
        pub id: Option<i64>,
        /// Title. `title` · `string` · optional
        pub title: Option<String>,
        /// `ufCrm8Response` · `string` · optional
        pub uf_crm8_response: Option<VisitUfCrm8Response>,
        /// `parentId<name>`, `ufCrm<name>`, and other fields that have no name here.
        pub extra: rt::Extra,
    }

    impl Visit {
        /// Returns an object with nothing set.
        #[inline]
        pub fn new() -> Self {
            Self::default()
        }

        /// Identifier. `id` · `integer` · optional · read-only
        pub fn id(mut self, id: impl Into<rt::Id>) -> Self {
            self.id = self.extra.keep_int_id("id", id);
            self
        }

        /// Title. `title` · `string` · optional
        pub fn title(mut self, title: impl Into<String>) -> Self {
            self.title = Some(title.into());
            self
        }

        /// `ufCrm8Response` · `string` · optional
        pub fn uf_crm8_response(
            mut self,
            uf_crm8_response: impl Into<rt::Arg<VisitUfCrm8Response>>,
        ) -> Self {
            self.uf_crm8_response = self.extra.keep("ufCrm8Response", uf_crm8_response);
            self
        }

        /// Sets a field by its name on the wire, for what has no function here.
        pub fn param(mut self, name: &str, value: impl Into<rt::Value>) -> Self {
            self.extra.insert(name, value);
            self
        }
    }

    impl Default for Visit {
        #[inline]
        fn default() -> Self {
            Self {
                id: None,
                title: None,
                uf_crm8_response: None,
                extra: rt::Extra::NEW,
            }
        }
    }

    impl Clone for Visit {
        #[inline]
        fn clone(&self) -> Self {
            rt::object::copy(self)
        }
    }

    impl std::fmt::Debug for Visit {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result {
            rt::object::debug(self, f)
        }
    }

    rt::traits!(object Visit);

    impl rt::Object for Visit {
        const PATTERNS: &'static [(&'static str, &'static str)] = &[
            ("parentId", ""),
            ("ufCrm", ""),
        ];

        #[inline]
        fn walk(&self, cx: &mut rt::Cx<'_>) -> Self {
            Self {
                id: cx.int("id", &self.id),
                title: cx.text("title", &self.title),
                uf_crm8_response: cx
                    .field::<
                        rt::EnumCodec<VisitUfCrm8Response>,
                    >("ufCrm8Response", &self.uf_crm8_response),
                extra: cx.extra(&self.extra),
            }
        }
    }

    impl Visit {
        /// Reads one `Visit`.
        ///
        /// Method `crm.item.get` with `entityTypeId` 1048 · scope `crm` · reads · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-get.html)
        #[doc(alias = "crm.item.get")]
        pub fn get(id: impl Into<rt::Id>) -> rt::Of<crm::item::Get, VisitResponse2> {
            rt::Of::new(crm::item::Get::new(1048, id))
        }

        /// Lists every `Visit`, page by page.
        ///
        /// Method `crm.item.list` with `entityTypeId` 1048 · scope `crm` · reads · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-list.html)
        #[doc(alias = "crm.item.list")]
        pub fn list() -> rt::Of<crm::item::List, VisitListResponse, Visit> {
            rt::Of::new(crm::item::List::new(1048))
        }

        /// Adds one `Visit`.
        ///
        /// Method `crm.item.add` with `entityTypeId` 1048 · scope `crm` · writes · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-add.html)
        #[doc(alias = "crm.item.add")]
        pub fn add(visit: impl Into<Visit>) -> rt::Of<crm::item::Add, VisitResponse2> {
            rt::Of::new(crm::item::Add::new(1048, visit.into().into()))
        }

        /// Changes one `Visit`.
        ///
        /// Method `crm.item.update` with `entityTypeId` 1048 · scope `crm` · writes · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-update.html)
        #[doc(alias = "crm.item.update")]
        pub fn update(
            id: impl Into<rt::Id>,
            visit: impl Into<Visit>,
        ) -> rt::Of<crm::item::Update, VisitResponse2> {
            rt::Of::new(crm::item::Update::new(1048, id, visit.into().into()))
        }

        /// Deletes one `Visit`.
        ///
        /// Method `crm.item.delete` with `entityTypeId` 1048 · scope `crm` · writes · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-delete.html)
        #[doc(alias = "crm.item.delete")]
        pub fn delete(id: impl Into<rt::Id>) -> crm::item::Delete {
            crm::item::Delete::new(1048, id)
        }
    }

    impl From<Visit> for types::crm::Item {
        #[inline]
        fn from(value: Visit) -> Self {
            rt::object::recast(&value)
        }
    }

    impl From<types::crm::Item> for Visit {
        #[inline]
        fn from(value: types::crm::Item) -> Self {
            rt::object::recast(&value)
        }
    }

    /// Part of `portal.Visit`.
    #[derive(Clone)]
    #[non_exhaustive]
    pub enum VisitUfCrm8Response {
        /// `Y`: Yes
        Yes,
        /// `N`: No
        No,
        /// A value that the description does not list.
        Unknown(String),
    }

    impl std::fmt::Debug for VisitUfCrm8Response {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result {
            rt::wire::enums::debug(self, f)
        }
    }

    impl PartialEq for VisitUfCrm8Response {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::wire::enums::eq(self, other)
        }
    }

    impl Eq for VisitUfCrm8Response {}

    impl std::hash::Hash for VisitUfCrm8Response {
        #[inline]
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            rt::wire::enums::hash(self, state)
        }
    }

    impl VisitUfCrm8Response {
        /// Returns the value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            rt::Enum::as_wire(self)
        }
    }

    impl From<&str> for VisitUfCrm8Response {
        #[inline]
        fn from(value: &str) -> Self {
            rt::Enum::from_wire(value)
        }
    }

    impl Default for VisitUfCrm8Response {
        #[inline]
        fn default() -> Self {
            Self::Unknown(String::new())
        }
    }

    impl rt::Enum for VisitUfCrm8Response {
        const VALUES: &'static [(&'static str, Self)] = &[("Y", Self::Yes), ("N", Self::No)];

        #[inline]
        fn unknown(text: String) -> Self {
            Self::Unknown(text)
        }

        #[inline]
        fn as_unknown(&self) -> Option<&str> {
            if let Self::Unknown(text) = self { Some(text) } else { None }
        }
    }

    /// The answer of `crm.item.get`, `crm.item.add` and `crm.item.update`.
    #[non_exhaustive]
    pub struct VisitResponse2 {
        /// The item. `item` · `portal.Visit`
        pub item: Visit,
        /// The fields that have no name here.
        pub extra: rt::Extra,
    }

    impl Default for VisitResponse2 {
        #[inline]
        fn default() -> Self {
            Self {
                item: Default::default(),
                extra: rt::Extra::NEW,
            }
        }
    }

    impl Clone for VisitResponse2 {
        #[inline]
        fn clone(&self) -> Self {
            rt::object::copy(self)
        }
    }

    impl std::fmt::Debug for VisitResponse2 {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result {
            rt::object::debug(self, f)
        }
    }

    rt::traits!(object VisitResponse2);

    impl rt::Object for VisitResponse2 {
        #[inline]
        fn walk(&self, cx: &mut rt::Cx<'_>) -> Self {
            Self {
                item: cx.always::<Visit>("item", &self.item),
                extra: cx.extra(&self.extra),
            }
        }
    }

    /// The answer of `crm.item.list`.
    #[non_exhaustive]
    pub struct VisitListResponse {
        /// Items. `items` · `portal.Visit[]`
        pub items: Vec<Visit>,
        /// The fields that have no name here.
        pub extra: rt::Extra,
    }

    impl Default for VisitListResponse {
        #[inline]
        fn default() -> Self {
            Self {
                items: Default::default(),
                extra: rt::Extra::NEW,
            }
        }
    }

    impl Clone for VisitListResponse {
        #[inline]
        fn clone(&self) -> Self {
            rt::object::copy(self)
        }
    }

    impl std::fmt::Debug for VisitListResponse {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result {
            rt::object::debug(self, f)
        }
    }

    rt::traits!(object VisitListResponse);

    impl rt::Object for VisitListResponse {
        #[inline]
        fn walk(&self, cx: &mut rt::Cx<'_>) -> Self {
            Self {
                items: cx.always::<Vec<Visit>>("items", &self.items),
                extra: cx.extra(&self.extra),
            }
        }
    }

    /// Answers (of visits).
    ///
    /// `crm.Item` with `entityTypeId` 1044 ·
    /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/object-fields.html)
    #[non_exhaustive]
    #[must_use]
    pub struct VisitResponse {
        /// Identifier. `id` · `integer` · optional · read-only
        pub id: Option<i64>,
        /// `parentId<name>`, `ufCrm<name>`, and other fields that have no name here.
        pub extra: rt::Extra,
    }

    impl VisitResponse {
        /// Returns an object with nothing set.
        #[inline]
        pub fn new() -> Self {
            Self::default()
        }

        /// Identifier. `id` · `integer` · optional · read-only
        pub fn id(mut self, id: impl Into<rt::Id>) -> Self {
            self.id = self.extra.keep_int_id("id", id);
            self
        }

        /// Sets a field by its name on the wire, for what has no function here.
        pub fn param(mut self, name: &str, value: impl Into<rt::Value>) -> Self {
            self.extra.insert(name, value);
            self
        }
    }

    impl Default for VisitResponse {
        #[inline]
        fn default() -> Self {
            Self {
                id: None,
                extra: rt::Extra::NEW,
            }
        }
    }

    impl Clone for VisitResponse {
        #[inline]
        fn clone(&self) -> Self {
            rt::object::copy(self)
        }
    }

    impl std::fmt::Debug for VisitResponse {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result {
            rt::object::debug(self, f)
        }
    }

    rt::traits!(object VisitResponse);

    impl rt::Object for VisitResponse {
        const PATTERNS: &'static [(&'static str, &'static str)] = &[
            ("parentId", ""),
            ("ufCrm", ""),
        ];

        #[inline]
        fn walk(&self, cx: &mut rt::Cx<'_>) -> Self {
            Self {
                id: cx.int("id", &self.id),
                extra: cx.extra(&self.extra),
            }
        }
    }

    impl VisitResponse {
        /// Reads one `VisitResponse`.
        ///
        /// Method `crm.item.get` with `entityTypeId` 1044 · scope `crm` · reads · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-get.html)
        #[doc(alias = "crm.item.get")]
        pub fn get(id: impl Into<rt::Id>) -> rt::Of<crm::item::Get, VisitResponseResponse> {
            rt::Of::new(crm::item::Get::new(1044, id))
        }

        /// Lists every `VisitResponse`, page by page.
        ///
        /// Method `crm.item.list` with `entityTypeId` 1044 · scope `crm` · reads · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-list.html)
        #[doc(alias = "crm.item.list")]
        pub fn list() -> rt::Of<crm::item::List, VisitResponseListResponse, VisitResponse> {
            rt::Of::new(crm::item::List::new(1044))
        }

        /// Adds one `VisitResponse`.
        ///
        /// Method `crm.item.add` with `entityTypeId` 1044 · scope `crm` · writes · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-add.html)
        #[doc(alias = "crm.item.add")]
        pub fn add(
            visit_response: impl Into<VisitResponse>,
        ) -> rt::Of<crm::item::Add, VisitResponseResponse> {
            rt::Of::new(crm::item::Add::new(1044, visit_response.into().into()))
        }

        /// Changes one `VisitResponse`.
        ///
        /// Method `crm.item.update` with `entityTypeId` 1044 · scope `crm` · writes · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-update.html)
        #[doc(alias = "crm.item.update")]
        pub fn update(
            id: impl Into<rt::Id>,
            visit_response: impl Into<VisitResponse>,
        ) -> rt::Of<crm::item::Update, VisitResponseResponse> {
            rt::Of::new(crm::item::Update::new(1044, id, visit_response.into().into()))
        }

        /// Deletes one `VisitResponse`.
        ///
        /// Method `crm.item.delete` with `entityTypeId` 1044 · scope `crm` · writes · needs a permission ·
        /// [Documentation](https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-delete.html)
        #[doc(alias = "crm.item.delete")]
        pub fn delete(id: impl Into<rt::Id>) -> crm::item::Delete {
            crm::item::Delete::new(1044, id)
        }
    }

    impl From<VisitResponse> for types::crm::Item {
        #[inline]
        fn from(value: VisitResponse) -> Self {
            rt::object::recast(&value)
        }
    }

    impl From<types::crm::Item> for VisitResponse {
        #[inline]
        fn from(value: types::crm::Item) -> Self {
            rt::object::recast(&value)
        }
    }

    /// The answer of `crm.item.get`, `crm.item.add` and `crm.item.update`.
    #[non_exhaustive]
    pub struct VisitResponseResponse {
        /// The item. `item` · `portal.VisitResponse`
        pub item: VisitResponse,
        /// The fields that have no name here.
        pub extra: rt::Extra,
    }

    impl Default for VisitResponseResponse {
        #[inline]
        fn default() -> Self {
            Self {
                item: Default::default(),
                extra: rt::Extra::NEW,
            }
        }
    }

    impl Clone for VisitResponseResponse {
        #[inline]
        fn clone(&self) -> Self {
            rt::object::copy(self)
        }
    }

    impl std::fmt::Debug for VisitResponseResponse {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result {
            rt::object::debug(self, f)
        }
    }

    rt::traits!(object VisitResponseResponse);

    impl rt::Object for VisitResponseResponse {
        #[inline]
        fn walk(&self, cx: &mut rt::Cx<'_>) -> Self {
            Self {
                item: cx.always::<VisitResponse>("item", &self.item),
                extra: cx.extra(&self.extra),
            }
        }
    }

    /// The answer of `crm.item.list`.
    #[non_exhaustive]
    pub struct VisitResponseListResponse {
        /// Items. `items` · `portal.VisitResponse[]`
        pub items: Vec<VisitResponse>,
        /// The fields that have no name here.
        pub extra: rt::Extra,
    }

    impl Default for VisitResponseListResponse {
        #[inline]
        fn default() -> Self {
            Self {
                items: Default::default(),
                extra: rt::Extra::NEW,
            }
        }
    }

    impl Clone for VisitResponseListResponse {
        #[inline]
        fn clone(&self) -> Self {
            rt::object::copy(self)
        }
    }

    impl std::fmt::Debug for VisitResponseListResponse {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result {
            rt::object::debug(self, f)
        }
    }

    rt::traits!(object VisitResponseListResponse);

    impl rt::Object for VisitResponseListResponse {
        #[inline]
        fn walk(&self, cx: &mut rt::Cx<'_>) -> Self {
            Self {
                items: cx.always::<Vec<VisitResponse>>("items", &self.items),
                extra: cx.extra(&self.extra),
            }
        }
    }
}
