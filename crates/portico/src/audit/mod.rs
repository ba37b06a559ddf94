//! `portico audit`: the log verified, its tree head for keeping elsewhere, and searched.

mod findings;
mod head;
mod query;
mod receipt;
mod rows;
mod verify;

use anyhow::Result;
use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Read the whole log and check every entry, hash, signature and proof. Writes nothing; the portal may run meanwhile.
    Verify(verify::VerifyAsk),
    /// Write out the newest signed tree head, to be kept elsewhere and given to `verify --head` later.
    Head(head::HeadAsk),
    /// Show who did what with a patient's record, or what somebody did. The search is itself written into the log first.
    Query(query::QueryAsk),
}

pub async fn run(command: AuditCommand) -> Result<()> {
    match command {
        AuditCommand::Verify(ask) => verify::run(ask).await,
        AuditCommand::Head(ask) => head::run(ask).await,
        AuditCommand::Query(ask) => query::run(ask).await,
    }
}
