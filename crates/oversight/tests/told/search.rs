use portico_audit::{Action, Event, Outcome};
use portico_model::{Assurance, Role};
use portico_oversight::{OversightError, Search, Who};

use crate::world::{World, asker, look, noon};

fn about(patient: &str) -> Search {
    Search {
        patient: Some(Who(patient.to_owned())),
        from: Some(noon(-1)),
        to: Some(noon(10_000)),
        most: 3,
        ..Search::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_officer_learns_who_opened_a_record_and_what_somebody_opened() {
    let world = World::start().await;
    let okafor = world.account("okafor", Role::Clinician).await;
    let lee = world.account("lee", Role::Clinician).await;
    world.account("ana", Role::Patient).await;
    world.append((0..5).map(|n| look(okafor, "ana", noon(n)))).await;
    world.append([look(lee, "ana", noon(9)), look(lee, "luz", noon(10))]).await;
    let (oversight, officer) = (&world.oversight, &world.officer);

    let page = oversight.search(officer, &about("ana")).await.unwrap();
    let who: Vec<&str> = page.lines.iter().map(|line| line.actor.as_ref().unwrap().name.as_str()).collect();
    assert_eq!(who, ["Dr. lee", "Dr. okafor", "Dr. okafor"]);
    assert!(page.has_more);
    let after = page.lines.last().map(|line| line.index);
    let rest = oversight.search(officer, &Search { after, ..about("ana@example.org") }).await.unwrap();
    assert_eq!((rest.lines.len(), rest.has_more), (3, false));

    for who in ["lee@example.org".to_owned(), lee.to_string()] {
        let search = Search { patient: None, actor: Some(Who(who)), ..about("") };
        let opened = oversight.search(officer, &search).await.unwrap();
        let records = opened.lines.iter().map(|line| line.event.patient.as_ref().unwrap().as_str());
        assert_eq!(records.collect::<Vec<_>>(), ["luz", "ana"]);
    }
    let refused = Search { outcome: Some(Outcome::Refused), ..about("ana") };
    assert!(oversight.search(officer, &refused).await.unwrap().lines.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_is_in_the_log_before_it_is_answered() {
    let world = World::start().await;
    let lee = world.account("lee", Role::Clinician).await;

    let search = Search { actor: Some(Who("lee@example.org".to_owned())), ..about("ana") };
    world.oversight.search(&world.officer, &search).await.unwrap();

    let told = &world.acts(Action::QueryAudit).await[0];
    assert_eq!((told.actor, told.role), (Some(world.officer.account), Role::PrivacyOfficer));
    assert_eq!(told.patient.as_ref().unwrap().as_str(), "ana");
    assert_eq!(told.detail.resources[0].id.as_str(), lee.to_string());
    assert_eq!(told.rules, ["privacy-officer-oversees"]);

    let nobody = world.oversight.search(&world.officer, &about("nobody@example.org")).await;
    assert!(matches!(nobody, Err(OversightError::UnknownPerson(_))));
    let told = &world.acts(Action::QueryAudit).await[0];
    assert_eq!((told.outcome, told.detail.reason.as_deref()), (Outcome::Failed, Some("unknown_person")));

    world.log.close().await;
    let unwritten = world.oversight.search(&world.officer, &about("ana")).await;
    assert!(matches!(unwritten, Err(OversightError::Audit(_))));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_but_the_privacy_officer_searches_and_each_attempt_is_told() {
    let world = World::start().await;
    let id = world.officer.account;
    let roles =
        [Role::Patient, Role::Clinician, Role::Scheduler, Role::Support, Role::Administrator, Role::System];

    for role in roles {
        let asker = asker(id, role);
        let found = world.oversight.search(&asker, &about("ana")).await;
        assert!(matches!(found, Err(OversightError::Refused)), "{role:?}");
        let alerts = world.oversight.list_alerts(&asker, true, None, 9).await;
        assert!(matches!(alerts, Err(OversightError::Refused)), "{role:?}");
    }
    let password = portico_model::Asker { assurance: Assurance::Password, ..world.officer.clone() };
    let found = world.oversight.search(&password, &about("ana")).await;
    assert!(matches!(found, Err(OversightError::Refused)));

    let told: Vec<Event> = world.acts(Action::QueryAudit).await;
    assert_eq!(told.len(), roles.len() * 2 + 1);
    assert!(told.iter().all(|event| event.outcome == Outcome::Refused && event.detail.reason.is_some()));
}
