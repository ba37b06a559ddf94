//! Asking for access, and the decision.

use portico_account::grants::{AccessRequest, GrantedPatient, Invite, Paper, Proof, ShareFault};
use portico_account::{AccountError, CurrentSession};
use portico_audit::{Action, Outcome};
use portico_model::{GrantState, Relationship, Role};
use portico_store::{Letter, Recipient};

use crate::town::{caregiver, fault, for_teo, teo};
use crate::world::World;

fn paper() -> Paper {
    Paper::new(b"%PDF-1.7\nan order of the court".to_vec()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parent_asks_and_staff_decide() {
    let town = World::new().await;
    let (ana, _) = town.ana_and_rosa().await;
    let support = town.staff(Role::Support).await;
    let id = town.accounts.request_access(&ana.session, for_teo(), &town.visit).await.unwrap();
    assert!(!town.opens(&ana, "teo-1").await);
    let held = town.accounts.held_access(&ana.session, &town.visit).await.unwrap();
    assert_eq!((held[0].state, held[0].patient.clone()), (GrantState::Requested, None));
    assert!(town.store.find_case(portico_model::CaseId(id.0)).await.unwrap().is_some());

    let waiting = town.accounts.list_reviews(&support, &town.visit).await.unwrap();
    assert_eq!((waiting[0].grant, waiting[0].asked_by.as_str()), (id, "ana"));
    town.accounts.approve_access(&support, id, (teo(), Proof::RelatedPerson), &town.visit).await.unwrap();

    assert!(town.opens(&ana, "teo-1").await);
    let held = town.accounts.held_access(&ana.session, &town.visit).await.unwrap();
    assert_eq!(held[0].patient, Some("teo-1".parse().unwrap()));
    let again = town.accounts.refuse_access(&support, id, &town.visit).await;
    assert_eq!(fault(again), ShareFault::Over);
    assert!(town.letters().await.iter().any(|mail| mail.letter == Letter::AccessGranted));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_request_opens_nothing_and_is_told() {
    let town = World::new().await;
    let (ana, _) = town.ana_and_rosa().await;
    let support = town.staff(Role::Support).await;
    let id = town.accounts.request_access(&ana.session, for_teo(), &town.visit).await.unwrap();

    town.accounts.refuse_access(&support, id, &town.visit).await.unwrap();

    assert!(!town.opens(&ana, "teo-1").await);
    assert!(town.letters().await.iter().any(|mail| mail.letter == Letter::AccessRefused));
    town.accounts.request_access(&ana.session, for_teo(), &town.visit).await.expect("one may ask again");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_those_whose_office_it_is_review() {
    let town = World::new().await;
    let (ana, _) = town.ana_and_rosa().await;
    let id = town.accounts.request_access(&ana.session, for_teo(), &town.visit).await.unwrap();
    for role in [Role::Clinician, Role::Scheduler, Role::PrivacyOfficer] {
        let other = town.staff(role).await;

        let listed = town.accounts.list_reviews(&other, &town.visit).await;
        assert!(matches!(listed, Err(AccountError::NotFound)), "{role:?}");
        let approved =
            town.accounts.approve_access(&other, id, (teo(), Proof::RelatedPerson), &town.visit).await;
        assert!(matches!(approved, Err(AccountError::NotFound)), "{role:?}");
    }
    let listed = town.accounts.list_reviews(&ana.session, &town.visit).await;
    assert!(matches!(listed, Err(AccountError::NotFound)));
    assert!(!town.opens(&ana, "teo-1").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_power_of_attorney_is_nothing_without_a_document_and_a_decision() {
    let town = World::new().await;
    let (ana, rosa) = town.ana_and_rosa().await;
    let support = town.staff(Role::Support).await;
    let asked = AccessRequest { relationship: Relationship::PowerOfAttorney, ..for_teo() };
    let without = town.accounts.request_access(&rosa.session, asked, &town.visit).await;
    assert_eq!(fault(without), ShareFault::DocumentNeeded);

    let invite = Invite { relationship: Relationship::PowerOfAttorney, ..caregiver() };
    let id = town.invite(&ana, invite).await.unwrap();
    let link = town.invited_link().await;
    let state = town.accounts.accept_invitation(&rosa.session, &link, true, &town.visit).await.unwrap();
    assert_eq!(state, GrantState::Requested);
    assert!(!town.opens(&rosa, "ana-1").await);
    let born = Some("1974-04-20".parse().unwrap());
    let anas = GrantedPatient { id: Some("ana-1".parse().unwrap()), born, ..teo() };
    let colleague = town.colleague("Nadia Kowalski").await;
    let approve_by = |by, patient: GrantedPatient, proof| {
        town.accounts.approve_access(by, id, (patient, proof), &town.visit)
    };
    let approve = |patient, proof| approve_by(&support, patient, proof);
    assert_eq!(fault(approve(anas.clone(), Proof::Document).await), ShareFault::NoEvidence);
    assert_eq!(fault(approve(anas.clone(), Proof::RelatedPerson).await), ShareFault::NoEvidence);
    town.accounts.hand_in(&rosa.session, id, paper(), &town.visit).await.unwrap();
    assert_eq!(fault(approve(teo(), Proof::Document).await), ShareFault::NoEvidence, "another record");
    for born in ["2011-05-20", "2018"] {
        let minor = GrantedPatient { born: born.parse().ok(), ..anas.clone() };
        assert_eq!(fault(approve(minor, Proof::Document).await), ShareFault::Minor, "{born}");
    }
    let of_unknown_age = GrantedPatient { born: None, ..anas.clone() };
    assert_eq!(fault(approve(of_unknown_age, Proof::Document).await), ShareFault::Minor);

    approve(anas.clone(), Proof::Document).await.unwrap();
    assert!(!town.opens(&rosa, "ana-1").await, "one yes of two");
    let checked = town.accounts.review(&support, id, &town.visit).await.unwrap();
    assert!(checked.checked_by.is_some_and(|first| first.is_reader));
    assert_eq!(fault(approve(anas.clone(), Proof::Document).await), ShareFault::AnotherMustDecide);
    let held = town.accounts.held_access(&rosa.session, &town.visit).await.unwrap();
    assert_eq!((held[0].state, held[0].patient.clone()), (GrantState::Requested, None));
    approve_by(&colleague, anas, Proof::Document).await.unwrap();

    assert!(town.opens(&rosa, "ana-1").await);
    let review = town.accounts.review(&support, id, &town.visit).await.unwrap();
    let document = (id, review.documents[0].id);
    let read = town.accounts.review_document(&support, document, &town.visit).await.unwrap();
    assert!(read.body.starts_with(b"%PDF"));
    let by_eve = town.accounts.review_document(&rosa.session, document, &town.visit).await;
    assert!(matches!(by_eve, Err(AccountError::NotFound)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_makes_no_sense_is_refused_with_its_reason() {
    let town = World::new().await;
    let (ana, rosa) = town.ana_and_rosa().await;
    let today = town.clock.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let eighteen = today.saturating_sub(jiff::Span::new().years(18));
    for (request, wrong) in [
        (AccessRequest { name: "  ".to_owned(), ..for_teo() }, ShareFault::WhoIsMissing),
        (AccessRequest { born: today.tomorrow().unwrap(), ..for_teo() }, ShareFault::WhoIsMissing),
        (AccessRequest { born: eighteen, ..for_teo() }, ShareFault::OfAge),
        (
            AccessRequest {
                relationship: Relationship::PowerOfAttorney,
                paper: Some(paper()),
                born: eighteen.tomorrow().unwrap(),
                ..for_teo()
            },
            ShareFault::Minor,
        ),
        (AccessRequest { is_adult: false, ..for_teo() }, ShareFault::AdultsOnly),
        (AccessRequest { relationship: Relationship::Caregiver, ..for_teo() }, ShareFault::WrongWay),
    ] {
        let asked = town.accounts.request_access(&ana.session, request, &town.visit).await;
        assert_eq!(fault(asked), wrong);
    }
    let id = town.accounts.request_access(&ana.session, for_teo(), &town.visit).await.unwrap();
    let by_rosa = town.accounts.hand_in(&rosa.session, id, paper(), &town.visit).await;
    assert!(matches!(by_rosa, Err(AccountError::NotFound)));
}

#[tokio::test(flavor = "multi_thread")]
async fn giving_access_wants_a_fresh_factor_and_somebody_else_than_who_asks() {
    let town = World::new().await;
    let (ana, _) = town.ana_and_rosa().await;
    let id = town.accounts.request_access(&ana.session, for_teo(), &town.visit).await.unwrap();
    let stale = town.staff_with_an_old_factor(Role::Support).await;
    let namesake = town.colleague("Ana").await;
    let approve = async |by| {
        let decision = (teo(), Proof::RelatedPerson);
        town.accounts.approve_access(by, id, decision, &town.visit).await
    };

    assert!(matches!(approve(&stale).await, Err(AccountError::StepUpNeeded)));
    assert_eq!(fault(approve(&namesake).await), ShareFault::AnotherMustDecide);
    assert!(!town.opens(&ana, "teo-1").await);
    let told = town.told(Action::ReviewAccess).await;
    let refused: Vec<_> = told.iter().filter(|it| it.0 == Outcome::Refused).map(|it| it.1.as_str()).collect();
    assert_eq!(refused, ["policy-step-up", "another_must_decide"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parent_is_told_when_somebody_else_gets_access() {
    let town = World::new().await;
    let (ana, rosa) = town.ana_and_rosa().await;
    let support = town.staff(Role::Support).await;
    let approve = async |asker: &CurrentSession| {
        let id = town.accounts.request_access(asker, for_teo(), &town.visit).await.unwrap();
        let decision = (teo(), Proof::RelatedPerson);
        town.accounts.approve_access(&support, id, decision, &town.visit).await.unwrap();
        let told = town.letters().await.into_iter().filter(|mail| mail.letter == Letter::GuardianAdded);
        told.map(|mail| mail.to).collect::<Vec<_>>()
    };

    assert_eq!(approve(&ana.session).await, []);
    assert_eq!(approve(&rosa.session).await, [Recipient::Account(ana.account)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_becomes_their_own_parent() {
    let town = World::new().await;
    let (ana, _) = town.ana_and_rosa().await;
    let support = town.staff(Role::Support).await;
    let id = town.accounts.request_access(&ana.session, for_teo(), &town.visit).await.unwrap();

    let own = GrantedPatient { id: Some("ana-1".parse().unwrap()), ..teo() };
    let approved = town.accounts.approve_access(&support, id, (own, Proof::RelatedPerson), &town.visit).await;

    assert_eq!(fault(approved), ShareFault::Yourself);
}
