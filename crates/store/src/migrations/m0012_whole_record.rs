//! Who was given the whole record before there was a fifteenth kind of record has the whole record still.

use portico_model::{Categories, Category};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let before: Categories = Categories::ALL.iter().filter(|kind| *kind != Category::Other).collect();
        let widened = Query::update()
            .table("proxy_grant")
            .value("scope", text_of(Categories::ALL)?)
            .and_where(Expr::col("scope").eq(text_of(before)?))
            .to_owned();
        schema.exec_stmt(widened).await
    }
}

/// As `grants/row.rs` writes it.
fn text_of(scope: Categories) -> Result<String, DbErr> {
    serde_json::to_string(&scope).map_err(|error| DbErr::Custom(error.to_string()))
}
