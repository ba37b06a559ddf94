//! Cases: what somebody asked for, or what somebody must look into, until it has an end.

use std::fmt;

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{AccountId, GrantId, Role};

/// What a case is for. Names are stored; add, never rename.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum CaseKind {
    /// A patient asks about a line of "who opened my record".
    LedgerQuestion,
    /// A clinician opened a record by breaking the glass.
    BreakGlassReview,
    /// Somebody asks for access to another person's record.
    ProxyReview,
    /// A rule found something odd in the audit log.
    AlertReview,
}

impl CaseKind {
    pub const ALL: [CaseKind; 4] =
        [CaseKind::LedgerQuestion, CaseKind::BreakGlassReview, CaseKind::ProxyReview, CaseKind::AlertReview];

    /// Who looks at it first.
    pub fn pool(self) -> Role {
        match self {
            CaseKind::LedgerQuestion | CaseKind::BreakGlassReview | CaseKind::AlertReview => {
                Role::PrivacyOfficer
            }
            CaseKind::ProxyReview => Role::Support,
        }
    }

    /// To whom it may be handed. A review stays with those who review.
    pub fn pools(self) -> &'static [Role] {
        match self {
            CaseKind::LedgerQuestion => {
                &[Role::Clinician, Role::Scheduler, Role::Support, Role::Administrator, Role::PrivacyOfficer]
            }
            CaseKind::BreakGlassReview | CaseKind::AlertReview => {
                &[Role::PrivacyOfficer, Role::Administrator]
            }
            CaseKind::ProxyReview => &[Role::Support, Role::Administrator],
        }
    }

    /// The time that the house gives itself.
    pub fn answer_within(self) -> SignedDuration {
        let days = match self {
            CaseKind::BreakGlassReview => 1,
            CaseKind::ProxyReview => 3,
            CaseKind::LedgerQuestion | CaseKind::AlertReview => 5,
        };
        SignedDuration::from_hours(24 * days)
    }
}

/// What a case is about: the request as it was made. Sealed where it is kept; `Debug` shows its kind alone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseSubject {
    LedgerQuestion {
        /// The line of the audit log, counted from zero.
        entry: u64,
        question: String,
    },
    BreakGlassReview {
        break_glass: Uuid,
        clinician: AccountId,
    },
    ProxyReview {
        grant: GrantId,
    },
    AlertReview {
        alert: Uuid,
        rule: String,
    },
}

impl CaseSubject {
    pub fn kind(&self) -> CaseKind {
        match self {
            CaseSubject::LedgerQuestion { .. } => CaseKind::LedgerQuestion,
            CaseSubject::BreakGlassReview { .. } => CaseKind::BreakGlassReview,
            CaseSubject::ProxyReview { .. } => CaseKind::ProxyReview,
            CaseSubject::AlertReview { .. } => CaseKind::AlertReview,
        }
    }
}

impl fmt::Debug for CaseSubject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CaseSubject({:?})", self.kind())
    }
}

/// Where a case is on its way.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum CaseState {
    /// Kept, and nobody has it in hand.
    Open,
    /// Handed to a system outside, which has not answered. For requests that such a system answers (refills, appointments),
    /// which are not here yet; so are `Failed` and what leads to and from them.
    Sent,
    /// Somebody has it in hand: a member of staff, or the system outside.
    Acknowledged,
    Done,
    /// It did not go through.
    Failed,
    /// Whoever asked for it took it back.
    Cancelled,
}

/// The case has gone another way meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a case that is {0:?} cannot do that")]
pub struct NotPossible(pub CaseState);

impl CaseState {
    pub const ALL: [CaseState; 6] = [
        CaseState::Open,
        CaseState::Sent,
        CaseState::Acknowledged,
        CaseState::Done,
        CaseState::Failed,
        CaseState::Cancelled,
    ];

    pub fn is_over(self) -> bool {
        matches!(self, CaseState::Done | CaseState::Failed | CaseState::Cancelled)
    }

    pub fn send(self) -> Result<Self, NotPossible> {
        self.go(&[CaseState::Open], CaseState::Sent)
    }

