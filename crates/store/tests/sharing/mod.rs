//! The part of the story that is about acting for somebody else.

use portico_model::{
    AccountId, CaseId, CaseState, CaseSubject, Categories, Category, GrantId, GrantState, Proof,
    Relationship, When,
};
use portico_store::{
    Grant, GrantedPatient, Invitation, NewAccount, NewActivationCode, NewCase, NewDocument, NewSignUp,
    NotPossible, Store, StoreError,
};
use uuid::Uuid;

use crate::chapters::quotas;
use crate::world::{ana, later, now, patient};

pub async fn tell(store: &Store) {
    a_grant_opens_one_chart_between_its_dates(store).await;
    an_end_is_an_end(store).await;
    there_is_one_live_grant_between_two(store).await;
    an_invitation_is_found_by_its_token_and_answered_once(store).await;
    a_date_that_has_passed_makes_room_for_a_new_grant(store).await;
    a_request_keeps_its_paper_and_its_case(store).await;
    a_code_opens_one_sign_up(store).await;
    a_browser_is_known_for_the_accounts_that_were_used_in_it(store).await;
    a_change_is_announced_once(store).await;
}

async fn account(store: &Store) -> AccountId {
    let id = AccountId(Uuid::new_v4());
    let email = format!("{id}@example.org").parse().unwrap();
    let new = NewAccount { id, email, own_record: None, ..ana() };
    store.create_account(&new).await.unwrap();
    id
}

fn grant(grantee: AccountId, of: &str) -> Grant {
    Grant {
        id: GrantId(Uuid::new_v4()),
        patient: GrantedPatient {
            id: Some(patient(of)),
            name: "Teo Reyes".to_owned(),
            born: Some("2018-03-04".parse().unwrap()),
            state: Some("CA".to_owned()),
        },
        grantor: None,
        grantee: Some(grantee),
        invited_email: None,
        relationship: Relationship::Parent,
        scope: Categories::ALL,
        valid_from: now(),
        valid_until: None,
        state: GrantState::Active,
        proof: Some(Proof::RelatedPerson),
        verified_by: Some(grantee),
        verified_at: Some(now()),
        invitation: None,
        created_at: now(),
        ended_at: None,
        ended_by: None,
    }
}

async fn a_grant_opens_one_chart_between_its_dates(store: &Store) {
    let (mother, stranger) = (account(store).await, account(store).await);
    let scope: Categories = [Category::Laboratory, Category::Visits].into_iter().collect();
    let until = later(600);
    let given = Grant { scope, valid_until: Some(until), ..grant(mother, "child-1") };
    store.create_grant(&given, &[]).await.unwrap();
    assert_eq!(store.find_grant(given.id).await.unwrap(), Some(given.clone()));

    let in_force = store.find_grant_in_force(mother, &patient("child-1"), now()).await.unwrap().unwrap();

    assert_eq!((in_force.id, in_force.scope, in_force.is_verified), (given.id, scope, true));
    assert_eq!(in_force.patient_born, Some(When::Day("2018-03-04".parse().unwrap())));
    assert_eq!(
        (in_force.patient_name.as_str(), in_force.patient_state.as_deref()),
        ("Teo Reyes", Some("CA"))
    );
    assert_eq!(store.list_grants_in_force(mother, now()).await.unwrap(), [in_force]);
    for (who, whose, at) in [
        (stranger, "child-1", now()),
        (mother, "child-2", now()),
        (mother, "child-1", later(-1)),
        (mother, "child-1", until),
    ] {
        assert_eq!(store.find_grant_in_force(who, &patient(whose), at).await.unwrap(), None);
    }
    assert!(store.list_grants_in_force(mother, until).await.unwrap().is_empty());
}

async fn an_end_is_an_end(store: &Store) {
    let mother = account(store).await;
    let given = grant(mother, "child-3");
    store.create_grant(&given, &[]).await.unwrap();

    let at = later(5);
    assert!(store.end_grant(given.id, Some(mother), at, &[]).await.unwrap());

    assert_eq!(store.find_grant_in_force(mother, &patient("child-3"), later(5)).await.unwrap(), None);
    assert!(!store.end_grant(given.id, Some(mother), later(6), &[]).await.unwrap(), "it has ended");
    let ended = store.find_grant(given.id).await.unwrap().unwrap();
    assert_eq!((ended.state, ended.ended_by), (GrantState::Ended, Some(mother)));
    assert_eq!(ended.ended_at, Some(at));
    assert!(
        !store.change_grant(GrantState::Active, &given, now(), &[]).await.unwrap(),
        "nothing brings it back"
    );
}

