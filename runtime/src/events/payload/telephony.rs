//! Data of events of telephony.

use crate::wire::{DateTime, Id, OneZeroText};

object! {
    /// A visitor asked to be called back.
    CallBack in "" shows OnExternalCallBackStart "data.phone_number" {
        /// The number to call.
        need phone_number: String as String = "PHONE_NUMBER";
        /// The text to be said when the call is answered.
        may text: String as String = "TEXT";
        /// The voice to say it with.
        may voice: String as String = "VOICE";
        /// The type of the CRM's object: `CONTACT`, `COMPANY` or `LEAD`.
        may crm_entity_type: String as String = "CRM_ENTITY_TYPE";
        /// The CRM's object.
        may crm_entity_id: Id as Id = "CRM_ENTITY_ID";
        /// The outer line that it was asked through.
        may line_number: String as String = "LINE_NUMBER";
    }

    /// A user starts a call by an outer line.
    OutgoingCall in "" shows OnExternalCallStart "(data.call_id, data.phone_number)" {
        /// The call's identifier.
        need call_id: String as String = "CALL_ID";
        /// The number to call.
        need phone_number: String as String = "PHONE_NUMBER";
        /// The same in international writing.
        may phone_number_international: String as String = "PHONE_NUMBER_INTERNATIONAL";
        /// The extension.
        may extension: String as String = "EXTENSION";
        /// The user who calls.
        may user_id: Id as Id = "USER_ID";
        /// The list of calls that it is from.
        may call_list_id: Id as Id = "CALL_LIST_ID";
        /// The outer line that it was asked through.
        may line_number: String as String = "LINE_NUMBER";
        /// True if the call was started in the mobile application.
        may is_mobile: bool as OneZeroText = "IS_MOBILE";
        /// The type of the CRM's object: `CONTACT`, `COMPANY` or `LEAD`.
        may crm_entity_type: String as String = "CRM_ENTITY_TYPE";
        /// The CRM's object.
        may crm_entity_id: Id as Id = "CRM_ENTITY_ID";
    }

    /// A call was made ready.
    CallInit in "" shows OnVoximplantCallInit "(data.call_id, data.phone_number)" {
        /// The call's identifier.
        need call_id: String as String = "CALL_ID";
        /// Its kind: 1 out, 2 in, and so on.
        may call_type: i64 as i64 = "CALL_TYPE";
        /// The line that the call goes through.
        may account_search_id: String as String = "ACCOUNT_SEARCH_ID";
        /// The number called, or that calls.
        may phone_number: String as String = "PHONE_NUMBER";
        /// The line of a call out, the client's number of a call in.
        may caller_id: String as String = "CALLER_ID";
        /// The application that has the line.
        may rest_app_id: Id as Id = "REST_APP_ID";
    }

    /// A call was answered.
    CallStart in "" shows OnVoximplantCallStart "(data.call_id, data.user_id)" {
        /// The call's identifier.
        need call_id: String as String = "CALL_ID";
        /// The user who answered.
        may user_id: Id as Id = "USER_ID";
    }

    /// A call is over.
    CallEnd in "" shows OnVoximplantCallEnd "(data.call_id, data.call_duration)" {
        /// The call's identifier.
        need call_id: String as String = "CALL_ID";
        /// Its kind: 1 out, 2 in, and so on.
        may call_type: i64 as i64 = "CALL_TYPE";
        /// The other side's number.
        may phone_number: String as String = "PHONE_NUMBER";
        /// The portal's number.
        may portal_number: String as String = "PORTAL_NUMBER";
        /// The user who talked.
        may portal_user_id: Id as Id = "PORTAL_USER_ID";
        /// The duration in seconds.
        may call_duration: i64 as i64 = "CALL_DURATION";
        /// The time at which it started.
        may call_start_date: DateTime as DateTime = "CALL_START_DATE";
        /// The cost.
        may cost: f64 as f64 = "COST";
        /// In which currency.
        may cost_currency: String as String = "COST_CURRENCY";
        /// The code of the result: 200 when it was answered.
        may call_failed_code: String as String = "CALL_FAILED_CODE";
        /// The same in words.
        may call_failed_reason: String as String = "CALL_FAILED_REASON";
        /// The activity that the CRM has of it.
        may crm_activity_id: Id as Id = "CRM_ACTIVITY_ID";
    }
}
