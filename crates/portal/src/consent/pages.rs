//! The pages of choices.

use askama::Template;
use portico_chart::view::Link;
use portico_model::{Category, Effect, Sensitivity};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::choice::{Choice, topic_key};
use super::draft::{Draft, Fault, Step};
use super::names;
use super::people::{People, form_value};
use crate::look::{
    Chip, Choice as Option_, Choices, Empty, Field, Frame, Hidden, Icon, Notice, Place, Tone, category_key,
    relationship_key,
};
use crate::page::{Page, Shell};
use crate::words::{Words, capital};

/// What was just done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChoiceDone {
    Made,
    Ended,
}

/// All that a patient permits and forbids.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct ChoicesPage {
    pub current: Vec<Choice>,
    /// What has ended, newest first.
    pub former: Vec<Choice>,
    /// Choices in the record system that this portal cannot apply.
    pub not_understood: usize,
    /// The record system could not be asked for choices that were made there.
    pub is_record_unread: bool,
    /// The record system takes no choices: what is chosen holds here alone.
    pub is_record_closed: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<ChoiceDone>,
}

#[derive(Template)]
#[template(path = "consent/list.html")]
struct ListTemplate<'a> {
    f: Frame<'a>,
    page: &'a ChoicesPage,
}

impl Page for ChoicesPage {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        ListTemplate { f: Frame::of(shell, Place::Choices), page: self }.render()
    }
}

impl ListTemplate<'_> {
    fn notices(&self) -> Vec<Notice> {
        let done = self.page.done.map(|done| match done {
            ChoiceDone::Made => "choice-done-made",
            ChoiceDone::Ended => "choice-done-ended",
        });
        let done =
            done.map(|key| Notice::new(Tone::Good, self.f.t("choice-done-title"), self.f.t(key).to_owned()));
        let unread =
            self.page.is_record_unread.then(|| Notice::quiet(self.f.t("choices-record-unread").to_owned()));
        let closed = (self.page.is_record_closed && !self.page.current.is_empty())
            .then(|| Notice::quiet(self.f.t("choices-record-closed").to_owned()));
        let foreign = (self.page.not_understood > 0)
            .then(|| Notice::quiet(self.f.w.count("choices-not-understood", self.page.not_understood)));
        done.into_iter().chain(unread).chain(closed).chain(foreign).collect()
    }

    /// What holds where nothing was chosen: title and words.
    fn defaults(&self) -> [(Icon, &'static str, &'static str); 4] {
        [
            (Icon::People, self.f.t("choices-default-proxies-title"), self.f.t("choices-default-proxies")),
            (Icon::Heart, self.f.t("choices-default-team-title"), self.f.t("choices-default-team")),
            (Icon::Book, self.f.t("choices-default-research-title"), self.f.t("choices-default-research")),
            (Icon::Phone, self.f.t("choices-default-apps-title"), self.f.t("choices-default-apps")),
        ]
    }
}

fn effect_chip(w: &Words, effect: Effect) -> Chip<'static> {
    match effect {
        Effect::Deny => Chip::new(Tone::Plain, w.t("choice-hidden")).with(Icon::Lock),
        Effect::Permit => Chip::new(Tone::Good, w.t("choice-open")).with(Icon::Check),
    }
}

/// One step of the form.
#[derive(Debug, Clone, Serialize)]
pub struct ChoiceForm {
    pub(super) step: Step,
    pub(super) draft: Draft,
    pub(super) fault: Option<Fault>,
    /// The whole choice, to be confirmed.
    pub(super) choice: Option<Choice>,
    /// The one thing that it is about, if it is about one.
    pub(super) named: Option<Link>,
    #[serde(skip)]
    pub(super) people: People,
}

impl ChoiceForm {
    pub(super) fn new(step: Step, draft: Draft) -> Self {
        Self { step, draft, fault: None, choice: None, named: None, people: People::default() }
    }

    pub(super) fn with_people(self, people: &People) -> Self {
        Self { people: people.clone(), ..self }
    }
}

#[derive(Template)]
#[template(path = "consent/form.html")]
struct FormTemplate<'a> {
    f: Frame<'a>,
    form: &'a ChoiceForm,
    people: Vec<Named>,
    kinds: Vec<(Category, String)>,
    topics: Vec<(Sensitivity, String)>,
}

/// Somebody who can be chosen.
struct Named {
    value: String,
    name: String,
    hint: Option<String>,
}

