//! Papers that prove a standing: kept sealed for staff to look at.

use portico_model::{GrantId, Timestamp};
use portico_vault::Class;
use sea_orm::ActiveValue::Set;
use sea_orm::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect};

use crate::columns::{Place, from_ms, to_ms};
use crate::{NewCase, NewOutgoing, Store, StoreError};

/// A paper that somebody hands in.
#[derive(Clone)]
pub struct NewDocument {
    pub id: Uuid,
    /// As its content says, such as `application/pdf`.
    pub media_type: &'static str,
    pub body: Vec<u8>,
    pub at: Timestamp,
}

/// A paper in the list of a grant, without its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantDocument {
    pub id: Uuid,
    pub media_type: String,
    pub at: Timestamp,
}

impl Store {
    /// Keeps one more paper for a grant, with the case in which staff look at it: the same case every time.
    pub async fn add_grant_document(
        &self,
        grant: GrantId,
        new: &NewDocument,
        case: &NewCase,
        also: &[NewOutgoing],
    ) -> Result<(), StoreError> {
        let change = self.writes().begin().await?;
        self.put_document(grant, new, &change).await?;
        self.put_case(case, &change).await?;
        self.put_outgoing(also, &change).await?;
        Ok(change.commit().await?)
    }

    pub(super) async fn put_document(
        &self,
        grant: GrantId,
        new: &NewDocument,
        change: &impl ConnectionTrait,
    ) -> Result<(), StoreError> {
        let row = entity::ActiveModel {
            id: Set(new.id),
            proxy_grant: Set(grant.0),
            media_type: Set(new.media_type.to_owned()),
            body: Set(place(new.id).seal(self.vault(), &new.body)),
            created_at: Set(to_ms(new.at)),
        };
        entity::Entity::insert(row).exec_without_returning(change).await?;
        Ok(())
    }

    /// The newest first.
    pub async fn list_grant_documents(&self, grant: GrantId) -> Result<Vec<GrantDocument>, StoreError> {
        let rows: Vec<(Uuid, String, i64)> = entity::Entity::find()
            .select_only()
            .columns([entity::Column::Id, entity::Column::MediaType, entity::Column::CreatedAt])
            .filter(entity::Column::ProxyGrant.eq(grant.0))
            .order_by_desc(entity::Column::CreatedAt)
            .into_tuple()
            .all(self.reads())
            .await?;
        let document = |(id, media_type, at)| {
            Ok(GrantDocument { id, media_type, at: from_ms("grant_document.created_at", at)? })
        };
        rows.into_iter().map(document).collect()
    }

    /// A paper with its body; `None` where the grant has none of this id.
    pub async fn find_grant_document(
        &self,
        grant: GrantId,
        id: Uuid,
    ) -> Result<Option<(GrantDocument, Vec<u8>)>, StoreError> {
        let row = entity::Entity::find_by_id(id)
            .filter(entity::Column::ProxyGrant.eq(grant.0))
            .one(self.reads())
            .await?;
        let Some(row) = row else { return Ok(None) };
        let body = place(id).open(self.vault(), &row.body)?;
        let at = from_ms("grant_document.created_at", row.created_at)?;
        Ok(Some((GrantDocument { id, media_type: row.media_type, at }, body)))
    }
}

fn place(id: Uuid) -> Place<[u8; 16]> {
    Place { class: Class::Messages, column: "grant_document.body", row: id.into_bytes() }
}

mod entity {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "grant_document")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub proxy_grant: Uuid,
        pub media_type: String,
        pub body: Vec<u8>,
        pub created_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
