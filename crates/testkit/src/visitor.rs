//! Somebody in front of the portal, over HTTP, with cookies and forms as a browser has them.

use std::collections::BTreeMap;

use portico_model::Clock;
use reqwest::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};
use url::Url;

use crate::portal::Person;

/// A visitor with a cookie jar. Redirects are not followed: tests look at them.
pub struct TestVisitor {
    base: Url,
    client: Client,
    cookies: BTreeMap<String, String>,
    csrf: String,
    /// Sent as `Accept-Language`.
    pub language: &'static str,
}

/// An answer, read whole.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: reqwest::header::HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("no JSON ({error}): {}", self.text))
    }

    pub fn location(&self) -> &str {
        self.header(LOCATION.as_str())
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

impl TestVisitor {
    pub fn new(base: Url) -> Self {
        let client = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .expect("a client without special wishes");
        Self { base, client, cookies: BTreeMap::new(), csrf: String::new(), language: "en" }
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, None, "").await
    }

    /// Sends a form with the token of the session.
    pub async fn post_form(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let csrf = self.csrf.clone();
        let fields: Vec<_> = fields.iter().copied().chain([("csrf", csrf.as_str())]).collect();
        self.post_bare_form(path, &fields).await
    }

    /// Sends a form as it is.
    pub async fn post_bare_form(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut body = url::form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        self.send(Method::POST, path, Some(body.finish()), "application/x-www-form-urlencoded").await
    }

    pub async fn post_json(&mut self, path: &str, body: &Value) -> Answer {
        self.send(Method::POST, path, Some(body.to_string()), "application/json").await
    }

    pub async fn delete(&mut self, path: &str) -> Answer {
        self.send(Method::DELETE, path, None, "").await
    }

    pub async fn send(&mut self, method: Method, path: &str, body: Option<String>, content_type: &str) -> Answer {
        let url = self.base.join(path).expect("a path");
        let mut request = self.client.request(method, url).header("accept-language", self.language);
        if !self.cookies.is_empty() {
            let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(COOKIE, cookies.join("; "));
        }
        if !self.csrf.is_empty() && content_type != "application/x-www-form-urlencoded" {
            request = request.header("x-csrf-token", &self.csrf);
        }
        if let Some(body) = body {
            request = request.header(CONTENT_TYPE, content_type).body(body);
        }
        let response = request.send().await.expect("the portal answers");
        self.keep_cookies(&response);
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = response.bytes().await.expect("the answer is whole");
        Answer { status, headers, text: String::from_utf8_lossy(&bytes).into_owned() }
    }

    fn keep_cookies(&mut self, response: &reqwest::Response) {
        for cookie in response.headers().get_all(SET_COOKIE).iter().filter_map(|value| value.to_str().ok()) {
            let pair = cookie.split(';').next().unwrap_or_default();
            let Some((name, value)) = pair.split_once('=') else { continue };
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// The cookies, as they would be stolen.
    pub fn cookies(&self) -> &BTreeMap<String, String> {
        &self.cookies
    }

    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    pub fn csrf(&self) -> &str {
        &self.csrf
    }

    /// The first step.
    pub async fn give_password(&mut self, person: &Person) {
        let body = json!({"email": person.email, "password": person.password});
        let answer = self.post_json("/api/v1/session", &body).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        self.csrf = answer.json()["csrf"].as_str().expect("a token for forms").to_owned();
    }

    /// Both steps.
    pub async fn sign_in(&mut self, person: &Person, clock: &Clock) {
        self.give_password(person).await;
        let code = person.authenticator.code_at(clock.now());
        let answer = self.post_json("/api/v1/session/factor", &json!({ "code": code })).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        self.csrf = answer.json()["csrf"].as_str().expect("a token for forms").to_owned();
    }
}
