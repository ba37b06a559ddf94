//! Breaking the glass: a clinician opens, in need, the record of a patient whom they do not treat. For minutes, with a reason
//! and a fresh factor; the privacy officer is told at once, a case asks somebody to look into it, and the patient sees it.
//!
//! One emergency is one record. A proof of a factor opens one; few are open at a time and within an hour. More than that is
//! no emergency of one person's, and is for the privacy officer to help with, who is called by telephone.

use jiff::SignedDuration;
use portico_audit::{Action, Outcome};
use portico_model::{BreakGlassReason, CaseSubject, PatientId, Role, Timestamp};
use portico_policy::Act;
use portico_store::{BreakGlass, Letter, Mail, NewCase, NewOutgoing, Recipient, StoreError};
use uuid::Uuid;

use super::StaffDoor;
use crate::{AccountError, CurrentSession, Visit};

/// The longest reason in somebody's own words.
const MOST_LETTERS: usize = 1_000;
/// A reason that says anything has so many.
const LEAST_LETTERS: usize = 10;
const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// Why the glass stays whole.
#[derive(Debug, thiserror::Error)]
pub enum GlassFault {
    /// The words say nothing, or go on for too long.
    #[error("the reason is not said in 10 to 1,000 letters")]
    Words,
    /// As many records are open, or were opened within the hour, as may be.
    #[error("too many records were opened this way; again from {again_at}")]
    TooMany { again_at: Timestamp },
    #[error(transparent)]
    Account(#[from] AccountError),
}

impl From<StoreError> for GlassFault {
    fn from(error: StoreError) -> Self {
        GlassFault::Account(error.into())
    }
}

impl StaffDoor {
    /// Whether this person may be asked for a reason, or what stands in the way: the same that
    /// [`break_glass`](Self::break_glass) says, so that nothing is typed in vain.
    pub async fn check_break_glass(&self, session: &CurrentSession) -> Result<(), GlassFault> {
        if !session.is_fresh() {
            return Err(AccountError::StepUpNeeded.into());
        }
        let now = self.now();
        let lately = self.store().list_break_glass(session.account(), now - HOUR, now).await?;
        self.check_lately(session, &lately, now)
    }

    /// Opens the patient's record for this person. Answers until when.
    ///
    /// [`AccountError::StepUpNeeded`] unless a factor was proved minutes ago, and since they last broke the glass; whoever
    /// may not break glass at all gets [`AccountError::NotFound`].
    pub async fn break_glass(
        &self,
        session: &CurrentSession,
        patient: &PatientId,
        (reason, words): (BreakGlassReason, &str),
        visit: &Visit,
    ) -> Result<Timestamp, GlassFault> {
        let words = words.trim();
        if !(LEAST_LETTERS..=MOST_LETTERS).contains(&words.chars().count()) {
            return Err(GlassFault::Words);
        }
        let accounts = self.accounts();
        let what = (Act::BreakGlass, Action::BreakGlass);
        let act = accounts.may((session, visit), what, Some(patient)).await?;
        let now = self.now();
        let broken = BreakGlass {
            id: Uuid::now_v7(),
            account: session.account(),
            patient: patient.clone(),
            reason,
            words: words.to_owned(),
            begins_at: now,
            ends_at: now + self.settings().glass_lasts,
        };
        let lately = self.store().list_break_glass(broken.account, now - HOUR, now).await?;
        if let Err(fault) = self.check_lately(session, &lately, now) {
            accounts.tell_of(&act, Outcome::Refused, refusal(&fault)).await?;
            return Err(fault);
        }
        accounts.tell_of(&act, Outcome::Permitted, word(reason)).await?;
        let (review, letter) = review(&broken);
        let check = |lately: &[BreakGlass]| self.check_lately(session, lately, now);
        let kept = self.store().begin_break_glass(&broken, now - HOUR, check, (&review, &[letter])).await;
        if let Err(fault) = kept {
            accounts.tell_of(&act, Outcome::Failed, refusal(&fault)).await?;
            return Err(fault);
        }
        Ok(broken.ends_at)
    }

    /// `lately`: what this person has open, or opened within the hour.
    fn check_lately(
        &self,
        session: &CurrentSession,
        lately: &[BreakGlass],
        now: Timestamp,
    ) -> Result<(), GlassFault> {
        let settings = self.settings();
        let open: Vec<_> = lately.iter().map(|own| own.ends_at).filter(|end| now < *end).collect();
        let of_hour: Vec<_> =
            lately.iter().map(|own| own.begins_at + HOUR).filter(|end| now < *end).collect();
        for (until, most) in [(open, settings.most_glass_open), (of_hour, settings.most_glass_an_hour)] {
            if until.len() >= most as usize {
                return Err(GlassFault::TooMany { again_at: until.into_iter().min().unwrap_or(now) });
            }
        }
        // One proof opens one record.
        let is_used = lately.iter().any(|own| session.authenticated_at() <= own.begins_at);
        if is_used { Err(AccountError::StepUpNeeded.into()) } else { Ok(()) }
    }

    /// Closes what this person opened, before its time. Answers whether anything was open.
    pub async fn end_break_glass(
        &self,
        session: &CurrentSession,
        patient: &PatientId,
        visit: &Visit,
    ) -> Result<bool, AccountError> {
        let ended = self.store().end_break_glass(session.account(), patient, self.now()).await?;
        if ended {
            let ended = (Action::EndBreakGlass, Outcome::Permitted);
            self.accounts().tell_about(session, visit, ended, patient).await?;
        }
        Ok(ended)
    }
}

/// The case for the privacy officer, and the letter that says that there is one.
fn review(broken: &BreakGlass) -> (NewCase, NewOutgoing) {
    let subject = CaseSubject::BreakGlassReview { break_glass: broken.id, clinician: broken.account };
    let mut case = NewCase::new(subject, broken.id.to_string(), broken.begins_at);
    case.patient = Some(broken.patient.clone());
    let pool = Recipient::Pool(Role::PrivacyOfficer);
    let letter = Mail::new(pool, Letter::CaseArrived, format!("/staff/cases/{}", case.id));
    let letter = NewOutgoing::mail(&letter, Some(case.id), broken.begins_at);
    (case, letter)
}

fn refusal(fault: &GlassFault) -> &'static str {
    match fault {
        GlassFault::Words => "words",
        GlassFault::TooMany { .. } => "too_many",
        GlassFault::Account(AccountError::StepUpNeeded) => "step_up",
        GlassFault::Account(_) => "store_failed",
    }
}

fn word(reason: BreakGlassReason) -> &'static str {
    match reason {
        BreakGlassReason::Emergency => "emergency",
        BreakGlassReason::Covering => "covering",
        BreakGlassReason::PatientAsked => "patient_asked",
        BreakGlassReason::Other => "other",
    }
}
