//! What a token says, honest or by the dials.

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{CLIENT_ID, Idp, IdpDials, StaffPerson};

/// Which factors somebody "proved".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Factor {
    /// A security key: cannot be phished.
    Key,
    /// A password and a code.
    Code,
    /// A password alone.
    Password,
}

/// A code that was given out and not handed in yet.
#[derive(Debug, Clone)]
pub struct Grant {
    pub redirect_uri: String,
    pub nonce: String,
    pub challenge: String,
    pub subject: String,
    pub session: String,
    pub factor: Factor,
    pub proved_at: Timestamp,
    pub expires_at: Timestamp,
}

impl Factor {
    fn acr(self) -> &'static str {
        match self {
            Factor::Key => "phr",
            Factor::Code => "mfa",
            Factor::Password => "pwd",
        }
    }

    fn amr(self) -> &'static [&'static str] {
        match self {
            Factor::Key => &["hwk", "user"],
            Factor::Code => &["pwd", "otp", "mfa"],
            Factor::Password => &["pwd"],
        }
    }
}

impl Idp {
    pub(super) fn id_token_claims(&self, grant: &Grant, person: &StaffPerson, dials: &IdpDials) -> Value {
        let now = self.now();
        let in_minutes = |minutes: i64| (now + SignedDuration::from_mins(minutes)).as_second();
        let factor = if dials.no_factor { Factor::Password } else { grant.factor };
        let hours_ago = match (dials.old_proof, dials.very_old_proof) {
            (_, true) => 24,
            (true, false) => 1,
            (false, false) => 0,
        };
        let proved_at = grant.proved_at - SignedDuration::from_hours(hours_ago);
        let issuer =
            if dials.wrong_issuer { "https://another.example".to_owned() } else { self.issuer().to_owned() };
        let mut claims = profile(person);
        let more = json!({
            "iss": issuer,
            "aud": if dials.wrong_audience { "another-client" } else { CLIENT_ID },
            "iat": if dials.expired { in_minutes(-65) } else { now.as_second() },
            "exp": if dials.expired { in_minutes(-60) } else { in_minutes(5) },
            "auth_time": proved_at.as_second(),
            "nonce": if dials.wrong_nonce { Uuid::new_v4().to_string() } else { grant.nonce.clone() },
            "acr": factor.acr(),
            "amr": factor.amr(),
            "sid": grant.session,
        });
        merge(&mut claims, more);
        if dials.no_auth_time {
            claims.as_object_mut().map(|claims| claims.remove("auth_time"));
        }
        claims
    }
}

/// What the directory says of a person.
pub(super) fn profile(person: &StaffPerson) -> Value {
    json!({
        "sub": person.subject,
        "name": person.name,
        "email": person.email,
        "email_verified": true,
        "preferred_username": person.email,
        "groups": person.groups,
        "practitioner": person.practitioner,
        "organization": person.organization,
        "care_teams": person.care_teams,
        "licensed_in": person.licensed_in,
        "address": person.address.as_ref().map(|address| json!({"formatted": address})),
    })
}

fn merge(into: &mut Value, more: Value) {
    if let (Some(into), Value::Object(more)) = (into.as_object_mut(), more) {
        into.extend(more);
        into.retain(|_, value| !value.is_null());
    }
}
