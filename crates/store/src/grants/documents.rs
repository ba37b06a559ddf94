//! Papers that prove a standing: kept sealed for staff to look at.

use portico_model::{AccountId, GrantId, GrantState, Timestamp};
use portico_vault::Class;
use sea_orm::ActiveValue::Set;
use sea_orm::prelude::*;
use sea_orm::sea_query::SelectStatement;
use sea_orm::{Condition, ConnectionTrait, PaginatorTrait, QueryOrder, QuerySelect, QueryTrait, Select};

use super::entity as grants;
use crate::columns::{Place, from_ms, to_ms, to_word};
use crate::{NewCase, NewOutgoing, Quota, Store, StoreError};

/// A paper that somebody hands in.
#[derive(Clone)]
pub struct NewDocument {
    pub id: Uuid,
    /// As its content says, such as `application/pdf`.
    pub media_type: &'static str,
    pub body: Vec<u8>,
    pub at: Timestamp,
}

/// How many papers are taken, and how much room they may take: in bytes, as they are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperRoom {
    pub papers_of_request: u64,
    pub bytes_of_person: u64,
    pub bytes_of_all: u64,
    pub in_time: Quota,
}

/// A paper in the list of a grant, without its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantDocument {
    pub id: Uuid,
    pub media_type: String,
    pub at: Timestamp,
}

impl Store {
    /// Keeps one more paper for a request, with the case in which staff look at it: the same case every time. Answers
    /// `false`, keeping nothing, if the request of `by` waits no longer.
    ///
    /// Fails with [`StoreError::UsedUp`] and [`StoreError::NoRoom`].
    pub async fn add_grant_document(
        &self,
        (grant, by): (GrantId, AccountId),
        (new, room): (&NewDocument, &PaperRoom),
        case: &NewCase,
        also: &[NewOutgoing],
    ) -> Result<bool, StoreError> {
        let change = self.writes().begin().await?;
        self.put_document((grant, by), new, room, &change).await?;
        let waits = grants::Entity::find_by_id(grant.0)
            .filter(grants::Column::Grantee.eq(by.0))
            .filter(grants::Column::State.eq(to_word(GrantState::Requested)));
        if waits.count(&change).await? == 0 {
            return Ok(false);
        }
        self.put_case(case, &change).await?;
        self.put_outgoing(also, &change).await?;
        change.commit().await?;
        Ok(true)
    }

    pub(super) async fn put_document(
        &self,
        (grant, by): (GrantId, AccountId),
        new: &NewDocument,
        room: &PaperRoom,
        change: &impl ConnectionTrait,
    ) -> Result<(), StoreError> {
        self.use_up(&room.in_time, new.at, change).await?;
        self.hold("papers", "", new.at, change).await?;
        let row = entity::ActiveModel {
            id: Set(new.id),
            proxy_grant: Set(grant.0),
            media_type: Set(new.media_type.to_owned()),
            body: Set(place(new.id).seal(self.vault(), &new.body)),
            created_at: Set(to_ms(new.at)),
        };
        entity::Entity::insert(row).exec_without_returning(change).await?;
        check_room(grant, by, room, change).await
    }

    /// Drops the papers of a grant, however it ended.
    pub(super) async fn drop_documents(
        &self,
        grant: GrantId,
        change: &impl ConnectionTrait,
    ) -> Result<(), StoreError> {
        of_grant(grant).exec(change).await?;
        Ok(())
    }

    /// Drops papers that prove nothing any more: of what ended without being granted, and of what was granted before
    /// `granted_before`. Answers how many.
    pub async fn drop_old_documents(&self, granted_before: Timestamp) -> Result<u64, StoreError> {
        let undecided = [GrantState::Requested, GrantState::Invited].map(to_word);
        let never_granted = Condition::all()
            .add(grants::Column::State.ne(to_word(GrantState::Active)))
            .add(grants::Column::Proof.is_null());
        let over =
            Condition::any().add(never_granted).add(grants::Column::VerifiedAt.lt(to_ms(granted_before)));
        let of = grants::Entity::find().filter(grants::Column::State.is_not_in(undecided)).filter(over);
        let old = entity::Entity::delete_many().filter(entity::Column::ProxyGrant.in_subquery(ids(of)));
        Ok(old.exec(self.writes()).await?.rows_affected)
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

fn of_grant(grant: GrantId) -> sea_orm::DeleteMany<entity::Entity> {
    entity::Entity::delete_many().filter(entity::Column::ProxyGrant.eq(grant.0))
}

fn ids(grants: Select<grants::Entity>) -> SelectStatement {
    grants.select_only().column(grants::Column::Id).into_query()
}

/// Looks at what is kept with the new one in it.
async fn check_room(
    grant: GrantId,
    by: AccountId,
    room: &PaperRoom,
    change: &impl ConnectionTrait,
) -> Result<(), StoreError> {
    let of_request = entity::Entity::find().filter(entity::Column::ProxyGrant.eq(grant.0));
    let mine = grants::Entity::find().filter(grants::Column::Grantee.eq(by.0));
    let of_person = entity::Entity::find().filter(entity::Column::ProxyGrant.in_subquery(ids(mine)));
    let fits = of_request.count(change).await? <= room.papers_of_request
        && bytes(of_person, change).await? <= room.bytes_of_person;
    if !fits {
        return Err(StoreError::NoRoom);
    }
    if bytes(entity::Entity::find(), change).await? > room.bytes_of_all {
        tracing::error!(
            papers.most_bytes = room.bytes_of_all,
            "papers are refused: they have filled their room"
        );
        return Err(StoreError::NoRoom);
    }
    Ok(())
}

async fn bytes(papers: Select<entity::Entity>, change: &impl ConnectionTrait) -> Result<u64, StoreError> {
    let sum = papers.select_only().expr(Expr::cust("CAST(COALESCE(SUM(LENGTH(body)), 0) AS BIGINT)"));
    let sum: Option<i64> = sum.into_tuple().one(change).await?;
    let sum = sum.unwrap_or_default();
    u64::try_from(sum).map_err(|_| StoreError::Unreadable { column: "grant_document.body" })
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
