//! `portico demo`: the portal beside a simulated neighbourhood, on loopback, with people to sign in as.

mod accounts;
mod announce;
mod client_key;
mod credentials;
mod demo_file;
mod families;
mod folder;
mod neighbourhood;
mod passphrase;
mod people;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};
use clap::Args;
use jiff::tz::TimeZone;
use portico_chart::{Endpoint, Limits};
use portico_desk::{Protection, Smtp};
use portico_model::Clock;
use portico_policy::ages::AgeTable;
use portico_portal::settings::Settings;
use tokio::net::TcpListener;

use self::folder::DemoFolder;
use self::neighbourhood::Neighbourhood;
use crate::connections;
use crate::followers::Following;
use crate::serve::FINISH_WITHIN;
use crate::start::{House, Plan};
use crate::stop::Stop;
use crate::storage::{PostgresUrl, Storage, USUAL_FOLDER, safe_postgres_url};

const ORGANIZATION: &str = "Riverside Health";
const ZONE: &str = "America/New_York";
/// The record system is in the same process: what it does not answer in this time it will not answer.
const RECORD_SYSTEM_TIMEOUT: Duration = Duration::from_secs(5);

#[derive(Debug, Args)]
pub struct DemoAsk {
    /// The folder for everything that the demo keeps.
    #[arg(long, value_name = "DIR", default_value = USUAL_FOLDER)]
    data_dir: PathBuf,
    /// The portal's port on 127.0.0.1; the neighbourhood takes the next one. 0 takes any two free ones.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// A folder of FHIR R4 transaction bundles to load as well, as Synthea writes them. May be given again.
    #[arg(long, value_name = "DIR")]
    load: Vec<PathBuf>,
    /// Start anew: remove what an earlier demo made in the data folder, and nothing else.
    #[arg(long, conflicts_with = "database")]
    reset: bool,
    /// Keep tables and audit log in this PostgreSQL database: `postgres://…`. Default: encrypted files.
    #[arg(long, value_name = "URL", value_parser = safe_postgres_url)]
    database: Option<PostgresUrl>,
}

pub async fn run(ask: DemoAsk) -> Result<()> {
    let stop = Stop::on_signals()?;
    let (folder, claim) = DemoFolder::open(&ask.data_dir, ask.reset)?;
    let listener = listen(ask.port).await?;
    let portal_url = format!("http://{}", listener.local_addr()?);
    let clock = Clock::system();
    let zone = TimeZone::get(ZONE).context("the bundled time zones are incomplete")?;
    let key = client_key::open(&folder.client_key())?;
    let neighbourhood = Neighbourhood::start(neighbourhood::Plan {
        port: sandbox_port(ask.port)?,
        portal_url: portal_url.clone(),
        key: &key,
        today: clock.now().to_zoned(zone.clone()).date(),
        clock: clock.clone(),
        load: &ask.load,
    })
    .await?;
    let record_system = Endpoint {
        auth: key.auth(),
        timeout: RECORD_SYSTEM_TIMEOUT,
        ..Endpoint::at(neighbourhood.fhir_base()?)
    };
    let storage = Storage::new(folder.data().clone(), ask.database);
    let following = neighbourhood.following()?;
    let mail = Some(mail(neighbourhood.smtp_port()));
    let plan = plan(storage, record_system, zone, clock.clone(), &portal_url);
    let staff = Some(neighbourhood.staff(&portal_url)?);
    let plan = Plan { following, mail, staff, ..plan };
    let house = House::open(plan, claim).await?;
    let people = credentials::give(neighbourhood.people(), &folder.credentials())?;
    accounts::make_missing(&people, &house).await?;
    families::join(&people, &neighbourhood.patients(), &house).await?;
    neighbourhood.show(&people);
    demo_file::write(&folder.demo_file(), &portal_url, neighbourhood.url(), &people)?;
    announce::print(&portal_url, neighbourhood.url(), &folder, &people, clock.now())?;
    let served = serve(listener, &house, stop).await;
    house.close(served.is_err().then_some("server_failed")).await?;
    served
}

/// To the neighbourhood's inbox.
fn mail(port: u16) -> Smtp {
    Smtp {
        host: "127.0.0.1".to_owned(),
        port,
        protection: Protection::None,
        from: format!("{ORGANIZATION} <portal@riverside.example>"),
        user: None,
        timeout: Duration::from_secs(10),
    }
}

fn plan(storage: Storage, record_system: Endpoint, zone: TimeZone, clock: Clock, address: &str) -> Plan {
    Plan {
        command: "demo",
        storage,
        record_system,
        limits: Limits::default(),
        ages: AgeTable::usual(),
        accounts: portico_account::Settings {
            house_words: vec![ORGANIZATION.to_owned()],
            ..portico_account::Settings::default()
        },
        pages: Settings {
            organization: ORGANIZATION.to_owned(),
            zone,
            is_tls: false,
            has_design_page: true,
            address: address.to_owned(),
            ..Settings::default()
        },
        following: Following::default(),
        mail: None,
        staff: None,
        clock,
    }
}

async fn listen(port: u16) -> Result<TcpListener> {
    TcpListener::bind(("127.0.0.1", port)).await.with_context(|| {
        format!("port {port} on 127.0.0.1 cannot be listened on: choose another with --port")
    })
}

fn sandbox_port(portal: u16) -> Result<u16> {
    match portal {
        0 => Ok(0),
        port => port
            .checked_add(1)
            .context("--port: the neighbourhood takes the next port, so choose a lower one"),
    }
}

/// Until asked to stop; then what is under way has a while to finish.
async fn serve(listener: TcpListener, house: &House, stop: Stop) -> Result<()> {
    let stopped = stop.clone();
    let server =
        portico_portal::router::serve(listener, house.portal.clone(), connections::limits(), stop.wait());
    let mut server = tokio::spawn(server);
    tokio::select! {
        ended = &mut server => return ended?.context("the server failed"),
        () = stopped.wait() => {}
    }
    match tokio::time::timeout(FINISH_WITHIN, server).await {
        Ok(ended) => ended?.context("the server failed"),
        Err(_) => Ok(()),
    }
}
