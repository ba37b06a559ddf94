//! What is around every page: title, navigation, whose record it is, and the truth about a disclosure.

use std::fmt::Write as _;

use portico_chart::view::{Disclosure, Link, LinkKind, Part};
use portico_model::Language;

use super::place::{DOCK, GROUPS, link_place};
use super::{Icon, Markup, Notice, Place, Tone, assets, escape, initials};
use crate::page::{PatientChip, ReaderChip, Shell};
use crate::words::Words;

/// One step back on the way to this page.
#[derive(Debug, Clone)]
pub struct Crumb {
    pub words: String,
    pub to: String,
}

/// Everything around a page. Templates show it through `look/layout.html`.
#[derive(Debug)]
pub struct Frame<'a> {
    pub shell: &'a Shell,
    pub w: Words,
    /// The `h1` of the page.
    pub title: String,
    pub here: Place,
    pub crumbs: Vec<Crumb>,
}

impl<'a> Frame<'a> {
    pub fn new(shell: &'a Shell, here: Place, title: impl Into<String>) -> Self {
        Self { shell, w: Words::of(shell), title: title.into(), here, crumbs: Vec::new() }
    }

    /// A place's own page, titled by its name.
    pub fn of(shell: &'a Shell, here: Place) -> Self {
        let title = Words::of(shell).t(here.key());
        Self::new(shell, here, title)
    }

    /// A page below the place: the way back is the place's own page.
    pub fn below(shell: &'a Shell, here: Place, title: impl Into<String>) -> Self {
        let mut frame = Self::new(shell, here, title);
        frame.crumbs.push(Crumb { words: frame.w.t(here.key()).to_owned(), to: here.address(shell) });
        frame
    }

    pub fn crumb(mut self, words: impl Into<String>, to: String) -> Self {
        self.crumbs.push(Crumb { words: words.into(), to });
        self
    }

