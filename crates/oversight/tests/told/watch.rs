use jiff::SignedDuration;
use jiff::tz::TimeZone;
use portico_audit::Event;
use portico_model::{AccountId, Role};
use portico_oversight::rules::{Change, Rules};
use portico_oversight::{Action, AlertState, OversightError, Watch};
use portico_store::{Cursor, Settlement};
use uuid::Uuid;

use crate::world::{World, asker, look, noon};

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
async fn the_officer_reads_alerts_with_names_and_what_came_of_them() {
    let world = World::start().await;
    let who = world.account("okafor", Role::Clinician).await;
    let officer = world.account("ortega", Role::PrivacyOfficer).await;
    world.append(looks(who, 0, 10)).await;
    world.watch(1).look().await.unwrap();
    let asker = asker(officer, Role::PrivacyOfficer);

    let page = world.oversight.list_alerts(&asker, true, None, 10).await.unwrap();
    let id = page.alerts[0].alert.found.id;
    assert_eq!(page.alerts[0].account.as_ref().unwrap().name, "Dr. okafor");
    let settlement = Settlement { note: "Ward round.".to_owned(), by: officer, at: noon(99) };
    assert!(world.store.settle_alert(id, AlertState::Harmless, &settlement).await.unwrap());

    let told = world.oversight.find_alert(&asker, id).await.unwrap();
    assert_eq!((told.alert.state, told.alert.settlement), (AlertState::Harmless, Some(settlement)));
    assert_eq!(told.settled_by.unwrap().name, "Dr. ortega");
    assert!(world.oversight.list_alerts(&asker, true, None, 10).await.unwrap().alerts.is_empty());
    let missing = world.oversight.find_alert(&asker, Uuid::new_v4()).await;
    assert!(matches!(missing, Err(OversightError::NotFound)));
    let event = &world.acts(Action::QueryAudit).await[1];
    assert_eq!(event.detail.resources[0].id.as_str(), id.to_string());
}
