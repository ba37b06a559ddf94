use portico_model::{
    AccountId, Audience, Directive, DirectiveId, Matter, PatientId, Purpose, ResourceId, Timestamp,
};
use portico_vault::{Class, Vault};
use sea_orm::ActiveValue::Set;
use sea_orm::prelude::*;
use sea_orm::{Condition, QueryOrder};
use serde::{Deserialize, Serialize};

use crate::columns::{Place, from_ms, from_word, taken, to_ms, to_word};
use crate::{NewOutgoing, Store, StoreError};

/// What patients permit and forbid. What a directive is about, and to whom it speaks, tells of a patient's health and
/// family; it lies sealed in one column.
impl Store {
    /// Fails with [`StoreError::Taken`] if there is a directive of this id.
    pub async fn create_directive(&self, new: &Directive, also: &[NewOutgoing]) -> Result<(), StoreError> {
        let change = self.writes().begin().await?;
        let row = to_row(new, self.vault());
        entity::Entity::insert(row).exec_without_returning(&change).await.map_err(taken)?;
        self.put_outgoing(also, &change).await?;
        Ok(change.commit().await?)
    }

    /// What holds now. To be read for every look of somebody who is not the patient, never kept.
    pub async fn list_directives_in_force(
        &self,
        patient: &PatientId,
        now: Timestamp,
    ) -> Result<Vec<Directive>, StoreError> {
        let is_open_ended = entity::Column::ValidUntil.is_null();
        let rows = self
            .directives_of(patient)
            .filter(entity::Column::EndedAt.is_null())
            .filter(entity::Column::ValidFrom.lte(to_ms(now)))
            .filter(Condition::any().add(is_open_ended).add(entity::Column::ValidUntil.gt(to_ms(now))))
            .all(self.reads())
            .await?;
        rows.iter().map(|row| row.to_directive(patient, self.vault())).collect()
    }

    /// All that the patient ever decided, newest first, also what has ended.
    pub async fn list_directives(&self, patient: &PatientId) -> Result<Vec<Directive>, StoreError> {
        let newest_first = self.directives_of(patient).order_by_desc(entity::Column::MadeAt);
        let rows = newest_first.order_by_asc(entity::Column::Id).all(self.reads()).await?;
        rows.iter().map(|row| row.to_directive(patient, self.vault())).collect()
    }

    pub async fn find_directive(
        &self,
        patient: &PatientId,
        id: DirectiveId,
    ) -> Result<Option<Directive>, StoreError> {
        let row = self.directives_of(patient).filter(entity::Column::Id.eq(id.0)).one(self.reads()).await?;
        row.map(|row| row.to_directive(patient, self.vault())).transpose()
    }

    /// Takes effect on the next request. Answers `false` if this patient has no such directive that has not ended yet.
    pub async fn end_directive(
        &self,
        patient: &PatientId,
        id: DirectiveId,
        ended_at: Timestamp,
        also: &[NewOutgoing],
    ) -> Result<bool, StoreError> {
        let change = self.writes().begin().await?;
        let ended = entity::Entity::update_many()
            .col_expr(entity::Column::EndedAt, Expr::value(to_ms(ended_at)))
            .filter(entity::Column::Id.eq(id.0))
            .filter(entity::Column::PatientIndex.eq(patient_index(self.vault(), patient)))
            .filter(entity::Column::EndedAt.is_null())
            .exec(&change)
            .await?;
        if ended.rows_affected == 0 {
            return Ok(false);
        }
        self.put_outgoing(also, &change).await?;
        change.commit().await?;
        Ok(true)
    }

    fn directives_of(&self, patient: &PatientId) -> Select<entity::Entity> {
        let index = patient_index(self.vault(), patient);
        entity::Entity::find().filter(entity::Column::PatientIndex.eq(index))
    }
}

/// The sealed part of a row.
#[derive(Serialize, Deserialize)]
struct Terms {
    patient: PatientId,
    matter: Matter,
    audience: Audience,
    purposes: Vec<Purpose>,
    taken_from: Option<ResourceId>,
}

fn to_row(new: &Directive, vault: &Vault) -> entity::ActiveModel {
    let terms = Terms {
        patient: new.patient.clone(),
        matter: new.matter.clone(),
        audience: new.audience.clone(),
        purposes: new.purposes.clone(),
        taken_from: new.taken_from.clone(),
    };
    let json = serde_json::to_vec(&terms).expect("the terms of a directive are plain JSON");
    entity::ActiveModel {
        id: Set(new.id.0),
        patient_index: Set(patient_index(vault, &new.patient)),
        effect: Set(to_word(new.effect)),
        terms: Set(place(new.id).seal(vault, &json)),
        made_by: Set(new.made_by.0),
        made_at: Set(to_ms(new.made_at)),
        valid_from: Set(to_ms(new.valid_from)),
        valid_until: Set(new.valid_until.map(to_ms)),
        ended_at: Set(new.ended_at.map(to_ms)),
    }
}

impl entity::Model {
    fn to_directive(&self, patient: &PatientId, vault: &Vault) -> Result<Directive, StoreError> {
        let unreadable = StoreError::Unreadable { column: "directive.terms" };
        let id = DirectiveId(self.id);
        let json = place(id).open(vault, &self.terms)?;
        let Ok(terms) = serde_json::from_slice::<Terms>(&json) else {
            return Err(unreadable);
        };
        if terms.patient != *patient {
            return Err(unreadable);
        }
        let moment = |column, ms: Option<i64>| ms.map(|ms| from_ms(column, ms)).transpose();
        Ok(Directive {
            id,
            patient: terms.patient,
            effect: from_word("directive.effect", self.effect.clone())?,
            matter: terms.matter,
            audience: terms.audience,
            purposes: terms.purposes,
            valid_from: from_ms("directive.valid_from", self.valid_from)?,
            valid_until: moment("directive.valid_until", self.valid_until)?,
            made_by: AccountId(self.made_by),
            made_at: from_ms("directive.made_at", self.made_at)?,
            ended_at: moment("directive.ended_at", self.ended_at)?,
            taken_from: terms.taken_from,
        })
    }
}

fn place(id: DirectiveId) -> Place<[u8; 16]> {
    Place { class: Class::Identity, column: "directive.terms", row: id.0.into_bytes() }
}

fn patient_index(vault: &Vault, patient: &PatientId) -> Vec<u8> {
    vault.blind_index(Class::Identity, "directive.patient", patient.as_str()).to_vec()
}

mod entity {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "directive")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub patient_index: Vec<u8>,
        pub effect: String,
        pub terms: Vec<u8>,
        pub made_by: Uuid,
        pub made_at: i64,
        pub valid_from: i64,
        pub valid_until: Option<i64>,
        pub ended_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
