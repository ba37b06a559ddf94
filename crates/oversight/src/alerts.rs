//! Alerts, as the officer reads them. What comes of one is written by the desk, where its case lies.

use portico_audit::{Action, Detail, Event, Outcome, Resource};
use portico_model::{Asker, Timestamp};
use portico_policy::{Act, Decision};
use portico_store::{Alert, Named};
use uuid::Uuid;

use crate::{Oversight, OversightError};

/// An alert with the names in it.
#[derive(Debug, Clone)]
pub struct ToldAlert {
    pub alert: Alert,
    pub account: Option<Named>,
    pub settled_by: Option<Named>,
}

/// Alerts, the newest first.
#[derive(Debug, Clone, Default)]
pub struct AlertPage {
    pub alerts: Vec<ToldAlert>,
    pub has_more: bool,
}

impl Oversight {
    /// Alerts before `before`; only the open ones if asked.
    pub async fn list_alerts(
        &self,
        asker: &Asker,
        is_open: bool,
        before: Option<(Timestamp, Uuid)>,
        most: u64,
    ) -> Result<AlertPage, OversightError> {
        let decision = self.decide(asker, Act::Oversee, Action::QueryAudit).await?;
        self.tell(asker, &decision, Detail::part("alerts")).await?;
        let mut alerts = self.store().list_alerts(is_open, before, most + 1).await?;
        let has_more = alerts.len() as u64 > most;
        alerts.truncate(usize::try_from(most).unwrap_or(usize::MAX));
        let names = self.names(alerts.iter().filter_map(|alert| alert.found.account)).await?;
        let told = |alert: Alert| ToldAlert {
            account: alert.found.account.and_then(|account| names.get(&account).cloned()),
            settled_by: None,
            alert,
        };
        Ok(AlertPage { alerts: alerts.into_iter().map(told).collect(), has_more })
    }

    pub async fn find_alert(&self, asker: &Asker, id: Uuid) -> Result<ToldAlert, OversightError> {
        let decision = self.decide(asker, Act::Oversee, Action::QueryAudit).await?;
        let alert = self.store().find_alert(id).await?.ok_or(OversightError::NotFound)?;
        let detail = Detail { resources: vec![named(id)], ..Detail::part("alert") };
        let event = self.event(asker, Action::QueryAudit, Outcome::Permitted, &decision);
        self.log().append(Event { patient: alert.found.patient.clone(), detail, ..event }).await?;
        let settled_by = alert.settlement.as_ref().map(|settlement| settlement.by);
        let names = self.names(alert.found.account.into_iter().chain(settled_by)).await?;
        let name = |account: Option<_>| account.and_then(|account| names.get(&account).cloned());
        Ok(ToldAlert { account: name(alert.found.account), settled_by: name(settled_by), alert })
    }

    async fn tell(&self, asker: &Asker, decision: &Decision, detail: Detail) -> Result<(), OversightError> {
        let event = self.event(asker, Action::QueryAudit, Outcome::Permitted, decision);
        self.log().append(Event { detail, ..event }).await?;
        Ok(())
    }
}

fn named(alert: Uuid) -> Resource {
    Resource { kind: "Alert".into(), id: alert.to_string().parse().expect("a UUID is a FHIR id") }
}
