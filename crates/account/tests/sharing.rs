//! Acting for somebody else: who may give it, take it up, decide it and end it.

#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

mod world;

use jiff::SignedDuration;
use portico_account::grants::{AccessRequest, Categories, GrantedPatient, Invite, Paper, Proof, ShareFault};
use portico_account::{AccountError, Authenticator, CurrentSession, LinkToken, NewPerson};
use portico_audit::{Action, Outcome};
use portico_model::{
    AccountId, Category, GrantId, GrantState, Language, PatientId, Relationship, Role, Timestamp,
};
use portico_store::{Courier, Letter, Mail, Recipient};
use uuid::Uuid;
use world::{PASSWORD, World, person};

const ROSA: &str = "rosa@example.org";

/// Somebody who is signed in with two factors.
struct Member {
    account: AccountId,
    session: CurrentSession,
    authenticator: Authenticator,
    email: String,
}

impl World {
    async fn member(&self, email: &str, record: Option<&str>) -> Member {
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
    async fn letters(&self) -> Vec<Mail> {
        let (now, lease) = (self.clock.now() + SignedDuration::from_secs(1), SignedDuration::from_mins(1));
        let claimed =
            self.store.claim_outgoing(&[Courier::Mail], Uuid::new_v4(), now, lease, 100).await.unwrap();
        claimed.iter().map(|it| serde_json::from_slice(&it.body).unwrap()).collect()
    }

    async fn half(&self, email: &str) -> CurrentSession {
        self.sign_in(email, PASSWORD).await.unwrap().session
    }

    async fn prove(&self, member: &mut Member) {
        self.advance(30);
        let code = self.code(&member.authenticator);
        member.session = self.half(&member.email).await;
        member.session = self.accounts.prove_totp(&member.session, &code, &self.visit).await.unwrap().session;
    }

    async fn ana_and_rosa(&self) -> (Member, Member) {
        let ana = self.member("ana@example.org", Some("ana-1")).await;
        let rosa = self.member(ROSA, None).await;
        (ana, rosa)
    }

    async fn invite(&self, by: &Member, invite: Invite) -> Result<GrantId, AccountError> {
        let again = self.accounts.session(&self.token_of(by).await).await.unwrap().unwrap();
        self.accounts.invite(&again, invite, &self.visit).await
    }

    /// A session that is fresh now.
    async fn token_of(&self, member: &Member) -> portico_account::SessionToken {
        self.advance(30);
        let first = self.half(&member.email).await;
        let code = self.code(&member.authenticator);
        self.accounts.prove_totp(&first, &code, &self.visit).await.unwrap().token
    }

    /// The secret of the newest invitation.
    async fn invited_link(&self) -> LinkToken {
        let letters = self.letters().await;
        let mail = letters.iter().rev().find(|mail| mail.letter == Letter::ProxyInvited).unwrap();
        LinkToken::parse(mail.path.strip_prefix("/invitations/").unwrap()).unwrap()
    }

    async fn opens(&self, who: &Member, record: &str) -> bool {
        let record = record.parse().unwrap();
        let found = self.store.find_grant_in_force(who.account, &record, self.clock.now()).await.unwrap();
        found.is_some()
    }
}

fn caregiver() -> Invite {
    Invite {
        email: ROSA.to_owned(),
        relationship: Relationship::Caregiver,
        scope: [Category::Appointments, Category::Medications].into_iter().collect(),
        until: None,
        language: Language::En,
    }
}

fn fault<T: std::fmt::Debug>(answer: Result<T, AccountError>) -> ShareFault {
    match answer.unwrap_err() {
        AccountError::Sharing(fault) => fault,
        other => panic!("{other:?}"),
    }
}

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

fn paper() -> Paper {
    Paper::new(b"%PDF-1.7\nan order of the court".to_vec()).unwrap()
}

fn for_teo() -> AccessRequest {
    AccessRequest {
        name: "Teo Reyes".to_owned(),
        born: "2018-09-01".parse().unwrap(),
        relationship: Relationship::Parent,
        paper: None,
        is_adult: true,
    }
}

fn teo() -> GrantedPatient {
    GrantedPatient {
        id: Some("teo-1".parse().unwrap()),
        name: "Teo Reyes".to_owned(),
        born: Some("2018-09-01".parse().unwrap()),
        state: Some("MA".to_owned()),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parent_asks_and_staff_decide() {
    let town = World::new().await;
    let (ana, _) = town.ana_and_rosa().await;
    let support = town.staff(Role::Support).await;
    let id = town.accounts.request_access(&ana.session, for_teo(), &town.visit).await.unwrap();
    assert!(!town.opens(&ana, "teo-1").await);
    let held = town.accounts.held_access(&ana.session, &town.visit).await.unwrap();
    assert_eq!((held[0].state, held[0].patient.clone()), (GrantState::Requested, None));
    assert!(town.store.find_case(portico_model::CaseId(id.0)).await.unwrap().is_some());

    let waiting = town.accounts.list_reviews(&support, &town.visit).await.unwrap();
    assert_eq!((waiting[0].grant, waiting[0].asked_by.as_str()), (id, "ana"));
    town.accounts.approve_access(&support, id, (teo(), Proof::RelatedPerson), &town.visit).await.unwrap();

    assert!(town.opens(&ana, "teo-1").await);
    let held = town.accounts.held_access(&ana.session, &town.visit).await.unwrap();
    assert_eq!(held[0].patient, Some("teo-1".parse().unwrap()));
    let again = town.accounts.refuse_access(&support, id, &town.visit).await;
    assert_eq!(fault(again), ShareFault::Over);
    assert!(town.letters().await.iter().any(|mail| mail.letter == Letter::AccessGranted));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_request_opens_nothing_and_is_told() {
    let town = World::new().await;
    let (ana, _) = town.ana_and_rosa().await;
    let support = town.staff(Role::Support).await;
    let id = town.accounts.request_access(&ana.session, for_teo(), &town.visit).await.unwrap();

    town.accounts.refuse_access(&support, id, &town.visit).await.unwrap();

    assert!(!town.opens(&ana, "teo-1").await);
    assert!(town.letters().await.iter().any(|mail| mail.letter == Letter::AccessRefused));
    town.accounts.request_access(&ana.session, for_teo(), &town.visit).await.expect("one may ask again");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_those_whose_office_it_is_review() {
    let town = World::new().await;
    let (ana, _) = town.ana_and_rosa().await;
    let id = town.accounts.request_access(&ana.session, for_teo(), &town.visit).await.unwrap();
    for role in [Role::Clinician, Role::Scheduler, Role::PrivacyOfficer] {
        let other = town.staff(role).await;

        let listed = town.accounts.list_reviews(&other, &town.visit).await;
        assert!(matches!(listed, Err(AccountError::NotFound)), "{role:?}");
        let approved =
            town.accounts.approve_access(&other, id, (teo(), Proof::RelatedPerson), &town.visit).await;
        assert!(matches!(approved, Err(AccountError::NotFound)), "{role:?}");
    }
    let listed = town.accounts.list_reviews(&ana.session, &town.visit).await;
    assert!(matches!(listed, Err(AccountError::NotFound)));
    assert!(!town.opens(&ana, "teo-1").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_power_of_attorney_is_nothing_without_a_document_and_a_decision() {
    let town = World::new().await;
    let (ana, rosa) = town.ana_and_rosa().await;
    let support = town.staff(Role::Support).await;
    let asked = AccessRequest { relationship: Relationship::PowerOfAttorney, ..for_teo() };
    let without = town.accounts.request_access(&rosa.session, asked, &town.visit).await;
    assert_eq!(fault(without), ShareFault::DocumentNeeded);

    let invite = Invite { relationship: Relationship::PowerOfAttorney, ..caregiver() };
    let id = town.invite(&ana, invite).await.unwrap();
    let link = town.invited_link().await;
    let state = town.accounts.accept_invitation(&rosa.session, &link, true, &town.visit).await.unwrap();
    assert_eq!(state, GrantState::Requested);
    assert!(!town.opens(&rosa, "ana-1").await);
    let anas = GrantedPatient { id: Some("ana-1".parse().unwrap()), ..teo() };
    let approve = |patient: GrantedPatient, proof| {
        town.accounts.approve_access(&support, id, (patient, proof), &town.visit)
    };
    assert_eq!(fault(approve(anas.clone(), Proof::Document).await), ShareFault::NoEvidence);
    assert_eq!(fault(approve(anas.clone(), Proof::RelatedPerson).await), ShareFault::NoEvidence);
    town.accounts.hand_in(&rosa.session, id, paper(), &town.visit).await.unwrap();
    assert_eq!(fault(approve(teo(), Proof::Document).await), ShareFault::NoEvidence, "another record");

    approve(anas, Proof::Document).await.unwrap();

    assert!(town.opens(&rosa, "ana-1").await);
    let review = town.accounts.review(&support, id, &town.visit).await.unwrap();
    let document = (id, review.documents[0].id);
    let read = town.accounts.review_document(&support, document, &town.visit).await.unwrap();
    assert!(read.body.starts_with(b"%PDF"));
    let by_eve = town.accounts.review_document(&rosa.session, document, &town.visit).await;
    assert!(matches!(by_eve, Err(AccountError::NotFound)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_makes_no_sense_is_refused_with_its_reason() {
    let town = World::new().await;
    let (ana, rosa) = town.ana_and_rosa().await;
    let today = town.clock.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let eighteen = today.saturating_sub(jiff::Span::new().years(18));
    for (request, wrong) in [
        (AccessRequest { name: "  ".to_owned(), ..for_teo() }, ShareFault::WhoIsMissing),
        (AccessRequest { born: today.tomorrow().unwrap(), ..for_teo() }, ShareFault::WhoIsMissing),
        (AccessRequest { born: eighteen, ..for_teo() }, ShareFault::OfAge),
        (AccessRequest { is_adult: false, ..for_teo() }, ShareFault::AdultsOnly),
        (AccessRequest { relationship: Relationship::Caregiver, ..for_teo() }, ShareFault::WrongWay),
    ] {
        let asked = town.accounts.request_access(&ana.session, request, &town.visit).await;
        assert_eq!(fault(asked), wrong);
    }
    let id = town.accounts.request_access(&ana.session, for_teo(), &town.visit).await.unwrap();
    let by_rosa = town.accounts.hand_in(&rosa.session, id, paper(), &town.visit).await;
    assert!(matches!(by_rosa, Err(AccountError::NotFound)));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_becomes_their_own_parent() {
    let town = World::new().await;
    let (ana, _) = town.ana_and_rosa().await;
    let support = town.staff(Role::Support).await;
    let id = town.accounts.request_access(&ana.session, for_teo(), &town.visit).await.unwrap();

    let own = GrantedPatient { id: Some("ana-1".parse().unwrap()), ..teo() };
    let approved = town.accounts.approve_access(&support, id, (own, Proof::RelatedPerson), &town.visit).await;

    assert_eq!(fault(approved), ShareFault::Yourself);
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
