//! Immunizations (US Core Immunization).

use jiff::Span;
use jiff::civil::Date;
use serde_json::json;

use super::visits::organization;
use crate::people::calendar::{months_between, shifted, working_day};
use crate::people::folder::Folder;
use crate::people::shapes::{CVX, concept};
use crate::people::tables::vaccines::{CHILDHOOD, FLU, Vaccine};

impl Folder {
    pub fn immunize(&mut self, vaccine: &Vaccine, day: Date) -> String {
        self.immunize_dose(vaccine, day, None)
    }

    fn immunize_dose(&mut self, vaccine: &Vaccine, day: Date, dose: Option<(u8, u8)>) -> String {
        let lot = format!("RV{:05}", self.rng.between(10_000, 99_999));
        let at = if self.age_on(day) < 18 { "riverside-childrens" } else { "riverside-clinic" };
        let body = json!({
            "resourceType": "Immunization",
            "status": "completed",
            "vaccineCode": concept(CVX, vaccine.cvx, vaccine.name),
            "patient": self.subject(),
            "occurrenceDateTime": day.to_string(),
            "primarySource": true,
            "lotNumber": lot,
            "performer": [{"actor": organization(at)}],
            "protocolApplied": dose.map(|(dose, of)| json!([{"doseNumberPositiveInt": dose, "seriesDosesPositiveInt": of}])),
        });
        self.file("vaccine", "us-core-immunization", body)
    }

    /// Every dose of the childhood schedule that was due by today.
    pub fn childhood_vaccines(&mut self) {
        for (month, vaccine, dose, of) in CHILDHOOD {
            let due = self.born.saturating_add(Span::new().months(*month));
            let day = working_day(shifted(due, self.rng.between(2, 12)));
            if day < self.calendar.today {
                self.immunize_dose(vaccine, day, Some((*dose, *of)));
            }
        }
    }

    /// A flu shot each autumn of the last `years` that has passed.
    pub fn flu_shots(&mut self, years: i16) {
        for back in (0..years).rev() {
            let autumn = Date::constant(self.calendar.today.year() - back, 10, self.rng.between(3, 27) as i8);
            if autumn < self.calendar.today && months_between(self.born, autumn) >= 6 {
                self.immunize(&FLU, working_day(autumn));
            }
        }
    }
}
