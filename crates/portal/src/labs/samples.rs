//! Sample results: the ordinary ones and the awkward ones.

mod details;
mod results;
mod trends;

use portico_chart::labs::{
    Flag, LabClass, LabFilter, LabList, LabPanel, LabPanelDetail, ResultStatus, Trend,
};
use portico_chart::view::{Disclosure, Page, Shared};

pub use details::details;
pub use results::{amount, ldl, range, result};
use results::{awkward, blood_count, lipid_panel, lipids, panel};
pub use trends::{ldl_trend, trend};

use crate::look::samples::{fresh, keyed, troubled};

pub fn lists() -> Vec<(&'static str, Disclosure<LabList>)> {
    let list = |panels: Vec<LabPanel>| LabList {
        page: Page::whole(panels.len()),
        panels: panels.into_iter().map(Shared::new).collect(),
        filter: LabFilter::default(),
        classes: vec![
            LabClass::BloodCount,
            LabClass::Metabolic,
            LabClass::Lipids,
            LabClass::Diabetes,
            LabClass::Thyroid,
            LabClass::Vitamins,
        ],
    };
    let empty = LabList { classes: Vec::new(), ..list(Vec::new()) };
    let filtered = LabList {
        filter: LabFilter { class: Some(LabClass::Thyroid), flagged: true, ..LabFilter::default() },
        ..list(Vec::new())
    };
    let alone = panel(
        "a1c-1",
        keyed("Hemoglobin A1c", "lab-a1c"),
        "2025-11-02",
        vec![result("a1c", "lab-a1c", "5.4", "%", Flag::InRange, Some(range(None, Some("5.7"), "%")))],
    );
    let many: Vec<LabPanel> =
        (0..20).map(|n| if n % 3 == 0 { lipid_panel() } else { blood_count() }).collect();
    let longest = LabList {
        page: Page { page: 3, pages: 21, total: 412, groups: Vec::new() },
        filter: LabFilter { page: 3, ..LabFilter::default() },
        ..list(vec![awkward(), lipid_panel()])
    };
    vec![
        ("empty", fresh(empty)),
        ("filtered-empty", fresh(filtered)),
        ("one", fresh(list(vec![alone]))),
        ("some", fresh(list(vec![lipid_panel(), blood_count()]))),
        ("many", fresh(LabList { page: Page { pages: 3, ..Page::whole(57) }, ..list(many) })),
        ("longest", troubled(longest)),
    ]
}

pub fn panels() -> Vec<(&'static str, Disclosure<LabPanelDetail>)> {
    use Flag::{High, InRange};
    let lipids = lipids();
    let trends = vec![
        ldl_trend(),
        trend(
            &lipids[1],
            &[&[
                ("2021-02-03", "171", InRange),
                ("2022-02-17", "180", InRange),
                ("2023-03-01", "176", InRange),
                ("2024-02-20", "188", InRange),
                ("2025-02-11", "169", InRange),
                ("2026-03-03", "206", High),
                ("2026-11-22T14:15:00Z", "224", High),
            ]],
            None,
            Some("200"),
        ),
        trend(
            &lipids[2],
            &[&[
                ("2021-02-03", "61", InRange),
                ("2022-02-17", "60", InRange),
                ("2023-03-01", "63", InRange),
                ("2024-02-20", "59", InRange),
                ("2025-02-11", "62", InRange),
                ("2026-03-03", "57", InRange),
                ("2026-11-22T14:15:00Z", "58", InRange),
            ]],
            Some("40"),
            None,
        ),
        trend(
            &lipids[3],
            &[&[
                ("2021-02-03", "110", InRange),
                ("2022-02-17", "124", InRange),
                ("2023-03-01", "108", InRange),
                ("2024-02-20", "151", High),
                ("2025-02-11", "127", InRange),
                ("2026-03-03", "138", InRange),
                ("2026-11-22T14:15:00Z", "120", InRange),
            ]],
            None,
            Some("150"),
        ),
    ];
    let empty = LabPanel { results: Vec::new(), status: ResultStatus::Registered, ..lipid_panel() };
    let longest = awkward();
    vec![
        ("lipids", fresh(LabPanelDetail { panel: lipid_panel(), trends })),
        ("empty", fresh(LabPanelDetail { panel: empty, trends: Vec::new() })),
        (
            "longest",
            troubled(LabPanelDetail {
                trends: vec![Trend::default(); longest.results.len()],
                panel: longest,
            }),
        ),
    ]
}
