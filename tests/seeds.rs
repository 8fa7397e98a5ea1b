//! The first five methods of the project, each called over HTTP as on its documentation page: the request is the page's
//! cURL body, the page's answer is decoded completely and without loss, the page's error is known.

mod pages;

use bitrix24::{Client, Error, KnownError, Request, Response, catalogue, to_value};
use bitrix24_mock::{Portal, Reply};
use bitrix24_runtime::{Wire, error::ApiError};
use serde_json::Value;

use pages::Page;

/// Calls a method of a page against a portal that answers as the page does.
async fn call<R: Request>(page: &Page, request: R) -> Response<<R::Result as Wire>::Out> {
    let method = request.target().name().to_owned();
    let portal = Portal::start();
    portal.on(&method, Reply::json(200, page.response()));
    let b24 = Client::webhook(&portal.webhook_url()).expect("the portal's address is right");

    let response = b24.send(request).await.expect("the page's answer is a success");

    for body in page.requests() {
        assert_eq!(catalogue::validate(&method, &body), Ok(()), "{body}");
    }
    let sent = portal.last_request().expect("the portal got a request");
    assert!(page.requests().contains(sent.body()), "{method}: not a body of the page: {}", sent.body());
    // A `time` inside of the result is no field of it, and nothing else is unknown.
    let has_time = page.response()["result"].get("time").is_some();
    let drift = if has_time { "result.time: not in the description" } else { "" };
    assert_eq!(response.drift.to_string(), drift, "{method}");
    assert_eq!(response.time.as_ref().map(to_value::<bitrix24::Time>), page.response().get("time").cloned());
    response
}

/// Checks that a result is encoded as on the page.
fn lossless<W: Wire>(page: &Page, result: &W::Out) {
    assert_eq!(to_value::<W>(result), page.response()["result"]);
}

/// Returns the error of a method's call when the portal answers the page's error.
async fn refused<R: Request>(page: &Page, request: R) -> Error
where
    <R::Result as Wire>::Out: std::fmt::Debug,
{
    let portal = Portal::start();
    portal.on(request.target().name(), Reply::json(400, page.error()));
    let b24 = Client::webhook(&portal.webhook_url()).expect("the portal's address is right");
    b24.call(request).await.expect_err("the page's error is an error")
}

mod crm_activity_todo_update_responsible_user {
    use super::*;
    use bitrix24::crm::activity::todo::UpdateResponsibleUser;
    use bitrix24::crm::activity::todo::update_responsible_user::{Error, Response};

    const PAGE: &str = "api-reference/crm/timeline/activities/todo/crm-activity-todo-update-responsible-user";

    fn request() -> UpdateResponsibleUser {
        UpdateResponsibleUser::new(999, 2, 1, 5)
    }

    #[tokio::test]
    async fn as_documented() {
        let Some(page) = Page::read(PAGE) else { return };
        let result = call(&page, request()).await.result;
        assert_eq!(result.as_ref().and_then(|result| result.id.as_ref()), Some(&999.into()));
        lossless::<Option<Response>>(&page, &result);
        assert!(refused(&page, request()).await.is(Error::NotFound));
    }

    #[test]
    fn the_responsible_user_has_to_be_a_user() {
        let violations = UpdateResponsibleUser::new(999, 2, 1, 0).validate().expect_err("0 is nobody");
        let paths: Vec<_> = violations.iter().map(|violation| violation.path.as_str()).collect();
        assert_eq!(paths, ["responsibleId"]);
    }
}

mod crm_type_update {
    use super::*;
    use bitrix24::crm::type_::Update;
    use bitrix24::crm::type_::update::{Error, Response};
    use bitrix24::crm::{Type, TypeLinkedUserFields, TypeRelation, TypeRelations};

    const PAGE: &str = "api-reference/crm/universal/user-defined-object-types/crm-type-update";

    fn settings() -> Update {
        let fields = Type::new()
            .is_automation_enabled(false)
            .is_begin_close_dates_enabled(false)
            .is_client_enabled(false)
            .is_observers_enabled(false)
            .is_source_enabled(true)
            .is_stages_enabled(true)
            .is_use_in_userfield_enabled(true)
            .linked_user_fields(TypeLinkedUserFields::new().tasks_task_uf_crm_task(true));
        Update::new(20).fields(fields)
    }

    fn relations() -> Update {
        let children = [
            TypeRelation::new().entity_type_id(1).is_children_list_enabled(true),
            TypeRelation::new().entity_type_id(2).is_children_list_enabled(false),
        ];
        let relations = TypeRelations::new().parent([] as [TypeRelation; 0]).child(children);
        Update::new(20).fields(Type::new().relations(relations))
    }

    #[tokio::test]
    #[expect(deprecated, reason = "the page still answers it")]
    async fn as_documented() {
        let Some(page) = Page::read(PAGE) else { return };
        for request in [settings(), relations()] {
            request.validate().expect("the page's own request is valid");
            let result = call(&page, request).await.result;
            assert_eq!(result.type_.is_categories_enabled, Some(true));
            assert_eq!(result.type_.custom_section_id, None);
            let linked = result.type_.linked_user_fields.clone().unwrap_or_default();
            assert_eq!(linked.tasks_task_uf_crm_task, Some(true));
            lossless::<Response>(&page, &result);
        }
        assert!(refused(&page, settings()).await.is(Error::SpaNotFound));
    }
}

mod user_update {
    use super::*;
    use bitrix24::user::Update;
    use bitrix24::user::update::Error;

    const PAGE: &str = "api-reference/user/user-update";

