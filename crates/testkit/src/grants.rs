//! Standing toward somebody else's record, as if it had been given and checked.

use portico_model::{Categories, GrantId, GrantState, Proof, Relationship, When};
use portico_store::{Grant, GrantedPatient};
use uuid::Uuid;

use crate::portal::{Person, TestPortal};

impl TestPortal {
    /// Lets somebody act for a patient, from now on and without an end. The birth date is for rules about age.
    pub async fn let_act(
        &self,
        who: &Person,
        patient: &str,
        relationship: Relationship,
        scope: Categories,
        born: Option<When>,
    ) -> GrantId {
        self.keep_grant(&self.grant(who, patient, (relationship, scope), born)).await
    }

    /// The same grant before it is kept.
    pub fn grant(
        &self,
        who: &Person,
        patient: &str,
        (relationship, scope): (Relationship, Categories),
        born: Option<When>,
    ) -> Grant {
        let now = self.clock.now();
        let patient =
            GrantedPatient { id: patient.parse().ok(), name: patient.to_owned(), born, state: None };
        Grant {
            id: GrantId(Uuid::new_v4()),
            patient,
            grantor: None,
            grantee: Some(who.account),
            invited_email: None,
            relationship,
            scope,
            valid_from: now,
            valid_until: None,
            state: GrantState::Active,
            proof: Some(Proof::Document),
            verified_by: Some(who.account),
            verified_at: Some(now),
            invitation: None,
            created_at: now,
            ended_at: None,
            ended_by: None,
        }
    }

    pub async fn keep_grant(&self, grant: &Grant) -> GrantId {
        self.store.create_grant(grant, &[]).await.expect("the first grant between the two");
        grant.id
    }
}
