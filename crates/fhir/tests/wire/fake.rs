//! A record system on loopback that answers as each test says.

use std::sync::{Arc, Mutex, Once};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Method, Response, StatusCode, Uri};
use axum::response::IntoResponse;
use portico_fhir::{Client, Endpoint};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use url::Url;

/// One request as the record system saw it.
#[derive(Clone, Debug)]
pub struct Seen {
    pub method: Method,
    /// Path below the base, with its query.
    pub target: String,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Seen {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn is(&self, start: &str) -> bool {
        self.target.starts_with(start)
    }

    pub fn form(&self, name: &str) -> String {
        let pairs = url::form_urlencoded::parse(&self.body);
        pairs.filter(|(key, _)| key == name).map(|(_, value)| value.into_owned()).next().unwrap_or_default()
    }
}

/// What a request is answered with.
pub enum Answer {
    Now(Response<Body>),
    /// The connection stays open and nothing comes.
    Never,
}

pub struct Fake {
    pub base: Url,
    seen: Arc<Mutex<Vec<Seen>>>,
    server: JoinHandle<()>,
}

impl Drop for Fake {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Fake {
    /// Starts a record system; `answer` gets each request but those for `metadata`, and the targets seen before it.
    pub async fn start(answer: impl Fn(&Seen, &[String]) -> Answer + Send + Sync + 'static) -> Self {
        Self::start_with(batching(), answer).await
    }

    pub async fn start_with(
        statement: Value,
        answer: impl Fn(&Seen, &[String]) -> Answer + Send + Sync + 'static,
    ) -> Self {
        Self::start_raw(move |seen, before| match seen.target.as_str() {
            "metadata" => Answer::Now(fhir(200, &statement)),
            _ => answer(seen, before),
        })
        .await
    }

    pub async fn start_raw(answer: impl Fn(&Seen, &[String]) -> Answer + Send + Sync + 'static) -> Self {
        set_up_process();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = Url::parse(&format!("http://{}/fhir", listener.local_addr().unwrap())).unwrap();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (kept, answer) = (seen.clone(), Arc::new(answer));
        let app = Router::new().fallback(move |method: Method, uri: Uri, headers: HeaderMap, body: Bytes| {
            let target =
                uri.path_and_query().unwrap().as_str().trim_start_matches("/fhir").trim_start_matches('/');
            let request = Seen { method, target: target.to_owned(), headers, body };
            let before: Vec<_> = kept.lock().unwrap().iter().map(|seen: &Seen| seen.target.clone()).collect();
            let given = answer(&request, &before);
            kept.lock().unwrap().push(request);
            async move {
                match given {
                    Answer::Now(response) => response,
                    Answer::Never => std::future::pending().await,
                }
            }
        });
        let server = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { base, seen, server }
    }

    pub fn endpoint(&self) -> Endpoint {
        Endpoint {
            timeout: Duration::from_secs(10),
            backoff: Duration::from_millis(1),
            longest_wait: Duration::from_secs(1),
            ..Endpoint::at(self.base.clone())
        }
    }

    /// A client that waits for an answer for a moment only.
    pub fn hasty_client(&self) -> Client {
        Client::new(Endpoint { timeout: Duration::from_millis(200), ..self.endpoint() }).unwrap()
    }

    pub fn client(&self) -> Client {
        Client::new(self.endpoint()).unwrap()
    }

    /// The requests for what begins so, in order.
    pub fn asked(&self, start: &str) -> Vec<Seen> {
        self.seen.lock().unwrap().iter().filter(|seen| seen.is(start)).cloned().collect()
    }
}

/// What the process needs once: a TLS provider, and a listener to its logs.
pub fn set_up_process() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        rustls::crypto::aws_lc_rs::default_provider().install_default().expect("the only provider");
        crate::logs::listen();
    });
}

pub fn fhir(status: u16, body: &Value) -> Response<Body> {
    text(status, "application/fhir+json", body.to_string())
}

pub fn text(status: u16, content_type: &str, body: impl Into<Body>) -> Response<Body> {
    let status = StatusCode::from_u16(status).unwrap();
    (status, [("content-type", content_type.to_owned())], body.into()).into_response()
}

pub fn ok(body: Value) -> Answer {
    Answer::Now(fhir(200, &body))
}

pub fn refused(status: u16, diagnostics: &str) -> Answer {
    let issue = json!([{"severity": "error", "code": "invalid", "diagnostics": diagnostics}]);
    Answer::Now(fhir(status, &json!({"resourceType": "OperationOutcome", "issue": issue})))
}

/// A page of a search with these ids.
pub fn page(resource_type: &str, ids: &[&str], next: Option<&str>) -> Value {
    let entries: Vec<_> = ids
        .iter()
        .map(|id| json!({"resource": {"resourceType": resource_type, "id": id, "subject": {"reference": "Patient/1"}}}))
        .collect();
    let link: Vec<_> = next.iter().map(|url| json!({"relation": "next", "url": url})).collect();
    json!({"resourceType": "Bundle", "type": "searchset", "link": link, "entry": entries})
}

/// A CapabilityStatement that lists batches.
pub fn batching() -> Value {
    json!({"resourceType": "CapabilityStatement", "fhirVersion": "4.0.1", "software": {"name": "Fake", "version": "1"},
        "rest": [{"mode": "server", "interaction": [{"code": "batch"}]}]})
}

pub fn ids(found: &portico_fhir::Found) -> Vec<String> {
    found.entries.iter().map(|entry| entry.resource.head().id.clone().unwrap_or_default()).collect()
}
