//! The documented events: name, scope, page and type of data. Facts only; a test compares them with the schema.

use std::fmt;

use serde_json::Value;

use crate::wire::Id;

use super::error::EventError;
use super::payload::secret::hidden;
use super::payload::*;

/// The site of the documentation.
const DOCS: &str = "https://apidocs.bitrix24.com/api-reference";

/// A documented event.
///
/// ```
/// use bitrix24::incoming::EventName;
///
/// let event = EventName::find("OnCrmDealAdd").expect("a documented event");
/// assert_eq!((event.name, event.scope, event.data), ("ONCRMDEALADD", "crm", "Item"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EventName {
    /// The name, as handlers get it and `event.bind` takes it.
    pub name: &'static str,
    /// The permission that an application needs for it.
    pub scope: &'static str,
    /// The type of its data in [`payload`](super::payload).
    pub data: &'static str,
    folder: &'static str,
    page: &'static str,
}

impl EventName {
    /// The event of this name, in any case. Those of one type of dynamic items, as `ONCRMDYNAMICITEMADD_147`, are found
    /// as those of all types.
    pub fn find(name: &str) -> Option<&'static EventName> {
        let name = documented(name);
        EVENTS.iter().find(|event| event.name.eq_ignore_ascii_case(name))
    }

    /// The address of its page.
    pub fn docs(&self) -> String {
        format!("{DOCS}/{}/{}.html", self.folder, self.page)
    }

    /// The file of its page, in the folder `api-reference` of the documentation.
    #[doc(hidden)]
    pub fn file(&self) -> String {
        format!("{}/{}.md", self.folder, self.page)
    }
}

/// The documented name of an event: without the type of a dynamic item.
fn documented(name: &str) -> &str {
    match name.rsplit_once('_') {
        Some((name, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => name,
    }
}

macro_rules! events {
    ($($scope:literal $folder:literal { $($event:ident $name:literal $page:literal: $data:ty,)* })*) => {
        /// The data of an event, typed. Variants have the documented names.
        ///
        /// ```
        /// use bitrix24::incoming::{Event, EventError, Payload};
        ///
        /// fn handle(event: &Event) -> Result<(), EventError> {
        ///     match event.payload()? {
        ///         Payload::OnCrmDealAdd(deal) => println!("deal {} is new", deal.id),
        ///         other => println!("{other:?}"),
        ///     }
        ///     Ok(())
        /// }
        /// ```
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum Payload {
            $($(
                #[doc = concat!("[", $name, "](https://apidocs.bitrix24.com/api-reference/", $folder, "/", $page, ".html)")]
                $event($data),
            )*)*
            /// An event that is not documented: its data as it came.
            Other(Value),
        }

        impl fmt::Debug for Payload {
            #[inline]
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $($(Payload::$event(data) => f.debug_tuple(stringify!($event)).field(data).finish(),)*)*
                    Payload::Other(data) => f.debug_tuple("Other").field(&hidden(data)).finish(),
                }
            }
        }

        impl Payload {
            /// Reads the data of the event `name`, in any case: what a portal posts, and what methods answer.
            ///
            /// ```
            /// use bitrix24::incoming::Payload;
            /// use bitrix24::json;
            ///
            /// let payload = Payload::read("ONCRMDEALADD", &json!({ "FIELDS": { "ID": "7405" } }))?;
            /// assert!(matches!(payload, Payload::OnCrmDealAdd(deal) if deal.id == 7405));
            /// # Ok::<_, bitrix24::incoming::EventError>(())
            /// ```
            ///
            /// # Errors
            ///
            /// [`EventError::Data`] when a value that the event cannot do without is missing, or of another type.
            // Inline, like all that it calls: who reads no event compiles none of a hundred types.
            #[inline]
            pub fn read(name: &str, data: &Value) -> Result<Payload, EventError> {
                match documented(name).to_ascii_uppercase().as_str() {
                    $($($name => match read::<$data>(data) {
                        Ok(data) => Ok(Payload::$event(data)),
                        Err(key) => Err(EventError::Data { event: $name, key }),
                    },)*)*
                    _ => Ok(Payload::Other(data.clone())),
                }
            }
        }

        /// All documented events.
        pub static EVENTS: &[EventName] = &[
            $($(EventName { name: $name, scope: $scope, data: stringify!($data), folder: $folder, page: $page },)*)*
        ];
    };
}

