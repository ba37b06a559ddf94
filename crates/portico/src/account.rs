//! `portico account`: accounts for the first people of an installation, and the end of accounts.

use std::io::{BufRead, IsTerminal};
use std::sync::Arc;

use anyhow::{Context, Result, anyhow, ensure};
use clap::{Args, Subcommand, ValueEnum};
use jiff::tz::TimeZone;
use portico_account::{AccountError, AccountState, Accounts, NewPerson, SecretString, SetUp, Settings};
use portico_audit::Log;
use portico_model::{Clock, Language, PatientId, Role};
use portico_policy::Policy;
use portico_policy::ages::AgeTable;

use crate::operator;
use crate::storage::StorageAsk;
use crate::terminal;

const COMMAND: &str = "account create";

#[derive(Debug, Subcommand)]
pub enum AccountCommand {
    /// Make a patient's account. The passphrase is read from the standard input; the person sets up an authenticator
    /// at the first sign-in. With embedded databases the portal must be stopped.
    Create(CreateAsk),
    /// Let a patient in no more, until `reopen`. Holds at once, for sessions that are open too.
    Suspend(StateAsk),
    /// Let somebody in again whose account was suspended.
    Reopen(StateAsk),
    /// Close a patient's account for good.
    Close(StateAsk),
}

#[derive(Debug, Args)]
pub struct StateAsk {
    #[command(flatten)]
    storage: StorageAsk,
    /// The address to sign in with.
    #[arg(long)]
    email: String,
}

#[derive(Debug, Args)]
pub struct CreateAsk {
    #[command(flatten)]
    storage: StorageAsk,
    /// The address to sign in with.
    #[arg(long)]
    email: String,
    /// The name as the person wants to be addressed.
    #[arg(long)]
    name: String,
    /// The person's own record: the id of the FHIR Patient.
    #[arg(long, value_name = "ID")]
    patient: PatientId,
    #[arg(long, value_enum, default_value_t = Tongue::En)]
    language: Tongue,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Tongue {
    En,
    Es,
}

pub async fn run(command: AccountCommand) -> Result<()> {
    match command {
        AccountCommand::Create(ask) => make(ask).await,
        AccountCommand::Suspend(ask) => change(ask, "account suspend", AccountState::Suspended).await,
        AccountCommand::Reopen(ask) => change(ask, "account reopen", AccountState::Active).await,
        AccountCommand::Close(ask) => change(ask, "account close", AccountState::Closed).await,
    }
}

/// The accounts of an installation, and the log that hears of what is done with them.
async fn open(storage: StorageAsk) -> Result<(Accounts, Log)> {
    let clock = Clock::system();
    let storage = storage.storage()?;
    let vault = storage.unlock_existing(&clock)?;
    let store = storage.open_store(&vault).await?;
    let log = storage.open_existing_log(&vault, &clock).await?;
    let policy = Arc::new(Policy::load().context("the policies cannot be read")?);
    let (zone, ages, settings) = (TimeZone::UTC, AgeTable::usual(), Settings::default());
    let audit = log.clone();
    Ok((Accounts::new(SetUp { store, vault, audit, policy, clock, zone, ages, settings }), log))
}

async fn change(ask: StateAsk, command: &'static str, state: AccountState) -> Result<()> {
    let (accounts, log) = open(ask.storage).await?;
    let changed = accounts.change_state(&ask.email, state, &operator::visit(command)).await;
    log.close().await;
    changed.map_err(|error| match error {
        AccountError::NotFound => {
            anyhow!("--email: no patient has an account with this address that is not closed")
        }
        AccountError::InvalidEmail => anyhow::Error::new(error).context("--email"),
        _ => anyhow::Error::new(error).context("the account was not changed"),
    })
}

async fn make(ask: CreateAsk) -> Result<()> {
    let (accounts, log) = open(ask.storage).await?;
    let person = NewPerson {
        role: Role::Patient,
        email: ask.email,
        phone: None,
        name: ask.name,
        language: match ask.language {
            Tongue::En => Language::En,
            Tongue::Es => Language::Es,
        },
        own_record: Some(ask.patient),
        password: Some(passphrase()?),
        authenticator: None,
    };
    let made = create(person, &accounts).await;
    log.close().await;
    made
}

async fn create(person: NewPerson, accounts: &Accounts) -> Result<()> {
    let made = accounts.create(person, &operator::visit(COMMAND)).await;
    let id = made.map_err(|error| match error {
        AccountError::InvalidEmail => anyhow::Error::new(error).context("--email"),
        _ => anyhow::Error::new(error).context("the account was not made"),
    })?;
    terminal::print(format!("{id}\n"))
}

fn passphrase() -> Result<SecretString> {
    let input = std::io::stdin();
    if input.is_terminal() {
        eprintln!("Passphrase, at least 12 characters (it will show as you type):");
    }
    let mut line = String::new();
    input.lock().read_line(&mut line).context("the passphrase cannot be read from the standard input")?;
    let passphrase = line.trim_end_matches(['\r', '\n']);
    ensure!(!passphrase.is_empty(), "write the passphrase to the standard input, in one line");
    Ok(passphrase.into())
}
