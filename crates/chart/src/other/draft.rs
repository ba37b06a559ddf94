//! What the builders of all kinds share: labels, marks, details and links.

use portico_fhir::shapes::{self, CodeableConcept, Coding, Meta, Quantity, Reference};
use portico_fhir::{Fault, Raw};
use portico_model::{ResourceId, Sensitivities, When};

use super::{OtherDetail, OtherItem, OtherKind};
use crate::disclose::{Particular, Particulars};
use crate::health::Mention;
use crate::labs::{self, LabValue};
use crate::reading::{self, Labelled, NotReadable, Reading, target_id, term};
use crate::sensitive::in_every_way;
use crate::view::{Mark, Term};

/// An item before policy has looked at it, with what it is linked with.
#[derive(Debug, Clone)]
pub(crate) struct OtherSource {
    pub item: OtherItem,
    /// The visits that it was made in.
    pub visits: Vec<ResourceId>,
    /// The conditions that it was made for.
    pub reasons: Vec<Mention>,
    /// The groups that it is a part of: what holds for them, holds for it.
    pub within: Vec<ResourceId>,
    /// Whether it stands on the timeline. What is only a part or a trace of something else does not.
    pub is_event: bool,
}

impl Particular for OtherSource {
    fn particulars(&self) -> Particulars<'_> {
        Particulars { id: Some(&self.item.id), when: self.item.at, within: &self.within }
    }
}

/// What a resource says of itself, on the way to an item.
pub(super) struct Draft<'r> {
    pub kind: OtherKind,
    pub id: Option<&'r str>,
    pub meta: Option<&'r Meta>,
    pub faults: &'r [Fault],
    pub contained: &'r [Raw],
    /// What it is. Without a code it could be anything, unless it is a person.
    pub code: Option<&'r CodeableConcept>,
    pub is_person: bool,
    /// Said in place of the code's words.
    pub name: Option<Term>,
    pub at: Option<&'r str>,
    pub until: Option<&'r str>,
    pub mark: Option<Mark>,
    pub value: Option<LabValue>,
    pub by: Option<&'r Reference>,
    pub notes: Vec<String>,
    pub visit: Option<&'r Reference>,
    pub reason_codes: &'r [CodeableConcept],
    pub reason_references: Vec<Reference>,
    pub details: Details<'r>,
    /// Labels that are read otherwise, such as those of a medicine that came along.
    pub labels: Sensitivities,
    pub is_event: bool,
}

impl<'r> Draft<'r> {
    pub(super) fn of(
        kind: OtherKind,
        id: &'r Option<String>,
        meta: &'r Option<Meta>,
        faults: &'r [Fault],
    ) -> Self {
        Self {
            kind,
            id: id.as_deref(),
            meta: meta.as_ref(),
            faults,
            contained: &[],
            code: None,
            is_person: false,
            name: None,
            at: None,
            until: None,
            mark: None,
            value: None,
            by: None,
            notes: Vec::new(),
            visit: None,
            reason_codes: &[],
            reason_references: Vec::new(),
            details: Details::default(),
            labels: Sensitivities::NONE,
            is_event: true,
        }
    }

    pub(super) fn finish(self, reading: &Reading<'_>) -> Result<Labelled<OtherSource>, NotReadable> {
        let item = OtherItem {
            id: reading::id(self.id)?,
            kind: self.kind,
            name: self.name.or_else(|| self.code.and_then(term)).unwrap_or_else(Term::unnamed),
            at: reading.when(self.at),
            until: reading.when(self.until),
            mark: self.mark,
            value: self.value,
            details: self.details.list,
            by: self.by.and_then(|who| reading.name(who, self.contained)),
            notes: self.notes,
        };
        let others = self.details.concepts.into_iter().chain(self.reason_codes);
        let own = if self.is_person {
            reading.labels(others.chain(self.code), self.meta, self.faults)
        } else {
            reading.labels_by_code(self.code, others, self.meta, self.faults)
        };
        let named = self.reason_references.iter().filter_map(|reason| reason.display.as_deref());
        let visit = self.visit.and_then(|visit| target_id(visit, "Encounter"));
        let is_lost = self.visit.is_some() && visit.is_none();
        let labels = own
            .union(self.labels)
            .union(reading.labels_of_shown(&item))
            .union(reading.labels_of_words(named))
            .union(if is_lost { in_every_way() } else { Sensitivities::NONE });
        let source = OtherSource {
            item,
            visits: visit.into_iter().collect(),
            reasons: reading.mentions(self.reason_codes, &self.reason_references, self.contained),
            within: Vec::new(),
            is_event: self.is_event,
        };
        Ok(Labelled { item: source, labels })
    }
}

/// What an item says besides, and the concepts in it, which take part in the labels.
#[derive(Default)]
pub(super) struct Details<'r> {
    list: Vec<OtherDetail>,
    concepts: Vec<&'r CodeableConcept>,
}

impl<'r> Details<'r> {
    fn put(&mut self, key: &'static str, value: Option<LabValue>, at: Option<When>) {
        self.say(OtherDetail { name: keyed(key), value, at });
    }

