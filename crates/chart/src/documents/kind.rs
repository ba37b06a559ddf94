//! What a file is, by its content. What the record says of it is believed only where the content says nothing else: notes
//! in RTF travel as plain text, C-CDA as HTML, and PDF as anything.

use super::charset::decoded;

/// What the content of a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileKind {
    Plain,
    Html,
    Rtf,
    /// XML that is not made for browsers, such as C-CDA.
    Xml,
    /// Anything else: its media type where it is known.
    Other(Option<&'static str>),
}

/// So much of the beginning tells what something is.
pub(crate) const BEGINNING: usize = 2048;

/// What a file is. `declared` is the media type that the record gives.
pub(crate) fn kind_of(declared: &str, bytes: &[u8]) -> FileKind {
    let beginning = &bytes[..bytes.len().min(BEGINNING)];
    let declared = essence(declared);
    let Some(text) = decoded(beginning, "", false).filter(|text| is_legible(text)) else {
        return FileKind::Other(media_type(beginning));
    };
    let start = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).to_ascii_lowercase();
    if start.starts_with("{\\rtf") {
        return FileKind::Rtf;
    }
    if start.starts_with("%pdf-") || (declared == "application/pdf" && is_pdf(beginning)) {
        return FileKind::Other(Some("application/pdf"));
    }
    match root(&start) {
        Some("html" | "!doctype html" | "body" | "head") => FileKind::Html,
        Some(root) if start.starts_with("<?xml") || is_xml_root(root) => FileKind::Xml,
        Some(root) if is_html_piece(root) && start.contains("</") => FileKind::Html,
        _ => by_declaration(&declared, &start),
    }
}

/// Text of which the content does not say what it is.
fn by_declaration(declared: &str, start: &str) -> FileKind {
    let has_markup = start.contains(['<', '&']);
    match declared {
        "text/html" | "application/xhtml+xml" if has_markup => FileKind::Html,
        "text/html" | "application/xhtml+xml" | "text/plain" | "text/rtf" | "application/rtf" => {
            FileKind::Plain
        }
        // What these are has a mark at its beginning, and text has none of it.
        "application/pdf" | "image/jpeg" | "image/png" => FileKind::Plain,
        undeclared if is_undeclared(undeclared) && !start.starts_with(['{', '[', '<']) => FileKind::Plain,
        _ => FileKind::Other(None),
    }
}

/// Whether a media type says nothing.
fn is_undeclared(essence: &str) -> bool {
    matches!(essence, "" | "application/octet-stream" | "binary/octet-stream" | "application/x-download")
}

/// Whether a file may turn out to be text that can be shown, so that it is worth being fetched for a page.
pub(crate) fn may_be_text(declared: &str) -> bool {
    let declared = essence(declared);
    is_shown_as_text(&declared) || is_undeclared(&declared)
}

/// Elements with which a piece of HTML begins that is no whole document.
fn is_html_piece(root: &str) -> bool {
    const PIECES: [&str; 18] = [
        "p", "div", "span", "table", "b", "strong", "i", "em", "u", "h1", "h2", "h3", "h4", "ul", "ol",
        "pre", "font", "center",
    ];
    PIECES.contains(&root)
}

/// Names of root elements that clinical documents have, with or without a prefix.
fn is_xml_root(root: &str) -> bool {
    let local = root.rsplit(':').next().unwrap_or(root);
    matches!(local, "clinicaldocument" | "continuityofcarerecord" | "bundle" | "svg" | "xsl" | "stylesheet")
}

/// The name of the first element, behind declarations and comments.
fn root(start: &str) -> Option<&str> {
    let mut rest = start;
    loop {
        rest = rest.trim_start();
        let end = if rest.starts_with("<!--") {
            rest.find("-->")? + 3
        } else if rest.starts_with("<?") {
            rest.find("?>")? + 2
        } else if rest.starts_with("<!doctype html") {
            return Some("!doctype html");
        } else if rest.starts_with("<!") {
            rest.find('>')? + 1
        } else {
            break;
        };
        rest = &rest[end..];
    }
    let name = rest.strip_prefix('<')?;
    let end = name.find(|c: char| !c.is_alphanumeric() && !matches!(c, ':' | '-' | '_' | '.'))?;
    (end > 0).then(|| &name[..end])
}

/// Whether text is for people: no control characters but those that lay it out.
fn is_legible(text: &str) -> bool {
    let is_control =
        |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{85}' | '\u{1b}');
    let controls = text.chars().filter(|c| is_control(*c)).count();
    controls * 200 <= text.chars().count()
}

/// A PDF may have some bytes before its mark (ISO 32000-1, annex H).
fn is_pdf(beginning: &[u8]) -> bool {
    beginning[..beginning.len().min(1024)].windows(5).any(|window| window == b"%PDF-")
}

fn media_type(beginning: &[u8]) -> Option<&'static str> {
    if is_pdf(beginning) {
        return Some("application/pdf");
    }
    infer::get(beginning).map(|found| found.mime_type()).filter(|found| !is_text_type(found))
}

fn is_text_type(essence: &str) -> bool {
    essence.starts_with("text/") || essence == "application/xhtml+xml"
}

