//! Appointments, to come and past.

use jiff::civil::Date;
use serde_json::json;

use crate::people::folder::Folder;
use crate::people::shapes::{concept, hl7, instant, shown, words};
use crate::people::tables::clinicians::Clinician;

impl Folder {
    /// An appointment of 30 minutes; `status` is `booked`, `fulfilled`, `cancelled`, `noshow`, …
    pub fn appointment(
        &mut self,
        day: Date,
        time: (i64, i64),
        with: &Clinician,
        why: &str,
        status: &str,
    ) -> String {
        let (hour, minute) = time;
        let end = hour * 60 + minute + 30;
        let seen = if status == "booked" || status == "fulfilled" { "accepted" } else { "declined" };
        let place = with.place;
        let body = json!({
            "resourceType": "Appointment",
            "status": status,
            "serviceType": [words(with.specialty.1)],
            "appointmentType": concept(&hl7("v2-0276"), "FOLLOWUP", "A follow up visit from a previous appointment"),
            "description": why,
            "reasonCode": [words(why)],
            "start": instant(day, hour, minute),
            "end": instant(day, end / 60, end % 60),
            "minutesDuration": 30,
            "created": instant(self.calendar.days_ago(20).min(day), 10, 0),
            "participant": [
                {"actor": self.subject(), "required": "required", "status": seen},
                {"actor": shown(&with.reference(), &with.name()), "required": "required", "status": "accepted"},
                {"actor": shown(&format!("Location/{}", place.id), place.name), "required": "required", "status": "accepted"},
            ],
        });
        self.file("appointment", "base:Appointment", body)
    }
}
