use portico_audit::{Action, AuditError, Event, Outcome, Query};
use portico_model::{AccountId, PatientId, Timestamp};
use uuid::Uuid;

use crate::place::{Place, ana, luz, on_both_engines, read};

on_both_engines![
    a_query_narrows_by_patient_person_act_and_time,
    pages_follow_each_other_without_gap_or_repetition,
    going_on_after_an_entry_that_is_not_there_is_an_error,
    a_follower_meets_every_entry_once_in_the_order_of_the_log,
];

fn at(second: i64, patient: &PatientId) -> Event {
    Event { at: Timestamp::from_second(second).unwrap(), ..read(patient) }
}

async fn indices(log: &portico_audit::Log, query: Query) -> Vec<u64> {
    let found = log.query(&query).await.unwrap();
    assert!(found.unreadable.is_empty());
    found.entries.iter().map(|entry| entry.index).collect()
}

async fn a_query_narrows_by_patient_person_act_and_time(place: Place) {
    let log = place.log().await;
    let doctor = AccountId(Uuid::new_v4());
    for event in [
        at(100, &ana()),
        Event { actor: Some(doctor), ..at(200, &luz()) },
        Event { actor: Some(doctor), action: Action::Download, ..at(300, &ana()) },
        Event { patient: None, action: Action::SignIn, ..at(400, &ana()) },
    ] {
        log.append(event).await.unwrap();
    }
    let second = |second| Some(Timestamp::from_second(second).unwrap());

    assert_eq!(indices(&log, Query::default()).await, [3, 2, 1, 0]);
    assert_eq!(indices(&log, Query { patient: Some(ana()), ..Query::default() }).await, [2, 0]);
    assert_eq!(indices(&log, Query { actor: Some(doctor), ..Query::default() }).await, [2, 1]);
    assert_eq!(indices(&log, Query { action: Some(Action::SignIn), ..Query::default() }).await, [3]);
    let of_doctor_and_ana = Query { patient: Some(ana()), actor: Some(doctor), ..Query::default() };
    assert_eq!(indices(&log, of_doctor_and_ana).await, [2]);
    assert_eq!(indices(&log, Query { from: second(200), to: second(400), ..Query::default() }).await, [2, 1]);
    let refused = Query { outcome: Some(Outcome::Refused), ..Query::default() };
    assert!(indices(&log, refused).await.is_empty());
    let nobody = Query { patient: Some("nobody".parse().unwrap()), ..Query::default() };
    assert!(indices(&log, nobody).await.is_empty());
}

async fn pages_follow_each_other_without_gap_or_repetition(place: Place) {
    let log = place.log().await;
    // Times that repeat and go back, as clocks of several nodes do.
    for second in [50, 10, 10, 40, 10, 30, 30, 20] {
        log.append(at(second, &ana())).await.unwrap();
    }

    let mut seen = Vec::new();
    let mut query = Query { patient: Some(ana()), limit: 3, ..Query::default() };
    loop {
        let page = indices(&log, query.clone()).await;
        let Some(last) = page.last() else { break };
        query.before_index = Some(*last);
        seen.extend(page);
    }

    assert_eq!(seen, [0, 3, 6, 5, 7, 4, 2, 1]);
}

async fn going_on_after_an_entry_that_is_not_there_is_an_error(place: Place) {
    let log = place.log().await;
    log.append(read(&ana())).await.unwrap();

    let beyond = Query { before_index: Some(7), ..Query::default() };

    assert!(matches!(log.query(&beyond).await, Err(AuditError::OutOfRange)));
}

async fn a_follower_meets_every_entry_once_in_the_order_of_the_log(place: Place) {
    let log = place.log().await;
    for second in [50, 10, 40, 20, 30] {
        log.append(at(second, &ana())).await.unwrap();
    }

    let mut met = Vec::new();
    let mut next = 0;
    loop {
        let stretch = log.follow(next, 2).await.unwrap();
        if stretch.next == next {
            break;
        }
        met.extend(stretch.found.entries.iter().map(|entry| entry.index));
        next = stretch.next;
    }

    assert_eq!((met, next), (vec![0, 1, 2, 3, 4], 5));
    log.append(at(60, &ana())).await.unwrap();
    assert_eq!(log.follow(next, 2).await.unwrap().next, 6);
}
