//! What can be typed.

use clap::{Parser, Subcommand};

use crate::account::AccountCommand;
use crate::audit::AuditCommand;
#[cfg(feature = "demo")]
use crate::demo::DemoAsk;
use crate::keys::KeysCommand;
use crate::logging::LogForm;
use crate::serve::ServeAsk;

/// An open patient portal.
#[derive(Parser)]
#[command(name = "portico", version, propagate_version = true)]
pub struct Cli {
    /// What to log: a level (error, warn, info, debug, trace), or directives such as `info,portico_chart=debug`.
    /// Default: info for `serve`, warn for everything else.
    #[arg(long, global = true, value_name = "FILTER")]
    pub log: Option<String>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Start the portal with a simulated neighbourhood on this machine: nothing to set up, no network needed.
    #[cfg(feature = "demo")]
    Demo(DemoAsk),
    /// Start the portal for real, as a configuration file says.
    Serve(ServeAsk),
    /// Make, suspend and close accounts.
    Account {
        #[command(subcommand)]
        command: AccountCommand,
    },
    /// Verify and search the audit log.
    Audit {
        #[command(subcommand)]
        command: AuditCommand,
    },
    /// List and renew the keys that seal what the portal keeps.
    Keys {
        #[command(subcommand)]
        command: KeysCommand,
    },
}

impl Command {
    pub fn log_form(&self) -> LogForm {
        match self {
            Command::Serve(_) => LogForm::Json,
            _ => LogForm::Human,
        }
    }
}
