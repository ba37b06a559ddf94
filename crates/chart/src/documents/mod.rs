//! Notes, reports and documents.

mod body;
mod build;
mod charset;
mod kind;
mod labels;
mod read;
mod view;

pub(crate) use body::{body_of, bytes_of, cleaned, content};
pub(crate) use build::{
    Content, DocumentSource, ReportSource, document, inline_bytes, report, report_labels,
};
pub(crate) use kind::may_be_text;
pub(crate) use labels::LinkedLabels;
use read::report_category;
pub(crate) use read::{permitted_documents, permitted_reports};
pub use view::*;