async fn there_is_one_live_grant_between_two(store: &Store) {
    let (mother, father) = (account(store).await, account(store).await);
    let first = grant(mother, "child-4");
    store.create_grant(&first, &[]).await.unwrap();

    let second = Grant { state: GrantState::Requested, ..grant(mother, "child-4") };
    assert!(matches!(store.create_grant(&second, &[]).await, Err(StoreError::Taken)));
    store.create_grant(&grant(father, "child-4"), &[]).await.unwrap();
    store.create_grant(&grant(mother, "child-5"), &[]).await.unwrap();
    assert!(store.end_grant(first.id, Some(mother), later(1), &[]).await.unwrap());
    store.create_grant(&second, &[]).await.unwrap();

    let of_child = store.list_grants_of(&patient("child-4")).await.unwrap();
    assert_eq!(of_child.len(), 3);
    assert_eq!(store.list_grants_to(mother).await.unwrap().len(), 3);
    let parents = store.list_active_grants(Relationship::Parent).await.unwrap();
    assert!(parents.iter().any(|it| it.grantee == Some(father)));
    assert!(parents.iter().all(|it| it.state == GrantState::Active));
}

async fn an_invitation_is_found_by_its_token_and_answered_once(store: &Store) {
    let (ana, rosa) = (account(store).await, account(store).await);
    let invitation = Invitation { token_hash: [77; 32], expires_at: later(60) };
    let invited = Grant {
        grantor: Some(ana),
        grantee: None,
        invited_email: Some("rosa@example.org".parse().unwrap()),
        relationship: Relationship::Caregiver,
        state: GrantState::Invited,
        proof: None,
        invitation: Some(invitation),
        ..grant(ana, "elder-1")
    };
    store.create_grant(&invited, &[]).await.unwrap();

    let found = store.find_invitation(&invitation.token_hash).await.unwrap().unwrap();
    assert_eq!(found, invited);
    assert!(store.find_invitation(&[0; 32]).await.unwrap().is_none());
    let accepted = Grant { grantee: Some(rosa), state: GrantState::Active, invitation: None, ..found };
    assert!(store.change_grant(GrantState::Invited, &accepted, now(), &[]).await.unwrap());
    assert!(!store.change_grant(GrantState::Invited, &accepted, now(), &[]).await.unwrap());

    assert!(store.find_invitation(&invitation.token_hash).await.unwrap().is_none());
    assert!(store.find_grant_in_force(rosa, &patient("elder-1"), now()).await.unwrap().is_some());
}

async fn a_date_that_has_passed_makes_room_for_a_new_grant(store: &Store) {
    let mother = account(store).await;
    let short = Grant { valid_until: Some(later(60)), ..grant(mother, "child-6") };
    store.create_grant(&short, &[]).await.unwrap();

    let early = Grant { created_at: later(59), ..grant(mother, "child-6") };
    assert!(matches!(store.create_grant(&early, &[]).await, Err(StoreError::Taken)));
    let next = Grant { created_at: later(60), valid_from: later(60), ..grant(mother, "child-6") };
    store.create_grant(&next, &[]).await.unwrap();

    assert_eq!(store.find_grant(short.id).await.unwrap().unwrap().state, GrantState::Ended);
    let in_force = store.find_grant_in_force(mother, &patient("child-6"), later(61)).await.unwrap();
    assert_eq!(in_force.unwrap().id, next.id);
}

