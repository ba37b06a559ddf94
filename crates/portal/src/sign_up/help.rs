//! Staff help people into their accounts: finding one by its address, making a code for a sign-up.

use axum::extract::State;
use axum::http::{Extensions, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use portico_account::{AccountError, CurrentSession, Newcomer};
use portico_chart::identity::Reach;
use portico_model::PatientId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::by_code::proved_person;
use super::pages::{HelpPage, HelpTrouble, MadeCode};
use crate::edge::account_problem;
use crate::extract::{Asking, Submitted};
use crate::forms::KeepAnswer;
use crate::portal::Portal;
use crate::problem::Problem;
use crate::sign_in::way_back::step_up;
use crate::site_map::{Access, SiteMap};
use crate::staff::{ACCOUNT_HELP, staff_of};
use crate::view::View;
use crate::visitor::Visitor;

pub(super) fn routes(map: &mut SiteMap) {
    map.staff::<HelpPage, _, _>("accounts", ACCOUNT_HELP, async || View(HelpPage::default()));
    map.staff_act("accounts/find", ACCOUNT_HELP, find);
    map.staff_act("accounts/code", ACCOUNT_HELP, make_code);
    let access = Access::Staff(ACCOUNT_HELP);
    map.api::<HelpPage, _, _>(Method::POST, "staff/accounts/find", access, find);
    map.api::<HelpPage, _, _>(Method::POST, "staff/accounts/code", access, make_code);
}

/// Whose account to find. It travels in the body: an address names a person.
#[derive(Deserialize, ToSchema)]
struct Find {
    #[serde(default)]
    email: String,
}

/// For whom to make a code: the id of the patient in the record system. It leaves by letter to the address of the record; where
/// there is none that is the patient's alone, it is in the answer.
#[derive(Deserialize, ToSchema)]
struct Make {
    #[serde(default)]
    patient: String,
}

/// `POST /staff/accounts/find`
async fn find(
    State(portal): State<Portal>,
    extensions: Extensions,
    Asking(Find { email }): Asking<Find>,
) -> Result<Response, Problem> {
    let visit = &Visitor::of(&extensions).visit;
    match portal.accounts.find_account_to_help(staff_of(&extensions)?, &email, visit).await {
        Ok(Some(card)) => {
            let page = HelpPage { email, found: Some(card.into()), ..HelpPage::default() };
            Ok(View(page).into_response())
        }
        Ok(None) => Ok(in_trouble(HelpTrouble::NotFound, email)),
        Err(AccountError::InvalidEmail) => Ok(in_trouble(HelpTrouble::NoEmail, email)),
        Err(error) => Err(account_problem(error)),
    }
}

/// `POST /staff/accounts/code`
async fn make_code(
    State(portal): State<Portal>,
    extensions: Extensions,
    Submitted(Make { patient }): Submitted<Make>,
) -> Result<Response, Problem> {
    let Ok(patient) = patient.trim().parse::<PatientId>() else {
        return Ok(in_trouble(HelpTrouble::NoPatient, String::new()));
    };
    let (session, visitor) = (staff_of(&extensions)?, Visitor::of(&extensions));
    let newcomer = match newcomer(&portal, session, visitor, &patient).await? {
        Ok(newcomer) => newcomer,
        Err(trouble) => return Ok(in_trouble(trouble, String::new())),
    };
    match portal.accounts.make_activation_code(session, &newcomer, &visitor.visit).await {
        Ok((way, expires_at)) => {
            let made = Some(MadeCode::of(patient, way, expires_at));
            let mut response = View(HelpPage { made, ..HelpPage::default() }).into_response();
            // The second press would end the code of the first, and send another.
            response.extensions_mut().insert(KeepAnswer);
            Ok(response)
        }
        Err(AccountError::Taken) => Ok(in_trouble(HelpTrouble::HasAccount, String::new())),
        Err(AccountError::StepUpNeeded) if !visitor.path.starts_with("/api/") => {
            Ok(step_up(&portal, visitor, "/staff/accounts"))
        }
        Err(error) => Err(account_problem(error)),
    }
}

/// The patient as the record system has them, or why nobody could sign up as them.
async fn newcomer(
    portal: &Portal,
    session: &CurrentSession,
    visitor: &Visitor,
    patient: &PatientId,
) -> Result<Result<Newcomer, HelpTrouble>, Problem> {
    let reached = match portal.charts.reach(&session.asker(&visitor.visit), patient).await? {
        Reach::Reached(reached) => *reached,
        Reach::Nobody => return Ok(Err(HelpTrouble::NoRecord)),
        Reach::NotInUse => return Ok(Err(HelpTrouble::NotInUse)),
    };
    let language = reached.language.unwrap_or_default();
    let newcomer =
        proved_person(reached).map(|person| Newcomer { patient: patient.clone(), person, language });
    Ok(newcomer.ok_or(HelpTrouble::NoRecord))
}

fn in_trouble(trouble: HelpTrouble, email: String) -> Response {
    let page = HelpPage { email, trouble: Some(trouble), ..HelpPage::default() };
    (StatusCode::UNPROCESSABLE_ENTITY, View(page)).into_response()
}