pub(crate) fn essence(content_type: &str) -> String {
    content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

impl FileKind {
    /// The media type under which such a file goes out, and the ending of its name. `declared` is what the record says.
    pub(crate) fn leaves_as(self, declared: &str) -> (String, &'static str) {
        let declared_essence = essence(declared);
        match self {
            FileKind::Plain if declared_essence == "text/plain" => (declared.to_owned(), "txt"),
            FileKind::Plain => ("text/plain".to_owned(), "txt"),
            FileKind::Html if is_text_type(&declared_essence) && declared_essence != "text/plain" => {
                (declared.to_owned(), "html")
            }
            FileKind::Html => ("text/html".to_owned(), "html"),
            FileKind::Rtf if declared_essence.ends_with("/rtf") => (declared.to_owned(), "rtf"),
            FileKind::Rtf => ("application/rtf".to_owned(), "rtf"),
            FileKind::Xml
                if declared_essence.ends_with("xml") && declared_essence != "application/xhtml+xml" =>
            {
                (declared.to_owned(), "xml")
            }
            FileKind::Xml => ("application/xml".to_owned(), "xml"),
            FileKind::Other(Some(known)) => (known.to_owned(), ending(known)),
            FileKind::Other(None) if is_shown_as_text(&declared_essence) => {
                ("application/octet-stream".to_owned(), "bin")
            }
            FileKind::Other(None) => {
                let ending = ending(&declared_essence);
                (declared.to_owned(), ending)
            }
        }
    }
}

fn is_shown_as_text(essence: &str) -> bool {
    matches!(essence, "text/plain" | "text/html" | "application/xhtml+xml")
}

fn ending(essence: &str) -> &'static str {
    match essence {
        "application/pdf" => "pdf",
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "image/gif" => "gif",
        "image/tiff" => "tif",
        "image/bmp" => "bmp",
        "image/webp" => "webp",
        "image/heif" | "image/heic" => "heic",
        "application/xml" | "text/xml" | "application/hl7-cda+xml" => "xml",
        "text/rtf" | "application/rtf" => "rtf",
        "text/csv" => "csv",
        "application/json" | "application/fhir+json" => "json",
        "application/zip" => "zip",
        "application/dicom" => "dcm",
        "application/msword" => "doc",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => "docx",
        "audio/mpeg" => "mp3",
        "video/mp4" => "mp4",
        _ => "bin",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RTF: &[u8] = br"{\rtf1\ansi\ansicpg1252 Knee pain.\par}";
    const CDA: &[u8] = br#"<?xml version="1.0"?><?xml-stylesheet href="a"?><!-- c --><ClinicalDocument xmlns="urn:hl7-org:v3"><title>Care</title></ClinicalDocument>"#;
    const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n";
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";
    const PAGE: &[u8] = b"<!DOCTYPE html><html><body><p>Fine</p></body></html>";
    const ANYTHING: [&str; 6] =
        ["text/plain", "text/html", "application/octet-stream", "application/pdf", "image/png", ""];

    #[test]
    fn the_content_says_what_a_file_is_whatever_the_record_says() {
        for declared in ANYTHING {
            let files: [(&[u8], FileKind); 9] = [
                (RTF, FileKind::Rtf),
                (CDA, FileKind::Xml),
                (PDF, FileKind::Other(Some("application/pdf"))),
                (PNG, FileKind::Other(Some("image/png"))),
                (PAGE, FileKind::Html),
                (b"\xef\xbb\xbf  {\\rtf1 x}", FileKind::Rtf),
                (b"<p>Fine</p>", FileKind::Html),
                (b"BM regular, no blood.", FileKind::Plain),
                (b"25 \xb5g in the morning", FileKind::Plain),
            ];
            for (bytes, kind) in files {
                let text = String::from_utf8_lossy(bytes);
                assert_eq!(kind_of(declared, bytes), kind, "{declared}: {text}");
            }
        }
    }

    #[test]
    fn words_with_signs_of_markup_are_words() {
        for words in ["<5 mg/dL", "a < b and c > d", "[x] done", "{see below}", "%PDF is a format"] {
            assert_eq!(kind_of("text/plain", words.as_bytes()), FileKind::Plain, "{words}");
        }
        assert_eq!(kind_of("text/html", b"Line one\nLine two"), FileKind::Plain, "lines stay lines");
        assert_eq!(kind_of("application/octet-stream", b"{\"a\":1}"), FileKind::Other(None));
    }

    #[test]
    fn a_file_leaves_under_the_type_and_with_the_ending_that_it_has() {
        let leaves = |declared: &str, bytes: &[u8]| {
            let (content_type, ending) = kind_of(declared, bytes).leaves_as(declared);
            format!("{content_type} .{ending}")
        };
        assert_eq!(leaves("application/octet-stream", PDF), "application/pdf .pdf");
        assert_eq!(leaves("text/plain", RTF), "application/rtf .rtf");
        assert_eq!(leaves("text/html", CDA), "application/xml .xml");
        assert_eq!(leaves("text/html; charset=iso-8859-1", PAGE), "text/html; charset=iso-8859-1 .html");
        assert_eq!(leaves("text/plain", b"\x00\x01\x02\x03"), "application/octet-stream .bin");
        assert_eq!(leaves("application/dicom", b"\x00\x01\x02\x03"), "application/dicom .dcm");
        assert_eq!(leaves("text/csv", b"a,b\n1,2"), "text/csv .csv");
    }
}
