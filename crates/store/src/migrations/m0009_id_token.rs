use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{blob, uuid};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.create_table(id_token()).await
    }
}

fn id_token() -> TableCreateStatement {
    Table::create()
        .table("id_token")
        .col(uuid("session").primary_key())
        .col(blob("token"))
        .foreign_key(
            ForeignKey::create()
                .from("id_token", "session")
                .to("session", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}
