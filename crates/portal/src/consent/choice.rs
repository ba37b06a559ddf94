//! One choice, as its page says it and as its JSON twin spells it.

use jiff::civil::Date;
use portico_chart::view::Link;
use portico_model::{
    Audience, Category, Directive, Effect, Purpose, ResourceId, Sensitivity, Timestamp, When,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::names::{self, Names};
use super::people::{People, PersonKind};
use crate::look::category_key;
use crate::words::Words;

/// A choice.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Choice {
    pub id: String,
    pub effect: Effect,
    /// Kinds of record; none: every kind.
    pub kinds: Vec<Category>,
    /// Sensitive topics; none: whatever the topic.
    pub topics: Vec<Sensitivity>,
    pub dated_from: Option<Date>,
    pub dated_to: Option<Date>,
    /// One single thing.
    pub item: Option<ResourceId>,
    /// What it is called, where the record says so now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub named: Option<Link>,
    pub to: ToWhom,
    /// HL7 purposes of use; none: every purpose.
    #[schema(value_type = Vec<String>)]
    pub purposes: Vec<Purpose>,
    pub made_at: Timestamp,
    pub valid_from: Timestamp,
    /// The instant from which it no longer holds.
    pub valid_until: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
    /// It comes from the record system and is changed there.
    pub is_from_record: bool,
    /// Whether the clinic's own system knows of it, or of its end; absent where it was not asked, or takes no choices.
    pub is_known_to_clinic: Option<bool>,
}

/// To whom a choice speaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ToWhom {
    pub kind: PersonKind,
    /// Absent for groups, and where nobody of this name is known any more.
    pub name: Option<String>,
}

impl Choice {
    pub(super) fn of(directive: &Directive, people: &People, names: &Names) -> Self {
        let matter = &directive.matter;
        Self {
            id: directive.id.to_string(),
            effect: directive.effect,
            kinds: matter.categories.iter().collect(),
            topics: matter.labels.iter().collect(),
            dated_from: matter.from,
            dated_to: matter.to,
            item: matter.item.clone(),
            named: names.get(matter).cloned(),
            to: people.to_whom(&directive.audience),
            purposes: directive.purposes.clone(),
            made_at: directive.made_at,
            valid_from: directive.valid_from,
            valid_until: directive.valid_until,
            ended_at: directive.ended_at,
            is_from_record: directive.taken_from.is_some(),
            is_known_to_clinic: None,
        }
    }

    pub(super) fn is_over(&self, now: Timestamp) -> bool {
        self.ended_at.is_some() || self.valid_until.is_some_and(|until| until <= now)
    }

    /// The whole decision in one sentence: `Rosa Ruiz may not see visits that are about mental health care.`
    pub(super) fn sentence(&self, w: &Words) -> String {
        let (who, number) = self.to.words(w);
        let key = match (self.effect, self.to.kind) {
            (Effect::Deny, PersonKind::Everyone) => "choice-deny-everyone",
            (Effect::Permit, PersonKind::Everyone) => "choice-permit-everyone",
            (Effect::Deny, _) => "choice-deny",
            (Effect::Permit, _) => "choice-permit",
        };
        let what = self.what(w);
        let said = match self.to.kind {
            PersonKind::Everyone => w.say(key, "what", &what),
            _ => w.with(
                key,
                &[("who", who.as_str().into()), ("number", number.into()), ("what", what.as_str().into())],
            ),
        };
        let only = self.purposes.iter().map(|purpose| w.t(purpose_key(*purpose))).collect::<Vec<_>>();
        if only.is_empty() {
            said
        } else {
            format!("{said} {}", w.say("choice-purposes", "purposes", &w.list(&only)))
        }
    }