    pub fn t(&self, key: &str) -> &'static str {
        self.w.t(key)
    }

    /// The title of the browser window: page, whose record, organisation.
    pub fn window_title(&self) -> String {
        match &self.shell.patient {
            Some(patient) => format!("{} · {} · {}", self.title, patient.name, self.shell.organization),
            None => format!("{} · {}", self.title, self.shell.organization),
        }
    }

    pub fn patient(&self) -> Option<&'a PatientChip> {
        self.shell.patient.as_ref()
    }

    pub fn reader(&self) -> Option<&'a ReaderChip> {
        self.shell.reader.as_ref()
    }

    pub fn csrf(&self) -> &'a str {
        self.shell.reader.as_ref().map_or("", |reader| reader.csrf.as_str())
    }

    pub fn person_colour(&self) -> u8 {
        self.shell.patient.as_ref().map_or(0, |patient| patient.colour.min(5))
    }

    pub fn initials(&self, name: &str) -> String {
        initials(name)
    }

    pub fn is_here(&self, place: &Place) -> bool {
        self.here == *place
    }

    /// In the dock, all places that have no button of their own are under "More".
    pub fn is_docked_here(&self, place: &Place) -> bool {
        self.here == *place || (*place == Place::More && !DOCK.contains(&self.here))
    }

    pub fn address(&self, place: &Place) -> String {
        place.address(self.shell)
    }

    pub fn groups(&self) -> &'static [(&'static str, &'static [Place])] {
        &GROUPS
    }

    pub fn dock(&self) -> &'static [Place] {
        &DOCK
    }

    pub fn style_path(&self) -> &'static str {
        &assets::style().path
    }

    pub fn session_path(&self) -> &'static str {
        &assets::session().path
    }

    pub fn mark_path(&self) -> &'static str {
        &assets::mark().path
    }

    /// The other languages, for the switch: tag and own name.
    pub fn other_languages(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        Language::ALL.into_iter().filter(|language| *language != self.shell.language).map(|language| {
            match language {
                Language::En => ("en", "English"),
                Language::Es => ("es", "Español"),
            }
        })
    }

    /// Where a link into the record leads.
    pub fn link(&self, link: &Link) -> String {
        let id = link.id.as_str();
        match link.kind {
            LinkKind::Lab => self.shell.to(&format!("labs/{id}")),
            LinkKind::LabPanel => self.shell.to(&format!("labs/panels/{id}")),
            LinkKind::Vital => self.shell.to("vitals"),
            LinkKind::Condition => self.shell.to("conditions"),
            LinkKind::Allergy => self.shell.to("allergies"),
            LinkKind::Immunization => self.shell.to("immunizations"),
            LinkKind::Medication => self.shell.to(&format!("medications/{id}")),
            LinkKind::Visit => self.shell.to(&format!("visits/{id}")),
            LinkKind::Note => self.shell.to(&format!("notes/{id}")),
            LinkKind::Report => self.shell.to(&format!("reports/{id}")),
            LinkKind::Document => self.shell.to(&format!("documents/{id}")),
            LinkKind::CarePlan => self.shell.to("care-plans"),
            LinkKind::Appointment => self.shell.to("visits"),
        }
    }

    /// The icon of what a link leads to.
    pub fn link_icon(&self, kind: &LinkKind) -> Icon {
        link_place(*kind).icon()
    }

    /// What a link leads to, in words.
    pub fn link_kind(&self, kind: &LinkKind) -> &'static str {
        self.t(match kind {
            LinkKind::Lab | LinkKind::LabPanel => "kind-result",
            LinkKind::Vital => "kind-vital",
            LinkKind::Condition => "kind-condition",
            LinkKind::Allergy => "kind-allergy",
            LinkKind::Immunization => "kind-immunization",
            LinkKind::Medication => "kind-medication",
            LinkKind::Visit => "kind-visit",
            LinkKind::Note => "kind-note",
            LinkKind::Report => "kind-report",
            LinkKind::Document => "kind-document",
            LinkKind::CarePlan => "kind-care-plan",
            LinkKind::Appointment => "kind-appointment",
        })
    }

    /// All that the reader must know before they trust a page: stale, partly failed, withheld, unreadable, cut.
    pub fn notices<T>(&self, disclosure: &Disclosure<T>) -> Markup {
        let w = &self.w;
        let mut out = String::new();
        if disclosure.is_stale {
            let words = w.say("notice-stale", "moment", &w.as_of(disclosure));
            out += &Notice::new(Tone::Wait, w.t("notice-stale-title"), words).to_string();
        }
        if !disclosure.failed.is_empty() {
            let parts: Vec<&str> = disclosure.failed.iter().map(|part| w.t(part_key(*part))).collect();
            let words = w.say("notice-failed", "parts", &w.list(&parts));
            out += &Notice::new(Tone::Warning, w.t("notice-failed-title"), words).to_string();
        }
        for (number, key) in
            [(disclosure.withheld, "notice-withheld"), (disclosure.unreadable, "notice-unreadable")]
        {
            if number > 0 {
                let words = w.with(key, &[("n", number.into())]);
                out += &Notice::quiet(words).to_string();
            }
        }
        if disclosure.is_truncated {
            out += &Notice::quiet(w.t("notice-truncated").to_owned()).to_string();
        }
        Markup(out)
    }

    /// From whom this is and how fresh: the last line of a card.
    pub fn stamp<T>(&self, disclosure: &Disclosure<T>) -> Markup {
        let words = self.w.with(
            "stamp",
            &[
                ("organization", self.shell.organization.as_str().into()),
                ("moment", self.w.as_of(disclosure).into()),
            ],
        );
        let mut out = String::new();
        write!(out, "<p class=stamp>{}</p>", escape(&words)).expect("writing to a string cannot fail");
        Markup(out)
    }
}

fn part_key(part: Part) -> &'static str {
    match part {
        Part::Profile => "part-profile",
        Part::Coverage => "part-coverage",
        Part::Results => "part-results",
        Part::ResultReports => "part-result-reports",
        Part::Vitals => "part-vitals",
        Part::Conditions => "part-conditions",
        Part::Allergies => "part-allergies",
        Part::Immunizations => "part-immunizations",
        Part::Medications => "part-medications",
        Part::Dispenses => "part-dispenses",
        Part::Visits => "part-visits",
        Part::Documents => "part-documents",
        Part::Reports => "part-reports",
        Part::CarePlans => "part-care-plans",
        Part::Goals => "part-goals",
        Part::CareTeam => "part-care-team",
        Part::Appointments => "part-appointments",
    }
}
