use std::future::Future;

use portico_database::CommitError;
use sea_orm::ConnectionTrait;

use crate::place::{Place, Postgres};
use crate::proxy::{Cut, Proxy};

async fn behind_a_proxy<F>(test: impl FnOnce(Place, Proxy) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    let Some(postgres) = Postgres::start().await else { return };
    let server = format!("{}:{}", postgres.options.get_host(), postgres.options.get_port());
    let proxy = Proxy::to(server).await;
    let way = postgres.options.clone().host("127.0.0.1").port(proxy.address.port());
    let place = postgres.place(way).await;
    let outcome = tokio::spawn(test(place, proxy)).await;
    postgres.drop().await;
    outcome.unwrap();
}

async fn insert(place: &Place, id: u32) -> Result<(), CommitError> {
    let change = place.pool.begin().await.unwrap();
    change.execute_unprepared(&format!("INSERT INTO line (id) VALUES ({id})")).await.unwrap();
    change.commit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_that_never_reached_the_server_is_refused() {
    behind_a_proxy(async |place: Place, proxy: Proxy| {
        for id in 0..5 {
            proxy.cut(Cut::BeforeCommit, 1);
            assert!(matches!(insert(&place, id).await, Err(CommitError::Refused(_))));
            assert_eq!(place.lines().await, 0);
        }
        insert(&place, 9).await.unwrap();
        assert_eq!(place.lines().await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_whose_answer_was_lost_is_asked_for_and_counts() {
    behind_a_proxy(async |place: Place, proxy: Proxy| {
        for id in 0..5 {
            proxy.cut(Cut::AfterCommit, 1);
            insert(&place, id).await.unwrap();
            assert_eq!(place.lines().await, i64::from(id) + 1);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nobody_can_be_asked_the_outcome_is_said_to_be_unknown() {
    behind_a_proxy(async |place: Place, proxy: Proxy| {
        let change = place.pool.begin().await.unwrap();
        change.execute_unprepared("INSERT INTO line (id) VALUES (1)").await.unwrap();
        proxy.cut_off_after_commit();

        assert!(matches!(change.commit().await, Err(CommitError::Unknown(_))));

        proxy.open_again();
        insert(&place, 2).await.unwrap();
        assert_eq!(place.lines().await, 2, "it was kept, and nobody was told that it was not");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_ends_a_connection_inside_of_a_transaction_keeps_nothing_of_it() {
    behind_a_proxy(async |place: Place, _: Proxy| {
        let change = place.pool.begin().await.unwrap();
        change.execute_unprepared("INSERT INTO line (id) VALUES (1)").await.unwrap();
        let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                   WHERE datname = current_database() AND state = 'idle in transaction'";
        place.outside.execute_unprepared(end).await.unwrap();

        assert!(matches!(change.commit().await, Err(CommitError::Refused(_))));

        assert_eq!(place.lines().await, 0);
        insert(&place, 2).await.unwrap();
        assert_eq!(place.lines().await, 1);
    })
    .await;
}
