//! What whoever asks may do: ask, look, take back.

use std::collections::HashMap;

use portico_audit::{Action, Entry};
use portico_model::{Asker, CaseAct, CaseId, CaseKind, CaseSubject, PatientId, Purpose, Timestamp};
use portico_policy::{Act, AskerFacts, PatientFacts, Question, Standing};
use portico_store::{
    Case, Letter, Mail, NewCase, NewOutgoing, NewStep, Opened, Quota, Recipient, Step, StoreError,
};

use crate::clerk::Telling;
use crate::{Desk, DeskError, News, Request, RequestList};

/// How somebody stands toward patients on this request.
pub type Standings = HashMap<PatientId, (Option<Standing>, PatientFacts)>;

/// A person's requests on one page.
const MOST: u64 = 100;
const LONGEST: usize = 2000;
/// Questions of one person in a day: each calls the privacy officer.
const QUESTIONS_A_DAY: u32 = 20;

impl Desk {
    /// Asks the privacy officer about a line of who opened this patient's record. `standing` and `facts` are the asker's on this
    /// request. The same form sent again is the same case.
    ///
    /// Fails with [`DeskError::NotFound`] if the line is not of this patient, and with [`DeskError::MovedOn`] if something else
    /// was asked with this key.
    pub async fn ask_about_look(
        &self,
        asker: &Asker,
        patient: &PatientId,
        (standing, facts): (Option<Standing>, PatientFacts),
        entry: u64,
        question: &str,
        key: &str,
    ) -> Result<CaseId, DeskError> {
        let telling = Telling { patient: Some(patient), ..Telling::of(Action::OpenCase, "ledger_question") };
        let asked =
            Question::new(AskerFacts::from(asker), standing, Act::ReadLedger, Purpose::PatientRequest);
        let decision = self.decide(asker, &Question { patient: facts, ..asked }, &telling).await?;
        let question = words(question)?;
        if !self.is_of(patient, entry).await? {
            return Err(DeskError::NotFound);
        }
        let subject = CaseSubject::LedgerQuestion { entry, question };
        let mut case = NewCase::new(subject, key, self.now());
        (case.asker, case.patient) = (Some(asker.account), Some(patient.clone()));
        let (new, subject) = (case.id, case.subject.clone());
        let id = match self.store().find_case_of(&case).await? {
            Some(before) => before,
            None => {
                let telling = Telling { case: Some(new), ..telling };
                self.tell(asker, &telling, &decision).await?;
                self.open_question(asker, case, &telling).await?
            }
        };
        if id == new {
            return Ok(id);
        }
        let telling = Telling { case: Some(id), ..telling };
        let before = self.store().find_case(id).await?.ok_or(DeskError::NotFound)?;
        if before.subject != subject || before.patient.as_ref() != Some(patient) {
            self.tell_failed(asker, &telling, "key_used_before").await?;
            return Err(DeskError::MovedOn);
        }
        self.tell(asker, &telling, &decision).await?;
        Ok(id)
    }

    /// Keeps a case and calls its pool. Whoever calls this has asked policy, and told the audit log.
    pub async fn open(&self, case: NewCase) -> Result<Opened, DeskError> {
        let call = call_pool(&case);
        Ok(self.store().open_case(&case, &[call]).await?)
    }

    /// One person has one open question about a look, and so many in a day, however many come at the same moment.
    async fn open_question(
        &self,
        asker: &Asker,
        case: NewCase,
        telling: &Telling<'_>,
    ) -> Result<CaseId, DeskError> {
        let quota = Quota::a_day("ledger_question", asker.account, QUESTIONS_A_DAY);
        let is_same = |open: &Case| is_about_same(&open.subject, &case.subject);
        let check = |open: &[Case]| {
            if open.iter().any(is_same) { Err(DeskError::AskedAlready) } else { Ok(()) }
        };
        let call = call_pool(&case);
        let opened = self.store().open_case_within(&case, &quota, check, &[call]).await;
        let (reason, error) = match opened {
            Ok(opened) => return Ok(opened.id()),
            Err(DeskError::AskedAlready) => ("asked_already", DeskError::AskedAlready),
            Err(DeskError::Store(StoreError::UsedUp)) => ("too_many_today", DeskError::TooMany),
            Err(error) => ("store_failed", error),
        };
        self.tell_failed(asker, telling, reason).await?;
        Err(error)
    }

    async fn is_of(&self, patient: &PatientId, index: u64) -> Result<bool, DeskError> {
        let is_it = |entry: &Entry| entry.index == index && entry.event.patient.as_ref() == Some(patient);
        Ok(self.log().follow(index, 1).await?.found.entries.iter().any(is_it))
    }

    /// The patients of whom somebody has asked who is not them. How the asker stands toward each now decides what they still
    /// read of it.
    pub async fn asked_about(&self, asker: &Asker) -> Result<Vec<PatientId>, DeskError> {
        let cases = self.store().list_cases_of(asker.account, MOST).await?;
        let mut others: Vec<PatientId> = cases.into_iter().filter_map(|case| case.patient).collect();
        others.retain(|patient| asker.own_record.as_ref() != Some(patient));
        others.sort_unstable();
        others.dedup();
        Ok(others)
    }

