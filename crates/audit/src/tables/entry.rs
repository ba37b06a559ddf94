//! One row an event; see `entry.rs` of this crate for what the columns hold.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub idx: i64,
    pub at_us: i64,
    pub actor: Option<Vec<u8>>,
    pub patient: Option<Vec<u8>>,
    pub action: String,
    pub outcome: String,
    pub role: String,
    pub correlation: Uuid,
    pub leaf_hash: Vec<u8>,
    pub payload: Vec<u8>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
