//! The directory's own page: who works here, who left, and the dials.

use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde_json::{Map, Value};

use super::{Idp, IdpDials, StaffPerson};
use crate::page::{escaped, page, whole};

pub async fn show(State(idp): State<Idp>) -> impl IntoResponse {
    let rows: String = idp.staff().iter().map(card).collect();
    let body = format!(
        "<p><a href=\"/\">The neighbourhood</a></p>\n<h1>The directory</h1>\n\
         <p class=\"lead\">Who works at Riverside Health, as its identity provider says. Somebody who leaves is signed out of \
         the portal at once.</p>\n<ul class=\"cards\">\n{rows}</ul>\n<h2>Keys and lies</h2>\n{dials}\
         <form method=\"post\" action=\"/idp/rotate\"><button class=\"quiet\">New signing key</button></form>\n",
        dials = dial_form(&idp.dials()),
    );
    page(whole("The directory", "", &body))
}

fn card(person: &StaffPerson) -> String {
    let act = |act: &str, words: &str| {
        let subject = escaped(&person.subject);
        format!(
            "<form method=\"post\" action=\"/idp/staff/{subject}/{act}\"><button class=\"quiet\">{words}</button></form>"
        )
    };
    let (state, change) = if person.is_active {
        ("works here", act("leave", "Let go (SCIM)"))
    } else {
        ("was let go", act("return", "Take back (SCIM)"))
    };
    format!(
        "<li class=\"card\"><h3>{}</h3><p class=\"hint\">{}, {state}</p><p>{}</p>{change}{}</li>\n",
        escaped(&person.name),
        escaped(&person.groups.join(", ")),
        escaped(&person.about),
        act("sign-out", "Sign out everywhere (back-channel)"),
    )
}

/// One tick for each dial, by its name.
fn dial_form(dials: &IdpDials) -> String {
    let dials = serde_json::to_value(dials).unwrap_or_default();
    let ticks: String = dials
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, is_on)| {
            let checked = if is_on == &Value::Bool(true) { " checked" } else { "" };
            let words = name.replace('_', " ");
            format!("<label><input type=\"checkbox\" name=\"{name}\" value=\"true\"{checked}> {words}</label><br>\n")
        })
        .collect();
    format!(
        "<form method=\"post\" action=\"/idp/dials\"><fieldset><legend>Tokens that lie</legend>\n{ticks}</fieldset>\n\
         <p class=\"actions\"><button>Set the dials</button></p></form>\n"
    )
}

pub async fn set_dials(State(idp): State<Idp>, Form(ticked): Form<Vec<(String, String)>>) -> Redirect {
    let ticked: Map<String, Value> = ticked.into_iter().map(|(name, _)| (name, Value::Bool(true))).collect();
    idp.set_dials(serde_json::from_value(Value::Object(ticked)).unwrap_or_default());
    Redirect::to("/idp")
}

pub async fn rotate(State(idp): State<Idp>) -> Redirect {
    idp.rotate_keys();
    Redirect::to("/idp")
}

pub async fn act(State(idp): State<Idp>, Path((subject, act)): Path<(String, String)>) -> Response {
    let pushed = match act.as_str() {
        "leave" => idp.push_active(&subject, false).await,
        "return" => idp.push_active(&subject, true).await,
        "sign-out" => idp.push_logout(&subject).await,
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    match pushed {
        Ok(()) => Redirect::to("/idp").into_response(),
        Err(error) => (StatusCode::BAD_GATEWAY, format!("not pushed: {error}")).into_response(),
    }
}
