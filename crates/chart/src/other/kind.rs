//! The kinds, in the order in which a reader meets them.

use portico_fhir::Search;
use portico_model::Category;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::view::Part;

const SUBJECT: &str = "subject";

macro_rules! kinds {
    ($($kind:ident = $name:literal of $resource_type:literal,)+) => {
        /// A kind of thing without a page of its own. Each is fetched, fails and is named on its own.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
        pub enum OtherKind {
            $(#[serde(rename = $name)] $kind,)+
        }

        impl OtherKind {
            pub const ALL: &'static [OtherKind] = &[$(OtherKind::$kind,)+];
            /// The part of a chart that each of them is.
            pub(crate) const PARTS: &'static [Part] = &[$(Part::Other(OtherKind::$kind),)+];

            /// The name in JSON, addresses and audit events.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(OtherKind::$kind => $name,)+
                }
            }

            /// The FHIR type that it is read from.
            pub fn resource_type(self) -> &'static str {
                match self {
                    $(OtherKind::$kind => $resource_type,)+
                }
            }
        }
    };
}

kinds! {
    Procedures = "procedures" of "Procedure",
    Devices = "devices" of "Device",
    DevicesUsed = "devices_used" of "DeviceUseStatement",
    SocialHistory = "social_history" of "Observation",
    FamilyHistory = "family_history" of "FamilyMemberHistory",
    Surveys = "surveys" of "Observation",
    Forms = "forms" of "QuestionnaireResponse",
    Findings = "findings" of "Observation",
    Orders = "orders" of "ServiceRequest",
    MedicinesTold = "medicines_told" of "MedicationStatement",
    MedicinesGiven = "medicines_given" of "MedicationAdministration",
    AdverseEvents = "adverse_events" of "AdverseEvent",
    Alerts = "alerts" of "Flag",
    VaccineForecasts = "vaccine_forecasts" of "ImmunizationRecommendation",
    Risks = "risks" of "RiskAssessment",
    Assessments = "assessments" of "ClinicalImpression",
    ImagingStudies = "imaging_studies" of "ImagingStudy",
    Pictures = "pictures" of "Media",
    Specimens = "specimens" of "Specimen",
    Diets = "diets" of "NutritionOrder",
    Glasses = "glasses" of "VisionPrescription",
    Supplies = "supplies" of "SupplyDelivery",
    Episodes = "episodes" of "EpisodeOfCare",
    Messages = "messages" of "Communication",
    RelatedPeople = "related_people" of "RelatedPerson",
}

/// Observation categories: FHIR R4, US Core 6.1 and 7.
const SOCIAL: &str = "social-history,sdoh";
const SURVEY: &str = "survey,functional-status,disability-status,cognitive-status,functional-mental-status,\
    treatment-intervention-preference,care-experience-preference";
const FINDING: &str = "exam,procedure,imaging,therapy,activity";

impl OtherKind {
    /// What policy is asked for. What says the same as something on a page of its own is shared and forbidden with that.
    pub fn category(self) -> Category {
        match self {
            OtherKind::MedicinesTold | OtherKind::MedicinesGiven => Category::Medications,
            OtherKind::VaccineForecasts => Category::Immunizations,
            OtherKind::ImagingStudies => Category::Reports,
            OtherKind::RelatedPeople => Category::Demographics,
            _ => Category::Other,
        }
    }

    /// The kind of an observation with these categories; one that has none of ours, or none at all, is a finding.
    pub(crate) fn of_categories<'c>(categories: impl Iterator<Item = &'c str>) -> Self {
        let (mut is_social, mut is_survey) = (false, false);
        for category in categories {
            is_social |= SOCIAL.split(',').any(|own| own == category);
            is_survey |= SURVEY.split(',').any(|own| own == category);
        }
        match (is_survey, is_social) {
            (true, _) => OtherKind::Surveys,
            (false, true) => OtherKind::SocialHistory,
            (false, false) => OtherKind::Findings,
        }
    }

    /// The categories of those that are observations. Any other category makes a finding.
    pub(crate) fn observation_categories(self) -> Option<&'static str> {
        match self {
            OtherKind::SocialHistory => Some(SOCIAL),
            OtherKind::Surveys => Some(SURVEY),
            OtherKind::Findings => Some(FINDING),
            _ => None,
        }
    }

    /// What is asked of the record system for those that are not observations.
    pub(crate) fn search(self, patient: &str, page: usize) -> Search {
        let of_type = || Search::of(self.resource_type()).patient(patient).count(page);
        match self {
            OtherKind::MedicinesTold => of_type().include("MedicationStatement:medication"),
            OtherKind::MedicinesGiven => of_type().include("MedicationAdministration:medication"),
            // The one type that R4 finds by `subject` alone.
            OtherKind::AdverseEvents => {
                let search = Search::of(self.resource_type());
                search.with(SUBJECT, format!("Patient/{patient}")).count(page)
            }
            _ => of_type(),
        }
    }
}
