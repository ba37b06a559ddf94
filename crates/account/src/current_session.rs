use std::sync::Arc;

use aws_lc_rs::{constant_time, rand};
use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use portico_model::{AccountId, Asker, Assurance, Language, PatientId, Role, SessionId, Timestamp};
use portico_store::{OpenSession, TokenHash};
use portico_vault::{Class, Vault};

use crate::{AccountError, Visit};

/// A session as it is at this request.
#[derive(Clone)]
pub struct CurrentSession {
    pub(crate) token_hash: TokenHash,
    pub(crate) open: Arc<OpenSession>,
    pub(crate) idle_ends_at: Timestamp,
    pub(crate) is_fresh: bool,
    pub(crate) vault: Vault,
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

    /// Whether a factor was proved so short a time ago that a risky act may follow.
    pub fn is_fresh(&self) -> bool {
        self.is_fresh
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
            is_fresh: self.is_fresh,
            staff: self.open.staff.clone(),
            own_record: self.open.own_record.clone(),
            language: self.language(),
            origin: visit.origin.clone(),
            correlation: visit.correlation,
        }
    }

    /// What a form of this session must send along, under a new mask each time: whoever sees how well a page compresses
    /// learns nothing of it (BREACH). It means the same until the session's token changes.
    pub fn csrf_token(&self) -> String {
        let mut mask = [0; 32];
        rand::fill(&mut mask).expect("the system has randomness");
        let masked = xor(mask, self.csrf_bytes());
        BASE64_URL_SAFE_NO_PAD.encode([mask, masked].concat())
    }

    /// Whether `text` is this session's; takes the same time for every wrong one.
    pub fn is_csrf_token(&self, text: &str) -> bool {
        let sent = BASE64_URL_SAFE_NO_PAD.decode(text).unwrap_or_default();
        let (Some(mask), Some(masked)) = (sent.first_chunk::<32>(), sent.last_chunk::<32>()) else {
            return false;
        };
        let is_right = constant_time::verify_slices_are_equal(&xor(*mask, *masked), &self.csrf_bytes());
        sent.len() == 64 && is_right.is_ok()
    }

    fn csrf_bytes(&self) -> [u8; 32] {
        self.vault.blind_index(Class::Identity, "csrf", &BASE64_URL_SAFE_NO_PAD.encode(self.token_hash))
    }

    pub(crate) fn require_second_factor(&self) -> Result<(), AccountError> {
        if self.has_second_factor() { Ok(()) } else { Err(AccountError::SecondFactorNeeded) }
    }
}

fn xor(one: [u8; 32], other: [u8; 32]) -> [u8; 32] {
    std::array::from_fn(|at| one[at] ^ other[at])
}
