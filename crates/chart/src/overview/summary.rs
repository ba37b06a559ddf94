//! The first page.

use std::sync::Arc;

use jiff::SignedDuration;
use jiff::civil::Date;
use portico_audit::Action;
use portico_model::{Category, ResourceId, Timestamp, When};
use portico_policy::Act;

use super::{Known, LatestResult, Need, Summary};
use crate::charts::{Chart, ChartError, Look};
use crate::disclose::{Gathered, Parts, SEEN_KIND, Sieve};
use crate::health::{Condition, ConditionList, by_group, conditions, permitted_allergies};
use crate::labs::{self, LabPanel, LabResult, Laboratory, is_same_test, trend};
use crate::medications::{Medication, SayDosages, say_dosages};
use crate::order::by_date;
use crate::view::{Disclosure, Link, LinkKind, Part, Shared};
use crate::visits::{Appointment, upcoming};

/// What the first page shows, and the visits, which tell how sensitive its results are.
pub(crate) const SUMMARY_PARTS: Parts<'_> = Parts {
    shown: &[Part::Results, Part::Medications, Part::Allergies, Part::Conditions, Part::Appointments],
    beside: &[Part::Visits],
};
const CATEGORIES: &[Category] = &[
    Category::Laboratory,
    Category::Medications,
    Category::Allergies,
    Category::Conditions,
    Category::Appointments,
];
/// Latest results on the first page.
const LATEST: usize = 6;
const SOON: SignedDuration = SignedDuration::from_hours(7 * 24);

impl Chart {
    /// What is new, what needs the reader, what comes next.
    pub async fn summary(&self, say: &dyn SayDosages) -> Result<Disclosure<Summary>, ChartError> {
        let gathered = self.gather("summary", SUMMARY_PARTS).await?;
        let mut sieve = self.sieve(Act::Read);
        let (now, today) = (self.inner.clock.now(), self.inner.today());
        let recent = recent_panels(&Laboratory::of(&gathered), &mut sieve, now);
        let new_results = self.unseen(recent).await?;
        let appointments = upcoming(&gathered, &mut sieve, now);
        let known = self.remembered(Part::Results, (today, say.voice()), &gathered, &mut sieve, |sieve| {
            self.known(&gathered, sieve, say)
        });
        let summary = Summary {
            needs: needs(&new_results, &known.medications, &appointments, (now, today)),
            new_results,
            next_appointment: appointments.into_iter().next(),
            known,
        };
        let shown = summary.known.count();
        let look = Look::new(Action::Read, "summary", CATEGORIES);
        self.disclose(look, gathered, sieve, shown, summary).await
    }

    fn known(&self, gathered: &Gathered, sieve: &mut Sieve<'_>, say: &dyn SayDosages) -> Known {
        let mut medicines = self.permitted_list(gathered, sieve);
        say_dosages(&mut medicines, say);
        let allergies = permitted_allergies(gathered, sieve);
        let problems = sieve.through(Category::Conditions, conditions(gathered)).into_iter().cloned();
        let problems = by_group(problems.collect());
        Known {
            latest_results: latest_results(&Laboratory::of(gathered), sieve),
            allergies: allergies.allergies.into_iter().filter(|own| own.is_current()).collect(),
            says_no_allergies: allergies.says_none,
            no_allergies_of: allergies.none_of,
            visit_diagnoses: once_each(&problems),
            conditions: [problems.active, problems.suspected, problems.unclear].concat(),
            medications: medicines.active,
            do_not_take: medicines.do_not_take,
            unclear_medications: [medicines.on_hold, medicines.unclear].concat(),
        }
    }

    /// Those of the panels that this account has not opened.
    async fn unseen(&self, panels: Vec<Shared<LabPanel>>) -> Result<Vec<Shared<LabPanel>>, ChartError> {
        if panels.is_empty() {
            return Ok(panels);
        }
        let ids: Vec<ResourceId> = panels.iter().map(|panel| panel.id.clone()).collect();
        let unseen = self.inner.store.list_unseen(self.asker.account, &self.patient, SEEN_KIND, &ids).await?;
        Ok(panels.into_iter().filter(|panel| unseen.contains(&panel.id)).collect())
    }
}

