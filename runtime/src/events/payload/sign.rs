//! Data of events of documents that are signed.

use crate::wire::Id;

object! {
    /// A document has another status.
    SignDocument in "" shows OnSignB2eDocumentStatusChanged "(data.document_uid, data.status_code)" {
        /// The document.
        need document_uid: String as String = "documentUid";
        /// The company.
        may company_uid: String as String = "companyUid";
        /// Its status.
        may status_code: String as String = "statusCode";
        /// The status in words.
        may status_name: String as String = "statusName";
    }

    /// One who signs a document has another status.
    SignMember in "" shows OnSignB2eMemberStatusChanged "(data.member_uid, data.status_code)" {
        /// The one who signs.
        need member_uid: String as String = "memberUid";
        /// The document.
        need document_uid: String as String = "documentUid";
        /// The company.
        may company_uid: String as String = "companyUid";
        /// The status.
        may status_code: String as String = "statusCode";
        /// The status in words.
        may status_name: String as String = "statusName";
    }

    /// A document of a linked company was signed.
    SignedDocument in "" shows OnSignHcmLinkB2eDocumentSigned "(data.id, data.company)" {
        /// Its identifier.
        need id: Id as Id = "id";
        /// The company's code.
        may company: String as String = "company";
    }
}
