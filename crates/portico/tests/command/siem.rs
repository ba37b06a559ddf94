use std::time::Duration;

use reqwest::StatusCode;
use serde_json::Value;

use crate::process::{Demo, folder};
use crate::visitor::{Visitor, client};

struct Collector(String);

impl Collector {
    async fn of(demo: &Demo) -> Self {
        Self(demo.file["sandbox"].as_str().unwrap().trim_end_matches('/').to_owned())
    }

    async fn taken(&self) -> Value {
        client().get(format!("{}/siem.json", self.0)).send().await.unwrap().json().await.unwrap()
    }

    /// How many entries came by each way, once both are the same and more than `more_than`.
    async fn both_ways(&self, more_than: u64) -> u64 {
        for _ in 0..300 {
            let taken = self.taken().await;
            let (http, syslog) = (taken["by_http"].as_u64().unwrap(), taken["by_syslog"].as_u64().unwrap());
            if http > more_than && http == syslog {
                return http;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("waited in vain for more than {more_than}: {}", self.taken().await);
    }

    /// The same, once a second has brought nothing more: what the people of the demo did has all come.
    async fn settled(&self, more_than: u64) -> u64 {
        let mut before = self.both_ways(more_than).await;
        for _ in 0..60 {
            tokio::time::sleep(Duration::from_secs(1)).await;
            let now = self.both_ways(more_than).await;
            if now == before {
                return now;
            }
            before = now;
        }
        panic!("more and more comes: {before}");
    }

    async fn switch(&self, is_down: &str) {
        let form = [("is_down", is_down)];
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let answer = client.post(format!("{}/siem/switch", self.0)).form(&form).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_collector_next_door_gets_the_log_by_both_ways_and_misses_nothing_while_it_is_off() {
    let folder = folder();
    let demo = Demo::start(folder.path());
    let collector = Collector::of(&demo).await;
    let before = collector.settled(40).await;
    let ana = demo.person("Ana Reyes").clone();

    collector.switch("true").await;
    let visitor = Visitor::sign_in(demo.portal(), &ana).await;
    visitor.get("/api/v1/medications").await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let while_off = collector.taken().await;
    assert_eq!(while_off["by_http"].as_u64(), Some(before));
    collector.switch("false").await;

    collector.both_ways(before + 2).await;
    let lines = collector.taken().await["lines"].to_string();
    assert!(lines.contains("medications"), "{lines}");
    assert!(!lines.contains(ana["patient"].as_str().unwrap()), "patients go by a pseudonym: {lines}");
    demo.stop();
}
