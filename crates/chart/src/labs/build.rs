//! From a laboratory `Observation` to the result that a reader sees.

use std::sync::Arc;

use jiff::civil::Date;
use portico_fhir::Parsed;
use portico_fhir::shapes::{self, CodeableConcept, Coding, Observation, Value};
use portico_model::{Sensitivities, When};

use super::said::{Measurement, value_of};
use super::{Flag, LabClass, LabComponent, LabResult, LabValue, RangePerson, RefRange, ResultStatus};
use super::{flag, marks, panel_key, ranges, topics};
use crate::reading::{self, Labelled, NotReadable, Reading, term, term_or_unnamed};
use crate::view::{Code, Term};
use crate::vitals::VitalKind;

const LOINC: &str = "http://loinc.org";

/// The result in this observation, with its labels.
pub(crate) fn result(
    parsed: &Parsed<Observation>,
    reading: &Reading<'_>,
    person: &RangePerson,
) -> Result<Labelled<Arc<LabResult>>, NotReadable> {
    let observation = &parsed.shape;
    let id = reading::id(observation.id.as_deref())?;
    let concept = observation.code.as_ref();
    let topic = loinc(concept).and_then(topics::of_loinc);
    let status = status(observation.status.as_deref());
    let dates = Dates::of(observation, reading);
    let age_on = dates.taken.or(dates.released).map(When::first_day);
    let measured = measured(measurement(observation), person, age_on);
    let laboratory =
        observation.performer.iter().find_map(|performer| reading.name(performer, &observation.contained));
    let name = name(concept);
    let method = observation.method.as_ref().and_then(term).map(|method| method.text.into());
    let mut components: Vec<_> =
        observation.component.iter().map(|part| component(part, person, age_on)).collect();
    if status == ResultStatus::EnteredInError {
        components.iter_mut().for_each(|component| component.flag = Flag::Unknown);
    }
    let result = LabResult {
        id,
        other_codes: other_codes(concept, &name),
        name,
        class: topic.map_or(LabClass::Other, |topic| topic.class),
        flag: if status == ResultStatus::EnteredInError { Flag::Unknown } else { measured.flag() },
        marked_as: measured.marked_as,
        value: measured.value,
        range: measured.range,
        ranges: measured.ranges,
        flag_by_laboratory: measured.by_laboratory,
        flag_by_range: measured.by_range,
        taken: dates.taken,
        released: dates.released,
        has_lost_date: dates.are_lost,
        status,
        method,
        laboratory,
        specimen: observation
            .specimen
            .as_ref()
            .and_then(|specimen| reading.name(specimen, &observation.contained)),
        notes: reading::notes(&observation.note),
        components,
        topic: topic.map(|topic| topic.name),
    };
    let labels = labels(parsed, reading).union(reading.labels_of_shown(&result));
    Ok(Labelled { item: Arc::new(result), labels })
}

struct Dates {
    taken: Option<When>,
    released: Option<When>,
    /// One stands there that could not be read.
    are_lost: bool,
}

impl Dates {
    fn of(observation: &Observation, reading: &Reading<'_>) -> Self {
        let lost = reading.lost_dates();
        let taken = observation.effective.as_ref().and_then(|effective| reading.when(effective.start()));
        let released = reading.when(observation.issued.as_deref());
        Self { taken, released, are_lost: reading.lost_dates() > lost }
    }
}

fn measurement(observation: &Observation) -> Measurement<'_> {
    Measurement {
        value: observation.value.as_ref(),
        absent: observation.data_absent_reason.as_ref(),
        interpretations: &observation.interpretation,
        ranges: &observation.reference_range,
        narrative: observation.text.as_ref().and_then(|text| text.div.as_deref()),
        has_components: !observation.component.is_empty(),
    }
}

fn labels(parsed: &Parsed<Observation>, reading: &Reading<'_>) -> Sensitivities {
    let Parsed { shape: observation, faults } = parsed;
    let of_components = observation.component.iter().filter_map(|part| part.code.as_ref());
    let values =
        observation.value.iter().chain(observation.component.iter().filter_map(|part| part.value.as_ref()));
    let coded = values.filter_map(|value| match value {
        Value::CodeableConcept(concept) => Some(concept),
        _ => None,
    });
    let others = of_components.chain(coded).chain(&observation.category).chain(&observation.method);
    reading.labels_by_code(observation.code.as_ref(), others, observation.meta.as_ref(), faults)
}

