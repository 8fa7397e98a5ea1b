//! `b24 login`: makes a profile.

use std::process::ExitCode;

use bitrix24_runtime::{Application, Client, Dynamic, ExposedTokens, Tokens, Value, json};
use bitrix24_schema::shown;

use super::ask::secret;
use crate::commands::client::{failed, wait};
use crate::failure::{Failure, Kind};
use crate::profiles::{self, App, Profile, Profiles, UNNAMED};
use crate::terminal::{complain, print};

const EXAMPLES: &str = "\
Secrets are asked for, or read from standard input, a line each; never given as arguments. Nothing is stored that the portal
refuses. Without --oauth, the secret is the address of an incoming webhook, as the portal shows it: https://PORTAL/rest/1/SECRET/

For an application (--oauth), the secrets are its key and then the code that comes back when a user of the portal lets it in;
the address that comes back will do as well. With --tokens, they are its key, an access token and a refresh token. Renewed
tokens are stored before a call goes on.

Examples:
  b24 login                               a webhook, as the profile `default`
  b24 login --profile shop < webhook.txt
  b24 login --profile app --oauth --portal example.bitrix24.com \\
    --client-id local.5c8bb1b0891cf2.87252039";

/// The text of `--help` below the options.
fn after_help() -> String {
    [EXAMPLES, profiles::HELP].join("\n\n")
}

#[derive(Debug, clap::Args)]
#[command(after_help = after_help())]
pub(crate) struct Args {
    /// The name of the profile
    #[arg(short, long, value_name = "NAME", default_value = UNNAMED, value_parser = name)]
    profile: String,
    /// Log in as an application
    #[arg(long, requires = "portal", requires = "client_id")]
    oauth: bool,
    /// The portal's address, for an application
    #[arg(long, value_name = "URL", requires = "oauth")]
    portal: Option<String>,
    /// The application's identifier, which is no secret
    #[arg(long, value_name = "ID", requires = "oauth")]
    client_id: Option<String>,
    /// Take tokens that are there already, instead of asking a user to let the application in
    #[arg(long, requires = "oauth")]
    tokens: bool,
    /// The authorisation server, if it is not the vendor's
    #[arg(long, value_name = "URL", requires = "oauth", hide = true)]
    server: Option<String>,
    /// Store it without asking the portal if it is right
    #[arg(long)]
    no_check: bool,
}

/// Parses the name of a profile, which is also part of the name of a file.
fn name(text: &str) -> Result<String, String> {
    let is_name = |char: char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_' | '.');
    if (1..=64).contains(&text.len()) && text.chars().all(is_name) {
        return Ok(text.to_owned());
    }
    Err("letters, digits, `-`, `_` and `.`, 64 at most".to_owned())
}

impl Args {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let profile = match (self.oauth, &self.portal, &self.client_id) {
            (true, Some(portal), Some(client_id)) => self.application(portal, client_id)?,
            _ => Profile::Webhook(secret("Address of the webhook")?),
        };
        let auth = profile.auth(&self.profile).map_err(|error| failed(&error, None))?;
        let portal = auth.portal();
        let who = if self.no_check { String::new() } else { self.check(&profile)? };
        Profiles::change(|profiles| {
            profiles.set(&self.profile, profile);
            Ok(())
        })?;
        let file = shown::path(profiles::path()?);
        print(&format!("logged in to {portal}{who}; the profile `{}` is in {file}\n", self.profile))?;
        Ok(ExitCode::SUCCESS)
    }

    /// Asks the portal who calls.
    fn check(&self, profile: &Profile) -> Result<String, Failure> {
        let auth = profile.auth(&self.profile).map_err(|error| failed(&error, None))?;
        let client = Client::builder(auth).build().map_err(|error| failed(&error, None))?;
        let answer = wait(client.call(Dynamic::new("profile", json!({}))))?;
        let user = answer.map_err(|error| {
            let failure = failed(&error, None);
            Failure::Told(
                failure.kind(),
                format!("{}\nnothing was stored (`--no-check` stores it as it is)", failure.text()),
            )
        })?;
        let text = |key: &str| user.get(key).and_then(Value::as_str).unwrap_or_default().trim().to_owned();
        let name = [text("NAME"), text("LAST_NAME")].join(" ");
        Ok(match name.trim() {
            "" => String::new(),
            name => format!(" as {name}"),
        })
    }

    fn application(&self, portal: &str, client_id: &str) -> Result<Profile, Failure> {
        let client_secret = secret("Key of the application")?;
        let (portal, tokens) = if self.tokens {
            let (access, refresh) = (secret("Access token")?, secret("Refresh token")?);
            (address(portal), Tokens::new(access, refresh))
        } else {
            self.let_in(portal, client_id, &client_secret)?
        };
        let (client_id, server) = (client_id.to_owned(), self.server.clone());
        let app = App { portal, client_id, client_secret, server, tokens: ExposedTokens(tokens) };
        Ok(Profile::OAuth(Box::new(app)))
    }

    /// Has a user of the portal let the application in, and returns the portal's address and the tokens.
    fn let_in(&self, portal: &str, client_id: &str, key: &str) -> Result<(String, Tokens), Failure> {
        let wrong = |error: bitrix24_runtime::Error| failed(&error, None);
        let mut app = Application::new(client_id, key.to_owned());
        if let Some(server) = &self.server {
            app = app.server(server).map_err(wrong)?;
        }
        let state = random()?;
        let address = app.authorize_url(portal, &state).map_err(wrong)?;
        complain(&format!("Open this address, and let the application in:\n  {address}\n"));
        let given = secret("The code, or the address that came back, within 30 seconds")?;
        let code = code(&given, &state)?;
        let auth = wait(app.exchange_code(&code))?.map_err(wrong)?;
        let no_tokens = || Failure::Told(Kind::Auth, "the authorisation server answered no tokens".to_owned());
        let tokens = Tokens::try_from(&auth).map_err(|_| no_tokens())?;
        let portal = auth.client_endpoint.ok_or_else(no_tokens)?;
        Ok((portal, tokens))
    }
}

/// Returns a portal's address with its scheme.
fn address(portal: &str) -> String {
    if portal.contains("://") { portal.to_owned() } else { format!("https://{portal}/") }
}

/// Returns a text that nobody can guess: an address that comes back with another one is somebody else's.
fn random() -> Result<String, Failure> {
    let mut bytes = [0; 16];
    let failed = |error: getrandom::Error| Failure::Told(Kind::Failed, format!("no random number: {error}"));
    getrandom::fill(&mut bytes).map_err(failed)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Returns the code, from the address that came back or by itself.
fn code(given: &str, state: &str) -> Result<String, Failure> {
    let Some((_, query)) = given.split_once('?') else { return Ok(given.to_owned()) };
    let parts: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let part = |name: &str| parts.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    if part("state").is_some_and(|came| came != state) {
        return Err(Failure::usage("this address came back for another login: open the address above, and try again"));
    }
    part("code").map(str::to_owned).ok_or_else(|| Failure::usage("the address has no `code`"))
}
