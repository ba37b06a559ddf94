//! `portico serve`: production, as a configuration file says.

mod config;
mod faults;
mod introduction;
mod mail;
mod record_system;
mod safety;
mod siem;
mod staff;
mod tls;

use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, ensure};
use axum_server::Handle;
use axum_server::accept::DefaultAcceptor;
use axum_server::tls_rustls::RustlsAcceptor;
use clap::Args;
use portico_model::Clock;
use portico_portal::portal::Portal;

pub use config::Config;

use self::faults::Faults;
use self::tls::Tls;
use crate::connections;
use crate::followers::Following;
use crate::start::{House, Plan};
use crate::stop::Stop;
use crate::terminal;

/// Requests that are under way when the portal is asked to stop may take so long.
pub const FINISH_WITHIN: Duration = Duration::from_secs(10);

const RENEW_EVERY: Duration = Duration::from_secs(60 * 60);

#[derive(Debug, Args)]
pub struct ServeAsk {
    /// The configuration (TOML).
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
    /// Only check the configuration and the files that it names, and ask the record system what it can do.
    #[arg(long)]
    check: bool,
}

pub async fn run(ask: ServeAsk) -> Result<()> {
    let (config, mut faults) = Config::read_with_faults(&ask.config)?;
    check_files(&config, &mut faults);
    faults.settle().with_context(|| ask.config.display().to_string())?;
    let tls = config.listen.tls().map(Tls::read).transpose()?;
    let plan = plan(&config, Clock::system())?;
    if ask.check {
        terminal::print(format!("{} is in order\n", ask.config.display()))?;
        return terminal::print(introduction::of(plan.record_system).await);
    }
    let stop = Stop::on_signals()?;
    let folder = config.storage().folder;
    ensure!(
        !folder.is_demo(),
        "storage.data_dir: {} is a demo's folder, whose passwords lie open: name another",
        folder.path().display()
    );
    let claim = folder.claim()?;
    let listener = bind(config.listen.address)?;
    let house = House::open(plan, claim).await?;
    warn_of_a_missing_proxy(&config);
    tracing::info!(listen.address = %listener.local_addr()?, listen.tls = tls.is_some(), "the portal is open");
    let charts = house.portal.charts.clone();
    let introducing = tokio::spawn(async move { charts.introduce_record_system().await });
    let served = serve(listener, tls, house.portal.clone(), stop).await;
    introducing.abort();
    house.close(served.is_err().then_some("server_failed")).await?;
    served
}

/// Reads every file that the configuration names, so that all faults are told at once.
fn check_files(config: &Config, faults: &mut Faults) {
    faults.of(config.listen.tls().map(Tls::read).transpose());
    faults.of(config.record_system.endpoint());
    faults.of(config.organization.ages());
    faults.of(siem::rules(&config.alerts));
    faults.of(config.siem.collectors());
    faults.of(config.mail.as_ref().map(config::MailConfig::smtp).transpose());
    // What is no place is told already, and leads nowhere.
    let address = config.organization.address.as_ref().filter(|address| !address.cannot_be_a_base());
    let staff = config.staff.as_ref().zip(address);
    faults.of(staff.map(|(staff, portal)| staff.settings(portal)).transpose());
}

fn plan(config: &Config, clock: Clock) -> Result<Plan> {
    let staff = config.staff.as_ref().zip(config.organization.address.as_ref());
    Ok(Plan {
        command: "serve",
        storage: config.storage(),
        record_system: config.record_system.endpoint()?,
        limits: config.record_system.limits(),
        ages: config.organization.ages()?,
        accounts: config.sessions.settings(&config.organization),
        pages: config.organization.pages(config.is_tls(), config.listen.proxies()?),
        following: Following { rules: siem::rules(&config.alerts)?, collectors: config.siem.collectors()? },
        mail: config.mail.as_ref().map(config::MailConfig::smtp).transpose()?,
        staff: staff.map(|(staff, portal)| staff.settings(portal)).transpose()?,
        clock,
    })
}

/// Where TLS ends before the portal, somebody else speaks for everybody: if that is not known, everybody seems to come from one
/// address, and one person's failures hold off all.
fn warn_of_a_missing_proxy(config: &Config) {
    let ends_elsewhere = config.is_tls() && config.listen.tls().is_none();
    if ends_elsewhere && config.listen.trusted_proxies.is_empty() {
        tracing::warn!(
            "listen.trusted_proxies is empty, though a proxy in front of the portal must end TLS: everybody seems to come from \
             its address"
        );
    }
}

fn bind(address: SocketAddr) -> Result<TcpListener> {
    let bind = || {
        let listener = TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        Ok::<_, std::io::Error>(listener)
    };
    bind().with_context(|| format!("listen.address: {address} cannot be listened on"))
}

async fn serve(listener: TcpListener, tls: Option<Tls>, portal: Portal, stop: Stop) -> Result<()> {
    let handle = Handle::new();
    tokio::spawn(stop_gracefully(handle.clone(), stop));
    let limits = connections::limits();
    let served = match tls {
        Some(tls) => {
            let acceptor = RustlsAcceptor::new(tls.config.clone());
            tokio::spawn(follow_renewals(tls));
            portico_portal::listener::serve(listener, acceptor, portal, limits, handle).await
        }
        None => {
            portico_portal::listener::serve(listener, DefaultAcceptor::new(), portal, limits, handle).await
        }
    };
    served.map_err(|error| anyhow!(error).context("the server failed"))
}

/// Certificates are renewed every few weeks by somebody else; the newest one is at work within the hour.
async fn follow_renewals(tls: Tls) {
    loop {
        tokio::time::sleep(RENEW_EVERY).await;
        if let Err(error) = tls.renew() {
            tracing::error!(
                error = format!("{error:#}"),
                "the certificate cannot be read again; the old one stays"
            );
        }
    }
}

async fn stop_gracefully(handle: Handle<SocketAddr>, stop: Stop) {
    stop.wait().await;
    handle.graceful_shutdown(Some(FINISH_WITHIN));
}
