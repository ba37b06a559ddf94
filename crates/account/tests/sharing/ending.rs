//! Ends, and birthdays.

use jiff::SignedDuration;
use portico_account::AccountError;
use portico_account::grants::{AccessRequest, GrantedPatient, Proof, ShareFault};
use portico_audit::Action;
use portico_model::Role;
use portico_store::{Letter, Recipient};

use crate::town::{caregiver, fault, for_teo, teo};
use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn both_sides_end_access_at_once_and_nobody_else_does() {
    let town = World::new().await;
    let (ana, rosa) = town.ana_and_rosa().await;
    let eve = town.member("eve@example.org", Some("eve-1")).await;
    for by_patient in [true, false] {
        let id = town.invite(&ana, caregiver()).await.unwrap();
        let link = town.invited_link().await;
        town.accounts.accept_invitation(&rosa.session, &link, true, &town.visit).await.unwrap();

        let by_eve = town.accounts.end_access(&eve.session, id, &town.visit).await;
        assert!(matches!(by_eve, Err(AccountError::NotFound)));
        assert!(town.opens(&rosa, "ana-1").await);
        let ending = if by_patient { &ana } else { &rosa };
        town.accounts.end_access(&ending.session, id, &town.visit).await.unwrap();

        assert!(!town.opens(&rosa, "ana-1").await);
        let again = town.accounts.end_access(&ending.session, id, &town.visit).await;
        assert!(matches!(again, Err(AccountError::NotFound)));
        let other = if by_patient { rosa.account } else { ana.account };
        let letters = town.letters().await;
        assert!(
            letters
                .iter()
                .any(|mail| mail.letter == Letter::AccessEnded && mail.to == Recipient::Account(other))
        );
    }
    assert_eq!(town.accounts.sharing(&ana.session, &town.visit).await.unwrap().former.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_teenager_cannot_end_a_parents_access_and_an_adult_child_can() {
    let town = World::new().await;
    let (ana, _) = town.ana_and_rosa().await;
    let support = town.staff(Role::Support).await;
    let today = town.clock.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let born = today.saturating_sub(jiff::Span::new().years(18)).tomorrow().unwrap().tomorrow().unwrap();
    let id =
        town.accounts.request_access(&ana.session, AccessRequest { born, ..for_teo() }, &town.visit).await;
    let id = id.unwrap();
    let luz = GrantedPatient {
        id: Some("luz-1".parse().unwrap()),
        born: Some(portico_model::When::Day(born)),
        ..teo()
    };
    town.accounts.approve_access(&support, id, (luz, Proof::RelatedPerson), &town.visit).await.unwrap();
    let luz = town.member("luz@example.org", Some("luz-1")).await;

    let sharing = town.accounts.sharing(&luz.session, &town.visit).await.unwrap();
    assert!(sharing.people[0].is_for_staff_to_end);
    assert_eq!(sharing.people[0].change.unwrap().age_years, 18);
    let ended = town.accounts.end_access(&luz.session, id, &town.visit).await;
    assert_eq!(fault(ended), ShareFault::AskStaff);

    town.clock.advance(SignedDuration::from_hours(3 * 24));
    let fresh = town.accounts.session(&town.token_of(&luz).await).await.unwrap().unwrap();
    town.accounts.end_access(&fresh, id, &town.visit).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_birthday_that_changes_access_is_announced_to_both_sides_once() {
    let town = World::new().await;
    let (ana, _) = town.ana_and_rosa().await;
    let support = town.staff(Role::Support).await;
    let today = town.clock.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let born = today.saturating_sub(jiff::Span::new().years(12)).saturating_add(jiff::Span::new().days(40));
    let request = AccessRequest { born, ..for_teo() };
    let id = town.accounts.request_access(&ana.session, request, &town.visit).await.unwrap();
    let luz = GrantedPatient {
        id: Some("luz-1".parse().unwrap()),
        born: Some(portico_model::When::Day(born)),
        ..teo()
    };
    town.accounts.approve_access(&support, id, (luz, Proof::RelatedPerson), &town.visit).await.unwrap();
    let luz = town.member("luz@example.org", Some("luz-1")).await;
    town.letters().await;

    assert_eq!(town.accounts.announce_age_changes().await.unwrap(), 0, "it is forty days away");
    town.clock.advance(SignedDuration::from_hours(11 * 24));
    assert_eq!(town.accounts.announce_age_changes().await.unwrap(), 1);
    town.clock.advance(SignedDuration::from_hours(24));
    assert_eq!(town.accounts.announce_age_changes().await.unwrap(), 0, "it was said");

    let mut told: Vec<_> = town.letters().await.into_iter().map(|mail| (mail.to, mail.letter)).collect();
    told.retain(|(_, letter)| *letter == Letter::AgeChange);
    assert_eq!(told.len(), 2);
    for to in [ana.account, luz.account] {
        assert!(told.contains(&(Recipient::Account(to), Letter::AgeChange)));
    }
    assert_eq!(town.told(Action::AnnounceAgeChange).await.len(), 1);
}
