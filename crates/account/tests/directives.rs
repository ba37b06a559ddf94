//! Directives: by whom, after which proof, and what is written down.

#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

mod world;

use portico_account::directives::{DirectiveTerms, UnfitTerms, consent};
use portico_account::{AccountError, CurrentSession};
use portico_audit::{Action, Outcome};
use portico_model::{Asker, Audience, Categories, Category, Effect, Matter, PatientId, Sensitivity};
use serde_json::{Value, json};

use world::World;

fn hide_visits() -> DirectiveTerms {
    DirectiveTerms {
        effect: Effect::Deny,
        matter: Matter {
            categories: [Category::Visits].into_iter().collect(),
            labels: [Sensitivity::Behavioral].into_iter().collect(),
            ..Matter::default()
        },
        audience: Audience::Proxies,
        purposes: Vec::new(),
        valid_from: None,
        valid_until: None,
    }
}

fn show_visits() -> DirectiveTerms {
    DirectiveTerms { effect: Effect::Permit, ..hide_visits() }
}

async fn ana(world: &World) -> (Asker, PatientId, CurrentSession) {
    let (_, authenticator) = world.ana().await;
    let entered = world.enter(&authenticator).await;
    let asker = entered.session.asker(&world.visit);
    let patient = asker.own_record.clone().unwrap();
    (asker, patient, entered.session)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_patient_makes_sees_and_ends_a_directive() {
    let world = World::new().await;
    let (asker, patient, _) = ana(&world).await;

    let made = world.accounts.make_directive(&asker, &patient, hide_visits()).await.unwrap();

    assert_eq!(world.accounts.list_directives(&asker, &patient).await.unwrap(), std::slice::from_ref(&made));
    let now = world.clock.now();
    assert_eq!(
        world.store.list_directives_in_force(&patient, now).await.unwrap(),
        std::slice::from_ref(&made)
    );
    let ended = world.accounts.end_directive(&asker, &patient, made.id).await.unwrap();
    assert!(ended.ended_at.is_some());
    assert!(world.store.list_directives_in_force(&patient, now).await.unwrap().is_empty());
    let again = world.accounts.end_directive(&asker, &patient, made.id).await;
    assert!(matches!(again, Err(AccountError::NotFound)));
    assert_eq!(world.told(Action::MakeDirective).await, [(Outcome::Permitted, String::new())]);
    let permitted = (Outcome::Permitted, String::new());
    let over = (Outcome::Failed, "not_found".to_owned());
    assert_eq!(world.told(Action::EndDirective).await, [permitted.clone(), permitted, over]);
    assert_eq!(world.told(Action::ReadDirectives).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_opens_something_wants_a_proof_of_just_now() {
    let world = World::new().await;
    let (asker, patient, _) = ana(&world).await;
    let shown = world.accounts.make_directive(&asker, &patient, show_visits()).await.unwrap();
    let hidden = world.accounts.make_directive(&asker, &patient, hide_visits()).await.unwrap();
    let stale = Asker { is_fresh: false, ..asker };

    let make = world.accounts.make_directive(&stale, &patient, show_visits()).await;
    let end_deny = world.accounts.end_directive(&stale, &patient, hidden.id).await;
    let end_permit = world.accounts.end_directive(&stale, &patient, shown.id).await;

    assert!(matches!(make, Err(AccountError::StepUpNeeded)));
    assert!(matches!(end_deny, Err(AccountError::StepUpNeeded)));
    assert!(end_permit.is_ok(), "to take a permission back needs no more than being signed in");
    let refused = (Outcome::Refused, "policy-step-up".to_owned());
    assert_eq!(world.told(Action::MakeDirective).await.last(), Some(&refused));
}

#[tokio::test(flavor = "multi_thread")]
async fn for_a_stranger_there_is_nothing() {
    let world = World::new().await;
    let (asker, patient, _) = ana(&world).await;
    let made = world.accounts.make_directive(&asker, &patient, hide_visits()).await.unwrap();
    let stranger = Asker { own_record: Some("somebody-else".parse().unwrap()), ..asker };

    let listed = world.accounts.list_directives(&stranger, &patient).await;
    let new = world.accounts.make_directive(&stranger, &patient, hide_visits()).await;
    let ended = world.accounts.end_directive(&stranger, &patient, made.id).await;

    for refused in [listed.map(drop), new.map(drop), ended.map(drop)] {
        assert!(matches!(refused, Err(AccountError::NotFound)));
    }
    assert_eq!(world.told(Action::MakeDirective).await.last().unwrap().0, Outcome::Refused);
}

#[tokio::test(flavor = "multi_thread")]
async fn terms_that_make_no_sense_change_nothing() {
    let world = World::new().await;
    let (asker, patient, _) = ana(&world).await;
    let matter = Matter { labels: Default::default(), ..show_visits().matter };

    let made =
        world.accounts.make_directive(&asker, &patient, DirectiveTerms { matter, ..show_visits() }).await;

    assert!(matches!(made, Err(AccountError::Terms(UnfitTerms::PermitNamesNothing))));
    assert!(world.accounts.list_directives(&asker, &patient).await.unwrap().is_empty());
}

fn at_the_clinic(id: &str, patient: &PatientId, kind: &str, status: &str) -> consent::Foreign {
    let rule = if kind == "deny" { "OPTIN" } else { "OPTOUT" };
    let concept = |system: &str, code: &str| json!({ "coding": [{ "system": system, "code": code }] });
    let consent: Value = json!({
        "resourceType": "Consent",
        "id": id,
        "status": status,
        "scope": concept("http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy"),
        "category": [concept("http://loinc.org", "59284-0")],
        "patient": { "reference": format!("Patient/{patient}") },
        "policyRule": concept("http://terminology.hl7.org/CodeSystem/v3-ActCode", rule),
        "provision": { "type": kind, "securityLabel": [{ "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "HIV" }] },
    });
    consent::read(&consent.to_string(), patient).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deny_of_the_record_system_is_taken_over_once_and_ends_with_it() {
    let world = World::new().await;
    let (asker, patient, _) = ana(&world).await;
    let found = |status| {
        [at_the_clinic("c-1", &patient, "deny", status), at_the_clinic("c-2", &patient, "permit", "active")]
    };

    for _ in 0..2 {
        world.accounts.take_over_directives(&asker, &patient, &found("active")).await.unwrap();
    }
    let kept = world.accounts.list_directives(&asker, &patient).await.unwrap();
    assert_eq!(kept.len(), 1, "permits are not taken over");
    assert_eq!(kept[0].taken_from, Some("c-1".parse().unwrap()));
    assert_eq!(kept[0].matter.categories, Categories::NONE);
    let ended = world.accounts.end_directive(&asker, &patient, kept[0].id).await;
    assert!(matches!(ended, Err(AccountError::NotFound)), "it is ended where it was made");

    world.accounts.take_over_directives(&asker, &patient, &found("inactive")).await.unwrap();
    assert!(world.store.list_directives_in_force(&patient, world.clock.now()).await.unwrap().is_empty());
    world.accounts.take_over_directives(&asker, &patient, &found("active")).await.unwrap();
    assert_eq!(world.accounts.list_directives(&asker, &patient).await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_this_portal_wrote_there_is_not_taken_over() {
    let world = World::new().await;
    let (asker, patient, _) = ana(&world).await;
    let made = world.accounts.make_directive(&asker, &patient, hide_visits()).await.unwrap();
    let copy = consent::to_fhir(&made, world.clock.now()).to_string();

    let found = [consent::read(&copy, &patient).unwrap()];
    world.accounts.take_over_directives(&asker, &patient, &found).await.unwrap();

    assert_eq!(world.accounts.list_directives(&asker, &patient).await.unwrap(), [made]);
}
