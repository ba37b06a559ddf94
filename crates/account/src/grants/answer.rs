//! The invited person opens the link, and says yes or no. Nothing is shown before a second factor is proved.

use portico_audit::{Action, Outcome};
use portico_model::{Categories, GrantState, Relationship, Timestamp};
use portico_policy::Act;
use portico_store::{Email, Grant, Letter, Mail, NewOutgoing, Recipient};

use super::ShareFault;
use crate::permission::Permitted;
use crate::{AccountError, Accounts, CurrentSession, LinkToken, Visit};

/// An invitation as the invited person sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenInvitation {
    pub patient_name: String,
    pub relationship: Relationship,
    pub scope: Categories,
    pub valid_until: Option<Timestamp>,
    pub expires_at: Timestamp,
}

impl Accounts {
    /// Whether the link can still be answered, and whether its address has an account already: whoever holds the link has
    /// read the letter.
    pub async fn peek_invitation(&self, token: &LinkToken) -> Result<bool, AccountError> {
        let email = self.invited_email(token).await?;
        Ok(self.store().find_account_by_email(&email).await?.is_some())
    }

    /// Fails with [`ShareFault::Over`], and with [`ShareFault::WrongPerson`] where the account has another address than the
    /// invitation.
    pub async fn open_invitation(
        &self,
        session: &CurrentSession,
        token: &LinkToken,
        visit: &Visit,
    ) -> Result<OpenInvitation, AccountError> {
        let (permitted, grant) = self.answering(session, token, visit).await?;
        self.tell_of(&permitted, Outcome::Permitted, "opened").await?;
        Ok(OpenInvitation {
            patient_name: grant.patient.name,
            relationship: grant.relationship,
            scope: grant.scope,
            valid_until: grant.valid_until,
            expires_at: grant.invitation.map_or(self.now(), |it| it.expires_at),
        })
    }

    /// Says yes. Answers where the grant is now: in force, or waiting for a document and for staff.
    pub async fn accept_invitation(
        &self,
        session: &CurrentSession,
        token: &LinkToken,
        is_adult: bool,
        visit: &Visit,
    ) -> Result<GrantState, AccountError> {
        let (permitted, grant) = self.answering(session, token, visit).await?;
        if !is_adult {
            self.tell_of(&permitted, Outcome::Refused, "adults_only").await?;
            return Err(ShareFault::AdultsOnly.into());
        }
        let letters = self.answer_letters(&grant);
        let accepted = grant.accept(session.account(), self.now()).map_err(|_| ShareFault::Over)?;
        self.change_grant(&permitted, GrantState::Invited, &accepted, &letters).await?;
        Ok(accepted.state)
    }

    /// Says no.
    pub async fn decline_invitation(
        &self,
        session: &CurrentSession,
        token: &LinkToken,
        visit: &Visit,
    ) -> Result<(), AccountError> {
        let (permitted, grant) = self.answering(session, token, visit).await?;
        let letters = self.answer_letters(&grant);
        let declined = grant.decline(session.account(), self.now()).map_err(|_| ShareFault::Over)?;
        self.change_grant(&permitted, GrantState::Invited, &declined, &letters).await
    }

    /// The address that an open invitation was sent to.
    pub(crate) async fn invited_email(&self, token: &LinkToken) -> Result<Email, AccountError> {
        let found = self.store().find_invitation(&token.hash()).await?;
        let open = found.filter(|grant| grant.is_invitation_open(self.now()));
        Ok(open.and_then(|grant| grant.invited_email).ok_or(ShareFault::Over)?)
    }

    async fn answering<'a>(
        &self,
        session: &'a CurrentSession,
        token: &LinkToken,
        visit: &'a Visit,
    ) -> Result<(Permitted<'a>, Grant), AccountError> {
        let act = (Act::ManageAccount, Action::AnswerInvitation);
        let mut permitted = self.may((session, visit), act, None).await?;
        let found = self.store().find_invitation(&token.hash()).await?;
        let Some(grant) = found.filter(|grant| grant.is_invitation_open(self.now())) else {
            self.tell_of(&permitted, Outcome::Refused, "over").await?;
            return Err(ShareFault::Over.into());
        };
        permitted.patient.clone_from(&grant.patient.id);
        let account = self.store().find_account(session.account()).await?.ok_or(AccountError::Ended)?;
        if grant.invited_email.as_ref() != Some(&account.email) {
            self.tell_of(&permitted, Outcome::Refused, "wrong_person").await?;
            return Err(ShareFault::WrongPerson.into());
        }
        if grant.patient.id.as_ref() == session.own_record() {
            self.tell_of(&permitted, Outcome::Refused, "yourself").await?;
            return Err(ShareFault::Yourself.into());
        }
        Ok((permitted, grant))
    }

    fn answer_letters(&self, grant: &Grant) -> Vec<NewOutgoing> {
        let patient = grant.grantor.map(Recipient::Account);
        let mail = patient.map(|to| Mail::new(to, Letter::InvitationAnswered, "/patients/me/sharing"));
        mail.iter().map(|mail| NewOutgoing::mail(mail, None, self.now())).collect()
    }
}
