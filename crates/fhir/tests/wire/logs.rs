use std::cell::RefCell;
use std::io::Write;

use portico_fhir::{Client, Endpoint, Search};
use serde_json::json;

use crate::fake::{Answer, Fake, ok, page, refused, text};

thread_local! {
    /// What this thread has logged; each test has a thread of its own.
    static HEARD: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

struct Listening;

impl Write for Listening {
    fn write(&mut self, line: &[u8]) -> std::io::Result<usize> {
        HEARD.with_borrow_mut(|heard| heard.extend_from_slice(line));
        Ok(line.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Hears every test of this process from its start: what is logged before a listener exists stays silent after it.
pub fn listen() {
    let filter = tracing_subscriber::EnvFilter::new("portico_fhir=trace");
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(|| Listening).with_ansi(false).init();
}

#[tokio::test]
async fn a_log_says_what_happened_and_nothing_of_the_person() {
    let fake = Fake::start(|seen, before| match seen.target.as_str() {
        target if target.starts_with("Observation") && before.len() < 2 => {
            refused(503, "secret-person is busy")
        }
        target if target.contains("category") => refused(400, "category of secret-person"),
        target if target.starts_with("Condition") => Answer::Now(text(200, "text/plain", "secret-person")),
        "Patient/secret-person" => {
            ok(json!({"resourceType": "Patient", "id": "secret-person", "name": "secret-name"}))
        }
        _ => ok(page("Observation", &["secret-result"], None)),
    })
    .await;
    let client = Client::new(Endpoint { max_pages: 2, ..fake.endpoint() }).unwrap();

    let labs = Search::of("Observation").patient("secret-person").with("category", "secret-category");
    client.search(&labs).await.unwrap();
    client.batch(&[labs, Search::of("Condition").patient("secret-person")]).await;
    client.read("Patient", "secret-person").await.unwrap();
    client.binary("secret-document").await.unwrap();

    let log = HEARD.with_borrow(|heard| String::from_utf8(heard.clone()).unwrap());
    assert!(log.contains("ehr.status=503") && log.contains("ehr.about=\"Observation\""), "{log}");
    assert!(!log.contains("secret") && !log.contains("127.0.0.1"), "{log}");
}
