use reqwest::{Method, StatusCode};

use crate::neighbour::Neighbour;

async fn send(neighbour: &Neighbour, token: &str) -> StatusCode {
    let request = neighbour.request(Method::POST, &neighbour.sandbox.siem_url());
    let request = request.header("authorization", format!("Splunk {token}"));
    request.body("{\"event\":1}\n{\"event\":\"<b>\"}\n").send().await.unwrap().status()
}

#[tokio::test]
async fn the_collector_counts_what_it_takes_and_can_be_switched_off() {
    let neighbour = Neighbour::open().await;
    let page = format!("{}siem", neighbour.sandbox.page_url);

    assert_eq!(send(&neighbour, "wrong").await, StatusCode::FORBIDDEN);
    assert_eq!(send(&neighbour, portico_sandbox::SIEM_TOKEN).await, StatusCode::OK);
    neighbour.sandbox.siem.turn_down(true);
    assert_eq!(send(&neighbour, portico_sandbox::SIEM_TOKEN).await, StatusCode::SERVICE_UNAVAILABLE);

    let taken = neighbour.sandbox.siem.get();
    assert_eq!((taken.by_http, taken.by_syslog, taken.lines.len()), (2, 0, 2));
    let html = neighbour.request(Method::GET, &page).send().await.unwrap().text().await.unwrap();
    assert!(html.contains("2 entries over HTTP") && html.contains("Switch it on"), "{html}");
    assert!(html.contains("&lt;b&gt;") && !html.contains("<b>"), "{html}");
}
