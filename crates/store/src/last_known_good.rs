//! Answers of the record system, kept encrypted for the hours in which it does not answer.

use portico_model::{PatientId, Timestamp};
use portico_vault::Class;
use sea_orm::ActiveValue::Set;
use sea_orm::prelude::*;
use sea_orm::sea_query::OnConflict;

use crate::columns::{Place, from_ms, to_ms};
use crate::{Store, StoreError};

/// An answer to keep.
#[derive(Clone)]
pub struct Answer<'a> {
    pub patient: &'a PatientId,
    /// What was asked, in any form that is the same the next time.
    pub query: &'a str,
    pub body: &'a [u8],
    pub fetched_at: Timestamp,
    pub expires_at: Timestamp,
}

/// The last good answer to a question.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptAnswer {
    pub body: Vec<u8>,
    pub fetched_at: Timestamp,
}

impl Store {
    /// Keeps `answers`, each in the place of the earlier one to the same question, in one write.
    pub async fn keep_answers(&self, answers: &[Answer<'_>]) -> Result<(), StoreError> {
        let rows = answers.iter().map(|answer| {
            let key = self.answer_key(answer.patient, answer.query);
            entity::ActiveModel {
                answer: Set(key.place().seal(self.vault(), answer.body)),
                patient_index: Set(key.patient.to_vec()),
                query_index: Set(key.query.to_vec()),
                fetched_at: Set(to_ms(answer.fetched_at)),
                expires_at: Set(to_ms(answer.expires_at)),
            }
        });
        let replace = OnConflict::columns([entity::Column::PatientIndex, entity::Column::QueryIndex])
            .update_columns([entity::Column::Answer, entity::Column::FetchedAt, entity::Column::ExpiresAt])
            .to_owned();
        entity::Entity::insert_many(rows).on_conflict(replace).exec_without_returning(self.writes()).await?;
        Ok(())
    }

    /// `None` where nothing was kept or it expired.
    pub async fn find_answer(
        &self,
        patient: &PatientId,
        query: &str,
        now: Timestamp,
    ) -> Result<Option<KeptAnswer>, StoreError> {
        let key = self.answer_key(patient, query);
        let row = entity::Entity::find_by_id((key.patient.to_vec(), key.query.to_vec()))
            .filter(entity::Column::ExpiresAt.gt(to_ms(now)))
            .one(self.reads())
            .await?;
        let Some(row) = row else {
            return Ok(None);
        };
        Ok(Some(KeptAnswer {
            body: key.place().open(self.vault(), &row.answer)?,
            fetched_at: from_ms("last_known_good.fetched_at", row.fetched_at)?,
        }))
    }

    /// Answers how many there were.
    pub async fn forget_answers(&self, patient: &PatientId) -> Result<u64, StoreError> {
        let index = self.answer_key(patient, "").patient.to_vec();
        let of_patient = entity::Entity::delete_many().filter(entity::Column::PatientIndex.eq(index));
        Ok(of_patient.exec(self.writes()).await?.rows_affected)
    }

    /// Answers how many there were.
    pub async fn drop_expired_answers(&self, now: Timestamp) -> Result<u64, StoreError> {
        let expired = entity::Entity::delete_many().filter(entity::Column::ExpiresAt.lte(to_ms(now)));
        Ok(expired.exec(self.writes()).await?.rows_affected)
    }

    fn answer_key(&self, patient: &PatientId, query: &str) -> AnswerKey {
        AnswerKey {
            patient: self.vault().blind_index(Class::Clinical, "patient", patient.as_str()),
            query: self.vault().blind_index(Class::Clinical, "query", query),
        }
    }
}

struct AnswerKey {
    patient: [u8; 32],
    query: [u8; 32],
}

impl AnswerKey {
    fn place(&self) -> Place<Vec<u8>> {
        let row = [self.patient, self.query].concat();
        Place { class: Class::Clinical, column: "last_known_good.answer", row }
    }
}

mod entity {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "last_known_good")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub patient_index: Vec<u8>,
        #[sea_orm(primary_key, auto_increment = false)]
        pub query_index: Vec<u8>,
        pub answer: Vec<u8>,
        pub fetched_at: i64,
        pub expires_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
