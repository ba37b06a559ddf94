//! From `RelatedPerson`: who is close to the patient, by the record system's word.

use portico_fhir::Parsed;
use portico_fhir::shapes::RelatedPerson;

use super::draft::{Draft, keyed};
use super::{OtherKind, OtherSource};
use crate::reading::{Labelled, NotReadable, Reading, human_name};
use crate::view::{Mark, Term};

pub(crate) fn related_person(
    Parsed { shape: person, faults }: &Parsed<RelatedPerson>,
    reading: &Reading<'_>,
) -> Result<Labelled<OtherSource>, NotReadable> {
    let mut draft = Draft {
        contained: &person.contained,
        code: person.relationship.first(),
        is_person: true,
        name: Some(
            human_name(&person.name, &reading.directory.now)
                .map_or_else(|| keyed("other-person"), Term::plain),
        ),
        at: person.period.as_ref().and_then(|period| period.start.as_deref()),
        until: person.period.as_ref().and_then(|period| period.end.as_deref()),
        mark: (person.active == Some(false)).then_some(Mark::Ended),
        is_event: false,
        ..Draft::of(OtherKind::RelatedPeople, &person.id, &person.meta, faults)
    };
    draft.details.terms("other-relationship", &person.relationship);
    for way in &person.telecom {
        let is_old = way.use_.as_deref() == Some("old")
            || way.period.as_ref().is_some_and(|period| period.end.is_some());
        draft.details.text("other-contact", way.value.as_deref().filter(|_| !is_old));
    }
    draft.finish(reading)
}
