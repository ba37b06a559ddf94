//! From a code to an account.

use jiff::SignedDuration;
use portico_account::sign_up::{ProvedPerson, SignUpFault};
use portico_account::{AccountError, NextStep, SecretString};
use portico_audit::{Action, Query};
use portico_model::{Assurance, Language};
use portico_store::{Email, Letter, Recipient};

use crate::town::{NEW_PASSWORD, claimed, fault, mail_code, proved, record};
use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn a_patient_signs_up_with_code_letter_and_password_and_must_set_up_a_second_factor() {
    let town = World::new().await;
    let code = town.code_for("new-1").await;
    let begun =
        town.begin(&code.to_lowercase().replace('-', " "), town.aged(40), claimed("new@example.org")).await;
    let token = begun.unwrap();
    let mail_code = mail_code(&town.letters().await);

    let entered =
        town.accounts.finish_sign_up(&token, &mail_code, &NEW_PASSWORD.into(), &town.visit).await.unwrap();

    assert_eq!(entered.next, NextStep::EnrolFactor);
    assert_eq!(entered.session.assurance(), Assurance::Password);
    assert_eq!(entered.session.own_record(), Some(&record("new-1")));
    assert_eq!((entered.session.name(), entered.session.language()), ("Luz Reyes", Language::Es));
    let again = town.accounts.finish_sign_up(&token, &mail_code, &NEW_PASSWORD.into(), &town.visit).await;
    assert_eq!(fault(again), SignUpFault::Over);
    let used = town.accounts.open_activation(&code, &town.visit).await;
    assert_eq!(fault(used), SignUpFault::NoMatch);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_is_wrong_old_or_another_persons_opens_nothing_and_says_no_more() {
    let town = World::new().await;
    let unknown = town.accounts.open_activation("AAAA-BBBB-CCCC", &town.visit).await;
    assert_eq!(fault(unknown), SignUpFault::NoMatch);

    let code = town.code_for("new-1").await;
    let activation = town.accounts.open_activation(&code, &town.visit).await.unwrap();
    let nobody = town.accounts.begin_sign_up(activation, None, claimed("new@example.org"), &town.visit).await;
    assert_eq!(fault(nobody), SignUpFault::NoMatch);
    assert!(town.letters().await.is_empty());

    town.clock.advance(SignedDuration::from_hours(14 * 24));
    let old = town.accounts.open_activation(&code, &town.visit).await;
    assert_eq!(fault(old), SignUpFault::NoMatch);
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_at_a_code_or_a_letter_costs_time() {
    let town = World::new().await;
    let code = town.code_for("new-1").await;
    for _ in 0..5 {
        let activation = town.accounts.open_activation(&code, &town.visit).await.unwrap();
        let wrong =
            town.accounts.begin_sign_up(activation, None, claimed("x@example.org"), &town.visit).await;
        assert_eq!(fault(wrong), SignUpFault::NoMatch);
    }
    let held = town.accounts.open_activation(&code, &town.visit).await;
    assert!(matches!(held, Err(AccountError::HeldOff { .. })));

    town.clock.advance(SignedDuration::from_mins(20));
    let token = town.begin(&code, town.aged(40), claimed("new@example.org")).await.unwrap();
    let password = SecretString::from(NEW_PASSWORD);
    for _ in 0..5 {
        let wrong = town.accounts.finish_sign_up(&token, "12", &password, &town.visit).await;
        assert_eq!(fault(wrong), SignUpFault::WrongMailCode);
    }
    let right = mail_code(&town.letters().await);
    let held = town.accounts.finish_sign_up(&token, &right, &password, &town.visit).await;
    assert!(matches!(held, Err(AccountError::HeldOff { .. })));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_letter_is_good_for_half_an_hour() {
    let town = World::new().await;
    let code = town.code_for("new-1").await;
    let token = town.begin(&code, town.aged(40), claimed("new@example.org")).await.unwrap();
    let right = mail_code(&town.letters().await);
    town.clock.advance(SignedDuration::from_mins(30));

    let late = town.accounts.finish_sign_up(&token, &right, &NEW_PASSWORD.into(), &town.visit).await;

    assert_eq!(fault(late), SignUpFault::Over);
    town.begin(&code, town.aged(40), claimed("new@example.org"))
        .await
        .expect("the code of staff is good still");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_is_not_told_that_an_address_has_an_account() {
    let town = World::new().await;
    town.person("taken@example.org", None).await;
    let code = town.code_for("new-1").await;

    let token = town.begin(&code, town.aged(40), claimed("taken@example.org")).await.unwrap();

    let letters = town.letters().await;
    let to =
        Recipient::Address { email: "taken@example.org".parse::<Email>().unwrap(), language: Language::Es };
    assert!(letters.iter().any(|mail| mail.letter == Letter::AccountExists && mail.to == to));
    assert!(letters.iter().all(|mail| mail.code.is_none()));
    for guess in ["000000", ""] {
        let guessed = town.accounts.finish_sign_up(&token, guess, &NEW_PASSWORD.into(), &town.visit).await;
        assert_eq!(fault(guessed), SignUpFault::WrongMailCode);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_weak_password_makes_no_account_and_uses_up_nothing() {
    let town = World::new().await;
    let code = town.code_for("new-1").await;
    let token = town.begin(&code, town.aged(40), claimed("new@example.org")).await.unwrap();
    let right = mail_code(&town.letters().await);

    let weak = town.accounts.finish_sign_up(&token, &right, &"short".into(), &town.visit).await;

    assert!(matches!(weak, Err(AccountError::Password(_))));
    town.accounts.finish_sign_up(&token, &right, &NEW_PASSWORD.into(), &town.visit).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_a_line_of_the_record_and_told_to_the_address_that_the_record_has() {
    let town = World::new().await;
    let code = town.code_for("new-1").await;
    let activation = town.accounts.open_activation(&code, &town.visit).await.unwrap();
    let emails = vec!["known@example.org".to_owned(), "new@example.org".to_owned()];
    let person = ProvedPerson { emails, ..proved(town.aged(40)) };
    let begun =
        town.accounts.begin_sign_up(activation, Some(person), claimed("new@example.org"), &town.visit);
    let token = begun.await.unwrap().token;
    let code = mail_code(&town.letters().await);

    town.accounts.finish_sign_up(&token, &code, &NEW_PASSWORD.into(), &town.visit).await.unwrap();

    let letters = town.letters().await;
    let told: Vec<_> = letters.iter().filter(|mail| mail.letter == Letter::AccountMade).collect();
    let email = "known@example.org".parse::<Email>().unwrap();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].to, Recipient::Address { email, language: Language::Es });
    let found =
        town.log.query(&Query { action: Some(Action::CreateAccount), ..Query::default() }).await.unwrap();
    assert!(found.entries.iter().any(|it| it.event.patient == Some(record("new-1"))));
}
