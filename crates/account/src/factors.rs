use portico_audit::{Action, Outcome};
use portico_model::{Assurance, Timestamp};
use portico_store::{Letter, NewOutgoing, Totp};
use uuid::Uuid;

use crate::{AccountError, Accounts, CurrentSession, Device, RecoveryCode, Visit};

/// A person's second factors, for their own list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Factors {
    pub authenticators: Vec<AuthenticatorInUse>,
    pub recovery_codes_left: u64,
}

/// An authenticator that is a factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthenticatorInUse {
    pub id: Uuid,
    pub label: String,
    pub added_at: Timestamp,
    pub last_used_at: Option<Timestamp>,
}

impl Accounts {
    /// Ten new recovery codes; the earlier ones open nothing any more.
    pub async fn renew_recovery_codes(
        &self,
        session: &CurrentSession,
        visit: &Visit,
    ) -> Result<Vec<RecoveryCode>, AccountError> {
        self.require_fresh(session, Assurance::TwoFactor)?;
        self.tell(session, visit, (Action::RenewRecoveryCodes, Outcome::Permitted), "").await?;
        let letter = self.security_letter(session.account(), Letter::FactorsChanged);
        let made = self.make_recovery_codes(session, &[letter]).await;
        self.settled(session, visit, Action::RenewRecoveryCodes, made).await
    }

    /// Removes an authenticator, but never the last one.
    pub async fn remove_totp(
        &self,
        session: &CurrentSession,
        id: Uuid,
        visit: &Visit,
    ) -> Result<(), AccountError> {
        self.require_fresh(session, Assurance::TwoFactor)?;
        let in_use = self.list_factors(session).await?.authenticators;
        if !in_use.iter().any(|it| it.id == id) {
            return Err(AccountError::NotFound);
        }
        if in_use.len() == 1 {
            return Err(AccountError::LastAuthenticator);
        }
        self.tell(session, visit, (Action::RemoveFactor, Outcome::Permitted), "").await?;
        let letter = self.security_letter(session.account(), Letter::FactorsChanged);
        let removed = self.store().remove_totp(session.account(), id, &[letter]).await;
        if self.settled(session, visit, Action::RemoveFactor, removed).await? {
            return Ok(());
        }
        // Another was removed meanwhile.
        self.tell(session, visit, (Action::RemoveFactor, Outcome::Failed), "last_one").await?;
        Err(AccountError::LastAuthenticator)
    }

    /// The person's factors and devices, for their own page of them. That they were looked at is told.
    pub async fn security(
        &self,
        session: &CurrentSession,
        visit: &Visit,
    ) -> Result<(Factors, Vec<Device>), AccountError> {
        let seen = (self.list_factors(session).await?, self.list_sessions(session).await?);
        self.tell(session, visit, (Action::ReadSecurity, Outcome::Permitted), "").await?;
        Ok(seen)
    }

    pub async fn list_factors(&self, session: &CurrentSession) -> Result<Factors, AccountError> {
        session.require_second_factor()?;
        let all = self.store().list_totp(session.account()).await?;
        let authenticators = all.into_iter().filter_map(in_use).collect();
        let recovery_codes_left = self.store().count_recovery_codes(session.account()).await?;
        Ok(Factors { authenticators, recovery_codes_left })
    }

    /// Fails with [`AccountError::StepUpNeeded`] unless a factor of this strength was proved minutes ago.
    pub fn require_fresh(&self, session: &CurrentSession, least: Assurance) -> Result<(), AccountError> {
        session.require_second_factor()?;
        let is_fresh = self.now() < session.authenticated_at() + self.settings().fresh;
        if is_fresh && session.assurance() >= least { Ok(()) } else { Err(AccountError::StepUpNeeded) }
    }

    pub(crate) async fn make_recovery_codes(
        &self,
        session: &CurrentSession,
        also: &[NewOutgoing],
    ) -> Result<Vec<RecoveryCode>, AccountError> {
        let codes = RecoveryCode::ten();
        self.store().replace_recovery_codes(session.account(), &codes, self.now(), also).await?;
        Ok(codes)
    }
}

fn in_use(totp: Totp) -> Option<AuthenticatorInUse> {
    let added_at = totp.confirmed_at?;
    let Totp { id, label, last_used_at, .. } = totp;
    Some(AuthenticatorInUse { id, label, added_at, last_used_at })
}
