//! Who may act for whom: grants from the asking to the end. What policy reads on every request is one
//! indexed look-up and one opened column, never remembered.

mod documents;
pub(crate) mod entity;
mod row;
mod way;

use std::fmt;

use portico_model::{
    AccountId, CaseAct, CaseId, Categories, GrantId, GrantInForce, GrantState, PatientId, Proof,
    Relationship, Timestamp, When,
};
use sea_orm::prelude::*;
use sea_orm::{Condition, ConnectionTrait, PaginatorTrait, QueryOrder, Select, UpdateMany};
use serde::{Deserialize, Serialize};

use crate::columns::{taken, to_ms, to_word};
use crate::{Email, NewCase, NewOutgoing, Quota, Store, StoreError};

pub use documents::{GrantDocument, NewDocument, PaperRoom};
pub(crate) use row::patient_index;
pub use way::NotPossible;

/// The patient of a grant, with what a proxy's pages and the rules of age need of them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantedPatient {
    /// Absent until staff have found whose record is asked for.
    pub id: Option<PatientId>,
    pub name: String,
    pub born: Option<When>,
    /// Two letters (USPS) of the state whose rules hold.
    pub state: Option<String>,
}

/// A grant as it lies in its table. `Debug` shows nothing that names anybody.
#[derive(Clone, PartialEq, Eq)]
pub struct Grant {
    pub id: GrantId,
    pub patient: GrantedPatient,
    /// Who gave it; absent where somebody asked for it.
    pub grantor: Option<AccountId>,
    /// Who holds it; absent while somebody without an account is invited.
    pub grantee: Option<AccountId>,
    pub invited_email: Option<Email>,
    pub relationship: Relationship,
    pub scope: Categories,
    pub valid_from: Timestamp,
    pub valid_until: Option<Timestamp>,
    pub state: GrantState,
    pub proof: Option<Proof>,
    pub verified_by: Option<AccountId>,
    pub verified_at: Option<Timestamp>,
    pub invitation: Option<Invitation>,
    pub created_at: Timestamp,
    pub ended_at: Option<Timestamp>,
    pub ended_by: Option<AccountId>,
}

/// The link by which an invited person answers: kept as SHA-256, usable once and until its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Invitation {
    pub token_hash: [u8; 32],
    pub expires_at: Timestamp,
}

impl fmt::Debug for GrantedPatient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("GrantedPatient(…)")
    }
}

impl fmt::Debug for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Grant").field("id", &self.id).field("state", &self.state).finish_non_exhaustive()
    }
}

impl Grant {
    /// Whether it opens a chart at `now`.
    pub fn is_in_force(&self, now: Timestamp) -> bool {
        self.state == GrantState::Active
            && self.valid_from <= now
            && self.valid_until.is_none_or(|until| now < until)
    }
}

impl Store {
    /// The grant under which `grantee` may act for `patient` at `now`. From the database, every time.
    pub async fn find_grant_in_force(
        &self,
        grantee: AccountId,
        patient: &PatientId,
        now: Timestamp,
    ) -> Result<Option<GrantInForce>, StoreError> {
        let found = in_force(grantee, now)
            .filter(entity::Column::PatientIndex.eq(patient_index(self.vault(), patient)))
            .one(self.reads())
            .await?;
        found.map(|row| row.to_grant_in_force(self.vault())).transpose()
    }

    /// Everybody for whom `grantee` may act at `now`, in the order in which it was given.
    pub async fn list_grants_in_force(
        &self,
        grantee: AccountId,
        now: Timestamp,
    ) -> Result<Vec<GrantInForce>, StoreError> {
        let rows = in_force(grantee, now)
            .order_by_asc(entity::Column::CreatedAt)
            .order_by_asc(entity::Column::Id)
            .all(self.reads())
            .await?;
        rows.iter().map(|row| row.to_grant_in_force(self.vault())).collect()
    }

    /// Fails with [`StoreError::Taken`] if there is a live grant between the two already.
    pub async fn create_grant(&self, grant: &Grant, also: &[NewOutgoing]) -> Result<(), StoreError> {
        let change = self.writes().begin().await?;
        self.put_grant(grant, &change).await?;
        self.put_outgoing(also, &change).await?;
        Ok(change.commit().await?)
    }

