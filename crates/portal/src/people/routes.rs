//! `/people`: one's own record and those of others.

use axum::extract::State;
use axum::http::{Extensions, Method};
use portico_account::grants::Held;

use super::pages::{PeoplePage, PersonRow};
use crate::answer::{Answer, Answered, plain};
use crate::colours::Colours;
use crate::edge::account_problem;
use crate::extract::SignedIn;
use crate::portal::Portal;
use crate::problem::Problem;
use crate::site_map::{Access, SiteMap};
use crate::view::View;
use crate::visitor::Visitor;

pub(crate) fn routes(map: &mut SiteMap) {
    map.route(Method::GET, "/people", Access::SignedIn, show);
    map.api::<PeoplePage, _, _>(Method::GET, "people", Access::SignedIn, show);
}

impl Answered for PeoplePage {
    fn answer() -> Answer {
        plain::<Self>()
    }
}

async fn show(
    State(portal): State<Portal>,
    SignedIn(session): SignedIn,
    extensions: Extensions,
) -> Result<View<PeoplePage>, Problem> {
    let visit = &Visitor::of(&extensions).visit;
    let held = portal.accounts.held_access(&session, visit).await.map_err(account_problem)?;
    let colours = Colours::of(portal.accounts.held_patients(&session).await.map_err(account_problem)?);
    Ok(View(PeoplePage {
        own_name: session.own_record().is_some().then(|| session.name().to_owned()),
        people: held.into_iter().filter_map(|held| person(held, &colours)).collect(),
    }))
}

/// A row for access that is in force.
fn person(held: Held, colours: &Colours) -> Option<PersonRow> {
    let patient = held.patient?;
    Some(PersonRow {
        colour: colours.get(&patient),
        name: held.patient_name,
        patient,
        relationship: held.relationship,
        valid_until: held.valid_until,
    })
}
