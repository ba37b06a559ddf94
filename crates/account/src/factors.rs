use portico_audit::{Action, Outcome};
use portico_model::{Assurance, Timestamp};
use portico_store::{NewTotp, Totp};
use uuid::Uuid;

use crate::authenticators::{self, Authenticator, Enrolment};
use crate::{AccountError, Accounts, CurrentSession, NextStep, RecoveryCode, SessionToken, Visit};

/// A session and its new token; the token it had before opens nothing any more.
pub struct SignedIn {
    pub token: SessionToken,
    pub session: CurrentSession,
    pub next: NextStep,
}

/// An authenticator that proved its first code.
pub struct Confirmed {
    pub signed_in: SignedIn,
    /// New ones if the account had none left; shown once.
    pub recovery_codes: Vec<RecoveryCode>,
}

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
    /// The second step, or the same once more before a risky act: a code from an authenticator. Codes of the
    /// step before and after are taken as well; each is taken once.
    pub async fn prove_totp(
        &self,
        session: &CurrentSession,
        code: &str,
        visit: &Visit,
    ) -> Result<SignedIn, AccountError> {
        let of_factors = self.of_factors(session.account());
        let counted = self.count_factor_attempt(session, Action::ProveFactor, visit).await?;
        let reason = match self.use_code(session, code).await? {
            Ok(()) => {
                self.forgive(&counted, of_factors).await?;
                self.tell(session, visit, (Action::ProveFactor, Outcome::Permitted), "").await?;
                return self.rotate(session, session.assurance().max(Assurance::TwoFactor)).await;
            }
            Err(reason) => reason,
        };
        self.tell(session, visit, (Action::ProveFactor, Outcome::Refused), reason).await?;
        self.tell_of_hold_off(&counted, Some((session.account(), session.role())), visit).await?;
        Err(AccountError::Refused)
    }

    /// The second step for somebody who lost the authenticator. What it proves is weaker.
    pub async fn prove_recovery_code(
        &self,
        session: &CurrentSession,
        code: &str,
        visit: &Visit,
    ) -> Result<SignedIn, AccountError> {
        if session.has_second_factor() {
            return Err(AccountError::StepUpNeeded);
        }
        let of_factors = self.of_factors(session.account());
        let counted = self.count_factor_attempt(session, Action::UseRecoveryCode, visit).await?;
        let is_right = match RecoveryCode::parse(code) {
            Some(code) => {
                self.store().use_recovery_code(session.account(), code.as_ref(), self.now()).await?
            }
            None => false,
        };
        if is_right {
            self.forgive(&counted, of_factors).await?;
            self.tell(session, visit, (Action::UseRecoveryCode, Outcome::Permitted), "").await?;
            return self.rotate(session, Assurance::Weak).await;
        }
        self.tell(session, visit, (Action::UseRecoveryCode, Outcome::Refused), "wrong_code").await?;
        self.tell_of_hold_off(&counted, Some((session.account(), session.role())), visit).await?;
        Err(AccountError::Refused)
    }

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
        let Some(step) = authenticators::step_of(&waiting, code, self.now()) else {
            self.tell(session, visit, (Action::EnrolFactor, Outcome::Refused), "wrong_code").await?;
            self.tell_of_hold_off(&counted, Some((account, session.role())), visit).await?;
            return Err(AccountError::Refused);
        };
        self.forgive(&counted, self.of_factors(account)).await?;
        self.tell(session, visit, (Action::EnrolFactor, Outcome::Permitted), "confirmed").await?;
        let only_as_first = !session.has_second_factor();
        if !self.store().confirm_totp(id, account, step, only_as_first, self.now()).await? {
            self.tell(session, visit, (Action::EnrolFactor, Outcome::Failed), "not_first").await?;
            return Err(AccountError::StepUpNeeded);
        }
        let has_codes = self.store().count_recovery_codes(account).await? > 0;
        let recovery_codes = if has_codes { Vec::new() } else { self.make_recovery_codes(session).await? };
        Ok(Confirmed { signed_in: self.rotate(session, Assurance::TwoFactor).await?, recovery_codes })
    }

    /// Ten new recovery codes; the earlier ones open nothing any more.
    pub async fn renew_recovery_codes(
        &self,
        session: &CurrentSession,
        visit: &Visit,
    ) -> Result<Vec<RecoveryCode>, AccountError> {
        self.require_fresh(session, Assurance::TwoFactor)?;
        self.tell(session, visit, (Action::RenewRecoveryCodes, Outcome::Permitted), "").await?;
        self.make_recovery_codes(session).await
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
        self.store().remove_totp(session.account(), id).await?;
        Ok(())
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

    /// Gives the session a new token; the old one opens nothing from now on.
    pub(crate) async fn rotate(
        &self,
        session: &CurrentSession,
        assurance: Assurance,
    ) -> Result<SignedIn, AccountError> {
        let token = SessionToken::new();
        let is_live =
            self.store().rotate_session(&session.token_hash, &token.hash(), assurance, self.now()).await?;
        if !is_live {
            return Err(AccountError::Ended);
        }
        let session = self.peek(&token).await?.ok_or(AccountError::Ended)?;
        Ok(SignedIn { token, session, next: NextStep::Enter })
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

    /// Uses up `code`, or says why not.
    async fn use_code(
        &self,
        session: &CurrentSession,
        code: &str,
    ) -> Result<Result<(), &'static str>, AccountError> {
        let now = self.now();
        for totp in self.store().list_totp(session.account()).await? {
            if totp.confirmed_at.is_none() {
                continue;
            }
            let Some(step) = authenticators::step_of(&totp, code, now) else {
                continue;
            };
            let is_first_use = self.store().use_totp_step(totp.id, step, now).await?;
            return Ok(if is_first_use { Ok(()) } else { Err("code_used_before") });
        }
        Ok(Err("wrong_code"))
    }

    async fn make_recovery_codes(&self, session: &CurrentSession) -> Result<Vec<RecoveryCode>, AccountError> {
        let codes = RecoveryCode::ten();
        self.store().replace_recovery_codes(session.account(), &codes, self.now()).await?;
        Ok(codes)
    }

    async fn count_factor_attempt(
        &self,
        session: &CurrentSession,
        action: Action,
        visit: &Visit,
    ) -> Result<crate::hold_off::Counted, AccountError> {
        let counted = self.count_attempt([self.of_factors(session.account())]).await;
        if let Err(AccountError::HeldOff { .. }) = &counted {
            self.tell(session, visit, (action, Outcome::Refused), "held_off").await?;
        }
        counted
    }
}

fn in_use(totp: Totp) -> Option<AuthenticatorInUse> {
    let added_at = totp.confirmed_at?;
    let Totp { id, label, last_used_at, .. } = totp;
    Some(AuthenticatorInUse { id, label, added_at, last_used_at })
}