impl Known {
    fn count(&self) -> usize {
        self.latest_results.len()
            + self.medications.len()
            + self.do_not_take.len()
            + self.unclear_medications.len()
            + self.visit_diagnoses.len()
            + self.allergies.len()
            + self.conditions.len()
    }
}

/// What was found at visits, the newest of each name, but for what is on the problem list.
fn once_each(known: &ConditionList) -> Vec<Condition> {
    let is_same = |one: &Condition, other: &Condition| one.name.text.eq_ignore_ascii_case(&other.name.text);
    let mut each: Vec<Condition> = Vec::new();
    for found in &known.visit_diagnoses {
        let mut others = known.active.iter().chain(&known.suspected).chain(&known.unclear).chain(&each);
        if !others.any(|other| is_same(found, other)) {
            each.push(found.clone());
        }
    }
    each
}

fn recent_panels(
    laboratory: &Laboratory<'_>,
    sieve: &mut Sieve<'_>,
    now: Timestamp,
) -> Vec<Shared<LabPanel>> {
    let recent = laboratory.panels().iter().filter(|panel| labs::is_recent(&panel.item.head, now));
    let visible: Vec<_> = recent.filter(|panel| laboratory.is_visible(panel, sieve)).collect();
    visible.into_iter().map(|panel| laboratory.listed(panel, sieve)).collect()
}

/// The newest result of each test: those of the latest year first, of a year the critical and abnormal, then the newest.
fn latest_results(laboratory: &Laboratory<'_>, sieve: &mut Sieve<'_>) -> Vec<LatestResult> {
    let all = laboratory.permitted(sieve);
    let mut latest: Vec<&Arc<LabResult>> = Vec::new();
    for result in all.iter().filter(|result| is_worth_showing(result)) {
        if !latest.iter().any(|known| is_same_test(known, result)) {
            latest.push(result);
        }
    }
    latest.sort_by(by_date);
    latest.sort_by_key(|result| {
        (std::cmp::Reverse(year_of(result)), !result.flag.is_critical(), !result.flag.is_abnormal())
    });
    latest.truncate(LATEST);
    let with_trend = latest.into_iter().map(|result| LatestResult {
        result: Arc::clone(result),
        trend: trend(all.iter().copied().filter(|own| is_same_test(own, result))),
    });
    with_trend.collect()
}

fn year_of(result: &LabResult) -> Option<i16> {
    result.taken.or(result.released).map(When::year)
}

fn is_worth_showing(result: &LabResult) -> bool {
    use labs::{LabValue, ResultStatus};
    !matches!(
        result.status,
        ResultStatus::EnteredInError | ResultStatus::Cancelled | ResultStatus::Registered
    ) && !matches!(result.value, LabValue::Absent { .. } | LabValue::Components)
}

fn needs(
    panels: &[Shared<LabPanel>],
    medications: &[Medication],
    appointments: &[Appointment],
    (now, today): (Timestamp, Date),
) -> Vec<Need> {
    let results = panels.iter().take(3).map(|panel| review(panel));
    let running_out = medications.iter().filter_map(|medication| running_out(medication, today)).take(3);
    let is_soon =
        |own: &&Appointment| own.start.is_some_and(|start| start.earliest().duration_since(now) <= SOON);
    let coming_up =
        appointments.iter().filter(is_soon).take(1).map(|own| Need::ComingUp { appointment: own.clone() });
    results.chain(coming_up).chain(running_out).collect()
}

fn review(panel: &LabPanel) -> Need {
    let count = |is: fn(&LabResult) -> bool| panel.results.iter().filter(|result| is(result)).count();
    Need::ReviewResults {
        panel: labs::link(panel),
        abnormal: count(|result| result.flag.is_abnormal()),
        critical: count(|result| result.flag.is_critical()),
        total: panel.results.len(),
    }
}

fn running_out(medication: &Medication, today: Date) -> Option<Need> {
    let until = medication.supply_until?.first_day();
    let days_left = today.until(until).ok()?.get_days();
    (-14..=7).contains(&days_left).then(|| Need::RunningOut {
        medication: Link::new(
            LinkKind::Medication,
            medication.id.clone(),
            medication.name.clone(),
            medication.supply_until,
        ),
        days_left,
        refills_left: medication.refills_left,
        refills_doubt: medication.refills_doubt,
    })
}
