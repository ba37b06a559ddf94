//! What staff do with the cases of their pool.

use std::collections::HashMap;

use portico_audit::Action;
use portico_model::{AccountId, Asker, CaseAct, CaseId, CaseKind, CaseState, CaseSubject, Role, Timestamp};
use portico_policy::Act;
use portico_store::{BreakGlass, Case, Letter, Mail, NewOutgoing, NewStep, Queue, Recipient, Step};

use crate::ask::{asked_words, is_late, words};
use crate::clerk::Telling;
use crate::{CaseDetail, CaseList, CaseRow, Deed, Desk, DeskError, GlassCard, HistoryLine};

/// A queue on one page.
const MOST: u64 = 200;

type Names = HashMap<AccountId, String>;

impl Desk {
    /// The queue of the asker's pool.
    pub async fn list_pool(&self, asker: &Asker, queue: Queue) -> Result<CaseList, DeskError> {
        let telling = Telling::of(Action::WorkCase, "cases");
        let decision = self.allow(asker, None, Act::WorkCases, &telling).await?;
        let cases = self.store().list_cases_in(asker.role, queue, MOST).await?;
        let people: Vec<_> =
            cases.iter().flat_map(|case| [case.owner, case.asker, clinician(case)]).flatten().collect();
        let names = self.names(people.into_iter()).await?;
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
        let deeds = deeds_of(&case, asker, self.subject(&case).await?);
        let glass = self.glass_of(&case, asker).await?;
        self.tell(asker, &Telling { shown: 1, ..telling }.case(&case), &decision).await?;
        Ok(CaseDetail { deeds, glass, ..detail(&case, &steps, asker, &names, self.now()) })
    }

