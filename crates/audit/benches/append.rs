//! Durable appends a second under concurrency, and entries verified a second, on the embedded log.
//! `PORTICO_BENCH_PATIENTS` says how many patients the events are spread over (1,000 by default).

#![allow(clippy::unwrap_used, reason = "a bench that fails may stop")]

use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use futures::future::join_all;
use portico_audit::{Action, Counts, Detail, Event, Log, Outcome};
use portico_model::{
    AccountId, Category, Clock, CorrelationId, Origin, PatientId, Purpose, Relationship, Role, SessionId,
};
use portico_vault::{Kms, Vault};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use uuid::Uuid;

struct Visitors {
    people: Vec<(AccountId, SessionId, PatientId)>,
    clock: Clock,
}

impl Visitors {
    fn new(count: usize) -> Self {
        let person = |number| {
            let patient = format!("patient-{number}").parse().unwrap();
            (AccountId(Uuid::new_v4()), SessionId(Uuid::new_v4()), patient)
        };
        Self { people: (0..count).map(person).collect(), clock: Clock::system() }
    }

    /// What one look at one's results leaves behind.
    fn read(&self, number: usize) -> Event {
        // A stride, so that neighbours in time are no neighbours in the list.
        let (account, session, patient) = &self.people[number * 7919 % self.people.len()];
        let origin = Origin {
            address: Some([203, 0, 113, 7].into()),
            user_agent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0"
                .to_owned(),
        };
        let correlation = CorrelationId(Uuid::new_v4());
        Event {
            actor: Some(*account),
            role: Role::Patient,
            session: Some(*session),
            acting_as: Some(Relationship::Oneself),
            patient: Some(patient.clone()),
            categories: vec![Category::Laboratory],
            purpose: Some(Purpose::PatientRequest),
            rules: vec!["self_reads_own".to_owned()],
            counts: Counts { shown: 42, ..Counts::default() },
            detail: Detail::part("labs"),
            ..Event::unattended(self.clock.now(), Action::Read, Outcome::Permitted, origin, correlation)
        }
    }
}

fn open(runtime: &Runtime) -> (TempDir, Log) {
    let folder = tempfile::tempdir().unwrap();
    let keys = folder.path().join("keys.json");
    let vault = Vault::unlock(Kms::file(folder.path().join("kek.json")), keys, Clock::system()).unwrap();
    let options = Log::embedded(&folder.path().join("audit.db"), &vault);
    let log = runtime.block_on(Log::open(options, vault, Clock::system())).unwrap();
    (folder, log)
}

/// `count` appends by `waiters`, each of which makes the next one when its last is durable.
async fn append(log: &Log, visitors: &Visitors, waiters: usize, count: usize) -> Duration {
    let start = Instant::now();
    let waiting = (0..waiters).map(|waiter| async move {
        for number in (waiter..count).step_by(waiters) {
            log.append(visitors.read(number)).await.unwrap();
        }
    });
    join_all(waiting).await;
    start.elapsed()
}

fn appends(criterion: &mut Criterion) {
    let runtime = Runtime::new().unwrap();
    let patients = std::env::var_os("PORTICO_BENCH_PATIENTS").map_or(1000, |count| {
        count.to_str().and_then(|count| count.parse().ok()).expect("a number of patients")
    });
    let visitors = Visitors::new(patients);
    let mut group = criterion.benchmark_group("append");
    group.sample_size(10).throughput(Throughput::Elements(1));
    for waiters in [1, 64, 256, 1024] {
        let (_folder, log) = open(&runtime);
        group.bench_function(BenchmarkId::new("durable", waiters), |bencher| {
            bencher.iter_custom(|count| runtime.block_on(append(&log, &visitors, waiters, count as usize)));
        });
        runtime.block_on(log.close());
    }
    group.finish();
}

fn verification(criterion: &mut Criterion) {
    const ENTRIES: usize = 100_000;
    let runtime = Runtime::new().unwrap();
    let (_folder, log) = open(&runtime);
    runtime.block_on(append(&log, &Visitors::new(1000), 1024, ENTRIES));
    let mut group = criterion.benchmark_group("verify");
    group.sample_size(10).throughput(Throughput::Elements(ENTRIES as u64));
    group.bench_function("whole_log", |bencher| {
        bencher.iter(|| assert!(runtime.block_on(log.verify(None)).unwrap().is_intact()));
    });
    group.finish();
    let mut group = criterion.benchmark_group("prove");
    group.bench_function("signed_receipt", |bencher| {
        bencher.iter(|| runtime.block_on(log.signed_receipt(54_321)).unwrap());
    });
    group.finish();
    runtime.block_on(log.close());
}

criterion_group!(benches, appends, verification);
criterion_main!(benches);