    /// An acknowledgement may overtake the news that it was sent.
    pub fn acknowledge(self) -> Result<Self, NotPossible> {
        self.go(&[CaseState::Open, CaseState::Sent], CaseState::Acknowledged)
    }

    pub fn finish(self) -> Result<Self, NotPossible> {
        self.go(&[CaseState::Acknowledged], CaseState::Done)
    }

    pub fn fail(self) -> Result<Self, NotPossible> {
        self.go(&[CaseState::Open, CaseState::Sent, CaseState::Acknowledged], CaseState::Failed)
    }

    /// What somebody has in hand already cannot be taken back.
    pub fn cancel(self) -> Result<Self, NotPossible> {
        self.go(&[CaseState::Open, CaseState::Sent], CaseState::Cancelled)
    }

    /// Whether whoever asked can still take it back.
    pub fn is_cancellable(self) -> bool {
        self.cancel().is_ok()
    }

    /// The end that comes of a decision made elsewhere, whoever has the case in hand: taken back, or done.
    pub fn settle(self, act: CaseAct) -> Result<Self, NotPossible> {
        let to = if act == CaseAct::Cancelled { CaseState::Cancelled } else { CaseState::Done };
        self.go(&[CaseState::Open, CaseState::Sent, CaseState::Acknowledged], to)
    }

    /// A failed case gets another chance.
    pub fn reopen(self) -> Result<Self, NotPossible> {
        self.go(&[CaseState::Failed], CaseState::Open)
    }

    fn go(self, from: &[CaseState], to: CaseState) -> Result<Self, NotPossible> {
        if from.contains(&self) { Ok(to) } else { Err(NotPossible(self)) }
    }
}

/// What happened to a case. Names are stored; add, never rename.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum CaseAct {
    Opened,
    Sent,
    /// A member of staff took it, or the system outside has it.
    Acknowledged,
    HandedOver,
    /// A note among staff; whoever asked does not see it.
    Noted,
    /// It ended with this answer; whoever asked reads it.
    Answered,
    /// It ended with a yes; whoever asked reads the note.
    Approved,
    /// It ended with a no; whoever asked reads the note.
    Refused,
    /// A review ended: all was in order.
    Cleared,
    /// A review ended: something was wrong.
    Upheld,
    /// It was due and is not done: its pool and whoever asked were told.
    Escalated,
    /// A notice about it could not be delivered.
    NoticeFailed,
    Failed,
    Cancelled,
    Reopened,
}

#[cfg(test)]
mod tests {
    use super::CaseState::{Acknowledged, Cancelled, Done, Failed, Open, Sent};
    use super::*;

    #[test]
    fn every_step_that_is_not_on_the_way_is_refused() {
        type Step = fn(CaseState) -> Result<CaseState, NotPossible>;
        let ways: [(Step, &[CaseState], CaseState); 8] = [
            (CaseState::send, &[Open], Sent),
            (CaseState::acknowledge, &[Open, Sent], Acknowledged),
            (CaseState::finish, &[Acknowledged], Done),
            (CaseState::fail, &[Open, Sent, Acknowledged], Failed),
            (CaseState::cancel, &[Open, Sent], Cancelled),
            (CaseState::reopen, &[Failed], Open),
            (|state| state.settle(CaseAct::Approved), &[Open, Sent, Acknowledged], Done),
            (|state| state.settle(CaseAct::Cancelled), &[Open, Sent, Acknowledged], Cancelled),
        ];
        for (step, from, to) in ways {
            for state in CaseState::ALL {
                let expected = if from.contains(&state) { Ok(to) } else { Err(NotPossible(state)) };
                assert_eq!(step(state), expected, "{state:?} to {to:?}");
            }
        }
    }

    #[test]
    fn a_subject_does_not_print_what_was_asked() {
        let asked = CaseSubject::LedgerQuestion { entry: 7, question: "why did my neighbour look?".into() };

        assert_eq!(format!("{asked:?}"), "CaseSubject(LedgerQuestion)");
    }
}
