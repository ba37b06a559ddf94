//! What of "who opened my record" somebody learns who acts for the patient: what they could see, and nothing of what they
//! could not.

use portico_model::{Audience, Categories, Category, Effect, GrantId, Language, Matter, Relationship};
use portico_testkit::{TestPortal, TestVisitor};
use serde_json::{Value, json};

use crate::standing::directive;
use crate::world::ANA;

struct World {
    portal: TestPortal,
    ana: TestVisitor,
    /// Somebody with a power of attorney for some kinds of record.
    attorney: TestVisitor,
    /// A caregiver who may see everything.
    other: TestVisitor,
}

const EVERYTHING: Categories = Categories::ALL;

async fn world(scope: Categories) -> World {
    let portal = TestPortal::start().await;
    let ana = portal.patient(ANA).await;
    let attorney = let_act(&portal, "attorney", Relationship::PowerOfAttorney, scope).await.0;
    let other = let_act(&portal, "other", Relationship::Caregiver, EVERYTHING).await.0;
    World { portal, ana, attorney, other }
}

async fn let_act(
    portal: &TestPortal,
    who: &str,
    relationship: Relationship,
    scope: Categories,
) -> (TestVisitor, GrantId) {
    let person = portal.person(who, Language::En).await;
    let grant = portal.let_act(&person, ANA, relationship, scope, "1974-04-20".parse().ok()).await;
    (portal.sign_in(&person).await, grant)
}

fn some() -> Categories {
    Categories::NONE.with(Category::Appointments).with(Category::Medications)
}

fn of(rest: &str) -> String {
    format!("/api/v1/patients/{ANA}/{rest}")
}

async fn lines(visitor: &mut TestVisitor) -> Vec<Value> {
    let ledger = visitor.get(&of("privacy?who=everybody")).await;
    assert_eq!(ledger.status, 200, "{}", ledger.text);
    ledger.json()["lines"].as_array().unwrap().clone()
}

fn is_about(line: &Value, kind: &str) -> bool {
    line["categories"].as_array().unwrap().iter().any(|own| own == kind)
}

#[tokio::test(flavor = "multi_thread")]
async fn looks_beyond_the_grant_are_not_told() {
    let World { portal: _portal, mut ana, mut attorney, mut other } = world(some()).await;
    for rest in ["labs", "medications", "health-summary"] {
        assert_eq!(other.get(&of(rest)).await.status, 200);
    }
    assert_eq!(other.get(&of("labs/nothing-there")).await.status, 404);

    let all = lines(&mut ana).await;
    let told = lines(&mut attorney).await;
    let others: Vec<_> = told.iter().filter(|line| line["who"]["is_reader"] == false).collect();

    assert!(all.iter().any(|line| is_about(line, "laboratory") && line["shown"].as_u64() > Some(0)));
    assert_eq!(others.len(), 2, "the medicines, and the summary with the medicines in it: {others:?}");
    for line in others {
        let kinds = line["categories"].as_array().unwrap();
        assert!(kinds.iter().all(|kind| kind == "medications" || kind == "appointments"), "{line}");
        assert_eq!(
            (&line["shown"], &line["withheld"], &line["rules"]),
            (&json!(null), &json!(null), &json!([]))
        );
        assert_eq!(line["reasons"], json!(["policy-proxy"]));
    }
    let of_labs = all.iter().find(|line| line["page"] == "labs").unwrap()["number"].as_u64().unwrap();
    for rest in ["receipt", "ask"] {
        let path = |patient: &str| format!("/patients/{patient}/privacy/looks/{of_labs}/{rest}");
        assert_eq!(attorney.get(&path(ANA)).await.status, 404, "{rest}");
        assert_eq!(ana.get(&path("me")).await.status, 200, "{rest}");
    }
    let question = json!({"question": "Who was that?", "key": "k"});
    let asked = attorney.post_json(&of(&format!("privacy/looks/{of_labs}/ask")), &question).await;
    assert_eq!(asked.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn ones_own_looks_are_told_as_the_pages_told_them() {
    let World { portal: _portal, mut ana, mut attorney, .. } = world(some()).await;
    let labs = attorney.get(&of("labs")).await.json();
    assert_eq!((&labs["withheld"], &labs["panels"]), (&json!(0), &json!([])));

    let told = lines(&mut attorney).await;
    let own = told.iter().find(|line| line["page"] == "labs").expect("one's own look is told");
    assert_eq!((&own["shown"], &own["withheld"], &own["rules"]), (&json!(0), &json!(0), &json!([])));
    assert_eq!(own["reasons"], json!([]));
    let all = lines(&mut ana).await;
    let hers = all.iter().find(|line| line["page"] == "labs").unwrap();
    assert!(hers["withheld"].as_u64() > Some(0) && hers["rules"] != json!([]), "{hers}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_kept_back_and_what_is_not_there_leave_the_same_line() {
    let World { portal, mut ana, mut attorney, .. } = world(EVERYTHING).await;
    let medications = ana.get("/api/v1/medications").await.json();
    let id = medications["active"][0]["id"].as_str().unwrap();
    let matter = Matter { item: id.parse().ok(), ..Matter::default() };
    let denied = directive(ANA, Effect::Deny, matter, Audience::Proxies, &portal);
    portal.store.create_directive(&denied, &[]).await.unwrap();

    let mut left = Vec::new();
    for id in [id, "nothing-there"] {
        assert_eq!(attorney.get(&of(&format!("medications/{id}"))).await.status, 404);
        let mut line = lines(&mut attorney).await.swap_remove(0);
        assert_eq!(line["page"], "medications/one");
        line["number"].take();
        line["at"].take();
        left.push(line);
    }
    assert_eq!(left[0], left[1]);
    assert_eq!(attorney.get(&of("medications")).await.json()["withheld"], 0);
    assert_eq!(lines(&mut attorney).await[0]["withheld"], 0);
    let csv = attorney.get(&format!("/patients/{ANA}/privacy/download?who=everybody")).await.text;
    assert!(csv.lines().count() > 3 && !csv.contains("denies") && !csv.contains("refused"), "{csv}");
    let hers = ana.get("/patients/me/privacy/download?who=everybody").await.text;
    assert!(hers.contains("directive-denies") && hers.contains("refused"), "{hers}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_acts_in_everything_sees_all_but_what_a_directive_keeps_from_them() {
    let World { portal, mut attorney, mut other, .. } = world(EVERYTHING).await;
    let mut stranger = portal.patient("somebody-else").await;
    assert_eq!(other.get(&of("labs")).await.status, 200);
    assert_eq!(stranger.get(&of("labs")).await.status, 404);
    let of_others = async |attorney: &mut TestVisitor| {
        let told = lines(attorney).await.into_iter();
        let others = told.filter(|line| line["who"]["is_reader"] == false);
        others.map(|line| (line["action"].clone(), line["outcome"].clone())).collect::<Vec<_>>()
    };
    let tried = (json!("open_chart"), json!("refused"));
    let looked = (json!("read"), json!("permitted"));
    assert_eq!(of_others(&mut attorney).await, [tried, looked]);

    let matter = Matter { categories: Categories::NONE.with(Category::Laboratory), ..Matter::default() };
    let denied = directive(ANA, Effect::Deny, matter, Audience::Proxies, &portal);
    portal.store.create_directive(&denied, &[]).await.unwrap();
    assert!(of_others(&mut attorney).await.is_empty());
}
