use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, blob, blob_null, uuid};

use super::indexes::{create_indexes, of_account};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Forms that were sent, forms that wait for their person to come back, and codes that a wrong clock showed.
#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.create_table(form_key()).await?;
        schema.create_table(form_draft()).await?;
        create_indexes(
            schema,
            &[
                ("form_key_age", "form_key", &["claimed_at"], false),
                ("form_draft_secret", "form_draft", &["secret_hash"], true),
                ("form_draft_expiry", "form_draft", &["expires_at"], false),
            ],
        )
        .await?;
        for column in ["missed_step", "missed_by"] {
            let mut table = Table::alter();
            schema.alter_table(table.table("totp").add_column(big_integer_null(column)).to_owned()).await?;
        }
        Ok(())
    }
}

fn form_key() -> TableCreateStatement {
    Table::create()
        .table("form_key")
        .col(blob("key_hash").primary_key())
        .col(big_integer("claimed_at"))
        .col(blob_null("answer"))
        .to_owned()
}

fn form_draft() -> TableCreateStatement {
    Table::create()
        .table("form_draft")
        .col(uuid("session").primary_key())
        .col(uuid("account"))
        .col(blob("secret_hash"))
        .col(blob("content"))
        .col(big_integer("expires_at"))
        .foreign_key(&mut of_account("form_draft"))
        .to_owned()
}
