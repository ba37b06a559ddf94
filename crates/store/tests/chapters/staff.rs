use portico_model::{AccountId, BreakGlassReason};
use portico_store::{BreakGlass, Store};
use uuid::Uuid;

use crate::world::{later, now, patient};

/// `account` is somebody's who is signed in.
pub async fn broken_glass(store: &Store, account: AccountId) {
    let (walter, luz) = (patient("walter-1"), patient("luz-1"));
    let broken = BreakGlass {
        id: Uuid::new_v4(),
        account,
        patient: walter.clone(),
        reason: BreakGlassReason::Covering,
        words: "Dr. Okafor is away".to_owned(),
        begins_at: now(),
        ends_at: later(1_800),
    };

    store.begin_break_glass(&broken).await.unwrap();

    assert_eq!(store.find_break_glass(account, &walter, later(60)).await.unwrap(), Some(broken.clone()));
    assert_eq!(store.find_break_glass(account, &luz, later(60)).await.unwrap(), None);
    assert_eq!(store.find_break_glass(AccountId(Uuid::new_v4()), &walter, later(60)).await.unwrap(), None);
    assert_eq!(store.find_break_glass(account, &walter, broken.ends_at).await.unwrap(), None);
    assert!(!format!("{broken:?}").contains("Okafor"));

    assert!(store.end_break_glass(account, &walter, later(60)).await.unwrap());
    assert_eq!(store.find_break_glass(account, &walter, later(60)).await.unwrap(), None);
    assert!(!store.end_break_glass(account, &walter, later(61)).await.unwrap());
}
