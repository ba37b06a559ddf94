use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, blob};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let quota = Table::create()
            .table("quota")
            .col(blob("key_index").primary_key())
            .col(big_integer("used"))
            .col(big_integer("began_at"))
            .to_owned();
        schema.create_table(quota).await
    }
}
