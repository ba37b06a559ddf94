use portico_audit::{Action, Outcome};
use secrecy::SecretString;

use crate::SignedIn;
use crate::{AccountError, Accounts, CurrentSession, Visit, passwords};

impl Accounts {
    /// Changes the person's own password. All their other sessions end, and this one gets a new token.
    ///
    /// [`AccountError::Refused`] if `current` is not the password; guessing it costs time as at sign-in.
    pub async fn change_password(
        &self,
        session: &CurrentSession,
        current: &SecretString,
        new: &SecretString,
        visit: &Visit,
    ) -> Result<SignedIn, AccountError> {
        session.require_second_factor()?;
        let id = session.account();
        let account = self.store().find_account(id).await?.ok_or(AccountError::Ended)?;
        passwords::check(new, &account.email, &account.name)?;
        let of_email = self.of_email(account.email.as_str());
        let counted = self.count_attempt([of_email]).await;
        if let Err(AccountError::HeldOff { .. }) = &counted {
            self.tell(session, visit, (Action::ChangePassword, Outcome::Refused), "held_off").await?;
        }
        let counted = counted?;
        let is_right = match self.inner().hasher.verify(current, account.password_hash.as_deref()).await {
            Ok(is_right) => is_right,
            Err(busy) => {
                self.take_back(&counted).await?;
                return Err(busy);
            }
        };
        if !is_right {
            self.tell(session, visit, (Action::ChangePassword, Outcome::Refused), "wrong_password").await?;
            self.tell_of_hold_off(&counted, Some((id, account.role)), visit).await?;
            return Err(AccountError::Refused);
        }
        self.forgive(&counted, of_email).await?;
        let hash = self.inner().hasher.hash(new).await?;
        self.tell(session, visit, (Action::ChangePassword, Outcome::Permitted), "").await?;
        let changed = self.store().change_password(id, &hash, session.id(), self.now()).await;
        self.settled(session, visit, Action::ChangePassword, changed).await?;
        // A password is no second factor: what was not fresh before is not fresh now.
        self.renew_token(session, (session.assurance(), session.authenticated_at())).await
    }
}
