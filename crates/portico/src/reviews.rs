//! Between oversight and the desk: each alert becomes a case, and what came of the case is written to the alert. Both know
//! nothing of each other. A case is opened once, by the alert's own number, however often this starts.

use std::time::Duration;

use anyhow::Result;
use portico_desk::Desk;
use portico_model::{CaseAct, CaseId, CaseSubject, Clock};
use portico_store::{Alert, AlertState, NewCase, Settlement, Step, Store};

const EVERY: Duration = Duration::from_secs(2);
/// Alerts of one turn.
const MOST: u64 = 100;

/// Goes on until it is dropped.
pub async fn run(store: Store, desk: Desk, clock: Clock) {
    loop {
        if let Err(error) = turn(&store, &desk, &clock).await {
            tracing::error!(error = format!("{error:#}"), "alerts could not be given to the desk; they wait");
        }
        tokio::time::sleep(EVERY).await;
    }
}

async fn turn(store: &Store, desk: &Desk, clock: &Clock) -> Result<()> {
    for alert in store.list_alerts_without_case(MOST).await? {
        let case = desk.open(new_case(&alert, clock)).await?.id();
        store.link_alert_case(alert.found.id, case).await?;
    }
    for alert in store.list_alerts_with_case(MOST).await? {
        let Some(case) = alert.case else { continue };
        if let Some((state, settlement)) = outcome(store, case).await? {
            store.settle_alert(alert.found.id, state, &settlement).await?;
        }
    }
    Ok(())
}

fn new_case(alert: &Alert, clock: &Clock) -> NewCase {
    let found = &alert.found;
    let subject = CaseSubject::AlertReview { alert: found.id, rule: found.rule.clone() };
    let case = NewCase::new(subject, found.id.to_string(), clock.now());
    NewCase { patient: found.patient.clone(), ..case }
}

/// What a review ended with; `None` while it goes on.
async fn outcome(store: &Store, case: CaseId) -> Result<Option<(AlertState, Settlement)>> {
    let steps = store.list_steps(case).await?;
    let end = steps.into_iter().rev().find(|step| matches!(step.act, CaseAct::Cleared | CaseAct::Upheld));
    let Some(Step { act, by: Some(by), at, note, .. }) = end else { return Ok(None) };
    let state = if act == CaseAct::Cleared { AlertState::Harmless } else { AlertState::Breach };
    Ok(Some((state, Settlement { note: note.unwrap_or_default(), by, at })))
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use portico_audit::Log;
    use portico_model::{
        AccountId, Asker, Assurance, CorrelationId, Language, Origin, Role, SessionId, Timestamp,
    };
    use portico_policy::Policy;
    use portico_store::{Cursor, DatabaseUrl, NewAlert};
    use portico_vault::{Kms, Vault};
    use uuid::Uuid;

    use super::*;

    async fn house(folder: &Path) -> (Store, Desk) {
        let clock = Clock::system();
        let kms = Kms::file(folder.join("kek.json"));
        let vault = Vault::unlock(kms, folder.join("keys.json"), clock.clone()).unwrap();
        let url = DatabaseUrl::Embedded(folder.join("portal.db"));
        let store = Store::open(&url, vault.clone()).await.unwrap();
        let options = Log::embedded(&folder.join("audit.db"), &vault);
        let audit = Log::open(options, vault, clock.clone()).await.unwrap();
        let policy = Arc::new(Policy::load().unwrap());
        let desk = Desk::new(portico_desk::SetUp { store: store.clone(), audit, policy, clock });
        (store, desk)
    }

    async fn alert(store: &Store) -> Uuid {
        let (id, now) = (Uuid::new_v4(), Timestamp::from_second(1_790_000_000).unwrap());
        let alert = NewAlert {
            id,
            dedupe_key: "bulk-reading/7".to_owned(),
            rule: "bulk-reading".to_owned(),
            severity: "high".to_owned(),
            account: None,
            patient: None,
            address: None,
            count: 40,
            first_entry: 1,
            last_entry: 7,
            began_at: now,
            at: now,
        };
        let holder = Uuid::new_v4();
        store.hold_cursor("alerts", holder, now, now).await.unwrap();
        let to = Cursor { next: 8, replay_from: 1 };
        assert!(store.move_cursor("alerts", holder, (0, to), &[alert]).await.unwrap());
        id
    }

    fn officer() -> Asker {
        Asker {
            account: AccountId(Uuid::new_v4()),
            session: SessionId(Uuid::new_v4()),
            role: Role::PrivacyOfficer,
            assurance: Assurance::TwoFactor,
            is_fresh: true,
            staff: None,
            own_record: None,
            language: Language::En,
            origin: Origin { address: None, user_agent: String::new() },
            correlation: CorrelationId(Uuid::new_v4()),
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn an_alert_becomes_one_case_and_takes_over_what_came_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let (store, desk) = house(folder.path()).await;
        let (id, clock, officer) = (alert(&store).await, Clock::system(), officer());

        turn(&store, &desk, &clock).await.unwrap();
        turn(&store, &desk, &clock).await.unwrap();
        let waiting = desk.list_pool(&officer, portico_store::Queue::Waiting).await.unwrap();
        let case = store.find_alert(id).await.unwrap().unwrap().case.unwrap();
        assert_eq!(waiting.cases.iter().map(|row| row.id).collect::<Vec<_>>(), [case]);

        desk.decide_review(&officer, case, false, "She had no reason.").await.unwrap();
        turn(&store, &desk, &clock).await.unwrap();

        let settled = store.find_alert(id).await.unwrap().unwrap();
        assert_eq!(settled.state, AlertState::Breach);
        let settlement = settled.settlement.unwrap();
        assert_eq!((settlement.note.as_str(), settlement.by), ("She had no reason.", officer.account));
    }
}
