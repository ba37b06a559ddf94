//! A case whose end is another change: it ends in the same transaction.

use portico_database::Transaction;
use portico_model::{AccountId, CaseAct, CaseId, GrantState, Timestamp};

use crate::{Case, Grant, NewStep, Store, StoreError};

/// How often the case may take another step between the look at it and its end.
const TRIES: usize = 5;

impl Store {
    /// Ends the review of a grant, which has the grant's id, as the grant was decided. A grant without one is as good.
    pub(crate) async fn end_review(
        &self,
        grant: &Grant,
        at: Timestamp,
        change: &Transaction,
    ) -> Result<(), StoreError> {
        let (act, by) = match grant.state {
            GrantState::Active => (CaseAct::Approved, grant.verified_by),
            GrantState::Refused => (CaseAct::Refused, grant.ended_by),
            GrantState::Ended | GrantState::Declined => (CaseAct::Cancelled, grant.ended_by),
            GrantState::Invited | GrantState::Requested => return Ok(()),
        };
        self.end_case(CaseId(grant.id.0), (act, by), at, change).await
    }

    pub(crate) async fn end_case(
        &self,
        id: CaseId,
        (act, by): (CaseAct, Option<AccountId>),
        at: Timestamp,
        change: &Transaction,
    ) -> Result<(), StoreError> {
        for _ in 0..TRIES {
            let Some(case) = self.case_within(id, change).await? else { return Ok(()) };
            // A case that is over stays as it ended.
            let Ok(state) = case.state.settle(act) else { return Ok(()) };
            let after = Case { state, owner: by.or(case.owner), watch_at: None, ..case.clone() };
            let step = NewStep { at, by, act, note: None };
            if self.put_case_change((&case, &after), &step, change).await? {
                return Ok(());
            }
        }
        Err(StoreError::Taken)
    }
}