    /// The emergency that a review is about.
    async fn glass_of(&self, case: &Case, asker: &Asker) -> Result<Option<GlassCard>, DeskError> {
        let CaseSubject::BreakGlassReview { break_glass, .. } = case.subject else { return Ok(None) };
        if asker.role != Role::PrivacyOfficer {
            return Ok(None);
        }
        let found = self.store().find_break_glass_by_id(break_glass).await?;
        Ok(found.map(|BreakGlass { account, reason, words, begins_at, ends_at, .. }| GlassCard {
            account,
            reason,
            words,
            begins_at,
            ends_at,
        }))
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

    /// Gives a case to another pool of its kind, or back to its own, with a note.
    pub async fn hand_over(
        &self,
        asker: &Asker,
        id: CaseId,
        pool: Role,
        text: &str,
    ) -> Result<(), DeskError> {
        let text = words(text)?;
        let case = self.begin(asker, id, "cases/hand_over", &[Deed::HandOver]).await?;
        if !case.kind.pools().contains(&pool) {
            self.tell_failed(asker, &Telling::of(Action::WorkCase, "cases/hand_over").case(&case), "pool")
                .await?;
            return Err(DeskError::NotFound);
        }
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
        let news = self.tell_asker(&case, Letter::RequestAnswered).await?;
        self.step(&case, after, self.by(asker, act, Some(text)), news.as_slice()).await
    }

    /// The letter to whoever asked, where somebody did, and still stands toward the patient.
    pub(crate) async fn tell_asker(
        &self,
        case: &Case,
        letter: Letter,
    ) -> Result<Option<NewOutgoing>, DeskError> {
        let Some(asker) = case.asker else { return Ok(None) };
        if let Some(patient) = case.patient.as_ref().filter(|_| case.kind == CaseKind::LedgerQuestion) {
            let account = self.store().find_account(asker).await?;
            let is_own = account.and_then(|account| account.own_record).as_ref() == Some(patient);
            if !is_own && self.store().find_grant_in_force(asker, patient, self.now()).await?.is_none() {
                return Ok(None);
            }
        }
        let path = format!("/account/requests/{}", case.id);
        let mail = Mail::new(Recipient::Account(asker), letter, path);
        Ok(Some(NewOutgoing::mail(&mail, Some(case.id), self.now())))
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
        let possible = deeds_of(&case, asker, self.subject(&case).await?);
        let is_possible = possible.iter().any(|deed| deeds.contains(deed));
        if !is_possible {
            self.tell_failed(asker, &telling.case(&case), "moved_on").await?;
            return Err(DeskError::MovedOn);
        }
        self.tell(asker, &telling.case(&case), &decision).await?;
        Ok(case)
    }

    /// Whose conduct a case is about. They are heard, and do not decide it.
    async fn subject(&self, case: &Case) -> Result<Option<AccountId>, DeskError> {
        Ok(match &case.subject {
            CaseSubject::BreakGlassReview { clinician, .. } => Some(*clinician),
            CaseSubject::AlertReview { alert, .. } => {
                self.store().find_alert(*alert).await?.and_then(|alert| alert.found.account)
            }
            CaseSubject::LedgerQuestion { entry, .. } => {
                let found = self.log().follow(*entry, 1).await?.found.entries;
                found.into_iter().find(|found| found.index == *entry).and_then(|found| found.event.actor)
            }
            CaseSubject::ProxyReview { .. } => None,
        })
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

/// Whoever ends a case has it in hand.
fn in_hand(state: CaseState) -> Result<CaseState, DeskError> {
    if state == CaseState::Acknowledged { Ok(state) } else { Ok(state.acknowledge()?) }
}

fn deeds_of(case: &Case, asker: &Asker, subject: Option<AccountId>) -> Vec<Deed> {
    if case.state.is_over() {
        return vec![Deed::Note];
    }
    if subject == Some(asker.account) {
        return vec![Deed::Note, Deed::HandOver];
    }
    let take = (case.owner != Some(asker.account)).then_some(Deed::Take);
    let ends: &[Deed] = match case.kind {
        CaseKind::LedgerQuestion => &[Deed::Answer],
        CaseKind::BreakGlassReview | CaseKind::AlertReview => &[Deed::Clear, Deed::Uphold],
        CaseKind::ProxyReview => &[Deed::DecideElsewhere],
    };
    take.into_iter().chain([Deed::Note, Deed::HandOver]).chain(ends.iter().copied()).collect()
}

/// The words of a step, as a pool reads them: its own and those of whoever hands it the case. The pool whose kind of case it
/// is reads all.
fn words_for(step: &Step, case: &Case, reader: Role) -> Option<String> {
    let is_told = reader == case.kind.pool() || step.pool == reader;
    step.note.clone().filter(|_| is_told)
}

fn row(case: &Case, asker: &Asker, names: &Names, now: Timestamp) -> CaseRow {
    let person = case.asker.or_else(|| clinician(case));
    let rule = match &case.subject {
        CaseSubject::AlertReview { rule, .. } => Some(rule.clone()),
        _ => None,
    };
    CaseRow {
        person: person.and_then(|person| names.get(&person).cloned()),
        rule,
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

/// Without what the reader may do.
fn detail(case: &Case, steps: &[Step], asker: &Asker, names: &Names, now: Timestamp) -> CaseDetail {
    let name = |account: Option<AccountId>| account.and_then(|account| names.get(&account).cloned());
    let history = steps.iter().map(|step| HistoryLine {
        at: step.at,
        act: step.act,
        by: name(step.by),
        pool: step.pool,
        words: words_for(step, case, asker.role),
    });
    let empty = CaseDetail {
        row: row(case, asker, names, now),
        asker: name(case.asker),
        patient: case.patient.clone(),
        words: asked_words(case),
        entry: None,
        grant: None,
        alert: None,
        clinician: name(clinician(case)),
        glass: None,
        history: history.collect(),
        deeds: Vec::new(),
    };
    match &case.subject {
        CaseSubject::LedgerQuestion { entry, .. } => CaseDetail { entry: Some(*entry), ..empty },
        CaseSubject::ProxyReview { grant } => CaseDetail { grant: Some(*grant), ..empty },
        CaseSubject::AlertReview { alert, .. } => CaseDetail { alert: Some(*alert), ..empty },
        CaseSubject::BreakGlassReview { .. } => empty,
    }
}

fn clinician(case: &Case) -> Option<AccountId> {
    match case.subject {
        CaseSubject::BreakGlassReview { clinician, .. } => Some(clinician),
        _ => None,
    }
}
