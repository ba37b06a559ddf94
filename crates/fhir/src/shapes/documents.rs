use super::{Annotation, Attachment, CodeableConcept, Coding, Identifier, Period, Reference, When};
use crate::shape::{resource, shape};

resource! {
    /// <https://hl7.org/fhir/R4/diagnosticreport.html>
    DiagnosticReport {
        identifier: Vec<Identifier> = "identifier",
        based_on: Vec<Reference> = "basedOn",
        status: Option<String> = "status",
        category: Vec<CodeableConcept> = "category",
        code: Option<CodeableConcept> = "code",
        subject: Option<Reference> = "subject",
        encounter: Option<Reference> = "encounter",
        issued: Option<String> = "issued",
        performer: Vec<Reference> = "performer",
        results_interpreter: Vec<Reference> = "resultsInterpreter",
        specimen: Vec<Reference> = "specimen",
        result: Vec<Reference> = "result",
        imaging_study: Vec<Reference> = "imagingStudy",
        media: Vec<ReportMedia> = "media",
        conclusion: Option<String> = "conclusion",
        conclusion_code: Vec<CodeableConcept> = "conclusionCode",
        presented_form: Vec<Attachment> = "presentedForm",
    } choice {
        effective: When = "effective",
    }
}

shape! {
    ReportMedia {
        comment: Option<String> = "comment",
        link: Option<Reference> = "link",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/documentreference.html>
    DocumentReference {
        master_identifier: Option<Identifier> = "masterIdentifier",
        identifier: Vec<Identifier> = "identifier",
        status: Option<String> = "status",
        doc_status: Option<String> = "docStatus",
        kind: Option<CodeableConcept> = "type",
        category: Vec<CodeableConcept> = "category",
        subject: Option<Reference> = "subject",
        date: Option<String> = "date",
        author: Vec<Reference> = "author",
        authenticator: Option<Reference> = "authenticator",
        custodian: Option<Reference> = "custodian",
        relates_to: Vec<RelatesTo> = "relatesTo",
        description: Option<String> = "description",
        security_label: Vec<CodeableConcept> = "securityLabel",
        content: Vec<DocumentContent> = "content",
        context: Option<DocumentContext> = "context",
    }
}

shape! {
    RelatesTo {
        code: Option<String> = "code",
        target: Option<Reference> = "target",
    }
}

shape! {
    DocumentContent {
        attachment: Option<Attachment> = "attachment",
        format: Option<Coding> = "format",
    }
}

shape! {
    DocumentContext {
        encounter: Vec<Reference> = "encounter",
        event: Vec<CodeableConcept> = "event",
        period: Option<Period> = "period",
        facility_type: Option<CodeableConcept> = "facilityType",
        practice_setting: Option<CodeableConcept> = "practiceSetting",
        related: Vec<Reference> = "related",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/binary.html>
    Binary {
        content_type: Option<String> = "contentType",
        security_context: Option<Reference> = "securityContext",
        /// Base64 as sent.
        data: Option<String> = "data",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/servicerequest.html>
    ServiceRequest {
        identifier: Vec<Identifier> = "identifier",
        based_on: Vec<Reference> = "basedOn",
        status: Option<String> = "status",
        intent: Option<String> = "intent",
        category: Vec<CodeableConcept> = "category",
        priority: Option<String> = "priority",
        do_not_perform: Option<bool> = "doNotPerform",
        code: Option<CodeableConcept> = "code",
        order_detail: Vec<CodeableConcept> = "orderDetail",
        subject: Option<Reference> = "subject",
        encounter: Option<Reference> = "encounter",
        authored_on: Option<String> = "authoredOn",
        requester: Option<Reference> = "requester",
        performer: Vec<Reference> = "performer",
        reason_code: Vec<CodeableConcept> = "reasonCode",
        reason_reference: Vec<Reference> = "reasonReference",
        body_site: Vec<CodeableConcept> = "bodySite",
        note: Vec<Annotation> = "note",
        patient_instruction: Option<String> = "patientInstruction",
    } choice {
        occurrence: When = "occurrence",
    }
}
