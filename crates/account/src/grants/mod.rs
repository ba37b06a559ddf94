//! Acting for somebody else: invitations, requests, reviews, and ends. Who may do what is asked of policy beside each act;
//! who may see what is no matter of this crate.

mod announce;
mod answer;
mod end;
mod fault;
mod invite;
mod paper;
mod papers;
mod picture;
mod record;
mod request;
mod review;
mod view;

use jiff::SignedDuration;
use portico_audit::Outcome;
use portico_model::{GrantId, GrantState};
use portico_store::{Grant, NewOutgoing, StoreError};

pub use answer::OpenInvitation;
pub use fault::ShareFault;
pub use invite::Invite;
pub(crate) use invite::public_address;
pub use paper::Paper;
pub use portico_model::{Categories, Proof};
pub use portico_policy::ages::AgeChange;
pub use portico_store::{GrantDocument, GrantedPatient};
pub use record::CheckedGrant;
pub use request::{AccessRequest, HandedIn};
pub use review::{CheckedBy, Review, ReviewLine};
pub use view::{Held, Sharing, Waiting, Who};

use crate::permission::Permitted;
use crate::{AccountError, Accounts};

/// An invitation can be answered for so long.
const INVITATION_LASTS: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Open invitations of one patient, and open requests of one person, at most.
const MOST_WAITING: usize = 10;
/// Invitations of one patient in a day, taken back or not: each writes to a stranger.
const INVITATIONS_A_DAY: u32 = 15;
/// Requests of one person in a day, taken back or not: each calls staff.
const REQUESTS_A_DAY: u32 = 15;

impl Accounts {
    async fn grant(&self, id: GrantId) -> Result<Grant, AccountError> {
        self.store().find_grant(id).await?.ok_or(AccountError::NotFound)
    }

    /// Tells the log, then changes the grant.
    async fn change_grant(
        &self,
        act: &Permitted<'_>,
        before: GrantState,
        after: &Grant,
        also: &[NewOutgoing],
    ) -> Result<(), AccountError> {
        let done = if after.state == before { "checked" } else { state_key(after.state) };
        self.tell_of(act, Outcome::Permitted, done).await?;
        let changed = self.store().change_grant(before, after, self.now(), also).await;
        self.grant_settled(act, changed).await
    }

    /// What came of a change that was told of.
    async fn grant_settled(
        &self,
        act: &Permitted<'_>,
        changed: Result<bool, StoreError>,
    ) -> Result<(), AccountError> {
        let (reason, error) = match changed {
            Ok(true) => return Ok(()),
            Ok(false) => ("over", ShareFault::Over.into()),
            Err(StoreError::Taken) => ("shared_already", ShareFault::SharedAlready.into()),
            Err(StoreError::UsedUp) => ("too_many_today", ShareFault::TooManyToday.into()),
            Err(StoreError::NoRoom) => ("no_room", ShareFault::NoRoom.into()),
            Err(error) => ("store_failed", error.into()),
        };
        self.tell_of(act, Outcome::Failed, reason).await?;
        Err(error)
    }

    /// The same for what was looked at once more where it was kept.
    async fn kept(&self, act: &Permitted<'_>, kept: Result<(), AccountError>) -> Result<(), AccountError> {
        match kept {
            Ok(()) => Ok(()),
            Err(AccountError::Store(error)) => self.grant_settled(act, Err(error)).await,
            Err(AccountError::Sharing(fault)) => {
                let reason = if fault == ShareFault::TooMany { "too_many" } else { "shared_already" };
                self.tell_of(act, Outcome::Failed, reason).await?;
                Err(fault.into())
            }
            Err(error) => Err(error),
        }
    }
}

fn state_key(state: GrantState) -> &'static str {
    match state {
        GrantState::Invited => "invited",
        GrantState::Requested => "requested",
        GrantState::Active => "active",
        GrantState::Declined => "declined",
        GrantState::Refused => "refused",
        GrantState::Ended => "ended",
    }
}

fn is_live(grant: &Grant) -> bool {
    matches!(grant.state, GrantState::Invited | GrantState::Requested | GrantState::Active)
}
