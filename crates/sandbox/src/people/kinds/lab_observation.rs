//! One laboratory observation: value, flag, range (US Core Laboratory Result Observation).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::labs::{Draw, Times};
use super::visits::organization;
use crate::people::folder::{Folder, Sex};
use crate::people::shapes::{
    INTERPRETATION, LOINC, SNOMED, UCUM, coding, concept, decimal, hl7, quantity, reference, words,
};
use crate::people::tables::analyte::{Analyte, Answer, Range, Scale};

/// What the laboratory read.
pub enum Reading {
    Number(String),
    Compared(&'static str, String),
    Text(String),
    Coded(&'static Answer),
    Absent(String),
}

impl Reading {
    pub fn parse(text: &str, analyte: &Analyte) -> Self {
        if let Some(reason) = text.strip_prefix('?') {
            return Reading::Absent(reason.to_owned());
        }
        for comparator in ["<=", ">=", "<", ">"] {
            if let Some(limit) = text.strip_prefix(comparator) {
                return Reading::Compared(comparator, limit.to_owned());
            }
        }
        match analyte.scale {
            Scale::Number { .. } if text.parse::<f64>().is_ok() => Reading::Number(text.to_owned()),
            Scale::Coded(answers) => match answers.iter().find(|answer| answer.text == text) {
                Some(answer) => Reading::Coded(answer),
                None => Reading::Text(text.to_owned()),
            },
            _ => Reading::Text(text.to_owned()),
        }
    }

    fn number(&self) -> Option<f64> {
        match self {
            Reading::Number(text) => text.parse().ok(),
            _ => None,
        }
    }
}

/// Values that follow from others of the same draw.
pub fn derived(key: &str, readings: &BTreeMap<&'static str, Reading>, sex: Sex, age: i64) -> Option<f64> {
    let of = |key: &str| readings.get(key).and_then(Reading::number);
    match key {
        "chol" => Some(of("ldl")? + of("hdl")? + of("trig")? / 5.0),
        "nonhdl" => Some(of("ldl")? + of("trig")? / 5.0),
        "egfr" if age >= 18 => Some(ckd_epi_2021(of("creatinine")?, sex, age)),
        "rbc" => Some(of("hgb")? * 10.0 / of("mch")?),
        "hct" => Some(of("hgb")? * 3.0),
        "mcv" => Some(of("hgb")? * 30.0 / of("rbc")?),
        "mch" => Some(of("hgb")? * 10.0 / of("rbc")?),
        "pt" => Some(11.5 * of("inr")?),
        _ => None,
    }
}

/// Estimated filtration in mL/min/1.73 m² from creatinine in mg/dL (CKD-EPI 2021).
fn ckd_epi_2021(creatinine: f64, sex: Sex, age: i64) -> f64 {
    let (kappa, alpha, factor) = match sex {
        Sex::Female => (0.7, -0.241, 1.012),
        Sex::Male => (0.9, -0.302, 1.0),
    };
    let ratio: f64 = creatinine / kappa;
    142.0 * ratio.min(1.0).powf(alpha) * ratio.max(1.0).powf(-1.2) * 0.9938_f64.powi(age as i32) * factor
}

impl Folder {
    pub(super) fn lab_observation(
        &self,
        draw: &Draw<'_>,
        analyte: &Analyte,
        reading: &Reading,
        times: &Times,
    ) -> Value {
        let mut body = json!({
            "resourceType": "Observation",
            "status": draw.status,
            "category": [concept(&hl7("observation-category"), "laboratory", "Laboratory")],
            "code": {"coding": [coding(LOINC, analyte.loinc, analyte.display)], "text": analyte.label},
            "subject": self.subject(),
            "encounter": draw.visit.map(|visit| reference(&visit.encounter)),
            "effectiveDateTime": times.effective,
            "issued": times.issued,
            "performer": [organization(draw.laboratory.organization)],
            "method": draw.method.map(words),
        });
        write_value(&mut body, analyte, reading);
        let age = self.age_on(draw.day);
        let fitting = analyte.ranges.iter().find(|range| range.fits(self.sex, age));
        body["referenceRange"] = if draw.every_range {
            analyte.ranges.iter().map(|range| reference_range(range, analyte, true)).collect()
        } else {
            fitting.map(|range| reference_range(range, analyte, false)).into_iter().collect()
        };
        if draw.laboratory.flags
            && let Some(flag) = flag(analyte, reading, fitting)
        {
            body["interpretation"] = json!([interpretation(flag)]);
        }
        body
    }
}

fn write_value(body: &mut Value, analyte: &Analyte, reading: &Reading) {
    let measured = |value: &str| match analyte.scale {
        Scale::Number { unit: "", ucum, .. } => {
            json!({"value": decimal(value), "system": UCUM, "code": ucum})
        }
        Scale::Number { unit, ucum, .. } => quantity(value, unit, ucum),
        Scale::Text(_) | Scale::Coded(_) => json!({"value": decimal(value)}),
    };
    match reading {
        Reading::Number(value) => body["valueQuantity"] = measured(value),
        Reading::Compared(comparator, limit) => {
            body["valueQuantity"] = measured(limit);
            body["valueQuantity"]["comparator"] = json!(comparator);
        }
        Reading::Text(text) => body["valueString"] = json!(text),
        Reading::Coded(answer) => body["valueCodeableConcept"] = concept(SNOMED, answer.code, answer.text),
        Reading::Absent(reason) => {
            body["dataAbsentReason"] =
                json!({"coding": [{"system": hl7("data-absent-reason"), "code": reason}]});
        }
    }
}

/// A reference range with numbers in the analyte's unit and, if asked, whom it is for.
fn reference_range(range: &Range, analyte: &Analyte, with_group: bool) -> Value {
    let (unit, ucum) = match analyte.scale {
        Scale::Number { unit, ucum, .. } => (unit, ucum),
        Scale::Text(_) | Scale::Coded(_) => ("", ""),
    };
    let limit = |value: Option<&str>| {
        value.map(|value| quantity(value, if unit.is_empty() { "1" } else { unit }, ucum))
    };
    let text = match (range.low, range.high) {
        (Some(low), Some(high)) => Some(format!("{low}-{high} {unit}")),
        (None, Some(high)) => Some(format!("<={high} {unit}")),
        (Some(low), None) => Some(format!(">={low} {unit}")),
        (None, None) => range.text.map(str::to_owned),
    };
    let sex = range.sex.filter(|_| with_group).map(|sex| match sex {
        Sex::Female => concept("http://hl7.org/fhir/administrative-gender", "female", "Female"),
        Sex::Male => concept("http://hl7.org/fhir/administrative-gender", "male", "Male"),
    });
    let ages = range.ages.filter(|_| with_group).map(|(from, to)| {
        json!({"low": quantity(&from.to_string(), "years", "a"), "high": quantity(&to.to_string(), "years", "a")})
    });
    json!({
        "low": limit(range.low),
        "high": limit(range.high),
        "type": {"coding": [coding("http://terminology.hl7.org/CodeSystem/referencerange-meaning", "normal", "Normal Range")]},
        "appliesTo": sex.into_iter().collect::<Vec<_>>(),
        "age": ages,
        "text": text.map(|text| text.trim().to_owned()),
    })
}

fn flag(analyte: &Analyte, reading: &Reading, range: Option<&Range>) -> Option<&'static str> {
    let limit = |text: Option<&str>| text.and_then(|text| text.parse::<f64>().ok());
    match reading {
        Reading::Coded(answer) => answer.flag,
        Reading::Text(text) => {
            let wanted = range?.text?;
            Some(if wanted == text { "N" } else { "A" })
        }
        Reading::Number(text) => {
            let value: f64 = text.parse().ok()?;
            let range = range?;
            let (low, high) = (limit(range.low), limit(range.high));
            let (panic_low, panic_high) = analyte.critical.unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
            Some(match value {
                _ if value < panic_low => "LL",
                _ if value > panic_high => "HH",
                _ if low.is_some_and(|low| value < low) => "L",
                _ if high.is_some_and(|high| value > high) => "H",
                _ if low.or(high).is_none() => return None,
                _ => "N",
            })
        }
        Reading::Compared(comparator, text) => {
            let value: f64 = text.parse().ok()?;
            let (low, high) = (limit(range?.low), limit(range?.high));
            match (comparator.starts_with('<'), low, high) {
                (true, Some(low), _) if value <= low => Some("L"),
                (true, None, Some(high)) if value <= high => Some("N"),
                (false, _, Some(high)) if value >= high => Some("H"),
                (false, Some(low), None) if value >= low => Some("N"),
                _ => None,
            }
        }
        Reading::Absent(_) => None,
    }
}

/// An interpretation of v3-ObservationInterpretation with its name.
pub fn interpretation(flag: &str) -> Value {
    let name = match flag {
        "LL" => "Critical low",
        "L" => "Low",
        "N" => "Normal",
        "H" => "High",
        "HH" => "Critical high",
        _ => "Abnormal",
    };
    concept(INTERPRETATION, flag, name)
}
