//! A form with a file.

use std::collections::BTreeMap;

use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use portico_account::grants::{Paper, ShareFault};

use crate::forms::{self, Refusal, SentForm};
use crate::problem::Problem;
use crate::visitor::Visitor;

/// What is read of a form at most. A file that is too large for us is read past up to here, so that its form comes back with the
/// words in it.
const BODY_BYTES: usize = 64 * 1024 * 1024;
/// Letters of any other field.
const FIELD_BYTES: usize = 4096;

/// The fields of a form of this session, with its token in it or in `x-csrf-token`, and its file, if one was chosen.
pub(super) struct Uploaded {
    pub(super) fields: BTreeMap<String, String>,
    pub(super) file: Option<ChosenFile>,
}

pub(super) enum ChosenFile {
    Whole(Vec<u8>),
    TooLarge,
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
        match self.file.take() {
            None => Ok(None),
            Some(ChosenFile::Whole(body)) => Paper::new(body).map(Some),
            Some(ChosenFile::TooLarge) => Err(ShareFault::DocumentTooLarge),
        }
    }

    fn file_bytes(&self) -> &[u8] {
        match &self.file {
            Some(ChosenFile::Whole(body)) => body,
            Some(ChosenFile::TooLarge) | None => &[],
        }
    }
}

impl<S: Send + Sync> FromRequest<S> for Uploaded {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let visitor = Visitor::of(request.extensions()).clone();
        let by_header = visitor.check_header_token(request.headers());
        let mut parts =
            Multipart::from_request(request, state).await.map_err(|_| Problem::UnsupportedMediaType)?;
        let mut uploaded = Self { fields: BTreeMap::new(), file: None };
        while let Some(part) = parts.next_field().await.map_err(|error| problem(&error))? {
            let name = part.name().unwrap_or_default().to_owned();
            match part.file_name().map(str::is_empty) {
                // A file field where nothing was chosen has neither a name nor a content.
                Some(true) => {}
                Some(false) => uploaded.file = Some(file(part).await?),
                None => {
                    uploaded.fields.insert(name, words(part).await?);
                }
            }
        }
        let in_form = uploaded.fields.get("csrf").map(String::as_str);
        by_header.or_else(|_| visitor.check_form_token(in_form))?;
        let fields = uploaded.fields.clone().into_iter().collect();
        let sent = SentForm::new(&visitor, fields, uploaded.file.is_some());
        forms::claim(&visitor, &sent, uploaded.file_bytes()).await?;
        visitor.note_form(sent);
        Ok(uploaded)
    }
}

async fn words(part: Field<'_>) -> Result<String, Problem> {
    let body = part.bytes().await.map_err(|error| problem(&error))?;
    if body.len() > FIELD_BYTES {
        return Err(Problem::TooLarge);
    }
    String::from_utf8(body.to_vec()).map_err(|_| Problem::BadRequest)
}

/// Nothing is kept of a file that is larger than a paper may be.
async fn file(mut part: Field<'_>) -> Result<ChosenFile, Problem> {
    let (mut body, mut is_too_large) = (Vec::new(), false);
    while let Some(chunk) = part.chunk().await.map_err(|error| problem(&error))? {
        is_too_large |= body.len() + chunk.len() > Paper::LARGEST;
        if is_too_large {
            body = Vec::new();
        } else {
            body.extend_from_slice(&chunk);
        }
    }
    Ok(if is_too_large { ChosenFile::TooLarge } else { ChosenFile::Whole(body) })
}

fn problem(error: &MultipartError) -> Problem {
    if error.status().as_u16() == 413 { Problem::TooLarge } else { Problem::BadRequest }
}
