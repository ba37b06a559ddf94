use portico_model::{AccountId, CaseId};
use portico_store::{AlertState, Cursor, NewAlert, Settlement, Store};
use uuid::Uuid;

use crate::world::{later, now, patient};

fn alert(key: &str, seconds: i64) -> NewAlert {
    NewAlert {
        id: Uuid::new_v4(),
        dedupe_key: key.to_owned(),
        rule: "bulk-reading".to_owned(),
        severity: "high".to_owned(),
        account: Some(AccountId(Uuid::new_v4())),
        patient: Some(patient("ana-1")),
        address: Some([127, 0, 0, 1].into()),
        count: 40,
        first_entry: 3,
        last_entry: 99,
        began_at: now(),
        at: later(seconds),
    }
}

pub async fn followers(store: &Store) {
    let (one, other) = (Uuid::new_v4(), Uuid::new_v4());
    let at = Cursor { next: 100, replay_from: 40 };

    assert_eq!(store.find_cursor("alerts").await.unwrap(), None);
    let began = store.hold_cursor("alerts", one, now(), later(30)).await.unwrap();
    assert_eq!(began, Some(Cursor::default()));
    assert_eq!(store.hold_cursor("alerts", other, later(29), later(60)).await.unwrap(), None);
    assert!(store.hold_cursor("siem", other, now(), later(30)).await.unwrap().is_some());

    assert!(!store.move_cursor("alerts", other, (0, at), &[alert("lost", 0)]).await.unwrap());
    assert!(store.move_cursor("alerts", one, (0, at), &[alert("kept", 0)]).await.unwrap());
    assert!(!store.move_cursor("alerts", one, (0, at), &[alert("lost", 0)]).await.unwrap());
    assert_eq!(store.find_cursor("alerts").await.unwrap(), Some(at));

    let later_holder = store.hold_cursor("alerts", other, later(31), later(90)).await.unwrap();
    assert_eq!(later_holder, Some(at));
    assert!(!store.move_cursor("alerts", one, (100, at), &[]).await.unwrap());
    let keys: Vec<String> =
        store.list_alerts(false, None, 10).await.unwrap().into_iter().map(|it| it.found.dedupe_key).collect();
    assert_eq!(keys, ["kept"]);
}

pub async fn alerts(store: &Store, officer: AccountId) {
    let holder = Uuid::new_v4();
    store.hold_cursor("alerts-told", holder, now(), later(60)).await.unwrap().unwrap();
    let (older, newer) = (alert("older", 100), alert("newer", 200));
    let again = NewAlert { id: Uuid::new_v4(), count: 1, ..newer.clone() };
    for (from, found) in [(0, vec![older.clone(), newer.clone()]), (1, vec![again])] {
        let to = Cursor { next: from + 1, replay_from: 0 };
        assert!(store.move_cursor("alerts-told", holder, (from, to), &found).await.unwrap());
    }

    let listed = store.list_alerts(true, None, 2).await.unwrap();
    assert_eq!(listed.iter().map(|it| &it.found).collect::<Vec<_>>(), [&newer, &older]);
    let next = store.list_alerts(true, Some((newer.at, newer.id)), 1).await.unwrap();
    assert_eq!(next[0].found, older);

    let settlement = Settlement { note: "Her own team.".to_owned(), by: officer, at: later(300) };
    assert!(store.settle_alert(newer.id, AlertState::Harmless, &settlement).await.unwrap());
    assert!(!store.settle_alert(newer.id, AlertState::Breach, &settlement).await.unwrap());
    let settled = store.find_alert(newer.id).await.unwrap().unwrap();
    assert_eq!((settled.state, settled.settlement), (AlertState::Harmless, Some(settlement)));
    assert!(store.list_alerts(true, None, 9).await.unwrap().iter().all(|it| it.found.id != newer.id));

    let unowned = store.list_alerts_without_case(9).await.unwrap();
    assert!(unowned.iter().any(|it| it.found == older) && unowned.iter().all(|it| it.found != newer));
    let case = CaseId(Uuid::new_v4());
    assert!(store.link_alert_case(older.id, case).await.unwrap());
    assert_eq!(store.find_alert(older.id).await.unwrap().unwrap().case, Some(case));
    let names = store.list_named(&[officer, AccountId(Uuid::new_v4())]).await.unwrap();
    assert_eq!(names.len(), 1);
}
