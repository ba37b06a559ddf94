use portico_audit::{Action, Outcome};
use portico_model::Assurance;
use portico_store::{Letter, NewTotp, Totp};
use uuid::Uuid;

use crate::authenticators::{self, Authenticator, Enrolment};
use crate::typed_code::plain;
use crate::{AccountError, Accounts, CurrentSession, RecoveryCode, SignedIn, Visit};

/// An authenticator that proved its first code.
pub struct Confirmed {
    pub signed_in: SignedIn,
    /// New ones if the account had none left; shown once.
    pub recovery_codes: Vec<RecoveryCode>,
}

impl Accounts {
    /// Begins to set up an authenticator: a new secret, which is a factor once [`Accounts::confirm_totp`] has
    /// seen a code of it. A person without a factor may do this after the password; one who has a factor,
    /// after proving one freshly.
    pub async fn begin_totp(
        &self,
        session: &CurrentSession,
        label: &str,
        visit: &Visit,
    ) -> Result<Enrolment, AccountError> {
        self.require_may_enrol(session).await?;
        self.tell(session, visit, (Action::EnrolFactor, Outcome::Permitted), "begun").await?;
        let Authenticator { label, secret } = Authenticator::new(label);
        let (id, account) = (Uuid::new_v4(), session.account());
        self.store().begin_totp(&NewTotp { id, account, label, secret, created_at: self.now() }).await?;
        self.find_enrolment(session, id).await
    }

    /// A begun set-up once more, for its page after a wrong code.
    pub async fn find_enrolment(
        &self,
        session: &CurrentSession,
        id: Uuid,
    ) -> Result<Enrolment, AccountError> {
        let waiting = self.find_waiting(session, id).await?;
        let account = self.store().find_account(session.account()).await?.ok_or(AccountError::Ended)?;
        Ok(authenticators::enrolment(&waiting, &self.settings().issuer, account.email.as_str()))
    }

    /// Makes a begun authenticator a factor by its first code. The session has proved two factors then.
    pub async fn confirm_totp(
        &self,
        session: &CurrentSession,
        id: Uuid,
        code: &str,
        visit: &Visit,
    ) -> Result<Confirmed, AccountError> {
        self.require_may_enrol(session).await?;
        let account = session.account();
        let waiting = self.find_waiting(session, id).await?;
        let counted = self.count_factor_attempt(session, Action::EnrolFactor, visit).await?;
        let code = plain(code);
        let Some(step) = authenticators::step_of(&waiting, &code, self.now()) else {
            let refusal = self.miss(&[waiting], &code).await?;
            return Err(self.refuse_code((session, visit), Action::EnrolFactor, &counted, refusal).await?);
        };
        self.forgive(&counted).await?;
        self.tell(session, visit, (Action::EnrolFactor, Outcome::Permitted), "confirmed").await?;
        let only_as_first = !session.has_second_factor();
        let letter = self.security_letter(account, Letter::FactorsChanged);
        if !self.store().confirm_totp(id, account, step, only_as_first, self.now(), &[letter]).await? {
            self.tell(session, visit, (Action::EnrolFactor, Outcome::Failed), "not_first").await?;
            return Err(AccountError::StepUpNeeded);
        }
        let has_codes = self.store().count_recovery_codes(account).await? > 0;
        let recovery_codes =
            if has_codes { Vec::new() } else { self.make_recovery_codes(session, &[]).await? };
        let signed_in = self.rotate(session, Assurance::TwoFactor, visit).await?;
        Ok(Confirmed { signed_in, recovery_codes })
    }

    async fn require_may_enrol(&self, session: &CurrentSession) -> Result<(), AccountError> {
        if session.has_second_factor() {
            return self.require_fresh(session, Assurance::Weak);
        }
        let all = self.store().list_totp(session.account()).await?;
        let has_factor = all.iter().any(|totp| totp.confirmed_at.is_some());
        if has_factor { Err(AccountError::SecondFactorNeeded) } else { Ok(()) }
    }

    async fn find_waiting(&self, session: &CurrentSession, id: Uuid) -> Result<Totp, AccountError> {
        let found = self.store().find_totp(session.account(), id).await?;
        found.filter(|totp| totp.confirmed_at.is_none()).ok_or(AccountError::NotFound)
    }
}
