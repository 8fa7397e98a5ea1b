//! The codecs of custom fields' own types.

use bitrix24_runtime::files::FileLink;

use super::codecs::reads;
use super::*;

const NOTHING: fn() -> [Value; 4] = || [json!(null), json!(""), json!(false), json!([])];

#[test]
fn amounts_with_a_currency() {
    let texts = ["1000.50|EUR", "1000.00|RUB", "-5|USD", "1000", "|EUR", "1.0E+25|JPY", ".5|EUR", "5|"];
    let values = texts.map(|text| (json!(text), Money::from(text)));
    let others =
        ["five|EUR", "5|E|R", "|", "inf|EUR", "NaN|EUR", "1e999|EUR", "5 |EUR", "1,000|EUR", "5|E R", "0x5|EUR"];
    reads::<Money>(&values, &NOTHING(), &others.map(|text| json!(text)));
    reads::<Money>(&[(json!(5), "5".into()), (json!(5.5), "5.5".into())], &[], &[json!(true), json!([5]), json!({})]);

    let amounts = texts.map(|text| Money::from(text).amount());
    let expected = [Some(1000.5), Some(1000.0), Some(-5.0), Some(1000.0), None, Some(1e25), Some(0.5), Some(5.0)];
    assert_eq!(amounts, expected);
    assert_eq!(
        texts.map(|text| Money::from(text).currency().to_owned()),
        ["EUR", "RUB", "USD", "", "EUR", "JPY", "EUR", ""]
    );
    // The zeros of a decimal text are part of it.
    assert_ne!(Money::from("5.0|EUR"), Money::from("5|EUR"));
}

#[test]
fn an_amount_of_anything_is_made_and_is_none() {
    for money in
        [Money::new(f64::NAN, "EUR"), Money::new(f64::INFINITY, "EUR"), Money::new("a|b", "c|d"), Money::default()]
    {
        assert_eq!(money.amount(), None, "{money}");
    }
    assert_eq!(Money::new(1e21, "EUR").to_string(), "1000000000000000000000|EUR");
    assert_eq!(Money::new(5, "EUR|USD").currency(), "EUR|USD");
}

#[test]
fn addresses() {
    let full = "12 Main Street|54.71;20.51|830";
    let texts = [full, "12 Main Street", "|54.71;20.51|", "a||5", "a|b;c|d", "12 Main Street|", "5"];
    let values = texts.map(|text| (json!(text), Address::from(text)));
    reads::<Address>(&values, &NOTHING(), &[json!(5), json!(true), json!(["a"]), json!({ "a": 1 })]);

    let parts = |text: &str| {
        let address = Address::from(text);
        (address.text().to_owned(), address.coordinates(), address.id())
    };
    let home = || "12 Main Street".to_owned();
    assert_eq!(parts(full), (home(), Some((54.71, 20.51)), Some(830)));
    assert_eq!(parts("12 Main Street"), (home(), None, None));
    assert_eq!(parts("|54.71;20.51|"), (String::new(), Some((54.71, 20.51)), None));
    assert_eq!(parts("a|b;c|d"), ("a".to_owned(), None, None));
    assert_eq!(parts("a||5"), ("a".to_owned(), None, Some(5)));
    assert_eq!(Address::from(full).at(1.0, -2.5).to_string(), "12 Main Street|1;-2.5|830");
    assert_eq!(Address::new("a|b").at(f64::NAN, 1.0).coordinates(), None);
}

#[test]
fn links_to_things_of_the_crm() {
    let texts = ["D_1", "T40c_3", "CO_591", "7", "DYNAMIC_128_5", "SI_0", "X_1"];
    let values = texts.map(|text| (json!(text), CrmLink::from(text)));
    let others = ["D_", "_1", "D-1", "D_1x", "Д_1", "4D_1", "-5", "D_ 1", "deal"].map(|text| json!(text));
    reads::<CrmLink>(&values, &NOTHING(), &others);
    reads::<CrmLink>(&[(json!(7), 7.into())], &[], &[json!(-7), json!(7.5), json!([7]), json!({ "id": 7 })]);

    let parts = |text: &str| (CrmLink::from(text).entity_type_id(), CrmLink::from(text).id());
    let kinds = [Some(2), Some(1036), Some(4), None, Some(128), Some(31), None];
    assert_eq!(texts.map(|text| parts(text).0), kinds);
    assert_eq!(texts.map(|text| parts(text).1), [1, 3, 591, 7, 5, 0, 1].map(Some));
    for (number, text) in [(1, "L_9"), (2, "D_9"), (3, "C_9"), (4, "CO_9"), (7, "Q_9"), (31, "SI_9"), (128, "T80_9")] {
        assert_eq!(CrmLink::new(number, 9), CrmLink::from(text));
        assert_eq!(CrmLink::from(text).entity_type_id(), Some(number));
    }
    assert_eq!(CrmLink::from(7), CrmLink::from("7"));
    assert_eq!((CrmLink::from("").id(), CrmLink::from("T_1").entity_type_id()), (None, None));
}

