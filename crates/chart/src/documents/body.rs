//! The readable form of a document: text as text, markup cleaned, everything else as a file.

use std::io::{self, Read};
use std::time::{Duration, Instant};

use portico_model::{PatientId, Sensitivities};

use super::{Content, DocumentBody, DocumentContent, inline_bytes};
use crate::gateway::{Gateway, NoBytes};
use crate::reading::Labelled;
use crate::view::AttachmentHead;

/// Longest text that is shown on a page; what is longer is downloaded.
const SHOWN_BYTES: usize = 512 * 1024;

/// Longest time for cleaning markup; a long note takes some milliseconds.
const CLEANED_WITHIN: Duration = Duration::from_secs(1);

/// The bytes of one attachment, from the resource or from the record system, which may label them apart.
pub(crate) async fn bytes_of(
    gateway: &Gateway,
    patient: &PatientId,
    content: &Content,
) -> Result<Labelled<bytes::Bytes>, NoBytes> {
    match content {
        Content::None => Err(NoBytes::Empty),
        Content::Inline(data) => inline_bytes(data)
            .map(|bytes| Labelled { item: bytes.into(), labels: Sensitivities::NONE })
            .ok_or(NoBytes::Failed),
        Content::Url(url) => gateway.attachment(patient, url).await,
    }
}

/// What a page can show of an attachment.
pub(crate) fn body_of(head: &AttachmentHead, bytes: &[u8]) -> DocumentBody {
    let Some(kind) = text_kind(&head.content_type) else { return DocumentBody::File };
    if bytes.len() > SHOWN_BYTES {
        return DocumentBody::File;
    }
    let text = String::from_utf8_lossy(bytes);
    match kind {
        _ if text.trim().is_empty() => DocumentBody::Empty,
        TextKind::Plain => DocumentBody::Text { text: text.into_owned() },
        TextKind::Html => cleaned(&text).map_or(DocumentBody::File, |html| DocumentBody::Html { html }),
    }
}

/// Whether a page can show this attachment at all.
pub(crate) fn is_text(content_type: &str) -> bool {
    text_kind(content_type).is_some()
}

enum TextKind {
    Plain,
    Html,
}

fn text_kind(content_type: &str) -> Option<TextKind> {
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        "text/plain" => Some(TextKind::Plain),
        "text/html" | "application/xhtml+xml" => Some(TextKind::Html),
        _ => None,
    }
}

/// Markup without anything that acts, loads, links or looks like the portal itself; `None` where it takes too long.
/// Reading elements in elements in elements costs the square of their number.
pub(crate) fn cleaned(html: &str) -> Option<String> {
    const TAGS: [&str; 30] = [
        "p",
        "br",
        "div",
        "span",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "caption",
        "b",
        "strong",
        "i",
        "em",
        "u",
        "s",
        "sub",
        "sup",
        "pre",
        "blockquote",
        "h4",
        "h5",
    ];
    let lowered = lowered_headings(html);
    ammonia::Builder::empty()
        .tags(TAGS.into_iter().collect())
        .clean_content_tags(["script", "style", "title"].into_iter().collect())
        .add_tag_attributes("td", ["colspan", "rowspan"])
        .add_tag_attributes("th", ["colspan", "rowspan"])
        .clean_from_reader(Hurried { text: lowered.as_bytes(), until: Instant::now() + CLEANED_WITHIN })
        .ok()
        .map(|document| document.to_string())
}

/// Text that breaks off when its time is up.
struct Hurried<'a> {
    text: &'a [u8],
    until: Instant,
}

impl Read for Hurried<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if Instant::now() > self.until { Err(io::ErrorKind::TimedOut.into()) } else { self.text.read(buffer) }
    }
}

/// Headings of a document stand below the page's own.
fn lowered_headings(html: &str) -> String {
    ["1", "2", "3"].iter().fold(html.to_owned(), |html, level| {
        html.replace(&format!("<h{level}"), "<h4").replace(&format!("</h{level}>"), "</h4>")
    })
}

/// The download, with a name that no file system trips over.
pub(crate) fn content(head: &AttachmentHead, stem: &str, bytes: bytes::Bytes) -> DocumentContent {
    let essence = head.content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let ending = match essence.as_str() {
        "application/pdf" => "pdf",
        "text/plain" => "txt",
        "text/html" | "application/xhtml+xml" => "html",
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "application/xml" | "text/xml" => "xml",
        "text/rtf" | "application/rtf" => "rtf",
        _ => "bin",
    };
    DocumentContent {
        content_type: head.content_type.clone(),
        file_name: format!("{stem}-{}.{ending}", head.index + 1),
        bytes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_from_a_record_cannot_act_load_or_link() {
        let html = cleaned(
            r#"<h1 onclick="x()">Note</h1><script>alert(1)</script><p style="position:fixed">Fine <a href="javascript:x">here</a></p>
            <img src="https://elsewhere.example/p.gif"><form action="/"><input name="password"></form><iframe src="x"></iframe>"#,
        )
        .unwrap();

        for bad in
            ["script", "alert", "onclick", "style", "href", "img", "form", "input", "iframe", "elsewhere"]
        {
            assert!(!html.contains(bad), "{bad} is left in {html}");
        }
        assert!(html.contains("<h4>Note</h4>") && html.contains("Fine here"));
    }

    #[test]
    fn markup_that_nests_without_end_is_given_up_and_left_as_a_file() {
        let endless = "<ul><li>".repeat(SHOWN_BYTES / 8);
        let head =
            AttachmentHead { index: 0, title: None, content_type: "text/html".into(), size_bytes: None };

        assert!(matches!(body_of(&head, endless.as_bytes()), DocumentBody::File));
    }

    #[test]
    fn an_empty_attachment_says_so_and_a_pdf_is_a_file() {
        let head = |content_type: &str| AttachmentHead {
            index: 0,
            title: None,
            content_type: content_type.into(),
            size_bytes: None,
        };
        assert!(matches!(body_of(&head("text/plain; charset=utf-8"), b" \n"), DocumentBody::Empty));
        assert!(matches!(body_of(&head("application/pdf"), b"%PDF-1.7"), DocumentBody::File));
    }
}
