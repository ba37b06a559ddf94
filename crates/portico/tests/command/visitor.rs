//! Somebody who uses the API with two factors.

use std::sync::Once;

use portico_account::Authenticator;
use portico_model::Clock;
use reqwest::{Client, Method, Response, StatusCode};
use serde_json::{Value, json};

#[derive(Clone)]
pub struct Visitor {
    client: Client,
    portal: String,
    token: String,
}

pub fn client() -> Client {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| rustls::crypto::aws_lc_rs::default_provider().install_default().unwrap());
    Client::new()
}

impl Visitor {
    /// Signs in with password and code. A code is good once: every sign-in of a test is another person's.
    pub async fn sign_in(portal: &str, person: &Value) -> Self {
        let word = |field: &str| person[field].as_str().unwrap();
        let mut visitor = Self { client: client(), portal: portal.to_owned(), token: String::new() };
        let password = json!({"email": word("email"), "password": word("password")});
        visitor.token = visitor.token_for("/api/v1/session", password).await;
        let authenticator = Authenticator::from_base32("test", word("totp_secret")).unwrap();
        let code = json!({"code": authenticator.code_at(Clock::system().now())});
        visitor.token = visitor.token_for("/api/v1/session/factor", code).await;
        visitor
    }

    async fn token_for(&self, path: &str, proof: Value) -> String {
        let answer = self.request(Method::POST, path).json(&proof).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{path}: {}", answer.text().await.unwrap());
        let answer: Value = answer.json().await.unwrap();
        answer["token"].as_str().unwrap().to_owned()
    }

    pub async fn try_get(&self, path: &str) -> reqwest::Result<Response> {
        self.request(Method::GET, path).send().await
    }

    pub async fn get(&self, path: &str) -> Value {
        let answer = self.try_get(path).await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        answer.json().await.unwrap()
    }

    /// The same session at another server.
    pub fn at(&self, portal: &str) -> Self {
        Self { portal: portal.to_owned(), ..self.clone() }
    }

    pub async fn delete(&self, path: &str) {
        let answer = self.request(Method::DELETE, path).send().await.unwrap();
        assert!(answer.status().is_success(), "{path}: {}", answer.text().await.unwrap());
    }

    fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let request = self.client.request(method, format!("{}{path}", self.portal));
        if self.token.is_empty() { request } else { request.bearer_auth(&self.token) }
    }
}
