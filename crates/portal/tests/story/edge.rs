//! What every answer has, and what is said to those who ask for nonsense.

use portico_audit::Action;
use portico_portal::origin::{ForwardingHeader, Proxies};
use portico_portal::site_map::site_map;
use portico_testkit::{Answer, Ask, TestPortal, TestVisitor};
use reqwest::Method;
use serde_json::json;

use crate::world::{ANA, log_of};

/// Words of causes: they are for the log.
const CAUSES: [&str; 14] = [
    "serde",
    "expected",
    "column",
    "panicked",
    "sqlx",
    "sqlite",
    "axum",
    "tower",
    "Failed to",
    "missing field",
    "invalid type",
    "rejection",
    "backtrace",
    ".rs:",
];

fn assert_no_cause(answer: &Answer) {
    for word in CAUSES {
        assert!(!answer.text.contains(word), "{word} in {}", answer.text);
    }
}

fn assert_guarded(answer: &Answer, path: &str) {
    let csp = answer.header("content-security-policy");
    assert!(csp.contains("default-src 'none'"), "{path}: {csp}");
    assert!(
        !csp.contains("unsafe") && !csp.contains("http:") && !csp.contains("https:") && !csp.contains('*'),
        "{path}: {csp}"
    );
    assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
    assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
    assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{path}");
    assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{path}");
    assert!(!answer.header("permissions-policy").is_empty(), "{path}");
    assert!(answer.header("server").is_empty() && answer.header("x-powered-by").is_empty(), "{path}");
    assert!(!answer.headers.contains_key("access-control-allow-origin"), "{path}");
    let is_forever = path.starts_with("/assets/") && answer.status == 200;
    let cached = if is_forever { "public, max-age=31536000, immutable" } else { "no-store" };
    assert_eq!(answer.header("cache-control"), cached, "{path}");
}

/// Nothing of a page comes from elsewhere, and nothing in it acts by itself.
fn assert_page_is_its_own(page: &str, path: &str) {
    for (attribute, opening) in [
        ("src", "src=\"http"),
        ("src", "src=\"//"),
        ("link", "<link rel=\"stylesheet\" href=\"http"),
        ("style", " style=\""),
        ("script", "<script>"),
        ("style", "<style"),
        ("import", "@import"),
        ("handler", " onclick="),
        ("handler", " onload="),
    ] {
        assert!(!page.contains(opening), "{attribute} in {path}");
    }
}