    fn request() -> Update {
        Update::new(1).name("Administrator").last_name("SomeLastName")
    }

    #[tokio::test]
    async fn as_documented() {
        let Some(page) = Page::read(PAGE) else { return };
        let result = call(&page, request()).await.result;
        assert!(result);
        lossless::<bool>(&page, &result);
        assert!(refused(&page, request()).await.is(Error::AccessDenied));
    }

    #[tokio::test]
    async fn photo_and_custom_fields() {
        let portal = Portal::start();
        portal.on("user.update", Reply::result(true.into()));
        let b24 = Client::webhook(&portal.webhook_url()).expect("the portal's address is right");
        let request = Update::new(1).active(false).personal_photo(("me.png", "hello")).uf("UF_CLEARANCE", 3);
        request.validate().expect("a custom field is allowed");
        assert!(b24.call(request).await.expect("the portal says true"));
        let expected = serde_json::json!({
            "ID": 1, "ACTIVE": "N", "PERSONAL_PHOTO": ["me.png", "aGVsbG8="], "UF_CLEARANCE": 3
        });
        assert_eq!(portal.last_request().map(|sent| sent.body().clone()), Some(expected));
    }
}

mod sonet_group_user_update {
    use super::*;
    use bitrix24::Id;
    use bitrix24::sonet_group::user::Update;
    use bitrix24::sonet_group::user::update::{Error, Role};

    const PAGE: &str = "api-reference/sonet-group/members/sonet-group-user-update";

    fn request() -> Update {
        Update::new(69, [1271, 1272], Role::Moderator)
    }

    #[tokio::test]
    async fn as_documented() {
        let Some(page) = Page::read(PAGE) else { return };
        let result = call(&page, request()).await.result;
        assert_eq!(result, [Id::from(1271), Id::from(1272)]);
        lossless::<Vec<Id>>(&page, &result);
        assert!(refused(&page, request()).await.is(Error::IncorrectRoleCode));
    }

    #[test]
    fn one_member_needs_no_list() {
        let request = Update::new(69, 1271, "K");
        let expected = serde_json::json!({ "GROUP_ID": 69, "USER_ID": 1271, "ROLE": "K" });
        assert_eq!(Value::Object(request.params().as_map().clone()), expected);
        request.validate().expect("as documented");
    }
}

mod tasks_task_delegate {
    use super::*;
    use bitrix24::tasks::task::Delegate;
    use bitrix24::tasks::task::delegate::{Error, Response};
    use bitrix24::tasks::{TaskPriority, TaskStatus};

    const PAGE: &str = "api-reference/tasks/tasks-task-delegate";

    fn request() -> Delegate {
        Delegate::new(8017, 547)
    }

    #[tokio::test]
    async fn as_documented() {
        let Some(page) = Page::read(PAGE) else { return };
        let result = call_with_times_inside(&page).await;
        let task = &result.task;
        assert_eq!(task.responsible_id, Some(547.into()));
        assert_eq!((task.parent_id.as_ref(), task.closed_date.as_ref()), (None, None));
        assert_eq!(task.priority, Some(TaskPriority::High));
        assert_eq!(task.status.as_ref().map(TaskStatus::as_str), Some("2"));
        let deadline = task.deadline.as_ref().expect("the page has one").timestamp().expect("it is a time");
        assert_eq!(deadline.to_string(), "2025-09-11T06:00:00Z");
        let checklist = task.checklist.as_ref().expect("the page has one");
        assert_eq!(checklist.keys().collect::<Vec<_>>(), ["433", "431", "435"]);
        let tree = task.check_list_tree.as_ref().and_then(|root| root.descendants.as_ref()).expect("the page has one");
        assert_eq!(tree[0].descendants.as_ref().map(Vec::len), Some(2));
        assert_eq!(task.action.as_ref().and_then(|action| action.edit_plan), Some(true));
        assert_eq!(task.auditors_data.as_ref().map(bitrix24::Map::len), Some(3));
        lossless::<Response>(&page, &result);
        assert!(refused(&page, request()).await.is(Error::ActionNotAllowed));
    }

    /// The page's example has `time` inside `result`, and none beside it; it is no field of the result.
    async fn call_with_times_inside(page: &Page) -> Response {
        let result = call(page, request()).await.result;
        let operating = result.extra.get("time").and_then(|time| time["operating"].as_f64());
        assert_eq!(operating, page.response()["result"]["time"]["operating"].as_f64());
        result
    }
}

#[test]
fn errors_of_one_code_are_told_apart() {
    use bitrix24::tasks::task::delegate::Error;

    let error = |code: &str, message: &str| -> ApiError {
        let body = serde_json::json!({ "error": code, "error_description": message }).to_string();
        let raw = bitrix24_runtime::envelope::Raw { method: "tasks.task.delegate", status: 400, body: body.as_bytes() };
        match raw.decode::<bool>() {
            Err(bitrix24::Error::Api(error)) => *error,
            other => panic!("not an error of the API: {other:?}"),
        }
    };
    assert!(matches!(Error::of(&error("0", "wrong task id")), Some(Error::WrongTaskId)));
    assert!(matches!(Error::of(&error("0", "Action on the task is not allowed")), Some(Error::ActionNotAllowed)));
    assert!(matches!(
        Error::of(&error("100", "Could not find value for parameter {userId}")),
        Some(Error::UserIdMissing)
    ));
    assert!(Error::of(&error("100", "something else")).is_none());
    let expired = bitrix24::system::Error::of(&error("expired_token", "expired"));
    assert!(matches!(expired, Some(bitrix24::system::Error::ExpiredToken)));
}
