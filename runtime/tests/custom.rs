//! Fields by their names: of objects, of JSON, and in queries.

use bitrix24_runtime::files::FileLink;
use bitrix24_runtime::{
    CustomFieldError, CustomFields, Cx, Date, DateTime, Dynamic, Error, Extra, Fate, File, Id, ListRequest, Map,
    Object, Request, Value, from_slice, json, to_value,
};

/// An object that is answered and sent, with a described field.
#[derive(Clone, Debug, Default)]
struct Deal {
    title: Option<String>,
    parent: Option<i64>,
    extra: Extra,
}

impl Object for Deal {
    fn walk(&self, cx: &mut Cx<'_>) -> Self {
        Self {
            title: cx.text("title", &self.title),
            parent: cx.int("parentId128", &self.parent),
            extra: cx.extra(&self.extra),
        }
    }
}

fn deal(json: &Value) -> Deal {
    from_slice::<Deal>(json.to_string().as_bytes()).expect("an object").0
}

#[test]
fn values_of_all_types_are_read() -> Result<(), CustomFieldError> {
    let deal = deal(&json!({
        "UF_CRM_SIZE": "3.5", "UF_CRM_COUNT": "7", "UF_CRM_KIND": 44, "UF_CRM_NEW": "Y", "UF_CRM_OLD": 0, "UF_CRM_TEXT": "",
        "UF_CRM_DAY": "2026-03-01T03:00:00+03:00", "UF_CRM_PLAN": { "id": 5, "showUrl": "/a", "downloadUrl": "/b" },
        "UF_CRM_PLANS": [{ "id": 5, "urlMachine": "/a" }], "UF_CRM_ANY": { "a": [1] },
    }));
    assert_eq!(deal.custom::<f64>("UF_CRM_SIZE")?, 3.5);
    assert_eq!(deal.custom::<i64>("UF_CRM_COUNT")?, 7);
    assert_eq!(deal.custom::<Id>("UF_CRM_KIND")?, 44);
    assert!(deal.custom::<bool>("UF_CRM_NEW")? && !deal.custom::<bool>("UF_CRM_OLD")?);
    assert_eq!(deal.custom::<String>("UF_CRM_TEXT")?, "");
    assert_eq!(deal.custom::<Date>("UF_CRM_DAY")?.civil().expect("a day").day(), 1);
    assert_eq!(deal.custom::<DateTime>("UF_CRM_DAY")?.to_string(), "2026-03-01T03:00:00+03:00");
    assert_eq!(deal.custom::<FileLink>("UF_CRM_PLAN")?.download_url.as_deref(), Some("/b"));
    assert_eq!(deal.custom::<Vec<FileLink>>("UF_CRM_PLANS")?[0].url_machine.as_deref(), Some("/a"));
    assert_eq!(deal.custom::<Value>("UF_CRM_ANY")?, json!({ "a": [1] }));
    Ok(())
}

#[test]
fn a_missing_field_is_not_an_empty_one() {
    let deal = deal(&json!({ "UF_CRM_A": null, "UF_CRM_B": false, "UF_CRM_C": "" }));
    for name in ["UF_CRM_A", "UF_CRM_B", "UF_CRM_C"] {
        assert_eq!(deal.custom::<Option<f64>>(name), Ok(None));
        assert!(matches!(deal.custom::<f64>(name), Err(CustomFieldError::Empty { .. })));
        assert_eq!(deal.custom::<Vec<i64>>(name), Ok(vec![]));
    }
    for error in [deal.custom::<f64>("UF_CRM_D").err(), deal.custom::<Option<f64>>("UF_CRM_D").err()] {
        let Some(CustomFieldError::Missing { field, names, .. }) = error else { panic!("{error:?}") };
        assert_eq!(
            (field.as_str(), names),
            ("UF_CRM_D", vec!["UF_CRM_A".into(), "UF_CRM_B".into(), "UF_CRM_C".into()])
        );
    }
    let error = Error::from(deal.custom::<f64>("UF_CRM_A").unwrap_err());
    assert_eq!(
        (error.to_string(), error.fate()),
        ("`UF_CRM_A` has no value (null), where double is expected".to_owned(), Fate::Answered,)
    );
}

#[test]
fn a_missing_field_has_a_hint() {
    let item = deal(&json!({ "ufCrm7Size": 5, "ufCrm7Kind": "a", "title": "A house" }));
    let message = |name: &str| item.custom::<i64>(name).unwrap_err().to_string();
    let meant = |name: &str| format!("`{name}` is not in the answer; did you mean `ufCrm7Size`?");
    for name in ["ufCrmSize", "UF_CRM_SIZE", "SIZE", "UF_CRM_7_SISE"] {
        assert_eq!(message(name), meant(name));
    }
    let known = "`ufCrm7Owner` is not in the answer, which has `ufCrm7Size`, `ufCrm7Kind`; a list has to select it";
    assert_eq!(message("ufCrm7Owner"), known);
    let plain = deal(&json!({ "title": "A house" })).custom::<i64>("ufCrmSize").unwrap_err();
    assert_eq!(plain.to_string(), "`ufCrmSize` is not in the answer; a list has to select it");
}

