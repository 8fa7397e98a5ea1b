//! A portal's own types as they are emitted, against a portal.
//!
//! For an intended change of the generator run `UPDATE_GOLDENS=1 cargo test --test freshness`, then review the diff.

#![deny(warnings)]

use bitrix24::{Client, CrmLink, Error, File, ListRequest, Money, Request, Value, crm, from_slice, json, rt, to_value};
use bitrix24_mock::{Portal, Reply};

/// The things of a portal: smart processes, deals and leads with fields of their own, a list, employees, tasks; names
/// that are hard for a generator; every type of custom fields.
mod own {
    include!("goldens/portal/portal.rs");
}

use own::{Deal, DealSize, Holiday, Project, ProjectKinds, ProjectPrice, ProjectStage, SiteVisit, Task, Type};

fn project() -> Value {
    json!({
        "id": 5, "title": "A house", "stageId": "DT1036_9:SUCCESS", "opportunity": 100, "ufCrm5Budget": "1000.50|EUR",
        "ufCrm5Approved": "Y", "ufCrm5Kind": [44, "45", 46], "ufCrm5Client": "T40c_3",
        "ufCrm5Address": "Berlin|52.5;13.4|9", "ufCrm5Price": "52", "ufCrm5Site": { "id": 8, "ufCrm7List": "x" },
        "ufCrm5New": "since the pull", "utmMedium": "CPC",
    })
}

#[tokio::test]
async fn a_thing_is_read_with_its_own_fields() -> Result<(), Error> {
    let portal = Portal::start();
    portal.on("crm.item.get", Reply::result(json!({ "item": project() })));
    let b24 = Client::webhook(&portal.webhook_url())?;
    let request = Project::get(5);
    assert_eq!(json!(request.params().as_map()), json!({ "entityTypeId": 1036, "id": 5 }));
    assert_eq!(request.validate().map_err(|violations| violations.to_string()), Ok(()));
    let project = b24.call(request).await?.item;
    assert_eq!((project.id, project.title.as_deref()), (Some(5), Some("A house")));
    assert_eq!(project.stage, Some(ProjectStage::Won));
    let budget = project.budget.as_ref().expect("it has one");
    assert_eq!((budget.amount(), budget.currency()), (Some(1000.5), "EUR"));
    let kinds = [ProjectKinds::Small, ProjectKinds::Large, ProjectKinds::Unknown("46".to_owned())];
    assert_eq!(project.kinds.as_deref(), Some(&kinds[..]));
    assert_eq!(project.approved, Some(true));
    assert_eq!(project.site.and_then(|site| site.list_).as_deref(), Some("x"));
    assert_eq!(project.extra.get("ufCrm5New"), Some(&json!("since the pull")));
    Ok(())
}

#[tokio::test]
async fn a_list_is_asked_for_by_the_things_fields() -> Result<(), Error> {
    let portal = Portal::start();
    portal.on("crm.item.list", Reply::result(json!({ "items": [project()] })));
    let b24 = Client::webhook(&portal.webhook_url())?;
    let request = Project::list()
        .filter_by(|filter| {
            let filter = filter.eq(|project| &project.stage, ProjectStage::Won).ge(|project| &project.area, 20.5);
            filter.one_of(|project| &project.price, [ProjectPrice::Low, ProjectPrice::High])
        })
        .select_by(|select| select.field(|project| &project.id).field(|project| &project.budget))
        .order_by(|order| order.desc(|project| &project.due))
        .map(|request| request.use_original_uf_names(false));
    let expected = json!({
        "entityTypeId": 1036,
        "filter": { "=stageId": "DT1036_9:SUCCESS", ">=ufCrm5Area": 20.5, "@ufCrm5Price": [51, 52] },
        "select": ["id", "ufCrm5Budget"],
        "order": { "ufCrm5Due": "DESC" },
        "useOriginalUfNames": "N",
    });
    assert_eq!(json!(request.params().as_map()), expected);
    let projects = b24.list(request.clone()).all().await?;
    assert_eq!(projects.iter().map(|project| project.id).collect::<Vec<_>>(), [Some(5)]);
    assert_eq!(b24.call(request).await?.items[0].stage, Some(ProjectStage::Won));
    Ok(())
}

