//! Sample results, each with its page.

use std::sync::Arc;

use portico_chart::labs::{Flag, LabComponent, LabDetail, LabResult, LabValue, Trend};
use portico_chart::view::{Disclosure, Link, LinkKind};

use super::results::{amount, awkward, ldl, lipids, range, result};
use super::trends::{ldl_trend, trend};
use crate::look::samples::{fresh, id, keyed, long_text, term, troubled, when};

pub fn details() -> Vec<(&'static str, Disclosure<LabDetail>)> {
    let title = || keyed("Lipid panel", "panel-lipid");
    let link = || Link::new(LinkKind::Lab, id("lipids-1"), title(), Some(when("2026-11-22")));
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
        other_codes: Vec::new(),
        value: LabValue::Quantity(amount(value, "mg/dL")),
        flag,
        marked_as: None,
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
    let names =
        ["text", "coded", "error", "absent", "ratio", "range", "longest", "lines", "marked", "critical-mark"];
    samples.extend(
        names
            .into_iter()
            .zip(awkward_results.into_iter().skip(2))
            .map(|(name, result)| (name, fresh(alone(result)))),
    );
    samples
}
