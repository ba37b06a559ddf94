//! From `Flag`, `Communication`, `EpisodeOfCare` and `AdverseEvent`.

use portico_fhir::Parsed;
use portico_fhir::shapes::{AdverseEvent, Communication, EpisodeOfCare, Flag};

use super::draft::{Draft, concept_of_words, first, keyed, mark_of};
use super::{OtherKind, OtherSource};
use crate::reading::{self, Labelled, NotReadable, Reading};

pub(crate) fn alert(
    Parsed { shape: flag, faults }: &Parsed<Flag>,
    reading: &Reading<'_>,
) -> Result<Labelled<OtherSource>, NotReadable> {
    let period = flag.period.as_ref();
    let mut draft = Draft {
        contained: &flag.contained,
        code: flag.code.as_ref(),
        at: period.and_then(|period| period.start.as_deref()),
        until: period.and_then(|period| period.end.as_deref()),
        mark: mark_of(flag.status.as_deref()),
        by: flag.author.as_ref(),
        visit: flag.encounter.as_ref(),
        ..Draft::of(OtherKind::Alerts, &flag.id, &flag.meta, faults)
    };
    draft.details.terms("other-sort", &flag.category);
    draft.finish(reading)
}

pub(crate) fn message(
    Parsed { shape: message, faults }: &Parsed<Communication>,
    reading: &Reading<'_>,
) -> Result<Labelled<OtherSource>, NotReadable> {
    let said = message.payload.iter().find_map(|payload| payload.content_string.as_deref());
    let said = concept_of_words(said);
    let topic = message.topic.as_ref().or(message.category.first()).or(message.reason_code.first());
    let mut draft = Draft {
        contained: &message.contained,
        code: topic.or(said.as_ref()),
        name: topic.is_none().then(|| keyed("other-message")),
        at: first_text([&message.sent, &message.received]),
        mark: mark_of(message.status.as_deref()),
        by: first([message.sender.as_ref()]),
        notes: reading::notes(&message.note),
        visit: message.encounter.as_ref(),
        reason_codes: &message.reason_code,
        reason_references: message.reason_reference.clone(),
        ..Draft::of(OtherKind::Messages, &message.id, &message.meta, faults)
    };
    draft.details.judge(&message.category);
    for payload in &message.payload {
        draft.details.text("other-said", payload.content_string.as_deref());
        let file = payload.content_attachment.as_ref().and_then(|file| file.title.as_deref());
        draft.details.text("other-title", file);
    }
    draft.details.terms("other-why-not", &message.status_reason);
    draft.finish(reading)
}

fn first_text(texts: [&Option<String>; 2]) -> Option<&str> {
    texts.into_iter().flatten().next().map(String::as_str)
}

pub(crate) fn episode(
    Parsed { shape: episode, faults }: &Parsed<EpisodeOfCare>,
    reading: &Reading<'_>,
) -> Result<Labelled<OtherSource>, NotReadable> {
    let period = episode.period.as_ref();
    let conditions = episode.diagnosis.iter().filter_map(|own| own.condition.clone());
    let place = episode.managing_organization.as_ref();
    let mut draft = Draft {
        contained: &episode.contained,
        code: episode.kind.first(),
        at: period.and_then(|period| period.start.as_deref()),
        until: period.and_then(|period| period.end.as_deref()),
        mark: mark_of(episode.status.as_deref()),
        by: episode.care_manager.as_ref(),
        reason_references: conditions.collect(),
        is_event: false,
        ..Draft::of(OtherKind::Episodes, &episode.id, &episode.meta, faults)
    };
    draft.details.judge(&episode.kind);
    let place = place.and_then(|place| reading.name(place, &episode.contained));
    draft.details.text("other-place", place.as_deref());
    draft.finish(reading)
}

pub(crate) fn adverse_event(
    Parsed { shape: event, faults }: &Parsed<AdverseEvent>,
    reading: &Reading<'_>,
) -> Result<Labelled<OtherSource>, NotReadable> {
    let mut draft = Draft {
        contained: &event.contained,
        code: event.event.as_ref().or(event.category.first()),
        at: first_text([&event.date, &event.recorded_date]),
        mark: mark_of(event.actuality.as_deref()),
        by: event.recorder.as_ref(),
        visit: event.encounter.as_ref(),
        reason_references: event.resulting_condition.clone(),
        ..Draft::of(OtherKind::AdverseEvents, &event.id, &event.meta, faults)
    };
    draft.details.judge(&event.category);
    draft.details.terms("other-seriousness", &event.seriousness);
    draft.details.terms("other-severity", &event.severity);
    draft.details.terms("other-outcome", &event.outcome);
    draft.finish(reading)
}
