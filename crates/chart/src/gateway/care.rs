//! Who treats a patient now, as the record system says. It is asked anew for each chart that a clinician opens, and kept
//! nowhere: who left the team this morning reads nothing this noon.

use jiff::Zoned;
use portico_fhir::shapes::{CareTeam, Encounter, PractitionerRole, Reference};
use portico_fhir::{Parsed, Raw, Search};
use portico_model::{PatientId, ResourceId};

use super::admit::Admitted;
use super::{Gateway, Unavailable};
use crate::reading::{Directory, target_id};
use crate::under_way::{is_role_held, is_team_at_work, members, present};
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
        let (mut treating, now) = (Treating::default(), self.now());
        for answer in self.ask(&searches).await? {
            let found = answer.map_err(|error| {
                tracing::warn!(error = %error, "who treats a patient could not be read");
                Unavailable
            })?;
            treating.take(&self.admitted(patient, Part::CareTeam.as_str(), &found).await?, &now);
        }
        Ok(treating)
    }
}

impl Treating {
    fn take(&mut self, admitted: &Admitted, now: &Zoned) {
        for raw in &admitted.own {
            match raw.head().resource_type.as_str() {
                "CareTeam" => self.take_team(raw, &admitted.directory, now),
                "Encounter" => self.take_encounter(raw, &admitted.directory, now),
                _ => {}
            }
        }
    }

    /// A server may ignore the narrowing, so the status is looked at again.
    fn take_team(&mut self, raw: &Raw, directory: &Directory, now: &Zoned) {
        let Parsed { shape: team, faults } = raw.parse::<CareTeam>();
        if !is_team_at_work(&team, &faults, now) {
            return;
        }
        self.teams.extend(crate::reading::id(team.id.as_deref()));
        let members = members(&team, &faults, now).filter_map(|own| own.member.as_ref());
        self.on_team
            .extend(members.filter_map(|member| practitioner(member, &team.contained, directory, now)));
    }

    fn take_encounter(&mut self, raw: &Raw, directory: &Directory, now: &Zoned) {
        let Parsed { shape: encounter, faults } = raw.parse::<Encounter>();
        let present = present(&encounter, &faults, now);
        self.present
            .extend(present.filter_map(|own| practitioner(own, &encounter.contained, directory, now)));
    }
}

/// The practitioner behind a reference to a person or to their role, unless the role has ended.
fn practitioner(
    reference: &Reference,
    contained: &[Raw],
    directory: &Directory,
    now: &Zoned,
) -> Option<ResourceId> {
    if let Some(id) = target_id(reference, "Practitioner") {
        return Some(id);
    }
    let role = directory.resolve(reference, contained)?;
    if role.head().resource_type != "PractitionerRole" {
        return None;
    }
    let role = role.parse::<PractitionerRole>();
    let is_held = is_role_held(&role, now);
    target_id(role.shape.practitioner.as_ref().filter(|_| is_held)?, "Practitioner")
}