    /// The same for an invitation, if `check` lets it pass beside all grants of the patient. Two that come at the same
    /// moment are checked one after the other.
    ///
    /// Fails with [`StoreError::UsedUp`] as well.
    pub async fn create_invitation<E: From<StoreError>>(
        &self,
        grant: &Grant,
        quota: &Quota,
        check: impl FnOnce(&[Grant]) -> Result<(), E> + Send,
        also: &[NewOutgoing],
    ) -> Result<(), E> {
        let change = self.writes().begin().await.map_err(StoreError::from)?;
        self.use_up(quota, grant.created_at, &change).await?;
        let of_patient = entity::Entity::find()
            .filter(entity::Column::PatientIndex.eq(row::granted_index(self.vault(), grant)));
        check(&self.grants_within(of_patient, &change).await?)?;
        self.put_grant(grant, &change).await?;
        self.put_outgoing(also, &change).await?;
        Ok(change.commit().await.map_err(StoreError::from)?)
    }

    /// Keeps a request of `by` with the case in which staff decide, and the document that they look at, if `check` lets it
    /// pass beside all that `by` holds or asked for. Two that come at the same moment are checked one after the other.
    ///
    /// Fails with [`StoreError::UsedUp`] and [`StoreError::NoRoom`] as well.
    pub async fn request_grant<E: From<StoreError>>(
        &self,
        (grant, by): (&Grant, AccountId),
        quota: &Quota,
        check: impl FnOnce(&[Grant]) -> Result<(), E> + Send,
        document: Option<(&NewDocument, &PaperRoom)>,
        (case, also): (&NewCase, &[NewOutgoing]),
    ) -> Result<(), E> {
        let change = self.writes().begin().await.map_err(StoreError::from)?;
        self.use_up(quota, grant.created_at, &change).await?;
        let mine = entity::Entity::find().filter(entity::Column::Grantee.eq(by.0));
        check(&self.grants_within(mine, &change).await?)?;
        self.put_grant(grant, &change).await?;
        if let Some((document, room)) = document {
            self.put_document((grant.id, by), document, room, &change).await?;
        }
        self.put_case(case, &change).await?;
        self.put_outgoing(also, &change).await?;
        Ok(change.commit().await.map_err(StoreError::from)?)
    }

    async fn grants_within(
        &self,
        wanted: Select<entity::Entity>,
        change: &impl ConnectionTrait,
    ) -> Result<Vec<Grant>, StoreError> {
        let rows = wanted.all(change).await?;
        rows.iter().map(|row| row.to_grant(self.vault())).collect()
    }

    async fn put_grant(&self, grant: &Grant, change: &impl ConnectionTrait) -> Result<(), StoreError> {
        if let Some(grantee) = grant.grantee {
            end_expired(grantee, &self.granted_index(grant), grant.created_at, change).await?;
        }
        let row = row::to_row(grant, self.vault());
        entity::Entity::insert(row).exec_without_returning(change).await.map_err(taken)?;
        Ok(())
    }

    /// Puts `after` in the place of the grant of the same id. Answers `false`, changing nothing, if its state
    /// is no longer `before`; fails with [`StoreError::Taken`] if there is another live grant between the two.
    pub async fn change_grant(
        &self,
        before: GrantState,
        after: &Grant,
        at: Timestamp,
        also: &[NewOutgoing],
    ) -> Result<bool, StoreError> {
        let change = self.writes().begin().await?;
        if let Some(grantee) = after.grantee {
            end_expired(grantee, &self.granted_index(after), at, &change).await?;
        }
        let changed = entity::Entity::update_many()
            .set(row::to_row(after, self.vault()))
            .filter(entity::Column::Id.eq(after.id.0))
            .filter(entity::Column::State.eq(to_word(before)))
            .exec(&change)
            .await
            .map_err(taken)?;
        if changed.rows_affected == 0 {
            return Ok(false);
        }
        if before == GrantState::Requested && after.state != before {
            self.end_review(after, at, &change).await?;
            if after.state != GrantState::Active {
                self.drop_documents(after.id, &change).await?;
            }
        }
        self.put_outgoing(also, &change).await?;
        change.commit().await?;
        Ok(true)
    }

    /// Ends a live grant; what begins after the answer sees nothing by it. Answers `false` if it was not live. `by` is absent
    /// where its time was over. The papers of a request go with it.
    pub async fn end_grant(
        &self,
        id: GrantId,
        by: Option<AccountId>,
        at: Timestamp,
        also: &[NewOutgoing],
    ) -> Result<bool, StoreError> {
        let change = self.writes().begin().await?;
        let ended = ending(at)
            .col_expr(entity::Column::EndedBy, Expr::value(by.map(|by| by.0)))
            .filter(entity::Column::Id.eq(id.0))
            .filter(is_live())
            .exec(&change)
            .await?;
        if ended.rows_affected == 0 {
            return Ok(false);
        }
        let granted = entity::Entity::find_by_id(id.0).filter(entity::Column::Proof.is_not_null());
        if granted.count(&change).await? == 0 {
            self.drop_documents(id, &change).await?;
        }
        self.end_case(CaseId(id.0), (CaseAct::Cancelled, by), at, &change).await?;
        self.put_outgoing(also, &change).await?;
        change.commit().await?;
        Ok(true)
    }

