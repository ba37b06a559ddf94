//! Birthdays that change what a parent sees are told to both sides a month before, once.

use portico_audit::{Action, Detail, Event, Outcome};
use portico_model::{CorrelationId, Origin, Relationship};
use portico_policy::ages::AgeChange;
use portico_store::{Grant, Letter};
use uuid::Uuid;

use crate::{AccountError, Accounts};

/// The day on which the grants were last looked through.
const LOOKED_ON: &str = "sharing.ages_looked_on";

impl Accounts {
    /// Announces what is due; looks once a day. Answers how many grants were announced.
    pub async fn announce_age_changes(&self) -> Result<usize, AccountError> {
        let today = self.today().to_string();
        if self.store().find_setting(LOOKED_ON).await?.is_some_and(|day| day == today) {
            return Ok(0);
        }
        let mut announced = 0;
        for relationship in [Relationship::Parent, Relationship::Guardian] {
            for grant in self.store().list_active_grants(relationship).await? {
                if let Some(change) = self.change_soon(&grant) {
                    announced += usize::from(self.announce(&grant, change).await?);
                }
            }
        }
        self.store().change_setting(LOOKED_ON, &today).await?;
        Ok(announced)
    }

    async fn announce(&self, grant: &Grant, change: AgeChange) -> Result<bool, AccountError> {
        let Some(record) = &grant.patient.id else { return Ok(false) };
        if self.store().is_announced(grant.id, change.on).await? {
            return Ok(false);
        }
        let patient = self.store().find_account_by_record(record).await?.map(|account| account.id);
        let to_patient = self.letter(patient, Letter::AgeChange, "/patients/me/sharing");
        let to_parent = self.letter(grant.grantee, Letter::AgeChange, "/account/access");
        let letters: Vec<_> = to_patient.chain(to_parent).collect();
        let origin = Origin { address: None, user_agent: String::new() };
        let correlation = CorrelationId(Uuid::new_v4());
        let action = Action::AnnounceAgeChange;
        let event = Event {
            patient: Some(record.clone()),
            detail: Detail::part("sharing"),
            ..Event::unattended(self.now(), action, Outcome::Permitted, origin, correlation)
        };
        self.inner().log.append(event.clone()).await?;
        let announced = self.store().announce(grant.id, change.on, self.now(), &letters).await;
        let reason = match announced {
            Ok(true) => return Ok(true),
            // Another node was first.
            Ok(false) => "announced_already",
            Err(_) => "store_failed",
        };
        let detail = Detail { reason: Some(reason.into()), ..event.detail.clone() };
        self.inner().log.append(Event { outcome: Outcome::Failed, detail, ..event }).await?;
        Ok(announced?)
    }
}
