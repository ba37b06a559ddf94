//! What to ask each address for, and what the person it is meant for is answered.

use portico_model::{Categories, Language, Relationship};
use portico_portal::site_map::Route;
use portico_testkit::{Answer, Ask, TestPortal};
use reqwest::Method;
use serde_json::{Value, json};

use super::cast::{Cast, Visiting};
use super::{choices, sharing};
use crate::world::{ANA, first_like};

/// One address, filled in.
pub struct Sample {
    method: Method,
    path: String,
    body: Body,
    /// Whoever the address is for.
    pub for_right: &'static str,
    /// Somebody who has proved one factor.
    pub for_half: &'static str,
    /// Somebody else who is signed in, at an address of one's own account.
    pub for_others: &'static str,
    /// Nobody in particular, at a public address.
    pub for_strangers: &'static str,
}

enum Body {
    None,
    Form(Vec<(&'static str, String)>),
    Json(Value),
}

/// What the samples are made of.
pub struct Samples {
    email: String,
    asset: String,
    /// A line of who opened Ana's record.
    look: String,
    lists: Vec<(String, Value)>,
}

impl Samples {
    /// Reads the lists of Ana's chart, whose items the addresses with an id are asked for: as a caregiver sees them, so
    /// that none of them is sensitive.
    pub async fn discover(portal: &TestPortal) -> Self {
        let person = portal.person("somebody-who-signs-in", Language::En).await;
        let caregiver = portal.person("somebody-who-sees-what-is-plain", Language::En).await;
        portal.let_act(&caregiver, ANA, Relationship::Caregiver, Categories::ALL, None).await;
        let mut caregiver = portal.let_in_patient(&caregiver).await;
        let mut ana = portal.patient(ANA).await;
        let mut lists = Vec::new();
        for name in [
            "labs",
            "medications",
            "conditions",
            "allergies",
            "visits",
            "notes",
            "documents",
            "reports",
            "care-plans",
            "other",
        ] {
            let list = caregiver.get(&format!("/api/v1/patients/{ANA}/{name}")).await;
            lists.push((name.to_owned(), list.json()));
        }
        let page = portal.anonymous().get("/sign-in").await.text;
        let asset = page.split("/assets/").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
        let ledger = ana.get("/api/v1/patients/me/privacy?who=everybody").await.json();
        let look = ledger["lines"][0]["number"].to_string();
        Self { email: person.email, asset, look, lists }
    }

    pub async fn of(&self, route: &Route, cast: &mut Cast) -> Option<Sample> {
        let path = self.filled(route, cast).await?;
        let sample = Sample { path: path.clone(), ..Sample::of(route) };
        if let Some(sample) = sharing::sample(sample, route) {
            return Some(sample);
        }
        let sample = Sample { path, ..Sample::of(route) };
        Some(match (route.method.as_str(), route.path.as_str()) {
            ("GET", "/") => {
                sample.answered("303 /patients/me").for_half("303 /sign-in").for_strangers("303 /sign-in")
            }
            ("GET", "/sign-in") => sample.answered("303 /patients/me").for_half("200").for_strangers("200"),
            // Words are kept by the sealed token of their form alone.
            ("POST", "/drafts") => sample.form(&[("name", "x")]).answered("403"),
            ("POST", "/language") => {
                sample.form(&[("language", "es"), ("back", "/sign-in")]).answered("303 /sign-in")
            }
            ("POST", "/sign-in") => sample.form(&self.credentials()).answered("303 /sign-in/factor"),
            ("POST", "/api/v1/session") => {
                let [email, password] = self.credentials();
                sample.json(json!({"email": email.1, "password": password.1}))
            }
            ("POST", "/sign-in/factor") => sample.form(&[("code", "wrong")]).answered("422"),
            ("POST", "/api/v1/session/factor") => {
                sample.json(json!({"code": "wrong"})).answered("401 wrong-credentials")
            }
            // A recovery code lets in; it proves nothing more of somebody who is in.
            ("POST", "/sign-in/recovery") => {
                sample.form(&[("code", "wrong")]).answered("303 /sign-in/factor").for_half("422")
            }
            ("POST", "/api/v1/session/recovery") => {
                let sample = sample.json(json!({"code": "wrong"}));
                sample.answered("401 factor-needed").for_half("401 wrong-credentials")
            }
            // Whoever has a factor may add another while the last proof is fresh.
            ("POST", "/sign-in/enrol") => {
                let enrolment = cast.enrolment.as_deref()?;
                let sample = sample.form(&[("code", "wrong"), ("enrolment", enrolment)]);
                // It was begun by the half signed in, and is nobody else's.
                sample.answered("404").for_half("422")
            }
            ("GET", "/sign-in/enrol/{enrolment}") => sample.answered("404").for_half("200"),
            ("POST", "/api/v1/session/extend") => sample.json(json!({})),
            ("DELETE", "/api/v1/session") => sample.answered("204"),
            ("POST", "/sign-out") => sample.form(&[]).answered("303 /sign-in"),
            ("POST", "/account/security/sessions/{session}/end") => {
                sample.form(&[]).answered("303 /account/security").for_others("404")
            }
            ("POST", "/account/security/sign-out-everywhere") => {
                sample.form(&[]).answered("303 /account/security")
            }
            ("POST", "/account/security/password") => sample.form(&[("password", "wrong")]).answered("422"),
            ("POST", "/account/security/recovery-codes") => sample.form(&[]),
            ("POST", "/patients/{patient}/search") => sample.form(&[("words", "ldl")]),
            ("POST", path) if path.ends_with("/search") => sample.json(json!({"words": "ldl"})),
            ("POST", "/staff/oversight/search") => sample.form(&[("patient", ANA)]),
            ("POST", "/staff/oversight/export") => sample.form(&[("patient", ANA), ("form", "fhir")]),
            ("POST", "/api/v1/staff/oversight/events") => sample.json(json!({"patient": ANA})),
            ("GET", path) if path.ends_with("/oversight/alerts/{alert}") => {
                sample.answered(if route.is_api { "404 not-found" } else { "404" })
            }
            // Ana's record was not merged into another.
            ("GET", path) if path.ends_with("/moved") => {
                sample.answered(if route.is_api { "404 not-found" } else { "404" })
            }
            // Nobody asked for what it is about, so that it is there for nobody.
            ("GET", "/account/requests/{case}") => sample.answered("404"),
            ("GET", "/api/v1/account/requests/{case}") => sample.answered("404 not-found"),
            ("POST", "/account/requests/{case}/cancel") => sample.form(&[]).answered("404"),
            ("POST", "/api/v1/account/requests/{case}/cancel") => {
                sample.json(json!({})).answered("404 not-found")
            }
            (_, path) if path.contains("{patient}/consent") && path.contains("{id}/end") => {
                return choices::of(route, sample);
            }
            ("GET", path) if path.ends_with("/consents/{id}") => return choices::of(route, sample),
            // A page that goes on to the provider, which asks who it is.
            ("POST", "/staff/sign-in/begin") => sample.form(&[]).answered("200"),
            ("GET", "/staff/signed-out") => sample.answered("200"),
            ("GET", "/staff/sign-in/callback") => sample.answered("422"),
            ("POST", "/staff/back-channel-logout") => sample.form(&[]).answered("400"),
            // Nothing is asked.
            ("POST", "/patients/{patient}/privacy/looks/{number}/ask") => sample.form(&[]).answered("422"),
            ("POST", path) if path.ends_with("/looks/{number}/ask") => {
                sample.json(json!({})).answered("400 bad-request")
            }
            ("GET", _) => sample,
            _ => return choices::of(route, sample),
        })
    }

    fn credentials(&self) -> [(&'static str, &str); 2] {
        [("email", &self.email), ("password", portico_testkit::PASSWORD)]
    }

    /// The path with its parameters filled in; `None` where there is nothing to fill in.
    async fn filled(&self, route: &Route, cast: &mut Cast) -> Option<String> {
        let mut path =
            route.path.replace("{patient}", ANA).replace("{name}", &self.asset).replace("{index}", "0");
        path = path.replace("{number}", &self.look);
        path = path.replace("other/{kind}", "other/procedures");
        path = choices::filled(&sharing::filled(&path));
        path = path.replace("{case}", "0192f7e2-0000-7000-8000-000000000000");
        // No rule has found anything.
        path = path.replace("{alert}", "8d0c2b5e-6f5a-5f0e-9b3d-1f7a0c5277aa");
        if path.contains("{id}") {
            path = path.replace("{id}", &self.item(&route.path)?);
        }
        if path.contains("{enrolment}") {
            path = path.replace("{enrolment}", cast.enrolment.as_deref()?);
        }
        if path.contains("{session}") {
            let security = cast.visitor(Visiting::Right).get("/api/v1/account/security").await.json();
            path = path.replace("{session}", security["sessions"][0]["id"].as_str()?);
        }
        (!path.contains('{')).then_some(path)
    }

    /// The id of an item of the list that the address belongs to.
    pub fn item(&self, path: &str) -> Option<String> {
        let rest = path
            .trim_start_matches("/api/v1")
            .trim_start_matches("/staff")
            .trim_start_matches("/patients/{patient}")
            .trim_start_matches('/');
        let is_of_choice = rest.starts_with("consent/new/");
        let name = if is_of_choice { choices::KIND } else { rest.split('/').next()? };
        let is_result = path.ends_with("labs/{id}");
        let is_visit = path.ends_with("visits/{id}");
        let needs_file = path.contains("{index}");
        let (_, list) = self.lists.iter().find(|(own, _)| own == name)?;
        let is_item = |value: &Value| {
            value["id"].is_string()
                && (!is_result || value["flag"].is_string())
                && (!is_visit || value["reasons"].is_array())
                && (!needs_file || value["attachments"].as_array().is_some_and(|files| !files.is_empty()))
        };
        first_like(list, &is_item)?["id"].as_str().map(str::to_owned)
    }
}

impl Sample {
    fn of(route: &Route) -> Self {
        Self {
            method: route.method.clone(),
            path: String::new(),
            body: Body::None,
            for_right: "200",
            for_half: "200",
            for_others: "200",
            for_strangers: "200",
        }
    }

    /// What everybody is answered who gets in.
    pub fn answered(self, cell: &'static str) -> Self {
        Self { for_right: cell, for_half: cell, for_others: cell, for_strangers: cell, ..self }
    }

    pub fn for_half(self, for_half: &'static str) -> Self {
        Self { for_half, ..self }
    }

    fn for_others(self, for_others: &'static str) -> Self {
        Self { for_others, ..self }
    }

    pub fn for_strangers(self, for_strangers: &'static str) -> Self {
        Self { for_strangers, ..self }
    }

    pub fn form(self, fields: &[(&'static str, &str)]) -> Self {
        let fields = fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Self { body: Body::Form(fields), ..self }
    }

    pub fn json(self, body: Value) -> Self {
        Self { body: Body::Json(body), ..self }
    }

    /// The request of one of the cast, with the token of their session.
    pub fn ask(&self, cast: &Cast, visiting: Visiting) -> Ask {
        self.ask_with(&cast.csrf(visiting))
    }

    /// The request with the token of a session.
    pub fn ask_with(&self, csrf: &str) -> Ask {
        let ask = Ask::new(self.method.clone(), self.path.clone());
        match &self.body {
            Body::None => ask.header("x-csrf-token", csrf),
            Body::Json(body) => ask.header("x-csrf-token", csrf).json(body),
            Body::Form(fields) => {
                let fields =
                    fields.iter().map(|(name, value)| (*name, value.as_str())).chain([("csrf", csrf)]);
                ask.form(&fields.collect::<Vec<_>>())
            }
        }
    }
}

/// An answer in a few letters.
pub fn cell(answer: &Answer) -> String {
    let status = answer.status.as_u16();
    let to = answer.location().split('?').next().unwrap_or_default();
    // The neighbourhood has another port each time.
    let to = to
        .strip_prefix("http://127.0.0.1:")
        .map_or(to, |rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    format!("{status} {to}{}", answer.problem()).trim_end().to_owned()
}
