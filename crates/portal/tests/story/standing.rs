//! Who may see what, on every request: those who act for a patient, birthdays, directives, previews, and the ledger.

use jiff::SignedDuration;
use portico_audit::Outcome;
use portico_model::{
    Audience, Categories, Category, Directive, DirectiveId, Effect, GrantId, Language, Matter, Relationship,
    ResourceId,
};
use portico_testkit::{MAJA, Person, TestPortal, TestVisitor};
use serde_json::Value;
use uuid::Uuid;

use crate::world::{ANA, noon};

const TEO: &str = "teo-reyes";
const LUZ: &str = "luz-reyes";

async fn family() -> TestPortal {
    TestPortal::builder().only(&[ANA, TEO, LUZ]).start().await
}

async fn ana(portal: &TestPortal) -> Person {
    portal.person(ANA, Language::En).await
}

async fn parent(portal: &TestPortal, child: &str, born: &str) -> (TestVisitor, GrantId) {
    let ana = ana(portal).await;
    let grant = portal.let_act(&ana, child, Relationship::Parent, Categories::ALL, born.parse().ok()).await;
    (portal.sign_in(&ana).await, grant)
}

fn of(patient: &str, rest: &str) -> String {
    format!("/api/v1/patients/{patient}/{rest}")
}

async fn titles(visitor: &mut TestVisitor, patient: &str, rest: &str, list: &str) -> Vec<String> {
    let view = visitor.get(&of(patient, rest)).await.json();
    let items = view[list].as_array().unwrap_or_else(|| panic!("no {list}: {view}"));
    items.iter().map(Value::to_string).collect()
}

