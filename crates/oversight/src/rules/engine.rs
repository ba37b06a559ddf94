//! The rules at work: entries in, alerts out. Nothing but the entries moves it, not even a clock, so that the same
//! entries give the same alerts again after a restart.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::net::IpAddr;

use jiff::tz::TimeZone;
use portico_audit::Event;
use portico_model::{AccountId, Timestamp};
use portico_store::NewAlert;
use uuid::Uuid;

use super::table::{Measure, Per, Rule, Rules};
use super::window::{Counted, Window};

/// How often what is over is put away, in entries.
const SWEEP_EVERY: u64 = 4096;

/// Alerts have the same id wherever they are found (UUID version 5).
const ALERTS: Uuid = Uuid::from_u128(0x8d0c_2b5e_6f5a_4f0e_9b3d_1f7a_0c52_77aa);

/// What each rule has counted lately.
pub struct Engine {
    rules: Rules,
    zone: TimeZone,
    windows: HashMap<(usize, Key), Window>,
    newest: Timestamp,
    seen: u64,
}

/// What a rule counts by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Key {
    Person(AccountId),
    PersonAndPatient(AccountId, u64),
    Address(IpAddr),
}

impl Engine {
    /// `zone` is the organisation's, for rules that know day and night.
    pub fn new(rules: Rules, zone: TimeZone) -> Self {
        Self { rules, zone, windows: HashMap::new(), newest: Timestamp::MIN, seen: 0 }
    }

    /// Counts an entry, and answers with the alerts that it completes. Entries come in the order of the log.
    pub fn see(&mut self, index: u64, event: &Event) -> Vec<NewAlert> {
        self.newest = self.newest.max(event.at);
        self.seen += 1;
        if self.seen.is_multiple_of(SWEEP_EVERY) {
            self.sweep();
        }
        let Self { rules, zone, windows, .. } = self;
        let mut alerts = Vec::new();
        for (number, rule) in rules.all.iter().enumerate() {
            if !rule.is_about(event, zone) {
                continue;
            }
            let Some(key) = rule.key(event) else { continue };
            let weight = rule.weight(event);
            if weight == 0 {
                continue;
            }
            let patient = (rule.measure == Measure::Patients).then(|| patient_number(event)).flatten();
            let counted = Counted { at: event.at, index, patient, weight };
            let window = windows.entry((number, key)).or_default();
            if let Some(reached) = window.count(counted, rule.at_least.get().into(), rule.within()) {
                let dedupe_key = format!("{}/{index}", rule.id);
                alerts.push(NewAlert {
                    id: Uuid::new_v5(&ALERTS, dedupe_key.as_bytes()),
                    dedupe_key,
                    rule: rule.id.clone(),
                    severity: rule.severity.as_str().to_owned(),
                    account: event.actor,
                    patient: (rule.per == Per::PersonAndPatient).then(|| event.patient.clone()).flatten(),
                    address: (rule.per == Per::Address).then_some(event.origin.address).flatten(),
                    count: reached.count,
                    first_entry: reached.first_index,
                    last_entry: index,
                    began_at: reached.began_at,
                    at: event.at,
                });
            }
        }
        alerts
    }

    /// The oldest entry that what is to come may depend on; `None` if it depends on nothing.
    pub fn oldest(&mut self) -> Option<u64> {
        self.sweep();
        self.windows.values().filter_map(Window::oldest).min()
    }

    fn sweep(&mut self) {
        let Self { rules, windows, newest, .. } = self;
        windows.retain(|(number, _), window| !window.is_over(*newest, rules.all[*number].within()));
    }
}

impl Rule {
    fn is_about(&self, event: &Event, zone: &TimeZone) -> bool {
        self.actions.contains(&event.action)
            && self.outcomes.contains(&event.outcome)
            && self.who.includes(event.role)
            && (self.marks.is_empty() || has_mark(event, &self.marks))
            && !has_mark(event, &self.unmarked)
            && self.hours.is_none_or(|hours| hours.include(event.at.to_zoned(zone.clone()).hour()))
    }

    fn key(&self, event: &Event) -> Option<Key> {
        match self.per {
            Per::Person => event.actor.map(Key::Person),
            Per::PersonAndPatient => Some(Key::PersonAndPatient(event.actor?, patient_number(event)?)),
            Per::Address => event.origin.address.map(Key::Address),
        }
    }

    fn weight(&self, event: &Event) -> u64 {
        match self.measure {
            Measure::Patients => event.patient.is_some().into(),
            // Entries that follow one another are told together, with their number.
            Measure::Events => event.detail.times.max(1).into(),
            Measure::Items => event.counts.shown.into(),
        }
    }
}

fn has_mark(event: &Event, marks: &[String]) -> bool {
    event.detail.marks.iter().any(|mark| marks.iter().any(|own| own == mark))
}

/// A number that stands for the patient while this process runs, and never leaves it.
fn patient_number(event: &Event) -> Option<u64> {
    let mut hasher = DefaultHasher::new();
    event.patient.as_ref()?.hash(&mut hasher);
    Some(hasher.finish())
}
