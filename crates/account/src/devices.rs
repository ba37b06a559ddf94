use portico_model::AccountId;

use crate::{AccountError, Accounts, CurrentSession, LinkToken};

impl Accounts {
    /// The person used this browser: `device` is the secret of its long-lived cookie. Two people who use one browser are
    /// told apart by nothing else, which is how a parent's browser is known when a teenager signs up in it.
    pub async fn remember_device(
        &self,
        session: &CurrentSession,
        device: &LinkToken,
    ) -> Result<(), AccountError> {
        self.store().remember_device(session.account(), &device.to_text(), self.now()).await?;
        Ok(())
    }

    pub(crate) async fn is_device_of(
        &self,
        accounts: &[AccountId],
        device: &LinkToken,
    ) -> Result<bool, AccountError> {
        Ok(self.store().is_device_of(accounts, &device.to_text()).await?)
    }
}
