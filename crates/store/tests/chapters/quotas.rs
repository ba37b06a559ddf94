//! Thirty at the same moment: as many pass as may, and not one more.

use std::sync::Arc;

use portico_model::{
    AccountId, BreakGlassReason, CaseId, CaseSubject, Categories, GrantId, GrantState, Relationship,
};
use portico_store::{
    BreakGlass, Grant, GrantedPatient, Invitation, NewAccount, NewCase, NewDocument, NewSignUp, PaperRoom,
    Quota, Store, StoreError,
};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::world::{ana, later, now, patient};

const AT_ONCE: u8 = 30;
const MOST: usize = 10;

pub async fn tell(store: &Store) {
    as_many_letters_as_may_and_again_tomorrow(store).await;
    as_many_requests_wait_as_may(store).await;
    as_many_invitations_wait_as_may_and_one_for_each(store).await;
    as_many_papers_are_kept_as_may(store).await;
    papers_go_with_what_they_were_for(store).await;
    as_many_questions_are_open_as_may(store).await;
    as_much_glass_is_broken_as_may(store).await;
}

pub fn a_day(whose: AccountId) -> Quota {
    Quota::a_day("test", whose, 100)
}

pub fn room(of: AccountId) -> PaperRoom {
    PaperRoom {
        papers_of_request: 5,
        bytes_of_person: 1_000,
        bytes_of_all: 1_000_000,
        in_time: Quota::a_day("paper", of, 100),
    }
}

/// How many of thirty at once pass. The others fail with what `refused` knows.
async fn passed<F>(one: impl Fn(u8) -> F, refused: fn(&StoreError) -> bool) -> usize
where
    F: Future<Output = Result<(), StoreError>> + Send + 'static,
{
    let mut all = JoinSet::new();
    for n in 0..AT_ONCE {
        all.spawn(one(n));
    }
    let answers = all.join_all().await;
    for error in answers.iter().filter_map(|answer| answer.as_ref().err()) {
        assert!(refused(error), "{error:?}");
    }
    answers.iter().filter(|answer| answer.is_ok()).count()
}

async fn account(store: &Store) -> AccountId {
    let id = AccountId(Uuid::new_v4());
    let email = format!("{id}@example.org").parse().unwrap();
    store.create_account(&NewAccount { id, email, own_record: None, ..ana() }).await.unwrap();
    id
}

fn too_many(error: &StoreError) -> bool {
    matches!(error, StoreError::UsedUp)
}

fn requested(by: AccountId) -> Grant {
    Grant {
        id: GrantId(Uuid::new_v4()),
        patient: GrantedPatient { id: None, name: "Teo Reyes".to_owned(), born: None, state: None },
        grantor: None,
        grantee: Some(by),
        invited_email: None,
        relationship: Relationship::Parent,
        scope: Categories::ALL,
        valid_from: now(),
        valid_until: None,
        state: GrantState::Requested,
        proof: None,
        verified_by: None,
        verified_at: None,
        invitation: None,
        created_at: now(),
        ended_at: None,
        ended_by: None,
    }
}

fn review_of(grant: &Grant) -> NewCase {
    let subject = CaseSubject::ProxyReview { grant: grant.id };
    NewCase { id: CaseId(grant.id.0), ..NewCase::new(subject, grant.id.to_string(), now()) }
}

fn paper(bytes: usize) -> NewDocument {
    NewDocument { id: Uuid::new_v4(), media_type: "application/pdf", body: vec![b'%'; bytes], at: now() }
}

fn fewer_than(most: usize) -> impl FnOnce(&[Grant]) -> Result<(), StoreError> + Send {
    move |own| if own.len() < most { Ok(()) } else { Err(StoreError::UsedUp) }
}

async fn ask(store: &Store, grant: &Grant, paper: Option<&NewDocument>) -> Result<(), StoreError> {
    let by = grant.grantee.unwrap();
    let (quota, room, case) = (a_day(by), room(by), review_of(grant));
    let paper = paper.map(|paper| (paper, &room));
    store.request_grant((grant, by), &quota, fewer_than(MOST), paper, (&case, &[])).await
}

