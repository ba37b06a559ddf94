//! What staff do with the cases of their pool.

use std::collections::HashMap;

use portico_audit::Action;
use portico_model::{AccountId, Asker, CaseAct, CaseId, CaseKind, CaseState, CaseSubject, Role, Timestamp};
use portico_policy::Act;
use portico_store::{Case, Letter, Mail, NewOutgoing, NewStep, Queue, Recipient, Step};

use crate::ask::{asked_words, is_late, words};
use crate::clerk::Telling;
use crate::{CaseDetail, CaseList, CaseRow, Deed, Desk, DeskError, HistoryLine};

/// A queue on one page.
const MOST: u64 = 200;

/// The pools that a case may be handed to.
const POOLS: [Role; 5] =
    [Role::Clinician, Role::Scheduler, Role::Support, Role::Administrator, Role::PrivacyOfficer];

type Names = HashMap<AccountId, String>;

impl Desk {
    /// The queue of the asker's pool.
    pub async fn list_pool(&self, asker: &Asker, queue: Queue) -> Result<CaseList, DeskError> {
        let telling = Telling::of(Action::WorkCase, "cases");
        let decision = self.allow(asker, None, Act::WorkCases, &telling).await?;
        let cases = self.store().list_cases_in(asker.role, queue, MOST).await?;
        let names = self.names(cases.iter().filter_map(|case| case.owner)).await?;
        self.tell(asker, &Telling { shown: cases.len(), ..telling }, &decision).await?;
        let rows = cases.iter().map(|case| row(case, asker, &names, self.now()));
        Ok(CaseList { pool: asker.role, is_over: queue == Queue::Over, cases: rows.collect() })
    }

    pub async fn find(&self, asker: &Asker, id: CaseId) -> Result<CaseDetail, DeskError> {
        let telling = Telling::of(Action::WorkCase, "cases/one");
        let decision = self.allow(asker, None, Act::WorkCases, &telling).await?;
        let case = self.of_pool(asker, id).await?;
        let steps = self.store().list_steps(id).await?;
        let people = steps.iter().filter_map(|step| step.by).chain(case.owner).chain(case.asker);
        let names = self.names(people.chain(clinician(&case))).await?;
        self.tell(asker, &Telling { shown: 1, ..telling }.case(&case), &decision).await?;
        Ok(detail(&case, &steps, asker, &names, self.now()))
    }

    /// Takes a case in hand, also from a colleague.
    pub async fn take(&self, asker: &Asker, id: CaseId) -> Result<(), DeskError> {
        let case = self.begin(asker, id, "cases/take", &[Deed::Take]).await?;
        let state = in_hand(case.state)?;
        let after = Case { state, owner: Some(asker.account), ..case.clone() };
        self.step(&case, after, self.by(asker, CaseAct::Acknowledged, None), &[]).await
    }

    /// Writes a note that only staff read.
    pub async fn note(&self, asker: &Asker, id: CaseId, text: &str) -> Result<(), DeskError> {
        let text = words(text)?;
        let case = self.begin(asker, id, "cases/note", &[Deed::Note]).await?;
        self.step(&case, case.clone(), self.by(asker, CaseAct::Noted, Some(text)), &[]).await
    }

    /// Gives a case to another pool, or back to its own, with a note.
    pub async fn hand_over(
        &self,
        asker: &Asker,
        id: CaseId,
        pool: Role,
        text: &str,
    ) -> Result<(), DeskError> {
        let text = words(text)?;
        if !POOLS.contains(&pool) {
            return Err(DeskError::NotFound);
        }
        let case = self.begin(asker, id, "cases/hand_over", &[Deed::HandOver]).await?;
        let after = Case { pool, owner: None, ..case.clone() };
        let mail = Mail::new(Recipient::Pool(pool), Letter::CaseArrived, format!("/staff/cases/{id}"));
        let call = NewOutgoing::mail(&mail, Some(id), self.now());
        self.step(&case, after, self.by(asker, CaseAct::HandedOver, Some(text)), &[call]).await
    }

    /// Ends a case with words to whoever asked.
    pub async fn answer(&self, asker: &Asker, id: CaseId, text: &str) -> Result<(), DeskError> {
        self.end(asker, id, "cases/answer", (Deed::Answer, CaseAct::Answered), text).await
    }

    /// Ends a review: all was in order, or something was wrong.
    pub async fn decide_review(
        &self,
        asker: &Asker,
        id: CaseId,
        is_in_order: bool,
        text: &str,
    ) -> Result<(), DeskError> {
        let (deed, act) =
            if is_in_order { (Deed::Clear, CaseAct::Cleared) } else { (Deed::Uphold, CaseAct::Upheld) };
        self.end(asker, id, "cases/decide", (deed, act), text).await
    }