#[test]
fn a_value_of_another_type_is_shown() {
    let deal = deal(&json!({ "UF_CRM_A": "large", "UF_CRM_B": [1, "two"] }));
    let shown = |error: Option<CustomFieldError>| error.map(|error| error.to_string());
    assert_eq!(
        shown(deal.custom::<f64>("UF_CRM_A").err()).as_deref(),
        Some("`UF_CRM_A` is \"large\", a string, where double is expected")
    );
    assert_eq!(
        shown(deal.custom::<Vec<i64>>("UF_CRM_B").err()).as_deref(),
        Some("`UF_CRM_B[1]` is [1,\"two\"], an array, where integer is expected")
    );
    assert!(matches!(deal.custom::<Option<f64>>("UF_CRM_A"), Err(CustomFieldError::Misfit { .. })));
}

#[test]
fn both_spellings_name_a_field() {
    let deal =
        deal(&json!({ "ufCrm2_163": 1, "ufCrmSize": 2, "UF_CRM_AB": 3, "ufCrmAb": 4, "uf_crm_x_y": 5, "ufCrmXY": 6 }));
    assert_eq!(deal.custom::<i64>("UF_CRM_2_163"), Ok(1));
    assert_eq!(deal.custom::<i64>("UF_CRM_SIZE"), Ok(2));
    assert_eq!(deal.custom::<i64>("UF_CRM_AB"), Ok(3));
    assert_eq!(deal.custom::<i64>("ufCrmAb"), Ok(4));
    let names = vec!["uf_crm_x_y".to_owned(), "ufCrmXY".to_owned()];
    assert_eq!(
        deal.custom::<i64>("UF_CRM_XY"),
        Err(CustomFieldError::Ambiguous { field: "UF_CRM_XY".to_owned(), names })
    );
}

/// A description may learn of a field: code that reads it by name goes on.
#[test]
fn described_fields_are_read_too() {
    let deal = deal(&json!({ "title": "A house", "parentId128": "many" }));
    assert_eq!(deal.custom::<String>("title").as_deref(), Ok("A house"));
    assert_eq!(deal.custom::<String>("TITLE").as_deref(), Ok("A house"));
    assert_eq!(deal.custom::<String>("PARENT_ID_128").as_deref(), Ok("many"));
    assert!(deal.custom::<i64>("parentId128").is_err());
}

#[test]
fn untyped_answers_have_fields() {
    let value = json!({ "UF_CRM_SIZE": 5 });
    let map: Map<Value> = [("UF_CRM_SIZE".to_owned(), json!(5))].into_iter().collect();
    assert_eq!((value.custom::<i64>("ufCrmSize"), map.custom::<i64>("ufCrmSize")), (Ok(5), Ok(5)));
    assert!(matches!(json!([]).custom::<i64>("ufCrmSize"), Err(CustomFieldError::Missing { .. })));
    assert_eq!(map.with_custom("ufCrmNew", true)["ufCrmNew"], "Y");
}

#[test]
fn fields_are_written_by_the_spelling_of_their_names() {
    let file = || File::new("a.txt", "a");
    let deal = Deal { title: Some("A house".to_owned()), ..Deal::default() }
        .with_custom("UF_CRM_NEW", true)
        .with_custom("ufCrmNew", true)
        .with_custom("UF_CRM_PLAN", file())
        .with_custom("ufCrmPlans", [file()])
        .with_custom("UF_CRM_DAY", Date::from("2026-03-01"))
        .with_custom("UF_CRM_KIND", Id::from("44"))
        .with_custom("UF_CRM_EMPTY", None::<f64>)
        .with_custom("UF_CRM_SIZE", 1)
        .with_custom("UF_CRM_SIZE", 2);
    assert_eq!(
        to_value::<Deal>(&deal),
        json!({
            "title": "A house", "UF_CRM_NEW": 1, "ufCrmNew": "Y", "UF_CRM_PLAN": { "fileData": ["a.txt", "YQ=="] },
            "ufCrmPlans": [["a.txt", "YQ=="]], "UF_CRM_DAY": "2026-03-01", "UF_CRM_KIND": "44", "UF_CRM_EMPTY": "",
            "UF_CRM_SIZE": 2,
        })
    );
}

/// Queries are spelled as the method spells the names, unless it is told to keep those of the database.
#[test]
fn queries_are_in_the_spelling_of_the_method() {
    let query = |method: &str, params: Value, name: &str| {
        let request = Dynamic::new(method, params).select_by(|select| select.custom(name));
        request.params().get("select").map(|select| select[0].clone())
    };
    assert_eq!(query("crm.item.list", json!({}), "UF_CRM_2_163"), Some(json!("ufCrm2_163")));
    assert_eq!(
        query("crm.item.list", json!({ "useOriginalUfNames": "Y" }), "UF_CRM_2_163"),
        Some(json!("UF_CRM_2_163"))
    );
    assert_eq!(query("crm.deal.list", json!({}), "ufCrmSize"), Some(json!("UF_CRM_SIZE")));
    assert_eq!(query("user.get", json!({}), "UF_DEPARTMENT"), Some(json!("UF_DEPARTMENT")));
}
