use jiff::SignedDuration;
use portico_model::{AccountId, SessionId};
use portico_store::{FormClaim, NewFormDraft, Store};
use uuid::Uuid;

use crate::world::{later, now};

const LASTS: SignedDuration = SignedDuration::from_secs(60);

pub async fn forms(store: &Store, account: AccountId) {
    of_many_who_send_a_form_one_does_it(store).await;
    a_draft_is_its_persons_alone(store, account).await;
}

async fn of_many_who_send_a_form_one_does_it(store: &Store) {
    let key = [7; 32];
    let claim = async |at| store.claim_form(key, at, LASTS).await.unwrap();

    assert_eq!(claim(now()).await, FormClaim::New);
    assert_eq!(claim(later(1)).await, FormClaim::UnderWay);
    store.give_form_back(key).await.unwrap();
    assert_eq!(claim(later(2)).await, FormClaim::New, "given back");
    assert_eq!(claim(later(63)).await, FormClaim::New, "left by a process that ended");
    assert_eq!(store.find_form_answer(key).await.unwrap(), None);
    store.settle_form(key, b"done").await.unwrap();
    store.give_form_back(key).await.unwrap();
    assert_eq!(claim(later(200)).await, FormClaim::Answered(b"done".to_vec()), "what was done stays done");
    assert_eq!(store.find_form_answer(key).await.unwrap(), Some(b"done".to_vec()));
    store.drop_old_forms(later(900), later(800)).await.unwrap();
    assert_eq!(claim(later(901)).await, FormClaim::New);
}

async fn a_draft_is_its_persons_alone(store: &Store, account: AccountId) {
    let session = SessionId(Uuid::new_v4());
    let draft = |secret_hash: [u8; 32], content: &[u8]| NewFormDraft {
        session,
        account,
        secret_hash,
        content: content.to_vec(),
        expires_at: later(60),
    };
    let find = async |account, secret, at| store.find_form_draft(account, secret, at).await.unwrap();
    store.keep_form_draft(&draft([1; 32], b"first")).await.unwrap();
    store.keep_form_draft(&draft([2; 32], b"second")).await.unwrap();

    assert_eq!(find(account, [1; 32], now()).await, None, "one draft a session");
    assert_eq!(find(account, [2; 32], now()).await, Some(b"second".to_vec()));
    assert_eq!(find(AccountId(Uuid::new_v4()), [2; 32], now()).await, None);
    assert_eq!(find(account, [2; 32], later(61)).await, None);
    store.drop_form_draft(AccountId(Uuid::new_v4()), [2; 32]).await.unwrap();
    assert!(find(account, [2; 32], now()).await.is_some());
    store.drop_form_draft(account, [2; 32]).await.unwrap();
    assert_eq!(find(account, [2; 32], now()).await, None);
}
