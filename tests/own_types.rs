//! Objects in databases and in tests, and answers in types of one's own.

use bitrix24::{As, Client, DateTime, Error, Id, crm, from_slice, json};
use bitrix24_mock::{Portal, Reply};
use serde::Deserialize;

/// What a program makes of a deal.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase")]
struct MyDeal {
    id: u32,
    title: String,
    opportunity: f64,
    opened: bool,
    created_time: DateTime,
    company_id: Option<Id>,
    #[serde(default)]
    observers: Vec<i64>,
}

fn deal() -> serde_json::Value {
    json!({
        "id": "7", "title": 2026, "opportunity": "120.50", "opened": "Y", "createdTime": "2026-01-31T10:00:00+00:00",
        "companyId": "", "observers": ["1", 2],
    })
}

fn mine() -> MyDeal {
    MyDeal {
        id: 7,
        title: "2026".to_owned(),
        opportunity: 120.5,
        opened: true,
        created_time: "2026-01-31T10:00:00+00:00".into(),
        company_id: None,
        observers: vec![1, 2],
    }
}

#[tokio::test]
async fn an_answer_is_read_into_a_type_of_ones_own() -> Result<(), Error> {
    #[derive(Clone, Deserialize)]
    struct Answer {
        item: MyDeal,
    }

    let portal = Portal::start();
    portal.on("crm.item.get", Reply::result(json!({ "item": deal() })));
    portal.on("crm.item.list", Reply::result(json!({ "items": [deal()] })));
    let b24 = Client::webhook(&portal.webhook_url())?;
    let answer: Answer = b24.call(As::of(crm::item::Get::new(2, 7))).await?;
    assert_eq!(answer.item, mine());
    let deals = b24.list(crm::item::List::new(2)).as_::<MyDeal>().all().await?;
    assert_eq!(deals, [mine()]);
    Ok(())
}

#[tokio::test]
async fn what_does_not_fit_says_where() -> Result<(), Error> {
    let mut deal = deal();
    deal["observers"] = json!([1, "all"]);
    let portal = Portal::start();
    portal.on("crm.item.list", Reply::result(json!({ "items": [deal] })));
    let b24 = Client::webhook(&portal.webhook_url())?;
    let error = b24.list(crm::item::List::new(2)).as_::<MyDeal>().all().await.expect_err("it does not fit");
    assert_eq!(error.to_string(), "crm.item.list: observers: 1: invalid type: string \"all\", expected i64");
    assert!(matches!(error, Error::Own { result, .. } if result["id"] == "7"));
    Ok(())
}

type Item = crm::item::list::Item;

/// The same deal, however a method writes its numbers.
#[test]
fn objects_are_compared() {
    let read = |text: &str| from_slice::<Item>(text.as_bytes()).expect("an object").0;
    let item = read(r#"{ "id": 7, "title": "A house", "UF": 1 }"#);
    assert_eq!(item, read(r#"{ "title": "A house", "UF": 1, "id": "7" }"#));
    assert_ne!(item, read(r#"{ "id": 8, "title": "A house", "UF": 1 }"#));
    assert_ne!(item, read(r#"{ "id": 7, "title": "A house" }"#));
}

/// Stored and read again, nothing is lost.
#[test]
fn objects_are_stored() -> serde_json::Result<()> {
    let row =
        json!({ "id": "7", "title": "A house", "opportunity": "1.50", "opened": "Y", "ufCrmSize": [1, { "a": null }] });
    let item: Item = serde_json::from_value(row.clone())?;
    assert_eq!(item.title.as_deref(), Some("A house"));
    assert_eq!(serde_json::to_value(&item)?, row);
    assert_eq!(serde_json::from_str::<Item>(&serde_json::to_string(&item)?)?, item);
    assert!(serde_json::from_str::<Item>("5").is_err());

    let task: bitrix24::tasks::Task = serde_json::from_value(json!({ "id": "5", "title": "Report" }))?;
    assert_eq!(serde_json::to_value(task)?, json!({ "id": "5", "title": "Report" }));
    Ok(())
}
