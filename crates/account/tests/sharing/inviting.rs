//! Invitations: by whom, to whom, until when.

use jiff::SignedDuration;
use portico_account::AccountError;
use portico_account::grants::{Categories, Invite, Proof, ShareFault};
use portico_audit::{Action, Outcome};
use portico_model::{GrantState, Relationship, Timestamp};
use portico_store::{Letter, Recipient};

use crate::town::{ROSA, caregiver, fault};
use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn an_invited_adult_says_yes_and_acts_between_the_dates() {
    let town = World::new().await;
    let (ana, rosa) = town.ana_and_rosa().await;
    let until: Timestamp = town.clock.now() + SignedDuration::from_hours(48);
    town.invite(&ana, Invite { until: Some(until), ..caregiver() }).await.unwrap();
    let link = town.invited_link().await;
    assert!(!town.opens(&rosa, "ana-1").await, "nothing is open before the answer");

    let seen = town.accounts.open_invitation(&rosa.session, &link, &town.visit).await.unwrap();
    assert_eq!((seen.patient_name.as_str(), seen.relationship), ("ana", Relationship::Caregiver));
    let state = town.accounts.accept_invitation(&rosa.session, &link, true, &town.visit).await.unwrap();

    assert_eq!(state, GrantState::Active);
    assert!(town.opens(&rosa, "ana-1").await);
    let sharing = town.accounts.sharing(&ana.session, &town.visit).await.unwrap();
    assert_eq!((sharing.people.len(), sharing.waiting.len()), (1, 0));
    assert_eq!(
        (sharing.people[0].name.as_str(), sharing.people[0].proof),
        ("rosa", Some(Proof::GivenByPatient))
    );
    let told: Vec<_> = town.letters().await.into_iter().map(|mail| (mail.to, mail.letter)).collect();
    assert!(told.contains(&(Recipient::Account(ana.account), Letter::InvitationAnswered)));
    town.clock.advance(SignedDuration::from_hours(48));
    assert!(!town.opens(&rosa, "ana-1").await, "its date has passed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_good_once() {
    let town = World::new().await;
    let (ana, rosa) = town.ana_and_rosa().await;
    town.invite(&ana, caregiver()).await.unwrap();
    let link = town.invited_link().await;
    town.accounts.decline_invitation(&rosa.session, &link, &town.visit).await.unwrap();

    let accepted = town.accounts.accept_invitation(&rosa.session, &link, true, &town.visit).await;
    assert_eq!(fault(accepted), ShareFault::Over);
    let opened = town.accounts.open_invitation(&rosa.session, &link, &town.visit).await;
    assert_eq!(fault(opened), ShareFault::Over);
    assert_eq!(fault(town.accounts.peek_invitation(&link).await), ShareFault::Over);
    assert!(!town.opens(&rosa, "ana-1").await);
    town.invite(&ana, caregiver()).await.expect("after a no there may be another invitation");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_ends_after_a_week_and_with_a_withdrawal() {
    let town = World::new().await;
    let (ana, rosa) = town.ana_and_rosa().await;
    town.invite(&ana, caregiver()).await.unwrap();
    let late = town.invited_link().await;
    town.clock.advance(SignedDuration::from_hours(7 * 24));
    let session = async |member| town.accounts.session(&town.token_of(member).await).await.unwrap().unwrap();

    let rosas = session(&rosa).await;
    let accepted = town.accounts.accept_invitation(&rosas, &late, true, &town.visit).await;
    assert_eq!(fault(accepted), ShareFault::Over);
    let anas = session(&ana).await;
    let waiting = town.accounts.sharing(&anas, &town.visit).await.unwrap().waiting;
    assert!(waiting[0].has_run_out);

    let second = town.invite(&ana, caregiver()).await.unwrap();
    let link = town.invited_link().await;
    town.accounts.end_access(&anas, second, &town.visit).await.unwrap();
    let accepted = town.accounts.accept_invitation(&rosas, &link, true, &town.visit).await;
    assert_eq!(fault(accepted), ShareFault::Over);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_for_its_address_alone() {
    let town = World::new().await;
    let (ana, _) = town.ana_and_rosa().await;
    let eve = town.member("eve@example.org", None).await;
    town.invite(&ana, caregiver()).await.unwrap();
    let link = town.invited_link().await;

    let opened = town.accounts.open_invitation(&eve.session, &link, &town.visit).await;
    assert_eq!(fault(opened), ShareFault::WrongPerson);
    let accepted = town.accounts.accept_invitation(&eve.session, &link, true, &town.visit).await;
    assert_eq!(fault(accepted), ShareFault::WrongPerson);
    assert!(!town.opens(&eve, "ana-1").await);
    let told = town.told(Action::AnswerInvitation).await;
    assert!(told.contains(&(Outcome::Refused, "wrong_person".to_owned())), "{told:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_shown_of_an_invitation_before_a_second_factor() {
    let town = World::new().await;
    let (ana, _) = town.ana_and_rosa().await;
    town.invite(&ana, caregiver()).await.unwrap();
    let link = town.invited_link().await;

    let half = town.half(ROSA).await;
    let opened = town.accounts.open_invitation(&half, &link, &town.visit).await;

    assert!(matches!(opened, Err(AccountError::SecondFactorNeeded)), "{opened:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn inviting_wants_a_factor_that_was_proved_just_now() {
    let town = World::new().await;
    let (ana, _) = town.ana_and_rosa().await;
    let token = town.token_of(&ana).await;
    town.advance(11 * 60);

    let stale = town.session(&token).await;
    let invited = town.accounts.invite(&stale, caregiver(), &town.visit).await;

    assert!(matches!(invited, Err(AccountError::StepUpNeeded)), "{invited:?}");
    assert!(town.letters().await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_that_makes_no_sense_is_refused_with_its_reason() {
    let town = World::new().await;
    let (ana, rosa) = town.ana_and_rosa().await;
    let past = Some(town.clock.now() - SignedDuration::from_secs(1));
    for (invite, wrong) in [
        (Invite { scope: Categories::NONE, ..caregiver() }, ShareFault::Nothing),
        (Invite { until: past, ..caregiver() }, ShareFault::EndsInPast),
        (Invite { email: "ANA@example.org".to_owned(), ..caregiver() }, ShareFault::Yourself),
        (Invite { relationship: Relationship::Parent, ..caregiver() }, ShareFault::WrongWay),
        (Invite { relationship: Relationship::Oneself, ..caregiver() }, ShareFault::WrongWay),
    ] {
        assert_eq!(fault(town.invite(&ana, invite).await), wrong);
    }
    let nobody = town.invite(&ana, Invite { email: "rosa".to_owned(), ..caregiver() }).await;
    assert!(matches!(nobody, Err(AccountError::InvalidEmail)));
    let without_record = town.invite(&rosa, caregiver()).await;
    assert!(matches!(without_record, Err(AccountError::NotFound)));

    town.invite(&ana, caregiver()).await.unwrap();
    assert_eq!(fault(town.invite(&ana, caregiver()).await), ShareFault::SharedAlready);
    let link = town.invited_link().await;
    town.accounts.accept_invitation(&rosa.session, &link, true, &town.visit).await.unwrap();
    assert_eq!(fault(town.invite(&ana, caregiver()).await), ShareFault::SharedAlready);
    for n in 0..10 {
        let email = format!("friend-{n}@example.org");
        town.invite(&ana, Invite { email, ..caregiver() }).await.unwrap();
    }
    let eleventh = Invite { email: "friend-10@example.org".to_owned(), ..caregiver() };
    assert_eq!(fault(town.invite(&ana, eleventh).await), ShareFault::TooMany);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_an_adult_says_yes() {
    let town = World::new().await;
    let (ana, rosa) = town.ana_and_rosa().await;
    town.invite(&ana, caregiver()).await.unwrap();
    let link = town.invited_link().await;

    let accepted = town.accounts.accept_invitation(&rosa.session, &link, false, &town.visit).await;

    assert_eq!(fault(accepted), ShareFault::AdultsOnly);
    assert!(!town.opens(&rosa, "ana-1").await);
}
