//! What an alert costs: the rules alone, and the whole way of an entry from the log through them.

#![allow(clippy::unwrap_used, reason = "a bench that fails may stop")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use portico_audit::{Action, Counts, Detail, Event, Log, Outcome};
use portico_model::{AccountId, Category, Clock, CorrelationId, Origin, Purpose, Role, Timestamp};
use portico_oversight::rules::{Engine, Rules};
use portico_vault::{Kms, Vault};
use tokio::runtime::Runtime;
use uuid::Uuid;

const EVENTS: u64 = 20_000;

/// A day's mixture: nine of ten are patients who read their own, the tenth is one of 300 members of staff.
fn event(number: u64) -> Event {
    let start: Timestamp = "2026-11-22T08:00:00Z".parse().unwrap();
    let is_staff = number.is_multiple_of(10);
    let actor = if is_staff { number / 10 % 300 } else { 1_000 + number };
    let origin = Origin {
        address: Some([203, 0, 113, (number % 200) as u8].into()),
        user_agent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0".to_owned(),
    };
    let at = start + SignedDuration::from_millis((number * 50).cast_signed());
    let correlation = CorrelationId(Uuid::from_u128(number.into()));
    Event {
        actor: Some(AccountId(Uuid::from_u128(actor.into()))),
        role: if is_staff { Role::Clinician } else { Role::Patient },
        patient: format!("patient-{}", number % 5_000).parse().ok(),
        categories: vec![Category::Laboratory],
        purpose: Some(Purpose::Treatment),
        rules: vec!["care-team-reads".to_owned()],
        counts: Counts { shown: 42, ..Counts::default() },
        detail: Detail::part("labs"),
        ..Event::unattended(at, Action::Read, Outcome::Permitted, origin, correlation)
    }
}

fn rules(criterion: &mut Criterion) {
    let events: Vec<Event> = (0..EVENTS).map(event).collect();
    let mut group = criterion.benchmark_group("alerts");
    group.sample_size(10).throughput(Throughput::Elements(EVENTS));
    group.bench_function("rules_alone", |bencher| {
        bencher.iter(|| {
            let mut engine = Engine::new(Rules::usual(), TimeZone::get("America/New_York").unwrap());
            (0..).zip(&events).map(|(index, event)| engine.see(index, event).len()).sum::<usize>()
        });
    });
    group.finish();
}

fn whole_way(criterion: &mut Criterion) {
    let runtime = Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let keys = folder.path().join("keys.json");
    let vault = Vault::unlock(Kms::file(folder.path().join("kek.json")), keys, Clock::system()).unwrap();
    let options = Log::embedded(&folder.path().join("audit.db"), &vault);
    let log = runtime.block_on(Log::open(options, vault, Clock::system())).unwrap();
    runtime.block_on(async {
        let all = (0..EVENTS).map(|number| log.append(event(number)));
        futures::future::try_join_all(all).await.unwrap();
    });
    let mut group = criterion.benchmark_group("alerts");
    group.sample_size(10).throughput(Throughput::Elements(EVENTS));
    group.bench_function("read_open_judge", |bencher| {
        bencher.iter(|| {
            runtime.block_on(async {
                let mut engine = Engine::new(Rules::usual(), TimeZone::get("America/New_York").unwrap());
                let (mut next, mut found) = (0, 0);
                while next < EVENTS {
                    let stretch = log.follow(next, 1_000).await.unwrap();
                    let entries = stretch.found.entries.iter();
                    found += entries.map(|entry| engine.see(entry.index, &entry.event).len()).sum::<usize>();
                    next = stretch.next;
                }
                found
            })
        });
    });
    group.finish();
    runtime.block_on(log.close());
}

criterion_group!(benches, rules, whole_way);
criterion_main!(benches);
