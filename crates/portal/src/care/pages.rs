//! The pages of care plans, the care team and the patient's particulars.

use askama::Template;
use portico_chart::care::{
    CarePlan, CarePlanList, CareTeamMember, CareTeamView, ContactWay, CoverageCard, FactKind, Goal,
    GoalTarget, Profile,
};
use portico_chart::view::{Disclosure, Paged, Part};

use crate::look::{Chip, Empty, Frame, Icon, Markup, Place, Tone, initials};
use crate::page::{Page, Shell};
use crate::words::Words;

#[derive(Template)]
#[template(path = "care/plans.html")]
struct PlansTemplate<'a> {
    f: Frame<'a>,
    d: &'a Disclosure<Paged<CarePlanList>>,
}

impl Page for Disclosure<Paged<CarePlanList>> {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        PlansTemplate { f: Frame::of(shell, Place::CarePlans), d: self }.render()
    }
}

impl PlansTemplate<'_> {
    fn nothing(&self) -> Empty {
        self.f.nothing(
            self.d,
            &[Part::CarePlans, Part::Goals],
            (Icon::Compass, "plans-empty-title", "plans-empty"),
        )
    }
}

/// `Since March 2025 · until June 2026`.
fn plan_line(w: &Words, plan: &CarePlan) -> String {
    let start = plan.start.map(|when| w.say("condition-since", "date", &w.date(when)));
    let end = plan.end.map(|when| w.say("condition-until", "date", &w.date(when)));
    start.into_iter().chain(end).collect::<Vec<_>>().join(" · ")
}

fn plan_chip(w: &Words, status: &str) -> Markup {
    let (tone, key) = match status {
        "active" => (Tone::Good, "plan-active"),
        "draft" | "proposed" | "planned" | "accepted" => (Tone::Wait, "plan-draft"),
        "on-hold" => (Tone::Wait, "plan-on-hold"),
        "completed" => (Tone::Plain, "plan-completed"),
        "revoked" | "cancelled" | "rejected" => (Tone::Plain, "plan-revoked"),
        "entered-in-error" => (Tone::Plain, "status-entered-in-error"),
        _ => (Tone::Plain, "status-unknown"),
    };
    Markup(Chip::new(tone, w.t(key)).to_string())
}

fn activity_words(w: &Words, status: Option<&str>) -> &'static str {
    match status {
        Some("completed") => w.t("activity-completed"),
        Some("in-progress") => w.t("activity-in-progress"),
        Some("not-started" | "scheduled") => w.t("activity-planned"),
        Some("cancelled" | "stopped") => w.t("activity-stopped"),
        _ => "",
    }
}

fn goal_line(w: &Words, goal: &Goal) -> String {
    let target = |target: &GoalTarget| {
        let measure = target.measure.as_ref().map(|measure| w.term(measure).to_owned());
        let due = target.due.map(|when| w.say("goal-by", "date", &w.date(when)));
        [measure, target.text.clone(), due].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    let targets = goal.targets.iter().map(target);
    let achievement = goal.achievement.as_ref().map(|achievement| w.term(achievement).to_owned());
    let parts = achievement.into_iter().chain(targets).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("; ")
}

#[derive(Template)]
#[template(path = "care/team.html")]
struct TeamTemplate<'a> {
    f: Frame<'a>,
    d: &'a Disclosure<CareTeamView>,
}

impl Page for Disclosure<CareTeamView> {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        TeamTemplate { f: Frame::of(shell, Place::CareTeam), d: self }.render()
    }
}

impl TeamTemplate<'_> {
    fn nothing(&self) -> Empty {
        self.f.nothing(self.d, &[Part::CareTeam], (Icon::People, "team-empty-title", "team-empty"))
    }

    fn groups(&self) -> Vec<(&'static str, Vec<&CareTeamMember>)> {
        let of =
            |is_lay: bool| self.d.content.members.iter().filter(|member| member.is_lay == is_lay).collect();
        let groups = [("team-professionals", of(false)), ("team-family", of(true))];
        groups.into_iter().filter(|(_, members): &(_, Vec<_>)| !members.is_empty()).collect()
    }
}

fn member_line(w: &Words, member: &CareTeamMember) -> String {
    let role = member.role.as_ref().map(|role| w.term(role).to_owned());
    let specialty = member.specialty.as_ref().map(|specialty| w.term(specialty).to_owned());
    let specialty = specialty.filter(|specialty| Some(specialty) != role.as_ref());
    let organization = member.organization.as_deref().map(str::to_owned);
    [role, specialty, organization].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// A number to dial: figures and a leading plus.
fn dial(phone: &str) -> String {
    phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

#[derive(Template)]
#[template(path = "care/profile.html")]
struct ProfileTemplate<'a> {
    f: Frame<'a>,
    d: &'a Disclosure<Profile>,
}

impl Page for Disclosure<Profile> {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        ProfileTemplate { f: Frame::of(shell, Place::Profile), d: self }.render()
    }
}

