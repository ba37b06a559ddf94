//! A choice on its way through the form. Every step sends all that was chosen before, unseen; nothing of it is ever in an
//! address.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use portico_account::FormDraft;
use portico_account::directives::{DirectiveTerms, UnfitTerms};
use portico_model::{Category, Effect, Matter, ResourceId, Sensitivity, Timestamp};
use serde::{Deserialize, Serialize};

use super::people::People;

/// What the form has sent so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Draft {
    /// The step that was filled in.
    pub step: String,
    /// `deny` or `permit`.
    pub effect: String,
    /// A kind of record, or `all`.
    pub kind: String,
    /// A sensitive topic, or `any`.
    pub topic: String,
    pub item: String,
    pub who: String,
    /// `always` or `until`.
    pub lasts: String,
    pub until: String,
    pub from: String,
    pub to: String,
}

/// The steps of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Step {
    What,
    Who,
    HowLong,
    Confirm,
}

/// What is not right, for the field that it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Fault {
    Effect,
    Kind,
    Topic,
    /// To open something one must say which topic.
    TopicNeeded,
    Who,
    Until,
    Days,
    /// There are too many choices.
    TooMany,
}

impl Draft {
    /// What was kept of the form.
    pub(crate) fn of_kept(kept: &FormDraft) -> Option<Self> {
        let fields = serde_urlencoded::to_string(&kept.fields).ok()?;
        let draft: Self = serde_urlencoded::from_str(&fields).ok()?;
        Some(Self { step: String::new(), ..draft })
    }

    /// The choice itself, or the first step where something is not right.
    pub(crate) fn terms(
        &self,
        people: &People,
        zone: &TimeZone,
        now: Timestamp,
    ) -> Result<DirectiveTerms, (Step, Fault)> {
        let effect = self.effect().ok_or((Step::What, Fault::Effect))?;
        let what = |fault| (Step::What, fault);
        let how_long = |fault| (Step::HowLong, fault);
        let matter = Matter {
            categories: self.kind().ok_or(what(Fault::Kind))?.into_iter().collect(),
            labels: self.topic().ok_or(what(Fault::Topic))?.into_iter().collect(),
            from: day(&self.from).map_err(|()| how_long(Fault::Days))?,
            to: day(&self.to).map_err(|()| how_long(Fault::Days))?,
            item: self.item().map_err(|()| what(Fault::Kind))?,
        };
        let needs_topic = effect == Effect::Permit && matter.labels.is_empty() && matter.item.is_none();
        if needs_topic {
            return Err(what(Fault::TopicNeeded));
        }
        let audience = people.named(&self.who).ok_or((Step::Who, Fault::Who))?;
        let valid_until = self.until(zone).ok_or(how_long(Fault::Until))?;
        let terms =
            DirectiveTerms { effect, matter, audience, purposes: Vec::new(), valid_from: None, valid_until };
        terms.check(now).map(|()| terms).map_err(misfit)
    }

    pub(crate) fn effect(&self) -> Option<Effect> {
        match self.effect.as_str() {
            "deny" => Some(Effect::Deny),
            "permit" => Some(Effect::Permit),
            _ => None,
        }
    }

    pub(crate) fn kind(&self) -> Option<Option<Category>> {
        match self.kind.as_str() {
            "all" => Some(None),
            word => Category::ALL.into_iter().find(|kind| kind.as_str() == word).map(Some),
        }
    }

    fn topic(&self) -> Option<Option<Sensitivity>> {
        match self.topic.as_str() {
            "any" => Some(None),
            word => Sensitivity::ALL.into_iter().find(|topic| topic.as_str() == word).map(Some),
        }
    }

    /// What it is about so far, where that names one thing.
    pub(crate) fn one_thing(&self) -> Matter {
        let categories = self.kind().flatten().into_iter().collect();
        Matter { categories, item: self.item().ok().flatten(), ..Matter::default() }
    }

    fn item(&self) -> Result<Option<ResourceId>, ()> {
        if self.item.is_empty() { Ok(None) } else { self.item.parse().map(Some).map_err(drop) }
    }

