//! The log's tables. They may lie in one database with the portal's: names begin with `audit_`.

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
        manager.create_table(entries()).await?;
        for (name, column) in [
            ("audit_entry_of_patient", Some(entry::Column::Patient)),
            ("audit_entry_of_actor", Some(entry::Column::Actor)),
            ("audit_entry_of_action", Some(entry::Column::Action)),
            ("audit_entry_by_time", None),
        ] {
            manager.create_index(newest_first(name, column)).await?;
        }
        manager.create_table(nodes()).await?;
        manager.create_table(heads()).await?;
        manager.create_table(trees()).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("an audit log is not taken down".to_owned()))
    }
}

fn entries() -> TableCreateStatement {
    Table::create()
        .table(entry::Entity)
        .if_not_exists()
        .col(ColumnDef::new(entry::Column::Idx).big_integer().not_null().primary_key())
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

fn newest_first(name: &str, of: Option<entry::Column>) -> IndexCreateStatement {
    let mut index = Index::create().name(name).table(entry::Entity).if_not_exists().take();
    if let Some(column) = of {
        index.col(column);
    }
    index.col(entry::Column::AtUs).col(entry::Column::Idx).take()
}

fn nodes() -> TableCreateStatement {
    Table::create()
        .table(node::Entity)
        .if_not_exists()
        .col(ColumnDef::new(node::Column::Place).big_integer().not_null().primary_key())
        .col(ColumnDef::new(node::Column::Hash).blob().not_null())
        .take()
}

fn heads() -> TableCreateStatement {
    Table::create()
        .table(head::Entity)
        .if_not_exists()
        .col(ColumnDef::new(head::Column::Size).big_integer().not_null().primary_key())
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
