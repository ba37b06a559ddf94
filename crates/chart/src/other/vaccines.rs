//! From `ImmunizationRecommendation`: which vaccines are due, and when.

use portico_fhir::Parsed;
use portico_fhir::shapes::{CodeableConcept, ImmunizationRecommendation, Recommendation};

use super::draft::{Draft, keyed};
use super::{OtherDetail, OtherKind, OtherSource};
use crate::labs::LabValue;
use crate::reading::{Labelled, NotReadable, Reading, term, term_or_unnamed};

pub(crate) fn vaccine_forecast(
    Parsed { shape: forecast, faults }: &Parsed<ImmunizationRecommendation>,
    reading: &Reading<'_>,
) -> Result<Labelled<OtherSource>, NotReadable> {
    let mut draft = Draft {
        contained: &forecast.contained,
        code: forecast.recommendation.iter().find_map(vaccine),
        name: Some(keyed("other-vaccine-forecast")),
        at: forecast.date.as_deref(),
        by: forecast.authority.as_ref(),
        is_event: false,
        ..Draft::of(OtherKind::VaccineForecasts, &forecast.id, &forecast.meta, faults)
    };
    for recommendation in &forecast.recommendation {
        draft.details.judge(recommendation.vaccine_code.iter().chain(&recommendation.target_disease));
        draft.details.judge(recommendation.forecast_status.iter().chain(&recommendation.forecast_reason));
        draft.details.say(due(recommendation, reading));
        draft.details.text("other-description", recommendation.description.as_deref());
        draft.details.terms("other-must-not", &recommendation.contraindicated_vaccine_code);
    }
    draft.finish(reading)
}

fn vaccine(recommendation: &Recommendation) -> Option<&CodeableConcept> {
    recommendation.vaccine_code.first().or(recommendation.target_disease.as_ref())
}

/// The vaccine, what is said of it (due, overdue, complete), and the first of its dates.
fn due(recommendation: &Recommendation, reading: &Reading<'_>) -> OtherDetail {
    let status = recommendation.forecast_status.as_ref().and_then(term);
    OtherDetail {
        name: term_or_unnamed(vaccine(recommendation)),
        value: status.map(|term| LabValue::Coded { term }),
        at: recommendation.date_criterion.iter().find_map(|own| reading.day(own.value.as_deref())),
    }
}
