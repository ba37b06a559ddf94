//! What a reader sees of notes, reports and documents.

use std::sync::Arc;

use bytes::Bytes;
use portico_model::{ResourceId, When};
use serde::Serialize;
use utoipa::ToSchema;

use crate::labs::ResultStatus;
use crate::view::{AttachmentHead, Link, Term};

/// Notes or documents, newest first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DocumentList {
    pub documents: Vec<DocumentHead>,
}

/// One `DocumentReference`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DocumentHead {
    pub id: ResourceId,
    pub kind: Term,
    pub title: Option<String>,
    pub is_clinical_note: bool,
    pub written: Option<When>,
    pub authors: Vec<Arc<str>>,
    pub status: DocumentStatus,
    pub visit: Option<ResourceId>,
    pub attachments: Vec<AttachmentHead>,
}

/// One document or note with its text, where it can be shown as text.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DocumentDetail {
    pub document: DocumentHead,
    pub visit: Option<Link>,
    pub body: DocumentBody,
}

/// The readable form of a document.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DocumentBody {
    /// Plain text; line breaks count.
    Text { text: String },
    /// Markup from the record, cleaned: no script, style, link, image, form or foreign address is left in it.
    Html {
        html: String,
        /// There are pictures in it, which only the file shows.
        has_pictures: bool,
    },
    /// To be downloaded (PDF, image, RTF, C-CDA, …).
    File,
    /// Called text, and nothing of it can be shown as text: markup of which nothing is left, or characters that nobody here
    /// can read. To be downloaded.
    NotAsText,
    /// The record names a document but has no content for it.
    Empty,
    /// The content is at another server than the record system.
    Elsewhere,
    /// The content is damaged: it cannot be decoded.
    Unreadable,
    /// The content could not be fetched this time.
    Failed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DocumentStatus {
    Current,
    Preliminary,
    Amended,
    Superseded,
    EnteredInError,
    Unknown,
}

/// The bytes of one attachment. They are no view: they go out as they came, as a download.
#[derive(Debug, Clone)]
pub struct DocumentContent {
    pub content_type: String,
    /// A safe ASCII file name with an ending that fits the type.
    pub file_name: String,
    pub bytes: Bytes,
}

/// Diagnostic reports other than laboratory panels (imaging, pathology, cardiology), newest first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ReportList {
    pub reports: Vec<ReportHead>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ReportHead {
    pub id: ResourceId,
    pub name: Term,
    pub category: Option<String>,
    pub taken: Option<When>,
    pub released: Option<When>,
    pub status: ResultStatus,
    pub performers: Vec<Arc<str>>,
    pub attachments: Vec<AttachmentHead>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ReportDetail {
    pub report: ReportHead,
    pub conclusion: Option<String>,
    pub conclusion_codes: Vec<Term>,
    pub body: DocumentBody,
}
