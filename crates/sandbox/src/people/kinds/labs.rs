//! Laboratory panels: an order, a specimen, observations and the report that holds them together.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::lab_observation::{Reading, derived};
use super::visits::{Visit, organization};
use crate::people::calendar::{shifted, working_day};
use crate::people::folder::Folder;
use crate::people::rng::Rng;
use crate::people::shapes::{LOINC, SNOMED, concept, instant, office_hour, reference, rounded, shown};
use crate::people::tables::analyte::{Analyte, Scale};
use crate::people::tables::clinicians::{Clinician, LINDQVIST};
use crate::people::tables::panels::Panel;

/// A laboratory and its customs.
pub struct Laboratory {
    pub organization: &'static str,
    /// Whether it says itself what is high or low.
    pub flags: bool,
}

pub static RIVERSIDE: Laboratory = Laboratory { organization: "riverside-laboratory", flags: true };
pub static NORTHGATE: Laboratory = Laboratory { organization: "northgate-diagnostics", flags: false };
pub static LAKESHORE: Laboratory = Laboratory { organization: "lakeshore-health", flags: true };

/// One draw of blood (or cup of urine) for one panel. Readings that are not given follow the person's habits.
pub struct Draw<'a> {
    pub panel: &'static Panel,
    pub day: Date,
    /// `142`, `<0.1`, `>=60`, a word, or `?unknown` for a reason why there is none.
    pub reads: &'a [(&'a str, &'a str)],
    pub by: &'static Clinician,
    pub visit: Option<&'a Visit>,
    pub laboratory: &'static Laboratory,
    pub method: Option<&'a str>,
    pub status: &'a str,
    /// With every range of the table and whom each is for, not only the one that fits.
    pub every_range: bool,
    pub fasting: bool,
}

impl Draw<'_> {
    pub fn of(panel: &'static Panel, day: Date) -> Self {
        Draw {
            panel,
            day,
            reads: &[],
            by: &LINDQVIST,
            visit: None,
            laboratory: &RIVERSIDE,
            method: None,
            status: "final",
            every_range: false,
            fasting: false,
        }
    }
}

/// What a draw became.
pub struct Drawn {
    pub report: String,
    observations: Vec<(&'static str, String)>,
}

impl Drawn {
    /// The reference to the observation of an analyte.
    pub fn of(&self, key: &str) -> &str {
        let found = self.observations.iter().find(|(name, _)| *name == key);
        found.map(|(_, reference)| reference.as_str()).expect("a story asks only for analytes of its panel")
    }

    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.observations.iter().map(|(_, reference)| reference.as_str())
    }
}

/// When it was taken and when the laboratory released it.
pub(super) struct Times {
    pub effective: String,
    pub issued: String,
}

impl Folder {
    /// Files the order, the specimen, each observation and the report.
    pub fn draw(&mut self, draw: Draw<'_>) -> Drawn {
        let times = self.times(&draw);
        let order = self.order(&draw);
        let specimen = self.specimen(&draw, &times);
        let readings = self.readings(&draw);

        let mut observations = Vec::new();
        for analyte in draw.panel.analytes {
            let Some(reading) = readings.get(analyte.key) else { continue };
            let mut body = self.lab_observation(&draw, analyte, reading, &times);
            body["specimen"] = reference(&specimen);
            body["basedOn"] = json!([reference(&order)]);
            let tag = format!("{}-{}", draw.panel.key, analyte.key);
            observations.push((analyte.key, self.file(&tag, "us-core-observation-lab", body)));
        }
        let results: Vec<&str> = observations.iter().map(|(_, reference)| reference.as_str()).collect();
        let body = self.lab_report(&draw, &times, &order, &specimen, &results);
        let report = self.file(&format!("{}-report", draw.panel.key), "us-core-diagnosticreport-lab", body);
        Drawn { report, observations }
    }

    /// All that is drawn on a day is drawn at once and released together.
    fn times(&self, draw: &Draw<'_>) -> Times {
        // Today's results carry the day and are released just after midnight, so that no clock finds them in the future.
        if draw.day == self.calendar.today {
            return Times { effective: draw.day.to_string(), issued: instant(draw.day, 0, 5) };
        }
        let mut clock = Rng::named(0, &format!("{} {}", self.id, draw.day));
        let released = working_day(shifted(draw.day, 3)).min(self.calendar.days_ago(1)).max(draw.day);
        let effective = instant(draw.day, clock.between(7, 11), clock.between(0, 11) * 5);
        Times { effective, issued: instant(released, clock.between(14, 18), clock.between(0, 59)) }
    }

    fn order(&mut self, draw: &Draw<'_>) -> String {
        let panel = draw.panel;
        let authored = office_hour(draw.day, &mut self.rng);
        let body = json!({
            "resourceType": "ServiceRequest",
            "status": "completed",
            "intent": "order",
            "category": [concept(SNOMED, "108252007", "Laboratory procedure")],
            "code": concept(LOINC, panel.loinc, panel.label),
            "subject": self.subject(),
            "encounter": draw.visit.map(|visit| reference(&visit.encounter)),
            "occurrenceDateTime": draw.day.to_string(),
            "authoredOn": if draw.day == self.calendar.today { draw.day.to_string() } else { authored },
            "requester": shown(&draw.by.reference(), &draw.by.name()),
        });
        self.file(&format!("{}-order", panel.key), "us-core-servicerequest", body)
    }

