use portico_sandbox::SandboxConfig;
use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::neighbour::{Neighbour, ids, issue, link, observation, send};

async fn many() -> Neighbour {
    let neighbour = Neighbour::with(SandboxConfig { page_size: 4, ..SandboxConfig::default() }).await;
    let all = (0..10).map(|n| observation(&format!("o{n}"), "ana", "1", &format!("2024-01-{:02}", n + 1)));
    assert_eq!(neighbour.sandbox.load_all(all).taken, 10);
    neighbour
}

#[tokio::test]
async fn following_next_links_reads_everything_once_and_in_order() {
    let neighbour = many().await;
    let mut page = neighbour.get("Observation?patient=ana&_sort=-date").await.body;
    let mut read = ids(&page, "match");
    let mut pages = 1;

    while let Some(next) = link(&page, "next").map(str::to_owned) {
        assert!(!next.contains("ana"), "a next link says nothing of what was asked");
        page = neighbour.get(&next).await.body;
        read.extend(ids(&page, "match"));
        pages += 1;
    }
    assert_eq!((pages, page["total"].as_u64()), (3, Some(10)));
    let expected: Vec<String> = (0..10).rev().map(|n| format!("o{n}")).collect();
    assert_eq!(read, expected);
}

#[tokio::test]
async fn count_decides_the_length_of_a_page() {
    let neighbour = many().await;

    let page = neighbour.get("Observation?patient=ana&_count=7").await.body;
    assert_eq!(ids(&page, "match").len(), 7);
    let rest = neighbour.get(link(&page, "next").unwrap()).await.body;
    assert_eq!((ids(&rest, "match").len(), link(&rest, "next")), (3, None));
    for only_total in ["_count=0", "_summary=count"] {
        let answer = neighbour.get(&format!("Observation?patient=ana&{only_total}")).await.body;
        assert_eq!(
            (ids(&answer, "match").len(), &answer["total"], link(&answer, "next")),
            (0, &json!(10), None)
        );
    }
}

#[tokio::test]
async fn later_pages_stay_as_they_were_when_the_search_was_made() {
    let neighbour = many().await;
    let first = neighbour.get("Observation?patient=ana").await.body;
    let next = link(&first, "next").unwrap();
    neighbour.put("Observation/a0", &observation("a0", "ana", "1", "2024")).await;
    send(neighbour.request(Method::DELETE, "Observation/o5")).await;

    assert_eq!(ids(&neighbour.get(next).await.body, "match"), ["o4", "o5", "o6", "o7"]);
    assert_eq!(ids(&neighbour.get(next).await.body, "match"), ["o4", "o5", "o6", "o7"]);
}

#[tokio::test]
async fn a_page_that_is_not_kept_is_gone() {
    let neighbour = many().await;

    for token in ["nonsense", "6b7e8e5e-0f8a-4b44-9d07-0f6a0c3b2a11.4"] {
        let answer = neighbour.get(&format!("?_page={token}")).await;
        assert_eq!((answer.status, issue(&answer.body)), (StatusCode::GONE, "expired"));
    }
}
