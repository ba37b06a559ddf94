//! The JSON twins of sign-up. The session that comes of it can set up a second factor, and nothing else.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{Extensions, HeaderMap, Method};
use axum::response::Response;
use portico_account::sign_up::InvitedPerson;
use portico_account::{LinkToken, SecretString};
use portico_model::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::by_code::{Beginning, begun};
use super::pages::SignUpTrouble;
use super::trouble;
use crate::answer::{Answer, Answered, plain};
use crate::extract::Submitted;
use crate::portal::Portal;
use crate::problem::Problem;
use crate::sign_in::{SessionStarted, leave_behind, started};
use crate::site_map::{Access, SiteMap};
use crate::visitor::Visitor;

pub(super) fn routes(map: &mut SiteMap) {
    map.api::<SignUpStarted, _, _>(Method::POST, "sign-up", Access::Public, begin);
    map.api::<SessionStarted, _, _>(Method::POST, "sign-up/finish", Access::Public, finish);
    map.api::<SessionStarted, _, _>(
        Method::POST,
        "invitations/{token}/sign-up",
        Access::Public,
        sign_up_invited,
    );
}

/// A sign-up that waits for the code in the letter.
#[derive(Serialize, ToSchema)]
pub(super) struct SignUpStarted {
    /// Names this sign-up at the next step.
    token: String,
    expires_at: Timestamp,
}

impl Answered for SignUpStarted {
    fn answer() -> Answer {
        plain::<Self>()
    }
}

#[derive(Deserialize, ToSchema)]
struct Finishing {
    token: String,
    code: String,
    #[schema(value_type = String)]
    password: SecretString,
}

#[derive(Deserialize, ToSchema)]
struct InvitedAsk {
    name: String,
    #[schema(value_type = String)]
    password: SecretString,
    is_adult: bool,
}

async fn begin(
    State(portal): State<Portal>,
    extensions: Extensions,
    headers: HeaderMap,
    Submitted(ask): Submitted<Beginning>,
) -> Result<Json<SignUpStarted>, Problem> {
    let begun = begun(&portal, &extensions, &headers, &ask).await?.map_err(problem)?;
    Ok(Json(SignUpStarted { token: begun.token.to_text().to_string(), expires_at: begun.expires_at }))
}

async fn finish(
    State(portal): State<Portal>,
    extensions: Extensions,
    headers: HeaderMap,
    Submitted(ask): Submitted<Finishing>,
) -> Result<Response, Problem> {
    let token = LinkToken::parse(&ask.token).ok_or(Problem::WrongCredentials)?;
    let visitor = Visitor::of(&extensions);
    match portal.accounts.finish_sign_up(&token, &ask.code, &ask.password, &visitor.visit).await {
        Ok(proved) => {
            leave_behind(&portal, visitor).await?;
            Ok(started(&portal, &proved, visitor.carrier(&headers)))
        }
        Err(error) => Err(problem(trouble(error, visitor.now)?)),
    }
}

async fn sign_up_invited(
    State(portal): State<Portal>,
    Path(token): Path<String>,
    extensions: Extensions,
    headers: HeaderMap,
    Submitted(ask): Submitted<InvitedAsk>,
) -> Result<Response, Problem> {
    let link = LinkToken::parse(&token).ok_or(Problem::NotFound)?;
    let visitor = Visitor::of(&extensions);
    let InvitedAsk { name, password, is_adult } = ask;
    let person = InvitedPerson { name, password, language: visitor.language, is_adult };
    match portal.accounts.sign_up_invited(&link, person, &visitor.visit).await {
        Ok(proved) => {
            leave_behind(&portal, visitor).await?;
            Ok(started(&portal, &proved, visitor.carrier(&headers)))
        }
        Err(error) => Err(problem(trouble(error, visitor.now)?)),
    }
}

fn problem(trouble: SignUpTrouble) -> Problem {
    match trouble {
        SignUpTrouble::NoMatch | SignUpTrouble::WrongMailCode => Problem::WrongCredentials,
        SignUpTrouble::Over => Problem::NotFound,
        SignUpTrouble::Wait { minutes } => {
            Problem::TooManyRequests { retry_after_seconds: 60 * u64::from(minutes) }
        }
        SignUpTrouble::Unavailable => Problem::TooManyRequests { retry_after_seconds: 5 },
        _ => Problem::BadRequest,
    }
}