    fn granted_index(&self, grant: &Grant) -> Vec<u8> {
        row::granted_index(self.vault(), grant)
    }

    pub async fn find_grant(&self, id: GrantId) -> Result<Option<Grant>, StoreError> {
        let row = entity::Entity::find_by_id(id.0).one(self.reads()).await?;
        row.map(|row| row.to_grant(self.vault())).transpose()
    }

    /// The grant whose invitation has this token; used and expired ones too.
    pub async fn find_invitation(&self, token_hash: &[u8; 32]) -> Result<Option<Grant>, StoreError> {
        let hash = entity::Column::InvitationHash.eq(token_hash.to_vec());
        let row = entity::Entity::find().filter(hash).one(self.reads()).await?;
        row.map(|row| row.to_grant(self.vault())).transpose()
    }

    /// Every grant on this patient, ended ones too, newest first.
    pub async fn list_grants_of(&self, patient: &PatientId) -> Result<Vec<Grant>, StoreError> {
        let index = patient_index(self.vault(), patient);
        self.list_grants(entity::Entity::find().filter(entity::Column::PatientIndex.eq(index))).await
    }

    /// Every grant that `grantee` holds, asked for or was refused, newest first.
    pub async fn list_grants_to(&self, grantee: AccountId) -> Result<Vec<Grant>, StoreError> {
        self.list_grants(entity::Entity::find().filter(entity::Column::Grantee.eq(grantee.0))).await
    }

    /// Active grants of this relationship, whoever holds them, oldest first.
    pub async fn list_active_grants(&self, relationship: Relationship) -> Result<Vec<Grant>, StoreError> {
        let active = entity::Entity::find()
            .filter(entity::Column::State.eq(to_word(GrantState::Active)))
            .filter(entity::Column::Relationship.eq(to_word(relationship)));
        Ok(self.list_grants(active).await?.into_iter().rev().collect())
    }

    /// What waits for a decision of staff, the longest waiting first.
    pub async fn list_requested_grants(&self) -> Result<Vec<Grant>, StoreError> {
        let requested = entity::Entity::find()
            .filter(entity::Column::State.eq(to_word(GrantState::Requested)))
            .filter(entity::Column::Grantee.is_not_null());
        Ok(self.list_grants(requested).await?.into_iter().rev().collect())
    }

    async fn list_grants(&self, wanted: Select<entity::Entity>) -> Result<Vec<Grant>, StoreError> {
        let newest_first = wanted.order_by_desc(entity::Column::CreatedAt).order_by_desc(entity::Column::Id);
        let rows = newest_first.all(self.reads()).await?;
        rows.iter().map(|row| row.to_grant(self.vault())).collect()
    }
}

fn in_force(grantee: AccountId, now: Timestamp) -> Select<entity::Entity> {
    let has_not_ended = Condition::any()
        .add(entity::Column::ValidUntil.is_null())
        .add(entity::Column::ValidUntil.gt(to_ms(now)));
    entity::Entity::find()
        .filter(entity::Column::Grantee.eq(grantee.0))
        .filter(entity::Column::State.eq(to_word(GrantState::Active)))
        .filter(entity::Column::ValidFrom.lte(to_ms(now)))
        .filter(has_not_ended)
}

fn is_live() -> Expr {
    let live = [GrantState::Invited, GrantState::Requested, GrantState::Active];
    entity::Column::State.is_in(live.map(to_word))
}

fn ending(at: Timestamp) -> UpdateMany<entity::Entity> {
    entity::Entity::update_many()
        .col_expr(entity::Column::State, Expr::value(to_word(GrantState::Ended)))
        .col_expr(entity::Column::EndedAt, Expr::value(to_ms(at)))
}

/// A grant whose date has passed makes room for a new one between the same two.
async fn end_expired(
    grantee: AccountId,
    patient_index: &[u8],
    now: Timestamp,
    change: &impl ConnectionTrait,
) -> Result<(), StoreError> {
    ending(now)
        .filter(entity::Column::Grantee.eq(grantee.0))
        .filter(entity::Column::PatientIndex.eq(patient_index.to_vec()))
        .filter(entity::Column::State.eq(to_word(GrantState::Active)))
        .filter(entity::Column::ValidUntil.lte(to_ms(now)))
        .exec(change)
        .await?;
    Ok(())
}
