//! From vital-sign observations to series.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{VitalKind, VitalReading, VitalSeries};
use crate::labs::{Amount, LabComponent, LabResult, LabValue, ResultStatus, Trend, trend};
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
    let readings: Vec<_> = results.iter().map(|result| reading(kind, result)).collect();
    let trends = match kind {
        VitalKind::BloodPressure => [SYSTOLIC, DIASTOLIC].map(|part| part_trend(&results, part)).into(),
        _ => vec![trend(results.iter().copied())],
    };
    let mut current = readings.iter().filter(|own| own.result.status != ResultStatus::EnteredInError);
    let latest = current.clone().find(|own| own.has_value()).or_else(|| current.next()).cloned();
    VitalSeries { kind, name, latest, total: readings.len(), readings, trends }
}

const SYSTOLIC: &str = "8480-6";
const DIASTOLIC: &str = "8462-4";

impl VitalKind {
    /// The vital sign that a LOINC code stands for: what US Core names, and the usual more special ones.
    pub(crate) fn of_loinc(code: &str) -> Option<Self> {
        Some(match code {
            "85354-9" | "55284-4" | "8716-3" | "35094-2" => VitalKind::BloodPressure,
            "8867-4" | "8889-8" | "8893-0" => VitalKind::HeartRate,
            "29463-7" | "3141-9" | "8335-2" | "3142-7" | "8350-1" | "8351-9" => VitalKind::Weight,
            "8302-2" | "8306-3" | "8308-9" | "3137-7" | "8301-4" => VitalKind::Height,
            "39156-5" => VitalKind::Bmi,
            "9843-4" | "8287-5" | "8289-1" => VitalKind::HeadCircumference,
            "8310-5" | "8331-1" | "8328-7" | "8332-9" | "8333-7" | "76011-6" => VitalKind::Temperature,
            "2708-6" | "59408-5" => VitalKind::OxygenSaturation,
            "9279-1" => VitalKind::RespiratoryRate,
            "59576-9" | "77606-2" | "8480-6" | "8462-4" | "3150-6" | "3151-8" => VitalKind::Other,
            _ => return None,
        })
    }
}

fn kind_of(result: &LabResult) -> VitalKind {
    let kinds = result.codes().filter_map(|code| VitalKind::of_loinc(&code.code));
    kinds.min().unwrap_or(VitalKind::Other)
}

fn part<'a>(result: &'a LabResult, code: &str) -> Option<&'a LabComponent> {
    result.components.iter().find(|part| part.codes().any(|own| own.code == code))
}

fn amount_of(part: &LabComponent) -> Option<&Amount> {
    match &part.value {
        LabValue::Quantity(amount) => Some(amount),
        _ => None,
    }
}

fn reading(kind: VitalKind, result: &Arc<LabResult>) -> VitalReading {
    let (text, unit) = match &result.value {
        LabValue::Quantity(amount) => (amount.figure(), amount.unit.clone()),
        LabValue::Text { text } => (text.clone(), None),
        LabValue::Coded { term } => (term.text.clone(), None),
        _ if kind == VitalKind::BloodPressure => pressure(result).unwrap_or_default(),
        _ => (String::new(), None),
    };
    VitalReading {
        id: result.id.clone(),
        at: result.taken.or(result.released),
        text,
        unit,
        result: Arc::clone(result),
    }
}

/// `128/82`, `>300/110`; a dash for what is missing. `None` where both are.
fn pressure(result: &LabResult) -> Option<(String, Option<String>)> {
    let amount = |code| part(result, code).and_then(amount_of);
    let (systolic, diastolic) = (amount(SYSTOLIC), amount(DIASTOLIC));
    let unit = systolic.or(diastolic)?.unit.clone();
    let shown = |amount: Option<&Amount>| amount.map_or_else(|| "–".to_owned(), Amount::figure);
    Some((format!("{}/{}", shown(systolic), shown(diastolic)), unit))
}

/// The trend of one component, as if it were a result of its own.
fn part_trend(results: &[&Arc<LabResult>], code: &str) -> Trend {
    let parts = results.iter().filter_map(|result| {
        let part = part(result, code).filter(|part| amount_of(part).is_some())?;
        Some(Arc::new(LabResult {
            name: part.name.clone(),
            other_codes: part.other_codes.clone(),
            value: part.value.clone(),
            flag: part.flag,
            marked_as: part.marked_as.clone(),
            range: part.range.clone(),
            components: Vec::new(),
            ..LabResult::clone(result)
        }))
    });
    trend(&parts.collect::<Vec<_>>())
}
