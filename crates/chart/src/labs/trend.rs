//! A test over time. Only what may be compared is joined: same method, same laboratory, one unit.

use std::sync::Arc;

use super::units::{Measure, Substance};
use super::{
    Amount, LabResult, LabValue, ResultStatus, Segment, Trend, TrendBreak, TrendPoint, topics, units,
};
use crate::order::by_date;

/// The trend of one test, from results of that test in any order, in the unit of the newest that names one.
pub(crate) fn trend<'a>(results: impl IntoIterator<Item = &'a Arc<LabResult>>) -> Trend {
    let mut results: Vec<&Arc<LabResult>> = results.into_iter().filter(|result| counts(result)).collect();
    // Of one moment the last is the one that lists put first: the curve has the unit of the value above it.
    results.sort_by(|one, other| by_date(other, one));
    let units = || results.iter().rev().filter_map(|result| unit_of(result));
    let Some(unit) = units().find(|unit| unit.measure != Measure::Bare).or_else(|| units().next()) else {
        let not_drawn = results.into_iter().cloned().collect();
        return Trend { not_drawn, ..Trend::default() };
    };
    let mut trend = Trend { unit: unit.shown, ..Trend::default() };
    for result in &results {
        match point(result, &unit.measure) {
            Some(point) => push(&mut trend, point),
            None => trend.not_drawn.push(Arc::clone(result)),
        }
    }
    set_band(&mut trend, &unit.measure);
    trend
}

/// Whether two results are of one test: the same reviewed topic, else the same code, else the same words.
pub(crate) fn is_same_test(one: &LabResult, other: &LabResult) -> bool {
    match (one.topic, other.topic) {
        (Some(one), Some(other)) => one == other,
        (None, None) => match (&one.name.code, &other.name.code) {
            (Some(_), Some(_)) => shares_code(one, other),
            (None, None) => !one.name.text.is_empty() && one.name.text.eq_ignore_ascii_case(&other.name.text),
            _ => false,
        },
        _ => false,
    }
}

fn counts(result: &LabResult) -> bool {
    !matches!(
        result.status,
        ResultStatus::EnteredInError | ResultStatus::Cancelled | ResultStatus::Registered
    )
}

/// Whether the record gives both one code, be it among others.
fn shares_code(one: &LabResult, other: &LabResult) -> bool {
    one.codes().any(|own| other.codes().any(|theirs| theirs == own))
}

struct TrendUnit {
    shown: Option<String>,
    measure: Measure,
}

fn unit_of(result: &LabResult) -> Option<TrendUnit> {
    let LabValue::Quantity(amount) = &result.value else { return None };
    amount.number?;
    Some(TrendUnit { shown: amount.unit.clone(), measure: Measure::of(amount)? })
}

fn point(result: &Arc<LabResult>, unit: &Measure) -> Option<TrendPoint> {
    let LabValue::Quantity(amount) = &result.value else { return None };
    let at = result.taken.or(result.released)?;
    let number = units::number_in(amount, unit, substance(result))?;
    Some(TrendPoint { at, number, comparator: amount.comparator, result: Arc::clone(result) })
}

fn substance(result: &LabResult) -> Substance {
    let topic = result.name.code.as_ref().and_then(|code| topics::of_loinc(&code.code));
    topic.map(|topic| topic.substance).unwrap_or_default()
}

fn push(trend: &mut Trend, point: TrendPoint) {
    note_conversion(trend, &point);
    let last = trend.segments.last().and_then(|segment| segment.points.last());
    let break_before = last.and_then(|last| break_between(&last.result, &point.result));
    match trend.segments.last_mut() {
        Some(segment) if break_before.is_none() => segment.points.push(point),
        _ => trend.segments.push(Segment { break_before, points: vec![point] }),
    }
}

fn note_conversion(trend: &mut Trend, point: &TrendPoint) {
    let LabValue::Quantity(amount) = &point.result.value else { return };
    let Some(unit) = &amount.unit else { return };
    let is_converted = amount.number != Some(point.number);
    if is_converted && !trend.converted_from.contains(unit) {
        trend.converted_from.push(unit.clone());
    }
}

fn break_between(before: &LabResult, after: &LabResult) -> Option<TrendBreak> {
    if before.method != after.method || is_other_code(before, after) {
        return Some(TrendBreak::Method { from: before.method.clone(), to: after.method.clone() });
    }
    match (&before.laboratory, &after.laboratory) {
        (Some(from), Some(to)) if from != to => {
            Some(TrendBreak::Laboratory { from: Some(Arc::clone(from)), to: Some(Arc::clone(to)) })
        }
        _ => None,
    }
}

/// Another LOINC code of the same reviewed test is another way of measuring it (calculated or direct, an older formula).
fn is_other_code(before: &LabResult, after: &LabResult) -> bool {
    before.topic.is_some() && before.name.code.is_some() && !shares_code(before, after)
}

/// The band is the newest range that can be said in the trend's unit. A bound without a unit has that of its value.
fn set_band(trend: &mut Trend, unit: &Measure) {
    let newest = trend.points().filter(|point| point.result.range.is_some()).last();
    let Some(result) = newest.map(|point| Arc::clone(&point.result)) else { return };
    let (Some(range), LabValue::Quantity(value)) = (&result.range, &result.value) else { return };
    let in_unit = |bound: &Option<Amount>| {
        units::number_in(&bound.as_ref()?.in_unit_of(value), unit, substance(&result))
    };
    let (low, high) = (in_unit(&range.low), in_unit(&range.high));
    // A range that ends before it begins is no band.
    if low.zip(high).is_none_or(|(low, high)| low <= high) {
        (trend.band_low, trend.band_high) = (low, high);
    }
}
