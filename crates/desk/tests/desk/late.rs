use jiff::SignedDuration;
use portico_desk::Standings;
use portico_model::{CaseAct, Role};
use portico_store::Queue;

use crate::world::World;

fn subjects(world: &World, address: &str) -> Vec<String> {
    world.inbox().letters_to(address).into_iter().map(|letter| letter.subject).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_late_is_told_to_its_pool_each_day_and_once_to_whoever_asked() {
    let world = World::start().await;
    let ana = world.person("ana", Role::Patient).await;
    let officer = world.person("ines", Role::PrivacyOfficer).await;
    let case = world.question(&ana).await;
    world.later(SignedDuration::from_hours(24 * 5 - 1));
    assert_eq!(world.desk.escalate_late().await.unwrap(), 0);
    assert!(!world.desk.find_mine(&ana, case, &Standings::new()).await.unwrap().is_late);

    world.later(SignedDuration::from_hours(2));
    assert_eq!(world.desk.escalate_late().await.unwrap(), 1);
    assert_eq!(world.desk.escalate_late().await.unwrap(), 0, "once a day");
    world.later(SignedDuration::from_hours(25));
    assert_eq!(world.desk.escalate_late().await.unwrap(), 1);
    world.carry().await;

    assert_eq!(subjects(&world, "ana@example.org"), ["request-late en"]);
    assert_eq!(subjects(&world, "ines@example.org").len(), 3);
    let seen = world.desk.find_mine(&ana, case, &Standings::new()).await.unwrap();
    assert!(seen.is_late);
    assert_eq!(seen.news.iter().filter(|news| news.act == CaseAct::Escalated).count(), 2);
    let queue = world.desk.list_pool(&officer, Queue::Waiting).await.unwrap();
    assert!(queue.cases[0].is_late);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_over_is_never_late() {
    let world = World::start().await;
    let ana = world.person("ana", Role::Patient).await;
    let officer = world.person("ines", Role::PrivacyOfficer).await;
    let (answered, cancelled) = (world.question(&ana).await, world.question(&ana).await);
    world.desk.answer(&officer, answered, "So it is.").await.unwrap();
    world.desk.cancel(&ana, cancelled).await.unwrap();

    world.later(SignedDuration::from_hours(24 * 30));

    assert_eq!(world.desk.escalate_late().await.unwrap(), 0);
    assert!(
        world
            .desk
            .list_mine(&ana, &Standings::new())
            .await
            .unwrap()
            .requests
            .iter()
            .all(|request| !request.is_late)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_due_first_stands_first() {
    let world = World::start().await;
    let ana = world.person("ana", Role::Patient).await;
    let officer = world.person("ines", Role::PrivacyOfficer).await;
    let first = world.question(&ana).await;
    world.later(SignedDuration::from_hours(1));
    let second = world.question(&ana).await;

    let queue = world.desk.list_pool(&officer, Queue::Waiting).await.unwrap();
    assert_eq!(queue.cases.iter().map(|row| row.id).collect::<Vec<_>>(), [first, second]);
}
