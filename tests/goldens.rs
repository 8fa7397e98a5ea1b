//! Emitted code of schemas that are difficult for a generator, committed and compiled.
//!
//! For an intended change of the generator run `UPDATE_GOLDENS=1 cargo test --test freshness`, then review the diff.

#![deny(warnings)]

use bitrix24_runtime::envelope::{from_slice, to_value};
use bitrix24_runtime::{
    Address, CrmLink, CustomFields, File, FileValue, KnownError, ListRequest, Money, Request, Value, json,
};

/// Keywords, digits, dots, pipes, Cyrillic letters, taken names; every type inside every other.
mod obstacles {
    include!("goldens/obstacles/bitrix24.rs");
}

use obstacles::obstacle;

#[test]
fn names_reach_the_wire_as_they_are() {
    use obstacle::names::{Option_, OptionString, Value as Values};

    let option = Option_::new(1).none(2).string(OptionString::new().vec(["a"])).extra_("x").take_("y").param("z", 3);
    let request = obstacle::Names::new("me", 1)
        .async_(true)
        ._2fa(true)
        .edit_originator(false)
        .tasks_task_uf_crm_task(true)
        .nazvanie("имя")
        .status("ok")
        .new_("n")
        .validate_("v")
        .param_("p")
        .uf("UF_X", json!({ "any": 1 }))
        .property_value("property5Value", "five")
        .option(option)
        .value(Values::Nothing)
        .param("unknown", 1);
    let expected = json!({
        "self": "me", "type": 1, "async": true, "2fa": 1, "edit.originator": "0", "TASKS_TASK|UF_CRM_TASK": "true",
        "Название": "имя", "СТАТУС": "ok", "new": "n", "validate": "v", "param": "p", "UF_X": { "any": 1 },
        "property5Value": "five",
        "Option": { "Some": 1, "None": 2, "String": { "Vec": ["a"] }, "extra": "x", "take": "y", "z": 3 },
        "value": "", "unknown": 1,
    });
    request.validate().expect("two unknown names are no error");
    let paths: Vec<_> = request.warnings().iter().map(|violation| violation.path.clone()).collect();
    assert_eq!(paths, ["Option.z", "unknown"]);
    assert_eq!(Value::Object(request.params().as_map().clone()), expected);
}

#[test]
fn names_that_are_alike_are_told_apart() {
    use obstacle::alike::{Error, Filter, Item_, ItemPart2, ItemUpper, Number, Sign};

    let item = Item_::new().part(ItemPart2::new().id(1).id_mixed(2));
    let filter = Filter::new().id(1).param(">=id", 2).param("!STAGE", ["NEW"]);
    let request = obstacle::Alike::new(1, "a", "b")
        .id_2(2)
        .id_mixed(3)
        .id_upper(4)
        .less_equal_date("2026-01-31")
        .clear_date()
        .clear_date_lower("no")
        .uf_name_id("UF_X_5", 5)
        .item(item)
        .item_upper(ItemUpper::new())
        .sign(Sign::GreaterEqual)
        .number(Number::Minus1)
        .filter(filter.clone());
    request.validate().expect("all of it is known");
    let warnings = request.clone().filter(filter.param(">id", 1)).warnings();
    assert_eq!(warnings[0].path, "filter.>id");
    assert_eq!(request.clone().param("anything", 1).warnings().len(), 1);
    let expected = json!({
        "id": 1, "sentTo": "a", "SENT_TO": "b", "ID": 2, "Id": 3, "id_upper": 4, "<=DATE": "2026-01-31", "DATE": null,
        "clear_date": "no", "UF_X_5": 5, "item": { "part": { "id": 1, "Id": 2 } }, "ITEM": {}, "sign": ">=",
        "number": -1, "filter": { "id": 1, ">=id": 2, "!STAGE": ["NEW"] },
    });
    assert_eq!(Value::Object(request.params().as_map().clone()), expected);
    assert_eq!(Error::NoCode.entry().map(|entry| entry.code), Some(""));
}

