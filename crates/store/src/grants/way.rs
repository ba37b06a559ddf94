//! The way of a grant. Each step consumes the grant as it was and may refuse.

use portico_model::{AccountId, GrantState, Proof, Relationship, Timestamp};

use super::{Grant, GrantedPatient};

/// The grant is not where this step begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a grant that is {0:?} cannot do that")]
pub struct NotPossible(pub GrantState);

impl Grant {
    /// The invited person says yes. What a patient may give by themselves is in force; a power of attorney waits for staff,
    /// who want to see the document.
    pub fn accept(self, by: AccountId, at: Timestamp) -> Result<Self, NotPossible> {
        let invited = self.waiting_invitation(at)?;
        let accepted = Self { grantee: Some(by), invitation: None, ..invited };
        Ok(match accepted.relationship {
            Relationship::Caregiver => Self {
                state: GrantState::Active,
                proof: Some(Proof::GivenByPatient),
                verified_by: accepted.grantor,
                verified_at: Some(at),
                ..accepted
            },
            _ => Self { state: GrantState::Requested, ..accepted },
        })
    }

    /// The invited person says no.
    pub fn decline(self, by: AccountId, at: Timestamp) -> Result<Self, NotPossible> {
        let invited = self.waiting_invitation(at)?;
        Ok(Self {
            state: GrantState::Declined,
            invitation: None,
            ended_at: Some(at),
            ended_by: Some(by),
            ..invited
        })
    }

    /// Who has said yes to a request that waits for another yes.
    pub fn first_yes(&self) -> Option<AccountId> {
        self.verified_by.filter(|_| self.state == GrantState::Requested)
    }

    /// Whether a yes on this proof is the first of two: a document is looked at by two people.
    pub fn needs_another(&self, proof: Proof) -> bool {
        proof == Proof::Document && self.first_yes().is_none()
    }

    /// Staff found whose record it is, and are sure that it is right. The first yes of two changes nothing but that it was said.
    pub fn approve(
        self,
        patient: GrantedPatient,
        proof: Proof,
        by: AccountId,
        at: Timestamp,
    ) -> Result<Self, NotPossible> {
        let requested = self.requested()?;
        let needs_another = requested.needs_another(proof);
        let checked = Self { verified_by: Some(by), verified_at: Some(at), ..requested };
        if needs_another {
            return Ok(checked);
        }
        let valid_from = checked.valid_from.max(at);
        Ok(Self { state: GrantState::Active, patient, proof: Some(proof), valid_from, ..checked })
    }

    /// Staff say no.
    pub fn refuse(self, by: AccountId, at: Timestamp) -> Result<Self, NotPossible> {
        let requested = self.requested()?;
        Ok(Self { state: GrantState::Refused, ended_at: Some(at), ended_by: Some(by), ..requested })
    }

    /// Whether somebody may still answer its invitation.
    pub fn is_invitation_open(&self, now: Timestamp) -> bool {
        self.state == GrantState::Invited && self.invitation.is_some_and(|it| now < it.expires_at)
    }

    fn waiting_invitation(self, now: Timestamp) -> Result<Self, NotPossible> {
        if self.is_invitation_open(now) { Ok(self) } else { Err(NotPossible(self.state)) }
    }

    fn requested(self) -> Result<Self, NotPossible> {
        if self.state == GrantState::Requested { Ok(self) } else { Err(NotPossible(self.state)) }
    }
}
