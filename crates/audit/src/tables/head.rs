//! Every tree head that was signed.

use portico_model::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;

use crate::TreeHead;
use crate::error::AuditError;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_head")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub size: i64,
    pub log_id: Uuid,
    pub root: Vec<u8>,
    pub at_us: i64,
    pub signature: Vec<u8>,
    pub public_key: Vec<u8>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl From<&TreeHead> for ActiveModel {
    fn from(head: &TreeHead) -> Self {
        Self {
            size: Set(super::stored(head.size)),
            log_id: Set(head.log_id),
            root: Set(head.root.0.to_vec()),
            at_us: Set(head.timestamp.as_microsecond()),
            signature: Set(head.signature.to_vec()),
            public_key: Set(head.public_key.to_vec()),
        }
    }
}

impl TryFrom<Model> for TreeHead {
    type Error = AuditError;

    fn try_from(row: Model) -> Result<Self, AuditError> {
        let damaged = |_| AuditError::Damaged("a stored tree head");
        Ok(Self {
            log_id: row.log_id,
            size: u64::try_from(row.size).map_err(|_| AuditError::Damaged("a stored tree head"))?,
            root: row.root.as_slice().try_into().map_err(damaged)?,
            timestamp: Timestamp::from_microsecond(row.at_us)
                .map_err(|_| AuditError::Damaged("a stored tree head"))?,
            signature: row.signature.as_slice().try_into().map_err(damaged)?,
            public_key: row.public_key.as_slice().try_into().map_err(damaged)?,
        })
    }
}
