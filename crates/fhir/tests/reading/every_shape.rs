use portico_fhir::shapes::*;
use portico_fhir::{Fault, Raw, Shape};

/// The faults of a resource read as the shape of its own type; `None` where there is no such shape.
pub fn faults(raw: &Raw) -> Option<Vec<Fault>> {
    macro_rules! by_type {
        ($($shape:ident)*) => {
            match raw.head().resource_type.as_str() {
                $(<$shape as Shape>::RESOURCE_TYPE => Some(raw.parse::<$shape>().faults),)*
                _ => None,
            }
        };
    }
    by_type!(
        Patient RelatedPerson Practitioner PractitionerRole Organization Location Observation DiagnosticReport
        MedicationRequest MedicationDispense MedicationStatement Medication Condition AllergyIntolerance Immunization
        Encounter Procedure DocumentReference CarePlan Goal CareTeam Coverage Appointment ServiceRequest Binary
        Bundle OperationOutcome CapabilityStatement Device DeviceUseStatement FamilyMemberHistory QuestionnaireResponse
        MedicationAdministration Specimen ImagingStudy Media NutritionOrder RiskAssessment ClinicalImpression Flag Communication
        EpisodeOfCare AdverseEvent ImmunizationRecommendation VisionPrescription SupplyDelivery
    )
}
