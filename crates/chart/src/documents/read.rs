//! Reading notes, reports and documents, and taking their files away.

use portico_audit::Action;
use portico_model::{Category, ResourceId, Sensitivities, When};
use portico_policy::Act;

use super::{
    Content, DocumentBody, DocumentContent, DocumentDetail, DocumentHead, DocumentList, DocumentSource,
    LinkedLabels, ReportDetail, ReportHead, ReportList, ReportSource, body_of, bytes_of, content,
    may_be_text,
};
use crate::charts::{Chart, ChartError, Look};
use crate::disclose::{Gathered, Particular, Particulars, Parts, Sieve, resource};
use crate::gateway::{Contents, NoBytes};
use crate::order::newest_first;
use crate::paging::A_PAGE;
use crate::reading::Labelled;
use crate::view::{AttachmentHead, Disclosure, Link, Page, PageQuery, Paged, Part};
use crate::visits::visits;

/// What shows documents reads also what they are linked with, because they are as sensitive as that.
const DOCUMENTS: Parts<'_> = Parts { shown: &[Part::Documents, Part::Visits], beside: &[Part::Conditions] };
const REPORTS: Parts<'_> =
    Parts { shown: &[Part::Reports, Part::Visits], beside: &[Part::Conditions, Part::Results] };

/// So many files of one document are looked into for text.
const MOST_CANDIDATES: usize = 3;

impl Chart {
    /// The clinical notes, newest first.
    pub async fn notes(&self, wanted: PageQuery) -> Result<Disclosure<Paged<DocumentList>>, ChartError> {
        self.document_list("notes", Category::Notes, |document| document.is_clinical_note, wanted).await
    }

    /// All documents, newest first, notes among them.
    pub async fn documents(&self, wanted: PageQuery) -> Result<Disclosure<Paged<DocumentList>>, ChartError> {
        self.document_list("documents", Category::Documents, |_| true, wanted).await
    }

    async fn document_list(
        &self,
        page: &'static str,
        category: Category,
        is_wanted: fn(&DocumentHead) -> bool,
        wanted: PageQuery,
    ) -> Result<Disclosure<Paged<DocumentList>>, ChartError> {
        let gathered = self.gather(page, DOCUMENTS).await?;
        let mut sieve = self.sieve(Act::Read);
        let mut documents = permitted_documents(&gathered, &mut sieve, is_wanted);
        let place = Page::cut(wanted, A_PAGE, &mut [&mut documents]);
        let categories = [category];
        let look = Look::new(Action::Read, page, &categories);
        let shown = documents.len();
        let list = Paged { page: place, list: DocumentList { documents } };
        self.disclose(look, gathered, sieve, shown, list).await
    }

    /// One note or document, with its text where it has one.
    pub async fn document(&self, id: &ResourceId) -> Result<Disclosure<DocumentDetail>, ChartError> {
        let gathered = self.gather("documents/one", DOCUMENTS).await?;
        let mut sieve = self.sieve(Act::Read);
        let named = resource("DocumentReference", id);
        let Some(found) = documents(&gathered).iter().find(|own| own.item.head.id == *id).cloned() else {
            return self.missing("documents/one", named, None).await;
        };
        let category = category_of(&found.item.head);
        let linked = LinkedLabels::of(&gathered);
        let labels = linked.document(&found);
        if !sieve.lets_item(category, labels, &found.item.head) {
            return self.missing("documents/one", named, Some(sieve)).await;
        }
        let DocumentSource { head, contents, .. } = found.item;
        let Labelled { item: body, labels: of_body } = self.body(&head.attachments, &contents).await;
        if !sieve.lets_item(category, labels.union(of_body), &head) {
            return self.missing("documents/one", named, Some(sieve)).await;
        }
        let visit = head.visit.as_ref().and_then(|visit| visit_link(&gathered, &linked, visit, &mut sieve));
        let head = DocumentHead { visit: visit.as_ref().map(|visit| visit.id.clone()), ..head };
        let detail = DocumentDetail { document: head, visit, body };
        let categories = [category];
        let look = Look::new(Action::Read, "documents/one", &categories).at(vec![named]);
        self.disclose(look, gathered, sieve, 1, detail).await
    }

    /// The bytes of one attachment of a document, to be taken away.
    pub async fn document_content(&self, id: &ResourceId, index: u16) -> Result<DocumentContent, ChartError> {
        let gathered = self.gather("documents/content", DOCUMENTS).await?;
        let found =
            documents(&gathered).iter().find(|own| own.item.head.id == *id).cloned().map(|found| Download {
                category: category_of(&found.item.head),
                labels: LinkedLabels::of(&gathered).document(&found),
                when: found.item.head.particulars().when,
                attachments: found.item.head.attachments,
                contents: found.item.contents,
            });
        self.download("documents/content", "DocumentReference", "document", id, index, gathered, found).await
    }

