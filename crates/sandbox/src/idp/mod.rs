//! The neighbourhood's identity provider and directory: OpenID Connect (code flow with PKCE), logout from either side, and SCIM
//! pushes to the portal. Nobody needs a password: one clicks who one is, and which factor was "proved". Dials make its
//! tokens lie.

mod authorize;
mod claims;
mod dials;
mod directory;
mod discovery;
mod end_session;
mod keys;
mod page;
mod push;
mod staff;
mod token;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::routing::{get, post};
use jiff::Timestamp;
use portico_model::Clock;

pub use claims::Factor;
pub use dials::IdpDials;
pub use push::NotPushed;
pub use staff::{StaffPerson, sample_roles, sample_staff};

use claims::Grant;
use keys::Keys;

/// The portal as the provider knows it.
pub const CLIENT_ID: &str = "portico";
/// The portal's password at the provider.
pub const CLIENT_SECRET: &str = "portico-demo-client-secret";
/// What the directory shows when it pushes to the portal.
pub const SCIM_TOKEN: &str = "portico-demo-directory-token";

/// The provider. Clones are the same one.
#[derive(Clone, Debug)]
pub struct Idp(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    issuer: String,
    clock: Clock,
    /// The public half of the portal's key, for `private_key_jwt` (PEM).
    client_key: Mutex<Option<String>>,
    /// Where the portal is, for pushes.
    portal: Mutex<Option<String>>,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    staff: Vec<StaffPerson>,
    keys: Keys,
    dials: IdpDials,
    codes: HashMap<String, Grant>,
    access_tokens: HashMap<String, String>,
    /// The last session of each person here, by subject.
    sessions: HashMap<String, String>,
    /// Ids of people at the portal, by subject, once they were pushed there.
    pushed: HashMap<String, String>,
}

impl Idp {
    /// `root` is the address that `/idp` is below.
    pub fn new(root: &str, clock: Clock, portal: Option<String>) -> Self {
        Self(Arc::new(Inner {
            issuer: format!("{}/idp", root.trim_end_matches('/')),
            clock,
            client_key: Mutex::default(),
            portal: Mutex::new(portal),
            state: Mutex::new(State {
                staff: sample_staff(),
                keys: Keys::new(),
                dials: IdpDials::default(),
                codes: HashMap::new(),
                access_tokens: HashMap::new(),
                sessions: HashMap::new(),
                pushed: HashMap::new(),
            }),
        }))
    }

    pub fn issuer(&self) -> &str {
        &self.0.issuer
    }

    /// Everybody who works here.
    pub fn staff(&self) -> Vec<StaffPerson> {
        self.state().staff.clone()
    }

    pub fn person(&self, subject: &str) -> Option<StaffPerson> {
        self.state().staff.iter().find(|person| person.subject == subject).cloned()
    }

    /// Changes what the directory says of somebody, from their next sign-in on.
    pub fn change_person(&self, subject: &str, change: impl FnOnce(&mut StaffPerson)) {
        if let Some(person) = self.state().staff.iter_mut().find(|person| person.subject == subject) {
            change(person);
        }
    }

    pub fn set_dials(&self, dials: IdpDials) {
        self.state().dials = dials;
    }

    pub fn dials(&self) -> IdpDials {
        self.state().dials.clone()
    }

    /// Whether somebody is signed in here.
    pub fn is_signed_in(&self, subject: &str) -> bool {
        self.state().sessions.contains_key(subject)
    }

    /// New tokens are signed by a new key; the old key is not published any more.
    pub fn rotate_keys(&self) {
        self.state().keys = Keys::new();
    }

    /// Where pushes go.
    pub fn connect(&self, portal: &str) {
        *self.0.portal.lock().unwrap_or_else(PoisonError::into_inner) = Some(portal.to_owned());
    }

    /// Registers the public key (PEM, P-256) of a portal that proves itself by `private_key_jwt`.
    pub fn register_key(&self, public_pem: &str) {
        *self.0.client_key.lock().unwrap_or_else(PoisonError::into_inner) = Some(public_pem.to_owned());
    }

    fn client_key(&self) -> Option<String> {
        self.0.client_key.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn portal(&self) -> Option<String> {
        self.0.portal.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now(&self) -> Timestamp {
        self.0.clock.now()
    }
}

/// Every address of the provider.
pub fn site_map(idp: Idp) -> Router {
    Router::new()
        .route("/idp", get(page::show))
        .route("/idp/.well-known/openid-configuration", get(discovery::configuration))
        .route("/idp/jwks", get(discovery::key_set))
        .route("/idp/authorize", get(authorize::ask).post(authorize::answer))
        .route("/idp/token", post(token::give))
        .route("/idp/userinfo", get(token::userinfo).post(token::userinfo))
        .route("/idp/end_session", get(end_session::end))
        .route("/idp/dials", post(page::set_dials))
        .route("/idp/rotate", post(page::rotate))
        .route("/idp/staff/{subject}/{act}", post(page::act))
        .with_state(idp)
}
