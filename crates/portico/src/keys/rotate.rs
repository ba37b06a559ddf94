//! New keys. The audit log is told before each is made, and again if it could not be.

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use portico_audit::{Action, Detail, Log, Outcome};
use portico_model::Clock;
use portico_vault::{Class, Vault, VaultError};

use crate::operator;
use crate::storage::StorageAsk;
use crate::terminal;

const COMMAND: &str = "keys rotate";

#[derive(Debug, Args)]
pub struct RotateAsk {
    #[command(flatten)]
    storage: StorageAsk,
    /// The class of data that gets a new key. Default: all, unless there is only --kek.
    #[arg(long, value_enum)]
    class: Option<KeyClass>,
    /// Make a new key-encryption key as well, wrap every key with it, and forget the old one.
    #[arg(long)]
    kek: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum KeyClass {
    All,
    Identity,
    Clinical,
    Messages,
    Billing,
    Audit,
}

/// One key that is to be renewed.
#[derive(Debug, Clone, Copy)]
enum Renewal {
    Class(Class),
    KeyEncryptionKey,
}

pub async fn run(ask: RotateAsk) -> Result<()> {
    let clock = Clock::system();
    let renewals = ask.renewals();
    let storage = ask.storage.storage()?;
    let vault = storage.unlock_existing(&clock)?;
    let log = storage.open_existing_log(&vault, &clock).await?;
    let mut renewed = Ok(());
    for renewal in renewals {
        renewed = renew(renewal, &vault, &log, &clock).await;
        if renewed.is_err() {
            break;
        }
    }
    log.close().await;
    renewed
}

async fn renew(renewal: Renewal, vault: &Vault, log: &Log, clock: &Clock) -> Result<()> {
    let mut event = operator::event(COMMAND, clock, Action::RotateKeys, Outcome::Permitted);
    event.detail = Detail::part(renewal.name());
    log.append(event.clone()).await.context("the audit log cannot be written, so no key was renewed")?;
    match renewal.carry_out(vault) {
        Ok(made) => terminal::print(made + "\n"),
        Err(error) => {
            event.outcome = Outcome::Failed;
            event.at = clock.now();
            log.append(event).await.context("the audit log could not be told that a key was not renewed")?;
            Err(error).with_context(|| format!("{} was not renewed", renewal.name()))
        }
    }
}

impl RotateAsk {
    fn renewals(&self) -> Vec<Renewal> {
        let classes = match self.class {
            None if self.kek => Vec::new(),
            None | Some(KeyClass::All) => Class::ALL.to_vec(),
            Some(KeyClass::Identity) => vec![Class::Identity],
            Some(KeyClass::Clinical) => vec![Class::Clinical],
            Some(KeyClass::Messages) => vec![Class::Messages],
            Some(KeyClass::Billing) => vec![Class::Billing],
            Some(KeyClass::Audit) => vec![Class::Audit],
        };
        let kek = self.kek.then_some(Renewal::KeyEncryptionKey);
        classes.into_iter().map(Renewal::Class).chain(kek).collect()
    }
}

impl Renewal {
    fn name(self) -> String {
        match self {
            Self::Class(class) => format!("seal:{class:?}").to_lowercase(),
            Self::KeyEncryptionKey => "kek".to_owned(),
        }
    }

    /// Answers what was made.
    fn carry_out(self, vault: &Vault) -> Result<String, VaultError> {
        match self {
            Self::Class(class) => {
                Ok(format!("{}: key {} seals from now on", self.name(), vault.rotate(class)?))
            }
            Self::KeyEncryptionKey => {
                vault.rotate_kek()?;
                Ok("kek: every key is wrapped by a new key-encryption key, and the old one is gone"
                    .to_owned())
            }
        }
    }
}
