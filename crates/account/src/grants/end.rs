use portico_audit::{Action, Outcome};
use portico_model::{GrantId, Relationship, Role};
use portico_policy::{Act, ParentalAccess};
use portico_store::{Grant, Letter};

use super::{ShareFault, is_live};
use crate::{AccountError, Accounts, CurrentSession, Visit};

impl Accounts {
    /// Ends an access, an invitation or a request: by the patient, by whoever holds it, or by staff. What begins after
    /// the answer sees nothing by it.
    ///
    /// Fails with [`ShareFault::AskStaff`] where a minor would end the checked access of a parent, and with
    /// [`AccountError::NotFound`] for everybody whose matter it is not.
    pub async fn end_access(
        &self,
        session: &CurrentSession,
        id: GrantId,
        visit: &Visit,
    ) -> Result<(), AccountError> {
        let grant = self.grant(id).await?;
        let record = grant.patient.id.as_ref();
        let is_patient = record.is_some() && session.own_record() == record;
        let is_grantee = grant.grantee == Some(session.account());
        let act = match session.role() {
            Role::Patient if is_patient => Act::EndSharing,
            Role::Patient if is_grantee => Act::ManageAccount,
            Role::Patient => return Err(AccountError::NotFound),
            _ => Act::ReviewProxies,
        };
        let permitted = self.may((session, visit), (act, Action::EndAccess), record).await?;
        if !is_live(&grant) {
            return Err(AccountError::NotFound);
        }
        if is_patient && self.is_for_staff_to_end(&grant) {
            self.tell_of(&permitted, Outcome::Refused, "ask_staff").await?;
            return Err(ShareFault::AskStaff.into());
        }
        let letters = self.end_letters(&grant, session).await?;
        self.tell_of(&permitted, Outcome::Permitted, "").await?;
        let ended = self.store().end_grant(id, Some(session.account()), self.now(), &letters).await;
        self.grant_settled(&permitted, ended).await
    }

    /// The access of a parent or guardian whom the age table still leaves something.
    pub(super) fn is_for_staff_to_end(&self, grant: &Grant) -> bool {
        let today = self.today();
        let access = || self.inner().ages.facts(grant.patient.state.as_deref(), grant.patient.born, today);
        matches!(grant.relationship, Relationship::Parent | Relationship::Guardian)
            && matches!(access().parental_access, ParentalAccess::Full | ParentalAccess::Limited)
    }

    /// To the other side, or to both where staff end it.
    async fn end_letters(
        &self,
        grant: &Grant,
        session: &CurrentSession,
    ) -> Result<Vec<portico_store::NewOutgoing>, AccountError> {
        let patient = match &grant.patient.id {
            Some(record) => self.store().find_account_by_record(record).await?.map(|account| account.id),
            None => None,
        };
        let is_other = |account: &portico_model::AccountId| *account != session.account();
        let to_patient = self.letter(patient.filter(is_other), Letter::AccessEnded, "/patients/me/sharing");
        let to_grantee = self.letter(grant.grantee.filter(is_other), Letter::AccessEnded, "/account/access");
        Ok(to_patient.chain(to_grantee).collect())
    }
}
