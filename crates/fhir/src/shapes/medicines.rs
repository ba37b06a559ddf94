use super::{Annotation, CodeableConcept, Dosage, Identifier, Period, Quantity, Ratio, Reference, When};
use crate::shape::{choice, resource, shape};

choice! {
    /// Which medicine: medication[x].
    MedicationChoice {
        CodeableConcept(CodeableConcept) = "CodeableConcept",
        Reference(Reference) = "Reference",
    }
}

choice! {
    /// MedicationRequest.reported[x].
    Reported {
        Boolean(bool) = "Boolean",
        Reference(Reference) = "Reference",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/medicationrequest.html>
    MedicationRequest {
        identifier: Vec<Identifier> = "identifier",
        status: Option<String> = "status",
        status_reason: Option<CodeableConcept> = "statusReason",
        intent: Option<String> = "intent",
        category: Vec<CodeableConcept> = "category",
        priority: Option<String> = "priority",
        do_not_perform: Option<bool> = "doNotPerform",
        subject: Option<Reference> = "subject",
        encounter: Option<Reference> = "encounter",
        authored_on: Option<String> = "authoredOn",
        requester: Option<Reference> = "requester",
        performer: Option<Reference> = "performer",
        recorder: Option<Reference> = "recorder",
        reason_code: Vec<CodeableConcept> = "reasonCode",
        reason_reference: Vec<Reference> = "reasonReference",
        based_on: Vec<Reference> = "basedOn",
        course_of_therapy_type: Option<CodeableConcept> = "courseOfTherapyType",
        note: Vec<Annotation> = "note",
        dosage_instruction: Vec<Dosage> = "dosageInstruction",
        dispense_request: Option<DispenseRequest> = "dispenseRequest",
        substitution: Option<Substitution> = "substitution",
        prior_prescription: Option<Reference> = "priorPrescription",
    } choice {
        medication: MedicationChoice = "medication",
        reported: Reported = "reported",
    }
}

shape! {
    DispenseRequest {
        dispense_interval: Option<Quantity> = "dispenseInterval",
        validity_period: Option<Period> = "validityPeriod",
        number_of_repeats_allowed: Option<i64> = "numberOfRepeatsAllowed",
        quantity: Option<Quantity> = "quantity",
        expected_supply_duration: Option<Quantity> = "expectedSupplyDuration",
        performer: Option<Reference> = "performer",
    }
}

shape! {
    Substitution {
        allowed_boolean: Option<bool> = "allowedBoolean",
        allowed_codeable_concept: Option<CodeableConcept> = "allowedCodeableConcept",
        reason: Option<CodeableConcept> = "reason",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/medicationdispense.html>
    MedicationDispense {
        identifier: Vec<Identifier> = "identifier",
        part_of: Vec<Reference> = "partOf",
        status: Option<String> = "status",
        category: Option<CodeableConcept> = "category",
        subject: Option<Reference> = "subject",
        context: Option<Reference> = "context",
        performer: Vec<DispensePerformer> = "performer",
        location: Option<Reference> = "location",
        authorizing_prescription: Vec<Reference> = "authorizingPrescription",
        kind: Option<CodeableConcept> = "type",
        quantity: Option<Quantity> = "quantity",
        days_supply: Option<Quantity> = "daysSupply",
        when_prepared: Option<String> = "whenPrepared",
        when_handed_over: Option<String> = "whenHandedOver",
        destination: Option<Reference> = "destination",
        note: Vec<Annotation> = "note",
        dosage_instruction: Vec<Dosage> = "dosageInstruction",
    } choice {
        medication: MedicationChoice = "medication",
    }
}

shape! {
    DispensePerformer {
        function: Option<CodeableConcept> = "function",
        actor: Option<Reference> = "actor",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/medicationstatement.html>
    MedicationStatement {
        identifier: Vec<Identifier> = "identifier",
        based_on: Vec<Reference> = "basedOn",
        status: Option<String> = "status",
        status_reason: Vec<CodeableConcept> = "statusReason",
        category: Option<CodeableConcept> = "category",
        subject: Option<Reference> = "subject",
        context: Option<Reference> = "context",
        date_asserted: Option<String> = "dateAsserted",
        information_source: Option<Reference> = "informationSource",
        derived_from: Vec<Reference> = "derivedFrom",
        reason_code: Vec<CodeableConcept> = "reasonCode",
        reason_reference: Vec<Reference> = "reasonReference",
        note: Vec<Annotation> = "note",
        dosage: Vec<Dosage> = "dosage",
    } choice {
        medication: MedicationChoice = "medication",
        effective: When = "effective",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/medication.html>
    Medication {
        identifier: Vec<Identifier> = "identifier",
        code: Option<CodeableConcept> = "code",
        status: Option<String> = "status",
        manufacturer: Option<Reference> = "manufacturer",
        form: Option<CodeableConcept> = "form",
        amount: Option<Ratio> = "amount",
        ingredient: Vec<Ingredient> = "ingredient",
    }
}

shape! {
    Ingredient {
        is_active: Option<bool> = "isActive",
        strength: Option<Ratio> = "strength",
    } choice {
        item: IngredientItem = "item",
    }
}

choice! {
    IngredientItem {
        CodeableConcept(CodeableConcept) = "CodeableConcept",
        Reference(Reference) = "Reference",
    }
}
