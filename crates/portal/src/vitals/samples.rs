//! Sample vital signs.

use std::sync::Arc;

use portico_chart::labs::{Flag, LabResult, ResultStatus, Trend};
use portico_chart::view::Disclosure;
use portico_chart::vitals::{VitalKind, VitalReading, VitalSeries, VitalsView};

use crate::labs::samples::{result, trend};
use crate::look::samples::{fresh, id, long_text, troubled, when};

fn reading(of: &LabResult, at: &str, text: &str, unit: &str) -> VitalReading {
    VitalReading {
        id: id("v"),
        at: Some(when(at)),
        text: text.into(),
        unit: Some(unit.into()),
        result: Arc::new(of.clone()),
    }
}

fn series(kind: VitalKind, readings: Vec<VitalReading>, trends: Vec<Trend>) -> VitalSeries {
    let (latest, total) = (readings.first().cloned(), readings.len());
    VitalSeries { kind, name: String::new(), latest, readings, total, trends }
}

fn pressure() -> VitalSeries {
    let base = result("systolic", "lab-none", "128", "mm[Hg]", Flag::Unknown, None);
    let days = ["2024-02-20", "2024-09-01", "2025-02-11", "2025-08-30", "2026-03-03", "2026-11-22T14:05:00Z"];
    let of = |values: [&'static str; 6]| -> Vec<(&str, &str, Flag)> {
        days.into_iter().zip(values).map(|(day, value)| (day, value, Flag::Unknown)).collect()
    };
    let (up, down) =
        (of(["118", "121", "131", "142", "134", "128"]), of(["76", "78", "84", "91", "86", "82"]));
    let texts = ["118/76", "121/78", "131/84", "142/91", "134/86", "128/82"];
    let readings =
        days.into_iter().zip(texts).rev().map(|(day, text)| reading(&base, day, text, "mm[Hg]")).collect();
    series(
        VitalKind::BloodPressure,
        readings,
        vec![trend(&base, &[&up], None, None), trend(&base, &[&down], None, None)],
    )
}

fn weight() -> VitalSeries {
    let base = result("weight", "lab-none", "71.5", "kg", Flag::Unknown, None);
    let wrong = LabResult { status: ResultStatus::EnteredInError, ..base.clone() };
    let points = [
        ("2025-02-11", "73.2", Flag::Unknown),
        ("2025-08-30", "72.8", Flag::Unknown),
        ("2026-11-22", "71.5", Flag::Unknown),
    ];
    let readings = vec![
        reading(&base, "2026-11-22", "71.5", "kg"),
        reading(&wrong, "2026-03-03", "715", "kg"),
        reading(&base, "2025-08-30", "72.8", "kg"),
        reading(&base, "2025-02-11", "73.2", "kg"),
    ];
    series(VitalKind::Weight, readings, vec![trend(&base, &[&points], None, None)])
}

pub fn views() -> Vec<(&'static str, Disclosure<VitalsView>)> {
    let base = result("pulse", "lab-none", "66", "/min", Flag::Unknown, None);
    let kinds = [
        VitalKind::HeartRate,
        VitalKind::Height,
        VitalKind::Bmi,
        VitalKind::HeadCircumference,
        VitalKind::Temperature,
        VitalKind::OxygenSaturation,
        VitalKind::RespiratoryRate,
    ];
    let lone = |kind| series(kind, vec![reading(&base, "2026-11-22", "66", "/min")], vec![Trend::default()]);
    let mut many: Vec<VitalSeries> = vec![pressure(), weight()];
    many.extend(kinds.map(lone));
    many.push(VitalSeries { name: long_text(), ..lone(VitalKind::Other) });
    many.push(VitalSeries { latest: None, readings: Vec::new(), ..lone(VitalKind::Other) });
    if let Some(last) = many.last_mut() {
        last.name = "Pain severity".into();
    }
    vec![
        ("empty", fresh(VitalsView { series: Vec::new(), kind: None })),
        ("one", fresh(VitalsView { series: vec![lone(VitalKind::HeartRate)], kind: None })),
        ("some", fresh(VitalsView { series: vec![pressure(), weight()], kind: None })),
        ("cut", fresh(VitalsView { series: vec![VitalSeries { total: 312, ..pressure() }], kind: None })),
        ("many", fresh(VitalsView { series: vec![weight()], kind: Some(VitalKind::Weight) })),
        ("longest", troubled(VitalsView { series: many, kind: None })),
    ]
}
