//! From a laboratory `Observation` to the result that a reader sees.

use std::sync::Arc;

use jiff::civil::Date;
use portico_fhir::Parsed;
use portico_fhir::shapes::{self, CodeableConcept, Observation, Quantity, ReferenceRange, Value};
use portico_model::{Sensitivities, When};
use portico_policy::ages;

use super::{Amount, Comparator, Flag, LabClass, LabComponent, LabResult, LabValue, RefRange, ResultStatus};
use super::{flag, topics};
use crate::reading::{self, Labelled, NotReadable, Reading, term, term_or_unnamed, when};
use crate::view::{Code, Term};

const LOINC: &str = "http://loinc.org";

/// What picks the right one of several ranges: sex and age of the patient. Unknown where demographics are missing.
#[derive(Debug, Clone, Default)]
pub(crate) struct RangePerson {
    /// FHIR administrative gender.
    pub gender: Option<String>,
    pub born: Option<Date>,
}

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
    let taken = observation.effective.as_ref().and_then(|effective| when(effective.start()));
    let released = when(observation.issued.as_deref());
    let age_on = taken.or(released).map(When::first_day);
    let measured = measured(
        Measurement {
            value: observation.value.as_ref(),
            absent: observation.data_absent_reason.as_ref(),
            interpretations: &observation.interpretation,
            ranges: &observation.reference_range,
            has_components: !observation.component.is_empty(),
        },
        person,
        age_on,
    );
    let laboratory =
        observation.performer.iter().find_map(|performer| reading.name(performer, &observation.contained));
    let method = observation.method.as_ref().and_then(term).map(|method| method.text.into());
    let mut components: Vec<_> =
        observation.component.iter().map(|part| component(part, person, age_on)).collect();
    if status == ResultStatus::EnteredInError {
        components.iter_mut().for_each(|component| component.flag = Flag::Unknown);
    }
    let result = LabResult {
        id,
        name: name(concept),
        class: topic.map_or(LabClass::Other, |topic| topic.class),
        flag: if status == ResultStatus::EnteredInError { Flag::Unknown } else { measured.flag() },
        value: measured.value,
        range: measured.range,
        ranges: measured.ranges,
        flag_by_laboratory: measured.by_laboratory,
        flag_by_range: measured.by_range,
        taken,
        released,
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

pub(crate) fn loinc(concept: Option<&CodeableConcept>) -> Option<&str> {
    concept?.code_in(LOINC)
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

/// What observation and component have in common.
struct Measurement<'a> {
    value: Option<&'a Value>,
    absent: Option<&'a CodeableConcept>,
    interpretations: &'a [CodeableConcept],
    ranges: &'a [ReferenceRange],
    has_components: bool,
}

struct Measured {
    value: LabValue,
    range: Option<RefRange>,
    ranges: Vec<RefRange>,
    by_laboratory: Option<Flag>,
    by_range: Option<Flag>,
}

impl Measured {
    fn flag(&self) -> Flag {
        self.by_laboratory.or(self.by_range).unwrap_or(Flag::Unknown)
    }
}

fn measured(measurement: Measurement<'_>, person: &RangePerson, age_on: Option<Date>) -> Measured {
    let value = value_of(&measurement);
    let mine =
        measurement.ranges.iter().filter(|range| fits_sex(range, person) && fits_age(range, person, age_on));
    let fitting =
        mine.min_by_key(|range| rank(range)).filter(|range| rank(range) < Rank::Other).map(range_of);
    Measured {
        by_range: fitting.as_ref().and_then(|range| flag::by_range(&value, range)),
        by_laboratory: flag::by_laboratory(measurement.interpretations),
        range: fitting,
        ranges: measurement.ranges.iter().map(range_of).collect(),
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
            has_components: false,
        },
        person,
        age_on,
    );
    LabComponent {
        name: name(part.code.as_ref()),
        flag: measured.flag(),
        value: measured.value,
        range: measured.range,
    }
}

fn value_of(measurement: &Measurement<'_>) -> LabValue {
    let text = |text: &str| LabValue::Text { text: text.to_owned() };
    match measurement.value {
        Some(Value::Quantity(quantity)) => match amount(quantity) {
            Some(amount) => LabValue::Quantity(amount),
            None => absent(measurement),
        },
        Some(Value::CodeableConcept(concept)) => {
            term(concept).map_or_else(|| absent(measurement), |term| LabValue::Coded { term })
        }
        Some(Value::String(words)) if !words.trim().is_empty() => text(words),
        Some(Value::Time(words) | Value::DateTime(words)) => text(words),
        Some(Value::Boolean(is_so)) => text(if *is_so { "true" } else { "false" }),
        Some(Value::Integer(number)) => LabValue::Quantity(plain_amount(&number.to_string())),
        Some(Value::Range(range)) => LabValue::Range {
            low: range.low.as_ref().and_then(amount),
            high: range.high.as_ref().and_then(amount),
        },
        Some(Value::Ratio(ratio)) => {
            match (ratio.numerator.as_ref().and_then(amount), ratio.denominator.as_ref().and_then(amount)) {
                (Some(numerator), Some(denominator)) => LabValue::Ratio { numerator, denominator },
                _ => absent(measurement),
            }
        }
        _ if measurement.has_components => LabValue::Components,
        _ => absent(measurement),
    }
}

fn absent(measurement: &Measurement<'_>) -> LabValue {
    LabValue::Absent { reason: measurement.absent.and_then(term).map(|reason| reason.text) }
}

