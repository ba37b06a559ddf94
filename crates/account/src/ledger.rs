//! What the audit log is told of sign-in.

use portico_audit::{Action, Detail, Event, Outcome};
use portico_model::{AccountId, CorrelationId, Origin, PatientId, Relationship, Role};
use portico_store::NewAccount;

use crate::{AccountError, Accounts, CurrentSession, LinkToken, Network};

/// The request behind an act: where it comes from, and its name in the logs.
#[derive(Debug, Clone)]
pub struct Visit {
    pub origin: Origin,
    pub correlation: CorrelationId,
    /// The long-lived secret of the browser, where it has one. It opens nothing by itself.
    pub device: Option<LinkToken>,
}

impl Visit {
    /// The network that it comes from.
    pub fn network(&self) -> Network {
        Network::of(self.origin.address)
    }
}

impl Accounts {
    /// Tells of an act of somebody who is not signed in; `whose` account it would be, where that is known.
    pub(crate) async fn tell_of_visitor(
        &self,
        visit: &Visit,
        whose: Option<(AccountId, Role)>,
        (action, outcome): (Action, Outcome),
        reason: &'static str,
    ) -> Result<(), AccountError> {
        let event = Event::unattended(self.now(), action, outcome, visit.origin.clone(), visit.correlation);
        let detail = if reason.is_empty() { Detail::default() } else { Detail::reason(reason) };
        let (actor, role) = whose.map_or((None, Role::System), |(id, role)| (Some(id), role));
        self.inner().log.append(Event { actor, role, detail, ..event }).await?;
        Ok(())
    }

    /// Tells of an account that opens the record of its own person.
    pub(crate) async fn tell_of_own_account(
        &self,
        visit: &Visit,
        account: &NewAccount,
        record: &PatientId,
    ) -> Result<(), AccountError> {
        let (origin, correlation) = (visit.origin.clone(), visit.correlation);
        let event = Event {
            actor: Some(account.id),
            role: account.role,
            acting_as: Some(Relationship::Oneself),
            patient: Some(record.clone()),
            detail: Detail::reason("sign_up"),
            ..Event::unattended(self.now(), Action::CreateAccount, Outcome::Permitted, origin, correlation)
        };
        self.inner().log.append(event).await?;
        Ok(())
    }

    /// Tells of an act about one patient.
    pub(crate) async fn tell_about(
        &self,
        session: &CurrentSession,
        visit: &Visit,
        (action, outcome): (Action, Outcome),
        patient: &PatientId,
    ) -> Result<(), AccountError> {
        let asker = session.asker(visit);
        let patient = Some(patient.clone());
        let event = Event { patient, ..Event::by(&asker, self.now(), action, outcome) };
        self.inner().log.append(event).await?;
        Ok(())
    }

    /// What came of a change that was told of as permitted: that it failed is told too.
    pub(crate) async fn settled<T, E: Into<AccountError>>(
        &self,
        session: &CurrentSession,
        visit: &Visit,
        action: Action,
        changed: Result<T, E>,
    ) -> Result<T, AccountError> {
        match changed {
            Ok(done) => Ok(done),
            Err(error) => {
                self.tell(session, visit, (action, Outcome::Failed), "store_failed").await?;
                Err(error.into())
            }
        }
    }

    pub(crate) async fn tell(
        &self,
        session: &CurrentSession,
        visit: &Visit,
        (action, outcome): (Action, Outcome),
        reason: &'static str,
    ) -> Result<(), AccountError> {
        let asker = session.asker(visit);
        let detail = if reason.is_empty() { Detail::default() } else { Detail::reason(reason) };
        let event = Event { detail, ..Event::by(&asker, self.now(), action, outcome) };
        self.inner().log.append(event).await?;
        Ok(())
    }
}