impl Page for ChoiceForm {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let title = Words::of(shell).t(match self.step {
            Step::What if !self.draft.item.is_empty() => "choice-item-title",
            Step::What => "choice-what-title",
            Step::Who => "choice-who-title",
            Step::HowLong => "choice-long-title",
            Step::Confirm => "choice-confirm-title",
        });
        let f = Frame::below(shell, Place::Choices, title);
        let people = self.people.named_in(&f.w);
        let kinds = Category::ALL.map(|kind| (kind, capital(f.t(category_key(kind))))).into();
        let topics = Sensitivity::ALL.map(|topic| (topic, capital(f.t(topic_key(topic))))).into();
        FormTemplate { people, kinds, topics, f, form: self }.render()
    }
}

impl FormTemplate<'_> {
    fn draft(&self) -> &Draft {
        &self.form.draft
    }

    fn fault(&self, faults: &[Fault]) -> Option<&'static str> {
        let fault = self.form.fault.filter(|fault| faults.contains(fault))?;
        Some(self.f.t(match fault {
            Fault::Effect => "choice-fault-effect",
            Fault::Kind => "choice-fault-kind",
            Fault::Topic => "choice-fault-topic",
            Fault::TopicNeeded => "choice-fault-topic-needed",
            Fault::Who => "choice-fault-who",
            Fault::Until => "choice-fault-until",
            Fault::Days => "choice-fault-days",
            Fault::TooMany => "choice-fault-too-many",
        }))
    }

    fn step_words(&self) -> String {
        let number = match self.form.step {
            Step::What => 1,
            Step::Who => 2,
            Step::HowLong => 3,
            Step::Confirm => 4,
        };
        self.f.w.count("choice-step", number)
    }

    /// What was chosen on the other steps, carried along unseen.
    fn carried(&self) -> Vec<Hidden<'_>> {
        let Draft { effect, kind, topic, item, who, lasts, until, from, to, .. } = self.draft();
        let of_what = [("effect", effect), ("kind", kind), ("topic", topic)];
        let of_how_long = [("lasts", lasts), ("until", until), ("from", from), ("to", to)];
        let mut carried = vec![("item", item)];
        if self.form.step != Step::What {
            carried.extend(of_what);
        } else if !item.is_empty() {
            carried.extend([("kind", kind), ("topic", topic)]);
        }
        if self.form.step != Step::Who {
            carried.push(("who", who));
        }
        if self.form.step != Step::HowLong {
            carried.extend(of_how_long);
        }
        let filled = carried.into_iter().filter(|(_, value)| !value.is_empty());
        filled.map(|(name, value)| Hidden { name, value }).collect()
    }

    fn effects(&self) -> Choices<'_> {
        let option = |value, key, hint| Option_ {
            hint: Some(self.f.t(hint)),
            ..Option_::new(value, self.f.t(key), self.draft().effect == value)
        };
        let (deny, permit) = if self.draft().item.is_empty() {
            ("choice-effect-deny", "choice-effect-permit")
        } else {
            ("choice-item-deny", "choice-item-permit")
        };
        let options = vec![
            option("deny", deny, "choice-effect-deny-hint"),
            option("permit", permit, "choice-effect-permit-hint"),
        ];
        Choices::one("effect", self.f.t("choice-effect"), options).fault(self.fault(&[Fault::Effect]))
    }

    /// What the one thing is called that the choice is about.
    fn item_words(&self) -> String {
        match &self.form.named {
            Some(link) => names::words(&self.f.w, link, self.draft().kind().flatten().as_slice()),
            None => self.f.t("choice-item-words").to_owned(),
        }
    }

    fn kinds(&self) -> Choices<'_> {
        let all = Option_::new("all", self.f.t("choice-kind-all"), self.draft().kind == "all");
        let kinds = self
            .kinds
            .iter()
            .map(|(kind, words)| Option_::new(kind.as_str(), words, self.draft().kind == kind.as_str()));
        let options = std::iter::once(all).chain(kinds).collect();
        Choices::one("kind", self.f.t("choice-kind"), options).fault(self.fault(&[Fault::Kind]))
    }

    fn topics(&self) -> Choices<'_> {
        let any = Option_::new("any", self.f.t("choice-topic-any"), self.draft().topic == "any");
        let topics = self
            .topics
            .iter()
            .map(|(topic, words)| Option_::new(topic.as_str(), words, self.draft().topic == topic.as_str()));
        let options = std::iter::once(any).chain(topics).collect();
        Choices::one("topic", self.f.t("choice-topic"), options)
            .hint(self.f.t("choice-topic-hint"))
            .fault(self.fault(&[Fault::Topic, Fault::TopicNeeded]))
    }

    fn too_many(&self) -> Option<Notice> {
        self.fault(&[Fault::TooMany]).map(|words| Notice::quiet(words.to_owned()))
    }

    fn who(&self) -> Choices<'_> {
        let option = |own| named_option(own, &self.draft().who);
        let options = self.people.iter().map(option).collect();
        let choices = Choices::one("who", self.f.t("choice-who"), options).fault(self.fault(&[Fault::Who]));
        if self.form.people.is_team_unknown {
            choices.hint(self.f.t("choice-who-team-unknown"))
        } else {
            choices
        }
    }

    fn lasts(&self) -> Choices<'_> {
        let option = |value, key| Option_::new(value, self.f.t(key), self.draft().lasts == value);
        let options = vec![option("always", "choice-lasts-always"), option("until", "choice-lasts-until")];
        Choices::one("lasts", self.f.t("choice-lasts"), options).fault(self.fault(&[Fault::Until]))
    }

    fn day<'d>(&'d self, name: &'static str, label: &'static str, value: &'d str) -> Field<'d> {
        Field {
            name,
            label: self.f.t(label),
            kind: "date",
            value,
            hint: None,
            fault: None,
            autocomplete: "off",
            is_required: false,
            extra: "",
        }
    }

    fn until(&self) -> Field<'_> {
        self.day("until", "choice-last-day", &self.draft().until)
    }

    fn from(&self) -> Field<'_> {
        Field {
            fault: self.fault(&[Fault::Days]),
            ..self.day("from", "choice-dated-first", &self.draft().from)
        }
    }

    fn to(&self) -> Field<'_> {
        self.day("to", "choice-dated-last", &self.draft().to)
    }
}

