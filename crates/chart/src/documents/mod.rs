//! Notes, reports and documents.

mod body;
mod build;
mod view;

pub(crate) use body::{NoBytes, body_of, bytes_of, cleaned, content, is_text};
pub(crate) use build::{Content, DocumentSource, ReportSource, document, inline_bytes, is_laboratory, report};
pub use view::*;
