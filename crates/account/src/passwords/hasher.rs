use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Params, Version};
use secrecy::SecretString;
use tokio::task;
use zeroize::Zeroizing;

use super::blocks::Argon;
use super::{MOST_BYTES, normalised};
use crate::turns::{Lane, Turns};
use crate::{AccountError, Hashing};
use secrecy::ExposeSecret;

/// Hashes a few passwords at a time, off the threads that serve requests.
pub(crate) struct Hasher {
    params: Params,
    turns: Turns,
    longest_wait: Duration,
    argon: Arc<Argon>,
    /// What the passwords of accounts that do not exist are compared with.
    nobodys: Arc<OnceLock<String>>,
    done: AtomicU64,
}

impl Hasher {
    pub(crate) fn new(hashing: Hashing) -> Self {
        let params = Params::new(hashing.memory_kib, hashing.passes, 1, None);
        let params = params.expect("the settings keep to what Argon2id takes (RFC 9106 § 3.1)");
        Self {
            turns: Turns::new(hashing.at_once),
            argon: Arc::new(Argon::new(params.clone())),
            longest_wait: hashing.longest_wait,
            params,
            nobodys: Arc::default(),
            done: AtomicU64::new(0),
        }
    }

    /// In PHC string form.
    pub(crate) async fn hash(&self, password: &SecretString, lane: Lane) -> Result<String, AccountError> {
        let password = normalised(password);
        let argon = self.argon.clone();
        self.in_turn(lane, move || hash(&argon, password.as_bytes())).await
    }

    /// Whether `password` is the one of `hash`. Without a hash it is not, and takes as long.
    pub(crate) async fn verify(
        &self,
        password: &SecretString,
        hash_of_account: Option<&str>,
        lane: Lane,
    ) -> Result<bool, AccountError> {
        let is_possible = password.expose_secret().len() <= MOST_BYTES;
        let password = if is_possible { normalised(password) } else { Zeroizing::default() };
        let of_account = hash_of_account.map(str::to_owned);
        let (argon, nobodys) = (self.argon.clone(), self.nobodys.clone());
        self.in_turn(lane, move || {
            let has_account = of_account.is_some();
            let expected = of_account
                .unwrap_or_else(|| nobodys.get_or_init(|| hash(&argon, b"nobody's password")).clone());
            let is_right = PasswordHash::new(&expected)
                .is_ok_and(|expected| argon.is_of(password.as_bytes(), &expected) == Ok(true));
            is_right && has_account && is_possible
        })
        .await
    }

    /// Whether a hash in PHC string form costs a guesser less than those of today.
    pub(crate) fn is_weak(&self, hash: &str) -> bool {
        let Ok(hash) = PasswordHash::new(hash) else { return false };
        let Ok(params) = Params::try_from(&hash) else { return false };
        let is_of_today = hash.algorithm == Algorithm::Argon2id.ident()
            && hash.version == Some(Version::V0x13.into())
            && params.m_cost() >= self.params.m_cost()
            && params.t_cost() >= self.params.t_cost();
        !is_of_today
    }

    /// Lets go of the memory that hashing has used. To be called when it is quiet, or every minute or so.
    pub(crate) fn rest(&self) {
        self.argon.rest();
    }

    /// How many passwords were hashed or compared so far.
    pub(crate) fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        lane: Lane,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, AccountError> {
        let turn = self.turns.take(lane, self.longest_wait).await?;
        self.done.fetch_add(1, Ordering::Relaxed);
        let done = task::spawn_blocking(move || {
            let _turn = turn;
            work()
        });
        Ok(done.await.expect("hashing does not panic"))
    }
}

fn hash(argon: &Argon, password: &[u8]) -> String {
    argon.hash(password).expect("the parameters fit and the system has randomness").to_string()
}
