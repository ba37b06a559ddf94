//! Opening a chart: the one place where standing is asked, and the pipeline that every read goes through.

use std::sync::Arc;

use jiff::Zoned;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use portico_audit::{Action, AuditError, Counts, Detail, Event, Log, Outcome, Resource, Withheld};
use portico_fhir::{Client, Endpoint};
use portico_model::{Asker, Category, Clock, PatientId, Purpose, Relationship, Role};
use portico_policy::ages::AgeTable;
use portico_policy::sensitivity::{Labels, TableError};
use portico_policy::{Act, AskerFacts, Decision, PatientFacts, Policy, Question, Reason, Standing, Verdict};
use portico_store::{Store, StoreError};

use crate::gateway::{Connections, Gateway, Lane, Limits};
use crate::opening::Told;
use crate::readiness::LastCheck;
use crate::ties::{Ties, Viewpoint};

/// Why a chart was not opened, or a part of it not shown.
#[derive(Debug, thiserror::Error)]
pub enum ChartError {
    /// The asker is a stranger to this patient. To be shown like a chart that does not exist.
    #[error("no standing toward this patient")]
    NoStanding,
    /// The asker has standing, and a rule refuses all the same.
    #[error("refused by policy: {}", .0.key())]
    Refused(Reason),
    /// The record was merged into another, which is to be read in its place. Whether there is a way to it for this reader
    /// tells [`Chart::kept_record`].
    #[error("the record was merged into another")]
    Moved,
    #[error("no such item in this chart")]
    NotFound,
    /// The file is damaged, or lies at another server than the record system.
    #[error("the file cannot be read")]
    FileUnreadable,
    /// The record system does not answer and no copy is kept.
    #[error("the record system cannot be read")]
    Unavailable,
    /// What cannot be written down is not shown.
    #[error("the audit log cannot be written")]
    NotAudited(#[source] AuditError),
    #[error("the store cannot be read")]
    Store(#[from] StoreError),
}

/// The record system or the tables cannot be used as configured.
#[derive(Debug, thiserror::Error)]
pub enum SetUpError {
    #[error("the record system's address or key cannot be used")]
    RecordSystem(#[source] portico_fhir::Error),
    #[error("the sensitivity tables cannot be read")]
    Sensitivity(#[source] TableError),
}

/// What charts are made from.
pub struct SetUp {
    pub record_system: Endpoint,
    pub policy: Arc<Policy>,
    pub audit: Log,
    pub store: Store,
    pub clock: Clock,
    pub limits: Limits,
    /// Which ages leave what to parents.
    pub ages: AgeTable,
    /// Birthdays begin at midnight here.
    pub zone: TimeZone,
}

/// The door. Cheap to clone.
#[derive(Clone)]
pub struct Charts {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub gateway: Gateway,
    pub policy: Arc<Policy>,
    pub audit: Log,
    pub store: Store,
    pub clock: Clock,
    pub last_check: LastCheck,
    pub ages: AgeTable,
    pub zone: TimeZone,
}

/// One patient's chart, opened by one asker for one purpose. Holding it is the permission to ask; what it then shows
/// is decided item by item.
pub struct Chart {
    pub(crate) inner: Arc<Inner>,
    pub(crate) asker: Asker,
    pub(crate) patient: PatientId,
    pub(crate) question: Question,
    pub(crate) ties: Ties,
    pub(crate) told: Told,
}

impl Inner {
    /// The organisation's day.
    pub fn today(&self) -> Date {
        self.now().date()
    }

    /// Now, as the clocks of the house show it.
    pub fn now(&self) -> Zoned {
        self.clock.now().to_zoned(self.zone.clone())
    }
}

impl Charts {
    /// Sets the door up. The record system is first asked when the first chart is read.
    pub fn new(set_up: SetUp) -> Result<Self, SetUpError> {
        let client = Client::new(set_up.record_system).map_err(SetUpError::RecordSystem)?;
        let labels = Arc::new(Labels::load().map_err(SetUpError::Sensitivity)?);
        let SetUp { policy, audit, store, clock, limits, ages, zone, .. } = set_up;
        let gateway = Gateway::new(Connections {
            client,
            labels,
            audit: audit.clone(),
            store: store.clone(),
            clock: clock.clone(),
            zone: zone.clone(),
            limits,
        });
        let last_check = LastCheck::default();
        Ok(Self { inner: Arc::new(Inner { gateway, policy, audit, store, clock, last_check, ages, zone }) })
    }

    /// Opens a patient's chart. Every refusal is audited; what a permitted reader sees is audited when it is shown.
    ///
    /// # Errors
    /// [`ChartError::NoStanding`] and [`ChartError::Refused`] by policy; [`ChartError::Unavailable`] where nobody can say
    /// whether a clinician treats the patient; [`ChartError::NotAudited`] where a refusal could not be written down.
    pub async fn open(
        &self,
        asker: Asker,
        patient: PatientId,
        purpose: Purpose,
    ) -> Result<Chart, ChartError> {
        let ties = self.inner.ties(&asker, &patient, purpose).await?;
        let facts = AskerFacts::from(&asker);
        self.chart(asker, patient, facts, purpose, ties).admitted().await
    }

    /// How somebody stands toward a patient now, for what is decided elsewhere. Nothing of the record is read for it.
    pub async fn standing(
        &self,
        asker: &Asker,
        patient: &PatientId,
    ) -> Result<(Option<Standing>, PatientFacts), ChartError> {
        let ties = self.inner.ties(asker, patient, Purpose::PatientRequest).await?;
        Ok((ties.standing, ties.patient))
    }

    /// Opens a chart for somebody at work: a clinician comes to treat, or in the emergency that they declared; a
    /// scheduler to run the clinic.
    ///
    /// # Errors
    /// As [`Charts::open`].
    pub async fn open_at_work(&self, asker: Asker, patient: PatientId) -> Result<Chart, ChartError> {
        let usual = if asker.role == Role::Clinician { Purpose::Treatment } else { Purpose::Operations };
        let ties = self.inner.ties(&asker, &patient, usual).await?;
        let is_emergency =
            ties.care.broke_glass && !ties.care.is_on_care_team && !ties.care.has_active_encounter;
        if !is_emergency {
            let facts = AskerFacts::from(&asker);
            return self.chart(asker, patient, facts, usual, ties).admitted().await;
        }
        self.open(asker, patient, Purpose::EmergencyTreatment).await
    }

    /// Opens a patient's own chart as somebody else would see it: their standing, their limits, the patient's directives
    /// for them. Each look is audited as the patient's own, marked `preview`.
    ///
    /// # Errors
    /// As [`Charts::open`], and [`ChartError::NotFound`] where there is no such person.
    pub async fn preview(
        &self,
        asker: Asker,
        patient: PatientId,
        viewpoint: &Viewpoint,
    ) -> Result<Chart, ChartError> {
        let own = self.open(asker.clone(), patient.clone(), Purpose::PatientRequest).await?;
        own.require(Act::ReadLedger).await?;
        let Some((facts, purpose, ties)) = self.inner.ties_of_viewpoint(&patient, viewpoint).await? else {
            return Err(ChartError::NotFound);
        };
        let ties = Ties { marks: vec!["preview"], name: None, ..ties };
        self.chart(asker, patient, facts, purpose, ties).admitted().await
    }

    fn chart(
        &self,
        asker: Asker,
        patient: PatientId,
        facts: AskerFacts,
        purpose: Purpose,
        ties: Ties,
    ) -> Chart {
        let question = Question {
            patient: ties.patient,
            care: ties.care,
            ..Question::new(facts, ties.standing, Act::OpenChart, purpose)
        };
        Chart { inner: Arc::clone(&self.inner), asker, patient, question, ties, told: Told::default() }
    }

    /// Forgets all copies of a patient's record: something changed at the record system.
    pub async fn invalidate(&self, patient: &PatientId) -> Result<(), ChartError> {
        Ok(self.inner.gateway.invalidate(patient).await?)
    }

    /// Fetches what the first page of a chart needs, because its patient has just signed in. Nothing is shown, so
    /// nothing is disclosed; what cannot be fetched now will be when the page is asked for.
    pub fn warm(&self, patient: PatientId) {
        let gateway = self.inner.gateway.clone();
        tokio::spawn(async move {
            gateway.parts(&patient, &crate::overview::SUMMARY_PARTS.all(), Lane::WarmUp).await
        });
    }

    /// Lets go of expired copies, in memory and on disk. To be called every minute or so.
    pub async fn tidy(&self) -> Result<(), ChartError> {
        Ok(self.inner.gateway.tidy().await?)
    }
}

/// One audited look into a chart.
pub(crate) struct Look<'a> {
    pub action: Action,
    /// The page, as in `labs`.
    pub page: &'static str,
    pub categories: &'a [Category],
    /// The resources that were named one by one.
    pub resources: Vec<Resource>,
    /// What was held back.
    pub withheld: Vec<Withheld>,
}

impl<'a> Look<'a> {
    pub(crate) fn new(action: Action, page: &'static str, categories: &'a [Category]) -> Self {
        Self { action, page, categories, resources: Vec::new(), withheld: Vec::new() }
    }

    pub(crate) fn at(self, resources: Vec<Resource>) -> Self {
        Self { resources, ..self }
    }
}

impl Chart {
    pub fn patient(&self) -> &PatientId {
        &self.patient
    }

    /// The patient's name, for somebody who acts for them or treats them.
    pub fn name(&self) -> Option<&str> {
        self.ties.name.as_deref()
    }

    /// How the asker stands toward the patient; `None` for staff.
    pub fn relationship(&self) -> Option<Relationship> {
        self.ties.standing.map(|standing| standing.relationship)
    }

    /// How the asker stands toward the patient on this request, for acts that are decided elsewhere.
    pub fn standing(&self) -> Option<Standing> {
        self.ties.standing
    }

    pub fn patient_facts(&self) -> PatientFacts {
        self.ties.patient
    }

    pub fn asker(&self) -> &Asker {
        &self.asker
    }

    /// Whose eyes this is seen through, in a preview, where the name is known.
    pub fn seen_as(&self) -> Option<&str> {
        self.ties.seen_as.as_deref()
    }

    /// Until when an emergency that the asker declared keeps this chart open; `None` where none is needed.
    pub fn glass_ends_at(&self) -> Option<portico_model::Timestamp> {
        self.ties.glass_ends_at.filter(|_| self.question.purpose == Purpose::EmergencyTreatment)
    }

    pub fn purpose(&self) -> Purpose {
        self.question.purpose
    }

    /// Whether the rules let the asker do this with the chart as a whole (share it, read its ledger). A refusal is
    /// audited.
    ///
    /// # Errors
    /// [`ChartError::Refused`] with the reason; [`ChartError::NotAudited`].
    pub async fn require(&self, act: Act) -> Result<(), ChartError> {
        let decision = self.inner.policy.decide(&self.question.about(act));
        if decision.is_permit() {
            return Ok(());
        }
        let look = Look::new(Action::OpenChart, act.as_str(), &[]);
        self.audit_refusal(look, &decision).await?;
        Err(ChartError::Refused(decision.reason))
    }

    /// Whether the rules would let the asker do this; for showing a way only to whom it is open.
    pub fn may(&self, act: Act) -> bool {
        self.inner.policy.decide(&self.question.about(act)).outcome == Verdict::Permit
    }

    /// The chart, where policy opens it. Whoever has lost their standing learns what a stranger learns.
    async fn admitted(self) -> Result<Self, ChartError> {
        let decision = self.inner.policy.decide(&self.question);
        if decision.is_permit() {
            return Ok(self);
        }
        let look = Look::new(Action::OpenChart, "chart", &[]);
        self.audit_refusal(look, &decision).await?;
        match decision.reason {
            // The same for every patient, so that it tells nothing of this one.
            Reason::NoStanding if self.ties.is_care_unknown => Err(ChartError::Unavailable),
            reason @ (Reason::SecondFactor | Reason::StepUp) if !self.ties.are_none() => {
                Err(ChartError::Refused(reason))
            }
            _ => Err(ChartError::NoStanding),
        }
    }

    async fn audit_refusal(&self, look: Look<'_>, decision: &Decision) -> Result<(), ChartError> {
        let rules = decision.rules.iter().map(ToString::to_string).collect();
        self.audit(look, Outcome::Refused, rules, Counts::default(), Some(decision.reason.key()), false).await
    }

    /// Writes a look down, durably.
    pub(crate) async fn audit(
        &self,
        look: Look<'_>,
        outcome: Outcome,
        rules: Vec<String>,
        counts: Counts,
        reason: Option<&'static str>,
        is_stale: bool,
    ) -> Result<(), ChartError> {
        let event = Event {
            acting_as: self.question.standing.map(|standing| standing.relationship),
            patient: Some(self.patient.clone()),
            categories: look.categories.to_vec(),
            purpose: Some(self.question.purpose),
            rules,
            counts,
            detail: Detail {
                part: Some(look.page.into()),
                resources: look.resources,
                withheld: look.withheld,
                reason: reason.map(Into::into),
                is_stale,
                marks: self.ties.marks.iter().map(|mark| (*mark).into()).collect(),
                ..Detail::default()
            },
            ..Event::by(&self.asker, self.inner.clock.now(), look.action, outcome)
        };
        self.inner.audit.append(event).await.map_err(ChartError::NotAudited)?;
        self.told.note();
        Ok(())
    }
}
