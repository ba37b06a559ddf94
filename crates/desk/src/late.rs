//! Nothing is forgotten: what is late is told to its pool and, once, to whoever asked.

use jiff::SignedDuration;
use portico_model::CaseAct;
use portico_store::{Case, Letter, Mail, NewOutgoing, NewStep, Recipient};

use crate::{Desk, DeskError};

/// Cases looked at in one go.
const AT_ONCE: u64 = 50;
/// A pool that lets a case lie is told again.
const AGAIN_AFTER: SignedDuration = SignedDuration::from_hours(24);

impl Desk {
    /// Escalates what is late. Answers how many cases.
    pub async fn escalate_late(&self) -> Result<usize, DeskError> {
        let now = self.now();
        let mut escalated = 0;
        for case in self.store().list_late_cases(now, AT_ONCE).await? {
            let after = Case { watch_at: Some(now + AGAIN_AFTER), ..case.clone() };
            let step = NewStep { at: now, by: None, act: CaseAct::Escalated, note: None };
            let letters = self.late_letters(&case).await?;
            // Another node may have been first; then it has told everybody.
            escalated += usize::from(self.store().change_case(&case, &after, &step, &letters).await?);
        }
        if escalated > 0 {
            tracing::warn!(desk.late = escalated, "cases are overdue; their pools were told");
        }
        Ok(escalated)
    }

    async fn late_letters(&self, case: &Case) -> Result<Vec<NewOutgoing>, DeskError> {
        let path = format!("/staff/cases/{}", case.id);
        let to_pool = Mail::new(Recipient::Pool(case.pool), Letter::CaseOverdue, path);
        let is_first = case.watch_at == Some(case.due_at);
        let to_asker = if is_first { self.tell_asker(case, Letter::RequestLate).await? } else { None };
        Ok([NewOutgoing::mail(&to_pool, Some(case.id), self.now())].into_iter().chain(to_asker).collect())
    }
}
