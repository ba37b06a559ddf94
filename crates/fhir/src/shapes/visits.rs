use super::{CodeableConcept, Coding, Identifier, Period, Quantity, Reference};
use crate::shape::{resource, shape};

resource! {
    /// <https://hl7.org/fhir/R4/encounter.html>
    Encounter {
        identifier: Vec<Identifier> = "identifier",
        status: Option<String> = "status",
        class: Option<Coding> = "class",
        kind: Vec<CodeableConcept> = "type",
        service_type: Option<CodeableConcept> = "serviceType",
        priority: Option<CodeableConcept> = "priority",
        subject: Option<Reference> = "subject",
        participant: Vec<EncounterParticipant> = "participant",
        appointment: Vec<Reference> = "appointment",
        period: Option<Period> = "period",
        length: Option<Quantity> = "length",
        reason_code: Vec<CodeableConcept> = "reasonCode",
        reason_reference: Vec<Reference> = "reasonReference",
        diagnosis: Vec<EncounterDiagnosis> = "diagnosis",
        hospitalization: Option<Hospitalization> = "hospitalization",
        location: Vec<EncounterLocation> = "location",
        service_provider: Option<Reference> = "serviceProvider",
        part_of: Option<Reference> = "partOf",
    }
}

shape! {
    EncounterParticipant {
        kind: Vec<CodeableConcept> = "type",
        period: Option<Period> = "period",
        individual: Option<Reference> = "individual",
    }
}

shape! {
    EncounterDiagnosis {
        condition: Option<Reference> = "condition",
        use_: Option<CodeableConcept> = "use",
        rank: Option<i64> = "rank",
    }
}

shape! {
    Hospitalization {
        admit_source: Option<CodeableConcept> = "admitSource",
        re_admission: Option<CodeableConcept> = "reAdmission",
        destination: Option<Reference> = "destination",
        discharge_disposition: Option<CodeableConcept> = "dischargeDisposition",
    }
}

shape! {
    EncounterLocation {
        location: Option<Reference> = "location",
        status: Option<String> = "status",
        period: Option<Period> = "period",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/appointment.html>
    Appointment {
        identifier: Vec<Identifier> = "identifier",
        status: Option<String> = "status",
        cancelation_reason: Option<CodeableConcept> = "cancelationReason",
        service_category: Vec<CodeableConcept> = "serviceCategory",
        service_type: Vec<CodeableConcept> = "serviceType",
        specialty: Vec<CodeableConcept> = "specialty",
        appointment_type: Option<CodeableConcept> = "appointmentType",
        reason_code: Vec<CodeableConcept> = "reasonCode",
        reason_reference: Vec<Reference> = "reasonReference",
        priority: Option<i64> = "priority",
        description: Option<String> = "description",
        start: Option<String> = "start",
        end: Option<String> = "end",
        minutes_duration: Option<i64> = "minutesDuration",
        slot: Vec<Reference> = "slot",
        created: Option<String> = "created",
        comment: Option<String> = "comment",
        patient_instruction: Option<String> = "patientInstruction",
        based_on: Vec<Reference> = "basedOn",
        participant: Vec<AppointmentParticipant> = "participant",
    }
}

shape! {
    AppointmentParticipant {
        kind: Vec<CodeableConcept> = "type",
        actor: Option<Reference> = "actor",
        required: Option<String> = "required",
        status: Option<String> = "status",
        period: Option<Period> = "period",
    }
}
