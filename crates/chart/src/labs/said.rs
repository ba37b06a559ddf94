//! The value of an observation or of a part of it, in whatever form it was said.

use portico_fhir::shapes::{CodeableConcept, Period, Quantity, ReferenceRange, Value};

use super::amount::{amount, in_words, plain_amount};
use super::units::Unit;
use super::{LabValue, units};
use crate::reading::{has_code, term};

/// What observation and component have in common.
pub(super) struct Measurement<'a> {
    pub value: Option<&'a Value>,
    pub absent: Option<&'a CodeableConcept>,
    pub interpretations: &'a [CodeableConcept],
    pub ranges: &'a [ReferenceRange],
    /// The resource as markup.
    pub narrative: Option<&'a str>,
    pub has_components: bool,
}

pub(super) fn value_of(measurement: &Measurement<'_>) -> LabValue {
    let text = |text: &str| LabValue::Text { text: text.to_owned() };
    let said = match measurement.value {
        Some(Value::Quantity(quantity)) => of_quantity(quantity),
        Some(Value::CodeableConcept(concept)) => term(concept).map(|term| LabValue::Coded { term }),
        Some(Value::String(words)) => in_text(words),
        Some(Value::Time(words) | Value::DateTime(words)) => Some(text(words)),
        Some(Value::Boolean(is_so)) => Some(text(if *is_so { "true" } else { "false" })),
        Some(Value::Integer(number)) => Some(LabValue::Quantity(plain_amount(&number.to_string()))),
        Some(Value::Range(range)) => {
            let (low, high) = (range.low.as_ref().and_then(amount), range.high.as_ref().and_then(amount));
            (low.is_some() || high.is_some()).then_some(LabValue::Range { low, high })
        }
        Some(Value::Ratio(ratio)) => {
            let part = |part: &Option<Quantity>| part.as_ref().and_then(amount);
            part(&ratio.numerator)
                .zip(part(&ratio.denominator))
                .map(|(numerator, denominator)| LabValue::Ratio { numerator, denominator })
        }
        Some(Value::Period(period)) => of_period(period),
        Some(Value::SampledData(_)) => Some(LabValue::Absent { reason: Some("sampled-data".to_owned()) }),
        None if measurement.has_components => Some(LabValue::Components),
        None => None,
    };
    said.unwrap_or_else(|| without_value(measurement))
}

/// A quantity without a number may still say something where the unit should stand.
fn of_quantity(quantity: &Quantity) -> Option<LabValue> {
    let is_unit = |words: &&String| units::is_unitless(words) || Unit::read(words).is_some();
    let words = || quantity.unit.as_ref().filter(|words| !is_unit(words));
    amount(quantity).map(LabValue::Quantity).or_else(|| in_text(words()?))
}

fn of_period(period: &Period) -> Option<LabValue> {
    let ends: Vec<&str> = period.start.iter().chain(&period.end).map(String::as_str).collect();
    (!ends.is_empty()).then(|| LabValue::Text { text: ends.join(" – ") })
}

/// Words, or the amount that they write.
fn in_text(words: &str) -> Option<LabValue> {
    let lines = in_lines(words);
    if lines.trim().is_empty() {
        return None;
    }
    Some(in_words(&lines).map_or(LabValue::Text { text: lines }, LabValue::Quantity))
}

/// Lines end as they do here, also where an interface of HL7 v2 wrote them. What stands in columns stays in them.
pub(super) fn in_lines(words: &str) -> String {
    words.replace("\r\n", "\n").replace('\r', "\n").replace("\\.br\\", "\n").trim_end().to_owned()
}

/// Why there is no value; unless the reason is the value: `as-text`, or a number where the reason should stand.
fn without_value(measurement: &Measurement<'_>) -> LabValue {
    let Some(concept) = measurement.absent else { return LabValue::Absent { reason: None } };
    let is_text = has_code(Some(concept), "as-text");
    let words = concept.words().map(str::trim).filter(|words| !is_name_of_as_text(words));
    let said = words.and_then(
        |words| {
            if is_text { in_text(words) } else { in_words(words).map(LabValue::Quantity) }
        },
    );
    let said = said.or_else(|| in_text(&text_of(measurement.narrative.filter(|_| is_text)?)));
    said.unwrap_or_else(|| LabValue::Absent { reason: reason(concept) })
}

fn is_name_of_as_text(words: &str) -> bool {
    ["as text", "as-text"].iter().any(|name| words.eq_ignore_ascii_case(name))
}

/// The reasons of FHIR (data-absent-reason), for which there are words in every language.
const REASONS: [&str; 14] = [
    "asked-declined",
    "asked-unknown",
    "error",
    "masked",
    "negative-infinity",
    "not-a-number",
    "not-applicable",
    "not-asked",
    "not-performed",
    "not-permitted",
    "positive-infinity",
    "temp-unknown",
    "unknown",
    "unsupported",
];

/// Somebody's own words, else a code with words in every language, else what stands there.
fn reason(concept: &CodeableConcept) -> Option<String> {
    let known = REASONS.iter().find(|code| has_code(Some(concept), code));
    let own = concept.text.clone().filter(|text| !text.trim().is_empty());
    own.or_else(|| known.map(|code| (*code).to_owned())).or_else(|| Some(term(concept)?.text))
}

/// The words of a narrative, without its markup.
fn text_of(narrative: &str) -> String {
    let spaced = narrative.replace("<br", "\n<br").replace("</p>", "</p>\n").replace("</div>", "</div>\n");
    let plain = ammonia::Builder::empty().clean(&spaced).to_string();
    let plain =
        plain.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ").replace("&quot;", "\"");
    plain.replace("&amp;", "&").trim().to_owned()
}
