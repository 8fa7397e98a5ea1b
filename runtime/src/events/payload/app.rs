//! Data of events of applications and of users.

use secrecy::SecretString;

use super::secret::Secret;
use crate::wire::{Date, DateTime, Id, OneZeroText, YesNo};

object! {
    /// An application was installed.
    AppInstall in "" shows OnAppInstall "data.version" {
        /// Its version.
        may version: String as String = "VERSION";
        /// True if it is active.
        may active: bool as YesNo = "ACTIVE";
        /// True if it is ready to be used.
        may installed: bool as YesNo = "INSTALLED";
        /// The portal's language.
        may language_id: String as String = "LANGUAGE_ID";
    }

    /// An application has a new version.
    AppUpdate in "" shows OnAppUpdate "(data.previous_version, data.version)" {
        /// Its version.
        may version: String as String = "VERSION";
        /// The version before.
        may previous_version: String as String = "PREVIOUS_VERSION";
        /// The portal's language.
        may language_id: String as String = "LANGUAGE_ID";
    }

    /// An application was removed.
    AppUninstall in "" shows OnAppUninstall "data.clean" {
        /// True if the user wants its data to be deleted.
        may clean: bool as OneZeroText = "CLEAN";
        /// The portal's language.
        may language_id: String as String = "LANGUAGE_ID";
    }

    /// An application was paid.
    AppPayment in "" shows OnAppPayment "(data.code, data.days)" {
        /// Its code.
        may code: String as String = "CODE";
        /// Its version.
        may version: i64 as i64 = "VERSION";
        /// The way in which it came to the portal.
        may status: String as String = "STATUS";
        /// True if the paid period is over.
        may payment_expired: bool as YesNo = "PAYMENT_EXPIRED";
        /// The number of days that are left of it.
        may days: i64 as i64 = "DAYS";
        /// The portal's language.
        may language_id: String as String = "LANGUAGE_ID";
    }

    /// An administrator answered whether an application may call a method.
    MethodConfirm in "" shows OnAppMethodConfirm "(data.method, data.confirmed)" {
        /// The token that the application asked with.
        may token: SecretString as Secret = "TOKEN";
        /// The method.
        need method: String as String = "METHOD";
        /// True if it may.
        need confirmed: bool as OneZeroText = "CONFIRMED";
        /// The portal's language.
        may language_id: String as String = "LANGUAGE_ID";
    }

    /// A user was added.
    NewUser in "" shows OnUserAdd "(data.id, data.email)" {
        /// The user's identifier.
        need id: Id as Id = "ID";
        /// True if the user may log in.
        may active: bool as YesNo = "ACTIVE";
        /// The address of electronic mail.
        may email: String as String = "EMAIL";
        /// The first name.
        may name: String as String = "NAME";
        /// The last name.
        may last_name: String as String = "LAST_NAME";
        /// The gender: `M` or `F`.
        may personal_gender: String as String = "PERSONAL_GENDER";
        /// The birthday.
        may personal_birthday: Date as Date = "PERSONAL_BIRTHDAY";
        /// The position.
        may work_position: String as String = "WORK_POSITION";
        /// The departments.
        may departments: Vec<Id> as Vec<Id> = "UF_DEPARTMENT";
        /// The time at which the user was added.
        may date_register: DateTime as DateTime = "DATE_REGISTER";
        /// The day of employment.
        may employment_date: Date as Date = "UF_EMPLOYMENT_DATE";
    }
}
