//! The built contents of a part: view items with their labels, made once when the part is fetched.

mod other;

use std::sync::Arc;

use jiff::Zoned;
use portico_fhir::{Parsed, Raw, Shape, shapes};

use super::admit::{Admitted, count};
use super::gaps::Gaps;
use crate::care::{self, CarePlan, CareTeamMember, Goal, Profile};
use crate::current::settled;
use crate::documents::{self, DocumentSource, ReportSource};
use crate::health::{self, Absence, Allergy, Condition, Immunization, Mentioning};
use crate::labs::{self, LabResult};
use crate::medications::{self, Medicines};
use crate::observations::{NamedResults, ObservationKind, is_laboratory_report, kind_of};
use crate::other::OtherSource;
use crate::reading::{self, Labelled, NotReadable, Reading};
use crate::view::Part;
use crate::visits::{self, Appointment, VisitSource};

/// What a part holds.
#[derive(Debug)]
pub(crate) enum Contents {
    Profile(Option<Box<Profile>>),
    Results(labs::Results),
    Vitals(Vec<Labelled<Arc<LabResult>>>),
    Conditions(Vec<Labelled<Condition>>),
    /// The allergies, and what the record states not to be there.
    Allergies {
        allergies: Vec<Labelled<Allergy>>,
        absences: Vec<Labelled<Absence>>,
    },
    Immunizations(Vec<Labelled<Immunization>>),
    Medications(Medicines),
    Visits(Vec<Labelled<VisitSource>>),
    Documents(Vec<Labelled<DocumentSource>>),
    Reports(Vec<Labelled<ReportSource>>),
    CarePlans {
        plans: Vec<Labelled<Mentioning<CarePlan>>>,
        goals: Vec<Labelled<Goal>>,
    },
    CareTeam(Vec<Labelled<CareTeamMember>>),
    Appointments(Vec<Labelled<Appointment>>),
    Other(Vec<Labelled<OtherSource>>),
}

/// Reads shapes and builds items, counting what cannot be read.
struct Builder<'a> {
    own: &'a [Raw],
    reading: &'a Reading<'a>,
    gaps: Gaps,
}

/// Why a resource is not shown that has no id by which it could be named.
const NO_ID: &str = "id";

/// What was made of an answer.
pub(crate) struct Built {
    pub contents: Contents,
    /// What is missing of it.
    pub gaps: Gaps,
    /// How many dates stand there that could not be read.
    pub lost_dates: u32,
}

/// The contents of `part`.
pub(crate) fn build(
    part: Part,
    admitted: &Admitted,
    labels: &portico_policy::sensitivity::Labels,
    now: &Zoned,
) -> Built {
    let reading = Reading::new(labels, &admitted.directory, now.time_zone());
    let mut builder = Builder { own: &admitted.own, reading: &reading, gaps: admitted.gaps.clone() };
    let contents = builder.contents(part, now);
    Built { contents, gaps: builder.gaps, lost_dates: reading.lost_dates() }
}

