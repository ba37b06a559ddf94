//! Signing out, here and at the provider (OpenID Connect RP-Initiated Logout 1.0 § 2).

use std::str::FromStr;

use openidconnect::EndSessionUrl;
use url::Url;

use super::StaffDoor;
use crate::{AccountError, CurrentSession, Visit};

impl StaffDoor {
    /// Ends the session here. Answers where the browser goes to end the one at the provider as well: `None` if the provider has
    /// no such place, cannot be asked at once, or is to be left alone.
    pub async fn sign_out(
        &self,
        session: &CurrentSession,
        visit: &Visit,
    ) -> Result<Option<Url>, AccountError> {
        let id_token = self.store().find_id_token(session.id()).await?;
        self.accounts().sign_out(session, visit).await?;
        if !self.settings().signs_out_at_provider {
            return Ok(None);
        }
        let Some(known) = self.provider().known_at_once().await else { return Ok(None) };
        let endpoint = known.metadata.additional_metadata().end_session_endpoint.as_ref();
        Ok(endpoint.and_then(|endpoint| self.way_out(endpoint, id_token.as_deref(), session)))
    }

    fn way_out(
        &self,
        endpoint: &EndSessionUrl,
        id_token: Option<&str>,
        session: &CurrentSession,
    ) -> Option<Url> {
        let settings = self.settings();
        let mut to = Url::from_str(endpoint.as_str()).ok()?;
        // A page leads there: nothing but the provider's own kind of address.
        if to.scheme() != settings.issuer.scheme() {
            tracing::warn!("the identity provider names a place to sign out that is no web page");
            return None;
        }
        let mut query = to.query_pairs_mut();
        query
            .append_pair("client_id", &settings.client_id)
            .append_pair("post_logout_redirect_uri", settings.signed_out_uri.as_str())
            .append_pair("ui_locales", session.language().tag());
        if let Some(id_token) = id_token {
            query.append_pair("id_token_hint", id_token);
        }
        drop(query);
        Some(to)
    }
}
