//! The log of a whole visit, with things going wrong on the way, names nobody and nothing of the record.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use portico_model::Language;
use portico_testkit::{Dials, Down, TestPortal};
use serde_json::{Value, json};
use tracing::{Level, Metadata};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::{Layer, filter};

use crate::world::{ANA, fresh_start, settled_ana};

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Lines;

    fn make_writer(&'a self) -> Lines {
        self.clone()
    }
}

/// Everything that Portico says, however quietly, and what others say aloud. The sandbox is not Portico.
fn is_heard(event: &Metadata<'_>) -> bool {
    let target = event.target();
    if target.starts_with("portico_sandbox") {
        return false;
    }
    target.starts_with("portico") || *event.level() <= Level::INFO
}

/// Texts and numbers of her record, as they stand in it.
fn words_of(view: &Value, found: &mut Vec<String>) {
    match view {
        Value::Object(members) => {
            for (name, member) in members {
                let is_named = matches!(
                    name.as_str(),
                    "id" | "text"
                        | "name"
                        | "given"
                        | "title"
                        | "conclusion"
                        | "instructions"
                        | "value"
                        | "member_number"
                );
                match member {
                    Value::String(text) if is_named && text.len() > 5 => found.push(text.clone()),
                    other => words_of(other, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| words_of(item, found)),
        _ => {}
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_of_a_whole_visit_names_nobody_and_nothing() {
    let lines = Lines::default();
    let layer = tracing_subscriber::fmt::layer().with_writer(lines.clone()).with_ansi(false);
    let subscriber = tracing_subscriber::registry().with(layer.with_filter(filter::filter_fn(is_heard)));
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let portal = TestPortal::start().await;
    let person = portal.person(ANA, Language::En).await;
    let wrong = json!({"email": person.email, "password": "a wrong passphrase"});
    portal.anonymous().post_json("/api/v1/session", &wrong).await;
    let mut stranger = portal.patient("somebody-else").await;
    let mut ana = settled_ana(&portal).await;

    let mut secrets = vec![
        ANA.to_owned(),
        "Reyes".to_owned(),
        person.email.clone(),
        person.password.clone(),
        person.totp_secret.clone(),
    ];
    secrets.extend(
        ["a wrong passphrase", "somebody-else", "xylophone", "next=", "from=", "words="].map(str::to_owned),
    );
    let views = [
        "labs?from=2001-01-01",
        "vitals",
        "medications",
        "conditions",
        "allergies",
        "visits",
        "notes",
        "documents",
        "reports",
        "profile",
        "timeline",
        "health-summary",
        "care-team",
    ];
    for view in views {
        words_of(&ana.get(&format!("/api/v1/{view}")).await.json(), &mut secrets);
        ana.get(&format!("/patients/me/{view}")).await;
        stranger.get(&format!("/patients/{ANA}/{view}")).await;
        portal.anonymous().get(&format!("/patients/{ANA}/{view}")).await;
    }
    ana.post_json("/api/v1/search", &json!({"words": "xylophone"})).await;
    ana.get("/api/v1/labs/ana-reyes-no-such-result").await;
    ana.get("/patients/me/labs?from=ana-reyes").await;
    let dials = [
        Dials { down: Down::Dropped, ..Dials::default() },
        Dials { malformed: true, ..Dials::default() },
        Dials { truncate: true, ..Dials::default() },
        Dials { bad_entry: true, ..Dials::default() },
        Dials { error_rate: 1.0, ..Dials::default() },
        Dials { ignore_parameters: vec!["*".to_owned()], ..Dials::default() },
        Dials { no_batch: Some(405), ..Dials::default() },
    ];
    for dials in dials {
        fresh_start(&portal).await;
        portal.sandbox.dials.set(dials);
        ana.get("/patients/me").await;
        ana.get("/patients/me/vitals").await;
    }
    secrets.extend(ana.cookies().values().cloned());
    secrets.push(ana.csrf().to_owned());
    ana.post_form("/sign-out", &[]).await;
    portal.audit.close().await;
    ana.get("/patients/me").await;
    let right = json!({"email": person.email, "password": person.password});
    assert_eq!(portal.anonymous().post_json("/api/v1/session", &right).await.status, 503);

    let log = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("record system"), "something was logged: {log}");
    assert!(log.contains("the audit log cannot be written"), "{log}");
    assert!(secrets.len() > 200, "{}", secrets.len());
    for secret in secrets {
        let line = log.lines().find(|line| line.contains(&secret));
        assert!(line.is_none(), "{secret:?} in {line:?}");
    }
}
