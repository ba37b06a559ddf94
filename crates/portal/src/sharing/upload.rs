//! A form with a file.

use std::collections::BTreeMap;

use axum::extract::multipart::{Multipart, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use portico_account::grants::{Paper, ShareFault};

use crate::problem::Problem;
use crate::visitor::Visitor;

/// The file, and room for what stands around it.
const BODY_BYTES: usize = 11 * 1024 * 1024;
/// Letters of any other field.
const FIELD_BYTES: usize = 4096;

/// The fields of a form of this session, with its token in it or in `x-csrf-token`, and its file, if one was chosen.
pub(super) struct Uploaded {
    pub(super) fields: BTreeMap<String, String>,
    pub(super) file: Option<Vec<u8>>,
}

/// A form with a file may be larger than other forms.
pub(super) fn limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(BODY_BYTES)
}

impl Uploaded {
    pub(super) fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }

    pub(super) fn is_ticked(&self, name: &str) -> bool {
        self.fields.contains_key(name)
    }

    pub(super) fn paper(&mut self) -> Result<Option<Paper>, ShareFault> {
        self.file.take().map(Paper::new).transpose()
    }
}

impl<S: Send + Sync> FromRequest<S> for Uploaded {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let visitor = Visitor::of(request.extensions()).clone();
        let by_header = visitor.check_header_token(request.headers());
        let mut parts =
            Multipart::from_request(request, state).await.map_err(|_| Problem::UnsupportedMediaType)?;
        let mut uploaded = Self { fields: BTreeMap::new(), file: None };
        while let Some(part) = parts.next_field().await.map_err(|error| problem(&error))? {
            let name = part.name().unwrap_or_default().to_owned();
            // Without a name no file was chosen: that is how browsers send it.
            let (is_file, is_named) = (part.file_name().is_some(), part.file_name() != Some(""));
            let body = part.bytes().await.map_err(|error| problem(&error))?;
            if is_file {
                uploaded.file = Some(body.to_vec()).filter(|body| is_named || !body.is_empty());
            } else if body.len() <= FIELD_BYTES {
                let text = String::from_utf8(body.to_vec()).map_err(|_| Problem::BadRequest)?;
                uploaded.fields.insert(name, text);
            } else {
                return Err(Problem::TooLarge);
            }
        }
        let in_form = uploaded.fields.get("csrf").map(String::as_str);
        by_header.or_else(|_| visitor.check_form_token(in_form))?;
        Ok(uploaded)
    }
}

fn problem(error: &MultipartError) -> Problem {
    if error.status().as_u16() == 413 { Problem::TooLarge } else { Problem::BadRequest }
}
