//! The page where one says who one is.

use axum::Form;
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use url::Url;
use uuid::Uuid;

use super::claims::Grant;
use super::{CLIENT_ID, Factor, Idp, StaffPerson};
use crate::page::{escaped, whole};

/// What the portal asks.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Request {
    client_id: String,
    redirect_uri: String,
    response_type: String,
    #[serde(default)]
    scope: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    nonce: String,
    #[serde(default)]
    code_challenge: String,
    #[serde(default)]
    code_challenge_method: String,
    #[serde(default)]
    prompt: String,
}

#[derive(Deserialize)]
pub struct Answer {
    /// Absent: nobody.
    subject: Option<String>,
    factor: Option<Factor>,
    #[serde(flatten)]
    request: Request,
}

impl Request {
    /// What the provider would rather not send anybody to.
    fn fault(&self) -> Option<&'static str> {
        let back = Url::parse(&self.redirect_uri).ok();
        let is_ours = back.is_some_and(|url| url.path() == "/staff/sign-in/callback" && is_loopback(&url));
        if self.client_id != CLIENT_ID {
            Some("no such client")
        } else if !is_ours {
            Some("this address is not registered")
        } else if self.response_type != "code" || !self.scope.split(' ').any(|scope| scope == "openid") {
            Some("only the code flow of OpenID Connect")
        } else if self.code_challenge_method != "S256" || self.code_challenge.len() != 43 {
            Some("PKCE with S256 is required")
        } else if self.state.is_empty() || self.nonce.is_empty() {
            Some("state and nonce are required")
        } else {
            None
        }
    }

    fn back(&self, answer: &[(&str, &str)]) -> String {
        let mut url = Url::parse(&self.redirect_uri).expect("the address was looked at");
        url.query_pairs_mut().extend_pairs(answer).append_pair("state", &self.state);
        url.into()
    }
}

pub(super) fn is_loopback(url: &Url) -> bool {
    matches!(url.host_str(), Some("127.0.0.1" | "localhost"))
}

pub async fn ask(State(idp): State<Idp>, Query(request): Query<Request>) -> Response {
    if let Some(fault) = request.fault() {
        return (StatusCode::BAD_REQUEST, fault).into_response();
    }
    let fields = serde_json::to_value(&request).unwrap_or_default();
    let hidden: String = fields
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| {
            let value = escaped(value.as_str().unwrap_or_default());
            format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">")
        })
        .collect();
    let people: String = idp.staff().iter().map(|person| card(person, &hidden)).collect();
    let again = if request.prompt == "login" {
        "<p class=\"notice\" role=\"status\">The portal wants to know once more that it is you.</p>\n"
    } else {
        ""
    };
    let body = format!(
        "<h1>Riverside Health: sign in</h1>\n<p class=\"lead\">The directory of the neighbourhood. There are no passwords: \
         click who you are and what you prove it with.</p>\n{again}<ul class=\"cards\">\n{people}</ul>\n\
         <form method=\"post\" action=\"/idp/authorize\">{hidden}<button class=\"quiet\">Nobody: go back</button></form>\n"
    );
    let origin = Url::parse(&request.redirect_uri).map(|url| url.origin().ascii_serialization());
    // A browser asks `form-action` of the place that a form is led on to as well.
    let policy = format!(
        "default-src 'none'; style-src 'self'; form-action 'self' {}; base-uri 'none'; frame-ancestors 'none'",
        origin.unwrap_or_default()
    );
    let headers = [(header::CONTENT_SECURITY_POLICY, policy), (header::CACHE_CONTROL, "no-store".to_owned())];
    (headers, Html(whole("Sign in", "", &body))).into_response()
}

fn card(person: &StaffPerson, hidden: &str) -> String {
    let subject = escaped(&person.subject);
    let name = escaped(&person.name);
    let button = |factor: &str, words: &str, class: &str| {
        format!(
            "<button name=\"factor\" value=\"{factor}\"{class} aria-label=\"{name}: {words}\">{words}</button> "
        )
    };
    format!(
        "<li class=\"card\"><h3>{name}</h3><p class=\"hint\">{groups}</p><p>{about}</p>\
         <form method=\"post\" action=\"/idp/authorize\">{hidden}<input type=\"hidden\" name=\"subject\" value=\"{subject}\">\
         <p class=\"actions\">{key}{code}{password}</p></form></li>\n",
        groups = escaped(&person.groups.join(", ")),
        about = escaped(&person.about),
        key = button("key", "Security key", ""),
        code = button("code", "Password and code", " class=\"quiet\""),
        password = button("password", "Password only", " class=\"quiet\""),
    )
}

pub async fn answer(State(idp): State<Idp>, Form(answer): Form<Answer>) -> Response {
    let Answer { subject, factor, request } = answer;
    if let Some(fault) = request.fault() {
        return (StatusCode::BAD_REQUEST, fault).into_response();
    }
    let person = subject.and_then(|subject| idp.person(&subject)).filter(|person| person.is_active);
    let (Some(person), Some(factor)) = (person, factor) else {
        return Redirect::to(&request.back(&[("error", "access_denied")])).into_response();
    };
    let code = Uuid::new_v4().simple().to_string();
    let now = idp.now();
    let mut state = idp.state();
    let session = Uuid::new_v4().to_string();
    state.sessions.insert(person.subject.clone(), session.clone());
    let grant = Grant {
        redirect_uri: request.redirect_uri.clone(),
        nonce: request.nonce.clone(),
        challenge: request.code_challenge.clone(),
        subject: person.subject,
        session,
        factor,
        proved_at: now,
        expires_at: now + SignedDuration::from_secs(60),
    };
    state.codes.insert(code.clone(), grant);
    Redirect::to(&request.back(&[("code", &code)])).into_response()
}
