//! Codes: who makes them, and where they go.

use portico_account::{AccountError, CodeOnItsWay, NewPerson};
use portico_audit::{Action, Outcome, Query};
use portico_model::{Language, Role};
use portico_store::{Email, Letter, Recipient};

use crate::town::{claimed, newcomer, proved, record};
use crate::world::{PASSWORD, World, person};

#[tokio::test(flavor = "multi_thread")]
async fn only_those_whose_office_it_is_make_codes_and_a_patient_with_an_account_needs_none() {
    let town = World::new().await;
    for role in [Role::Clinician, Role::Scheduler, Role::PrivacyOfficer] {
        let other = town.staff(role).await;
        let made = town.accounts.make_activation_code(&other, &newcomer("new-1", &[]), &town.visit).await;
        assert!(matches!(made, Err(AccountError::NotFound)), "{role:?}");
        let found = town.accounts.find_account_to_help(&other, "ana@example.org", &town.visit).await;
        assert!(matches!(found, Err(AccountError::NotFound)), "{role:?}");
    }
    let support = town.staff(Role::Support).await;
    let ana = NewPerson { own_record: Some(record("ana-1")), ..person("ana@example.org", PASSWORD, None) };
    town.accounts.create(ana, &town.visit).await.unwrap();
    let made = town.accounts.make_activation_code(&support, &newcomer("ana-1", &[]), &town.visit).await;
    assert!(matches!(made, Err(AccountError::Taken)));
    let card =
        town.accounts.find_account_to_help(&support, "ANA@example.org", &town.visit).await.unwrap().unwrap();
    assert_eq!(
        (card.email.as_str(), card.has_own_record, card.has_second_factor),
        ("ana@example.org", true, false)
    );
    assert!(
        town.accounts.find_account_to_help(&support, "no@example.org", &town.visit).await.unwrap().is_none()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_goes_to_the_address_of_the_record_and_staff_do_not_see_it() {
    let town = World::new().await;
    let support = town.staff(Role::Support).await;

    let known = newcomer("new-1", &["no address", "new.person@example.org"]);
    let made = town.accounts.make_activation_code(&support, &known, &town.visit).await.unwrap().0;

    assert!(matches!(&made, CodeOnItsWay::ByLetter { to } if to == "n…@example.org"), "{made:?}");
    let letters = town.letters().await;
    let email = "new.person@example.org".parse::<Email>().unwrap();
    assert_eq!(letters[0].to, Recipient::Address { email, language: Language::Es });
    assert_eq!(letters[0].letter, Letter::ActivationCode);
    let opened = town.accounts.open_activation(letters[0].code.as_ref().unwrap(), &town.visit).await;
    assert_eq!(opened.unwrap().patient, record("new-1"));
    let told = town.told(Action::MakeActivationCode).await;
    assert_eq!(told, [(Outcome::Permitted, "by_letter".to_owned())]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_staff_hand_over_is_marked_and_wants_a_fresh_factor() {
    let town = World::new().await;
    let support = town.staff_with_an_old_factor(Role::Support).await;

    let made = town.accounts.make_activation_code(&support, &newcomer("new-1", &[]), &town.visit).await;

    assert!(matches!(made, Err(AccountError::StepUpNeeded)));
    town.code_for("new-1").await;
    let found = town.log.query(&Query { action: Some(Action::MakeActivationCode), ..Query::default() }).await;
    let events = found.unwrap().entries;
    let marks: Vec<_> =
        events.iter().rev().map(|it| (it.event.outcome, it.event.detail.marks.len())).collect();
    assert_eq!(marks, [(Outcome::Refused, 0), (Outcome::Permitted, 1)]);
    assert!(events.iter().all(|it| it.event.patient == Some(record("new-1"))));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_teenagers_code_goes_to_no_address_that_a_parent_reads() {
    let town = World::new().await;
    let support = town.staff(Role::Support).await;
    town.parent_of("luz-1", "mother@example.org", "+1 555 010 0148").await;
    let make = async |emails: &[&str]| {
        let mut luz = newcomer("luz-1", emails);
        luz.person.born = town.aged(15);
        town.accounts.make_activation_code(&support, &luz, &town.visit).await.unwrap().0
    };

    for theirs in ["Mother+luz@example.org", "father@example.org"] {
        assert!(matches!(make(&[theirs]).await, CodeOnItsWay::ByHand(_)), "{theirs}");
    }
    let own = make(&["father@example.org", "luz@example.org"]).await;
    assert!(matches!(own, CodeOnItsWay::ByLetter { to } if to == "l…@example.org"));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_code_sends_few_letters_in_a_day_wherever_they_go() {
    let town = World::new().await;
    let code = town.code_for("new-1").await;
    let begin = |n: usize| {
        let (accounts, visit, code) = (town.accounts.clone(), town.visit.clone(), code.clone());
        let claimed = claimed(&format!("victim-{n}@example.org"));
        async move {
            let activation = accounts.open_activation(&code, &visit).await?;
            let person = proved("1970-02-03".parse().unwrap());
            accounts.begin_sign_up(activation, Some(person), claimed, &visit).await.map(drop)
        }
    };

    let mut all = tokio::task::JoinSet::new();
    (0..30).for_each(|n| drop(all.spawn(begin(n))));
    let refused: Vec<_> = all.join_all().await.into_iter().filter_map(Result::err).collect();

    assert!(refused.iter().all(|it| matches!(it, AccountError::HeldOff { .. })), "{refused:?}");
    let sent = async || {
        let letters = town.letters().await;
        letters.into_iter().filter(|mail| mail.letter == Letter::SignUpCode).count()
    };
    let first = sent().await;
    assert!(first <= 5, "{first} letters");
    let later = async |n| {
        town.advance(3600);
        begin(n).await
    };
    let mut more = 0;
    for n in 30..40 {
        more += usize::from(later(n).await.is_ok());
    }
    assert_eq!(first + more, 5, "five in a day, however they are spread");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_up_writes_to_no_machine_of_the_house() {
    let town = World::new().await;
    let code = town.code_for("new-1").await;

    for email in ["root@localhost", "x@127.0.0.1", "x@[::1]"] {
        let begun = town.begin(&code, "1970-02-03".parse().unwrap(), claimed(email)).await;
        assert!(matches!(begun.err(), Some(AccountError::InvalidEmail)), "{email}");
    }
    assert!(town.letters().await.is_empty());
}
