//! Ways to a first account: codes of staff, letters, invitations, and what a teenager's account must not carry.

#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

mod world;

use jiff::SignedDuration;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use portico_account::grants::AccessRequest;
use portico_account::sign_up::{Claimed, InvitedPerson, ProvedPerson, SignUpFault};
use portico_account::{
    AccountError, Authenticator, CodeOnItsWay, CurrentSession, LinkToken, NewPerson, Newcomer, NextStep,
    SecretString,
};
use portico_audit::{Action, Outcome, Query};
use portico_model::{
    AccountId, Assurance, Categories, GrantId, GrantState, Language, PatientId, Proof, Relationship, Role,
};
use portico_store::{
    Courier, Email, Grant, GrantedPatient, Invitation, Letter, Mail, NewOutgoing, Recipient,
};
use uuid::Uuid;
use world::{PASSWORD, World, person};

const NEW_PASSWORD: &str = "four lanterns by the harbour";

impl World {
    /// A code for a patient whose record has no address, as it is handed over.
    async fn code_for(&self, patient: &str) -> String {
        let support = self.staff(Role::Support).await;
        let made = self.accounts.make_activation_code(&support, &newcomer(patient, &[]), &self.visit).await;
        match made.unwrap().0 {
            CodeOnItsWay::ByHand(code) => code.to_text().to_string(),
            CodeOnItsWay::ByLetter { to } => panic!("it went to {to}"),
        }
    }

    async fn letters(&self) -> Vec<Mail> {
        let (now, lease) = (self.clock.now() + SignedDuration::from_secs(1), SignedDuration::from_mins(1));
        let claimed =
            self.store.claim_outgoing(&[Courier::Mail], Uuid::new_v4(), now, lease, 100).await.unwrap();
        claimed.iter().map(|it| serde_json::from_slice(&it.body).unwrap()).collect()
    }

    async fn begin(&self, code: &str, born: Date, claimed: Claimed) -> Result<LinkToken, AccountError> {
        let activation = self.accounts.open_activation(code, &self.visit).await?;
        let begun = self.accounts.begin_sign_up(activation, Some(proved(born)), claimed, &self.visit).await?;
        Ok(begun.token)
    }

    /// A parent of the patient, with the account's e-mail and telephone number.
    async fn parent_of(&self, patient: &str, email: &str, phone: &str) -> CurrentSession {
        let authenticator = Authenticator::new("phone");
        let new = NewPerson {
            own_record: None,
            phone: Some(phone.to_owned()),
            ..person(email, PASSWORD, Some(authenticator.clone()))
        };
        let account = self.accounts.create(new, &self.visit).await.unwrap();
        self.store.create_grant(&parents(account, patient, self), &[]).await.unwrap();
        let first = self.sign_in(email, PASSWORD).await.unwrap();
        let code = self.code(&authenticator);
        self.accounts.prove_totp(&first.session, &code, &self.visit).await.unwrap().session
    }

    fn aged(&self, years: i32) -> Date {
        let today = self.clock.now().to_zoned(TimeZone::UTC).date();
        today.saturating_sub(jiff::Span::new().years(years)).saturating_sub(jiff::Span::new().days(3))
    }
}

fn record(id: &str) -> PatientId {
    id.parse().unwrap()
}

fn parents(account: AccountId, patient: &str, town: &World) -> Grant {
    let now = town.clock.now();
    Grant {
        id: GrantId(Uuid::new_v4()),
        patient: GrantedPatient {
            id: Some(record(patient)),
            name: "Luz".to_owned(),
            born: None,
            state: None,
        },
        grantor: None,
        grantee: Some(account),
        invited_email: None,
        relationship: Relationship::Parent,
        scope: Categories::ALL,
        valid_from: now,
        valid_until: None,
        state: GrantState::Active,
        proof: Some(Proof::Document),
        verified_by: None,
        verified_at: Some(now),
        invitation: None,
        created_at: now,
        ended_at: None,
        ended_by: None,
    }
}

fn proved(born: Date) -> ProvedPerson {
    let guardians = vec!["555-010-0199".to_owned(), "Father@Example.org".to_owned()];
    ProvedPerson { name: "Luz Reyes".to_owned(), born, emails: Vec::new(), guardians }
}

