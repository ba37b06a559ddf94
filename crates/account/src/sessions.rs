use std::sync::Arc;

use jiff::SignedDuration;
use portico_audit::{Action, Outcome};
use portico_model::{Assurance, CorrelationId, Language, Origin, SessionId, Timestamp};
use portico_store::{AccountState, OpenSession, Session, TokenHash};
use uuid::Uuid;

use crate::{AccountError, Accounts, CurrentSession, SessionToken, Visit};

/// How often, at most, the use of a session is written down.
const SEEN_EVERY: SignedDuration = SignedDuration::from_secs(60);

/// A signed-in device, for the person's own list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    pub session: SessionId,
    pub is_current: bool,
    pub assurance: Assurance,
    pub signed_in_at: Timestamp,
    /// To the minute.
    pub last_seen_at: Timestamp,
    /// Where it was signed in from.
    pub origin: Origin,
}

impl Accounts {
    /// The session of `token`, used now; `None` if there is none, or none any more, or its account may not
    /// sign in.
    pub async fn session(&self, token: &SessionToken) -> Result<Option<CurrentSession>, AccountError> {
        let Some(current) = self.peek(token).await? else {
            return Ok(None);
        };
        if self.now() < current.open.session.last_seen_at + SEEN_EVERY {
            return Ok(Some(current));
        }
        self.touch(&current).await
    }

    /// As [`Accounts::session`], without counting as use: for asking how much time is left.
    pub async fn peek(&self, token: &SessionToken) -> Result<Option<CurrentSession>, AccountError> {
        let hash = token.hash();
        let Some(open) = self.store().find_session(&hash).await? else {
            return Ok(None);
        };
        let current = self.current(hash, open);
        if self.now() >= current.ends_at() {
            self.end_by_clock(&current).await?;
            return Ok(None);
        }
        Ok((current.open.state == AccountState::Active).then_some(current))
    }

    /// Puts off the end of an idle session. Fails with [`AccountError::Ended`] if it is over.
    pub async fn extend(
        &self,
        session: &CurrentSession,
        visit: &Visit,
    ) -> Result<CurrentSession, AccountError> {
        self.tell(session, visit, (Action::ExtendSession, Outcome::Permitted), "").await?;
        self.touch(session).await?.ok_or(AccountError::Ended)
    }

    /// Changes the language of the person's pages.
    pub async fn change_language(
        &self,
        session: &CurrentSession,
        language: Language,
        visit: &Visit,
    ) -> Result<(), AccountError> {
        self.tell(session, visit, (Action::ChangeLanguage, Outcome::Permitted), "").await?;
        let changed = self.store().change_language(session.account(), language).await;
        self.settled(session, visit, Action::ChangeLanguage, changed).await.map(drop)
    }

    /// Ends the session, then tells the log.
    pub async fn sign_out(&self, session: &CurrentSession, visit: &Visit) -> Result<(), AccountError> {
        self.store().end_session(session.account(), session.id()).await?;
        self.tell(session, visit, (Action::SignOut, Outcome::Permitted), "").await
    }

    /// Ends the session that a browser brought when somebody signed in in it, then tells the log.
    pub async fn replace(&self, before: &CurrentSession, visit: &Visit) -> Result<(), AccountError> {
        if !self.store().end_session(before.account(), before.id()).await? {
            return Ok(());
        }
        self.tell(before, visit, (Action::EndSession, Outcome::Permitted), "replaced").await
    }

    /// Ends the oldest sessions of the account beyond those that it may have, then tells the log. Sessions that wait for a second
    /// factor make room for each other alone, so that a password ends nothing that two factors began.
    pub(crate) async fn make_room(
        &self,
        session: &CurrentSession,
        visit: &Visit,
    ) -> Result<(), AccountError> {
        let (account, most) = (session.account(), self.settings().most_sessions);
        let ended = self.store().end_oldest_sessions(account, session.has_second_factor(), most).await?;
        if ended == 0 {
            return Ok(());
        }
        self.tell(session, visit, (Action::EndSession, Outcome::Permitted), "too_many").await
    }

    /// Ends all sessions of the person, or all but this one, then tells the log. Wants a fresh factor. Answers how many.
    pub async fn sign_out_everywhere(
        &self,
        session: &CurrentSession,
        keeps_this_one: bool,
        visit: &Visit,
    ) -> Result<u64, AccountError> {
        self.require_fresh(session, Assurance::Weak)?;
        let kept = keeps_this_one.then(|| session.id());
        let ended = self.store().end_sessions(session.account(), kept).await?;
        self.tell(session, visit, (Action::EndSession, Outcome::Permitted), "everywhere").await?;
        Ok(ended)
    }

    /// Ends another session of the same person, then tells the log; [`AccountError::NotFound`] if there is none. Wants a fresh
    /// factor.
    pub async fn end_session(
        &self,
        session: &CurrentSession,
        other: SessionId,
        visit: &Visit,
    ) -> Result<(), AccountError> {
        self.require_fresh(session, Assurance::Weak)?;
        if !self.store().end_session(session.account(), other).await? {
            return Err(AccountError::NotFound);
        }
        self.tell(session, visit, (Action::EndSession, Outcome::Permitted), "by_person").await
    }

    /// The person's signed-in devices, newest first.
    pub async fn list_sessions(&self, session: &CurrentSession) -> Result<Vec<Device>, AccountError> {
        session.require_second_factor()?;
        let now = self.now();
        let idle = self.settings().idle;
        let is_live = |it: &Session| now < it.expires_at && now < it.last_seen_at + idle;
        let all = self.store().list_sessions(session.account()).await?;
        Ok(all.into_iter().filter(is_live).map(|it| device(it, session.id())).collect())
    }

    pub(crate) fn current(&self, token_hash: TokenHash, open: Arc<OpenSession>) -> CurrentSession {
        let idle_ends_at = open.session.last_seen_at + self.settings().idle;
        let is_fresh = open.session.assurance > Assurance::Password
            && self.now() < open.session.authenticated_at + self.settings().fresh;
        CurrentSession { token_hash, open, idle_ends_at, is_fresh, vault: self.inner().vault.clone() }
    }

    async fn touch(&self, current: &CurrentSession) -> Result<Option<CurrentSession>, AccountError> {
        let now = self.now();
        if !self.store().touch_session(&current.token_hash, now).await? {
            return Ok(None);
        }
        let mut open = OpenSession::clone(&current.open);
        open.session.last_seen_at = now;
        Ok(Some(self.current(current.token_hash, Arc::new(open))))
    }

    async fn end_by_clock(&self, current: &CurrentSession) -> Result<(), AccountError> {
        if !self.store().end_session(current.account(), current.id()).await? {
            return Ok(());
        }
        let is_expired = self.now() >= current.expires_at();
        let reason = if is_expired { "expired" } else { "idle" };
        let correlation = CorrelationId(Uuid::new_v4());
        let visit = Visit { origin: current.open.session.origin.clone(), correlation, device: None };
        self.tell(current, &visit, (Action::EndSession, Outcome::Permitted), reason).await
    }
}

fn device(session: Session, current: SessionId) -> Device {
    Device {
        session: session.id,
        is_current: session.id == current,
        assurance: session.assurance,
        signed_in_at: session.created_at,
        last_seen_at: session.last_seen_at,
        origin: session.origin,
    }
}
