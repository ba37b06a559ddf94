use jiff::SignedDuration;
use jiff::tz::TimeZone;
use portico_audit::Event;
use portico_model::{AccountId, Role};
use portico_oversight::rules::{Change, Rules};
use portico_oversight::{AlertState, Watch};
use portico_store::Cursor;
use uuid::Uuid;

use crate::world::{World, look, noon};

impl World {
    fn watch(&self, holder: u128) -> Watch {
        let changes =
            [("bulk-reading".to_owned(), Change { at_least: 10.try_into().ok(), ..Change::default() })];
        let rules = Rules::usual().changed(&changes.into()).unwrap();
        let (log, store, clock) = (self.log.clone(), self.store.clone(), self.clock.clone());
        Watch::new(log, store, clock, rules, TimeZone::UTC, Uuid::from_u128(holder))
    }

    async fn alerts(&self) -> Vec<(String, u64)> {
        let alerts = self.store.list_alerts(false, None, 100).await.unwrap();
        alerts.into_iter().map(|alert| (alert.found.rule, alert.found.count)).collect()
    }
}

fn looks(who: AccountId, from: i64, to: i64) -> impl Iterator<Item = Event> {
    (from..to).map(move |n| look(who, &format!("patient-{n}"), noon(n)))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_goes_on_counting_and_repeats_nothing() {
    let world = World::start().await;
    let who = world.account("okafor", Role::Clinician).await;

    world.append(looks(who, 0, 9)).await;
    assert_eq!(world.watch(1).look().await.unwrap().judged, 9);
    assert_eq!(world.alerts().await, []);

    world.append(looks(who, 9, 10)).await;
    assert_eq!(world.watch(1).look().await.unwrap().alerts, 1);
    assert_eq!(world.alerts().await, [("bulk-reading".to_owned(), 10)]);

    world.append(looks(who, 10, 40)).await;
    let mut restarted = world.watch(1);
    assert_eq!(restarted.look().await.unwrap().judged, 30);
    assert_eq!(restarted.look().await.unwrap().judged, 0);
    assert_eq!(world.alerts().await.len(), 1, "quiet about the same person after a restart too");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_found_before_a_crash_is_found_again_and_kept_once() {
    let world = World::start().await;
    let who = world.account("okafor", Role::Clinician).await;
    world.append(looks(who, 0, 12)).await;
    world.watch(1).look().await.unwrap();
    let before = world.store.list_alerts(false, None, 9).await.unwrap();

    // As if the alerts had been kept and the cursor had not been moved.
    let holder = Uuid::from_u128(1);
    assert!(world.store.move_cursor("alerts", holder, (12, Cursor::default()), &[]).await.unwrap());
    assert_eq!(world.watch(1).look().await.unwrap().alerts, 1);

    assert_eq!(world.store.list_alerts(false, None, 9).await.unwrap(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_processes_one_judges_until_its_turn_runs_out() {
    let world = World::start().await;
    let who = world.account("okafor", Role::Clinician).await;
    let (mut one, mut other) = (world.watch(1), world.watch(2));

    world.append(looks(who, 0, 5)).await;
    assert_eq!(one.look().await.unwrap().judged, 5);
    world.append(looks(who, 5, 9)).await;
    assert_eq!(other.look().await.unwrap().judged, 0);
    world.clock.advance(SignedDuration::from_secs(61));
    assert_eq!(other.look().await.unwrap().judged, 4);
    world.append(looks(who, 9, 10)).await;
    assert_eq!(one.look().await.unwrap().judged, 0);
    assert_eq!(other.look().await.unwrap().alerts, 1);

    assert_eq!(world.alerts().await, [("bulk-reading".to_owned(), 10)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alert_is_settled_once_with_the_officers_words() {
    use portico_oversight::{Action, OversightError, SettleAs};

    let world = World::start().await;
    let who = world.account("okafor", Role::Clinician).await;
    world.append(looks(who, 0, 10)).await;
    world.watch(1).look().await.unwrap();
    let (oversight, officer) = (&world.oversight, &world.officer);

    let page = oversight.list_alerts(officer, true, None, 10).await.unwrap();
    let alert = &page.alerts[0];
    let id = alert.alert.found.id;
    assert_eq!(alert.account.as_ref().unwrap().name, "Dr. okafor");
    oversight.settle(officer, id, SettleAs::Harmless, "Ward round.").await.unwrap();

    let settled = oversight.find_alert(officer, id).await.unwrap();
    assert_eq!(settled.alert.state, AlertState::Harmless);
    assert_eq!(settled.alert.settlement.unwrap().note, "Ward round.");
    assert!(oversight.list_alerts(officer, true, None, 10).await.unwrap().alerts.is_empty());
    let again = oversight.settle(officer, id, SettleAs::Breach, "No.").await;
    assert!(matches!(again, Err(OversightError::NotFound)));
    let told = &world.acts(Action::SettleAlert).await;
    assert_eq!(told[1].detail.resources[0].id.as_str(), id.to_string());
    assert_eq!(told[1].detail.reason.as_deref(), Some("harmless"));
}
