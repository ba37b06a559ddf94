use portico_audit::{Action, Outcome};
use portico_store::{Email, Letter};
use secrecy::SecretString;

use crate::SignedIn;
use crate::turns::Lane;
use crate::{AccountError, Accounts, CurrentSession, Visit, passwords};

impl Accounts {
    /// Whether somebody with this address and name may have this password here.
    pub(crate) fn check_password(
        &self,
        password: &SecretString,
        email: &Email,
        name: &str,
    ) -> Result<(), AccountError> {
        let known = passwords::Known { email, name, house: &self.settings().house_words };
        Ok(passwords::check(password, &known)?)
    }

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
        self.check_password(new, &account.email, &account.name)?;
        // Strangers' failures at sign-in are none of the person's here.
        let counted = self.count_attempt([self.of_own_password(id)]).await;
        if let Err(AccountError::HeldOff { .. }) = &counted {
            let whose = Some((id, account.role));
            self.note(visit, whose, (Action::ChangePassword, Outcome::Refused), "held_off")?;
        }
        let counted = counted?;
        let hash = account.password_hash.as_deref();
        let is_right = match self.inner().hasher.verify(current, hash, Lane::Known).await {
            Ok(is_right) => is_right,
            Err(busy) => {
                self.take_back(&counted).await?;
                return Err(busy);
            }
        };
        if !is_right {
            self.tell(session, visit, (Action::ChangePassword, Outcome::Refused), "wrong_password").await?;
            self.note_hold_off(&counted, Some((id, account.role)), visit)?;
            return Err(AccountError::Refused);
        }
        self.forgive(&counted).await?;
        let hash = self.inner().hasher.hash(new, Lane::Known).await?;
        self.tell(session, visit, (Action::ChangePassword, Outcome::Permitted), "").await?;
        let letter = self.security_letter(id, Letter::PasswordChanged);
        let changed = self.store().change_password(id, &hash, session.id(), self.now(), &[letter]).await;
        self.settled(session, visit, Action::ChangePassword, changed).await?;
        // A password is no second factor: what was not fresh before is not fresh now.
        self.renew_token(session, (session.assurance(), session.authenticated_at())).await
    }
}