/// An adult patient with these addresses of the record.
fn newcomer(patient: &str, emails: &[&str]) -> Newcomer {
    let emails = emails.iter().map(|&email| email.to_owned()).collect();
    let person = ProvedPerson { emails, ..proved("1970-02-03".parse().unwrap()) };
    Newcomer { patient: record(patient), person, language: Language::Es }
}

fn claimed(email: &str) -> Claimed {
    Claimed {
        email: email.to_owned(),
        phone: None,
        language: Language::Es,
        device: None,
        knows_device: false,
    }
}

fn fault<T>(answer: Result<T, AccountError>) -> SignUpFault {
    match answer.err().unwrap() {
        AccountError::SignUp(fault) => fault,
        other => panic!("{other:?}"),
    }
}

fn mail_code(letters: &[Mail]) -> String {
    let mail = letters.iter().rev().find(|mail| mail.letter == Letter::SignUpCode).unwrap();
    mail.code.clone().unwrap()
}

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
    let support = town.staff(Role::Support).await;
    town.advance(11 * 60);

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

#[tokio::test(flavor = "multi_thread")]
async fn a_teenagers_account_carries_no_guardians_address_number_or_browser() {
    let town = World::new().await;
    let mother = town.parent_of("luz-1", "mother@example.org", "+1 555 010 0148").await;
    let browser = LinkToken::new();
    town.accounts.remember_device(&mother, &browser).await.unwrap();
    let code = town.code_for("luz-1").await;
    let fifteen = town.aged(15);
    let with_phone = |phone: &str| Claimed { phone: Some(phone.to_owned()), ..claimed("luz@example.org") };
    let in_browser = Claimed { device: Some(browser.clone()), ..claimed("luz@example.org") };

    for (given, wrong) in [
        (claimed("MOTHER@example.org"), SignUpFault::GuardiansEmail),
        (claimed("mother+luz@example.org"), SignUpFault::GuardiansEmail),
        (claimed("father@example.org"), SignUpFault::GuardiansEmail),
        (with_phone("(555) 010-0148"), SignUpFault::GuardiansPhone),
        (with_phone("5550100199"), SignUpFault::GuardiansPhone),
        (in_browser.clone(), SignUpFault::GuardiansDevice),
    ] {
        assert_eq!(fault(town.begin(&code, fifteen, given).await), wrong);
    }
    assert!(town.letters().await.is_empty());

    town.begin(&code, fifteen, with_phone("555-010-0177")).await.expect("their own number");
    let knowing = Claimed { knows_device: true, ..in_browser };
    town.begin(&code, fifteen, knowing).await.expect("who knows what it means may go on");
    town.begin(&code, town.aged(18), claimed("father@example.org")).await.expect("an adult decides alone");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parent_whose_request_is_not_decided_is_a_parent_all_the_same() {
    let town = World::new().await;
    let fifteen = town.aged(15);
    let mother = town.parent_of("teo-1", "mother@example.org", "+1 555 010 0148").await;
    let asks = AccessRequest {
        name: "Luz Reyes".to_owned(),
        born: fifteen,
        relationship: Relationship::Parent,
        paper: None,
        is_adult: true,
    };
    town.accounts.request_access(&mother, asks, &town.visit).await.unwrap();
    let code = town.code_for("luz-1").await;

    let caught = town.begin(&code, fifteen, claimed("mother@example.org")).await;

    assert_eq!(fault(caught), SignUpFault::GuardiansEmail);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_child_has_no_account_of_their_own() {
    let town = World::new().await;
    let code = town.code_for("teo-1").await;

    let begun = town.begin(&code, town.aged(11), claimed("teo@example.org")).await;

    assert_eq!(fault(begun), SignUpFault::TooYoung);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_birthday_begins_at_midnight_of_the_house() {
    let town = World::new().await;
    let code = town.code_for("teo-1").await;
    let day = || town.clock.now().to_zoned(TimeZone::UTC);
    while day().hour() != 2 {
        town.advance(3_600);
    }
    let born = day().date().saturating_sub(jiff::Span::new().years(12));
    let begin = async |zone| {
        let accounts = town.accounts_in(zone);
        let activation = accounts.open_activation(&code, &town.visit).await?;
        let person = Some(proved(born));
        accounts.begin_sign_up(activation, person, claimed("teo@example.org"), &town.visit).await.map(drop)
    };

    assert_eq!(
        fault(begin("America/New_York").await),
        SignUpFault::TooYoung,
        "there it is still the day before"
    );
    begin("Europe/Madrid").await.expect("twelve years old since two hours ago");
}

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
