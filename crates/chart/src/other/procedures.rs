//! From `Procedure` and `Specimen`.

use portico_fhir::Parsed;
use portico_fhir::shapes::{Procedure, Specimen, When};

use super::draft::{Draft, end, first, keyed, mark_of};
use super::{OtherDetail, OtherKind, OtherSource};
use crate::labs::LabValue;
use crate::reading::{self, Labelled, NotReadable, Reading};

pub(crate) fn procedure(
    Parsed { shape: procedure, faults }: &Parsed<Procedure>,
    reading: &Reading<'_>,
) -> Result<Labelled<OtherSource>, NotReadable> {
    let performed = procedure.performed.as_ref();
    let mut draft = Draft {
        contained: &procedure.contained,
        code: procedure.code.as_ref(),
        at: performed.and_then(When::start),
        until: performed.and_then(end),
        mark: mark_of(procedure.status.as_deref()),
        by: first(
            procedure.performer.iter().map(|own| own.actor.as_ref()).chain([procedure.recorder.as_ref()]),
        ),
        notes: reading::notes(&procedure.note),
        visit: procedure.encounter.as_ref(),
        reason_codes: &procedure.reason_code,
        reason_references: procedure.reason_reference.clone(),
        ..Draft::of(OtherKind::Procedures, &procedure.id, &procedure.meta, faults)
    };
    draft.details.judge(&procedure.category);
    draft.details.moment("other-when", performed);
    draft.details.terms("other-why-not", &procedure.status_reason);
    draft.details.terms("other-body-site", &procedure.body_site);
    draft.details.terms("other-outcome", &procedure.outcome);
    draft.details.terms("other-complication", &procedure.complication);
    draft.details.terms("other-follow-up", &procedure.follow_up);
    let place = procedure.location.as_ref().and_then(|place| reading.name(place, &procedure.contained));
    draft.details.text("other-place", place.as_deref());
    draft.finish(reading)
}

pub(crate) fn specimen(
    Parsed { shape: specimen, faults }: &Parsed<Specimen>,
    reading: &Reading<'_>,
) -> Result<Labelled<OtherSource>, NotReadable> {
    let collection = specimen.collection.as_ref();
    let collected = collection.and_then(|collection| collection.collected.as_ref());
    let mut draft = Draft {
        contained: &specimen.contained,
        code: specimen.kind.as_ref(),
        at: collected.and_then(When::start).or(specimen.received_time.as_deref()),
        mark: specimen.status.as_deref().and_then(|status| mark_of(Some(status))),
        by: collection.and_then(|collection| collection.collector.as_ref()),
        notes: reading::notes(&specimen.note),
        is_event: false,
        ..Draft::of(OtherKind::Specimens, &specimen.id, &specimen.meta, faults)
    };
    if specimen.status.as_deref() == Some("unsatisfactory") {
        let value = LabValue::Coded { term: keyed("other-unusable") };
        draft.details.say(OtherDetail { name: keyed("other-outcome"), value: Some(value), at: None });
    }
    if let Some(collection) = collection {
        draft.details.terms("other-body-site", &collection.body_site);
        draft.details.terms("other-method", &collection.method);
    }
    draft.finish(reading)
}
