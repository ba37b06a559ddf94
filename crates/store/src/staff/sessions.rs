//! Which session at the identity provider a session here came from, so that the end of one is the end of the other.

use std::collections::BTreeSet;

use portico_model::{AccountId, SessionId, Timestamp};
use portico_vault::Class;
use sea_orm::ActiveValue::Set;
use sea_orm::prelude::*;
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{Condition, ExprTrait};

use crate::columns::{Place, to_ms};
use crate::sessions::entity as session;
use crate::{NewSession, Store, StoreError, Subject};

/// A logout token of the identity provider: it is taken once.
pub struct ProviderLogout<'a> {
    pub issuer: &'a str,
    pub token_id: &'a str,
    /// Until when its id is remembered.
    pub expires_at: Timestamp,
    /// The provider's `sid`.
    pub session: Option<&'a str>,
    pub subject: Option<&'a Subject>,
}

/// The session at the identity provider that a session here comes from.
#[derive(Clone, Copy)]
pub struct ProviderSession<'a> {
    pub issuer: &'a str,
    /// The provider's `sid`, if it says one.
    pub id: Option<&'a str>,
    /// What it proved the person with, for the day they sign out. Sealed.
    pub id_token: &'a str,
}

impl Store {
    /// `proved_at` is when the identity provider last asked for a factor.
    pub async fn create_staff_session(
        &self,
        new: &NewSession,
        proved_at: Timestamp,
        at_provider: ProviderSession<'_>,
    ) -> Result<(), StoreError> {
        let change = self.writes().begin().await?;
        let mut row = self.session_row(new);
        row.authenticated_at = Set(to_ms(proved_at));
        session::Entity::insert(row).exec_without_returning(&change).await?;
        let token = place(new.id).seal(self.vault(), at_provider.id_token.as_bytes());
        let row = id_token::ActiveModel { session: Set(new.id.0), token: Set(token) };
        id_token::Entity::insert(row).exec_without_returning(&change).await?;
        if let Some(sid) = at_provider.id {
            let index = self.provider_session_index(at_provider.issuer, sid);
            let row = entity::ActiveModel { session: Set(new.id.0), provider_session_index: Set(index) };
            entity::Entity::insert(row).exec_without_returning(&change).await?;
        }
        Ok(change.commit().await?)
    }

    /// The ID token that a session began with.
    pub async fn find_id_token(&self, session: SessionId) -> Result<Option<String>, StoreError> {
        let row = id_token::Entity::find_by_id(session.0).one(self.reads()).await?;
        row.map(|row| place(session).open_text(self.vault(), &row.token)).transpose()
    }

    /// Uses up a logout token and ends what it names, all or nothing: the sessions that came from its `sid`, or all of its
    /// subject's where it has none. Sessions of the subject whose `sid` nobody said end with either.
    /// Answers whose they were; `None` if the token was used before.
    pub async fn end_by_provider(
        &self,
        logout: &ProviderLogout<'_>,
    ) -> Result<Option<BTreeSet<AccountId>>, StoreError> {
        let member = match logout.subject {
            Some(subject) => self.find_staff_by_subject(subject).await?,
            None => None,
        };
        let change = self.writes().begin().await?;
        if !self.use_logout_token(logout, &change).await? {
            return Ok(None);
        }
        let mut named = Condition::any();
        if let Some(sid) = logout.session {
            let index = self.provider_session_index(logout.issuer, sid);
            let of_sid = entity::Column::ProviderSessionIndex.eq(index);
            named = named.add(session::Column::Id.in_subquery(linked().and_where(of_sid).to_owned()));
        }
        if let Some(member) = &member {
            let own = session::Column::Account.eq(member.account.0);
            named = named.add(match logout.session {
                Some(_) => own.and(session::Column::Id.not_in_subquery(linked())),
                None => own,
            });
        }
        let open = session::Entity::find().filter(named.clone()).all(&change).await?;
        let accounts: BTreeSet<_> = open.into_iter().map(|row| AccountId(row.account)).collect();
        session::Entity::delete_many().filter(named).exec(&change).await?;
        change.commit().await?;
        for account in &accounts {
            self.forget_sessions_of(*account);
        }
        Ok(Some(accounts))
    }

    fn provider_session_index(&self, issuer: &str, sid: &str) -> Vec<u8> {
        self.vault().blind_index(Class::Identity, "staff_session", &format!("{issuer}\n{sid}")).to_vec()
    }
}

/// The ids of sessions whose session at the provider is known.
fn linked() -> SelectStatement {
    Query::select().column(entity::Column::Session).from(entity::Entity).to_owned()
}

fn place(session: SessionId) -> Place<[u8; 16]> {
    Place { class: Class::Identity, column: "id_token.token", row: session.0.into_bytes() }
}

mod id_token {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "id_token")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub session: Uuid,
        pub token: Vec<u8>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod entity {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "staff_session")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub session: Uuid,
        pub provider_session_index: Vec<u8>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
