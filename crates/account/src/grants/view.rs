//! Who may see whose record, for the pages of both sides.

use jiff::SignedDuration;
use portico_audit::{Action, Outcome};
use portico_model::{Categories, GrantId, GrantState, PatientId, Proof, Relationship, Timestamp};
use portico_policy::Act;
use portico_policy::ages::AgeChange;
use portico_store::Grant;

use super::is_live;
use crate::{AccountError, Accounts, CurrentSession, Visit};

/// A change is told on the pages from so many days before.
pub(super) const TOLD_BEFORE_DAYS: i32 = 30;
/// What is over is listed for so long.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(90 * 24);

/// A patient's own view of who may see their record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sharing {
    pub people: Vec<Who>,
    pub waiting: Vec<Waiting>,
    /// Who had access within the last ninety days.
    pub former: Vec<Who>,
}

/// Somebody who may see the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    pub grant: GrantId,
    pub account: portico_model::AccountId,
    pub name: String,
    pub relationship: Relationship,
    pub scope: Categories,
    pub since: Timestamp,
    pub valid_until: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
    pub proof: Option<Proof>,
    /// Only staff can end it.
    pub is_for_staff_to_end: bool,
    pub change: Option<AgeChange>,
}

/// An invitation without an answer, or an accepted one that staff have not decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub grant: GrantId,
    pub email: String,
    pub relationship: Relationship,
    pub scope: Categories,
    pub sent_at: Timestamp,
    pub expires_at: Option<Timestamp>,
    /// The invitation ran out.
    pub has_run_out: bool,
}

/// An access that somebody holds or asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    pub grant: GrantId,
    /// Present where it is in force.
    pub patient: Option<PatientId>,
    pub patient_name: String,
    pub relationship: Relationship,
    pub scope: Categories,
    pub state: GrantState,
    pub asked_at: Timestamp,
    pub valid_until: Option<Timestamp>,
    pub proof: Option<Proof>,
    pub papers: usize,
    pub change: Option<AgeChange>,
}

impl Accounts {
    /// Who may see the record of the person of the session, who is invited, and who could see it until lately.
    pub async fn sharing(&self, session: &CurrentSession, visit: &Visit) -> Result<Sharing, AccountError> {
        let patient = session.own_record().ok_or(AccountError::NotFound)?;
        let act = (Act::EndSharing, Action::Read);
        let permitted = self.may((session, visit), act, Some(patient)).await?;
        let grants = self.store().list_grants_of(patient).await?;
        let holders: Vec<_> = grants.iter().filter_map(|grant| grant.grantee).collect();
        let names = self.store().list_names(&holders).await?;
        self.tell_of(&permitted, Outcome::Permitted, "sharing").await?;
        let now = self.now();
        let mut sharing = Sharing::default();
        for grant in &grants {
            let name = grant.grantee.and_then(|grantee| Some((grantee, names.get(&grantee)?)));
            match name {
                Some((account, name)) if grant.is_in_force(now) => {
                    sharing.people.push(self.who(grant, account, name));
                }
                Some((account, name)) if was_in_force(grant, now) => {
                    sharing.former.push(self.who(grant, account, name));
                }
                _ => sharing.waiting.extend(waiting(grant, now)),
            }
        }
        Ok(sharing)
    }

    /// What the person of the session may see of others, asked for, and lost lately.
    pub async fn held_access(
        &self,
        session: &CurrentSession,
        visit: &Visit,
    ) -> Result<Vec<Held>, AccountError> {
        let permitted = self.may((session, visit), (Act::ManageAccount, Action::Read), None).await?;
        let now = self.now();
        let grants = self.store().list_grants_to(session.account()).await?;
        let mut held = Vec::new();
        for grant in grants.iter().filter(|grant| is_worth_telling(grant, now)) {
            held.push(self.held(grant).await?);
        }
        self.tell_of(&permitted, Outcome::Permitted, "held_access").await?;
        Ok(held)
    }