    /// Imaging, pathology and other diagnostic reports, newest first.
    pub async fn reports(&self, wanted: PageQuery) -> Result<Disclosure<Paged<ReportList>>, ChartError> {
        let gathered = self.gather("reports", REPORTS).await?;
        let mut sieve = self.sieve(Act::Read);
        let mut reports = permitted_reports(&gathered, &mut sieve, |_| true);
        let page = Page::cut(wanted, A_PAGE, &mut [&mut reports]);
        let look = Look::new(Action::Read, "reports", &[Category::Reports]);
        let shown = reports.len();
        let list = Paged { page, list: ReportList { reports } };
        self.disclose(look, gathered, sieve, shown, list).await
    }

    /// One report with its conclusion, and its text where it has one.
    pub async fn report(&self, id: &ResourceId) -> Result<Disclosure<ReportDetail>, ChartError> {
        let gathered = self.gather("reports/one", REPORTS).await?;
        let mut sieve = self.sieve(Act::Read);
        let named = resource("DiagnosticReport", id);
        let Some(found) = reports(&gathered).iter().find(|own| own.item.head.id == *id).cloned() else {
            return self.missing("reports/one", named, None).await;
        };
        let category = report_category(&found.item);
        let linked = LinkedLabels::of(&gathered);
        let labels = linked.report(&found);
        if !linked.lets_report(&found, &mut sieve) {
            return self.missing("reports/one", named, Some(sieve)).await;
        }
        let ReportSource { head, conclusion, conclusion_codes, contents, .. } = found.item;
        let Labelled { item: body, labels: of_body } = self.body(&head.attachments, &contents).await;
        if !sieve.lets_item(category, labels.union(of_body), &head) {
            return self.missing("reports/one", named, Some(sieve)).await;
        }
        let detail = ReportDetail { report: head, conclusion, conclusion_codes, body };
        let categories = [category];
        let look = Look::new(Action::Read, "reports/one", &categories).at(vec![named]);
        self.disclose(look, gathered, sieve, 1, detail).await
    }

    /// The bytes of one attachment of a report, to be taken away.
    pub async fn report_content(&self, id: &ResourceId, index: u16) -> Result<DocumentContent, ChartError> {
        let gathered = self.gather("reports/content", REPORTS).await?;
        let found = reports(&gathered).iter().find(|own| own.item.head.id == *id).cloned();
        let mut sieve = self.sieve(Act::Download);
        let linked = LinkedLabels::of(&gathered);
        if found.as_ref().is_some_and(|found| !linked.lets_report(found, &mut sieve)) {
            let named = vec![resource("DiagnosticReport", id)];
            return self.missing_to(Action::Download, "reports/content", named, Some(sieve)).await;
        }
        let found = found.map(|found| Download {
            category: report_category(&found.item),
            labels: linked.report(&found),
            when: found.item.head.particulars().when,
            attachments: found.item.head.attachments,
            contents: found.item.contents,
        });
        self.download("reports/content", "DiagnosticReport", "report", id, index, gathered, found).await
    }

    #[expect(clippy::too_many_arguments, reason = "what documents and reports share, and nobody else")]
    async fn download(
        &self,
        page: &'static str,
        kind: &'static str,
        stem: &str,
        id: &ResourceId,
        index: u16,
        gathered: Gathered,
        found: Option<Download>,
    ) -> Result<DocumentContent, ChartError> {
        let mut sieve = self.sieve(Act::Download);
        let named = resource(kind, id);
        let when = found.as_ref().and_then(|found| found.when);
        let of = Particulars { id: Some(id), when, ..Particulars::default() };
        let attachment = found.and_then(|found| found.attachment(index));
        let Some((category, labels, head, place)) = attachment else {
            return self.missing_to(Action::Download, page, vec![named], None).await;
        };
        if !sieve.lets_item(category, labels, &of) {
            return self.missing_to(Action::Download, page, vec![named], Some(sieve)).await;
        }
        let bytes = match bytes_of(&self.inner.gateway, &self.patient, &place).await {
            Ok(bytes) => bytes,
            Err(NoBytes::Empty) => return self.missing_to(Action::Download, page, vec![named], None).await,
            Err(NoBytes::Elsewhere | NoBytes::Undecodable) => {
                self.audit_failure(Action::Download, page, vec![named], "file_unreadable").await?;
                return Err(ChartError::FileUnreadable);
            }
            Err(NoBytes::Failed) => {
                self.audit_failure(Action::Download, page, vec![named], "unavailable").await?;
                return Err(ChartError::Unavailable);
            }
        };
        if !sieve.lets_item(category, labels.union(bytes.labels), &of) {
            return self.missing_to(Action::Download, page, vec![named], Some(sieve)).await;
        }
        let categories = [category];
        let look = Look::new(Action::Download, page, &categories).at(vec![named]);
        Ok(self.disclose(look, gathered, sieve, 1, content(&head, stem, bytes.item)).await?.content)
    }

