//! Resources that a portal lists by name, date and value and has no page for.

use super::{
    Annotation, Attachment, CodeableConcept, Coding, MedicationChoice, Period, Quantity, Reference, When,
};
use crate::shape::{choice, resource, shape};

resource! {
    /// <https://hl7.org/fhir/R4/device.html>
    Device {
        status: Option<String> = "status",
        udi_carrier: Vec<UdiCarrier> = "udiCarrier",
        distinct_identifier: Option<String> = "distinctIdentifier",
        manufacturer: Option<String> = "manufacturer",
        manufacture_date: Option<String> = "manufactureDate",
        expiration_date: Option<String> = "expirationDate",
        lot_number: Option<String> = "lotNumber",
        serial_number: Option<String> = "serialNumber",
        device_name: Vec<DeviceName> = "deviceName",
        model_number: Option<String> = "modelNumber",
        kind: Option<CodeableConcept> = "type",
        patient: Option<Reference> = "patient",
        note: Vec<Annotation> = "note",
    }
}

shape! {
    UdiCarrier {
        device_identifier: Option<String> = "deviceIdentifier",
        carrier_hrf: Option<String> = "carrierHRF",
    }
}

shape! {
    DeviceName {
        name: Option<String> = "name",
        kind: Option<String> = "type",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/deviceusestatement.html>
    DeviceUseStatement {
        status: Option<String> = "status",
        subject: Option<Reference> = "subject",
        recorded_on: Option<String> = "recordedOn",
        source: Option<Reference> = "source",
        device: Option<Reference> = "device",
        reason_code: Vec<CodeableConcept> = "reasonCode",
        reason_reference: Vec<Reference> = "reasonReference",
        body_site: Option<CodeableConcept> = "bodySite",
        note: Vec<Annotation> = "note",
    } choice {
        timing: When = "timing",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/familymemberhistory.html>
    FamilyMemberHistory {
        status: Option<String> = "status",
        patient: Option<Reference> = "patient",
        date: Option<String> = "date",
        name: Option<String> = "name",
        relationship: Option<CodeableConcept> = "relationship",
        reason_code: Vec<CodeableConcept> = "reasonCode",
        reason_reference: Vec<Reference> = "reasonReference",
        note: Vec<Annotation> = "note",
        condition: Vec<FamilyCondition> = "condition",
    } choice {
        age: When = "age",
        deceased: When = "deceased",
    }
}

shape! {
    FamilyCondition {
        code: Option<CodeableConcept> = "code",
        outcome: Option<CodeableConcept> = "outcome",
        contributed_to_death: Option<bool> = "contributedToDeath",
        note: Vec<Annotation> = "note",
    } choice {
        onset: When = "onset",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/questionnaireresponse.html>
    QuestionnaireResponse {
        questionnaire: Option<String> = "questionnaire",
        status: Option<String> = "status",
        subject: Option<Reference> = "subject",
        encounter: Option<Reference> = "encounter",
        authored: Option<String> = "authored",
        author: Option<Reference> = "author",
        source: Option<Reference> = "source",
        item: Vec<AnsweredItem> = "item",
    }
}

shape! {
    /// A question or a group of them: QuestionnaireResponse.item.
    AnsweredItem {
        link_id: Option<String> = "linkId",
        text: Option<String> = "text",
        answer: Vec<Answer> = "answer",
        item: Vec<AnsweredItem> = "item",
    }
}

shape! {
    Answer {
        item: Vec<AnsweredItem> = "item",
    } choice {
        value: AnswerValue = "value",
    }
}

choice! {
    AnswerValue {
        Boolean(bool) = "Boolean",
        Decimal(crate::Decimal) = "Decimal",
        Integer(i64) = "Integer",
        Date(String) = "Date",
        DateTime(String) = "DateTime",
        Time(String) = "Time",
        String(String) = "String",
        Uri(String) = "Uri",
        Attachment(Attachment) = "Attachment",
        Coding(Coding) = "Coding",
        Quantity(Quantity) = "Quantity",
        Reference(Reference) = "Reference",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/medicationadministration.html>
    MedicationAdministration {
        status: Option<String> = "status",
        status_reason: Vec<CodeableConcept> = "statusReason",
        category: Option<CodeableConcept> = "category",
        subject: Option<Reference> = "subject",
        context: Option<Reference> = "context",
        performer: Vec<Performer> = "performer",
        reason_code: Vec<CodeableConcept> = "reasonCode",
        reason_reference: Vec<Reference> = "reasonReference",
        note: Vec<Annotation> = "note",
        dosage: Option<AdministeredDose> = "dosage",
    } choice {
        medication: MedicationChoice = "medication",
        effective: When = "effective",
    }
}

shape! {
    /// Who did something, of several types of resource.
    Performer {
        actor: Option<Reference> = "actor",
    }
}

shape! {
    AdministeredDose {
        text: Option<String> = "text",
        route: Option<CodeableConcept> = "route",
        dose: Option<Quantity> = "dose",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/specimen.html>
    Specimen {
        status: Option<String> = "status",
        kind: Option<CodeableConcept> = "type",
        subject: Option<Reference> = "subject",
        received_time: Option<String> = "receivedTime",
        collection: Option<Collection> = "collection",
        note: Vec<Annotation> = "note",
    }
}

shape! {
    Collection {
        collector: Option<Reference> = "collector",
        method: Option<CodeableConcept> = "method",
        body_site: Option<CodeableConcept> = "bodySite",
    } choice {
        collected: When = "collected",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/imagingstudy.html>
    ImagingStudy {
        status: Option<String> = "status",
        modality: Vec<Coding> = "modality",
        subject: Option<Reference> = "subject",
        encounter: Option<Reference> = "encounter",
        started: Option<String> = "started",
        referrer: Option<Reference> = "referrer",
        procedure_code: Vec<CodeableConcept> = "procedureCode",
        location: Option<Reference> = "location",
        reason_code: Vec<CodeableConcept> = "reasonCode",
        reason_reference: Vec<Reference> = "reasonReference",
        note: Vec<Annotation> = "note",
        description: Option<String> = "description",
        number_of_instances: Option<i64> = "numberOfInstances",
        series: Vec<ImagingSeries> = "series",
    }
}

shape! {
    ImagingSeries {
        modality: Option<Coding> = "modality",
        description: Option<String> = "description",
        body_site: Option<Coding> = "bodySite",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/media.html>
    Media {
        status: Option<String> = "status",
        kind: Option<CodeableConcept> = "type",
        modality: Option<CodeableConcept> = "modality",
        subject: Option<Reference> = "subject",
        encounter: Option<Reference> = "encounter",
        issued: Option<String> = "issued",
        operator: Option<Reference> = "operator",
        reason_code: Vec<CodeableConcept> = "reasonCode",
        body_site: Option<CodeableConcept> = "bodySite",
        device_name: Option<String> = "deviceName",
        content: Option<Attachment> = "content",
        note: Vec<Annotation> = "note",
    } choice {
        created: When = "created",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/nutritionorder.html>
    NutritionOrder {
        status: Option<String> = "status",
        intent: Option<String> = "intent",
        patient: Option<Reference> = "patient",
        encounter: Option<Reference> = "encounter",
        date_time: Option<String> = "dateTime",
        orderer: Option<Reference> = "orderer",
        food_preference_modifier: Vec<CodeableConcept> = "foodPreferenceModifier",
        exclude_food_modifier: Vec<CodeableConcept> = "excludeFoodModifier",
        oral_diet: Option<OralDiet> = "oralDiet",
        supplement: Vec<Supplement> = "supplement",
        enteral_formula: Option<EnteralFormula> = "enteralFormula",
        note: Vec<Annotation> = "note",
    }
}

shape! {
    OralDiet {
        kind: Vec<CodeableConcept> = "type",
        instruction: Option<String> = "instruction",
    }
}

shape! {
    Supplement {
        kind: Option<CodeableConcept> = "type",
        product_name: Option<String> = "productName",
        instruction: Option<String> = "instruction",
    }
}

shape! {
    EnteralFormula {
        base_formula_type: Option<CodeableConcept> = "baseFormulaType",
        base_formula_product_name: Option<String> = "baseFormulaProductName",
        administration_instruction: Option<String> = "administrationInstruction",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/riskassessment.html>
    RiskAssessment {
        status: Option<String> = "status",
        method: Option<CodeableConcept> = "method",
        code: Option<CodeableConcept> = "code",
        subject: Option<Reference> = "subject",
        encounter: Option<Reference> = "encounter",
        condition: Option<Reference> = "condition",
        performer: Option<Reference> = "performer",
        reason_code: Vec<CodeableConcept> = "reasonCode",
        reason_reference: Vec<Reference> = "reasonReference",
        prediction: Vec<Prediction> = "prediction",
        mitigation: Option<String> = "mitigation",
        note: Vec<Annotation> = "note",
    } choice {
        occurrence: When = "occurrence",
    }
}

shape! {
    Prediction {
        outcome: Option<CodeableConcept> = "outcome",
        probability_decimal: Option<crate::Decimal> = "probabilityDecimal",
        qualitative_risk: Option<CodeableConcept> = "qualitativeRisk",
        rationale: Option<String> = "rationale",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/clinicalimpression.html>
    ClinicalImpression {
        status: Option<String> = "status",
        status_reason: Option<CodeableConcept> = "statusReason",
        code: Option<CodeableConcept> = "code",
        description: Option<String> = "description",
        subject: Option<Reference> = "subject",
        encounter: Option<Reference> = "encounter",
        date: Option<String> = "date",
        assessor: Option<Reference> = "assessor",
        problem: Vec<Reference> = "problem",
        summary: Option<String> = "summary",
        finding: Vec<Finding> = "finding",
        prognosis_codeable_concept: Vec<CodeableConcept> = "prognosisCodeableConcept",
        note: Vec<Annotation> = "note",
    } choice {
        effective: When = "effective",
    }
}

shape! {
    Finding {
        item_codeable_concept: Option<CodeableConcept> = "itemCodeableConcept",
        item_reference: Option<Reference> = "itemReference",
        basis: Option<String> = "basis",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/flag.html>
    Flag {
        status: Option<String> = "status",
        category: Vec<CodeableConcept> = "category",
        code: Option<CodeableConcept> = "code",
        subject: Option<Reference> = "subject",
        period: Option<Period> = "period",
        encounter: Option<Reference> = "encounter",
        author: Option<Reference> = "author",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/communication.html>
    Communication {
        status: Option<String> = "status",
        status_reason: Option<CodeableConcept> = "statusReason",
        category: Vec<CodeableConcept> = "category",
        subject: Option<Reference> = "subject",
        topic: Option<CodeableConcept> = "topic",
        about: Vec<Reference> = "about",
        encounter: Option<Reference> = "encounter",
        sent: Option<String> = "sent",
        received: Option<String> = "received",
        sender: Option<Reference> = "sender",
        reason_code: Vec<CodeableConcept> = "reasonCode",
        reason_reference: Vec<Reference> = "reasonReference",
        payload: Vec<Payload> = "payload",
        note: Vec<Annotation> = "note",
    }
}

shape! {
    Payload {
        content_string: Option<String> = "contentString",
        content_attachment: Option<Attachment> = "contentAttachment",
        content_reference: Option<Reference> = "contentReference",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/episodeofcare.html>
    EpisodeOfCare {
        status: Option<String> = "status",
        kind: Vec<CodeableConcept> = "type",
        diagnosis: Vec<EpisodeDiagnosis> = "diagnosis",
        patient: Option<Reference> = "patient",
        managing_organization: Option<Reference> = "managingOrganization",
        period: Option<Period> = "period",
        care_manager: Option<Reference> = "careManager",
    }
}

shape! {
    EpisodeDiagnosis {
        condition: Option<Reference> = "condition",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/adverseevent.html>
    AdverseEvent {
        actuality: Option<String> = "actuality",
        category: Vec<CodeableConcept> = "category",
        event: Option<CodeableConcept> = "event",
        subject: Option<Reference> = "subject",
        encounter: Option<Reference> = "encounter",
        date: Option<String> = "date",
        recorded_date: Option<String> = "recordedDate",
        resulting_condition: Vec<Reference> = "resultingCondition",
        seriousness: Option<CodeableConcept> = "seriousness",
        severity: Option<CodeableConcept> = "severity",
        outcome: Option<CodeableConcept> = "outcome",
        recorder: Option<Reference> = "recorder",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/immunizationrecommendation.html>
    ImmunizationRecommendation {
        patient: Option<Reference> = "patient",
        date: Option<String> = "date",
        authority: Option<Reference> = "authority",
        recommendation: Vec<Recommendation> = "recommendation",
    }
}

shape! {
    Recommendation {
        vaccine_code: Vec<CodeableConcept> = "vaccineCode",
        target_disease: Option<CodeableConcept> = "targetDisease",
        contraindicated_vaccine_code: Vec<CodeableConcept> = "contraindicatedVaccineCode",
        forecast_status: Option<CodeableConcept> = "forecastStatus",
        forecast_reason: Vec<CodeableConcept> = "forecastReason",
        date_criterion: Vec<DateCriterion> = "dateCriterion",
        description: Option<String> = "description",
    }
}

shape! {
    DateCriterion {
        code: Option<CodeableConcept> = "code",
        value: Option<String> = "value",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/visionprescription.html>
    VisionPrescription {
        status: Option<String> = "status",
        created: Option<String> = "created",
        patient: Option<Reference> = "patient",
        encounter: Option<Reference> = "encounter",
        date_written: Option<String> = "dateWritten",
        prescriber: Option<Reference> = "prescriber",
        lens_specification: Vec<Lens> = "lensSpecification",
    }
}

shape! {
    Lens {
        product: Option<CodeableConcept> = "product",
        eye: Option<String> = "eye",
        sphere: Option<crate::Decimal> = "sphere",
        cylinder: Option<crate::Decimal> = "cylinder",
        axis: Option<i64> = "axis",
        add: Option<crate::Decimal> = "add",
        note: Vec<Annotation> = "note",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/supplydelivery.html>
    SupplyDelivery {
        status: Option<String> = "status",
        patient: Option<Reference> = "patient",
        kind: Option<CodeableConcept> = "type",
        supplied_item: Option<SuppliedItem> = "suppliedItem",
        supplier: Option<Reference> = "supplier",
    } choice {
        occurrence: When = "occurrence",
    }
}

shape! {
    SuppliedItem {
        quantity: Option<Quantity> = "quantity",
        item_codeable_concept: Option<CodeableConcept> = "itemCodeableConcept",
        item_reference: Option<Reference> = "itemReference",
    }
}
