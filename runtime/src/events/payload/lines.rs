//! Data of events of open lines and of their connectors.

use crate::wire::{Any, DateTime};
use crate::wire::{Id, OneOrMany, Unix, YesNo};

object! {
    /// Messages that operators sent, changed or deleted, for a connector of an application.
    ConnectorMessages in "" shows OnImConnectorMessageAdd "data.messages.len()" {
        /// The connector.
        need connector: String as String = "CONNECTOR";
        /// The line.
        may line: Id as Id = "LINE";
        /// The messages.
        need messages: Vec<LineEntry> as Vec<LineEntry> = "MESSAGES";
    }

    /// A connector was switched off on a line.
    ConnectorStatus in "" shows OnImConnectorStatusDelete "(data.connector, data.line)" {
        /// The connector.
        need connector: String as String = "connector";
        /// The line.
        need line: Id as Id = "line";
    }

    /// Messages of a line that were added, changed or deleted.
    LineMessages in "" shows OnOpenLineMessageAdd "data.data.len()" {
        /// The connector.
        may connector: String as String = "CONNECTOR";
        /// The line.
        may line: Id as Id = "LINE";
        /// The messages.
        need data: Vec<LineEntry> as Vec<LineEntry> = "DATA";
    }

    /// Dialogs of a line that were started or finished.
    Sessions in "" shows OnSessionStart "data.data.len()" {
        /// The connector.
        may connector: String as String = "CONNECTOR";
        /// The line.
        may line: Id as Id = "LINE";
        /// The dialogs.
        need data: Vec<LineEntry> as Vec<LineEntry> = "DATA";
    }

    /// A message or a dialog of a line; each event has some of the parts.
    LineEntry shows OnOpenLineMessageAdd "data.data.iter().map(|entry| &entry.message)" {
        /// The origin.
        may connector: LineConnector as LineConnector = "connector";
        /// The dialog.
        may session: LineSession as LineSession = "session";
        /// The message in the portal.
        may im: LineIm as LineIm = "im";
        /// The message.
        may message: LineMessage as LineMessage = "message";
        /// The chat.
        may chat: LineId as LineId = "chat";
        /// The user.
        may user: LineId as LineId = "user";
        /// The code of a tracker, which ties the message to an object of the CRM.
        may tracker: serde_json::Value as Any = "ref";
        /// Further data; what has no field here is in `extra`.
        may further: LineFurther as LineFurther = "extra";
    }

    /// Further data of a message of a line.
    LineFurther shows OnOpenLineMessageAdd "data.data.iter().map(|entry| entry.further.as_ref()?.external_url.as_deref())" {
        /// The address in the vendor's network.
        may external_url: String as String = "EXTRA_URL";
    }

    /// The origin of a message or a dialog.
    LineConnector shows OnSessionStart "data.data.iter().map(|entry| entry.connector.as_ref()?.line_id.as_ref())" {
        /// The connector.
        may connector_id: String as String = "connector_id";
        /// The line.
        may line_id: Id as Id = "line_id";
        /// The chat in the connector.
        may chat_id: Id as Id = "chat_id";
        /// The user in the connector.
        may user_id: Id as Id = "user_id";
    }

    /// A dialog.
    LineSession shows OnSessionFinish "data.data.iter().map(|entry| entry.session.as_ref()?.closed)" {
        /// Its identifier.
        may id: Id as Id = "id";
        /// True if it is closed.
        may closed: bool as YesNo = "closed";
        /// The dialog before it.
        may parent_id: Id as Id = "parent_id";
        /// After how many minutes it is closed.
        may close_term: i64 as i64 = "close_term";
    }

    /// A message in the portal.
    LineIm shows OnImConnectorMessageAdd "data.messages.iter().map(|entry| entry.im.as_ref()?.message_id.as_ref())" {
        /// Its chat.
        may chat_id: Id as Id = "chat_id";
        /// Its identifier.
        may message_id: Id as Id = "message_id";
    }

    /// A message.
    LineMessage shows OnOpenLineMessageAdd "data.data.iter().map(|entry| entry.message.as_ref()?.text.as_deref())" {
        /// Its identifier, or those that the connector gave its parts.
        may id: OneOrMany<Id> as OneOrMany<Id> = "id";
        /// The sender.
        may user_id: Id as Id = "user_id";
        /// Its text.
        may text: String as String = "text";
        /// The time of sending.
        may date: DateTime as Unix = "date";
        /// Its files.
        may files: serde_json::Value as Any = "files";
        /// What is attached to it.
        may attach: String as String = "attach";
        /// True if the portal itself sent it.
        may system: bool as YesNo = "system";
    }

    /// A chat or a user.
    LineId shows OnOpenLineMessageAdd "data.data.iter().map(|entry| entry.chat.as_ref()?.id.as_ref())" {
        /// Its identifier.
        may id: Id as Id = "id";
    }
}
