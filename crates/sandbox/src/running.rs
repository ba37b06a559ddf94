//! Starting and stopping.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;

use axum_server::Handle;
use serde_json::Value;
use tower::make::Shared;

use crate::config::{SandboxConfig, SignIn};
use crate::counters::Counters;
use crate::dials::DialPanel;
use crate::idp::{self, Idp};
use crate::load::{self, LoadReport};
use crate::mail::{self, Inbox, MailServer};
use crate::page::Links;
use crate::record_system::{Parts, RecordSystem};
use crate::sample_person::SamplePerson;
use crate::siem::{self, SyslogServer, Taken};
use crate::smart::{InvalidKeys, TokenDesk};
use crate::wire::{DropConnections, site_map};

/// The simulated neighbourhood.
#[derive(Debug)]
pub struct Sandbox;

/// The sandbox could not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("the sandbox's port cannot be used")]
    Port(#[source] io::Error),
    #[error("the mail server's port cannot be used")]
    MailPort(#[source] io::Error),
    #[error("the collector of security events cannot listen")]
    Syslog(#[source] io::Error),
    #[error(transparent)]
    Keys(#[from] InvalidKeys),
}

/// A sandbox that answers; it stops when this is dropped.
#[derive(Debug)]
pub struct Running {
    /// The FHIR base, such as `http://127.0.0.1:8090/fhir`.
    pub base_url: String,
    /// The neighbourhood's page.
    pub page_url: String,
    /// Where clients get tokens, if they need any.
    pub token_url: Option<String>,
    pub dials: DialPanel,
    pub counters: Counters,
    /// The letters that were sent.
    pub inbox: Inbox,
    /// The security events that were sent.
    pub siem: Taken,
    /// Who works here.
    pub idp: Idp,
    system: Arc<RecordSystem>,
    handle: Handle<SocketAddr>,
    mail: MailServer,
    syslog: SyslogServer,
}

impl Sandbox {
    /// Starts on loopback, in the caller's tokio runtime, with no records yet.
    ///
    /// # Errors
    /// The port is taken, or a client's keys cannot be read.
    pub async fn start(config: SandboxConfig) -> Result<Running, StartError> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, config.port)).map_err(StartError::Port)?;
        listener.set_nonblocking(true).map_err(StartError::Port)?;
        let address = listener.local_addr().map_err(StartError::Port)?;
        let page_url = format!("http://{address}/");
        let token_url = format!("http://{address}/token");
        let tokens = match &config.sign_in {
            SignIn::Open => None,
            SignIn::BackendServices { clients, token_lifetime } => {
                Some(TokenDesk::new(token_url, clients, *token_lifetime)?)
            }
        };
        let inbox = Inbox::default();
        let mail = MailServer::start(config.smtp_port, inbox.clone(), config.clock.clone())
            .map_err(StartError::MailPort)?;
        let siem = Taken::default();
        let syslog = SyslogServer::start(siem.clone()).await.map_err(StartError::Syslog)?;
        let system_clock = config.clock.clone();
        let system = Arc::new(RecordSystem::new(Parts {
            base_url: format!("http://{address}/fhir"),
            other_addresses: config.other_addresses,
            page_size: config.page_size,
            clock: config.clock,
            tokens,
            people: config.people,
        }));
        let idp = Idp::new(&page_url, system_clock, config.portal_url.clone());
        let handle = Handle::new();
        let site = site_map(system.clone(), Links { portal_url: config.portal_url });
        let site = DropConnections(
            site.merge(mail::site_map(inbox.clone()))
                .merge(siem::site_map(siem.clone()))
                .merge(idp::site_map(idp.clone())),
        );
        let server = axum_server::from_tcp(listener).map_err(StartError::Port)?.handle(handle.clone());
        tokio::spawn(async move {
            if let Err(error) = server.serve(Shared::new(site)).await {
                tracing::error!(error = %error, "the sandbox has stopped answering");
            }
        });
        handle.listening().await;
        Ok(Running::new(system, page_url, handle, (mail, inbox), (syslog, siem), idp))
    }
}

impl Running {
    fn new(
        system: Arc<RecordSystem>,
        page_url: String,
        handle: Handle<SocketAddr>,
        (mail, inbox): (MailServer, Inbox),
        (syslog, siem): (SyslogServer, Taken),
        idp: Idp,
    ) -> Self {
        Self {
            base_url: system.base_url().to_owned(),
            page_url,
            token_url: system.token_url().map(str::to_owned),
            dials: system.dials().clone(),
            counters: system.counters().clone(),
            inbox,
            siem,
            idp,
            system,
            handle,
            mail,
            syslog,
        }
    }

    /// Where letters are handed in (SMTP).
    pub fn smtp_address(&self) -> SocketAddr {
        self.mail.address
    }

    /// Where security events are taken over HTTP.
    pub fn siem_url(&self) -> String {
        format!("{}siem/services/collector/event", self.page_url)
    }

    /// Where security events are taken over syslog, and by which certificate senders know the place.
    pub fn syslog(&self) -> (SocketAddr, &str) {
        (self.syslog.address, &self.syslog.ca_pem)
    }

    pub fn dials(&self) -> &DialPanel {
        &self.dials
    }

    /// Takes a resource as it is, under its own id, or a transaction or batch bundle entry by entry.
    pub fn load_bundle(&self, bundle: Value) -> LoadReport {
        load::load_value(&self.system, "bundle", bundle)
    }

    /// Takes many resources or bundles, in this order.
    pub fn load_all(&self, all: impl IntoIterator<Item = Value>) -> LoadReport {
        all.into_iter().map(|value| self.load_bundle(value)).fold(LoadReport::default(), LoadReport::and)
    }

    /// Takes every `.json` file below a folder: files named for hospitals and practitioners first, then by name.
    /// Blocks while it reads.
    ///
    /// # Errors
    /// The folder cannot be listed. A file that cannot be taken is in the report.
    pub fn load_dir(&self, folder: &Path) -> io::Result<LoadReport> {
        load::load_dir(&self.system, folder)
    }

    /// How many resources of a type there are now.
    pub fn count(&self, resource_type: &str) -> usize {
        self.system.records().shelf(resource_type).map_or(0, crate::records::Shelf::len)
    }

    /// A current resource, as it is held.
    pub fn resource(&self, resource_type: &str, id: &str) -> Option<Value> {
        self.system.records().current(resource_type, id).map(|held| held.value())
    }

    /// All current resources of a type, by id.
    pub fn resources(&self, resource_type: &str) -> Vec<Value> {
        let records = self.system.records();
        let shelf = records.shelf(resource_type);
        shelf.into_iter().flat_map(crate::records::Shelf::all).map(|held| held.value()).collect()
    }

    /// Replaces the people on the page.
    pub fn show_people(&self, people: Vec<SamplePerson>) {
        self.system.show_people(people);
    }

    /// Stops answering, open connections included.
    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.handle.shutdown();
    }
}
