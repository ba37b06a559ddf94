//! What a request asks for (FHIR R4 § 3.1.0).

use axum::http::{Method, StatusCode};
use serde_json::Value;

use super::Refusal;
use crate::search::{Handling, resource_type};

/// A request as the server understands it, whether it came alone or in a batch.
#[derive(Debug)]
pub struct Request {
    pub interaction: Interaction,
    /// The query string, or the form of a `_search`.
    pub query: String,
    pub body: Option<Value>,
    pub headers: Headers,
}

/// The headers that matter, or the fields of a bundle entry that stand for them.
#[derive(Debug, Clone, Default)]
pub struct Headers {
    pub handling: Handling,
    /// The version that `If-Match` names.
    pub if_match: Option<String>,
    pub if_none_exist: Option<String>,
    /// `Prefer: return=minimal`.
    pub minimal: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Interaction {
    Capabilities,
    Read { resource_type: &'static str, id: String },
    VersionRead { resource_type: &'static str, id: String, version: String },
    Search { resource_type: &'static str },
    NextPage { token: String },
    Create { resource_type: &'static str },
    Update { resource_type: &'static str, id: String },
    ConditionalUpdate { resource_type: &'static str },
    Delete { resource_type: &'static str, id: String },
    Bundle,
    Everything { patient: String },
    Match,
}

impl Interaction {
    /// Reads method, path (below the base, without a leading slash) and query.
    ///
    /// # Errors
    /// An unknown resource type, or a combination that this server does not offer.
    pub fn read(method: &Method, path: &str, query: &str) -> Result<Self, Refusal> {
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        match (method.as_str(), parts.as_slice()) {
            ("GET" | "HEAD", ["metadata"]) => return Ok(Self::Capabilities),
            ("POST", []) => return Ok(Self::Bundle),
            ("GET" | "HEAD", []) => {
                let token = query.split('&').find_map(|pair| pair.strip_prefix("_page="));
                let whole = || Refusal::NotSupported("searching all types at once is not offered".to_owned());
                return token.map(|token| Self::NextPage { token: token.to_owned() }).ok_or_else(whole);
            }
            _ => {}
        }
        let Some(name) = parts.first() else { return Err(not_offered(method, path)) };
        let resource_type = resource_type(name).ok_or_else(|| Refusal::UnknownType((*name).to_owned()))?;
        Self::on_type(method, resource_type, &parts[1..]).ok_or_else(|| not_offered(method, path))
    }

    fn on_type(method: &Method, resource_type: &'static str, rest: &[&str]) -> Option<Self> {
        let owned = |id: &str| id.to_owned();
        Some(match (method.as_str(), rest) {
            ("GET" | "HEAD", []) | ("POST", ["_search"]) => Self::Search { resource_type },
            ("POST", []) => Self::Create { resource_type },
            ("PUT", []) => Self::ConditionalUpdate { resource_type },
            ("POST", ["$match"]) if resource_type == "Patient" => Self::Match,
            ("GET" | "POST", [id, "$everything"]) if resource_type == "Patient" => {
                Self::Everything { patient: owned(id) }
            }
            ("GET" | "HEAD", [id, "_history", version]) => {
                Self::VersionRead { resource_type, id: owned(id), version: owned(version) }
            }
            ("GET" | "HEAD", [id]) if !id.starts_with(['$', '_']) => {
                Self::Read { resource_type, id: owned(id) }
            }
            ("PUT", [id]) => Self::Update { resource_type, id: owned(id) },
            ("DELETE", [id]) => Self::Delete { resource_type, id: owned(id) },
            _ => return None,
        })
    }

    /// The type that it is about, if it is about one.
    pub fn resource_type(&self) -> Option<&'static str> {
        match self {
            Self::Read { resource_type, .. }
            | Self::VersionRead { resource_type, .. }
            | Self::Search { resource_type }
            | Self::Create { resource_type }
            | Self::Update { resource_type, .. }
            | Self::ConditionalUpdate { resource_type }
            | Self::Delete { resource_type, .. } => Some(resource_type),
            Self::Everything { .. } | Self::Match => Some("Patient"),
            Self::Capabilities | Self::NextPage { .. } | Self::Bundle => None,
        }
    }

    pub fn is_write(&self) -> bool {
        matches!(
            self,
            Self::Create { .. } | Self::Update { .. } | Self::ConditionalUpdate { .. } | Self::Delete { .. }
        )
    }

    /// The name under which requests are counted.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Capabilities => "metadata",
            Self::Read { .. } => "read",
            Self::VersionRead { .. } => "vread",
            Self::Search { .. } => "search",
            Self::NextPage { .. } => "page",
            Self::Create { .. } => "create",
            Self::Update { .. } | Self::ConditionalUpdate { .. } => "update",
            Self::Delete { .. } => "delete",
            Self::Bundle => "bundle",
            Self::Everything { .. } => "everything",
            Self::Match => "match",
        }
    }
}

fn not_offered(method: &Method, path: &str) -> Refusal {
    Refusal::NotSupported(format!("{method} {path} is not offered"))
}

impl Headers {
    /// Reads a `Prefer` header (R4 § 3.1.0.1.1 and § 3.1.1.2); several preferences may share it.
    pub fn prefer(&mut self, text: &str) {
        for preference in text.split([',', ';']).map(str::trim) {
            match preference {
                "handling=strict" => self.handling = Handling::Strict,
                "handling=lenient" => self.handling = Handling::Lenient,
                "return=minimal" => self.minimal = true,
                _ => {}
            }
        }
    }

    /// Reads `W/"3"` or `"3"`.
    pub fn etag_version(text: &str) -> String {
        text.trim().trim_start_matches("W/").trim_matches('"').to_owned()
    }
}

/// The status of a write that made something, or changed it.
pub(super) fn written(is_new: bool) -> StatusCode {
    if is_new { StatusCode::CREATED } else { StatusCode::OK }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_line_says_what_is_asked() {
        let read = |method: Method, path: &str| Interaction::read(&method, path, "");

        assert_eq!(
            read(Method::GET, "Observation"),
            Ok(Interaction::Search { resource_type: "Observation" })
        );
        assert_eq!(read(Method::POST, "Goal/_search"), Ok(Interaction::Search { resource_type: "Goal" }));
        assert_eq!(read(Method::POST, "Patient/$match"), Ok(Interaction::Match));
        assert!(matches!(read(Method::GET, "Pet/1"), Err(Refusal::UnknownType(_))));
        assert!(matches!(read(Method::GET, "Patient/$nothing"), Err(Refusal::NotSupported(_))));
        assert!(matches!(read(Method::PATCH, "Patient/1"), Err(Refusal::NotSupported(_))));
    }
}
