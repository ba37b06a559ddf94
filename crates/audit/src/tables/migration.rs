//! The log's tables. They may lie in one database with the portal's: names begin with `audit_`.

use sea_orm::DbBackend;
use sea_orm_migration::prelude::*;

use super::{entry, head, node, tree};

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(CreateLog)]
    }

    fn migration_table_name() -> DynIden {
        Alias::new("audit_migration").into_iden()
    }
}

struct CreateLog;

impl MigrationName for CreateLog {
    fn name(&self) -> &str {
        "m20261122_000001_create_log"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreateLog {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_database_backend();
        manager.create_table(entries(backend)).await?;
        for (name, column) in [
            ("audit_entry_of_patient", Some(entry::Column::Patient)),
            ("audit_entry_of_actor", Some(entry::Column::Actor)),
            ("audit_entry_of_action", Some(entry::Column::Action)),
            ("audit_entry_by_time", None),
        ] {
            manager.create_index(newest_first(name, column)).await?;
        }
        manager.create_table(nodes(backend)).await?;
        manager.create_table(heads(backend)).await?;
        manager.create_table(trees()).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("an audit log is not taken down".to_owned()))
    }
}

fn entries(backend: DbBackend) -> TableCreateStatement {
    Table::create()
        .table(entry::Entity)
        .if_not_exists()
        .col(number(entry::Column::Idx, backend))
        .col(ColumnDef::new(entry::Column::AtUs).big_integer().not_null())
        .col(ColumnDef::new(entry::Column::Actor).blob())
        .col(ColumnDef::new(entry::Column::Patient).blob())
        .col(ColumnDef::new(entry::Column::Action).text().not_null())
        .col(ColumnDef::new(entry::Column::Outcome).text().not_null())
        .col(ColumnDef::new(entry::Column::Role).text().not_null())
        .col(ColumnDef::new(entry::Column::Correlation).uuid().not_null())
        .col(ColumnDef::new(entry::Column::LeafHash).blob().not_null())
        .col(ColumnDef::new(entry::Column::Payload).blob().not_null())
        .take()
}

/// The number that a row is found by. SQLite keeps rows in the order of such a column where its type is `integer`; of every
/// other type it keeps an index beside the rows, as logs have that were made before this was known. Nothing else differs.
fn number(column: impl IntoIden, backend: DbBackend) -> ColumnDef {
    let mut number = ColumnDef::new(column);
    match backend {
        DbBackend::Sqlite => number.integer(),
        _ => number.big_integer(),
    };
    number.not_null().primary_key().take()
}

fn newest_first(name: &str, of: Option<entry::Column>) -> IndexCreateStatement {
    let mut index = Index::create().name(name).table(entry::Entity).if_not_exists().take();
    if let Some(column) = of {
        index.col(column);
    }
    index.col(entry::Column::AtUs).col(entry::Column::Idx).take()
}

fn nodes(backend: DbBackend) -> TableCreateStatement {
    Table::create()
        .table(node::Entity)
        .if_not_exists()
        .col(number(node::Column::Place, backend))
        .col(ColumnDef::new(node::Column::Hash).blob().not_null())
        .take()
}

fn heads(backend: DbBackend) -> TableCreateStatement {
    Table::create()
        .table(head::Entity)
        .if_not_exists()
        .col(number(head::Column::Size, backend))
        .col(ColumnDef::new(head::Column::LogId).uuid().not_null())
        .col(ColumnDef::new(head::Column::Root).blob().not_null())
        .col(ColumnDef::new(head::Column::AtUs).big_integer().not_null())
        .col(ColumnDef::new(head::Column::Signature).blob().not_null())
        .col(ColumnDef::new(head::Column::PublicKey).blob().not_null())
        .take()
}

fn trees() -> TableCreateStatement {
    Table::create()
        .table(tree::Entity)
        .if_not_exists()
        .col(ColumnDef::new(tree::Column::Id).integer().not_null().primary_key())
        .col(ColumnDef::new(tree::Column::LogId).uuid().not_null())
        .col(ColumnDef::new(tree::Column::Size).big_integer().not_null())
        .col(ColumnDef::new(tree::Column::Frontier).blob().not_null())
        .take()
}
