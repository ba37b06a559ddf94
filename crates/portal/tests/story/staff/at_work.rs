//! Finding patients and appointments, and every staff address asked by every role.

use portico_audit::Action;
use portico_model::{Audience, Categories, Category, Effect, Matter, Role, Sensitivities, Sensitivity};
use portico_portal::site_map::{Access, site_map};
use portico_testkit::{Ask, HENRIK, MAJA, TestPortal};
use serde_json::{Value, json};

use super::events;
use crate::standing::directive;
use crate::world::{ANA, strings_at};

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
    assert_eq!(of_ana, 3, "she finds both searches in her ledger, and the list of those whom Maja treats");
}

/// Ana's care team, with this period for one of its members.
fn team_with(portal: &TestPortal, practitioner: &str, period: Value) -> Value {
    let teams = portal.sandbox.resources("CareTeam").into_iter();
    let mut of_ana = teams.filter(|team| team["subject"]["reference"] == format!("Patient/{ANA}"));
    let mut team = of_ana.next().expect("Ana has a care team");
    let members = team["participant"].as_array_mut().unwrap();
    let member = members
        .iter_mut()
        .find(|member| member["member"]["reference"] == format!("Practitioner/{practitioner}"))
        .expect("they are on it");
    member["period"] = period;
    team
}

#[tokio::test(flavor = "multi_thread")]
async fn who_left_the_care_team_yesterday_reads_nothing_today() {
    let portal = TestPortal::start().await;
    let mut maja = portal.colleague(MAJA).await;
    let today = portal.clock.now().to_zoned(portico_portal::settings::Settings::default().zone).date();
    let yesterday = today.yesterday().unwrap().to_string();
    let pages = [format!("/staff/patients/{ANA}/labs"), format!("/api/v1/staff/patients/{ANA}/labs")];
    let mut whole = team_with(&portal, "maja-lindqvist", json!({"end": today.to_string()}));
    portal.sandbox.load_all([whole.clone()]);
    for page in &pages {
        assert_eq!(maja.get(page).await.status, 200, "{page}: it is her last day");
    }

    whole["period"] = json!({"end": yesterday});
    let left = [
        team_with(&portal, "maja-lindqvist", json!({"start": "2020", "end": yesterday})),
        team_with(&portal, "maja-lindqvist", json!({"start": today.tomorrow().unwrap().to_string()})),
        team_with(&portal, "maja-lindqvist", json!({"end": "some day"})),
        team_with(&portal, "maja-lindqvist", json!({"end": 7})),
        whole,
    ];
    for team in left {
        portal.sandbox.load_all([team.clone()]);
        for page in &pages {
            assert_eq!(maja.get(page).await.status, 404, "{page}: {team}");
        }
        assert_eq!(maja.get("/api/v1/staff/patients").await.json()["patients"], json!([]), "{team}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_part_in_a_visit_is_over_reads_nothing_more() {
    let portal = TestPortal::start().await;
    let mut henrik = portal.colleague(HENRIK).await;
    let hour_ago = portal.clock.now() - jiff::SignedDuration::from_hours(1);
    let visit = |period: Value, of_participant: Value| {
        json!({"resourceType": "Encounter", "id": "stay", "status": "in-progress", "period": period,
            "subject": {"reference": format!("Patient/{ANA}")}, "class": {"code": "IMP"},
            "participant": [{"individual": {"reference": "Practitioner/henrik-aldous"}, "period": of_participant}]})
    };
    let over = json!({"end": hour_ago.to_string()});
    let begun = json!({"start": hour_ago.to_string()});
    let labs = format!("/api/v1/staff/patients/{ANA}/labs");

    for (is_here, visit) in [
        (true, visit(begun.clone(), begun.clone())),
        (false, visit(begun.clone(), over.clone())),
        (false, visit(over, begun.clone())),
        (true, visit(begun.clone(), begun)),
    ] {
        portal.sandbox.load_all([visit.clone()]);
        let expected = if is_here { 200 } else { 404 };
        assert_eq!(henrik.get(&labs).await.status, expected, "{visit}");
        let mine = henrik.get("/api/v1/staff/patients").await.json();
        assert_eq!(mine["patients"].as_array().unwrap().len(), usize::from(is_here), "{visit}");
    }
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
async fn a_scheduler_sees_no_appointment_that_the_patient_keeps_to_herself() {
    let portal = TestPortal::start().await;
    let mut rosa = portal.colleague("riverside|rosa-ayala").await;
    let planned = portal.sandbox.resources("Appointment");
    let next = planned.iter().find(|it| it["status"] == "booked").expect("Ana has an appointment");
    let day = next["start"].as_str().unwrap()[..10].to_owned();
    let mut protected = next.clone();
    protected["id"] = "protected".into();
    protected["serviceType"] = json!([{"text": "HIV clinic"}]);
    portal.sandbox.load_all([protected]);
    let page = format!("/staff/appointments?day={day}");
    let mut rows = async || {
        let twin = rosa.get(&format!("/api/v1{page}")).await.json();
        let ids = strings_at(&twin["appointments"], "id");
        (ids.len(), ids.contains(&"protected".to_owned()), rosa.get(&page).await.text.contains("Reyes"))
    };
    assert_eq!(rows().await, (2, true, true));

    let labels = Sensitivities::NONE.with(Sensitivity::Hiv);
    let sensitive = Matter { labels, ..Matter::default() };
    let sensitive = directive(ANA, Effect::Deny, sensitive, Audience::Everyone, &portal);
    portal.store.create_directive(&sensitive, &[]).await.unwrap();
    assert_eq!(rows().await, (1, false, true), "what is denied by its label");
    let all = Matter { categories: Categories::NONE.with(Category::Appointments), ..Matter::default() };
    let all = directive(ANA, Effect::Deny, all, Audience::Everyone, &portal);
    portal.store.create_directive(&all, &[]).await.unwrap();
    assert_eq!(rows().await, (0, false, false), "what is denied by its kind");

    let look = events(&portal).await.pop().unwrap();
    assert_eq!((look.counts.shown, look.counts.withheld), (0, 2));
    assert!(look.detail.withheld.iter().all(|own| own.reason == "policy-directive"), "{look:?}");
    assert!(portal.store.end_directive(&all.patient, all.id, portal.clock.now(), &[]).await.unwrap());
    assert!(portal.store.end_directive(&all.patient, sensitive.id, portal.clock.now(), &[]).await.unwrap());
    assert_eq!(rows().await, (2, true, true), "until it ends");
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
