//! From FHIR shapes to the small values that views are made of. Whatever cannot be said is left out, never guessed.

use std::cell::Cell;
use std::collections::HashMap;
use std::sync::Arc;

use jiff::Zoned;
use jiff::tz::TimeZone;
use portico_fhir::shapes::{
    Annotation, CodeableConcept, HumanName, Location, Organization, Practitioner, PractitionerRole,
    Reference, RelatedPerson,
};
use portico_fhir::{Raw, Target};
use portico_model::{NotADate, ResourceId, Sensitivities, Timestamp, When};
use portico_policy::sensitivity::Labels;

use crate::current::{current, ended};
use crate::view::{Code, Term};

/// What stands around the resources of one answer: the sensitivity tables, the included resources, the place's zone.
pub(crate) struct Reading<'a> {
    pub labels: &'a Labels,
    pub directory: &'a Directory,
    zone: &'a TimeZone,
    lost_dates: Cell<u32>,
}

/// Resources that came along with an answer and belong to no patient: people, places, products.
pub(crate) struct Directory {
    by_id: HashMap<(String, String), Raw>,
    /// When they are read: of what people are called, that counts which holds then.
    pub now: Zoned,
}

impl Default for Directory {
    /// Empty, and at the end of time: whatever ends has ended.
    fn default() -> Self {
        Self { by_id: HashMap::new(), now: Zoned::new(Timestamp::MAX, TimeZone::UTC) }
    }
}

/// A view item with the labels that policy wants to know. A page asks once for each distinct set of labels.
#[derive(Debug, Clone)]
pub(crate) struct Labelled<T> {
    pub item: T,
    pub labels: Sensitivities,
}

/// The resource has no usable id or lacks what makes it one of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NotReadable;

impl Directory {
    pub(crate) fn insert(&mut self, raw: Raw) {
        let head = raw.head();
        if let Some(id) = &head.id {
            self.by_id.insert((head.resource_type.clone(), id.clone()), raw);
        }
    }

    pub(crate) fn extend(&mut self, other: Directory) {
        self.by_id.extend(other.by_id);
    }

    pub(crate) fn resolve<'a>(&'a self, reference: &Reference, contained: &'a [Raw]) -> Option<&'a Raw> {
        let text = reference.reference.as_deref()?;
        if let Some(local) = text.strip_prefix('#') {
            return contained
                .iter()
                .find(|raw| raw.head().id.as_deref().is_some_and(|id| id.trim_start_matches('#') == local));
        }
        let target = reference.target().filter(is_here)?;
        self.by_id.get(&(target.resource_type, target.id))
    }
}

impl<'a> Reading<'a> {
    pub(crate) fn new(labels: &'a Labels, directory: &'a Directory, zone: &'a TimeZone) -> Self {
        Self { labels, directory, zone, lost_dates: Cell::new(0) }
    }
}

impl Reading<'_> {
    /// The date that stands there; one without a zone is the place's. What is no date counts as lost.
    pub(crate) fn when(&self, text: Option<&str>) -> Option<When> {
        self.found(When::read(text?, self.zone))
    }

    /// The same for what happens on a day (an onset, a vaccination, a plan): midnight is no time.
    pub(crate) fn day(&self, text: Option<&str>) -> Option<When> {
        self.found(When::read_day(text?, self.zone))
    }

    fn found(&self, read: Result<When, NotADate>) -> Option<When> {
        if read.is_err() {
            self.lost_dates.set(self.lost_dates.get().saturating_add(1));
        }
        read.ok()
    }

    /// How many dates stood there that could not be read.
    pub(crate) fn lost_dates(&self) -> u32 {
        self.lost_dates.get()
    }

    /// The name behind a reference to a person, place or organisation.
    pub(crate) fn name(&self, reference: &Reference, contained: &[Raw]) -> Option<Arc<str>> {
        let found = self.directory.resolve(reference, contained);
        let found = found.and_then(|raw| name_of_resource(raw, &self.directory.now));
        let name = found.or_else(|| reference.display.clone())?;
        (!name.trim().is_empty()).then(|| name.trim().into())
    }

    pub(crate) fn names(&self, references: &[Reference], contained: &[Raw]) -> Vec<Arc<str>> {
        references.iter().filter_map(|reference| self.name(reference, contained)).collect()
    }
}

