//! The simulated neighbourhood: the record system next door, filled with people.

use std::path::PathBuf;

use anyhow::{Context, Result};
use jiff::civil::Date;
use portico_account::staff::{self, StaffSettings};
use portico_model::Clock;
use portico_oversight::siem::{Collector, Hec, SyslogTarget, SyslogTls};
use portico_sandbox::people::generate;
use portico_sandbox::{
    ClientKeys, IDP_CLIENT_ID, IDP_CLIENT_SECRET, LoadReport, Running, SCIM_TOKEN, SIEM_TOKEN, SamplePerson,
    Sandbox, SandboxConfig, SignIn, sample_roles,
};
use serde_json::Value;
use url::Url;

use super::client_key::{CLIENT_ID, ClientKey};
use super::credentials::Resident;
use super::people::{self, Person};
use crate::followers::Following;
use crate::terminal;

/// The same seed makes the same people on every machine.
const SEED: u64 = 77;
/// Refusals of one folder that are told one by one.
const TOLD: usize = 5;

pub struct Plan<'a> {
    pub port: u16,
    pub portal_url: String,
    pub key: &'a ClientKey,
    pub today: Date,
    pub clock: Clock,
    pub load: &'a [PathBuf],
}

/// It stops when this is dropped.
pub struct Neighbourhood {
    running: Running,
    people: Vec<Person>,
}

impl Neighbourhood {
    pub async fn start(plan: Plan<'_>) -> Result<Self> {
        let keys = ClientKeys::Pem(plan.key.public_pem.clone());
        let config = SandboxConfig {
            port: plan.port,
            sign_in: SignIn::one_client(CLIENT_ID, keys),
            portal_url: Some(plan.portal_url),
            clock: plan.clock,
            ..SandboxConfig::default()
        };
        let running = Sandbox::start(config).await.with_context(|| {
            format!("the neighbourhood cannot start on port {}: choose another with --port", plan.port)
        })?;
        let people = tokio::task::block_in_place(|| fill(&running, plan.today, plan.load))?;
        Ok(Self { running, people })
    }

    /// The address of its page.
    pub fn url(&self) -> &str {
        self.running.page_url.trim_end_matches('/')
    }

    /// Where its mail server listens.
    pub fn smtp_port(&self) -> u16 {
        self.running.smtp_address().port()
    }

    pub fn fhir_base(&self) -> Result<Url> {
        self.running.base_url.parse().context("the record system next door has no proper address")
    }

    /// Alerts by the usual rules, and the collector next door by both ways.
    pub fn following(&self) -> Result<Following> {
        let unusable = "the collector next door cannot be used";
        let url = self.running.siem_url().parse().context(unusable)?;
        let http = Hec::new(url, SIEM_TOKEN.into(), None).context(unusable)?;
        let (address, ca_pem) = self.running.syslog();
        let syslog = SyslogTls::new(SyslogTarget {
            host: "localhost".to_owned(),
            port: address.port(),
            ca_pem: ca_pem.to_owned(),
            hostname: "portico-demo".to_owned(),
        });
        let collectors = vec![Collector::Hec(http), Collector::Syslog(syslog.context(unusable)?)];
        Ok(Following { collectors, ..Following::default() })
    }

    /// The directory next door.
    pub fn staff(&self, portal: &str) -> Result<StaffSettings> {
        let unusable = "the directory next door cannot be used";
        let issuer: Url = self.running.idp.issuer().parse().context(unusable)?;
        let portal: Url = portal.parse().context(unusable)?;
        let secret = staff::ClientKey::Secret(IDP_CLIENT_SECRET.into());
        Ok(StaffSettings {
            roles: sample_roles(),
            provisioning_token: Some(SCIM_TOKEN.into()),
            ..StaffSettings::new(issuer, IDP_CLIENT_ID, secret, &portal)
        })
    }

    /// Everybody's record, as FHIR.
    pub fn patients(&self) -> Vec<Value> {
        self.running.resources("Patient")
    }

    pub fn people(&self) -> Vec<Person> {
        self.people.clone()
    }

    /// Puts the people with their codes on its page.
    pub fn show(&self, residents: &[Resident]) {
        self.running.show_people(residents.iter().map(sample).collect());
    }
}

fn fill(running: &Running, today: Date, folders: &[PathBuf]) -> Result<Vec<Person>> {
    let generated = generate(SEED, today);
    let mut people = people::generated(&generated, today);
    let known: Vec<String> = generated
        .resources
        .iter()
        .filter(|resource| resource["resourceType"] == "Patient")
        .filter_map(|patient| patient["id"].as_str().map(str::to_owned))
        .collect();
    tell("the sample people", &running.load_all(generated.resources));
    for folder in folders {
        let report = running.load_dir(folder);
        let report = report.with_context(|| format!("--load: {} cannot be read", folder.display()))?;
        terminal::print(format!("Loaded {} resources from {}.\n", report.taken, folder.display()))?;
        tell(&folder.display().to_string(), &report);
    }
    let is_new = |patient: &Value| patient["id"].as_str().is_some_and(|id| known.iter().all(|it| it != id));
    let patients: Vec<Value> = running.resources("Patient").into_iter().filter(is_new).collect();
    people.extend(people::loaded(&patients));
    Ok(people)
}

/// Says what was not taken.
fn tell(from: &str, report: &LoadReport) {
    for refused in report.refused.iter().take(TOLD) {
        eprintln!("portico: not taken from {from}: {}: {}", refused.place, refused.reason);
    }
    if report.refused.len() > TOLD {
        eprintln!("portico: not taken from {from}: {} more", report.refused.len() - TOLD);
    }
}

fn sample(resident: &Resident) -> SamplePerson {
    let Resident { person, credentials } = resident.clone();
    SamplePerson {
        role: "patient".to_owned(),
        name: person.name,
        email: credentials.email,
        password: credentials.password,
        totp_secret: credentials.totp_secret,
        patient: person.record.map(|record| record.to_string()).unwrap_or_default(),
        about: person.about,
    }
}
