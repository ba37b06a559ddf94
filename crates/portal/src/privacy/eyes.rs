//! "See it as …": those through whose eyes a patient may look at their own record.

use axum::extract::State;
use axum::http::Extensions;
use portico_chart::Chart;

use super::pages::{EyesPage, Viewer};
use crate::answer::{Answer, Answered, plain};
use crate::consent::care_team_or_unknown;
use crate::edge::account_problem;
use crate::extract::{OpenChart, SignedIn};
use crate::portal::Portal;
use crate::problem::Problem;
use crate::view::View;
use crate::visitor::Visitor;

impl Answered for EyesPage {
    fn answer() -> Answer {
        plain::<Self>()
    }
}

/// `GET …/privacy/see-as`
pub(super) async fn show(
    State(portal): State<Portal>,
    OpenChart(chart): OpenChart,
    SignedIn(session): SignedIn,
    extensions: Extensions,
) -> Result<View<EyesPage>, Problem> {
    // Who acts for somebody has eyes of their own.
    if session.own_record() != Some(chart.patient()) {
        return Err(Problem::NotFound);
    }
    let visit = &Visitor::of(&extensions).visit;
    let sharing = portal.accounts.sharing(&session, visit).await.map_err(account_problem)?;
    let proxies = sharing.people.into_iter().map(|person| Viewer {
        segment: format!("me~g.{}", person.grant),
        name: person.name,
        relationship: Some(person.relationship),
    });
    Ok(View(EyesPage { viewers: proxies.chain(clinicians(&chart).await?).collect() }))
}

/// The clinicians of the care team. Where the team cannot be read, there are none to choose.
async fn clinicians(chart: &Chart) -> Result<Vec<Viewer>, Problem> {
    let team = care_team_or_unknown(chart).await?.unwrap_or_default();
    let viewer = |member: portico_chart::care::CareTeamMember| {
        let segment = format!("me~c.{}", member.practitioner.as_ref()?);
        Some(Viewer { segment, name: member.name.to_string(), relationship: None })
    };
    Ok(team.into_iter().filter_map(viewer).collect())
}
