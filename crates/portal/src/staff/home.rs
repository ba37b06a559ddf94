use askama::Template;
use axum::http::Extensions;
use portico_model::Role;
use serde::Serialize;
use utoipa::ToSchema;

use super::{EVERYBODY, staff_of};
use crate::answer::{Answer, Answered, plain};
use crate::look::{Frame, Icon, Place, role_key};
use crate::page::{Page, Shell};
use crate::problem::Problem;
use crate::site_map::SiteMap;
use crate::view::View;

pub(super) fn routes(map: &mut SiteMap) {
    map.staff::<StaffHome, _, _>("", EVERYBODY, show);
}

/// `GET /staff`: what the role can do, and nothing else.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct StaffHome {
    pub name: String,
    pub role: Role,
    pub tasks: Vec<Task>,
}

/// One thing to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// Find and open the record of a patient.
    Patients,
    Appointments,
    /// What people asked for and somebody has to answer.
    Cases,
    /// Help people with their accounts.
    Accounts,
    /// Check who may act for whom.
    Access,
    /// See who looked at what.
    Oversight,
    /// See what the rules found.
    Alerts,
}

impl StaffHome {
    pub fn of(name: &str, role: Role) -> Self {
        let tasks = Place::of_staff(role).iter().filter_map(|place| Task::at(*place)).collect();
        Self { name: name.to_owned(), role, tasks }
    }
}

impl Task {
    fn at(place: Place) -> Option<Self> {
        Some(match place {
            Place::StaffPatients => Task::Patients,
            Place::StaffAppointments => Task::Appointments,
            Place::StaffCases => Task::Cases,
            Place::StaffAccounts => Task::Accounts,
            Place::StaffAccess => Task::Access,
            Place::StaffOversight => Task::Oversight,
            Place::StaffAlerts => Task::Alerts,
            _ => return None,
        })
    }

    fn place(self) -> Place {
        match self {
            Task::Patients => Place::StaffPatients,
            Task::Appointments => Place::StaffAppointments,
            Task::Cases => Place::StaffCases,
            Task::Accounts => Place::StaffAccounts,
            Task::Access => Place::StaffAccess,
            Task::Oversight => Place::StaffOversight,
            Task::Alerts => Place::StaffAlerts,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Task::Patients => "staff-task-patients",
            Task::Appointments => "staff-task-appointments",
            Task::Cases => "staff-task-cases",
            Task::Accounts => "staff-task-accounts",
            Task::Access => "staff-task-access",
            Task::Oversight => "staff-task-oversight",
            Task::Alerts => "staff-task-alerts",
        }
    }
}

impl Answered for StaffHome {
    fn answer() -> Answer {
        plain::<Self>()
    }
}

async fn show(extensions: Extensions) -> Result<View<StaffHome>, Problem> {
    let session = staff_of(&extensions)?;
    Ok(View(StaffHome::of(session.name(), session.role())))
}

#[derive(Template)]
#[template(path = "staff/home.html")]
struct HomeTemplate<'a> {
    f: Frame<'a>,
    page: &'a StaffHome,
}

impl HomeTemplate<'_> {
    fn icon(&self, task: &Task) -> Icon {
        task.place().icon()
    }

    fn role(&self) -> &'static str {
        self.f.t(role_key(self.page.role))
    }

    /// What the role sees and what it never sees.
    fn limits(&self) -> &'static str {
        self.f.t(match self.page.role {
            Role::Clinician => "staff-limits-clinician",
            Role::Scheduler => "staff-limits-scheduler",
            Role::PrivacyOfficer => "staff-limits-privacy-officer",
            _ => "staff-limits-others",
        })
    }
}

impl Page for StaffHome {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let mut f = Frame::of(shell, Place::StaffHome);
        f.title = f.w.say("staff-hello", "name", self.name.as_str());
        HomeTemplate { f, page: self }.render()
    }
}
