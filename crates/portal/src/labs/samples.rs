//! Sample results: the ordinary ones and the awkward ones.

use std::sync::Arc;

use portico_chart::labs::{
    Amount, Comparator, Flag, LabClass, LabComponent, LabDetail, LabFilter, LabList, LabPanel,
    LabPanelDetail, LabResult, LabValue, RefRange, ResultStatus, Segment, Trend, TrendBreak, TrendPoint,
};
use portico_chart::view::{Disclosure, Link, LinkKind};

use crate::look::samples::{fresh, id, keyed, long_text, name, term, troubled, when};

pub fn amount(text: &str, unit: &str) -> Amount {
    let (comparator, number) = match text.chars().next() {
        Some('<') => (Some(Comparator::Less), &text[1..]),
        Some('>') => (Some(Comparator::Greater), &text[1..]),
        _ => (None, text),
    };
    Amount {
        comparator,
        text: number.to_owned(),
        number: number.parse().ok(),
        unit: (!unit.is_empty()).then(|| unit.to_owned()),
        ucum: None,
    }
}

pub fn range(low: Option<&str>, high: Option<&str>, unit: &str) -> RefRange {
    RefRange {
        low: low.map(|low| amount(low, unit)),
        high: high.map(|high| amount(high, unit)),
        text: None,
        applies_to: None,
    }
}

/// A final result with a quantity; tests change what they are about.
pub fn result(
    topic: &'static str,
    key: &'static str,
    value: &str,
    unit: &str,
    flag: Flag,
    range: Option<RefRange>,
) -> LabResult {
    LabResult {
        id: id(topic),
        name: keyed(&format!("{topic} [Mass/volume] in Serum or Plasma"), key),
        class: LabClass::Lipids,
        value: LabValue::Quantity(amount(value, unit)),
        flag,
        ranges: range.clone().into_iter().collect(),
        range,
        flag_by_laboratory: Some(flag),
        flag_by_range: Some(flag),
        taken: Some(when("2026-11-22T14:15:00Z")),
        released: Some(when("2026-11-22T23:02:00Z")),
        status: ResultStatus::Final,
        method: name("Enzymatic colorimetric"),
        laboratory: name("Riverside Laboratory"),
        ordered_by: name("Dr. Maja Lindqvist"),
        specimen: name("Blood"),
        notes: Vec::new(),
        components: Vec::new(),
        topic: Some(topic),
    }
}

pub fn ldl() -> LabResult {
    result("ldl", "lab-ldl", "142", "mg/dL", Flag::High, Some(range(None, Some("<100"), "mg/dL")))
}

fn lipids() -> Vec<LabResult> {
    vec![
        ldl(),
        result(
            "cholesterol",
            "lab-cholesterol",
            "224",
            "mg/dL",
            Flag::High,
            Some(range(None, Some("<200"), "mg/dL")),
        ),
        result("hdl", "lab-hdl", "58", "mg/dL", Flag::InRange, Some(range(Some("40"), None, "mg/dL"))),
        result(
            "triglycerides",
            "lab-triglycerides",
            "120",
            "mg/dL",
            Flag::InRange,
            Some(range(None, Some("<150"), "mg/dL")),
        ),
    ]
}

fn panel(panel_id: &str, title: portico_chart::view::Term, at: &str, results: Vec<LabResult>) -> LabPanel {
    LabPanel {
        id: id(panel_id),
        name: title,
        class: LabClass::Lipids,
        taken: Some(when(at)),
        released: Some(when(at)),
        status: ResultStatus::Final,
        laboratory: name("Riverside Laboratory"),
        results: results.into_iter().map(Arc::new).collect(),
        conclusion: None,
        has_document: true,
    }
}

fn lipid_panel() -> LabPanel {
    panel("lipids-1", keyed("Lipid 1996 panel", "panel-lipid"), "2026-11-22T14:15:00Z", lipids())
}

fn blood_count() -> LabPanel {
    let r = |topic, key, value, unit, flag, low, high| {
        result(topic, key, value, unit, flag, Some(range(Some(low), Some(high), unit)))
    };
    panel(
        "cbc-1",
        keyed("CBC panel - Blood by Automated count", "panel-cbc"),
        "2026-03-03",
        vec![
            r("hemoglobin", "lab-hemoglobin", "11.6", "g/dL", Flag::Low, "12.0", "15.5"),
            r("white-cells", "lab-white-cells", "6.2", "10*3/uL", Flag::InRange, "4.0", "11.0"),
            r("red-cells", "lab-red-cells", "4.41", "10*6/uL", Flag::InRange, "3.90", "5.20"),
            r("hematocrit", "lab-hematocrit", "36.1", "%", Flag::InRange, "36", "46"),
            r("mcv", "lab-mcv", "81.9", "fL", Flag::InRange, "80", "100"),
            r("platelets", "lab-platelets", "251", "10*3/uL", Flag::InRange, "150", "400"),
        ],
    )
}

