//! Who looked, when: the log searched by patient, person and kind of act, the newest first.

use portico_model::{AccountId, PatientId, Timestamp};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use serde::Serialize;

use crate::entry::{blind_actor, blind_patient, open};
use crate::error::AuditError;
use crate::merkle::Hash;
use crate::tables::{entry, stored};
use crate::{Action, Event, Log, Outcome};

/// What to look for; absent members do not narrow.
#[derive(Debug, Clone)]
pub struct Query {
    pub patient: Option<PatientId>,
    pub actor: Option<AccountId>,
    pub action: Option<Action>,
    pub outcome: Option<Outcome>,
    /// The earliest time, itself included.
    pub from: Option<Timestamp>,
    /// The time before which to look.
    pub to: Option<Timestamp>,
    /// Goes on after the entry of this index, which was the last of the page before.
    pub before_index: Option<u64>,
    /// Entries at most; 100 by default.
    pub limit: u64,
}

impl Default for Query {
    fn default() -> Self {
        let (patient, actor, action, outcome) = Default::default();
        let (from, to, before_index) = Default::default();
        Self { patient, actor, action, outcome, from, to, before_index, limit: 100 }
    }
}

/// An event as it lies in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    pub index: u64,
    pub leaf_hash: Hash,
    pub event: Event,
}

/// What was found, the newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Found {
    pub entries: Vec<Entry>,
    /// Entries that match and do not open: changed since they were written, or by a newer version. Verify the log.
    pub unreadable: Vec<u64>,
    /// The last entry, readable or not: where the next page goes on.
    #[serde(skip)]
    pub last: Option<u64>,
}

impl Log {
    /// The entries that match, by time, the newest first.
    pub async fn query(&self, query: &Query) -> Result<Found, AuditError> {
        let rows = self.select(query).await?.all(self.reader()).await?;
        opened(self, rows)
    }

    async fn select(&self, query: &Query) -> Result<Select<entry::Entity>, AuditError> {
        let mut select = self.narrowed(query);
        if let Some(index) = query.before_index {
            let last = entry::Entity::find_by_id(stored(index)).select_only().column(entry::Column::AtUs);
            let at_us: Option<i64> = last.into_tuple().one(self.reader()).await?;
            select = select.filter(older_than(at_us.ok_or(AuditError::OutOfRange)?, stored(index)));
        }
        let newest_first = select.order_by_desc(entry::Column::AtUs).order_by_desc(entry::Column::Idx);
        Ok(newest_first.limit(query.limit))
    }

    fn narrowed(&self, query: &Query) -> Select<entry::Entity> {
        let mut select = entry::Entity::find();
        if let Some(patient) = &query.patient {
            let patient = blind_patient(self.vault(), patient.as_str());
            select = select.filter(entry::Column::Patient.eq(patient.to_vec()));
        }
        if let Some(actor) = &query.actor {
            let actor = blind_actor(self.vault(), actor);
            select = select.filter(entry::Column::Actor.eq(actor.to_vec()));
        }
        if let Some(action) = query.action {
            select = select.filter(entry::Column::Action.eq(action.as_str()));
        }
        if let Some(outcome) = query.outcome {
            select = select.filter(entry::Column::Outcome.eq(outcome.as_str()));
        }
        if let Some(from) = query.from {
            select = select.filter(entry::Column::AtUs.gte(from.as_microsecond()));
        }
        if let Some(to) = query.to {
            select = select.filter(entry::Column::AtUs.lt(to.as_microsecond()));
        }
        select
    }
}

/// The entries of stored rows, in their order.
pub(crate) fn opened(log: &Log, rows: Vec<entry::Model>) -> Result<Found, AuditError> {
    let mut found = Found::default();
    for row in rows {
        let index = u64::try_from(row.idx).map_err(|_| AuditError::Damaged("the number of an entry"))?;
        found.last = Some(index);
        match (open(&row, log.id(), log.vault()), Hash::try_from(row.leaf_hash.as_slice())) {
            (Ok(event), Ok(leaf_hash)) => found.entries.push(Entry { index, leaf_hash, event }),
            _ => found.unreadable.push(index),
        }
    }
    Ok(found)
}

fn older_than(at_us: i64, index: i64) -> Expr {
    let place = Expr::tuple([Expr::col(entry::Column::AtUs), Expr::col(entry::Column::Idx)]);
    place.lt(Expr::tuple([Expr::val(at_us), Expr::val(index)]))
}

#[cfg(test)]
mod tests {
    use portico_model::{Clock, CorrelationId, Origin};
    use portico_vault::{Kms, Vault};
    use sea_orm::{ConnectionTrait, QueryTrait, Statement};
    use uuid::Uuid;

    use super::*;
    use crate::Outcome;

    #[tokio::test]
    async fn each_search_walks_an_index_and_sorts_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let keys = folder.path().join("keys.json");
        let vault = Vault::unlock(Kms::file(folder.path().join("kek.json")), keys, Clock::system()).unwrap();
        let options = Log::embedded(&folder.path().join("audit.db"), &vault);
        let log = Log::open(options, vault, Clock::system()).await.unwrap();
        let origin = Origin { address: None, user_agent: String::new() };
        let at = Timestamp::from_second(1_790_000_000).unwrap();
        let event =
            Event::unattended(at, Action::Read, Outcome::Permitted, origin, CorrelationId(Uuid::new_v4()));
        log.append(event).await.unwrap();

        let time = Query { from: Some(at), to: Some(at), before_index: Some(0), ..Query::default() };
        for (index, query) in [
            ("audit_entry_of_patient", Query { patient: Some("ana".parse().unwrap()), ..time.clone() }),
            ("audit_entry_of_actor", Query { actor: Some(AccountId(Uuid::new_v4())), ..time.clone() }),
            ("audit_entry_of_action", Query { action: Some(Action::SignIn), ..time.clone() }),
            ("audit_entry_by_time", time),
        ] {
            let backend = log.reader().get_database_backend();
            let select = log.select(&query).await.unwrap().build(backend);
            let explain = format!("EXPLAIN QUERY PLAN {}", select.sql);
            let explain = Statement { sql: explain, ..select };
            let steps = log.reader().query_all_raw(explain).await.unwrap();
            let steps: Vec<String> = steps.iter().map(|step| step.try_get("", "detail").unwrap()).collect();
            assert!(steps[0].contains(&format!("SEARCH audit_entry USING INDEX {index} (")), "{steps:?}");
            assert_eq!(steps.len(), 1, "{steps:?}");
        }
    }
}
