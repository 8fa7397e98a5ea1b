//! The portal that is called, and how.

use std::time::Duration;

use bitrix24_runtime::{Api, Auth, Client, Dynamic, Limits, Options, Validation, json};

use super::outcome::{failed, wait};
use crate::failure::{Failure, Kind};
use crate::profiles::{Lock, Profile, Profiles};

/// The environment variable with the webhook's address.
const WEBHOOK: &str = "B24_WEBHOOK";

/// The environment variable with the name of a profile.
const PROFILE: &str = "B24_PROFILE";

/// The text of `--help` on the portal.
pub(crate) const HELP: &str = "\
Portal: that of --profile; else the webhook whose address is in B24_WEBHOOK; else the profile that B24_PROFILE names; else
the default profile of `b24 login`. SSL_CERT_FILE names certificates to trust besides the system's.";

/// The portal to call.
#[derive(Debug, clap::Args)]
pub(crate) struct PortalArgs {
    /// The profile of the portal, as `b24 login` made it
    #[arg(short, long, value_name = "NAME")]
    profile: Option<String>,
    /// Give up after this many seconds
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=604_800))]
    deadline: Option<u64>,
    /// The portal's limits, BURST/RATE: requests at once, and requests a second; or none [default: 50/2]
    #[arg(long, value_name = "BURST/RATE", value_parser = limits)]
    limits: Option<Limits>,
}

/// A portal with the right to call it.
pub(crate) struct Portal {
    pub(crate) auth: Auth,
    is_webhook: bool,
    /// The profile, if its token has to be renewed.
    stale: Option<String>,
}

/// Parses `50/2` or `none`.
pub(crate) fn limits(text: &str) -> Result<Limits, String> {
    let wrong = || "write how many requests at once, and how many a second: 50/2, or none".to_owned();
    if text == "none" {
        return Ok(Limits::none());
    }
    let (burst, rate) = text.split_once('/').ok_or_else(wrong)?;
    let (burst, rate): (u32, f64) = (burst.parse().map_err(|_| wrong())?, rate.parse().map_err(|_| wrong())?);
    if burst == 0 {
        return Err("with 0 requests at once nothing is ever sent; 1 is the least".to_owned());
    }
    if rate.is_finite() && rate > 0.0 { Ok(Limits::bucket(burst, rate)) } else { Err(wrong()) }
}

impl PortalArgs {
    /// Returns the portal that the arguments, the environment or the profiles name; `None` if none does.
    pub(crate) fn find(&self) -> Result<Option<Portal>, Failure> {
        if let Some(name) = &self.profile {
            return named(&Profiles::read()?, name).map(Some);
        }
        if let Some(address) = variable(WEBHOOK)? {
            let auth = Auth::webhook(address.trim()).map_err(|error| in_variable(&error))?;
            return Ok(Some(Portal { auth, is_webhook: true, stale: None }));
        }
        let profiles = Profiles::read()?;
        let name = variable(PROFILE)?.or_else(|| profiles.default_name().map(str::to_owned));
        name.map(|name| named(&profiles, &name)).transpose()
    }

    /// Returns the portal.
    pub(crate) fn portal(&self) -> Result<Portal, Failure> {
        let nothing = || {
            let how = format!("log in with `b24 login`, or set {WEBHOOK} to the address of an incoming webhook");
            Failure::Told(
                Kind::Auth,
                format!("there is no portal to call: {WEBHOOK} is not set, and there is no profile: {how}"),
            )
        };
        let portal = self.find()?.ok_or_else(nothing)?;
        match &portal.stale {
            Some(name) => renewed(name),
            None => Ok(portal),
        }
    }

    /// Returns a client of a portal.
    pub(crate) fn client(&self, portal: &Portal, validation: Validation) -> Result<Client, Failure> {
        let mut client = Client::builder(portal.auth.clone()).validate(validation);
        if let Some(limits) = self.limits {
            client = client.limits(limits);
        }
        let mut options = Options::new();
        if let Some(deadline) = self.deadline {
            options = options.deadline(Duration::from_secs(deadline));
        }
        Ok(client.build().map_err(|error| failed(&error, None))?.with(options))
    }
}

impl Portal {
    /// Returns the address of a method, without the secret.
    pub(crate) fn address(&self, api: Api, method: &str) -> String {
        let version = if api == Api::V3 { "rest/api/" } else { "rest/" };
        let user = if self.is_webhook { format!("{}/***/", self.user()) } else { String::new() };
        format!("{}{version}{user}{method}", self.auth.portal())
    }

    /// Returns true if calls are signed with an access token in their body.
    pub(crate) fn has_token(&self) -> bool {
        !self.is_webhook
    }

    /// Returns the user of the webhook, which its printed form shows.
    fn user(&self) -> String {
        let shown = format!("{:?}", self.auth);
        let after = shown.split_once("rest/").map_or("", |(_, after)| after);
        after.chars().take_while(char::is_ascii_digit).collect()
    }
}

/// Returns the portal of a profile.
fn named(profiles: &Profiles, name: &str) -> Result<Portal, Failure> {
    let profile = profiles.get(name)?;
    let auth = profile.auth(name).map_err(|error| failed(&error, None))?;
    let is_stale = matches!(profile, Profile::OAuth(app) if app.is_stale());
    let is_webhook = matches!(profile, Profile::Webhook(_));
    Ok(Portal { auth, is_webhook, stale: is_stale.then(|| name.to_owned()) })
}

/// Returns the portal of a profile with a new token. Other processes wait meanwhile: two would void each other's tokens.
fn renewed(name: &str) -> Result<Portal, Failure> {
    let _lock = Lock::take(&format!("profile-{name}"))?;
    // Another process may have renewed it since.
    let portal = named(&Profiles::read()?, name)?;
    if portal.stale.is_some() {
        let client = Client::builder(portal.auth.clone()).build().map_err(|error| failed(&error, None))?;
        // The call that is meant tells what else is wrong.
        if let Err(error @ bitrix24_runtime::Error::Auth(_)) = wait(client.call(Dynamic::new("profile", json!({}))))? {
            return Err(failed(&error, None));
        }
    }
    Ok(portal)
}

/// Returns what a variable of the environment holds, if anything.
fn variable(name: &str) -> Result<Option<String>, Failure> {
    match std::env::var(name) {
        Ok(text) if text.trim().is_empty() => Ok(None),
        Ok(text) => Ok(Some(text)),
        Err(std::env::VarError::NotPresent) => Ok(None),
        // What is there may be a secret.
        Err(_) => Err(Failure::usage(format!("{name} is not UTF-8"))),
    }
}

fn in_variable(error: &bitrix24_runtime::Error) -> Failure {
    Failure::usage(format!("{WEBHOOK}: {error}"))
}
