//! The codes of a directive: whose systems they are from, and which mean the same as a word of ours.

use portico_model::{Categories, Category, Purpose, Sensitivity};

pub(super) const SCOPE: &str = "http://terminology.hl7.org/CodeSystem/consentscope";
pub(super) const LOINC: &str = "http://loinc.org";
/// Patient consent (LOINC).
pub(super) const PATIENT_CONSENT: &str = "59284-0";
pub(super) const ACT_CODE: &str = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
pub(super) const PURPOSE: &str = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
pub(super) const PARTICIPATION: &str = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
/// Information recipient.
pub(super) const RECIPIENT: &str = "IRCP";
pub(super) const RESOURCE_TYPES: &str = "http://hl7.org/fhir/resource-types";
pub(super) const URI: &str = "urn:ietf:rfc:3986";
/// Our own: kinds of record, groups of people, people with an account, apps.
pub(super) const KIND: &str = "urn:portico:record-kind";
pub(super) const GROUP: &str = "urn:portico:audience";
pub(super) const ACCOUNT: &str = "urn:portico:account";
pub(super) const APP: &str = "urn:portico:app";
pub(super) const PROXIES: &str = "proxies";
pub(super) const RESEARCH: &str = "research";

/// The code that means exactly this label.
pub(super) fn label_code(label: Sensitivity) -> &'static str {
    match label {
        Sensitivity::SubstanceUse => "ETH",
        Sensitivity::Behavioral => "BH",
        Sensitivity::Reproductive => "SEX",
        Sensitivity::Hiv => "HIV",
        Sensitivity::Genetic => "GDIS",
    }
}

/// Codes that mean a part of a label. Who forbids the part is heard as forbidding the label; a permit is not widened.
const NARROWER: &[(&str, Sensitivity)] = &[
    ("SUD", Sensitivity::SubstanceUse),
    ("ETHUD", Sensitivity::SubstanceUse),
    ("OPIOIDUD", Sensitivity::SubstanceUse),
    ("PSY", Sensitivity::Behavioral),
    ("MH", Sensitivity::Behavioral),
    ("PSYTHPN", Sensitivity::Behavioral),
    ("STD", Sensitivity::Reproductive),
    ("PREGNANT", Sensitivity::Reproductive),
    ("SICKLE", Sensitivity::Genetic),
    ("SCA", Sensitivity::Genetic),
];

/// The label of a code, and whether they mean the same.
pub(super) fn label_of(code: &str) -> Option<(Sensitivity, bool)> {
    let exact = Sensitivity::ALL.into_iter().find(|label| label_code(*label) == code);
    let narrower = || NARROWER.iter().find(|(own, _)| *own == code).map(|(_, label)| (*label, false));
    exact.map(|label| (label, true)).or_else(narrower)
}

pub(super) fn category_of(word: &str) -> Option<Category> {
    Category::ALL.into_iter().find(|category| category.as_str() == word)
}

pub(super) fn purpose_of(code: &str) -> Option<Purpose> {
    use Purpose::{EmergencyTreatment, Operations, PatientRequest, Research, Treatment};
    [PatientRequest, Treatment, EmergencyTreatment, Operations, Research]
        .into_iter()
        .find(|purpose| purpose.code() == code)
}

/// What resources of each type are shown as, those first that are nothing else.
const SHOWN_AS: &[(&str, &[Category])] = &[
    ("Patient", &[Category::Demographics]),
    ("Observation", &[Category::Laboratory, Category::Vitals, Category::Other]),
    ("Condition", &[Category::Conditions]),
    ("AllergyIntolerance", &[Category::Allergies]),
    ("Immunization", &[Category::Immunizations]),
    ("MedicationRequest", &[Category::Medications]),
    ("Encounter", &[Category::Visits]),
    ("DocumentReference", &[Category::Notes, Category::Documents]),
    ("DiagnosticReport", &[Category::Reports, Category::Laboratory]),
    ("CarePlan", &[Category::CarePlans]),
    ("CareTeam", &[Category::CareTeam]),
    ("Appointment", &[Category::Appointments]),
    ("Procedure", &[Category::Other]),
    ("Device", &[Category::Other]),
    ("DeviceUseStatement", &[Category::Other]),
    ("FamilyMemberHistory", &[Category::Other]),
    ("ServiceRequest", &[Category::Other]),
    ("QuestionnaireResponse", &[Category::Other]),
    ("MedicationStatement", &[Category::Medications]),
    ("MedicationAdministration", &[Category::Medications]),
    ("RelatedPerson", &[Category::Demographics]),
    ("Specimen", &[Category::Other]),
    ("ImagingStudy", &[Category::Reports]),
    ("Media", &[Category::Other]),
    ("NutritionOrder", &[Category::Other]),
    ("RiskAssessment", &[Category::Other]),
    ("ClinicalImpression", &[Category::Other]),
    ("Flag", &[Category::Other]),
    ("Communication", &[Category::Other]),
    ("EpisodeOfCare", &[Category::Other]),
    ("AdverseEvent", &[Category::Other]),
    ("ImmunizationRecommendation", &[Category::Immunizations]),
    ("VisionPrescription", &[Category::Other]),
    ("SupplyDelivery", &[Category::Other]),
];

/// The kinds of record that resources of this type are shown as; none where they are not shown.
pub(super) fn shown_as(resource_type: &str) -> Categories {
    let row = SHOWN_AS.iter().find(|(own, _)| *own == resource_type);
    row.map(|(_, kinds)| kinds.iter().copied().collect()).unwrap_or_default()
}

/// The type of a resource that can be shown as each of these kinds. What is shown among others alone can be of many types.
pub(in crate::directives) fn resource_type(kinds: Categories) -> Option<&'static str> {
    if kinds.iter().all(|kind| kind == Category::Other) {
        return None;
    }
    let is_all = |shown: &[Category]| kinds.iter().all(|kind| shown.contains(&kind));
    SHOWN_AS.iter().find(|(_, shown)| is_all(shown)).map(|(own, _)| *own)
}
