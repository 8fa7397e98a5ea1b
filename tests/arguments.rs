//! Arguments of constructors and setters: what one call answers fits into the next.

use bitrix24::{
    CallBatch, Client, DateTime, Id, Ref, Request, Value, calendar, catalog, crm, im, json, sonet_group, tasks,
};
use bitrix24_mock::Portal;

fn params(request: &impl Request) -> Value {
    json!(request.params().as_map())
}

#[test]
fn an_identifier_is_an_integer_a_text_or_an_answer() {
    let (number, text, words) = (Id::from(5), Id::from("5"), "5".to_owned());
    for request in [
        crm::timeline::comment::Get::new(5),
        crm::timeline::comment::Get::new(5_u32),
        crm::timeline::comment::Get::new(5_i64),
        crm::timeline::comment::Get::new("5"),
        crm::timeline::comment::Get::new("5".to_owned()),
        crm::timeline::comment::Get::new(&words),
        crm::timeline::comment::Get::new(&number),
        crm::timeline::comment::Get::new(text),
    ] {
        assert_eq!(params(&request), json!({ "id": 5 }));
        assert!(request.validate().is_ok());
    }
    // What is no number is sent as it is, and reported.
    let request = crm::timeline::comment::Get::new("D_5");
    assert_eq!(params(&request), json!({ "id": "D_5" }));
    assert!(request.validate().is_err());
}

#[test]
fn an_identifier_that_is_a_text_is_a_number_too() {
    assert_eq!(params(&im::dialog::Get::new(27)), json!({ "DIALOG_ID": "27" }));
    assert_eq!(params(&im::dialog::Get::new("chat5")), json!({ "DIALOG_ID": "chat5" }));
    assert_eq!(params(&im::dialog::Get::new(Id::from(27))), json!({ "DIALOG_ID": "27" }));
}

#[test]
fn lists_of_identifiers_take_answers() {
    let ids = [Id::from(1), Id::from("2")];
    assert_eq!(params(&catalog::document::CancelList::new(&ids)), json!({ "documentIds": [1, "2"] }));
    assert_eq!(params(&im::chat::user::Add::new(5, &ids)), json!({ "CHAT_ID": 5, "USERS": [1, 2] }));
    assert_eq!(params(&im::chat::user::Add::new(5, [1, 2])), json!({ "CHAT_ID": 5, "USERS": [1, 2] }));
    let add = |users: Vec<Id>| params(&sonet_group::user::Add::new(7, users));
    assert_eq!(add(ids.to_vec()), json!({ "GROUP_ID": 7, "USER_ID": [1, 2] }));
    assert_eq!(params(&sonet_group::user::Add::new(7, "2")), json!({ "GROUP_ID": 7, "USER_ID": 2 }));
}

/// Where a page allows a time or a day, a text is either.
#[test]
fn times_are_texts() {
    let event = calendar::event::Add::new(calendar::event::add::Type::User, 1, "Review");
    let event = event.from("2026-03-02T10:00:00").to(DateTime::from("2026-03-02T11:00:00"));
    let sent = params(&event);
    assert_eq!((&sent["from"], &sent["to"]), (&json!("2026-03-02T10:00:00"), &json!("2026-03-02T11:00:00")));
}

/// A map of any values is pairs, or JSON with values of several types.
#[test]
#[allow(deprecated, reason = "most methods whose objects are not described are old")]
fn free_maps_take_json() {
    let expected = json!({ "fields": { "TITLE": "A house", "TAGS": ["new", 1] } });
    assert_eq!(params(&crm::productsection::Add::new(json!({ "TITLE": "A house", "TAGS": ["new", 1] }))), expected);
    assert_eq!(params(&crm::productsection::Add::new(&expected["fields"])), expected);
    assert_eq!(
        params(&crm::productsection::Add::new([("TITLE", json!("A house")), ("TAGS", json!(["new", 1]))])),
        expected
    );
    let map: bitrix24::Map<Value> = [("TITLE".to_owned(), json!("A house"))].into_iter().collect();
    assert_eq!(params(&crm::productsection::Add::new(map)), json!({ "fields": { "TITLE": "A house" } }));
    let numbers = (1..3).map(|number| (format!("N{number}"), number));
    assert_eq!(params(&crm::productsection::Add::new(numbers)), json!({ "fields": { "N1": 1, "N2": 2 } }));
    assert!(crm::productsection::Add::new(json!("A house")).validate().is_err());
    // With what was answered in it.
    let id = Id::from("5");
    assert_eq!(
        params(&crm::productsection::Add::new([("RESPONSIBLE_ID", &id)])),
        json!({ "fields": { "RESPONSIBLE_ID": "5" } })
    );
    assert_eq!(
        params(&crm::productsection::Add::new(json!({ "GROUP_ID": id }))),
        json!({ "fields": { "GROUP_ID": "5" } })
    );
}

/// A map of any values takes the thing whose fields it has.
#[test]
fn free_maps_take_typed_objects() {
    let request = crm::item::List::new(2).filter(crm::Item::new().title("A house").opened(true));
    assert_eq!(params(&request), json!({ "entityTypeId": 2, "filter": { "title": "A house", "opened": "Y" } }));
    assert!(request.validate().is_ok());
    let request = crm::item::List::new(2).filter([("title", "A house")]);
    assert_eq!(params(&request)["filter"], json!({ "title": "A house" }));
}