    async fn end(
        &self,
        asker: &Asker,
        id: CaseId,
        part: &'static str,
        (deed, act): (Deed, CaseAct),
        text: &str,
    ) -> Result<(), DeskError> {
        let text = words(text)?;
        let case = self.begin(asker, id, part, &[deed]).await?;
        let state = in_hand(case.state)?.finish()?;
        let after = Case { state, owner: Some(asker.account), watch_at: None, ..case.clone() };
        let news = tell_asker(&case, Letter::RequestAnswered, self.now());
        self.step(&case, after, self.by(asker, act, Some(text)), news.as_slice()).await
    }

    /// Policy, the case, and the audit log, in this order, before one of `deeds` is done.
    async fn begin(
        &self,
        asker: &Asker,
        id: CaseId,
        part: &'static str,
        deeds: &[Deed],
    ) -> Result<Case, DeskError> {
        let telling = Telling::of(Action::WorkCase, part);
        let decision = self.allow(asker, None, Act::WorkCases, &telling).await?;
        let case = self.of_pool(asker, id).await?;
        let is_possible = deeds_of(&case, asker).iter().any(|deed| deeds.contains(deed));
        if !is_possible {
            self.tell_failed(asker, &telling.case(&case), "moved_on").await?;
            return Err(DeskError::MovedOn);
        }
        self.tell(asker, &telling.case(&case), &decision).await?;
        Ok(case)
    }

    async fn of_pool(&self, asker: &Asker, id: CaseId) -> Result<Case, DeskError> {
        let case = self.store().find_case(id).await?;
        case.filter(|case| case.pool == asker.role).ok_or(DeskError::NotFound)
    }

    fn by(&self, asker: &Asker, act: CaseAct, note: Option<String>) -> NewStep {
        NewStep { at: self.now(), by: Some(asker.account), act, note }
    }

    async fn names(&self, of: impl Iterator<Item = AccountId>) -> Result<Names, DeskError> {
        let of: Vec<_> = of.collect();
        Ok(self.store().list_names(&of).await?)
    }
}

/// The letter to whoever asked, where somebody did.
pub(crate) fn tell_asker(case: &Case, letter: Letter, at: Timestamp) -> Option<NewOutgoing> {
    let to = Recipient::Account(case.asker?);
    let mail = Mail::new(to, letter, format!("/account/requests/{}", case.id));
    Some(NewOutgoing::mail(&mail, Some(case.id), at))
}

/// Whoever ends a case has it in hand.
fn in_hand(state: CaseState) -> Result<CaseState, DeskError> {
    if state == CaseState::Acknowledged { Ok(state) } else { Ok(state.acknowledge()?) }
}

fn deeds_of(case: &Case, asker: &Asker) -> Vec<Deed> {
    if case.state.is_over() {
        return vec![Deed::Note];
    }
    let take = (case.owner != Some(asker.account)).then_some(Deed::Take);
    let ends: &[Deed] = match case.kind {
        CaseKind::LedgerQuestion => &[Deed::Answer],
        CaseKind::BreakGlassReview | CaseKind::AlertReview => &[Deed::Clear, Deed::Uphold],
        CaseKind::ProxyReview => &[Deed::DecideElsewhere],
    };
    take.into_iter().chain([Deed::Note, Deed::HandOver]).chain(ends.iter().copied()).collect()
}

fn row(case: &Case, asker: &Asker, names: &Names, now: Timestamp) -> CaseRow {
    CaseRow {
        id: case.id,
        kind: case.kind,
        state: case.state,
        pool: case.pool,
        owner: case.owner.and_then(|owner| names.get(&owner).cloned()),
        is_mine: case.owner == Some(asker.account),
        opened_at: case.created_at,
        due_at: case.due_at,
        is_late: is_late(case, now),
    }
}

fn detail(case: &Case, steps: &[Step], asker: &Asker, names: &Names, now: Timestamp) -> CaseDetail {
    let name = |account: Option<AccountId>| account.and_then(|account| names.get(&account).cloned());
    let history = steps.iter().map(|step| HistoryLine {
        at: step.at,
        act: step.act,
        by: name(step.by),
        pool: step.pool,
        words: step.note.clone(),
    });
    let (entry, grant, rule) = match &case.subject {
        CaseSubject::LedgerQuestion { entry, .. } => (Some(*entry), None, None),
        CaseSubject::ProxyReview { grant } => (None, Some(*grant), None),
        CaseSubject::AlertReview { rule, .. } => (None, None, Some(rule.clone())),
        CaseSubject::BreakGlassReview { .. } => (None, None, None),
    };
    CaseDetail {
        row: row(case, asker, names, now),
        asker: name(case.asker),
        patient: case.patient.clone(),
        words: asked_words(case),
        entry,
        grant,
        rule,
        clinician: name(clinician(case)),
        history: history.collect(),
        deeds: deeds_of(case, asker),
    }
}

fn clinician(case: &Case) -> Option<AccountId> {
    match case.subject {
        CaseSubject::BreakGlassReview { clinician, .. } => Some(clinician),
        _ => None,
    }
}
