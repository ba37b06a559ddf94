//! The pages of notes, reports and documents.

use askama::Template;
use portico_chart::documents::{
    DocumentBody, DocumentDetail, DocumentHead, DocumentList, DocumentStatus, ReportDetail, ReportHead,
    ReportList,
};
use portico_chart::view::{AttachmentHead, Disclosure, Paged, Part};
use portico_model::Category;

use crate::look::{Chip, Empty, Frame, Icon, Markup, Notice, Place, Tone, status_chip};
use crate::page::{Page, Shell};
use crate::words::Words;

#[derive(Template)]
#[template(path = "documents/list.html")]
struct ListTemplate<'a> {
    f: Frame<'a>,
    d: &'a Disclosure<Paged<DocumentList>>,
}

/// Notes and documents share a view; the address says which of them the reader asked for.
impl Page for Disclosure<Paged<DocumentList>> {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let is_notes = shell.path.split(['/', '?']).any(|part| part == "notes");
        let place = if is_notes { Place::Notes } else { Place::Documents };
        ListTemplate { f: Frame::of(shell, place), d: self }.render()
    }
}

impl ListTemplate<'_> {
    fn is_notes(&self) -> bool {
        self.f.here == Place::Notes
    }

    fn lede(&self) -> &'static str {
        self.f.t(if self.is_notes() { "notes-lede" } else { "documents-lede" })
    }

    fn empty(&self) -> Empty {
        if self.is_notes() {
            self.f.nothing(self.d, &[Part::Documents], (Icon::Pen, "notes-empty-title", "notes-empty"))
        } else {
            let words = (Icon::File, "documents-empty-title", "documents-empty");
            self.f.nothing(self.d, &[Part::Documents], words)
        }
    }
}

#[derive(Template)]
#[template(path = "documents/detail.html")]
struct DetailTemplate<'a> {
    f: Frame<'a>,
    d: &'a Disclosure<DocumentDetail>,
}

impl Page for Disclosure<DocumentDetail> {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let document = &self.content.document;
        let place = if document.is_clinical_note { Place::Notes } else { Place::Documents };
        let title = document_title(&Words::of(shell), document);
        DetailTemplate { f: Frame::below(shell, place, title), d: self }.render()
    }
}

impl DetailTemplate<'_> {
    fn document(&self) -> &DocumentHead {
        &self.d.content.document
    }

    fn body(&self) -> &DocumentBody {
        &self.d.content.body
    }

    fn kind(&self) -> Category {
        if self.document().is_clinical_note { Category::Notes } else { Category::Documents }
    }

    fn files(&self) -> Vec<FileRow> {
        let base = self.f.shell.to(&format!("documents/{}/content", self.document().id));
        file_rows(&self.f.w, &base, &self.document().attachments)
    }

    fn warning(&self) -> Option<Notice> {
        let key = match self.document().status {
            DocumentStatus::Current | DocumentStatus::Unknown => return None,
            DocumentStatus::Preliminary => "document-preliminary",
            DocumentStatus::Amended => "document-amended",
            DocumentStatus::Superseded => "document-superseded",
            DocumentStatus::EnteredInError => "document-error",
        };
        Some(Notice::new(Tone::Wait, self.f.t("document-status-title"), self.f.t(key).to_owned()))
    }
}

#[derive(Template)]
#[template(path = "documents/reports.html")]
struct ReportsTemplate<'a> {
    f: Frame<'a>,
    d: &'a Disclosure<Paged<ReportList>>,
}

impl Page for Disclosure<Paged<ReportList>> {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        ReportsTemplate { f: Frame::of(shell, Place::Reports), d: self }.render()
    }
}

impl ReportsTemplate<'_> {
    fn nothing(&self) -> Empty {
        self.f.nothing(self.d, &[Part::Reports], (Icon::Scan, "reports-empty-title", "reports-empty"))
    }
}

#[derive(Template)]
#[template(path = "documents/report.html")]
struct ReportTemplate<'a> {
    f: Frame<'a>,
    d: &'a Disclosure<ReportDetail>,
}

impl Page for Disclosure<ReportDetail> {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let title = Words::of(shell).term(&self.content.report.name).to_owned();
        ReportTemplate { f: Frame::below(shell, Place::Reports, title), d: self }.render()
    }
}

impl ReportTemplate<'_> {
    fn report(&self) -> &ReportHead {
        &self.d.content.report
    }

    fn body(&self) -> &DocumentBody {
        &self.d.content.body
    }

    fn files(&self) -> Vec<FileRow> {
        let base = self.f.shell.to(&format!("reports/{}/content", self.report().id));
        file_rows(&self.f.w, &base, &self.report().attachments)
    }

    fn facts(&self) -> Vec<(&'static str, String)> {
        let w = &self.f.w;
        let report = self.report();
        let mut facts = Vec::new();
        let mut fact = |key, words: Option<String>| {
            if let Some(words) = words {
                facts.push((w.t(key), words));
            }
        };
        fact("report-taken", report.taken.map(|when| w.date_time(when)));
        fact("fact-released", report.released.map(|when| w.date_time(when)));
        fact("report-by", (!report.performers.is_empty()).then(|| w.list(&report.performers)));
        fact("report-category", report.category.clone());
        facts
    }
}

/// A file to download.
struct FileRow {
    to: String,
    words: String,
    about: String,
}

fn file_rows(w: &Words, base: &str, files: &[AttachmentHead]) -> Vec<FileRow> {
    let many = files.len() > 1;
    files
        .iter()
        .map(|file| {
            let number = usize::from(file.index) + 1;
            let words = file.title.clone().unwrap_or_else(|| {
                if many { w.count("file-numbered", number) } else { w.t("file-download").to_owned() }
            });
            let size = file.size_bytes.map(|size| w.file_size(size));
            let about = [Some(w.file_kind(&file.content_type).to_owned()), size];
            FileRow {
                to: format!("{base}/{}", file.index),
                words,
                about: about.into_iter().flatten().collect::<Vec<_>>().join(", "),
            }
        })
        .collect()
}

pub fn document_title(w: &Words, document: &DocumentHead) -> String {
    document.title.clone().unwrap_or_else(|| w.term(&document.kind).to_owned())
}

/// `November 22, 2026 · Dr. Lindqvist`.
pub fn document_line(w: &Words, document: &DocumentHead) -> String {
    let kind = document.title.is_some().then(|| w.term(&document.kind).to_owned());
    let authors = (!document.authors.is_empty()).then(|| w.list(&document.authors));
    [Some(w.date_or_none(&document.written)), authors, kind]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

fn document_chip(w: &Words, document: &DocumentHead) -> Markup {
    let key = match document.status {
        DocumentStatus::Current | DocumentStatus::Unknown => return Markup::default(),
        DocumentStatus::Preliminary => "status-preliminary",
        DocumentStatus::Amended => "status-amended",
        DocumentStatus::Superseded => "status-superseded",
        DocumentStatus::EnteredInError => "status-entered-in-error",
    };
    let tone = if document.status == DocumentStatus::EnteredInError { Tone::Plain } else { Tone::Wait };
    Markup(Chip::new(tone, w.t(key)).to_string())
}

fn report_line(w: &Words, report: &ReportHead) -> String {
    let by = (!report.performers.is_empty()).then(|| w.list(&report.performers));
    let when = report.taken.or(report.released);
    [Some(w.date_or_none(&when)), by, report.category.clone()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

fn report_chip(w: &Words, report: &ReportHead) -> Markup {
    Markup(status_chip(w, report.status).map(|chip| chip.to_string()).unwrap_or_default())
}