    pub async fn list_mine(&self, asker: &Asker, stands: &Standings) -> Result<RequestList, DeskError> {
        let telling = Telling::of(Action::Read, "requests");
        let decision = self.allow(asker, None, Act::ManageAccount, &telling).await?;
        let cases = self.store().list_cases_of(asker.account, MOST).await?;
        self.tell(asker, &Telling { shown: cases.len(), ..telling }, &decision).await?;
        let now = self.now();
        let request = |case| request(case, &[], self.may_read(asker, case, stands), now);
        Ok(RequestList { requests: cases.iter().map(request).collect() })
    }

    pub async fn find_mine(
        &self,
        asker: &Asker,
        id: CaseId,
        stands: &Standings,
    ) -> Result<Request, DeskError> {
        let telling = Telling::of(Action::Read, "requests/one");
        let decision = self.allow(asker, None, Act::ManageAccount, &telling).await?;
        let case = self.own(asker, id).await?;
        let steps = self.store().list_steps(id).await?;
        self.tell(asker, &Telling { shown: 1, ..telling }.case(&case), &decision).await?;
        Ok(request(&case, &steps, self.may_read(asker, &case, stands), self.now()))
    }

    /// What was asked and answered about a look at somebody's record is for those who may read who looked, now.
    fn may_read(&self, asker: &Asker, case: &Case, stands: &Standings) -> bool {
        let Some(patient) = case.patient.as_ref().filter(|_| case.kind == CaseKind::LedgerQuestion) else {
            return true;
        };
        let own = (Some(Standing::ONESELF), PatientFacts::default());
        let is_own = asker.own_record.as_ref() == Some(patient);
        let known = if is_own { Some(&own) } else { stands.get(patient) };
        let Some((standing, facts)) = known else { return false };
        let asked =
            Question::new(AskerFacts::from(asker), *standing, Act::ReadLedger, Purpose::PatientRequest);
        self.policy().decide(&Question { patient: *facts, ..asked }).is_permit()
    }

    /// Takes a request back, as long as nobody has it in hand.
    pub async fn cancel(&self, asker: &Asker, id: CaseId) -> Result<(), DeskError> {
        let telling = Telling::of(Action::WorkCase, "requests/cancel");
        let decision = self.allow(asker, None, Act::ManageAccount, &telling).await?;
        let case = self.own(asker, id).await?;
        let state = case.state.cancel()?;
        self.tell(asker, &Telling::of(Action::WorkCase, "requests/cancel").case(&case), &decision).await?;
        let step = NewStep { at: self.now(), by: Some(asker.account), act: CaseAct::Cancelled, note: None };
        self.step(&case, Case { state, watch_at: None, ..case.clone() }, step, &[]).await
    }

    async fn own(&self, asker: &Asker, id: CaseId) -> Result<Case, DeskError> {
        let case = self.store().find_case(id).await?;
        case.filter(|case| case.asker == Some(asker.account)).ok_or(DeskError::NotFound)
    }

    pub(crate) async fn step(
        &self,
        before: &Case,
        after: Case,
        step: NewStep,
        also: &[NewOutgoing],
    ) -> Result<(), DeskError> {
        let is_first = self.store().change_case(before, &after, &step, also).await?;
        if is_first { Ok(()) } else { Err(DeskError::MovedOn) }
    }
}

fn is_about_same(one: &CaseSubject, other: &CaseSubject) -> bool {
    match (one, other) {
        (
            CaseSubject::LedgerQuestion { entry: one, .. },
            CaseSubject::LedgerQuestion { entry: other, .. },
        ) => one == other,
        _ => false,
    }
}

/// The words as they are kept: neither nothing, nor more than fits on a page.
pub(crate) fn words(text: &str) -> Result<String, DeskError> {
    let text = text.trim().replace("\r\n", "\n");
    let fits = (1..=LONGEST).contains(&text.chars().count());
    if fits { Ok(text) } else { Err(DeskError::Words) }
}

/// The letter that tells a pool of a new case.
fn call_pool(case: &NewCase) -> NewOutgoing {
    let mail =
        Mail::new(Recipient::Pool(case.pool), Letter::CaseArrived, format!("/staff/cases/{}", case.id));
    NewOutgoing::mail(&mail, Some(case.id), case.at)
}

pub(crate) fn is_late(case: &Case, now: Timestamp) -> bool {
    !case.state.is_over() && case.due_at <= now
}

pub(crate) fn asked_words(case: &Case) -> Option<String> {
    match &case.subject {
        CaseSubject::LedgerQuestion { question, .. } => Some(question.clone()),
        CaseSubject::BreakGlassReview { .. }
        | CaseSubject::ProxyReview { .. }
        | CaseSubject::AlertReview { .. } => None,
    }
}

/// `is_readable`: its words are for whoever asked, still.
fn request(case: &Case, steps: &[Step], is_readable: bool, now: Timestamp) -> Request {
    Request {
        id: case.id,
        kind: case.kind,
        state: case.state,
        pool: case.pool,
        asked_at: case.created_at,
        due_at: case.due_at,
        is_late: is_late(case, now),
        is_cancellable: case.state.is_cancellable(),
        words: asked_words(case).filter(|_| is_readable),
        news: steps.iter().rev().filter(|_| is_readable).filter_map(news).collect(),
    }
}

/// What goes on among staff is not for whoever asked; that it goes on, is.
fn news(step: &Step) -> Option<News> {
    let words = match step.act {
        CaseAct::Noted | CaseAct::NoticeFailed => return None,
        CaseAct::Answered | CaseAct::Approved | CaseAct::Refused => step.note.clone(),
        _ => None,
    };
    Some(News { at: step.at, act: step.act, words })
}
