use portico_sandbox::{Dials, Down, SamplePerson, SandboxConfig};
use reqwest::{Method, StatusCode};

use crate::neighbour::Neighbour;

async fn neighbourhood() -> Neighbour {
    let text = |text: &str| text.to_owned();
    let ana = SamplePerson {
        role: text("patient"),
        name: text("Ana Reyes"),
        email: text("ana@example.org"),
        password: text("correct horse <battery>"),
        totp_secret: text("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"),
        patient: text("ana"),
        about: text("A lipid panel over five years"),
    };
    let portal_url = Some("http://127.0.0.1:8080/".to_owned());
    Neighbour::with(SandboxConfig { people: vec![ana], portal_url, ..SandboxConfig::default() }).await
}

#[tokio::test]
async fn the_page_shows_who_one_can_be_and_leads_to_the_portal() {
    let neighbour = neighbourhood().await;

    let response = neighbour.request(Method::GET, &neighbour.sandbox.page_url).send().await.unwrap();
    assert!(
        response.headers()["content-security-policy"].to_str().unwrap().starts_with("default-src 'none'")
    );
    let html = response.text().await.unwrap();
    for shown in [
        "Ana Reyes",
        "ana@example.org",
        "correct horse &lt;battery&gt;",
        "A lipid panel over five years",
        "href=\"http://127.0.0.1:8080/\"",
        "http-equiv=\"refresh\" content=\"",
    ] {
        assert!(html.contains(shown), "{shown}");
    }
    assert!(!html.contains("<script"));
}

#[tokio::test]
async fn scripts_read_the_same_people_with_a_code_of_six_digits() {
    let neighbour = neighbourhood().await;

    let url = format!("{}people.json", neighbour.sandbox.page_url);
    let people = neighbour.get(&url).await.body;
    let ana = &people["people"][0];
    assert_eq!((&ana["patient"], &people["portal"]), (&"ana".into(), &"http://127.0.0.1:8080/".into()));
    let code = ana["code"].as_str().unwrap();
    assert!(code.len() == 6 && code.bytes().all(|digit| digit.is_ascii_digit()));
    assert!((1..=30).contains(&ana["code_seconds_left"].as_u64().unwrap()));
}

#[tokio::test]
async fn the_form_turns_the_dials_and_the_page_says_so() {
    let neighbour = neighbourhood().await;
    let url = format!("{}control/dials", neighbour.sandbox.page_url);
    let form = [
        ("latency_ms", "40"),
        ("error_rate", ""),
        ("down", "dropped"),
        ("strangers", "on"),
        ("only", " Goal "),
    ];

    let page = neighbour.request(Method::POST, &url).form(&form).send().await.unwrap();
    assert_eq!(page.status(), StatusCode::OK, "the form leads back to the page");
    assert!(page.text().await.unwrap().contains("Some dials are on"));
    let only = Some("Goal".to_owned());
    let set = Dials { latency_ms: 40, down: Down::Dropped, strangers: true, only, ..Dials::default() };
    assert_eq!(neighbour.sandbox.dials().get(), set);
}
