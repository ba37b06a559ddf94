//! One entry of a batch or transaction that came in.

use axum::http::Method;
use serde_json::Value;

use super::interaction::{Headers, Interaction};
use super::{Refusal, Request};
use crate::search::Handling;

/// What one entry asks for, and the name under which its neighbours refer to it.
#[derive(Debug)]
pub struct Entry {
    pub full_url: Option<String>,
    pub request: Request,
}

impl Entry {
    /// Takes the entries out of a bundle.
    ///
    /// # Errors
    /// The body is no Bundle of this type or has no list of entries.
    pub fn list(bundle: &mut Value) -> Result<Vec<Value>, Refusal> {
        if bundle["resourceType"] != "Bundle" {
            return Err(Refusal::invalid("the body is not a Bundle"));
        }
        match bundle["entry"].take() {
            Value::Array(entries) => Ok(entries),
            Value::Null => Ok(Vec::new()),
            _ => Err(Refusal::invalid("Bundle.entry is not a list")),
        }
    }

    /// # Errors
    /// The entry has no readable `request`, or asks for something that is not offered.
    pub fn read(mut entry: Value, base_url: &str, handling: Handling) -> Result<Self, Refusal> {
        let request = entry["request"].take();
        let text = |name: &str| request[name].as_str();
        let (Some(method), Some(url)) = (text("method"), text("url")) else {
            return Err(Refusal::invalid("an entry needs request.method and request.url"));
        };
        let method: Method = method.parse().map_err(|_| Refusal::bad_value("request.method"))?;
        let url = url.strip_prefix(base_url).unwrap_or(url).trim_start_matches('/');
        let (path, query) = url.split_once('?').unwrap_or((url, ""));
        let headers = Headers {
            handling,
            if_match: text("ifMatch").map(Headers::etag_version),
            if_none_exist: text("ifNoneExist").map(str::to_owned),
            minimal: false,
        };
        let interaction = Interaction::read(&method, path, query)?;
        let body = match entry["resource"].take() {
            Value::Null => None,
            resource => Some(resource),
        };
        let full_url = entry["fullUrl"].as_str().map(str::to_owned);
        Ok(Self { full_url, request: Request { interaction, query: query.to_owned(), body, headers } })
    }
}