    /// The end of the last day, on the organisation's clock.
    fn until(&self, zone: &TimeZone) -> Option<Option<Timestamp>> {
        match self.lasts.as_str() {
            "always" => Some(None),
            "until" => {
                let last: Date = day(&self.until).ok()??;
                Some(Some(last.tomorrow().ok()?.to_zoned(zone.clone()).ok()?.timestamp()))
            }
            _ => None,
        }
    }

    /// The step that the form was sent from.
    pub(crate) fn sent_from(&self) -> Step {
        match self.step.as_str() {
            "who" => Step::Who,
            "how_long" => Step::HowLong,
            "confirm" => Step::Confirm,
            _ => Step::What,
        }
    }
}

pub(crate) fn misfit(unfit: UnfitTerms) -> (Step, Fault) {
    match unfit {
        UnfitTerms::PermitNamesNothing => (Step::What, Fault::TopicNeeded),
        UnfitTerms::ItemWithoutKind => (Step::What, Fault::Kind),
        UnfitTerms::DaysReversed => (Step::HowLong, Fault::Days),
        UnfitTerms::AlreadyOver => (Step::HowLong, Fault::Until),
        UnfitTerms::AppUnnamed => (Step::Who, Fault::Who),
        UnfitTerms::TooMany => (Step::Confirm, Fault::TooMany),
    }
}

/// A day, or none where nothing was given.
fn day(text: &str) -> Result<Option<Date>, ()> {
    match text.trim() {
        "" => Ok(None),
        text if text.len() == 10 => text.parse().map(Some).map_err(drop),
        _ => Err(()),
    }
}

impl Step {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Step::What => "what",
            Step::Who => "who",
            Step::HowLong => "how_long",
            Step::Confirm => "confirm",
        }
    }
}

#[cfg(test)]
mod tests {
    use portico_model::Audience;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn whole() -> Draft {
        Draft {
            step: "how_long".into(),
            effect: "deny".into(),
            kind: "visits".into(),
            topic: "behavioral".into(),
            who: "proxies".into(),
            lasts: "until".into(),
            until: "2027-05-03".into(),
            ..Draft::default()
        }
    }

    fn terms(draft: &Draft) -> Result<DirectiveTerms, (Step, Fault)> {
        let zone = TimeZone::get("America/New_York").unwrap();
        draft.terms(&People::default(), &zone, at("2026-11-22T12:00:00Z"))
    }

    #[test]
    fn a_whole_draft_holds_to_the_end_of_its_last_day() {
        let terms = terms(&whole()).unwrap();

        assert_eq!(terms.valid_until, Some(at("2027-05-04T04:00:00Z")));
        assert_eq!(terms.audience, Audience::Proxies);
        assert!(terms.matter.labels.contains(Sensitivity::Behavioral));
    }

    #[test]
    fn what_is_missing_is_asked_for_in_its_order() {
        let fault = |change: fn(&mut Draft)| {
            let mut draft = whole();
            change(&mut draft);
            terms(&draft).unwrap_err()
        };

        assert_eq!(fault(|draft| *draft = Draft::default()), (Step::What, Fault::Effect));
        assert_eq!(fault(|draft| draft.kind = "everything".into()), (Step::What, Fault::Kind));
        assert_eq!(fault(|draft| draft.topic.clear()), (Step::What, Fault::Topic));
        assert_eq!(fault(|draft| draft.who = "person-1".into()), (Step::Who, Fault::Who));
        assert_eq!(fault(|draft| draft.until.clear()), (Step::HowLong, Fault::Until));
        assert_eq!(fault(|draft| draft.until = "2020-01-01".into()), (Step::HowLong, Fault::Until));
        assert_eq!(fault(|draft| draft.from = "soon".into()), (Step::HowLong, Fault::Days));
    }

    #[test]
    fn nothing_sensitive_is_opened_without_its_name() {
        let draft = Draft { effect: "permit".into(), topic: "any".into(), ..whole() };
        let one_thing = Draft { item: "visit-1".into(), ..draft.clone() };

        assert_eq!(terms(&draft), Err((Step::What, Fault::TopicNeeded)));
        assert!(terms(&one_thing).is_ok());
    }
}
