//! Pages with one fact in several forms, some of them wrong: the imported facts are the same.

use crate::project::{Project, tree};

/// A page of a method: parameters, the body of its example, its answer, tables of its answer, and of its errors.
#[derive(Clone, Copy, Default)]
struct Page<'p> {
    intro: &'p str,
    params: &'p str,
    body: &'p str,
    answer: &'p str,
    returned: &'p str,
    errors: &'p str,
}

const HEAD: &str = "|| **Name**\n`type` | **Description** ||";

impl Page<'_> {
    /// Returns the method's file, and the report, of an import of this page with the others.
    fn imported(&self) -> String {
        let Page { intro, params, body, answer, returned, errors } = self;
        let (body, answer) =
            (if body.is_empty() { "{}" } else { body }, if answer.is_empty() { "true" } else { answer });
        let text = format!(
            "# Weigh parcels parcel.weigh.list\n\n> Scope: [`mail`](../scopes/permissions.md)\n\n{intro}\n\n\
             ## Method Parameters\n\n#|\n{HEAD}\n{params}\n|#\n\n## Code Examples\n\n{{% list tabs %}}\n\n- cURL (Webhook)\n\n    \
             ```bash\n    curl -X POST -d '{body}' https://**put_your_bitrix24_address**/rest/parcel.weigh.list\n    ```\n\n\
             {{% endlist %}}\n\n## Response Handling\n\nHTTP status: **200**\n\n```json\n{{ \"result\": {answer} }}\n```\n\n\
             ### Returned Data\n\n{returned}\n\n## Error Handling\n\nHTTP status: **400**\n\n### Possible Error Codes\n\n#|\n\
             || **Code** | **Description** | **Value** ||\n{errors}\n|#\n"
        );
        let project = Project::new(&tree("parcels"));
        project.write("docs/api-reference/parcels/parcel-weigh-list.md", text);
        project.import();
        project.model();
        project.text("schema/methods/parcel/weigh/list.yaml")
    }
}

#[test]
fn a_mark_between_types_needs_no_escape() {
    let page = |ty: &str| Page { params: &format!("|| **NOTE**\n{ty} | A note ||"), ..Page::default() }.imported();
    let escaped = page("[`string`\\|`integer`](../data-types.md)");
    assert!(escaped.contains("NOTE?: string | integer"), "{escaped}");
    assert_eq!(page("[`string`|`integer`](../data-types.md)"), escaped);
    assert_eq!(page("[`string|integer`](../data-types.md)"), escaped);
    assert_eq!(page("[```string|integer```](../data-types.md)"), escaped);
}

#[test]
fn a_link_with_a_wrong_path_leads_to_what_it_means() {
    let page = |path: &str| {
        let returned = format!("#|\n{HEAD}\n|| **result**\n[`object`]({path}#label) | The label ||\n|#");
        Page { answer: r#"{ "CODE": "a" }"#, returned: &returned, ..Page::default() }.imported()
    };
    let right = page("data-types.md");
    assert!(right.contains("parcels.Label"), "{right}");
    assert_eq!(page("../data-types.md"), right);
    assert_eq!(page("../../nowhere/data-types.md"), right);
    assert_ne!(page("../labels.md"), right, "a page that there is not");
}

#[test]
fn the_order_is_a_rule_in_all_words() {
    for intro in [
        "It is mandatory to follow the order of parameters in the request.",
        "The order of parameters in the request must be followed.",
        "Adhere to the order of parameters.",
    ] {
        let params = "|| **FROM**\n`integer` | From ||\n|| **TO**\n`integer` | To ||";
        let file = Page { intro, params, ..Page::default() }.imported();
        assert!(file.contains("positional: [FROM, TO]"), "{intro}\n{file}");
    }
}

#[test]
fn several_messages_in_a_cell_are_several_errors() {
    let errors = "|| `GONE` | `There is no parcel`, `There is no box` | One of them ||\n|| `BAD` | `Not` | Bad ||";
    let file = Page { errors, ..Page::default() }.imported();
    for message in ["There is no parcel", "There is no box"] {
        assert!(file.contains(&format!("message: {message}")), "{file}");
    }
}

#[test]
fn what_is_inside_of_one_is_no_list_of_all() {
    let params = "|| **OFFSET**\n`integer` | From ||\n|| **LIMIT**\n`integer` | How many ||";
    let returned = format!(
        "#|\n{HEAD}\n|| **result**\n`object` | Parcels by their numbers ||\n|| **ID**\n`integer` | The number ||\n\
         || **DOORS**\n`array` | Where it went ||\n|#"
    );
    let answer = r#"{ "5": { "ID": 5, "DOORS": [1] }, "6": { "ID": 6, "DOORS": [2] } }"#;
    let file = Page { params, answer, returned: &returned, ..Page::default() }.imported();
    assert!(file.contains("map<") && !file.contains("pager"), "{file}");
}

#[test]
fn anything_that_may_be_a_file_as_well_is_no_file() {
    let params = "|| **VALUE**\n[`any`](../data-types.md) | The value. Of a file, an object `{\"fileData\": [\"name\", \
                  \"content\"]}`, where the content is in Base64 ||";
    let file = Page { params, body: r#"{"VALUE":"red"}"#, ..Page::default() }.imported();
    assert!(!file.contains("file("), "{file}");
    let params = "|| **VALUE**\n[`any`](../data-types.md) | The content in Base64 ||";
    let file = Page { params, body: r#"{"VALUE":"red"}"#, ..Page::default() }.imported();
    assert!(file.contains("file(base64)"), "{file}");
}

#[test]
fn a_heading_with_the_name_is_surer_than_a_link() {
    let page = |link: &str| {
        let returned = format!(
            "#|\n{HEAD}\n|| **result**\n`object` | It has [`boxes`]({link}) ||\n|#\n\n#### Result Type {{#result}}\n\n#|\n{HEAD}\n\
             || **boxes**\n`object` | The boxes by their names: [`box`](#box) ||\n|#\n\n#### box Type {{#box}}\n\n#|\n{HEAD}\n\
             || **title**\n`string` | What it is called ||\n|#"
        );
        let answer = r#"{ "boxes": { "a": { "title": "A" }, "b": { "title": "B" } } }"#;
        Page { answer, returned: &returned, ..Page::default() }.imported()
    };
    assert_eq!(page("#box"), page("#boxes"));
}
