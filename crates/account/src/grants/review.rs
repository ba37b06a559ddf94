//! Staff look at requests for access, and decide.

use std::collections::BTreeSet;

use portico_audit::{Action, Outcome};
use portico_model::{
    CaseId, GrantId, GrantState, PatientId, Proof, Relationship, Role, Timestamp, contact_key,
};
use portico_policy::{Act, ParentalAccess};
use portico_store::{Account, Grant, GrantDocument, GrantedPatient, Letter, Mail, NewOutgoing, Recipient};
use uuid::Uuid;

use super::ShareFault;
use crate::permission::Permitted;
use crate::{AccountError, Accounts, CurrentSession, Visit};

/// A request in the list of those that wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewLine {
    pub grant: GrantId,
    pub asked_by: String,
    pub patient_name: String,
    pub relationship: Relationship,
    pub asked_at: Timestamp,
}

/// A request with all that staff have to go by, besides the record system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    pub line: ReviewLine,
    pub email: String,
    /// The record of the person who asks, where they have one here.
    pub own_record: Option<PatientId>,
    pub state: GrantState,
    /// As the person who asks wrote it; the id is absent until it is known whose record it is.
    pub patient: GrantedPatient,
    pub documents: Vec<GrantDocument>,
    /// Who has found that a document proves it. Somebody else must find so too.
    pub checked_by: Option<CheckedBy>,
}

/// The first of two who say yes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedBy {
    pub name: String,
    pub is_reader: bool,
}

impl std::fmt::Debug for ReviewedPaper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ReviewedPaper(…)")
    }
}

/// A paper that staff read.
#[derive(Clone, PartialEq, Eq)]
pub struct ReviewedPaper {
    /// Which of the request's papers it is, in the order in which they came, from one.
    pub number: usize,
    pub media_type: String,
    pub body: Vec<u8>,
}

impl Accounts {
    /// The requests that wait for a decision, the longest waiting first.
    pub async fn list_reviews(
        &self,
        session: &CurrentSession,
        visit: &Visit,
    ) -> Result<Vec<ReviewLine>, AccountError> {
        let permitted = self.reviewing(session, visit).await?;
        let grants = self.store().list_requested_grants().await?;
        let askers: Vec<_> = grants.iter().filter_map(|grant| grant.grantee).collect();
        let names = self.store().list_names(&askers).await?;
        self.tell_of(&permitted, Outcome::Permitted, "listed").await?;
        let line = |grant: &Grant| Some(line(grant, names.get(&grant.grantee?)?.clone()));
        Ok(grants.iter().filter_map(line).collect())
    }

    pub async fn review(
        &self,
        session: &CurrentSession,
        id: GrantId,
        visit: &Visit,
    ) -> Result<Review, AccountError> {
        let mut permitted = self.reviewing(session, visit).await?;
        let grant = self.grant(id).await?;
        let asker = grant.grantee.ok_or(AccountError::NotFound)?;
        let asker = self.store().find_account(asker).await?.ok_or(AccountError::NotFound)?;
        permitted.patient.clone_from(&grant.patient.id);
        self.tell_of(&permitted, Outcome::Permitted, "opened").await?;
        let checked_by = match grant.first_yes() {
            Some(first) => Some(CheckedBy {
                name: self.store().list_names(&[first]).await?.remove(&first).unwrap_or_default(),
                is_reader: first == session.account(),
            }),
            None => None,
        };
        Ok(Review {
            line: line(&grant, asker.name),
            email: asker.email.to_string(),
            own_record: asker.own_record,
            checked_by,
            state: grant.state,
            documents: self.store().list_grant_documents(id).await?,
            patient: grant.patient,
        })
    }

