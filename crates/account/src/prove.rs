use portico_audit::{Action, Outcome};
use portico_model::{Assurance, Timestamp};
use portico_store::Letter;

use crate::hold_off::Counted;
use crate::{
    AccountError, Accounts, CurrentSession, NextStep, RecoveryCode, SessionToken, Visit, authenticators,
};

/// A session and its new token; the token it had before opens nothing any more.
pub struct SignedIn {
    pub token: SessionToken,
    pub session: CurrentSession,
    pub next: NextStep,
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
        let counted = self.count_factor_attempt(session, Action::ProveFactor, visit).await?;
        let reason = match self.use_code(session, code).await? {
            Ok(()) => {
                self.forgive(&counted).await?;
                self.tell(session, visit, (Action::ProveFactor, Outcome::Permitted), "").await?;
                return self.rotate(session, session.assurance().max(Assurance::TwoFactor), visit).await;
            }
            Err(reason) => reason,
        };
        self.tell(session, visit, (Action::ProveFactor, Outcome::Refused), reason).await?;
        self.note_hold_off(&counted, Some((session.account(), session.role())), visit)?;
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
        let counted = self.count_factor_attempt(session, Action::UseRecoveryCode, visit).await?;
        let is_right = match RecoveryCode::parse(code) {
            Some(code) => {
                let letter = self.security_letter(session.account(), Letter::RecoveryCodeUsed);
                let account = session.account();
                self.store().use_recovery_code(account, code.as_ref(), self.now(), &[letter]).await?
            }
            None => false,
        };
        if is_right {
            self.forgive(&counted).await?;
            self.tell(session, visit, (Action::UseRecoveryCode, Outcome::Permitted), "").await?;
            return self.rotate(session, Assurance::Weak, visit).await;
        }
        self.tell(session, visit, (Action::UseRecoveryCode, Outcome::Refused), "wrong_code").await?;
        self.note_hold_off(&counted, Some((session.account(), session.role())), visit)?;
        Err(AccountError::Refused)
    }

    /// A factor was proved now: gives the session a new token, and the old one opens nothing from now on.
    pub(crate) async fn rotate(
        &self,
        session: &CurrentSession,
        assurance: Assurance,
        visit: &Visit,
    ) -> Result<SignedIn, AccountError> {
        let proved = self.renew_token(session, (assurance, self.now())).await?;
        if !session.has_second_factor() {
            self.make_room(&proved.session, visit).await?;
        }
        Ok(proved)
    }

    /// A new token for the session, which proved itself no better than at `proved`.
    pub(crate) async fn renew_token(
        &self,
        session: &CurrentSession,
        proved: (Assurance, Timestamp),
    ) -> Result<SignedIn, AccountError> {
        let token = SessionToken::new();
        let is_live =
            self.store().rotate_session(&session.token_hash, &token.hash(), proved, self.now()).await?;
        if !is_live {
            return Err(AccountError::Ended);
        }
        let session = self.peek(&token).await?.ok_or(AccountError::Ended)?;
        Ok(SignedIn { token, session, next: NextStep::Enter })
    }

    pub(crate) async fn count_factor_attempt(
        &self,
        session: &CurrentSession,
        action: Action,
        visit: &Visit,
    ) -> Result<Counted, AccountError> {
        let known = self.device_of_session(session, visit).await?;
        let counted = self.count_attempt([self.of_factors(session.account(), known)]).await;
        if let Err(AccountError::HeldOff { .. }) = &counted {
            let whose = Some((session.account(), session.role()));
            self.note(visit, whose, (action, Outcome::Refused), "held_off")?;
        }
        counted
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
}
