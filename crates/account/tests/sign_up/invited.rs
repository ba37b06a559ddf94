//! An account that begins with an invitation.

use jiff::SignedDuration;
use portico_account::sign_up::{InvitedPerson, SignUpFault};
use portico_account::{AccountError, LinkToken, NextStep};
use portico_model::{GrantState, Language, Relationship};
use portico_store::{Grant, Invitation, Letter, Mail, NewOutgoing, Recipient};

use crate::town::{NEW_PASSWORD, fault, parents};
use crate::world::World;

async fn invitation(town: &World, email: &str) -> LinkToken {
    let ana = town.person("ana@example.org", None).await;
    let token = LinkToken::new();
    let now = town.clock.now();
    let link = NewOutgoing::mail(&Mail::new(Recipient::Account(ana), Letter::ProxyInvited, "/"), None, now);
    let invited = Grant {
        grantor: Some(ana),
        grantee: None,
        invited_email: Some(email.parse().unwrap()),
        relationship: Relationship::Caregiver,
        state: GrantState::Invited,
        proof: None,
        invitation: Some(Invitation {
            token_hash: hash(&token),
            expires_at: now + SignedDuration::from_mins(5),
        }),
        ..parents(ana, "ana-1", town)
    };
    town.store.create_grant(&invited, &[link]).await.unwrap();
    token
}

fn hash(token: &LinkToken) -> [u8; 32] {
    use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(token.to_text().as_bytes()).unwrap();
    aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &bytes).as_ref().try_into().unwrap()
}

fn rosa() -> InvitedPerson {
    InvitedPerson {
        name: "Rosa Medina".to_owned(),
        password: NEW_PASSWORD.into(),
        language: Language::En,
        is_adult: true,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invited_person_makes_an_account_that_must_set_up_a_second_factor() {
    let town = World::new().await;
    let token = invitation(&town, "rosa@example.org").await;
    assert!(!town.accounts.peek_invitation(&token).await.unwrap());

    let entered = town.accounts.sign_up_invited(&token, rosa(), &town.visit).await.unwrap();

    assert_eq!((entered.next, entered.session.own_record()), (NextStep::EnrolFactor, None));
    let opened = town.accounts.open_invitation(&entered.session, &token, &town.visit).await;
    assert!(matches!(opened, Err(AccountError::SecondFactorNeeded)), "{opened:?}");
    assert!(town.accounts.peek_invitation(&token).await.unwrap());
    let again = town.accounts.sign_up_invited(&token, rosa(), &town.visit).await;
    assert_eq!(fault(again), SignUpFault::HasAccount);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_account_comes_of_an_invitation_that_is_over_or_of_a_child() {
    let town = World::new().await;
    let token = invitation(&town, "rosa@example.org").await;
    let young = InvitedPerson { is_adult: false, ..rosa() };
    assert_eq!(
        fault(town.accounts.sign_up_invited(&token, young, &town.visit).await),
        SignUpFault::AdultsOnly
    );
    let nameless = InvitedPerson { name: " ".to_owned(), ..rosa() };
    assert_eq!(
        fault(town.accounts.sign_up_invited(&token, nameless, &town.visit).await),
        SignUpFault::NameMissing
    );

    town.clock.advance(SignedDuration::from_mins(5));
    let late = town.accounts.sign_up_invited(&token, rosa(), &town.visit).await;
    assert!(matches!(late, Err(AccountError::Sharing(portico_account::grants::ShareFault::Over))));
    let guessed = town.accounts.sign_up_invited(&LinkToken::new(), rosa(), &town.visit).await;
    assert!(matches!(guessed, Err(AccountError::Sharing(_))));
}