    pub async fn review_document(
        &self,
        session: &CurrentSession,
        (id, document): (GrantId, Uuid),
        visit: &Visit,
    ) -> Result<ReviewedPaper, AccountError> {
        let mut permitted = self.reviewing(session, visit).await?;
        let found = self.store().find_grant_document(id, document).await?;
        let (paper, body) = found.ok_or(AccountError::NotFound)?;
        permitted.patient = self.grant(id).await?.patient.id;
        let all = self.store().list_grant_documents(id).await?;
        let number = all.iter().rev().take_while(|other| other.id != document).count() + 1;
        self.tell_of(&permitted, Outcome::Permitted, "document").await?;
        Ok(ReviewedPaper { number, media_type: paper.media_type, body })
    }

    /// Gives the access: `patient` is whose record it is, as the record system says. Wants a fresh factor. What a document
    /// proves two members of staff must have found: the first yes gives nothing yet.
    ///
    /// Fails with [`ShareFault::NoEvidence`] where the proof is not there, [`ShareFault::Minor`] where somebody who is not of
    /// age cannot have given a power of attorney, [`ShareFault::Yourself`] where the record is the asker's own,
    /// [`ShareFault::AnotherMustDecide`] where the reader has asked for it or has said yes before, and
    /// [`ShareFault::Over`] where it was decided meanwhile.
    pub async fn approve_access(
        &self,
        session: &CurrentSession,
        id: GrantId,
        (patient, proof): (GrantedPatient, Proof),
        visit: &Visit,
    ) -> Result<(), AccountError> {
        let act = (Act::ApproveAccess, Action::ReviewAccess);
        let permitted = self.may((session, visit), act, patient.id.as_ref()).await?;
        let grant = self.grant(id).await?;
        self.check_evidence(&grant, &patient, proof).await?;
        self.check_hands(&permitted, session, &grant).await?;
        let by = session.account();
        let letters = match grant.needs_another(proof) {
            true => vec![self.call_colleagues(&grant)],
            false => self.approval_letters(&grant, &patient).await?,
        };
        let approved = grant.approve(patient, proof, by, self.now()).map_err(|_| ShareFault::Over)?;
        self.change_grant(&permitted, GrantState::Requested, &approved, &letters).await
    }

    /// Nobody gives access to themselves, or confirms their own word.
    async fn check_hands(
        &self,
        permitted: &Permitted<'_>,
        session: &CurrentSession,
        grant: &Grant,
    ) -> Result<(), AccountError> {
        let reader = self.store().find_account(session.account()).await?.ok_or(AccountError::NotFound)?;
        let asker = grant.grantee.ok_or(AccountError::NotFound)?;
        let asker = self.store().find_account(asker).await?.ok_or(AccountError::NotFound)?;
        if grant.first_yes() != Some(reader.id) && !is_same_person(&reader, &asker) {
            return Ok(());
        }
        self.tell_of(permitted, Outcome::Refused, "another_must_decide").await?;
        Err(ShareFault::AnotherMustDecide.into())
    }

    fn call_colleagues(&self, grant: &Grant) -> NewOutgoing {
        let path = format!("/staff/access/{}", grant.id);
        let mail = Mail::new(Recipient::Pool(Role::Support), Letter::CaseArrived, path);
        NewOutgoing::mail(&mail, Some(CaseId(grant.id.0)), self.now())
    }

    pub async fn refuse_access(
        &self,
        session: &CurrentSession,
        id: GrantId,
        visit: &Visit,
    ) -> Result<(), AccountError> {
        let mut permitted = self.reviewing(session, visit).await?;
        let grant = self.grant(id).await?;
        permitted.patient.clone_from(&grant.patient.id);
        let letters: Vec<_> = self.letter(grant.grantee, Letter::AccessRefused, "/account/access").collect();
        let refused = grant.refuse(session.account(), self.now()).map_err(|_| ShareFault::Over)?;
        self.change_grant(&permitted, GrantState::Requested, &refused, &letters).await
    }

