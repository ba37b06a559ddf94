//! Files that are not what they are called, and notes in other sets of characters.

use portico_testkit::{TestPortal, TestVisitor};
use serde_json::{Value, json};

use super::{person, portal_of};

const RTF: &str = "e1xydGYxXGFuc2kgS25lZSBwYWluLlxwYXJ9";
const PDF: &str = "JVBERi0xLjQKMSAwIG9iajw8Pj5lbmRvYmoKdHJhaWxlcjw8Pj4KJSVFT0YK";
const CDA: &str = "PD94bWwgdmVyc2lvbj0iMS4wIj8+PENsaW5pY2FsRG9jdW1lbnQ+PHRpdGxlPkNhcmU8L3RpdGxlPjwvQ2xpbmljYWxEb2N1bWVudD4=";
const SCAN: &str = "PGh0bWw+PGJvZHk+PGltZyBzcmM9J3NjYW4ucG5nJz48L2JvZHk+PC9odG1sPg==";
/// `25 µg` in windows-1252.
const MICRO: &str = "MjUgtWc=";

fn note(id: &str, content_type: &str, data: &str) -> Value {
    json!({"resourceType": "DocumentReference", "id": id, "status": "current", "type": {"text": "Progress note"},
        "date": "2025-11-02T11:00:00-05:00", "subject": {"reference": "Patient/veld"},
        "content": [{"attachment": {"contentType": content_type, "data": data}}]})
}

async fn reader(notes: &[Value]) -> (TestPortal, TestVisitor) {
    let all: Vec<Value> = [person("veld", &json!({}))].into_iter().chain(notes.iter().cloned()).collect();
    let portal = portal_of(&all).await;
    let reader = portal.patient("veld").await;
    (portal, reader)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_text_is_offered_as_the_file_that_it_is() {
    let files = [
        ("rtf", "text/plain", RTF, "file", "document-1.rtf"),
        ("cda", "text/html", CDA, "file", "document-1.xml"),
        ("pdf", "application/octet-stream", PDF, "file", "document-1.pdf"),
        ("scan", "text/html", SCAN, "not_as_text", "document-1.html"),
    ];
    let notes: Vec<Value> = files.iter().map(|(id, declared, data, ..)| note(id, declared, data)).collect();
    let (_portal, mut reader) = reader(&notes).await;

    for (id, _, _, kind, file_name) in files {
        assert_eq!(reader.get(&format!("/api/v1/documents/{id}")).await.json()["body"]["kind"], kind, "{id}");
        let page = reader.get(&format!("/patients/me/documents/{id}")).await.text;
        assert!(!page.contains("rtf1") && !page.contains("ClinicalDocument"), "{id}: {page}");
        let file = reader.get(&format!("/patients/me/documents/{id}/content/0")).await;
        assert!(file.header("content-disposition").contains(file_name), "{id}");
    }
    let pdf = reader.get("/api/v1/documents/pdf").await.json();
    assert_eq!(pdf["document"]["attachments"][0]["content_type"], "application/pdf");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_keeps_its_units_and_a_damaged_one_is_no_outage() {
    let wrapped = "UGFpbiA8\r\n MiBvZiAxMC4";
    let (_portal, mut reader) = reader(&[
        note("undeclared", "text/plain", MICRO),
        note("declared", "text/plain; charset=ISO-8859-1", MICRO),
        note("wrapped", "text/plain", wrapped),
        note("damaged", "text/plain", "%%% no base64 %%%"),
    ])
    .await;

    for id in ["undeclared", "declared"] {
        let body = reader.get(&format!("/api/v1/documents/{id}")).await.json()["body"].clone();
        assert_eq!(body, json!({"kind": "text", "text": "25 µg"}), "{id}");
    }
    assert_eq!(reader.get("/api/v1/documents/wrapped").await.json()["body"]["text"], "Pain <2 of 10.");
    assert_eq!(reader.get("/api/v1/documents/damaged").await.json()["body"]["kind"], "unreadable");
    let file = reader.get("/api/v1/documents/damaged/content/0").await;
    assert_eq!((file.status.as_u16(), file.problem().as_str()), (422, "file-unreadable"));
}
