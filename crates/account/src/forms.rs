//! What a form says of itself when it is sent: for whom and where it was shown, under a key of its own. So a form of somebody
//! else is told from a forged one, a form that is sent twice is done once, and what was typed when the session was over is
//! there again for the same person in the same browser, and for nobody else.

use aws_lc_rs::digest::{SHA256, digest};
use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use jiff::SignedDuration;
use portico_model::{AccountId, SessionId, Timestamp};
use portico_store::{FormClaim, NewFormDraft};
use portico_vault::Class;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{AccountError, Accounts, CurrentSession, LinkToken};

const PLACE: &[u8] = b"form";
/// Begins the token of a form, so that no other token is tried as one.
const MARK: &str = "form.";
/// A form that nobody settled for so long was left by a process that ended.
const CLAIM_LASTS: SignedDuration = SignedDuration::from_mins(1);
/// Whoever sends a form again within this time gets the answer of the first time.
const ANSWER_LASTS: SignedDuration = SignedDuration::from_mins(10);
/// A page may be older than the longest session by so much, and its words are kept all the same.
const LATE: SignedDuration = SignedDuration::from_hours(1);

/// A form as it was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownForm {
    /// Whose page it is; absent where nobody was signed in.
    pub account: Option<AccountId>,
    session: Option<SessionId>,
    /// Two factors were proved.
    is_whole: bool,
    at: Timestamp,
    key: Uuid,
    /// The path of its page.
    pub page: String,
}

/// Whose form is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormOwner {
    /// It is of this session.
    Own,
    /// It is of the same person, from before they signed in again.
    Earlier,
    SomebodyElse,
    Nobody,
}

/// A form that is sent, told from every other and from itself with other words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormKey([u8; 32]);

/// What was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormDraft {
    /// The path of the page that has the form.
    pub page: String,
    /// Where the form leads.
    pub action: String,
    pub fields: Vec<(String, String)>,
    /// A file was chosen. It is not kept.
    pub had_file: bool,
}

impl ShownForm {
    fn to_bytes(&self) -> Vec<u8> {
        let id = |id: Option<Uuid>| id.unwrap_or_default().into_bytes();
        let account = id(self.account.map(|own| own.0));
        let session = id(self.session.map(|own| own.0));
        let at = self.at.as_second().to_be_bytes();
        let is_whole = [u8::from(self.is_whole)];
        [&account[..], &session, &at, &is_whole, &self.key.into_bytes(), self.page.as_bytes()].concat()
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (account, rest) = bytes.split_first_chunk::<16>()?;
        let (session, rest) = rest.split_first_chunk::<16>()?;
        let (at, rest) = rest.split_first_chunk::<8>()?;
        let (is_whole, rest) = rest.split_first()?;
        let (key, page) = rest.split_first_chunk::<16>()?;
        let id = |bytes: &[u8; 16]| Some(Uuid::from_bytes(*bytes)).filter(|id| !id.is_nil());
        Some(Self {
            account: id(account).map(AccountId),
            session: id(session).map(SessionId),
            is_whole: *is_whole == 1,
            at: Timestamp::from_second(i64::from_be_bytes(*at)).ok()?,
            key: Uuid::from_bytes(*key),
            page: String::from_utf8(page.to_vec()).ok()?,
        })
    }

    /// Whose form this is, for whoever sends it in `session`.
    pub fn owner(&self, session: &CurrentSession) -> FormOwner {
        let is_of_session = self.session == Some(session.id());
        match self.account {
            None => FormOwner::Nobody,
            Some(own) if own != session.account() => FormOwner::SomebodyElse,
            Some(_) if is_of_session && self.is_whole == session.has_second_factor() => FormOwner::Own,
            Some(_) => FormOwner::Earlier,
        }
    }
}

