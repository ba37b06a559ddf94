//! From `DocumentReference` and `DiagnosticReport` to documents, notes and reports.

use portico_fhir::Parsed;
use portico_fhir::shapes;
use portico_model::{ResourceId, Sensitivities};

use super::kind::{BEGINNING, kind_of};
use super::{DocumentHead, DocumentStatus, ReportHead};
use crate::observations::is_laboratory_report;
use crate::reading::{self, Labelled, NotReadable, Reading, has_code, target_id, term, terms};
use crate::sensitive::in_every_way;
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
    /// All visits that it belongs to.
    pub visits: Vec<ResourceId>,
    pub contents: Vec<Content>,
}

/// A report with the places of its content.
#[derive(Debug, Clone)]
pub(crate) struct ReportSource {
    pub head: ReportHead,
    pub visit: Option<ResourceId>,
    /// The results that it reports.
    pub results: Vec<ResourceId>,
    pub conclusion: Option<String>,
    pub conclusion_codes: Vec<Term>,
    pub contents: Vec<Content>,
    pub is_laboratory: bool,
}

const NOTE_CATEGORY: &str = "clinical-note";

pub(crate) fn document(
    parsed: &Parsed<shapes::DocumentReference>,
    reading: &Reading<'_>,
) -> Result<Labelled<DocumentSource>, NotReadable> {
    let reference = &parsed.shape;
    let attachments: Vec<_> =
        reference.content.iter().filter_map(|content| content.attachment.as_ref()).collect();
    let (heads, contents) = attachment_heads(&attachments);
    let context = reference.context.as_ref();
    let visits: Vec<_> = encounters(reference).filter_map(|visit| target_id(visit, "Encounter")).collect();
    let head = DocumentHead {
        id: reading::id(reference.id.as_deref())?,
        kind: kind(reference),
        title: title(reference, &attachments),
        is_clinical_note: reference.category.iter().any(|category| has_code(Some(category), NOTE_CATEGORY)),
        written: reading
            .when(reference.date.as_deref())
            .or_else(|| reading.when(context?.period.as_ref()?.start.as_deref())),
        authors: reading.names(&reference.author, &reference.contained),
        status: status(reference),
        visit: visits.first().cloned(),
        attachments: heads,
    };
    let labels = document_labels(parsed, &head, reading);
    Ok(Labelled { item: DocumentSource { head, visits, contents }, labels })
}

fn encounters(reference: &shapes::DocumentReference) -> impl Iterator<Item = &shapes::Reference> {
    reference.context.iter().flat_map(|context| &context.encounter)
}

/// The labels of a document without those of its visits. One that nothing says what it is, or that belongs to a visit
/// nobody can find, could be of any kind.
fn document_labels(
    parsed: &Parsed<shapes::DocumentReference>,
    head: &DocumentHead,
    reading: &Reading<'_>,
) -> Sensitivities {
    let Parsed { shape: reference, faults } = parsed;
    let is_lost = encounters(reference).any(|visit| target_id(visit, "Encounter").is_none());
    if is_lost || (head.kind == Term::unnamed() && head.title.is_none()) {
        return in_every_way();
    }
    let events = reference.context.iter().flat_map(|context| &context.event);
    let settings = reference.context.iter().filter_map(|context| context.practice_setting.as_ref());
    let concepts = reference.kind.iter().chain(&reference.category).chain(&reference.security_label);
    let labels = reading.labels(concepts.chain(events).chain(settings), reference.meta.as_ref(), faults);
    let described = reading.labels_of_words(reference.description.as_deref());
    labels.union(described).union(reading.labels_of_shown(head))
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
        content_type: content_type(attachment),
        size_bytes: size(attachment),
    });
    (heads.collect(), attachments.iter().map(|attachment| content(attachment)).collect())
}

