//! Who treats a patient now, as the record system says. It is asked anew for each chart that a clinician opens, and kept
//! nowhere: who left the team this morning reads nothing this noon.

use portico_fhir::shapes::Reference;
use portico_fhir::shapes::{CareTeam, Encounter, PractitionerRole};
use portico_fhir::{Raw, Search};
use portico_model::{PatientId, ResourceId};

use super::admit::Admitted;
use super::{Gateway, Unavailable};
use crate::reading::{Directory, target_id};
use crate::view::Part;

/// Teams and people at most; a patient has a handful.
const PAGE: usize = 50;

/// The people and teams that treat a patient.
#[derive(Debug, Default)]
pub(crate) struct Treating {
    /// Active care teams.
    pub teams: Vec<ResourceId>,
    /// Practitioners on them.
    pub on_team: Vec<ResourceId>,
    /// Practitioners of encounters that are under way.
    pub present: Vec<ResourceId>,
}

impl Gateway {
    /// Asks the record system; what it does not answer is not known.
    pub(crate) async fn treating(&self, patient: &PatientId) -> Result<Treating, Unavailable> {
        let id = patient.as_str();
        let searches = [
            Search::of("CareTeam")
                .patient(id)
                .with("status", "active")
                .include("CareTeam:participant")
                .count(PAGE),
            Search::of("Encounter").patient(id).with("status", "in-progress,arrived,triaged").count(PAGE),
        ];
        let mut treating = Treating::default();
        for answer in self.ask(&searches).await? {
            let found = answer.map_err(|error| {
                tracing::warn!(error = %error, "who treats a patient could not be read");
                Unavailable
            })?;
            treating.take(&self.admitted(patient, Part::CareTeam.as_str(), &found).await?);
        }
        Ok(treating)
    }
}

impl Treating {
    fn take(&mut self, admitted: &Admitted) {
        for raw in &admitted.own {
            match raw.head().resource_type.as_str() {
                "CareTeam" => self.take_team(raw, &admitted.directory),
                "Encounter" => self.take_encounter(raw, &admitted.directory),
                _ => {}
            }
        }
    }

    /// A server may ignore the narrowing, so the status is looked at again.
    fn take_team(&mut self, raw: &Raw, directory: &Directory) {
        let team = raw.parse::<CareTeam>().shape;
        if team.status.as_deref() != Some("active") {
            return;
        }
        self.teams.extend(crate::reading::id(team.id.as_deref()));
        let members = team.participant.iter().filter_map(|participant| participant.member.as_ref());
        self.on_team.extend(members.filter_map(|member| practitioner(member, &team.contained, directory)));
    }

    fn take_encounter(&mut self, raw: &Raw, directory: &Directory) {
        let encounter = raw.parse::<Encounter>().shape;
        if !matches!(encounter.status.as_deref(), Some("in-progress" | "arrived" | "triaged")) {
            return;
        }
        let present = encounter.participant.iter().filter_map(|participant| participant.individual.as_ref());
        self.present.extend(present.filter_map(|own| practitioner(own, &encounter.contained, directory)));
    }
}

/// The practitioner behind a reference to a person or to their role.
fn practitioner(reference: &Reference, contained: &[Raw], directory: &Directory) -> Option<ResourceId> {
    if let Some(id) = target_id(reference, "Practitioner") {
        return Some(id);
    }
    let role = directory.resolve(reference, contained)?;
    if role.head().resource_type != "PractitionerRole" {
        return None;
    }
    target_id(role.parse::<PractitionerRole>().shape.practitioner.as_ref()?, "Practitioner")
}
