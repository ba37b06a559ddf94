use std::sync::Arc;

use portico_model::{
    AccountId, Assurance, Language, Origin, PatientId, Role, SessionId, StaffClaims, Timestamp,
};
use portico_vault::Class;
use sea_orm::ActiveValue::Set;
use sea_orm::ConnectionTrait;
use sea_orm::ExprTrait;
use sea_orm::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};

use crate::accounts::entity as account;
use crate::columns::{Place, from_ms, from_word, to_ms, to_word};
use crate::staff::entity as staff;
use crate::{AccountState, Store, StoreError};

/// SHA-256 of a session's token: the token itself is kept nowhere.
pub type TokenHash = [u8; 32];

/// A session that is to be.
#[derive(Debug, Clone)]
pub struct NewSession {
    pub token_hash: TokenHash,
    pub id: SessionId,
    pub account: AccountId,
    pub assurance: Assurance,
    pub started_at: Timestamp,
    /// The end that no activity puts off.
    pub expires_at: Timestamp,
    pub origin: Origin,
}

/// One signed-in device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub id: SessionId,
    pub account: AccountId,
    pub assurance: Assurance,
    pub created_at: Timestamp,
    /// When the last factor was proved.
    pub authenticated_at: Timestamp,
    pub last_seen_at: Timestamp,
    pub expires_at: Timestamp,
    /// Where it was signed in from.
    pub origin: Origin,
}

/// A session with what is asked of its account on every request.
#[derive(Clone, PartialEq, Eq)]
pub struct OpenSession {
    pub session: Session,
    pub role: Role,
    pub state: AccountState,
    pub language: Language,
    /// The account's name, as its person wants to be addressed.
    pub name: String,
    pub own_record: Option<PatientId>,
    /// What the directory says of a member of staff.
    pub staff: Option<Arc<StaffClaims>>,
}

impl Store {
    pub async fn create_session(&self, new: &NewSession) -> Result<(), StoreError> {
        let row = self.session_row(new);
        entity::Entity::insert(row).exec_without_returning(self.writes()).await?;
        Ok(())
    }

    pub(crate) fn session_row(&self, new: &NewSession) -> entity::ActiveModel {
        let origin = serde_json::to_vec(&new.origin).expect("an origin becomes JSON");
        entity::ActiveModel {
            token_hash: Set(new.token_hash.to_vec()),
            id: Set(new.id.0),
            account: Set(new.account.0),
            assurance: Set(to_word(new.assurance)),
            created_at: Set(to_ms(new.started_at)),
            authenticated_at: Set(to_ms(new.started_at)),
            last_seen_at: Set(to_ms(new.started_at)),
            expires_at: Set(to_ms(new.expires_at)),
            origin: Set(origin_place(new.id).seal(self.vault(), &origin)),
        }
    }

    /// From memory where this store is the sole writer, otherwise from the database, every time.
    pub async fn find_session(&self, token: &TokenHash) -> Result<Option<Arc<OpenSession>>, StoreError> {
        let Some(cache) = self.session_cache() else {
            return self.read_session(token).await;
        };
        if let Some(known) = cache.find(token) {
            return Ok(Some(known));
        }
        let since = cache.begin_reading();
        let found = self.read_session(token).await?;
        if let Some(session) = &found {
            cache.remember(&since, *token, session.clone());
        }
        Ok(found)
    }

    /// The account's sessions, newest first, also those whose time is over but which nobody dropped yet.
    pub async fn list_sessions(&self, account: AccountId) -> Result<Vec<Session>, StoreError> {
        let rows = entity::Entity::find()
            .filter(entity::Column::Account.eq(account.0))
            .order_by_desc(entity::Column::CreatedAt)
            .all(self.reads())
            .await?;
        rows.iter().map(|row| self.to_session(row)).collect()
    }

    /// Gives a session a new token and says how it proved itself and when; the old token opens nothing from now on.
    /// Answers `false` if the old token has no session.
    pub async fn rotate_session(
        &self,
        old: &TokenHash,
        new: &TokenHash,
        (assurance, authenticated_at): (Assurance, Timestamp),
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let rotated = entity::Entity::update_many()
            .col_expr(entity::Column::TokenHash, Expr::value(new.to_vec()))
            .col_expr(entity::Column::Assurance, Expr::value(to_word(assurance)))
            .col_expr(entity::Column::AuthenticatedAt, Expr::value(to_ms(authenticated_at)))
            .col_expr(entity::Column::LastSeenAt, Expr::value(to_ms(at)))
            .filter(entity::Column::TokenHash.eq(old.to_vec()))
            .exec(self.writes())
            .await?;
        self.forget_session(old);
        Ok(rotated.rows_affected == 1)
    }

    /// Answers `false` if the token has no session.
    pub async fn touch_session(&self, token: &TokenHash, seen_at: Timestamp) -> Result<bool, StoreError> {
        let touched = entity::Entity::update_many()
            .col_expr(entity::Column::LastSeenAt, Expr::value(to_ms(seen_at)))
            .filter(entity::Column::TokenHash.eq(token.to_vec()))
            .exec(self.writes())
            .await?;
        self.forget_session(token);
        Ok(touched.rows_affected == 1)
    }

    /// Ends one session of an account. Answers whether there was one.
    pub async fn end_session(&self, account: AccountId, id: SessionId) -> Result<bool, StoreError> {
        let ended = entity::Entity::delete_many()
            .filter(entity::Column::Id.eq(id.0))
            .filter(entity::Column::Account.eq(account.0))
            .exec(self.writes())
            .await?;
        self.forget_sessions_of(account);
        Ok(ended.rows_affected == 1)
    }

