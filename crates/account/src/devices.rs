use portico_model::AccountId;
use portico_store::{Account, Letter};
use uuid::Uuid;

use crate::{AccountError, Accounts, CurrentSession, LinkToken, Visit};

impl Accounts {
    /// The person proved who they are in this browser: `device` is the secret of its long-lived cookie. Two people who use one
    /// browser are told apart by nothing else, which is how a parent's browser is known when a teenager signs up in it. Whoever
    /// has used another one before gets a letter about a new one.
    pub async fn remember_device(
        &self,
        session: &CurrentSession,
        device: &LinkToken,
    ) -> Result<(), AccountError> {
        let (account, text) = (session.account(), device.to_text());
        let is_known = self.store().is_device_of(&[account], &text).await?;
        let is_new = !is_known && self.store().has_devices(account).await?;
        let letter = is_new.then(|| self.security_letter(account, Letter::NewDevice));
        self.store().remember_device(account, &text, self.now(), letter.as_slice()).await?;
        Ok(())
    }

    /// The browser of the visit, where it is one in which the person of the account proved two factors. As much is asked where
    /// there is no account.
    pub(crate) async fn known_device<'v>(
        &self,
        account: Option<&Account>,
        visit: &'v Visit,
    ) -> Result<Option<&'v LinkToken>, AccountError> {
        let Some(device) = &visit.device else { return Ok(None) };
        let id = account.map_or(AccountId(Uuid::nil()), |account| account.id);
        Ok(self.is_device_of(&[id], device).await?.then_some(device))
    }

    /// The same for somebody whose password was right.
    pub(crate) async fn device_of_session<'v>(
        &self,
        session: &CurrentSession,
        visit: &'v Visit,
    ) -> Result<Option<&'v LinkToken>, AccountError> {
        let Some(device) = &visit.device else { return Ok(None) };
        Ok(self.is_device_of(&[session.account()], device).await?.then_some(device))
    }

    pub(crate) async fn is_device_of(
        &self,
        accounts: &[AccountId],
        device: &LinkToken,
    ) -> Result<bool, AccountError> {
        Ok(self.store().is_device_of(accounts, &device.to_text()).await?)
    }
}
