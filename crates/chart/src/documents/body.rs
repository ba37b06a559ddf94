//! The readable form of a document: text as text, markup cleaned, everything else as a file.

use std::io::{self, Read};
use std::time::{Duration, Instant};

use portico_model::{PatientId, Sensitivities};

use super::charset::decoded;
use super::kind::{FileKind, kind_of};
use super::{Content, DocumentBody, DocumentContent, inline_bytes};
use crate::gateway::{File, Gateway, NoBytes};
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
) -> Result<Labelled<File>, NoBytes> {
    match content {
        Content::None => Err(NoBytes::Empty),
        Content::Inline(data) => {
            let bytes = inline_bytes(data).ok_or(NoBytes::Undecodable)?.into();
            let item = File { bytes, content_type: None };
            Ok(Labelled { item, labels: Sensitivities::NONE })
        }
        Content::Url(url) => gateway.attachment(patient, url).await,
    }
}

/// What a page can show of an attachment.
pub(crate) fn body_of(head: &AttachmentHead, file: &File) -> DocumentBody {
    let kind = kind_of(&head.content_type, &file.bytes);
    let is_markup = match kind {
        FileKind::Plain => false,
        FileKind::Html => true,
        FileKind::Rtf | FileKind::Xml | FileKind::Other(_) => return DocumentBody::File,
    };
    if file.bytes.len() > SHOWN_BYTES {
        return DocumentBody::File;
    }
    let Some(text) = decoded(&file.bytes, declared(head, file), is_markup) else {
        return DocumentBody::NotAsText;
    };
    if text.trim().is_empty() {
        return DocumentBody::Empty;
    }
    if is_markup { of_markup(&text) } else { DocumentBody::Text { text } }
}

/// What was said of the characters: by the document, else where its content lies.
fn declared<'f>(head: &'f AttachmentHead, file: &'f File) -> &'f str {
    let says_set = |content_type: &str| content_type.to_ascii_lowercase().contains("charset");
    let elsewhere = file.content_type.as_deref().filter(|own| says_set(own));
    if says_set(&head.content_type) { &head.content_type } else { elsewhere.unwrap_or_default() }
}

/// Markup of which nothing is left for a reader is offered as it is.
fn of_markup(text: &str) -> DocumentBody {
    let html = cleaned(text).filter(|html| says_anything(html));
    let has_pictures = ["<img", "<svg", "<object", "<embed", "<canvas"].iter().any(|tag| {
        text.match_indices('<')
            .any(|(at, _)| text.get(at..at + tag.len()).is_some_and(|found| found.eq_ignore_ascii_case(tag)))
    });
    html.map_or(DocumentBody::NotAsText, |html| DocumentBody::Html { html, has_pictures })
}

/// Whether anything but tags and blanks is left.
fn says_anything(html: &str) -> bool {
    let texts = html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    texts
        .into_iter()
        .any(|text| text.replace("&nbsp;", " ").contains(|c: char| !c.is_whitespace() && c != '\u{a0}'))
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

/// The download, under the type that it has and with a name that no file system trips over.
pub(crate) fn content(head: &AttachmentHead, stem: &str, file: File) -> DocumentContent {
    let (content_type, ending) = kind_of(&head.content_type, &file.bytes).leaves_as(&head.content_type);
    let file_name = format!("{stem}-{}.{ending}", head.index + 1);
    DocumentContent { content_type, file_name, bytes: file.bytes }
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

    fn head(content_type: &str) -> AttachmentHead {
        AttachmentHead { index: 0, title: None, content_type: content_type.into(), size_bytes: None }
    }

    fn file(bytes: &[u8]) -> File {
        File { bytes: bytes.to_vec().into(), content_type: None }
    }

    fn body(content_type: &str, bytes: &[u8]) -> DocumentBody {
        body_of(&head(content_type), &file(bytes))
    }

    #[test]
    fn markup_that_nests_without_end_is_given_up_and_left_as_a_file() {
        let endless = "<ul><li>".repeat(SHOWN_BYTES / 8);

        assert!(matches!(body("text/html", endless.as_bytes()), DocumentBody::NotAsText));
    }

    #[test]
    fn an_empty_attachment_says_so_and_a_pdf_is_a_file() {
        assert!(matches!(body("text/plain; charset=utf-8", b" \n"), DocumentBody::Empty));
        assert!(matches!(body("application/pdf", b"%PDF-1.7"), DocumentBody::File));
    }

    #[test]
    fn a_note_in_another_set_of_characters_keeps_its_units() {
        let said_elsewhere = File {
            bytes: b"\xb1\xde\xdb\xec".to_vec().into(),
            content_type: Some("text/plain; charset=iso-8859-5".to_owned()),
        };
        let text = |body| match body {
            DocumentBody::Text { text } => text,
            other => format!("{other:?}"),
        };

        assert_eq!(text(body("text/plain", b"25 \xb5g")), "25 µg");
        assert_eq!(text(body("text/plain; charset=iso-8859-1", b"25 \xb5g")), "25 µg");
        assert_eq!(text(body_of(&head("text/plain"), &said_elsewhere)), "Боль");
        assert!(matches!(body("text/plain; charset=cp437", b"25 \xe6g"), DocumentBody::NotAsText));
    }

    #[test]
    fn what_is_no_text_is_a_file_whatever_it_is_called() {
        let cda = br#"<?xml version="1.0"?><ClinicalDocument><title>Care</title></ClinicalDocument>"#;

        assert!(matches!(body("text/html", cda), DocumentBody::File));
        assert!(matches!(body("text/plain", cda), DocumentBody::File));
        assert!(matches!(body("text/plain", br"{\rtf1\ansi Knee pain.}"), DocumentBody::File));
        assert!(matches!(body("application/octet-stream", b"A plain note."), DocumentBody::Text { .. }));
        let download = content(&head("application/octet-stream"), "document", file(b"%PDF-1.4 x"));
        assert_eq!(
            (download.content_type.as_str(), download.file_name.as_str()),
            ("application/pdf", "document-1.pdf")
        );
    }

    #[test]
    fn markup_of_which_nothing_is_left_is_not_an_empty_paper() {
        for empty in [
            "<html><body><img src=a.png></body></html>",
            "<html><title>Scan</title><body>&nbsp; <p> </p></body></html>",
            "<html><script>1</script></html>",
        ] {
            assert!(matches!(body("text/html", empty.as_bytes()), DocumentBody::NotAsText), "{empty}");
        }
        let both = body("text/html", b"<html><body><p>ECG:</p><IMG src=a.png></body></html>");
        assert!(matches!(both, DocumentBody::Html { has_pictures: true, .. }));
        let words = body("text/html", b"<p>Fine</p>");
        assert!(matches!(words, DocumentBody::Html { has_pictures: false, .. }));
    }
}
