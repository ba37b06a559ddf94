use portico_model::{AccountId, GrantId, GrantInForce, PatientId, Timestamp};
use portico_vault::{Class, Vault};
use sea_orm::ActiveValue::Set;

use super::entity::{ActiveModel, Model};
use super::{Grant, GrantedPatient, Invitation};
use crate::StoreError;
use crate::columns::{Place, from_ms, from_word, to_ms, to_word};

pub(crate) fn patient_index(vault: &Vault, patient: &PatientId) -> Vec<u8> {
    vault.blind_index(Class::Identity, "patient", patient.as_str()).to_vec()
}

/// Of the patient's id, or of the grant's own where it is not known yet whose record it is.
pub(super) fn granted_index(vault: &Vault, grant: &Grant) -> Vec<u8> {
    match &grant.patient.id {
        Some(patient) => patient_index(vault, patient),
        None => vault.blind_index(Class::Identity, "patient_not_found", &grant.id.to_string()).to_vec(),
    }
}

pub(super) fn to_row(grant: &Grant, vault: &Vault) -> ActiveModel {
    let email = grant.invited_email.as_ref().map(|email| email.as_str());
    let index = |email| vault.blind_index(Class::Identity, "email", email).to_vec();
    let patient = serde_json::to_vec(&grant.patient).expect("a patient of a grant becomes JSON");
    ActiveModel {
        id: Set(grant.id.0),
        patient: Set(place("proxy_grant.patient", grant.id).seal(vault, &patient)),
        patient_index: Set(granted_index(vault, grant)),
        grantor: Set(grant.grantor.map(|account| account.0)),
        grantee: Set(grant.grantee.map(|account| account.0)),
        invited_email: Set(
            email.map(|email| place("proxy_grant.invited_email", grant.id).seal(vault, email.as_bytes()))
        ),
        invited_email_index: Set(email.map(index)),
        relationship: Set(to_word(grant.relationship)),
        scope: Set(serde_json::to_string(&grant.scope).expect("a scope becomes JSON")),
        valid_from: Set(to_ms(grant.valid_from)),
        valid_until: Set(grant.valid_until.map(to_ms)),
        state: Set(to_word(grant.state)),
        proof: Set(grant.proof.map(to_word)),
        verified_by: Set(grant.verified_by.map(|account| account.0)),
        verified_at: Set(grant.verified_at.map(to_ms)),
        invitation_hash: Set(grant.invitation.map(|it| it.token_hash.to_vec())),
        invitation_expires_at: Set(grant.invitation.map(|it| to_ms(it.expires_at))),
        created_at: Set(to_ms(grant.created_at)),
        ended_at: Set(grant.ended_at.map(to_ms)),
        ended_by: Set(grant.ended_by.map(|account| account.0)),
    }
}

impl Model {
    pub(super) fn to_grant_in_force(&self, vault: &Vault) -> Result<GrantInForce, StoreError> {
        let patient = self.patient(vault)?;
        let grantee = self.grantee.ok_or(unreadable("proxy_grant.grantee"))?;
        Ok(GrantInForce {
            id: GrantId(self.id),
            patient: patient.id.ok_or(unreadable("proxy_grant.patient"))?,
            patient_name: patient.name,
            grantee: AccountId(grantee),
            relationship: from_word("proxy_grant.relationship", self.relationship.clone())?,
            is_verified: self.proof.is_some(),
            scope: self.scope()?,
            patient_born: patient.born,
            patient_state: patient.state,
            valid_until: time("proxy_grant.valid_until", self.valid_until)?,
        })
    }

    pub(super) fn to_grant(&self, vault: &Vault) -> Result<Grant, StoreError> {
        let word = |column, word: &Option<String>| word.clone().map(|it| from_word(column, it)).transpose();
        Ok(Grant {
            id: GrantId(self.id),
            patient: self.patient(vault)?,
            grantor: self.grantor.map(AccountId),
            grantee: self.grantee.map(AccountId),
            invited_email: self.invited_email(vault)?,
            relationship: from_word("proxy_grant.relationship", self.relationship.clone())?,
            scope: self.scope()?,
            valid_from: from_ms("proxy_grant.valid_from", self.valid_from)?,
            valid_until: time("proxy_grant.valid_until", self.valid_until)?,
            state: from_word("proxy_grant.state", self.state.clone())?,
            proof: word("proxy_grant.proof", &self.proof)?,
            verified_by: self.verified_by.map(AccountId),
            verified_at: time("proxy_grant.verified_at", self.verified_at)?,
            invitation: self.invitation()?,
            created_at: from_ms("proxy_grant.created_at", self.created_at)?,
            ended_at: time("proxy_grant.ended_at", self.ended_at)?,
            ended_by: self.ended_by.map(AccountId),
        })
    }

    fn patient(&self, vault: &Vault) -> Result<GrantedPatient, StoreError> {
        let column = "proxy_grant.patient";
        let json = place(column, GrantId(self.id)).open(vault, &self.patient)?;
        serde_json::from_slice(&json).map_err(|_| unreadable(column))
    }

    fn invited_email(&self, vault: &Vault) -> Result<Option<crate::Email>, StoreError> {
        let column = "proxy_grant.invited_email";
        let Some(sealed) = &self.invited_email else {
            return Ok(None);
        };
        let text = place(column, GrantId(self.id)).open_text(vault, sealed)?;
        text.parse().map(Some).map_err(|_| unreadable(column))
    }

    fn scope(&self) -> Result<portico_model::Categories, StoreError> {
        serde_json::from_str(&self.scope).map_err(|_| unreadable("proxy_grant.scope"))
    }

    fn invitation(&self) -> Result<Option<Invitation>, StoreError> {
        let column = "proxy_grant.invitation_hash";
        let (Some(hash), Some(expires_at)) = (&self.invitation_hash, self.invitation_expires_at) else {
            return Ok(None);
        };
        let token_hash = hash.as_slice().try_into().map_err(|_| unreadable(column))?;
        Ok(Some(Invitation { token_hash, expires_at: from_ms(column, expires_at)? }))
    }
}

fn time(column: &'static str, ms: Option<i64>) -> Result<Option<Timestamp>, StoreError> {
    ms.map(|ms| from_ms(column, ms)).transpose()
}

fn unreadable(column: &'static str) -> StoreError {
    StoreError::Unreadable { column }
}

fn place(column: &'static str, id: GrantId) -> Place<[u8; 16]> {
    Place { class: Class::Identity, column, row: id.0.into_bytes() }
}
