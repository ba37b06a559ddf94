//! Which results somebody has seen, so that a summary can say what is new. Results are kept as keyed hashes.

use std::collections::HashSet;

use portico_model::{AccountId, PatientId, ResourceId, Timestamp};
use portico_vault::Class;
use sea_orm::ActiveValue::Set;
use sea_orm::prelude::*;
use sea_orm::{QuerySelect, SelectGetableTuple, Selector};

use crate::columns::to_ms;
use crate::{Store, StoreError};

/// Far below the 32,766 parameters that SQLite takes in one statement.
const AT_ONCE: usize = 1_000;

impl Store {
    /// `kind` is the FHIR resource type. A result that was seen before keeps its first time.
    pub async fn mark_seen(
        &self,
        account: AccountId,
        patient: &PatientId,
        kind: &str,
        results: &[ResourceId],
        seen_at: Timestamp,
    ) -> Result<(), StoreError> {
        let written = self.write_seen(account, patient, kind, results, seen_at).await;
        if let Some(cache) = self.seen_cache() {
            cache.forget(&(account, patient.clone(), kind.to_owned()));
        }
        written
    }

    async fn write_seen(
        &self,
        account: AccountId,
        patient: &PatientId,
        kind: &str,
        results: &[ResourceId],
        seen_at: Timestamp,
    ) -> Result<(), StoreError> {
        for some in results.chunks(AT_ONCE) {
            let rows = some.iter().map(|result| entity::ActiveModel {
                account: Set(account.0),
                patient_index: Set(self.seen_patient(patient)),
                kind: Set(kind.to_owned()),
                result_index: Set(self.seen_result(result)),
                seen_at: Set(to_ms(seen_at)),
            });
            let unseen = entity::Entity::insert_many(rows).on_conflict_do_nothing();
            unseen.exec_without_returning(self.writes()).await?;
        }
        Ok(())
    }

    /// Those of `results` that the account has not seen, in their order. From memory where this store is the sole writer.
    pub async fn list_unseen(
        &self,
        account: AccountId,
        patient: &PatientId,
        kind: &str,
        results: &[ResourceId],
    ) -> Result<Vec<ResourceId>, StoreError> {
        let Some(cache) = self.seen_cache() else {
            return self.read_unseen(account, patient, kind, results).await;
        };
        let reader = (account, patient.clone(), kind.to_owned());
        if let Some(unseen) = cache.unseen(&reader, results) {
            return Ok(unseen);
        }
        let since = cache.begin_reading();
        let unseen = self.read_unseen(account, patient, kind, results).await?;
        cache.remember(&since, reader, results, &unseen);
        Ok(unseen)
    }

    async fn read_unseen(
        &self,
        account: AccountId,
        patient: &PatientId,
        kind: &str,
        results: &[ResourceId],
    ) -> Result<Vec<ResourceId>, StoreError> {
        let mut unseen = Vec::new();
        for some in results.chunks(AT_ONCE) {
            let indexes: Vec<Vec<u8>> = some.iter().map(|result| self.seen_result(result)).collect();
            let seen: Selector<SelectGetableTuple<Vec<u8>>> = entity::Entity::find()
                .select_only()
                .column(entity::Column::ResultIndex)
                .filter(entity::Column::Account.eq(account.0))
                .filter(entity::Column::PatientIndex.eq(self.seen_patient(patient)))
                .filter(entity::Column::Kind.eq(kind))
                .filter(entity::Column::ResultIndex.is_in(indexes.clone()))
                .into_tuple();
            let seen: HashSet<Vec<u8>> = seen.all(self.reads()).await?.into_iter().collect();
            let is_unseen = |(_, index): &(&ResourceId, &Vec<u8>)| !seen.contains(*index);
            unseen.extend(some.iter().zip(&indexes).filter(is_unseen).map(|(result, _)| result.clone()));
        }
        Ok(unseen)
    }

    fn seen_patient(&self, patient: &PatientId) -> Vec<u8> {
        self.vault().blind_index(Class::Clinical, "patient", patient.as_str()).to_vec()
    }

    fn seen_result(&self, result: &ResourceId) -> Vec<u8> {
        self.vault().blind_index(Class::Clinical, "seen_result", result.as_str()).to_vec()
    }
}

mod entity {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "seen_result")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub patient_index: Vec<u8>,
        #[sea_orm(primary_key, auto_increment = false)]
        pub kind: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub result_index: Vec<u8>,
        pub seen_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
