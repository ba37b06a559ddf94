//! Prescriptions and what the pharmacy handed over.

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::people::calendar::shifted;
use crate::people::folder::Folder;
use crate::people::shapes::{
    ACT_CODE, RXNORM, SNOMED, UCUM, concept, hl7, instant, office_hour, reference, shown, words,
};
use crate::people::tables::clinicians::{Clinician, PARK};
use crate::people::tables::drugs::Drug;
use crate::people::tables::problems::Problem;

/// Where the name of the medicine stands: in the request, in a resource inside it, or in one beside it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    Coded,
    Contained,
    Referenced,
}

/// One prescription.
pub struct Prescription<'a> {
    pub drug: &'static Drug,
    pub since: Date,
    /// `active`, `stopped`, `completed`, `on-hold`, …
    pub status: &'a str,
    pub by: &'static Clinician,
    pub why: Option<&'static Problem>,
    pub refills_left: i64,
    /// How many times it was handed over, and how long ago the last time.
    pub fills: i64,
    pub last_fill_days_ago: i64,
    pub naming: Naming,
}

impl Prescription<'_> {
    pub fn of(drug: &'static Drug, since: Date, by: &'static Clinician) -> Self {
        Prescription {
            drug,
            since,
            status: "active",
            by,
            why: None,
            refills_left: 3,
            fills: 2,
            last_fill_days_ago: 20,
            naming: Naming::Coded,
        }
    }
}

impl Folder {
    /// Files the request and its dispenses; answers the request.
    pub fn prescribe(&mut self, order: Prescription<'_>) -> String {
        let authored = office_hour(order.since, &mut self.rng);
        let fills: Vec<Date> = (0..order.fills)
            .rev()
            .map(|fill| self.calendar.days_ago(order.last_fill_days_ago + fill * order.drug.supply.1))
            .filter(|day| *day >= order.since)
            .collect();
        let body = self.request(&order, &authored, fills.len());
        let request = self.file(&format!("rx-{}", order.drug.key), "us-core-medicationrequest", body);
        for (index, day) in fills.into_iter().enumerate() {
            let body = self.dispense(&order, &request, day, index == 0);
            self.file(&format!("fill-{}", order.drug.key), "us-core-medicationdispense", body);
        }
        request
    }

    /// A medicine that the patient says they take, bought without a prescription.
    pub fn self_reported(&mut self, name: &str, label: &str, since: Date) -> String {
        let body = json!({
            "resourceType": "MedicationRequest",
            "status": "active",
            "intent": "plan",
            "reportedBoolean": true,
            "medicationCodeableConcept": words(name),
            "subject": self.subject(),
            "authoredOn": since.to_string(),
            "requester": self.subject(),
            "dosageInstruction": [{"text": label}],
        });
        self.file("rx-own", "us-core-medicationrequest", body)
    }

    fn request(&self, order: &Prescription<'_>, authored: &str, fills: usize) -> Value {
        let drug = order.drug;
        // The first fill is no refill.
        let refills_allowed = order.refills_left + fills.saturating_sub(1) as i64;
        let mut body = json!({
            "resourceType": "MedicationRequest",
            "status": order.status,
            "intent": "order",
            "category": [concept(&hl7("medicationrequest-category"), "community", "Community")],
            "reportedBoolean": false,
            "subject": self.subject(),
            "authoredOn": authored,
            "requester": shown(&order.by.reference(), &order.by.name()),
            "reasonCode": order.why.map(|why| vec![concept(SNOMED, why.snomed, why.name)]),
            "dosageInstruction": [dosage(drug)],
            "dispenseRequest": {
                "validityPeriod": {"start": order.since.to_string(), "end": shifted(order.since, 365).max(self.calendar.in_days(200)).to_string()},
                "numberOfRepeatsAllowed": refills_allowed,
                "quantity": {"value": drug.supply.0, "unit": drug.unit, "system": UCUM, "code": format!("{{{}}}", drug.unit)},
                "expectedSupplyDuration": {"value": drug.supply.1, "unit": "days", "system": UCUM, "code": "d"},
                "performer": shown("Organization/harbor-pharmacy", "Harbor Pharmacy"),
            },
        });
        match order.naming {
            Naming::Coded => body["medicationCodeableConcept"] = drug_concept(drug),
            Naming::Contained => {
                body["contained"] =
                    json!([{"resourceType": "Medication", "id": "drug", "code": drug_concept(drug)}]);
                body["medicationReference"] = reference("#drug");
            }
            Naming::Referenced => {
                body["medicationReference"] = shown(&format!("Medication/{}", drug.key), drug.name);
            }
        }
        body
    }

    fn dispense(&self, order: &Prescription<'_>, request: &str, day: Date, is_first: bool) -> Value {
        let drug = order.drug;
        let (code, display) =
            if is_first { ("FFC", "First Fill - Complete") } else { ("RFC", "Refill - Complete") };
        json!({
            "resourceType": "MedicationDispense",
            "status": "completed",
            "medicationCodeableConcept": drug_concept(drug),
            "subject": self.subject(),
            "performer": [{"actor": shown(&PARK.reference(), &PARK.name())}],
            "authorizingPrescription": [reference(request)],
            "type": concept(ACT_CODE, code, display),
            "quantity": {"value": drug.supply.0, "unit": drug.unit, "system": UCUM, "code": format!("{{{}}}", drug.unit)},
            "daysSupply": {"value": drug.supply.1, "unit": "days", "system": UCUM, "code": "d"},
            "whenHandedOver": instant(day, 15, 40),
            "dosageInstruction": [dosage(drug)],
        })
    }
}

pub fn drug_concept(drug: &Drug) -> Value {
    if drug.rxnorm.is_empty() { words(drug.name) } else { concept(RXNORM, drug.rxnorm, drug.name) }
}

fn dosage(drug: &Drug) -> Value {
    json!({
        "text": drug.label,
        "timing": {"repeat": {"frequency": drug.times_a_day, "period": 1, "periodUnit": "d"}},
        "asNeededBoolean": drug.label.contains("if needed"),
        "route": concept(SNOMED, drug.route.0, drug.route.1),
    })
}
