//! From `FamilyMemberHistory`: a relative, and what they had.

use portico_fhir::Parsed;
use portico_fhir::shapes::{FamilyCondition, FamilyMemberHistory, When};

use super::draft::{Draft, keyed, mark_of};
use super::{OtherDetail, OtherKind, OtherSource};
use crate::labs::{self, LabValue};
use crate::reading::{self, Labelled, NotReadable, Reading, term_or_unnamed};

pub(crate) fn family_member(
    Parsed { shape: relative, faults }: &Parsed<FamilyMemberHistory>,
    reading: &Reading<'_>,
) -> Result<Labelled<OtherSource>, NotReadable> {
    let mut draft = Draft {
        contained: &relative.contained,
        code: relative.relationship.as_ref(),
        at: relative.date.as_deref(),
        mark: mark_of(relative.status.as_deref()),
        notes: reading::notes(&relative.note),
        reason_codes: &relative.reason_code,
        reason_references: relative.reason_reference.clone(),
        is_event: false,
        ..Draft::of(OtherKind::FamilyHistory, &relative.id, &relative.meta, faults)
    };
    draft.details.text("other-name", relative.name.as_deref());
    draft.details.moment("other-age", relative.age.as_ref());
    died(&mut draft, relative.deceased.as_ref(), reading);
    for condition in &relative.condition {
        draft.details.judge(condition.code.iter().chain(&condition.outcome));
        draft.details.say(had(condition, reading));
        draft.details.terms("other-outcome", &condition.outcome);
        if condition.contributed_to_death == Some(true) {
            draft.details.say(OtherDetail { name: keyed("other-died-of-it"), value: None, at: None });
        }
        draft.notes.extend(reading::notes(&condition.note));
    }
    if relative.condition.iter().any(|condition| condition.code.is_none()) {
        draft.labels = crate::sensitive::in_every_way();
    }
    draft.finish(reading)
}

fn died(draft: &mut Draft<'_>, deceased: Option<&When>, reading: &Reading<'_>) {
    match deceased {
        Some(When::Boolean(true)) => {
            draft.details.say(OtherDetail { name: keyed("other-died"), value: None, at: None });
        }
        Some(When::Boolean(false)) | None => {}
        Some(when) => {
            draft.details.day("other-died", when.start(), reading);
            draft.details.moment("other-died", Some(when));
        }
    }
}

/// An illness, with the age at which it began or the words for that.
fn had(condition: &FamilyCondition, reading: &Reading<'_>) -> OtherDetail {
    let value = match condition.onset.as_ref() {
        Some(When::Age(age)) => labs::amount(age).map(LabValue::Quantity),
        Some(When::String(words)) => Some(super::draft::words(words)),
        Some(When::Range(range)) => Some(LabValue::Range {
            low: range.low.as_ref().and_then(labs::amount),
            high: range.high.as_ref().and_then(labs::amount),
        }),
        _ => None,
    };
    let at = condition.onset.as_ref().and_then(|onset| reading.day(onset.start()));
    OtherDetail { name: term_or_unnamed(condition.code.as_ref()), value, at }
}
