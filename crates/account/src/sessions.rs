use std::sync::Arc;

use aws_lc_rs::constant_time;
use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use jiff::SignedDuration;
use portico_audit::{Action, Outcome};
use portico_model::{AccountId, Asker, Assurance, Language, Origin, PatientId, Role, SessionId, Timestamp};
use portico_store::{AccountState, OpenSession, Session, TokenHash};
use portico_vault::{Class, Vault};

use crate::{AccountError, Accounts, SessionToken, Visit};

/// How often, at most, the use of a session is written down.
const SEEN_EVERY: SignedDuration = SignedDuration::from_secs(60);

/// A session as it is at this request.
#[derive(Clone)]
pub struct CurrentSession {
    pub(crate) token_hash: TokenHash,
    open: Arc<OpenSession>,
    idle_ends_at: Timestamp,
    vault: Vault,
}

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

impl CurrentSession {
    pub fn id(&self) -> SessionId {
        self.open.session.id
    }

    pub fn account(&self) -> AccountId {
        self.open.session.account
    }

    pub fn role(&self) -> Role {
        self.open.role
    }

    pub fn assurance(&self) -> Assurance {
        self.open.session.assurance
    }

    pub fn language(&self) -> Language {
        self.open.language
    }

    /// The person's name, as they want to be addressed.
    pub fn name(&self) -> &str {
        &self.open.name
    }

    pub fn own_record(&self) -> Option<&PatientId> {
        self.open.own_record.as_ref()
    }

    /// When the last factor was proved.
    pub fn authenticated_at(&self) -> Timestamp {
        self.open.session.authenticated_at
    }

    /// When the session ends, unless it is used or extended before.
    pub fn ends_at(&self) -> Timestamp {
        self.idle_ends_at.min(self.open.session.expires_at)
    }

    /// When the session ends however much it is used.
    pub fn expires_at(&self) -> Timestamp {
        self.open.session.expires_at
    }

    /// Whether a second factor was proved. Without it a session can prove or enrol one, or sign out.
    pub fn has_second_factor(&self) -> bool {
        self.assurance() > Assurance::Password
    }

    /// The person behind the request `visit`, for policy and audit.
    pub fn asker(&self, visit: &Visit) -> Asker {
        Asker {
            account: self.account(),
            session: self.id(),
            role: self.role(),
            assurance: self.assurance(),
            own_record: self.open.own_record.clone(),
            language: self.language(),
            origin: visit.origin.clone(),
            correlation: visit.correlation,
        }
    }

    /// What a form of this session must send along. It changes when the session's token does.
    pub fn csrf_token(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(self.csrf_bytes())
    }

    /// Whether `text` is this session's; takes the same time for every wrong one.
    pub fn is_csrf_token(&self, text: &str) -> bool {
        let sent = BASE64_URL_SAFE_NO_PAD.decode(text).unwrap_or_default();
        constant_time::verify_slices_are_equal(&sent, &self.csrf_bytes()).is_ok()
    }

    fn csrf_bytes(&self) -> [u8; 32] {
        self.vault.blind_index(Class::Identity, "csrf", &BASE64_URL_SAFE_NO_PAD.encode(self.token_hash))
    }

    pub(crate) fn require_second_factor(&self) -> Result<(), AccountError> {
        if self.has_second_factor() { Ok(()) } else { Err(AccountError::SecondFactorNeeded) }
    }
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
    ) -> Result<(), AccountError> {
        self.store().change_language(session.account(), language).await?;
        Ok(())
    }

    /// Ends the session, then tells the log.
    pub async fn sign_out(&self, session: &CurrentSession, visit: &Visit) -> Result<(), AccountError> {
        self.store().end_session(session.account(), session.id()).await?;
        self.tell(session, visit, (Action::SignOut, Outcome::Permitted), "").await
    }

    /// Ends all sessions of the person, or all but this one, then tells the log. Answers how many.
    pub async fn sign_out_everywhere(
        &self,
        session: &CurrentSession,
        keeps_this_one: bool,
        visit: &Visit,
    ) -> Result<u64, AccountError> {
        session.require_second_factor()?;
        let kept = keeps_this_one.then(|| session.id());
        let ended = self.store().end_sessions(session.account(), kept).await?;
        self.tell(session, visit, (Action::EndSession, Outcome::Permitted), "everywhere").await?;
        Ok(ended)
    }

    /// Ends another session of the same person, then tells the log; [`AccountError::NotFound`] if there is none.
    pub async fn end_session(
        &self,
        session: &CurrentSession,
        other: SessionId,
        visit: &Visit,
    ) -> Result<(), AccountError> {
        session.require_second_factor()?;
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
        CurrentSession { token_hash, open, idle_ends_at, vault: self.inner().vault.clone() }
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
        let correlation = portico_model::CorrelationId(uuid::Uuid::new_v4());
        let visit = Visit { origin: current.open.session.origin.clone(), correlation };
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
