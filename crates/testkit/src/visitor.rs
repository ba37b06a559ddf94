//! Somebody in front of the portal, over HTTP, with cookies and forms as a browser has them.

use std::collections::BTreeMap;

use reqwest::header::{COOKIE, HeaderMap, LOCATION, SET_COOKIE};
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};
use url::Url;

use crate::portal::Person;

/// A visitor with a cookie jar. Redirects are not followed: tests look at them. A clone is the same browser in a
/// second tab: what one is told later the other does not know.
#[derive(Clone)]
pub struct TestVisitor {
    base: Url,
    client: Client,
    cookies: BTreeMap<String, String>,
    csrf: String,
    /// Sent as `Accept-Language`.
    pub language: &'static str,
}

/// An answer, read whole.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
    pub bytes: Vec<u8>,
}

/// What is sent, header by header.
#[derive(Debug, Clone)]
pub struct Ask {
    method: Method,
    path: String,
    headers: Vec<(&'static str, String)>,
    body: Option<String>,
}

impl Ask {
    pub fn new(method: Method, path: impl Into<String>) -> Self {
        Self { method, path: path.into(), headers: Vec::new(), body: None }
    }

    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub fn body(mut self, content_type: &str, body: impl Into<String>) -> Self {
        self.body = Some(body.into());
        self.header(CONTENT_TYPE_NAME, content_type)
    }

    /// The fields of a form, as they are.
    pub fn form(self, fields: &[(&str, &str)]) -> Self {
        let mut body = url::form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        self.body("application/x-www-form-urlencoded", body.finish())
    }

    pub fn json(self, body: &Value) -> Self {
        self.body("application/json", body.to_string())
    }
}

const CONTENT_TYPE_NAME: &str = "content-type";

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("no JSON ({error}): {}", self.text))
    }

    pub fn location(&self) -> &str {
        self.header(LOCATION.as_str())
    }

    /// Where a page goes on to by itself.
    pub fn onward(&self) -> &str {
        self.header("refresh").split_once("url=").map_or("", |(_, to)| to)
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The code of a problem in JSON, as in `not-found`; empty where it is none.
    pub fn problem(&self) -> String {
        if !self.header("content-type").starts_with("application/problem+json") {
            return String::new();
        }
        let kind = self.json()["type"].as_str().unwrap_or_default().to_owned();
        kind.trim_start_matches("urn:portico:problem:").to_owned()
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
        self.ask(Ask::new(Method::GET, path)).await
    }

    /// Sends a form with the token of the session.
    pub async fn post_form(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let csrf = self.csrf.clone();
        let fields: Vec<_> = fields.iter().copied().chain([("csrf", csrf.as_str())]).collect();
        self.post_bare_form(path, &fields).await
    }

    /// Sends a form as it is.
    pub async fn post_bare_form(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.ask(Ask::new(Method::POST, path).form(fields)).await
    }

    /// Sends JSON with the token of the session.
    pub async fn post_json(&mut self, path: &str, body: &Value) -> Answer {
        let ask = self.with_token(Ask::new(Method::POST, path)).json(body);
        self.ask(ask).await
    }

    pub async fn delete(&mut self, path: &str) -> Answer {
        let ask = self.with_token(Ask::new(Method::DELETE, path));
        self.ask(ask).await
    }

    /// Adds the token of the session as scripts send it.
    pub fn with_token(&self, ask: Ask) -> Ask {
        if self.csrf.is_empty() { ask } else { ask.header("x-csrf-token", self.csrf.clone()) }
    }

    /// Sends exactly this, with the cookies of the jar.
    pub async fn ask(&mut self, ask: Ask) -> Answer {
        let url = self.base.join(&ask.path).expect("a path");
        let mut request = self.client.request(ask.method, url).header("accept-language", self.language);
        if !self.cookies.is_empty() {
            let cookies: Vec<_> =
                self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(COOKIE, cookies.join("; "));
        }
        for (name, value) in ask.headers {
            request = request.header(name, value);
        }
        if let Some(body) = ask.body {
            request = request.body(body);
        }
        let response = request.send().await.expect("the portal answers");
        self.keep_cookies(&response);
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = response.bytes().await.expect("the answer is whole").to_vec();
        Answer { status, headers, text: String::from_utf8_lossy(&bytes).into_owned(), bytes }
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

    /// What forms send along from now on.
    pub fn set_csrf(&mut self, token: String) {
        self.csrf = token;
    }

    /// What forms of this session must send along.
    pub fn csrf(&self) -> &str {
        &self.csrf
    }

    /// Sends JSON as a browser does for a page of the portal, saying so.
    pub async fn post_from_page(&mut self, path: &str, body: &Value) -> Answer {
        let ask = self.with_token(Ask::new(Method::POST, path)).json(body);
        self.ask(ask.header("sec-fetch-site", "same-origin")).await
    }

    /// The first step.
    pub async fn give_password(&mut self, person: &Person) {
        let body = json!({"email": person.email, "password": person.password});
        let answer = self.post_from_page("/api/v1/session", &body).await;
        self.keep_token(&answer);
    }

    /// The second step.
    pub async fn give_code(&mut self, code: &str) {
        let answer = self.post_from_page("/api/v1/session/factor", &json!({ "code": code })).await;
        self.keep_token(&answer);
    }

    fn keep_token(&mut self, answer: &Answer) {
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        self.csrf = answer.json()["csrf"].as_str().expect("a token for forms").to_owned();
    }
}
