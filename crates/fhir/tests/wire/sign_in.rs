use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P384_SHA384_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jsonwebtoken::{Algorithm as Jws, DecodingKey, Validation};
use portico_fhir::{Algorithm, Auth, Client, Endpoint, Error, Search};
use serde_json::{Value, json};

use crate::fake::{Answer, Fake, Seen, fhir, ids, ok, page, refused};

struct Keys {
    pem: String,
    public: Vec<u8>,
}

fn keys() -> Keys {
    let random = SystemRandom::new();
    let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P384_SHA384_ASN1_SIGNING, &random).unwrap();
    let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P384_SHA384_ASN1_SIGNING, pkcs8.as_ref()).unwrap();
    let body = STANDARD.encode(pkcs8.as_ref());
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n");
    Keys { pem, public: pair.public_key().as_ref().to_vec() }
}

fn signed_in(fake: &Fake, keys: &Keys, token_path: Option<&str>) -> Endpoint {
    let auth = Auth::BackendServices {
        client_id: "portico".to_owned(),
        token_url: token_path.map(|path| format!("{}/{path}", fake.base).parse().unwrap()),
        key_pem: keys.pem.clone().into(),
        key_id: "k1".to_owned(),
        algorithm: Algorithm::ES384,
        scope: "system/*.rs".to_owned(),
    };
    Endpoint { auth, ..fake.endpoint() }
}

fn token(name: &str, seconds: u64) -> Answer {
    let body =
        json!({"access_token": name, "token_type": "bearer", "expires_in": seconds, "scope": "system/*.rs"});
    Answer::Now(fhir(200, &body))
}

fn earlier(before: &[String], start: &str) -> usize {
    before.iter().filter(|target| target.starts_with(start)).count()
}

/// Gives tokens t0, t1… that live this long, and answers searches that carry one of `good`.
fn server(seconds: u64, good: &'static [&'static str]) -> impl Fn(&Seen, &[String]) -> Answer + Send + Sync {
    move |seen, before| match seen.target.as_str() {
        "token" => token(&format!("t{}", earlier(before, "token")), seconds),
        _ if good.iter().any(|token| seen.header("authorization") == format!("Bearer {token}")) => {
            ok(page("Goal", &["g"], None))
        }
        _ => refused(401, "who are you"),
    }
}

fn goals() -> Search {
    Search::of("Goal").patient("1")
}

