//! Data of the CRM's events.

use crate::wire::Id;

object! {
    /// An item of a custom type was added, changed or deleted.
    DynamicItem in "FIELDS" shows OnCrmDynamicItemAdd "(data.entity_type_id, data.id)" {
        /// Its identifier.
        need id: Id as Id = "ID";
        /// Its type.
        need entity_type_id: i64 as i64 = "ENTITY_TYPE_ID";
    }

    /// A custom field was added, changed or deleted.
    UserField in "FIELDS" shows OnCrmDealUserFieldAdd "data.field_name" {
        /// Its identifier.
        need id: Id as Id = "ID";
        /// The object that has it: `CRM_DEAL`.
        may entity_id: String as String = "ENTITY_ID";
        /// Its name: `UF_CRM_…`.
        may field_name: String as String = "FIELD_NAME";
    }

    /// A custom field of old invoices was added, changed or deleted.
    InvoiceField in "FIELDS" shows OnCrmInvoiceUserFieldAdd "data.field_name" {
        /// Its identifier.
        may id: Id as Id = "id";
        /// The object that has it.
        may entity_id: String as String = "entityId";
        /// Its name.
        may field_name: String as String = "fieldName";
    }

    /// A deal went to another pipeline.
    DealCategory in "FIELDS" shows OnCrmDealMoveToCategory "(data.id, data.category_id)" {
        /// The deal's identifier.
        need id: Id as Id = "ID";
        /// The pipeline's identifier.
        need category_id: Id as Id = "CATEGORY_ID";
        /// The deal's stage.
        may stage_id: String as String = "STAGE_ID";
    }

    /// A template of a recurring deal was added or changed, or made a deal.
    RecurringDeal in "FIELDS" shows OnCrmDealRecurringExpose "data.deal_id" {
        /// The identifier of the template's settings.
        need id: Id as Id = "ID";
        /// The template's identifier.
        may recurring_deal_id: Id as Id = "RECURRING_DEAL_ID";
        /// The new deal's identifier, when one was made.
        may deal_id: Id as Id = "DEAL_ID";
    }

    /// A template of a recurring invoice was added or changed, or made an invoice.
    RecurringInvoice in "FIELDS" shows OnCrmInvoiceRecurringExpose "data.invoice_id" {
        /// The identifier of the template's settings.
        need id: Id as Id = "ID";
        /// The template's identifier.
        may recurring_invoice_id: Id as Id = "RECURRING_INVOICE_ID";
        /// The new invoice's identifier, when one was made.
        may invoice_id: Id as Id = "INVOICE_ID";
    }

    /// A document of the document generator was added, changed or deleted.
    Document in "FIELDS" shows OnCrmDocumentGeneratorDocumentAdd "(data.id, data.entity_id)" {
        /// Its identifier.
        need id: Id as Id = "ID";
        /// The type of the object that it was made for.
        may entity_type_id: i64 as i64 = "ENTITY_TYPE_ID";
        /// The object that it was made for.
        may entity_id: Id as Id = "ENTITY_ID";
    }

    /// An address was added, changed or deleted. It has no identifier of its own.
    Address in "FIELDS" shows OnCrmAddressRegister "(data.entity_type_id, data.entity_id)" {
        /// The type of the address.
        need type_id: i64 as i64 = "TYPE_ID";
        /// The type of the object that has it.
        need entity_type_id: i64 as i64 = "ENTITY_TYPE_ID";
        /// The object that has it.
        need entity_id: Id as Id = "ENTITY_ID";
        /// The type of the object that it hangs on in the end, such as a company.
        may anchor_type_id: i64 as i64 = "ANCHOR_TYPE_ID";
        /// The object that it hangs on in the end.
        may anchor_id: Id as Id = "ANCHOR_ID";
    }
}
