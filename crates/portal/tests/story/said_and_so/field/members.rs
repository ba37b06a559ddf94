//! A member of each class that has no bundle.

use serde_json::{Value, json};

const UCUM: &str = "http://unitsofmeasure.org";
/// `25 µg a day` in ISO 8859-1.
const MICRO: &str = "MjUgtWcgYSBkYXk=";
/// `Pain <2 of 10.`, broken into lines and without its padding.
const WRAPPED: &str = "UGFpbiA8\r\n MiBvZiAxMC4";

/// Something of the patient of a case.
fn of(case: &str, id: &str, kind: &str, more: Value) -> Value {
    let patient = json!({"reference": format!("Patient/class{case}")});
    let mut own = json!({"resourceType": kind, "id": id, "subject": patient, "patient": patient});
    own.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    own
}

fn person(case: &str) -> Value {
    json!({"resourceType": "Patient", "id": format!("class{case}"), "active": true, "gender": "female",
        "birthDate": "1964-04-24", "name": [{"use": "official", "family": "Class", "given": [format!("Case{case}")]}]})
}

fn loinc(codes: &[&str], words: &str) -> Value {
    let codings: Vec<Value> =
        codes.iter().map(|code| json!({"system": "http://loinc.org", "code": code})).collect();
    json!({"coding": codings, "text": words})
}

fn quantity(text: &str, unit: &str) -> Value {
    let number: Value = text.parse().unwrap();
    json!({"value": number, "unit": unit, "system": UCUM, "code": unit})
}

fn above(text: &str, unit: &str) -> Value {
    let mut own = quantity(text, unit);
    own["comparator"] = json!(">");
    own
}

fn observation(case: &str, id: &str, category: &str, more: Value) -> Value {
    let mut own = of(
        case,
        id,
        "Observation",
        json!({"status": "final", "effectiveDateTime": "2026-01-12T09:30:00-05:00",
        "category": [{"coding": [{"code": category}]}]}),
    );
    own.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    own
}

fn vital(case: &str, id: &str, more: Value) -> Value {
    observation(case, id, "vital-signs", more)
}

fn laboratory(case: &str, id: &str, more: Value) -> Value {
    observation(case, id, "laboratory", more)
}

fn pressure(high: Value, low: Value) -> Value {
    json!({"code": loinc(&["85354-9"], "Blood pressure"), "component": [
        {"code": loinc(&["8459-0", "8480-6"], "Systolic"), "valueQuantity": high},
        {"code": loinc(&["8453-3", "8462-4"], "Diastolic"), "valueQuantity": low}]})
}

fn vaccine(case: &str, id: &str, more: Value) -> Value {
    let mut own =
        of(case, id, "Immunization", json!({"status": "completed", "vaccineCode": {"text": "Measles"}}));
    own.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    own
}

fn note(case: &str, id: &str, content_type: &str, data: &str) -> Value {
    of(
        case,
        id,
        "DocumentReference",
        json!({"status": "current", "type": {"text": "Progress note"},
        "date": "2025-11-02T11:00:00-05:00", "content": [{"attachment": {"contentType": content_type, "data": data}}]}),
    )
}

fn vital_signs() -> Vec<Value> {
    let absent = json!({"coding": [{"code": "not-performed"}]});
    vec![
        vital(
            "03",
            "c03-pulse",
            json!({"code": loinc(&["8867-4"], "Pulse"), "valueQuantity": above("250", "/min")}),
        ),
        vital("03", "c03-bp", pressure(above("300", "mm[Hg]"), quantity("110", "mm[Hg]"))),
        vital(
            "13",
            "c13-temp",
            json!({"code": loinc(&["8328-7", "8310-5"], "Temperature"), "valueQuantity": quantity("37.1", "Cel")}),
        ),
        vital(
            "13",
            "c13-temp-b",
            json!({"code": loinc(&["8310-5"], "Temperature"), "valueQuantity": quantity("36.9", "Cel")}),
        ),
        vital("13", "c13-bp", pressure(quantity("128", "mm[Hg]"), quantity("82", "mm[Hg]"))),
        laboratory(
            "13",
            "c13-glucose",
            json!({"code": loinc(&["99999-9", "2345-7"], "Sugar"), "valueQuantity": quantity("96", "mg/dL")}),
        ),
        vital("14", "c14-pulse", json!({"code": loinc(&["8867-4"], "Pulse"), "dataAbsentReason": absent})),
    ]
}

