//! What staff look for before any chart is open: whose patients they have today, and who comes when. Asked anew each time
//! and kept nowhere; whatever a server sends beyond the question is left out.

use std::collections::BTreeSet;

use jiff::Zoned;
use portico_fhir::shapes::{Appointment, CareTeam, Encounter, Patient, PractitionerRole, Reference};
use portico_fhir::{Error, Found, Parsed, Search};
use portico_model::{PatientId, ResourceId};

use super::{Gateway, Unavailable};
use crate::current::settled;
use crate::reading::{Directory, Labelled, Reading, is_here, target_id};
use crate::under_way::{is_role_held, is_team_at_work, members, present};
use crate::visits::{self, appointment};

/// Matches a page.
const PAGE: usize = 200;
/// Patients asked for by id in one search.
const AT_ONCE: usize = 50;
/// Longest list of ids in an address; servers and proxies begin to refuse at some thousand characters.
const IDS_LENGTH: usize = 3_000;

/// An appointment, with its labels as they are in a chart.
pub(crate) struct Booked {
    pub item: Labelled<visits::Appointment>,
    pub shape: Appointment,
}

/// Who is asking, as care teams and encounters name them.
struct Names {
    practitioner: Option<ResourceId>,
    roles: Vec<ResourceId>,
}

impl Names {
    fn include(&self, reference: &Reference) -> bool {
        let person = target_id(reference, "Practitioner");
        let role = target_id(reference, "PractitionerRole");
        (person.is_some() && person == self.practitioner)
            || role.is_some_and(|role| self.roles.contains(&role))
    }

    /// As a search parameter names them.
    fn references(&self) -> String {
        let person = self.practitioner.iter().map(|id| format!("Practitioner/{id}"));
        let roles = self.roles.iter().map(|id| format!("PractitionerRole/{id}"));
        person.chain(roles).collect::<Vec<_>>().join(",")
    }
}

impl Gateway {
    /// The patients whose active care team names this practitioner or is one of these teams, or who are with the
    /// practitioner now; and whether there are more.
    pub(crate) async fn patients_of(
        &self,
        practitioner: Option<&ResourceId>,
        teams: &[ResourceId],
    ) -> Result<(Vec<Patient>, bool), Unavailable> {
        let mut searches = Vec::new();
        let names = self.names_of(practitioner).await?;
        if names.practitioner.is_some() {
            let own = names.references();
            let status = "in-progress,arrived,triaged";
            searches.push(
                Search::of("CareTeam").with("participant", own.clone()).with("status", "active").count(PAGE),
            );
            searches
                .push(Search::of("Encounter").with("participant", own).with("status", status).count(PAGE));
        }
        if !teams.is_empty() {
            let ids = teams.iter().map(ResourceId::as_str).collect::<Vec<_>>().join(",");
            searches.push(Search::of("CareTeam").with("_id", ids).with("status", "active").count(PAGE));
        }
        let (mut wanted, mut is_truncated, now) = (BTreeSet::new(), false, self.now());
        for found in self.all(&searches).await? {
            is_truncated |= found.is_truncated;
            wanted.extend(found.matches().filter_map(|raw| match raw.head().resource_type.as_str() {
                "CareTeam" => of_team(&raw.parse(), &names, teams, &now),
                "Encounter" => of_encounter(&raw.parse(), &names, &now),
                _ => None,
            }));
        }
        Ok((self.patients_by_id(&wanted).await?, is_truncated))
    }

    /// What begins on a day, as `date` parameters say it, and whether there is more.
    pub(crate) async fn appointments_between(
        &self,
        from: &str,
        to: &str,
    ) -> Result<(Vec<Booked>, bool), Unavailable> {
        let search = Search::of("Appointment")
            .with("date", format!("ge{from}"))
            .with("date", format!("lt{to}"))
            .sort("date")
            .count(PAGE);
        let found = self.all(&[search]).await?.pop().unwrap_or_default();
        let matches = found.matches().filter(|raw| raw.head().resource_type == "Appointment");
        let directory = Directory::default();
        let reading = Reading::new(&self.inner.labels, &directory, &self.inner.zone);
        let booked = matches.filter_map(|raw| {
            let parsed = raw.parse::<Appointment>();
            let item = appointment(&parsed, &reading).ok()?;
            Some(Booked { item, shape: parsed.shape })
        });
        Ok((booked.collect(), found.is_truncated))
    }

