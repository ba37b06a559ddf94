use jiff::SignedDuration;
use jiff::tz::TimeZone;
use portico_audit::{Action, Event, Outcome};
use portico_model::{AccountId, Role, Timestamp};
use portico_oversight::rules::{Change, Engine, Rule, RuleError, Rules, Severity};
use portico_store::NewAlert;
use uuid::Uuid;

use crate::world::{look, noon};

/// The n-th event that counts for a rule.
fn event(rule: &Rule, who: AccountId, n: u32, at: Timestamp) -> Event {
    let look = look(who, &format!("patient-{n}"), at);
    let marked = |mark: &'static str| {
        let mut event = self::look(who, "the-same", at);
        event.detail.marks.push(mark.into());
        event
    };
    let failed = Event {
        action: Action::SignIn,
        outcome: Outcome::Refused,
        role: Role::Patient,
        patient: None,
        ..look.clone()
    };
    match rule.id.as_str() {
        "bulk-reading" => look,
        "same-surname" => marked("same_surname"),
        "same-address" => marked("same_address"),
        "colleague" => marked("colleague"),
        "odd-hours" => Event { at: at + SignedDuration::from_hours(11), ..look },
        "failed-sign-ins" => failed,
        "failed-sign-ins-from-one-place" => Event { actor: Some(AccountId(Uuid::new_v4())), ..failed },
        "locked-out" => Event { action: Action::LockOut, outcome: Outcome::Permitted, ..failed },
        "code-by-hand" => {
            let mut event = marked("by_hand");
            event.action = Action::MakeActivationCode;
            event
        }
        "break-glass" => Event { action: Action::BreakGlass, patient: Some("one".parse().unwrap()), ..look },
        "break-glass-again" => Event { action: Action::BreakGlass, ..look },
        "break-glass-refused" => Event { action: Action::BreakGlass, outcome: Outcome::Refused, ..look },
        "many-downloads" => Event { action: Action::Download, ..look },
        "log-export" => {
            let mut event = Event { action: Action::ExportAudit, role: Role::PrivacyOfficer, ..look };
            event.counts.shown = 1;
            event
        }
        other => panic!("a rule without an event in this test: {other}"),
    }
}

fn alone(rule: &Rule) -> Engine {
    let others = Rules::usual();
    let off = others.iter().filter(|it| it.id != rule.id);
    let off = off.map(|it| (it.id.clone(), Change { is_off: true, ..Change::default() })).collect();
    Engine::new(Rules::usual().changed(&off).unwrap(), TimeZone::UTC)
}

/// `count` events evenly over `span`.
fn alerts(rule: &Rule, count: u32, span: SignedDuration) -> Vec<NewAlert> {
    let (who, mut engine) = (AccountId(Uuid::from_u128(5)), alone(rule));
    let step = span / i32::try_from(count).unwrap();
    let events = (0..count).map(|n| event(rule, who, n, noon(0) + step * i32::try_from(n).unwrap()));
    events.zip(100..).flat_map(|(event, index)| engine.see(index, &event)).collect()
}

fn within(rule: &Rule) -> SignedDuration {
    SignedDuration::from_mins(rule.within_minutes.get().into())
}

#[test]
fn every_rule_alerts_at_its_threshold_and_not_below() {
    for rule in Rules::usual().iter() {
        let enough = rule.at_least.get();

        let reached = alerts(rule, enough, within(rule) / 2);
        assert_eq!(reached.len(), 1, "{}", rule.id);
        assert_eq!((reached[0].count, reached[0].rule.as_str()), (enough.into(), rule.id.as_str()));
        assert_eq!((reached[0].first_entry, reached[0].last_entry), (100, 99 + u64::from(enough)));
        assert_eq!(reached[0].severity, rule.severity.as_str());
        if enough > 1 {
            assert_eq!(alerts(rule, enough - 1, within(rule) / 2), [], "{}", rule.id);
            let spread = within(rule) * 2;
            assert_eq!(alerts(rule, enough, spread), [], "{}: spread over twice the time", rule.id);
        }
    }
}

#[test]
fn a_rule_is_quiet_about_the_same_person_for_as_long_as_it_looks_back() {
    for rule in Rules::usual().iter() {
        let enough = rule.at_least.get();

        let twice = alerts(rule, enough * 2, within(rule) / 2);
        let later = alerts(rule, enough * 8, within(rule) * 4);

        assert_eq!(twice.len(), 1, "{}", rule.id);
        assert!((2..=4).contains(&later.len()), "{}: {}", rule.id, later.len());
    }
}