pub(crate) fn amount(quantity: &Quantity) -> Option<Amount> {
    let value = quantity.value.as_ref()?;
    let is_ucum = quantity.system.as_deref() == Some("http://unitsofmeasure.org");
    let ucum = quantity.code.clone().filter(|_| is_ucum);
    Some(Amount {
        comparator: match quantity.comparator.as_deref() {
            Some("<") => Some(Comparator::Less),
            Some("<=") => Some(Comparator::AtMost),
            Some(">=") => Some(Comparator::AtLeast),
            Some(">") => Some(Comparator::Greater),
            _ => None,
        },
        text: readable(value),
        number: value.exact(),
        unit: quantity.unit.clone().or_else(|| quantity.code.clone()).filter(|unit| !is_unitless(unit)),
        ucum,
    })
}

/// `{score}`, `1` and the like say that there is no unit.
fn is_unitless(unit: &str) -> bool {
    matches!(unit.trim(), "" | "1" | "{score}" | "{ratio}" | "{INR}" | "{index}")
}

/// The digits as written, but for numbers with the noise of floating point (`5.3000000000000001`): those are
/// rounded to four places. Whoever wrote so many digits did not measure them.
fn readable(value: &portico_fhir::Decimal) -> String {
    let places = value.text().split_once('.').map_or(0, |(_, places)| places.len());
    match value.exact() {
        Some(number) if places > 5 || value.text().contains(['e', 'E']) => number
            .round_dp(if number.abs() < rust_decimal::Decimal::ONE { 4 } else { 2 })
            .normalize()
            .to_string(),
        _ => value.text().to_owned(),
    }
}

fn plain_amount(text: &str) -> Amount {
    Amount { comparator: None, text: text.to_owned(), number: text.parse().ok(), unit: None, ucum: None }
}

fn range_of(range: &ReferenceRange) -> RefRange {
    let applies = range.applies_to.iter().filter_map(|concept| concept.words().map(str::to_owned));
    let age = range.age.as_ref().and_then(age_words);
    let applies_to = applies.chain(age).collect::<Vec<_>>().join(", ");
    RefRange {
        low: range.low.as_ref().and_then(amount),
        high: range.high.as_ref().and_then(amount),
        text: range.text.clone().filter(|text| !text.trim().is_empty()),
        applies_to: (!applies_to.is_empty()).then_some(applies_to),
    }
}

fn age_words(age: &shapes::Range) -> Option<String> {
    let years = |quantity: &Quantity| quantity.value.as_ref().map(|value| value.text().to_owned());
    let unit = age.low.as_ref().or(age.high.as_ref())?.unit.clone().unwrap_or_else(|| "a".to_owned());
    match (age.low.as_ref().and_then(years), age.high.as_ref().and_then(years)) {
        (Some(low), Some(high)) => Some(format!("{low}–{high} {unit}")),
        (Some(low), None) => Some(format!("≥ {low} {unit}")),
        (None, Some(high)) => Some(format!("≤ {high} {unit}")),
        (None, None) => None,
    }
}

/// What a range is for (referencerange-meaning). Where there is no normal one, the aim of a treatment counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Normal,
    Aim,
    Other,
}

fn rank(range: &ReferenceRange) -> Rank {
    let kinds = range.kind.iter().flat_map(|kind| &kind.coding).filter_map(|coding| coding.code.as_deref());
    let kinds: Vec<&str> = kinds.collect();
    match kinds.as_slice() {
        [] => Rank::Normal,
        kinds if kinds.contains(&"normal") => Rank::Normal,
        kinds if kinds.iter().any(|kind| matches!(*kind, "therapeutic" | "treatment" | "recommended")) => {
            Rank::Aim
        }
        _ => Rank::Other,
    }
}

/// A range for somebody in particular fits only where it is known that this is somebody like that.
fn fits_sex(range: &ReferenceRange, person: &RangePerson) -> bool {
    range.applies_to.iter().all(|concept| {
        let words = concept.words().unwrap_or_default().to_lowercase();
        let codes = concept.coding.iter().filter_map(|coding| coding.code.as_deref());
        let codes: Vec<&str> = codes.collect();
        let is_female = codes.iter().any(|code| matches!(*code, "248152002" | "female" | "F"))
            || words.contains("female");
        let is_male = !is_female
            && (codes.iter().any(|code| matches!(*code, "248153007" | "male" | "M"))
                || words.contains("male"));
        match person.gender.as_deref() {
            Some("female") => is_female,
            Some("male") => is_male,
            _ => false,
        }
    })
}

fn fits_age(range: &ReferenceRange, person: &RangePerson, on: Option<Date>) -> bool {
    let Some(age) = &range.age else { return true };
    let (Some(born), Some(on)) = (person.born, on) else { return false };
    let Some(years) = ages::age_years(born, on) else { return false };
    let years = rust_decimal::Decimal::from(years);
    let bound = |quantity: Option<&Quantity>| {
        let quantity = quantity?;
        let is_years =
            matches!(quantity.code.as_deref().or(quantity.unit.as_deref()), Some("a" | "y" | "yr" | "years"));
        is_years.then(|| quantity.value.as_ref()?.exact()).flatten()
    };
    if age.low.is_some() && bound(age.low.as_ref()).is_none()
        || age.high.is_some() && bound(age.high.as_ref()).is_none()
    {
        return false;
    }
    bound(age.low.as_ref()).is_none_or(|low| years >= low)
        && bound(age.high.as_ref()).is_none_or(|high| years <= high)
}