/// The media type: by the content where the resource has it inside, else as declared.
fn content_type(attachment: &shapes::Attachment) -> String {
    let declared = attachment.content_type.as_deref().unwrap_or("application/octet-stream");
    let data = attachment.data.as_deref().filter(|data| !data.trim().is_empty());
    // Four signs are three bytes, and line breaks are no signs.
    let beginning = data.and_then(|data| data.get(..data.len().min(BEGINNING * 3 / 2 / 4 * 4)));
    let beginning = beginning.and_then(|some| inline_bytes(whole_groups(some)));
    match beginning {
        Some(bytes) if !bytes.is_empty() => kind_of(declared, &bytes).leaves_as(declared).0,
        _ => declared.to_owned(),
    }
}

/// So much of base64 as can be decoded by itself.
fn whole_groups(data: &str) -> &str {
    let signs = data.bytes().filter(|byte| !byte.is_ascii_whitespace()).count();
    let odd = signs % 4;
    let mut end = data.len();
    for _ in 0..odd {
        let kept = data[..end].trim_end();
        end = kept.char_indices().next_back().map_or(0, |(at, _)| at);
    }
    &data[..end]
}

fn size(attachment: &shapes::Attachment) -> Option<u64> {
    let signs = |data: &str| data.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=').count();
    let of_data = || Some(signs(attachment.data.as_deref()?) as u64 * 3 / 4);
    attachment.size.and_then(|size| u64::try_from(size).ok()).or_else(of_data)
}

fn content(attachment: &shapes::Attachment) -> Content {
    match (&attachment.data, &attachment.url) {
        (Some(data), _) if !data.trim().is_empty() => Content::Inline(data.clone()),
        (_, Some(url)) if !url.trim().is_empty() => Content::Url(url.clone()),
        _ => Content::None,
    }
}

/// The bytes of inline content.
pub(crate) fn inline_bytes(data: &str) -> Option<Vec<u8>> {
    portico_fhir::base64_bytes(data)
}

pub(crate) fn report(
    parsed: &Parsed<shapes::DiagnosticReport>,
    reading: &Reading<'_>,
) -> Result<Labelled<ReportSource>, NotReadable> {
    let report = &parsed.shape;
    let attachments: Vec<_> = report.presented_form.iter().collect();
    let (heads, contents) = attachment_heads(&attachments);
    let head = ReportHead {
        id: reading::id(report.id.as_deref())?,
        name: reading::term_or_unnamed(report.code.as_ref()),
        category: report.category.iter().find_map(term).map(|category| category.text),
        taken: report.effective.as_ref().and_then(|effective| reading.when(effective.start())),
        released: reading.when(report.issued.as_deref()),
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
        results: report.result.iter().filter_map(|result| target_id(result, "Observation")).collect(),
        conclusion: report.conclusion.clone().filter(|text| !text.trim().is_empty()),
        conclusion_codes: terms(&report.conclusion_code),
        contents,
        is_laboratory: is_laboratory_report(report),
    };
    let is_lost = report.encounter.as_ref().is_some_and(|visit| target_id(visit, "Encounter").is_none())
        || source.results.len() < report.result.len();
    let shown =
        reading.labels_of_shown(&source.head).union(reading.labels_of_shown(&source.conclusion_codes));
    let labels = if is_lost { in_every_way() } else { report_labels(parsed, reading).union(shown) };
    Ok(Labelled { item: source, labels })
}

/// The labels of a report without those of its visit and its results.
pub(crate) fn report_labels(
    parsed: &Parsed<shapes::DiagnosticReport>,
    reading: &Reading<'_>,
) -> Sensitivities {
    let Parsed { shape: report, faults } = parsed;
    let others = report.conclusion_code.iter().chain(&report.category);
    let labels = reading.labels_by_code(report.code.as_ref(), others, report.meta.as_ref(), faults);
    let titles = report.presented_form.iter().filter_map(|form| form.title.as_deref());
    let who = [&report.results_interpreter, &report.performer];
    let names: Vec<_> = who.iter().flat_map(|who| reading.names(who, &report.contained)).collect();
    labels
        .union(reading.labels_of_words(titles.chain(report.conclusion.as_deref())))
        .union(reading.labels_of_shown(&names))
}
