//! The privacy officer's pages, over HTTP: what they find, what they hand out, and who gets nothing.

use jiff::SignedDuration;
use portico_audit::Action;
use portico_model::Role;
use portico_testkit::{Ask, TestPortal, TestVisitor};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::world::{ANA, log_of, settled_ana};

const GRETE: &str = "riverside|grete-holm";

/// The privacy officer, who has come in and may send forms.
async fn officer(portal: &TestPortal) -> TestVisitor {
    let mut officer = portal.staff(Role::PrivacyOfficer).await;
    let session = officer.get("/api/v1/staff/session").await.json();
    officer.set_csrf(session["csrf"].as_str().unwrap().to_owned());
    officer
}

#[tokio::test(flavor = "multi_thread")]
async fn the_officer_sees_who_opened_a_record_and_why_and_it_is_written_down() {
    let portal = TestPortal::start().await;
    let mut ana = settled_ana(&portal).await;
    ana.get("/patients/me/labs").await;
    let mut officer = officer(&portal).await;

    let page = officer.get("/staff/oversight").await;
    assert_eq!(page.status, 200, "{}", page.text);
    let found =
        officer.post_form("/staff/oversight/search", &[("patient", ANA), ("from", ""), ("to", "")]).await;

    assert_eq!(found.status, 200, "{}", found.text);
    for words in ["Ana Reyes · Patient", "Read · Results", "it is their own record", "self-uses-own-record"]
    {
        assert!(found.text.contains(words), "{words}: {}", found.text);
    }
    let told = &log_of(&portal, Action::QueryAudit).await[0].event;
    assert_eq!((told.role, told.patient.as_ref().unwrap().as_str()), (Role::PrivacyOfficer, ANA));

    let nobody = officer.post_form("/staff/oversight/search", &[("patient", "nobody@example.org")]).await;
    assert_eq!(nobody.status, 422);
    assert!(nobody.text.contains("Nobody is known by this"), "{}", nobody.text);
    let no_day = officer.post_form("/staff/oversight/search", &[("patient", ANA), ("from", "soon")]).await;
    assert_eq!(no_day.status, 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_away_is_fhir_line_by_line_for_a_fresh_factor_only() {
    let portal = TestPortal::start().await;
    let mut ana = settled_ana(&portal).await;
    ana.get("/patients/me/labs").await;
    let mut officer = officer(&portal).await;

    let file = officer.post_form("/staff/oversight/export", &[("patient", ANA), ("form", "fhir")]).await;
    assert_eq!((file.status.as_u16(), file.header("content-type")), (200, "application/fhir+ndjson"));
    let lines: Vec<Value> = file.text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(!lines.is_empty() && lines.iter().all(|line| line["resourceType"] == "AuditEvent"));
    let body = json!({"patient": ANA, "action": "read"});
    let api = officer.with_token(Ask::new(Method::POST, "/api/v1/staff/oversight/events")).json(&body);
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
    let stale = officer.post_form("/staff/oversight/export", &[("patient", ANA), ("form", "fhir")]).await;
    assert_eq!(stale.location(), "/staff/sign-in/again");
    let stale = officer.ask(api.header("accept", "application/fhir+ndjson")).await;
    assert_eq!((stale.status.as_u16(), stale.problem().as_str()), (401, "factor-needed"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fresh_factor_leads_the_officer_back_to_the_questions() {
    let portal = TestPortal::start().await;
    let mut grete = portal.colleague(GRETE).await;
    portal.clock.advance(SignedDuration::from_mins(11));

    let stale = grete.post_form("/staff/oversight/export", &[("form", "fhir")]).await;
    assert_eq!(stale.location(), "/staff/sign-in/again");
    assert_eq!(portal.prove_at_work(&mut grete, GRETE).await.location(), "/staff/oversight");
    assert_eq!(grete.post_form("/staff/oversight/export", &[("form", "fhir")]).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn for_everybody_else_there_is_nothing() {
    let portal = TestPortal::start().await;
    let mut clinician = portal.staff(Role::Clinician).await;
    clinician.get("/staff").await;
    let mut ana = portal.patient(ANA).await;
    let alert = format!("/staff/oversight/alerts/{}", Uuid::new_v4());

    for path in ["/staff/oversight", "/staff/oversight/alerts", alert.as_str()] {
        assert_eq!(clinician.get(path).await.status, 404, "{path}");
        assert_eq!(clinician.get(&format!("/api/v1{path}")).await.status, 404, "{path}");
        assert_ne!(ana.get(path).await.status, 200, "{path}");
    }
    for path in ["/staff/oversight/search", "/staff/oversight/export"] {
        assert_eq!(
            clinician.post_form(path, &[("patient", ANA), ("form", "fhir")]).await.status,
            404,
            "{path}"
        );
    }
    let mut officer = officer(&portal).await;
    assert_eq!(officer.get(&alert).await.status, 404);
    assert_eq!(officer.get("/staff/oversight/alerts").await.status, 200);
    assert_eq!(officer.get(&format!("/patients/{ANA}/labs")).await.status, 303);
}
