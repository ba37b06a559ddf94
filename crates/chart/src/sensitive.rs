//! How sensitive an item is. Labels are joined from the record system's own, from codes and from the words beside them.
//! What cannot be read could say anything: it counts as sensitive in every way.

use portico_fhir::Fault;
use portico_fhir::shapes::{CodeableConcept, Coding, Meta};
use portico_model::{Sensitivities, Sensitivity};
use portico_policy::sensitivity::{CodeRef, Labels};

use crate::reading::Reading;
use crate::spoken::Spoken;

/// Where a fault hides no label: nothing that labels are made from stands there, or measures alone, and no item is found
/// through it.
const PLAIN: &[&str] = &[
    "abatement[x]",
    "authored",
    "authoredOn",
    "collection.collected[x]",
    "component.interpretation",
    "component.referenceRange",
    "component.value[x].unit",
    "component.value[x].value",
    "date",
    "daysSupply",
    "dispenseRequest",
    "effective[x]",
    "end",
    "identifier",
    "interpretation",
    "issued",
    "language",
    "lotNumber",
    "meta.lastUpdated",
    "meta.profile",
    "meta.source",
    "meta.versionId",
    "occurrence[x]",
    "performed[x]",
    "period",
    "quantity",
    "recordedDate",
    "referenceRange",
    "start",
    "started",
    "status",
    "value[x].unit",
    "value[x].value",
    "whenHandedOver",
    "whenPrepared",
];

/// All labels: for what nobody can tell anything of.
pub(crate) fn in_every_way() -> Sensitivities {
    Sensitivity::ALL.into_iter().collect()
}

impl Reading<'_> {
    /// The labels that codes, words and the record system itself give to an item, which had these faults.
    pub(crate) fn labels<'c>(
        &self,
        concepts: impl IntoIterator<Item = &'c CodeableConcept>,
        meta: Option<&Meta>,
        faults: &[Fault],
    ) -> Sensitivities {
        let own = by_record_system(self.labels, meta, faults);
        concepts.into_iter().fold(own, |labels, concept| labels.union(self.by_concept(concept)))
    }

    /// The same for an item that is what its code says. One without a code could be anything.
    pub(crate) fn labels_by_code<'c>(
        &self,
        code: Option<&CodeableConcept>,
        others: impl IntoIterator<Item = &'c CodeableConcept>,
        meta: Option<&Meta>,
        faults: &[Fault],
    ) -> Sensitivities {
        match code {
            Some(code) => self.labels(others, meta, faults).union(self.by_concept(code)),
            None => in_every_way(),
        }
    }

    /// The labels that words give which a reader sees in place of a code, or as one's name.
    pub(crate) fn labels_of_words<'t>(&self, texts: impl IntoIterator<Item = &'t str>) -> Sensitivities {
        texts.into_iter().fold(Sensitivities::NONE, |labels, text| labels.union(self.labels.of_words(text)))
    }

    /// The labels that the words of an item give, as it is shown.
    pub(crate) fn labels_of_shown(&self, item: &impl Spoken) -> Sensitivities {
        let mut words = Vec::new();
        item.say(&mut words);
        self.labels_of_words(words)
    }

    fn by_concept(&self, concept: &CodeableConcept) -> Sensitivities {
        if !is_clear(concept) {
            return in_every_way();
        }
        let displays = concept.coding.iter().filter_map(|coding| coding.display.as_deref());
        let by_words = self.labels_of_words(concept.text.as_deref().into_iter().chain(displays));
        by_words.union(self.labels.of(concept.coding.iter().filter_map(code_ref)))
    }
}

/// The labels that the record system wrote into a resource itself, which had these faults.
pub(crate) fn by_record_system(labels: &Labels, meta: Option<&Meta>, faults: &[Fault]) -> Sensitivities {
    let security = meta.map_or(&[][..], |meta| &meta.security);
    let is_clear = security.iter().all(|coding| code_ref(coding).is_some());
    if is_clear && !faults.iter().any(hides_labels) {
        labels.of(security.iter().filter_map(code_ref))
    } else {
        in_every_way()
    }
}

fn hides_labels(fault: &Fault) -> bool {
    let path = without_positions(&fault.path);
    let is_at =
        |plain: &str| path.strip_prefix(plain).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    !PLAIN.iter().any(|plain| is_at(plain))
}

/// `component[3].value[x]` as `component.value[x]`.
pub(crate) fn without_positions(path: &str) -> String {
    let mut pieces = path.split('[');
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match piece.split_once(']') {
            Some(("x", rest)) => plain.extend(["[x]", rest]),
            Some((_, rest)) => plain.push_str(rest),
            None => plain.push_str(piece),
        }
    }
    plain
}

/// Whether a concept says enough to be judged by: words, or codes with their systems, and no coding that says nothing.
fn is_clear(concept: &CodeableConcept) -> bool {
    let has_words = concept.text.is_some();
    let says_something = has_words || !concept.coding.is_empty();
    says_something
        && concept.coding.iter().all(|coding| {
            let is_known = coding.display.is_some() || code_ref(coding).is_some();
            is_known || (has_words && coding.code.is_some())
        })
}

fn code_ref(coding: &Coding) -> Option<CodeRef<'_>> {
    Some(CodeRef { system: coding.system.as_deref()?, code: coding.code.as_deref()? })
}
