//! A portal from its parts, in the order in which they lean on each other, and its orderly end. Shared by `demo` and
//! `serve`.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use portico_account::Accounts;
use portico_account::staff::{StaffDoor, StaffSettings};
use portico_audit::{Action, Detail, Log, Outcome};
use portico_chart::{Charts, Endpoint, Limits, SetUp};
use portico_desk::{Desk, Smtp};
use portico_model::{Causes, Clock};
use portico_oversight::Oversight;
use portico_policy::Policy;
use portico_policy::ages::AgeTable;
use portico_portal::portal::{Portal, PortalParts};
use portico_portal::settings::Settings;
use portico_store::Store;
use portico_vault::Vault;
use tokio::task::JoinHandle;

use crate::data_folder::Claim;
use crate::followers::{Along, Followers, Following};
use crate::kept_head;
use crate::operator;
use crate::storage::Storage;
use crate::work::{WaysOut, Work};

/// How often what is over is put away, and keys that another command made are learned of.
const TIDY_EVERY: Duration = Duration::from_secs(60);

/// How often the log is told of what strangers were refused.
const TELL_EVERY: Duration = Duration::from_secs(15);

/// What a portal is to be.
pub struct Plan {
    /// As the audit log names it: `demo` or `serve`.
    pub command: &'static str,
    pub storage: Storage,
    pub record_system: Endpoint,
    pub limits: Limits,
    /// Which ages leave what to parents.
    pub ages: AgeTable,
    pub accounts: portico_account::Settings,
    pub pages: Settings,
    /// Where letters are handed in.
    pub mail: Option<Smtp>,
    pub following: Following,
    /// Who says who works here.
    pub staff: Option<StaffSettings>,
    pub clock: Clock,
}

/// A portal that is ready to be served.
pub struct House {
    pub portal: Portal,
    pub store: Store,
    command: &'static str,
    log: Log,
    tidying: JoinHandle<()>,
    keeping: JoinHandle<()>,
    telling: JoinHandle<()>,
    work: Work,
    followers: Followers,
    _claim: Claim,
}

impl House {
    /// Opens everything, and says so in the audit log: what cannot be written down there does not start.
    pub async fn open(plan: Plan, claim: Claim) -> Result<Self> {
        let Plan { command, storage, record_system, limits, ages, accounts, pages, .. } = plan;
        let Plan { mail, following, staff, clock, .. } = plan;
        storage.check_log_is_there()?;
        let vault = storage.unlock(&clock)?;
        let log = storage.open_log(&vault, &clock).await?;
        let store = storage.open_store(&vault).await?;
        kept_head::check(&log, &store).await?;
        let policy = Arc::new(Policy::load().context("the policies cannot be read")?);
        let accounts = Accounts::new(portico_account::SetUp {
            store: store.clone(),
            vault: vault.clone(),
            audit: log.clone(),
            policy: policy.clone(),
            clock: clock.clone(),
            zone: pages.zone.clone(),
            ages: ages.clone(),
            settings: accounts,
        });
        let staff = staff.map(|settings| StaffDoor::new(accounts.clone(), settings)).transpose();
        let staff = staff.context("the identity provider cannot be used as it is set up")?;
        let desk = Desk::new(portico_desk::SetUp {
            store: store.clone(),
            audit: log.clone(),
            policy: policy.clone(),
            clock: clock.clone(),
        });
        let oversight = Oversight::new(portico_oversight::SetUp {
            policy: policy.clone(),
            audit: log.clone(),
            store: store.clone(),
            clock: clock.clone(),
        });
        let ways_out = WaysOut { mail, record_system: record_system.clone() };
        let set_up = SetUp {
            record_system,
            policy,
            audit: log.clone(),
            store: store.clone(),
            clock: clock.clone(),
            limits,
            ages,
            zone: pages.zone.clone(),
        };
        let charts = Charts::new(set_up).context("the record system cannot be used as it is set up")?;
        let started = operator::event(command, &clock, Action::SystemStart, Outcome::Permitted);
        log.append(started).await.context("the audit log cannot be written, so the portal does not start")?;
        kept_head::replace(&log, &store).await?;
        let keeping = tokio::spawn(kept_head::follow(log.clone(), store.clone(), clock.clone()));
        let tidying = tokio::spawn(tidy(accounts.clone(), charts.clone(), staff.clone(), vault.clone()));
        let along = Along {
            log: log.clone(),
            store: store.clone(),
            vault,
            clock: clock.clone(),
            zone: pages.zone.clone(),
            desk: desk.clone(),
        };
        let telling = tokio::spawn(tell_of_refusals(accounts.clone()));
        let followers = Followers::start(following, along);
        let pages = Arc::new(pages);
        let work = Work::start(desk.clone(), ways_out, pages.clone())?;
        let parts = PortalParts { accounts, charts, desk, oversight, staff, clock, settings: pages };
        let portal = parts.into();
        Ok(Self { portal, store, command, log, tidying, keeping, telling, work, followers, _claim: claim })
    }

    /// Lets what waits be written, and says in the audit log that the portal has stopped. `failure` is the key of
    /// what made it stop, if it was not asked to.
    pub async fn close(self, failure: Option<&'static str>) -> Result<()> {
        self.tidying.abort();
        self.keeping.abort();
        self.telling.abort();
        self.work.finish().await;
        drop(self.followers);
        let settled = self.portal.accounts.settle().await;
        let outcome = if failure.is_some() { Outcome::Failed } else { Outcome::Permitted };
        let mut stopped = operator::event(self.command, &self.portal.clock, Action::SystemStop, outcome);
        stopped.detail = failure.map(Detail::reason).unwrap_or_default();
        let told = self.log.append(stopped).await;
        self.log.close().await;
        let kept = kept_head::finish(&self.log, &self.store).await;
        settled
            .context("the portal has stopped, and the audit log could not be told of the last refusals")?;
        told.context("the portal has stopped, and the audit log could not be told")?;
        kept.context("the portal has stopped, and the audit log's newest tree head is not kept")
    }
}

/// What strangers were refused is counted in memory first: a process that is killed forgets no more than this.
async fn tell_of_refusals(accounts: Accounts) {
    let mut turn = tokio::time::interval(TELL_EVERY);
    loop {
        turn.tick().await;
        if let Err(error) = accounts.tell_of_refusals().await {
            tracing::error!(error = %Causes(&error), "the audit log could not be told of what was refused");
        }
    }
}

async fn tidy(accounts: Accounts, charts: Charts, staff: Option<StaffDoor>, vault: Vault) {
    let mut turn = tokio::time::interval(TIDY_EVERY);
    loop {
        turn.tick().await;
        let sign_ins = match &staff {
            Some(door) => door.tidy().await.map_err(anyhow::Error::from),
            None => Ok(()),
        };
        let results = [
            ("sign_ins", sign_ins),
            ("sessions", accounts.tidy().await.map_err(anyhow::Error::from)),
            ("birthdays", accounts.announce_age_changes().await.map(drop).map_err(anyhow::Error::from)),
            ("copies", charts.tidy().await.map_err(anyhow::Error::from)),
            ("keys", vault.reload().map_err(anyhow::Error::from)),
        ];
        for (what, result) in results {
            if let Err(error) = result {
                tracing::error!(tidy.part = what, error = format!("{error:#}"), "tidying up failed");
            }
        }
    }
}
