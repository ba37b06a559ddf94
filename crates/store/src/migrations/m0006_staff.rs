use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, blob, blob_null, boolean, string, uuid};

use super::indexes::{create_indexes, goes_with, of_account};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for table in [staff(), staff_session(), oidc_attempt(), logout_token(), break_glass()] {
            schema.create_table(table).await?;
        }
        create_indexes(
            schema,
            &[
                ("staff_subject", "staff", &["subject_index"], true),
                ("staff_user_name", "staff", &["user_name_index"], true),
                ("staff_external_id", "staff", &["external_id_index"], true),
                ("staff_session_provider", "staff_session", &["provider_session_index"], false),
                ("oidc_attempt_expiry", "oidc_attempt", &["expires_at"], false),
                ("logout_token_expiry", "logout_token", &["expires_at"], false),
                ("break_glass_of", "break_glass", &["account", "patient_index", "ends_at"], false),
            ],
        )
        .await
    }
}

fn staff() -> TableCreateStatement {
    Table::create()
        .table("staff")
        .col(uuid("account").primary_key())
        .col(blob_null("subject"))
        .col(blob_null("subject_index"))
        .col(blob("user_name"))
        .col(blob("user_name_index"))
        .col(blob_null("external_id"))
        .col(blob_null("external_id_index"))
        .col(blob("claims"))
        .col(boolean("is_active"))
        .col(big_integer("changed_at"))
        .col(big_integer_null("removed_at"))
        .foreign_key(&mut of_account("staff"))
        .to_owned()
}

fn staff_session() -> TableCreateStatement {
    Table::create()
        .table("staff_session")
        .col(uuid("session").primary_key())
        .col(blob("provider_session_index"))
        .foreign_key(&mut goes_with(("staff_session", "session"), "session"))
        .to_owned()
}

fn oidc_attempt() -> TableCreateStatement {
    Table::create()
        .table("oidc_attempt")
        .col(blob("state_hash").primary_key())
        .col(blob("secrets"))
        .col(big_integer("expires_at"))
        .to_owned()
}

fn logout_token() -> TableCreateStatement {
    Table::create()
        .table("logout_token")
        .col(blob("token_index").primary_key())
        .col(big_integer("expires_at"))
        .to_owned()
}

fn break_glass() -> TableCreateStatement {
    Table::create()
        .table("break_glass")
        .col(uuid("id").primary_key())
        .col(uuid("account"))
        .col(blob("patient"))
        .col(blob("patient_index"))
        .col(string("reason"))
        .col(blob("words"))
        .col(big_integer("begins_at"))
        .col(big_integer("ends_at"))
        .foreign_key(&mut of_account("break_glass"))
        .to_owned()
}