    /// Those of these patients whom the record system has.
    pub(crate) async fn patients_by_id(
        &self,
        wanted: &BTreeSet<PatientId>,
    ) -> Result<Vec<Patient>, Unavailable> {
        let ids: Vec<&str> = wanted.iter().map(PatientId::as_str).collect();
        let searches: Vec<_> = few(&ids)
            .into_iter()
            .map(|some| Search::of("Patient").with("_id", some.join(",")).count(AT_ONCE))
            .collect();
        let mut patients = Vec::new();
        for found in self.all(&searches).await? {
            let matches = found.matches().filter(|raw| raw.head().resource_type == "Patient");
            let own = matches.map(|raw| settled(raw.parse::<Patient>()));
            patients.extend(own.filter(|patient| patient.id.as_deref().is_some_and(|id| ids.contains(&id))));
        }
        Ok(patients)
    }

    async fn names_of(&self, practitioner: Option<&ResourceId>) -> Result<Names, Unavailable> {
        let Some(id) = practitioner else {
            return Ok(Names { practitioner: None, roles: Vec::new() });
        };
        let search = Search::of("PractitionerRole").with("practitioner", id.as_str()).count(PAGE);
        let found = self.all(&[search]).await?.pop().unwrap_or_default();
        let roles = found.matches().filter(|raw| raw.head().resource_type == "PractitionerRole");
        let now = self.now();
        let held = roles.map(|raw| raw.parse::<PractitionerRole>()).filter(|role| is_role_held(role, &now));
        let roles = held.filter_map(|role| {
            let role = role.shape;
            let is_own = target_id(role.practitioner.as_ref()?, "Practitioner").as_ref() == Some(id);
            crate::reading::id(role.id.as_deref()).ok().filter(|_| is_own)
        });
        Ok(Names { practitioner: Some(id.clone()), roles: roles.collect() })
    }

    async fn all(&self, searches: &[Search]) -> Result<Vec<Found>, Unavailable> {
        if searches.is_empty() {
            return Ok(Vec::new());
        }
        let answers = self.ask(searches).await?;
        answers
            .into_iter()
            .map(|answer| match answer {
                Err(Error::Unsupported { .. }) => Ok(Found::default()),
                answer => answer.map_err(|error| {
                    tracing::warn!(error = %error, "what staff looked for could not be read");
                    Unavailable
                }),
            })
            .collect()
    }
}

/// The ids in lots that fit an address.
fn few<'i>(ids: &[&'i str]) -> Vec<Vec<&'i str>> {
    let mut lots: Vec<Vec<&str>> = Vec::new();
    let mut length = 0;
    for id in ids {
        let fits = lots.last().is_some_and(|lot| lot.len() < AT_ONCE) && length + id.len() < IDS_LENGTH;
        if !fits {
            lots.push(Vec::new());
            length = 0;
        }
        length += id.len() + 3;
        lots.last_mut().expect("there is one by now").push(id);
    }
    lots
}

/// A server may ignore any narrowing, so each of them is looked at again.
fn of_team(
    Parsed { shape: team, faults }: &Parsed<CareTeam>,
    names: &Names,
    teams: &[ResourceId],
    now: &Zoned,
) -> Option<PatientId> {
    let mut members = members(team, faults, now).filter_map(|own| own.member.as_ref());
    let is_known = crate::reading::id(team.id.as_deref()).is_ok_and(|id| teams.contains(&id));
    let is_own =
        is_team_at_work(team, faults, now) && (is_known || members.any(|member| names.include(member)));
    patient_in(team.subject.as_ref().filter(|_| is_own)?)
}

fn of_encounter(
    Parsed { shape: encounter, faults }: &Parsed<Encounter>,
    names: &Names,
    now: &Zoned,
) -> Option<PatientId> {
    let is_own = present(encounter, faults, now).any(|person| names.include(person));
    patient_in(encounter.subject.as_ref().filter(|_| is_own)?)
}

/// The patient that a reference names.
pub(crate) fn patient_in(reference: &Reference) -> Option<PatientId> {
    let target = reference.target().filter(is_here)?;
    (target.resource_type == "Patient").then(|| target.id.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_long_ids_travel_in_lots_that_fit_an_address() {
        let ids: Vec<String> = (0..120).map(|n| format!("{n:0>130}")).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();

        let lots = few(&ids);

        assert!(lots.iter().all(|lot| lot.len() <= AT_ONCE && lot.join("%2C").len() <= IDS_LENGTH));
        assert_eq!(lots.concat(), ids, "each once, in order");
        assert_eq!(few(&[]).len(), 0);
    }
}