fn named_option<'n>(Named { value, name, hint }: &'n Named, chosen: &str) -> Option_<'n> {
    Option_ { hint: hint.as_deref(), ..Option_::new(value, name, chosen == value) }
}

impl People {
    fn named_in(&self, w: &Words) -> Vec<Named> {
        use portico_model::Audience::{Everyone, Organization, Person, Practitioner, Proxies, Research};
        let group = |audience, key, hint: Option<&str>| Named {
            value: form_value(&audience),
            name: w.t(key).to_owned(),
            hint: hint.map(|hint| w.t(hint).to_owned()),
        };
        let proxies = self.proxies.iter().map(|proxy| Named {
            value: form_value(&Person(proxy.account)),
            name: proxy.name.clone(),
            hint: Some(w.t(relationship_key(proxy.relationship)).to_owned()),
        });
        let team = self.team.iter().map(|member| Named {
            value: form_value(&Practitioner(member.practitioner.clone())),
            name: member.name.clone(),
            hint: member.role.clone(),
        });
        let places = self.places.iter().map(|place| Named {
            value: form_value(&Organization(place.organization.clone())),
            name: w.say("choice-to-organization-named", "name", &place.name),
            hint: Some(w.t("choice-who-organization-hint").to_owned()),
        });
        let nobody = self.proxies.is_empty().then_some("choice-who-no-proxies");
        let everyone = [
            group(Research, "choice-who-research", Some("choice-who-research-hint")),
            group(Everyone, "choice-who-everyone", Some("choice-who-everyone-hint")),
        ];
        let all_proxies = group(Proxies, "choice-who-proxies", nobody);
        std::iter::once(all_proxies).chain(proxies).chain(team).chain(places).chain(everyone).collect()
    }
}

/// Whether to end a choice.
#[derive(Debug, Clone, Serialize)]
pub struct ChoiceEnd {
    pub(super) choice: Choice,
}

#[derive(Template)]
#[template(path = "consent/end.html")]
struct EndTemplate<'a> {
    f: Frame<'a>,
    choice: &'a Choice,
}

impl Page for ChoiceEnd {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let title = Words::of(shell).t("choice-end-title");
        EndTemplate { f: Frame::below(shell, Place::Choices, title), choice: &self.choice }.render()
    }
}

impl EndTemplate<'_> {
    fn consequence(&self) -> &'static str {
        self.f.t(match self.choice.effect {
            Effect::Deny => "choice-end-deny",
            Effect::Permit => "choice-end-permit",
        })
    }
}
