use portico_audit::{Action, Detail, Event, Outcome};
use portico_model::{AccountId, Categories, GrantId, GrantState, Proof, Relationship, Timestamp};
use portico_store::{Grant, GrantedPatient, StoreError};
use uuid::Uuid;

use super::ShareFault;
use crate::{AccountError, Accounts, Visit};

/// An access that was checked by other means: in an earlier portal, at a desk, for a demo.
#[derive(Clone)]
pub struct CheckedGrant {
    pub patient: GrantedPatient,
    pub grantee: AccountId,
    pub relationship: Relationship,
    pub scope: Categories,
    pub valid_until: Option<Timestamp>,
    pub proof: Proof,
}

impl Accounts {
    /// Keeps an access that is in force from now on. For whoever runs the portal, not for its pages.
    ///
    /// Fails with [`ShareFault::SharedAlready`].
    pub async fn record_grant(&self, checked: CheckedGrant, visit: &Visit) -> Result<GrantId, AccountError> {
        let now = self.now();
        let grant = Grant {
            id: GrantId(Uuid::now_v7()),
            grantor: None,
            grantee: Some(checked.grantee),
            invited_email: None,
            relationship: checked.relationship,
            scope: checked.scope,
            valid_from: now,
            valid_until: checked.valid_until,
            state: GrantState::Active,
            proof: Some(checked.proof),
            verified_by: None,
            verified_at: Some(now),
            invitation: None,
            created_at: now,
            ended_at: None,
            ended_by: None,
            patient: checked.patient,
        };
        let (origin, correlation) = (visit.origin.clone(), visit.correlation);
        let event = Event {
            patient: grant.patient.id.clone(),
            detail: Detail::reason("recorded"),
            ..Event::unattended(now, Action::ReviewAccess, Outcome::Permitted, origin, correlation)
        };
        self.inner().log.append(event).await?;
        match self.store().create_grant(&grant, &[]).await {
            Ok(()) => Ok(grant.id),
            Err(StoreError::Taken) => Err(ShareFault::SharedAlready.into()),
            Err(error) => Err(error.into()),
        }
    }
}