events! {
    "booking" "booking/booking/events" {
        OnBookingAdd "ONBOOKINGADD" "on-booking-add": BookingItem,
        OnBookingDelete "ONBOOKINGDELETE" "on-booking-delete": BookingItem,
        OnBookingUpdate "ONBOOKINGUPDATE" "on-booking-update": BookingItem,
    }
    "booking" "booking/resource/events" {
        OnBookingResourceAdd "ONBOOKINGRESOURCEADD" "on-booking-resource-add": BookingItem,
        OnBookingResourceDelete "ONBOOKINGRESOURCEDELETE" "on-booking-resource-delete": BookingItem,
        OnBookingResourceUpdate "ONBOOKINGRESOURCEUPDATE" "on-booking-resource-update": BookingItem,
    }
    "booking" "booking/resource/resource-type/events" {
        OnBookingResourceTypeAdd "ONBOOKINGRESOURCETYPEADD" "on-booking-resource-type-add": BookingItem,
        OnBookingResourceTypeDelete "ONBOOKINGRESOURCETYPEDELETE" "on-booking-resource-type-delete": BookingItem,
        OnBookingResourceTypeUpdate "ONBOOKINGRESOURCETYPEUPDATE" "on-booking-resource-type-update": BookingItem,
    }
    "booking" "booking/waitlist/events" {
        OnBookingWaitListItemAdd "ONBOOKINGWAITLISTITEMADD" "on-booking-waitlistitem-add": BookingItem,
        OnBookingWaitListItemDelete "ONBOOKINGWAITLISTITEMDELETE" "on-booking-waitlistitem-delete": BookingItem,
        OnBookingWaitListItemUpdate "ONBOOKINGWAITLISTITEMUPDATE" "on-booking-waitlistitem-update": BookingItem,
    }
    "calendar" "calendar/calendar-event/events" {
        OnCalendarEntryAdd "ONCALENDARENTRYADD" "on-calendar-entry-add": CalendarItem,
        OnCalendarEntryDelete "ONCALENDARENTRYDELETE" "on-calendar-entry-delete": CalendarItem,
        OnCalendarEntryUpdate "ONCALENDARENTRYUPDATE" "on-calendar-entry-update": CalendarItem,
    }
    "calendar" "calendar/events" {
        OnCalendarSectionAdd "ONCALENDARSECTIONADD" "on-calendar-section-add": CalendarItem,
        OnCalendarSectionDelete "ONCALENDARSECTIONDELETE" "on-calendar-section-delete": CalendarItem,
        OnCalendarSectionUpdate "ONCALENDARSECTIONUPDATE" "on-calendar-section-update": CalendarItem,
    }
    "catalog" "catalog/measure/events" {
        CatalogMeasureOnAdd "CATALOG.MEASURE.ON.ADD" "catalog-measure-on-add": Item,
        CatalogMeasureOnDelete "CATALOG.MEASURE.ON.DELETE" "catalog-measure-on-delete": Item,
        CatalogMeasureOnUpdate "CATALOG.MEASURE.ON.UPDATE" "catalog-measure-on-update": Item,
    }
    "catalog" "catalog/price-type/events" {
        CatalogPriceTypeOnAdd "CATALOG.PRICE.TYPE.ON.ADD" "catalog-price-type-on-add": Item,
        CatalogPriceTypeOnDelete "CATALOG.PRICE.TYPE.ON.DELETE" "catalog-price-type-on-delete": Item,
        CatalogPriceTypeOnUpdate "CATALOG.PRICE.TYPE.ON.UPDATE" "catalog-price-type-on-update": Item,
    }
    "catalog" "catalog/price/events" {
        CatalogPriceOnAdd "CATALOG.PRICE.ON.ADD" "catalog-price-on-add": Item,
        CatalogPriceOnDelete "CATALOG.PRICE.ON.DELETE" "catalog-price-on-delete": Item,
        CatalogPriceOnUpdate "CATALOG.PRICE.ON.UPDATE" "catalog-price-on-update": Item,
    }
    "catalog" "catalog/product/events" {
        CatalogProductOnAdd "CATALOG.PRODUCT.ON.ADD" "catalog-product-on-add": Product,
        CatalogProductOnDelete "CATALOG.PRODUCT.ON.DELETE" "catalog-product-on-delete": Product,
        CatalogProductOnUpdate "CATALOG.PRODUCT.ON.UPDATE" "catalog-product-on-update": Product,
    }
    "catalog" "catalog/rounding-rule/events" {
        CatalogRoundingOnAdd "CATALOG.ROUNDING.ON.ADD" "catalog-rounding-on-add": Item,
        CatalogRoundingOnDelete "CATALOG.ROUNDING.ON.DELETE" "catalog-rounding-on-delete": Item,
        CatalogRoundingOnUpdate "CATALOG.ROUNDING.ON.UPDATE" "catalog-rounding-on-update": Item,
    }
    "im" "chat-bots/chat-bots-v2/im.v2/events" {
        OnImV2MessageAdd "ONIMV2MESSAGEADD" "events": ChatEvent,
        OnImV2MessageUpdate "ONIMV2MESSAGEUPDATE" "events": ChatEvent,
        OnImV2MessageDelete "ONIMV2MESSAGEDELETE" "events": ChatEvent,
        OnImV2ReactionChange "ONIMV2REACTIONCHANGE" "events": ChatEvent,
        OnImV2JoinChat "ONIMV2JOINCHAT" "events": ChatEvent,
    }
    "imbot" "chat-bots/chat-bots-v2/imbot.v2/events" {
        OnImbotV2MessageAdd "ONIMBOTV2MESSAGEADD" "events": ChatEvent,
        OnImbotV2MessageUpdate "ONIMBOTV2MESSAGEUPDATE" "events": ChatEvent,
        OnImbotV2MessageDelete "ONIMBOTV2MESSAGEDELETE" "events": ChatEvent,
        OnImbotV2JoinChat "ONIMBOTV2JOINCHAT" "events": ChatEvent,
        OnImbotV2Delete "ONIMBOTV2DELETE" "events": ChatEvent,
        OnImbotV2ContextGet "ONIMBOTV2CONTEXTGET" "events": ChatEvent,
        OnImbotV2CommandAdd "ONIMBOTV2COMMANDADD" "events": ChatEvent,
        OnImbotV2ReactionChange "ONIMBOTV2REACTIONCHANGE" "events": ChatEvent,
    }
    "imbot" "chat-bots/outdated/chats/events" {
        OnImbotJoinChat "ONIMBOTJOINCHAT" "on-imbot-join-chat": BotMessage,
    }
    "imbot" "chat-bots/outdated/commands/events" {
        OnImCommandAdd "ONIMCOMMANDADD" "on-im-command-add": BotCommand,
    }
    "imbot" "chat-bots/outdated/events" {
        OnImbotDelete "ONIMBOTDELETE" "on-imbot-delete": BotDeleted,
    }
    "imbot" "chat-bots/outdated/messages/events" {
        OnImbotMessageAdd "ONIMBOTMESSAGEADD" "on-imbot-message-add": BotMessage,
        OnImbotMessageDelete "ONIMBOTMESSAGEDELETE" "on-imbot-message-delete": BotMessage,
        OnImbotMessageUpdate "ONIMBOTMESSAGEUPDATE" "on-imbot-message-update": BotMessage,
    }
    "basic" "common/events" {
        OnAppInstall "ONAPPINSTALL" "on-app-install": AppInstall,
        OnAppMethodConfirm "ONAPPMETHODCONFIRM" "on-app-method-confirm": MethodConfirm,
        OnAppPayment "ONAPPPAYMENT" "on-app-payment": AppPayment,
        OnAppUninstall "ONAPPUNINSTALL" "on-app-uninstall": AppUninstall,
        OnAppUpdate "ONAPPUPDATE" "on-app-update": AppUpdate,
    }
    "user" "common/events" {
        OnUserAdd "ONUSERADD" "on-user-add": NewUser,
    }
    "crm" "crm/companies/events" {
        OnCrmCompanyAdd "ONCRMCOMPANYADD" "on-crm-company-add": Item,
        OnCrmCompanyDelete "ONCRMCOMPANYDELETE" "on-crm-company-delete": Item,
        OnCrmCompanyUpdate "ONCRMCOMPANYUPDATE" "on-crm-company-update": Item,
    }
    "crm" "crm/companies/userfields/events" {
        OnCrmCompanyUserFieldAdd "ONCRMCOMPANYUSERFIELDADD" "on-crm-company-user-field-add": UserField,
        OnCrmCompanyUserFieldDelete "ONCRMCOMPANYUSERFIELDDELETE" "on-crm-company-user-field-delete": UserField,
        OnCrmCompanyUserFieldSetEnumValues "ONCRMCOMPANYUSERFIELDSETENUMVALUES" "on-crm-company-user-field-set-enum-values": UserField,
        OnCrmCompanyUserFieldUpdate "ONCRMCOMPANYUSERFIELDUPDATE" "on-crm-company-user-field-update": UserField,
    }
    "crm" "crm/contacts/events" {
        OnCrmContactAdd "ONCRMCONTACTADD" "on-crm-contact-add": Item,
        OnCrmContactDelete "ONCRMCONTACTDELETE" "on-crm-contact-delete": Item,
        OnCrmContactUpdate "ONCRMCONTACTUPDATE" "on-crm-contact-update": Item,
    }
    "crm" "crm/contacts/userfield/events" {
        OnCrmContactUserFieldAdd "ONCRMCONTACTUSERFIELDADD" "on-crm-contact-user-field-add": UserField,
        OnCrmContactUserFieldDelete "ONCRMCONTACTUSERFIELDDELETE" "on-crm-contact-user-field-delete": UserField,
        OnCrmContactUserFieldSetEnumValues "ONCRMCONTACTUSERFIELDSETENUMVALUES" "on-crm-contact-user-field-set-enum-values": UserField,
        OnCrmContactUserFieldUpdate "ONCRMCONTACTUSERFIELDUPDATE" "on-crm-contact-user-field-update": UserField,
    }
    "crm" "crm/currency/events" {
        OnCrmCurrencyAdd "ONCRMCURRENCYADD" "on-crm-currency-add": Item,
        OnCrmCurrencyDelete "ONCRMCURRENCYDELETE" "on-crm-currency-delete": Item,
        OnCrmCurrencyUpdate "ONCRMCURRENCYUPDATE" "on-crm-currency-update": Item,
    }
    "crm" "crm/deals/events" {
        OnCrmDealAdd "ONCRMDEALADD" "on-crm-deal-add": Item,
        OnCrmDealDelete "ONCRMDEALDELETE" "on-crm-deal-delete": Item,
        OnCrmDealMoveToCategory "ONCRMDEALMOVETOCATEGORY" "on-crm-deal-move-to-category": DealCategory,
        OnCrmDealUpdate "ONCRMDEALUPDATE" "on-crm-deal-update": Item,
    }
    "crm" "crm/deals/recurring-deals/events" {
        OnCrmDealRecurringAdd "ONCRMDEALRECURRINGADD" "on-crm-deal-recurring-add": RecurringDeal,
        OnCrmDealRecurringDelete "ONCRMDEALRECURRINGDELETE" "on-crm-deal-recurring-delete": Item,
        OnCrmDealRecurringExpose "ONCRMDEALRECURRINGEXPOSE" "on-crm-deal-recurring-expose": RecurringDeal,
        OnCrmDealRecurringUpdate "ONCRMDEALRECURRINGUPDATE" "on-crm-deal-recurring-update": RecurringDeal,
    }
    "crm" "crm/deals/user-defined-fields/events" {
        OnCrmDealUserFieldAdd "ONCRMDEALUSERFIELDADD" "on-crm-deal-user-field-add": UserField,
        OnCrmDealUserFieldDelete "ONCRMDEALUSERFIELDDELETE" "on-crm-deal-user-field-delete": UserField,
        OnCrmDealUserFieldSetEnumValues "ONCRMDEALUSERFIELDSETENUMVALUES" "on-crm-deal-user-field-set-enum-values": UserField,
        OnCrmDealUserFieldUpdate "ONCRMDEALUSERFIELDUPDATE" "on-crm-deal-user-field-update": UserField,
    }
    "crm" "crm/document-generator/documents/events" {
        OnCrmDocumentGeneratorDocumentAdd "ONCRMDOCUMENTGENERATORDOCUMENTADD" "on-crm-document-generator-document-add": Document,
        OnCrmDocumentGeneratorDocumentDelete "ONCRMDOCUMENTGENERATORDOCUMENTDELETE" "on-crm-document-generator-document-delete": Document,
        OnCrmDocumentGeneratorDocumentUpdate "ONCRMDOCUMENTGENERATORDOCUMENTUPDATE" "on-crm-document-generator-document-update": Document,
    }
    "crm" "crm/leads/events" {
        OnCrmLeadAdd "ONCRMLEADADD" "on-crm-lead-add": Item,
        OnCrmLeadDelete "ONCRMLEADDELETE" "on-crm-lead-delete": Item,
        OnCrmLeadUpdate "ONCRMLEADUPDATE" "on-crm-lead-update": Item,
    }
    "crm" "crm/leads/userfield/events" {
        OnCrmLeadUserFieldAdd "ONCRMLEADUSERFIELDADD" "on-crm-lead-user-field-add": UserField,
        OnCrmLeadUserFieldDelete "ONCRMLEADUSERFIELDDELETE" "on-crm-lead-user-field-delete": UserField,
        OnCrmLeadUserFieldSetEnumValues "ONCRMLEADUSERFIELDSETENUMVALUES" "on-crm-lead-user-field-set-enum-values": UserField,
        OnCrmLeadUserFieldUpdate "ONCRMLEADUSERFIELDUPDATE" "on-crm-lead-user-field-update": UserField,
    }
    "crm" "crm/outdated/invoice/events-invoice" {
        OnCrmInvoiceAdd "ONCRMINVOICEADD" "on-crm-invoice-add": Item,
        OnCrmInvoiceDelete "ONCRMINVOICEDELETE" "on-crm-invoice-delete": Item,
        OnCrmInvoiceRecurringAdd "ONCRMINVOICERECURRINGADD" "on-crm-invoice-recurring-add": RecurringInvoice,
        OnCrmInvoiceRecurringDelete "ONCRMINVOICERECURRINGDELETE" "on-crm-invoice-recurring-delete": Item,
        OnCrmInvoiceRecurringExpose "ONCRMINVOICERECURRINGEXPOSE" "on-crm-invoice-recurring-expose": RecurringInvoice,
        OnCrmInvoiceRecurringUpdate "ONCRMINVOICERECURRINGUPDATE" "on-crm-invoice-recurring-update": RecurringInvoice,
        OnCrmInvoiceSetStatus "ONCRMINVOICESETSTATUS" "on-crm-invoice-set-status": Item,
        OnCrmInvoiceUpdate "ONCRMINVOICEUPDATE" "on-crm-invoice-update": Item,
        OnCrmInvoiceUserFieldAdd "ONCRMINVOICEUSERFIELDADD" "on-crm-invoice-user-field-add": InvoiceField,
        OnCrmInvoiceUserFieldDelete "ONCRMINVOICEUSERFIELDDELETE" "on-crm-invoice-user-field-delete": InvoiceField,
        OnCrmInvoiceUserFieldSetEnumValues "ONCRMINVOICEUSERFIELDSETENUMVALUES" "on-crm-invoice-user-field-set-enum-values": InvoiceField,
        OnCrmInvoiceUserFieldUpdate "ONCRMINVOICEUSERFIELDUPDATE" "on-crm-invoice-user-field-update": InvoiceField,
    }
    "crm" "crm/outdated/measure/events" {
        OnCrmMeasureAdd "ONCRMMEASUREADD" "on-crm-measure-add": Item,
        OnCrmMeasureDelete "ONCRMMEASUREDELETE" "on-crm-measure-delete": Item,
        OnCrmMeasureUpdate "ONCRMMEASUREUPDATE" "on-crm-measure-update": Item,
    }
    "crm" "crm/outdated/product-section/events" {
        OnCrmProductSectionAdd "ONCRMPRODUCTSECTIONADD" "on-crm-product-section-add": Item,
        OnCrmProductSectionDelete "ONCRMPRODUCTSECTIONDELETE" "on-crm-product-section-delete": Item,
        OnCrmProductSectionUpdate "ONCRMPRODUCTSECTIONUPDATE" "on-crm-product-section-update": Item,
    }
    "crm" "crm/outdated/products/events-custom" {
        OnCrmProductAdd "ONCRMPRODUCTADD" "on-crm-product-add": Item,
        OnCrmProductDelete "ONCRMPRODUCTDELETE" "on-crm-product-delete": Item,
        OnCrmProductPropertyAdd "ONCRMPRODUCTPROPERTYADD" "on-crm-product-property-add": Item,
        OnCrmProductPropertyDelete "ONCRMPRODUCTPROPERTYDELETE" "on-crm-product-property-delete": Item,
        OnCrmProductPropertyUpdate "ONCRMPRODUCTPROPERTYUPDATE" "on-crm-product-property-update": Item,
        OnCrmProductUpdate "ONCRMPRODUCTUPDATE" "on-crm-product-update": Item,
    }
    "crm" "crm/quote/events" {
        OnCrmQuoteAdd "ONCRMQUOTEADD" "on-crm-quote-add": Item,
        OnCrmQuoteDelete "ONCRMQUOTEDELETE" "on-crm-quote-delete": Item,
        OnCrmQuoteUpdate "ONCRMQUOTEUPDATE" "on-crm-quote-update": Item,
    }
    "crm" "crm/quote/user-field/events" {
        OnCrmQuoteUserFieldAdd "ONCRMQUOTEUSERFIELDADD" "on-crm-quote-user-field-add": UserField,
        OnCrmQuoteUserFieldDelete "ONCRMQUOTEUSERFIELDDELETE" "on-crm-quote-user-field-delete": UserField,
        OnCrmQuoteUserFieldSetEnumValues "ONCRMQUOTEUSERFIELDSETENUMVALUES" "on-crm-quote-user-field-set-enum-values": UserField,
        OnCrmQuoteUserFieldUpdate "ONCRMQUOTEUSERFIELDUPDATE" "on-crm-quote-user-field-update": UserField,
    }
    "crm" "crm/requisites/events" {
        OnCrmAddressRegister "ONCRMADDRESSREGISTER" "on-crm-address-register": Address,
        OnCrmAddressUnregister "ONCRMADDRESSUNREGISTER" "on-crm-address-unregister": Address,
        OnCrmBankDetailAdd "ONCRMBANKDETAILADD" "on-crm-bank-detail-add": Item,
        OnCrmBankDetailDelete "ONCRMBANKDETAILDELETE" "on-crm-bank-detail-delete": Item,
        OnCrmBankDetailUpdate "ONCRMBANKDETAILUPDATE" "on-crm-bank-detail-update": Item,
        OnCrmRequisiteAdd "ONCRMREQUISITEADD" "on-crm-requisite-add": Item,
        OnCrmRequisiteDelete "ONCRMREQUISITEDELETE" "on-crm-requisite-delete": Item,
        OnCrmRequisiteUpdate "ONCRMREQUISITEUPDATE" "on-crm-requisite-update": Item,
        OnCrmRequisiteUserFieldAdd "ONCRMREQUISITEUSERFIELDADD" "on-crm-requisite-user-field-add": UserField,
        OnCrmRequisiteUserFieldDelete "ONCRMREQUISITEUSERFIELDDELETE" "on-crm-requisite-user-field-delete": UserField,
        OnCrmRequisiteUserFieldSetEnumValues "ONCRMREQUISITEUSERFIELDSETENUMVALUES" "on-crm-requisite-user-field-set-enum-values": UserField,
        OnCrmRequisiteUserFieldUpdate "ONCRMREQUISITEUSERFIELDUPDATE" "on-crm-requisite-user-field-update": UserField,
    }
    "crm" "crm/timeline/activities/events" {
        OnCrmActivityAdd "ONCRMACTIVITYADD" "on-crm-activity-add": Item,
        OnCrmActivityDelete "ONCRMACTIVITYDELETE" "on-crm-activity-delete": Item,
        OnCrmActivityUpdate "ONCRMACTIVITYUPDATE" "on-crm-activity-update": Item,
    }
    "crm" "crm/timeline/comments/events" {
        OnCrmTimelineCommentAdd "ONCRMTIMELINECOMMENTADD" "on-Crm-Timeline-Comment-Add": Item,
        OnCrmTimelineCommentDelete "ONCRMTIMELINECOMMENTDELETE" "on-Crm-Timeline-Comment-Delete": Item,
        OnCrmTimelineCommentUpdate "ONCRMTIMELINECOMMENTUPDATE" "on-Crm-Timeline-Comment-Update": Item,
    }
    "crm" "crm/universal/events" {
        OnCrmDynamicItemAdd "ONCRMDYNAMICITEMADD" "on-crm-dynamic-item-add": DynamicItem,
        OnCrmDynamicItemDelete "ONCRMDYNAMICITEMDELETE" "on-crm-dynamic-item-delete": DynamicItem,
        OnCrmDynamicItemUpdate "ONCRMDYNAMICITEMUPDATE" "on-crm-dynamic-item-update": DynamicItem,
    }
    "crm" "crm/universal/events/type" {
        OnCrmTypeAdd "ONCRMTYPEADD" "on-crm-type-add": Item,
        OnCrmTypeDelete "ONCRMTYPEDELETE" "on-crm-type-delete": Item,
        OnCrmTypeUpdate "ONCRMTYPEUPDATE" "on-crm-type-update": Item,
    }
    "crm" "crm/universal/userfieldconfig/events" {
        OnCrmTypeUserFieldAdd "ONCRMTYPEUSERFIELDADD" "on-crm-type-user-field-add": UserField,
        OnCrmTypeUserFieldDelete "ONCRMTYPEUSERFIELDDELETE" "on-crm-type-user-field-delete": UserField,
        OnCrmTypeUserFieldSetEnumValues "ONCRMTYPEUSERFIELDSETENUMVALUES" "on-crm-type-user-field-set-enum-values": UserField,
        OnCrmTypeUserFieldUpdate "ONCRMTYPEUSERFIELDUPDATE" "on-crm-type-user-field-update": UserField,
    }
    "basic" "events" {
        OnOfflineEvent "ONOFFLINEEVENT" "on-offline-event": Nothing,
    }
    "imconnector" "imopenlines/imconnector/events" {
        OnImConnectorDialogFinish "ONIMCONNECTORDIALOGFINISH" "on-im-connector-dialog-finish": Sessions,
        OnImConnectorDialogStart "ONIMCONNECTORDIALOGSTART" "on-im-connector-dialog-start": Sessions,
        OnImConnectorLineDelete "ONIMCONNECTORLINEDELETE" "on-im-connector-line-delete": Id,
        OnImConnectorMessageAdd "ONIMCONNECTORMESSAGEADD" "on-im-connector-message-add": ConnectorMessages,
        OnImConnectorMessageDelete "ONIMCONNECTORMESSAGEDELETE" "on-im-connector-message-delete": ConnectorMessages,
        OnImConnectorMessageUpdate "ONIMCONNECTORMESSAGEUPDATE" "on-im-connector-message-update": ConnectorMessages,
        OnImConnectorStatusDelete "ONIMCONNECTORSTATUSDELETE" "on-im-connector-status-delete": ConnectorStatus,
    }
    "imopenlines" "imopenlines/openlines/events" {
        OnOpenLineMessageAdd "ONOPENLINEMESSAGEADD" "on-open-line-message-add": LineMessages,
        OnOpenLineMessageDelete "ONOPENLINEMESSAGEDELETE" "on-open-line-message-delete": LineMessages,
        OnOpenLineMessageUpdate "ONOPENLINEMESSAGEUPDATE" "on-open-line-message-update": LineMessages,
        OnSessionFinish "ONSESSIONFINISH" "on-session-finish": Sessions,
        OnSessionStart "ONSESSIONSTART" "on-session-start": Sessions,
    }
    "log" "log/events" {
        OnLiveFeedPostAdd "ONLIVEFEEDPOSTADD" "on-live-feed-post-add": FeedPost,
        OnLiveFeedPostDelete "ONLIVEFEEDPOSTDELETE" "on-live-feed-post-delete": FeedPost,
        OnLiveFeedPostUpdate "ONLIVEFEEDPOSTUPDATE" "on-live-feed-post-update": FeedPost,
    }
    "sale" "sale/events" {
        OnOrderDeleted "ONORDERDELETED" "on-order-deleted": Item,
        OnOrderEntitySaved "ONORDERENTITYSAVED" "on-order-entity-saved": Item,
        OnPaymentDeleted "ONPAYMENTDELETED" "on-payment-deleted": Item,
        OnPaymentEntitySaved "ONPAYMENTENTITYSAVED" "on-payment-entity-saved": Item,
        OnPropertyValueDeleted "ONPROPERTYVALUEDELETED" "on-property-value-deleted": Item,
        OnPropertyValueEntitySaved "ONPROPERTYVALUEENTITYSAVED" "on-property-value-entity-saved": Item,
        OnSaleBeforeOrderDelete "ONSALEBEFOREORDERDELETE" "on-sale-before-order-delete": Order,
        OnSaleOrderSaved "ONSALEORDERSAVED" "on-sale-order-saved": Order,
        OnShipmentDeleted "ONSHIPMENTDELETED" "on-shipment-deleted": Item,
        OnShipmentEntitySaved "ONSHIPMENTENTITYSAVED" "on-shipment-entity-saved": Item,
    }
    "sign.b2e" "sign/events" {
        OnSignB2eDocumentStatusChanged "ONSIGNB2EDOCUMENTSTATUSCHANGED" "on-sign-b2e-document-status-changed": SignDocument,
        OnSignB2eMemberStatusChanged "ONSIGNB2EMEMBERSTATUSCHANGED" "on-sign-b2e-member-status-changed": SignMember,
        OnSignHcmLinkB2eDocumentSigned "ONSIGNHCMLINKB2EDOCUMENTSIGNED" "on-sign-hcm-link-b2e-document-signed": SignedDocument,
    }
    "sonet" "sonet-group/events" {
        OnSonetGroupAdd "ONSONETGROUPADD" "on-sonet-group-add": Item,
        OnSonetGroupDelete "ONSONETGROUPDELETE" "on-sonet-group-delete": Item,
        OnSonetGroupUpdate "ONSONETGROUPUPDATE" "on-sonet-group-update": Item,
    }
    "sonet" "sonet-group/outdated" {
        OnSonetGroupSubjectAdd "ONSONETGROUPSUBJECTADD" "on-sonet-group-subject-add": Item,
        OnSonetGroupSubjectDelete "ONSONETGROUPSUBJECTDELETE" "on-sonet-group-subject-delete": Item,
        OnSonetGroupSubjectUpdate "ONSONETGROUPSUBJECTUPDATE" "on-sonet-group-subject-update": Item,
    }
    "task" "tasks/comment-item/events-comment" {
        OnTaskCommentAdd "ONTASKCOMMENTADD" "on-task-comment-add": TaskComment,
        OnTaskCommentDelete "ONTASKCOMMENTDELETE" "on-task-comment-delete": TaskComment,
        OnTaskCommentUpdate "ONTASKCOMMENTUPDATE" "on-task-comment-update": TaskComment,
    }
    "task" "tasks/events-tasks" {
        OnTaskAdd "ONTASKADD" "on-task-add": Task,
        OnTaskDelete "ONTASKDELETE" "on-task-delete": Task,
        OnTaskUpdate "ONTASKUPDATE" "on-task-update": Task,
    }
    "telephony" "telephony/events" {
        OnExternalCallBackStart "ONEXTERNALCALLBACKSTART" "on-external-call-back-start": CallBack,
        OnExternalCallStart "ONEXTERNALCALLSTART" "on-external-call-start": OutgoingCall,
    }
    "telephony" "telephony/voximplant/events" {
        OnVoximplantCallEnd "ONVOXIMPLANTCALLEND" "on-voximplant-call-end": CallEnd,
        OnVoximplantCallInit "ONVOXIMPLANTCALLINIT" "on-voximplant-call-init": CallInit,
        OnVoximplantCallStart "ONVOXIMPLANTCALLSTART" "on-voximplant-call-start": CallStart,
    }
}
