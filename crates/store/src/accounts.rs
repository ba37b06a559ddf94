use std::collections::HashMap;
use std::fmt;

use portico_model::{AccountId, Language, PatientId, Role, SessionId, Timestamp};
use portico_vault::{Class, Vault};
use sea_orm::ActiveValue::Set;
use sea_orm::prelude::*;
use serde::{Deserialize, Serialize};

use crate::columns::{Place, from_ms, from_word, taken, to_ms, to_word};
use crate::{Email, NewOutgoing, Store, StoreError};

/// Whether somebody may sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountState {
    Active,
    /// By staff, or while something is looked into; can become active again.
    Suspended,
    Closed,
}

/// An account that is to be.
#[derive(Clone)]
pub struct NewAccount {
    pub id: AccountId,
    pub role: Role,
    pub email: Email,
    pub phone: Option<String>,
    /// The name as the person wants to be addressed.
    pub name: String,
    pub language: Language,
    /// The person's own record, where they are a patient.
    pub own_record: Option<PatientId>,
    /// In PHC string form; absent where somebody else checks who it is (staff).
    pub password_hash: Option<String>,
    pub created_at: Timestamp,
}

/// Somebody who can sign in. `Debug` shows nothing that names them.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    pub id: AccountId,
    pub role: Role,
    pub state: AccountState,
    pub email: Email,
    pub phone: Option<String>,
    pub name: String,
    pub language: Language,
    pub own_record: Option<PatientId>,
    pub password_hash: Option<String>,
    pub password_changed_at: Option<Timestamp>,
    pub created_at: Timestamp,
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account").field("id", &self.id).field("role", &self.role).finish_non_exhaustive()
    }
}

impl Store {
    /// Fails with [`StoreError::Taken`] if the address or the record has an account already.
    pub async fn create_account(&self, new: &NewAccount) -> Result<(), StoreError> {
        let row = new.to_row(self.vault());
        entity::Entity::insert(row).exec_without_returning(self.writes()).await.map_err(taken)?;
        Ok(())
    }

    pub async fn find_account(&self, id: AccountId) -> Result<Option<Account>, StoreError> {
        let row = entity::Entity::find_by_id(id.0).one(self.reads()).await?;
        row.map(|row| row.to_account(self.vault())).transpose()
    }

    /// The names of these accounts.
    pub async fn list_names(&self, ids: &[AccountId]) -> Result<HashMap<AccountId, String>, StoreError> {
        let wanted = entity::Column::Id.is_in(ids.iter().map(|id| id.0));
        let rows = entity::Entity::find().filter(wanted).all(self.reads()).await?;
        rows.iter().map(|row| Ok((AccountId(row.id), row.name(self.vault())?))).collect()
    }

    /// The account of a patient, or of somebody who acts for one. Staff have addresses of their own kind: a nurse may be a
    /// patient here too.
    pub async fn find_account_by_email(&self, email: &Email) -> Result<Option<Account>, StoreError> {
        let index = email_index(self.vault(), Role::Patient, email);
        let row =
            entity::Entity::find().filter(entity::Column::EmailIndex.eq(index)).one(self.reads()).await?;
        row.map(|row| row.to_account(self.vault())).transpose()
    }

    pub(crate) async fn find_staff_account_by_email(
        &self,
        email: &Email,
    ) -> Result<Option<Account>, StoreError> {
        let index = email_index(self.vault(), Role::Clinician, email);
        let row =
            entity::Entity::find().filter(entity::Column::EmailIndex.eq(index)).one(self.reads()).await?;
        row.map(|row| row.to_account(self.vault())).transpose()
    }

    /// The account of the patient whose own record this is.
    pub async fn find_account_by_record(&self, record: &PatientId) -> Result<Option<Account>, StoreError> {
        let index = record_index(self.vault(), record);
        let row =
            entity::Entity::find().filter(entity::Column::OwnRecordIndex.eq(index)).one(self.reads()).await?;
        row.map(|row| row.to_account(self.vault())).transpose()
    }

