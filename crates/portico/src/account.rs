//! `portico account`: accounts for the first people of an installation.

use std::io::{BufRead, IsTerminal};
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use clap::{Args, Subcommand, ValueEnum};
use portico_account::{AccountError, Accounts, NewPerson, SecretString, SetUp, Settings};
use portico_audit::Log;
use portico_model::{Clock, Language, PatientId, Role};
use portico_policy::Policy;
use portico_store::Store;
use portico_vault::Vault;

use crate::operator;
use crate::storage::StorageAsk;
use crate::terminal;

const COMMAND: &str = "account create";

#[derive(Debug, Subcommand)]
pub enum AccountCommand {
    /// Make a patient's account. The passphrase is read from the standard input; the person sets up an authenticator
    /// at the first sign-in. With embedded databases the portal must be stopped.
    Create(CreateAsk),
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
    let AccountCommand::Create(ask) = command;
    let clock = Clock::system();
    let storage = ask.storage.storage()?;
    let vault = storage.unlock_existing(&clock)?;
    let store = storage.open_store(&vault).await?;
    let log = storage.open_existing_log(&vault, &clock).await?;
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
    let made = create(person, store, vault, &log, clock).await;
    log.close().await;
    made
}

async fn create(person: NewPerson, store: Store, vault: Vault, log: &Log, clock: Clock) -> Result<()> {
    let policy = Arc::new(Policy::load().context("the policies cannot be read")?);
    let settings = Settings::default();
    let accounts = Accounts::new(SetUp { store, vault, audit: log.clone(), policy, clock, settings });
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
