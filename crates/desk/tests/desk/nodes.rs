//! Two nodes on one PostgreSQL data base.

use std::collections::HashSet;

use portico_model::Clock;
use portico_store::Store;
use uuid::Uuid;

use crate::postgres::Postgres;
use crate::world::{World, desk, letter_to, vault};

const LETTERS: usize = 200;

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
