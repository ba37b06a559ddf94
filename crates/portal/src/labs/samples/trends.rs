//! Sample trends.

use std::sync::Arc;

use portico_chart::labs::{Flag, LabResult, LabValue, Segment, Trend, TrendBreak, TrendPoint};

use super::results::{amount, ldl};
use crate::look::samples::{name, when};

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