#[test]
fn names_come_back_as_they_are() {
    let answer = json!({ "self": 1, "crate": "c", "x_end": [1], "Ответ": { "да/нет": "Y" } });
    let (result, drift) =
        from_slice::<obstacle::names::Response>(answer.to_string().as_bytes()).expect("it is an object");
    assert!(drift.is_empty(), "{drift}");
    assert_eq!(result.otvet.as_ref().and_then(|inner| inner.da_net), Some(true));
    assert_eq!(to_value::<obstacle::names::Response>(&result), answer);
}

#[test]
fn every_type_is_written_as_described() {
    use obstacle::types::{Level, Levels, Nested, NestedUnion, Union, UnionOrNull};
    use obstacles::types::obstacle::{Colour, Node};

    let request = obstacle::Types::new()
        .integer(5)
        .double(1.5)
        .date("2026-01-31")
        .datetime("2026-01-31T10:00:00+02:00")
        .timestamp("2026-01-31T10:00:00+00:00")
        .thing("T_1")
        .pair(File::new("a", "x"))
        .data(("a", "x"))
        .base64(("a", "x"))
        .files([("a", "x"), ("b", "y")])
        .object([("k", 1)])
        .array(["x"])
        .clear_nullable()
        .nullables([Some(1), None])
        .lists([vec![1], vec![]])
        .one_or_many([1, 2])
        .union(Union::BooleanList(vec![true]))
        .union_or_null(UnionOrNull::from(7))
        .level(Level::High)
        .levels([Levels::_1, Levels::_3])
        .shared(Node::new().id(1).next(Node::new().id("2")))
        .colour(Colour::Red)
        .nested([Nested::new(NestedUnion::from("u"), Node::new())]);
    request.validate().expect("all of it is as described");
    let expected = json!({
        "integer": 5, "double": 1.5, "date": "2026-01-31", "datetime": "2026-01-31T10:00:00+02:00",
        "timestamp": 1_769_853_600, "thing": "T_1", "pair": ["a", "eA=="], "data": { "fileData": ["a", "eA=="] },
        "base64": "eA==", "files": [{ "fileData": ["a", "eA=="] }, { "fileData": ["b", "eQ=="] }], "object": { "k": 1 },
        "array": ["x"], "nullable": null, "nullables": [1, null], "lists": [[1], []], "one_or_many": [1, 2],
        "union": ["Y"], "union_or_null": 7, "level": 2, "levels": [1, 3],
        "shared": { "id": 1, "next": { "id": "2" } }, "colour": 1, "nested": [{ "union": "u", "node": {} }],
    });
    assert_eq!(Value::Object(request.params().as_map().clone()), expected);
}

#[test]
fn every_type_is_read_and_nothing_is_lost() {
    let as_described = json!({
        "integer": 1, "double": 0.5, "string": "s", "yes_no": "Y", "one_zero": 0, "date": "2026-01-31",
        "datetime": "2026-01-31T10:00:00+02:00", "timestamp": 1_769_853_600, "time": { "start": 1.5 }, "thing": "5",
        "list": [1], "map": { "a": { "id": 1 } }, "nullable": null, "nullables": [1, null],
        "maps": { "a": { "b": "N" } }, "one_or_many": [1], "union": ["Y"], "colour": 2,
        "node": { "id": 1, "next": { "id": 2, "children": [{ "id": 3 }] }, "twin": { "node": { "id": 4 } }, "UF_X": 1 },
    });
    // The same in other forms that this API is known to write.
    let otherwise = json!({
        "integer": "1", "double": "0.50", "string": 5, "yes_no": true, "one_zero": "N", "date": "",
        "datetime": "31.01.2026 10:00:00", "timestamp": "1769853600", "time": [], "thing": 5, "list": { "3": 1 },
        "map": [], "nullable": "", "nullables": ["1", ""], "maps": { "a": [] }, "one_or_many": "1", "union": "text",
        "colour": "2", "node": { "id": null, "next": false, "children": {}, "twin": [] },
    });
    for answer in [as_described, otherwise] {
        let bytes = answer.to_string();
        let (result, drift) =
            from_slice::<Option<obstacle::types::Response>>(bytes.as_bytes()).expect("it is an object");
        assert!(drift.is_empty(), "{drift}");
        let result = result.expect("it is there");
        assert_eq!((result.integer, result.list.as_slice()), (1, &[1][..]));
        assert_eq!(to_value::<Option<obstacle::types::Response>>(&Some(result)), answer);
    }
}