    /// `hash` in PHC string form. In the same moment all sessions of the account end but `kept`, and `also` is to leave the
    /// house. Answers whether there is such an account.
    pub async fn change_password(
        &self,
        id: AccountId,
        hash: &str,
        kept: SessionId,
        changed_at: Timestamp,
        also: &[NewOutgoing],
    ) -> Result<bool, StoreError> {
        let sealed = place("account.password_hash", id).seal(self.vault(), hash.as_bytes());
        let change = self.writes().begin().await?;
        let changed = entity::Entity::update_many()
            .col_expr(entity::Column::PasswordHash, Expr::value(sealed))
            .col_expr(entity::Column::PasswordChangedAt, Expr::value(to_ms(changed_at)))
            .filter(entity::Column::Id.eq(id.0))
            .exec(&change)
            .await?;
        self.end_sessions_within(id, Some(kept), &change).await?;
        self.put_outgoing(also, &change).await?;
        change.commit().await?;
        self.forget_sessions_of(id);
        Ok(changed.rows_affected == 1)
    }

    /// Keeps the same password by a stronger hash, unless it was changed since `changed_at`. Answers whether it did.
    pub async fn strengthen_password(
        &self,
        id: AccountId,
        hash: &str,
        changed_at: Option<Timestamp>,
    ) -> Result<bool, StoreError> {
        let sealed = place("account.password_hash", id).seal(self.vault(), hash.as_bytes());
        let is_same = match changed_at {
            Some(at) => entity::Column::PasswordChangedAt.eq(to_ms(at)),
            None => entity::Column::PasswordChangedAt.is_null(),
        };
        let change = entity::Entity::update_many()
            .col_expr(entity::Column::PasswordHash, Expr::value(sealed))
            .filter(is_same);
        self.change_account(id, change).await
    }

    /// Takes effect on the next request of every session. Answers whether there is such an account.
    pub async fn change_account_state(&self, id: AccountId, state: AccountState) -> Result<bool, StoreError> {
        let change =
            entity::Entity::update_many().col_expr(entity::Column::State, Expr::value(to_word(state)));
        self.change_account(id, change).await
    }

    /// Answers whether there is such an account.
    pub async fn change_language(&self, id: AccountId, language: Language) -> Result<bool, StoreError> {
        let change =
            entity::Entity::update_many().col_expr(entity::Column::Language, Expr::value(to_word(language)));
        self.change_account(id, change).await
    }

    async fn change_account(
        &self,
        id: AccountId,
        change: sea_orm::UpdateMany<entity::Entity>,
    ) -> Result<bool, StoreError> {
        let changed = change.filter(entity::Column::Id.eq(id.0)).exec(self.writes()).await?;
        self.forget_sessions_of(id);
        Ok(changed.rows_affected == 1)
    }
}

impl NewAccount {
    pub(crate) fn to_row(&self, vault: &Vault) -> entity::ActiveModel {
        let seal = |column, text: &str| place(column, self.id).seal(vault, text.as_bytes());
        let index = |field, text: &str| vault.blind_index(Class::Identity, field, text).to_vec();
        let password = self.password_hash.as_deref();
        entity::ActiveModel {
            id: Set(self.id.0),
            role: Set(to_word(self.role)),
            state: Set(to_word(AccountState::Active)),
            language: Set(to_word(self.language)),
            email: Set(seal("account.email", self.email.as_str())),
            email_index: Set(email_index(vault, self.role, &self.email)),
            phone: Set(self.phone.as_deref().map(|phone| seal("account.phone", phone))),
            phone_index: Set(self.phone.as_deref().map(|phone| index("phone", phone))),
            name: Set(seal("account.name", &self.name)),
            own_record: Set(self.own_record.as_ref().map(|id| seal("account.own_record", id.as_str()))),
            own_record_index: Set(self.own_record.as_ref().map(|id| record_index(vault, id))),
            password_hash: Set(password.map(|hash| seal("account.password_hash", hash))),
            password_changed_at: Set(password.map(|_| to_ms(self.created_at))),
            created_at: Set(to_ms(self.created_at)),
        }
    }
}

