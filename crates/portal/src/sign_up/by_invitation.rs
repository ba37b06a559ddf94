//! An invited person makes an account: the link has proved the address.

use axum::extract::{Path, State};
use axum::http::{Extensions, HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use portico_account::sign_up::InvitedPerson;
use portico_account::{LinkToken, SecretString};
use serde::Deserialize;

use super::by_code::csrf;
use super::pages::{InvitedPage, SignUpTrouble};
use super::trouble;
use crate::extract::Submitted;
use crate::portal::Portal;
use crate::problem::Problem;
use crate::sign_in::{go_on, leave_behind, way_back};
use crate::site_map::{Access, SiteMap};
use crate::view::View;
use crate::visitor::Visitor;

pub(super) fn routes(map: &mut SiteMap) {
    map.route(Method::GET, "/invitations/{token}/sign-up", Access::Public, show);
    map.route(Method::POST, "/invitations/{token}/sign-up", Access::Public, sign_up);
}

async fn show(
    State(portal): State<Portal>,
    Path(token): Path<String>,
    extensions: Extensions,
) -> Result<Response, Problem> {
    let link = LinkToken::parse(&token).ok_or(Problem::NotFound)?;
    let trouble = match portal.accounts.peek_invitation(&link).await {
        Ok(false) => None,
        Ok(true) => Some(SignUpTrouble::HasAccount),
        Err(error) => Some(trouble(error, Visitor::of(&extensions).now)?),
    };
    let status = if trouble.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = InvitedPage { token, trouble, csrf: csrf(&extensions), ..InvitedPage::default() };
    Ok((status, View(page)).into_response())
}

#[derive(Deserialize)]
struct Person {
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: SecretString,
    adult: Option<String>,
}

async fn sign_up(
    State(portal): State<Portal>,
    Path(token): Path<String>,
    extensions: Extensions,
    headers: HeaderMap,
    Submitted(form): Submitted<Person>,
) -> Result<Response, Problem> {
    let link = LinkToken::parse(&token).ok_or(Problem::NotFound)?;
    let visitor = Visitor::of(&extensions);
    let person = InvitedPerson {
        name: form.name.clone(),
        password: form.password,
        language: visitor.language,
        is_adult: form.adult.is_some(),
    };
    match portal.accounts.sign_up_invited(&link, person, &visitor.visit).await {
        Ok(proved) => {
            leave_behind(&portal, visitor).await?;
            let mut response = go_on(&portal, &proved, &headers, visitor).await?;
            way_back::keep(&mut response, &portal, &format!("/invitations/{token}"));
            Ok(response)
        }
        Err(error) => {
            let trouble = Some(trouble(error, visitor.now)?);
            let page = InvitedPage { token, name: form.name, trouble, csrf: csrf(&extensions) };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, View(page)).into_response())
        }
    }
}