impl Builder<'_> {
    fn contents(&mut self, part: Part, now: &Zoned) -> Contents {
        match part {
            Part::Profile | Part::Coverage => Contents::Profile(self.profile(now)),
            Part::Results | Part::ResultReports => Contents::Results(self.results()),
            Part::Vitals => Contents::Vitals(self.vitals()),
            Part::Conditions => Contents::Conditions(self.each(health::condition)),
            Part::Allergies => self.allergies(),
            Part::Immunizations => Contents::Immunizations(self.each(health::immunization)),
            Part::Medications | Part::Dispenses => Contents::Medications(self.medications()),
            Part::Visits => Contents::Visits(self.each(visits::visit)),
            Part::Documents => Contents::Documents(self.each(documents::document)),
            Part::Reports => Contents::Reports(self.each(documents::report)),
            Part::CarePlans | Part::Goals => {
                Contents::CarePlans { plans: self.each(care::care_plan), goals: self.each(care::goal) }
            }
            Part::CareTeam => Contents::CareTeam(self.care_team(now)),
            Part::Appointments => Contents::Appointments(self.each(visits::appointment)),
            Part::Other(kind) => Contents::Other(self.other(kind)),
        }
    }

    /// The shapes of one type. One that has faults is taken with what could be read; whoever labels it wants to know the
    /// faults.
    fn shapes<T: Shape + Default>(&self) -> Vec<Parsed<T>> {
        let of_type = self.own.iter().filter(|raw| raw.head().resource_type == T::RESOURCE_TYPE);
        of_type.map(|raw| raw.parse::<T>()).collect()
    }

    /// Counts those of these that are shown without some of what they say.
    fn find_faults<'s, T: Shape + 's>(&mut self, shown: impl IntoIterator<Item = &'s Parsed<T>>) {
        shown.into_iter().for_each(|own| self.gaps.find_faults(T::RESOURCE_TYPE, &own.faults));
    }

    fn each<T: Shape + Default, V>(
        &mut self,
        build: impl Fn(&Parsed<T>, &Reading<'_>) -> Result<Labelled<V>, NotReadable>,
    ) -> Vec<Labelled<V>> {
        let shapes = self.shapes::<T>();
        self.built(&shapes, build)
    }

    fn built<T: Shape, V>(
        &mut self,
        shapes: &[Parsed<T>],
        mut build: impl FnMut(&Parsed<T>, &Reading<'_>) -> Result<Labelled<V>, NotReadable>,
    ) -> Vec<Labelled<V>> {
        let results = shapes.iter().map(|shape| build(shape, self.reading));
        let mut built = Vec::with_capacity(shapes.len());
        for (shape, result) in shapes.iter().zip(results) {
            match result {
                Ok(item) => {
                    self.gaps.find_faults(T::RESOURCE_TYPE, &shape.faults);
                    built.push(item);
                }
                Err(NotReadable) => self.gaps.lose(T::RESOURCE_TYPE, NO_ID, 1),
            }
        }
        built
    }

    fn profile(&mut self, now: &Zoned) -> Option<Box<Profile>> {
        let patients = self.shapes::<shapes::Patient>();
        let coverages = self.shapes::<shapes::Coverage>();
        self.find_faults(&patients);
        self.find_faults(&coverages);
        let patient = settled(patients.into_iter().next()?);
        let coverages: Vec<_> = coverages.into_iter().map(|own| own.shape).collect();
        Some(Box::new(care::profile(&patient, &coverages, self.reading, now)))
    }

    fn results(&mut self) -> labs::Results {
        let mut reports = self.shapes::<shapes::DiagnosticReport>();
        reports.retain(|own| is_laboratory_report(&own.shape));
        let mut observations = self.shapes::<shapes::Observation>();
        let named = NamedResults::of(&reports, &observations);
        observations = self.those(observations, |own| named.include(own));
        let patients = self.shapes::<shapes::Patient>();
        let person = patients.first().map(|own| care::range_person(&own.shape)).unwrap_or_default();
        let results = labs::results(&reports, &observations, self.reading, &person);
        let has_id = |id: &Option<String>| reading::id(id.as_deref()).is_ok();
        let (named, nameless): (Vec<_>, Vec<_>) = reports.iter().partition(|own| has_id(&own.shape.id));
        self.find_faults(named);
        self.find_faults(observations.iter().filter(|own| has_id(&own.shape.id)));
        let nameless = count(nameless.len());
        self.gaps.lose(shapes::DiagnosticReport::RESOURCE_TYPE, NO_ID, nameless);
        let others = results.unreadable.saturating_sub(nameless);
        self.gaps.lose(shapes::Observation::RESOURCE_TYPE, NO_ID, others);
        results
    }

    /// Those that belong here. Of one whose category or code cannot be read nobody can tell.
    fn those(
        &mut self,
        observations: Vec<Parsed<shapes::Observation>>,
        belongs: impl Fn(&shapes::Observation) -> bool,
    ) -> Vec<Parsed<shapes::Observation>> {
        let (own, others): (Vec<_>, Vec<_>) = observations.into_iter().partition(|own| belongs(&own.shape));
        let is_doubtful = |own: &&Parsed<shapes::Observation>| {
            own.faults
                .iter()
                .any(|fault| fault.path.starts_with("category") || fault.path.starts_with("code"))
        };
        let lost = others.iter().filter(is_doubtful).count();
        self.gaps.lose(shapes::Observation::RESOURCE_TYPE, "category", count(lost));
        own
    }

    fn vitals(&mut self) -> Vec<Labelled<Arc<LabResult>>> {
        let observations = self.shapes::<shapes::Observation>();
        let observations = self.those(observations, |own| kind_of(own) == ObservationKind::Vitals);
        self.built(&observations, |observation, reading| {
            labs::result(observation, reading, &Default::default())
        })
    }

    fn allergies(&mut self) -> Contents {
        let shapes = self.shapes::<shapes::AllergyIntolerance>();
        let (none, some): (Vec<_>, Vec<_>) =
            shapes.into_iter().partition(|own| health::absence(&own.shape).is_some());
        let absences = none.iter().filter_map(|own| health::stated_absence(own, self.reading)).collect();
        self.find_faults(&none);
        Contents::Allergies { allergies: self.built(&some, health::allergy), absences }
    }

    fn medications(&mut self) -> Medicines {
        let dispenses = self.shapes::<shapes::MedicationDispense>();
        let requests = self.shapes::<shapes::MedicationRequest>();
        let medicines = medications::medicines(&requests, &dispenses, self.reading);
        self.find_faults(&dispenses);
        self.find_faults(requests.iter().filter(|own| reading::id(own.shape.id.as_deref()).is_ok()));
        self.gaps.lose(shapes::MedicationRequest::RESOURCE_TYPE, NO_ID, count(medicines.unreadable));
        medicines
    }

    fn care_team(&mut self, now: &Zoned) -> Vec<Labelled<CareTeamMember>> {
        let teams = self.shapes::<shapes::CareTeam>();
        let is_current = |team: &&Parsed<shapes::CareTeam>| {
            matches!(team.shape.status.as_deref(), None | Some("active" | "proposed"))
        };
        self.find_faults(teams.iter().filter(is_current));
        let mut members = Vec::new();
        for team in teams.iter().filter(is_current) {
            let (named, nameless) = care::members(team, self.reading, now);
            self.gaps.lose(shapes::CareTeam::RESOURCE_TYPE, "participant.member", nameless);
            members.extend(named);
        }
        let mut seen = Vec::new();
        members.retain(|member| {
            let is_new = !seen.contains(&member.item);
            seen.push(member.item.clone());
            is_new
        });
        members
    }
}

#[cfg(test)]
pub(crate) mod tests;
