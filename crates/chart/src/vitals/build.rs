//! From vital-sign observations to series.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{VitalKind, VitalReading, VitalSeries};
use crate::labs::{Amount, LabComponent, LabResult, LabValue, ResultStatus, trend};
use crate::order::by_date;

/// The series of these readings, in the order people look for them.
pub(crate) fn series(results: &[Arc<LabResult>]) -> Vec<VitalSeries> {
    let mut by_kind: BTreeMap<(VitalKind, String), Vec<&Arc<LabResult>>> = BTreeMap::new();
    for result in results {
        let kind = kind_of(result);
        let name = if kind == VitalKind::Other { result.name.text.clone() } else { String::new() };
        by_kind.entry((kind, name)).or_default().push(result);
    }
    by_kind.into_iter().map(|((kind, name), results)| one_series(kind, name, results)).collect()
}

fn one_series(kind: VitalKind, name: String, mut results: Vec<&Arc<LabResult>>) -> VitalSeries {
    results.sort_by(by_date);
    let readings: Vec<_> = results.iter().filter_map(|result| reading(kind, result)).collect();
    let current = |reading: &&VitalReading| reading.result.status != ResultStatus::EnteredInError;
    let trends = match kind {
        VitalKind::BloodPressure => [SYSTOLIC, DIASTOLIC].map(|part| part_trend(&results, part)).into(),
        _ => vec![trend(results.iter().copied())],
    };
    let latest = readings.iter().find(current).cloned();
    VitalSeries { kind, name, latest, total: readings.len(), readings, trends }
}

const SYSTOLIC: &str = "8480-6";
const DIASTOLIC: &str = "8462-4";

fn kind_of(result: &LabResult) -> VitalKind {
    match result.name.code.as_ref().map(|code| code.code.as_str()) {
        Some("85354-9" | "55284-4" | "8716-3" | "35094-2") => VitalKind::BloodPressure,
        Some("8867-4") => VitalKind::HeartRate,
        Some("29463-7" | "3141-9" | "8335-2") => VitalKind::Weight,
        Some("8302-2" | "8306-3" | "8308-9") => VitalKind::Height,
        Some("39156-5") => VitalKind::Bmi,
        Some("9843-4" | "8287-5" | "8289-1") => VitalKind::HeadCircumference,
        Some("8310-5" | "8331-1" | "8328-7") => VitalKind::Temperature,
        Some("2708-6" | "59408-5") => VitalKind::OxygenSaturation,
        Some("9279-1") => VitalKind::RespiratoryRate,
        _ => VitalKind::Other,
    }
}

fn component<'a>(result: &'a LabResult, code: &str) -> Option<(&'a LabComponent, &'a Amount)> {
    let part =
        result.components.iter().find(|part| part.name.code.as_ref().is_some_and(|own| own.code == code))?;
    match &part.value {
        LabValue::Quantity(amount) => Some((part, amount)),
        _ => None,
    }
}

fn reading(kind: VitalKind, result: &Arc<LabResult>) -> Option<VitalReading> {
    let (text, unit) = match &result.value {
        LabValue::Quantity(amount) => (amount.text.clone(), amount.unit.clone()),
        LabValue::Text { text } => (text.clone(), None),
        LabValue::Coded { term } => (term.text.clone(), None),
        _ if kind == VitalKind::BloodPressure => {
            let systolic = component(result, SYSTOLIC).map(|(_, amount)| amount);
            let diastolic = component(result, DIASTOLIC).map(|(_, amount)| amount);
            let shown =
                |amount: Option<&Amount>| amount.map_or("–", |amount| amount.text.as_str()).to_owned();
            systolic.or(diastolic)?;
            (
                format!("{}/{}", shown(systolic), shown(diastolic)),
                systolic.or(diastolic).and_then(|amount| amount.unit.clone()),
            )
        }
        _ => return None,
    };
    Some(VitalReading {
        id: result.id.clone(),
        at: result.taken.or(result.released),
        text,
        unit,
        result: Arc::clone(result),
    })
}

/// The trend of one component, as if it were a result of its own.
fn part_trend(results: &[&Arc<LabResult>], code: &str) -> crate::labs::Trend {
    let parts = results.iter().filter_map(|result| {
        let (part, _) = component(result, code)?;
        Some(Arc::new(LabResult {
            name: part.name.clone(),
            value: part.value.clone(),
            flag: part.flag,
            range: part.range.clone(),
            components: Vec::new(),
            ..LabResult::clone(result)
        }))
    });
    trend(&parts.collect::<Vec<_>>())
}
