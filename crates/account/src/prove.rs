use portico_audit::{Action, Outcome};
use portico_model::{Assurance, Timestamp};
use portico_store::{Letter, Totp};

use crate::hold_off::Counted;
use crate::typed_code::plain;
use crate::{
    AccountError, Accounts, CurrentSession, NextStep, RecoveryCode, SessionToken, Visit, authenticators,
};

/// A session and its new token; the token it had before opens nothing any more.
pub struct SignedIn {
    pub token: SessionToken,
    pub session: CurrentSession,
    pub next: NextStep,
}

/// Why a code of an authenticator was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CodeRefusal {
    Wrong,
    /// The app shows codes of another time, for the second time.
    ClockOff,
    /// It is right, and was used.
    Used,
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
        let refusal = match self.use_code(session, &plain(code)).await? {
            Ok(()) => {
                self.forgive(&counted).await?;
                self.tell(session, visit, (Action::ProveFactor, Outcome::Permitted), "").await?;
                return self.rotate(session, session.assurance().max(Assurance::TwoFactor), visit).await;
            }
            Err(refusal) => refusal,
        };
        Err(self.refuse_code((session, visit), Action::ProveFactor, &counted, refusal).await?)
    }

    /// Tells of a code that was not taken. A used one is no guess: it is not counted like one.
    pub(crate) async fn refuse_code(
        &self,
        (session, visit): (&CurrentSession, &Visit),
        action: Action,
        counted: &Counted,
        refusal: CodeRefusal,
    ) -> Result<AccountError, AccountError> {
        let reason = match refusal {
            CodeRefusal::Wrong => "wrong_code",
            CodeRefusal::ClockOff => "clock_off",
            CodeRefusal::Used => "code_used_before",
        };
        if refusal == CodeRefusal::Used {
            self.take_back(counted).await?;
        }
        self.tell(session, visit, (action, Outcome::Refused), reason).await?;
        if refusal != CodeRefusal::Used {
            self.note_hold_off(counted, Some((session.account(), session.role())), visit)?;
        }
        Ok(match refusal {
            CodeRefusal::Wrong => AccountError::Refused,
            CodeRefusal::ClockOff => AccountError::ClockOff,
            CodeRefusal::Used => AccountError::CodeUsed,
        })
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
    ) -> Result<Result<(), CodeRefusal>, AccountError> {
        let now = self.now();
        let mut all = self.store().list_totp(session.account()).await?;
        all.retain(|totp| totp.confirmed_at.is_some());
        for totp in &all {
            let Some(step) = authenticators::step_of(totp, code, now) else {
                continue;
            };
            let is_first_use = self.store().use_totp_step(totp.id, step, now).await?;
            return Ok(if is_first_use { Ok(()) } else { Err(CodeRefusal::Used) });
        }
        self.miss(&all, code).await.map(Err)
    }

    /// A code that none of these takes: whether the phone's clock is the reason.
    pub(crate) async fn miss(&self, all: &[Totp], code: &str) -> Result<CodeRefusal, AccountError> {
        let now = self.now();
        let missed = all.iter().find_map(|totp| Some((totp, authenticators::miss_of(totp, code, now)?)));
        let Some((totp, miss)) = missed else {
            return Ok(CodeRefusal::Wrong);
        };
        self.store().note_totp_miss(totp.id, miss).await?;
        let is_clock = totp.missed.is_some_and(|before| authenticators::is_clock_off(before, miss));
        Ok(if is_clock { CodeRefusal::ClockOff } else { CodeRefusal::Wrong })
    }
}
