use portico_audit::{Action, Outcome};
use portico_model::{
    AccountId, Categories, GrantId, GrantState, Language, PatientId, Relationship, Timestamp,
};
use portico_policy::Act;
use portico_store::{Email, Grant, GrantedPatient, Invitation, Letter, Mail, NewOutgoing, Quota, Recipient};
use uuid::Uuid;

use super::{INVITATION_LASTS, INVITATIONS_A_DAY, MOST_WAITING, ShareFault, is_live};
use crate::{AccountError, Accounts, CurrentSession, LinkToken, Visit};

/// Whom a patient asks to help, and with what.
#[derive(Clone)]
pub struct Invite {
    pub email: String,
    /// A caregiver, or somebody with a power of attorney.
    pub relationship: Relationship,
    pub scope: Categories,
    /// The moment from which it is over; absent: until somebody ends it.
    pub until: Option<Timestamp>,
    /// Of the letter.
    pub language: Language,
}

impl Accounts {
    /// Invites an adult to act for the person of the session. The link leaves by mail, in the same transaction.
    ///
    /// Fails with [`AccountError::StepUpNeeded`], [`AccountError::InvalidEmail`] and [`AccountError::Sharing`].
    pub async fn invite(
        &self,
        session: &CurrentSession,
        invite: Invite,
        visit: &Visit,
    ) -> Result<GrantId, AccountError> {
        let patient = session.own_record().ok_or(AccountError::NotFound)?;
        let act = (Act::Share, Action::InviteProxy);
        let permitted = self.may((session, visit), act, Some(patient)).await?;
        let email = public_address(&invite.email)?;
        let invited = self.check_invite(session, patient, &invite, &email).await?;
        let token = LinkToken::new();
        let grant = self.invitation(session, patient, &invite, &email, &token);
        let mail = Mail {
            good_until: grant.invitation.map(|it| it.expires_at),
            ..Mail::new(
                Recipient::Address { email: email.clone(), language: invite.language },
                Letter::ProxyInvited,
                format!("/invitations/{}", *token.to_text()),
            )
        };
        self.tell_of(&permitted, Outcome::Permitted, "invited").await?;
        let outgoing = [NewOutgoing::mail(&mail, None, grant.created_at)];
        let quota = Quota::a_day("invitation", session.account(), INVITATIONS_A_DAY);
        let check = |grants: &[Grant]| check_waiting(grants, (invited, &email), grant.created_at);
        let kept = self.store().create_invitation(&grant, &quota, check, &outgoing).await;
        self.kept(&permitted, kept).await?;
        Ok(grant.id)
    }

    fn invitation(
        &self,
        session: &CurrentSession,
        patient: &PatientId,
        invite: &Invite,
        email: &Email,
        token: &LinkToken,
    ) -> Grant {
        let now = self.now();
        Grant {
            id: GrantId(Uuid::now_v7()),
            patient: GrantedPatient {
                id: Some(patient.clone()),
                name: session.name().to_owned(),
                born: None,
                state: None,
            },
            grantor: Some(session.account()),
            grantee: None,
            invited_email: Some(email.clone()),
            relationship: invite.relationship,
            scope: invite.scope,
            valid_from: now,
            valid_until: invite.until,
            state: GrantState::Invited,
            proof: None,
            verified_by: None,
            verified_at: None,
            invitation: Some(Invitation { token_hash: token.hash(), expires_at: now + INVITATION_LASTS }),
            created_at: now,
            ended_at: None,
            ended_by: None,
        }
    }

    /// Answers whose address it is, where it has an account.
    async fn check_invite(
        &self,
        session: &CurrentSession,
        patient: &PatientId,
        invite: &Invite,
        email: &Email,
    ) -> Result<Option<AccountId>, AccountError> {
        if !matches!(invite.relationship, Relationship::Caregiver | Relationship::PowerOfAttorney) {
            return Err(ShareFault::WrongWay.into());
        }
        if invite.scope.is_empty() {
            return Err(ShareFault::Nothing.into());
        }
        if invite.until.is_some_and(|until| until <= self.now()) {
            return Err(ShareFault::EndsInPast.into());
        }
        let invited = self.store().find_account_by_email(email).await?.map(|account| account.id);
        if invited == Some(session.account()) {
            return Err(ShareFault::Yourself.into());
        }
        check_waiting(&self.store().list_grants_of(patient).await?, (invited, email), self.now())?;
        Ok(invited)
    }
}

/// An address that somebody typed and that a letter goes to.
pub(crate) fn public_address(text: &str) -> Result<Email, AccountError> {
    let email: Email = text.parse().map_err(|_| AccountError::InvalidEmail)?;
    if email.is_public() { Ok(email) } else { Err(AccountError::InvalidEmail) }
}

/// Whether one more invitation may wait beside all `grants` of a patient: one for each person, and not too many.
fn check_waiting(
    grants: &[Grant],
    (invited, email): (Option<AccountId>, &Email),
    now: Timestamp,
) -> Result<(), AccountError> {
    let is_waiting = |grant: &Grant| match grant.state {
        GrantState::Invited => grant.is_invitation_open(now),
        _ => is_live(grant) && grant.valid_until.is_none_or(|until| now < until),
    };
    let live: Vec<&Grant> = grants.iter().filter(|grant| is_waiting(grant)).collect();
    let is_theirs = |grant: &Grant| match grant.grantee {
        Some(grantee) => Some(grantee) == invited,
        None => grant.invited_email.as_ref() == Some(email),
    };
    if live.iter().any(|grant| is_theirs(grant)) {
        return Err(ShareFault::SharedAlready.into());
    }
    let open = live.iter().filter(|grant| grant.state == GrantState::Invited).count();
    if open >= MOST_WAITING { Err(ShareFault::TooMany.into()) } else { Ok(()) }
}
