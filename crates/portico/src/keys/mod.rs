//! `portico keys`: what keys there are, and new ones.

mod rotate;

use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use portico_model::Clock;
use portico_vault::KeyRecord;

use crate::storage::StorageAsk;
use crate::table::table;
use crate::terminal;
use rotate::RotateAsk;

#[derive(Debug, Subcommand)]
pub enum KeysCommand {
    /// List every key of the register, without the keys themselves.
    List(ListAsk),
    /// Make new keys. What older keys sealed still opens; a running portal takes them up within a minute.
    Rotate(RotateAsk),
}

#[derive(Debug, Args)]
pub struct ListAsk {
    #[command(flatten)]
    storage: StorageAsk,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

pub async fn run(command: KeysCommand) -> Result<()> {
    match command {
        KeysCommand::List(ask) => list(ask),
        KeysCommand::Rotate(ask) => rotate::run(ask).await,
    }
}

fn list(ask: ListAsk) -> Result<()> {
    let vault = ask.storage.storage()?.unlock_existing(&Clock::system())?;
    let records = vault.key_records().context("the key register cannot be read")?;
    if ask.json {
        return terminal::print(serde_json::to_string_pretty(&records)? + "\n");
    }
    let rows: Vec<Vec<String>> = records.iter().map(row).collect();
    terminal::print(table(&["KEY", "FOR", "SINCE", "UNTIL"], &rows))
}

fn row(record: &KeyRecord) -> Vec<String> {
    let until = record.retired_at.map_or_else(|| "in use".to_owned(), |at| format!("{at:.0}"));
    vec![record.id.to_string(), record.used_for.clone(), format!("{:.0}", record.created_at), until]
}
