//! The worker's round: claim what is due, hand it to its courier, write down what came of it.

use futures::future::join_all;
use jiff::SignedDuration;
use portico_model::{CaseAct, CaseId};
use portico_store::{Case, Courier, NewOutgoing, NewStep, Outgoing};
use uuid::Uuid;

use crate::backoff::{MOST_ATTEMPTS, pause};
use crate::{Desk, DeskError, Post, RecordSystem};

/// Rows that one worker has in hand at a time.
const AT_ONCE: u64 = 8;
/// A worker that has not finished by then is taken for dead. Longer than any courier's time-out.
const LEASE: SignedDuration = SignedDuration::from_mins(3);

/// Those who carry. Without one of them, what is for it waits.
#[derive(Clone, Default)]
pub struct Couriers {
    pub post: Option<Post>,
    pub record_system: Option<RecordSystem>,
}

impl Couriers {
    fn present(&self) -> Vec<Courier> {
        let post = self.post.iter().map(|_| Courier::Mail);
        post.chain(self.record_system.iter().map(|_| Courier::RecordSystem)).collect()
    }
}

/// What came of carrying something.
pub(crate) enum Carried {
    /// It has left; what follows from it is kept with that.
    Left(Vec<NewOutgoing>),
    /// It may leave later. The word is for the log.
    NotNow(&'static str),
    /// It cannot leave before somebody of the house has done something: it is tried until they have.
    Waits(&'static str),
    /// It will never leave.
    Never(&'static str),
}

impl Desk {
    /// Carries what is due, as much as one worker has in hand at a time. `worker` names the caller among all workers. Answers how
    /// much was claimed: if it was something, there may be more.
    pub async fn carry_due(&self, couriers: &Couriers, worker: Uuid) -> Result<usize, DeskError> {
        let present = couriers.present();
        if present.is_empty() {
            return Ok(0);
        }
        let due = self.store().claim_outgoing(&present, worker, self.now(), LEASE, AT_ONCE).await?;
        let results = join_all(due.iter().map(|row| self.carry(row, couriers))).await;
        results.into_iter().collect::<Result<Vec<()>, _>>()?;
        Ok(due.len())
    }

    async fn carry(&self, row: &Outgoing, couriers: &Couriers) -> Result<(), DeskError> {
        let carried = match (row.courier, &couriers.post, &couriers.record_system) {
            (Courier::Mail, Some(post), _) => self.carry_mail(row, post).await?,
            (Courier::RecordSystem, _, Some(system)) => self.carry_to_record_system(row, system).await?,
            (Courier::Mail, None, _) | (Courier::RecordSystem, _, None) => Carried::NotNow("no_courier"),
        };
        match carried {
            Carried::Left(follows) => {
                self.store().finish_outgoing(row, self.now(), &follows).await?;
            }
            Carried::NotNow(trouble) if row.attempts < MOST_ATTEMPTS => {
                self.put_off(row, trouble).await?;
                tracing::warn!(
                    outbox.id = %row.id, outbox.attempts = row.attempts, outbox.trouble = trouble,
                    "something could not leave the house, and is tried again"
                );
            }
            Carried::Waits(trouble) => {
                self.put_off(row, trouble).await?;
                tracing::error!(
                    outbox.id = %row.id, outbox.attempts = row.attempts, outbox.trouble = trouble,
                    "something waits in the house until somebody acts"
                );
                if let Some(case) = row.case.filter(|_| row.attempts == MOST_ATTEMPTS) {
                    self.tell_case(case).await?;
                }
            }
            Carried::NotNow(trouble) | Carried::Never(trouble) => self.give_up(row, trouble).await?,
        }
        Ok(())
    }

    async fn put_off(&self, row: &Outgoing, trouble: &'static str) -> Result<(), DeskError> {
        let next_at = self.now() + pause(row.attempts, row.id);
        self.store().put_off_outgoing(row, next_at, trouble).await?;
        Ok(())
    }

    async fn give_up(&self, row: &Outgoing, trouble: &'static str) -> Result<(), DeskError> {
        if !self.store().fail_outgoing(row, self.now(), trouble).await? {
            return Ok(());
        }
        tracing::error!(
            outbox.id = %row.id, outbox.attempts = row.attempts, outbox.trouble = trouble,
            "something will not leave the house any more"
        );
        match row.case {
            Some(case) => self.tell_case(case).await,
            None => Ok(()),
        }
    }

    /// Writes into the history of a case that a notice about it was not delivered.
    async fn tell_case(&self, id: CaseId) -> Result<(), DeskError> {
        let mut tries = 0;
        while let Some(case) = self.store().find_case(id).await?
            && tries < 5
        {
            let step = NewStep { at: self.now(), by: None, act: CaseAct::NoticeFailed, note: None };
            let unchanged: Case = case.clone();
            if self.store().change_case(&case, &unchanged, &step, &[]).await? {
                break;
            }
            tries += 1;
        }
        Ok(())
    }
}
