use portico_audit::verify::{Mismatch, consistency, inclusion, receipt};
use portico_audit::{AuditError, Query, SignedReceipt, TreeHead};

use crate::place::{Place, ana, fill, on_both_engines, read};

on_both_engines![
    an_entry_of_a_long_log_is_proved_from_few_rows,
    a_later_head_is_proved_to_go_on_from_an_earlier_one,
    a_receipt_is_checked_without_the_log,
    what_is_not_in_the_log_has_no_proof,
];

/// Long enough that stored nodes take part in the proofs.
const LONG: usize = 1300;

async fn an_entry_of_a_long_log_is_proved_from_few_rows(place: Place) {
    let log = place.log().await;
    futures::future::try_join_all((0..LONG).map(|_| log.append(read(&ana())))).await.unwrap();
    let head = log.head().await.unwrap();
    let found = log.query(&Query { limit: LONG as u64, ..Query::default() }).await.unwrap();

    for index in [0, 1, 255, 256, 257, 511, 777, 1023, 1024, 1279, 1280, 1298, 1299] {
        let leaf = found.entries.iter().find(|entry| entry.index == index).unwrap().leaf_hash;
        let path = log.inclusion_proof(index, head.size).await.unwrap();
        assert_eq!(inclusion(leaf, index, head.size, &path, head.root), Ok(()), "{index}");
    }
}

async fn a_later_head_is_proved_to_go_on_from_an_earlier_one(place: Place) {
    let log = place.log().await;
    let mut heads = vec![log.head().await.unwrap()];
    for count in [1, 6, 249, 300, 511, 100] {
        futures::future::try_join_all((0..count).map(|_| log.append(read(&ana())))).await.unwrap();
        heads.push(log.head().await.unwrap());
    }
    let newest = heads.last().unwrap();

    for old in &heads {
        let path = log.consistency_proof(old.size, newest.size).await.unwrap();
        assert_eq!(consistency(old.size, old.root, newest.size, newest.root, &path), Ok(()), "{}", old.size);
    }
}

async fn a_receipt_is_checked_without_the_log(place: Place) {
    let log = place.log().await;
    fill(&log, 40).await;
    let kept = serde_json::to_string(&log.signed_receipt(17).await.unwrap()).unwrap();

    let kept: SignedReceipt = serde_json::from_str(&kept).unwrap();
    assert_eq!(receipt(&kept, log.public_key()), Ok(()));
    assert_eq!(receipt(&kept, [7; 32]), Err(Mismatch::Signature));
    let mut forged = kept.clone();
    forged.entry[9] ^= 1;
    assert_eq!(receipt(&forged, log.public_key()), Err(Mismatch::Path));
    let forged = SignedReceipt { head: TreeHead { size: 41, ..kept.head.clone() }, ..kept };
    assert_eq!(receipt(&forged, log.public_key()), Err(Mismatch::Signature));
}

async fn what_is_not_in_the_log_has_no_proof(place: Place) {
    let log = place.log().await;
    fill(&log, 5).await;

    assert!(matches!(log.inclusion_proof(5, 5).await, Err(AuditError::OutOfRange)));
    assert!(matches!(log.inclusion_proof(0, 6).await, Err(AuditError::OutOfRange)));
    assert!(matches!(log.consistency_proof(4, 3).await, Err(AuditError::OutOfRange)));
    assert!(matches!(log.signed_receipt(5).await, Err(AuditError::OutOfRange)));
}
