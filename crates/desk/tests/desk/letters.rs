use jiff::SignedDuration;
use portico_desk::Standings;
use portico_model::{CaseAct, Role};
use portico_store::{AccountState, Letter, Mail, NewOutgoing, OutboxCounts, Recipient};
use uuid::Uuid;

use crate::world::{World, letter_to};

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_leaves_once_with_its_own_number_in_the_readers_language() {
    let world = World::start().await;
    let letter = letter_to("ana@example.org", &world.clock);

    world.store.enqueue(std::slice::from_ref(&letter)).await.unwrap();
    world.store.enqueue(std::slice::from_ref(&letter)).await.unwrap();
    world.carry().await;
    world.carry().await;

    let letters = world.inbox().letters();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].message_id, format!("{}@riverside.example", letter.id));
    assert_eq!(letters[0].from, "portal@riverside.example");
    assert_eq!(letters[0].subject, "request-answered es");
    assert_eq!(letters[0].links(), ["http://portal/account"]);
    let counts = world.store.count_outgoing().await.unwrap();
    assert_eq!(counts, OutboxCounts { waiting: 0, done: 1, failed: 0 });
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_post_is_shut_letters_wait_and_then_all_leave() {
    let world = World::start().await;
    let letters: Vec<_> =
        (0..20).map(|number| letter_to(&format!("p{number}@example.org"), &world.clock)).collect();
    world.store.enqueue(&letters).await.unwrap();
    world.inbox().shut(true);

    world.carry().await;
    world.carry().await;
    assert!(world.inbox().letters().is_empty());
    assert_eq!(world.store.count_outgoing().await.unwrap().waiting, 20);
    world.inbox().shut(false);
    world.carry().await;
    assert!(world.inbox().letters().is_empty(), "a pause first");
    world.later(SignedDuration::from_secs(6));
    world.carry().await;

    assert_eq!(world.inbox().letters().len(), 20);
    assert_eq!(world.store.count_outgoing().await.unwrap().waiting, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_never_leaves_is_given_up_after_a_day_and_its_case_says_so() {
    let world = World::start().await;
    let ana = world.person("ana", Role::Patient).await;
    world.person("ines", Role::PrivacyOfficer).await;
    let case = world.question(&ana).await;
    world.inbox().shut(true);

    let mut rounds = 0;
    while world.store.count_outgoing().await.unwrap().waiting > 0 {
        world.carry().await;
        world.later(SignedDuration::from_mins(61));
        rounds += 1;
        assert!(rounds < 40, "attempts are bounded");
    }

    assert_eq!(world.store.count_outgoing().await.unwrap().failed, 1);
    let steps = world.store.list_steps(case).await.unwrap();
    assert_eq!(steps.last().unwrap().act, CaseAct::NoticeFailed);
    let seen = world.desk.find_mine(&ana, case, &Standings::new()).await.unwrap();
    assert!(seen.news.iter().all(|news| news.act != CaseAct::NoticeFailed), "it was not ana's letter");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailbox_that_is_not_there_is_not_tried_again() {
    let world = World::start().await;
    world.store.enqueue(&[letter_to("nobody@example.org", &world.clock)]).await.unwrap();

    world.carry().await;

    assert_eq!(world.store.count_outgoing().await.unwrap().failed, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_of_a_pool_who_may_sign_in_gets_a_letter() {
    let world = World::start().await;
    world.person("ines", Role::PrivacyOfficer).await;
    world.person("omar", Role::PrivacyOfficer).await;
    world.person("ben", Role::Support).await;
    let shut = world.person("shut", Role::PrivacyOfficer).await;
    world.store.change_account_state(shut.account, AccountState::Suspended).await.unwrap();
    world.changed("gone", |member| member.is_active = false).await;
    world.changed("removed", |member| member.removed_at = Some(member.changed_at)).await;
    world.changed("new", |member| member.subject = None).await;
    let mail = Mail::new(Recipient::Pool(Role::PrivacyOfficer), Letter::CaseArrived, "/staff/cases");
    let outgoing = NewOutgoing { id: Uuid::new_v4(), ..NewOutgoing::mail(&mail, None, world.clock.now()) };

    world.store.enqueue(&[outgoing]).await.unwrap();
    world.carry().await;

    let mut to: Vec<_> = world.inbox().letters().into_iter().flat_map(|letter| letter.to).collect();
    to.sort();
    assert_eq!(to, ["ines@example.org", "omar@example.org"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_left_meanwhile_gets_no_letter() {
    let world = World::start().await;
    let gone = world.changed("gone", |member| member.is_active = false).await;
    let mail = Mail::new(Recipient::Account(gone), Letter::CaseArrived, "/staff/cases");
    let outgoing = NewOutgoing::mail(&mail, None, world.clock.now());

    world.store.enqueue(&[outgoing]).await.unwrap();
    world.carry().await;

    assert!(world.inbox().letters().is_empty());
    assert_eq!(world.store.count_outgoing().await.unwrap().failed, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_to_a_pool_with_nobody_in_it_waits_for_somebody() {
    let world = World::start().await;
    let ana = world.person("ana", Role::Patient).await;
    let case = world.question(&ana).await;

    for _ in 0..35 {
        world.carry().await;
        world.later(SignedDuration::from_mins(61));
    }
    let counts = world.store.count_outgoing().await.unwrap();
    assert_eq!(counts, OutboxCounts { waiting: 1, done: 0, failed: 0 }, "after a day and more");
    let steps = world.store.list_steps(case).await.unwrap();
    let told = steps.iter().filter(|step| step.act == CaseAct::NoticeFailed).count();
    assert_eq!(told, 1, "the case says once that nobody heard of it");

    world.person("ines", Role::PrivacyOfficer).await;
    world.carry().await;
    assert_eq!(world.inbox().letters()[0].to, ["ines@example.org"]);
    assert_eq!(world.store.count_outgoing().await.unwrap().waiting, 0);
}
