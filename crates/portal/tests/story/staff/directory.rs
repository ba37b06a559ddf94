//! The directory's word: who works here, and who does not any more.

use portico_audit::Action;
use portico_testkit::{Answer, Ask, Factor, HENRIK, MAJA, SCIM_TOKEN, TestPortal};
use reqwest::Method;
use serde_json::{Value, json};

use super::refusals;

async fn scim(portal: &TestPortal, method: Method, path: &str, body: Value) -> Answer {
    let ask = Ask::new(method, format!("/scim/v2{path}"));
    let ask = ask.header("authorization", format!("Bearer {SCIM_TOKEN}"));
    let ask = if body.is_null() { ask } else { ask.body("application/scim+json", body.to_string()) };
    portal.anonymous().ask(ask).await
}

fn somebody() -> Value {
    json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "userName": "maja.lindqvist@riverside.example",
        "externalId": MAJA,
        "name": {"givenName": "Maja", "familyName": "Lindqvist"},
        "emails": [{"value": "maja.lindqvist@riverside.example", "primary": true}],
        "active": true,
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_let_go_has_no_session_a_moment_later() {
    let portal = TestPortal::start().await;
    let mut maja = portal.colleague(MAJA).await;
    assert_eq!(maja.get("/staff").await.status, 200);

    portal.sandbox.idp.push_active(MAJA, false).await.unwrap();

    assert_eq!(maja.get("/staff").await.status, 303);
    assert_eq!(maja.get("/api/v1/staff/home").await.status, 401);
    // The provider has not heard of it.
    portal.sandbox.idp.change_person(MAJA, |person| person.is_active = true);
    let again = portal.sign_in_at_work(&mut portal.anonymous(), MAJA, Factor::Key).await;
    assert_eq!(again.status, 422);
    assert_eq!(refusals(&portal, Action::SignIn).await, ["let_go"]);

    portal.sandbox.idp.push_active(MAJA, true).await.unwrap();
    assert_eq!(maja.get("/staff").await.status, 303, "an ended session comes back");
    portal.colleague(MAJA).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_announced_found_changed_and_removed() {
    let portal = TestPortal::start().await;
    let made = scim(&portal, Method::POST, "/Users", somebody()).await;
    assert_eq!(made.status, 201, "{}", made.text);
    assert_eq!(made.header("content-type"), "application/scim+json");
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let at = format!("/Users/{id}");

    assert_eq!(scim(&portal, Method::POST, "/Users", somebody()).await.status, 409);
    for filter in [
        "userName%20eq%20%22MAJA.lindqvist@riverside.example%22",
        "externalId%20eq%20%22riverside%7Cmaja-lindqvist%22",
    ] {
        let found = scim(&portal, Method::GET, &format!("/Users?filter={filter}"), Value::Null).await.json();
        assert_eq!(
            (&found["totalResults"], found["Resources"][0]["id"].as_str()),
            (&json!(1), Some(id.as_str()))
        );
    }
    let all = scim(&portal, Method::GET, "/Users?startIndex=1&count=10", Value::Null).await.json();
    assert_eq!(all["totalResults"], 1);
    let mut renamed = somebody();
    renamed["displayName"] = "Maja L.".into();
    let replaced = scim(&portal, Method::PUT, &at, renamed).await.json();
    assert_eq!(replaced["displayName"], "Maja L.");

    // She signs in for the first time, and is the person who was announced.
    let mut maja = portal.colleague(MAJA).await;
    assert_eq!(scim(&portal, Method::GET, "/Users", Value::Null).await.json()["totalResults"], 1);

    assert_eq!(scim(&portal, Method::DELETE, &at, Value::Null).await.status, 204);
    assert_eq!(scim(&portal, Method::GET, &at, Value::Null).await.status, 404);
    assert_eq!(maja.get("/staff").await.status, 303);
    let again = portal.sign_in_at_work(&mut portal.anonymous(), MAJA, Factor::Key).await;
    assert_eq!(again.status, 422);
    let back = scim(&portal, Method::POST, "/Users", somebody()).await;
    assert_eq!((back.status.as_u16(), back.json()["id"].as_str()), (201, Some(id.as_str())));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_loses_their_groups_loses_their_sessions() {
    let portal = TestPortal::start().await;
    let id =
        scim(&portal, Method::POST, "/Users", somebody()).await.json()["id"].as_str().unwrap().to_owned();
    let at = format!("/Users/{id}");
    let with = |name: &str, value: Value| {
        let mut user = somebody();
        user[name] = value;
        user
    };
    let patch = |operation: Value| json!({"Operations": [operation]});
    let mut maja = portal.colleague(MAJA).await;
    let physicians = with("roles", json!([{"value": "physicians"}]));
    for kept in [somebody(), physicians] {
        assert_eq!(scim(&portal, Method::PUT, &at, kept).await.status, 200);
        assert_eq!(maja.get("/staff").await.status, 200);
    }

    for (method, lost) in [
        (Method::PUT, with("groups", json!([]))),
        (Method::PUT, with("groups", json!([{"value": "kitchen"}]))),
        (Method::PATCH, patch(json!({"op": "remove", "path": "roles"}))),
        (Method::PATCH, patch(json!({"op": "remove", "path": "roles[value eq \"physicians\"]"}))),
    ] {
        let mut maja = portal.colleague(MAJA).await;
        assert_eq!(scim(&portal, method, &at, lost.clone()).await.status, 200, "{lost}");
        assert_eq!(maja.get("/staff").await.status, 303, "{lost}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_let_go_that_cannot_be_read_is_refused_and_not_passed_over() {
    let portal = TestPortal::start().await;
    let id =
        scim(&portal, Method::POST, "/Users", somebody()).await.json()["id"].as_str().unwrap().to_owned();
    let at = format!("/Users/{id}");
    let active = |value: Value| json!({"Operations": [{"op": "replace", "path": "active", "value": value}]});

    for unreadable in [json!("no"), json!(0), Value::Null, json!([false])] {
        let answer = scim(&portal, Method::PATCH, &at, active(unreadable.clone())).await;
        assert_eq!((answer.status.as_u16(), answer.json()["scimType"].as_str()), (400, Some("invalidValue")));
    }
    let nowhere = json!({"Operations": [{"op": "replace", "path": "actve", "value": false}]});
    let answer = scim(&portal, Method::PATCH, &at, nowhere).await;
    assert_eq!((answer.status.as_u16(), answer.json()["scimType"].as_str()), (400, Some("noTarget")));
    let by_schema = json!({"Operations": [{"op": "replace",
        "value": {"urn:ietf:params:scim:schemas:core:2.0:User": {"active": false}}}]});
    assert_eq!(scim(&portal, Method::PATCH, &at, by_schema).await.json()["active"], false);
    let mut silent = somebody();
    silent.as_object_mut().unwrap().remove("active");
    assert_eq!(
        scim(&portal, Method::PUT, &at, silent).await.json()["active"],
        false,
        "nothing was said of it"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_one_gives_oneself_makes_nobody_of_whom_the_directory_spoke() {
    let portal = TestPortal::start().await;
    assert_eq!(scim(&portal, Method::POST, "/Users", somebody()).await.status, 201);
    // A colleague has changed their own profile.
    portal.sandbox.idp.change_person(HENRIK, |person| {
        person.email = "maja.lindqvist@riverside.example".to_owned();
    });

    let henrik = portal.sign_in_at_work(&mut portal.anonymous(), HENRIK, Factor::Key).await;

    assert_eq!(henrik.status, 422);
    assert_eq!(refusals(&portal, Action::SignIn).await, ["let_go"]);
    portal.colleague(MAJA).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_speaks_for_the_directory() {
    let portal = TestPortal::start().await;
    for header in ["", "Bearer ", "Bearer wrong", "Basic portico-demo-directory-token"] {
        let ask = Ask::new(Method::GET, "/scim/v2/Users").header("authorization", header);
        let answer = portal.anonymous().ask(ask).await;
        assert_eq!(answer.status, 401, "{header:?}");
        assert_eq!(answer.json()["status"], "401");
    }
    assert_eq!(
        refusals(&portal, Action::Provision).await,
        ["wrong_token"],
        "what is no token is nobody's guess"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_directory_says_wrongly_is_answered_in_its_own_words() {
    let portal = TestPortal::start().await;
    for (method, path, body, status, kind) in [
        (Method::GET, "/Users?filter=active%20eq%20true", Value::Null, 400, "invalidFilter"),
        (Method::POST, "/Users", json!({"displayName": "nobody"}), 400, "invalidValue"),
        (Method::GET, "/Users/7", Value::Null, 404, ""),
        (Method::PATCH, "/Users/0192f7e2-4c55-7b1a-8d2e-1f0a4b7c9d10", json!({}), 404, ""),
    ] {
        let answer = scim(&portal, method, path, body).await;
        assert_eq!(answer.status, status, "{path}");
        assert_eq!(answer.json()["scimType"].as_str().unwrap_or_default(), kind, "{path}");
    }
    let abilities = scim(&portal, Method::GET, "/ServiceProviderConfig", Value::Null).await.json();
    assert_eq!(abilities["patch"]["supported"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_end_of_a_session_at_the_provider_is_its_end_here() {
    let portal = TestPortal::start().await;
    let mut first = portal.colleague(MAJA).await;
    let mut second = portal.colleague(MAJA).await;

    portal.sandbox.idp.push_logout(MAJA).await.unwrap();

    assert_eq!(second.get("/staff").await.status, 303, "the session that was named");
    assert_eq!(first.get("/staff").await.status, 200, "another one");
    let all = portal.sandbox.idp.logout_token(MAJA, false);
    assert_eq!(log_out(&portal, &all).await, 200);
    assert_eq!(first.get("/staff").await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_logout_token_is_taken_once_and_only_from_the_provider() {
    let portal = TestPortal::start().await;
    let idp = portal.sandbox.idp.clone();
    let mut maja = portal.colleague(MAJA).await;
    let token = idp.logout_token("riverside|ben-carter", false);

    assert_eq!(log_out(&portal, &token).await, 200);
    assert_eq!(log_out(&portal, &token).await, 400, "a second time");
    let changed = |change: fn(&mut Value)| idp.logout_token_with(MAJA, false, change);
    let lies = [
        changed(|claims| claims["iss"] = "https://another.example".into()),
        changed(|claims| claims["aud"] = "another-client".into()),
        changed(|claims| claims["nonce"] = "n".into()),
        changed(|claims| claims["events"] = json!({})),
        changed(|claims| claims["iat"] = (claims["iat"].as_i64().unwrap() - 3_600).into()),
        changed(|claims| {
            claims.as_object_mut().unwrap().remove("sub");
        }),
        "nonsense".to_owned(),
        String::new(),
    ];
    for lie in lies {
        assert_eq!(log_out(&portal, &lie).await, 400, "{lie}");
    }
    assert_eq!(maja.get("/staff").await.status, 200);
    let reasons = refusals(&portal, Action::EndSession).await;
    assert_eq!(reasons.first().map(String::as_str), Some("logout_token_used_before"));
    assert_eq!(reasons.len(), 9, "{reasons:?}");
}

async fn log_out(portal: &TestPortal, token: &str) -> u16 {
    let form = [("logout_token", token)];
    let answer = portal.anonymous().post_bare_form("/staff/back-channel-logout", &form).await;
    answer.status.as_u16()
}
