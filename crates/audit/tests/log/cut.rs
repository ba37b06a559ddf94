//! PostgreSQL's connections, cut while it commits.

use futures::future::join_all;
use portico_audit::{AuditError, Log, Receipt};
use sea_orm::ConnectOptions;

use crate::place::{Place, ana, fill, on_postgres, read};
use crate::proxy::{Cut, Proxy};

/// The log of `place`, reached by a way that can be cut.
async fn by_proxy(place: &Place) -> (Log, Proxy) {
    let url = place.options.get_url();
    let (user, rest) = url.rsplit_once('@').unwrap();
    let (server, name) = rest.split_once('/').unwrap();
    let proxy = Proxy::to(server.to_owned()).await;
    let mut way = ConnectOptions::new(format!("{user}@{}/{name}?sslmode=disable", proxy.address));
    way.max_connections(2);
    (Log::open(way, place.vault.clone(), place.clock.clone()).await.unwrap(), proxy)
}

async fn append_together(log: &Log) -> Vec<Result<Receipt, AuditError>> {
    join_all((0..8).map(|_| log.append(read(&ana())))).await
}

#[tokio::test(flavor = "multi_thread")]
async fn of_connections_cut_at_a_commit_everything_acknowledged_is_there_and_nothing_refused() {
    on_postgres(async |place: Place| {
        let (log, proxy) = by_proxy(&place).await;
        fill(&log, 3).await;
        let (mut acknowledged, mut refused) = (Vec::new(), 0);
        for round in 0..30 {
            let at = if round % 2 == 0 { Cut::BeforeCommit } else { Cut::AfterCommit };
            proxy.cut(at, 1);
            for receipt in append_together(&log).await {
                match receipt {
                    Ok(receipt) => acknowledged.push(receipt),
                    Err(AuditError::Database(_)) => refused += 1,
                    Err(other) => panic!("{other}"),
                }
            }
            log.append(read(&ana())).await.unwrap();
        }

        let direct = place.log().await;
        let mut found = 0;
        for receipt in &acknowledged {
            let kept = direct.signed_receipt(receipt.index).await.unwrap();
            found += usize::from(portico_audit::verify::leaf_hash(&kept.entry) == receipt.leaf_hash);
        }
        let report = direct.verify(None).await.unwrap();
        println!("30 cuts: {} acknowledged, {found} found, {refused} refused", acknowledged.len());
        assert_eq!(report.findings, []);
        assert_eq!(found, acknowledged.len());
        assert!(refused >= 15 && acknowledged.len() >= 15 * 8, "{refused} and {}", acknowledged.len());
        // Those of `fill`, those that followed each cut, and one that tells of each outage.
        assert_eq!(
            report.entries as usize,
            3 + acknowledged.len() + 30 + 15,
            "nothing that was refused is there"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_server_is_gone_after_a_commit_nobody_is_told_that_it_was_not_kept() {
    on_postgres(async |place: Place| {
        let (log, proxy) = by_proxy(&place).await;
        fill(&log, 3).await;
        proxy.cut_off_after_commit();

        let append = log.append(read(&ana())).await;
        assert!(matches!(append, Err(AuditError::InDoubt(_) | AuditError::Timeout)), "{append:?}");

        proxy.open_again();
        log.check().await.unwrap();
        assert_eq!(
            log.append(read(&ana())).await.unwrap().index,
            5,
            "it was kept, and so is what tells of the outage"
        );
        assert_eq!(log.verify(None).await.unwrap().findings, []);
    })
    .await;
}
