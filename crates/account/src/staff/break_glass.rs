//! Breaking the glass: a clinician opens, in need, the record of a patient whom they do not treat. For minutes, with a reason
//! and a fresh factor; the privacy officer is told at once, a case asks somebody to look into it, and the patient sees it.

use portico_audit::{Action, Outcome};
use portico_model::{BreakGlassReason, CaseSubject, PatientId, Role, Timestamp};
use portico_policy::Act;
use portico_store::{BreakGlass, Letter, Mail, NewCase, NewOutgoing, Recipient};
use uuid::Uuid;

use super::StaffDoor;
use crate::{AccountError, CurrentSession, Visit};

/// The longest reason in somebody's own words.
const MOST_LETTERS: usize = 1_000;
/// A reason that says anything has so many.
const LEAST_LETTERS: usize = 10;

/// Why the glass stays whole.
#[derive(Debug, thiserror::Error)]
pub enum GlassFault {
    /// The words say nothing, or go on for too long.
    #[error("the reason is not said in 10 to 1,000 letters")]
    Words,
    #[error(transparent)]
    Account(#[from] AccountError),
}

impl StaffDoor {
    /// Opens the patient's record for this person. Answers until when.
    ///
    /// [`AccountError::StepUpNeeded`] unless a factor was proved minutes ago; whoever may not break glass at all gets
    /// [`AccountError::NotFound`].
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
        accounts.tell_of(&act, Outcome::Permitted, word(reason)).await?;
        let (review, letter) = review(&broken);
        let kept = self.store().begin_break_glass(&broken, &review, &[letter]).await;
        if let Err(error) = kept {
            accounts.tell_of(&act, Outcome::Failed, "store_failed").await?;
            return Err(GlassFault::Account(error.into()));
        }
        Ok(broken.ends_at)
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

fn word(reason: BreakGlassReason) -> &'static str {
    match reason {
        BreakGlassReason::Emergency => "emergency",
        BreakGlassReason::Covering => "covering",
        BreakGlassReason::PatientAsked => "patient_asked",
        BreakGlassReason::Other => "other",
    }
}