fn health() -> Vec<Value> {
    let origin = json!({"coding": [{"code": "recall"}]});
    vec![
        vaccine(
            "07",
            "c07-words",
            json!({"occurrenceString": "as a child", "primarySource": false, "reportOrigin": origin}),
        ),
        of(
            "12",
            "c12-asthma",
            "Condition",
            json!({"code": {"text": "Asthma"}, "onsetDateTime": "1999-04-01T00:00:00Z",
            "clinicalStatus": {"coding": [{"code": "active"}]}, "verificationStatus": {"coding": [{"code": "confirmed"}]}}),
        ),
        vaccine("12", "c12-vaccine", json!({"occurrenceDateTime": "2021-03-01T00:00:00Z"})),
        laboratory(
            "12",
            "c12-draw",
            json!({"code": loinc(&["2345-7"], "Glucose"), "effectiveDateTime": "2026-01-12T00:00:00Z",
            "valueQuantity": quantity("96", "mg/dL")}),
        ),
        of(
            "21",
            "c21-visit",
            "Encounter",
            json!({"status": "finished", "class": {"code": "EMER"},
            "reasonCode": [{"text": "Fall from a ladder"}], "location": [{"location": {"display": "Elm Street Hospital"}}],
            "period": {"start": "2025-10-01T10:00:00-04:00", "end": "2025-10-01T12:00:00-04:00"}}),
        ),
    ]
}

fn papers() -> Vec<Value> {
    vec![
        note("17", "c17-declared", "text/plain; charset=ISO-8859-1", MICRO),
        note("17", "c17-undeclared", "text/plain", MICRO),
        note("18", "c18-wrapped", "text/plain", WRAPPED),
        note("18", "c18-damaged", "text/plain", "%%% no base64 %%%"),
    ]
}

fn marked(id: &str, value: &str, more: Value) -> Value {
    let mut own =
        laboratory("25", id, json!({"code": {"text": id}, "valueQuantity": quantity(value, "mmol/L")}));
    own.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    own
}

fn results() -> Vec<Value> {
    vec![
        marked("c25-panic", "6.9", json!({"interpretation": [{"text": "High Panic"}]})),
        marked(
            "c25-star",
            "6.4",
            json!({"interpretation": [{"coding": [{"system": "urn:local", "code": "H*"}]}]}),
        ),
        marked("c25-crit", "6.8", json!({"interpretation": [{"text": "Crit"}]})),
        marked("c25-plain", "5.2", json!({"interpretation": [{"text": "*"}]})),
        marked("c25-range", "5.9", json!({"referenceRange": [{"text": "3.5 - 5.1"}]})),
    ]
}

fn medicines() -> Vec<Value> {
    let medicine = json!({"coding": [{"system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "314076"}],
        "text": "Lisinopril 10 MG Oral Tablet"});
    let fill = |id: &str, at: &str| {
        of(
            "27",
            id,
            "MedicationDispense",
            json!({"status": "completed", "medicationCodeableConcept": medicine,
            "whenHandedOver": at, "daysSupply": {"value": 30, "unit": "days"}}),
        )
    };
    vec![
        of(
            "27",
            "c27-order",
            "MedicationRequest",
            json!({"status": "active", "intent": "order", "authoredOn": "2025-06-01",
            "medicationCodeableConcept": medicine, "dosageInstruction": [{"text": "Once a day"}],
            "dispenseRequest": {"numberOfRepeatsAllowed": 3, "validityPeriod": {"end": "2025-12-31"}}}),
        ),
        fill("c27-first", "2025-06-02"),
        fill("c27-second", "2025-07-01"),
    ]
}

pub fn all() -> Vec<Value> {
    let people = ["03", "07", "12", "13", "14", "17", "18", "21", "25", "27"].map(person);
    let parts = [vital_signs(), health(), papers(), results(), medicines()];
    people.into_iter().chain(parts.concat()).collect()
}
