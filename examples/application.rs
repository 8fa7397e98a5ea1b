//! An application with OAuth, from its installation to its calls. Its handlers take what any web server gives: a query and
//! a body. `cargo run --example application` starts a mock of a portal itself, installs the application there, and calls it.

use std::error::Error;

use bitrix24::incoming::{Event, Payload, Placement, Unverified};
use bitrix24::{Application, Client, FileStore, crm};
use bitrix24_mock::{Portal, Reply};
use serde_json::json;

/// Keeps the tokens of a portal whose administrator installs the application.
async fn install(app: &Application, portals: &FileStore, body: &[u8]) -> Result<(), Box<dyn Error>> {
    let event = app.verify(Event::parse_install(body)?).await?;
    portals.save(&event.auth).await?;
    Ok(())
}

/// Handles an event of any portal that has the application.
async fn event(portals: &FileStore, body: &[u8]) -> Result<(), Box<dyn Error>> {
    let event = Unverified::parse(body)?;
    let portal = portals.load(event.member_id().unwrap_or_default()).await?.ok_or("an unknown portal")?;
    let event = event.verify(&portal.verifier())?;
    let b24 = Client::builder(portal.auth()).build()?;
    if let Payload::OnCrmDealAdd(deal) = event.payload()? {
        let deal = b24.call(crm::item::Get::new(2, deal.id)).await?.item;
        println!("{:?} is new", deal.title);
    }
    Ok(())
}

/// Keeps the tokens of a user's portal, once the user has come back from [`Application::authorize_url`] with a code.
async fn agree(app: &Application, portals: &FileStore, code: &str) -> Result<(), Box<dyn Error>> {
    let agreed = app.exchange_code(code).await?;
    portals.save(&agreed).await?;
    Ok(())
}

/// Shows a tab of a deal to the user who opens it, with the user's own rights.
async fn page(portals: &FileStore, query: &str, body: &[u8]) -> Result<(), Box<dyn Error>> {
    let opened = Placement::parse(query, body)?;
    let portal = portals.load(opened.member_id().unwrap_or_default()).await?.ok_or("an unknown portal")?;
    let opened = opened.verify(&portal.verifier())?;
    println!("{} of deal {}", opened.code, opened.option("ID").unwrap_or_default());
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let portal = Portal::builder().start()?;
    let (url, oauth) = (portal.url(), portal.oauth());
    let install_info = json!({ "installed": true, "member_id": "a1b2", "client_endpoint": format!("{url}rest/") });
    portal.on("app.info", Reply::result(json!({ "client_id": oauth.client_id(), "install": install_info })));
    let folder = std::env::temp_dir().join(format!("bitrix24-application-{}", std::process::id()));

    // Without `server`, the vendor's authorisation servers are asked.
    let app = Application::new(oauth.client_id(), oauth.client_secret()).server(&url)?;
    let portals = FileStore::new(&folder, app.clone());

    println!("{}", app.authorize_url("example.bitrix24.com", "52d1")?);
    agree(&app, &portals, &oauth.code()).await?;

    let (access, refresh) = (oauth.access_token(), oauth.refresh_token());
    let auth = "auth[member_id]=a1b2&auth[application_token]=TOKEN";
    let tokens = format!("auth[access_token]={access}&auth[refresh_token]={refresh}&auth[expires_in]=3600");
    install(&app, &portals, format!("event=ONAPPINSTALL&{auth}&{tokens}").as_bytes()).await?;

    // The access token of the installation has ended: the call renews it, and the file has the new one.
    oauth.expire();
    event(&portals, format!("event=ONCRMDEALADD&data[FIELDS][ID]=7&{auth}").as_bytes()).await?;
    println!("{} renewal", oauth.refreshes());

    let form = "member_id=a1b2&AUTH_ID=A&APPLICATION_TOKEN=TOKEN&PLACEMENT=CRM_DEAL_DETAIL_TAB";
    let form = format!("{form}&PLACEMENT_OPTIONS={{\"ID\":\"7\"}}");
    page(&portals, "DOMAIN=example.bitrix24.com&PROTOCOL=1&LANG=en", form.as_bytes()).await?;

    let stranger = event(&portals, b"event=ONCRMDEALADD&auth[member_id]=a1b2&auth[application_token]=GUESS").await;
    println!("a stranger: {}", stranger.expect_err("another token"));
    Ok(std::fs::remove_dir_all(folder)?)
}