impl ProfileTemplate<'_> {
    fn profile(&self) -> &Profile {
        &self.d.content
    }

    fn is_coverage_known(&self) -> bool {
        self.d.is_whole(&[Part::Coverage])
    }

    fn facts(&self) -> Vec<(&'static str, String)> {
        let w = &self.f.w;
        let profile = self.profile();
        let mut facts = vec![(w.t("profile-name"), profile.name.clone())];
        let mut fact = |key, words: Option<String>| {
            if let Some(words) = words {
                facts.push((w.t(key), words));
            }
        };
        let others: Vec<String> = profile
            .other_names
            .iter()
            .map(|other| match other.kind.as_deref().and_then(name_kind) {
                Some(key) => format!("{} ({})", other.name, w.t(key)),
                None => other.name.clone(),
            })
            .collect();
        fact("profile-other-names", (!others.is_empty()).then(|| others.join(", ")));
        fact("profile-born", profile.born.map(|when| w.date(when)));
        fact("profile-age", profile.age_years.map(|n| w.with("age-years", &[("n", n.into())])));
        fact(
            "profile-gender",
            profile.administrative_gender.as_deref().map(|gender| gender_words(w, gender)),
        );
        fact("profile-birth-sex", profile.birth_sex.as_deref().map(|sex| gender_words(w, sex)));
        fact("profile-gender-identity", profile.gender_identity.clone());
        fact("profile-pronouns", profile.pronouns.clone());
        let languages: Vec<&str> = profile.languages.iter().map(|language| w.term(language)).collect();
        fact("profile-languages", (!languages.is_empty()).then(|| w.list(&languages)));
        fact(
            "profile-marital-status",
            profile.marital_status.as_ref().map(|status| w.term(status).to_owned()),
        );
        for own in &profile.more {
            let words: Vec<&str> = own.words.iter().map(|term| w.term(term)).collect();
            fact(fact_key(own.kind), Some(w.list(&words)));
        }
        facts
    }

    /// What the record says besides, and no page has a name for.
    fn unnamed(&self) -> Option<String> {
        let n = self.profile().unnamed_extensions;
        (n > 0).then(|| self.f.w.with("profile-unnamed", &[("n", n.into())]))
    }

    fn contacts(&self) -> Vec<(&'static str, String)> {
        let w = &self.f.w;
        let ways = |ways: &[ContactWay], key: &'static str| {
            ways.iter().map(|way| (w.t(way_key(way).unwrap_or(key)), way.value.clone())).collect::<Vec<_>>()
        };
        let profile = self.profile();
        let mut contacts = ways(&profile.phones, "contact-phone");
        contacts.extend(profile.emails.iter().map(|way| (w.t("contact-email"), way.value.clone())));
        contacts.extend(profile.addresses.iter().map(|address| (w.t("contact-address"), address.clone())));
        contacts
    }
}

fn fact_key(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Race => "fact-race",
        FactKind::Ethnicity => "fact-ethnicity",
        FactKind::TribalAffiliation => "fact-tribal-affiliation",
        FactKind::InterpreterNeeded => "fact-interpreter-needed",
        FactKind::Sex => "fact-sex",
        FactKind::RecordedSex => "fact-recorded-sex",
        FactKind::SexForClinicalUse => "fact-sex-for-clinical-use",
        FactKind::Religion => "fact-religion",
        FactKind::Nationality => "fact-nationality",
        FactKind::Citizenship => "fact-citizenship",
        FactKind::Disability => "fact-disability",
        FactKind::BirthPlace => "fact-birth-place",
    }
}

fn name_kind(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "maiden" => "name-maiden",
        "nickname" => "name-nickname",
        "old" => "name-old",
        "official" => "name-official",
        _ => return None,
    })
}

fn way_key(way: &ContactWay) -> Option<&'static str> {
    Some(match way.kind.as_deref()? {
        "home" => "contact-home",
        "mobile" => "contact-mobile",
        "work" => "contact-work",
        _ => return None,
    })
}

fn gender_words(w: &Words, gender: &str) -> String {
    let key = match gender.to_ascii_lowercase().as_str() {
        "female" | "f" => "gender-female",
        "male" | "m" => "gender-male",
        "other" => "gender-other",
        "unknown" | "unk" => "gender-unknown",
        _ => return gender.to_owned(),
    };
    w.t(key).to_owned()
}

fn coverage_line(w: &Words, coverage: &CoverageCard) -> String {
    let date = |key: &str, day: Option<jiff::civil::Date>| {
        day.map(|day| w.say(key, "date", &w.date(portico_model::When::Day(day))))
    };
    let number = coverage.member_number.as_deref().map(|number| w.say("coverage-number", "number", number));
    let parts = [
        coverage.plan.clone(),
        number,
        date("condition-since", coverage.start),
        date("condition-until", coverage.end),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn coverage_chip(w: &Words, coverage: &CoverageCard) -> Markup {
    match coverage.status.as_str() {
        "active" => Markup(Chip::new(Tone::Good, w.t("coverage-active")).to_string()),
        "cancelled" => Markup(Chip::new(Tone::Plain, w.t("coverage-ended")).to_string()),
        "entered-in-error" => Markup(Chip::new(Tone::Plain, w.t("status-entered-in-error")).to_string()),
        _ => Markup::default(),
    }
}