fn name_of_resource(raw: &Raw, now: &Zoned) -> Option<String> {
    match raw.head().resource_type.as_str() {
        "Practitioner" => human_name(&raw.parse::<Practitioner>().shape.name, now),
        "RelatedPerson" => human_name(&raw.parse::<RelatedPerson>().shape.name, now),
        "Organization" => raw.parse::<Organization>().shape.name,
        "Location" => raw.parse::<Location>().shape.name,
        "PractitionerRole" => raw.parse::<PractitionerRole>().shape.practitioner.and_then(|who| who.display),
        _ => None,
    }
}

/// The name to use of several: of those that hold now `usual`, else `official`, else the first that is no nickname; of two
/// alike the newer. Where all have ended, the one that ended last.
pub(crate) fn preferred_name<'n>(names: &'n [HumanName], now: &Zoned) -> Option<&'n HumanName> {
    let is_spelled = |name: &&HumanName| spelled_name(name).is_some();
    let today = current(names, now).into_iter().find(is_spelled);
    today.or_else(|| names.iter().filter(is_spelled).max_by_key(|name| ended(*name)))
}

pub(crate) fn human_name(names: &[HumanName], now: &Zoned) -> Option<String> {
    preferred_name(names, now).and_then(spelled_name)
}

/// One name as people write it: its text, else prefix, given, family, suffix.
pub(crate) fn spelled_name(name: &HumanName) -> Option<String> {
    if let Some(text) = name.text.as_deref().filter(|text| !text.trim().is_empty()) {
        return Some(text.trim().to_owned());
    }
    let parts = name.prefix.iter().chain(&name.given).chain(&name.family).chain(&name.suffix);
    let spelled = parts.map(|part| part.trim()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    (!spelled.is_empty()).then_some(spelled)
}

/// The term of a concept: its words, else its bare code. `None` where it has neither.
pub(crate) fn term(concept: &CodeableConcept) -> Option<Term> {
    let coding = concept.coding.iter().find(|coding| coding.code.is_some());
    let code = coding.map(|coding| {
        Code::new(coding.system.clone().unwrap_or_default(), coding.code.clone().unwrap_or_default())
    });
    let words = concept.words().map(str::trim).filter(|words| !words.is_empty());
    let text = words.or_else(|| coding.and_then(|coding| coding.code.as_deref()))?.to_owned();
    Some(Term { text, key: None, code })
}

/// The term of a concept that a view cannot do without.
pub(crate) fn term_or_unnamed(concept: Option<&CodeableConcept>) -> Term {
    concept.and_then(term).unwrap_or_else(Term::unnamed)
}

pub(crate) fn terms<'a>(concepts: impl IntoIterator<Item = &'a CodeableConcept>) -> Vec<Term> {
    concepts.into_iter().filter_map(term).collect()
}

/// A date that is read away from any place: one without a zone is read as UTC.
pub(crate) fn when(text: Option<&str>) -> Option<When> {
    When::read(text?, &TimeZone::UTC).ok()
}

/// A birth date. A time of midnight beside it says nothing.
pub(crate) fn birth_day(text: Option<&str>) -> Option<When> {
    When::read_day(text?, &TimeZone::UTC).ok()
}

/// The id of a resource, or proof that it cannot be shown.
pub(crate) fn id(id: Option<&str>) -> Result<ResourceId, NotReadable> {
    id.and_then(|id| id.parse().ok()).ok_or(NotReadable)
}

/// The id that a reference names, if it names a resource of this type.
pub(crate) fn target_id(reference: &Reference, resource_type: &str) -> Option<ResourceId> {
    let target = reference.target().filter(is_here)?;
    (target.resource_type == resource_type).then(|| target.id.parse().ok())?
}

/// Whether a reference names something of the record system itself: what came in by any of its names is relative by now, and
/// the same id at another server is somebody or something else.
pub(crate) fn is_here(target: &Target) -> bool {
    target.base.is_none()
}

pub(crate) fn notes(notes: &[Annotation]) -> Vec<String> {
    notes.iter().filter_map(|note| note.text.clone()).filter(|text| !text.trim().is_empty()).collect()
}

/// A code as FHIR writes it, whatever its case and spaces: `Entered in error` is `entered-in-error`.
pub(crate) fn code_word(text: &str) -> String {
    let words =
        text.split(|c: char| c.is_whitespace() || c == '_' || c == '-').filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// Whether a status concept carries this code, in whatever system.
pub(crate) fn has_code(concept: Option<&CodeableConcept>, code: &str) -> bool {
    concept.is_some_and(|concept| concept.coding.iter().any(|coding| coding.code.as_deref() == Some(code)))
}
