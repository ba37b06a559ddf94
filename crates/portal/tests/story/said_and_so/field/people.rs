//! What should be told of the cases with bundles: people and papers.

use super::Due::{Is, Moved, Says, Silent};
use super::{Row, row};

pub const ROWS: &[Row] = &[
    // Files that are not what they say.
    row("19", "bug19-patient", "documents/bug19-rtf", &[Is("/body/kind", "\"file\"")]),
    row("19", "bug19-patient", "documents/bug19-rtf-plain", &[Is("/body/kind", "\"file\"")]),
    row("19", "bug19-patient", "documents/bug19-cda", &[Is("/body/kind", "\"file\"")]),
    row(
        "19",
        "bug19-patient",
        "documents/bug19-pdf",
        &[Is("/document/attachments/0/content_type", "\"application/pdf\"")],
    ),
    row("19", "bug19-patient", "/notes/bug19-rtf-plain", &[Silent("rtf1")]),
    row("19", "bug19-patient", "/notes/bug19-cda", &[Silent("ClinicalDocument"), Silent("None.")]),
    // A name and ways that ended. The account of this test has the first name of the record, which a twin does not show.
    row(
        "23",
        "bug23-patient",
        "profile",
        &[
            Is("/name", "\"Mara Ellery\""),
            Is("/other_names", "[]"),
            Is("/emails/0/value", "\"mara.ellery@example.org\""),
            Is("/emails/1", "null"),
            Is("/phones/0/value", "\"+1 555 010 0992\""),
            Is("/phones/1", "null"),
            Is("/addresses/1", "null"),
            Says("88 New Street"),
            Silent("Mark"),
            Silent("Shared House"),
        ],
    ),
    // Two records that were merged.
    row("24", "bug24-patient", "/", &[Moved("bug24-kept")]),
    row("24", "bug24-patient", "/allergies", &[Moved("bug24-kept")]),
    row("24", "bug24-patient", "allergies", &[Moved("bug24-kept")]),
    row("24", "bug24-patient", "/moved", &[Moved("bug24-kept")]),
    row(
        "24",
        "bug24-kept",
        "health-summary",
        &[
            Is("/allergies/0/id", "\"bug24-sulfa\""),
            Is("/medications/0/id", "\"bug24-tam\""),
            Is("/latest_results/0/result/id", "\"bug24-psa\""),
        ],
    ),
];
