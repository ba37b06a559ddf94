//! The pages of medicines.

use askama::Template;
use portico_chart::medications::{
    Dispense, EarlierOrder, Medication, MedicationList, MedicationStatus, RefillsDoubt,
};
use portico_chart::view::{Disclosure, Paged, Part};

use crate::look::{Chip, Empty, Frame, Icon, Markup, Place, Tone, mark_chip, mark_key};
use crate::page::{Page, Shell};
use crate::words::Words;

const PARTS: &[Part] = &[Part::Medications, Part::Dispenses];

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
        let in_use = self.d.content.page.groups.first().copied().unwrap_or(self.d.content.active.len());
        match in_use {
            0 => self.f.nothing_words(self.d, PARTS, "medications-none-in-use").to_owned(),
            n => self.f.w.count("medications-lede", n),
        }
    }

    fn nothing(&self) -> Empty {
        self.f.nothing(self.d, PARTS, (Icon::Pill, "medications-empty-title", "medications-empty"))
    }

    /// The groups that have lines: an id, the heading, what is to be said of them all, and the lines.
    fn groups(&self) -> Vec<Group<'_>> {
        let list = &self.d.content;
        let groups = [
            ("now", "medications-now", None, &list.active),
            ("not", "medications-do-not-take", Some("medications-do-not-take-words"), &list.do_not_take),
            ("hold", "medications-on-hold", None, &list.on_hold),
            ("unclear", "medications-unclear", Some("medications-unclear-words"), &list.unclear),
            ("proposed", "medications-proposed", Some("medications-proposed-words"), &list.proposed),
            ("ward", "medications-in-hospital", Some("medications-in-hospital-words"), &list.in_hospital),
            ("past", "medications-past", None, &list.past),
        ];
        let some = groups.into_iter().filter(|(.., lines)| !lines.is_empty());
        some.map(|(id, heading, words, lines)| Group { id, heading, words, lines }).collect()
    }
}

/// Some lines under one heading.
struct Group<'a> {
    id: &'static str,
    heading: &'static str,
    words: Option<&'static str>,
    lines: &'a [Medication],
}

/// `Ordered 3 times before, first on May 3, 2021.`
fn history(w: &Words, medication: &Medication) -> Option<String> {
    let n = medication.earlier.len();
    let first = medication.earlier.iter().filter_map(|order| order.prescribed).min();
    match (n, first) {
        (0, _) => None,
        (n, Some(first)) => {
            Some(w.with("medication-earlier-since", &[("n", n.into()), ("date", w.date(first).into())]))
        }
        (n, None) => Some(w.count("medication-earlier", n)),
    }
}

/// That other lines hold the same substance.
pub fn same_substance(w: &Words, medication: &Medication) -> Option<String> {
    let names: Vec<&str> = medication.same_substance.iter().map(|name| w.term(name)).collect();
    (!names.is_empty()).then(|| w.say("medication-same-substance", "names", &w.list(&names)))
}

fn order_line(w: &Words, order: &EarlierOrder) -> String {
    let when = w.date_or_none(&order.prescribed);
    let by = order.prescriber.as_deref().map(str::to_owned);
    [Some(when), by, order.instructions.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn order_chip(w: &Words, order: &EarlierOrder) -> Markup {
    Markup(order.mark.map(|mark| mark_chip(w, mark).to_string()).unwrap_or_default())
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

    fn nothing_given(&self) -> &'static str {
        self.f.nothing_words(self.d, &[Part::Dispenses], "medication-no-dispenses")
    }

    fn facts(&self) -> Vec<(&'static str, String)> {
        let w = &self.f.w;
        let medication = self.medication();
        let status = medication.mark.map_or(status_key(medication.status), mark_key);
        let mut facts = vec![(w.t("fact-status"), w.t(status).to_owned())];
        let mut fact = |key, words: Option<String>| {
            if let Some(words) = words {
                facts.push((w.t(key), words));
            }
        };
        let reasons: Vec<&str> = medication.reasons.iter().map(|reason| w.term(reason)).collect();
        fact("medication-for", (!reasons.is_empty()).then(|| w.list(&reasons)));
        fact("medication-prescriber", medication.prescriber.as_deref().map(str::to_owned));
        fact("medication-prescribed", medication.prescribed.map(|when| w.date(when)));
        let doubt = medication.refills_doubt.map(|doubt| w.t(doubt_key(doubt)).to_owned());
        let left = medication.refills_left.map(|n| w.with("refills-left", &[("n", n.into())]));
        fact("medication-refills", doubt.or(left));
        fact("medication-supply-until", medication.supply_until.map(|when| w.date(when)));
        fact("medication-valid-until", medication.valid_until.map(|when| w.date(when)));
        facts
    }
}

/// What a row says at its end: why it is not simply in use, or how many refills are left.
pub fn chip(w: &Words, medication: &Medication) -> Markup {
    let chip = match (medication.mark, medication.refills_doubt, medication.refills_left) {
        (Some(mark), ..) => mark_chip(w, mark).to_string(),
        (None, Some(doubt), _) => Chip::new(Tone::Wait, w.t(doubt_key(doubt))).to_string(),
        (None, None, Some(0)) => Chip::new(Tone::Wait, w.t("refills-none")).to_string(),
        (None, None, Some(n)) => {
            Chip::new(Tone::Plain, &w.with("refills-left", &[("n", n.into())])).to_string()
        }
        (None, None, None) => return Markup::default(),
    };
    Markup(chip)
}

/// Why the number of refills is not given.
pub fn doubt_key(doubt: RefillsDoubt) -> &'static str {
    match doubt {
        RefillsDoubt::Expired => "refills-expired",
        RefillsDoubt::NotInForce => "refills-not-in-force",
        RefillsDoubt::MoreThanAllowed => "refills-more-than-allowed",
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
