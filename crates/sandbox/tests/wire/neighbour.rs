//! A running sandbox and a client that asks it.

use portico_sandbox::{Running, Sandbox, SandboxConfig};
use reqwest::{Client, Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};

pub struct Neighbour {
    pub sandbox: Running,
    pub client: Client,
}

/// A status, its headers and the body as JSON (null if there is none).
pub struct Answer {
    pub status: StatusCode,
    pub headers: reqwest::header::HeaderMap,
    pub body: Value,
}

impl Neighbour {
    pub async fn open() -> Self {
        Self::with(SandboxConfig::default()).await
    }

    pub async fn with(config: SandboxConfig) -> Self {
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let sandbox = Sandbox::start(config).await.unwrap();
        Self { sandbox, client: Client::new() }
    }

    /// An open sandbox that holds these resources.
    pub async fn holding(resources: impl IntoIterator<Item = Value>) -> Self {
        let neighbour = Self::open().await;
        let report = neighbour.sandbox.load_all(resources);
        assert_eq!(report.refused, []);
        neighbour
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let url = if path.starts_with("http") {
            path.to_owned()
        } else {
            format!("{}/{path}", self.sandbox.base_url)
        };
        self.client.request(method, url)
    }

    pub async fn get(&self, path: &str) -> Answer {
        send(self.request(Method::GET, path)).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        send(
            self.request(Method::POST, path)
                .header("content-type", "application/fhir+json")
                .body(body.to_string()),
        )
        .await
    }

    pub async fn put(&self, path: &str, body: &Value) -> Answer {
        send(
            self.request(Method::PUT, path)
                .header("content-type", "application/fhir+json")
                .body(body.to_string()),
        )
        .await
    }

    /// The ids of the matches of a strict search, as they come.
    pub async fn ids(&self, search: &str) -> Vec<String> {
        let answer = send(self.request(Method::GET, search).header("prefer", "handling=strict")).await;
        assert_eq!(answer.status, StatusCode::OK, "{search}: {}", answer.body);
        ids(&answer.body, "match")
    }
}

pub async fn send(request: RequestBuilder) -> Answer {
    let response = request.send().await.unwrap();
    let (status, headers) = (response.status(), response.headers().clone());
    let bytes = response.bytes().await.unwrap();
    let body = if bytes.is_empty() { Value::Null } else { serde_json::from_slice(&bytes).unwrap() };
    Answer { status, headers, body }
}

/// The ids of a bundle's entries with this search mode.
pub fn ids(bundle: &Value, mode: &str) -> Vec<String> {
    entries(bundle)
        .iter()
        .filter(|entry| entry["search"]["mode"] == mode)
        .map(|entry| entry["resource"]["id"].as_str().unwrap().to_owned())
        .collect()
}

pub fn entries(bundle: &Value) -> &[Value] {
    bundle["entry"].as_array().map_or(&[], Vec::as_slice)
}

pub fn link<'a>(bundle: &'a Value, relation: &str) -> Option<&'a str> {
    let links = bundle["link"].as_array()?;
    links.iter().find(|link| link["relation"] == relation)?["url"].as_str()
}

/// The code of the only issue of an OperationOutcome.
pub fn issue(body: &Value) -> &str {
    assert_eq!(body["resourceType"], "OperationOutcome", "{body}");
    body["issue"][0]["code"].as_str().unwrap()
}

pub fn patient(id: &str) -> Value {
    json!({"resourceType": "Patient", "id": id, "name": [{"family": "Reyes", "given": [id]}]})
}

pub fn observation(id: &str, patient: &str, code: &str, effective: &str) -> Value {
    json!({
        "resourceType": "Observation",
        "id": id,
        "status": "final",
        "category": [{"coding": [{"system": CATEGORY, "code": "laboratory"}]}],
        "code": {"coding": [{"system": "http://loinc.org", "code": code}]},
        "subject": {"reference": format!("Patient/{patient}")},
        "effectiveDateTime": effective,
    })
}

pub const CATEGORY: &str = "http://terminology.hl7.org/CodeSystem/observation-category";