impl Accounts {
    /// What the forms of a page send along, other bytes each time (BREACH).
    pub fn seal_form(&self, session: Option<&CurrentSession>, page: &str) -> String {
        let form = ShownForm {
            account: session.map(CurrentSession::account),
            session: session.map(CurrentSession::id),
            is_whole: session.is_some_and(CurrentSession::has_second_factor),
            at: self.now(),
            key: Uuid::new_v4(),
            page: page.to_owned(),
        };
        let sealed = self.inner().vault.seal(Class::Identity, PLACE, &form.to_bytes());
        format!("{MARK}{}", BASE64_URL_SAFE_NO_PAD.encode(sealed))
    }

    /// `None` where it was not sealed here.
    pub fn open_form(&self, token: &str) -> Option<ShownForm> {
        let sealed = BASE64_URL_SAFE_NO_PAD.decode(token.strip_prefix(MARK)?).ok()?;
        let plain = self.inner().vault.open(Class::Identity, PLACE, &sealed).ok()?;
        ShownForm::from_bytes(&plain)
    }

    /// The key of a form that is sent to `address` with these words. With other words it is another.
    pub fn form_key(&self, form: &ShownForm, address: &str, words: &[u8]) -> FormKey {
        let words = BASE64_URL_SAFE_NO_PAD.encode(digest(&SHA256, words));
        let name = format!("{}\n{address}\n{words}", form.key);
        FormKey(self.inner().vault.blind_index(Class::Identity, "form_key", &name))
    }

    /// Claims a form, so that of many who send it one does what it says.
    pub async fn claim_form(&self, key: FormKey) -> Result<FormClaim, AccountError> {
        Ok(self.store().claim_form(key.0, self.now(), CLAIM_LASTS).await?)
    }

    /// What was answered to a form that was done.
    pub async fn answer_of_form(&self, key: FormKey) -> Result<Option<Vec<u8>>, AccountError> {
        Ok(self.store().find_form_answer(key.0).await?)
    }

    /// The form was done: whoever sends it again gets this answer.
    pub async fn settle_form(&self, key: FormKey, answer: &[u8]) -> Result<(), AccountError> {
        Ok(self.store().settle_form(key.0, answer).await?)
    }

    /// Nothing was done.
    pub async fn give_form_back(&self, key: FormKey) -> Result<(), AccountError> {
        Ok(self.store().give_form_back(key.0).await?)
    }

    /// Keeps what was typed into a form for an hour; the answer is for the browser to keep. `None` where the form is nobody's, or of
    /// a session that must have ended long ago.
    pub async fn keep_draft(
        &self,
        form: &ShownForm,
        draft: &FormDraft,
    ) -> Result<Option<LinkToken>, AccountError> {
        let oldest = self.now() - self.settings().absolute - LATE;
        let (Some(account), Some(session)) = (form.account, form.session) else { return Ok(None) };
        if form.at < oldest {
            return Ok(None);
        }
        let secret = LinkToken::new();
        let content = serde_json::to_vec(draft).expect("words become JSON");
        let expires_at = self.now() + Self::DRAFT_LASTS;
        let new = NewFormDraft { session, account, secret_hash: secret.hash(), content, expires_at };
        self.store().keep_form_draft(&new).await?;
        Ok(Some(secret))
    }

    /// How long a draft is kept.
    pub const DRAFT_LASTS: SignedDuration = SignedDuration::from_hours(1);

    /// The draft that this browser keeps, if it is this person's.
    pub async fn find_draft(
        &self,
        session: &CurrentSession,
        secret: &LinkToken,
    ) -> Result<Option<FormDraft>, AccountError> {
        let found = self.store().find_form_draft(session.account(), secret.hash(), self.now()).await?;
        // One that cannot be read any more is none.
        Ok(found.and_then(|content| serde_json::from_slice(&content).ok()))
    }

    /// The form was sent, or is not wanted any more.
    pub async fn drop_draft(&self, session: &CurrentSession, secret: &LinkToken) -> Result<(), AccountError> {
        Ok(self.store().drop_form_draft(session.account(), secret.hash()).await?)
    }

    pub(crate) async fn tidy_forms(&self) -> Result<(), AccountError> {
        let now = self.now();
        Ok(self.store().drop_old_forms(now, now - ANSWER_LASTS).await?)
    }
}
