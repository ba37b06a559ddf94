//! A code becomes an ID token (OpenID Connect Core § 3.1.3), and the token is looked at (§ 3.1.3.7).

use std::collections::BTreeSet;
use std::str::FromStr;
use std::time::SystemTime;

use jsonwebtoken::{Algorithm, EncodingKey, Header};
use openidconnect::core::{CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm};
use openidconnect::{
    AdditionalClaims, ClaimsVerificationError, ClientId, IdToken, IdTokenVerifier, Nonce,
    SignatureVerificationError,
};
use portico_model::{Causes, Timestamp};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::provider::{Known, answer_to, parse};
use super::{ClientKey, StaffDoor, StaffError};

/// Signed by a key that is not ours; nothing that a shared secret could forge, and never `none`.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// Clocks may differ by so much.
const LEEWAY_SECONDS: i64 = 60;

/// Everything in a token beside what the standard names.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct MoreClaims(pub(super) Map<String, Value>);

impl AdditionalClaims for MoreClaims {}

type Token = IdToken<MoreClaims, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;

/// What a good token says.
#[derive(Debug)]
pub(super) struct Proved {
    pub(super) subject: String,
    pub(super) session: Option<String>,
    pub(super) name: Option<String>,
    pub(super) email: Option<String>,
    pub(super) is_email_verified: bool,
    pub(super) user_name: Option<String>,
    pub(super) acr: Option<String>,
    pub(super) amr: BTreeSet<String>,
    pub(super) authenticated_at: Option<Timestamp>,
    pub(super) more: MoreClaims,
}

impl Proved {
    /// What the directory may call this person: the subject, and where subjects differ from client to client the id that
    /// Microsoft Entra ID gives beside it.
    pub(super) fn directory_ids(&self) -> impl Iterator<Item = &str> {
        let object = self.more.0.get("oid").and_then(Value::as_str);
        [self.subject.as_str()].into_iter().chain(object)
    }
}

impl StaffDoor {
    /// Hands in the code. What comes back is not looked at yet.
    pub(super) async fn redeem(
        &self,
        known: &Known,
        code: &str,
        verifier: &str,
    ) -> Result<String, StaffError> {
        let endpoint = known.metadata.token_endpoint().ok_or(StaffError::Untrusted("no_token_endpoint"))?;
        let redirect_uri = self.settings().redirect_uri.as_str();
        let mut form = vec![
            ("grant_type", "authorization_code".to_owned()),
            ("code", code.to_owned()),
            ("redirect_uri", redirect_uri.to_owned()),
            ("code_verifier", verifier.to_owned()),
        ];
        let mut request = self.provider().http.post(endpoint.url().clone());
        match &self.settings().client_key {
            ClientKey::Secret(secret) => {
                // RFC 6749 § 2.3.1: both halves are encoded as in a form first.
                let encoded =
                    |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
                let id = encoded(&self.settings().client_id);
                request = request.basic_auth(id, Some(encoded(secret.expose_secret())));
            }
            ClientKey::PrivateKey { pem, key_id } => {
                let assertion = self.assertion(pem.expose_secret(), key_id, endpoint.url().as_str())?;
                form.push(("client_id", self.settings().client_id.clone()));
                form.push(("client_assertion_type", ASSERTION.to_owned()));
                form.push(("client_assertion", assertion));
            }
        }
        #[derive(Deserialize)]
        struct Answer {
            id_token: String,
        }
        let answer = answer_to(request.form(&form)).await?;
        Ok(parse::<Answer>(&answer, "no_id_token")?.id_token)
    }

    /// RFC 7523 § 3: who we are, to whom, once, for a minute.
    fn assertion(&self, pem: &str, key_id: &str, audience: &str) -> Result<String, StaffError> {
        let now = self.now().as_second();
        let claims = json!({
            "iss": self.settings().client_id,
            "sub": self.settings().client_id,
            "aud": audience,
            "jti": Uuid::new_v4().to_string(),
            "iat": now,
            "exp": now + 60,
        });
        let header = Header { kid: Some(key_id.to_owned()), ..Header::new(Algorithm::ES256) };
        let key = EncodingKey::from_ec_pem(pem.as_bytes());
        key.and_then(|key| jsonwebtoken::encode(&header, &claims, &key)).map_err(|error| {
            tracing::error!(error = %Causes(&error), "the portal's key for the identity provider cannot be used");
            StaffError::Unavailable
        })
    }

    /// Verifies an ID token. If it names a key that is not known, the keys are read once more.
    pub(super) async fn verify(&self, known: &Known, token: &str, nonce: &str) -> Result<Proved, StaffError> {
        match self.verify_with(known, token, nonce) {
            Err(StaffError::Untrusted(UNKNOWN_KEY)) => {
                let renewed = self.provider().renewed().await?;
                self.verify_with(&renewed, token, nonce)
            }
            other => other,
        }
    }

    fn verify_with(&self, known: &Known, token: &str, nonce: &str) -> Result<Proved, StaffError> {
        let token = Token::from_str(token).map_err(|_| StaffError::Untrusted("token_unreadable"))?;
        let now = self.now();
        let client = ClientId::new(self.settings().client_id.clone());
        let issuer = known.metadata.issuer().clone();
        let verifier = IdTokenVerifier::new_public_client(client, issuer, known.key_set()?)
            .set_allowed_algs(ALGORITHMS)
            .set_time_fn(move || SystemTime::from(now).into())
            .set_issue_time_verifier_fn(move |issued| {
                let is_ahead = issued.timestamp() > now.as_second() + LEEWAY_SECONDS;
                if is_ahead { Err("issued in the future".to_owned()) } else { Ok(()) }
            });
        let claims = token.claims(&verifier, &Nonce::new(nonce.to_owned())).map_err(fault)?;
        let more = claims.additional_claims().clone();
        let text = |name: &str| more.0.get(name).and_then(Value::as_str).map(str::to_owned);
        let whole_name = claims.name().and_then(|name| name.get(None)).map(|name| name.to_string());
        let seconds = claims.auth_time().map(|at| at.timestamp());
        Ok(Proved {
            subject: claims.subject().to_string(),
            session: text("sid"),
            name: whole_name,
            email: claims.email().map(|email| email.to_string()),
            is_email_verified: claims.email_verified() == Some(true),
            user_name: claims.preferred_username().map(|name| name.to_string()),
            acr: claims.auth_context_ref().map(|acr| acr.to_string()),
            amr: claims.auth_method_refs().into_iter().flatten().map(|amr| amr.to_string()).collect(),
            authenticated_at: seconds.and_then(|seconds| Timestamp::from_second(seconds).ok()),
            more,
        })
    }
}

const ASSERTION: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
const UNKNOWN_KEY: &str = "token_key_unknown";

fn fault(error: ClaimsVerificationError) -> StaffError {
    use ClaimsVerificationError as Fault;
    StaffError::Untrusted(match error {
        Fault::Expired(_) => "token_expired",
        Fault::InvalidAudience(_) => "token_for_another_client",
        Fault::InvalidIssuer(_) => "token_of_another_issuer",
        Fault::InvalidNonce(_) => "token_of_another_sign_in",
        Fault::SignatureVerification(SignatureVerificationError::NoMatchingKey) => UNKNOWN_KEY,
        Fault::SignatureVerification(
            SignatureVerificationError::DisallowedAlg(_)
            | SignatureVerificationError::NoSignature
            | SignatureVerificationError::UnsupportedAlg(_),
        ) => "token_algorithm",
        Fault::SignatureVerification(_) => "token_signature",
        _ => "token_not_good",
    })
}
