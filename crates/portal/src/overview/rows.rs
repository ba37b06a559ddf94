//! The rows of the first page that the record alone decides. They are written once for everybody who is spoken to alike, on one
//! day and below one address.

use std::sync::Arc;

use askama::Template;
use jiff::civil::Date;
use portico_chart::health::Condition;
use portico_chart::medications::{Medication, SayDosages as _, Voice};
use portico_chart::overview::{Known, LatestResult};
use portico_chart::view::Shared;

use crate::health::pages::{allergy_chip, allergy_line, condition_chip, condition_line};
use crate::labs::pages::{end_chip, no_date, value};
use crate::look::{Frame, Markup, chart};
use crate::medications::pages::{chip as medication_chip, same_substance};
use crate::words::Words;

/// So many of each list stand on the first page.
pub(super) const FEW: usize = 5;

/// Each list, finished.
pub(super) struct Rows {
    pub latest: Markup,
    pub medicines: Markup,
    pub allergies: Markup,
    pub conditions: Markup,
    pub visit_diagnoses: Markup,
}

/// What rows differ by, beside the record.
#[derive(PartialEq, Eq)]
struct Key {
    voice: Voice,
    /// The addresses of links begin with it.
    address: String,
    today: Date,
}

impl Rows {
    pub(super) fn of(known: &Shared<Known>, f: &Frame<'_>) -> Arc<Self> {
        let today = f.shell.now.to_zoned(f.shell.zone.clone()).date();
        let key = Key { voice: f.w.voice(), address: f.shell.to(""), today };
        known.drawn_for(key, |known| Self::written(known, f))
    }

    fn written(known: &Known, f: &Frame<'_>) -> Self {
        let conditions = |conditions| markup(&ConditionRows { f, conditions });
        Self {
            latest: markup(&LatestRows { f, known }),
            medicines: markup(&MedicineRows { f, known }),
            allergies: markup(&AllergyRows { f, known }),
            conditions: conditions(&known.conditions),
            visit_diagnoses: conditions(&known.visit_diagnoses),
        }
    }
}

fn markup(rows: &impl Template) -> Markup {
    Markup(rows.render().expect("writing to a string cannot fail"))
}

#[derive(Template)]
#[template(path = "overview/rows/latest.html")]
struct LatestRows<'a> {
    f: &'a Frame<'a>,
    known: &'a Known,
}

#[derive(Template)]
#[template(path = "overview/rows/medicines.html")]
struct MedicineRows<'a> {
    f: &'a Frame<'a>,
    known: &'a Known,
}

#[derive(Template)]
#[template(path = "overview/rows/allergies.html")]
struct AllergyRows<'a> {
    f: &'a Frame<'a>,
    known: &'a Known,
}

#[derive(Template)]
#[template(path = "overview/rows/conditions.html")]
struct ConditionRows<'a> {
    f: &'a Frame<'a>,
    conditions: &'a [Condition],
}

impl MedicineRows<'_> {
    fn few(&self) -> impl Iterator<Item = &Medication> {
        medications(self.known).take(FEW + self.known.do_not_take.len())
    }
}

/// What must be left alone stands first; what is not simply in use has its mark.
pub(super) fn medications(known: &Known) -> impl Iterator<Item = &Medication> {
    known.do_not_take.iter().chain(&known.medications).chain(&known.unclear_medications)
}

fn spark(latest: &LatestResult) -> Markup {
    let spark = chart::spark(&latest.trend);
    if spark.0.is_empty() { Markup("<span class=spark></span>".to_owned()) } else { spark }
}

fn result_day(w: &Words, latest: &LatestResult) -> String {
    let LatestResult { result, .. } = latest;
    let at = result.taken.or(result.released);
    at.map_or_else(|| no_date(w, result.has_lost_date).to_owned(), |when| w.day_near(when))
}
