//! The pages of what has no page of its own.

use askama::Template;
use portico_chart::other::{OtherDetail, OtherGroup, OtherItem, OtherKind, OtherList};
use portico_chart::view::{Disclosure, Mark, Paged};

use crate::look::{Empty, Frame, Icon, Markup, Place, mark_chip};
use crate::page::{Page, Shell};
use crate::words::{Words, capital};

#[derive(Template)]
#[template(path = "other/list.html")]
struct ListTemplate<'a> {
    f: Frame<'a>,
    d: &'a Disclosure<Paged<OtherList>>,
}

impl Page for Disclosure<Paged<OtherList>> {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let f = match self.content.kind {
            None => Frame::of(shell, Place::Other),
            Some(kind) => Frame::below(shell, Place::Other, name_of(&Words::of(shell), kind)),
        };
        ListTemplate { f, d: self }.render()
    }
}

impl ListTemplate<'_> {
    fn name(&self, group: &OtherGroup) -> String {
        name_of(&self.f.w, group.kind)
    }

    /// Where all of a kind are, if they are not here.
    fn all_of(&self, group: &OtherGroup) -> Option<(String, String)> {
        let is_cut = self.d.content.kind.is_none() && group.of_kind > group.items.len();
        is_cut.then(|| {
            let to = format!("{}?kind={}", self.f.shell.to("other"), group.kind.as_str());
            (to, self.f.w.count("other-all", group.of_kind))
        })
    }

    fn address(&self, item: &OtherItem) -> String {
        self.f.shell.to(&format!("other/{}/{}", item.kind.as_str(), item.id))
    }

    /// Nothing is said to be absent that was not looked for.
    fn is_empty(&self) -> bool {
        self.d.content.groups.is_empty() && self.d.failed.is_empty()
    }

    fn not_offered(&self) -> Option<String> {
        let kinds = &self.d.content.not_offered;
        let names: Vec<&str> = kinds.iter().map(|kind| self.f.t(kind_key(*kind))).collect();
        (!names.is_empty()).then(|| self.f.w.say("other-not-offered", "kinds", &self.f.w.list(&names)))
    }
}

#[derive(Template)]
#[template(path = "other/detail.html")]
struct DetailTemplate<'a> {
    f: Frame<'a>,
    d: &'a Disclosure<OtherItem>,
}

impl Page for Disclosure<OtherItem> {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let title = Words::of(shell).term(&self.content.name).to_owned();
        DetailTemplate { f: Frame::below(shell, Place::Other, title), d: self }.render()
    }
}

impl DetailTemplate<'_> {
    fn item(&self) -> &OtherItem {
        &self.d.content
    }

    fn kind(&self) -> String {
        name_of(&self.f.w, self.item().kind)
    }

    fn facts(&self) -> Vec<(String, String)> {
        let (w, item) = (&self.f.w, self.item());
        let mut facts = vec![(w.t("col-date").to_owned(), dates(w, item))];
        facts.extend(item.by.as_deref().map(|by| (w.t("other-by").to_owned(), by.to_owned())));
        facts.extend(item.details.iter().map(|detail| (w.term(&detail.name).to_owned(), said(w, detail))));
        facts
    }
}

/// The name of a kind, as it stands in a sentence.
pub(crate) fn kind_key(kind: OtherKind) -> &'static str {
    match kind {
        OtherKind::Procedures => "other-kind-procedures",
        OtherKind::Devices => "other-kind-devices",
        OtherKind::DevicesUsed => "other-kind-devices-used",
        OtherKind::SocialHistory => "other-kind-social-history",
        OtherKind::FamilyHistory => "other-kind-family-history",
        OtherKind::Surveys => "other-kind-surveys",
        OtherKind::Forms => "other-kind-forms",
        OtherKind::Findings => "other-kind-findings",
        OtherKind::Orders => "other-kind-orders",
        OtherKind::MedicinesTold => "other-kind-medicines-told",
        OtherKind::MedicinesGiven => "other-kind-medicines-given",
        OtherKind::AdverseEvents => "other-kind-adverse-events",
        OtherKind::Alerts => "other-kind-alerts",
        OtherKind::VaccineForecasts => "other-kind-vaccine-forecasts",
        OtherKind::Risks => "other-kind-risks",
        OtherKind::Assessments => "other-kind-assessments",
        OtherKind::ImagingStudies => "other-kind-imaging-studies",
        OtherKind::Pictures => "other-kind-pictures",
        OtherKind::Specimens => "other-kind-specimens",
        OtherKind::Diets => "other-kind-diets",
        OtherKind::Glasses => "other-kind-glasses",
        OtherKind::Supplies => "other-kind-supplies",
        OtherKind::Episodes => "other-kind-episodes",
        OtherKind::Messages => "other-kind-messages",
        OtherKind::RelatedPeople => "other-kind-related-people",
    }
}

fn name_of(w: &Words, kind: OtherKind) -> String {
    capital(w.t(kind_key(kind)))
}

/// `March 3, 2026 – March 5, 2026`.
fn dates(w: &Words, item: &OtherItem) -> String {
    let from = w.date_or_none(&item.at);
    item.until.map_or(from.clone(), |until| format!("{from} – {}", w.date(until)))
}

/// When, and who: one line under a name.
fn line(w: &Words, item: &OtherItem) -> String {
    let by = item.by.as_deref().map(str::to_owned);
    [Some(dates(w, item)), by].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The value in one line; where there is none, what the item says first besides.
fn value(w: &Words, item: &OtherItem) -> Option<String> {
    let own = item.value.as_ref().map(|value| w.value(value));
    own.or_else(|| {
        let few = item.details.iter().take(FEW).map(|detail| match said(w, detail) {
            words if words.is_empty() => w.term(&detail.name).to_owned(),
            words => format!("{}: {words}", w.term(&detail.name)),
        });
        Some(few.collect::<Vec<_>>().join(" · ")).filter(|words| !words.is_empty())
    })
}

/// Details in a row of a list.
const FEW: usize = 2;

fn said(w: &Words, detail: &OtherDetail) -> String {
    let value = detail.value.as_ref().map(|value| w.value(value));
    let parts = value.into_iter().chain(detail.at.map(|at| w.date(at)));
    parts.collect::<Vec<_>>().join(" · ")
}

fn chip(w: &Words, item: &OtherItem) -> Markup {
    Markup(item.mark.map(|mark| mark_chip(w, mark).to_string()).unwrap_or_default())
}

fn is_error(item: &OtherItem) -> bool {
    item.mark == Some(Mark::EnteredInError)
}