#[test]
fn custom_booleans_are_letters_in_fields_and_digits_in_filters() {
    assert_eq!(to_value::<CustomBoolean>(&true), "Y");
    assert_eq!(to_value::<CustomBoolean>(&false), "N");
    let (flag, drift) = from_slice::<CustomBoolean>(b"1").expect("a boolean");
    assert!(flag && drift.is_empty());
}

#[test]
fn files_that_are_there_and_new_ones() {
    let link = |json: &Value| FileValue::Link(from_slice::<FileLink>(&bytes(json)).expect("an object").0);
    let new = || FileValue::New(File::new("a.txt", "ABC"));
    let answers = [
        json!({ "id": 52, "url": "/a", "urlMachine": "https://a" }),
        json!({ "id": "52", "showUrl": "/a", "downloadUrl": "/b" }),
        json!({ "id": 52 }),
    ];
    let there = answers.iter().map(|json| (json.clone(), link(json)));
    let numbers = [json!(52), json!("52")].map(|id| (id.clone(), link(&json!({ "id": id }))));
    let news = [json!(["a.txt", "QUJD"]), json!({ "fileData": ["a.txt", "QUJD"] })].map(|json| (json, new()));
    let values: Vec<_> = there.chain(numbers).chain(news).collect();
    let misfits =
        [json!({}), json!({ "id": null }), json!({ "url": "/a" }), json!(["a"]), json!("a"), json!(1.5), json!(true)];
    reads::<FileValue>(&values, &NOTHING(), &misfits);
    reads::<CustomFileData>(&values, &NOTHING(), &misfits);

    let (sent, upper) = (to_value::<FileValue>, to_value::<CustomFileData>);
    assert_eq!((sent(&new()), upper(&new())), (json!(["a.txt", "QUJD"]), json!({ "fileData": ["a.txt", "QUJD"] })));
    assert_eq!((sent(&link(&answers[0])), upper(&link(&answers[1]))), (json!({ "id": 52 }), json!({ "id": "52" })));
}

#[test]
fn empty_values_clear_fields() {
    let links = (to_value::<CrmLink>(&CrmLink::default()), to_value::<FileValue>(&FileValue::default()));
    let texts = (to_value::<Money>(&Money::default()), to_value::<Address>(&Address::default()));
    assert_eq!((links, texts), ((json!(""), json!("")), (json!(""), json!(""))));
}

proptest! {
    #[test]
    fn what_is_made_is_read_again(amount in any::finite(), number in any::<i64>(), id in 0..i64::MAX, text in "[^|]+") {
        for money in [Money::new(amount, "EUR"), Money::new(number, "RUB")] {
            let (again, drift) = from_slice::<Money>(&bytes(&to_value::<Money>(&money))).expect("an amount");
            prop_assert!(drift.is_empty());
            prop_assert_eq!(&again, &money);
        }
        prop_assert_eq!(Money::new(amount, "EUR").amount(), Some(amount));
        let address = Address::new(text.clone()).at(amount, 1.5);
        prop_assert_eq!((address.text(), address.coordinates()), (text.as_str(), Some((amount, 1.5))));
        let link = CrmLink::new(number.unsigned_abs() as i64 & 0xffff, id);
        let (again, _) = from_slice::<CrmLink>(&bytes(&to_value::<CrmLink>(&link))).expect("a link");
        prop_assert_eq!((again.entity_type_id(), again.id()), (Some(number.unsigned_abs() as i64 & 0xffff), Some(id)));
    }

    #[test]
    fn any_text_is_kept(text: String, other: String, number: f64) {
        let (money, address, link) = (Money::from(text.as_str()), Address::from(text.as_str()), CrmLink::from(text.as_str()));
        let written = (to_value::<Money>(&money), to_value::<Address>(&address), to_value::<CrmLink>(&link));
        prop_assert_eq!(written, (json!(text), json!(text), json!(text)));
        let _ = (money.amount(), money.currency(), money.decimal(), format!("{money:?}"));
        let _ = (address.text(), address.coordinates(), address.id(), address.clone().at(number, number));
        let _ = (link.entity_type_id(), link.id(), Money::new(&text, &other), Money::new(number, &other));
    }
}
