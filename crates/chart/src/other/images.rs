//! From `ImagingStudy` and `Media`. The pictures themselves are not fetched.

use portico_fhir::Parsed;
use portico_fhir::shapes::{CodeableConcept, ImagingStudy, Media, When};

use super::draft::{Draft, concept_of, concept_of_words, mark_of, term_of};
use super::{OtherKind, OtherSource};
use crate::labs::LabValue;
use crate::reading::{self, Labelled, NotReadable, Reading};

pub(crate) fn imaging_study(
    Parsed { shape: study, faults }: &Parsed<ImagingStudy>,
    reading: &Reading<'_>,
) -> Result<Labelled<OtherSource>, NotReadable> {
    let described = concept_of_words(study.description.as_deref());
    let modality = study.modality.first().or(study.series.iter().find_map(|own| own.modality.as_ref()));
    let by_modality = modality.map(concept_of);
    let sites: Vec<CodeableConcept> =
        study.series.iter().filter_map(|own| own.body_site.as_ref()).map(concept_of).collect();
    let mut draft = Draft {
        contained: &study.contained,
        code: study.procedure_code.first().or(described.as_ref()).or(by_modality.as_ref()),
        at: study.started.as_deref(),
        mark: mark_of(study.status.as_deref()),
        by: study.referrer.as_ref(),
        notes: reading::notes(&study.note),
        visit: study.encounter.as_ref(),
        reason_codes: &study.reason_code,
        reason_references: study.reason_reference.clone(),
        ..Draft::of(OtherKind::ImagingStudies, &study.id, &study.meta, faults)
    };
    draft.details.judge(&study.procedure_code);
    let said = modality.and_then(term_of).map(|term| LabValue::Coded { term });
    draft.details.value("other-modality", said.filter(|_| draft.code != by_modality.as_ref()));
    draft.details.terms("other-body-site", sites.iter().take(1));
    draft.details.judge(sites.iter().skip(1));
    draft
        .details
        .text("other-description", study.description.as_deref().filter(|_| draft.code != described.as_ref()));
    for series in &study.series {
        draft.details.text("other-series", series.description.as_deref());
    }
    let place = study.location.as_ref().and_then(|place| reading.name(place, &study.contained));
    draft.details.text("other-place", place.as_deref());
    draft.finish(reading)
}

pub(crate) fn picture(
    Parsed { shape: media, faults }: &Parsed<Media>,
    reading: &Reading<'_>,
) -> Result<Labelled<OtherSource>, NotReadable> {
    let titled = concept_of_words(media.content.as_ref().and_then(|content| content.title.as_deref()));
    let mut draft = Draft {
        contained: &media.contained,
        code: media.modality.as_ref().or(titled.as_ref()).or(media.kind.as_ref()),
        at: media.created.as_ref().and_then(When::start).or(media.issued.as_deref()),
        mark: mark_of(media.status.as_deref()),
        by: media.operator.as_ref(),
        notes: reading::notes(&media.note),
        visit: media.encounter.as_ref(),
        reason_codes: &media.reason_code,
        ..Draft::of(OtherKind::Pictures, &media.id, &media.meta, faults)
    };
    draft.details.judge(media.kind.iter().chain(&media.modality));
    let title = titled.as_ref().and_then(|own| own.text.as_deref());
    draft.details.text("other-title", title.filter(|_| media.modality.is_some()));
    draft.details.terms("other-body-site", &media.body_site);
    draft.details.text("other-device-name", media.device_name.as_deref());
    draft.finish(reading)
}
