use std::net::IpAddr;

use portico_model::{AccountId, CaseId, PatientId, Timestamp};
use portico_vault::{Class, Vault};
use sea_orm::ActiveValue::Set;
use sea_orm::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{Condition, ConnectionTrait, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

use super::cursors::{index, stored};
use crate::columns::{Place, from_ms, from_word, to_ms, to_word};
use crate::{Store, StoreError};

/// Something that a rule found in the audit log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAlert {
    pub id: Uuid,
    /// The same finding has the same key, whoever finds it and how often.
    pub dedupe_key: String,
    /// The id of the rule.
    pub rule: String,
    /// A word of the rules' own.
    pub severity: String,
    /// Who did it, where that is known.
    pub account: Option<AccountId>,
    /// Whose record, where it was one.
    pub patient: Option<PatientId>,
    /// From where, where that is what the rule counts by.
    pub address: Option<IpAddr>,
    /// What was counted.
    pub count: u64,
    /// The entries of the log from the first to the last that were counted.
    pub first_entry: u64,
    pub last_entry: u64,
    pub began_at: Timestamp,
    pub at: Timestamp,
}

/// What became of an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AlertState {
    Open,
    /// There was a good reason for it.
    Harmless,
    /// It should not have happened.
    Breach,
}

/// An alert that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    pub found: NewAlert,
    pub state: AlertState,
    pub settlement: Option<Settlement>,
    pub case: Option<CaseId>,
}

/// Who decided about an alert, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    pub note: String,
    pub by: AccountId,
    pub at: Timestamp,
}

impl Store {
    /// The newest first, after those of `before`; only open ones if asked.
    pub async fn list_alerts(
        &self,
        is_open: bool,
        before: Option<(Timestamp, Uuid)>,
        most: u64,
    ) -> Result<Vec<Alert>, StoreError> {
        let mut select = entity::Entity::find();
        if is_open {
            select = select.filter(entity::Column::State.eq(to_word(AlertState::Open)));
        }
        if let Some((at, id)) = before {
            let at = to_ms(at);
            let same_moment = Condition::all().add(entity::Column::At.eq(at)).add(entity::Column::Id.lt(id));
            select = select.filter(Condition::any().add(entity::Column::At.lt(at)).add(same_moment));
        }
        let newest_first = select.order_by_desc(entity::Column::At).order_by_desc(entity::Column::Id);
        let rows = newest_first.limit(most).all(self.reads()).await?;
        rows.iter().map(|row| row.to_alert(self.vault())).collect()
    }

    pub async fn find_alert(&self, id: Uuid) -> Result<Option<Alert>, StoreError> {
        let row = entity::Entity::find_by_id(id).one(self.reads()).await?;
        row.map(|row| row.to_alert(self.vault())).transpose()
    }

    /// Closes an open alert; `false` if it is closed or not there.
    pub async fn settle_alert(
        &self,
        id: Uuid,
        state: AlertState,
        settlement: &Settlement,
    ) -> Result<bool, StoreError> {
        let note = place("alert.note", id).seal(self.vault(), settlement.note.as_bytes());
        let settled = entity::Entity::update_many()
            .col_expr(entity::Column::State, Expr::value(to_word(state)))
            .col_expr(entity::Column::Note, Expr::value(note))
            .col_expr(entity::Column::SettledBy, Expr::value(settlement.by.0))
            .col_expr(entity::Column::SettledAt, Expr::value(to_ms(settlement.at)))
            .filter(entity::Column::Id.eq(id))
            .filter(entity::Column::State.eq(to_word(AlertState::Open)))
            .exec(self.writes())
            .await?;
        Ok(settled.rows_affected == 1)
    }

    /// Open alerts that nobody was given yet, the oldest first.
    pub async fn list_alerts_without_case(&self, most: u64) -> Result<Vec<Alert>, StoreError> {
        let rows = entity::Entity::find()
            .filter(entity::Column::CaseId.is_null())
            .filter(entity::Column::State.eq(to_word(AlertState::Open)))
            .order_by_asc(entity::Column::At)
            .limit(most)
            .all(self.reads())
            .await?;
        rows.iter().map(|row| row.to_alert(self.vault())).collect()
    }

    /// Open alerts that somebody looks into, the oldest first.
    pub async fn list_alerts_with_case(&self, most: u64) -> Result<Vec<Alert>, StoreError> {
        let rows = entity::Entity::find()
            .filter(entity::Column::CaseId.is_not_null())
            .filter(entity::Column::State.eq(to_word(AlertState::Open)))
            .order_by_asc(entity::Column::At)
            .limit(most)
            .all(self.reads())
            .await?;
        rows.iter().map(|row| row.to_alert(self.vault())).collect()
    }

