//! Sample notes, reports and documents.

use portico_chart::documents::{
    DocumentBody, DocumentDetail, DocumentHead, DocumentList, DocumentStatus, ReportDetail, ReportHead,
    ReportList,
};
use portico_chart::labs::ResultStatus;
use portico_chart::view::{AttachmentHead, Disclosure, Link, LinkKind};

use crate::look::samples::{LONGEST_NAME, fresh, id, long_text, term, troubled, when};

fn file(index: u16, title: Option<&str>, content_type: &str, size_bytes: Option<u64>) -> AttachmentHead {
    AttachmentHead { index, title: title.map(str::to_owned), content_type: content_type.into(), size_bytes }
}

pub fn note() -> DocumentHead {
    DocumentHead {
        id: id("n-1"),
        kind: term("Progress note"),
        title: None,
        is_clinical_note: true,
        written: Some(when("2026-03-03T16:20:00Z")),
        authors: vec!["Dr. Maja Lindqvist".into()],
        status: DocumentStatus::Current,
        visit: Some(id("e-1")),
        attachments: vec![file(0, None, "text/plain", Some(1_800))],
    }
}

fn letter(status: DocumentStatus) -> DocumentHead {
    DocumentHead {
        kind: term("Referral letter"),
        title: Some("Referral to the eye clinic of the university hospital, with the pictures of both eyes and the former findings".into()),
        is_clinical_note: false,
        authors: vec![LONGEST_NAME.into(), "Dr. Ito".into()],
        status,
        attachments: vec![file(0, None, "application/pdf", Some(248_000)), file(1, Some("Left eye"), "image/jpeg", Some(2_480_000)), file(2, None, "application/octet-stream", None)],
        ..note()
    }
}

pub fn report() -> ReportHead {
    ReportHead {
        id: id("r-1"),
        name: term("Chest X-ray, two views"),
        category: Some("Radiology".into()),
        taken: Some(when("2026-01-14T18:30:00Z")),
        released: Some(when("2026-01-15T14:00:00Z")),
        status: ResultStatus::Final,
        performers: vec!["Riverside Radiology".into()],
        attachments: vec![file(0, Some("Full report"), "application/pdf", Some(120_400))],
    }
}

pub fn lists() -> Vec<(&'static str, Disclosure<DocumentList>)> {
    let states = [
        DocumentStatus::Current,
        DocumentStatus::Preliminary,
        DocumentStatus::Amended,
        DocumentStatus::Superseded,
        DocumentStatus::EnteredInError,
        DocumentStatus::Unknown,
    ];
    vec![
        ("empty", fresh(DocumentList { documents: Vec::new() })),
        ("one", fresh(DocumentList { documents: vec![note()] })),
        ("longest", troubled(DocumentList { documents: states.map(letter).into() })),
    ]
}

pub fn details() -> Vec<(&'static str, Disclosure<DocumentDetail>)> {
    let visit = Link {
        kind: LinkKind::Visit,
        id: id("e-1"),
        title: term("Follow-up visit"),
        at: Some(when("2026-03-03")),
        mark: None,
    };
    let detail = |document, body| DocumentDetail { document, visit: Some(visit.clone()), body };
    let text = "SUBJECTIVE\nMs. Reyes comes for her yearly visit. She feels well & sleeps better; pain < 2/10.\n\nASSESSMENT\n1. High blood pressure, improved.\n2. High LDL, new.\n\nPLAN\nContinue lisinopril. Repeat lipids in three months.";
    let html = "<p>Seen today for <b>follow-up</b>.</p><ul><li>Blood pressure improved</li><li>Walks daily</li></ul><table><tr><th>Day</th><th>Reading</th></tr><tr><td>Monday</td><td>128/82</td></tr></table>";
    let alone =
        DocumentHead { visit: None, attachments: Vec::new(), authors: Vec::new(), written: None, ..note() };
    vec![
        ("text", fresh(detail(note(), DocumentBody::Text { text: text.into() }))),
        ("html", fresh(detail(note(), DocumentBody::Html { html: html.into() }))),
        ("file", troubled(detail(letter(DocumentStatus::Superseded), DocumentBody::File))),
        ("failed", fresh(detail(letter(DocumentStatus::EnteredInError), DocumentBody::Failed))),
        ("empty", fresh(DocumentDetail { document: alone, visit: None, body: DocumentBody::Empty })),
        (
            "longest",
            fresh(detail(
                letter(DocumentStatus::Preliminary),
                DocumentBody::Text { text: long_text().repeat(6) },
            )),
        ),
        ("amended", fresh(detail(letter(DocumentStatus::Amended), DocumentBody::File))),
    ]
}

pub fn reports() -> Vec<(&'static str, Disclosure<ReportList>)> {
    let states = [
        ResultStatus::Final,
        ResultStatus::Preliminary,
        ResultStatus::Corrected,
        ResultStatus::Cancelled,
        ResultStatus::EnteredInError,
    ];
    let many = states.map(|status| ReportHead { status, name: term("Magnetic resonance imaging of the lumbar spine without and with contrast, including reconstruction"), ..report() });
    vec![
        ("empty", fresh(ReportList { reports: Vec::new() })),
        ("one", fresh(ReportList { reports: vec![report()] })),
        ("longest", troubled(ReportList { reports: many.into() })),
    ]
}

pub fn report_details() -> Vec<(&'static str, Disclosure<ReportDetail>)> {
    let full = ReportDetail {
        report: report(),
        conclusion: Some("No sign of pneumonia. The heart is of normal size.".into()),
        conclusion_codes: vec![term("Normal chest X-ray")],
        body: DocumentBody::Text { text: long_text() },
    };
    let bare = ReportDetail {
        report: ReportHead {
            status: ResultStatus::Preliminary,
            attachments: Vec::new(),
            performers: Vec::new(),
            category: None,
            taken: None,
            released: None,
            ..report()
        },
        conclusion: None,
        conclusion_codes: Vec::new(),
        body: DocumentBody::Empty,
    };
    vec![("full", fresh(full)), ("bare", troubled(bare))]
}
