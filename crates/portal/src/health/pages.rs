//! The pages of health problems, allergies and vaccines.

use askama::Template;
use portico_chart::health::{
    Absence, AbsenceKind, Allergy, AllergyList, Condition, ConditionList, ConditionStatus, Criticality,
    Immunization, ImmunizationList, VaccineSource,
};
use portico_chart::view::{Disclosure, Paged, Part};

use crate::look::{Chip, Empty, Frame, Icon, Markup, Place, Tone, mark_chip};
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

const CONDITIONS: &[Part] = &[Part::Conditions];

impl ConditionsTemplate<'_> {
    fn nothing(&self) -> Empty {
        self.f.nothing(self.d, CONDITIONS, (Icon::Clipboard, "conditions-empty-title", "conditions-empty"))
    }

    fn is_empty(&self) -> bool {
        self.d.content.all().next().is_none()
    }

    /// The groups that have items: an id, the heading, what is to be said of them all, and the items.
    fn groups(&self) -> Vec<Group<'_>> {
        let list = &self.d.content;
        let groups = [
            ("now", "conditions-now", None, &list.active),
            ("suspected", "conditions-suspected", None, &list.suspected),
            ("unclear", "conditions-unclear", Some("conditions-unclear-words"), &list.unclear),
            ("visits", "conditions-at-visits", Some("conditions-at-visits-words"), &list.visit_diagnoses),
            ("concerns", "conditions-concerns", None, &list.concerns),
            ("social", "conditions-social", Some("conditions-social-words"), &list.social),
            ("past", "conditions-past", None, &list.past),
        ];
        let some = groups.into_iter().filter(|(.., items)| !items.is_empty());
        some.map(|(id, heading, words, items)| Group { id, heading, words, items }).collect()
    }
}

/// Some conditions under one heading.
struct Group<'a> {
    id: &'static str,
    heading: &'static str,
    words: Option<&'static str>,
    items: &'a [Condition],
}

/// Since when, until when, how severe, how sure: one line under a problem.
pub fn condition_line(w: &Words, condition: &Condition) -> String {
    let onset = match (condition.onset, &condition.onset_text) {
        (Some(when), _) => Some(w.say("condition-since", "date", &w.date(when))),
        (None, Some(words)) => Some(words.clone()),
        (None, None) => condition.recorded.map(|when| w.say("condition-recorded", "date", &w.date(when))),
    };
    let ended = match (condition.ended, &condition.ended_text) {
        (Some(when), _) => Some(w.say("condition-until", "date", &w.date(when))),
        (None, Some(words)) => Some(w.say("condition-until", "date", words)),
        (None, None) => None,
    };
    let severity = condition.severity.as_ref().map(|severity| w.term(severity).to_owned());
    onset.into_iter().chain(ended).chain(severity).collect::<Vec<_>>().join(" · ")
}

/// Why it is not simply so.
pub fn condition_chip(w: &Words, condition: &Condition) -> Markup {
    Markup(condition.mark.map(|mark| mark_chip(w, mark).to_string()).unwrap_or_default())
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
    let is_grave = allergy.criticality == Some(Criticality::High) && allergy.is_current();
    let chip = match (allergy.mark, allergy.criticality) {
        _ if is_grave => Chip::new(Tone::Critical, w.t("criticality-high")).with(Icon::Warning).to_string(),
        (Some(mark), _) => mark_chip(w, mark).to_string(),
        (None, Some(Criticality::Low)) => Chip::new(Tone::Plain, w.t("criticality-low")).to_string(),
        (None, _) => return Markup::default(),
    };
    // What can be dangerous and is only suspected says both.
    let doubt = allergy.mark.filter(|_| is_grave).map(|mark| mark_chip(w, mark).to_string());
    Markup(chip + &doubt.unwrap_or_default())
}

/// What the record states not to be there, one sentence for each.
pub fn absence_words(w: &Words, absence: &Absence) -> String {
    let key = match absence.kind {
        AbsenceKind::Any => "allergies-none",
        AbsenceKind::Medicines => "allergies-none-medicines",
        AbsenceKind::Foods => "allergies-none-foods",
        AbsenceKind::Surroundings => "allergies-none-surroundings",
        AbsenceKind::Latex => "allergies-none-latex",
        AbsenceKind::Other | AbsenceKind::Unasked => {
            return w.say("allergies-none-other", "words", &absence.words);
        }
    };
    w.t(key).to_owned()
}

impl AllergiesTemplate<'_> {
    fn nothing(&self) -> Empty {
        if self.d.content.says_none {
            return Empty::new(Icon::Leaf, self.f.t("allergies-none-title"), self.f.t("allergies-none"));
        }
        self.f.nothing(self.d, &[Part::Allergies], (Icon::Leaf, "allergies-empty-title", "allergies-empty"))
    }

    /// The statements that narrow what is not known to be there.
    fn statements(&self) -> Vec<String> {
        let narrow = self.d.content.none_of.iter().filter(|own| own.kind != AbsenceKind::Any);
        narrow.map(|own| absence_words(&self.f.w, own)).collect()
    }
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
    let given = match (immunization.given, &immunization.given_text) {
        (None, Some(words)) => words.clone(),
        (given, _) => w.date_or_none(&given),
    };
    [Some(given), dose, place, given_by, site, lot].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn immunization_chip(w: &Words, immunization: &Immunization) -> Markup {
    Markup(immunization.mark.map(|mark| mark_chip(w, mark).to_string()).unwrap_or_default())
}

/// From whom the record has it, where nobody here gave it.
fn source(w: &Words, immunization: &Immunization) -> Option<String> {
    Some(match immunization.source.as_ref()? {
        VaccineSource::Recall => w.t("immunization-from-you").to_owned(),
        VaccineSource::Record => w.t("immunization-from-paper").to_owned(),
        VaccineSource::Provider => w.t("immunization-from-provider").to_owned(),
        VaccineSource::School => w.t("immunization-from-school").to_owned(),
        VaccineSource::Register => w.t("immunization-from-register").to_owned(),
        VaccineSource::Another { words: None } => w.t("immunization-from-another").to_owned(),
        VaccineSource::Another { words: Some(words) } => w.say("immunization-from", "source", w.term(words)),
    })
}

impl ImmunizationsTemplate<'_> {
    fn nothing(&self) -> Empty {
        let words = (Icon::Syringe, "immunizations-empty-title", "immunizations-empty");
        self.f.nothing(self.d, &[Part::Immunizations], words)
    }
}