    /// Answers whether there is such an alert.
    pub async fn link_alert_case(&self, id: Uuid, case: CaseId) -> Result<bool, StoreError> {
        let linked = entity::Entity::update_many()
            .col_expr(entity::Column::CaseId, Expr::value(case.0))
            .filter(entity::Column::Id.eq(id))
            .exec(self.writes())
            .await?;
        Ok(linked.rows_affected == 1)
    }
}

/// Keeps those that are not there yet.
pub(super) async fn insert(
    database: &impl ConnectionTrait,
    vault: &Vault,
    alerts: &[NewAlert],
) -> Result<(), DbErr> {
    if alerts.is_empty() {
        return Ok(());
    }
    let known = OnConflict::column(entity::Column::DedupeKey).do_nothing().to_owned();
    let rows = alerts.iter().map(|alert| alert.to_row(vault));
    entity::Entity::insert_many(rows).on_conflict(known).exec_without_returning(database).await?;
    Ok(())
}

/// What of an alert lies sealed.
#[derive(Serialize, Deserialize)]
struct Subject {
    patient: Option<PatientId>,
    address: Option<IpAddr>,
}

impl NewAlert {
    fn to_row(&self, vault: &Vault) -> entity::ActiveModel {
        let subject = Subject { patient: self.patient.clone(), address: self.address };
        let subject = serde_json::to_vec(&subject).expect("ids and addresses become JSON");
        entity::ActiveModel {
            id: Set(self.id),
            dedupe_key: Set(self.dedupe_key.clone()),
            rule: Set(self.rule.clone()),
            severity: Set(self.severity.clone()),
            account: Set(self.account.map(|account| account.0)),
            subject: Set(Some(place("alert.subject", self.id).seal(vault, &subject))),
            count: Set(stored(self.count)),
            first_entry: Set(stored(self.first_entry)),
            last_entry: Set(stored(self.last_entry)),
            began_at: Set(to_ms(self.began_at)),
            at: Set(to_ms(self.at)),
            state: Set(to_word(AlertState::Open)),
            note: Set(None),
            settled_by: Set(None),
            settled_at: Set(None),
            case_id: Set(None),
        }
    }
}

impl entity::Model {
    fn to_alert(&self, vault: &Vault) -> Result<Alert, StoreError> {
        Ok(Alert {
            found: self.found(vault)?,
            state: from_word("alert.state", self.state.clone())?,
            settlement: self.settlement(vault)?,
            case: self.case_id.map(CaseId),
        })
    }

    fn found(&self, vault: &Vault) -> Result<NewAlert, StoreError> {
        let sealed = self.subject.as_deref().unwrap_or_default();
        let subject = place("alert.subject", self.id).open(vault, sealed)?;
        let subject: Subject = serde_json::from_slice(&subject)
            .map_err(|_| StoreError::Unreadable { column: "alert.subject" })?;
        Ok(NewAlert {
            id: self.id,
            dedupe_key: self.dedupe_key.clone(),
            rule: self.rule.clone(),
            severity: self.severity.clone(),
            account: self.account.map(AccountId),
            patient: subject.patient,
            address: subject.address,
            count: index("alert.count", self.count)?,
            first_entry: index("alert.first_entry", self.first_entry)?,
            last_entry: index("alert.last_entry", self.last_entry)?,
            began_at: from_ms("alert.began_at", self.began_at)?,
            at: from_ms("alert.at", self.at)?,
        })
    }

    fn settlement(&self, vault: &Vault) -> Result<Option<Settlement>, StoreError> {
        let (Some(note), Some(by), Some(at)) = (&self.note, self.settled_by, self.settled_at) else {
            return Ok(None);
        };
        Ok(Some(Settlement {
            note: place("alert.note", self.id).open_text(vault, note)?,
            by: AccountId(by),
            at: from_ms("alert.settled_at", at)?,
        }))
    }
}

fn place(column: &'static str, id: Uuid) -> Place<[u8; 16]> {
    Place { class: Class::Audit, column, row: id.into_bytes() }
}

mod entity {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "alert")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub dedupe_key: String,
        pub rule: String,
        pub severity: String,
        pub account: Option<Uuid>,
        pub subject: Option<Vec<u8>>,
        pub count: i64,
        pub first_entry: i64,
        pub last_entry: i64,
        pub began_at: i64,
        pub at: i64,
        pub state: String,
        pub note: Option<Vec<u8>>,
        pub settled_by: Option<Uuid>,
        pub settled_at: Option<i64>,
        pub case_id: Option<Uuid>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
