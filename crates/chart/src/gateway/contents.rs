//! The built contents of a part: view items with their labels, made once when the part is fetched.

use std::sync::Arc;

use jiff::Zoned;
use portico_fhir::{Parsed, Raw, Shape, shapes};
use portico_model::Sensitivities;

use super::admit::{Admitted, count};
use crate::care::{self, CarePlan, CareTeamMember, Goal, Profile};
use crate::documents::{self, DocumentSource, ReportSource};
use crate::health::{self, Allergy, Condition, Immunization, Mentioning};
use crate::labs::{self, LabResult};
use crate::medications::{self, Medication};
use crate::observations::{NamedResults, ObservationKind, is_laboratory_report, kind_of};
use crate::reading::{Labelled, NotReadable, Reading};
use crate::view::Part;
use crate::visits::{self, Appointment, VisitSource};

/// What a part holds.
#[derive(Debug)]
pub(crate) enum Contents {
    Profile(Option<Box<Profile>>),
    Results(labs::Results),
    Vitals(Vec<Labelled<Arc<LabResult>>>),
    Conditions(Vec<Labelled<Condition>>),
    Allergies { allergies: Vec<Labelled<Allergy>>, says_none: Option<Sensitivities> },
    Immunizations(Vec<Labelled<Immunization>>),
    Medications(Vec<Labelled<Mentioning<Medication>>>),
    Visits(Vec<Labelled<VisitSource>>),
    Documents(Vec<Labelled<DocumentSource>>),
    Reports(Vec<Labelled<ReportSource>>),
    CarePlans { plans: Vec<Labelled<Mentioning<CarePlan>>>, goals: Vec<Labelled<Goal>> },
    CareTeam(Vec<Labelled<CareTeamMember>>),
    Appointments(Vec<Labelled<Appointment>>),
}

/// Reads shapes and builds items, counting what cannot be read.
struct Builder<'a> {
    own: &'a [Raw],
    reading: &'a Reading<'a>,
    unreadable: u32,
}

/// What was made of an answer.
pub(crate) struct Built {
    pub contents: Contents,
    /// How many of its entries could not be read, wholly or in part.
    pub unreadable: u32,
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
    let mut builder = Builder { own: &admitted.own, reading: &reading, unreadable: admitted.unreadable };
    let contents = builder.contents(part, now);
    Built { contents, unreadable: builder.unreadable, lost_dates: reading.lost_dates() }
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
        }
    }

    /// The shapes of one type. One that has faults is taken with what could be read, and counted; whoever labels it
    /// wants to know the faults.
    fn shapes<T: Shape + Default>(&mut self) -> Vec<Parsed<T>> {
        self.shapes_that(|_| true)
    }

    /// The same of those alone that belong to this part; what is wrong with the others is no matter here.
    fn shapes_that<T: Shape + Default>(&mut self, belongs: impl Fn(&T) -> bool) -> Vec<Parsed<T>> {
        let own = self.parsed::<T>().into_iter().filter(|parsed| belongs(&parsed.shape));
        let unreadable = &mut self.unreadable;
        own.inspect(|parsed| *unreadable += u32::from(!parsed.faults.is_empty())).collect()
    }

    fn parsed<T: Shape + Default>(&self) -> Vec<Parsed<T>> {
        let of_type = self.own.iter().filter(|raw| raw.head().resource_type == T::RESOURCE_TYPE);
        of_type.map(Raw::parse::<T>).collect()
    }

    fn each<T: Shape + Default, V>(
        &mut self,
        build: impl Fn(&Parsed<T>, &Reading<'_>) -> Result<Labelled<V>, NotReadable>,
    ) -> Vec<Labelled<V>> {
        let shapes = self.shapes::<T>();
        self.built(&shapes, build)
    }

    fn built<T, V>(
        &mut self,
        shapes: &[Parsed<T>],
        build: impl Fn(&Parsed<T>, &Reading<'_>) -> Result<Labelled<V>, NotReadable>,
    ) -> Vec<Labelled<V>> {
        let results: Vec<_> = shapes.iter().map(|shape| build(shape, self.reading)).collect();
        self.unreadable += count(results.iter().filter(|result| result.is_err()).count());
        results.into_iter().flatten().collect()
    }

    fn profile(&mut self, now: &Zoned) -> Option<Box<Profile>> {
        let patient = self.shapes::<shapes::Patient>().into_iter().next()?.shape;
        let coverages: Vec<_> = self.shapes::<shapes::Coverage>().into_iter().map(|own| own.shape).collect();
        Some(Box::new(care::profile(&patient, &coverages, self.reading, now.date())))
    }

    fn results(&mut self) -> labs::Results {
        let reports = self.shapes_that(is_laboratory_report);
        let named = NamedResults::of(&reports, &self.parsed());
        let observations = self.shapes_that(|own| named.include(own));
        let patients = self.shapes::<shapes::Patient>();
        let person = patients.first().map(|own| care::range_person(&own.shape)).unwrap_or_default();
        let results = labs::results(&reports, &observations, self.reading, &person);
        self.unreadable += results.unreadable;
        results
    }

    fn vitals(&mut self) -> Vec<Labelled<Arc<LabResult>>> {
        let observations = self.shapes_that(|own| kind_of(own) == ObservationKind::Vitals);
        self.built(&observations, |observation, reading| {
            labs::result(observation, reading, &Default::default())
        })
    }

    fn allergies(&mut self) -> Contents {
        let shapes = self.shapes::<shapes::AllergyIntolerance>();
        let (none, some): (Vec<_>, Vec<_>) = shapes.into_iter().partition(health::states_none);
        let says_none =
            none.iter().map(|own| health::allergy_labels(own, self.reading)).reduce(Sensitivities::union);
        Contents::Allergies { allergies: self.built(&some, health::allergy), says_none }
    }

    fn medications(&mut self) -> Vec<Labelled<Mentioning<Medication>>> {
        let dispenses = self.shapes::<shapes::MedicationDispense>();
        let mut dispenses = medications::dispenses(&dispenses, self.reading);
        let requests = self.shapes::<shapes::MedicationRequest>();
        let results: Vec<_> = requests
            .iter()
            .map(|request| medications::medication(request, &mut dispenses, self.reading))
            .collect();
        self.unreadable += count(results.iter().filter(|result| result.is_err()).count());
        results.into_iter().flatten().collect()
    }

    fn care_team(&mut self, now: &Zoned) -> Vec<Labelled<CareTeamMember>> {
        let teams = self.shapes::<shapes::CareTeam>();
        let current = teams
            .iter()
            .filter(|team| matches!(team.shape.status.as_deref(), None | Some("active" | "proposed")));
        let mut members: Vec<_> = current.flat_map(|team| care::members(team, self.reading, now)).collect();
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
mod tests;
