//! How fast the log is searched at its size: fills a log with rows and measures the questions that the privacy officer
//! asks. `cargo run -p portico-audit --example at_size -- 10000000 FOLDER` on SQLite, with `postgres://…` (an empty
//! database) in place of FOLDER on PostgreSQL.
//!
//! The rows are made inside the database: people, times and acts are as in life (few people have much), the payloads are
//! random bytes. So the log does not verify, and a found entry costs a failed opening in place of a real one.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement may stop, and says what it found"
)]

use std::path::Path;
use std::time::{Duration, Instant};

use portico_audit::{Action, Log, Query};
use portico_model::{AccountId, Clock, PatientId, Timestamp};
use portico_vault::{Class, Kms, Vault};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use uuid::Uuid;

const PATIENTS: u64 = 200_000;
const STAFF: u64 = 3_000;
const CHUNK: i64 = 500_000;
const ASKED: u64 = 300;
const YEAR_US: i64 = 365 * 24 * 60 * 60 * 1_000_000;
/// 22 November 2026, when the newest row was written.
const END_US: i64 = 1_795_305_600_000_000;

const INDEXES: [(&str, &str); 4] = [
    ("audit_entry_of_patient", "patient, at_us, idx"),
    ("audit_entry_of_actor", "actor, at_us, idx"),
    ("audit_entry_of_action", "action, at_us, idx"),
    ("audit_entry_by_time", "at_us, idx"),
];

#[tokio::main]
async fn main() {
    let mut words = std::env::args().skip(1);
    let rows: i64 = words.next().and_then(|count| count.parse().ok()).expect("how many rows");
    let place = words.next().expect("a folder, or postgres://…");
    let folder = if place.starts_with("postgres") {
        std::env::temp_dir().join("at_size")
    } else {
        place.clone().into()
    };
    std::fs::create_dir_all(&folder).unwrap();
    let kms = Kms::file(folder.join("kek.json"));
    let vault = Vault::unlock(kms, folder.join("keys.json"), Clock::system()).unwrap();
    let options = options(&place, &folder, &vault);
    let log = Log::open(options.clone(), vault.clone(), Clock::system()).await.unwrap();
    let mut one = options.clone();
    one.max_connections(1).sqlx_logging(false);
    let database = Database::connect(one).await.unwrap();
    fill(&database, &vault, rows).await;
    measure(&log).await;
}

fn options(place: &str, folder: &Path, vault: &Vault) -> ConnectOptions {
    if place.starts_with("postgres") {
        return ConnectOptions::new(place);
    }
    Log::embedded(&folder.join("audit.db"), vault)
}

fn patient(number: u64) -> PatientId {
    format!("patient-{number}").parse().unwrap()
}

fn account(number: u64) -> AccountId {
    AccountId(Uuid::from_u128(number.into()))
}

async fn run(database: &DatabaseConnection, sql: &str) {
    database.execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
}

async fn fill(database: &DatabaseConnection, vault: &Vault, rows: i64) {
    let is_postgres = database.get_database_backend() == DbBackend::Postgres;
    let hex = |bytes: [u8; 32]| bytes[..16].iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let blob = |text: String| if is_postgres { format!("'\\x{text}'::bytea") } else { format!("x'{text}'") };
    let start = Instant::now();
    let kind = if is_postgres { "bytea" } else { "blob" };
    run(database, &format!("CREATE TABLE bench_person (n bigint PRIMARY KEY, actor {kind}, patient {kind})"))
        .await;
    for from in (0..PATIENTS + STAFF).step_by(1_000) {
        let person = |n: u64| {
            let actor = vault.blind_index(Class::Audit, "actor", &account(n).to_string());
            let patient = vault.blind_index(Class::Audit, "patient", patient(n).as_str());
            format!("({n}, {}, {})", blob(hex(actor)), blob(hex(patient)))
        };
        let people: Vec<String> = (from..from + 1_000).map(person).collect();
        run(database, &format!("INSERT INTO bench_person VALUES {}", people.join(","))).await;
    }
    for (name, _) in INDEXES {
        run(database, &format!("DROP INDEX {name}")).await;
    }
    for from in (0..rows).step_by(CHUNK as usize) {
        run(database, &chunk(from, rows.min(from + CHUNK), rows, is_postgres)).await;
    }
    println!("{rows} rows in {:.0?}, {} MB", start.elapsed(), megabytes(database).await);
    for (name, columns) in INDEXES {
        let before = megabytes(database).await;
        run(database, &format!("CREATE INDEX {name} ON audit_entry ({columns})")).await;
        println!("index {name}: {} MB", megabytes(database).await - before);
    }
    if is_postgres {
        run(database, "ANALYZE audit_entry").await;
    }
}