    async fn reviewing<'a>(
        &self,
        session: &'a CurrentSession,
        visit: &'a Visit,
    ) -> Result<Permitted<'a>, AccountError> {
        self.may((session, visit), (Act::ReviewProxies, Action::ReviewAccess), None).await
    }

    async fn check_evidence(
        &self,
        grant: &Grant,
        patient: &GrantedPatient,
        proof: Proof,
    ) -> Result<(), AccountError> {
        let Some(record) = &patient.id else { return Err(ShareFault::NoEvidence.into()) };
        if grant.patient.id.as_ref().is_some_and(|known| known != record) {
            return Err(ShareFault::NoEvidence.into());
        }
        let papers = self.store().list_grant_documents(grant.id).await?;
        let is_proved = match (proof, grant.relationship) {
            (Proof::Document, _) => !papers.is_empty(),
            (Proof::RelatedPerson, Relationship::Parent | Relationship::Guardian) => true,
            (Proof::RelatedPerson | Proof::GivenByPatient, _) => false,
        };
        if !is_proved {
            return Err(ShareFault::NoEvidence.into());
        }
        let facts = self.inner().ages.facts(patient.state.as_deref(), patient.born, self.today());
        let is_of_age = facts.parental_access == ParentalAccess::None;
        if grant.relationship == Relationship::PowerOfAttorney && !is_of_age {
            return Err(ShareFault::Minor.into());
        }
        let own = self.store().find_account_by_record(record).await?.map(|account| account.id);
        if own.is_some() && own == grant.grantee { Err(ShareFault::Yourself.into()) } else { Ok(()) }
    }

    async fn approval_letters(
        &self,
        grant: &Grant,
        patient: &GrantedPatient,
    ) -> Result<Vec<NewOutgoing>, AccountError> {
        let record = patient.id.as_ref().ok_or(AccountError::NotFound)?;
        let own = self.store().find_account_by_record(record).await?.map(|account| account.id);
        let to_grantee = self.letter(grant.grantee, Letter::AccessGranted, "/account/access");
        let to_patient = self.letter(own, Letter::AccessAdded, "/patients/me/sharing");
        let now = self.now();
        let others = self.store().list_grants_of(record).await?.into_iter();
        let guardians = others.filter(|other| other.is_in_force(now) && is_guardians(other));
        let guardians: BTreeSet<_> = guardians.filter_map(|other| other.grantee).collect();
        let guardians = guardians.into_iter().filter(|other| Some(*other) != grant.grantee);
        let to_guardians =
            guardians.flat_map(|other| self.letter(Some(other), Letter::GuardianAdded, "/account/access"));
        Ok(to_grantee.chain(to_patient).chain(to_guardians).collect())
    }

    /// A letter to an account, where there is one.
    pub(super) fn letter(
        &self,
        to: Option<portico_model::AccountId>,
        letter: Letter,
        path: &'static str,
    ) -> impl Iterator<Item = NewOutgoing> + use<> {
        let mail = to.map(|to| Mail::new(Recipient::Account(to), letter, path));
        let now = self.now();
        mail.into_iter().map(move |mail| NewOutgoing::mail(&mail, None, now))
    }
}

fn is_guardians(grant: &Grant) -> bool {
    matches!(grant.relationship, Relationship::Parent | Relationship::Guardian)
}

/// Whether the two accounts may be one person's, as far as addresses and names tell.
fn is_same_person(one: &Account, other: &Account) -> bool {
    let words = |name: &str| -> BTreeSet<String> {
        name.to_lowercase().split_whitespace().map(str::to_owned).collect()
    };
    let phone = |account: &Account| account.phone.as_deref().and_then(contact_key);
    contact_key(one.email.as_str()) == contact_key(other.email.as_str())
        || phone(one).is_some_and(|own| phone(other) == Some(own))
        || words(&one.name) == words(&other.name)
}

fn line(grant: &Grant, asked_by: String) -> ReviewLine {
    ReviewLine {
        grant: grant.id,
        asked_by,
        patient_name: grant.patient.name.clone(),
        relationship: grant.relationship,
        asked_at: grant.created_at,
    }
}
