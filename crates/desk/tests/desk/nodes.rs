//! Two nodes on one PostgreSQL data base.

use std::collections::HashSet;

use portico_model::Clock;
use portico_store::{DatabaseUrl, Store};
use sqlx::{Connection, PgConnection};
use uuid::Uuid;

use crate::world::{World, desk, letter_to, vault};

const LETTERS: usize = 200;

/// A data base of its own on the server of `PORTICO_TEST_POSTGRES`. `None` where there is no server, unless
/// `PORTICO_REQUIRE_SERVICES` says that there must be one.
struct Postgres {
    server: String,
    name: String,
}

impl Postgres {
    #[expect(clippy::disallowed_methods, reason = "tests are configured by their environment")]
    async fn start() -> Option<Self> {
        let server = std::env::var("PORTICO_TEST_POSTGRES")
            .unwrap_or_else(|_| "postgres://postgres@127.0.0.1:5432/postgres".to_owned());
        let name = format!("portico_desk_{}", Uuid::new_v4().simple());
        let mut connection = match PgConnection::connect(&server).await {
            Ok(connection) => connection,
            Err(error) if std::env::var("PORTICO_REQUIRE_SERVICES").is_ok() => {
                panic!("PostgreSQL is required and does not answer: {error}")
            }
            Err(_) => {
                #[expect(clippy::print_stdout, reason = "whoever runs the tests should see it")]
                {
                    println!("skipped: no PostgreSQL at PORTICO_TEST_POSTGRES");
                }
                return None;
            }
        };
        let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"));
        sqlx::raw_sql(create).execute(&mut connection).await.unwrap();
        Some(Self { server, name })
    }

    fn url(&self) -> DatabaseUrl {
        let (server, _) = self.server.rsplit_once('/').unwrap();
        DatabaseUrl::Postgres(format!("{server}/{}", self.name))
    }

    async fn drop(self) {
        let mut connection = PgConnection::connect(&self.server).await.unwrap();
        let drop = sqlx::AssertSqlSafe(format!("DROP DATABASE {} WITH (FORCE)", self.name));
        sqlx::raw_sql(drop).execute(&mut connection).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_nodes_never_send_the_same_letter() {
    let Some(postgres) = Postgres::start().await else { return };
    let folder = tempfile::tempdir().unwrap();
    let vault = vault(folder.path());
    let clock = Clock::system();
    let store = Store::open(&postgres.url(), vault.clone()).await.unwrap();
    let other_store = Store::open(&postgres.url(), vault.clone()).await.unwrap();
    let world = World::with(folder, store, vault, clock.clone()).await;
    let other_desk = desk(other_store, world.log.clone(), clock.clone());
    let letters: Vec<_> =
        (0..LETTERS).map(|number| letter_to(&format!("p{number}@example.org"), &clock)).collect();
    world.store.enqueue(&letters).await.unwrap();

    let work = |desk: portico_desk::Desk| {
        let couriers = world.couriers.clone();
        let worker = Uuid::new_v4();
        let store = world.store.clone();
        tokio::spawn(async move {
            let mut carried = 0;
            while store.count_outgoing().await.unwrap().waiting > 0 {
                carried += desk.carry_due(&couriers, worker).await.unwrap();
            }
            carried
        })
    };
    let workers = [world.desk.clone(), world.desk.clone(), other_desk.clone(), other_desk].map(work);
    let mut carried = Vec::new();
    for worker in workers {
        carried.push(worker.await.unwrap());
    }

    let ids: HashSet<_> = world.inbox().letters().into_iter().map(|letter| letter.message_id).collect();
    assert_eq!(world.inbox().letters().len(), LETTERS, "each once");
    assert_eq!(ids.len(), LETTERS);
    assert_eq!(carried.iter().sum::<usize>(), LETTERS);
    assert!(carried.iter().filter(|carried| **carried > 0).count() > 1, "{carried:?}");
    postgres.drop().await;
}