async fn as_many_letters_as_may_and_again_tomorrow(store: &Store) {
    let code = Uuid::new_v4().to_string();
    let at = now();
    let begin = move |store: Store, code: String, at| async move {
        let token_hash = *[Uuid::new_v4().into_bytes(); 2].concat().first_chunk().unwrap();
        let new = NewSignUp { token_hash, content: b"{}".to_vec(), expires_at: later(60) };
        let quotas = [Quota::a_day("sign_up_code", &code, 5), Quota::a_day("sign_up_address", &code, 100)];
        store.begin_sign_up(&new, (&quotas, at), &[]).await
    };

    let first = passed(|_| begin(store.clone(), code.clone(), at), too_many).await;
    assert_eq!(first, 5);
    assert!(begin(store.clone(), "another".to_owned(), at).await.is_ok(), "each code has its own");
    let tomorrow = at + jiff::SignedDuration::from_hours(24);
    let next = passed(|_| begin(store.clone(), code.clone(), tomorrow), too_many).await;
    assert_eq!(next, 5);
    store.drop_old_quotas(tomorrow + jiff::SignedDuration::from_hours(48)).await.unwrap();
}

async fn as_many_requests_wait_as_may(store: &Store) {
    let by = account(store).await;

    let request = |store: Store| async move { ask(&store, &requested(by), None).await };
    let kept = passed(|_| request(store.clone()), too_many).await;

    assert_eq!(kept, MOST);
    assert_eq!(store.list_grants_to(by).await.unwrap().len(), MOST);
}

async fn as_many_invitations_wait_as_may_and_one_for_each(store: &Store) {
    let by = account(store).await;
    let invite = move |store: Store, of: &'static str, email: String, n: u8| async move {
        let token_hash = *[Uuid::new_v4().into_bytes(); 2].concat().first_chunk().unwrap();
        let grant = Grant {
            grantee: None,
            invited_email: Some(email.parse().unwrap()),
            state: GrantState::Invited,
            invitation: Some(Invitation { token_hash, expires_at: later(60 + i64::from(n)) }),
            patient: GrantedPatient { id: Some(patient(of)), ..requested(by).patient },
            ..requested(by)
        };
        let email = grant.invited_email.clone();
        let check = |own: &[Grant]| {
            let is_there = own.iter().any(|other| other.invited_email == email);
            if is_there || own.len() >= MOST { Err(StoreError::UsedUp) } else { Ok(()) }
        };
        store.create_invitation(&grant, &a_day(by), check, &[]).await
    };

    let to_many = |n: u8| invite(store.clone(), "many-1", format!("friend-{n}@example.org"), n);
    assert_eq!(passed(to_many, too_many).await, MOST);
    let to_one = |n: u8| invite(store.clone(), "one-1", "rosa@example.org".to_owned(), n);
    assert_eq!(passed(to_one, too_many).await, 1, "one for each address");
    assert_eq!(store.list_grants_of(&patient("many-1")).await.unwrap().len(), MOST);
    assert_eq!(store.list_grants_of(&patient("one-1")).await.unwrap().len(), 1);
}

async fn as_many_papers_are_kept_as_may(store: &Store) {
    let (mother, father, aunt) = (account(store).await, account(store).await, account(store).await);
    let no_room = |error: &StoreError| matches!(error, StoreError::NoRoom);
    for (by, bytes, most) in [(mother, 10, 5), (father, 250, 3)] {
        let grant = Arc::new(requested(by));
        ask(store, &grant, None).await.unwrap();
        let add = |store: Store, grant: Arc<Grant>| async move {
            let (paper, room) = (paper(bytes), room(by));
            let added =
                store.add_grant_document((grant.id, by), (&paper, &room), &review_of(&grant), &[]).await;
            added.map(|kept| assert!(kept))
        };

        let kept = passed(|_| add(store.clone(), grant.clone()), no_room).await;

        assert_eq!(kept, most, "papers of {bytes} bytes");
        assert_eq!(store.list_grant_documents(grant.id).await.unwrap().len(), most);
    }
    let grant = requested(aunt);
    let (paper, full) = (paper(10), PaperRoom { bytes_of_all: 100, ..room(aunt) });
    let case = review_of(&grant);
    let asked = store
        .request_grant((&grant, aunt), &a_day(aunt), |_| Ok(()), Some((&paper, &full)), (&case, &[]))
        .await;
    assert!(matches!(asked, Err(StoreError::NoRoom)), "no room for anybody's");
    assert!(store.find_grant(grant.id).await.unwrap().is_none(), "nothing of it is kept");
    let few = PaperRoom { in_time: Quota::a_day("paper", father, 3), ..room(father) };
    let theirs = store.list_grants_to(father).await.unwrap().remove(0);
    let again = store.add_grant_document((theirs.id, father), (&paper, &few), &case, &[]).await;
    assert!(matches!(again, Err(StoreError::UsedUp)), "as many as may in a day");
}

