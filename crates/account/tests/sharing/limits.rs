//! What one person may fill, send and ask for: in turns, in a loop, and thirty times at the same moment.

use portico_account::grants::{AccessRequest, Invite, Paper, Proof, ShareFault};
use portico_account::{AccountError, Settings};
use portico_audit::{Action, Outcome};
use portico_model::{CaseId, CaseState, GrantId, GrantState, Relationship, Role};
use portico_store::{Letter, Recipient};
use tokio::task::JoinSet;

use crate::town::{Member, caregiver, fault, for_teo, teo};
use crate::world::World;

const DAY: i64 = 24 * 3600;

fn paper(bytes: usize) -> Paper {
    Paper::new([&b"%PDF-1.7\n"[..], &vec![b' '; bytes]].concat()).unwrap()
}

fn with_paper(bytes: usize) -> AccessRequest {
    AccessRequest { paper: Some(paper(bytes)), ..for_teo() }
}

async fn papers(town: &World, grant: GrantId) -> usize {
    town.store.list_grant_documents(grant).await.unwrap().len()
}

/// The faults of thirty requests at the same moment.
async fn at_once<F>(one: impl Fn(usize) -> F) -> Vec<ShareFault>
where
    F: Future<Output = Result<(), AccountError>> + Send + 'static,
{
    let mut all = JoinSet::new();
    for n in 0..30 {
        all.spawn(one(n));
    }
    all.join_all().await.into_iter().filter(Result::is_err).map(fault).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_and_taking_back_leaves_no_paper_and_has_an_end() {
    let town = World::new().await;
    let (mut ana, _) = town.ana_and_rosa().await;
    let mut kept = Vec::new();

    let stopped = loop {
        match town.accounts.request_access(&ana.session, with_paper(10_000), &town.visit).await {
            Ok(id) => kept.push(id),
            Err(error) => break error,
        }
        town.accounts.end_access(&ana.session, *kept.last().unwrap(), &town.visit).await.unwrap();
    };

    assert_eq!(fault::<()>(Err(stopped)), ShareFault::TooManyToday);
    assert_eq!(kept.len(), 15);
    for id in &kept {
        assert_eq!(papers(&town, *id).await, 0);
    }
    let told = town.told(Action::RequestAccess).await;
    assert_eq!(told.last(), Some(&(Outcome::Failed, "too_many_today".to_owned())));
    town.advance(DAY);
    town.prove(&mut ana).await;
    town.accounts
        .request_access(&ana.session, for_teo(), &town.visit)
        .await
        .expect("tomorrow is another day");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_request_takes_its_papers_along() {
    let town = World::new().await;
    let (ana, _) = town.ana_and_rosa().await;
    let support = town.staff(Role::Support).await;
    let id = town.accounts.request_access(&ana.session, with_paper(100), &town.visit).await.unwrap();
    town.accounts.hand_in(&ana.session, id, paper(101), &town.visit).await.unwrap();
    assert_eq!(papers(&town, id).await, 2);

    town.accounts.refuse_access(&support, id, &town.visit).await.unwrap();

    assert_eq!(papers(&town, id).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn papers_are_kept_for_three_months_after_they_proved_something() {
    let town = World::new().await;
    let (ana, _) = town.ana_and_rosa().await;
    let support = town.staff(Role::Support).await;
    let id = town.accounts.request_access(&ana.session, with_paper(100), &town.visit).await.unwrap();
    town.accounts.approve_access(&support, id, (teo(), Proof::RelatedPerson), &town.visit).await.unwrap();

    town.advance(89 * DAY);
    town.accounts.tidy().await.unwrap();
    assert_eq!(papers(&town, id).await, 1);
    town.advance(2 * DAY);
    town.accounts.tidy().await.unwrap();

    assert_eq!(papers(&town, id).await, 0);
    assert!(town.opens(&ana, "teo-1").await, "the access itself stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_nobody_decides_ends_after_half_a_year_and_is_told() {
    let town = World::new().await;
    let (ana, _) = town.ana_and_rosa().await;
    let id = town.accounts.request_access(&ana.session, with_paper(100), &town.visit).await.unwrap();

    town.advance(179 * DAY);
    town.accounts.tidy().await.unwrap();
    assert_eq!(papers(&town, id).await, 1, "it waits still");
    town.advance(2 * DAY);
    town.accounts.tidy().await.unwrap();

    assert_eq!(papers(&town, id).await, 0);
    assert_eq!(town.store.find_grant(id).await.unwrap().unwrap().state, GrantState::Ended);
    assert_eq!(town.store.find_case(CaseId(id.0)).await.unwrap().unwrap().state, CaseState::Cancelled);
    let letters = town.letters().await;
    let told = letters.iter().find(|mail| mail.letter == Letter::AccessEnded).unwrap();
    assert_eq!(told.to, Recipient::Account(ana.account));
    assert_eq!(town.told(Action::EndAccess).await, [(Outcome::Permitted, "undecided".to_owned())]);
}

#[tokio::test(flavor = "multi_thread")]
async fn thirty_requests_at_once_are_as_many_as_may_wait() {
    let town = World::new().await;
    let (ana, _) = town.ana_and_rosa().await;

    let faults = at_once(|_| {
        let (accounts, session, visit) = (town.accounts.clone(), ana.session.clone(), town.visit.clone());
        async move { accounts.request_access(&session, for_teo(), &visit).await.map(drop) }
    })
    .await;

    assert_eq!(faults, [ShareFault::TooMany; 20]);
    let held = town.accounts.held_access(&ana.session, &town.visit).await.unwrap();
    assert_eq!(held.len(), 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn thirty_papers_at_once_are_as_many_as_one_request_takes() {
    let town = World::new().await;
    let (ana, _) = town.ana_and_rosa().await;
    let id = town.accounts.request_access(&ana.session, with_paper(100), &town.visit).await.unwrap();

    let faults = at_once(|n| {
        let (accounts, session, visit) = (town.accounts.clone(), ana.session.clone(), town.visit.clone());
        async move { accounts.hand_in(&session, id, paper(101 + n), &visit).await.map(drop) }
    })
    .await;

    assert_eq!(faults.len(), 26, "{faults:?}");
    let full = [ShareFault::TooMany, ShareFault::NoRoom, ShareFault::TooManyToday];
    assert!(faults.iter().all(|fault| full.contains(fault)), "{faults:?}");
    assert_eq!(papers(&town, id).await, 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_papers_of_one_person_and_of_all_have_their_room() {
    let settings = Settings { most_paper_bytes: 70 * 1024 * 1024, ..town_settings() };
    let town = World::with(settings, portico_store::Store::open).await;
    let (ana, rosa) = town.ana_and_rosa().await;
    let large = 9 * 1024 * 1024;
    let fill = async |member: &Member| {
        let mut taken = 0;
        loop {
            match town.accounts.request_access(&member.session, with_paper(large), &town.visit).await {
                Ok(_) => taken += 1,
                Err(error) => break (taken, fault::<()>(Err(error))),
            }
        }
    };

    assert_eq!(fill(&ana).await, (6, ShareFault::NoRoom), "60 MiB of one person");
    assert_eq!(fill(&rosa).await, (1, ShareFault::NoRoom), "70 MiB of all");
    town.accounts.request_access(&rosa.session, for_teo(), &town.visit).await.expect("without a paper");
}

fn town_settings() -> Settings {
    let hashing = portico_account::Hashing { memory_kib: 64, passes: 1, at_once: 2, ..Default::default() };
    Settings { hashing, ..Settings::default() }
}

async fn invite(town: &World, ana: &Member, email: String) -> Result<GrantId, AccountError> {
    town.accounts.invite(&ana.session, Invite { email, ..caregiver() }, &town.visit).await
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_get_few_letters_from_one_person_in_a_day() {
    let town = World::new().await;
    let (ana, _) = town.ana_and_rosa().await;
    let mut sent = 0;

    let stopped = loop {
        match invite(&town, &ana, format!("stranger-{}@victim.example", sent % 3)).await {
            Ok(id) => town.accounts.end_access(&ana.session, id, &town.visit).await.unwrap(),
            Err(error) => break error,
        }
        sent += 1;
    };

    assert_eq!((sent, fault::<()>(Err(stopped))), (15, ShareFault::TooManyToday));
    let letters = town.letters().await;
    assert_eq!(letters.iter().filter(|mail| mail.letter == Letter::ProxyInvited).count(), 15);
}

#[tokio::test(flavor = "multi_thread")]
async fn thirty_invitations_at_once_are_as_many_as_may_wait_and_one_for_each_address() {
    let town = World::new().await;
    let (ana, _) = town.ana_and_rosa().await;
    let ben = town.member("ben@example.org", Some("ben-1")).await;
    let send = |of: &Member, email: String| {
        let (accounts, session, visit) = (town.accounts.clone(), of.session.clone(), town.visit.clone());
        let invite = Invite { email, ..caregiver() };
        async move { accounts.invite(&session, invite, &visit).await.map(drop) }
    };

    let many = at_once(|n| send(&ana, format!("friend-{n}@example.org"))).await;
    let one = at_once(|_| send(&ben, "friend@example.org".to_owned())).await;

    assert_eq!(many, [ShareFault::TooMany; 20]);
    assert_eq!(one, [ShareFault::SharedAlready; 29]);
    let waiting =
        async |of: &Member| town.accounts.sharing(&of.session, &town.visit).await.unwrap().waiting.len();
    assert_eq!((waiting(&ana).await, waiting(&ben).await), (10, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_house_writes_to_no_machine_of_its_own() {
    let town = World::new().await;
    let (ana, _) = town.ana_and_rosa().await;

    for email in ["root@localhost", "x@127.0.0.1", "x@[127.0.0.1]", "x@mail", "x@printer.local"] {
        let sent = invite(&town, &ana, email.to_owned()).await;
        assert!(matches!(sent, Err(AccountError::InvalidEmail)), "{email}");
    }
    assert!(town.letters().await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_power_of_attorney_that_was_accepted_takes_its_papers_along_too() {
    let town = World::new().await;
    let (ana, rosa) = town.ana_and_rosa().await;
    let asked = Invite { relationship: Relationship::PowerOfAttorney, ..caregiver() };
    let id = town.accounts.invite(&ana.session, asked, &town.visit).await.unwrap();
    let link = town.invited_link().await;
    town.accounts.accept_invitation(&rosa.session, &link, true, &town.visit).await.unwrap();
    town.accounts.hand_in(&rosa.session, id, paper(100), &town.visit).await.unwrap();

    town.accounts.end_access(&ana.session, id, &town.visit).await.unwrap();

    assert_eq!(papers(&town, id).await, 0);
    let late = town.accounts.hand_in(&rosa.session, id, paper(100), &town.visit).await;
    assert!(matches!(late, Err(AccountError::NotFound)));
}
