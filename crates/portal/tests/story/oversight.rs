//! The privacy officer's pages, over HTTP: what they find, what they hand out, and who gets nothing.

use jiff::SignedDuration;
use portico_audit::Action;
use portico_model::{AccountId, Assurance, Language, Origin, Role, SessionId};
use portico_store::{NewAccount, NewSession};
use portico_testkit::{Answer, Ask, TestPortal, TestVisitor};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::world::{ANA, log_of, settled_ana};

/// Two session tokens, 32 bytes each of 1 and 2, with their SHA-256.
const TOKENS: [(&str, [u8; 32]); 2] = [
    (
        "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE",
        [
            114, 205, 110, 132, 34, 196, 7, 251, 109, 9, 134, 144, 241, 19, 11, 125, 237, 126, 194, 247, 245,
            225, 211, 11, 217, 213, 33, 240, 21, 54, 55, 147,
        ],
    ),
    (
        "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI",
        [
            117, 135, 123, 180, 29, 57, 59, 95, 184, 69, 92, 230, 14, 205, 141, 218, 0, 29, 6, 49, 100, 150,
            177, 77, 250, 127, 137, 86, 86, 238, 202, 74,
        ],
    ),
];

/// A member of staff who came in by the staff door.
struct Staff {
    visitor: TestVisitor,
    token: &'static str,
}

impl Staff {
    async fn of(portal: &TestPortal, role: Role, number: usize) -> Self {
        let (token, token_hash) = TOKENS[number];
        let (id, now) = (AccountId(Uuid::new_v4()), portal.clock.now());
        let account = NewAccount {
            id,
            role,
            email: format!("staff-{number}@example.org").parse().unwrap(),
            phone: None,
            name: "Nadia Haddad".to_owned(),
            language: Language::En,
            own_record: None,
            password_hash: None,
            created_at: now,
        };
        portal.store.create_account(&account).await.unwrap();
        let session = NewSession {
            token_hash,
            id: SessionId(Uuid::new_v4()),
            account: id,
            assurance: Assurance::TwoFactor,
            started_at: now,
            expires_at: now + SignedDuration::from_hours(12),
            origin: Origin { address: None, user_agent: "test".to_owned() },
        };
        portal.store.create_session(&session).await.unwrap();
        Self { visitor: portal.anonymous(), token }
    }

    async fn ask(&mut self, ask: Ask) -> Answer {
        self.visitor.ask(ask.header("authorization", format!("Bearer {}", self.token))).await
    }

    async fn get(&mut self, path: &str) -> Answer {
        self.ask(Ask::new(Method::GET, path)).await
    }

    async fn form(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.ask(Ask::new(Method::POST, path).form(fields)).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_officer_sees_who_opened_a_record_and_why_and_it_is_written_down() {
    let portal = TestPortal::start().await;
    let mut ana = settled_ana(&portal).await;
    ana.get("/patients/me/labs").await;
    let mut officer = Staff::of(&portal, Role::PrivacyOfficer, 0).await;

    let page = officer.get("/staff/oversight").await;
    assert_eq!(page.status, 200, "{}", page.text);
    let found = officer.form("/staff/oversight/search", &[("patient", ANA), ("from", ""), ("to", "")]).await;

    assert_eq!(found.status, 200, "{}", found.text);
    for words in ["Ana Reyes · Patient", "Read · Results", "it is their own record", "self-uses-own-record"] {
        assert!(found.text.contains(words), "{words}: {}", found.text);
    }
    let told = &log_of(&portal, Action::QueryAudit).await[0].event;
    assert_eq!((told.role, told.patient.as_ref().unwrap().as_str()), (Role::PrivacyOfficer, ANA));

    let nobody = officer.form("/staff/oversight/search", &[("patient", "nobody@example.org")]).await;
    assert_eq!(nobody.status, 422);
    assert!(nobody.text.contains("Nobody is known by this"), "{}", nobody.text);
    let no_day = officer.form("/staff/oversight/search", &[("patient", ANA), ("from", "soon")]).await;
    assert_eq!(no_day.status, 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_away_is_fhir_line_by_line_for_a_fresh_factor_only() {
    let portal = TestPortal::start().await;
    let mut ana = settled_ana(&portal).await;
    ana.get("/patients/me/labs").await;
    let mut officer = Staff::of(&portal, Role::PrivacyOfficer, 0).await;

    let file = officer.form("/staff/oversight/export", &[("patient", ANA), ("form", "fhir")]).await;
    assert_eq!((file.status.as_u16(), file.header("content-type")), (200, "application/fhir+ndjson"));
    let lines: Vec<Value> = file.text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(!lines.is_empty() && lines.iter().all(|line| line["resourceType"] == "AuditEvent"));
    let body = json!({"patient": ANA, "action": "read"});
    let api = Ask::new(Method::POST, "/api/v1/staff/oversight/events").json(&body);
    let plain = officer.ask(api.clone().header("accept", "application/x-ndjson")).await;
    assert!(plain.text.lines().all(|line| line.contains("\"action\":\"read\"")), "{}", plain.text);
    let page = officer.ask(api.clone()).await.json();
    assert_eq!(page["looks"].as_array().unwrap().len(), plain.text.lines().count());
    let by_address = officer.get("/api/v1/staff/oversight/events?action=read").await.json();
    assert!(!by_address["looks"].as_array().unwrap().is_empty());
    let told = log_of(&portal, Action::ExportAudit).await;
    assert_eq!(told.iter().map(|entry| entry.event.counts.shown as usize).sum::<usize>(), {
        lines.len() + plain.text.lines().count()
    });

    portal.clock.advance(SignedDuration::from_mins(11));
    let stale = officer.form("/staff/oversight/export", &[("patient", ANA), ("form", "fhir")]).await;
    assert_eq!(stale.status, 303);
    assert!(stale.location().contains("next=/staff/oversight"), "{}", stale.location());
    let stale = officer.ask(api.header("accept", "application/fhir+ndjson")).await;
    assert_eq!((stale.status.as_u16(), stale.problem().as_str()), (401, "factor-needed"));
}

#[tokio::test(flavor = "multi_thread")]
async fn for_everybody_else_there_is_nothing() {
    let portal = TestPortal::start().await;
    let mut clinician = Staff::of(&portal, Role::Clinician, 0).await;
    let mut ana = portal.patient(ANA).await;
    let alert = format!("/staff/oversight/alerts/{}", Uuid::new_v4());

    for path in ["/staff/oversight", "/staff/oversight/alerts", alert.as_str()] {
        assert_eq!(clinician.get(path).await.status, 404, "{path}");
        assert_eq!(clinician.get(&format!("/api/v1{path}")).await.status, 404, "{path}");
        assert_ne!(ana.get(path).await.status, 200, "{path}");
    }
    for path in ["/staff/oversight/search", "/staff/oversight/export"] {
        assert_eq!(clinician.form(path, &[("patient", ANA), ("form", "fhir")]).await.status, 404, "{path}");
    }
    let mut officer = Staff::of(&portal, Role::PrivacyOfficer, 1).await;
    assert_eq!(officer.get(&alert).await.status, 404);
    assert_eq!(officer.get("/staff/oversight/alerts").await.status, 200);
    assert_eq!(officer.get(&format!("/patients/{ANA}/labs")).await.status, 303);
}
