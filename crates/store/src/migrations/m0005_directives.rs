use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, blob, string, uuid};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.create_table(directive()).await?;
        let by_patient = Index::create()
            .name("directive_patient")
            .table("directive")
            .col("patient_index")
            .col("ended_at")
            .to_owned();
        schema.create_index(by_patient).await
    }
}

/// Without a foreign key for who made it: a decision outlives the account that made it.
fn directive() -> TableCreateStatement {
    Table::create()
        .table("directive")
        .col(uuid("id").primary_key())
        .col(blob("patient_index"))
        .col(string("effect"))
        .col(blob("terms"))
        .col(uuid("made_by"))
        .col(big_integer("made_at"))
        .col(big_integer("valid_from"))
        .col(big_integer_null("valid_until"))
        .col(big_integer_null("ended_at"))
        .to_owned()
}
