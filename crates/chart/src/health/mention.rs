//! The conditions that other items mention: the reason of a visit or a medicine, what a plan is about. Each is shown only
//! where the condition itself may be.

use portico_fhir::shapes::{self, CodeableConcept, Reference};
use portico_fhir::{Parsed, Raw};
use portico_model::{Category, ResourceId, Sensitivities};

use super::{Condition, condition_labels, conditions};
use crate::disclose::{Gathered, Particular, Particulars, Sieve};
use crate::reading::{Labelled, Reading, target_id, term};
use crate::sensitive::in_every_way;
use crate::view::Term;

/// What an item says of a condition.
#[derive(Debug, Clone)]
pub(crate) struct Mention {
    term: Term,
    /// Which one, where it says so.
    id: Option<ResourceId>,
    /// The labels of the words.
    labels: Sensitivities,
}

/// An item and the conditions that it mentions.
#[derive(Debug, Clone)]
pub(crate) struct Mentioning<T> {
    pub item: T,
    pub mentions: Vec<Mention>,
}

impl<T: Particular> Particular for Mentioning<T> {
    fn particulars(&self) -> Particulars<'_> {
        self.item.particulars()
    }
}

impl Reading<'_> {
    /// What codes and references say of conditions, as far as it can be said in words.
    pub(crate) fn mentions(
        &self,
        concepts: &[CodeableConcept],
        references: &[Reference],
        contained: &[Raw],
    ) -> Vec<Mention> {
        let coded = concepts.iter().filter_map(|concept| {
            Some(Mention { term: term(concept)?, id: None, labels: self.labels([concept], None, &[]) })
        });
        let named = references.iter().filter_map(|reference| self.mention(reference, contained));
        coded.chain(named).collect()
    }

    fn mention(&self, reference: &Reference, contained: &[Raw]) -> Option<Mention> {
        let term = Term::plain(reference.display.clone()?);
        let words = self.labels_of_words([term.text.as_str()]);
        let id = target_id(reference, "Condition");
        let labels = match (&id, self.contained_condition(reference, contained)) {
            (Some(_), _) => words,
            (None, Some(labels)) => words.union(labels),
            (None, None) => in_every_way(),
        };
        Some(Mention { term, id, labels })
    }

    fn contained_condition(&self, reference: &Reference, contained: &[Raw]) -> Option<Sensitivities> {
        let raw = self.directory.resolve(reference, contained)?;
        let Parsed { shape, faults } =
            (raw.head().resource_type == "Condition").then(|| raw.parse::<shapes::Condition>())?;
        Some(condition_labels(&shape, &faults, self))
    }
}

/// Those of the mentions that may be shown; the others are counted as withheld.
pub(crate) fn mentioned(mentions: &[Mention], gathered: &Gathered, sieve: &mut Sieve<'_>) -> Vec<Term> {
    let mut shown = Vec::with_capacity(mentions.len());
    for mention in mentions {
        if lets(mention, conditions(gathered), sieve) {
            shown.push(mention.term.clone());
        } else {
            sieve.withhold(1);
        }
    }
    shown
}

/// A mention is the condition that it names, or those that say the same. One that is not in the chart could be of any
/// kind; words without one are what they say, and could be any one.
fn lets(mention: &Mention, known: &[Labelled<Condition>], sieve: &mut Sieve<'_>) -> bool {
    let mut found = known.iter().filter(|own| mention.is_of(&own.item)).peekable();
    if found.peek().is_some() {
        return found
            .all(|own| sieve.lets_item(Category::Conditions, own.labels.union(mention.labels), &own.item));
    }
    let labels = if mention.id.is_some() { in_every_way() } else { mention.labels };
    let of = Particulars { id: mention.id.as_ref(), ..Particulars::default() };
    sieve.lets_item(Category::Conditions, labels, &of)
}

impl Mention {
    fn is_of(&self, condition: &Condition) -> bool {
        match &self.id {
            Some(id) => *id == condition.id,
            None => is_same(&self.term, &condition.name),
        }
    }
}

fn is_same(one: &Term, other: &Term) -> bool {
    let is_same_code = one.code.is_some() && one.code == other.code;
    is_same_code || (!one.text.is_empty() && one.text.eq_ignore_ascii_case(&other.text))
}
