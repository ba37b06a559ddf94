//! The way in for staff: OpenID Connect code flow with PKCE against the organisation's identity provider, which also proves the
//! factors; its directory by provisioning (SCIM 2.0); and the way out of both houses, whichever one leaves first. There are no staff
//! passwords.
//!
//! Follows OpenID Connect Core 1.0 § 3.1, Discovery 1.0, RP-Initiated Logout 1.0, Back-Channel Logout 1.0, RFC 7636 (PKCE),
//! RFC 9700 § 2.1. Not here: encrypted ID tokens, SAML.

mod admit;
mod begin;
mod break_glass;
mod claims;
mod error;
mod finish;
mod logout;
mod provider;
mod provision;
mod settings;
mod sign_out;
mod token;

use std::sync::Arc;

use portico_model::Timestamp;
use portico_store::{Store, Subject};

use crate::pace::Pace;
use crate::{Accounts, Visit};
use provider::Provider;

pub use begin::Begun;
pub use break_glass::GlassFault;
pub use error::StaffError;
pub use finish::Brought;
pub use provision::{Filter, Listed, ProvisionFault, Provisioned, ProvisionedPerson};
pub use settings::{ClientKey, StaffSettings};

/// The door for staff. Cheap to clone.
#[derive(Clone)]
pub struct StaffDoor(Arc<Inner>);

struct Inner {
    accounts: Accounts,
    settings: StaffSettings,
    provider: Provider,
    pace: Pace,
}

impl StaffDoor {
    /// The provider is not asked before it is needed. Fails if there is no TLS.
    pub fn new(accounts: Accounts, settings: StaffSettings) -> Result<Self, reqwest::Error> {
        let clock = &accounts.inner().clock;
        let provider = Provider::new(settings.issuer.clone(), clock.clone())?;
        let pace = Pace::new(settings.sign_ins_per_minute, clock.clone());
        Ok(Self(Arc::new(Inner { accounts, settings, provider, pace })))
    }

    /// Drops what sign-ins left behind that were never finished. To be called every few minutes.
    pub async fn tidy(&self) -> Result<(), StaffError> {
        Ok(self.store().drop_old_oidc(self.now()).await?)
    }

    pub fn settings(&self) -> &StaffSettings {
        &self.0.settings
    }

    pub(crate) fn accounts(&self) -> &Accounts {
        &self.0.accounts
    }

    fn provider(&self) -> &Provider {
        &self.0.provider
    }

    fn store(&self) -> &Store {
        self.accounts().store()
    }

    fn now(&self) -> Timestamp {
        self.accounts().now()
    }

    fn issuer(&self) -> &str {
        self.settings().issuer.as_str().trim_end_matches('/')
    }

    fn subject(&self, subject: &str) -> Subject {
        Subject { issuer: self.issuer().to_owned(), subject: subject.to_owned() }
    }

    /// Tells of an act of the directory.
    async fn tell_of_directory(
        &self,
        visit: &Visit,
        whose: Option<(portico_model::AccountId, portico_model::Role)>,
        outcome: portico_audit::Outcome,
        reason: &'static str,
    ) -> Result<(), StaffError> {
        let what = (portico_audit::Action::Provision, outcome);
        Ok(self.accounts().tell_of_visitor(visit, whose, what, reason).await?)
    }
}
