//! From `MedicationStatement` (somebody says that a medicine is taken) and `MedicationAdministration` (one was given).

use portico_fhir::Parsed;
use portico_fhir::shapes::{MedicationAdministration, MedicationStatement, When};

use super::draft::{Draft, end, keyed, mark_of};
use super::{OtherKind, OtherSource};
use crate::labs::LabValue;
use crate::medications::{concept_of, written_out};
use crate::reading::{self, Labelled, NotReadable, Reading};

pub(crate) fn medicine_told(
    Parsed { shape: statement, faults }: &Parsed<MedicationStatement>,
    reading: &Reading<'_>,
) -> Result<Labelled<OtherSource>, NotReadable> {
    let concept = concept_of(statement.medication.as_ref(), &statement.contained, reading);
    let effective = statement.effective.as_ref();
    let mut draft = Draft {
        contained: &statement.contained,
        code: concept.item.as_ref(),
        at: effective.and_then(When::start).or(statement.date_asserted.as_deref()),
        until: effective.and_then(end),
        mark: mark_of(statement.status.as_deref()),
        by: statement.information_source.as_ref(),
        notes: reading::notes(&statement.note),
        visit: statement.context.as_ref().filter(|context| is_visit(context)),
        reason_codes: &statement.reason_code,
        reason_references: statement.reason_reference.clone(),
        labels: concept.labels,
        ..Draft::of(OtherKind::MedicinesTold, &statement.id, &statement.meta, faults)
    };
    draft.details.judge(&statement.category);
    match written_out(&statement.dosage) {
        Some(words) => draft.details.text("other-how-to-take", Some(&words)),
        None if statement.dosage.is_empty() => {}
        None => draft
            .details
            .value("other-how-to-take", Some(LabValue::Coded { term: keyed("other-only-in-codes") })),
    }
    draft.details.terms("other-why-not", &statement.status_reason);
    draft.finish(reading)
}

pub(crate) fn medicine_given(
    Parsed { shape: given, faults }: &Parsed<MedicationAdministration>,
    reading: &Reading<'_>,
) -> Result<Labelled<OtherSource>, NotReadable> {
    let concept = concept_of(given.medication.as_ref(), &given.contained, reading);
    let effective = given.effective.as_ref();
    let mut draft = Draft {
        contained: &given.contained,
        code: concept.item.as_ref(),
        at: effective.and_then(When::start),
        until: effective.and_then(end),
        mark: mark_of(given.status.as_deref()),
        by: given.performer.iter().find_map(|own| own.actor.as_ref()),
        notes: reading::notes(&given.note),
        visit: given.context.as_ref().filter(|context| is_visit(context)),
        reason_codes: &given.reason_code,
        reason_references: given.reason_reference.clone(),
        labels: concept.labels,
        ..Draft::of(OtherKind::MedicinesGiven, &given.id, &given.meta, faults)
    };
    draft.details.judge(&given.category);
    draft.details.terms("other-why-not", &given.status_reason);
    if let Some(dosage) = &given.dosage {
        draft.details.amount("other-dose", dosage.dose.as_ref());
        draft.details.terms("other-route", &dosage.route);
        draft.details.text("other-how-to-take", dosage.text.as_deref());
    }
    draft.finish(reading)
}

/// A context may also be an episode of care, which is no visit.
fn is_visit(context: &portico_fhir::shapes::Reference) -> bool {
    context.target().is_none_or(|target| target.resource_type != "EpisodeOfCare")
}
