//! Finding patients and appointments, and every staff address asked by every role.

use portico_audit::Action;
use portico_model::Role;
use portico_portal::site_map::{Access, site_map};
use portico_testkit::{Ask, HENRIK, MAJA, TestPortal};
use serde_json::json;

use super::events;
use crate::world::ANA;

const ROLES: [Role; 5] =
    [Role::Clinician, Role::Scheduler, Role::Support, Role::Administrator, Role::PrivacyOfficer];

#[tokio::test(flavor = "multi_thread")]
async fn a_clinician_finds_those_whom_they_treat_and_others_by_name() {
    let portal = TestPortal::start().await;
    let (mut maja, mut henrik) = (portal.colleague(MAJA).await, portal.colleague(HENRIK).await);

    let mine = maja.get("/api/v1/staff/patients").await.json();
    assert_eq!(mine["patients"][0]["id"], ANA);
    assert_eq!(mine["patients"][0]["is_mine"], true);
    assert_eq!(henrik.get("/api/v1/staff/patients").await.json()["patients"], json!([]));

    let born = mine["patients"][0]["born"].as_str().unwrap();
    let name = mine["patients"][0]["name"].as_str().unwrap();
    let found = henrik.post_form("/staff/patients", &[("name", name), ("born", born)]).await;
    assert_eq!(found.status, 200);
    assert!(found.text.contains(&format!("/staff/patients/{ANA}/break-glass")), "{}", found.text);
    let by_number = henrik.post_json("/api/v1/staff/patients", &json!({"number": ANA})).await.json();
    assert_eq!(by_number["patients"][0]["is_mine"], false);
    assert_eq!(by_number["patients"][0].as_object().unwrap().len(), 4, "name, birth date, number, and whose");
    for bad in [vec![("name", name)], vec![("name", "Ana"), ("born", born)], vec![]] {
        assert_eq!(henrik.post_form("/staff/patients", &bad).await.status, 422, "{bad:?}");
    }
    let looks = events(&portal).await.into_iter().filter(|it| it.action == Action::FindPatients);
    let of_ana = looks.filter(|it| it.patient.as_ref().is_some_and(|it| it.as_str() == ANA)).count();
    assert_eq!(of_ana, 2, "she finds both searches in her ledger");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scheduler_sees_who_comes_when_and_not_why() {
    let portal = TestPortal::start().await;
    let mut rosa = portal.colleague("riverside|rosa-ayala").await;
    let planned = portal.sandbox.resources("Appointment");
    let next = planned.iter().find(|it| it["status"] == "booked").expect("Ana has an appointment");
    let day = next["start"].as_str().unwrap()[..10].to_owned();

    let page = rosa.get(&format!("/staff/appointments?day={day}")).await;

    assert_eq!(page.status, 200);
    assert!(page.text.contains("Reyes"), "{}", page.text);
    if let Some(why) = next["description"].as_str() {
        assert!(!page.text.contains(why), "{why}");
    }
    let twin = rosa.get(&format!("/api/v1/staff/appointments?day={day}")).await.json();
    let row = twin["appointments"][0].as_object().unwrap();
    let mut members: Vec<_> = row.keys().map(String::as_str).collect();
    members.sort_unstable();
    assert_eq!(members, ["end", "id", "patient", "start", "status", "with"]);
    let of_ana =
        events(&portal).await.into_iter().filter(|it| it.role == Role::Scheduler && it.patient.is_some());
    assert!(of_ana.count() >= 2, "each look is in her ledger");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_staff_address_is_shut_to_all_but_its_roles() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let mut staff = Vec::new();
    for role in ROLES {
        let mut visitor = portal.staff(role).await;
        portal.learn_token(&mut visitor).await;
        staff.push((role, visitor));
    }
    let mut addresses = 0;
    for route in site_map(true).routes {
        let Access::Staff(roles) = route.access else { continue };
        addresses += 1;
        let path = route.path.replace("{patient}", ANA).replace(['{', '}'], "");
        for (role, visitor) in &mut staff {
            if roles.contains(role) {
                continue;
            }
            let ask = visitor.with_token(Ask::new(route.method.clone(), path.clone()));
            assert_eq!(visitor.ask(ask).await.status, 404, "{} {path} by {role:?}", route.method);
        }
        let ask = ana.with_token(Ask::new(route.method.clone(), path.clone()));
        let expected = if route.is_api { 401 } else { 303 };
        assert_eq!(ana.ask(ask).await.status, expected, "{} {path} by a patient", route.method);
    }
    assert!(addresses > 50, "{addresses}");
}
