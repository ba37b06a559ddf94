//! What has no page of its own: which builder makes which kind.

use portico_fhir::{Parsed, Raw, Shape, shapes};

use super::Builder;
use crate::other::{self, OtherKind, OtherSource};
use crate::reading::Labelled;

impl Builder<'_> {
    pub(super) fn other(&mut self, kind: OtherKind) -> Vec<Labelled<OtherSource>> {
        match kind {
            OtherKind::SocialHistory | OtherKind::Surveys | OtherKind::Findings => {
                self.other_observations(kind)
            }
            OtherKind::Procedures => self.each(other::procedure),
            OtherKind::Devices => self.each(other::device),
            OtherKind::DevicesUsed => self.each(other::device_used),
            OtherKind::FamilyHistory => self.each(other::family_member),
            OtherKind::Forms => self.each(other::form),
            OtherKind::Orders => self.each(other::order),
            OtherKind::MedicinesTold => self.each(other::medicine_told),
            OtherKind::MedicinesGiven => self.each(other::medicine_given),
            OtherKind::AdverseEvents => self.each(other::adverse_event),
            OtherKind::Alerts => self.each(other::alert),
            OtherKind::VaccineForecasts => self.each(other::vaccine_forecast),
            OtherKind::Risks => self.each(other::risk),
            OtherKind::Assessments => self.each(other::assessment),
            OtherKind::ImagingStudies => self.each(other::imaging_study),
            OtherKind::Pictures => self.each(other::picture),
            OtherKind::Specimens => self.each(other::specimen),
            OtherKind::Diets => self.each(other::diet),
            OtherKind::Glasses => self.each(other::glasses),
            OtherKind::Supplies => self.each(other::supply),
            OtherKind::Episodes => self.each(other::episode),
            OtherKind::Messages => self.each(other::message),
            OtherKind::RelatedPeople => self.each(other::related_person),
        }
    }

    /// A server may send more than was asked for: what is another kind's is another kind's to count.
    fn other_observations(&mut self, kind: OtherKind) -> Vec<Labelled<OtherSource>> {
        let is_observation =
            |raw: &&Raw| raw.head().resource_type == <shapes::Observation as Shape>::RESOURCE_TYPE;
        let all = self.own.iter().filter(is_observation).map(Raw::parse::<shapes::Observation>);
        let own: Vec<Parsed<_>> = all.filter(|parsed| other::is_of_kind(&parsed.shape, kind)).collect();
        let mut sources = self.built(&own, |parsed, reading| other::observation(kind, parsed, reading));
        other::join(&mut sources, &other::groups(&own));
        sources
    }
}
