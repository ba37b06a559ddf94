use jiff::SignedDuration;
use portico_model::{AccountId, CaseAct, CaseState, CaseSubject, GrantId, Role};
use portico_store::{
    Case, Courier, Letter, Mail, NewCase, NewOutgoing, NewStep, Opened, OutboxCounts, Queue, Recipient, Store,
};
use uuid::Uuid;

use crate::world::{later, now, patient};

const LEASE: SignedDuration = SignedDuration::from_mins(3);

fn a_question(asker: AccountId, key: &str) -> NewCase {
    let subject = CaseSubject::LedgerQuestion { entry: 7, question: "Who is this?".to_owned() };
    let new = NewCase::new(subject, key, now());
    NewCase { asker: Some(asker), patient: Some(patient("ana-1")), ..new }
}

fn a_letter() -> NewOutgoing {
    let mail = Mail::new(Recipient::Pool(Role::Support), Letter::CaseArrived, "/staff/cases");
    NewOutgoing::mail(&mail, None, now())
}

fn step(act: CaseAct, note: Option<&str>) -> NewStep {
    NewStep { at: now(), by: Some(AccountId(Uuid::nil())), act, note: note.map(str::to_owned) }
}

pub async fn cases(store: &Store) {
    let (ana, walter) = (AccountId(Uuid::new_v4()), AccountId(Uuid::new_v4()));
    let before = store.count_outgoing().await.unwrap().waiting;

    let new = a_question(ana, "form-1");
    let opened = store.open_case(&new, &[a_letter()]).await.unwrap();
    let again = store.open_case(&a_question(ana, "form-1"), &[a_letter()]).await.unwrap();
    let others = store.open_case(&a_question(walter, "form-1"), &[]).await.unwrap();
    assert_eq!((opened, again), (Opened::New(new.id), Opened::Before(new.id)));
    assert_ne!(others.id(), new.id);
    assert_eq!(store.count_outgoing().await.unwrap().waiting, before + 1);

    let case = store.find_case(new.id).await.unwrap().unwrap();
    assert_eq!((case.state, case.pool, case.steps), (CaseState::Open, Role::PrivacyOfficer, 1));
    assert_eq!((&case.subject, &case.patient), (&new.subject, &new.patient));
    let mine: Vec<_> = store.list_cases_of(ana, 10).await.unwrap().into_iter().map(|case| case.id).collect();
    assert_eq!(mine, [new.id]);
    changes(store, case).await;
    queues(store).await;
}

async fn changes(store: &Store, case: Case) {
    let owner = Some(AccountId(Uuid::new_v4()));
    let taken = Case { state: case.state.acknowledge().unwrap(), owner, ..case.clone() };
    assert!(store.change_case(&case, &taken, &step(CaseAct::Acknowledged, None), &[]).await.unwrap());
    let late = store.change_case(&case, &taken, &step(CaseAct::Acknowledged, None), &[a_letter()]).await;
    assert!(!late.unwrap(), "somebody was first");

    let taken = store.find_case(case.id).await.unwrap().unwrap();
    let done = Case { state: taken.state.finish().unwrap(), watch_at: None, ..taken.clone() };
    let answer = step(CaseAct::Answered, Some("Your nurse."));
    assert!(store.change_case(&taken, &done, &answer, &[]).await.unwrap());
    let steps = store.list_steps(case.id).await.unwrap();
    let told: Vec<_> = steps.iter().map(|step| (step.number, step.act, step.before, step.after)).collect();
    assert_eq!(
        told,
        [
            (1, CaseAct::Opened, None, CaseState::Open),
            (2, CaseAct::Acknowledged, Some(CaseState::Open), CaseState::Acknowledged),
            (3, CaseAct::Answered, Some(CaseState::Acknowledged), CaseState::Done),
        ]
    );
    assert_eq!(steps[2].note.as_deref(), Some("Your nurse."));
}

async fn queues(store: &Store) {
    let subject = || CaseSubject::ProxyReview { grant: GrantId(Uuid::new_v4()) };
    let mut soon = NewCase::new(subject(), "grant-1", now());
    let mut sooner = NewCase::new(subject(), "grant-2", now());
    (soon.due_at, sooner.due_at) = (later(-60), later(-120));
    (soon.pool, sooner.pool) = (Role::Scheduler, Role::Scheduler);
    for new in [&soon, &sooner] {
        store.open_case(new, &[]).await.unwrap();
    }

    let ids = |cases: Vec<Case>| cases.into_iter().map(|case| case.id).collect::<Vec<_>>();
    let queue = store.list_cases_in(Role::Scheduler, Queue::Waiting, 10).await.unwrap();
    assert_eq!(ids(queue), [sooner.id, soon.id]);
    assert!(store.list_cases_in(Role::Scheduler, Queue::Over, 10).await.unwrap().is_empty());
    let late = ids(store.list_late_cases(now(), 100).await.unwrap());
    assert_eq!(late, [sooner.id, soon.id]);
    assert!(store.drop_old_cases(later(60)).await.unwrap() >= 1);
    assert!(store.find_case(soon.id).await.unwrap().is_some(), "what is over, and nothing else");
}

pub async fn outbox(store: &Store) {
    let (one, two) = (Uuid::new_v4(), Uuid::new_v4());
    let couriers = [Courier::Mail];
    let claim = |worker, at| store.claim_outgoing(&couriers, worker, at, LEASE, 100);
    for waiting in claim(one, later(60)).await.unwrap() {
        store.finish_outgoing(&waiting, now(), &[]).await.unwrap();
    }
    let (first, second) = (a_letter(), NewOutgoing { at: later(600), ..a_letter() });
    store.enqueue(&[first.clone(), second.clone()]).await.unwrap();
    store.enqueue(std::slice::from_ref(&first)).await.unwrap();

    let mine = claim(one, later(1)).await.unwrap();
    assert_eq!(mine.iter().map(|row| (row.id, row.attempts)).collect::<Vec<_>>(), [(first.id, 1)]);
    assert_eq!(mine[0].body, first.body);
    assert!(claim(two, later(1)).await.unwrap().is_empty(), "it is claimed");
    let theirs = claim(two, later(200)).await.unwrap();
    assert_eq!(theirs.iter().map(|row| row.attempts).collect::<Vec<_>>(), [2], "the claim ran out");
    assert!(!store.finish_outgoing(&mine[0], now(), &[a_letter()]).await.unwrap(), "it is another's");
    assert!(store.put_off_outgoing(&theirs[0], later(300), "busy").await.unwrap());

    assert!(claim(one, later(250)).await.unwrap().is_empty());
    let mine = claim(one, later(301)).await.unwrap();
    let before = store.count_outgoing().await.unwrap();
    assert!(store.finish_outgoing(&mine[0], now(), &[a_letter()]).await.unwrap());
    assert!(!store.fail_outgoing(&mine[0], now(), "late").await.unwrap());
    let after = store.count_outgoing().await.unwrap();
    assert_eq!(after, OutboxCounts { done: before.done + 1, ..before });
    let last = claim(one, later(601)).await.unwrap();
    assert_eq!(last.iter().filter(|row| row.id == second.id).count(), 1);
    for row in &last {
        assert!(store.fail_outgoing(row, now(), "refused").await.unwrap());
    }
    let counts = store.count_outgoing().await.unwrap();
    assert_eq!((counts.waiting, counts.failed), (0, before.failed + 2));
    assert!(store.drop_old_outgoing(later(60)).await.unwrap() >= 3);
}
