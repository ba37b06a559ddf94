//! `portico audit`: the log verified, its tree head for keeping elsewhere, and searched.

mod accept;
mod findings;
mod head;
mod query;
mod receipt;
mod rows;
mod verify;

use anyhow::Result;
use clap::Subcommand;

pub use findings::sentence;

#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Read the whole log and check every entry, hash, signature and proof. Writes nothing; the portal may run meanwhile.
    /// Exits with 0 if all is right, 1 if something is not, and 2 if nothing was wrong and nothing from elsewhere was there
    /// to compare it with.
    Verify(verify::VerifyAsk),
    /// Write out the newest signed tree head, to be kept elsewhere and given to `verify --head` later.
    Head(head::HeadAsk),
    /// Go on with a log that is shorter than it was, or another. That is written into it. The portal must not run.
    Accept(accept::AcceptAsk),
    /// Show who did what with a patient's record, or what somebody did. The search is itself written into the log first.
    Query(query::QueryAsk),
}

pub async fn run(command: AuditCommand) -> Result<()> {
    match command {
        AuditCommand::Verify(ask) => verify::run(ask).await,
        AuditCommand::Head(ask) => head::run(ask).await,
        AuditCommand::Accept(ask) => accept::run(ask).await,
        AuditCommand::Query(ask) => query::run(ask).await,
    }
}
