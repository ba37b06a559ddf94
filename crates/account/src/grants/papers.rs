//! Papers as they are kept: how many, and until when.

use jiff::SignedDuration;
use portico_audit::{Action, Detail, Event, Outcome};
use portico_model::{AccountId, CorrelationId, Origin};
use portico_store::{Grant, Letter, NewDocument, PaperRoom, Quota};
use uuid::Uuid;

use super::Paper;
use crate::{AccountError, Accounts};

/// Papers of one request at most.
pub(super) const MOST_PAPERS: usize = 5;
/// Papers of one person in a day, and bytes of all that they have here.
const PAPERS_A_DAY: u32 = 20;
const BYTES_OF_PERSON: u64 = 60 * 1024 * 1024;
/// What proved an access is kept for so long after it was given: until then it can be looked at again.
const KEPT_AFTER_GRANT: SignedDuration = SignedDuration::from_hours(90 * 24);
/// A request that nobody decided ends by itself, with its papers. Its case was overdue for months, and said so every day.
const WAITS_AT_MOST: SignedDuration = SignedDuration::from_hours(180 * 24);

impl Accounts {
    pub(super) fn document(&self, paper: Paper) -> NewDocument {
        NewDocument { id: Uuid::now_v7(), media_type: paper.media_type, body: paper.body, at: self.now() }
    }

    pub(super) fn room(&self, by: AccountId) -> PaperRoom {
        PaperRoom {
            papers_of_request: MOST_PAPERS as u64,
            bytes_of_person: BYTES_OF_PERSON,
            bytes_of_all: self.settings().most_paper_bytes,
            in_time: Quota::a_day("paper", by, PAPERS_A_DAY),
        }
    }

    /// Ends requests that nobody decided for half a year, and drops papers that prove nothing any more. Answers how many
    /// requests were ended.
    pub async fn tidy_papers(&self) -> Result<usize, AccountError> {
        let now = self.now();
        let mut ended = 0;
        for grant in self.store().list_requested_grants().await? {
            if grant.created_at + WAITS_AT_MOST <= now {
                ended += usize::from(self.end_undecided(&grant).await?);
            }
        }
        self.store().drop_old_documents(now - KEPT_AFTER_GRANT).await?;
        self.store().drop_old_quotas(now).await?;
        Ok(ended)
    }

    /// Whoever asked gets a letter, and may ask again.
    async fn end_undecided(&self, grant: &Grant) -> Result<bool, AccountError> {
        let (origin, correlation) =
            (Origin { address: None, user_agent: String::new() }, CorrelationId(Uuid::new_v4()));
        let event = Event {
            patient: grant.patient.id.clone(),
            detail: Detail::reason("undecided"),
            ..Event::unattended(self.now(), Action::EndAccess, Outcome::Permitted, origin, correlation)
        };
        self.inner().log.append(event).await?;
        let letters: Vec<_> = self.letter(grant.grantee, Letter::AccessEnded, "/account/access").collect();
        Ok(self.store().end_grant(grant.id, None, self.now(), &letters).await?)
    }
}
