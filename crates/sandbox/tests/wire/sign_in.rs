use std::time::Duration;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rsa::{KeyPair as RsaKeyPair, KeySize};
use aws_lc_rs::signature::{ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jiff::SignedDuration;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use portico_model::Clock;
use portico_sandbox::{ClientKeys, SandboxConfig, SignIn};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::neighbour::{Answer, Neighbour, issue, patient, send};

const CLIENT: &str = "portico";
const JWT_BEARER: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

struct Client {
    algorithm: Algorithm,
    key: EncodingKey,
    public: ClientKeys,
}

fn pem(label: &str, der: &[u8]) -> String {
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", STANDARD.encode(der))
}

impl Client {
    fn elliptic() -> Self {
        let pair = EcdsaKeyPair::generate(&ECDSA_P384_SHA384_FIXED_SIGNING).unwrap();
        let public: PublicKeyX509Der = pair.public_key().as_der().unwrap();
        Self {
            algorithm: Algorithm::ES384,
            key: EncodingKey::from_ec_der(pair.to_pkcs8v1().unwrap().as_ref()),
            public: ClientKeys::Pem(pem("PUBLIC KEY", public.as_ref())),
        }
    }

    fn elliptic_with_key_set() -> Self {
        let pair = EcdsaKeyPair::generate(&ECDSA_P384_SHA384_FIXED_SIGNING).unwrap();
        let point = pair.public_key().as_ref();
        let (x, y) = (URL_SAFE_NO_PAD.encode(&point[1..49]), URL_SAFE_NO_PAD.encode(&point[49..]));
        let set =
            json!({"keys": [{"kty": "EC", "crv": "P-384", "alg": "ES384", "kid": "k1", "x": x, "y": y}]});
        Self {
            algorithm: Algorithm::ES384,
            key: EncodingKey::from_ec_der(pair.to_pkcs8v1().unwrap().as_ref()),
            public: ClientKeys::Jwks(set.to_string()),
        }
    }

    fn rsa() -> Self {
        let pair = RsaKeyPair::generate(KeySize::Rsa2048).unwrap();
        let private: Pkcs8V1Der = pair.as_der().unwrap();
        let public: PublicKeyX509Der = pair.public_key().as_der().unwrap();
        Self {
            algorithm: Algorithm::RS384,
            key: EncodingKey::from_rsa_pem(pem("PRIVATE KEY", private.as_ref()).as_bytes()).unwrap(),
            public: ClientKeys::Pem(pem("PUBLIC KEY", public.as_ref())),
        }
    }

    fn sign(&self, claims: &Value) -> String {
        let header = Header { kid: Some("k1".to_owned()), ..Header::new(self.algorithm) };
        encode(&header, claims, &self.key).unwrap()
    }
}

struct Desk {
    neighbour: Neighbour,
    client: Client,
    clock: Clock,
}

impl Desk {
    async fn for_client(client: Client, token_lifetime: Duration) -> Self {
        let clock = Clock::system();
        let registered =
            portico_sandbox::RegisteredClient { id: CLIENT.to_owned(), keys: client.public.clone() };
        let sign_in = SignIn::BackendServices { clients: vec![registered], token_lifetime };
        let config = SandboxConfig { sign_in, clock: clock.clone(), ..SandboxConfig::default() };
        let neighbour = Neighbour::with(config).await;
        assert_eq!(neighbour.sandbox.load_all([patient("ana")]).taken, 1);
        Self { neighbour, client, clock }
    }

    async fn open() -> Self {
        Self::for_client(Client::elliptic(), Duration::from_secs(300)).await
    }

    fn claims(&self) -> Value {
        let audience = self.neighbour.sandbox.token_url.clone().unwrap();
        let exp = self.clock.now().as_second() + 240;
        json!({"iss": CLIENT, "sub": CLIENT, "aud": audience, "exp": exp, "jti": "once"})
    }

    async fn ask(&self, assertion: &str, scope: &str) -> Answer {
        let form = [
            ("grant_type", "client_credentials"),
            ("scope", scope),
            ("client_assertion_type", JWT_BEARER),
            ("client_assertion", assertion),
        ];
        let url = self.neighbour.sandbox.token_url.clone().unwrap();
        send(self.neighbour.request(Method::POST, &url).form(&form)).await
    }

    async fn token(&self, scope: &str) -> String {
        let answer = self.ask(&self.client.sign(&self.claims()), scope).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        answer.body["access_token"].as_str().unwrap().to_owned()
    }

    async fn get(&self, path: &str, token: &str) -> Answer {
        send(self.neighbour.request(Method::GET, path).bearer_auth(token)).await
    }

    /// The answer to an assertion with one claim changed.
    async fn ask_with(&self, claim: &str, value: Value) -> Answer {
        let mut claims = self.claims();
        claims[claim] = value;
        self.ask(&self.client.sign(&claims), "system/*.rs").await
    }
}

fn assert_refused(answer: &Answer, error: &str) {
    assert_eq!(answer.body["error"], error, "{}", answer.body);
    let status = if error == "invalid_client" { StatusCode::UNAUTHORIZED } else { StatusCode::BAD_REQUEST };
    assert_eq!(answer.status, status);
}

#[tokio::test]
async fn a_registered_client_reads_with_the_token_that_it_was_given() {
    for client in [Client::elliptic(), Client::elliptic_with_key_set(), Client::rsa()] {
        let desk = Desk::for_client(client, Duration::from_secs(300)).await;

        let token = desk.token("system/*.rs").await;
        assert_eq!(desk.get("Patient/ana", &token).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn discovery_leads_to_the_token_endpoint() {
    let desk = Desk::open().await;
    let base = &desk.neighbour.sandbox.base_url;

    let smart = desk.neighbour.get(&format!("{base}/.well-known/smart-configuration")).await;
    assert_eq!(smart.body["token_endpoint"].as_str(), desk.neighbour.sandbox.token_url.as_deref());
    let open = Neighbour::open().await;
    let none = open.request(Method::GET, ".well-known/smart-configuration").send().await.unwrap();
    assert_eq!(none.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn nothing_but_the_capability_statement_is_open_without_a_token() {
    let desk = Desk::open().await;

    assert_eq!(desk.neighbour.get("metadata").await.status, StatusCode::OK);
    for path in ["Patient/ana", "Patient", "Patient/ana/$everything", "Pet", "?_page=1"] {
        let answer = desk.neighbour.get(path).await;
        assert_eq!((answer.status, issue(&answer.body)), (StatusCode::UNAUTHORIZED, "login"), "{path}");
        assert_eq!(answer.headers["www-authenticate"], "Bearer");
    }
    assert_eq!(desk.get("Patient/ana", "made-up").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_token_is_good_for_its_lifetime_and_no_longer() {
    let desk = Desk::for_client(Client::elliptic(), Duration::from_secs(20)).await;
    let token = desk.token("system/*.rs").await;

    desk.clock.advance(SignedDuration::from_secs(19));
    assert_eq!(desk.get("Patient/ana", &token).await.status, StatusCode::OK);
    desk.clock.advance(SignedDuration::from_secs(2));
    assert_eq!(desk.get("Patient/ana", &token).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn an_assertion_is_good_once() {
    let desk = Desk::open().await;
    let assertion = desk.client.sign(&desk.claims());

    assert_eq!(desk.ask(&assertion, "system/*.rs").await.status, StatusCode::OK);
    assert_refused(&desk.ask(&assertion, "system/*.rs").await, "invalid_client");
}

#[tokio::test]
async fn an_assertion_signed_by_another_key_is_refused() {
    let desk = Desk::open().await;

    for stranger in [Client::elliptic(), Client::rsa()] {
        assert_refused(&desk.ask(&stranger.sign(&desk.claims()), "system/*.rs").await, "invalid_client");
    }
    let unsigned = format!("{}..", URL_SAFE_NO_PAD.encode(r#"{"alg":"none"}"#));
    assert_refused(&desk.ask(&unsigned, "system/*.rs").await, "invalid_client");
}

#[tokio::test]
async fn an_assertion_for_somebody_else_or_another_time_is_refused() {
    let desk = Desk::open().await;
    let now = desk.clock.now().as_second();

    assert_refused(&desk.ask_with("aud", json!("https://elsewhere/token")).await, "invalid_client");
    assert_refused(&desk.ask_with("iss", json!("stranger")).await, "invalid_client");
    assert_refused(&desk.ask_with("sub", json!("stranger")).await, "invalid_client");
    assert_refused(&desk.ask_with("exp", json!(now - 1)).await, "invalid_client");
    assert_refused(&desk.ask_with("exp", json!(now + 400)).await, "invalid_client");
    assert_refused(&desk.ask_with("jti", json!("")).await, "invalid_client");
    assert_refused(&desk.ask_with("exp", Value::Null).await, "invalid_client");
}

#[tokio::test]
async fn a_request_in_another_form_is_refused() {
    let desk = Desk::open().await;
    let url = desk.neighbour.sandbox.token_url.clone().unwrap();

    assert_refused(&desk.ask(&desk.client.sign(&desk.claims()), "patient/*.read").await, "invalid_scope");
    let password = send(desk.neighbour.request(Method::POST, &url).form(&[("grant_type", "password")])).await;
    assert_refused(&password, "unsupported_grant_type");
    let no_assertion =
        send(desk.neighbour.request(Method::POST, &url).form(&[("grant_type", "client_credentials")])).await;
    assert_refused(&no_assertion, "invalid_request");
}

#[tokio::test]
async fn scopes_bound_what_a_token_does_even_inside_a_bundle() {
    let desk = Desk::open().await;
    let token = desk.token("system/Patient.rs").await;

    let goals = desk.get("Goal?patient=ana", &token).await;
    assert_eq!((goals.status, issue(&goals.body)), (StatusCode::FORBIDDEN, "forbidden"));
    let batch = json!({"resourceType": "Bundle", "type": "batch", "entry": [
        {"request": {"method": "GET", "url": "Patient/ana"}},
        {"request": {"method": "DELETE", "url": "Patient/ana"}},
    ]});
    let request = desk.neighbour.request(Method::POST, "").bearer_auth(&token);
    let answer = send(request.body(batch.to_string())).await;
    assert_eq!(answer.body["entry"][0]["response"]["status"], "200 OK");
    assert_eq!(answer.body["entry"][1]["response"]["status"], "403 Forbidden");
    let transaction = json!({"resourceType": "Bundle", "type": "transaction", "entry": batch["entry"]});
    let request = desk.neighbour.request(Method::POST, "").bearer_auth(&token);
    assert_eq!(send(request.body(transaction.to_string())).await.status, StatusCode::FORBIDDEN);
    assert_eq!(desk.get("Patient/ana", &token).await.status, StatusCode::OK);
}

#[tokio::test]
async fn keys_that_are_none_stop_the_start() {
    for keys in [ClientKeys::Pem("nonsense".to_owned()), ClientKeys::Jwks("{}".to_owned())] {
        let config = SandboxConfig { sign_in: SignIn::one_client(CLIENT, keys), ..SandboxConfig::default() };

        let error = portico_sandbox::Sandbox::start(config).await.unwrap_err();
        assert!(error.to_string().contains(CLIENT));
    }
}
