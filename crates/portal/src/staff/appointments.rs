//! A scheduler sees who comes when.

use askama::Template;
use axum::extract::State;
use axum::http::Extensions;
use jiff::ToSpan;
use jiff::civil::Date;
use portico_chart::at_work::{AppointmentDay, AppointmentRow};
use portico_model::{Role, When};
use serde::Deserialize;

use super::staff_of;
use crate::answer::{Answer, Answered, plain};
use crate::extract::QueryOf;
use crate::look::{Chip, Empty, Field, Frame, Icon, Place, Tone};
use crate::page::{Page, Shell};
use crate::portal::Portal;
use crate::problem::Problem;
use crate::site_map::SiteMap;
use crate::view::View;
use crate::visitor::Visitor;

pub(super) fn routes(map: &mut SiteMap) {
    map.staff::<AppointmentDay, _, _>("appointments", &[Role::Scheduler], show);
}

#[derive(Deserialize)]
struct Wanted {
    day: Option<Date>,
}

impl Answered for AppointmentDay {
    fn answer() -> Answer {
        plain::<Self>()
    }
}

async fn show(
    State(portal): State<Portal>,
    extensions: Extensions,
    QueryOf(wanted): QueryOf<Wanted>,
) -> Result<View<AppointmentDay>, Problem> {
    let visitor = Visitor::of(&extensions);
    let asker = staff_of(&extensions)?.asker(&visitor.visit);
    let today = visitor.now.to_zoned(portal.settings.zone.clone()).date();
    Ok(View(portal.charts.appointments_on(&asker, wanted.day.unwrap_or(today)).await?))
}

#[derive(Template)]
#[template(path = "staff/appointments.html")]
struct DayTemplate<'a> {
    f: Frame<'a>,
    page: &'a AppointmentDay,
}

impl DayTemplate<'_> {
    fn day(&self) -> String {
        self.f.w.weekday_and_day(self.page.day)
    }

    fn is_today(&self) -> bool {
        self.page.day == self.f.w.civil(self.f.shell.now)
    }

    /// Any day.
    fn another(&self) -> Field<'_> {
        Field {
            name: "day",
            label: self.f.t("staff-appointments-days"),
            kind: "date",
            value: "",
            hint: None,
            fault: None,
            autocomplete: "off",
            is_required: true,
            extra: "",
        }
    }

    fn beside(&self, days: i32) -> String {
        self.page.day.checked_add(days.days()).unwrap_or(self.page.day).to_string()
    }

    fn time(&self, row: &AppointmentRow) -> String {
        let time = |when: &Option<When>| match when {
            Some(When::Instant(at)) => Some(self.f.w.time(at.timestamp())),
            _ => None,
        };
        [time(&row.start), time(&row.end)].into_iter().flatten().collect::<Vec<_>>().join("–")
    }

    fn with(&self, row: &AppointmentRow) -> String {
        row.with.join(", ")
    }

    fn status(&self, row: &AppointmentRow) -> Option<Chip<'static>> {
        let (tone, key) = match row.status.as_str() {
            "arrived" | "checked-in" | "fulfilled" => (Tone::Good, "staff-appointment-here"),
            "cancelled" => (Tone::Plain, "staff-appointment-cancelled"),
            "noshow" => (Tone::Warning, "staff-appointment-missed"),
            "proposed" | "pending" | "waitlist" => (Tone::Wait, "staff-appointment-waiting"),
            _ => return None,
        };
        Some(Chip::new(tone, self.f.t(key)))
    }

    fn empty(&self) -> Empty {
        Empty::new(
            Icon::Calendar,
            self.f.t("staff-appointments-none-title"),
            self.f.t("staff-appointments-none"),
        )
    }
}

impl Page for AppointmentDay {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        DayTemplate { f: Frame::of(shell, Place::StaffAppointments), page: self }.render()
    }
}
