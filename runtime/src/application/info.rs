//! The authorisation server's word on an access token.

use crate::events::AppStatus;
use crate::wire::{Cx, DateTime, EnumCodec, Extra, Id, Object};

/// The authorisation server's word on an access token.
///
/// ```no_run
/// # async fn example(app: bitrix24::Application, token: bitrix24::SecretString) -> Result<(), bitrix24::Error> {
/// use bitrix24::incoming::AppStatus;
///
/// let info = app.info(&token).await?;
/// let is_paid = info.install.is_some_and(|install| install.status == Some(AppStatus::Paid));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct AppInfo {
    /// The application.
    pub client_id: Option<String>,
    /// The token's scopes, separated by commas.
    pub scope: Option<String>,
    /// The time at which the token expires.
    pub expires: Option<DateTime>,
    /// The user who calls with it.
    pub user_id: Option<Id>,
    /// The application on the portal.
    pub install: Option<Installation>,
    /// The rest.
    pub extra: Extra,
}

impl Object for AppInfo {
    fn walk(&self, cx: &mut Cx<'_>) -> Self {
        Self {
            client_id: cx.text("client_id", &self.client_id),
            scope: cx.text("scope", &self.scope),
            expires: cx.date_time("expires", &self.expires),
            user_id: cx.id("user_id", &self.user_id),
            install: cx.field::<Installation>("install", &self.install),
            extra: cx.extra(&self.extra),
        }
    }
}

/// An application on a portal.
///
/// ```no_run
/// # async fn example(app: bitrix24::Application, token: bitrix24::SecretString) -> Result<(), bitrix24::Error> {
/// if let Some(install) = app.info(&token).await?.install {
///     println!("version {:?} on {:?}", install.version, install.domain);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Installation {
    /// True if it was installed to the end.
    pub installed: Option<bool>,
    /// Its version.
    pub version: Option<String>,
    /// The way in which it came to the portal: the only word on payment to be trusted.
    pub status: Option<AppStatus>,
    /// Its scopes, separated by commas.
    pub scope: Option<String>,
    /// The portal's host.
    pub domain: Option<String>,
    /// The address for calls: the portal's with `rest/`.
    pub client_endpoint: Option<String>,
    /// The portal's identifier, which stays when its host changes.
    pub member_id: Option<String>,
    /// The rest.
    pub extra: Extra,
}

impl Object for Installation {
    fn walk(&self, cx: &mut Cx<'_>) -> Self {
        Self {
            installed: cx.field::<bool>("installed", &self.installed),
            version: cx.text("version", &self.version),
            status: cx.field::<EnumCodec<AppStatus>>("status", &self.status),
            scope: cx.text("scope", &self.scope),
            domain: cx.text("domain", &self.domain),
            client_endpoint: cx.text("client_endpoint", &self.client_endpoint),
            member_id: cx.text("member_id", &self.member_id),
            extra: cx.extra(&self.extra),
        }
    }
}
