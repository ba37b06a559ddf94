//! Opening a chart: the one place where standing is asked, and the pipeline that every read goes through.

use std::sync::Arc;

use portico_audit::{Action, AuditError, Counts, Detail, Event, Log, Outcome, Resource};
use portico_fhir::{Client, Endpoint};
use portico_model::{Asker, Category, Clock, PatientId, Purpose};
use portico_policy::sensitivity::{Labels, TableError};
use portico_policy::{Act, AskerFacts, Decision, Policy, Question, Reason, Standing};
use portico_store::{Store, StoreError};

use crate::gateway::{Connections, Gateway, Lane, Limits};

/// Why a chart was not opened, or a part of it not shown.
#[derive(Debug, thiserror::Error)]
pub enum ChartError {
    /// The asker is a stranger to this patient. To be shown like a chart that does not exist.
    #[error("no standing toward this patient")]
    NoStanding,
    /// The asker has standing, and a rule refuses all the same.
    #[error("refused by policy: {}", .0.key())]
    Refused(Reason),
    #[error("no such item in this chart")]
    NotFound,
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
}

/// One patient's chart, opened by one asker for one purpose. Holding it is the permission to ask; what it then shows
/// is decided item by item.
pub struct Chart {
    pub(crate) inner: Arc<Inner>,
    pub(crate) asker: Asker,
    pub(crate) patient: PatientId,
    pub(crate) question: Question,
}

impl Charts {
    /// Sets the door up. The record system is first asked when the first chart is read.
    pub fn new(set_up: SetUp) -> Result<Self, SetUpError> {
        let client = Client::new(set_up.record_system).map_err(SetUpError::RecordSystem)?;
        let labels = Arc::new(Labels::load().map_err(SetUpError::Sensitivity)?);
        let SetUp { policy, audit, store, clock, limits, .. } = set_up;
        let gateway = Gateway::new(Connections {
            client,
            labels,
            audit: audit.clone(),
            store: store.clone(),
            clock: clock.clone(),
            limits,
        });
        Ok(Self { inner: Arc::new(Inner { gateway, policy, audit, store, clock }) })
    }

    /// Opens a patient's chart. Every refusal is audited; what a permitted reader sees is audited when it is shown.
    ///
    /// # Errors
    /// [`ChartError::NoStanding`] and [`ChartError::Refused`] by policy; [`ChartError::NotAudited`] where a refusal
    /// could not be written down.
    pub async fn open(
        &self,
        asker: Asker,
        patient: PatientId,
        purpose: Purpose,
    ) -> Result<Chart, ChartError> {
        let standing = Standing::toward(&patient, &asker);
        let question = Question::new(AskerFacts::from(&asker), standing, Act::OpenChart, purpose);
        let decision = self.inner.policy.decide(&question);
        let chart = Chart { inner: Arc::clone(&self.inner), asker, patient, question };
        if decision.is_permit() {
            return Ok(chart);
        }
        chart.audit_refused_opening(&decision).await?;
        match standing {
            None => Err(ChartError::NoStanding),
            Some(_) => Err(ChartError::Refused(decision.reason)),
        }
    }

    /// Forgets all copies of a patient's record: something changed at the record system.
    pub async fn invalidate(&self, patient: &PatientId) -> Result<(), ChartError> {
        Ok(self.inner.gateway.invalidate(patient).await?)
    }

    /// Fetches what the first page of a chart needs, because its patient has just signed in. Nothing is shown, so
    /// nothing is disclosed; what cannot be fetched now will be when the page is asked for.
    pub fn warm(&self, patient: PatientId) {
        let gateway = self.inner.gateway.clone();
        tokio::spawn(
            async move { gateway.parts(&patient, crate::overview::SUMMARY_PARTS, Lane::WarmUp).await },
        );
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
}

impl Chart {
    pub fn patient(&self) -> &PatientId {
        &self.patient
    }

    async fn audit_refused_opening(&self, decision: &Decision) -> Result<(), ChartError> {
        let look = Look { action: Action::OpenChart, page: "chart", categories: &[], resources: Vec::new() };
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
                reason: reason.map(Into::into),
                is_stale,
                ..Detail::default()
            },
            ..Event::by(&self.asker, self.inner.clock.now(), look.action, outcome)
        };
        self.inner.audit.append(event).await.map(drop).map_err(ChartError::NotAudited)
    }
}