/// The LOINC code by which a test, a panel or a vital sign is known, wherever it stands among the codings; else the first.
pub(crate) fn loinc(concept: Option<&CodeableConcept>) -> Option<&str> {
    let mut codes = concept?.coding.iter().filter(|own| is_loinc(own)).filter_map(|own| own.code.as_deref());
    let is_known = |code: &&str| {
        topics::of_loinc(code).is_some() || panel_key(code).is_some() || VitalKind::of_loinc(code).is_some()
    };
    codes.clone().find(is_known).or_else(|| codes.next())
}

fn is_loinc(coding: &Coding) -> bool {
    let system = coding.system.as_deref().unwrap_or_default().trim_end_matches('/');
    matches!(system, LOINC | "https://loinc.org" | "urn:oid:2.16.840.1.113883.6.1" | "LOINC")
}

/// The codes beside the one in the name.
fn other_codes(concept: Option<&CodeableConcept>, name: &Term) -> Vec<Code> {
    let codings = concept.map_or(&[][..], |concept| &concept.coding).iter();
    let codes = codings.filter_map(|own| {
        let system = if is_loinc(own) { LOINC } else { own.system.as_deref().unwrap_or_default() };
        Some(Code::new(system, own.code.as_deref()?))
    });
    codes.filter(|code| name.code.as_ref() != Some(code)).collect()
}

/// The name of a test: a reviewed one for a known LOINC code, beside the record's own. Of several codes the LOINC one
/// counts, wherever it stands.
pub(crate) fn name(concept: Option<&CodeableConcept>) -> Term {
    let loinc = loinc(concept);
    let key = loinc.and_then(topics::of_loinc).map(|topic| topic.name_key);
    let named = term_or_unnamed(concept);
    Term { key: key.or(named.key), code: loinc.map(|code| Code::new(LOINC, code)).or(named.code), ..named }
}

pub(crate) fn status(status: Option<&str>) -> ResultStatus {
    match status {
        Some("registered") => ResultStatus::Registered,
        Some("preliminary" | "partial") => ResultStatus::Preliminary,
        Some("final" | "appended") => ResultStatus::Final,
        Some("amended") => ResultStatus::Amended,
        Some("corrected") => ResultStatus::Corrected,
        Some("cancelled") => ResultStatus::Cancelled,
        Some("entered-in-error") => ResultStatus::EnteredInError,
        _ => ResultStatus::Unknown,
    }
}

/// What a laboratory's marks and ranges say of a value.
struct Measured {
    value: LabValue,
    range: Option<RefRange>,
    ranges: Vec<RefRange>,
    by_laboratory: Option<Flag>,
    by_range: Option<Flag>,
    marked_as: Option<String>,
}

impl Measured {
    fn flag(&self) -> Flag {
        match (self.by_laboratory, self.by_range) {
            (Some(Flag::Critical), Some(Flag::Low)) => Flag::CriticalLow,
            (Some(Flag::Critical), Some(Flag::High)) => Flag::CriticalHigh,
            (by_laboratory, by_range) => by_laboratory.or(by_range).unwrap_or(Flag::Unknown),
        }
    }
}

fn measured(measurement: Measurement<'_>, person: &RangePerson, age_on: Option<Date>) -> Measured {
    let value = value_of(&measurement);
    let range = ranges::fitting(measurement.ranges, person, age_on);
    let marks = marks::read(measurement.interpretations);
    Measured {
        by_range: range.as_ref().and_then(|range| flag::by_range(&value, range)),
        by_laboratory: marks.flag,
        marked_as: marks.unknown,
        range,
        ranges: measurement.ranges.iter().map(ranges::range_of).collect(),
        value,
    }
}

fn component(part: &shapes::Component, person: &RangePerson, age_on: Option<Date>) -> LabComponent {
    let measured = measured(
        Measurement {
            value: part.value.as_ref(),
            absent: part.data_absent_reason.as_ref(),
            interpretations: &part.interpretation,
            ranges: &part.reference_range,
            narrative: None,
            has_components: false,
        },
        person,
        age_on,
    );
    let name = name(part.code.as_ref());
    LabComponent {
        other_codes: other_codes(part.code.as_ref(), &name),
        name,
        flag: measured.flag(),
        value: measured.value,
        marked_as: measured.marked_as,
        range: measured.range,
    }
}
