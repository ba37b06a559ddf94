use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use rcgen::{KeyPair, PKCS_ECDSA_P256_SHA256};
use serde_json::{Value, json};
use uuid::Uuid;

/// A key to sign with, and its public half.
#[derive(Debug)]
pub struct Keys {
    id: String,
    pem: String,
    point: Vec<u8>,
}

impl Keys {
    pub fn new() -> Self {
        let pair = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).expect("the system makes keys");
        let id = Uuid::new_v4().simple().to_string();
        Self { id, pem: pair.serialize_pem(), point: pair.public_key_raw().to_vec() }
    }

    pub fn id(&self) -> &str {
        &self.id
    }

    /// The set that is published.
    pub fn published(&self) -> Value {
        // An uncompressed point (SEC 1 § 2.3.3): 4, then x and y.
        let (x, y) = self.point[1..].split_at(32);
        let coordinate = |bytes: &[u8]| BASE64_URL_SAFE_NO_PAD.encode(bytes);
        json!({"keys": [{
            "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": self.id,
            "x": coordinate(x), "y": coordinate(y),
        }]})
    }

    /// Signs by this key, under the name `id`.
    pub fn sign_as(&self, id: &str, kind: &str, claims: &Value) -> String {
        let header =
            Header { kid: Some(id.to_owned()), typ: Some(kind.to_owned()), ..Header::new(Algorithm::ES256) };
        let key = EncodingKey::from_ec_pem(self.pem.as_bytes()).expect("our own key is good");
        jsonwebtoken::encode(&header, claims, &key).expect("claims can be signed")
    }

    pub fn sign(&self, kind: &str, claims: &Value) -> String {
        self.sign_as(&self.id, kind, claims)
    }
}

/// A token that nobody signed (RFC 7519 § 6).
pub fn not_signed(claims: &Value) -> String {
    let part = |value: &Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}.", part(&json!({"alg": "none", "typ": "JWT"})), part(claims))
}
