use jiff::SignedDuration;
use portico_audit::{Action, Outcome};
use portico_model::{Assurance, SessionId, Timestamp};
use portico_store::{AccountState, NewSession, ProviderSession};
use uuid::Uuid;

use super::begin::{Attempt, state_hash};
use super::token::Proved;
use super::{StaffDoor, StaffError};
use crate::{CurrentSession, NextStep, SessionToken, SignedIn, Visit};

/// A proof that is to be fresh may be older than its sign-in by what clocks differ.
const LEEWAY: SignedDuration = SignedDuration::from_secs(60);

/// What the browser brings back from the provider.
#[derive(Clone, Copy)]
pub struct Brought<'a> {
    pub state: &'a str,
    pub code: Option<&'a str>,
    /// The state that this browser kept.
    pub kept_state: Option<&'a str>,
}

impl StaffDoor {
    /// Finishes a sign-in. `current` is the session that this browser has, for a fresh proof.
    pub async fn finish(
        &self,
        brought: Brought<'_>,
        current: Option<&CurrentSession>,
        visit: &Visit,
    ) -> Result<SignedIn, StaffError> {
        let finished = self.try_to_finish(brought, current, visit).await;
        if let Some(reason) = finished.as_ref().err().and_then(StaffError::reason) {
            self.accounts().note_refusal(visit, None, reason)?;
        }
        finished
    }

    async fn try_to_finish(
        &self,
        brought: Brought<'_>,
        current: Option<&CurrentSession>,
        visit: &Visit,
    ) -> Result<SignedIn, StaffError> {
        if brought.kept_state != Some(brought.state) {
            return Err(StaffError::NotUnderWay);
        }
        let kept = self.store().take_oidc_attempt(state_hash(brought.state), self.now()).await?;
        let kept = kept.ok_or(StaffError::NotUnderWay)?;
        let attempt: Attempt = serde_json::from_slice(&kept).map_err(|_| StaffError::NotUnderWay)?;
        let code = brought.code.ok_or(StaffError::Declined)?;
        let known = self.provider().known().await?;
        let token = self.redeem(&known, code, &attempt.verifier).await?;
        let proved = self.verify(&known, &token, &attempt.nonce).await?;
        let assurance = self.settings().assurance_of(&proved)?;
        match attempt.renews {
            None => {
                self.require_young(&proved)?;
                let entered = self.enter((&proved, &token), assurance, visit).await?;
                if let Some(before) = current {
                    self.accounts().replace(before, visit).await?;
                }
                Ok(entered)
            }
            Some(session) => self.renew(&attempt, session, current, (&proved, assurance), visit).await,
        }
    }

    /// A new session.
    async fn enter(
        &self,
        (proved, id_token): (&Proved, &str),
        assurance: Assurance,
        visit: &Visit,
    ) -> Result<SignedIn, StaffError> {
        let account = self.admit(proved, visit).await?;
        if account.state != AccountState::Active {
            return Err(StaffError::LetGo);
        }
        let now = self.now();
        let token = SessionToken::new();
        let new = NewSession {
            token_hash: token.hash(),
            id: SessionId(Uuid::new_v4()),
            account: account.id,
            assurance,
            started_at: now,
            expires_at: now + self.accounts().settings().absolute,
            origin: visit.origin.clone(),
        };
        let permitted = (Action::SignIn, Outcome::Permitted);
        self.accounts().tell_of_visitor(visit, Some((account.id, account.role)), permitted, "staff").await?;
        let proved_at = proved.authenticated_at.map_or(Timestamp::UNIX_EPOCH, |at| at.min(now));
        let at_provider = ProviderSession { issuer: self.issuer(), id: proved.session.as_deref(), id_token };
        self.store().create_staff_session(&new, proved_at, at_provider).await?;
        let session = self.accounts().peek(&token).await?.ok_or(StaffError::LetGo)?;
        self.accounts().make_room(&session, visit).await?;
        Ok(SignedIn { token, session, next: NextStep::Enter })
    }

    /// The provider was asked for a proof no older than a session may be, and has to say how old it is (OpenID Connect Core
    /// § 3.1.3.7, 13).
    fn require_young(&self, proved: &Proved) -> Result<(), StaffError> {
        let at = proved.authenticated_at.ok_or(StaffError::Untrusted("proof_without_time"))?;
        let oldest = self.now() - self.accounts().settings().absolute - LEEWAY;
        if at >= oldest { Ok(()) } else { Err(StaffError::Untrusted("proof_too_old")) }
    }

    /// A fresh proof for a session that there is.
    async fn renew(
        &self,
        attempt: &Attempt,
        session: SessionId,
        current: Option<&CurrentSession>,
        (proved, assurance): (&Proved, Assurance),
        visit: &Visit,
    ) -> Result<SignedIn, StaffError> {
        let current = current.filter(|current| current.id() == session).ok_or(StaffError::NotUnderWay)?;
        let subject = self.subject(&proved.subject);
        let member = self.store().find_staff_by_subject(&subject).await?;
        let member = member.filter(|member| member.account == current.account());
        let member = member.ok_or(StaffError::SomebodyElse)?;
        if !is_fresh(proved.authenticated_at, attempt.begun_at) {
            return Err(StaffError::Untrusted("proof_not_fresh"));
        }
        let role = self.settings().role_of(&proved.more.groups());
        if role != Some(current.role()) {
            self.store().end_sessions(current.account(), None).await?;
            return Err(role.map_or(StaffError::NoRole, |_| StaffError::Untrusted("role_changed")));
        }
        self.welcome_back(member, current.role(), proved, subject).await?;
        self.accounts().tell(current, visit, (Action::ProveFactor, Outcome::Permitted), "staff").await?;
        Ok(self.accounts().rotate(current, assurance, visit).await?)
    }
}

/// A provider that does not say when it asked the person has not been asked well enough.
fn is_fresh(authenticated_at: Option<Timestamp>, begun_at: Timestamp) -> bool {
    authenticated_at.is_some_and(|at| at >= begun_at - LEEWAY)
}
