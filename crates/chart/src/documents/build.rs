//! From `DocumentReference` and `DiagnosticReport` to documents, notes and reports.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use portico_fhir::shapes::{self, CodeableConcept};
use portico_model::ResourceId;

use super::{DocumentHead, DocumentStatus, ReportHead};
use crate::reading::{self, Labelled, NotReadable, Reading, has_code, target_id, term, terms, when};
use crate::view::{AttachmentHead, Term};

/// Where the bytes of an attachment are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Content {
    /// In the resource itself, in base64.
    Inline(String),
    /// At the record system: an URL, relative or absolute.
    Url(String),
    None,
}

/// A document with the places of its content, which no reader sees.
#[derive(Debug, Clone)]
pub(crate) struct DocumentSource {
    pub head: DocumentHead,
    pub contents: Vec<Content>,
}

/// A report with the places of its content.
#[derive(Debug, Clone)]
pub(crate) struct ReportSource {
    pub head: ReportHead,
    pub visit: Option<ResourceId>,
    pub conclusion: Option<String>,
    pub conclusion_codes: Vec<Term>,
    pub contents: Vec<Content>,
    pub is_laboratory: bool,
}

const NOTE_CATEGORY: &str = "clinical-note";

pub(crate) fn document(
    reference: &shapes::DocumentReference,
    reading: &Reading<'_>,
) -> Result<Labelled<DocumentSource>, NotReadable> {
    let attachments: Vec<_> =
        reference.content.iter().filter_map(|content| content.attachment.as_ref()).collect();
    let (heads, contents) = attachment_heads(&attachments);
    let context = reference.context.as_ref();
    let head = DocumentHead {
        id: reading::id(reference.id.as_deref())?,
        kind: kind(reference),
        title: title(reference, &attachments),
        is_clinical_note: reference.category.iter().any(|category| has_code(Some(category), NOTE_CATEGORY)),
        written: when(reference.date.as_deref()).or_else(|| when(context?.period.as_ref()?.start.as_deref())),
        authors: reading.names(&reference.author, &reference.contained),
        status: status(reference),
        visit: context
            .and_then(|context| context.encounter.iter().find_map(|visit| target_id(visit, "Encounter"))),
        attachments: heads,
    };
    let events = context.map_or(&[][..], |context| &context.event);
    let settings = context.and_then(|context| context.practice_setting.as_ref());
    let concepts = reference.kind.iter().chain(&reference.security_label).chain(events).chain(settings);
    let labels = reading.labels(concepts, reference.meta.as_ref());
    let by_title =
        head.title.as_deref().map_or_else(Default::default, |title| reading.labels.of_words(title));
    Ok(Labelled { item: DocumentSource { head, contents }, labels: labels.union(by_title) })
}

fn kind(reference: &shapes::DocumentReference) -> Term {
    let from_category = || reference.category.iter().find_map(term);
    reference.kind.as_ref().and_then(term).or_else(from_category).unwrap_or_else(Term::unnamed)
}

fn title(reference: &shapes::DocumentReference, attachments: &[&shapes::Attachment]) -> Option<String> {
    let titles = attachments.iter().filter_map(|attachment| attachment.title.clone());
    reference.description.clone().into_iter().chain(titles).find(|title| !title.trim().is_empty())
}

fn status(reference: &shapes::DocumentReference) -> DocumentStatus {
    match (reference.status.as_deref(), reference.doc_status.as_deref()) {
        (Some("entered-in-error"), _) | (_, Some("entered-in-error")) => DocumentStatus::EnteredInError,
        (Some("superseded"), _) => DocumentStatus::Superseded,
        (_, Some("preliminary")) => DocumentStatus::Preliminary,
        (_, Some("amended")) => DocumentStatus::Amended,
        (Some("current"), _) => DocumentStatus::Current,
        _ => DocumentStatus::Unknown,
    }
}

fn attachment_heads(attachments: &[&shapes::Attachment]) -> (Vec<AttachmentHead>, Vec<Content>) {
    let heads = attachments.iter().zip(0u16..).map(|(attachment, index)| AttachmentHead {
        index,
        title: attachment.title.clone(),
        content_type: attachment
            .content_type
            .clone()
            .unwrap_or_else(|| "application/octet-stream".to_owned()),
        size_bytes: size(attachment),
    });
    (heads.collect(), attachments.iter().map(|attachment| content(attachment)).collect())
}

fn size(attachment: &shapes::Attachment) -> Option<u64> {
    let of_data = || Some(attachment.data.as_ref()?.len() as u64 / 4 * 3);
    attachment.size.and_then(|size| u64::try_from(size).ok()).or_else(of_data)
}

fn content(attachment: &shapes::Attachment) -> Content {
    match (&attachment.data, &attachment.url) {
        (Some(data), _) if !data.trim().is_empty() => Content::Inline(data.clone()),
        (_, Some(url)) if !url.trim().is_empty() => Content::Url(url.clone()),
        _ => Content::None,
    }
}

/// The bytes of inline content. Line breaks inside base64 are let through.
pub(crate) fn inline_bytes(data: &str) -> Option<Vec<u8>> {
    let packed: String = data.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    BASE64_STANDARD.decode(packed).ok()
}

pub(crate) fn report(
    report: &shapes::DiagnosticReport,
    reading: &Reading<'_>,
) -> Result<Labelled<ReportSource>, NotReadable> {
    let attachments: Vec<_> = report.presented_form.iter().collect();
    let (heads, contents) = attachment_heads(&attachments);
    let head = ReportHead {
        id: reading::id(report.id.as_deref())?,
        name: reading::term_or_unnamed(report.code.as_ref()),
        category: report.category.iter().find_map(term).map(|category| category.text),
        taken: report.effective.as_ref().and_then(|effective| when(effective.start())),
        released: when(report.issued.as_deref()),
        status: crate::labs::status(report.status.as_deref()),
        performers: reading
            .names(&report.results_interpreter, &report.contained)
            .into_iter()
            .chain(reading.names(&report.performer, &report.contained))
            .collect(),
        attachments: heads,
    };
    let source = ReportSource {
        head,
        visit: report.encounter.as_ref().and_then(|visit| target_id(visit, "Encounter")),
        conclusion: report.conclusion.clone().filter(|text| !text.trim().is_empty()),
        conclusion_codes: terms(&report.conclusion_code),
        contents,
        is_laboratory: is_laboratory(&report.category),
    };
    Ok(Labelled {
        item: source,
        labels: reading.labels(report.code.iter().chain(&report.conclusion_code), report.meta.as_ref()),
    })
}

/// Whether a report belongs to the results (category `LAB` of v2-0074).
pub(crate) fn is_laboratory(categories: &[CodeableConcept]) -> bool {
    categories.iter().any(|category| has_code(Some(category), "LAB"))
}
