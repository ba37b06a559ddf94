use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, blob_null, string, string_uniq, uuid, uuid_null};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.create_table(alert()).await?;
        schema.create_table(log_cursor()).await?;
        let newest = Index::create().name("alert_newest").table("alert").col("at").col("id").to_owned();
        schema.create_index(newest).await
    }
}

/// No foreign key to `account`: an alert outlives whoever it is about.
fn alert() -> TableCreateStatement {
    Table::create()
        .table("alert")
        .col(uuid("id").primary_key())
        .col(string_uniq("dedupe_key"))
        .col(string("rule"))
        .col(string("severity"))
        .col(uuid_null("account"))
        .col(blob_null("subject"))
        .col(big_integer("count"))
        .col(big_integer("first_entry"))
        .col(big_integer("last_entry"))
        .col(big_integer("began_at"))
        .col(big_integer("at"))
        .col(string("state"))
        .col(blob_null("note"))
        .col(uuid_null("settled_by"))
        .col(ColumnDef::new("settled_at").big_integer())
        .col(uuid_null("case_id"))
        .to_owned()
}

fn log_cursor() -> TableCreateStatement {
    Table::create()
        .table("log_cursor")
        .col(string("name").primary_key())
        .col(big_integer("next_entry"))
        .col(big_integer("replay_from"))
        .col(uuid_null("holder"))
        .col(big_integer("held_until"))
        .to_owned()
}
