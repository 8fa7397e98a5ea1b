//! Data that several families of events share, and those of small families.

use crate::wire::Id;

object! {
    /// An object was added, changed or deleted.
    Item in "FIELDS" shows OnCrmDealAdd "data.id" {
        /// Its identifier.
        need id: Id as Id = "ID";
    }

    /// A product was added, changed or deleted.
    Product in "FIELDS" shows CatalogProductOnAdd "(data.id, data.type_id)" {
        /// Its identifier.
        need id: Id as Id = "ID";
        /// The kind of product.
        may type_id: i64 as i64 = "TYPE";
    }

    /// A booking, resource, type of resources or record of a waiting list was added, changed or deleted.
    BookingItem in "" shows OnBookingAdd "data.id" {
        /// Its identifier.
        need id: Id as Id = "ID";
    }

    /// An event or section of a calendar was added, changed or deleted.
    CalendarItem in "" shows OnCalendarEntryAdd "data.id" {
        /// Its identifier.
        need id: Id as Id = "id";
    }

    /// A post of the feed was added, changed or deleted.
    FeedPost in "FIELDS" shows OnLiveFeedPostAdd "data.post_id" {
        /// Its identifier.
        need post_id: Id as Id = "POST_ID";
    }

    /// An order was saved or is about to be deleted.
    Order in "FIELDS" shows OnSaleOrderSaved "(data.id, data.action)" {
        /// Its identifier.
        need id: Id as Id = "ID";
        /// Its identifier in another system.
        may xml_id: String as String = "XML_ID";
        /// `save` or `delete`.
        may action: String as String = "ACTION";
    }

    /// An event that says no more than its name.
    Nothing in "" shows OnOfflineEvent "data.extra.len()" {}
}
