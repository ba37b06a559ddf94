//! Who looked at a patient's record, or what somebody did.

use anyhow::{Context, Result, anyhow, bail};
use clap::{ArgGroup, Args};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use portico_audit::{Action, Event, Found, Log, Outcome, Query, Resource};
use portico_model::{AccountId, Clock, PatientId, Timestamp};
use portico_vault::Vault;
use uuid::Uuid;

use super::rows;
use crate::operator;
use crate::storage::{Storage, StorageAsk};
use crate::terminal;

const COMMAND: &str = "audit query";

#[derive(Debug, Args)]
#[command(group(ArgGroup::new("whose").required(true).multiple(true).args(["patient", "actor"])))]
pub struct QueryAsk {
    #[command(flatten)]
    storage: StorageAsk,
    /// The patient whose record it was about: the id of the FHIR Patient.
    #[arg(long, value_name = "ID")]
    patient: Option<PatientId>,
    /// Who did it: the account's id, or, while no portal runs on embedded files, the e-mail address.
    #[arg(long, value_name = "ID|EMAIL")]
    actor: Option<String>,
    /// The earliest time: a day (from midnight, UTC), or a time such as 2027-03-01T08:00:00Z.
    #[arg(long, value_name = "TIME", value_parser = time)]
    from: Option<Timestamp>,
    /// The time before which to look, written likewise.
    #[arg(long, value_name = "TIME", value_parser = time)]
    to: Option<Timestamp>,
    /// Entries at most.
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u64).range(1..=100_000))]
    limit: u64,
    /// Whole entries as JSON.
    #[arg(long)]
    json: bool,
}

pub async fn run(ask: QueryAsk) -> Result<()> {
    let clock = Clock::system();
    let storage = ask.storage.storage()?;
    let vault = storage.unlock_existing(&clock)?;
    let actor = match &ask.actor {
        Some(who) => Some(account(who, &storage, &vault).await?),
        None => None,
    };
    let query = Query {
        patient: ask.patient,
        actor,
        from: ask.from,
        to: ask.to,
        limit: ask.limit,
        ..Query::default()
    };
    let log = storage.open_existing_log(&vault, &clock).await?;
    let found = search(&log, &query, &clock).await;
    log.close().await;
    let found = found?;
    let json = ask.json.then(|| serde_json::to_string_pretty(&found)).transpose()?;
    terminal::print(json.map_or_else(|| rows::shown(&found), |json| json + "\n"))?;
    refuse_unreadable(&found)
}

/// Whoever searches is in the log before anything is shown.
async fn search(log: &Log, query: &Query, clock: &Clock) -> Result<Found> {
    let mut event = Event {
        patient: query.patient.clone(),
        ..operator::event(COMMAND, clock, Action::QueryAudit, Outcome::Permitted)
    };
    if let Some(actor) = query.actor {
        let id = actor.to_string().parse().expect("a UUID is a FHIR id");
        event.detail.resources.push(Resource { kind: "Account".into(), id });
    }
    log.append(event).await.context("the audit log cannot be written, so it is not shown")?;
    log.query(query).await.context("the audit log cannot be searched")
}

async fn account(who: &str, storage: &Storage, vault: &Vault) -> Result<AccountId> {
    if let Ok(id) = who.parse::<Uuid>() {
        return Ok(AccountId(id));
    }
    let email = who.parse().map_err(|_| anyhow!("--actor: neither an account's id nor an e-mail address"))?;
    let store = storage.open_store(vault).await.context(
        "--actor: an e-mail address is looked up in the portal's tables; the account's id always works",
    )?;
    let account = store.find_account_by_email(&email).await.context("the account cannot be looked up")?;
    Ok(account.context("--actor: no account has this e-mail address")?.id)
}

fn refuse_unreadable(found: &Found) -> Result<()> {
    match found.unreadable.len() {
        0 => Ok(()),
        count => bail!("{count} entries match and do not open: run `portico audit verify`"),
    }
}

fn time(text: &str) -> Result<Timestamp, String> {
    if let Ok(time) = text.parse::<Timestamp>() {
        return Ok(time);
    }
    let day: Date = text.parse().map_err(|_| "write a day (2027-03-01) or a time (2027-03-01T08:00:00Z)")?;
    day.to_zoned(TimeZone::UTC).map(|midnight| midnight.timestamp()).map_err(|error| error.to_string())
}
