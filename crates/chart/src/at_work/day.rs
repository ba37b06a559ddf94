use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use portico_audit::{Action, Outcome, Withheld};
use portico_fhir::shapes::Appointment;
use portico_model::{Asker, Category, PatientId, Purpose, ResourceId, Sensitivities, When};
use portico_policy::{Act, AskerFacts, Decision, ItemFacts, Question};
use serde::Serialize;
use utoipa::ToSchema;

use super::WorkLook;
use crate::charts::{ChartError, Charts};
use crate::gateway::{Booked, patient_in};
use crate::reading::{Labelled, human_name};
use crate::visits;

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
        let what = (read(Sensitivities::NONE), Action::Read);
        let look = self.at_work(asker, what, "appointments", (Purpose::Operations, &CATEGORIES)).await?;
        let gateway = &self.inner.gateway;
        let (from, to) = (self.midnight(day), self.midnight(day.tomorrow().unwrap_or(day)));
        let found = gateway.appointments_between(&from, &to).await.map_err(|_| ChartError::Unavailable)?;
        let (found, is_truncated) = found;
        let found = found.into_iter().filter(|own| self.is_on(&own.shape, day));
        let mut by_patient: BTreeMap<PatientId, Vec<Booked>> = BTreeMap::new();
        for own in found {
            if let Some(patient) = patient(&own.shape) {
                by_patient.entry(patient).or_default().push(own);
            }
        }
        let patients: BTreeSet<PatientId> = by_patient.keys().cloned().collect();
        let people = gateway.patients_by_id(&patients).await.map_err(|_| ChartError::Unavailable)?;
        let now = self.inner.now();
        let names: BTreeMap<PatientId, String> = people
            .iter()
            .filter_map(|own| Some((own.id.as_deref()?.parse().ok()?, human_name(&own.name, &now)?)))
            .collect();
        let mut appointments = Vec::new();
        for (patient, name) in &names {
            let booked = by_patient.remove(patient).unwrap_or_default();
            appointments.extend(self.rows_of(&look, (patient, name), booked).await?);
        }
        if names.is_empty() {
            self.tell_of_work(&look, None, (Outcome::Permitted, None), 0).await?;
        }
        appointments.sort_by(|one, other| (one.start, &one.id).cmp(&(other.start, &other.id)));
        Ok(AppointmentDay { day, appointments, is_truncated })
    }

    /// What of one patient's day may be shown, as they will find it in their ledger.
    async fn rows_of(
        &self,
        look: &WorkLook<'_>,
        (patient, name): (&PatientId, &str),
        booked: Vec<Booked>,
    ) -> Result<Vec<AppointmentRow>, ChartError> {
        let directives = self.inner.directives_for_scheduler(look.asker, patient, look.purpose).await?;
        let (mut rows, mut withheld) = (Vec::new(), Vec::new());
        for Booked { item: Labelled { item, labels }, shape } in booked {
            let consent = directives.facts(Category::Appointments, labels, Some(&item.id), item.start);
            let usual = Question::new(AskerFacts::from(look.asker), None, read(labels), look.purpose);
            let decision = self.inner.policy.decide(&Question { consent, ..usual });
            if decision.is_permit() {
                rows.push(row(item, &shape, name));
            } else {
                withheld.push(withheld_by(&decision));
            }
        }
        self.tell_of_patient(look, patient, rows.len(), withheld).await?;
        Ok(rows)
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

fn read(sensitivities: Sensitivities) -> Act {
    Act::Read(ItemFacts { category: Category::Appointments, sensitivities })
}

fn withheld_by(decision: &Decision) -> Withheld {
    Withheld {
        category: Category::Appointments,
        reason: decision.reason.key().into(),
        rules: decision.rules.iter().map(ToString::to_string).collect(),
        count: 1,
    }
}

fn row(item: visits::Appointment, shape: &Appointment, patient: &str) -> AppointmentRow {
    let others = actors(shape).filter(|actor| patient_in(actor).is_none());
    AppointmentRow {
        id: item.id,
        start: item.start,
        end: item.end,
        status: item.status,
        patient: patient.to_owned(),
        with: others.filter_map(|actor| actor.display.clone()).collect(),
    }
}
