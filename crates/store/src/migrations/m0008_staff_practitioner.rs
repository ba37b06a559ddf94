use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::blob_null;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Whoever signed in before gets theirs at the next sign-in.
#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let mut column = Table::alter();
        schema
            .alter_table(column.table("staff").add_column(blob_null("practitioner_index")).to_owned())
            .await?;
        let index =
            Index::create().name("staff_practitioner").table("staff").col("practitioner_index").to_owned();
        schema.create_index(index).await
    }
}
