//! The order of lists. It is total, so that two looks at the same record, or two pages of one list, never differ by the order
//! in which the record system sent what is of one moment.

use std::cmp::{Ordering, Reverse};

use portico_model::{ResourceId, When};

use crate::view::{Link, Term};

/// What something is listed by.
pub(crate) trait Listed {
    fn at(&self) -> Option<When>;
    fn name(&self) -> &str;
    /// Sets apart what has one name and one date.
    fn id(&self) -> &str;
}

/// The newest first, what has no date last; of one moment by name, then by id.
pub(crate) fn newest_first<T: Listed>(items: &mut [T]) {
    items.sort_by(by_date);
}

/// As a key within a group, for orders that put something else first.
pub(crate) fn by_date<T: Listed>(one: &T, other: &T) -> Ordering {
    Reverse(one.at()).cmp(&Reverse(other.at())).then_with(|| by_name(one, other))
}

/// By name, then by id.
pub(crate) fn by_name<T: Listed>(one: &T, other: &T) -> Ordering {
    let key = |own: &T| own.name().to_lowercase();
    key(one)
        .cmp(&key(other))
        .then_with(|| one.name().cmp(other.name()))
        .then_with(|| one.id().cmp(other.id()))
}

/// Words of a term, or the key of its reviewed name.
pub(crate) fn words(term: &Term) -> &str {
    if term.text.is_empty() { term.key.unwrap_or_default() } else { &term.text }
}

impl<T: Listed + ?Sized> Listed for &T {
    fn at(&self) -> Option<When> {
        T::at(self)
    }

    fn name(&self) -> &str {
        T::name(self)
    }

    fn id(&self) -> &str {
        T::id(self)
    }
}

impl<T: Listed> Listed for std::sync::Arc<T> {
    fn at(&self) -> Option<When> {
        T::at(self)
    }

    fn name(&self) -> &str {
        T::name(self)
    }

    fn id(&self) -> &str {
        T::id(self)
    }
}

macro_rules! listed {
    ($($type:ty: $at:expr, $name:expr;)+) => {
        $(impl Listed for $type {
            fn at(&self) -> Option<When> {
                let at: fn(&$type) -> Option<When> = $at;
                at(self)
            }

            fn name(&self) -> &str {
                let name: fn(&$type) -> &str = $name;
                name(self)
            }

            fn id(&self) -> &str {
                ResourceId::as_str(&self.id)
            }
        })+
    };
}

listed! {
    Link: |own| own.at, |own| words(&own.title);
    crate::care::CarePlan: |own| own.start, |own| words(&own.title);
    crate::care::Goal: |own| own.start, |own| words(&own.text);
    crate::documents::DocumentHead: |own| own.written, |own| own.title.as_deref().unwrap_or(words(&own.kind));
    crate::documents::ReportHead: |own| own.taken.or(own.released), |own| words(&own.name);
    crate::health::Allergy: |own| own.onset, |own| words(&own.name);
    crate::health::Condition: |own| own.onset.or(own.recorded), |own| words(&own.name);
    crate::health::Immunization: |own| own.given, |own| words(&own.name);
    crate::labs::LabPanel: |own| own.taken.or(own.released), |own| words(&own.name);
    crate::labs::LabResult: |own| own.taken.or(own.released), |own| words(&own.name);
    crate::medications::Medication: |own| own.prescribed, |own| words(&own.name);
    crate::other::OtherItem: |own| own.at, |own| words(&own.name);
    crate::visits::Appointment: |own| own.start, |own| words(&own.name);
    crate::visits::Visit: |own| own.start, |own| words(&own.name);
}

impl Listed for crate::visits::VisitSource {
    fn at(&self) -> Option<When> {
        self.visit.at()
    }

    fn name(&self) -> &str {
        self.visit.name()
    }

    fn id(&self) -> &str {
        self.visit.id()
    }
}

impl Listed for crate::medications::Dispense {
    fn at(&self) -> Option<When> {
        self.at
    }

    fn name(&self) -> &str {
        self.pharmacy.as_deref().unwrap_or_default()
    }

    fn id(&self) -> &str {
        self.quantity.as_deref().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