#[test]
fn types_of_custom_fields_are_written_as_they_are_taken() {
    use obstacles::types::obstacle::{Custom, CustomUfCrmEither, CustomUfCrmKinds, CustomUfCrmStage};

    let plan = || File::new("a", "x");
    let kept = from_slice::<bitrix24_runtime::files::FileLink>(br#"{ "id": 52, "url": "/a" }"#).expect("an object").0;
    let fields = Custom::new()
        .uf_crm_budget(Money::new(1000.5, "EUR"))
        .uf_crm_budgets(["1|EUR", "2|EUR"])
        .uf_crm_link(CrmLink::new(1036, 3))
        .uf_crm_new(true)
        .uf_crm_plan(plan())
        .uf_crm_plans([FileValue::from(plan()), kept.clone().into()])
        .uf_crm_places([Address::new("Main Street")])
        .uf_crm_links([CrmLink::deal(1), CrmLink::from(7)])
        .uf_crm_new_mixed(false)
        .uf_crm_plan_mixed(plan())
        .uf_crm_plans_mixed([FileValue::from(plan()), kept.into()])
        .uf_crm_either(CustomUfCrmEither::from(Money::new(5, "USD")))
        .uf_crm_stage(CustomUfCrmStage::Won)
        .uf_crm_kinds([CustomUfCrmKinds::Small, CustomUfCrmKinds::Large, CustomUfCrmKinds::Odd]);
    let request = obstacle::Custom::new("5|EUR", "Main Street", "D_1", true, ("a", "x"))
        .uf_crm_plan(("a", "x"))
        .budgets([("a", Money::new(5, "EUR"))])
        .links([CrmLink::deal(1)])
        .flags([true, false])
        .clear_until()
        .fields(fields);
    request.validate().expect("all of it is as described");
    let (pair, data) = (json!(["a", "eA=="]), json!({ "fileData": ["a", "eA=="] }));
    let expected = json!({
        "budget": "5|EUR", "place": "Main Street", "link": "D_1", "isNew": "Y", "plan": pair, "UF_CRM_PLAN": data,
        "budgets": { "a": "5|EUR" }, "links": ["D_1"], "flags": ["Y", "N"], "until": null,
        "fields": {
            "UF_CRM_BUDGET": "1000.5|EUR", "UF_CRM_BUDGETS": ["1|EUR", "2|EUR"], "UF_CRM_LINK": "T40c_3", "UF_CRM_NEW": 1,
            "UF_CRM_PLAN": data, "UF_CRM_PLANS": [data, { "id": 52 }], "ufCrmPlaces": ["Main Street"],
            "ufCrmLinks": ["D_1", 7], "ufCrmNew": "N", "ufCrmPlan": pair, "ufCrmPlans": [pair, { "id": 52 }],
            "ufCrmEither": "5|USD", "ufCrmStage": "C1:WON", "ufCrmKinds": [44, 45, 46],
        },
    });
    assert_eq!(Value::Object(request.params().as_map().clone()), expected);

    let wrong = obstacle::Custom::new("five|EUR", "Main Street", "D_", true, ("a", "x")).validate().expect_err("two");
    let told: Vec<String> = wrong.iter().map(ToString::to_string).collect();
    assert!(told[0].starts_with("`budget` has to be money") && told[1].starts_with("`link`"), "{told:?}");
}

#[test]
fn types_of_custom_fields_are_read_and_asked_for() {
    use obstacles::types::obstacle::{Custom, CustomUfCrmStage};

    let answer = json!({
        "ID": 1, "UF_CRM_BUDGET": "1000.00|RUB", "UF_CRM_BUDGETS": ["1|EUR", "two"], "UF_CRM_PLACE": "Main Street|1;2|3",
        "UF_CRM_LINK": "", "UF_CRM_NEW": "1", "UF_CRM_PLAN": { "id": "52", "showUrl": "/a", "downloadUrl": "/b" },
        "UF_CRM_PLANS": [52, { "id": 53 }], "ufCrmLinks": ["D_1", "T40c_3"], "ufCrmNew": 1, "ufCrmPlan": null,
        "ufCrmPlans": [{ "id": 52, "url": "/a", "urlMachine": "/b" }], "ufCrmEither": "Main Street", "ufCrmStage": "C1:WON",
    });
    let (deal, drift) = from_slice::<Custom>(answer.to_string().as_bytes()).expect("an object");
    assert_eq!(drift.to_string(), "result.UF_CRM_BUDGETS[1]: string instead of money");
    assert_eq!(deal.uf_crm_budget.as_ref().and_then(Money::amount), Some(1000.0));
    assert_eq!((deal.uf_crm_new, deal.uf_crm_new_mixed), (Some(true), Some(true)));
    assert_eq!(deal.uf_crm_stage, Some(CustomUfCrmStage::Won));
    let plan = deal.uf_crm_plan.as_ref().and_then(FileValue::link);
    assert_eq!(plan.and_then(|plan| plan.download_url.as_deref()), Some("/b"));
    assert_eq!(deal.custom::<Money>("ufCrmBudget").expect("an amount").currency(), "RUB");
    assert_eq!(to_value::<Custom>(&deal), answer);

    let request = obstacle::Customs::new().filter_by(|filter| {
        let filter = filter.ge(|deal| &deal.uf_crm_budget, Money::new(5, "EUR"));
        let filter = filter.contains(|deal| &deal.uf_crm_place, "Main").eq(|deal| &deal.uf_crm_link, "D_1");
        filter.eq(|deal| &deal.uf_crm_new, true).eq(|deal| &deal.uf_crm_new_mixed, true)
    });
    let expected = json!({
        ">=UF_CRM_BUDGET": "5|EUR", "%UF_CRM_PLACE": "Main", "=UF_CRM_LINK": "D_1", "=UF_CRM_NEW": 1, "=ufCrmNew": 1,
    });
    assert_eq!(request.params().get("filter"), Some(&expected));
}

#[test]
fn errors_are_named_apart() {
    use obstacle::names::Error;

    use Error::{Code404, DrugaiaOshibka, FieldRequired, Other_, Self_};
    let variants: Vec<Error> = Error::ROWS.iter().map(|row| row.0).collect();
    assert_eq!(variants, [Self_, Other_, Code404, FieldRequired, DrugaiaOshibka]);
    assert_eq!(Error::FieldRequired.entry().and_then(|entry| entry.message), Some("Field * is required"));
}

#[test]
#[expect(deprecated, reason = "it is there to be")]
fn the_catalogue_has_every_method() {
    use obstacles::catalogue;

    let names: Vec<_> = catalogue::methods().map(|method| (method.name, method.api)).collect();
    assert!(names.is_sorted());
    assert_eq!(names.len(), 16);
    assert!(names.iter().all(|(name, api)| catalogue::method_in(name, *api).is_some()));
    let twins = [obstacle::Twin::METHOD.api, obstacle::TwinV3::METHOD.api];
    assert_eq!(twins, [bitrix24_runtime::Api::V2, bitrix24_runtime::Api::V3]);
    assert_eq!(obstacle::Old::METHOD.positional, ["ITEM", "ID"]);
    assert_eq!(obstacles::Batch::METHOD.name, "batch");
    assert_eq!(obstacles::event::Offline::METHOD.name, "event.offline");
    assert_eq!(obstacles::event::offline::Get::METHOD.name, "event.offline.get");
    assert_eq!(obstacles::type_::match_::Self_::METHOD.name, "type.match.self");
    assert_eq!(obstacles::types_::List::METHOD.name, "types.list");
    assert_eq!(obstacles::main_::Lib::METHOD.name, "main.lib");
    assert!(obstacle::Nothing::new().validate().is_ok());
}