/// The forms that real record systems send.
fn awkward() -> LabPanel {
    let base = || result("potassium", "lab-potassium", "4.2", "mmol/L", Flag::Unknown, None);
    let text = |text: &str| LabValue::Text { text: text.to_owned() };
    let results = vec![
        LabResult {
            id: id("k-crit"),
            value: LabValue::Quantity(amount("6.9", "mmol/L")),
            flag: Flag::CriticalHigh,
            range: Some(range(Some("3.5"), Some("5.1"), "mmol/L")),
            ..base()
        },
        LabResult {
            id: id("trop"),
            name: keyed("Troponin I", "lab-troponin-sensitive"),
            topic: Some("troponin-sensitive"),
            value: LabValue::Quantity(amount("<0.01", "ng/mL")),
            flag: Flag::InRange,
            range: Some(range(None, Some("<0.04"), "ng/mL")),
            ..base()
        },
        LabResult {
            id: id("color"),
            name: keyed("Color of Urine", "lab-urine-color"),
            topic: Some("urine-color"),
            value: text("Yellow, slightly cloudy with a little sediment"),
            flag: Flag::Unknown,
            ..base()
        },
        LabResult {
            id: id("covid"),
            name: keyed("SARS-CoV-2 RNA", "lab-covid"),
            topic: Some("covid"),
            value: LabValue::Coded { term: term("Detected (qualifier value)") },
            flag: Flag::Abnormal,
            status: ResultStatus::Preliminary,
            ..base()
        },
        LabResult {
            id: id("na-error"),
            name: keyed("Sodium", "lab-sodium"),
            value: LabValue::Quantity(amount("14.1", "mmol/L")),
            flag: Flag::Unknown,
            status: ResultStatus::EnteredInError,
            ..base()
        },
        LabResult {
            id: id("absent"),
            name: keyed("Magnesium", "lab-magnesium"),
            value: LabValue::Absent { reason: Some("The sample was too small".into()) },
            ..base()
        },
        LabResult {
            id: id("titer"),
            name: term("Antinuclear antibody titer"),
            topic: None,
            value: LabValue::Ratio { numerator: amount("1", ""), denominator: amount("160", "") },
            flag: Flag::Abnormal,
            status: ResultStatus::Corrected,
            ..base()
        },
        LabResult {
            id: id("rbc-u"),
            name: keyed("RBC in urine", "lab-urine-red-cells"),
            value: LabValue::Range { low: Some(amount("0", "")), high: Some(amount("2", "/[HPF]")) },
            flag: Flag::InRange,
            ..base()
        },
        LabResult {
            id: id("unnamed"),
            name: term(
                "A test with a name of the record that goes on and on because somebody typed the whole method into it (LC-MS/MS, reflex to confirmation)",
            ),
            topic: None,
            value: LabValue::Quantity(amount("1234567.891", "copies/mL")),
            flag: Flag::Unknown,
            taken: None,
            ..base()
        },
    ];
    let mut panel = panel(
        "awkward-1",
        term(
            "Mixed panel with an unusually long name from an outside laboratory (send-out, reference laboratory of the university)",
        ),
        "2025-05",
        results,
    );
    panel.status = ResultStatus::Amended;
    panel.conclusion = Some(long_text());
    panel
}

pub fn lists() -> Vec<(&'static str, Disclosure<LabList>)> {
    let list = |panels: Vec<LabPanel>| LabList {
        total: panels.len(),
        pages: usize::from(!panels.is_empty()),
        panels,
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
        total: 412,
        pages: 21,
        filter: LabFilter { page: 3, ..LabFilter::default() },
        ..list(vec![awkward(), lipid_panel()])
    };
    vec![
        ("empty", fresh(empty)),
        ("filtered-empty", fresh(filtered)),
        ("one", fresh(list(vec![alone]))),
        ("some", fresh(list(vec![lipid_panel(), blood_count()]))),
        ("many", fresh(LabList { total: 57, pages: 3, ..list(many) })),
        ("longest", troubled(longest)),
    ]
}

/// A trend of values by date; `|` starts a new segment.
pub fn trend(
    of: &LabResult,
    values: &[&[(&str, &str, Flag)]],
    low: Option<&str>,
    high: Option<&str>,
) -> Trend {
    let unit = match &of.value {
        LabValue::Quantity(amount) => amount.unit.clone(),
        _ => None,
    };
    let point = |&(at, value, flag): &(&str, &str, Flag)| {
        let amount = amount(value, unit.as_deref().unwrap_or_default());
        TrendPoint {
            at: when(at),
            number: amount.number.unwrap_or_default(),
            comparator: amount.comparator,
            result: Arc::new(LabResult {
                value: LabValue::Quantity(amount),
                flag,
                taken: Some(when(at)),
                ..of.clone()
            }),
        }
    };
    let segment = |(index, values): (usize, &&[(&str, &str, Flag)])| Segment {
        break_before: (index > 0)
            .then(|| TrendBreak::Method { from: name("Friedewald"), to: name("Direct") }),
        points: values.iter().map(point).collect(),
    };
    Trend {
        segments: values.iter().enumerate().map(segment).collect(),
        unit: unit.clone(),
        band_low: low.and_then(|low| low.parse().ok()),
        band_high: high.and_then(|high| high.parse().ok()),
        converted_from: Vec::new(),
        not_drawn: Vec::new(),
    }
}