#[tokio::test]
#[expect(deprecated, reason = "so are the methods")]
async fn custom_fields_in_capitals_are_selected_until_the_caller_selects() -> Result<(), Error> {
    let portal = Portal::start();
    portal.on("crm.deal.list", Reply::result(json!([{ "ID": "7", "UF_CRM_SIZE": "72", "UF_CRM_COLOURS": ["red"] }])));
    let b24 = Client::webhook(&portal.webhook_url())?;
    let select = |deals: &rt::Of<crm::deal::List, Vec<Deal>, Deal>| deals.params().get("select").cloned();
    let deals = Deal::list();
    assert_eq!(select(&deals), Some(json!(["*", "UF_*", "UF_CRM_COLOURS"])));
    let read = b24.list(deals.clone()).all().await?;
    assert_eq!((read[0].id, read[0].size.clone()), (Some(7), Some(DealSize::L)));
    assert_eq!(portal.last_request().map(|request| request.body()["select"].clone()), select(&deals));
    let chosen = deals.clone().select_by(|select| select.field(|deal| &deal.size));
    assert_eq!(select(&chosen), Some(json!(["UF_CRM_SIZE"])));
    let more = chosen.select_by(|select| select.field(|deal| &deal.id));
    assert_eq!(select(&more), Some(json!(["UF_CRM_SIZE", "ID"])));
    let other = deals.map(|request| request.select(["ID"])).select_by(|select| select.field(|deal| &deal.floor));
    assert_eq!(select(&other), Some(json!(["ID", "UF_CRM_1700000000"])));
    Ok(())
}

#[tokio::test]
#[expect(deprecated, reason = "so are the methods")]
async fn a_thing_is_added_and_changed() -> Result<(), Error> {
    let portal = Portal::start();
    portal.on("crm.item.add", Reply::result(json!({ "item": project() })));
    portal.on("crm.item.update", Reply::result(json!({ "item": project() })));
    portal.on("crm.deal.add", Reply::result(json!(8)));
    let b24 = Client::webhook(&portal.webhook_url())?;
    let fields = Project::new()
        .title("A house")
        .stage(ProjectStage::New)
        .budget(Money::new(1000.5, "EUR"))
        .approved(true)
        .kinds([ProjectKinds::Small])
        .client(CrmLink::new(1036, 3))
        .permits([File::new("a.txt", "a")])
        .param("ufCrm5New", 1);
    let added = b24.call(Project::add(fields)).await?.item;
    let sent = portal.last_request().map(|request| request.body()["fields"].clone());
    let expected = json!({
        "title": "A house", "stageId": "DT1036_9:NEW", "ufCrm5Budget": "1000.5|EUR", "ufCrm5Approved": "Y",
        "ufCrm5Kind": [44], "ufCrm5Client": "T40c_3", "ufCrm5Permit": [["a.txt", "YQ=="]], "ufCrm5New": 1,
    });
    assert_eq!(sent, Some(expected));
    let changed = b24.call(Project::update(added.id.unwrap_or_default(), Project::new().area(3))).await?;
    assert_eq!(changed.item.id, Some(5));
    let sent = portal.last_request().map(|request| request.body().clone());
    assert_eq!(sent, Some(json!({ "entityTypeId": 1036, "id": 5, "fields": { "ufCrm5Area": 3.0 } })));
    let deal = Deal::add(Deal::new().size(DealSize::S));
    assert_eq!(b24.call(deal).await?, 8);
    Ok(())
}

#[tokio::test]
async fn a_batch_refers_to_a_things_fields() -> Result<(), Error> {
    let portal = Portal::builder().start().expect("a portal");
    portal.on("crm.item.add", Reply::result(json!({ "item": { "id": 5 } })));
    let b24 = Client::webhook(&portal.webhook_url())?;
    let mut batch = b24.batch();
    let visit = batch.add(SiteVisit::add(SiteVisit::new().title("The first")));
    let number = visit.result().at(|added| &added.item).at(|visit| &visit.id);
    let project = batch.add(Project::add(Project::new().floors(number)));
    let answers = batch.send().await?;
    assert_eq!((answers.take(visit)?.item.id, answers.take(project)?.item.id), (Some(5), Some(5)));
    let sent = portal.requests().iter().map(|request| request.body().to_string()).collect::<String>();
    assert!(sent.contains("ufCrm5Floors]=%24result%5Bc0%5D%5Bitem%5D%5Bid%5D"), "{sent}");
    Ok(())
}

#[test]
fn a_thing_becomes_the_documented_type_and_nothing_is_lost() {
    let (own, _) = from_slice::<Project>(project().to_string().as_bytes()).expect("an object");
    let documented = crm::Item::from(own.clone());
    assert_eq!(documented.title.as_deref(), Some("A house"));
    assert_eq!(to_value::<crm::Item>(&documented), project());
    assert_eq!(to_value::<Project>(&Project::from(documented)), project());
}

#[test]
fn calls_have_what_all_calls_of_the_thing_have() {
    let params = |params: &rt::Params| json!(params.as_map());
    assert_eq!(params(Holiday::get().params()), json!({ "IBLOCK_TYPE_ID": "lists", "IBLOCK_ID": 37 }));
    let change = Holiday::update(3, Holiday::new().name("May"));
    let expected = json!({ "IBLOCK_TYPE_ID": "lists", "IBLOCK_ID": 37, "ELEMENT_ID": 3, "FIELDS": { "NAME": "May" } });
    assert_eq!(params(change.params()), expected);
    assert_eq!(params(Type::delete(4).params()), json!({ "entityTypeId": 1052, "id": 4 }));
    assert_eq!(params(Task::get(5).params()), json!({ "taskId": 5 }));
}
