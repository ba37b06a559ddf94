use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, blob, blob_null, string, string_null, text, uuid, uuid_null,
};

use super::indexes::{create_indexes, goes_with, of_account};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// At most one live grant a patient and grantee; SQLite and PostgreSQL write it alike.
const ONE_LIVE_GRANT: &str = "CREATE UNIQUE INDEX proxy_grant_live ON proxy_grant (patient_index, grantee) \
     WHERE state IN ('invited', 'requested', 'active')";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let tables =
            [proxy_grant(), grant_document(), activation_code(), sign_up(), known_device(), announcement()];
        for table in tables {
            schema.create_table(table).await?;
        }
        create_indexes(
            schema,
            &[
                ("proxy_grant_grantee", "proxy_grant", &["grantee"], false),
                ("proxy_grant_patient", "proxy_grant", &["patient_index"], false),
                ("proxy_grant_invitation", "proxy_grant", &["invitation_hash"], true),
                ("grant_document_grant", "grant_document", &["proxy_grant"], false),
                ("activation_code_patient", "activation_code", &["patient_index"], false),
            ],
        )
        .await?;
        schema.get_connection().execute_unprepared(ONE_LIVE_GRANT).await?;
        Ok(())
    }
}

fn proxy_grant() -> TableCreateStatement {
    Table::create()
        .table("proxy_grant")
        .col(uuid("id").primary_key())
        .col(blob("patient"))
        .col(blob("patient_index"))
        .col(uuid_null("grantor"))
        .col(uuid_null("grantee"))
        .col(blob_null("invited_email"))
        .col(blob_null("invited_email_index"))
        .col(string("relationship"))
        .col(text("scope"))
        .col(big_integer("valid_from"))
        .col(big_integer_null("valid_until"))
        .col(string("state"))
        .col(string_null("proof"))
        .col(uuid_null("verified_by"))
        .col(big_integer_null("verified_at"))
        .col(blob_null("invitation_hash"))
        .col(big_integer_null("invitation_expires_at"))
        .col(big_integer("created_at"))
        .col(big_integer_null("ended_at"))
        .col(uuid_null("ended_by"))
        .to_owned()
}

fn grant_document() -> TableCreateStatement {
    Table::create()
        .table("grant_document")
        .col(uuid("id").primary_key())
        .col(uuid("proxy_grant"))
        .col(string("media_type"))
        .col(blob("body"))
        .col(big_integer("created_at"))
        .foreign_key(&mut goes_with(("grant_document", "proxy_grant"), "proxy_grant"))
        .to_owned()
}

fn activation_code() -> TableCreateStatement {
    Table::create()
        .table("activation_code")
        .col(blob("code_hash").primary_key())
        .col(blob("patient"))
        .col(blob("patient_index"))
        .col(uuid("made_by"))
        .col(big_integer("created_at"))
        .col(big_integer("expires_at"))
        .col(big_integer_null("used_at"))
        .to_owned()
}

fn sign_up() -> TableCreateStatement {
    Table::create()
        .table("sign_up")
        .col(blob("token_hash").primary_key())
        .col(blob("content"))
        .col(big_integer("expires_at"))
        .to_owned()
}

fn known_device() -> TableCreateStatement {
    Table::create()
        .table("known_device")
        .col(uuid("account"))
        .col(blob("device_hash"))
        .col(big_integer("last_seen_at"))
        .primary_key(Index::create().col("account").col("device_hash"))
        .foreign_key(&mut of_account("known_device"))
        .to_owned()
}

fn announcement() -> TableCreateStatement {
    Table::create()
        .table("announcement")
        .col(uuid("proxy_grant"))
        .col(string("change_on"))
        .col(big_integer("announced_at"))
        .primary_key(Index::create().col("proxy_grant").col("change_on"))
        .to_owned()
}
