//! Sign-in of clients as SMART App Launch 2.2 has it for backend services.
//!
//! Not here: users, launch, refresh tokens, introspection, key sets fetched from an address.

mod assertion;
mod keys;
mod scopes;
mod token_desk;

pub use keys::InvalidKeys;
pub use scopes::Scopes;
pub use token_desk::{Refused, TokenDesk, TokenRequest};
