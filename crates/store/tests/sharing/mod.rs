//! The part of the story that is about acting for somebody else.

use portico_model::{AccountId, Categories, Category, GrantId, GrantState, Proof, Relationship, When};
use portico_store::{Grant, GrantedPatient, Invitation, NewAccount, Store, StoreError};
use uuid::Uuid;

use crate::world::{ana, later, now, patient};

pub async fn tell(store: &Store) {
    a_grant_opens_one_chart_between_its_dates(store).await;
    an_end_is_an_end(store).await;
    there_is_one_live_grant_between_two(store).await;
    an_invitation_is_found_by_its_token_and_answered_once(store).await;
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
            id: patient(of),
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
    store.create_grant(&given).await.unwrap();
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
    store.create_grant(&given).await.unwrap();

    assert!(store.end_grant(given.id, mother, later(5)).await.unwrap());

    assert_eq!(store.find_grant_in_force(mother, &patient("child-3"), later(5)).await.unwrap(), None);
    assert!(!store.end_grant(given.id, mother, later(6)).await.unwrap(), "it has ended");
    let ended = store.find_grant(given.id).await.unwrap().unwrap();
    assert_eq!((ended.state, ended.ended_by), (GrantState::Ended, Some(mother)));
    assert_eq!(ended.ended_at, Some(later(5)));
    assert!(!store.change_grant(GrantState::Active, &given).await.unwrap(), "nothing brings it back");
}

async fn there_is_one_live_grant_between_two(store: &Store) {
    let (mother, father) = (account(store).await, account(store).await);
    let first = grant(mother, "child-4");
    store.create_grant(&first).await.unwrap();

    let second = Grant { state: GrantState::Requested, ..grant(mother, "child-4") };
    assert!(matches!(store.create_grant(&second).await, Err(StoreError::Taken)));
    store.create_grant(&grant(father, "child-4")).await.unwrap();
    store.create_grant(&grant(mother, "child-5")).await.unwrap();
    assert!(store.end_grant(first.id, mother, later(1)).await.unwrap());
    store.create_grant(&second).await.unwrap();

    let of_child = store.list_grants_of(&patient("child-4")).await.unwrap();
    assert_eq!(of_child.len(), 3);
    assert_eq!(store.list_grants_to(mother).await.unwrap().len(), 3);
    let parents = store.list_active_grants(Relationship::Parent).await.unwrap();
    assert!(parents.iter().any(|it| it.grantee == Some(father)));
    assert!(parents.iter().all(|it| it.state == GrantState::Active));
}

async fn an_invitation_is_found_by_its_token_and_answered_once(store: &Store) {
    let (ana, rosa) = (account(store).await, account(store).await);
    let invitation = Invitation {
        token_hash: *Uuid::new_v4().as_bytes().repeat(2).as_array().unwrap(),
        expires_at: later(60),
    };
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
    store.create_grant(&invited).await.unwrap();

    let found = store.find_invitation(&invitation.token_hash).await.unwrap().unwrap();
    assert_eq!(found, invited);
    assert!(store.find_invitation(&[0; 32]).await.unwrap().is_none());
    let accepted = Grant { grantee: Some(rosa), state: GrantState::Active, invitation: None, ..found };
    assert!(store.change_grant(GrantState::Invited, &accepted).await.unwrap());
    assert!(!store.change_grant(GrantState::Invited, &accepted).await.unwrap());

    assert!(store.find_invitation(&invitation.token_hash).await.unwrap().is_none());
    assert!(store.find_grant_in_force(rosa, &patient("elder-1"), now()).await.unwrap().is_some());
}