impl entity::Model {
    fn to_account(&self, vault: &Vault) -> Result<Account, StoreError> {
        let id = AccountId(self.id);
        let open = |column, sealed: &Vec<u8>| place(column, id).open_text(vault, sealed);
        let open_some =
            |column, sealed: &Option<Vec<u8>>| sealed.as_ref().map(|it| open(column, it)).transpose();
        let email = open("account.email", &self.email)?;
        Ok(Account {
            id,
            role: self.role()?,
            state: self.state()?,
            email: email.parse().map_err(|_| StoreError::Unreadable { column: "account.email" })?,
            phone: open_some("account.phone", &self.phone)?,
            name: self.name(vault)?,
            language: self.language()?,
            own_record: self.own_record(vault)?,
            password_hash: open_some("account.password_hash", &self.password_hash)?,
            password_changed_at: self
                .password_changed_at
                .map(|ms| from_ms("account.password_changed_at", ms))
                .transpose()?,
            created_at: from_ms("account.created_at", self.created_at)?,
        })
    }

    pub(crate) fn role(&self) -> Result<Role, StoreError> {
        from_word("account.role", self.role.clone())
    }

    pub(crate) fn state(&self) -> Result<AccountState, StoreError> {
        from_word("account.state", self.state.clone())
    }

    pub(crate) fn language(&self) -> Result<Language, StoreError> {
        from_word("account.language", self.language.clone())
    }

    pub(crate) fn name(&self, vault: &Vault) -> Result<String, StoreError> {
        place("account.name", AccountId(self.id)).open_text(vault, &self.name)
    }

    pub(crate) fn own_record(&self, vault: &Vault) -> Result<Option<PatientId>, StoreError> {
        let Some(sealed) = &self.own_record else {
            return Ok(None);
        };
        let text = place("account.own_record", AccountId(self.id)).open_text(vault, sealed)?;
        text.parse().map(Some).map_err(|_| StoreError::Unreadable { column: "account.own_record" })
    }
}

fn place(column: &'static str, id: AccountId) -> Place<[u8; 16]> {
    Place { class: Class::Identity, column, row: id.0.into_bytes() }
}

fn email_index(vault: &Vault, role: Role, email: &Email) -> Vec<u8> {
    let field = if role == Role::Patient { "email" } else { "staff_email" };
    vault.blind_index(Class::Identity, field, email.as_str()).to_vec()
}

/// What a directory may change of an account.
pub(crate) fn staff_row(
    vault: &Vault,
    id: AccountId,
    role: Role,
    name: &str,
    email: &Email,
) -> entity::ActiveModel {
    let seal = |column, text: &str| place(column, id).seal(vault, text.as_bytes());
    entity::ActiveModel {
        role: Set(to_word(role)),
        email: Set(seal("account.email", email.as_str())),
        email_index: Set(email_index(vault, role, email)),
        name: Set(seal("account.name", name)),
        ..Default::default()
    }
}

fn record_index(vault: &Vault, record: &PatientId) -> Vec<u8> {
    vault.blind_index(Class::Identity, "own_record", record.as_str()).to_vec()
}

pub(crate) mod entity {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "account")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub role: String,
        pub state: String,
        pub language: String,
        pub email: Vec<u8>,
        pub email_index: Vec<u8>,
        pub phone: Option<Vec<u8>>,
        pub phone_index: Option<Vec<u8>>,
        pub name: Vec<u8>,
        pub own_record: Option<Vec<u8>>,
        pub own_record_index: Option<Vec<u8>>,
        pub password_hash: Option<Vec<u8>>,
        pub password_changed_at: Option<i64>,
        pub created_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
