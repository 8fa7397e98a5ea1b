//! Works with a portal's own smart process and custom fields, as `b24 portal pull` has described them in `portal/`. The portal
//! is one that this program starts itself from that folder: `cargo run -p own-portal`.

use bitrix24::{Client, CrmLink, Date, File, ListRequest, Money};
use bitrix24_mock::Portal;

mod portal {
    include!(concat!(env!("OUT_DIR"), "/portal.rs"));
}

use portal::{DealItem, DealItemReasons, Project, ProjectKind, ProjectStage};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/portal");
    let portal = Portal::builder().portal(folder)?.start()?;
    let b24 = Client::webhook(&portal.webhook_url())?;
    begin(&b24).await?;
    plan(&b24).await?;
    hand_over(&b24).await?;
    Ok(())
}

/// Adds a deal, and a project for it.
async fn begin(b24: &Client) -> Result<(), bitrix24::Error> {
    let deal = DealItem::new().title("A house by the lake").reasons([DealItemReasons::Location]).discount(2.5);
    let deal = b24.call(DealItem::add(deal)).await?.item;
    let project = Project::new()
        .title("A house by the lake")
        .stage(ProjectStage::New)
        .kind(ProjectKind::Detached)
        .area(240.0)
        .budget(Money::new(350_000, "EUR"))
        .deal(CrmLink::deal(deal.id.unwrap_or_default()));
    let project = b24.call(Project::add(project)).await?.item;
    println!("{:?} for {:?}, of {:?}", project.title, project.budget, project.deal);
    Ok(())
}

/// Moves large new projects on, several in one request.
async fn plan(b24: &Client) -> Result<(), bitrix24::Error> {
    let large = Project::list()
        .filter_by(|filter| filter.ge(|it| &it.area, 200.0).eq(|it| &it.stage, ProjectStage::New))
        .select_by(|select| select.field(|it| &it.id).field(|it| &it.area))
        .order_by(|order| order.desc(|it| &it.area));
    let large = b24.list(large).all().await?;
    let mut batch = b24.batch();
    for id in large.iter().filter_map(|project| project.id) {
        batch.add(Project::update(id, Project::new().stage(ProjectStage::UnderConstruction).approved(true)));
    }
    let moved = batch.len();
    batch.send().await?;
    println!("{moved} of {} projects are under construction now", large.len());
    Ok(())
}

/// Hands a project over, with its plans.
async fn hand_over(b24: &Client) -> Result<(), bitrix24::Error> {
    let approved = Project::list().filter_by(|filter| filter.eq(|it| &it.approved, true));
    let Some(project) = b24.list(approved).stream().next().await.transpose()? else { return Ok(()) };
    let id = project.id.unwrap_or_default();
    let done = Project::new()
        .stage(ProjectStage::Built)
        .handover(Date::from("2027-05-01"))
        .plans([File::new("plan.txt", "four walls")]);
    b24.call(Project::update(id, done)).await?;
    let project = b24.call(Project::get(id)).await?.item;
    let plans = project.plans.unwrap_or_default();
    println!("built: {}, with {} plan", project.stage == Some(ProjectStage::Built), plans.len());
    Ok(())
}
