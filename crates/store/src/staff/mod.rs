//! Who works here, as the organisation's directory says: known to the identity provider by a subject, to provisioning
//! by a user name. The account beside it says name, address and role.

mod change;
mod find;
mod oidc;
mod sessions;

use std::fmt;

use portico_model::{AccountId, ResourceId, StaffClaims, Timestamp};
use portico_vault::{Class, Vault};
use sea_orm::ActiveValue::Set;
use serde::{Deserialize, Serialize};

use crate::StoreError;
use crate::columns::{Place, from_ms, to_ms};

pub use change::StaffChange;
pub use oidc::OidcAttempt;
pub use sessions::{ProviderLogout, ProviderSession};

/// Who somebody is to an identity provider (OpenID Connect Core § 8).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    pub issuer: String,
    pub subject: String,
}

/// A member of staff. `Debug` shows nothing that names them.
#[derive(Clone, PartialEq, Eq)]
pub struct StaffMember {
    pub account: AccountId,
    /// Absent until the first sign-in of somebody who was provisioned before.
    pub subject: Option<Subject>,
    /// As provisioning calls them, in any case of letters.
    pub user_name: String,
    /// The directory's own id.
    pub external_id: Option<String>,
    pub claims: StaffClaims,
    /// Whether they may sign in. Once they may not, no session of theirs opens anything.
    pub is_active: bool,
    pub changed_at: Timestamp,
    /// The directory forgot them. The row stays, because the audit log names the account.
    pub removed_at: Option<Timestamp>,
}

impl fmt::Debug for StaffMember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("StaffMember");
        shown.field("account", &self.account).field("is_active", &self.is_active).finish_non_exhaustive()
    }
}

impl StaffMember {
    fn to_row(&self, vault: &Vault) -> entity::ActiveModel {
        let seal = |column, bytes: &[u8]| place(column, self.account).seal(vault, bytes);
        let json = |value: Result<Vec<u8>, serde_json::Error>| value.expect("claims become JSON");
        entity::ActiveModel {
            account: Set(self.account.0),
            subject: Set(self
                .subject
                .as_ref()
                .map(|it| seal("staff.subject", &json(serde_json::to_vec(it))))),
            subject_index: Set(self.subject.as_ref().map(|subject| subject_index(vault, subject))),
            user_name: Set(seal("staff.user_name", self.user_name.as_bytes())),
            user_name_index: Set(user_name_index(vault, &self.user_name)),
            external_id: Set(self.external_id.as_ref().map(|id| seal("staff.external_id", id.as_bytes()))),
            external_id_index: Set(self.external_id.as_ref().map(|id| external_id_index(vault, id))),
            practitioner_index: Set(self
                .claims
                .practitioner
                .as_ref()
                .map(|id| practitioner_index(vault, id))),
            claims: Set(seal("staff.claims", &json(serde_json::to_vec(&self.claims)))),
            is_active: Set(self.is_active),
            changed_at: Set(to_ms(self.changed_at)),
            removed_at: Set(self.removed_at.map(to_ms)),
        }
    }
}

impl entity::Model {
    fn to_member(&self, vault: &Vault) -> Result<StaffMember, StoreError> {
        let account = AccountId(self.account);
        let subject = self.subject.as_ref().map(|sealed| {
            let json = place("staff.subject", account).open(vault, sealed)?;
            serde_json::from_slice(&json).map_err(|_| StoreError::Unreadable { column: "staff.subject" })
        });
        let external_id = self.external_id.as_ref();
        Ok(StaffMember {
            account,
            subject: subject.transpose()?,
            user_name: place("staff.user_name", account).open_text(vault, &self.user_name)?,
            external_id: external_id
                .map(|sealed| place("staff.external_id", account).open_text(vault, sealed))
                .transpose()?,
            claims: self.claims(vault)?,
            is_active: self.is_active,
            changed_at: from_ms("staff.changed_at", self.changed_at)?,
            removed_at: self.removed_at.map(|ms| from_ms("staff.removed_at", ms)).transpose()?,
        })
    }

    pub(crate) fn claims(&self, vault: &Vault) -> Result<StaffClaims, StoreError> {
        let json = place("staff.claims", AccountId(self.account)).open(vault, &self.claims)?;
        serde_json::from_slice(&json).map_err(|_| StoreError::Unreadable { column: "staff.claims" })
    }
}

fn place(column: &'static str, account: AccountId) -> Place<[u8; 16]> {
    Place { class: Class::Identity, column, row: account.0.into_bytes() }
}

fn subject_index(vault: &Vault, of: &Subject) -> Vec<u8> {
    vault.blind_index(Class::Identity, "staff.subject", &format!("{}\n{}", of.issuer, of.subject)).to_vec()
}

/// User names compare without regard to the case of letters (RFC 7643 § 4.1.1).
fn user_name_index(vault: &Vault, user_name: &str) -> Vec<u8> {
    vault.blind_index(Class::Identity, "staff.user_name", &user_name.trim().to_lowercase()).to_vec()
}

/// Of the id of a FHIR `Practitioner`.
fn practitioner_index(vault: &Vault, id: &ResourceId) -> Vec<u8> {
    vault.blind_index(Class::Identity, "staff.practitioner", id.as_str()).to_vec()
}

fn external_id_index(vault: &Vault, id: &str) -> Vec<u8> {
    vault.blind_index(Class::Identity, "staff.external_id", id).to_vec()
}

pub(crate) mod entity {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "staff")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account: Uuid,
        pub subject: Option<Vec<u8>>,
        pub subject_index: Option<Vec<u8>>,
        pub user_name: Vec<u8>,
        pub user_name_index: Vec<u8>,
        pub external_id: Option<Vec<u8>>,
        pub external_id_index: Option<Vec<u8>>,
        pub claims: Vec<u8>,
        pub practitioner_index: Option<Vec<u8>>,
        pub is_active: bool,
        pub changed_at: i64,
        pub removed_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
