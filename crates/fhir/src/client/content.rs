use std::fmt;

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderName, HeaderValue, IF_NONE_MATCH};
use url::Url;

use super::Client;
use super::wire::{Ask, Reply};
use crate::error::Error;
use crate::raw::Raw;
use crate::reader::Fault;
use crate::reference::{Target, is_id};
use crate::shape::Parsed;
use crate::shapes::{Binary, Meta};

/// The security context of a Binary that comes as bare bytes.
const SECURITY_CONTEXT: HeaderName = HeaderName::from_static("x-security-context");

/// A document's bytes and what they claim to be.
#[derive(Clone)]
pub struct Attachment {
    pub content_type: Option<String>,
    pub bytes: Bytes,
    /// Whose it says it is: by the security context of its Binary (FHIR R4, 2.39.4), or as the resource that it is.
    pub subject: Option<Target>,
    /// What its Binary says of itself; bare bytes say nothing.
    pub meta: Option<Meta>,
    /// What of its Binary could not be read.
    pub faults: Vec<Fault>,
}

/// The answer to a conditional read.
#[derive(Clone, Debug)]
pub enum Revision {
    Same,
    New { resource: Raw, etag: Option<String> },
}

impl Client {
    /// Reads one resource.
    ///
    /// # Errors
    /// [`Error::NotFound`] also where the id could be none.
    pub async fn read(&self, resource_type: &str, id: &str) -> Result<Raw, Error> {
        match self.read_if_changed(resource_type, id, None).await? {
            Revision::New { resource, .. } => Ok(resource),
            Revision::Same => Err(Error::malformed("not modified, though nobody asked")),
        }
    }

    /// Reads one resource unless it still is the version that `etag` names.
    ///
    /// # Errors
    /// As [`Client::read`].
    pub async fn read_if_changed(
        &self,
        resource_type: &str,
        id: &str,
        etag: Option<&str>,
    ) -> Result<Revision, Error> {
        let mut ask = Ask::get(resource_type, self.resource_url(resource_type, id)?);
        if let Some(value) = etag.and_then(|etag| HeaderValue::from_str(etag).ok()) {
            ask.headers.insert(IF_NONE_MATCH, value);
        }
        let reply = self.send(&ask).await?;
        if reply.status == StatusCode::NOT_MODIFIED {
            return Ok(Revision::Same);
        }
        let etag = reply.etag();
        let resource = Raw::from_text(reply.text()?).map_err(|_| Error::malformed("it is not a resource"))?;
        let is_asked_for =
            resource.head().resource_type == resource_type && resource.head().id.as_deref() == Some(id);
        if is_asked_for {
            Ok(Revision::New { resource, etag })
        } else {
            Err(Error::malformed("another resource"))
        }
    }

    /// Reads a Binary, whether the server sends its bytes or the resource around them.
    ///
    /// # Errors
    /// As [`Client::read`]; [`Error::Undecodable`] where it is no Base64, [`Error::NotFound`] where there is none in it.
    pub async fn binary(&self, id: &str) -> Result<Attachment, Error> {
        self.attachment(self.resource_url("Binary", id)?).await
    }

    /// Reads an attachment by the address that a resource gives, relative or absolute.
    ///
    /// # Errors
    /// [`Error::ForeignLink`] where the address is not at the record system; otherwise as [`Client::binary`].
    pub async fn fetch_url(&self, url: &str) -> Result<Attachment, Error> {
        match self.inner.names.link(url) {
            Ok(url) => self.attachment(url).await,
            Err(error) => {
                self.meet_link(url);
                Err(error)
            }
        }
    }

    async fn attachment(&self, url: Url) -> Result<Attachment, Error> {
        let mut ask = Ask::get("Binary", url);
        ask.headers.insert(ACCEPT, HeaderValue::from_static("*/*"));
        unwrapped(self.send(&ask).await?)
    }

    pub(super) fn resource_url(&self, resource_type: &str, id: &str) -> Result<Url, Error> {
        let is_type = resource_type.bytes().all(|b| b.is_ascii_alphanumeric()) && !resource_type.is_empty();
        if !is_type || !is_id(id) || id.chars().all(|c| c == '.') {
            return Err(Error::NotFound);
        }
        self.below(&format!("{resource_type}/{id}"))
    }
}

/// The bytes inside a Binary resource, or the body itself.
fn unwrapped(reply: Reply) -> Result<Attachment, Error> {
    let content_type = reply.header(&CONTENT_TYPE).map(str::to_owned);
    let context = reply.header(&SECURITY_CONTEXT).and_then(Target::parse);
    let is_json = content_type.as_deref().is_some_and(|kind| kind.contains("json"));
    let wrapped = is_json.then(|| reply.text().ok().and_then(|text| Raw::from_text(text).ok())).flatten();
    match wrapped {
        Some(raw) if raw.head().resource_type == "Binary" => decoded(&raw),
        wrapped => {
            let subject = context.or_else(|| wrapped?.head().own_subject());
            Ok(Attachment { content_type, bytes: reply.body, subject, meta: None, faults: Vec::new() })
        }
    }
}

fn decoded(raw: &Raw) -> Result<Attachment, Error> {
    let Parsed { shape: binary, faults } = raw.parse::<Binary>();
    let is_hidden = faults.iter().any(|fault| fault.path == "data");
    let data = binary.data.ok_or(if is_hidden { Error::Undecodable } else { Error::NotFound })?;
    let bytes = base64_bytes(&data).ok_or(Error::Undecodable)?;
    let subject = binary.security_context.and_then(|context| context.target());
    let (content_type, bytes, meta) = (binary.content_type, bytes.into(), binary.meta);
    Ok(Attachment { content_type, bytes, subject, meta, faults })
}

/// Decodes FHIR's base64Binary as servers send it: wrapped in lines, without its padding, or in the alphabet for addresses
/// (RFC 4648, section 5).
pub fn base64_bytes(text: &str) -> Option<Vec<u8>> {
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    let engine = GeneralPurpose::new(&alphabet::STANDARD, config);
    let is_odd = |c: char| c.is_ascii_whitespace() || matches!(c, '-' | '_');
    if !text.contains(is_odd) {
        return engine.decode(text).ok();
    }
    let plain = text.chars().filter(|c| !c.is_ascii_whitespace()).map(|c| match c {
        '-' => '+',
        '_' => '/',
        c => c,
    });
    engine.decode(plain.collect::<String>()).ok()
}

impl fmt::Debug for Attachment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Attachment({} bytes)", self.bytes.len())
    }
}
