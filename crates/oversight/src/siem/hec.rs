//! An HTTP event collector in the shape of Splunk's: `POST …/services/collector/event`, several events one after the
//! other in a body, taken when the answer is 200.

use std::time::Duration;

use reqwest::{Client, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use url::Url;

use super::SiemError;
use super::record::Record;

const TIMEOUT: Duration = Duration::from_secs(20);

/// A collector and the right to send to it.
pub struct Hec {
    client: Client,
    url: Url,
    token: SecretString,
    index: Option<String>,
}

impl Hec {
    /// `url` is the whole address, as in `https://siem.example.org:8088/services/collector/event`.
    pub fn new(url: Url, token: SecretString, index: Option<String>) -> Result<Self, SiemError> {
        let client = Client::builder().timeout(TIMEOUT).redirect(reqwest::redirect::Policy::none()).build();
        let client = client.map_err(|error| SiemError::SetUp(error.into()))?;
        Ok(Self { client, url, token, index })
    }

    pub(super) async fn send(&self, records: &[Record<'_>]) -> Result<(), SiemError> {
        let mut body = String::with_capacity(records.len() * 768);
        for record in records {
            body += &self.event(record);
            body.push('\n');
        }
        let answer = self
            .client
            .post(self.url.clone())
            .header("authorization", format!("Splunk {}", self.token.expose_secret()))
            .header("content-type", "application/json")
            .body(body)
            .send()
            .await
            .map_err(|error| SiemError::Unreachable(error.without_url().into()))?;
        match answer.status() {
            StatusCode::OK => Ok(()),
            status => Err(SiemError::Refused(status.as_u16())),
        }
    }

    fn event(&self, record: &Record<'_>) -> String {
        let micros = record.at.as_microsecond();
        let time = format!("{}.{:06}", micros.div_euclid(1_000_000), micros.rem_euclid(1_000_000));
        let mut event = json!({
            "time": time,
            "source": "portico",
            "sourcetype": "portico:audit",
            "event": record,
        });
        if let Some(index) = &self.index {
            event["index"] = json!(index);
        }
        event.to_string()
    }
}
