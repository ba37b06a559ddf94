//! Keys, tables and audit log of one portal: where they lie, and how they are opened.

use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use portico_audit::Log;
use portico_model::Clock;
use portico_store::{DatabaseUrl, Store, StoreError};
use portico_vault::{Kms, Vault};

use crate::data_folder::DataFolder;
use crate::files;
use crate::serve::Config;

/// The folder of `portico demo`, and of commands that are not told otherwise.
pub const USUAL_FOLDER: &str = "./portico-data";

/// Whose keys and log a command is about.
#[derive(Debug, Args)]
pub struct StorageAsk {
    /// The configuration file that the portal is served with; it names folder and database.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["data_dir", "database"])]
    config: Option<PathBuf>,
    /// The folder with the portal's keys and embedded databases.
    #[arg(long, value_name = "DIR", default_value = USUAL_FOLDER)]
    data_dir: PathBuf,
    /// The PostgreSQL database, where the tables and the audit log lie in one: `postgres://…`.
    #[arg(long, value_name = "URL", value_parser = safe_postgres_url)]
    database: Option<PostgresUrl>,
}

/// The address of a PostgreSQL database. It may hold a password, so it does not print itself.
#[derive(Clone)]
pub struct PostgresUrl(String);

/// Reads `postgres://…` from the command line: what travels to it is safe.
pub fn safe_postgres_url(text: &str) -> Result<PostgresUrl, String> {
    let url = postgres_url(text)?;
    let way = "write ?sslmode=verify-full behind it, or use a socket or loopback";
    if url.is_safe() {
        Ok(url)
    } else {
        Err(format!("records travel over TLS to a server that is known only: {way}"))
    }
}

/// Reads `postgres://…`.
pub fn postgres_url(text: &str) -> Result<PostgresUrl, String> {
    match text.parse::<DatabaseUrl>() {
        Ok(DatabaseUrl::Postgres(url)) => Ok(PostgresUrl(url)),
        _ => {
            Err("write postgres://USER:PASSWORD@HOST/DATABASE, or leave it out for embedded files".to_owned())
        }
    }
}

impl PostgresUrl {
    /// See [`DatabaseUrl::is_safe`].
    pub fn is_safe(&self) -> bool {
        DatabaseUrl::Postgres(self.0.clone()).is_safe()
    }

    pub fn has_password(&self) -> bool {
        let url = url::Url::parse(&self.0).ok();
        url.is_some_and(|url| {
            url.password().is_some() || url.query_pairs().any(|(name, _)| name == "password")
        })
    }
}

impl std::fmt::Debug for PostgresUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PostgresUrl(…)")
    }
}

/// Where keys, tables and audit log lie.
#[derive(Debug, Clone)]
pub struct Storage {
    pub folder: DataFolder,
    /// Absent: encrypted SQLite files in the folder.
    pub database: Option<PostgresUrl>,
    /// The file of the key that wraps all others.
    pub key_encryption_key: PathBuf,
}

impl StorageAsk {
    pub fn storage(self) -> Result<Storage> {
        match self.config {
            Some(file) => Ok(Config::read(&file)?.storage()),
            None => Ok(Storage::new(DataFolder::at(self.data_dir), self.database)),
        }
    }
}

impl Storage {
    pub fn new(folder: DataFolder, database: Option<PostgresUrl>) -> Self {
        let key_encryption_key = folder.key_encryption_key();
        Self { folder, database, key_encryption_key }
    }

    /// The keys, which are made at the first start.
    pub fn unlock(&self, clock: &Clock) -> Result<Vault> {
        let register = self.folder.key_register();
        for file in [&register, &self.key_encryption_key] {
            file.parent().map_or(Ok(()), files::make_private_folder)?;
        }
        let kms = Kms::file(&self.key_encryption_key);
        Vault::unlock(kms, register, clock.clone()).context("the portal's keys cannot be had")
    }

    /// The keys of a portal that was started before.
    pub fn unlock_existing(&self, clock: &Clock) -> Result<Vault> {
        let register = self.folder.key_register();
        ensure!(
            register.is_file(),
            "there is no portal in {}: {} is missing; name its folder with --data-dir, or its --config",
            self.folder.path().display(),
            register.display()
        );
        self.folder.refuse_exposed()?;
        self.unlock(clock)
    }

    pub async fn open_store(&self, vault: &Vault) -> Result<Store> {
        Store::open(&self.store_url(), vault.clone()).await.map_err(|error| match &error {
            StoreError::InUse { .. } => anyhow::Error::new(error)
                .context(format!("another portico runs in {}: stop it first", self.folder.path().display())),
            StoreError::WrongKey { .. } => anyhow::Error::new(error)
                .context("the tables were made with other keys: restore the keys they were made with"),
            _ => anyhow::Error::new(error).context(self.advice("the portal's tables cannot be opened")),
        })
    }

    /// The tables of a portal that was started before; `None` where there are none, or another process has them.
    pub async fn open_existing_store(&self, vault: &Vault) -> Result<Option<Store>> {
        if self.database.is_none() && !self.folder.portal_database().is_file() {
            return Ok(None);
        }
        match Store::open(&self.store_url(), vault.clone()).await {
            Ok(store) => Ok(Some(store)),
            Err(StoreError::InUse { .. }) => Ok(None),
            Err(error) => Err(error).context(self.advice("the portal's tables cannot be opened")),
        }
    }

    /// Refuses to go on without the audit log that the tables were made beside.
    pub fn check_log_is_there(&self) -> Result<()> {
        let (tables, log) = (self.folder.portal_database(), self.folder.audit_database());
        ensure!(
            self.database.is_some() || log.exists() || !tables.exists(),
            "{} is missing, though {} is there: restore it, since a new log would hide what the old one told",
            log.display(),
            tables.display()
        );
        Ok(())
    }

    /// The audit log, which is made at the first start.
    pub async fn open_log(&self, vault: &Vault, clock: &Clock) -> Result<Log> {
        let options = match &self.database {
            Some(PostgresUrl(url)) => url.as_str().into(),
            None => {
                let file = self.folder.audit_database();
                files::make_private_database(&file)?;
                Log::embedded(&file, vault)
            }
        };
        let log = Log::open(options, vault.clone(), clock.clone()).await;
        log.with_context(|| self.advice("the audit log cannot be opened"))
    }

    /// The audit log of a portal that was started before.
    pub async fn open_existing_log(&self, vault: &Vault, clock: &Clock) -> Result<Log> {
        let file = self.folder.audit_database();
        if self.database.is_none() && !file.is_file() {
            bail!("there is no audit log at {}: if it was there before, somebody removed it", file.display());
        }
        self.open_log(vault, clock).await
    }

    fn store_url(&self) -> DatabaseUrl {
        match &self.database {
            Some(PostgresUrl(url)) => DatabaseUrl::Postgres(url.clone()),
            None => DatabaseUrl::Embedded(self.folder.portal_database()),
        }
    }

    fn advice(&self, what: &str) -> String {
        match &self.database {
            Some(_) => {
                format!("{what}: check that the database server answers and that the address is right")
            }
            None => format!("{what} in {}", self.folder.path().display()),
        }
    }
}
