//! A record system that nobody of this project wrote, as the environment names it: `PORTICO_SEKMET_URL` is its FHIR
//! base, `PORTICO_SEKMET_KEY` the file of the private key (ES384, PEM) of its SMART client `portico`, and
//! `PORTICO_SEKMET_TOKEN` what a loader shows. Without a key it is open.
//!
//! One server serves many test processes: what is loaded is marked there, so that the first loads and the others find.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use portico_chart::{Algorithm, Auth};
use portico_sandbox::Running;
use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};
use tokio::sync::Mutex;
use url::Url;

/// What the portal reads of a patient.
const PATIENTS: [&str; 19] = [
    "Patient",
    "RelatedPerson",
    "Consent",
    "Coverage",
    "Encounter",
    "Condition",
    "AllergyIntolerance",
    "Immunization",
    "Appointment",
    "CareTeam",
    "Goal",
    "CarePlan",
    "MedicationRequest",
    "MedicationDispense",
    "Procedure",
    "Observation",
    "DiagnosticReport",
    "Binary",
    "DocumentReference",
];

/// What those refer to.
const SHARED: [&str; 5] = ["Organization", "Location", "PractitionerRole", "Practitioner", "Medication"];

/// Resources of one transaction.
const AT_ONCE: usize = 400;

/// One loads at a time.
static LOADING: Mutex<()> = Mutex::const_new(());

/// The server, and how one signs in to it.
pub struct OtherRecordSystem {
    pub base: Url,
    key: Option<String>,
    token: Option<String>,
    http: Client,
}

impl OtherRecordSystem {
    /// `None`, said aloud, where there is none.
    ///
    /// # Panics
    /// Where there is none although `PORTICO_REQUIRE_SERVICES` is set.
    #[expect(clippy::print_stdout, reason = "a test that did not run says so")]
    pub fn find() -> Option<Self> {
        let told = |name| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned());
        let Some(url) = told("PORTICO_SEKMET_URL") else {
            assert!(told("PORTICO_REQUIRE_SERVICES").is_none(), "PORTICO_SEKMET_URL is required and not set");
            println!("NOT RUN: PORTICO_SEKMET_URL is not set (`cargo xtask test` starts that server)");
            return None;
        };
        // Another test of this process may have been first.
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let key = told("PORTICO_SEKMET_KEY");
        Some(Self {
            base: url.parse().expect("PORTICO_SEKMET_URL is an address"),
            key: key.map(|file| std::fs::read_to_string(file).expect("PORTICO_SEKMET_KEY is a file")),
            token: told("PORTICO_SEKMET_TOKEN"),
            http: Client::new(),
        })
    }

    /// As the client `portico`, for this scope.
    pub fn sign_in(&self, scope: &str) -> Auth {
        let Some(key) = &self.key else { return Auth::None };
        Auth::BackendServices {
            client_id: "portico".to_owned(),
            token_url: None,
            key_pem: key.clone().into(),
            key_id: "portico".to_owned(),
            algorithm: Algorithm::ES384,
            scope: scope.to_owned(),
        }
    }

    /// Loads what the sandbox holds of its patients, under the same ids, unless that was done before. Answers whether
    /// it was done now.
    pub async fn copy(&self, from: &Running) -> bool {
        let _alone = LOADING.lock().await;
        let resources = held(from);
        let marker =
            json!({"resourceType": "Basic", "id": marker_id(&resources), "code": {"text": "loaded"}});
        let place = format!("Basic/{}", marker["id"].as_str().expect("it has an id"));
        if self.signed(self.http.get(self.below(&place))).send().await.is_ok_and(|it| it.status() == 200) {
            return false;
        }
        for some in resources.chunks(AT_ONCE) {
            self.put(some).await;
        }
        self.put(&[marker]).await;
        true
    }

    /// Puts resources as they are, each under its own id.
    ///
    /// # Panics
    /// Where one is refused.
    pub async fn put(&self, resources: &[Value]) {
        let entries: Vec<Value> = resources.iter().map(entry).collect();
        // A batch: a transaction would rewrite references, and refuse those that only the sender understands.
        let bundle = json!({"resourceType": "Bundle", "type": "batch", "entry": entries});
        let request = self.http.post(self.base.clone()).header("content-type", "application/fhir+json");
        let response = self.signed(request).body(bundle.to_string()).send().await.expect("it answers");
        let status = response.status();
        let answer: Value = response.json().await.unwrap_or_default();
        let answers = answer["entry"].as_array().unwrap_or_else(|| panic!("{status}: {answer}"));
        for (entry, answer) in entries.iter().zip(answers) {
            let status = answer["response"]["status"].as_str().unwrap_or_default();
            assert!(status.starts_with('2'), "{} is refused: {answer}", entry["request"]["url"]);
        }
    }

    fn below(&self, relative: &str) -> String {
        format!("{}/{relative}", self.base.as_str().trim_end_matches('/'))
    }

    fn signed(&self, request: RequestBuilder) -> RequestBuilder {
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }
}

fn entry(resource: &Value) -> Value {
    let url = name(resource).expect("what is held has a type and an id");
    json!({"resource": resource, "request": {"method": "PUT", "url": url}})
}

/// As in `Patient/1`.
fn name(resource: &Value) -> Option<String> {
    Some(format!("{}/{}", resource["resourceType"].as_str()?, resource["id"].as_str()?))
}

/// The patients' resources, and what they refer to, in an order that is always the same.
fn held(sandbox: &Running) -> Vec<Value> {
    let mut held: Vec<Value> = PATIENTS.iter().flat_map(|kind| sandbox.resources(kind)).collect();
    let shared: Vec<Value> = SHARED.iter().flat_map(|kind| sandbox.resources(kind)).collect();
    let mut wanted = HashSet::new();
    held.iter().for_each(|resource| references(resource, &mut wanted));
    // Roles name people and places, and places name their owners.
    shared
        .iter()
        .filter(|resource| is_among(resource, &wanted))
        .cloned()
        .collect::<Vec<_>>()
        .iter()
        .for_each(|resource| references(resource, &mut wanted));
    held.extend(shared.into_iter().filter(|resource| is_among(resource, &wanted)));
    held
}

fn is_among(resource: &Value, wanted: &HashSet<String>) -> bool {
    name(resource).is_some_and(|name| wanted.contains(&name))
}

fn references(value: &Value, found: &mut HashSet<String>) {
    match value {
        Value::Object(members) => {
            found.extend(members.get("reference").and_then(Value::as_str).map(str::to_owned));
            members.values().for_each(|member| references(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

/// The same for the same resources.
fn marker_id(resources: &[Value]) -> String {
    let mut hasher = DefaultHasher::new();
    for resource in resources {
        let mut content = resource.clone();
        content["meta"] = Value::Null;
        content.to_string().hash(&mut hasher);
    }
    format!("portico-loaded-{:016x}", hasher.finish())
}
