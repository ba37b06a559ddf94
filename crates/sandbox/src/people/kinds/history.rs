//! What was done, what somebody carries, and what runs in the family.

use jiff::civil::Date;
use serde_json::json;

use super::visits::Visit;
use crate::people::folder::Folder;
use crate::people::shapes::{SNOMED, concept, hl7, reference, shown};

impl Folder {
    /// A procedure with its SNOMED CT code, where it was done and what came of it.
    pub fn procedure(&mut self, visit: &Visit, code: (&str, &str), site: (&str, &str), note: &str) -> String {
        let body = json!({
            "resourceType": "Procedure",
            "status": "completed",
            "code": concept(SNOMED, code.0, code.1),
            "subject": self.subject(),
            "encounter": reference(&visit.encounter),
            "performedDateTime": visit.day.to_string(),
            "performer": [{"actor": shown(&visit.with.reference(), &visit.with.name())}],
            "bodySite": [concept(SNOMED, site.0, site.1)],
            "note": [{"text": note}],
        });
        self.file("procedure", "us-core-procedure", body)
    }

    /// A device in use, with its numbers.
    pub fn device(&mut self, code: (&str, &str), maker: &str, model: &str, made: Date) -> String {
        let body = json!({
            "resourceType": "Device",
            "status": "active",
            "type": concept(SNOMED, code.0, code.1),
            "manufacturer": maker,
            "modelNumber": model,
            "manufactureDate": made.to_string(),
            "patient": self.subject(),
        });
        self.file("device", "base:Device", body)
    }

    /// A relative, what they had and how old they were.
    pub fn runs_in_family(
        &mut self,
        relative: (&str, &str),
        illness: (&str, &str),
        age_years: i64,
    ) -> String {
        let body = json!({
            "resourceType": "FamilyMemberHistory",
            "status": "completed",
            "patient": self.subject(),
            "date": self.calendar.office_day(66).to_string(),
            "relationship": concept(&hl7("v3-RoleCode"), relative.0, relative.1),
            "condition": [{
                "code": concept(SNOMED, illness.0, illness.1),
                "onsetAge": {"value": age_years, "unit": "years", "system": "http://unitsofmeasure.org", "code": "a"},
            }],
        });
        self.file("family", "base:FamilyMemberHistory", body)
    }
}
