//! A code, in a form or in JSON, and what it proves.

use portico_account::{AccountError, CurrentSession, SignedIn as Proved};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::portal::Portal;
use crate::visitor::Visitor;

#[derive(Deserialize, ToSchema)]
pub(super) struct Code {
    #[serde(default)]
    pub code: String,
}

/// Where a code comes from.
#[derive(Clone, Copy)]
pub(super) enum Proof {
    Authenticator,
    RecoveryCode,
}

impl Code {
    /// The second step, or the same once more.
    pub(super) async fn prove(
        &self,
        proof: Proof,
        portal: &Portal,
        session: &CurrentSession,
        visitor: &Visitor,
    ) -> Result<Proved, AccountError> {
        match proof {
            Proof::Authenticator => portal.accounts.prove_totp(session, &self.code, &visitor.visit).await,
            Proof::RecoveryCode => {
                portal.accounts.prove_recovery_code(session, &self.code, &visitor.visit).await
            }
        }
    }
}
