//! To whom a choice can speak: people who act for the patient, the care team, its organisations, research.

use portico_account::{CurrentSession, Visit};
use portico_chart::care::CareTeamMember;
use portico_chart::{Chart, ChartError};
use portico_model::{AccountId, Audience, Relationship, ResourceId};
use serde::Serialize;
use utoipa::ToSchema;

use super::choice::ToWhom;
use crate::edge::account_problem;
use crate::portal::Portal;
use crate::problem::Problem;

/// What kind of people a choice speaks to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PersonKind {
    Everyone,
    /// Everybody who acts for the patient.
    Proxies,
    /// One person who acts for the patient.
    Person,
    /// One member of the care team.
    Practitioner,
    Organization,
    App,
    Research,
}

/// Those who can be named, with what is known of them.
#[derive(Debug, Clone, Default)]
pub(crate) struct People {
    pub proxies: Vec<Proxy>,
    pub team: Vec<Member>,
    /// For whom the team works.
    pub places: Vec<Workplace>,
    /// The record system did not say who the care team is.
    pub is_team_unknown: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Proxy {
    pub account: AccountId,
    pub name: String,
    pub relationship: Relationship,
}

#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub practitioner: ResourceId,
    pub name: String,
    pub role: Option<String>,
}

/// The care team; `None` where the record system does not say who it is.
pub(crate) async fn care_team_or_unknown(chart: &Chart) -> Result<Option<Vec<CareTeamMember>>, Problem> {
    match chart.care_team().await {
        Ok(team) => Ok(Some(team.content.members)),
        Err(ChartError::Unavailable) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Workplace {
    pub organization: ResourceId,
    pub name: String,
}

impl People {
    pub(crate) async fn of(
        portal: &Portal,
        chart: &Chart,
        (session, visit): (&CurrentSession, &Visit),
    ) -> Result<Self, Problem> {
        let sharing = portal.accounts.sharing(session, visit).await.map_err(account_problem)?;
        let proxies = sharing.people.into_iter().map(|who| Proxy {
            account: who.account,
            name: who.name,
            relationship: who.relationship,
        });
        let team = care_team_or_unknown(chart).await?;
        let is_team_unknown = team.is_none();
        let members = team.unwrap_or_default();
        Ok(Self {
            proxies: proxies.collect(),
            places: workplaces(&members),
            team: members.into_iter().filter_map(named).collect(),
            is_team_unknown,
        })
    }

    pub(super) fn to_whom(&self, audience: &Audience) -> ToWhom {
        let name = match audience {
            Audience::Person(account) => {
                self.proxies.iter().find(|proxy| proxy.account == *account).map(|proxy| proxy.name.clone())
            }
            Audience::Practitioner(id) => {
                self.team.iter().find(|member| member.practitioner == *id).map(|member| member.name.clone())
            }
            Audience::Organization(id) => {
                self.places.iter().find(|place| place.organization == *id).map(|place| place.name.clone())
            }
            Audience::App(client) => Some(client.clone()),
            _ => None,
        };
        ToWhom { kind: PersonKind::of(audience), name }
    }

    /// The audience of a form value; only of people who can be named today.
    pub(super) fn named(&self, value: &str) -> Option<Audience> {
        let proxies = self.proxies.iter().map(|proxy| Audience::Person(proxy.account));
        let team = self.team.iter().map(|member| Audience::Practitioner(member.practitioner.clone()));
        let places = self.places.iter().map(|place| Audience::Organization(place.organization.clone()));
        let groups = [Audience::Proxies, Audience::Research, Audience::Everyone];
        groups
            .into_iter()
            .chain(proxies)
            .chain(team)
            .chain(places)
            .find(|audience| form_value(audience) == value)
    }
}

/// Somebody of the team who can be named to the record system.
fn named(member: CareTeamMember) -> Option<Member> {
    Some(Member {
        practitioner: member.practitioner?,
        name: member.name.to_string(),
        role: member.role.map(|role| role.text),
    })
}

/// Each organisation once, in the order of the team.
fn workplaces(team: &[CareTeamMember]) -> Vec<Workplace> {
    let mut places: Vec<Workplace> = Vec::new();
    for member in team {
        let known = member.organization_id.clone().zip(member.organization.as_deref());
        let Some((organization, name)) = known else { continue };
        if places.iter().all(|place| place.organization != organization) {
            places.push(Workplace { organization, name: name.to_owned() });
        }
    }
    places
}

/// The value by which a form names an audience.
pub(super) fn form_value(audience: &Audience) -> String {
    match audience {
        Audience::Everyone => "everyone".to_owned(),
        Audience::Proxies => "proxies".to_owned(),
        Audience::Research => "research".to_owned(),
        Audience::Person(account) => format!("person-{account}"),
        Audience::Practitioner(id) => format!("practitioner-{id}"),
        Audience::Organization(id) => format!("organization-{id}"),
        Audience::App(client) => format!("app-{client}"),
    }
}
