//! Notes, reports, documents, and their files.

use axum::http::Method;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::IntoResponse;
use portico_chart::documents::{DocumentContent, DocumentDetail, DocumentList, ReportDetail, ReportList};
use portico_chart::view::{Disclosure, PageQuery, Paged};

use crate::extract::{Attachment, Item, OpenChart, QueryOf};
use crate::problem::Problem;
use crate::site_map::{Access, SiteMap};
use crate::view::View;

pub(crate) fn routes(map: &mut SiteMap) {
    map.chart_with::<Disclosure<Paged<DocumentList>>, PageQuery, _, _>("notes", notes);
    map.chart::<Disclosure<DocumentDetail>, _, _>("notes/{id}", document);
    map.chart_with::<Disclosure<Paged<DocumentList>>, PageQuery, _, _>("documents", documents);
    map.chart::<Disclosure<DocumentDetail>, _, _>("documents/{id}", document);
    map.chart_with::<Disclosure<Paged<ReportList>>, PageQuery, _, _>("reports", reports);
    map.chart::<Disclosure<ReportDetail>, _, _>("reports/{id}", report);
    for base in ["/patients/{patient}", "/api/v1/patients/{patient}", "/api/v1"] {
        map.route(
            Method::GET,
            &format!("{base}/documents/{{id}}/content/{{index}}"),
            Access::Chart,
            document_content,
        );
        map.route(
            Method::GET,
            &format!("{base}/reports/{{id}}/content/{{index}}"),
            Access::Chart,
            report_content,
        );
    }
}

async fn notes(
    OpenChart(chart): OpenChart,
    QueryOf(wanted): QueryOf<PageQuery>,
) -> Result<View<Disclosure<Paged<DocumentList>>>, Problem> {
    Ok(View(chart.notes(wanted).await?))
}

async fn documents(
    OpenChart(chart): OpenChart,
    QueryOf(wanted): QueryOf<PageQuery>,
) -> Result<View<Disclosure<Paged<DocumentList>>>, Problem> {
    Ok(View(chart.documents(wanted).await?))
}

async fn document(
    OpenChart(chart): OpenChart,
    Item(id): Item,
) -> Result<View<Disclosure<DocumentDetail>>, Problem> {
    Ok(View(chart.document(&id).await?))
}

async fn reports(
    OpenChart(chart): OpenChart,
    QueryOf(wanted): QueryOf<PageQuery>,
) -> Result<View<Disclosure<Paged<ReportList>>>, Problem> {
    Ok(View(chart.reports(wanted).await?))
}

async fn report(
    OpenChart(chart): OpenChart,
    Item(id): Item,
) -> Result<View<Disclosure<ReportDetail>>, Problem> {
    Ok(View(chart.report(&id).await?))
}

async fn document_content(
    OpenChart(chart): OpenChart,
    file: Attachment,
) -> Result<impl IntoResponse, Problem> {
    Ok(download(chart.document_content(&file.id, file.index).await?))
}

async fn report_content(OpenChart(chart): OpenChart, file: Attachment) -> Result<impl IntoResponse, Problem> {
    Ok(download(chart.report_content(&file.id, file.index).await?))
}

/// A file of the record is saved, never opened inside the portal: whatever is in it cannot act as the portal.
fn download(content: DocumentContent) -> impl IntoResponse {
    let headers = [
        (CONTENT_TYPE, safe_type(&content.content_type)),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", content.file_name)),
        (CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'".to_owned()),
    ];
    (headers, content.bytes)
}

/// The declared type where it is one, else bytes.
fn safe_type(declared: &str) -> String {
    let is_type = declared.len() < 128
        && declared.contains('/')
        && declared.bytes().all(|b| b.is_ascii_graphic() || b == b' ');
    if is_type { declared.to_owned() } else { "application/octet-stream".to_owned() }
}
