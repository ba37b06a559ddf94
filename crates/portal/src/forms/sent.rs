//! A form as it was sent, without its file.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::multipart::Multipart;
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use portico_account::{FormDraft, ShownForm};
use url::form_urlencoded;

use crate::problem::Problem;
use crate::visitor::Visitor;

/// Bytes of the words of a form at most.
const WORDS_BYTES: usize = 64 * 1024;
/// Bytes that are read to get past a file.
const BODY_BYTES: usize = 11 * 1024 * 1024;
/// What is never kept for later.
const SECRETS: [&str; 6] = ["csrf", "key", "code", "password", "new_password", "enrolment"];

/// What was sent, and the form that it was typed into, where that is known.
#[derive(Debug, Clone)]
pub(crate) struct SentForm {
    pub shown: Option<ShownForm>,
    pub fields: Vec<(String, String)>,
    pub had_file: bool,
}

enum Kind {
    Fields,
    FieldsAndFile,
}

impl SentForm {
    pub(crate) fn new(visitor: &Visitor, fields: Vec<(String, String)>, had_file: bool) -> Self {
        let token = fields.iter().find(|(name, _)| name == "csrf").map(|(_, value)| value.as_str());
        let shown = token.and_then(|token| visitor.open_form(token));
        Self { shown, fields, had_file }
    }

    /// Reads the words of a form and gives the request back, so that a handler reads them again. `None` for what is no form,
    /// and for one with a file.
    pub(crate) async fn peek(
        visitor: &Visitor,
        request: Request,
    ) -> Result<(Option<Self>, Request), Problem> {
        if !matches!(kind(&request), Some(Kind::Fields)) {
            return Ok((None, request));
        }
        let (parts, body) = request.into_parts();
        let bytes: Bytes = to_bytes(body, WORDS_BYTES).await.map_err(|_| Problem::TooLarge)?;
        let fields = form_urlencoded::parse(&bytes).into_owned().collect();
        Ok((Some(Self::new(visitor, fields, false)), Request::from_parts(parts, Body::from(bytes))))
    }

    /// Whether it is a form that can have a file.
    pub(crate) fn has_file(request: &Request) -> bool {
        matches!(kind(request), Some(Kind::FieldsAndFile))
    }

    /// Reads a form to the end, past its file. What of it cannot be read is left out.
    pub(crate) async fn drain(visitor: &Visitor, mut request: Request) -> Option<Self> {
        DefaultBodyLimit::max(BODY_BYTES).apply(&mut request);
        let mut parts = Multipart::from_request(request, &()).await.ok()?;
        let (mut fields, mut had_file, mut bytes) = (Vec::new(), false, 0);
        while let Ok(Some(mut part)) = parts.next_field().await {
            let (name, is_file) = (part.name().unwrap_or_default().to_owned(), part.file_name().is_some());
            let mut words = Vec::new();
            while let Ok(Some(chunk)) = part.chunk().await {
                if is_file {
                    had_file |= !chunk.is_empty();
                } else if bytes + chunk.len() <= WORDS_BYTES {
                    bytes += chunk.len();
                    words.extend_from_slice(&chunk);
                }
            }
            if !is_file {
                fields.push((name, String::from_utf8_lossy(&words).into_owned()));
            }
        }
        Some(Self::new(visitor, fields, had_file))
    }

    /// All that was typed but the token, for telling one form from the other.
    pub(crate) fn words(&self) -> Vec<u8> {
        let typed = self.fields.iter().filter(|(name, _)| name != "csrf");
        typed
            .flat_map(|(name, value)| format!("{}\n{name}{}\n{value}", name.len(), value.len()).into_bytes())
            .collect()
    }

    /// What is kept of it for later: no password, no code, no file. `None` where nothing was typed, or its page is not known.
    pub(crate) fn draft(&self, action: &str) -> Option<FormDraft> {
        let page = self.shown.as_ref()?.page.clone();
        let is_kept =
            |(name, value): &&(String, String)| !SECRETS.contains(&name.as_str()) && !value.is_empty();
        let fields: Vec<_> = self.fields.iter().filter(is_kept).cloned().collect();
        let had_file = self.had_file;
        let is_empty = fields.is_empty() && !had_file;
        (!is_empty).then(|| FormDraft { page, action: action.to_owned(), fields, had_file })
    }
}

fn kind(request: &Request) -> Option<Kind> {
    let content_type = request.headers().get(CONTENT_TYPE)?.to_str().ok()?;
    match content_type.split(';').next()?.trim().to_ascii_lowercase().as_str() {
        "application/x-www-form-urlencoded" => Some(Kind::Fields),
        "multipart/form-data" => Some(Kind::FieldsAndFile),
        _ => None,
    }
}