async fn a_request_keeps_its_paper_and_its_case(store: &Store) {
    let mother = account(store).await;
    let asked = grant(mother, "nobody-yet");
    let asked = Grant {
        patient: GrantedPatient { id: None, ..asked.patient.clone() },
        state: GrantState::Requested,
        proof: None,
        verified_by: None,
        verified_at: None,
        ..asked
    };
    let paper = NewDocument {
        id: Uuid::new_v4(),
        media_type: "application/pdf",
        body: b"%PDF-1".to_vec(),
        at: now(),
    };
    let case = NewCase {
        id: CaseId(asked.id.0),
        ..NewCase::new(CaseSubject::ProxyReview { grant: asked.id }, "k", now())
    };
    let (quota, room) = (quotas::a_day(mother), quotas::room(mother));
    let kept = store.request_grant(
        (&asked, mother),
        &quota,
        |_| Ok::<_, StoreError>(()),
        Some((&paper, &room)),
        (&case, &[]),
    );
    kept.await.unwrap();

    assert!(store.list_requested_grants().await.unwrap().contains(&asked));
    assert!(store.find_case(case.id).await.unwrap().is_some());
    let papers = store.list_grant_documents(asked.id).await.unwrap();
    assert_eq!(papers.iter().map(|it| it.id).collect::<Vec<_>>(), [paper.id]);
    let (found, body) = store.find_grant_document(asked.id, paper.id).await.unwrap().unwrap();
    assert_eq!((found.media_type.as_str(), body), ("application/pdf", paper.body));
    assert!(store.find_grant_document(GrantId(Uuid::new_v4()), paper.id).await.unwrap().is_none());

    let found = GrantedPatient { id: Some(patient("child-7")), ..asked.patient.clone() };
    let colleague = account(store).await;
    let checked = asked.clone().approve(found.clone(), Proof::Document, colleague, now()).unwrap();
    assert_eq!((checked.state, checked.first_yes()), (GrantState::Requested, Some(colleague)));
    assert!(store.change_grant(GrantState::Requested, &checked, now(), &[]).await.unwrap());
    assert_eq!(store.find_grant(asked.id).await.unwrap().unwrap().first_yes(), Some(colleague));
    assert_eq!(store.find_case(case.id).await.unwrap().unwrap().state, CaseState::Open);
    let approved = checked.approve(found, Proof::Document, mother, now()).unwrap();
    assert!(store.change_grant(GrantState::Requested, &approved, now(), &[]).await.unwrap());
    assert_eq!(store.find_case(case.id).await.unwrap().unwrap().state, CaseState::Done);
    assert!(store.find_grant_in_force(mother, &patient("child-7"), later(1)).await.unwrap().is_some());
    assert_eq!(approved.refuse(mother, now()), Err(NotPossible(GrantState::Active)));
}

async fn a_code_opens_one_sign_up(store: &Store) {
    let support = account(store).await;
    let code = |hash: u8| NewActivationCode {
        code_hash: [hash; 32],
        patient: patient("new-1"),
        made_by: support,
        at: now(),
        expires_at: later(60),
    };
    store.create_activation_code(&code(1), &[]).await.unwrap();
    store.create_activation_code(&code(2), &[]).await.unwrap();
    assert_eq!(store.find_activation_code(&[1; 32], now()).await.unwrap(), None, "there is a newer one");
    assert_eq!(store.find_activation_code(&[2; 32], now()).await.unwrap(), Some(patient("new-1")));
    assert_eq!(store.find_activation_code(&[2; 32], later(60)).await.unwrap(), None);

    let expires_at = later(30);
    let begun = |token: u8| NewSignUp { token_hash: [token; 32], content: vec![7], expires_at };
    store.begin_sign_up(&begun(1), (&[], now()), &[]).await.unwrap();
    store.begin_sign_up(&begun(2), (&[], now()), &[]).await.unwrap();
    assert_eq!(store.find_sign_up(&[1; 32], now()).await.unwrap(), Some((vec![7], expires_at)));
    assert_eq!(store.find_sign_up(&[1; 32], later(30)).await.unwrap(), None);
    let person = |email: &str| NewAccount {
        id: AccountId(Uuid::new_v4()),
        email: email.parse().unwrap(),
        own_record: Some(patient("new-1")),
        ..ana()
    };
    let first = person("new-1@example.org");
    assert!(store.finish_sign_up(&[1; 32], &[2; 32], &first, &[]).await.unwrap());
    assert!(!store.finish_sign_up(&[2; 32], &[2; 32], &person("new-2@example.org"), &[]).await.unwrap());

    assert_eq!(store.find_account_by_record(&patient("new-1")).await.unwrap().unwrap().id, first.id);
    assert_eq!(store.find_activation_code(&[2; 32], now()).await.unwrap(), None);
    assert_eq!(store.find_sign_up(&[1; 32], now()).await.unwrap(), None);
    assert_eq!(store.drop_old_sign_ups(later(61)).await.unwrap(), 1);
}

async fn a_browser_is_known_for_the_accounts_that_were_used_in_it(store: &Store) {
    let (mother, stranger) = (account(store).await, account(store).await);
    store.remember_device(mother, "browser-1", now(), &[]).await.unwrap();
    store.remember_device(mother, "browser-1", later(9), &[]).await.unwrap();

    assert!(store.is_device_of(&[stranger, mother], "browser-1").await.unwrap());
    assert!(!store.is_device_of(&[stranger], "browser-1").await.unwrap());
    assert!(!store.is_device_of(&[mother], "browser-2").await.unwrap());
    assert!(!store.is_device_of(&[], "browser-1").await.unwrap());
}

async fn a_change_is_announced_once(store: &Store) {
    let (grant, day) = (GrantId(Uuid::new_v4()), "2027-01-01".parse().unwrap());

    assert!(store.announce(grant, day, now(), &[]).await.unwrap());
    assert!(!store.announce(grant, day, later(9), &[]).await.unwrap());
    assert!(store.announce(grant, "2033-01-01".parse().unwrap(), now(), &[]).await.unwrap());
}
