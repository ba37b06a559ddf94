use super::{Annotation, CodeableConcept, Period, Quantity, Range, Ratio, Reference, SampledData, When};
use crate::shape::{choice, resource, shape};

resource! {
    /// <https://hl7.org/fhir/R4/observation.html>
    Observation {
        identifier: Vec<super::Identifier> = "identifier",
        based_on: Vec<Reference> = "basedOn",
        part_of: Vec<Reference> = "partOf",
        status: Option<String> = "status",
        category: Vec<CodeableConcept> = "category",
        code: Option<CodeableConcept> = "code",
        subject: Option<Reference> = "subject",
        encounter: Option<Reference> = "encounter",
        issued: Option<String> = "issued",
        performer: Vec<Reference> = "performer",
        data_absent_reason: Option<CodeableConcept> = "dataAbsentReason",
        interpretation: Vec<CodeableConcept> = "interpretation",
        note: Vec<Annotation> = "note",
        body_site: Option<CodeableConcept> = "bodySite",
        method: Option<CodeableConcept> = "method",
        specimen: Option<Reference> = "specimen",
        device: Option<Reference> = "device",
        reference_range: Vec<ReferenceRange> = "referenceRange",
        has_member: Vec<Reference> = "hasMember",
        derived_from: Vec<Reference> = "derivedFrom",
        component: Vec<Component> = "component",
    } choice {
        effective: When = "effective",
        value: Value = "value",
    }
}

shape! {
    Component {
        code: Option<CodeableConcept> = "code",
        data_absent_reason: Option<CodeableConcept> = "dataAbsentReason",
        interpretation: Vec<CodeableConcept> = "interpretation",
        reference_range: Vec<ReferenceRange> = "referenceRange",
    } choice {
        value: Value = "value",
    }
}

shape! {
    ReferenceRange {
        low: Option<Quantity> = "low",
        high: Option<Quantity> = "high",
        kind: Option<CodeableConcept> = "type",
        applies_to: Vec<CodeableConcept> = "appliesTo",
        age: Option<Range> = "age",
        text: Option<String> = "text",
    }
}

choice! {
    /// The result itself: Observation.value[x].
    Value {
        Quantity(Quantity) = "Quantity",
        CodeableConcept(CodeableConcept) = "CodeableConcept",
        String(String) = "String",
        Boolean(bool) = "Boolean",
        Integer(i64) = "Integer",
        Range(Range) = "Range",
        Ratio(Ratio) = "Ratio",
        SampledData(SampledData) = "SampledData",
        Time(String) = "Time",
        DateTime(String) = "DateTime",
        Period(Period) = "Period",
    }
}
