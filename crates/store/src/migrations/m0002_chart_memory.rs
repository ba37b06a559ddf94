use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, blob, string, uuid};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.create_table(last_known_good()).await?;
        schema.create_table(seen_result()).await?;
        let expiry = Index::create()
            .name("last_known_good_expiry")
            .table("last_known_good")
            .col("expires_at")
            .to_owned();
        schema.create_index(expiry).await
    }
}

fn last_known_good() -> TableCreateStatement {
    Table::create()
        .table("last_known_good")
        .col(blob("patient_index"))
        .col(blob("query_index"))
        .col(blob("answer"))
        .col(big_integer("fetched_at"))
        .col(big_integer("expires_at"))
        .primary_key(Index::create().col("patient_index").col("query_index"))
        .to_owned()
}

fn seen_result() -> TableCreateStatement {
    Table::create()
        .table("seen_result")
        .col(uuid("account"))
        .col(blob("patient_index"))
        .col(string("kind"))
        .col(blob("result_index"))
        .col(big_integer("seen_at"))
        .primary_key(Index::create().col("account").col("patient_index").col("kind").col("result_index"))
        .foreign_key(
            ForeignKey::create()
                .from("seen_result", "account")
                .to("account", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}