pub fn ldl_trend() -> Trend {
    use Flag::{High, InRange};
    trend(
        &ldl(),
        &[
            &[
                ("2021-02-03", "88", InRange),
                ("2022-02-17", "95", InRange),
                ("2023-03-01", "91", InRange),
                ("2024-02-20", "99", InRange),
            ],
            &[
                ("2025-02-11", "81", InRange),
                ("2026-03-03", "121", High),
                ("2026-11-22T14:15:00Z", "142", High),
            ],
        ],
        None,
        Some("100"),
    )
}

pub fn details() -> Vec<(&'static str, Disclosure<LabDetail>)> {
    let link = || Link {
        kind: LinkKind::Lab,
        id: id("lipids-1"),
        title: keyed("Lipid panel", "panel-lipid"),
        at: Some(when("2026-11-22")),
    };
    let detail = |result: LabResult, trend: Trend| LabDetail {
        result: Arc::new(result),
        trend,
        panel: Some(link()),
        same_panel: lipids().into_iter().map(Arc::new).collect(),
    };
    let alone = |result: LabResult| LabDetail {
        result: Arc::new(result),
        trend: Trend::default(),
        panel: None,
        same_panel: Vec::new(),
    };
    let awkward_results: Vec<LabResult> =
        awkward().results.iter().map(|result| result.as_ref().clone()).collect();
    let mut converted = ldl_trend();
    converted.converted_from = vec!["mmol/L".into()];
    converted.not_drawn = vec![Arc::new(LabResult {
        value: LabValue::Text { text: "hemolyzed".into() },
        flag: Flag::Unknown,
        ..ldl()
    })];
    let troponin = awkward_results[1].clone();
    let bounds = trend(
        &troponin,
        &[&[
            ("2026-11-20", "<0.01", Flag::InRange),
            ("2026-11-21", "0.05", Flag::High),
            ("2026-11-22", "<0.01", Flag::InRange),
        ]],
        None,
        Some("0.04"),
    );
    let potassium = LabResult { flag_by_range: Some(Flag::High), ..awkward_results[0].clone() };
    let potassium_trend = trend(
        &potassium,
        &[&[
            ("2025-06-01", "4.1", Flag::InRange),
            ("2025-12-01", "3.2", Flag::Low),
            ("2026-05-01", "4.6", Flag::InRange),
            ("2026-11-22", "6.9", Flag::CriticalHigh),
        ]],
        Some("3.5"),
        Some("5.1"),
    );
    let component = |title: &str, value: &str, flag| LabComponent {
        name: term(title),
        value: LabValue::Quantity(amount(value, "mg/dL")),
        flag,
        range: Some(range(None, Some("140"), "mg/dL")),
    };
    let tolerance = LabResult {
        name: keyed("Glucose tolerance", "lab-glucose-tolerance"),
        topic: Some("glucose-tolerance"),
        value: LabValue::Components,
        flag: Flag::InRange,
        range: None,
        ranges: Vec::new(),
        components: vec![
            component("Fasting", "88", Flag::InRange),
            component("1 hour", "151", Flag::High),
            component("2 hours", "119", Flag::InRange),
        ],
        notes: vec![long_text(), "Second note.".into()],
        ..ldl()
    };
    let disagreeing = LabResult { flag_by_range: Some(Flag::InRange), ..ldl() };
    let normal = result(
        "potassium",
        "lab-potassium",
        "4.2",
        "mmol/L",
        Flag::InRange,
        Some(range(Some("3.5"), Some("5.1"), "mmol/L")),
    );
    let normal_trend = trend(
        &normal,
        &[&[
            ("2022-06-01", "4.1", Flag::InRange),
            ("2023-12-01", "3.9", Flag::InRange),
            ("2024-12-01", "4.4", Flag::InRange),
            ("2025-05-01", "4.6", Flag::InRange),
            ("2026-11-22", "4.2", Flag::InRange),
        ]],
        Some("3.5"),
        Some("5.1"),
    );
    let mut samples = vec![
        ("high", fresh(detail(ldl(), ldl_trend()))),
        ("in-range", fresh(detail(normal, normal_trend))),
        ("critical", fresh(detail(potassium, potassium_trend))),
        ("bounds", fresh(detail(troponin, bounds))),
        ("converted", troubled(detail(disagreeing, converted))),
        ("components", fresh(alone(tolerance))),
    ];
    let names = ["text", "coded", "error", "absent", "ratio", "range", "longest"];
    samples.extend(
        names
            .into_iter()
            .zip(awkward_results.into_iter().skip(2))
            .map(|(name, result)| (name, fresh(alone(result)))),
    );
    samples
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
