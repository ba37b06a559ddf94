//! Clinical notes and other documents (US Core DocumentReference), with their content in a Binary.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::visits::{Visit, organization};
use crate::people::folder::Folder;
use crate::people::pdf;
use crate::people::shapes::{LOINC, concept, instant, reference, shown};

/// The kinds of notes that US Core names (LOINC).
pub struct NoteKind {
    loinc: &'static str,
    display: &'static str,
}

pub static PROGRESS: NoteKind = NoteKind { loinc: "11506-3", display: "Progress note" };
pub static HISTORY: NoteKind = NoteKind { loinc: "34117-2", display: "History and physical note" };
pub static CONSULT: NoteKind = NoteKind { loinc: "11488-4", display: "Consult note" };
pub static DISCHARGE: NoteKind = NoteKind { loinc: "18842-5", display: "Discharge summary" };
pub static PROCEDURE: NoteKind = NoteKind { loinc: "28570-0", display: "Procedure note" };
pub static MENTAL_HEALTH: NoteKind = NoteKind { loinc: "75443-2", display: "Mental health Outpatient Note" };
pub static AFTER_VISIT: NoteKind = NoteKind { loinc: "60591-5", display: "Patient summary Document" };

/// The content of a document.
pub enum Sheet<'a> {
    Text(&'a str),
    /// Markup as some systems send it, scripts and all.
    Html(&'a str),
    Pdf {
        title: &'a str,
        paragraphs: &'a [&'a str],
    },
    /// An attachment of no bytes.
    Empty,
}

impl Sheet<'_> {
    fn bytes(&self) -> Vec<u8> {
        match self {
            Sheet::Text(text) | Sheet::Html(text) => text.as_bytes().to_vec(),
            Sheet::Pdf { title, paragraphs } => {
                pdf::page("Riverside Health · 1 Mill Race · Riverside", title, paragraphs)
            }
            Sheet::Empty => Vec::new(),
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Sheet::Text(_) => "text/plain; charset=utf-8",
            Sheet::Html(_) => "text/html; charset=utf-8",
            Sheet::Pdf { .. } | Sheet::Empty => "application/pdf",
        }
    }
}

impl Folder {
    /// Files a note whose content lies in a Binary.
    pub fn note(&mut self, visit: &Visit, kind: &NoteKind, title: &str, sheet: Sheet<'_>) -> String {
        let bytes = sheet.bytes();
        let content_type = sheet.kind();
        let binary = self.file(
            "binary",
            "base:Binary",
            json!({
                "resourceType": "Binary",
                "contentType": content_type,
                "securityContext": reference(&self.patient()),
                "data": STANDARD.encode(&bytes),
            }),
        );
        let attachment = json!({
            "contentType": content_type,
            "language": "en",
            "url": binary,
            "size": bytes.len(),
            "title": title,
            "creation": instant(visit.day, 17, 10),
        });
        let body = self.document(visit, kind, title, attachment);
        self.file("note", "us-core-documentreference", body)
    }

    /// Files a note that carries its content itself.
    pub fn inline_note(&mut self, visit: &Visit, kind: &NoteKind, title: &str, sheet: Sheet<'_>) -> String {
        let attachment =
            json!({"contentType": sheet.kind(), "data": STANDARD.encode(sheet.bytes()), "title": title});
        let body = self.document(visit, kind, title, attachment);
        self.file("note", "us-core-documentreference", body)
    }

    fn document(&self, visit: &Visit, kind: &NoteKind, title: &str, attachment: Value) -> Value {
        let day = visit.day.min(self.calendar.days_ago(1));
        json!({
            "resourceType": "DocumentReference",
            "status": "current",
            "docStatus": "final",
            "type": concept(LOINC, kind.loinc, kind.display),
            "category": [concept("http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category", "clinical-note", "Clinical Note")],
            "subject": self.subject(),
            "date": instant(day, 17, 15),
            "author": [shown(&visit.with.reference(), &visit.with.name())],
            "custodian": organization(visit.with.place.organization),
            "description": title,
            "content": [{
                "attachment": attachment,
                "format": {"system": "http://ihe.net/fhir/ihe.formatcode.fhir/CodeSystem/formatcode", "code": "urn:ihe:iti:xds:2017:mimeTypeSufficient", "display": "mimeType Sufficient"},
            }],
            "context": {
                "encounter": [reference(&visit.encounter)],
                "period": {"start": instant(visit.day, 9, 0), "end": instant(visit.day, 9, 40)},
            },
        })
    }
}
