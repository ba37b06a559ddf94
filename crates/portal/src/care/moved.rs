//! Where a record leads that was merged into another: to the one that is kept, where it is proved that this reader may be
//! led there, else to the organisation. What it opens is asked there.

use askama::Template;
use portico_model::PatientId;
use serde::Serialize;
use utoipa::ToSchema;

use crate::answer::{Answer, Answered, plain};
use crate::extract::OpenChart;
use crate::look::{Frame, Icon, Place};
use crate::page::{Page, Realm, Shell};
use crate::problem::Problem;
use crate::view::View;
use crate::words::Words;

/// `GET /patients/{patient}/moved`
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MovedRecord {
    /// The record that is kept in place of this one, where the reader is led on to it.
    pub kept: Option<PatientId>,
}

impl Answered for MovedRecord {
    fn answer() -> Answer {
        plain::<Self>()
    }
}

pub(super) async fn moved(OpenChart(chart): OpenChart) -> Result<View<MovedRecord>, Problem> {
    Ok(View(MovedRecord { kept: chart.kept_record().await? }))
}

#[derive(Template)]
#[template(path = "care/moved.html")]
struct MovedTemplate<'a> {
    f: Frame<'a>,
    page: &'a MovedRecord,
}

impl MovedTemplate<'_> {
    fn way(&self) -> Option<String> {
        let kept = self.page.kept.as_ref()?;
        let side = if self.f.shell.realm == Realm::Staff { "/staff" } else { "" };
        Some(format!("{side}/patients/{kept}"))
    }

    /// For a clinician who does not treat the patient: to the question why, for the record that is kept.
    fn emergency(&self) -> Option<String> {
        let is_staff = self.f.shell.realm == Realm::Staff;
        self.way().filter(|_| is_staff).map(|way| format!("{way}/break-glass"))
    }

    fn words(&self) -> String {
        let key = if self.page.kept.is_some() { "moved-words" } else { "moved-ask" };
        self.f.w.say(key, "organization", &self.f.shell.organization)
    }
}

impl Page for MovedRecord {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let mut f = Frame::of(shell, Place::Outside);
        f.title = Words::of(shell).t("moved-title").to_owned();
        MovedTemplate { f, page: self }.render()
    }
}
