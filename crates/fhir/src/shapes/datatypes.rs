//! General-purpose data types (FHIR R4, 2.24).

use super::Timing;
use crate::Decimal;
use crate::shape::{choice, shape};

shape! {
    Meta {
        version_id: Option<String> = "versionId",
        last_updated: Option<String> = "lastUpdated",
        source: Option<String> = "source",
        profile: Vec<String> = "profile",
        security: Vec<Coding> = "security",
        tag: Vec<Coding> = "tag",
    }
}

shape! {
    Coding {
        system: Option<String> = "system",
        version: Option<String> = "version",
        code: Option<String> = "code",
        display: Option<String> = "display",
        user_selected: Option<bool> = "userSelected",
    }
}

shape! {
    CodeableConcept {
        coding: Vec<Coding> = "coding",
        text: Option<String> = "text",
    }
}

impl CodeableConcept {
    /// The first code of one code system.
    pub fn code_in(&self, system: &str) -> Option<&str> {
        self.coding.iter().find(|coding| coding.system.as_deref() == Some(system))?.code.as_deref()
    }

    /// The words to show: the clinician's own text, else the first display that a coding has.
    pub fn words(&self) -> Option<&str> {
        let chosen = self.coding.iter().filter(|coding| coding.user_selected == Some(true));
        let displays = chosen.chain(&self.coding).find_map(|coding| coding.display.as_deref());
        self.text.as_deref().or(displays)
    }
}

shape! {
    Reference {
        reference: Option<String> = "reference",
        kind: Option<String> = "type",
        identifier: Option<Box<Identifier>> = "identifier",
        display: Option<String> = "display",
    }
}

shape! {
    Identifier {
        use_: Option<String> = "use",
        kind: Option<CodeableConcept> = "type",
        system: Option<String> = "system",
        value: Option<String> = "value",
        period: Option<Period> = "period",
        assigner: Option<Reference> = "assigner",
    }
}

shape! {
    HumanName {
        use_: Option<String> = "use",
        text: Option<String> = "text",
        family: Option<String> = "family",
        given: Vec<String> = "given",
        prefix: Vec<String> = "prefix",
        suffix: Vec<String> = "suffix",
        period: Option<Period> = "period",
    }
}

shape! {
    Address {
        use_: Option<String> = "use",
        kind: Option<String> = "type",
        text: Option<String> = "text",
        line: Vec<String> = "line",
        city: Option<String> = "city",
        district: Option<String> = "district",
        state: Option<String> = "state",
        postal_code: Option<String> = "postalCode",
        country: Option<String> = "country",
        period: Option<Period> = "period",
    }
}

shape! {
    ContactPoint {
        system: Option<String> = "system",
        value: Option<String> = "value",
        use_: Option<String> = "use",
        rank: Option<i64> = "rank",
        period: Option<Period> = "period",
    }
}

shape! {
    Period {
        start: Option<String> = "start",
        end: Option<String> = "end",
    }
}

shape! {
    /// Also Age, Count, Distance, Duration and SimpleQuantity.
    Quantity {
        value: Option<Decimal> = "value",
        comparator: Option<String> = "comparator",
        unit: Option<String> = "unit",
        system: Option<String> = "system",
        code: Option<String> = "code",
    }
}

shape! {
    Range {
        low: Option<Quantity> = "low",
        high: Option<Quantity> = "high",
    }
}

shape! {
    Ratio {
        numerator: Option<Quantity> = "numerator",
        denominator: Option<Quantity> = "denominator",
    }
}

shape! {
    SampledData {
        origin: Option<Quantity> = "origin",
        period: Option<Decimal> = "period",
        factor: Option<Decimal> = "factor",
        lower_limit: Option<Decimal> = "lowerLimit",
        upper_limit: Option<Decimal> = "upperLimit",
        dimensions: Option<i64> = "dimensions",
        data: Option<String> = "data",
    }
}

shape! {
    Annotation {
        time: Option<String> = "time",
        text: Option<String> = "text",
    } choice {
        author: AnnotationAuthor = "author",
    }
}

choice! {
    AnnotationAuthor {
        Reference(Reference) = "Reference",
        String(String) = "String",
    }
}

shape! {
    Narrative {
        status: Option<String> = "status",
        /// XHTML as sent. Clean it before it meets a page.
        div: Option<String> = "div",
    }
}

shape! {
    Attachment {
        content_type: Option<String> = "contentType",
        language: Option<String> = "language",
        /// Base64 as sent.
        data: Option<String> = "data",
        url: Option<String> = "url",
        size: Option<i64> = "size",
        hash: Option<String> = "hash",
        title: Option<String> = "title",
        creation: Option<String> = "creation",
    }
}

shape! {
    Extension {
        url: Option<String> = "url",
        extension: Vec<Extension> = "extension",
        value_string: Option<String> = "valueString",
        value_code: Option<String> = "valueCode",
        value_coding: Option<Coding> = "valueCoding",
        value_codeable_concept: Option<CodeableConcept> = "valueCodeableConcept",
        value_reference: Option<Reference> = "valueReference",
        value_boolean: Option<bool> = "valueBoolean",
        value_address: Option<Address> = "valueAddress",
        value_decimal: Option<Decimal> = "valueDecimal",
        value_date_time: Option<String> = "valueDateTime",
    }
}

choice! {
    /// When something began, ended or was done, as precisely as the clinic knows.
    When {
        DateTime(String) = "DateTime",
        Date(String) = "Date",
        Age(Quantity) = "Age",
        Period(Period) = "Period",
        Range(Range) = "Range",
        String(String) = "String",
        Timing(Box<Timing>) = "Timing",
        Instant(String) = "Instant",
        Boolean(bool) = "Boolean",
    }
}

impl When {
    /// The date or instant at which it began, where it is one.
    pub fn start(&self) -> Option<&str> {
        match self {
            Self::DateTime(at) | Self::Date(at) | Self::Instant(at) => Some(at),
            Self::Period(period) => period.start.as_deref().or(period.end.as_deref()),
            Self::Timing(timing) => timing.event.first().map(String::as_str),
            _ => None,
        }
    }
}
