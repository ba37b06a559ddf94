//! What is around every page: title, navigation, whose record it is, and the truth about a disclosure.

use std::fmt::Write as _;

use portico_chart::RecordUse;
use portico_chart::view::{Disclosure, Gap, Link, LinkKind, Part};
use portico_model::{Category, Language, Relationship, ResourceId, Role};

use super::place::{DOCK, GROUPS, Group, PRIVACY, link_place};
use super::{Empty, Icon, Markup, Notice, Place, Tone, assets, escape, initials, mark_chip};
use crate::other::kind_key;
use crate::page::{PatientChip, ReaderChip, Realm, Shell, StaffChip};
use crate::words::{Words, capital};

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

    /// The places of the rail: for staff those of their role, and the record's while one is open.
    pub fn groups(&self) -> Vec<Group> {
        let of_role = self.staff().map(|staff| ("places-staff", Place::of_staff(staff.role)));
        let has_record = self.shell.realm == Realm::Patient || self.patient().is_some();
        let of_record =
            GROUPS.into_iter().filter(|group| has_record && (*group != PRIVACY || self.is_own_record()));
        of_role.into_iter().chain(of_record).collect()
    }

    /// Whether the open record, if one is open, is the reader's own.
    fn is_own_record(&self) -> bool {
        self.shell.realm == Realm::Patient && self.patient().is_none_or(|patient| patient.is_reader)
    }

    pub fn dock(&self) -> &'static [Place] {
        match (self.shell.realm, self.staff()) {
            (Realm::Staff, Some(staff)) if self.patient().is_none() => Place::of_staff(staff.role),
            _ => &DOCK,
        }
    }

    pub fn staff(&self) -> Option<StaffChip> {
        self.shell.staff
    }

    pub fn is_staff_side(&self) -> bool {
        self.shell.realm == Realm::Staff
    }

    /// What the reader is to the organisation, in words.
    pub fn role_words(&self) -> &'static str {
        self.staff().map_or("", |staff| self.t(role_key(staff.role)))
    }

    /// Where the mark leads.
    pub fn home(&self) -> String {
        if self.is_staff_side() { "/staff".to_owned() } else { self.shell.to("") }
    }

    /// For whom the reader acts, or through whose eyes they look, where that is not simply themselves.
    pub fn acting(&self) -> Option<Notice> {
        let patient = self.shell.patient.as_ref().filter(|_| !self.is_staff_side())?;
        let (title, words) = match patient.seen_as.as_deref() {
            None if patient.is_kept => {
                return Some(Notice::quiet(self.t("moved-reading").to_owned()));
            }
            None if patient.is_reader => return None,
            None => return Some(Notice::quiet(self.w.say("acting-title", "name", &patient.name))),
            Some("") => ("preview-title", self.t("preview-clinician").to_owned()),
            Some(name) => ("preview-title", self.w.say("preview-proxy", "name", name)),
        };
        Some(Notice::new(Tone::Wait, self.t(title), words))
    }

    /// What was typed before the reader's session was over is in the form again.
    pub fn kept(&self) -> Option<Notice> {
        let kept = self.shell.kept?;
        let file = kept.had_file.then(|| self.t("kept-file"));
        let words = [Some(self.t("kept-words")), file].into_iter().flatten().collect::<Vec<_>>().join(" ");
        Some(Notice::new(Tone::Wait, self.t("kept-title"), words))
    }

    /// Whose clock the times of a page are read from, for whoever is elsewhere.
    pub fn zone_line(&self) -> String {
        let (place, zone) = self.w.zone_names();
        self.w.with("zone-line", &[("place", place.into()), ("zone", zone.into())])
    }

    pub fn is_preview(&self) -> bool {
        self.shell.patient.as_ref().is_some_and(|patient| patient.seen_as.is_some())
    }

    /// The name of this side, for the style sheet.
    pub fn realm(&self) -> &'static str {
        if self.is_staff_side() { "staff" } else { "patient" }
    }

    /// Where the patient chooses who may see one thing; nothing for anybody else.
    pub fn who_may_see(&self, kind: Category, id: &ResourceId) -> Option<String> {
        let is_own = self.is_own_record() && self.patient().is_some() && !self.is_preview();
        is_own.then(|| self.shell.to(&format!("consent/new/{}/{id}", kind.as_str())))
    }

    /// The address of `rest` on this side, such as `/staff/sign-out`.
    pub fn side(&self, rest: &str) -> String {
        if self.is_staff_side() { format!("/staff/{rest}") } else { format!("/{rest}") }
    }

    /// How long the record stays open that was opened by breaking the glass.
    pub fn glass_words(&self) -> Option<String> {
        let ends_at = self.staff()?.glass_ends_at?;
        let seconds_left = ends_at.duration_since(self.shell.now).as_secs().max(0);
        let minutes = (seconds_left + 59) / 60;
        let moment = self.w.time(ends_at);
        Some(self.w.with("glass-open", &[("n", minutes.into()), ("moment", moment.into())]))
    }

    /// Whose record it is, and as what the reader reads it.
    pub fn reading_words(&self) -> String {
        let name = self.patient().map_or("", |patient| patient.name.as_str());
        self.w.with("staff-reading", &[("name", name.into()), ("role", self.role_words().into())])
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
            LinkKind::Condition | LinkKind::VisitDiagnosis | LinkKind::Concern | LinkKind::Social => {
                self.shell.to("conditions")
            }
            LinkKind::Allergy | LinkKind::NoAllergy => self.shell.to("allergies"),
            LinkKind::Dispense => self.shell.to("medications"),
            LinkKind::Immunization => self.shell.to("immunizations"),
            LinkKind::Medication => self.shell.to(&format!("medications/{id}")),
            LinkKind::Visit => self.shell.to(&format!("visits/{id}")),
            LinkKind::Note => self.shell.to(&format!("notes/{id}")),
            LinkKind::Report => self.shell.to(&format!("reports/{id}")),
            LinkKind::Document => self.shell.to(&format!("documents/{id}")),
            LinkKind::CarePlan => self.shell.to("care-plans"),
            LinkKind::Appointment => self.shell.to("visits"),
            LinkKind::Other(kind) => self.shell.to(&format!("other/{}/{id}", kind.as_str())),
        }
    }

    /// The icon of what a link leads to.
    pub fn link_icon(&self, kind: &LinkKind) -> Icon {
        link_place(*kind).icon()
    }

    /// What did not happen, was withdrawn or is not certain, said beside a link.
    pub fn link_mark(&self, link: &Link) -> Markup {
        Markup(link.mark.map(|mark| mark_chip(&self.w, mark).to_string()).unwrap_or_default())
    }

    /// What a link leads to, in words.
    pub fn link_kind(&self, kind: &LinkKind) -> String {
        if let LinkKind::Other(kind) = kind {
            return capital(self.t(kind_key(*kind)));
        }
        self.t(match kind {
            LinkKind::Lab | LinkKind::LabPanel => "kind-result",
            LinkKind::Vital => "kind-vital",
            LinkKind::Condition => "kind-condition",
            LinkKind::VisitDiagnosis => "kind-visit-diagnosis",
            LinkKind::Concern => "kind-concern",
            LinkKind::Social => "kind-social",
            LinkKind::Allergy => "kind-allergy",
            LinkKind::NoAllergy => "kind-no-allergy",
            LinkKind::Dispense => "kind-dispense",
            LinkKind::Immunization => "kind-immunization",
            LinkKind::Medication => "kind-medication",
            LinkKind::Visit => "kind-visit",
            LinkKind::Note => "kind-note",
            LinkKind::Report => "kind-report",
            LinkKind::Document => "kind-document",
            LinkKind::CarePlan => "kind-care-plan",
            LinkKind::Appointment => "kind-appointment",
            LinkKind::Other(_) => "place-other",
        })
        .to_owned()
    }

    /// All that the reader must know before they trust a page: stale, partly failed, withheld, unreadable, cut.
    pub fn notices<T>(&self, disclosure: &Disclosure<T>) -> Markup {
        let w = &self.w;
        let mut out = String::new();
        if let Some((title, words)) = record_keys(disclosure.record) {
            out += &Notice::new(Tone::Warning, w.t(title), w.t(words).to_owned()).to_string();
        }
        if disclosure.is_stale {
            let words = w.say("notice-stale", "moment", &w.as_of(disclosure));
            out += &Notice::new(Tone::Wait, w.t("notice-stale-title"), words).to_string();
        }
        if !disclosure.failed.is_empty() {
            let parts: Vec<&str> = disclosure.failed.iter().map(|part| w.t(part_key(*part))).collect();
            let words = w.say("notice-failed", "parts", &w.list(&parts));
            out += &Notice::new(Tone::Warning, w.t("notice-failed-title"), words).to_string();
        }
        if !disclosure.not_shared.is_empty() {
            let kinds: Vec<&str> =
                disclosure.not_shared.iter().map(|kind| w.t(category_key(*kind))).collect();
            let words = w.say("notice-not-shared", "kinds", &w.list(&kinds));
            out += &Notice::quiet(words).to_string();
        }
        if disclosure.withheld > 0 {
            let words = w.with("notice-withheld", &[("n", disclosure.withheld.into())]);
            out += &Notice::quiet(words).to_string();
        }
        if !disclosure.not_offered.is_empty() {
            let parts: Vec<&str> = disclosure.not_offered.iter().map(|part| w.t(part_key(*part))).collect();
            let words = w.say("notice-not-offered", "parts", &w.list(&parts));
            out += &Notice::quiet(words).to_string();
        }
        out += &self.gaps(&disclosure.gaps);
        if disclosure.lost_dates > 0 {
            let words = w.with("notice-lost-dates", &[("n", disclosure.lost_dates.into())]);
            out += &Notice::quiet(words).to_string();
        }
        if disclosure.is_truncated {
            out += &Notice::quiet(w.t("notice-truncated").to_owned()).to_string();
        }
        Markup(out)
    }

    /// What could not be read, section by section: first what is not here at all, then what is here in part.
    fn gaps(&self, gaps: &[Gap]) -> String {
        let w = &self.w;
        let mut sections: Vec<(Part, u32, u32)> = Vec::new();
        for gap in gaps {
            match sections.iter_mut().find(|(part, ..)| *part == gap.part) {
                Some((_, lost, in_part)) => (*lost, *in_part) = (*lost + gap.lost, *in_part + gap.in_part),
                None => sections.push((gap.part, gap.lost, gap.in_part)),
            }
        }
        let words = |key: &str, part: Part, n: u32| {
            w.with(key, &[("n", n.into()), ("part", w.t(part_key(part)).into())])
        };
        let lost = sections.iter().filter(|(_, lost, _)| *lost > 0).map(|(part, lost, _)| {
            let words = words("notice-unreadable", *part, *lost);
            Notice::new(Tone::Warning, w.t("notice-unreadable-title"), words).to_string()
        });
        let in_part = sections.iter().filter(|(.., in_part)| *in_part > 0);
        let in_part =
            in_part.map(|(part, _, n)| Notice::quiet(words("notice-in-part", *part, *n)).to_string());
        lost.chain(in_part).collect()
    }

    /// An empty page. That there is nothing is said only where all of these parts were looked through.
    pub fn nothing<T>(
        &self,
        d: &Disclosure<T>,
        parts: &[Part],
        (icon, title, words): (Icon, &'static str, &'static str),
    ) -> Empty {
        if d.is_whole(parts) {
            Empty::new(icon, self.t(title), self.t(words))
        } else {
            Empty::new(Icon::Question, self.t("empty-unsure-title"), self.t("empty-unsure"))
        }
    }

    /// The same as a sentence in a card.
    pub fn nothing_words<T>(&self, d: &Disclosure<T>, parts: &[Part], words: &'static str) -> &'static str {
        self.t(if d.is_whole(parts) { words } else { "empty-unsure" })
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

/// The word for a role.
pub fn role_key(role: Role) -> &'static str {
    match role {
        Role::Patient => "role-patient",
        Role::Clinician => "role-clinician",
        Role::Scheduler => "role-scheduler",
        Role::Support => "role-support",
        Role::Administrator => "role-administrator",
        Role::PrivacyOfficer => "role-privacy-officer",
        Role::System => "role-system",
    }
}

/// What is to be known of a record that may not be the whole one.
pub fn record_keys(record: RecordUse) -> Option<(&'static str, &'static str)> {
    match record {
        RecordUse::InUse => None,
        RecordUse::HasMoreElsewhere => Some(("record-elsewhere-title", "record-elsewhere")),
        RecordUse::Inactive | RecordUse::Replaced => Some(("record-inactive-title", "record-inactive")),
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
        Part::Other(kind) => kind_key(kind),
    }
}

/// The name of a kind of record, as it stands in a sentence.
pub fn category_key(category: Category) -> &'static str {
    match category {
        Category::Demographics => "category-demographics",
        Category::Laboratory => "category-laboratory",
        Category::Vitals => "category-vitals",
        Category::Conditions => "category-conditions",
        Category::Allergies => "category-allergies",
        Category::Immunizations => "category-immunizations",
        Category::Medications => "category-medications",
        Category::Visits => "category-visits",
        Category::Notes => "category-notes",
        Category::Reports => "category-reports",
        Category::Documents => "category-documents",
        Category::CarePlans => "category-care-plans",
        Category::CareTeam => "category-care-team",
        Category::Appointments => "category-appointments",
        Category::Other => "category-other",
    }
}

/// How the reader stands toward a patient, said to the reader.
pub fn acting_key(relationship: Relationship) -> &'static str {
    match relationship {
        Relationship::Oneself => "people-own",
        Relationship::Parent => "acting-parent",
        Relationship::Guardian => "acting-guardian",
        Relationship::Caregiver => "acting-caregiver",
        Relationship::PowerOfAttorney => "acting-power-of-attorney",
    }
}

/// How somebody stands toward a patient, in a word.
pub fn relationship_key(relationship: Relationship) -> &'static str {
    match relationship {
        Relationship::Oneself => "relationship-oneself",
        Relationship::Parent => "relationship-parent",
        Relationship::Guardian => "relationship-guardian",
        Relationship::Caregiver => "relationship-caregiver",
        Relationship::PowerOfAttorney => "relationship-power-of-attorney",
    }
}
