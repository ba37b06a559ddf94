//! People who share, and what they write to each other.

use jiff::SignedDuration;
use portico_account::grants::{AccessRequest, GrantedPatient, Invite, ShareFault};
use portico_account::{AccountError, Authenticator, CurrentSession, LinkToken, NewPerson};
use portico_model::{AccountId, Category, GrantId, Language, PatientId, Relationship};
use portico_store::{Courier, Letter, Mail};
use uuid::Uuid;

use crate::world::{PASSWORD, World, person};

pub const ROSA: &str = "rosa@example.org";

/// Somebody who is signed in with two factors.
pub struct Member {
    pub account: AccountId,
    pub session: CurrentSession,
    pub authenticator: Authenticator,
    pub email: String,
}

impl World {
    pub async fn member(&self, email: &str, record: Option<&str>) -> Member {
        let authenticator = Authenticator::new("phone");
        let own_record = record.map(|record| record.parse::<PatientId>().unwrap());
        let name = email.split('@').next().unwrap().to_owned();
        let new = NewPerson { own_record, name, ..person(email, PASSWORD, Some(authenticator.clone())) };
        let account = self.accounts.create(new, &self.visit).await.unwrap();
        let mut member =
            Member { account, session: self.half(email).await, authenticator, email: email.to_owned() };
        self.prove(&mut member).await;
        member
    }

    /// What left, with the links in it.
    pub async fn letters(&self) -> Vec<Mail> {
        let (now, lease) = (self.clock.now() + SignedDuration::from_secs(1), SignedDuration::from_mins(1));
        let claimed =
            self.store.claim_outgoing(&[Courier::Mail], Uuid::new_v4(), now, lease, 100).await.unwrap();
        claimed.iter().map(|it| serde_json::from_slice(&it.body).unwrap()).collect()
    }

    pub async fn half(&self, email: &str) -> CurrentSession {
        self.sign_in(email, PASSWORD).await.unwrap().session
    }

    pub async fn prove(&self, member: &mut Member) {
        self.advance(30);
        let code = self.code(&member.authenticator);
        member.session = self.half(&member.email).await;
        member.session = self.accounts.prove_totp(&member.session, &code, &self.visit).await.unwrap().session;
    }

    pub async fn ana_and_rosa(&self) -> (Member, Member) {
        let ana = self.member("ana@example.org", Some("ana-1")).await;
        let rosa = self.member(ROSA, None).await;
        (ana, rosa)
    }

    pub async fn invite(&self, by: &Member, invite: Invite) -> Result<GrantId, AccountError> {
        let again = self.accounts.session(&self.token_of(by).await).await.unwrap().unwrap();
        self.accounts.invite(&again, invite, &self.visit).await
    }

    /// A session that is fresh now.
    pub async fn token_of(&self, member: &Member) -> portico_account::SessionToken {
        self.advance(30);
        let first = self.half(&member.email).await;
        let code = self.code(&member.authenticator);
        self.accounts.prove_totp(&first, &code, &self.visit).await.unwrap().token
    }

    /// The secret of the newest invitation.
    pub async fn invited_link(&self) -> LinkToken {
        let letters = self.letters().await;
        let mail = letters.iter().rev().find(|mail| mail.letter == Letter::ProxyInvited).unwrap();
        LinkToken::parse(mail.path.strip_prefix("/invitations/").unwrap()).unwrap()
    }

    pub async fn opens(&self, who: &Member, record: &str) -> bool {
        let record = record.parse().unwrap();
        let found = self.store.find_grant_in_force(who.account, &record, self.clock.now()).await.unwrap();
        found.is_some()
    }
}

pub fn caregiver() -> Invite {
    Invite {
        email: ROSA.to_owned(),
        relationship: Relationship::Caregiver,
        scope: [Category::Appointments, Category::Medications].into_iter().collect(),
        until: None,
        language: Language::En,
    }
}

pub fn fault<T: std::fmt::Debug>(answer: Result<T, AccountError>) -> ShareFault {
    match answer.unwrap_err() {
        AccountError::Sharing(fault) => fault,
        other => panic!("{other:?}"),
    }
}

pub fn teo() -> GrantedPatient {
    GrantedPatient {
        id: Some("teo-1".parse().unwrap()),
        name: "Teo Reyes".to_owned(),
        born: Some("2018-09-01".parse().unwrap()),
        state: Some("MA".to_owned()),
    }
}

pub fn for_teo() -> AccessRequest {
    AccessRequest {
        name: "Teo Reyes".to_owned(),
        born: "2018-09-01".parse().unwrap(),
        relationship: Relationship::Parent,
        paper: None,
        is_adult: true,
    }
}