async fn papers_go_with_what_they_were_for(store: &Store) {
    let by = account(store).await;
    let ended = |grant: Grant| {
        let store = store.clone();
        async move {
            ask(&store, &grant, Some(&paper(10))).await.unwrap();
            grant
        }
    };
    let withdrawn = ended(requested(by)).await;
    let refused = ended(requested(by)).await;
    let granted = ended(requested(by)).await;
    let waiting = ended(requested(by)).await;

    assert!(store.end_grant(withdrawn.id, Some(by), now(), &[]).await.unwrap());
    let no = refused.clone().refuse(by, now()).unwrap();
    assert!(store.change_grant(GrantState::Requested, &no, now(), &[]).await.unwrap());
    let yes = Grant { state: GrantState::Active, verified_at: Some(now()), ..granted.clone() };
    let yes = Grant { proof: Some(portico_model::Proof::Document), ..yes };
    let yes = Grant { patient: GrantedPatient { id: Some(patient("papers-1")), ..yes.patient }, ..yes };
    assert!(store.change_grant(GrantState::Requested, &yes, now(), &[]).await.unwrap());

    let papers = async |grant: &Grant| store.list_grant_documents(grant.id).await.unwrap().len();
    assert_eq!((papers(&withdrawn).await, papers(&refused).await), (0, 0));
    store.drop_old_documents(later(-60)).await.unwrap();
    assert_eq!((papers(&granted).await, papers(&waiting).await), (1, 1), "looked at again, or still to be");
    store.drop_old_documents(later(60)).await.unwrap();
    assert_eq!((papers(&granted).await, papers(&waiting).await), (0, 1));
    let late = store
        .add_grant_document((withdrawn.id, by), (&paper(10), &room(by)), &review_of(&withdrawn), &[])
        .await;
    assert!(!late.unwrap(), "what is over takes no papers");
    assert_eq!(papers(&withdrawn).await, 0);
}

async fn as_many_questions_are_open_as_may(store: &Store) {
    let by = account(store).await;
    let ask = move |store: Store, entry: u64, quota: u32| async move {
        let subject = CaseSubject::LedgerQuestion { entry, question: "why?".to_owned() };
        let mut case = NewCase::new(subject.clone(), Uuid::new_v4().to_string(), now());
        case.asker = Some(by);
        let check = move |open: &[portico_store::Case]| {
            let is_open = open.iter().any(|other| other.subject == subject);
            if is_open { Err(StoreError::Taken) } else { Ok(()) }
        };
        let quota = Quota::a_day("question", by, quota);
        store.open_case_within(&case, &quota, check, &[]).await.map(|_| ())
    };

    let of_one = passed(|_| ask(store.clone(), 7, 100), |it| matches!(it, StoreError::Taken)).await;
    let of_many = passed(|n| ask(store.clone(), 100 + u64::from(n), 10), too_many).await;

    assert_eq!(of_one, 1, "one for each look");
    assert_eq!(of_many, 9, "ten in a day with the first");
    assert_eq!(store.list_cases_of(by, 100).await.unwrap().len(), 10);
}

async fn as_much_glass_is_broken_as_may(store: &Store) {
    let by = account(store).await;
    let break_it = move |store: Store, n: u8| async move {
        let broken = BreakGlass {
            id: Uuid::new_v4(),
            account: by,
            patient: patient(&format!("glass-{n}")),
            reason: BreakGlassReason::Emergency,
            words: "found on the street".to_owned(),
            begins_at: now(),
            ends_at: later(1_800),
        };
        let subject = CaseSubject::BreakGlassReview { break_glass: broken.id, clinician: by };
        let review = NewCase::new(subject, broken.id.to_string(), now());
        let check = |lately: &[BreakGlass]| if lately.len() < 3 { Ok(()) } else { Err(StoreError::UsedUp) };
        store.begin_break_glass(&broken, later(-3_600), check, (&review, &[])).await
    };

    assert_eq!(passed(|n| break_it(store.clone(), n), too_many).await, 3);
    assert_eq!(store.list_break_glass(by, later(-60), now()).await.unwrap().len(), 3);
}
