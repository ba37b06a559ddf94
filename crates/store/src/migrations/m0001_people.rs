use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, blob, blob_null, integer, string, text, uuid,
};

use super::indexes::{create_indexes, of_account};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for table in [account(), totp(), recovery_code(), session(), attempt(), setting()] {
            schema.create_table(table).await?;
        }
        create_indexes(
            schema,
            &[
                ("account_email", "account", &["email_index"], true),
                ("account_phone", "account", &["phone_index"], false),
                ("account_record", "account", &["own_record_index"], true),
                ("totp_account", "totp", &["account"], false),
                ("session_id", "session", &["id"], true),
                ("session_account", "session", &["account"], false),
                ("session_expiry", "session", &["expires_at"], false),
            ],
        )
        .await
    }
}

fn account() -> TableCreateStatement {
    Table::create()
        .table("account")
        .col(uuid("id").primary_key())
        .col(string("role"))
        .col(string("state"))
        .col(string("language"))
        .col(blob("email"))
        .col(blob("email_index"))
        .col(blob_null("phone"))
        .col(blob_null("phone_index"))
        .col(blob("name"))
        .col(blob_null("own_record"))
        .col(blob_null("own_record_index"))
        .col(blob_null("password_hash"))
        .col(big_integer_null("password_changed_at"))
        .col(big_integer("created_at"))
        .to_owned()
}

fn totp() -> TableCreateStatement {
    Table::create()
        .table("totp")
        .col(uuid("id").primary_key())
        .col(uuid("account"))
        .col(blob("label"))
        .col(blob("secret"))
        .col(big_integer("created_at"))
        .col(big_integer_null("confirmed_at"))
        .col(big_integer_null("last_used_step"))
        .col(big_integer_null("last_used_at"))
        .foreign_key(&mut of_account("totp"))
        .to_owned()
}

fn recovery_code() -> TableCreateStatement {
    Table::create()
        .table("recovery_code")
        .col(uuid("account"))
        .col(blob("code_index"))
        .col(big_integer("created_at"))
        .col(big_integer_null("used_at"))
        .primary_key(Index::create().col("account").col("code_index"))
        .foreign_key(&mut of_account("recovery_code"))
        .to_owned()
}

fn session() -> TableCreateStatement {
    Table::create()
        .table("session")
        .col(blob("token_hash").primary_key())
        .col(uuid("id"))
        .col(uuid("account"))
        .col(string("assurance"))
        .col(big_integer("created_at"))
        .col(big_integer("authenticated_at"))
        .col(big_integer("last_seen_at"))
        .col(big_integer("expires_at"))
        .col(blob("origin"))
        .foreign_key(&mut of_account("session"))
        .to_owned()
}

fn attempt() -> TableCreateStatement {
    Table::create()
        .table("attempt")
        .col(blob("subject").primary_key())
        .col(integer("failures"))
        .col(big_integer("last_at"))
        .col(big_integer("held_until"))
        .to_owned()
}

fn setting() -> TableCreateStatement {
    Table::create().table("setting").col(string("name").primary_key()).col(text("value")).to_owned()
}
