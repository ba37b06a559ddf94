use super::{Annotation, CodeableConcept, Identifier, Quantity, Reference, When};
use crate::reader::Reader;
use crate::shape::{Read, resource, shape};

/// A status. It should be a CodeableConcept; some record systems send the bare code or word, or a list of one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Status(pub CodeableConcept);

impl Read for Status {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        match reader.peek() {
            b'"' => {
                let text = String::read(reader)?;
                Some(Self(CodeableConcept { coding: Vec::new(), text: Some(text) }))
            }
            b'[' => {
                let mut all = Vec::new();
                reader.elements(|reader| all.extend(Self::read(reader)));
                all.into_iter().next()
            }
            _ => CodeableConcept::read(reader).map(Self),
        }
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/condition.html>
    Condition {
        identifier: Vec<Identifier> = "identifier",
        clinical_status: Option<Status> = "clinicalStatus",
        verification_status: Option<Status> = "verificationStatus",
        category: Vec<CodeableConcept> = "category",
        severity: Option<CodeableConcept> = "severity",
        code: Option<CodeableConcept> = "code",
        body_site: Vec<CodeableConcept> = "bodySite",
        subject: Option<Reference> = "subject",
        encounter: Option<Reference> = "encounter",
        recorded_date: Option<String> = "recordedDate",
        recorder: Option<Reference> = "recorder",
        asserter: Option<Reference> = "asserter",
        note: Vec<Annotation> = "note",
    } choice {
        onset: When = "onset",
        abatement: When = "abatement",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/allergyintolerance.html>
    AllergyIntolerance {
        identifier: Vec<Identifier> = "identifier",
        clinical_status: Option<Status> = "clinicalStatus",
        verification_status: Option<Status> = "verificationStatus",
        kind: Option<String> = "type",
        category: Vec<String> = "category",
        criticality: Option<String> = "criticality",
        code: Option<CodeableConcept> = "code",
        patient: Option<Reference> = "patient",
        encounter: Option<Reference> = "encounter",
        recorded_date: Option<String> = "recordedDate",
        recorder: Option<Reference> = "recorder",
        asserter: Option<Reference> = "asserter",
        last_occurrence: Option<String> = "lastOccurrence",
        note: Vec<Annotation> = "note",
        reaction: Vec<Reaction> = "reaction",
    } choice {
        onset: When = "onset",
    }
}

shape! {
    /// AllergyIntolerance.reaction
    Reaction {
        substance: Option<CodeableConcept> = "substance",
        manifestation: Vec<CodeableConcept> = "manifestation",
        description: Option<String> = "description",
        onset: Option<String> = "onset",
        severity: Option<String> = "severity",
        exposure_route: Option<CodeableConcept> = "exposureRoute",
        note: Vec<Annotation> = "note",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/immunization.html>
    Immunization {
        identifier: Vec<Identifier> = "identifier",
        status: Option<String> = "status",
        status_reason: Option<CodeableConcept> = "statusReason",
        vaccine_code: Option<CodeableConcept> = "vaccineCode",
        patient: Option<Reference> = "patient",
        encounter: Option<Reference> = "encounter",
        recorded: Option<String> = "recorded",
        primary_source: Option<bool> = "primarySource",
        report_origin: Option<CodeableConcept> = "reportOrigin",
        location: Option<Reference> = "location",
        manufacturer: Option<Reference> = "manufacturer",
        lot_number: Option<String> = "lotNumber",
        expiration_date: Option<String> = "expirationDate",
        site: Option<CodeableConcept> = "site",
        route: Option<CodeableConcept> = "route",
        dose_quantity: Option<Quantity> = "doseQuantity",
        performer: Vec<ImmunizationPerformer> = "performer",
        note: Vec<Annotation> = "note",
        reason_code: Vec<CodeableConcept> = "reasonCode",
        reaction: Vec<ImmunizationReaction> = "reaction",
        protocol_applied: Vec<ProtocolApplied> = "protocolApplied",
    } choice {
        occurrence: When = "occurrence",
    }
}

shape! {
    ImmunizationPerformer {
        function: Option<CodeableConcept> = "function",
        actor: Option<Reference> = "actor",
    }
}

shape! {
    ImmunizationReaction {
        date: Option<String> = "date",
        detail: Option<Reference> = "detail",
        reported: Option<bool> = "reported",
    }
}

shape! {
    ProtocolApplied {
        series: Option<String> = "series",
        target_disease: Vec<CodeableConcept> = "targetDisease",
        dose_number_positive_int: Option<i64> = "doseNumberPositiveInt",
        dose_number_string: Option<String> = "doseNumberString",
        series_doses_positive_int: Option<i64> = "seriesDosesPositiveInt",
        series_doses_string: Option<String> = "seriesDosesString",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/procedure.html>
    Procedure {
        identifier: Vec<Identifier> = "identifier",
        based_on: Vec<Reference> = "basedOn",
        part_of: Vec<Reference> = "partOf",
        status: Option<String> = "status",
        status_reason: Option<CodeableConcept> = "statusReason",
        category: Option<CodeableConcept> = "category",
        code: Option<CodeableConcept> = "code",
        subject: Option<Reference> = "subject",
        encounter: Option<Reference> = "encounter",
        recorder: Option<Reference> = "recorder",
        performer: Vec<ProcedurePerformer> = "performer",
        location: Option<Reference> = "location",
        reason_code: Vec<CodeableConcept> = "reasonCode",
        reason_reference: Vec<Reference> = "reasonReference",
        body_site: Vec<CodeableConcept> = "bodySite",
        outcome: Option<CodeableConcept> = "outcome",
        report: Vec<Reference> = "report",
        complication: Vec<CodeableConcept> = "complication",
        follow_up: Vec<CodeableConcept> = "followUp",
        note: Vec<Annotation> = "note",
    } choice {
        performed: When = "performed",
    }
}

shape! {
    ProcedurePerformer {
        function: Option<CodeableConcept> = "function",
        actor: Option<Reference> = "actor",
        on_behalf_of: Option<Reference> = "onBehalfOf",
    }
}
