//! Clotting tests of somebody on warfarin: judged by the aim of the treatment, not by a healthy person's range.

use jiff::civil::Date;
use serde_json::json;

use super::lab_observation::interpretation;
use super::labs::{Draw, Drawn};
use crate::people::folder::Folder;
use crate::people::shapes::{coding, hl7, quantity};
use crate::people::tables::clinicians::Clinician;
use crate::people::tables::panels::CLOTTING;

impl Folder {
    /// Files an INR with the therapeutic range 2.0 to 3.0, and the prothrombin time without one.
    pub fn inr_on_warfarin(&mut self, day: Date, inr: &str, by: &'static Clinician, status: &str) -> Drawn {
        let drawn = self.draw(Draw { reads: &[("inr", inr)], by, status, ..Draw::of(&CLOTTING, day) });
        let value: f64 = inr.parse().expect("an INR is a number");
        let flag = match value {
            _ if value > 5.0 => "HH",
            _ if value > 3.0 => "H",
            _ if value < 2.0 => "L",
            _ => "N",
        };
        let limit = |value: &str| quantity(value, "INR", "{INR}");
        self.edit(drawn.of("inr"), |observation| {
            observation["interpretation"] = json!([interpretation(flag)]);
            observation["referenceRange"] = json!([{
                "low": limit("2.0"),
                "high": limit("3.0"),
                "type": {"coding": [coding(&hl7("referencerange-meaning"), "therapeutic", "Therapeutic Desired Level")]},
                "text": "2.0-3.0 on warfarin",
            }]);
        });
        self.edit(drawn.of("pt"), |observation| {
            let fields = observation.as_object_mut().expect("a resource is an object");
            fields.remove("interpretation");
            fields.remove("referenceRange");
        });
        drawn
    }
}