    /// Whose records the person of the session may see now, those given first first. It is about the reader alone, so
    /// that nobody is asked and nothing is told: what opens a record asks anew.
    pub async fn held_patients(&self, session: &CurrentSession) -> Result<Vec<PatientId>, AccountError> {
        session.require_second_factor()?;
        let now = self.now();
        let grants = self.store().list_grants_to(session.account()).await?.into_iter().rev();
        Ok(grants.filter(|grant| grant.is_in_force(now)).filter_map(|grant| grant.patient.id).collect())
    }

    /// The access under which the person of the session sees this patient's record.
    pub async fn held_access_to(
        &self,
        session: &CurrentSession,
        visit: &Visit,
        patient: &PatientId,
    ) -> Result<Option<Held>, AccountError> {
        let mut permitted = self.may((session, visit), (Act::ManageAccount, Action::Read), None).await?;
        let now = self.now();
        let Some(found) = self.store().find_grant_in_force(session.account(), patient, now).await? else {
            return Ok(None);
        };
        let held = self.held(&self.grant(found.id).await?).await?;
        permitted.patient = Some(patient.clone());
        self.tell_of(&permitted, Outcome::Permitted, "held_access").await?;
        Ok(Some(held))
    }

    async fn held(&self, grant: &Grant) -> Result<Held, AccountError> {
        let now = self.now();
        let is_over = grant.state == GrantState::Active && !grant.is_in_force(now);
        Ok(Held {
            grant: grant.id,
            patient: grant.patient.id.clone().filter(|_| grant.is_in_force(now)),
            patient_name: grant.patient.name.clone(),
            relationship: grant.relationship,
            scope: grant.scope,
            state: if is_over { GrantState::Ended } else { grant.state },
            asked_at: grant.created_at,
            valid_until: grant.valid_until,
            proof: grant.proof,
            papers: self.store().list_grant_documents(grant.id).await?.len(),
            change: self.change_soon(grant),
        })
    }

    fn who(&self, grant: &Grant, account: portico_model::AccountId, name: &str) -> Who {
        Who {
            grant: grant.id,
            account,
            name: name.to_owned(),
            relationship: grant.relationship,
            scope: grant.scope,
            since: grant.verified_at.unwrap_or(grant.created_at),
            valid_until: grant.valid_until,
            ended_at: ended_at(grant),
            proof: grant.proof,
            is_for_staff_to_end: self.is_for_staff_to_end(grant),
            change: self.change_soon(grant),
        }
    }

    /// The birthday within the next month that changes what a parent sees.
    pub(super) fn change_soon(&self, grant: &Grant) -> Option<AgeChange> {
        if !matches!(grant.relationship, Relationship::Parent | Relationship::Guardian) {
            return None;
        }
        let today = self.today();
        let change =
            self.inner().ages.next_change(grant.patient.state.as_deref(), grant.patient.born?, today)?;
        let is_soon = (change.on - today).get_days() <= TOLD_BEFORE_DAYS;
        is_soon.then_some(change)
    }
}

fn ended_at(grant: &Grant) -> Option<Timestamp> {
    grant.ended_at.or(grant.valid_until)
}

/// Whether it once opened the record, and is over for no longer than is told.
fn was_in_force(grant: &Grant, now: Timestamp) -> bool {
    grant.proof.is_some() && ended_at(grant).is_some_and(|ended| ended <= now && now - REMEMBERED < ended)
}

fn is_worth_telling(grant: &Grant, now: Timestamp) -> bool {
    let is_live = is_live(grant) && grant.valid_until.is_none_or(|until| now < until);
    is_live || ended_at(grant).is_some_and(|ended| now - REMEMBERED < ended)
}

fn waiting(grant: &Grant, now: Timestamp) -> Option<Waiting> {
    let is_waiting = matches!(grant.state, GrantState::Invited | GrantState::Requested);
    let email = grant.invited_email.as_ref().filter(|_| is_waiting)?;
    Some(Waiting {
        grant: grant.id,
        email: email.to_string(),
        relationship: grant.relationship,
        scope: grant.scope,
        sent_at: grant.created_at,
        expires_at: grant.invitation.map(|it| it.expires_at),
        has_run_out: grant.state == GrantState::Invited && !grant.is_invitation_open(now),
    })
}
