//! What should be told of the cases with bundles: results, measurements and their dates.

use super::Due::{Is, Says, Silent};
use super::{Row, row};

const CULTURE: &str =
    "Drug                 MIC     Call\nAmpicillin           >=32    R\nCiprofloxacin        <=0.25  S";

pub const ROWS: &[Row] = &[
    // Two scales of HbA1c: 48 mmol/mol is 6.5 %, never 4.8.
    row(
        "01",
        "bug01-patient",
        "labs/bug01-a1c-d",
        &[
            Is("/trend/unit", "\"%\""),
            Is("/trend/segments/0/points/0/number", "\"6.5\""),
            Is("/trend/segments/0/points/1/number", "\"6.9\""),
            Is("/trend/segments/0/points/3/number", "\"6.5\""),
            Silent("\"4.8\""),
        ],
    ),
    row(
        "01",
        "bug01-patient",
        "/labs/bug01-a1c-d",
        &[Silent("lowest 4.8"), Silent("5.2 %"), Says("lowest 6.5")],
    ),
    row(
        "01",
        "bug01-patient",
        "health-summary",
        &[
            Is("/latest_results/0/result/id", "\"bug01-a1c-d\""),
            Is("/latest_results/0/trend/segments/0/points/0/number", "\"6.5\""),
        ],
    ),
    // Equivalents carry the charge of their substance.
    row(
        "02",
        "bug02-patient",
        "labs/bug02-ca-c",
        &[Is("/trend/segments/0/points/0/number", "\"9.61872\""), Silent("19.2374")],
    ),
    row(
        "02",
        "bug02-patient",
        "labs/bug02-mg-b",
        &[Is("/trend/segments/0/points/0/number", "\"2.06592\""), Silent("4.13185")],
    ),
    row(
        "02",
        "bug02-patient",
        "labs/bug02-na-b",
        &[
            Is("/trend/segments/0/points/0/number", "\"140\""),
            Is("/trend/segments/0/points/1/number", "\"141\""),
        ],
    ),
    row("02", "bug02-patient", "/labs/bug02-ca-c", &[Silent("19.2"), Says("highest 9.6")]),
    // Hours without a zone, and days without dashes.
    row(
        "10",
        "bug10-patient",
        "labs",
        &[
            Is("/panels/0/id", "\"bug10-gl-new\""),
            Is("/panels/0/taken", "\"2026-01-14T13:30:00Z\""),
            Is("/lost_dates", "0"),
        ],
    ),
    row("10", "bug10-patient", "health-summary", &[Is("/latest_results/0/result/id", "\"bug10-gl-new\"")]),
    row("10", "bug10-patient", "immunizations", &[Is("/immunizations/0/given", "\"2025-10-04\"")]),
    row("10", "bug10-patient", "visits", &[Is("/visits/0/start", "\"2026-01-14T13:00:00Z\"")]),
    row("10", "bug10-patient", "notes", &[Is("/documents/0/written", "\"2026-01-14T14:10:00Z\"")]),
    row("10", "bug10-patient", "medications", &[Is("/active/0/prescribed", "\"2026-01-14T13:35:00Z\"")]),
    row("10", "bug10-patient", "/timeline", &[Says("January 14, 2026"), Says("October 4, 2025")]),
    // The evening of the last day of a year.
    row(
        "11",
        "bug11-patient",
        "timeline?year=2025",
        &[Says("bug11-er"), Says("\"bug11-k\""), Silent("bug11-k-next")],
    ),
    row(
        "11",
        "bug11-patient",
        "timeline?year=2026",
        &[Says("bug11-k-next"), Silent("bug11-er"), Silent("\"bug11-k\"")],
    ),
    row(
        "11",
        "bug11-patient",
        "labs?to=2025-12-31",
        &[Is("/panels/0/id", "\"bug11-k\""), Silent("bug11-k-next")],
    ),
    row(
        "11",
        "bug11-patient",
        "labs?from=2026-01-01",
        &[Is("/panels/0/id", "\"bug11-k-next\""), Is("/panels/1", "null")],
    ),
    row("11", "bug11-patient", "/visits", &[Says(">2025<"), Silent(">2026<"), Says("December 31, 2025")]),
    // Results without a category.
    row(
        "15",
        "bug15-patient",
        "labs/panels/bug15-cbc",
        &[
            Is("/panel/results/0/id", "\"bug15-hgb\""),
            Is("/panel/results/0/flag", "\"low\""),
            Is("/panel/results/0/value/text", "\"10.9\""),
            Says("bug15-plt"),
            Says("bug15-wbc"),
            Is("/panel/missing", "0"),
        ],
    ),
    row(
        "15",
        "bug15-patient",
        "labs/bug15-tsh",
        &[Is("/result/flag", "\"high\""), Is("/result/value/text", "\"7.8\"")],
    ),
    row(
        "15",
        "bug15-patient",
        "/labs",
        &[Silent("The laboratory sent no values"), Says("10.9"), Says("7.8")],
    ),
    row("15", "bug15-patient", "?hemoglobin", &[Is("/hits/0/id", "\"bug15-hgb\"")]),
    row("15", "bug15-patient", "?platelets", &[Is("/hits/0/id", "\"bug15-plt\"")]),
    // Observations of the other categories.
    row(
        "16",
        "bug16-patient",
        "/other",
        &[
            Says("Former smoker, stopped in 2015"),
            Says("Sinus rhythm. No change since last year."),
            Says("One mole of 4 mm on the left shoulder, unchanged."),
        ],
    ),
    row("16", "bug16-patient", "other?kind=surveys", &[Is("/groups/0/items/0/value/text", "\"6\"")]),
    row("16", "bug16-patient", "?smoking", &[Is("/hits/0/id", "\"bug16-smoke\"")]),
    row("16", "bug16-patient", "?EKG", &[Is("/hits/0/id", "\"bug16-ecg\"")]),
    row("16", "bug16-patient", "/timeline", &[Says("October 10, 2025"), Silent("Nothing yet")]),
    // Cultures in columns.
    row("20", "bug20-patient", "/labs/bug20-culture", &[Says(CULTURE)]),
    row("20", "bug20-patient", "/labs/panels/bug20-micro", &[Says(CULTURE), Silent("could not be drawn")]),
    row("20", "bug20-patient", "/labs", &[Says(CULTURE)]),
    row("20", "bug20-patient", "/reports/bug20-micro", &[Says(CULTURE)]),
    row("20", "bug20-patient", "labs/bug20-culture", &[Is("/result/flag", "\"abnormal\"")]),
];
