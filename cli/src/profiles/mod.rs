//! Portals by name, with the right to call each, in a file of the user's own.
//!
//! No secret is printed: the types here have no `Debug` that shows one, and what leaves this module is an [`Auth`].

mod file;

use std::collections::BTreeMap;
use std::sync::Arc;

use bitrix24_runtime::{Auth, ExposedTokens, OAuth, Tokens};
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::names;
pub(crate) use file::{HELP, Lock, path};

/// The name of a profile that has none.
pub(crate) const UNNAMED: &str = "default";

/// The profiles of a user.
#[derive(Default, Deserialize, Serialize)]
pub(crate) struct Profiles {
    /// The one that is taken if none is named.
    default: Option<String>,
    #[serde(default)]
    profiles: BTreeMap<String, Profile>,
}

/// The right to call a portal.
#[derive(Clone, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Profile {
    /// An incoming webhook, by its address.
    Webhook(String),
    /// An application.
    OAuth(Box<App>),
}

/// An application with its tokens.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct App {
    /// The portal's address.
    pub(crate) portal: String,
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
    /// The authorisation server, if it is not the vendor's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) server: Option<String>,
    pub(crate) tokens: ExposedTokens,
}

impl Profiles {
    /// Reads the user's profiles: none if there is no file.
    pub(crate) fn read() -> Result<Self, Failure> {
        file::read()
    }

    /// Changes the file while nobody else does.
    pub(crate) fn change<T>(change: impl FnOnce(&mut Profiles) -> Result<T, Failure>) -> Result<T, Failure> {
        let _lock = Lock::take("profiles")?;
        let mut profiles: Profiles = file::read()?;
        let done = change(&mut profiles)?;
        file::write(&profiles)?;
        Ok(done)
    }

    /// Returns the names, each with the profile and if it is the default one.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Profile, bool)> {
        let default = self.default_name();
        self.profiles.iter().map(move |(name, profile)| (name.as_str(), profile, default == Some(name.as_str())))
    }

    /// Returns the name of the default profile: the one that was chosen, or the only one.
    pub(crate) fn default_name(&self) -> Option<&str> {
        let chosen = self.default.as_deref().filter(|name| self.profiles.contains_key(*name));
        let only = || self.profiles.keys().next().filter(|_| self.profiles.len() == 1).map(String::as_str);
        chosen.or_else(only)
    }

    /// Returns a profile.
    pub(crate) fn get(&self, name: &str) -> Result<&Profile, Failure> {
        self.profiles.get(name).ok_or_else(|| self.unknown(name))
    }

    /// Adds a profile, or puts it in the place of one of its name.
    pub(crate) fn set(&mut self, name: &str, profile: Profile) {
        if self.default_name().is_none() {
            self.default = Some(name.to_owned());
        }
        self.profiles.insert(name.to_owned(), profile);
    }

    /// Takes a profile away.
    pub(crate) fn remove(&mut self, name: &str) -> Result<(), Failure> {
        self.profiles.remove(name).map(|_| ()).ok_or_else(|| self.unknown(name))
    }

    /// Makes a profile the default one.
    pub(crate) fn choose(&mut self, name: &str) -> Result<(), Failure> {
        self.get(name)?;
        self.default = Some(name.to_owned());
        Ok(())
    }

    fn unknown(&self, name: &str) -> Failure {
        let near = names::did_you_mean(name, self.profiles.keys().map(String::as_str));
        Failure::usage(format!("there is no profile `{name}`{near}\n`b24 login --profile {name}` makes one"))
    }
}

impl Profile {
    /// Returns the kind in a word.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Profile::Webhook(_) => "webhook",
            Profile::OAuth(_) => "application",
        }
    }

    /// Returns the right to call. Renewed tokens are stored under this name before a call goes on.
    pub(crate) fn auth(&self, name: &str) -> Result<Auth, bitrix24_runtime::Error> {
        match self {
            Profile::Webhook(address) => Auth::webhook(address),
            Profile::OAuth(app) => Auth::oauth(&app.portal, app.oauth(name)?),
        }
    }
}

impl App {
    /// Returns true if the access token is to be renewed before the next call.
    pub(crate) fn is_stale(&self) -> bool {
        let soon = std::time::SystemTime::now() + std::time::Duration::from_secs(120);
        self.tokens.0.expires_at.is_some_and(|at| at < soon)
    }

    fn oauth(&self, name: &str) -> Result<OAuth, bitrix24_runtime::Error> {
        let oauth = OAuth::new(&self.client_id, self.client_secret.clone(), self.tokens.0.clone());
        let oauth = match &self.server {
            Some(server) => oauth.server(server)?,
            None => oauth,
        };
        let name: Arc<str> = name.into();
        Ok(oauth.store(move |tokens: Tokens| {
            let name = Arc::clone(&name);
            async move {
                let stored = tokio::task::spawn_blocking(move || store(&name, tokens)).await?;
                stored.map_err(|failure| format!("the new tokens cannot be stored: {}", failure.text()).into())
            }
        }))
    }
}

/// Stores the renewed tokens of a profile. One that was removed meanwhile does not come back.
fn store(name: &str, tokens: Tokens) -> Result<(), Failure> {
    Profiles::change(|profiles| {
        if let Some(Profile::OAuth(app)) = profiles.profiles.get_mut(name) {
            app.tokens = ExposedTokens(tokens);
        }
        Ok(())
    })
}
