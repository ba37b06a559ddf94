//! The way out for staff: here at once, and then at the identity provider. A form may lead nowhere but to this site
//! (`form-action`), so its answer is a page that goes on to the provider by itself, or by a link.

use askama::Template;
use axum::extract::State;
use axum::http::header::REFRESH;
use axum::http::{Extensions, HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use url::Url;

use super::session::clear_session;
use super::{EVERYBODY, staff_of};
use crate::edge::{account_problem, redirect};
use crate::extract::{QueryOf, Submitted};
use crate::look::{Frame, Icon, Place};
use crate::page::{Page, Shell};
use crate::portal::Portal;
use crate::problem::Problem;
use crate::site_map::{Access, SiteMap};
use crate::view::View;
use crate::visitor::Visitor;

/// Where somebody is led who is signed out here alone.
const HERE_ALONE: &str = "/staff/signed-out?here=true";

pub(super) fn routes(map: &mut SiteMap) {
    map.staff_act("sign-out", EVERYBODY, sign_out);
    map.route(Method::DELETE, "/api/v1/staff/session", Access::Staff(EVERYBODY), sign_out_api);
    map.route(Method::GET, "/staff/signed-out", Access::Public, signed_out);
}

/// `POST /staff/sign-out` and `GET /staff/signed-out`
#[derive(Debug, Clone, Serialize)]
pub struct StaffSignedOutPage {
    /// Where the way on is that ends the session at the provider; `None` at its end.
    pub to: Option<String>,
    /// The session at the provider may be open still.
    pub is_here_alone: bool,
}

/// Nothing but the token of the form.
#[derive(Deserialize)]
struct Nothing {}

#[derive(Deserialize)]
struct Where {
    #[serde(default)]
    here: bool,
}

async fn sign_out(
    State(portal): State<Portal>,
    extensions: Extensions,
    Submitted(Nothing {}): Submitted<Nothing>,
) -> Result<Response, Problem> {
    let mut response = match end(&portal, &extensions).await? {
        Some(to) => go_on(&to)?,
        None => redirect(HERE_ALONE),
    };
    clear_session(&mut response, &portal.settings);
    Ok(response)
}

/// A page that goes on by itself.
fn go_on(to: &Url) -> Result<Response, Problem> {
    let page = StaffSignedOutPage { to: Some(to.to_string()), is_here_alone: true };
    let refresh = HeaderValue::from_str(&format!("0; url={to}")).map_err(Problem::internal)?;
    let mut response = View(page).into_response();
    response.headers_mut().insert(REFRESH, refresh);
    Ok(response)
}

async fn sign_out_api(
    State(portal): State<Portal>,
    extensions: Extensions,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    Visitor::of(&extensions).check_header_token(&headers)?;
    end(&portal, &extensions).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    clear_session(&mut response, &portal.settings);
    Ok(response)
}

async fn end(portal: &Portal, extensions: &Extensions) -> Result<Option<Url>, Problem> {
    let (session, visit) = (staff_of(extensions)?, &Visitor::of(extensions).visit);
    let ended = match &portal.staff {
        Some(door) => door.sign_out(session, visit).await,
        None => portal.accounts.sign_out(session, visit).await.map(|()| None),
    };
    ended.map_err(account_problem)
}

/// `GET /staff/signed-out`
async fn signed_out(QueryOf(Where { here }): QueryOf<Where>) -> View<StaffSignedOutPage> {
    View(StaffSignedOutPage { to: None, is_here_alone: here })
}

#[derive(Template)]
#[template(path = "staff/signed_out.html")]
struct SignedOutTemplate<'a> {
    f: Frame<'a>,
    page: &'a StaffSignedOutPage,
}

impl SignedOutTemplate<'_> {
    fn words(&self) -> &'static str {
        self.f.t(match (&self.page.to, self.page.is_here_alone) {
            (Some(_), _) => "staff-signed-out-going-on",
            (None, true) => "staff-signed-out-here",
            (None, false) => "staff-signed-out-everywhere",
        })
    }
}

impl Page for StaffSignedOutPage {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        // Nobody is signed in any more, whatever the request came with.
        let shell = Shell { reader: None, staff: None, path: "/staff/sign-in".to_owned(), ..shell.clone() };
        let mut f = Frame::of(&shell, Place::Outside);
        f.title = f.t("staff-signed-out-title").to_owned();
        SignedOutTemplate { f, page: self }.render()
    }
}
