use std::collections::HashSet;

use futures::future::try_join_all;
use portico_audit::{Log, Query};

use crate::place::{Place, ana, fill, on_both_engines, read, vault};

on_both_engines![
    an_acknowledged_event_is_there_after_a_new_start,
    many_appends_at_once_share_few_transactions,
    two_nodes_grow_one_tree,
    an_event_comes_back_as_it_was_given,
];

async fn an_acknowledged_event_is_there_after_a_new_start(place: Place) {
    let log = place.log().await;
    let receipt = log.append(read(&ana())).await.unwrap();
    let head = log.head().await.unwrap();
    log.close().await;

    let again = place.log().await;
    let found = again.query(&Query::default()).await.unwrap();
    assert_eq!(found.entries[0].index, receipt.index);
    assert_eq!(found.entries[0].leaf_hash, receipt.leaf_hash);
    assert_eq!(again.head().await.unwrap(), head);
    assert_eq!(again.id(), log.id());
}

async fn many_appends_at_once_share_few_transactions(place: Place) {
    let log = place.log().await;

    let receipts = try_join_all((0..200).map(|_| log.append(read(&ana())))).await.unwrap();

    let indices: HashSet<u64> = receipts.iter().map(|receipt| receipt.index).collect();
    assert_eq!(indices, (0..200).collect());
    assert!(log.commits() <= 20, "{} transactions", log.commits());
    assert_eq!(log.head().await.unwrap().size, 200);
}

async fn two_nodes_grow_one_tree(place: Place) {
    let nodes = [place.log().await, place.log().await];
    assert_eq!(nodes[0].id(), nodes[1].id());

    let each = |node: Log| async move { fill(&node, 150).await };
    futures::join!(each(nodes[0].clone()), each(nodes[1].clone()));

    let head = nodes[0].head().await.unwrap();
    assert_eq!(head.size, 300);
    assert_eq!(nodes[1].head().await.unwrap(), head);
    assert!(head.is_signed());
}

async fn an_event_comes_back_as_it_was_given(place: Place) {
    let log = place.log().await;
    let event = read(&ana());

    log.append(event.clone()).await.unwrap();

    assert_eq!(log.query(&Query::default()).await.unwrap().entries[0].event, event);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_lies_where_it_was_told_and_cannot_be_read_without_the_key() {
    let place = Place::sqlite();
    let file = place.folder.path().join("a 100% odd? name.db");
    let options = Log::embedded(&file, &place.vault);
    let log = Log::open(options, place.vault.clone(), place.clock.clone()).await.unwrap();
    fill(&log, 3).await;
    log.close().await;

    let stored = std::fs::read(&file).unwrap();
    assert!(!stored.starts_with(b"SQLite format 3"));
    let (_folder, other) = vault();
    let options = Log::embedded(&file, &other);
    assert!(Log::open(options, other, place.clock.clone()).await.is_err());
}
