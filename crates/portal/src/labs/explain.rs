//! What a result says in plain words, from reviewed texts: by test where there is one, else by where the value stands.

use std::borrow::Cow;

use portico_chart::labs::{Flag, LabClass, LabResult, LabValue, ResultStatus};

use crate::words::Words;

/// What the test measures, where a reviewed text exists.
pub fn about(w: &Words, result: &LabResult) -> Option<&'static str> {
    w.find(&format!("lab-{}-about", result.topic?))
}

/// The first sentence: is it all right? Of a range it speaks only where the value was compared with one, and otherwise of
/// what the laboratory said.
pub fn verdict(w: &Words, result: &LabResult) -> Cow<'static, str> {
    if result.status == ResultStatus::EnteredInError {
        return w.t("verdict-entered-in-error").into();
    }
    if matches!(result.value, LabValue::Absent { .. }) {
        return w.t("verdict-absent").into();
    }
    if result.flag == Flag::Unknown {
        return unknown(w, result);
    }
    let by_range = result.flag_by_range.is_some_and(|by_range| is_agreed(result.flag, by_range));
    let (ending, by_range_key, marked_key) = match result.flag {
        Flag::CriticalHigh => ("", "verdict-critical-high", "verdict-marked-critical-high"),
        Flag::CriticalLow => ("", "verdict-critical-low", "verdict-marked-critical-low"),
        Flag::Critical => ("", "verdict-marked-critical", "verdict-marked-critical"),
        Flag::High => ("high", "verdict-high", "verdict-marked-high"),
        Flag::Low => ("low", "verdict-low", "verdict-marked-low"),
        Flag::InRange => ("in-range", "verdict-in-range", "verdict-marked-in-range"),
        Flag::Abnormal | Flag::Unknown => ("", "verdict-abnormal", "verdict-abnormal"),
    };
    if !by_range {
        return w.t(marked_key).into();
    }
    let topic = result.topic.filter(|_| !ending.is_empty());
    topic
        .and_then(|topic| w.find(&format!("lab-{topic}-{ending}")))
        .unwrap_or_else(|| w.t(by_range_key))
        .into()
}

/// Whether the range says the same as the flag, as far as it goes: no range says what is critical.
fn is_agreed(flag: Flag, by_range: Flag) -> bool {
    match flag {
        Flag::CriticalHigh => by_range == Flag::High,
        Flag::CriticalLow => by_range == Flag::Low,
        flag => flag == by_range,
    }
}

/// Nobody says where it stands: the laboratory's own word, a range that does not tell, or none.
fn unknown(w: &Words, result: &LabResult) -> Cow<'static, str> {
    match &result.marked_as {
        Some(words) => w.say("verdict-marked-as", "words", words).into(),
        None if result.ranges.is_empty() => w.t("verdict-unknown").into(),
        None => w.t("verdict-range-unclear").into(),
    }
}

/// What to keep in mind after the first sentence.
pub fn caution(w: &Words, result: &LabResult) -> Option<&'static str> {
    match result.flag {
        _ if result.status == ResultStatus::EnteredInError => None,
        flag if flag.is_critical() => Some(w.t("caution-critical")),
        flag if flag.is_abnormal() => Some(w.t("caution-one-value")),
        _ => None,
    }
}

/// What a status means for the reader, where it is not simply final.
pub fn status_words(w: &Words, status: ResultStatus) -> Option<&'static str> {
    Some(w.t(match status {
        ResultStatus::Final | ResultStatus::EnteredInError => return None,
        ResultStatus::Registered => "explain-registered",
        ResultStatus::Preliminary => "explain-preliminary",
        ResultStatus::Amended => "explain-amended",
        ResultStatus::Corrected => "explain-corrected",
        ResultStatus::Cancelled => "explain-cancelled",
        ResultStatus::Unknown => "explain-unknown",
    }))
}

pub fn status_key(status: ResultStatus) -> &'static str {
    match status {
        ResultStatus::Registered => "status-registered",
        ResultStatus::Preliminary => "status-preliminary",
        ResultStatus::Final => "status-final",
        ResultStatus::Amended => "status-amended",
        ResultStatus::Corrected => "status-corrected",
        ResultStatus::Cancelled => "status-cancelled",
        ResultStatus::EnteredInError => "status-entered-in-error",
        ResultStatus::Unknown => "status-unknown",
    }
}

pub fn class_key(class: LabClass) -> &'static str {
    match class {
        LabClass::BloodCount => "class-blood-count",
        LabClass::Metabolic => "class-metabolic",
        LabClass::Lipids => "class-lipids",
        LabClass::Diabetes => "class-diabetes",
        LabClass::Thyroid => "class-thyroid",
        LabClass::Clotting => "class-clotting",
        LabClass::Urine => "class-urine",
        LabClass::Infection => "class-infection",
        LabClass::Vitamins => "class-vitamins",
        LabClass::Hormones => "class-hormones",
        LabClass::Genetics => "class-genetics",
        LabClass::Other => "class-other",
    }
}

/// The class in an address, as its JSON says it.
pub fn class_slug(class: LabClass) -> &'static str {
    match class {
        LabClass::BloodCount => "blood_count",
        LabClass::Metabolic => "metabolic",
        LabClass::Lipids => "lipids",
        LabClass::Diabetes => "diabetes",
        LabClass::Thyroid => "thyroid",
        LabClass::Clotting => "clotting",
        LabClass::Urine => "urine",
        LabClass::Infection => "infection",
        LabClass::Vitamins => "vitamins",
        LabClass::Hormones => "hormones",
        LabClass::Genetics => "genetics",
        LabClass::Other => "other",
    }
}
