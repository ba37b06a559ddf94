//! A clinician finds a patient: those they treat, or somebody by name and birth date or by number.

use askama::Template;
use axum::extract::State;
use axum::http::{Extensions, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use portico_chart::RecordUse;
use portico_chart::at_work::{PatientCard, PatientList, PatientQuery};
use portico_chart::identity::Claim;
use portico_model::Asker;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{CLINICIANS, staff_of};
use crate::answer::{Answer, Answered, plain};
use crate::extract::{Asking, QueryOf};
use crate::look::{Chip, Empty, Field, Frame, Hidden, Icon, Notice, Place, Tone};
use crate::page::{Page, Shell};
use crate::portal::Portal;
use crate::problem::Problem;
use crate::site_map::{Access, SiteMap};
use crate::view::View;
use crate::visitor::Visitor;

pub(super) fn routes(map: &mut SiteMap) {
    map.staff::<PatientsPage, _, _>("patients", CLINICIANS, mine);
    map.staff_act("patients", CLINICIANS, search);
    let access = Access::Staff(CLINICIANS);
    map.api::<PatientsPage, _, _>(Method::POST, "staff/patients", access, search);
}

/// `GET` and `POST /staff/patients`
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PatientsPage {
    pub patients: Vec<PatientCard>,
    pub is_truncated: bool,
    /// Whether this is the answer to a search, and not the list of those whom the reader treats.
    pub is_search: bool,
    /// What was typed says neither a whole name with a birth date nor a number.
    pub is_unclear: bool,
    /// The reader closed a record a moment ago that they had opened in an emergency.
    pub has_ended: bool,
    #[serde(skip)]
    pub asked: Asked,
}

/// What was typed.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub born: String,
    #[serde(default)]
    pub number: String,
}

impl Answered for PatientsPage {
    fn answer() -> Answer {
        plain::<Self>()
    }
}

impl Asked {
    fn query(&self) -> Option<PatientQuery> {
        if !self.number.trim().is_empty() {
            return self.number.trim().parse().ok().map(PatientQuery::Id);
        }
        let born: Date = self.born.trim().parse().ok()?;
        let name = self.name.trim();
        (name.split_whitespace().count() > 1)
            .then(|| PatientQuery::Like(Claim { name: name.to_owned(), born }))
    }
}

#[derive(Deserialize)]
struct Arriving {
    #[serde(default)]
    ended: bool,
}

async fn mine(
    State(portal): State<Portal>,
    extensions: Extensions,
    QueryOf(Arriving { ended }): QueryOf<Arriving>,
) -> Result<View<PatientsPage>, Problem> {
    let found = portal.charts.find_patients(&asker(&extensions)?, &PatientQuery::Mine).await?;
    Ok(View(PatientsPage { has_ended: ended, ..page(found, Asked::default(), false) }))
}

async fn search(
    State(portal): State<Portal>,
    extensions: Extensions,
    Asking(asked): Asking<Asked>,
) -> Result<Response, Problem> {
    let asker = asker(&extensions)?;
    let Some(query) = asked.query() else {
        let nothing = PatientList { patients: Vec::new(), is_truncated: false };
        let page = PatientsPage { is_unclear: true, ..page(nothing, asked, true) };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, View(page)).into_response());
    };
    let found = portal.charts.find_patients(&asker, &query).await?;
    Ok(View(page(found, asked, true)).into_response())
}

fn asker(extensions: &Extensions) -> Result<Asker, Problem> {
    Ok(staff_of(extensions)?.asker(&Visitor::of(extensions).visit))
}

fn page(found: PatientList, asked: Asked, is_search: bool) -> PatientsPage {
    let PatientList { patients, is_truncated } = found;
    PatientsPage { patients, is_truncated, is_search, is_unclear: false, has_ended: false, asked }
}

#[derive(Template)]
#[template(path = "staff/patients.html")]
struct PatientsTemplate<'a> {
    f: Frame<'a>,
    page: &'a PatientsPage,
}

impl PatientsTemplate<'_> {
    fn field<'b>(&'b self, name: &'b str, label: &str, kind: &'b str, value: &'b str) -> Field<'b> {
        let (label, is_required) = (self.f.t(label), false);
        let (hint, fault, autocomplete, extra) = (None, None, "off", "");
        Field { name, label, kind, value, hint, fault, autocomplete, is_required, extra }
    }

    fn heading(&self) -> &'static str {
        self.f.t(if self.page.is_search { "staff-patients-found" } else { "staff-patients-mine" })
    }

    fn empty(&self) -> Empty {
        if self.page.is_search {
            Empty::new(Icon::Search, self.f.t("staff-patients-none-title"), self.f.t("staff-patients-none"))
        } else {
            Empty::new(
                Icon::People,
                self.f.t("staff-patients-mine-none-title"),
                self.f.t("staff-patients-mine-none"),
            )
        }
    }

    fn unclear(&self) -> Option<Notice> {
        let words = self.f.t("staff-patients-unclear").to_owned();
        self.page.is_unclear.then(|| Notice::new(Tone::Critical, self.f.t("fault-title"), words))
    }

    fn ended(&self) -> Option<Notice> {
        let words = self.f.t("done-glass-ended").to_owned();
        self.page.has_ended.then(|| Notice::new(Tone::Good, self.f.t("done-title"), words))
    }

    /// How the reader stands to somebody whom they looked for.
    fn chip(&self, patient: &PatientCard) -> Option<Chip<'static>> {
        let chip = match patient.is_mine {
            true => Chip::new(Tone::Good, self.f.t("staff-patient-mine")),
            false => Chip::new(Tone::Warning, self.f.t("glass-title")).with(Icon::Warning),
        };
        self.page.is_search.then_some(chip)
    }

    /// What is the matter with a record that is not the one to be read.
    fn record(&self, patient: &PatientCard) -> Option<Chip<'static>> {
        let key = match patient.record {
            RecordUse::InUse => return None,
            RecordUse::HasMoreElsewhere => "staff-patient-elsewhere",
            RecordUse::Inactive => "staff-patient-inactive",
            RecordUse::Replaced => "staff-patient-replaced",
        };
        Some(Chip::new(Tone::Warning, self.f.t(key)).with(Icon::Warning))
    }

    /// A record that was merged, and nobody can say into which.
    fn leads_nowhere(&self, patient: &PatientCard) -> bool {
        patient.record == RecordUse::Replaced && patient.kept.is_none()
    }

    /// From a record that was merged to the one that is kept.
    fn kept(&self, patient: &PatientCard) -> Option<&PatientCard> {
        let kept = patient.kept.as_ref()?;
        self.page.patients.iter().find(|other| other.id == *kept)
    }

    fn born(&self, patient: &PatientCard) -> String {
        self.f.w.say("staff-patient-born", "date", &self.f.w.date_or_none(&patient.born))
    }
}

/// To the record, or to the question why.
fn way(patient: &PatientCard) -> String {
    let rest = if patient.is_mine { "" } else { "/break-glass" };
    format!("/staff/patients/{}{rest}", patient.id)
}

impl Page for PatientsPage {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        PatientsTemplate { f: Frame::of(shell, Place::StaffPatients), page: self }.render()
    }
}
