//! Who may see what, said once more: from the requirements, in plain words, and without a line of the policy itself.

use jiff::civil::Date;
use portico_model::{Audience, Directive, Effect, GrantState, Purpose, Relationship, Sensitivity, Timestamp};
use portico_store::Grant;

use super::draw::{Case, ORGANIZATION, Who};
use super::record::Thing;

/// The moment at which somebody asks.
pub struct Now {
    pub at: Timestamp,
    /// The day in the organisation's zone.
    pub today: Date,
}

impl Case {
    /// Whether whoever asks stands toward the patient at all.
    pub fn opens(&self, now: &Now) -> bool {
        match &self.who {
            Who::Oneself | Who::OnTheTeam | Who::InAnEmergency => true,
            Who::OffTheTeam => false,
            Who::Proxy(grant) => opens(grant, now),
        }
    }

    pub fn shows(&self, thing: &Thing, now: &Now) -> bool {
        if !self.opens(now) {
            return false;
        }
        match &self.who {
            // What is one's own is one's own, and an emergency is stronger than what anybody chose.
            Who::Oneself | Who::InAnEmergency => true,
            Who::OffTheTeam => false,
            // Part 2 wants the patient's consent; else whoever treats sees what the patient has not shut.
            Who::OnTheTeam => {
                let is_part_2 = thing.labels.contains(&Sensitivity::SubstanceUse);
                !self.is_denied(thing, now) && (!is_part_2 || self.is_opened(thing, now))
            }
            Who::Proxy(grant) => {
                grant.scope.contains(thing.kind)
                    && !self.is_denied(thing, now)
                    && (!is_kept_from(grant, thing, now) || self.is_opened(thing, now))
                    && (!self.is_weak || thing.labels.is_empty())
            }
        }
    }

    /// One choice that shuts it is enough. Where a date is vague, the day that is shut may be its own.
    fn is_denied(&self, thing: &Thing, now: &Now) -> bool {
        self.heard(now, Effect::Deny).any(|own| {
            let matter = &own.matter;
            let by_label =
                matter.labels.is_empty() || thing.labels.iter().any(|it| matter.labels.contains(*it));
            let by_day = match (matter.from, matter.to, thing.days) {
                (None, None, _) | (_, _, None) => true,
                (from, to, Some((first, last))) => {
                    let (from, to) = (from.unwrap_or(Date::MIN), to.unwrap_or(Date::MAX));
                    from <= to && from <= last && first <= to
                }
            };
            is_of_kind(own, thing) && is_item(own, thing) && by_label && by_day
        })
    }

    /// Choices that open add up: together they must name every label. Where a date is vague, all of its days are opened.
    fn is_opened(&self, thing: &Thing, now: &Now) -> bool {
        let opening: Vec<&Directive> = self
            .heard(now, Effect::Permit)
            .filter(|own| {
                let by_day = match (own.matter.from, own.matter.to, thing.days) {
                    (None, None, _) => true,
                    (_, _, None) => false,
                    (from, to, Some((first, last))) => {
                        from.is_none_or(|from| from <= first) && to.is_none_or(|to| last <= to)
                    }
                };
                is_of_kind(own, thing) && is_item(own, thing) && by_day
            })
            .collect();
        let opens = |label: &Sensitivity| {
            opening.iter().any(|own| own.matter.labels.is_empty() || own.matter.labels.contains(*label))
        };
        !opening.is_empty() && thing.labels.iter().all(opens)
    }

    /// The choices that hold now and speak to whoever asks, for what they ask for.
    fn heard(&self, now: &Now, effect: Effect) -> impl Iterator<Item = &Directive> {
        let (is_proxy, purpose) = match self.who {
            Who::Proxy(_) => (true, Purpose::PatientRequest),
            _ => (false, Purpose::Treatment),
        };
        self.directives.iter().filter(move |own| {
            let holds = own.valid_from <= now.at
                && own.valid_until.is_none_or(|until| now.at < until)
                && own.ended_at.is_none();
            let is_meant = match &own.audience {
                Audience::Everyone => true,
                Audience::Proxies => is_proxy,
                Audience::Person(account) => *account == self.account,
                Audience::Practitioner(id) => !is_proxy && id.as_str() == "maja-lindqvist",
                Audience::Organization(id) => !is_proxy && id.as_str() == ORGANIZATION,
                Audience::App(_) | Audience::Research => false,
            };
            let is_purpose = own.purposes.is_empty() || own.purposes.contains(&purpose);
            own.effect == effect && holds && is_meant && is_purpose
        })
    }
}

fn is_of_kind(own: &Directive, thing: &Thing) -> bool {
    own.matter.categories.is_empty() || own.matter.categories.contains(thing.kind)
}

fn is_item(own: &Directive, thing: &Thing) -> bool {
    own.matter.item.as_ref().is_none_or(|item| item.as_str() == thing.id())
}

/// A grant that was checked, is in force, and fits the patient's age: for a parent somebody under 18, for a power of attorney
/// somebody who is not.
fn opens(grant: &Grant, now: &Now) -> bool {
    let is_in_force = grant.state == GrantState::Active
        && grant.proof.is_some()
        && grant.valid_from <= now.at
        && grant.valid_until.is_none_or(|until| now.at < until);
    let age = age(grant, now.today);
    let fits = match grant.relationship {
        Relationship::Parent | Relationship::Guardian => age.is_some_and(|age| age < 18),
        Relationship::PowerOfAttorney => age.is_some_and(|age| age >= 18),
        _ => true,
    };
    is_in_force && fits
}

/// What the law keeps for the patient: everything sensitive from a caregiver; four kinds of it from the parent of somebody
/// who is 12 or older. A power of attorney stands for an adult.
fn is_kept_from(grant: &Grant, thing: &Thing, now: &Now) -> bool {
    match grant.relationship {
        Relationship::Caregiver => !thing.labels.is_empty(),
        Relationship::Parent | Relationship::Guardian => {
            age(grant, now.today).is_none_or(|age| age >= 12)
                && thing.labels.iter().any(|label| *label != Sensitivity::Genetic)
        }
        _ => false,
    }
}

/// Years, from the earliest day that the birth date may mean.
fn age(grant: &Grant, today: Date) -> Option<i16> {
    let born = grant.patient.born?.to_string();
    let mut pieces = born.split('-').map(|piece| piece.parse::<i16>().unwrap());
    let (year, month, day) = (pieces.next()?, pieces.next().unwrap_or(1), pieces.next().unwrap_or(1));
    let is_before = (i16::from(today.month()), i16::from(today.day())) < (month, day);
    Some(today.year() - year - i16::from(is_before))
}
