use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, blob, blob_null, integer, string, string_null, uuid, uuid_null,
};

use super::indexes::{create_indexes, goes_with};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for table in [desk_case(), desk_step(), outbox()] {
            schema.create_table(table).await?;
        }
        create_indexes(
            schema,
            &[
                ("desk_case_key", "desk_case", &["key_index"], true),
                ("desk_case_asker", "desk_case", &["asker", "created_at"], false),
                ("desk_case_patient", "desk_case", &["patient_index"], false),
                ("desk_case_pool", "desk_case", &["pool", "is_over", "due_at"], false),
                ("desk_case_watch", "desk_case", &["watch_at"], false),
                ("outbox_next", "outbox", &["next_at"], false),
                ("outbox_case", "outbox", &["case_id"], false),
            ],
        )
        .await
    }
}

fn desk_case() -> TableCreateStatement {
    Table::create()
        .table("desk_case")
        .col(uuid("id").primary_key())
        .col(string("kind"))
        .col(string("state"))
        .col(integer("is_over"))
        .col(string("pool"))
        .col(uuid_null("owner"))
        .col(uuid_null("asker"))
        .col(blob_null("patient"))
        .col(blob_null("patient_index"))
        .col(blob("subject"))
        .col(blob("key_index"))
        .col(big_integer("due_at"))
        .col(big_integer_null("watch_at"))
        .col(integer("steps"))
        .col(big_integer("created_at"))
        .col(big_integer("updated_at"))
        .to_owned()
}

fn desk_step() -> TableCreateStatement {
    Table::create()
        .table("desk_step")
        .col(uuid("case_id"))
        .col(integer("number"))
        .col(big_integer("at"))
        .col(uuid_null("by"))
        .col(string("act"))
        .col(string_null("state_before"))
        .col(string("state_after"))
        .col(string("pool"))
        .col(uuid_null("owner"))
        .col(blob_null("note"))
        .primary_key(Index::create().col("case_id").col("number"))
        .foreign_key(&mut goes_with(("desk_step", "case_id"), "desk_case"))
        .to_owned()
}

fn outbox() -> TableCreateStatement {
    Table::create()
        .table("outbox")
        .col(uuid("id").primary_key())
        .col(uuid_null("case_id"))
        .col(string("courier"))
        .col(blob("body"))
        .col(integer("attempts"))
        .col(big_integer("created_at"))
        .col(big_integer_null("next_at"))
        .col(uuid_null("claimed_by"))
        .col(big_integer_null("claimed_until"))
        .col(big_integer_null("done_at"))
        .col(big_integer_null("failed_at"))
        .col(string_null("trouble"))
        .foreign_key(&mut goes_with(("outbox", "case_id"), "desk_case"))
        .to_owned()
}
