use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "proxy_grant")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub patient: Vec<u8>,
    pub patient_index: Vec<u8>,
    pub grantor: Option<Uuid>,
    pub grantee: Option<Uuid>,
    pub invited_email: Option<Vec<u8>>,
    pub invited_email_index: Option<Vec<u8>>,
    pub relationship: String,
    #[sea_orm(column_type = "Text")]
    pub scope: String,
    pub valid_from: i64,
    pub valid_until: Option<i64>,
    pub state: String,
    pub proof: Option<String>,
    pub verified_by: Option<Uuid>,
    pub verified_at: Option<i64>,
    pub invitation_hash: Option<Vec<u8>>,
    pub invitation_expires_at: Option<i64>,
    pub created_at: i64,
    pub ended_at: Option<i64>,
    pub ended_by: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