    /// The first attachment that can be shown as text; else what there is in its place.
    async fn body(&self, heads: &[AttachmentHead], contents: &[Content]) -> Labelled<DocumentBody> {
        let pairs = heads.iter().zip(contents).filter(|(_, content)| **content != Content::None);
        let has_files = pairs.clone().next().is_some();
        let mut body = if has_files { DocumentBody::File } else { DocumentBody::Empty };
        let mut labels = Sensitivities::NONE;
        let candidates = pairs.filter(|(head, _)| may_be_text(&head.content_type)).take(MOST_CANDIDATES);
        for (at, (head, place)) in candidates.enumerate() {
            let found = match bytes_of(&self.inner.gateway, &self.patient, place).await {
                Ok(file) => {
                    labels = labels.union(file.labels);
                    body_of(head, &file.item)
                }
                Err(NoBytes::Empty) => DocumentBody::Empty,
                Err(NoBytes::Elsewhere) => DocumentBody::Elsewhere,
                Err(NoBytes::Undecodable) => DocumentBody::Unreadable,
                Err(NoBytes::Failed) => DocumentBody::Failed,
            };
            let is_shown = matches!(found, DocumentBody::Text { .. } | DocumentBody::Html { .. });
            if is_shown || at == 0 {
                body = found;
            }
            if is_shown {
                break;
            }
        }
        Labelled { item: body, labels }
    }
}

/// What is needed to hand a file out.
struct Download {
    category: Category,
    labels: Sensitivities,
    when: Option<When>,
    attachments: Vec<AttachmentHead>,
    contents: Vec<Content>,
}

impl Download {
    fn attachment(self, index: u16) -> Option<(Category, Sensitivities, AttachmentHead, Content)> {
        let at = usize::from(index);
        let head = self.attachments.into_iter().nth(at)?;
        Some((self.category, self.labels, head, self.contents.into_iter().nth(at)?))
    }
}

pub(crate) fn documents(gathered: &Gathered) -> &[Labelled<DocumentSource>] {
    match gathered.copy(Part::Documents).map(|copy| &copy.contents) {
        Some(Contents::Documents(documents)) => documents,
        _ => &[],
    }
}

fn reports(gathered: &Gathered) -> &[Labelled<ReportSource>] {
    match gathered.copy(Part::Reports).map(|copy| &copy.contents) {
        Some(Contents::Reports(reports)) => reports,
        _ => &[],
    }
}

fn category_of(document: &DocumentHead) -> Category {
    if document.is_clinical_note { Category::Notes } else { Category::Documents }
}

/// The document of a laboratory report stands under Reports too; it stays a laboratory result for policy.
pub(super) fn report_category(report: &ReportSource) -> Category {
    if report.is_laboratory { Category::Laboratory } else { Category::Reports }
}

pub(crate) fn permitted_documents(
    gathered: &Gathered,
    sieve: &mut Sieve<'_>,
    is_wanted: impl Fn(&DocumentHead) -> bool,
) -> Vec<DocumentHead> {
    let linked = LinkedLabels::of(gathered);
    let mut shown = Vec::new();
    for document in documents(gathered).iter().filter(|own| is_wanted(&own.item.head)) {
        let head = &document.item.head;
        if sieve.lets_item(category_of(head), linked.document(document), head) {
            shown.push(pointing(head, gathered, &linked, &mut sieve.aside()));
        } else {
            sieve.withhold(1);
        }
    }
    newest_first(&mut shown);
    shown
}

/// A visit that may not be shown is not pointed at.
fn pointing(
    head: &DocumentHead,
    gathered: &Gathered,
    linked: &LinkedLabels<'_>,
    sieve: &mut Sieve<'_>,
) -> DocumentHead {
    let visit = head.visit.as_ref().and_then(|visit| visit_link(gathered, linked, visit, sieve));
    DocumentHead { visit: visit.map(|visit| visit.id), ..head.clone() }
}

/// Reports that are no laboratory panels.
pub(crate) fn permitted_reports(
    gathered: &Gathered,
    sieve: &mut Sieve<'_>,
    is_wanted: impl Fn(&ReportSource) -> bool,
) -> Vec<ReportHead> {
    let linked = LinkedLabels::of(gathered);
    let mut shown = Vec::new();
    for report in reports(gathered).iter().filter(|own| !own.item.is_laboratory && is_wanted(&own.item)) {
        if linked.lets_report(report, sieve) {
            shown.push(report.item.head.clone());
        } else {
            sieve.withhold(1);
        }
    }
    newest_first(&mut shown);
    shown
}

fn visit_link(
    gathered: &Gathered,
    linked: &LinkedLabels<'_>,
    visit: &ResourceId,
    sieve: &mut Sieve<'_>,
) -> Option<Link> {
    let found = visits(gathered).iter().find(|known| known.item.visit.id == *visit)?;
    let visit = &found.item.visit;
    sieve.lets_item(Category::Visits, linked.of_visit(&visit.id), visit).then(|| visit.link())
}
