//! What several steps write alike.

use sea_orm_migration::prelude::*;

/// Name, table, columns, and whether no two rows may agree in them.
pub(super) type NewIndex<'a> = (&'static str, &'static str, &'a [&'static str], bool);

pub(super) async fn create_indexes(
    schema: &SchemaManager<'_>,
    indexes: &[NewIndex<'_>],
) -> Result<(), DbErr> {
    for (name, table, columns, is_unique) in indexes {
        let mut index = Index::create();
        index.name(*name).table(*table);
        for column in *columns {
            index.col(*column);
        }
        if *is_unique {
            index.unique();
        }
        schema.create_index(index).await?;
    }
    Ok(())
}

/// Rows that go with the row that `column` names.
pub(super) fn goes_with(
    (table, column): (&'static str, &'static str),
    whole: &'static str,
) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(table, column).to(whole, "id").on_delete(ForeignKeyAction::Cascade).to_owned()
}

/// Rows that go with their account.
pub(super) fn of_account(table: &'static str) -> ForeignKeyCreateStatement {
    goes_with((table, "account"), "account")
}