/// Rows `from` to before `to`. A fifth of the acts are staff's; patients and staff with small numbers have the most.
fn chunk(from: i64, to: i64, rows: i64, is_postgres: bool) -> String {
    let (begin, step) = (END_US - YEAR_US, YEAR_US / rows);
    let (series, random, bytes) = if is_postgres {
        (
            format!("SELECT i FROM generate_series({from}::bigint, {}::bigint) AS g(i)", to - 1),
            "(random() * 1000000000000)::bigint",
            ["gen_random_uuid()", "sha256(int8send(i))", "decode(repeat(md5(i::text), 34), 'hex')"],
        )
    } else {
        (
            format!(
                "WITH RECURSIVE g(i) AS (SELECT {from} UNION ALL SELECT i + 1 FROM g WHERE i + 1 < {to}) SELECT i FROM g"
            ),
            "(abs(random()) % 1000000000000)",
            ["randomblob(16)", "randomblob(32)", "randomblob(544)"],
        )
    };
    let [correlation, hash, payload] = bytes;
    format!(
        "INSERT INTO audit_entry (idx, at_us, actor, patient, action, outcome, role, correlation, leaf_hash, payload)
         WITH numbers AS MATERIALIZED (SELECT i, {random} AS r, {random} AS s FROM ({series}) AS series)
         SELECT i, {begin} + i * {step}, actor.actor, patient.patient,
           CASE WHEN s % 100 < 70 THEN 'read' WHEN s % 100 < 80 THEN 'open_chart' WHEN s % 100 < 90 THEN 'sign_in'
                WHEN s % 100 < 99 THEN 'prove_factor' ELSE 'download' END,
           CASE WHEN s % 50 = 0 THEN 'refused' ELSE 'permitted' END,
           CASE WHEN s / 100 % 5 = 0 THEN 'clinician' ELSE 'patient' END,
           {correlation}, {hash}, {payload}
         FROM numbers
         JOIN bench_person AS patient ON patient.n = ((r % 1000) * (r / 1000 % 1000)) / 5 % {PATIENTS}
         JOIN bench_person AS actor ON actor.n = CASE WHEN s / 100 % 5 = 0
           THEN {PATIENTS} + (s / 1000 % 100) * (s / 100000 % 100) * 3 / 10 % {STAFF} ELSE patient.n END"
    )
}

async fn megabytes(database: &DatabaseConnection) -> i64 {
    let backend = database.get_database_backend();
    let sql = match backend {
        DbBackend::Postgres => "SELECT pg_total_relation_size('audit_entry') AS size",
        _ => "SELECT page_count * page_size AS size FROM pragma_page_count(), pragma_page_size()",
    };
    let row = database.query_one_raw(Statement::from_string(backend, sql)).await.unwrap().unwrap();
    row.try_get::<i64>("", "size").unwrap() / 1_000_000
}

async fn measure(log: &Log) {
    let end = Timestamp::from_microsecond(END_US).unwrap();
    let ago = |days: i64| Timestamp::from_microsecond(END_US - days * 24 * 3_600_000_000).ok();
    let month = Query { from: ago(30), to: Some(end), ..Query::default() };
    let day = Query { from: ago(1), to: Some(end), ..Query::default() };
    let of_patient = |n: u64| Query { patient: Some(patient(n * 655 % PATIENTS)), ..month.clone() };
    let of_staff = |n: u64| Query { actor: Some(account(PATIENTS + n * 7 % STAFF)), ..month.clone() };
    let busiest = Query { patient: Some(patient(0)), ..month.clone() };
    tell("patient, 30 days", log, of_patient).await;
    tell("busiest patient, 30 days", log, |_| busiest.clone()).await;
    tell("member of staff, 30 days", log, of_staff).await;
    tell("busiest member of staff, 30 days", log, |_| of_staff(0)).await;
    let both = |n: u64| Query { patient: Some(patient(n % 40)), ..of_staff(n) };
    tell("patient and member of staff, 30 days", log, both).await;
    tell("downloads, 24 hours", log, |_| Query { action: Some(Action::Download), ..day.clone() }).await;
    tell("everything, 24 hours", log, |_| day.clone()).await;
    let second = |query: Query| async {
        let last = log.query(&query).await.unwrap().last;
        Query { before_index: last, ..query }
    };
    let (of_patient, of_staff) = (second(busiest.clone()).await, second(of_staff(0)).await);
    tell("busiest patient, page 2", log, |_| of_patient.clone()).await;
    tell("busiest member of staff, page 2", log, |_| of_staff.clone()).await;
}

async fn tell(what: &str, log: &Log, query: impl Fn(u64) -> Query) {
    let (mut times, mut rows) = (Vec::new(), 0);
    for n in 0..ASKED {
        let query = query(n);
        let start = Instant::now();
        let found = log.query(&query).await.unwrap();
        times.push(start.elapsed());
        rows += found.entries.len() + found.unreadable.len();
    }
    let first = times[0];
    times.sort_unstable();
    let at = |share: usize| milliseconds(times[times.len() * share / 100]);
    let rows = rows as f64 / ASKED as f64;
    println!("{what}: p50 {} p99 {} first {} ms, {rows:.1} rows", at(50), at(99), milliseconds(first));
}

fn milliseconds(time: Duration) -> String {
    format!("{:.2}", time.as_secs_f64() * 1000.0)
}
