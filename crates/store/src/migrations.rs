//! The tables, one file a step. Steps only add; what is no longer needed is removed a release later.

mod indexes;
mod m0001_people;
mod m0002_chart_memory;
mod m0003_desk;
mod m0004_sharing;
mod m0005_directives;
mod m0006_staff;
mod m0007_oversight;
mod m0008_staff_practitioner;
mod m0009_id_token;
mod m0010_forms;
mod m0011_quotas;
mod m0012_whole_record;

use sea_orm_migration::{MigrationTrait, MigratorTrait};

pub(crate) struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_people::Migration),
            Box::new(m0002_chart_memory::Migration),
            Box::new(m0003_desk::Migration),
            Box::new(m0004_sharing::Migration),
            Box::new(m0005_directives::Migration),
            Box::new(m0006_staff::Migration),
            Box::new(m0007_oversight::Migration),
            Box::new(m0008_staff_practitioner::Migration),
            Box::new(m0009_id_token::Migration),
            Box::new(m0010_forms::Migration),
            Box::new(m0011_quotas::Migration),
            Box::new(m0012_whole_record::Migration),
        ]
    }
}
