//! What the directory pushes, as JSON.

use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{CLIENT_ID, Idp, StaffPerson};

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

impl Idp {
    /// A logout token for the last session of somebody, or for all of theirs.
    pub fn logout_token(&self, subject: &str, names_session: bool) -> String {
        self.logout_token_with(subject, names_session, |_| {})
    }

    /// The same after `change`, to see what is refused.
    pub fn logout_token_with(
        &self,
        subject: &str,
        names_session: bool,
        change: impl FnOnce(&mut Value),
    ) -> String {
        let claims = self.logout_claims(subject, names_session, change);
        self.state().keys.sign("logout+jwt", &claims)
    }

    /// The same as a token of another kind (`typ`).
    pub fn logout_token_of_kind(&self, kind: &str, subject: &str) -> String {
        let claims = self.logout_claims(subject, true, |_| {});
        self.state().keys.sign(kind, &claims)
    }

    fn logout_claims(&self, subject: &str, names_session: bool, change: impl FnOnce(&mut Value)) -> Value {
        let state = self.state();
        let now = self.now();
        let mut claims = json!({
            "iss": self.issuer(),
            "aud": CLIENT_ID,
            "iat": now.as_second(),
            "exp": (now + SignedDuration::from_mins(2)).as_second(),
            "jti": Uuid::new_v4().to_string(),
            "sub": subject,
            "events": { EVENT: {} },
        });
        if let Some(session) = state.sessions.get(subject).filter(|_| names_session) {
            claims["sid"] = session.as_str().into();
        }
        change(&mut claims);
        claims
    }
}

/// A person as SCIM has them (RFC 7643 § 4.1).
pub fn scim_user(person: &StaffPerson) -> Value {
    json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "userName": person.email,
        "externalId": person.subject,
        "displayName": person.name,
        "emails": [{"value": person.email, "type": "work", "primary": true}],
        "active": person.is_active,
    })
}
