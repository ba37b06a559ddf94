//! Strangers cannot make the log grow, whichever address they ask.

use portico_portal::site_map::{Access, Route, site_map};
use portico_testkit::{Ask, SCIM_TOKEN, TestPortal};
use reqwest::Method;
use serde_json::json;

use crate::world::log_of;

/// More than this is asked of each address.
const TIMES: u64 = 60;

async fn size(portal: &TestPortal) -> u64 {
    portal.accounts.settle().await.unwrap();
    portal.audit.head().await.unwrap().size
}

/// How many entries `TIMES` requests leave.
async fn growth(portal: &TestPortal, ask: impl Fn(u64) -> Ask) -> u64 {
    let before = size(portal).await;
    let mut stranger = portal.anonymous();
    for n in 0..TIMES {
        let status = stranger.ask(ask(n)).await.status.as_u16();
        assert!(status < 500, "{status}");
    }
    size(portal).await - before
}

/// Nonsense of the right shape, another one each time.
fn nonsense(route: &Route, n: u64) -> Ask {
    let token = format!("{n:043}");
    let path = route.path.replace("{token}", &token).replace("{name}", "x").replace("{user}", &uuid(n));
    let asks_with_query = path.ends_with("/callback");
    let path = if asks_with_query { format!("{path}?state=x{n}&code=y{n}") } else { path };
    let ask = Ask::new(route.method.clone(), path).header("authorization", format!("Bearer wrong-{n}"));
    if route.method == Method::GET || route.method == Method::DELETE {
        return ask;
    }
    let (email, born) = (format!("nobody-{n}@example.net"), "1990-01-01");
    if route.is_api || route.path.starts_with("/scim") {
        return ask.json(&json!({
            "email": email, "password": "correct horse battery", "code": "K7MQ-4T9X-2R01", "name": "a", "born": born,
            "phone": "", "token": token, "is_adult": true, "userName": email,
        }));
    }
    ask.form(&[
        ("email", &email),
        ("password", "correct horse battery"),
        ("code", "K7MQ-4T9X-2R01"),
        ("name", "a"),
        ("born", born),
        ("language", "en"),
        ("logout_token", "a.b.c"),
        ("adult", "on"),
    ])
}

fn uuid(n: u64) -> String {
    format!("0192f7e2-0000-7000-8000-{n:012}")
}

#[tokio::test(flavor = "multi_thread")]
async fn many_requests_to_any_public_address_are_a_few_entries() {
    let portal = TestPortal::start().await;
    let routes = site_map(true).routes;
    let public = routes.iter().filter(|route| matches!(route.access, Access::Public | Access::Directory));
    let mut walked = 0;

    for route in public {
        let grown = growth(&portal, |n| nonsense(route, n)).await;
        assert!(grown <= 8, "{} {}: {grown} entries", route.method, route.path);
        walked += 1;
    }
    assert!(walked > 25, "{walked}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_five_ways_into_the_log_are_counted_together() {
    let portal = TestPortal::start().await;
    let post = |path: &str| Ask::new(Method::POST, path);
    let sign_up =
        json!({"code": "K7MQ-4T9X-2R01", "name": "a", "born": "1990-01-01", "email": "a@b.c", "phone": ""});
    let finish = json!({"token": "A".repeat(43), "code": "123456", "password": "correct horse battery"});
    let scim = || Ask::new(Method::GET, "/scim/v2/Users");

    assert_eq!(growth(&portal, |_| scim()).await, 0, "without a token");
    assert_eq!(growth(&portal, |_| scim().header("authorization", "Bearer")).await, 0, "an empty one");
    assert_eq!(growth(&portal, |_| scim().header("authorization", "Bearer a b")).await, 0, "none at all");
    assert_eq!(growth(&portal, |n| scim().header("authorization", format!("Bearer x{n}"))).await, 2);
    let logout = || post("/staff/back-channel-logout").form(&[("logout_token", "a.b.c")]);
    assert_eq!(growth(&portal, |_| logout()).await, 2);
    let callback = || Ask::new(Method::GET, "/staff/sign-in/callback?state=x&code=y");
    assert_eq!(growth(&portal, |_| callback()).await, 2);
    // Forty may be looked at, the others have to wait: that is another reason.
    assert_eq!(growth(&portal, |_| post("/api/v1/sign-up").json(&sign_up)).await, 4);
    assert_eq!(growth(&portal, |_| post("/api/v1/sign-up/finish").json(&finish)).await, 2);

    let directory = log_of(&portal, portico_audit::Action::Provision).await;
    assert_eq!(directory.len() as u64, TIMES, "no attempt is forgotten");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_too_fast_is_sent_away_unread_and_unwritten() {
    let portal = TestPortal::builder().requests_per_minute(1).start().await;
    let mut stranger = portal.anonymous();
    let body = json!({"email": "nobody@example.net", "password": "correct horse battery"});
    let mut sent_away = 0;
    for _ in 0..100 {
        let answer = stranger.post_json("/api/v1/session", &body).await;
        sent_away += u64::from(answer.problem() == "too-many-requests");
    }
    let (hashed, written) = (portal.accounts.passwords_hashed(), size(&portal).await);

    assert!(sent_away >= 95, "{sent_away}");
    for path in ["/sign-up", "/staff/sign-in/callback?state=x&code=y", "/invitations/x/sign-up"] {
        let answer = stranger.get(path).await;
        assert_eq!(answer.status, 429, "{path}");
        assert!(!answer.header("retry-after").is_empty());
    }
    let guessed = Ask::new(Method::GET, "/scim/v2/Users").header("authorization", "Bearer guessed");
    assert_eq!(stranger.ask(guessed).await.status, 429);
    assert_eq!((portal.accounts.passwords_hashed(), size(&portal).await), (hashed, written));
    assert_eq!(stranger.get("/health/ready").await.status, 200);
    let right =
        Ask::new(Method::GET, "/scim/v2/Users").header("authorization", format!("Bearer {SCIM_TOKEN}"));
    assert_eq!(stranger.ask(right).await.status, 200, "the directory is no stranger");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_directory_reads_is_written_down() {
    let portal = TestPortal::start().await;
    let mut directory = portal.anonymous();
    let bearer = format!("Bearer {SCIM_TOKEN}");
    let ask = |path: String| Ask::new(Method::GET, path).header("authorization", bearer.clone());
    let user = json!({"userName": "m@x.example", "displayName": "Maja", "active": true});
    let made = Ask::new(Method::POST, "/scim/v2/Users").header("authorization", bearer.clone()).json(&user);
    let id = directory.ask(made).await.json()["id"].as_str().unwrap().to_owned();

    assert_eq!(directory.ask(ask("/scim/v2/Users".to_owned())).await.status, 200);
    assert_eq!(directory.ask(ask(format!("/scim/v2/Users/{id}"))).await.status, 200);

    let told = log_of(&portal, portico_audit::Action::Provision).await;
    let reasons: Vec<_> =
        told.iter().rev().filter_map(|entry| entry.event.detail.reason.as_deref()).collect();
    assert_eq!(reasons, ["taken_in", "listed", "read"]);
}