pub fn directive(
    patient: &str,
    effect: Effect,
    matter: Matter,
    audience: Audience,
    portal: &TestPortal,
) -> Directive {
    let now = portal.clock.now();
    Directive {
        id: DirectiveId(Uuid::new_v4()),
        patient: patient.parse().unwrap(),
        effect,
        matter,
        audience,
        purposes: Vec::new(),
        valid_from: now,
        valid_until: None,
        made_by: portico_model::AccountId(Uuid::new_v4()),
        made_at: now,
        taken_from: None,
        ended_at: None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mother_sees_her_sons_record_and_on_the_request_after_its_end_nothing() {
    let portal = family().await;
    let (mut mother, grant) = parent(&portal, TEO, "2018-03-09").await;

    let page = mother.get("/patients/teo-reyes/immunizations").await;
    assert_eq!(page.status, 200, "{}", page.text);
    assert!(page.text.contains("teo-reyes · "), "the title says whose record it is");
    assert!(page.text.contains("You are acting for"), "and so does the page");

    let by = ana(&portal).await.account;
    assert!(portal.store.end_grant(grant, Some(by), portal.clock.now(), &[]).await.unwrap());
    assert_eq!(mother.get("/patients/teo-reyes/immunizations").await.status, 404);
    assert_eq!(mother.get("/patients/me/immunizations").await.status, 200, "her own is still hers");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_grant_of_yesterday_opens_nothing_today() {
    let portal = family().await;
    let rosa = portal.person("nobodys-record", Language::En).await;
    let id = portal.let_act(&rosa, ANA, Relationship::Caregiver, Categories::ALL, None).await;
    let mut grant = portal.store.find_grant(id).await.unwrap().unwrap();
    grant.valid_until = Some(portal.clock.now() + SignedDuration::from_mins(5));
    assert!(portal.store.change_grant(grant.state, &grant, portal.clock.now(), &[]).await.unwrap());
    let mut visitor = portal.sign_in(&rosa).await;

    assert_eq!(visitor.get(&of(ANA, "allergies")).await.status, 200);
    portal.clock.advance(SignedDuration::from_mins(6));
    assert_eq!(visitor.get(&of(ANA, "allergies")).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn on_her_eighteenth_birthday_a_daughters_record_closes() {
    let clock = noon("2026-06-14");
    let portal = TestPortal::builder().clock(clock).only(&[ANA, LUZ]).start().await;
    let (mut mother, _) = parent(&portal, LUZ, "2008-06-15").await;

    assert_eq!(mother.get(&of(LUZ, "immunizations")).await.status, 200, "the day before");
    portal.clock.advance(SignedDuration::from_hours(24));
    let mut mother = portal.sign_in(&ana(&portal).await).await;
    assert_eq!(mother.get(&of(LUZ, "immunizations")).await.status, 404, "on the day");
}

#[tokio::test(flavor = "multi_thread")]
async fn at_twelve_what_is_a_teenagers_own_is_hers_and_is_not_even_counted() {
    let portal = family().await;
    let (mut mother, grant) = parent(&portal, LUZ, "2011-05-20").await;
    let mut luz = portal.patient(LUZ).await;
    let own = titles(&mut luz, LUZ, "conditions", "active").await;
    let seen = titles(&mut mother, LUZ, "conditions", "active").await;
    assert!(seen.len() < own.len(), "something is hers alone: {own:?}");

    let view = mother.get(&of(LUZ, "conditions")).await.json();
    assert_eq!(view["withheld"], 0, "and nobody is told that there is something");
    let page = mother.get(&format!("/patients/{LUZ}/notes")).await;
    assert!(
        !page.text.contains("panic attacks") && !page.text.contains("behavioral health"),
        "{}",
        page.text
    );
    let found = mother.post_json(&of(LUZ, "search"), &serde_json::json!({ "words": "anxiety" })).await;
    assert!(!found.text.to_lowercase().contains("anxiety disorder"), "{}", found.text);

    let audited = portal.audit.query(&portico_audit::Query::default()).await.unwrap();
    let withheld = audited.entries.iter().any(|entry| {
        entry.event.detail.withheld.iter().any(|group| group.reason == "policy-age" && group.count > 0)
    });
    assert!(withheld, "the log knows what was held back and why");

    let opened = Matter { categories: Categories::NONE.with(Category::Conditions), ..Matter::default() };
    let opened = directive(LUZ, Effect::Permit, opened, Audience::Proxies, &portal);
    portal.store.create_directive(&opened, &[]).await.unwrap();
    let seen = titles(&mut mother, LUZ, "conditions", "active").await;
    assert_eq!(seen.len(), own.len(), "until she opens it, on the next request");
    let _ = grant;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_directive_that_is_made_now_holds_now_and_its_end_ends_it() {
    let portal = family().await;
    let rosa = portal.person("nobodys-record", Language::En).await;
    portal.let_act(&rosa, ANA, Relationship::Caregiver, Categories::ALL, None).await;
    let mut visitor = portal.sign_in(&rosa).await;
    let before = titles(&mut visitor, ANA, "allergies", "allergies").await;
    assert!(!before.is_empty());
    let item = serde_json::from_str::<Value>(&before[0]).unwrap()["id"].as_str().unwrap().to_owned();

    let only_this = Matter { item: item.parse().ok(), ..Matter::default() };
    let denied = directive(ANA, Effect::Deny, only_this, Audience::Person(rosa.account), &portal);
    portal.store.create_directive(&denied, &[]).await.unwrap();
    assert_eq!(titles(&mut visitor, ANA, "allergies", "allergies").await.len(), before.len() - 1);

    let all = Matter { categories: Categories::NONE.with(Category::Allergies), ..Matter::default() };
    let all = directive(ANA, Effect::Deny, all, Audience::Proxies, &portal);
    portal.store.create_directive(&all, &[]).await.unwrap();
    assert!(titles(&mut visitor, ANA, "allergies", "allergies").await.is_empty());
    let mut own = portal.patient(ANA).await;
    assert_eq!(
        titles(&mut own, ANA, "allergies", "allergies").await.len(),
        before.len(),
        "never for herself"
    );

    for made in [&denied, &all] {
        assert!(portal.store.end_directive(&made.patient, made.id, portal.clock.now(), &[]).await.unwrap());
    }
    assert_eq!(titles(&mut visitor, ANA, "allergies", "allergies").await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_grant_leaves_out_is_told_as_not_shared_whether_or_not_there_is_any() {
    let portal = family().await;
    let rosa = portal.person("nobodys-record", Language::En).await;
    let scope = Categories::NONE.with(Category::Allergies);
    portal.let_act(&rosa, ANA, Relationship::Caregiver, scope, None).await;
    let mut visitor = portal.sign_in(&rosa).await;

    for (rest, kind) in [("labs", "laboratory"), ("immunizations", "immunizations"), ("vitals", "vitals")] {
        let view = visitor.get(&of(ANA, rest)).await.json();
        assert_eq!(view["not_shared"], serde_json::json!([kind]), "{rest}");
        assert_eq!(view["withheld"], 0, "{rest}");
    }
    let page = visitor.get(&format!("/patients/{ANA}/labs")).await.text;
    assert!(page.contains("Not shared with you: test results."), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_shows_what_the_other_sees_and_the_log_says_that_it_was_one() {
    let portal = family().await;
    let rosa = portal.person("nobodys-record", Language::En).await;
    let scope = Categories::ALL;
    let grant = portal.let_act(&rosa, ANA, Relationship::Caregiver, scope, None).await;
    let mut hers = portal.sign_in(&rosa).await;
    let mut own = portal.patient(ANA).await;
    let as_rosa = format!("me~g.{grant}");

    for (rest, list) in [("conditions", "active"), ("allergies", "allergies"), ("notes", "documents")] {
        let seen = titles(&mut hers, ANA, rest, list).await;
        assert_eq!(titles(&mut own, &as_rosa, rest, list).await, seen, "{rest}");
    }
    let page = own.get(&format!("/patients/{as_rosa}/conditions")).await.text;
    assert!(page.contains("You are looking through somebody else"), "{page}");
    assert!(page.contains(&format!("/patients/{as_rosa}/labs")), "links stay in the preview");

    let ledger = own.get("/api/v1/patients/me/privacy?who=everybody").await.json();
    let lines = ledger["lines"].as_array().unwrap();
    assert!(
        lines.iter().any(|line| line["is_preview"] == true && line["who"]["is_reader"] == true),
        "{ledger}"
    );
    let other = portal.let_act(&ana(&portal).await, TEO, Relationship::Parent, scope, None).await;
    assert_eq!(
        own.get(&format!("/patients/me~g.{other}/labs")).await.status,
        404,
        "not a grant on her record"
    );
    assert_eq!(
        hers.get(&format!("/patients/{ANA}~g.{grant}/labs")).await.status,
        404,
        "a preview is one's own"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_as_a_clinician_hears_what_speaks_to_that_very_person_and_names_them() {
    let portal = family().await;
    let mut own = portal.patient(ANA).await;
    let as_maja = "me~c.maja-lindqvist";
    let before = own.get(&format!("/patients/{as_maja}/allergies")).await;
    assert_eq!(before.status, 200);
    assert!(
        before.text.contains("Lindqvist"),
        "named by the care team before she was ever here: {}",
        before.text
    );

    let mut maja = portal.colleague(MAJA).await;
    let id: ResourceId = "maja-lindqvist".parse().unwrap();
    let account = portal.store.find_staff_by_practitioner(&id).await.unwrap().unwrap().account;
    let hidden = Matter { categories: Categories::NONE.with(Category::Allergies), ..Matter::default() };
    let hidden = directive(ANA, Effect::Deny, hidden, Audience::Person(account), &portal);
    portal.store.create_directive(&hidden, &[]).await.unwrap();
    let works_at = Audience::Organization("riverside-clinic".parse().unwrap());
    let shut = Matter { categories: Categories::NONE.with(Category::Immunizations), ..Matter::default() };
    let shut = directive(ANA, Effect::Deny, shut, works_at, &portal);
    portal.store.create_directive(&shut, &[]).await.unwrap();

    for (rest, list) in
        [("allergies", "allergies"), ("immunizations", "immunizations"), ("conditions", "active")]
    {
        let at_work = maja.get(&format!("/api/v1/staff/patients/{ANA}/{rest}")).await.json();
        let preview = own.get(&of(as_maja, rest)).await.json();
        assert_eq!(preview[list], at_work[list], "{rest}");
        assert_eq!(preview[list].as_array().unwrap().is_empty(), rest != "conditions", "{rest}: {preview}");
    }
    let page = own.get(&format!("/patients/{as_maja}/conditions")).await.text;
    assert!(page.contains("Maja Lindqvist"), "{page}");
    let nobody = own.get("/patients/me~c.henrik-aldous/conditions").await;
    assert_eq!(nobody.status, 404, "who does not treat her has no eyes to look through");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ledger_tells_who_looked_and_who_tried_and_to_whom_it_is_shut() {
    let portal = family().await;
    let rosa = portal.person("nobodys-record", Language::En).await;
    let stranger = portal.person("nobody-else", Language::En).await;
    portal.let_act(&rosa, ANA, Relationship::Caregiver, Categories::ALL, None).await;
    let mut rosas = portal.sign_in(&rosa).await;
    let mut strangers = portal.sign_in(&stranger).await;
    let mut own = portal.patient(ANA).await;

    assert_eq!(rosas.get(&of(ANA, "allergies")).await.status, 200);
    assert_eq!(strangers.get(&of(ANA, "allergies")).await.status, 404);
    let ledger = own.get("/api/v1/patients/me/privacy").await.json();
    let lines = ledger["lines"].as_array().unwrap();
    let of = |outcome: &str| lines.iter().find(|line| line["outcome"] == outcome).unwrap();
    assert_eq!(of("permitted")["who"]["relationship"], "CAREGIVER");
    assert_eq!(of("permitted")["categories"], serde_json::json!(["allergies"]));
    assert_eq!(of("permitted")["reasons"][0], "policy-proxy");
    assert_eq!(of("refused")["reasons"], serde_json::json!(["policy-no-standing"]));

    let page = own.get("/patients/me/privacy").await;
    assert!(page.text.contains("nobodys-record · Caregiver"), "{}", page.text);
    assert_eq!(
        rosas.get(&format!("/api/v1/patients/{ANA}/privacy")).await.status,
        403,
        "not for a caregiver"
    );
    let number = of("permitted")["number"].as_u64().unwrap();
    let receipt = own.get(&format!("/patients/me/privacy/looks/{number}/receipt")).await;
    assert_eq!(receipt.status, 200);
    let elsewhere = rosas.get(&format!("/patients/{ANA}/privacy/looks/{number}/receipt")).await;
    assert_eq!(elsewhere.status, 403);
    let csv = own.get("/patients/me/privacy/download").await.text;
    assert!(csv.lines().count() > 2 && csv.starts_with("number,at,name"), "{csv}");

    let tries = portico_audit::Query { outcome: Some(Outcome::Refused), ..portico_audit::Query::default() };
    assert!(portal.audit.query(&tries).await.unwrap().entries.len() >= 3, "tries are written down as well");
}
