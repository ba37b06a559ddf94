//! From `RiskAssessment` and `ClinicalImpression`.

use portico_fhir::Parsed;
use portico_fhir::shapes::{ClinicalImpression, RiskAssessment, When};

use super::draft::{Draft, concept_of_words, end, mark_of, words};
use super::{OtherDetail, OtherKind, OtherSource};
use crate::reading::{self, Labelled, NotReadable, Reading, term_or_unnamed};

pub(crate) fn risk(
    Parsed { shape: risk, faults }: &Parsed<RiskAssessment>,
    reading: &Reading<'_>,
) -> Result<Labelled<OtherSource>, NotReadable> {
    let outcome = risk.prediction.iter().find_map(|own| own.outcome.as_ref());
    let mut draft = Draft {
        contained: &risk.contained,
        code: risk.code.as_ref().or(outcome).or(risk.method.as_ref()),
        at: risk.occurrence.as_ref().and_then(When::start),
        mark: mark_of(risk.status.as_deref()),
        by: risk.performer.as_ref(),
        notes: reading::notes(&risk.note),
        visit: risk.encounter.as_ref(),
        reason_codes: &risk.reason_code,
        reason_references: risk.reason_reference.iter().chain(&risk.condition).cloned().collect(),
        ..Draft::of(OtherKind::Risks, &risk.id, &risk.meta, faults)
    };
    for prediction in &risk.prediction {
        draft.details.judge(prediction.outcome.iter().chain(&prediction.qualitative_risk));
        let likely = prediction.probability_decimal.as_ref().map(|own| own.text().to_owned());
        let in_words = prediction.qualitative_risk.as_ref().and_then(|own| own.words().map(str::to_owned));
        let value = in_words.or(likely).map(|text| words(&text));
        draft.details.say(OtherDetail {
            name: term_or_unnamed(prediction.outcome.as_ref()),
            value,
            at: None,
        });
        draft.details.text("other-rationale", prediction.rationale.as_deref());
    }
    draft.details.terms("other-method", &risk.method);
    draft.details.text("other-mitigation", risk.mitigation.as_deref());
    draft.finish(reading)
}

pub(crate) fn assessment(
    Parsed { shape: impression, faults }: &Parsed<ClinicalImpression>,
    reading: &Reading<'_>,
) -> Result<Labelled<OtherSource>, NotReadable> {
    let described = concept_of_words(impression.description.as_deref().or(impression.summary.as_deref()));
    let effective = impression.effective.as_ref();
    let mut draft = Draft {
        contained: &impression.contained,
        code: impression.code.as_ref().or(described.as_ref()),
        at: effective.and_then(When::start).or(impression.date.as_deref()),
        until: effective.and_then(end),
        mark: mark_of(impression.status.as_deref()),
        by: impression.assessor.as_ref(),
        notes: reading::notes(&impression.note),
        visit: impression.encounter.as_ref(),
        reason_references: impression.problem.clone(),
        ..Draft::of(OtherKind::Assessments, &impression.id, &impression.meta, faults)
    };
    draft
        .details
        .text("other-description", impression.description.as_deref().filter(|_| impression.code.is_some()));
    draft.details.text("other-summary", impression.summary.as_deref());
    for finding in &impression.finding {
        draft.details.terms("other-finding", &finding.item_codeable_concept);
        let referred = finding.item_reference.as_ref().and_then(|own| own.display.as_deref());
        draft.details.text("other-finding", referred.or(finding.basis.as_deref()));
    }
    draft.details.terms("other-prognosis", &impression.prognosis_codeable_concept);
    draft.details.terms("other-why-not", &impression.status_reason);
    draft.finish(reading)
}