async fn filled(path: &str, ana: &mut TestVisitor) -> String {
    let style = ana.get("/sign-in/factor").await.text;
    let asset = style.split("/assets/").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    path.replace("{patient}", "me")
        .replace("{id}", "no-such-item")
        .replace("{index}", "0")
        .replace("{name}", &asset)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_is_guarded_whoever_asks_and_whatever_comes_of_it() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;

    for route in site_map(true).routes {
        let path = filled(&route.path, &mut ana).await;
        for visitor in [&mut portal.anonymous(), &mut ana.clone()] {
            let answer = visitor.ask(Ask::new(route.method.clone(), path.clone())).await;
            assert_guarded(&answer, &path);
            assert!(answer.status.as_u16() < 500, "{path}: {}", answer.status);
            if answer.header("content-type").starts_with("text/html") {
                assert_page_is_its_own(&answer.text, &path);
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_download_can_do_nothing_in_the_portals_name() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let documents = ana.get("/api/v1/documents").await.json();

    for document in documents["documents"].as_array().unwrap() {
        let id = document["id"].as_str().unwrap();
        let file = ana.get(&format!("/patients/me/documents/{id}/content/0")).await;
        assert_eq!(file.status, 200, "{id}");
        assert_eq!(file.header("content-security-policy"), "sandbox; default-src 'none'");
        assert!(
            file.header("content-disposition").starts_with("attachment; filename=\""),
            "{}",
            file.header("content-disposition")
        );
        assert_eq!(
            (file.header("x-content-type-options"), file.header("cache-control")),
            ("nosniff", "no-store")
        );
        assert!(!file.bytes.is_empty());
    }
    assert_eq!(ana.get("/patients/me/documents/no-such-document/content/0").await.status, 404);
}

struct Nonsense {
    name: &'static str,
    ask: Ask,
    status: u16,
    problem: &'static str,
}

fn nonsense(base: &str, is_api: bool) -> Vec<Nonsense> {
    let of = |name, ask, status, problem| Nonsense { name, ask, status, problem };
    let post = || Ask::new(Method::POST, base);
    let huge = "x".repeat(100_000);
    let mut all = vec![
        of("huge form", post().form(&[("email", &huge)]), 413, "too-large"),
        of("huge json", post().json(&json!({"email": huge, "password": "x"})), 413, "too-large"),
        of("text", post().body("text/plain", "hello"), 415, "unsupported-media-type"),
        of("xml", post().body("application/xml", "<a/>"), 415, "unsupported-media-type"),
        of("no type", post(), 415, "unsupported-media-type"),
        of("no json", post().body("application/json", "{"), 400, "bad-request"),
        of("json of another shape", post().body("application/json", "[1,2]"), 400, "bad-request"),
        of("json of another kind", post().json(&json!({"email": 1, "password": {}})), 400, "bad-request"),
        of("bytes", post().body("application/json", "\u{0}\u{1}\u{feff}"), 400, "bad-request"),
        of("deep json", post().body("application/json", "[".repeat(50_000)), 400, "bad-request"),
    ];
    for method in ["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "OPTIONS"] {
        // The session of the API has something to delete.
        if is_api && method == "DELETE" {
            continue;
        }
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        all.push(of("method", Ask::new(method, base), 405, "method-not-allowed"));
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn nonsense_is_answered_with_a_problem_and_never_with_its_cause() {
    let portal = TestPortal::start().await;

    for (base, is_api) in [("/sign-in", false), ("/api/v1/session", true)] {
        for Nonsense { name, ask, status, problem } in nonsense(base, is_api) {
            let answer = portal.anonymous().ask(ask).await;
            assert_eq!(answer.status, status, "{base} {name}: {}", answer.text);
            assert_guarded(&answer, base);
            assert_no_cause(&answer);
            if is_api {
                assert_eq!(answer.problem(), problem, "{base} {name}");
                let body = answer.json();
                assert_eq!(body["status"], status);
                assert!(
                    body["title"].is_string() && body["detail"].is_string() && body["instance"].is_string()
                );
            } else {
                assert!(answer.text.contains("<h1"), "{base} {name}: {}", answer.text);
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn odd_paths_and_queries_are_not_found_or_not_understood() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let long = "x".repeat(3_000);
    let odd = [
        ("/nowhere".to_owned(), 404),
        ("/api/v1/nowhere".to_owned(), 404),
        ("/patients/me/nowhere".to_owned(), 404),
        (format!("/patients/{long}/labs"), 404),
        (format!("/api/v1/labs/{long}"), 404),
        ("/patients/%2e%2e%2fetc/labs".to_owned(), 404),
        ("/patients/%00/labs".to_owned(), 404),
        ("/patients/%ff%fe/labs".to_owned(), 404),
        ("/patients/ana'--/labs".to_owned(), 404),
        ("/patients/me/labs/%F0%9F%92%89".to_owned(), 404),
        ("/api/v1/documents/x/content/99999999".to_owned(), 404),
        ("/api/v1/documents/x/content/-1".to_owned(), 404),
        ("/patients/me/labs?page=-1".to_owned(), 400),
        ("/patients/me/labs?from=yesterday".to_owned(), 400),
        ("/patients/me/labs?class=astrology".to_owned(), 400),
        ("/patients/me/labs?flagged=perhaps".to_owned(), 400),
        ("/patients/me/timeline?year=99999999".to_owned(), 400),
        ("/api/v1/labs?page=18446744073709551616".to_owned(), 400),
        ("/patients/me/labs?page=18446744073709551615".to_owned(), 200),
        ("/patients/me/labs?page=&from=&to=&class=".to_owned(), 200),
        ("/patients/me/labs?unknown=1".to_owned(), 200),
        ("/patients/me/timeline?year=1".to_owned(), 200),
        ("/assets/../Cargo.toml".to_owned(), 404),
        ("/assets/%2e%2e%2fCargo.toml".to_owned(), 404),
    ];

    for (path, status) in odd {
        let answer = ana.get(&path).await;
        assert_eq!(answer.status, status, "{path}: {}", answer.text);
        assert_guarded(&answer, &path);
        assert_no_cause(&answer);
        if path.starts_with("/api/") {
            assert!(!answer.problem().is_empty(), "{path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_problem_in_json_says_the_same_in_spanish() {
    let portal = TestPortal::start().await;
    let mut visitor = portal.anonymous();

    let english = visitor.get("/api/v1/labs").await.json();
    visitor.language = "es-MX,es;q=0.9";
    let spanish = visitor.get("/api/v1/labs").await.json();
    assert_eq!((&english["type"], &english["status"]), (&spanish["type"], &spanish["status"]));
    assert_ne!(english["title"], spanish["title"]);
    assert_ne!(english["instance"], spanish["instance"], "each request has its own number");
}

#[tokio::test(flavor = "multi_thread")]
async fn head_answers_as_get_without_a_body() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;

    let answer = ana.ask(Ask::new(Method::HEAD, "/patients/me/labs")).await;
    assert_eq!((answer.status.as_u16(), answer.text.len()), (200, 0));
    assert_guarded(&answer, "/patients/me/labs");
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_a_trusted_proxy_the_log_knows_the_visitor_and_no_visitor_makes_up_an_address() {
    let proxies = Proxies::at(["127.0.0.1"], ForwardingHeader::XForwardedFor).unwrap();
    let behind = TestPortal::builder().behind(proxies).start().await;
    let alone = TestPortal::start().await;

    for (portal, expected) in [(&behind, "198.51.100.7"), (&alone, "127.0.0.1")] {
        let mut visitor = portal.anonymous();
        let body = json!({"email": "nobody@example.org", "password": "not the password"});
        let ask = Ask::new(Method::POST, "/api/v1/session").json(&body);
        let ask =
            ask.header("x-forwarded-for", "203.0.113.1, 198.51.100.7").header("forwarded", "for=192.0.2.9");
        assert_eq!(visitor.ask(ask).await.status, 401);
        let entry = log_of(portal, Action::SignIn).await.swap_remove(0);
        assert_eq!(entry.event.origin.address, Some(expected.parse().unwrap()));
    }
}
