//! How much of something somebody may do, counted in the transaction that does it. Whoever counts holds the row until the
//! transaction ends, so that no two are both the last one.

use jiff::SignedDuration;
use portico_model::Timestamp;
use portico_vault::Class;
use sea_orm::ActiveValue::Set;
use sea_orm::prelude::*;
use sea_orm::{ConnectionTrait, ExprTrait};

use crate::columns::to_ms;
use crate::{Store, StoreError};

/// No quota looks back for longer.
const LONGEST: SignedDuration = SignedDuration::from_hours(48);

/// At most `most` of `what` for `whose` in a time that begins with the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quota {
    /// What is counted, such as `invitation`.
    pub what: &'static str,
    /// By whom it is counted: an account, an address, a code.
    pub whose: String,
    pub most: u32,
    /// Two days at most.
    pub within: SignedDuration,
}

impl Quota {
    pub fn a_day(what: &'static str, whose: impl ToString, most: u32) -> Self {
        Self { what, whose: whose.to_string(), most, within: SignedDuration::from_hours(24) }
    }
}

impl Store {
    /// Counts one more. Until `change` ends, whoever counts the same waits.
    ///
    /// Fails with [`StoreError::UsedUp`]; the whole change must be dropped then.
    pub(crate) async fn use_up(
        &self,
        quota: &Quota,
        at: Timestamp,
        change: &impl ConnectionTrait,
    ) -> Result<(), StoreError> {
        let key = self.hold(quota.what, &quota.whose, at, change).await?;
        let own = || entity::Entity::update_many().filter(entity::Column::KeyIndex.eq(key.clone()));
        own()
            .col_expr(entity::Column::Used, Expr::value(0))
            .col_expr(entity::Column::BeganAt, Expr::value(to_ms(at)))
            .filter(entity::Column::BeganAt.lte(to_ms(at - quota.within)))
            .exec(change)
            .await?;
        let most = i64::from(quota.most);
        let used = own()
            .col_expr(entity::Column::Used, Expr::col(entity::Column::Used).add(1))
            .filter(entity::Column::Used.lt(most))
            .exec(change)
            .await?;
        if used.rows_affected == 1 { Ok(()) } else { Err(StoreError::UsedUp) }
    }

    /// Until `change` ends, whoever counts the same waits, so that what is read of it next stays so.
    pub(crate) async fn hold(
        &self,
        what: &'static str,
        whose: &str,
        at: Timestamp,
        change: &impl ConnectionTrait,
    ) -> Result<Vec<u8>, StoreError> {
        let key = self.vault().blind_index(Class::Identity, "quota", &format!("{what}/{whose}")).to_vec();
        let row = entity::ActiveModel { key_index: Set(key.clone()), used: Set(0), began_at: Set(to_ms(at)) };
        entity::Entity::insert(row)
            .on_conflict_do_nothing_on([entity::Column::KeyIndex])
            .exec_without_returning(change)
            .await?;
        // A row that is there already is held from here on.
        entity::Entity::update_many()
            .col_expr(entity::Column::Used, Expr::col(entity::Column::Used))
            .filter(entity::Column::KeyIndex.eq(key.clone()))
            .exec(change)
            .await?;
        Ok(key)
    }

    /// Drops the counts of times that are over. Answers how many.
    pub async fn drop_old_quotas(&self, now: Timestamp) -> Result<u64, StoreError> {
        let old = entity::Entity::delete_many().filter(entity::Column::BeganAt.lte(to_ms(now - LONGEST)));
        Ok(old.exec(self.writes()).await?.rows_affected)
    }
}

mod entity {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "quota")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub key_index: Vec<u8>,
        pub used: i64,
        pub began_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
