//! Cases by chance, the same for the same seed.

use std::fmt;

use jiff::SignedDuration;
use jiff::civil::{Date, date};
use portico_model::{
    AccountId, Audience, Categories, Category, Directive, DirectiveId, Effect, GrantState, Matter, Proof,
    Purpose, Relationship, Sensitivity, Timestamp,
};
use portico_store::Grant;
use portico_testkit::{Person, TestPortal};
use uuid::Uuid;

use super::record::{PATIENT, THINGS};

/// Where Dr. Lindqvist works.
pub const ORGANIZATION: &str = "riverside-clinic";

pub enum Who {
    Oneself,
    /// By this grant, in whatever state it is.
    Proxy(Box<Grant>),
    OnTheTeam,
    OffTheTeam,
    InAnEmergency,
}

pub struct Case {
    pub who: Who,
    pub account: AccountId,
    /// The second factor was a code by SMS or e-mail.
    pub is_weak: bool,
    pub directives: Vec<Directive>,
}

/// Everything that was drawn, for whoever wants to make it smaller by hand. The grant says here what its own `Debug` keeps.
impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.who {
            Who::Oneself => writeln!(f, "oneself")?,
            Who::OnTheTeam => writeln!(f, "on the care team")?,
            Who::OffTheTeam => writeln!(f, "off the care team")?,
            Who::InAnEmergency => writeln!(f, "in an emergency")?,
            Who::Proxy(grant) => {
                let Grant { relationship, scope, valid_from, valid_until, state, proof, .. } = &**grant;
                let born = grant.patient.born;
                writeln!(
                    f,
                    "{relationship:?} by a grant: {state:?}, {proof:?}, from {valid_from} until {valid_until:?}"
                )?;
                writeln!(f, "  of somebody born {born:?}; sees {:?}", Vec::from(*scope))?;
            }
        }
        writeln!(f, "account {}, weak: {}", self.account, self.is_weak)?;
        for Directive { effect, matter, audience, purposes, valid_from, valid_until, ended_at, .. } in
            &self.directives
        {
            let Matter { categories, labels, from, to, item } = matter;
            let (kinds, labels) = (Vec::from(*categories), Vec::from(*labels));
            writeln!(
                f,
                "- {effect:?} to {audience:?} for {purposes:?}: {kinds:?} {labels:?} {from:?}..{to:?} {item:?}"
            )?;
            writeln!(f, "  from {valid_from} until {valid_until:?}, ended {ended_at:?}")?;
        }
        Ok(())
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014).
pub struct Dice(u64);

impl Dice {
    /// Each case has dice of its own, so that one can be asked alone.
    pub fn of_case(seed: u64, number: u64) -> Self {
        let mut dice = Self(seed ^ number.rotate_left(32));
        dice.next();
        dice
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n as u64).unwrap()
    }

    /// Once in so many throws.
    pub fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    fn some<T: Copy>(&mut self, all: &[T], most: usize) -> Vec<T> {
        (0..=self.below(most)).map(|_| *self.of(all)).collect()
    }
}

const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// Birth dates around the ages that change something on 14 June 2026, precise and vague.
const BORN: [&str; 11] = [
    "2021-02-02",
    "2014-06-15",
    "2014-06-14",
    "2014",
    "2014-07",
    "2011-05-20",
    "2008-06-15",
    "2008-06-14",
    "2008",
    "1990-01-01",
    "",
];

/// Days at the edges of what is in the record.
const DAYS: [Date; 10] = [
    date(2010, 12, 31),
    date(2022, 6, 1),
    date(2023, 7, 1),
    date(2023, 7, 31),
    date(2024, 3, 10),
    date(2024, 3, 11),
    date(2024, 5, 10),
    date(2025, 6, 1),
    date(2025, 11, 2),
    date(2026, 1, 1),
];

impl Dice {
    /// A grant that is in force more often than not.
    pub fn grant(&mut self, portal: &TestPortal, who: &Person) -> Grant {
        let relationships = [
            Relationship::Parent,
            Relationship::Guardian,
            Relationship::Caregiver,
            Relationship::Caregiver,
            Relationship::PowerOfAttorney,
        ];
        let relationship = *self.of(&relationships);
        let scope: Categories = if self.once_in(2) {
            Categories::ALL
        } else {
            Category::ALL.into_iter().filter(|_| !self.once_in(3)).collect()
        };
        let born = self.of(&BORN).parse().ok();
        let mut grant = portal.grant(who, PATIENT, (relationship, scope), born);
        let now = portal.clock.now();
        grant.valid_from = if self.once_in(10) { now + HOUR } else { now - HOUR };
        grant.valid_until = *self.of(&[None, None, None, Some(now + HOUR), Some(now - HOUR / 60)]);
        if self.once_in(8) {
            let states = [
                GrantState::Invited,
                GrantState::Requested,
                GrantState::Declined,
                GrantState::Refused,
                GrantState::Ended,
            ];
            grant.state = *self.of(&states);
        }
        grant.proof = *self.of(&[
            Some(Proof::Document),
            Some(Proof::GivenByPatient),
            Some(Proof::RelatedPerson),
            Some(Proof::Document),
        ]);
        if self.once_in(12) {
            grant.proof = None;
        }
        grant
    }

    pub fn directives(&mut self, asker: AccountId, now: Timestamp) -> Vec<Directive> {
        (0..self.below(5)).map(|_| self.directive(asker, now)).collect()
    }

    fn directive(&mut self, asker: AccountId, now: Timestamp) -> Directive {
        let effect = *self.of(&[Effect::Deny, Effect::Permit, Effect::Permit]);
        let other = AccountId(Uuid::from_u128(self.next().into()));
        let id = |text: &str| text.parse().unwrap();
        let audiences = [
            Audience::Everyone,
            Audience::Proxies,
            Audience::Person(asker),
            Audience::Person(other),
            Audience::Practitioner(id("maja-lindqvist")),
            Audience::Practitioner(id("henrik-aldous")),
            Audience::Organization(id(ORGANIZATION)),
            Audience::Organization(id("elsewhere")),
            Audience::App("an-app".to_owned()),
            Audience::Research,
        ];
        let audience = if self.once_in(2) { Audience::Everyone } else { self.of(&audiences).clone() };
        Directive {
            id: DirectiveId(Uuid::from_u128(u128::from(self.next()) << 64 | u128::from(self.next()))),
            patient: PATIENT.parse().unwrap(),
            effect,
            matter: self.matter(),
            audience,
            purposes: if self.once_in(3) {
                self.some(&[Purpose::PatientRequest, Purpose::Treatment, Purpose::Research], 2)
            } else {
                Vec::new()
            },
            valid_from: if self.once_in(8) { now + HOUR } else { now - HOUR },
            valid_until: *self.of(&[None, None, Some(now + HOUR), Some(now - HOUR / 60)]),
            made_by: asker,
            made_at: now - HOUR,
            ended_at: self.once_in(10).then_some(now - HOUR / 60),
            taken_from: None,
        }
    }

    fn matter(&mut self) -> Matter {
        let mut matter = Matter::default();
        if self.once_in(2) {
            matter.categories = self.some(&Category::ALL, 4).into_iter().collect();
        }
        if !self.once_in(3) {
            matter.labels = self.some(&Sensitivity::ALL, 3).into_iter().collect();
        }
        if self.once_in(3) {
            matter.from = Some(*self.of(&DAYS));
        }
        if self.once_in(3) {
            matter.to = Some(*self.of(&DAYS));
        }
        if self.once_in(4) {
            matter.item = self.of(&THINGS).id().parse().ok();
        }
        matter
    }
}