#[test]
fn names_that_are_looked_up_count_as_records_that_are_read_but_not_those_of_ones_own_patients() {
    let bulk = Rules::usual().iter().find(|rule| rule.id == "bulk-reading").unwrap().clone();
    let find = |mark: Option<&'static str>| {
        let (who, mut engine) = (AccountId(Uuid::from_u128(5)), alone(&bulk));
        let found = (0..bulk.at_least.get()).map(|n| {
            let mut event = Event { action: Action::FindPatients, ..event(&bulk, who, n, noon(n.into())) };
            event.detail.marks.extend(mark.map(Into::into));
            event
        });
        found.zip(100..).flat_map(|(event, index)| engine.see(index, &event)).count()
    };

    assert_eq!((find(None), find(Some("own_patient"))), (1, 0));
}

#[test]
fn attempts_that_are_told_together_count_each() {
    let rule = Rules::usual().iter().find(|rule| rule.id == "failed-sign-ins").unwrap().clone();
    let (who, mut engine) = (AccountId(Uuid::from_u128(5)), alone(&rule));
    let attempt = |minutes: i64, times| {
        let mut event = event(&rule, who, 0, noon(0) + SignedDuration::from_mins(minutes));
        event.detail.times = times;
        event
    };

    // Nine wrong passwords, as the log has them: a first one, and what followed it within a minute.
    let entries = [attempt(0, 0), attempt(1, 4), attempt(2, 0), attempt(4, 0), attempt(7, 2)];
    let alerts: Vec<_> = entries.iter().zip(100..).flat_map(|(event, at)| engine.see(at, event)).collect();

    assert_eq!(alerts.len(), 1);
    assert_eq!(alerts[0].count, 9);
}

#[test]
fn what_is_not_described_does_not_count() {
    let mut engine = Engine::new(Rules::usual(), TimeZone::UTC);
    let who = AccountId(Uuid::from_u128(5));
    let mut index = 0;
    let mut see = |event: &Event| {
        index += 1;
        engine.see(index, event)
    };

    for n in 0..200 {
        let read = look(who, &format!("patient-{n}"), noon(n));
        assert_eq!(
            see(&Event { role: Role::Patient, ..read.clone() }),
            [],
            "a proxy of many is no member of staff"
        );
        assert_eq!(see(&Event { outcome: Outcome::Refused, ..read.clone() }), []);
        assert_eq!(
            see(&Event { patient: Some("one".parse().unwrap()), ..read }),
            [],
            "one record, read often"
        );
    }
}

#[test]
fn day_and_night_are_those_of_the_organisation() {
    let rule = Rules::usual().iter().find(|rule| rule.id == "odd-hours").unwrap().clone();
    let off: Vec<_> = Rules::usual().iter().filter(|it| it.id != rule.id).map(|it| it.id.clone()).collect();
    let off = off.into_iter().map(|id| (id, Change { is_off: true, ..Change::default() })).collect();
    let rules = Rules::usual().changed(&off).unwrap();
    let who = AccountId(Uuid::from_u128(5));
    let found = |zone: &str| {
        let mut engine = Engine::new(rules.clone(), TimeZone::get(zone).unwrap());
        // Five in the morning in New York is ten in London.
        let at = |n| "2026-11-22T09:30:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_secs(n);
        (0..8).map(|n| engine.see(n as u64, &look(who, &format!("p{n}"), at(n))).len()).sum::<usize>()
    };

    assert_eq!((found("America/New_York"), found("Europe/London")), (1, 0));
}

#[test]
fn an_installation_changes_numbers_and_switches_rules_off() {
    let changes = toml::from_str(
        "bulk-reading = { at_least = 3, severity = \"low\" }\nodd-hours = { is_off = true }\n",
    );
    let rules = Rules::usual().changed(&changes.unwrap()).unwrap();

    let bulk = rules.iter().find(|rule| rule.id == "bulk-reading").unwrap();
    assert_eq!((bulk.at_least.get(), bulk.within_minutes.get(), bulk.severity), (3, 60, Severity::Low));
    assert!(rules.iter().all(|rule| rule.id != "odd-hours"));
    let unknown = [("bulk".to_owned(), Change::default())].into();
    assert!(matches!(Rules::usual().changed(&unknown), Err(RuleError::Unknown(id)) if id == "bulk"));
}