    fn what(&self, w: &Words) -> String {
        let kinds = w.list(&self.kinds.iter().map(|kind| w.t(category_key(*kind))).collect::<Vec<_>>());
        let topics = w.list(&self.topics.iter().map(|topic| w.t(topic_key(*topic))).collect::<Vec<_>>());
        let what = match (kinds.is_empty(), topics.is_empty()) {
            _ if let Some(link) = &self.named => names::words(w, link, &self.kinds),
            _ if self.item.is_some() => w.say("choice-one-thing", "kinds", &kinds),
            (true, true) => w.t("choice-anything").to_owned(),
            (true, false) => w.say("choice-topics", "topics", &topics),
            (false, true) => w.say("choice-kinds", "kinds", &kinds),
            (false, false) => {
                w.with("choice-kinds-topics", &[("kinds", kinds.into()), ("topics", topics.into())])
            }
        };
        let date = |day: Date| w.date(When::Day(day));
        match (self.dated_from, self.dated_to) {
            (None, None) => what,
            (Some(from), None) => {
                w.with("choice-dated-from", &[("what", what.into()), ("from", date(from).into())])
            }
            (None, Some(to)) => w.with("choice-dated-to", &[("what", what.into()), ("to", date(to).into())]),
            (Some(from), Some(to)) => w.with(
                "choice-dated-between",
                &[("what", what.into()), ("from", date(from).into()), ("to", date(to).into())],
            ),
        }
    }

    /// Until when, since when, and from where.
    pub(super) fn line(&self, w: &Words) -> String {
        let made = w.say("choice-made", "date", &w.date(When::from(self.made_at)));
        let ended = self.ended_at.map(|at| w.say("choice-ended", "date", &w.date(When::from(at))));
        let source = self.is_from_record.then(|| w.t("choice-from-record").to_owned());
        let unknown = (self.is_known_to_clinic == Some(false)).then(|| {
            w.t(if self.ended_at.is_some() { "choice-end-unknown" } else { "choice-unknown" }).to_owned()
        });
        [Some(self.until(w)), Some(made), ended, source, unknown]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · ")
    }

    pub(super) fn until(&self, w: &Words) -> String {
        match self.valid_until {
            Some(until) => w.say("choice-until", "date", &w.last_day(until)),
            None => w.t("choice-until-ended").to_owned(),
        }
    }
}

impl ToWhom {
    /// Who it is, and whether one or many for the verb.
    pub(super) fn words(&self, w: &Words) -> (String, &'static str) {
        let named = |key: &str, nameless: &str| match &self.name {
            Some(name) => w.say(key, "name", name),
            None => w.t(nameless).to_owned(),
        };
        match self.kind {
            PersonKind::Everyone => (w.t("choice-to-everyone").to_owned(), "many"),
            PersonKind::Proxies => (w.t("choice-to-proxies").to_owned(), "many"),
            PersonKind::Research => (w.t("choice-to-research").to_owned(), "many"),
            PersonKind::Person => (named("choice-to-named", "choice-to-person"), "one"),
            PersonKind::Practitioner => (named("choice-to-named", "choice-to-practitioner"), "one"),
            PersonKind::Organization => {
                (named("choice-to-organization-named", "choice-to-organization"), "one")
            }
            PersonKind::App => (named("choice-to-app-named", "choice-to-app"), "one"),
        }
    }
}

impl PersonKind {
    pub(super) fn of(audience: &Audience) -> Self {
        match audience {
            Audience::Everyone => PersonKind::Everyone,
            Audience::Proxies => PersonKind::Proxies,
            Audience::Person(_) => PersonKind::Person,
            Audience::Practitioner(_) => PersonKind::Practitioner,
            Audience::Organization(_) => PersonKind::Organization,
            Audience::App(_) => PersonKind::App,
            Audience::Research => PersonKind::Research,
        }
    }
}

pub(super) fn topic_key(topic: Sensitivity) -> &'static str {
    match topic {
        Sensitivity::SubstanceUse => "label-substance-use",
        Sensitivity::Behavioral => "label-behavioral",
        Sensitivity::Reproductive => "label-reproductive",
        Sensitivity::Hiv => "label-hiv",
        Sensitivity::Genetic => "label-genetic",
    }
}

fn purpose_key(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::PatientRequest => "purpose-request",
        Purpose::Treatment => "purpose-treatment",
        Purpose::EmergencyTreatment => "purpose-emergency",
        Purpose::Operations => "purpose-operations",
        Purpose::Research => "purpose-research",
    }
}
