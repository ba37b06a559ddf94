//! Who somebody is, and how they proved it: accounts, passwords, second factors, sessions.
//!
//! Follows NIST SP 800-63B (passwords § 3.1.1, one-time codes § 3.1.4, recovery codes § 3.1.2, sessions § 5).
//! Every attempt, permitted or refused, is in the audit log before it is answered, and no answer tells whether
//! an address has an account. Not here yet: passkeys, account recovery.

mod accounts;
mod activation;
mod authenticators;
mod change_password;
mod create;
mod current_session;
mod devices;
pub mod directives;
mod enrol;
mod error;
mod factors;
mod forms;
pub mod grants;
mod hold_off;
mod ledger;
mod letters;
mod link_token;
mod network;
mod pace;
mod passwords;
mod permission;
mod prove;
mod recovery_codes;
mod refusals;
mod sessions;
mod settings;
mod sign_in;
pub mod sign_up;
pub mod staff;
mod token;
mod turns;
mod typed_code;
mod way_back;
mod writer;

pub use accounts::{Accounts, SetUp};
pub use activation::{AccountCard, ActivationCode, CodeOnItsWay, Newcomer};
pub use authenticators::{Authenticator, Enrolment};
pub use create::NewPerson;
pub use current_session::CurrentSession;
pub use enrol::Confirmed;
pub use error::AccountError;
pub use factors::{AuthenticatorInUse, Factors};
pub use forms::{FormDraft, FormKey, FormOwner, ShownForm};
pub use ledger::Visit;
pub use link_token::LinkToken;
pub use network::Network;
pub use passwords::PasswordFlaw;
pub use portico_store::{AccountState, FormClaim, InvalidEmail};
pub use prove::SignedIn;
pub use recovery_codes::RecoveryCode;
pub use secrecy::{ExposeSecret, SecretString};
pub use sessions::Device;
pub use settings::{Hashing, Settings};
pub use sign_in::NextStep;
pub use token::SessionToken;
