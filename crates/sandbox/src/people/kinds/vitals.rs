//! Vital signs (US Core vital signs profiles).

use jiff::civil::Date;
use serde_json::{Value, json};

use super::visits::Visit;
use crate::people::folder::{Folder, Sex};
use crate::people::shapes::{LOINC, coding, concept, hl7, instant, quantity, reference, rounded};

pub struct Sign {
    key: &'static str,
    profile: &'static str,
    codings: &'static [(&'static str, &'static str)],
    label: &'static str,
    unit: (&'static str, &'static str),
}

pub static WEIGHT: Sign = Sign {
    key: "weight",
    profile: "us-core-body-weight",
    codings: &[("29463-7", "Body weight")],
    label: "Weight",
    unit: ("kg", "kg"),
};
pub static WEIGHT_POUNDS: Sign = Sign {
    key: "weight",
    profile: "us-core-body-weight",
    codings: &[("29463-7", "Body weight")],
    label: "Weight",
    unit: ("lb", "[lb_av]"),
};
pub static HEIGHT: Sign = Sign {
    key: "height",
    profile: "us-core-body-height",
    codings: &[("8302-2", "Body height")],
    label: "Height",
    unit: ("cm", "cm"),
};
pub static BMI: Sign = Sign {
    key: "bmi",
    profile: "us-core-bmi",
    codings: &[("39156-5", "Body mass index (BMI) [Ratio]")],
    label: "Body mass index",
    unit: ("kg/m2", "kg/m2"),
};
pub static HEART_RATE: Sign = Sign {
    key: "pulse",
    profile: "us-core-heart-rate",
    codings: &[("8867-4", "Heart rate")],
    label: "Heart rate",
    unit: ("/min", "/min"),
};
pub static RESPIRATION: Sign = Sign {
    key: "breaths",
    profile: "us-core-respiratory-rate",
    codings: &[("9279-1", "Respiratory rate")],
    label: "Respiratory rate",
    unit: ("/min", "/min"),
};
pub static TEMPERATURE: Sign = Sign {
    key: "temperature",
    profile: "us-core-body-temperature",
    codings: &[("8310-5", "Body temperature")],
    label: "Temperature",
    unit: ("°C", "Cel"),
};
pub static OXYGEN: Sign = Sign {
    key: "oxygen",
    profile: "us-core-pulse-oximetry",
    codings: &[
        ("59408-5", "Oxygen saturation in Arterial blood by Pulse oximetry"),
        ("2708-6", "Oxygen saturation in Arterial blood"),
    ],
    label: "Oxygen saturation",
    unit: ("%", "%"),
};
pub static HEAD: Sign = Sign {
    key: "head",
    profile: "us-core-head-circumference",
    codings: &[("9843-4", "Head Occipital-frontal circumference")],
    label: "Head circumference",
    unit: ("cm", "cm"),
};
pub static BMI_PERCENTILE: Sign = Sign {
    key: "bmi-percentile",
    profile: "pediatric-bmi-for-age",
    codings: &[("59576-9", "Body mass index (BMI) [Percentile] Per age and sex")],
    label: "BMI percentile",
    unit: ("%", "%"),
};

impl Folder {
    /// Files one vital sign taken at a visit.
    pub fn sign(&mut self, visit: &Visit, sign: &Sign, value: &str) -> String {
        let mut body = self.vital(visit, sign.codings, sign.label);
        body["valueQuantity"] = quantity(value, sign.unit.0, sign.unit.1);
        self.file(sign.key, sign.profile, body)
    }

    /// Files a blood pressure, systolic over diastolic, in mmHg.
    pub fn blood_pressure(&mut self, visit: &Visit, systolic: i64, diastolic: i64) -> String {
        let part = |code: &str, display: &str, value: i64| {
            json!({
                "code": concept(LOINC, code, display),
                "valueQuantity": quantity(&value.to_string(), "mmHg", "mm[Hg]"),
            })
        };
        let mut body = self.vital(
            visit,
            &[("85354-9", "Blood pressure panel with all children optional")],
            "Blood pressure",
        );
        body["component"] = json!([
            part("8480-6", "Systolic blood pressure", systolic),
            part("8462-4", "Diastolic blood pressure", diastolic),
        ]);
        self.file("pressure", "us-core-blood-pressure", body)
    }

    fn vital(&self, visit: &Visit, codings: &[(&str, &str)], label: &str) -> Value {
        let codings: Vec<Value> =
            codings.iter().map(|(code, display)| coding(LOINC, code, display)).collect();
        json!({
            "resourceType": "Observation",
            "status": "final",
            "category": [concept(&hl7("observation-category"), "vital-signs", "Vital Signs")],
            "code": {"coding": codings, "text": label},
            "subject": self.subject(),
            "encounter": reference(&visit.encounter),
            "effectiveDateTime": taken_at(visit.day, self.calendar.today),
            "performer": [reference(&visit.with.reference())],
        })
    }

    /// What a nurse measures at every adult's visit. Weight in kg on that day.
    pub fn adult_signs(&mut self, visit: &Visit, weight: f64, pressure: (i64, i64)) {
        let height = self.adult_height();
        let bmi = weight / (height / 100.0).powi(2);
        let pulse = 72.0 + 7.0 * self.habit("pulse") + 3.0 * self.rng.bell();
        let breaths = self.rng.between(13, 18).to_string();
        let temperature = rounded(36.7 + 0.2 * self.rng.bell(), 1);
        let oxygen = self.rng.between(96, 99).to_string();

        self.blood_pressure(visit, pressure.0, pressure.1);
        self.sign(visit, &WEIGHT, &rounded(weight, 1));
        self.sign(visit, &HEIGHT, &rounded(height, 0));
        self.sign(visit, &BMI, &rounded(bmi, 1));
        self.sign(visit, &HEART_RATE, &rounded(pulse, 0));
        self.sign(visit, &RESPIRATION, &breaths);
        self.sign(visit, &TEMPERATURE, &temperature);
        self.sign(visit, &OXYGEN, &oxygen);
    }

    /// In cm, the same at every visit.
    pub fn adult_height(&mut self) -> f64 {
        let mean = match self.sex {
            Sex::Female => 162.0,
            Sex::Male => 176.0,
        };
        (mean + 6.0 * self.habit("height")).round()
    }
}

fn taken_at(day: Date, today: Date) -> String {
    if day == today { day.to_string() } else { instant(day, 9, 5) }
}