    /// Ends all sessions of an account but `kept`. Answers how many.
    pub async fn end_sessions(&self, account: AccountId, kept: Option<SessionId>) -> Result<u64, StoreError> {
        let ended = self.end_sessions_within(account, kept, self.writes()).await?;
        self.forget_sessions_of(account);
        Ok(ended)
    }

    /// Ends all sessions of an account but `kept` within a change. Whoever commits it calls [`Store::forget_sessions_of`].
    pub(crate) async fn end_sessions_within(
        &self,
        account: AccountId,
        kept: Option<SessionId>,
        change: &impl ConnectionTrait,
    ) -> Result<u64, StoreError> {
        let mut ended = entity::Entity::delete_many().filter(entity::Column::Account.eq(account.0));
        if let Some(kept) = kept {
            ended = ended.filter(entity::Column::Id.ne(kept.0));
        }
        Ok(ended.exec(change).await?.rows_affected)
    }

    /// Ends the oldest sessions of an account beyond the `most` newest, among those that have proved two factors or among those
    /// that have not. Answers how many.
    pub async fn end_oldest_sessions(
        &self,
        account: AccountId,
        has_second_factor: bool,
        most: u64,
    ) -> Result<u64, StoreError> {
        let half = to_word(Assurance::Password);
        let kind = if has_second_factor {
            entity::Column::Assurance.ne(half)
        } else {
            entity::Column::Assurance.eq(half)
        };
        let all: Vec<Uuid> = entity::Entity::find()
            .select_only()
            .column(entity::Column::Id)
            .filter(entity::Column::Account.eq(account.0))
            .filter(kind)
            .order_by_desc(entity::Column::CreatedAt)
            .order_by_desc(entity::Column::Id)
            .into_tuple()
            .all(self.reads())
            .await?;
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        let beyond: Vec<Uuid> = all.into_iter().skip(most).collect();
        if beyond.is_empty() {
            return Ok(0);
        }
        let ended = entity::Entity::delete_many().filter(entity::Column::Id.is_in(beyond));
        let ended = ended.exec(self.writes()).await?.rows_affected;
        self.forget_sessions_of(account);
        Ok(ended)
    }

    /// Drops the sessions that expired before `now` or were not seen since `idle_since`. Answers how many.
    pub async fn drop_ended_sessions(
        &self,
        now: Timestamp,
        idle_since: Timestamp,
    ) -> Result<u64, StoreError> {
        let is_over =
            entity::Column::ExpiresAt.lte(to_ms(now)).or(entity::Column::LastSeenAt.lte(to_ms(idle_since)));
        let dropped = entity::Entity::delete_many().filter(is_over).exec(self.writes()).await?;
        if let Some(cache) = self.session_cache() {
            cache.forget_where(|it| it.session.expires_at <= now || it.session.last_seen_at <= idle_since);
        }
        Ok(dropped.rows_affected)
    }

    /// To be called after each write to an account or its sessions, before it is answered.
    pub(crate) fn forget_sessions_of(&self, account: AccountId) {
        if let Some(cache) = self.session_cache() {
            cache.forget_where(|it| it.session.account == account);
        }
    }

    fn forget_session(&self, token: &TokenHash) {
        if let Some(cache) = self.session_cache() {
            cache.forget(token);
        }
    }

    async fn read_session(&self, token: &TokenHash) -> Result<Option<Arc<OpenSession>>, StoreError> {
        let found = entity::Entity::find_by_id(token.to_vec()).find_also_related(account::Entity);
        let Some((row, Some(account))) = found.one(self.reads()).await? else {
            return Ok(None);
        };
        let role = account.role()?;
        let staff = match role {
            Role::Patient => None,
            _ => staff::Entity::find_by_id(account.id).one(self.reads()).await?,
        };
        let is_let_go = staff.as_ref().is_some_and(|staff| !staff.is_active);
        let claims = staff.map(|staff| staff.claims(self.vault())).transpose()?;
        Ok(Some(Arc::new(OpenSession {
            session: self.to_session(&row)?,
            role,
            state: if is_let_go { AccountState::Suspended } else { account.state()? },
            language: account.language()?,
            name: account.name(self.vault())?,
            own_record: account.own_record(self.vault())?,
            staff: claims.map(Arc::new),
        })))
    }

    fn to_session(&self, row: &entity::Model) -> Result<Session, StoreError> {
        let id = SessionId(row.id);
        let origin = origin_place(id).open(self.vault(), &row.origin)?;
        let origin = serde_json::from_slice(&origin)
            .map_err(|_| StoreError::Unreadable { column: "session.origin" })?;
        Ok(Session {
            id,
            account: AccountId(row.account),
            assurance: from_word("session.assurance", row.assurance.clone())?,
            created_at: from_ms("session.created_at", row.created_at)?,
            authenticated_at: from_ms("session.authenticated_at", row.authenticated_at)?,
            last_seen_at: from_ms("session.last_seen_at", row.last_seen_at)?,
            expires_at: from_ms("session.expires_at", row.expires_at)?,
            origin,
        })
    }
}

fn origin_place(id: SessionId) -> Place<[u8; 16]> {
    Place { class: Class::Identity, column: "session.origin", row: id.0.into_bytes() }
}

pub(crate) mod entity {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "session")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub token_hash: Vec<u8>,
        pub id: Uuid,
        pub account: Uuid,
        pub assurance: String,
        pub created_at: i64,
        pub authenticated_at: i64,
        pub last_seen_at: i64,
        pub expires_at: i64,
        pub origin: Vec<u8>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "crate::accounts::entity::Entity",
            from = "Column::Account",
            to = "crate::accounts::entity::Column::Id"
        )]
        Account,
    }

    impl Related<crate::accounts::entity::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Account.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}