#[tokio::test]
async fn the_assertion_is_what_the_standard_asks_for() {
    let (keys, fake) = (keys(), Fake::start(server(300, &["t0"])).await);
    let client = Client::new(signed_in(&fake, &keys, Some("token"))).unwrap();

    assert_eq!(ids(&client.search(&goals()).await.unwrap()), ["g"]);

    let seen = &fake.asked("token")[0];
    assert_eq!(seen.form("grant_type"), "client_credentials");
    assert_eq!(seen.form("scope"), "system/*.rs");
    assert_eq!(seen.form("client_assertion_type"), "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    let mut rules = Validation::new(Jws::ES384);
    rules.set_audience(&[format!("{}/token", fake.base)]);
    rules.set_issuer(&["portico"]);
    let claims = jsonwebtoken::decode::<Value>(
        seen.form("client_assertion"),
        &DecodingKey::from_ec_der(&keys.public),
        &rules,
    );
    let claims = claims.unwrap();
    assert_eq!(claims.header.kid.as_deref(), Some("k1"));
    assert_eq!(claims.claims["sub"], "portico");
    assert!(claims.claims["jti"].as_str().unwrap().len() > 20);
    let lifetime = claims.claims["exp"].as_i64().unwrap() - claims.claims["iat"].as_i64().unwrap();
    assert!((1..=300).contains(&lifetime));
}

#[tokio::test]
async fn the_token_address_is_discovered() {
    let keys = keys();
    let fake = Fake::start(|seen, before| match seen.target.as_str() {
        ".well-known/smart-configuration" => {
            ok(json!({"token_endpoint": format!("http://{}/fhir/token", seen.header("host"))}))
        }
        _ => server(300, &["t0"])(seen, before),
    })
    .await;
    let client = Client::new(signed_in(&fake, &keys, None)).unwrap();

    assert_eq!(ids(&client.search(&goals()).await.unwrap()), ["g"]);
}

#[tokio::test]
async fn a_token_serves_many_searches() {
    let (keys, fake) = (keys(), Fake::start(server(300, &["t0"])).await);
    let client = Client::new(signed_in(&fake, &keys, Some("token"))).unwrap();
    let search = goals();

    let (a, b, c) = tokio::join!(client.search(&search), client.search(&search), client.search(&search));

    assert!(a.is_ok() && b.is_ok() && c.is_ok());
    assert_eq!(fake.asked("token").len(), 1);
}

#[tokio::test]
async fn a_token_is_renewed_when_its_time_is_over() {
    let (keys, fake) = (keys(), Fake::start(server(0, &["t0", "t1"])).await);
    let client = Client::new(signed_in(&fake, &keys, Some("token"))).unwrap();

    client.search(&goals()).await.unwrap();
    client.search(&goals()).await.unwrap();

    assert_eq!(fake.asked("token").len(), 2);
}

#[tokio::test]
async fn a_token_that_is_not_accepted_any_more_is_renewed_once() {
    let (keys, fake) = (keys(), Fake::start(server(300, &["t1"])).await);
    let client = Client::new(signed_in(&fake, &keys, Some("token"))).unwrap();

    assert_eq!(ids(&client.search(&goals()).await.unwrap()), ["g"]);
    assert_eq!(fake.asked("token").len(), 2);
}

#[tokio::test]
async fn a_sign_in_that_never_works_ends() {
    let (keys, fake) = (keys(), Fake::start(server(300, &[])).await);
    let client = Client::new(signed_in(&fake, &keys, Some("token"))).unwrap();

    assert!(matches!(client.search(&goals()).await, Err(Error::Unauthorized)));
    assert_eq!(fake.asked("Goal").len(), 2);
}

#[tokio::test]
async fn a_refused_assertion_is_told_from_an_outage() {
    let keys = keys();
    let refusing =
        Fake::start(
            |seen, _| if seen.is("token") { refused(400, "invalid_client") } else { refused(500, "") },
        )
        .await;
    let client = Client::new(signed_in(&refusing, &keys, Some("token"))).unwrap();
    assert!(matches!(client.search(&goals()).await, Err(Error::Unauthorized)));
    assert_eq!(refusing.asked("token").len(), 1);

    let failing = Fake::start(|_, _| refused(503, "")).await;
    let client = Client::new(signed_in(&failing, &keys, Some("token"))).unwrap();
    assert!(matches!(client.search(&goals()).await, Err(Error::Refused { status: 503, .. })));
    assert_eq!(failing.asked("token").len(), 3);
}

#[tokio::test]
async fn a_token_never_goes_to_another_origin() {
    let elsewhere = Fake::start(|_, _| ok(page("Goal", &["stolen"], None))).await;
    let target = format!("{}/Goal", elsewhere.base);
    let keys = keys();
    let fake = Fake::start(move |seen, before| match seen.target.as_str() {
        "token" => server(300, &[])(seen, before),
        _ => {
            let mut response = fhir(302, &json!({}));
            response.headers_mut().insert("location", target.parse().unwrap());
            Answer::Now(response)
        }
    })
    .await;
    let client = Client::new(signed_in(&fake, &keys, Some("token"))).unwrap();

    assert!(matches!(client.search(&goals()).await, Err(Error::ForeignLink)));
    assert!(elsewhere.asked("").is_empty());
}

#[tokio::test]
async fn a_key_of_the_wrong_kind_is_found_at_start() {
    let fake = Fake::start(|_, _| ok(json!({}))).await;
    let mut endpoint = signed_in(&fake, &Keys { pem: "no key".to_owned(), public: Vec::new() }, None);
    assert!(matches!(Client::new(endpoint.clone()), Err(Error::Setup { .. })));

    endpoint.auth = Auth::None;
    endpoint.base = "ftp://127.0.0.1/fhir".parse().unwrap();
    assert!(matches!(Client::new(endpoint), Err(Error::Setup { .. })));
}

#[tokio::test]
async fn those_who_wait_for_a_sign_in_that_fails_share_its_fate() {
    let keys = keys();
    let fake =
        Fake::start(|seen, _| if seen.is("token") { refused(401, "") } else { refused(500, "") }).await;
    let client = Client::new(signed_in(&fake, &keys, Some("token"))).unwrap();
    let search = goals();

    let found = futures::future::join_all((0..50).map(|_| client.search(&search))).await;

    assert!(found.iter().all(|found| matches!(found, Err(Error::Unauthorized))));
    assert!(fake.asked("token").len() < 5, "{}", fake.asked("token").len());
}