    pub(super) fn say(&mut self, detail: OtherDetail) {
        self.list.push(detail);
    }

    pub(super) fn value(&mut self, key: &'static str, value: Option<LabValue>) {
        if value.is_some() {
            self.put(key, value, None);
        }
    }

    /// A concept that is judged and not shown.
    pub(super) fn judge(&mut self, concepts: impl IntoIterator<Item = &'r CodeableConcept>) {
        self.concepts.extend(concepts);
    }

    pub(super) fn terms(
        &mut self,
        key: &'static str,
        concepts: impl IntoIterator<Item = &'r CodeableConcept>,
    ) {
        for concept in concepts {
            self.concepts.push(concept);
            if let Some(term) = term(concept) {
                self.put(key, Some(LabValue::Coded { term }), None);
            }
        }
    }

    pub(super) fn text(&mut self, key: &'static str, text: Option<&str>) {
        if let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) {
            self.put(key, Some(words(text)), None);
        }
    }

    pub(super) fn amount(&mut self, key: &'static str, quantity: Option<&Quantity>) {
        if let Some(amount) = quantity.and_then(labs::amount) {
            self.put(key, Some(LabValue::Quantity(amount)), None);
        }
    }

    /// A time that is no date: an age, or words.
    pub(super) fn moment(&mut self, key: &'static str, when: Option<&shapes::When>) {
        match when {
            Some(shapes::When::String(text)) => self.text(key, Some(text)),
            Some(shapes::When::Age(age)) => self.amount(key, Some(age)),
            Some(shapes::When::Range(range)) => {
                let (low, high) = (range.low.as_ref(), range.high.as_ref());
                let value =
                    LabValue::Range { low: low.and_then(labs::amount), high: high.and_then(labs::amount) };
                self.put(key, Some(value), None);
            }
            _ => {}
        }
    }

    pub(super) fn day(&mut self, key: &'static str, text: Option<&str>, reading: &Reading<'_>) {
        if let Some(at) = reading.day(text) {
            self.put(key, None, Some(at));
        }
    }
}

pub(super) fn keyed(key: &'static str) -> Term {
    Term { text: String::new(), key: Some(key), code: None }
}

pub(super) fn words(text: &str) -> LabValue {
    LabValue::Text { text: text.to_owned() }
}

/// The term of a bare coding.
pub(super) fn term_of(coding: &Coding) -> Option<Term> {
    term(&concept_of(coding))
}

pub(super) fn concept_of(coding: &Coding) -> CodeableConcept {
    CodeableConcept { coding: vec![coding.clone()], text: None }
}

/// Words as a concept, for what has words and no code.
pub(super) fn concept_of_words(text: Option<&str>) -> Option<CodeableConcept> {
    let text = text.map(str::trim).filter(|text| !text.is_empty())?;
    Some(CodeableConcept { coding: Vec::new(), text: Some(text.to_owned()) })
}

/// What a reader must know of a status; nothing for what simply is so. The statuses of all kinds mean the same by the same
/// words, so that one table does for all.
pub(super) fn mark_of(status: Option<&str>) -> Option<Mark> {
    Some(match status {
        Some(
            "active" | "available" | "unavailable" | "unsatisfactory" | "completed" | "current" | "final"
            | "finished" | "actual" | "triaged" | "arrived",
        ) => return None,
        Some("amended" | "corrected" | "appended") => Mark::Changed,
        Some("not-done" | "not-taken") => Mark::NotDone,
        Some("entered-in-error") => Mark::EnteredInError,
        Some("cancelled" | "revoked" | "abandoned") => Mark::Cancelled,
        Some("stopped") => Mark::Stopped,
        Some("inactive") => Mark::Ended,
        Some("on-hold" | "onhold") => Mark::OnHold,
        Some("preparation" | "planned" | "intended" | "draft" | "waitlist" | "potential") => Mark::Planned,
        Some("registered" | "in-progress" | "preliminary" | "partial") => Mark::Unfinished,
        _ => Mark::StatusNotKnown,
    })
}

/// What orders say of themselves: to do it, not to do it, or only to think of it.
pub(super) fn mark_of_order(status: Option<&str>, intent: Option<&str>, is_not_to_do: bool) -> Option<Mark> {
    let by_status = mark_of(status);
    let is_withdrawn = matches!(by_status, Some(Mark::EnteredInError | Mark::Cancelled | Mark::Stopped));
    match intent {
        _ if is_withdrawn => by_status,
        _ if is_not_to_do => Some(Mark::NotToDo),
        Some("proposal" | "plan" | "option") => Some(Mark::Planned),
        _ => by_status,
    }
}

/// The name of whoever did it.
pub(super) fn first<'r>(
    references: impl IntoIterator<Item = Option<&'r Reference>>,
) -> Option<&'r Reference> {
    references.into_iter().flatten().next()
}

/// When something ended, where it lasted.
pub(super) fn end(when: &shapes::When) -> Option<&str> {
    match when {
        shapes::When::Period(period) if period.start.is_some() => period.end.as_deref(),
        _ => None,
    }
}
