//! The pages of health problems, allergies and vaccines.

use askama::Template;
use portico_chart::health::{
    Allergy, AllergyList, Condition, ConditionList, ConditionStatus, Criticality, Immunization,
    ImmunizationList,
};
use portico_chart::view::{Disclosure, Paged};

use crate::look::{Chip, Empty, Frame, Icon, Markup, Place, Tone};
use crate::page::{Page, Shell};
use crate::words::Words;

#[derive(Template)]
#[template(path = "health/conditions.html")]
struct ConditionsTemplate<'a> {
    f: Frame<'a>,
    d: &'a Disclosure<Paged<ConditionList>>,
}

impl Page for Disclosure<Paged<ConditionList>> {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        ConditionsTemplate { f: Frame::of(shell, Place::Conditions), d: self }.render()
    }
}

/// Since when, until when, how severe, how sure: one line under a problem.
pub fn condition_line(w: &Words, condition: &Condition) -> String {
    let onset = match (condition.onset, &condition.onset_text) {
        (Some(when), _) => Some(w.say("condition-since", "date", &w.date(when))),
        (None, Some(words)) => Some(words.clone()),
        (None, None) => condition.recorded.map(|when| w.say("condition-recorded", "date", &w.date(when))),
    };
    let ended = condition.ended.map(|when| w.say("condition-until", "date", &w.date(when)));
    let severity = condition.severity.as_ref().map(|severity| w.term(severity).to_owned());
    onset.into_iter().chain(ended).chain(severity).collect::<Vec<_>>().join(" · ")
}

fn condition_chip(w: &Words, condition: &Condition) -> Markup {
    let (tone, key) = match (condition.status, condition.verification.as_deref()) {
        (ConditionStatus::EnteredInError, _) => (Tone::Plain, "status-entered-in-error"),
        (_, Some("unconfirmed" | "provisional")) => (Tone::Wait, "verification-provisional"),
        (_, Some("differential")) => (Tone::Wait, "verification-differential"),
        (_, Some("refuted")) => (Tone::Plain, "verification-refuted"),
        (ConditionStatus::Active, _) => return Markup::default(),
        (ConditionStatus::Inactive, _) => (Tone::Plain, "condition-inactive"),
        (ConditionStatus::Resolved, _) => (Tone::Good, "condition-resolved"),
        (ConditionStatus::Unknown, _) => (Tone::Plain, "status-unknown"),
    };
    Markup(Chip::new(tone, w.t(key)).to_string())
}

fn is_error(condition: &Condition) -> bool {
    condition.status == ConditionStatus::EnteredInError
}

#[derive(Template)]
#[template(path = "health/allergies.html")]
struct AllergiesTemplate<'a> {
    f: Frame<'a>,
    d: &'a Disclosure<Paged<AllergyList>>,
}

impl Page for Disclosure<Paged<AllergyList>> {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        AllergiesTemplate { f: Frame::of(shell, Place::Allergies), d: self }.render()
    }
}

/// What happens: `Hives, swelling · severe`.
pub fn allergy_line(w: &Words, allergy: &Allergy) -> String {
    let mut parts = Vec::new();
    for reaction in &allergy.reactions {
        let signs: Vec<&str> = reaction.manifestations.iter().map(|sign| w.term(sign)).collect();
        let severity = reaction.severity.as_deref().map(|severity| severity_words(w, severity));
        let line: Vec<String> =
            Some(signs.join(", ")).filter(|signs| !signs.is_empty()).into_iter().chain(severity).collect();
        parts.push(line.join(" · "));
    }
    parts.retain(|part| !part.is_empty());
    if parts.is_empty() { w.t("allergy-no-reaction").to_owned() } else { parts.join("; ") }
}

fn severity_words(w: &Words, severity: &str) -> String {
    match severity {
        "mild" => w.t("severity-mild").to_owned(),
        "moderate" => w.t("severity-moderate").to_owned(),
        "severe" => w.t("severity-severe").to_owned(),
        other => other.to_owned(),
    }
}

pub fn allergy_chip(w: &Words, allergy: &Allergy) -> Markup {
    let (tone, key, icon) = match (allergy.verification.as_deref(), allergy.is_active, allergy.criticality) {
        (Some("entered-in-error"), ..) => (Tone::Plain, "status-entered-in-error", None),
        (Some("refuted"), ..) => (Tone::Plain, "verification-refuted", None),
        (_, false, _) => (Tone::Plain, "allergy-inactive", None),
        (.., Some(Criticality::High)) => (Tone::Critical, "criticality-high", Some(Icon::Warning)),
        (Some("unconfirmed" | "presumed"), ..) => (Tone::Wait, "verification-provisional", None),
        (.., Some(Criticality::Low)) => (Tone::Plain, "criticality-low", None),
        _ => return Markup::default(),
    };
    Markup(Chip { tone, icon, words: w.t(key) }.to_string())
}

fn kinds(w: &Words, allergy: &Allergy) -> String {
    let words: Vec<&str> = allergy
        .kinds
        .iter()
        .map(|kind| match kind.as_str() {
            "food" => w.t("allergy-food"),
            "medication" => w.t("allergy-medication"),
            "environment" => w.t("allergy-environment"),
            "biologic" => w.t("allergy-biologic"),
            other => other,
        })
        .collect();
    words.join(", ")
}

#[derive(Template)]
#[template(path = "health/immunizations.html")]
struct ImmunizationsTemplate<'a> {
    f: Frame<'a>,
    d: &'a Disclosure<Paged<ImmunizationList>>,
}

impl Page for Disclosure<Paged<ImmunizationList>> {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        ImmunizationsTemplate { f: Frame::of(shell, Place::Immunizations), d: self }.render()
    }
}

fn immunization_line(w: &Words, immunization: &Immunization) -> String {
    let given_by = immunization.given_by.as_deref().map(str::to_owned);
    let place = immunization.place.as_deref().map(str::to_owned);
    let dose = immunization.dose.as_deref().map(|dose| w.say("immunization-dose", "dose", dose));
    let lot = immunization.lot_number.as_deref().map(|lot| w.say("immunization-lot", "lot", lot));
    let site = immunization.site.as_ref().map(|site| w.term(site).to_owned());
    [Some(w.date_or_none(&immunization.given)), dose, place, given_by, site, lot]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

fn immunization_chip(w: &Words, immunization: &Immunization) -> Markup {
    let (tone, key) = match immunization.status.as_str() {
        "completed" => return Markup::default(),
        "not-done" => (Tone::Wait, "immunization-not-done"),
        "entered-in-error" => (Tone::Plain, "status-entered-in-error"),
        _ => (Tone::Plain, "status-unknown"),
    };
    Markup(Chip::new(tone, w.t(key)).to_string())
}
