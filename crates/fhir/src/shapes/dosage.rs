//! How a medicine is taken: Dosage and Timing (FHIR R4, 2.24.0.14 and 2.24.0.15).

use super::{CodeableConcept, Period, Quantity, Range, Ratio};
use crate::Decimal;
use crate::shape::{choice, shape};

shape! {
    Timing {
        event: Vec<String> = "event",
        repeat: Option<Repeat> = "repeat",
        code: Option<CodeableConcept> = "code",
    }
}

shape! {
    Repeat {
        count: Option<i64> = "count",
        count_max: Option<i64> = "countMax",
        duration: Option<Decimal> = "duration",
        duration_max: Option<Decimal> = "durationMax",
        duration_unit: Option<String> = "durationUnit",
        frequency: Option<i64> = "frequency",
        frequency_max: Option<i64> = "frequencyMax",
        period: Option<Decimal> = "period",
        period_max: Option<Decimal> = "periodMax",
        period_unit: Option<String> = "periodUnit",
        day_of_week: Vec<String> = "dayOfWeek",
        time_of_day: Vec<String> = "timeOfDay",
        when: Vec<String> = "when",
        offset: Option<i64> = "offset",
    } choice {
        bounds: Bounds = "bounds",
    }
}

choice! {
    Bounds {
        Duration(Quantity) = "Duration",
        Range(Range) = "Range",
        Period(Period) = "Period",
    }
}

shape! {
    Dosage {
        sequence: Option<i64> = "sequence",
        text: Option<String> = "text",
        additional_instruction: Vec<CodeableConcept> = "additionalInstruction",
        patient_instruction: Option<String> = "patientInstruction",
        timing: Option<Timing> = "timing",
        site: Option<CodeableConcept> = "site",
        route: Option<CodeableConcept> = "route",
        method: Option<CodeableConcept> = "method",
        dose_and_rate: Vec<DoseAndRate> = "doseAndRate",
        max_dose_per_period: Option<Ratio> = "maxDosePerPeriod",
        max_dose_per_administration: Option<Quantity> = "maxDosePerAdministration",
        max_dose_per_lifetime: Option<Quantity> = "maxDosePerLifetime",
    } choice {
        as_needed: AsNeeded = "asNeeded",
    }
}

choice! {
    AsNeeded {
        Boolean(bool) = "Boolean",
        CodeableConcept(CodeableConcept) = "CodeableConcept",
    }
}

shape! {
    DoseAndRate {
        kind: Option<CodeableConcept> = "type",
    } choice {
        dose: Dose = "dose",
        rate: Rate = "rate",
    }
}

choice! {
    Dose {
        Range(Range) = "Range",
        Quantity(Quantity) = "Quantity",
    }
}

choice! {
    Rate {
        Ratio(Ratio) = "Ratio",
        Range(Range) = "Range",
        Quantity(Quantity) = "Quantity",
    }
}