/// Where pages say no more than "an object", corrections name the thing.
#[test]
fn changes_and_imports_take_things() {
    let change = tasks::TaskV3::new().deadline("2026-03-02T18:00:00+02:00").needs_control(true);
    let request = tasks::task::UpdateV3::new(5, change);
    let expected = json!({ "deadline": "2026-03-02T18:00:00+02:00", "needsControl": "Y" });
    assert_eq!(params(&request), json!({ "id": 5, "fields": expected }));
    assert!(request.validate().is_ok());
    let request = crm::item::BatchImport::new(2, [crm::Item::new().title("A house")]);
    assert_eq!(params(&request), json!({ "entityTypeId": 2, "data": [{ "title": "A house" }] }));
    let files = tasks::TaskFields::new().uf_task_webdav_files(["n428"]).uf_crm_task(["L_4"]);
    assert_eq!(json!(files), json!({ "UF_TASK_WEBDAV_FILES": ["n428"], "UF_CRM_TASK": ["L_4"] }));
    let ids = tasks::TaskFields::new().uf_task_webdav_files([1065, 1077]);
    assert_eq!(json!(ids), json!({ "UF_TASK_WEBDAV_FILES": [1065, 1077] }));
}

/// Phones of an item have other keys than those of a lead: with the wrong ones a portal drops them.
#[test]
fn phones_have_the_keys_of_their_methods() {
    let phone = crm::ItemFm::new().type_id(crm::ItemFmTypeId::Phone).value("+15550001");
    let request = crm::item::Add::new(1, crm::Item::new().fm([phone.value_type(crm::ItemFmValueType::Work)]));
    let expected = json!([{ "typeId": "PHONE", "valueType": "WORK", "value": "+15550001" }]);
    assert_eq!(params(&request)["fields"]["fm"], expected);
    let phone = crm::Multifield::new().value("+15550001").value_type(crm::MultifieldValueType::Work);
    assert_eq!(
        json!(crm::Lead::new().phone([phone])),
        json!({ "PHONE": [{ "VALUE": "+15550001", "VALUE_TYPE": "WORK" }] })
    );
}

/// An object of plain values keeps beside them what they have no room for, and forgets it when it is set anew.
#[test]
fn objects_take_what_requests_take() {
    use crm::ItemProductRow as Row;

    let sent = |row: Row| params(&crm::item::productrow::Add::new(row))["fields"].clone();
    let row = |owner: &str| Row::new().owner_id(owner).owner_type("D").price(2).tax_included(true);
    assert_eq!(sent(row("9")), json!({ "ownerId": 9, "ownerType": "D", "price": 2.0, "taxIncluded": "Y" }));
    assert_eq!(sent(row("P"))["ownerId"], json!("P"));
}

/// A reference stands for a value of every type, in parameters, in lists, and in objects.
#[tokio::test]
#[allow(deprecated, reason = "most methods whose objects are not described are old")]
async fn references_fit_everywhere() {
    use crm::ItemProductRow as Row;

    let portal = Portal::builder().start().expect("a portal");
    let b24 = Client::webhook(&portal.webhook_url()).expect("an address");
    let mut batch: CallBatch = b24.batch();
    let found = batch.add(bitrix24::Dynamic::new("crm.deal.get", json!({ "id": 1 })));
    let (deal, users): (Ref<Value>, Ref<Value>) = (found.result().untyped("ID"), found.result().untyped("users"));
    batch.add(crm::timeline::comment::Get::new(&deal));
    batch.add(im::chat::user::Add::new(&deal, [&deal]).hide_history(&deal));
    batch.add(im::chat::user::Add::new(&deal, users));
    batch.add(crm::productsection::Add::new(found.result().untyped("task")));
    batch.add(im::dialog::messages::Get::new(&deal).limit(&deal));
    let row =
        Row::new().owner_id(&deal).owner_type("D").product_id(&deal).price(&deal).tax_included(&deal).quantity(deal);
    batch.add(crm::item::productrow::Add::new(row));
    batch.send().await.expect("it is sent");
    let sent = portal.last_request().expect("a request");
    insta::assert_snapshot!(commands(&sent), @r"
    crm.deal.get?id=1
    crm.timeline.comment.get?id=$result[c0][ID]
    im.chat.user.add?CHAT_ID=$result[c0][ID]&USERS[0]=$result[c0][ID]&HIDE_HISTORY=$result[c0][ID]
    im.chat.user.add?CHAT_ID=$result[c0][ID]&USERS=$result[c0][users]
    crm.productsection.add?fields=$result[c0][task]
    im.dialog.messages.get?DIALOG_ID=$result[c0][ID]&LIMIT=$result[c0][ID]
    crm.item.productrow.add?fields[ownerType]=D&fields[productId]=$result[c0][ID]&fields[ownerId]=$result[c0][ID]&fields[price]=$result[c0][ID]&fields[taxIncluded]=$result[c0][ID]&fields[quantity]=$result[c0][ID]
    ");
}

/// The commands of a batch, one on a line.
fn commands(batch: &bitrix24_mock::Request) -> String {
    let Some(commands) = batch.body()["cmd"].as_object() else { return String::new() };
    let lines = commands.values().map(|command| {
        command.as_str().unwrap_or_default().replace("%24", "$").replace("%5B", "[").replace("%5D", "]")
    });
    lines.collect::<Vec<_>>().join("\n")
}
