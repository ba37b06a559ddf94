use super::{
    Address, Attachment, CodeableConcept, ContactPoint, HumanName, Identifier, Period, Quantity, Reference,
};
use crate::shape::{choice, resource, shape};

resource! {
    /// <https://hl7.org/fhir/R4/patient.html>
    Patient {
        identifier: Vec<Identifier> = "identifier",
        active: Option<bool> = "active",
        name: Vec<HumanName> = "name",
        telecom: Vec<ContactPoint> = "telecom",
        gender: Option<String> = "gender",
        birth_date: Option<String> = "birthDate",
        address: Vec<Address> = "address",
        marital_status: Option<CodeableConcept> = "maritalStatus",
        photo: Vec<Attachment> = "photo",
        contact: Vec<PatientContact> = "contact",
        communication: Vec<PatientCommunication> = "communication",
        general_practitioner: Vec<Reference> = "generalPractitioner",
        managing_organization: Option<Reference> = "managingOrganization",
        link: Vec<PatientLink> = "link",
    } choice {
        deceased: Deceased = "deceased",
        multiple_birth: MultipleBirth = "multipleBirth",
    }
}

shape! {
    PatientContact {
        relationship: Vec<CodeableConcept> = "relationship",
        name: Option<HumanName> = "name",
        telecom: Vec<ContactPoint> = "telecom",
        address: Option<Address> = "address",
        gender: Option<String> = "gender",
        organization: Option<Reference> = "organization",
        period: Option<Period> = "period",
    }
}

shape! {
    PatientCommunication {
        language: Option<CodeableConcept> = "language",
        preferred: Option<bool> = "preferred",
    }
}

shape! {
    PatientLink {
        other: Option<Reference> = "other",
        kind: Option<String> = "type",
    }
}

choice! {
    Deceased {
        Boolean(bool) = "Boolean",
        DateTime(String) = "DateTime",
    }
}

choice! {
    MultipleBirth {
        Boolean(bool) = "Boolean",
        Integer(i64) = "Integer",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/relatedperson.html>
    RelatedPerson {
        identifier: Vec<Identifier> = "identifier",
        active: Option<bool> = "active",
        patient: Option<Reference> = "patient",
        relationship: Vec<CodeableConcept> = "relationship",
        name: Vec<HumanName> = "name",
        telecom: Vec<ContactPoint> = "telecom",
        gender: Option<String> = "gender",
        birth_date: Option<String> = "birthDate",
        address: Vec<Address> = "address",
        period: Option<Period> = "period",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/practitioner.html>
    Practitioner {
        identifier: Vec<Identifier> = "identifier",
        active: Option<bool> = "active",
        name: Vec<HumanName> = "name",
        telecom: Vec<ContactPoint> = "telecom",
        address: Vec<Address> = "address",
        gender: Option<String> = "gender",
        qualification: Vec<Qualification> = "qualification",
        communication: Vec<CodeableConcept> = "communication",
    }
}

shape! {
    Qualification {
        identifier: Vec<Identifier> = "identifier",
        code: Option<CodeableConcept> = "code",
        period: Option<Period> = "period",
        issuer: Option<Reference> = "issuer",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/practitionerrole.html>
    PractitionerRole {
        identifier: Vec<Identifier> = "identifier",
        active: Option<bool> = "active",
        period: Option<Period> = "period",
        practitioner: Option<Reference> = "practitioner",
        organization: Option<Reference> = "organization",
        code: Vec<CodeableConcept> = "code",
        specialty: Vec<CodeableConcept> = "specialty",
        location: Vec<Reference> = "location",
        telecom: Vec<ContactPoint> = "telecom",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/organization.html>
    Organization {
        identifier: Vec<Identifier> = "identifier",
        active: Option<bool> = "active",
        kind: Vec<CodeableConcept> = "type",
        name: Option<String> = "name",
        alias: Vec<String> = "alias",
        telecom: Vec<ContactPoint> = "telecom",
        address: Vec<Address> = "address",
        part_of: Option<Reference> = "partOf",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/location.html>
    Location {
        identifier: Vec<Identifier> = "identifier",
        status: Option<String> = "status",
        name: Option<String> = "name",
        alias: Vec<String> = "alias",
        description: Option<String> = "description",
        kind: Vec<CodeableConcept> = "type",
        telecom: Vec<ContactPoint> = "telecom",
        address: Option<Address> = "address",
        physical_type: Option<CodeableConcept> = "physicalType",
        managing_organization: Option<Reference> = "managingOrganization",
        part_of: Option<Reference> = "partOf",
    }
}

resource! {
    /// <https://hl7.org/fhir/R4/coverage.html>
    Coverage {
        identifier: Vec<Identifier> = "identifier",
        status: Option<String> = "status",
        kind: Option<CodeableConcept> = "type",
        policy_holder: Option<Reference> = "policyHolder",
        subscriber: Option<Reference> = "subscriber",
        subscriber_id: Option<String> = "subscriberId",
        beneficiary: Option<Reference> = "beneficiary",
        dependent: Option<String> = "dependent",
        relationship: Option<CodeableConcept> = "relationship",
        period: Option<Period> = "period",
        payor: Vec<Reference> = "payor",
        class: Vec<CoverageClass> = "class",
        order: Option<i64> = "order",
        network: Option<String> = "network",
        cost_to_beneficiary: Vec<CostToBeneficiary> = "costToBeneficiary",
    }
}

shape! {
    CoverageClass {
        kind: Option<CodeableConcept> = "type",
        value: Option<String> = "value",
        name: Option<String> = "name",
    }
}

shape! {
    CostToBeneficiary {
        kind: Option<CodeableConcept> = "type",
        value_quantity: Option<Quantity> = "valueQuantity",
        value_money: Option<Money> = "valueMoney",
    }
}

shape! {
    Money {
        value: Option<crate::Decimal> = "value",
        currency: Option<String> = "currency",
    }
}
