//! The page of vital signs.

use askama::Template;
use portico_chart::labs::{LabValue, ResultStatus};
use portico_chart::view::{Disclosure, Paged, Part};
use portico_chart::vitals::{VitalKind, VitalReading, VitalSeries, VitalsView};

use crate::labs::pages::{end_chip, no_date};
use crate::look::chart::{self, Curve};
use crate::look::{Empty, Frame, Icon, Markup, Place};
use crate::page::{Page, Shell};
use crate::words::{NBSP, Words, pretty_unit};

#[derive(Template)]
#[template(path = "vitals/list.html")]
struct VitalsTemplate<'a> {
    f: Frame<'a>,
    d: &'a Disclosure<Paged<VitalsView>>,
}

impl Page for Disclosure<Paged<VitalsView>> {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        VitalsTemplate { f: Frame::of(shell, Place::Vitals), d: self }.render()
    }
}

impl VitalsTemplate<'_> {
    fn nothing(&self) -> Empty {
        self.f.nothing(self.d, &[Part::Vitals], (Icon::Heart, "vitals-empty-title", "vitals-empty"))
    }

    fn name<'b>(&self, series: &'b VitalSeries) -> &'b str {
        kind_key(series.kind).map_or(series.name.as_str(), |key| self.f.t(key))
    }

    /// Where all readings of a kind are, if they are not here.
    fn all_of(&self, series: &VitalSeries) -> Option<String> {
        let is_cut = self.d.content.kind.is_none() && series.total > series.readings.len();
        is_cut.then(|| format!("{}?kind={}", self.f.shell.to("vitals"), slug(series.kind)))
    }

    fn all_words(&self, series: &VitalSeries) -> String {
        self.f.w.count("vitals-all", series.total)
    }

    fn chart(&self, series: &VitalSeries) -> Markup {
        let names = [self.f.t("vital-systolic"), self.f.t("vital-diastolic")];
        let curves: Vec<Curve<'_>> = match series.trends.as_slice() {
            [only] => vec![Curve { name: self.name(series), trend: only }],
            trends => trends.iter().zip(names).map(|(trend, name)| Curve { name, trend }).collect(),
        };
        chart::trend_chart(&self.f.w, self.name(series), &curves).unwrap_or_default()
    }
}

/// As it stands in an address.
fn slug(kind: VitalKind) -> &'static str {
    match kind {
        VitalKind::BloodPressure => "blood_pressure",
        VitalKind::HeartRate => "heart_rate",
        VitalKind::Weight => "weight",
        VitalKind::Height => "height",
        VitalKind::Bmi => "bmi",
        VitalKind::HeadCircumference => "head_circumference",
        VitalKind::Temperature => "temperature",
        VitalKind::OxygenSaturation => "oxygen_saturation",
        VitalKind::RespiratoryRate => "respiratory_rate",
        VitalKind::Other => "other",
    }
}

fn kind_key(kind: VitalKind) -> Option<&'static str> {
    Some(match kind {
        VitalKind::BloodPressure => "vital-blood-pressure",
        VitalKind::HeartRate => "vital-heart-rate",
        VitalKind::Weight => "vital-weight",
        VitalKind::Height => "vital-height",
        VitalKind::Bmi => "vital-bmi",
        VitalKind::HeadCircumference => "vital-head",
        VitalKind::Temperature => "vital-temperature",
        VitalKind::OxygenSaturation => "vital-oxygen",
        VitalKind::RespiratoryRate => "vital-breathing",
        VitalKind::Other => return None,
    })
}

/// `128/82 mmHg`; where there is no figure, the value in whatever form it came, or why there is none.
fn text(w: &Words, reading: &VitalReading) -> String {
    if reading.text.is_empty() {
        return in_words(w, reading);
    }
    match reading.unit.as_deref().map(pretty_unit) {
        Some(unit) if !unit.is_empty() => format!("{}{NBSP}{unit}", reading.text),
        _ => reading.text.clone(),
    }
}

fn in_words(w: &Words, reading: &VitalReading) -> String {
    let parts = reading.result.components.iter();
    let parts: Vec<String> =
        parts.map(|part| format!("{}: {}", w.term(&part.name), w.value(&part.value))).collect();
    match &reading.result.value {
        LabValue::Components if !parts.is_empty() => parts.join("; "),
        value => w.value(value),
    }
}

/// The parts of a reading that has figures which were not measured, with the reason: `Lower: Not done`.
fn unmeasured(w: &Words, reading: &VitalReading) -> Vec<String> {
    if reading.text.is_empty() {
        return Vec::new();
    }
    let parts = reading.result.components.iter();
    let absent = parts.filter(|part| matches!(part.value, LabValue::Absent { .. }));
    absent.map(|part| format!("{}: {}", w.term(&part.name), w.value(&part.value))).collect()
}

/// Newer than the latest that has a value, and without one.
fn later_without_value<'s>(
    series: &'s VitalSeries,
    latest: &VitalReading,
) -> impl Iterator<Item = &'s VitalReading> {
    let later = series.readings.iter().take_while(|own| own.id != latest.id);
    later.filter(|own| !own.has_value() && !is_error(own))
}

fn moment(w: &Words, reading: &VitalReading) -> String {
    let none = || no_date(w, reading.result.has_lost_date).to_owned();
    reading.at.map_or_else(none, |at| w.day_and_hour(at))
}

fn day(w: &Words, reading: &VitalReading) -> String {
    let none = || no_date(w, reading.result.has_lost_date).to_owned();
    reading.at.map_or_else(none, |at| w.short_date(at))
}

fn unit(reading: &VitalReading) -> String {
    reading.unit.as_deref().map(pretty_unit).unwrap_or_default().into_owned()
}

fn is_error(reading: &VitalReading) -> bool {
    reading.result.status == ResultStatus::EnteredInError
}

fn state(w: &Words, reading: &VitalReading) -> Markup {
    end_chip(w, &reading.result)
}
