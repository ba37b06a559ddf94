//! The pages of medicines.

use askama::Template;
use portico_chart::medications::{Dispense, Medication, MedicationList, MedicationStatus};
use portico_chart::view::{Disclosure, Paged};

use crate::look::{Chip, Empty, Frame, Icon, Markup, Place, Tone};
use crate::page::{Page, Shell};
use crate::words::Words;

#[derive(Template)]
#[template(path = "medications/list.html")]
struct ListTemplate<'a> {
    f: Frame<'a>,
    d: &'a Disclosure<Paged<MedicationList>>,
}

impl Page for Disclosure<Paged<MedicationList>> {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        ListTemplate { f: Frame::of(shell, Place::Medicines), d: self }.render()
    }
}

impl ListTemplate<'_> {
    fn lede(&self) -> String {
        let in_use = self.d.content.page.groups.first().copied();
        self.f.w.count("medications-lede", in_use.unwrap_or(self.d.content.active.len()))
    }
}

#[derive(Template)]
#[template(path = "medications/detail.html")]
struct DetailTemplate<'a> {
    f: Frame<'a>,
    d: &'a Disclosure<Medication>,
}

impl Page for Disclosure<Medication> {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let title = Words::of(shell).term(&self.content.name).to_owned();
        DetailTemplate { f: Frame::below(shell, Place::Medicines, title), d: self }.render()
    }
}

impl DetailTemplate<'_> {
    fn medication(&self) -> &Medication {
        &self.d.content
    }

    fn facts(&self) -> Vec<(&'static str, String)> {
        let w = &self.f.w;
        let medication = self.medication();
        let mut facts = vec![(w.t("fact-status"), w.t(status_key(medication.status)).to_owned())];
        let mut fact = |key, words: Option<String>| {
            if let Some(words) = words {
                facts.push((w.t(key), words));
            }
        };
        let reasons: Vec<&str> = medication.reasons.iter().map(|reason| w.term(reason)).collect();
        fact("medication-for", (!reasons.is_empty()).then(|| w.list(&reasons)));
        fact("medication-prescriber", medication.prescriber.as_deref().map(str::to_owned));
        fact("medication-prescribed", medication.prescribed.map(|when| w.date(when)));
        fact(
            "medication-refills",
            medication.refills_left.map(|n| w.with("refills-left", &[("n", n.into())])),
        );
        fact("medication-supply-until", medication.supply_until.map(|when| w.date(when)));
        fact("medication-valid-until", medication.valid_until.map(|when| w.date(when)));
        facts
    }
}

/// What a row says at its end: how many refills are left, or why it is not simply in use.
pub fn chip(w: &Words, medication: &Medication) -> Markup {
    let status = |tone, key| Markup(Chip::new(tone, w.t(key)).to_string());
    match medication.status {
        MedicationStatus::Active => {}
        MedicationStatus::OnHold => return status(Tone::Wait, "medication-on-hold"),
        MedicationStatus::Draft => return status(Tone::Wait, "medication-draft"),
        MedicationStatus::EnteredInError => return status(Tone::Plain, "status-entered-in-error"),
        MedicationStatus::Unknown => return status(Tone::Plain, "status-unknown"),
        MedicationStatus::Completed => return status(Tone::Plain, "medication-completed"),
        MedicationStatus::Stopped => return status(Tone::Plain, "medication-stopped"),
        MedicationStatus::Cancelled => return status(Tone::Plain, "medication-cancelled"),
    }
    match medication.refills_left {
        Some(0) => status(Tone::Wait, "refills-none"),
        Some(n) => Markup(Chip::new(Tone::Plain, &w.with("refills-left", &[("n", n.into())])).to_string()),
        None => Markup::default(),
    }
}

fn status_key(status: MedicationStatus) -> &'static str {
    match status {
        MedicationStatus::Active => "medication-active",
        MedicationStatus::OnHold => "medication-on-hold",
        MedicationStatus::Draft => "medication-draft",
        MedicationStatus::Completed => "medication-completed",
        MedicationStatus::Stopped => "medication-stopped",
        MedicationStatus::Cancelled => "medication-cancelled",
        MedicationStatus::EnteredInError => "status-entered-in-error",
        MedicationStatus::Unknown => "status-unknown",
    }
}

/// `90 tablets · 90 days`.
fn supply(w: &Words, dispense: &Dispense) -> String {
    let days = dispense.days_supply.map(|n| w.with("days-supply", &[("n", n.into())]));
    let parts: Vec<String> = dispense.quantity.clone().into_iter().chain(days).collect();
    parts.join(" · ")
}

fn dispense_status(w: &Words, status: &str) -> String {
    let key = match status {
        "completed" => return String::new(),
        "preparation" | "in-progress" => "dispense-preparing",
        "on-hold" => "medication-on-hold",
        "cancelled" | "declined" | "stopped" => "dispense-not-given",
        "entered-in-error" => "status-entered-in-error",
        _ => "status-unknown",
    };
    w.t(key).to_owned()
}
