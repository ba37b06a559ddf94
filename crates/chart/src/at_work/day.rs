use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use portico_audit::{Action, Outcome};
use portico_fhir::shapes::Appointment;
use portico_model::{Asker, Category, PatientId, Purpose, ResourceId, Sensitivities, When};
use portico_policy::{Act, ItemFacts};
use serde::Serialize;
use utoipa::ToSchema;

use crate::charts::{ChartError, Charts};
use crate::gateway::patient_in;
use crate::reading::{human_name, id, when};

const CATEGORIES: [Category; 1] = [Category::Appointments];

/// Who comes on one day, in the order of the clock.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AppointmentDay {
    #[schema(value_type = String, format = Date)]
    pub day: Date,
    pub appointments: Vec<AppointmentRow>,
    /// There are more than are shown.
    pub is_truncated: bool,
}

/// One appointment: when, who, with whom. Never why.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AppointmentRow {
    pub id: ResourceId,
    pub start: Option<When>,
    pub end: Option<When>,
    pub status: String,
    pub patient: String,
    pub with: Vec<String>,
}

impl Charts {
    /// The appointments of a day, for a scheduler. Each patient whose name is shown finds it in their ledger.
    ///
    /// # Errors
    /// [`ChartError::NoStanding`] for everybody whose work it is not; [`ChartError::Unavailable`].
    pub async fn appointments_on(&self, asker: &Asker, day: Date) -> Result<AppointmentDay, ChartError> {
        let item = ItemFacts { category: Category::Appointments, sensitivities: Sensitivities::default() };
        let what = (Act::Read(item), Action::Read);
        let look = self.at_work(asker, what, "appointments", (Purpose::Operations, &CATEGORIES)).await?;
        let gateway = &self.inner.gateway;
        let (from, to) = (self.midnight(day), self.midnight(day.tomorrow().unwrap_or(day)));
        let found = gateway.appointments_between(&from, &to).await.map_err(|_| ChartError::Unavailable)?;
        let (found, is_truncated) = found;
        let patients: BTreeSet<PatientId> = found.iter().filter_map(patient).collect();
        let people = gateway.patients_by_id(&patients).await.map_err(|_| ChartError::Unavailable)?;
        let names: BTreeMap<PatientId, String> = people
            .iter()
            .filter_map(|own| Some((own.id.as_deref()?.parse().ok()?, human_name(&own.name)?)))
            .collect();
        let is_on_day = |own: &Appointment| self.is_on(own, day);
        let appointments: Vec<_> =
            found.iter().filter(|own| is_on_day(own)).filter_map(|own| row(own, &names)).collect();
        for patient in names.keys() {
            self.tell_of_work(&look, Some(patient), (Outcome::Permitted, None), 1).await?;
        }
        if names.is_empty() {
            self.tell_of_work(&look, None, (Outcome::Permitted, None), 0).await?;
        }
        Ok(AppointmentDay { day, appointments, is_truncated })
    }

    fn midnight(&self, day: Date) -> String {
        let start = day.to_zoned(self.inner.zone.clone()).map(|start| start.timestamp());
        start.map_or_else(|_| day.to_string(), |start| start.to_string())
    }

    /// A server may ignore the narrowing.
    fn is_on(&self, appointment: &Appointment, day: Date) -> bool {
        let start = appointment.start.as_deref().and_then(|start| start.parse::<jiff::Timestamp>().ok());
        start.is_some_and(|start| start.to_zoned(self.inner.zone.clone()).date() == day)
    }
}

fn actors(appointment: &Appointment) -> impl Iterator<Item = &portico_fhir::shapes::Reference> {
    appointment.participant.iter().filter_map(|own| own.actor.as_ref())
}

fn patient(appointment: &Appointment) -> Option<PatientId> {
    actors(appointment).find_map(patient_in)
}

fn row(appointment: &Appointment, names: &BTreeMap<PatientId, String>) -> Option<AppointmentRow> {
    let patient = names.get(&patient(appointment)?)?.clone();
    let others = actors(appointment).filter(|actor| patient_in(actor).is_none());
    Some(AppointmentRow {
        id: id(appointment.id.as_deref()).ok()?,
        start: when(appointment.start.as_deref()),
        end: when(appointment.end.as_deref()),
        status: appointment.status.clone().unwrap_or_default(),
        patient,
        with: others.filter_map(|actor| actor.display.clone()).collect(),
    })
}
