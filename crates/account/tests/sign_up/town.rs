//! What the tests of signing up share.

use jiff::SignedDuration;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use portico_account::sign_up::{Claimed, ProvedPerson, SignUpFault};
use portico_account::{
    AccountError, Authenticator, CodeOnItsWay, CurrentSession, LinkToken, NewPerson, Newcomer,
};
use portico_model::{
    AccountId, Categories, GrantId, GrantState, Language, PatientId, Proof, Relationship, Role,
};
use portico_store::{Courier, Grant, GrantedPatient, Letter, Mail};
use uuid::Uuid;

use crate::world::{PASSWORD, World, person};

pub const NEW_PASSWORD: &str = "four lanterns by the harbour";

impl World {
    /// A code for a patient whose record has no address, as it is handed over.
    pub async fn code_for(&self, patient: &str) -> String {
        let support = self.staff(Role::Support).await;
        let made = self.accounts.make_activation_code(&support, &newcomer(patient, &[]), &self.visit).await;
        match made.unwrap().0 {
            CodeOnItsWay::ByHand(code) => code.to_text().to_string(),
            CodeOnItsWay::ByLetter { to } => panic!("it went to {to}"),
        }
    }

    pub async fn letters(&self) -> Vec<Mail> {
        let (now, lease) = (self.clock.now() + SignedDuration::from_secs(1), SignedDuration::from_mins(1));
        let claimed =
            self.store.claim_outgoing(&[Courier::Mail], Uuid::new_v4(), now, lease, 100).await.unwrap();
        claimed.iter().map(|it| serde_json::from_slice(&it.body).unwrap()).collect()
    }

    pub async fn begin(&self, code: &str, born: Date, claimed: Claimed) -> Result<LinkToken, AccountError> {
        let activation = self.accounts.open_activation(code, &self.visit).await?;
        let begun = self.accounts.begin_sign_up(activation, Some(proved(born)), claimed, &self.visit).await?;
        Ok(begun.token)
    }

    /// A parent of the patient, with the account's e-mail and telephone number.
    pub async fn parent_of(&self, patient: &str, email: &str, phone: &str) -> CurrentSession {
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

    pub fn aged(&self, years: i32) -> Date {
        let today = self.clock.now().to_zoned(TimeZone::UTC).date();
        today.saturating_sub(jiff::Span::new().years(years)).saturating_sub(jiff::Span::new().days(3))
    }
}

pub fn record(id: &str) -> PatientId {
    id.parse().unwrap()
}

pub fn parents(account: AccountId, patient: &str, town: &World) -> Grant {
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

pub fn proved(born: Date) -> ProvedPerson {
    let guardians = vec!["555-010-0199".to_owned(), "Father@Example.org".to_owned()];
    ProvedPerson { name: "Luz Reyes".to_owned(), born, emails: Vec::new(), guardians }
}

/// An adult patient with these addresses of the record.
pub fn newcomer(patient: &str, emails: &[&str]) -> Newcomer {
    let emails = emails.iter().map(|&email| email.to_owned()).collect();
    let person = ProvedPerson { emails, ..proved("1970-02-03".parse().unwrap()) };
    Newcomer { patient: record(patient), person, language: Language::Es }
}

pub fn claimed(email: &str) -> Claimed {
    Claimed {
        email: email.to_owned(),
        phone: None,
        language: Language::Es,
        device: None,
        knows_device: false,
    }
}

pub fn fault<T>(answer: Result<T, AccountError>) -> SignUpFault {
    match answer.err().unwrap() {
        AccountError::SignUp(fault) => fault,
        other => panic!("{other:?}"),
    }
}

pub fn mail_code(letters: &[Mail]) -> String {
    let mail = letters.iter().rev().find(|mail| mail.letter == Letter::SignUpCode).unwrap();
    mail.code.clone().unwrap()
}
