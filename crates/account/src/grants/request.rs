//! A parent, a guardian, or somebody with a power of attorney asks for access; staff decide.

use jiff::civil::Date;
use portico_audit::{Action, Outcome};
use portico_model::{CaseId, CaseSubject, Categories, GrantId, GrantState, Relationship, Role, When};
use portico_policy::{Act, ParentalAccess};
use portico_store::{Grant, GrantedPatient, Letter, Mail, NewCase, NewOutgoing, Quota, Recipient};
use uuid::Uuid;

use super::papers::MOST_PAPERS;
use super::{MOST_WAITING, Paper, REQUESTS_A_DAY, ShareFault};
use crate::{AccountError, Accounts, CurrentSession, Visit};

/// Letters of a name at most.
const LONGEST_NAME: usize = 200;

/// For whom somebody wants to act, and as what.
#[derive(Clone)]
pub struct AccessRequest {
    pub name: String,
    pub born: Date,
    /// A parent, a guardian, or somebody with a power of attorney.
    pub relationship: Relationship,
    /// A power of attorney is nothing without one.
    pub paper: Option<Paper>,
    pub is_adult: bool,
}

/// What came of handing in a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandedIn {
    New,
    /// The same paper is there already.
    Before,
}

impl Accounts {
    /// Asks for access to somebody's record. Whether there is such a record is for staff to find: the answer is the same.
    pub async fn request_access(
        &self,
        session: &CurrentSession,
        request: AccessRequest,
        visit: &Visit,
    ) -> Result<GrantId, AccountError> {
        let act = (Act::ManageAccount, Action::RequestAccess);
        let permitted = self.may((session, visit), act, None).await?;
        self.check_request(session, &request).await?;
        let grant = self.requested(session, &request);
        let (by, room) = (session.account(), self.room(session.account()));
        let paper = request.paper.map(|paper| self.document(paper));
        let paper = paper.as_ref().map(|paper| (paper, &room));
        let (case, letters) = self.review_case(&grant);
        let quota = Quota::a_day("access_request", by, REQUESTS_A_DAY);
        self.tell_of(&permitted, Outcome::Permitted, "requested").await?;
        let kept =
            self.store().request_grant((&grant, by), &quota, check_waiting, paper, (&case, &letters)).await;
        self.kept(&permitted, kept).await?;
        Ok(grant.id)
    }

    /// Adds a paper to a request, or to an accepted invitation that waits for one. One that is there already is not added again, and
    /// nobody is told of it.
    pub async fn hand_in(
        &self,
        session: &CurrentSession,
        id: GrantId,
        paper: Paper,
        visit: &Visit,
    ) -> Result<HandedIn, AccountError> {
        let act = (Act::ManageAccount, Action::RequestAccess);
        let mut permitted = self.may((session, visit), act, None).await?;
        let grant = self.grant(id).await?;
        if grant.grantee != Some(session.account()) || grant.state != GrantState::Requested {
            return Err(AccountError::NotFound);
        }
        let papers = self.store().list_grant_documents(id).await?;
        for known in papers.iter().filter(|known| known.media_type == paper.media_type) {
            let found = self.store().find_grant_document(id, known.id).await?;
            if found.is_some_and(|(_, body)| body == paper.body) {
                return Ok(HandedIn::Before);
            }
        }
        if papers.len() >= MOST_PAPERS {
            return Err(ShareFault::TooMany.into());
        }
        permitted.patient.clone_from(&grant.patient.id);
        let (case, letters) = self.review_case(&grant);
        self.tell_of(&permitted, Outcome::Permitted, "document").await?;
        let (by, room) = (session.account(), self.room(session.account()));
        let paper = self.document(paper);
        let kept = self.store().add_grant_document((id, by), (&paper, &room), &case, &letters).await;
        self.grant_settled(&permitted, kept).await?;
        Ok(HandedIn::New)
    }

    async fn check_request(
        &self,
        session: &CurrentSession,
        request: &AccessRequest,
    ) -> Result<(), AccountError> {
        let today = self.today();
        let name = request.name.trim();
        if name.is_empty() || name.chars().count() > LONGEST_NAME || request.born > today {
            return Err(ShareFault::WhoIsMissing.into());
        }
        if !request.is_adult {
            return Err(ShareFault::AdultsOnly.into());
        }
        let facts = self.inner().ages.facts(None, Some(When::Day(request.born)), today);
        let is_of_age = facts.parental_access == ParentalAccess::None;
        match request.relationship {
            Relationship::Parent | Relationship::Guardian if is_of_age => {
                return Err(ShareFault::OfAge.into());
            }
            Relationship::Parent | Relationship::Guardian => {}
            Relationship::PowerOfAttorney if request.paper.is_none() => {
                return Err(ShareFault::DocumentNeeded.into());
            }
            Relationship::PowerOfAttorney if !is_of_age => return Err(ShareFault::Minor.into()),
            Relationship::PowerOfAttorney => {}
            Relationship::Caregiver | Relationship::Oneself => return Err(ShareFault::WrongWay.into()),
        }
        check_waiting(&self.store().list_grants_to(session.account()).await?)
    }

    fn requested(&self, session: &CurrentSession, request: &AccessRequest) -> Grant {
        let now = self.now();
        Grant {
            id: GrantId(Uuid::now_v7()),
            patient: GrantedPatient {
                id: None,
                name: request.name.trim().to_owned(),
                born: Some(When::Day(request.born)),
                state: None,
            },
            grantor: None,
            grantee: Some(session.account()),
            invited_email: None,
            relationship: request.relationship,
            scope: Categories::ALL,
            valid_from: now,
            valid_until: None,
            state: GrantState::Requested,
            proof: None,
            verified_by: None,
            verified_at: None,
            invitation: None,
            created_at: now,
            ended_at: None,
            ended_by: None,
        }
    }

    /// The case has the id of the grant: one grant, one case.
    fn review_case(&self, grant: &Grant) -> (NewCase, [NewOutgoing; 1]) {
        let now = self.now();
        let subject = CaseSubject::ProxyReview { grant: grant.id };
        let case = NewCase {
            id: CaseId(grant.id.0),
            asker: grant.grantee,
            patient: grant.patient.id.clone(),
            ..NewCase::new(subject, format!("proxy-review/{}", grant.id), now)
        };
        let mail = Mail::new(
            Recipient::Pool(Role::Support),
            Letter::CaseArrived,
            format!("/staff/access/{}", grant.id),
        );
        let letter = NewOutgoing::mail(&mail, Some(case.id), now);
        (case, [letter])
    }
}

/// Whether one more request may wait beside all that a person holds and asked for.
fn check_waiting(mine: &[Grant]) -> Result<(), AccountError> {
    let open = mine.iter().filter(|grant| grant.state == GrantState::Requested).count();
    if open >= MOST_WAITING { Err(ShareFault::TooMany.into()) } else { Ok(()) }
}