    fn specimen(&mut self, draw: &Draw<'_>, times: &Times) -> String {
        let body = json!({
            "resourceType": "Specimen",
            "type": concept(SNOMED, draw.panel.specimen.0, draw.panel.specimen.1),
            "subject": self.subject(),
            "collection": {
                "collectedDateTime": times.effective,
                "fastingStatusCodeableConcept": draw.fasting.then(|| concept("http://terminology.hl7.org/CodeSystem/v2-0916", "F", "Patient was fasting prior to the procedure.")),
            },
        });
        self.file(&format!("{}-specimen", draw.panel.key), "us-core-specimen", body)
    }

    fn lab_report(
        &self,
        draw: &Draw<'_>,
        times: &Times,
        order: &str,
        specimen: &str,
        results: &[&str],
    ) -> Value {
        let panel = draw.panel;
        json!({
            "resourceType": "DiagnosticReport",
            "basedOn": [reference(order)],
            "status": draw.status,
            "category": [concept("http://terminology.hl7.org/CodeSystem/v2-0074", "LAB", "Laboratory")],
            "code": {"coding": [{"system": LOINC, "code": panel.loinc, "display": panel.display}], "text": panel.label},
            "subject": self.subject(),
            "encounter": draw.visit.map(|visit| reference(&visit.encounter)),
            "effectiveDateTime": times.effective,
            "issued": times.issued,
            "performer": [organization(draw.laboratory.organization)],
            "resultsInterpreter": [shown(&draw.by.reference(), &draw.by.name())],
            "specimen": [reference(specimen)],
            "result": results.iter().map(|to| reference(to)).collect::<Vec<_>>(),
        })
    }

    /// Given readings as they are, the rest by habit, and what follows from others by its formula.
    fn readings(&mut self, draw: &Draw<'_>) -> BTreeMap<&'static str, Reading> {
        let mut readings = BTreeMap::new();
        for analyte in draw.panel.analytes {
            let given = draw.reads.iter().find(|(key, _)| *key == analyte.key);
            let reading = match given {
                Some((_, text)) => Reading::parse(text, analyte),
                None => self.usual(analyte, draw.day),
            };
            readings.insert(analyte.key, reading);
        }
        for analyte in draw.panel.analytes {
            let is_given = draw.reads.iter().any(|(key, _)| *key == analyte.key);
            let Scale::Number { digits, .. } = analyte.scale else { continue };
            if let Some(value) = derived(analyte.key, &readings, self.sex, self.age_on(draw.day))
                && !is_given
            {
                readings.insert(analyte.key, Reading::Number(rounded(value, digits)));
            }
        }
        readings
    }

    fn usual(&mut self, analyte: &'static Analyte, day: Date) -> Reading {
        match analyte.scale {
            Scale::Text(usual) => Reading::Text(usual.to_owned()),
            Scale::Coded(answers) => Reading::Coded(&answers[0]),
            Scale::Number { digits, mean, deviation, .. } => {
                let (mean, deviation) = self.typical(analyte, mean, deviation, day);
                let habit = self.habit(analyte.key);
                let value = mean + deviation * (0.75 * habit + 0.4 * self.rng.bell());
                Reading::Number(rounded(value.max(deviation * 0.1), digits))
            }
        }
    }

    /// How this person differs from the mean, the same at each draw.
    pub fn habit(&mut self, key: &'static str) -> f64 {
        if let Some(habit) = self.habits.get(key) {
            return *habit;
        }
        let habit = self.rng.bell().clamp(-1.6, 1.6);
        self.habits.insert(key, habit);
        habit
    }

    /// Moves a habit: an ailment shows in the results.
    pub fn lean(&mut self, key: &'static str, deviations: f64) {
        let habit = self.habit(key);
        self.habits.insert(key, habit * 0.4 + deviations / 0.75);
    }

    /// The mean moves to the middle of the range for this age and sex where the table's mean lies outside.
    fn typical(&self, analyte: &Analyte, mean: f64, deviation: f64, day: Date) -> (f64, f64) {
        let age = self.age_on(day);
        let range = analyte.ranges.iter().find(|range| range.fits(self.sex, age));
        let Some((Some(low), Some(high))) = range.map(|range| (range.low, range.high)) else {
            return (mean, deviation);
        };
        let (Ok(low), Ok(high)) = (low.parse::<f64>(), high.parse::<f64>()) else { return (mean, deviation) };
        let is_central = mean - 1.2 * deviation >= low && mean + 1.2 * deviation <= high;
        if is_central { (mean, deviation) } else { ((low + high) / 2.0, (high - low) / 6.0) }
    }
}
